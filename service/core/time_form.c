// SPDX-License-Identifier: MIT
#include "core/time_form.h"

#include <string.h>

enum part { PART_YEAR, PART_MONTH, PART_DAY, PART_HOUR, PART_MINUTE, PART_SECOND, PART_HALF };

static const struct {
	const char *letters;
	bool is_needed;
} parts[] = {
	[PART_YEAR] = {"YYYY", true},
	[PART_MONTH] = {"MM", true},
	[PART_DAY] = {"DD", true},
	[PART_HOUR] = {"hh", false},
	[PART_MINUTE] = {"mm", false},
	[PART_SECOND] = {"ss", false},
	[PART_HALF] = {"AM", false},
};

#define PART_COUNT (sizeof parts / sizeof parts[0])

static const char epoch[] = "epoch", epoch_milliseconds[] = "epoch milliseconds";

static struct text skip(struct text text, size_t count)
{
	return (struct text){text.start + count, text.length - count};
}

// The part that a form goes on with, or PART_COUNT where it is a character of its own.
static size_t part_at(struct text form)
{
	for (size_t i = 0; i < PART_COUNT; i++) {
		if (text_starts(form, parts[i].letters))
			return i;
	}
	return PART_COUNT;
}

bool time_form_is_valid(struct text form)
{
	bool has[PART_COUNT] = {false};
	if (text_is(form, epoch) || text_is(form, epoch_milliseconds))
		return true;
	while (form.length > 0) {
		size_t part = part_at(form);
		if (part == PART_COUNT) {
			form = skip(form, 1);
			continue;
		}
		if (has[part])
			return false;
		has[part] = true;
		form = skip(form, strlen(parts[part].letters));
	}
	for (size_t i = 0; i < PART_COUNT; i++) {
		if (parts[i].is_needed && !has[i])
			return false;
	}
	// A date alone is its midnight; a time of day needs hours and minutes.
	bool of_day = has[PART_MINUTE] || has[PART_SECOND] || has[PART_HALF];
	return has[PART_HOUR] ? has[PART_MINUTE] : !of_day;
}

// Reads one part at the start of a value; for AM and PM the number is 0 and 1.
static bool read_part(size_t part, struct text value, int *out)
{
	size_t length = strlen(parts[part].letters);
	if (value.length < length)
		return false;
	if (part == PART_HALF) {
		struct text half = {value.start, length};
		*out = text_equal_ignoring_case(half, TEXT("PM"));
		return *out || text_equal_ignoring_case(half, TEXT("AM"));
	}
	*out = 0;
	for (size_t i = 0; i < length; i++) {
		if (value.start[i] < '0' || value.start[i] > '9')
			return false;
		*out = *out * 10 + (value.start[i] - '0');
	}
	return true;
}

bool time_form_read(struct text form, struct text value, struct civil *out)
{
	int numbers[PART_COUNT] = {0};
	bool is_half_day = false;
	while (form.length > 0) {
		size_t part = part_at(form);
		size_t length = part == PART_COUNT ? 1 : strlen(parts[part].letters);
		if (value.length < length)
			return false;
		if (part == PART_COUNT) {
			if (form.start[0] != value.start[0])
				return false;
		} else if (!read_part(part, value, &numbers[part])) {
			return false;
		}
		is_half_day = is_half_day || part == PART_HALF;
		form = skip(form, length);
		value = skip(value, length);
	}
	int hour = numbers[PART_HOUR];
	if (is_half_day) {
		if (hour < 1 || hour > 12)
			return false;
		hour = hour % 12 + 12 * numbers[PART_HALF]; // 12 AM is 00, 12 PM is 12
	}
	struct civil civil = {numbers[PART_YEAR], numbers[PART_MONTH], numbers[PART_DAY], hour,
		numbers[PART_MINUTE], numbers[PART_SECOND]};
	if (value.length > 0 || !civil_is_valid(civil))
		return false;
	*out = civil;
	return true;
}

// Seconds are kept within the years that a civil date can have.
static bool read_epoch(struct text value, int64_t units, struct instant *out)
{
	int64_t number;
	if (!text_to_integer(value, &number) || number < 0 || number / units > INT64_C(253402300799))
		return false;
	*out = (struct instant){number / units};
	return true;
}

bool time_form_epoch(struct text form, struct text value, struct instant *out)
{
	return (text_is(form, epoch) && read_epoch(value, 1, out)) ||
		   (text_is(form, epoch_milliseconds) && read_epoch(value, 1000, out));
}
