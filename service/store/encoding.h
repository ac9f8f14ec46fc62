// SPDX-License-Identifier: MIT
// PostgreSQL's binary form of values: big-endian, microseconds from 2000-01-01. Only for this
// folder. Layouts: src/backend/utils/adt/{timestamp,rangetypes,arrayfuncs}.c of PostgreSQL.
#pragma once

#include <stdint.h>

#include "core/instant.h"
#include "core/seat.h"

#define INTERVAL_ENCODED 25 // flags, then a length and an instant for each bound

// The object id of an enum query_type, as pg_type fixes it.
unsigned encoding_type(char type);

// Each writes at `out` and returns what is behind it.
char *encode_32(char *out, uint32_t value);
char *encode_64(char *out, uint64_t value);
char *encode_number(char *out, double value);
char *encode_instant(char *out, struct instant value);
char *encode_interval(char *out, struct interval value);

uint32_t decode_32(const char *at);
uint64_t decode_64(const char *at);
double decode_number(const char *at);
struct instant decode_instant(const char *at);
struct interval decode_interval(const char *at);
