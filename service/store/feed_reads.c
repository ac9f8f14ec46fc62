// SPDX-License-Identifier: MIT
#include "store/feed_reads.h"

#include <assert.h>

#include "store/copying.h"

static const char *const names[] = {
	[CLIENT_GOOGLE] = "google",
	[CLIENT_OUTLOOK] = "outlook",
	[CLIENT_APPLE] = "apple",
	[CLIENT_THUNDERBIRD] = "thunderbird",
	[CLIENT_DAVX5] = "davx5",
	[CLIENT_OTHER] = "other",
};

#define CLIENTS (sizeof names / sizeof names[0])

// The column's CHECK allows no other.
static enum feed_client client_named(struct text name)
{
	size_t i = 0;
	while (i < CLIENTS && !text_is(name, names[i]))
		i++;
	assert(i < CLIENTS);
	return (enum feed_client)i;
}

static enum status add(struct connection *connection, const struct feed_read *reads, size_t count,
	struct arena *arena, struct fault *fault)
{
	struct parameters values;
	struct text *clients = arena_array(arena, count, sizeof *clients);
	if (!clients)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		clients[i] = text_of(names[reads[i].client]);
	parameters_start(&values, arena);
	parameter_each_uuid(&values, OF_EACH(reads, link.uuid), count);
	parameter_texts(&values, clients, count);
	parameter_each_integer(&values, OF_EACH(reads, reads), count);
	parameter_each_instant(&values, OF_EACH(reads, read_at), count);
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = query_run(connection, QUERY_FEED_READ_ADD, &values, NULL, fault);
	return transaction_end(connection, status, fault);
}

enum status feed_reads_add(
	struct connection *connection, const struct feed_read *reads, size_t count, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = add(connection, reads, count, &arena, fault);
	arena_done(&arena);
	return status;
}

enum status feed_reads_list(struct connection *connection, struct link_id link, struct arena *arena,
	struct feed_read **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, link.uuid);
	enum status status = query_run(connection, QUERY_FEED_READ_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct feed_read *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		int64_t reads = row_integer(rows, i, 1);
		list[i] = (struct feed_read){
			.link = link,
			.client = client_named(row_text(rows, i, 0)),
			.reads = reads < INT32_MAX ? (int32_t)reads : INT32_MAX,
			.read_at = row_instant(rows, i, 2),
		};
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
