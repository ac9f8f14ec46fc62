// SPDX-License-Identifier: MIT
#include "core/dispatch.h"

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

#define CLOCKS_DIFFER SECONDS_PER_HOUR // at most, where two of them time one incident

static const char epoch[] = "epoch", epoch_milliseconds[] = "epoch milliseconds";

// The file's column names for a message, cut off where they get long.
static void list_header(const struct text *header, size_t count, char *out, size_t size)
{
	static const char more[] = ", …";
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		struct text name = text_trim(header[i]);
		if (name.length > size || used + name.length + sizeof ", " + sizeof more > size) {
			memcpy(out + used, more + (used == 0 ? 2 : 0), sizeof more - (used == 0 ? 2 : 0));
			return;
		}
		if (used > 0) {
			memcpy(out + used, ", ", 2);
			used += 2;
		}
		if (name.length)
			memcpy(out + used, name.start, name.length);
		used += name.length;
	}
	out[used] = '\0';
}

struct header {
	const struct text *names;
	size_t count;
	bool is_known; // it names some column of the mapping: what it has may be repeated
};

static bool has_name(const struct header *header, struct text name)
{
	for (size_t i = 0; i < header->count; i++) {
		if (name.start && text_equal(text_trim(header->names[i]), text_trim(name)))
			return true;
	}
	return false;
}

// The first line of a file without a header is somebody's row, which no message may show.
static bool is_header(const struct dispatch_mapping *mapping, const struct header *header)
{
	bool found =
		has_name(header, mapping->responder_column) || has_name(header, mapping->type_column) ||
		has_name(header, mapping->second_type_column) ||
		has_name(header, mapping->arrived_column) || has_name(header, mapping->outcome_column);
	for (size_t i = 0; i < mapping->incident.count; i++)
		found = found || has_name(header, mapping->incident.list[i]);
	for (size_t i = 0; i < mapping->time.count; i++)
		found = found || has_name(header, mapping->time.list[i]);
	return found;
}

static enum status missing(
	const struct header *header, const char *member, struct text name, struct fault *fault)
{
	char names[256];
	if (!header->is_known)
		return fault_set(fault, STATUS_INVALID, member,
			"The file has no column \"%.*s\": its first line names none of the mapping's columns.",
			TEXT_ARGUMENTS(name));
	list_header(header->names, header->count, names, sizeof names);
	return fault_set(fault, STATUS_INVALID, member, "The file has no column \"%.*s\"; it has: %s.",
		TEXT_ARGUMENTS(name), names);
}

static enum status find_column(const struct header *header, const char *member, struct text name,
	size_t *out, struct fault *fault)
{
	size_t found = SIZE_MAX;
	struct text wanted = text_trim(name);
	for (size_t i = 0; i < header->count; i++) {
		if (!text_equal(text_trim(header->names[i]), wanted))
			continue;
		if (found != SIZE_MAX)
			return fault_set(fault, STATUS_INVALID, member,
				"The file has the column \"%.*s\" twice; rename one of them.",
				TEXT_ARGUMENTS(wanted));
		found = i;
	}
	if (found == SIZE_MAX)
		return missing(header, member, wanted, fault);
	*out = found;
	return STATUS_OK;
}

static enum status find_columns(const struct header *header, const char *member,
	const struct dispatch_names *names, size_t *out, struct fault *fault)
{
	for (size_t i = 0; i < names->count; i++) {
		enum status status = find_column(header, member, names->list[i], &out[i], fault);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

enum status dispatch_columns(const struct dispatch_mapping *mapping, const struct text *names,
	size_t count, struct dispatch_columns *out, struct fault *fault)
{
	struct dispatch_columns columns;
	struct header header = {names, count, false};
	const struct {
		const char *member;
		struct text name;
		size_t *column;
	} single[] = {
		{"responder", mapping->responder_column, &columns.responder},
		{"type", mapping->type_column, &columns.type},
		{"second_type", mapping->second_type_column, &columns.second_type},
		{"arrived", mapping->arrived_column, &columns.arrived},
		{"outcome", mapping->outcome_column, &columns.outcome},
	};
	header.is_known = is_header(mapping, &header);
	enum status status =
		find_columns(&header, "incident", &mapping->incident, columns.incident, fault);
	if (status == STATUS_OK)
		status = find_columns(&header, "time", &mapping->time, columns.time, fault);
	if (status == STATUS_OK)
		status = find_columns(
			&header, "time.not_before", &mapping->not_before, columns.not_before, fault);
	for (size_t i = 0; status == STATUS_OK && i < sizeof single / sizeof single[0]; i++) {
		*single[i].column = SIZE_MAX;
		if (single[i].name.start)
			status =
				find_column(&header, single[i].member, single[i].name, single[i].column, fault);
	}
	if (status == STATUS_OK)
		*out = columns;
	return status;
}

struct text dispatch_value(const struct dispatch_mapping *mapping, struct text field)
{
	struct text value = text_trim(field);
	for (size_t i = 0; i < mapping->null_word_count; i++) {
		if (text_equal_ignoring_case(value, mapping->null_words[i]))
			return (struct text){value.start, 0};
	}
	return value;
}

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

bool dispatch_form_is_valid(struct text form)
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

bool dispatch_time(struct text form, struct text value, struct civil *out)
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

// The day after, at the same time of day.
static struct civil next_day(struct civil local)
{
	return civil_of(instant_later(civil_as_utc(local), SECONDS_PER_DAY));
}

static bool read_instant(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, const struct instant *not_before, struct instant *out)
{
	for (size_t i = 0; i < mapping->time_form_count; i++) {
		struct text form = mapping->time_forms[i];
		struct civil local;
		if (text_is(form, epoch) && read_epoch(value, 1, out))
			return true;
		if (text_is(form, epoch_milliseconds) && read_epoch(value, 1000, out))
			return true;
		if (dispatch_time(form, value, &local)) {
			*out = zone_instant(zone, local);
			bool is_last_day = local.year == 9999 && local.month == 12 && local.day == 31;
			if (not_before && !is_last_day &&
				instant_before(instant_later(*out, CLOCKS_DIFFER), *not_before))
				*out = zone_instant(zone, next_day(local));
			return true;
		}
	}
	return false;
}

bool dispatch_instant(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, struct instant *out)
{
	return read_instant(mapping, zone, value, NULL, out);
}

bool dispatch_instant_after(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, struct instant not_before, struct instant *out)
{
	return read_instant(mapping, zone, value, &not_before, out);
}

struct text dispatch_modifier(const struct dispatch_mapping *mapping, struct text outcome)
{
	for (size_t i = 0; i < mapping->outcome_count; i++) {
		if (text_equal(mapping->outcomes[i].outcome, outcome))
			return mapping->outcomes[i].modifier;
	}
	return (struct text){NULL, 0};
}

const struct dispatch_rule *dispatch_rule(
	const struct dispatch_mapping *mapping, struct text type, struct text second_type)
{
	for (size_t i = 0; i < mapping->rule_count; i++) {
		const struct dispatch_rule *rule = &mapping->rules[i];
		if (text_equal(rule->type, type) &&
			(!rule->second_type.start || text_equal(rule->second_type, second_type)))
			return rule;
	}
	return NULL;
}
