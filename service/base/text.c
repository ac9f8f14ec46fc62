// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text text_of(const char *string)
{
	return (struct text){string ? string : "", string ? strlen(string) : 0};
}

int text_compare(struct text a, struct text b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.start, b.start, shorter) : 0;
	return order ? order : (a.length > b.length) - (a.length < b.length);
}

bool text_is(struct text text, const char *string)
{
	return text_equal(text, text_of(string));
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool text_equal_ignoring_case(struct text a, struct text b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++) {
		if (lower(a.start[i]) != lower(b.start[i]))
			return false;
	}
	return true;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text text_trim(struct text text)
{
	while (text.length && is_space(text.start[0])) {
		text.start++;
		text.length--;
	}
	while (text.length && is_space(text.start[text.length - 1]))
		text.length--;
	return text;
}

bool text_starts(struct text text, const char *prefix)
{
	size_t length = strlen(prefix);
	return text.length >= length && (length == 0 || memcmp(text.start, prefix, length) == 0);
}

struct text text_cut(struct text *rest, char separator)
{
	struct text whole = *rest;
	const char *found = whole.length ? memchr(whole.start, separator, whole.length) : NULL;
	if (!found) {
		*rest = (struct text){whole.start + whole.length, 0};
		return whole;
	}
	size_t before = (size_t)(found - whole.start);
	*rest = (struct text){found + 1, whole.length - before - 1};
	return (struct text){whole.start, before};
}

bool text_to_integer(struct text text, int64_t *out)
{
	bool negative = text.length && text.start[0] == '-';
	size_t i = negative;
	int64_t value = 0;
	if (i == text.length)
		return false;
	for (; i < text.length; i++) {
		if (text.start[i] < '0' || text.start[i] > '9')
			return false;
		int64_t digit = text.start[i] - '0';
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_sub_overflow(value, digit, &value)) // negative, so that INT64_MIN fits
			return false;
	}
	if (!negative && __builtin_sub_overflow(0, value, &value))
		return false;
	*out = value;
	return true;
}

bool text_to_number(struct text text, double *out)
{
	char copy[64];
	if (text.length == 0 || text.length >= sizeof copy)
		return false;
	memcpy(copy, text.start, text.length);
	copy[text.length] = '\0';
	if (strspn(copy, "0123456789+-.eE") != text.length)
		return false;
	char *end;
	double value = strtod(copy, &end);
	if (*end != '\0' || !isfinite(value))
		return false;
	*out = value;
	return true;
}

struct text text_copy(struct arena *arena, struct text text)
{
	char *copy = arena_allocate(arena, text.length + 1);
	if (!copy)
		return (struct text){NULL, 0};
	if (text.length)
		memcpy(copy, text.start, text.length);
	return (struct text){copy, text.length};
}

bool text_is_utf8(struct text text)
{
	const unsigned char *at = (const unsigned char *)text.start;
	const unsigned char *end = at + text.length;
	while (at < end) {
		size_t more = *at < 0x80 ? 0 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : 3;
		if ((*at >= 0x80 && *at < 0xC2) || *at > 0xF4 || (size_t)(end - at) <= more)
			return false;
		for (size_t i = 1; i <= more; i++) {
			if ((at[i] & 0xC0) != 0x80)
				return false;
		}
		if ((*at == 0xE0 && at[1] < 0xA0) || (*at == 0xED && at[1] > 0x9F) ||
			(*at == 0xF0 && at[1] < 0x90) || (*at == 0xF4 && at[1] > 0x8F))
			return false;
		at += more + 1;
	}
	return true;
}

size_t text_sequence(struct text text, bool *well_formed)
{
	const unsigned char *at = (const unsigned char *)text.start;
	size_t more = at[0] < 0x80 ? 0 : at[0] < 0xE0 ? 1 : at[0] < 0xF0 ? 2 : 3;
	*well_formed = at[0] < 0x80 || (at[0] >= 0xC2 && at[0] <= 0xF4);
	if (!*well_formed)
		return 1;
	for (size_t i = 1; i <= more; i++) {
		unsigned char least = 0x80, most = 0xBF;
		if (i == 1) { // nothing overlong, no surrogate, nothing above U+10FFFF
			least = at[0] == 0xE0 ? 0xA0 : at[0] == 0xF0 ? 0x90 : least;
			most = at[0] == 0xED ? 0x9F : at[0] == 0xF4 ? 0x8F : most;
		}
		if (i == text.length || at[i] < least || at[i] > most) {
			*well_formed = false;
			return i;
		}
	}
	return more + 1;
}

void builder_init(struct text_builder *builder)
{
	*builder = (struct text_builder){0};
}

void builder_done(struct text_builder *builder)
{
	free(builder->start);
	builder_init(builder);
}

void builder_reset(struct text_builder *builder)
{
	builder->length = 0;
	builder->failed = false;
	if (builder->start)
		builder->start[0] = '\0';
}

// Makes room for `more` bytes and a NUL.
static bool reserve(struct text_builder *builder, size_t more)
{
	if (builder->failed)
		return false;
	if (builder->size - builder->length > more)
		return true;
	size_t wanted, size = builder->size ? builder->size : 256;
	if (__builtin_add_overflow(builder->length, more + 1, &wanted) || wanted > SIZE_MAX / 4) {
		builder->failed = true;
		return false;
	}
	while (size < wanted)
		size *= 2;
	char *start = realloc(builder->start, size);
	if (!start) {
		builder->failed = true;
		return false;
	}
	builder->start = start;
	builder->size = size;
	return true;
}

void builder_add(struct text_builder *builder, struct text text)
{
	if (!reserve(builder, text.length))
		return;
	if (text.length)
		memcpy(builder->start + builder->length, text.start, text.length);
	builder->length += text.length;
	builder->start[builder->length] = '\0';
}

void builder_string(struct text_builder *builder, const char *string)
{
	builder_add(builder, text_of(string));
}

void builder_character(struct text_builder *builder, char character)
{
	builder_add(builder, (struct text){&character, 1});
}

void builder_format(struct text_builder *builder, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		builder->failed = true;
	else if (reserve(builder, (size_t)length)) {
		(void)vsnprintf(builder->start + builder->length, (size_t)length + 1, format, again);
		builder->length += (size_t)length;
	}
	va_end(again);
}

// The bytes 80 to 9F, as Unicode's CP1252.TXT maps them; the others are Latin-1.
static const uint16_t windows_1252[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
	0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019,
	0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E,
	0x0178};

void builder_windows_1252(struct text_builder *builder, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned byte = (unsigned char)text.start[i];
		unsigned point = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
		if (point < 0x80) {
			builder_character(builder, (char)point);
		} else if (point < 0x800) {
			builder_character(builder, (char)(0xC0 | point >> 6));
			builder_character(builder, (char)(0x80 | (point & 0x3F)));
		} else {
			builder_character(builder, (char)(0xE0 | point >> 12));
			builder_character(builder, (char)(0x80 | (point >> 6 & 0x3F)));
			builder_character(builder, (char)(0x80 | (point & 0x3F)));
		}
	}
}

struct text builder_view(const struct text_builder *builder)
{
	return (struct text){builder->start ? builder->start : "", builder->length};
}
