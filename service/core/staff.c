// SPDX-License-Identifier: MIT
#include "core/staff.h"

#include <assert.h>

#include "core/language.h"
#include "core/time_form.h"

#define OTHER_COLUMNS 13 // than those of the name

const struct text staff_needs[STAFF_NEEDS_COUNT] = {TEXT_CONSTANT("step_free"),
	TEXT_CONSTANT("hearing_loop"), TEXT_CONSTANT("captions"), TEXT_CONSTANT("sign_language"),
	TEXT_CONSTANT("large_print"), TEXT_CONSTANT("screen_reader"), TEXT_CONSTANT("quiet_place"),
	TEXT_CONSTANT("more_breaks"), TEXT_CONSTANT("no_phone")};

const struct text staff_nations[STAFF_NATIONS_COUNT] = {TEXT_CONSTANT("england-and-wales"),
	TEXT_CONSTANT("scotland"), TEXT_CONSTANT("northern-ireland")};

enum status staff_columns(const struct staff_mapping *mapping, const struct text *header,
	size_t count, struct staff_columns *out, struct fault *fault)
{
	struct staff_columns columns;
	struct table_column wanted[STAFF_NAMES_LIMIT + OTHER_COLUMNS] = {
		{"number", mapping->number, &columns.number},
		{"sign_in", mapping->sign_in, &columns.sign_in},
		{"team", mapping->team, &columns.team},
		{"manager", mapping->manager, &columns.manager},
		{"profile", mapping->profile.column, &columns.profile},
		{"language", mapping->language.column, &columns.language},
		{"nation", mapping->nation.column, &columns.nation},
		{"access_needs", mapping->needs.column, &columns.needs},
		{"roles", mapping->roles.column, &columns.roles},
		{"joined", mapping->joined, &columns.joined},
		{"left", mapping->left, &columns.left},
		{"shift_pattern", mapping->pattern.column, &columns.pattern},
		{"shift_pattern_from", mapping->pattern_from, &columns.pattern_from},
	};
	assert(mapping->name_count <= STAFF_NAMES_LIMIT);
	for (size_t i = 0; i < mapping->name_count; i++)
		wanted[OTHER_COLUMNS + i] =
			(struct table_column){"name", mapping->names[i], &columns.names[i]};
	enum status status =
		table_find(wanted, OTHER_COLUMNS + mapping->name_count, header, count, fault);
	if (status == STATUS_OK)
		*out = columns;
	return status;
}

struct text staff_meaning(
	const struct staff_column *column, struct text value, const struct text *codes, size_t count)
{
	for (size_t i = 0; i < column->value_count; i++) {
		if (text_equal_ignoring_case(column->values[i].value, value))
			return column->values[i].means;
	}
	for (size_t i = 0; i < count; i++) {
		if (text_equal(codes[i], value))
			return codes[i];
	}
	return column->otherwise;
}

bool staff_date(const struct staff_mapping *mapping, struct text value, struct civil *out)
{
	for (size_t i = 0; i < mapping->date_form_count; i++) {
		if (time_form_read(mapping->date_forms[i], value, out))
			return true;
	}
	return false;
}

static const struct {
	const char *name, *sentence;
} faults[STAFF_FAULT_COUNT] = {
	[STAFF_FINE] = {"fine", ""},
	[STAFF_SHORT_ROW] = {"short_row", MESSAGE("It has fewer fields than the header.")},
	[STAFF_NOT_UTF8] = {"not_utf8", MESSAGE("It is not UTF-8.")},
	[STAFF_NO_NUMBER] = {"no_number", MESSAGE("There is no staff number.")},
	[STAFF_NO_NAME] = {"no_name", MESSAGE("There is no name.")},
	[STAFF_TOO_LONG] = {"too_long", MESSAGE("A value is longer than is taken.")},
	[STAFF_CONTROL] = {"control_character", MESSAGE("A value has a control character in it.")},
	[STAFF_NO_SIGN_IN] = {"no_sign_in_name",
		MESSAGE("A name to sign in with has 3 to 254 characters and no spaces.")},
	[STAFF_WRONG_PROFILE] = {"unknown_profile", MESSAGE("The role profile is not known.")},
	[STAFF_WRONG_LANGUAGE] = {"unknown_language", MESSAGE("The language is not known.")},
	[STAFF_WRONG_NATION] = {"unknown_nation", MESSAGE("The nation is not known.")},
	[STAFF_WRONG_NEED] = {"unknown_access_need", MESSAGE("An access need is not known.")},
	[STAFF_WRONG_ROLE] = {"unknown_role", MESSAGE("A role is not known.")},
	[STAFF_WRONG_JOINED] = {"wrong_joined",
		MESSAGE("The date of joining does not fit the mapping's form.")},
	[STAFF_WRONG_LEFT] = {"wrong_left",
		MESSAGE("The date of leaving does not fit the mapping's form.")},
	[STAFF_NUMBER_TWICE] = {"number_twice",
		MESSAGE("The staff number is on more than one line; none of them counts.")},
	[STAFF_SIGN_IN_TWICE] = {"sign_in_twice",
		MESSAGE("The name to sign in with is on more than one line; none of them counts.")},
	[STAFF_SIGN_IN_TAKEN] = {"sign_in_taken", MESSAGE("Somebody else signs in with that name.")},
	[STAFF_WRONG_PATTERN] = {"unknown_shift_pattern", MESSAGE("The shift pattern is not known.")},
	[STAFF_WRONG_PATTERN_FROM] = {"wrong_shift_pattern_from",
		MESSAGE("There is no day on which a cycle of the shift pattern begins, or it does not fit "
				"the mapping's form.")},
	[STAFF_NO_MONDAY] = {"shift_pattern_from_no_monday",
		MESSAGE("The shift pattern goes by weeks, and the day on which it begins is no Monday.")},
};

const char *staff_fault_name(enum staff_fault fault)
{
	assert((unsigned)fault < STAFF_FAULT_COUNT);
	return faults[fault].name;
}

const char *staff_fault_sentence(enum staff_fault fault)
{
	assert((unsigned)fault < STAFF_FAULT_COUNT);
	return faults[fault].sentence;
}
