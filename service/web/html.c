// SPDX-License-Identifier: MIT
#include "web/html.h"

#include <inttypes.h>
#include <string.h>

#include "words/words.h"

#define REPLACEMENT "\xEF\xBF\xBD" // U+FFFD
#define DECIMAL_LIMIT 1e15

// What stands for a character, or NULL where it stands for itself. A bare CR would be read as LF.
static const char *reference(char c, bool quoted)
{
	switch (c) {
	case '\0':
		return REPLACEMENT;
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	case '"':
		return quoted ? "&quot;" : NULL;
	case '\'':
		return quoted ? "&#39;" : NULL;
	default:
		return NULL;
	}
}

static void escape_all(struct text_builder *out, struct text value, bool quoted)
{
	size_t plain = 0; // bytes at the start that stand for themselves
	while (plain < value.length) {
		struct text rest = {value.start + plain, value.length - plain};
		bool well_formed;
		size_t length = text_sequence(rest, &well_formed);
		const char *instead = well_formed ? reference(*rest.start, quoted) : REPLACEMENT;
		if (!instead) {
			plain += length;
			continue;
		}
		builder_add(out, (struct text){value.start, plain});
		builder_string(out, instead);
		value = (struct text){rest.start + length, rest.length - length};
		plain = 0;
	}
	builder_add(out, value);
}

void html_text(struct text_builder *out, struct text value)
{
	escape_all(out, value, false);
}

void html_attribute(struct text_builder *out, struct text value)
{
	escape_all(out, value, true);
}

bool html_url_passes(struct text value)
{
	static const char *const schemes[] = {"http", "https", "webcal", "mailto", "tel"};
	size_t scheme = 0;
	if (!text_is_utf8(value))
		return false;
	for (size_t i = 0; i < value.length; i++) {
		unsigned char c = (unsigned char)value.start[i];
		if (c <= ' ' || c == 0x7F || c == '\\')
			return false;
	}
	while (scheme < value.length && !strchr(":/?#", value.start[scheme]))
		scheme++;
	if (scheme == value.length || value.start[scheme] != ':')
		return true;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		if (text_equal_ignoring_case((struct text){value.start, scheme}, text_of(schemes[i])))
			return true;
	}
	return false;
}

void html_url(struct text_builder *out, struct text value)
{
	html_attribute(out, html_url_passes(value) ? value : TEXT("#"));
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		   (c && strchr("-._~", c));
}

void html_url_part(struct text_builder *out, struct text value)
{
	while (value.length) {
		bool well_formed;
		size_t length = text_sequence(value, &well_formed);
		if (!well_formed || !*value.start)
			builder_string(out, "%EF%BF%BD");
		else if (is_unreserved(*value.start))
			builder_character(out, *value.start);
		else
			for (size_t i = 0; i < length; i++)
				builder_format(out, "%%%02X", (unsigned)(unsigned char)value.start[i]);
		value = (struct text){value.start + length, value.length - length};
	}
}

void html_number(struct text_builder *out, int64_t value)
{
	builder_format(out, "%" PRId64, value);
}

// In whole hundredths, so that no locale has a say in it.
void html_decimal(struct text_builder *out, double value)
{
	if (value != value)
		value = 0;
	bool negative = value < 0;
	double size = negative ? -value : value;
	int64_t hundredths = (int64_t)((size > DECIMAL_LIMIT ? DECIMAL_LIMIT : size) * 100 + 0.5);
	int64_t fraction = hundredths % 100;
	if (negative && hundredths)
		builder_character(out, '-');
	builder_format(out, "%" PRId64, hundredths / 100);
	if (fraction % 10)
		builder_format(out, ".%02" PRId64, fraction);
	else if (fraction)
		builder_format(out, ".%" PRId64, fraction / 10);
}

struct html_place html_place(const char *name, struct text value)
{
	return (struct html_place){.name = name, .value = value};
}

struct html_place html_place_number(const char *name, int64_t number)
{
	return (struct html_place){.name = name, .is_number = true, .number = number};
}

static const struct html_place *find_place(
	struct text name, const struct html_place *places, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (text_is(name, places[i].name))
			return &places[i];
	}
	return NULL;
}

static void fill(struct text_builder *out,
	void (*escape)(struct text_builder *out, struct text value), const struct html_place *place)
{
	char digits[WORDS_NUMBER_SIZE];
	escape(out, place->is_number ? words_number(digits, place->number) : place->value);
}

void html_sentence(struct text_builder *out,
	void (*escape)(struct text_builder *out, struct text value), struct text sentence,
	const struct html_place *places, size_t count)
{
	struct text before, name;
	while (words_next_place(&sentence, &before, &name)) {
		const struct html_place *place = find_place(name, places, count);
		escape(out, before);
		if (place) {
			fill(out, escape, place);
		} else {
			escape(out, TEXT("{"));
			escape(out, name);
			escape(out, TEXT("}"));
		}
	}
	escape(out, before);
}
