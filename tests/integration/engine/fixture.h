// SPDX-License-Identifier: MIT
// An organisation in a database of its own, and an engine whose clock is the test's.
#pragma once

#include "app/engine/engine.h"

// 2026-12-01T00:00:00Z, a Tuesday; in SQL "at(seconds)" is so many seconds later.
#define START INT64_C(1796083200)
#define HOUR INT64_C(3600)
#define DAY INT64_C(86400)

extern const struct database *database;
extern struct connection *recorder;

// For setup and teardown. The first has hosts and the shipped programme, the other has nobody.
int found_demonstration(void **state);
int found_empty(void **state);
int leave(void **state);

// As the administrator: statements, and the one number a query gives.
void run(const char *format, ...) __attribute__((format(printf, 1, 2)));
int64_t number(const char *format, ...) __attribute__((format(printf, 1, 2)));
void expect(int64_t expected, const char *query);

// The one id that a query gives.
struct uuid found_id(const char *format, ...) __attribute__((format(printf, 1, 2)));

// All there is in the database, as one number.
int64_t fingerprint(void);

// Person n (from 1), and sessions and needs for them; times are seconds after START.
void add_people(int count);
void add_session(const char *kind, int n, int64_t start, int minutes, int capacity, int host);
void add_need(int person, const char *kinds, int64_t earliest, int64_t latest, int64_t notice,
	int64_t answer, int priority);

struct engine_report tick(int64_t now, int64_t *next); // `next` may be NULL
