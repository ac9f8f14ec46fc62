// SPDX-License-Identifier: MIT
// What commands and the service share of erasing: the erasure list of the data directory, doing
// again what it says, and printing what was destroyed.
#pragma once

#include "app/retention/erase_again.h"
#include "process/workplace.h"
#include "store/erasures.h"

#define LIST_PATH_LENGTH (DIRECTORY_LIMIT + 16)

void erasing_path(const struct workplace *workplace, char out[static LIST_PATH_LENGTH]);

// The columnar cache of the data directory (store/columns.h), and writing it anew where something
// was destroyed that it may still have; it is removed where that cannot be done.
void erasing_columns_path(const struct workplace *workplace, char out[static LIST_PATH_LENGTH]);
void erasing_columns(const struct workplace *workplace, struct connection *recorder);

// Does again what the list says, on connections of its own, before anybody is answered; nothing
// where there is no organisation yet.
CHECKED enum status erasing_again(
	const struct workplace *workplace, struct erase_again_report *out, struct fault *fault);

// What there is to say of it, to standard error: lines that were left out, people who are kept.
void erasing_warn(const struct workplace *workplace, const struct erase_again_report *report);

// Counts of what there was, as lines or as the members "NAME": NUMBER of an object.
struct json_writer;
void erasing_print(const struct erased *erased);
void erasing_write(struct json_writer *json, const struct erased *erased);
int64_t erasing_total(const struct erased *erased);
