// SPDX-License-Identifier: MIT
// A line that somebody can call or write to at once, without their employer learning of it.
#pragma once

#include "core/instant.h"
#include "core/language.h"

#define HELP_LINES_LIMIT 12
#define HELP_LINE_NAME_LIMIT 80  // bytes
#define HELP_LINE_NOTE_LIMIT 160 // bytes

enum help_line_means { HELP_LINE_CALL, HELP_LINE_WRITE, HELP_LINE_MEANS_COUNT };

struct help_line {
	struct text name[LANGUAGE_COUNT];
	struct text note[LANGUAGE_COUNT]; // whom it is for and when; may be empty
	struct text number;               // as it is shown, "0300 131 2789"
	enum help_line_means means;       // by voice, or by text message
	struct instant checked_at;        // when somebody last made sure that it answers
};

enum help_line_fault {
	HELP_LINE_FAULTLESS,
	HELP_LINE_WITHOUT_NAME, // in one of the languages, or it is too long
	HELP_LINE_LONG_NOTE,
	HELP_LINE_WRONG_NUMBER, // other than 3 to 15 digits with blanks between, and a plus before
};

// The first thing that is wrong with it. Its time is not looked at.
enum help_line_fault help_line_check(const struct help_line *line);

const char *help_line_means_name(enum help_line_means means); // as the database has it
bool help_line_means_parse(struct text name, enum help_line_means *out);

// The address that calls it: "tel:03001312789", "sms:85258". False if it does not fit.
#define HELP_LINE_ADDRESS_SIZE 24
bool help_line_address(const struct help_line *line, char out[static HELP_LINE_ADDRESS_SIZE]);
