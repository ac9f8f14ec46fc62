// SPDX-License-Identifier: MIT
#include "store/changing.h"

void change_start(struct change *change)
{
	arena_init(&change->arena);
	parameters_start(&change->values, &change->arena);
}

enum status change_run(struct change *change, struct connection *connection, enum query query,
	bool *changed, struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, &change->values, &rows, fault);
	arena_done(&change->arena);
	if (status != STATUS_OK)
		return status;
	if (changed)
		*changed = rows_changed(rows) > 0;
	rows_free(rows);
	return STATUS_OK;
}

enum status change_ask(struct change *change, struct connection *connection, enum query query,
	bool *answer, struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, &change->values, &rows, fault);
	arena_done(&change->arena);
	if (status != STATUS_OK)
		return status;
	*answer = row_boolean(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}
