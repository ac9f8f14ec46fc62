// SPDX-License-Identifier: MIT
#include "core/help_line.h"

#include <assert.h>
#include <string.h>

#define DIGITS_LEAST 3
#define DIGITS_MOST 15 // of an international number, ITU-T E.164

static const struct {
	const char *name, *scheme;
} means_names[HELP_LINE_MEANS_COUNT] = {
	[HELP_LINE_CALL] = {"call", "tel:"},
	[HELP_LINE_WRITE] = {"write", "sms:"},
};

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static bool is_number(struct text number)
{
	size_t digits = 0;
	for (size_t i = 0; i < number.length; i++) {
		char character = number.start[i];
		if (is_digit(character))
			digits++;
		else if (character != ' ' && !(character == '+' && i == 0))
			return false;
	}
	return digits >= DIGITS_LEAST && digits <= DIGITS_MOST &&
		   is_digit(number.start[number.length - 1]) && number.start[0] != ' ' &&
		   number.length <= 2 * DIGITS_MOST;
}

enum help_line_fault help_line_check(const struct help_line *line)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		if (!line->name[i].length || line->name[i].length > HELP_LINE_NAME_LIMIT)
			return HELP_LINE_WITHOUT_NAME;
		if (line->note[i].length > HELP_LINE_NOTE_LIMIT)
			return HELP_LINE_LONG_NOTE;
	}
	return is_number(line->number) ? HELP_LINE_FAULTLESS : HELP_LINE_WRONG_NUMBER;
}

const char *help_line_means_name(enum help_line_means means)
{
	assert((unsigned)means < HELP_LINE_MEANS_COUNT);
	return means_names[means].name;
}

bool help_line_means_parse(struct text name, enum help_line_means *out)
{
	for (size_t i = 0; i < HELP_LINE_MEANS_COUNT; i++) {
		if (text_is(name, means_names[i].name)) {
			*out = (enum help_line_means)i;
			return true;
		}
	}
	return false;
}

bool help_line_address(const struct help_line *line, char out[static HELP_LINE_ADDRESS_SIZE])
{
	const char *scheme = means_names[line->means].scheme;
	size_t length = strlen(scheme);
	memcpy(out, scheme, length + 1);
	for (size_t i = 0; i < line->number.length; i++) {
		if (line->number.start[i] == ' ')
			continue;
		if (length + 1 == HELP_LINE_ADDRESS_SIZE)
			return false;
		out[length++] = line->number.start[i];
	}
	out[length] = '\0';
	return true;
}
