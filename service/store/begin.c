// SPDX-License-Identifier: MIT
#include "store/begin.h"

#include "store/query.h"

enum status app_begin(struct connection *connection, const struct person_id *person,
	const unsigned char *hash, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	if (person)
		parameter_uuid(&values, person->uuid);
	else
		parameter_null(&values);
	if (hash)
		parameter_bytes(&values, hash, ROW_HASH_BYTES);
	else
		parameter_null(&values);
	enum status status = query_run(connection, QUERY_APP_BEGIN, &values, NULL, fault);
	arena_done(&arena);
	return status;
}
