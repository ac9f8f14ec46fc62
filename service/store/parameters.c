// SPDX-License-Identifier: MIT
#include <assert.h>
#include <limits.h>
#include <string.h>

#include "store/definition.h"
#include "store/encoding.h"
#include "store/query.h"

#define ARRAY_HEADER 20 // dimensions, nulls, element type; then the one dimension's size and bound

void parameters_start(struct parameters *parameters, struct arena *arena)
{
	*parameters = (struct parameters){.arena = arena};
}

// The next parameter's bytes, to be written; NULL when there is no memory for them.
static char *add(struct parameters *parameters, char type, size_t size)
{
	assert(parameters->count < QUERY_PARAMETERS_LIMIT);
	int index = parameters->count++;
	char *value = size <= INT_MAX ? arena_allocate(parameters->arena, size) : NULL;
	parameters->types[index] = type;
	parameters->values[index] = value;
	parameters->lengths[index] = (int)size;
	if (!value)
		parameters->failed = true;
	return value;
}

void parameter_null(struct parameters *parameters)
{
	assert(parameters->count < QUERY_PARAMETERS_LIMIT);
	parameters->types[parameters->count] = TYPE_NULL;
	parameters->values[parameters->count++] = NULL;
}

void parameter_uuid(struct parameters *parameters, struct uuid value)
{
	char *out = add(parameters, TYPE_UUID, sizeof value.bytes);
	if (out)
		memcpy(out, value.bytes, sizeof value.bytes);
}

void parameter_instant(struct parameters *parameters, struct instant value)
{
	char *out = add(parameters, TYPE_TIMESTAMPTZ, 8);
	if (out)
		encode_instant(out, value);
}

void parameter_interval(struct parameters *parameters, struct interval value)
{
	char *out = add(parameters, TYPE_TSTZRANGE, INTERVAL_ENCODED);
	if (out)
		encode_interval(out, value);
}

void parameter_integer(struct parameters *parameters, int32_t value)
{
	char *out = add(parameters, TYPE_INTEGER, 4);
	if (out)
		encode_32(out, (uint32_t)value);
}

void parameter_bigint(struct parameters *parameters, int64_t value)
{
	char *out = add(parameters, TYPE_BIGINT, 8);
	if (out)
		encode_64(out, (uint64_t)value);
}

void parameter_number(struct parameters *parameters, double value)
{
	char *out = add(parameters, TYPE_DOUBLE, 8);
	if (out)
		encode_number(out, value);
}

void parameter_boolean(struct parameters *parameters, bool value)
{
	char *out = add(parameters, TYPE_BOOLEAN, 1);
	if (out)
		*out = value;
}

static void add_bytes(struct parameters *parameters, char type, const void *bytes, size_t count)
{
	char *out = add(parameters, type, count);
	if (out && count)
		memcpy(out, bytes, count);
}

void parameter_text(struct parameters *parameters, struct text value)
{
	if (value.start)
		add_bytes(parameters, TYPE_TEXT, value.start, value.length);
	else
		parameter_null(parameters);
}

void parameter_bytes(struct parameters *parameters, const void *bytes, size_t count)
{
	add_bytes(parameters, TYPE_BYTEA, bytes, count);
}

// The next parameter as an array of `count` elements that take `size` bytes in all, their lengths
// not counted. Returns where the first element's length goes.
static char *add_array(
	struct parameters *parameters, char type, size_t count, size_t size, bool nulls)
{
	size_t lengths, total;
	if (__builtin_mul_overflow(count, 4, &lengths) ||
		__builtin_add_overflow(lengths, size, &total) || total > INT_MAX - ARRAY_HEADER)
		total = INT_MAX; // refused by add
	char *out = add(parameters, (char)(type | TYPE_ARRAY), total + ARRAY_HEADER);
	if (!out)
		return NULL;
	// An empty array has no dimensions; the header's rest is then not part of it.
	if (!count)
		parameters->lengths[parameters->count - 1] = 12;
	out = encode_32(out, count ? 1 : 0);
	out = encode_32(out, nulls);
	out = encode_32(out, encoding_type(type));
	out = encode_32(out, (uint32_t)count);
	return encode_32(out, 1);
}

// The element that is `index` structs behind the first.
static const void *element(const void *first, size_t step, size_t index)
{
	return (const char *)first + step * index;
}

void parameter_each_uuid(
	struct parameters *parameters, const struct uuid *first, size_t step, size_t count)
{
	size_t size = sizeof first->bytes;
	char *out = add_array(parameters, TYPE_UUID, count, count * size, false);
	for (size_t i = 0; out && i < count; i++) {
		const struct uuid *value = element(first, step, i);
		out = encode_32(out, (uint32_t)size);
		memcpy(out, value->bytes, size);
		out += size;
	}
}

void parameter_each_instant(
	struct parameters *parameters, const struct instant *first, size_t step, size_t count)
{
	char *out = add_array(parameters, TYPE_TIMESTAMPTZ, count, count * 8, false);
	for (size_t i = 0; out && i < count; i++) {
		const struct instant *value = element(first, step, i);
		out = encode_instant(encode_32(out, 8), *value);
	}
}

void parameter_each_interval(
	struct parameters *parameters, const struct interval *first, size_t step, size_t count)
{
	char *out = add_array(parameters, TYPE_TSTZRANGE, count, count * INTERVAL_ENCODED, false);
	for (size_t i = 0; out && i < count; i++) {
		const struct interval *value = element(first, step, i);
		out = encode_interval(encode_32(out, INTERVAL_ENCODED), *value);
	}
}

void parameter_each_integer(
	struct parameters *parameters, const int32_t *first, size_t step, size_t count)
{
	char *out = add_array(parameters, TYPE_INTEGER, count, count * 4, false);
	for (size_t i = 0; out && i < count; i++) {
		const int32_t *value = element(first, step, i);
		out = encode_32(encode_32(out, 4), (uint32_t)*value);
	}
}

void parameter_each_number(
	struct parameters *parameters, const double *first, size_t step, size_t count)
{
	char *out = add_array(parameters, TYPE_DOUBLE, count, count * 8, false);
	for (size_t i = 0; out && i < count; i++) {
		const double *value = element(first, step, i);
		out = encode_number(encode_32(out, 8), *value);
	}
}

void parameter_each_boolean(
	struct parameters *parameters, const bool *first, size_t step, size_t count)
{
	char *out = add_array(parameters, TYPE_BOOLEAN, count, count, false);
	for (size_t i = 0; out && i < count; i++) {
		const bool *value = element(first, step, i);
		out = encode_32(out, 1);
		*out++ = *value;
	}
}

void parameter_each_text(
	struct parameters *parameters, const struct text *first, size_t step, size_t count)
{
	size_t size = 0;
	bool nulls = false;
	for (size_t i = 0; i < count; i++) {
		const struct text *value = element(first, step, i);
		nulls |= !value->start;
		if (value->start && __builtin_add_overflow(size, value->length, &size))
			size = SIZE_MAX;
	}
	char *out = add_array(parameters, TYPE_TEXT, count, size, nulls);
	for (size_t i = 0; out && i < count; i++) {
		const struct text *value = element(first, step, i);
		out = encode_32(out, value->start ? (uint32_t)value->length : UINT32_MAX);
		if (value->start && value->length) {
			memcpy(out, value->start, value->length);
			out += value->length;
		}
	}
}

void parameter_uuids(struct parameters *parameters, const struct uuid *values, size_t count)
{
	parameter_each_uuid(parameters, values, sizeof *values, count);
}

void parameter_instants(struct parameters *parameters, const struct instant *values, size_t count)
{
	parameter_each_instant(parameters, values, sizeof *values, count);
}

void parameter_intervals(struct parameters *parameters, const struct interval *values, size_t count)
{
	parameter_each_interval(parameters, values, sizeof *values, count);
}

void parameter_integers(struct parameters *parameters, const int32_t *values, size_t count)
{
	parameter_each_integer(parameters, values, sizeof *values, count);
}

void parameter_numbers(struct parameters *parameters, const double *values, size_t count)
{
	parameter_each_number(parameters, values, sizeof *values, count);
}

void parameter_booleans(struct parameters *parameters, const bool *values, size_t count)
{
	parameter_each_boolean(parameters, values, sizeof *values, count);
}

void parameter_texts(struct parameters *parameters, const struct text *values, size_t count)
{
	parameter_each_text(parameters, values, sizeof *values, count);
}
