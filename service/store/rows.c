// SPDX-License-Identifier: MIT
#include <assert.h>

#include "store/encoding.h"
#include "store/query.h"
#include "store/session.h"

void rows_free(struct rows *rows)
{
	if (!rows)
		return;
	PQclear(rows->result);
	free(rows);
}

int rows_count(const struct rows *rows)
{
	return rows->count;
}

int rows_changed(const struct rows *rows)
{
	int64_t changed = 0;
	if (!text_to_integer(text_of(PQcmdTuples(rows->result)), &changed))
		return 0;
	return (int)changed;
}

static bool holds(const struct rows *rows, int column, char type)
{
	return column < rows->definition->give_count && rows->definition->gives[column].type == type;
}

// The bytes of a value that is there and of this type; where `length` is not 0, that many.
static const char *value(const struct rows *rows, int row, int column, char type, int length)
{
	assert(row < rows->count && holds(rows, column, type));
	// The length of null is 0.
	assert(length ? PQgetlength(rows->result, row, column) == length
				  : !PQgetisnull(rows->result, row, column));
	return PQgetvalue(rows->result, row, column);
}

bool row_is_null(const struct rows *rows, int row, int column)
{
	assert(row < rows->count && column < rows->definition->give_count);
	return PQgetisnull(rows->result, row, column);
}

struct uuid row_uuid(const struct rows *rows, int row, int column)
{
	struct uuid uuid;
	memcpy(uuid.bytes, value(rows, row, column, TYPE_UUID, sizeof uuid.bytes), sizeof uuid.bytes);
	return uuid;
}

struct instant row_instant(const struct rows *rows, int row, int column)
{
	return decode_instant(value(rows, row, column, TYPE_TIMESTAMPTZ, 8));
}

struct interval row_interval(const struct rows *rows, int row, int column)
{
	return decode_interval(value(rows, row, column, TYPE_TSTZRANGE, 0));
}

int64_t row_integer(const struct rows *rows, int row, int column)
{
	if (holds(rows, column, TYPE_BIGINT))
		return (int64_t)decode_64(value(rows, row, column, TYPE_BIGINT, 8));
	return (int32_t)decode_32(value(rows, row, column, TYPE_INTEGER, 4));
}

double row_number(const struct rows *rows, int row, int column)
{
	return decode_number(value(rows, row, column, TYPE_DOUBLE, 8));
}

bool row_boolean(const struct rows *rows, int row, int column)
{
	return *value(rows, row, column, TYPE_BOOLEAN, 1) != 0;
}

struct text row_text(const struct rows *rows, int row, int column)
{
	const char *start = value(rows, row, column, TYPE_TEXT, 0);
	return (struct text){start, (size_t)PQgetlength(rows->result, row, column)};
}

struct text row_bytes(const struct rows *rows, int row, int column)
{
	const char *start = value(rows, row, column, TYPE_BYTEA, 0);
	return (struct text){start, (size_t)PQgetlength(rows->result, row, column)};
}

size_t row_texts(const struct rows *rows, int row, int column, struct text *out, size_t limit)
{
	// Dimensions, nulls, element type; then size and lower bound; then each length and its bytes.
	const char *at = value(rows, row, column, TYPE_TEXT | TYPE_ARRAY, 0);
	uint32_t dimensions = decode_32(at);
	if (dimensions == 0)
		return 0;
	assert(dimensions == 1 && decode_32(at + 4) == 0);
	size_t count = decode_32(at + 12);
	at += 20;
	for (size_t i = 0; i < count && i < limit; i++) {
		out[i] = (struct text){at + 4, decode_32(at)};
		at += 4 + out[i].length;
	}
	return count;
}

// As above, of elements that are all as long; `*at` is where the first one's length stands.
static size_t plain_elements(
	const struct rows *rows, int row, int column, char type, const char **at)
{
	*at = value(rows, row, column, (char)(type | TYPE_ARRAY), 0);
	if (decode_32(*at) == 0)
		return 0;
	assert(decode_32(*at) == 1 && decode_32(*at + 4) == 0);
	size_t count = decode_32(*at + 12);
	*at += 20;
	return count;
}

size_t row_instants(const struct rows *rows, int row, int column, struct instant *out, size_t limit)
{
	const char *at;
	size_t count = plain_elements(rows, row, column, TYPE_TIMESTAMPTZ, &at);
	for (size_t i = 0; i < count && i < limit; i++)
		out[i] = decode_instant(at + i * 12 + 4);
	return count;
}

size_t row_integers(const struct rows *rows, int row, int column, int32_t *out, size_t limit)
{
	const char *at;
	size_t count = plain_elements(rows, row, column, TYPE_INTEGER, &at);
	for (size_t i = 0; i < count && i < limit; i++)
		out[i] = (int32_t)decode_32(at + i * 8 + 4);
	return count;
}

double *row_numbers(
	const struct rows *rows, int row, int column, struct arena *arena, size_t *count, bool *failed)
{
	// As above; each element is a length of 8 and the number.
	const char *at = value(rows, row, column, TYPE_DOUBLE | TYPE_ARRAY, 0);
	*count = 0;
	if (decode_32(at) == 0)
		return NULL;
	assert(decode_32(at) == 1 && decode_32(at + 4) == 0);
	size_t length = decode_32(at + 12);
	double *out = arena_array(arena, length, sizeof *out);
	*failed |= !out;
	for (size_t i = 0; out && i < length; i++)
		out[i] = decode_number(at + 20 + i * 12 + 4);
	*count = out ? length : 0;
	return out;
}
