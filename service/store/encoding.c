// SPDX-License-Identifier: MIT
#include "store/encoding.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

#include "store/definition.h"

#define EPOCH_SECONDS INT64_C(946684800)     // 2000-01-01 in seconds since 1970
#define FINAL_SECONDS INT64_C(9224318016000) // 294277-01-01, the end of timestamptz
#define MICROSECONDS INT64_C(1000000)

enum range_flag {
	RANGE_EMPTY = 1,
	RANGE_FROM = 2,
	RANGE_TO = 4,
	RANGE_NO_FROM = 8,
	RANGE_NO_TO = 16
};

static_assert(sizeof(double) == sizeof(uint64_t), "double precision is IEEE 754 binary64");

unsigned encoding_type(char type)
{
	static const struct {
		unsigned single, array;
	} types[] = {
		[TYPE_NULL] = {0, 0},
		[TYPE_UUID] = {2950, 2951},
		[TYPE_TIMESTAMPTZ] = {1184, 1185},
		[TYPE_TSTZRANGE] = {3910, 3911},
		[TYPE_INTEGER] = {23, 1007},
		[TYPE_BIGINT] = {20, 1016},
		[TYPE_DOUBLE] = {701, 1022},
		[TYPE_BOOLEAN] = {16, 1000},
		[TYPE_TEXT] = {25, 1009},
		[TYPE_BYTEA] = {17, 1001},
	};
	size_t element = (size_t)(type & ~TYPE_ARRAY);
	assert(element < sizeof types / sizeof types[0]);
	return type & TYPE_ARRAY ? types[element].array : types[element].single;
}

char *encode_32(char *out, uint32_t value)
{
	uint32_t big = htobe32(value);
	memcpy(out, &big, sizeof big);
	return out + sizeof big;
}

char *encode_64(char *out, uint64_t value)
{
	uint64_t big = htobe64(value);
	memcpy(out, &big, sizeof big);
	return out + sizeof big;
}

char *encode_number(char *out, double value)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof bits);
	return encode_64(out, bits);
}

// What PostgreSQL cannot hold is after everything that happens: infinity.
char *encode_instant(char *out, struct instant value)
{
	int64_t microseconds = INT64_MAX;
	assert(value.seconds >= -EPOCH_SECONDS * 100);
	if (value.seconds < FINAL_SECONDS)
		microseconds = (value.seconds - EPOCH_SECONDS) * MICROSECONDS;
	return encode_64(out, (uint64_t)microseconds);
}

char *encode_interval(char *out, struct interval value)
{
	assert(instant_before(value.from, value.to));
	*out++ = RANGE_FROM;
	out = encode_instant(encode_32(out, 8), value.from);
	return encode_instant(encode_32(out, 8), value.to);
}

uint32_t decode_32(const char *at)
{
	uint32_t big;
	memcpy(&big, at, sizeof big);
	return be32toh(big);
}

uint64_t decode_64(const char *at)
{
	uint64_t big;
	memcpy(&big, at, sizeof big);
	return be64toh(big);
}

double decode_number(const char *at)
{
	uint64_t bits = decode_64(at);
	double value;
	memcpy(&value, &bits, sizeof value);
	return value;
}

// A fraction of a second is cut off, towards the past.
struct instant decode_instant(const char *at)
{
	int64_t microseconds = (int64_t)decode_64(at);
	assert(microseconds != INT64_MIN); // -infinity: nothing writes it
	if (microseconds == INT64_MAX)
		return INSTANT_NEVER;
	int64_t seconds = microseconds / MICROSECONDS - (microseconds % MICROSECONDS < 0);
	return (struct instant){seconds + EPOCH_SECONDS};
}

struct interval decode_interval(const char *at)
{
	char flags = *at++;
	struct interval interval = {.to = INSTANT_NEVER};
	assert(flags == RANGE_FROM || flags == (RANGE_FROM | RANGE_NO_TO));
	interval.from = decode_instant(at + 4);
	if (!(flags & RANGE_NO_TO))
		interval.to = decode_instant(at + 16);
	return interval;
}
