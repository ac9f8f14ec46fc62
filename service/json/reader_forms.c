// SPDX-License-Identifier: MIT
#include "json/reader.h"

#include <string.h>

#define NAME_LENGTH_LIMIT 40

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool is_made_of(struct text text, const char *first, const char *others)
{
	if (text.length == 0 || text.length > NAME_LENGTH_LIMIT || !strchr(first, text.start[0]))
		return false;
	for (size_t i = 1; i < text.length; i++) {
		if (!strchr(others, text.start[i]) || !text.start[i])
			return false;
	}
	return text.start[0] != '\0';
}

static bool is_id(struct text text)
{
	return is_made_of(text, SMALL, SMALL DIGITS "_-");
}

static bool is_code(struct text text)
{
	return is_made_of(text, CAPITALS, CAPITALS DIGITS "_");
}

// Visible at both ends, no control characters, at most `most` characters (not bytes).
static bool is_line(struct text text, size_t most)
{
	size_t characters = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.start[i];
		if (byte < 0x20 || byte == 0x7F)
			return false;
		characters += (byte & 0xC0) != 0x80;
	}
	return text.length && text.start[0] != ' ' && text.start[text.length - 1] != ' ' &&
		   characters <= most;
}

static bool is_label(struct text text)
{
	return is_line(text, 80);
}

static bool is_evidence(struct text text)
{
	return is_line(text, 400);
}

const struct text_form form_id = {
	is_id, "a name of at most 40 small letters, digits, _ and -, with a letter first"};
const struct text_form form_code = {
	is_code, "a code of at most 40 capital letters, digits and _, with a letter first"};
const struct text_form form_label = {
	is_label, "one line of 1 to 80 characters without space around it"};
const struct text_form form_evidence = {is_evidence,
	"one line of at most 400 characters saying where the numbers come from, or \"judgement\""};
