// SPDX-License-Identifier: MIT
#include "store/begin.h"

#include "store/flight.h"

static void fill(struct parameters *values, struct arena *arena, const struct person_id *person,
	const unsigned char *hash)
{
	parameters_start(values, arena);
	if (person)
		parameter_uuid(values, person->uuid);
	else
		parameter_null(values);
	if (hash)
		parameter_bytes(values, hash, ROW_HASH_BYTES);
	else
		parameter_null(values);
}

enum status app_begin(struct connection *connection, const struct person_id *person,
	const unsigned char *hash, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	fill(&values, &arena, person, hash);
	enum status status = query_run(connection, QUERY_APP_BEGIN, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status transaction_begin_for(struct connection *connection, const struct person_id *person,
	const unsigned char *hash, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	fill(&values, &arena, person, hash);
	const struct flight_step step = {QUERY_APP_BEGIN, &values};
	enum status status = flight_begin(connection, &step, 1, fault);
	arena_done(&arena);
	return status;
}
