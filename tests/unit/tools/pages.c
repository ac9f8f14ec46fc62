// SPDX-License-Identifier: MIT
// What compiled pages write.
#include "support/cmocka.h"

#include "unit/tools/page_functions.h"
#include "unit/tools/pages.h"

#include <math.h>
#include <string.h>

// A Welsh that puts the places of a sentence in another order.
static const struct {
	struct text english;
	const char *welsh;
} translations[] = {
	{TEXT_CONSTANT("{name} has until {date}"), "Hyd {date} & <{name}>"},
	{TEXT_CONSTANT("{count} entry of {name}"), "{name}: \"{count}\""},
};

struct text __wrap_words(enum language language, const char *message);
struct text __wrap_words_plural(
	enum language language, const char *one, const char *other, int64_t count);

struct text __wrap_words(enum language language, const char *message)
{
	for (size_t i = 0; i < sizeof translations / sizeof translations[0]; i++) {
		if (language == LANGUAGE_WELSH && text_equal(translations[i].english, text_of(message)))
			return text_of(translations[i].welsh);
	}
	return text_of(message);
}

struct text __wrap_words_plural(
	enum language language, const char *one, const char *other, int64_t count)
{
	return __wrap_words(language, count == 1 || language == LANGUAGE_WELSH ? one : other);
}

static void has(const struct text_builder *page, const char *expected)
{
	assert_false(page->failed);
	if (!strstr(page->start, expected))
		fail_msg("no %s in:\n%s", expected, page->start);
}

static void a_value_is_escaped_for_its_place(void **state)
{
	(void)state;
	struct text_builder out;
	builder_init(&out);
	const struct page_places view = {
		.value = {"</title>\"'>&\0\xFF\r", 15},
		.address = TEXT("jAvAscript:alert(1)"),
		.inner = {TEXT("in")},
		.whole = -7,
		.real = 1.255,
	};
	page_places(&out, LANGUAGE_ENGLISH, &view);
#define AS_TEXT "&lt;/title&gt;\"'&gt;&amp;\xEF\xBF\xBD\xEF\xBF\xBD&#13;"
#define AS_VALUE "&lt;/title&gt;&quot;&#39;&gt;&amp;\xEF\xBF\xBD\xEF\xBF\xBD&#13;"
#define AS_PART "%3C%2Ftitle%3E%22%27%3E%26%EF%BF%BD%EF%BF%BD%0D"
	has(&out, "<!doctype html>\n<html lang=\"" AS_VALUE "\">\n<head><title>" AS_TEXT "</title>");
	has(&out, "<link rel=\"stylesheet\" href=\"/assets/" AS_PART ".css\">");
	has(&out, "<body>\n\n<p class=\"a " AS_VALUE " b\" data-x=\"in\">" AS_TEXT " – in&nbsp;</p>");
	has(&out, "<a href=\"#\">Go</a>");
	has(&out, "<a href=\"/people/" AS_PART "?at=-7&amp;q=" AS_PART "\">");
	has(&out, "<img alt=\"" AS_VALUE "\" src=\"#\">");
	has(&out,
		"<form action=\"#\" method=\"post\"><button formaction=\"#\" value=\"" AS_VALUE "\">");
	has(&out, "<textarea name=\"t\">\n" AS_TEXT "</textarea>");
	has(&out, "<pre>\n" AS_TEXT "</pre>");
	has(&out, "<option value=\"" AS_VALUE "\">" AS_TEXT "</option>");
	has(&out, "<svg viewBox=\"0 0 1.25 10\"><title>" AS_TEXT "</title><path d=\"M1.25 1\"/>");
	assert_null(strstr(out.start, "Not sent"));
	builder_done(&out);
}

static void numbers_that_are_none_stay_digits(void **state)
{
	(void)state;
	struct text_builder out;
	builder_init(&out);
	page_places(&out, LANGUAGE_ENGLISH, &(struct page_places){.address = TEXT("/x"), .real = NAN});
	has(&out, "d=\"M0 1\"");
	has(&out, "<a href=\"/x\">");
	builder_done(&out);
}

static void blocks_take_one_side_and_every_item(void **state)
{
	(void)state;
	struct text_builder out;
	const struct text members[] = {TEXT("a"), TEXT("<")};
	struct page_places_group groups[] = {
		{.name = TEXT("one"), .members = members, .members_count = 2},
		{.name = TEXT("two"), .last = true, .members = members, .members_count = 1},
		{.name = TEXT("none"), .last = true},
	};
	builder_init(&out);
	page_blocks(&out, LANGUAGE_ENGLISH,
		&(struct page_blocks){.shown = true, .groups = groups, .groups_count = 3});
	assert_string_equal(out.start, "<b>1</b>\n"
								   "<input class=\"x\" checked name=\"n\">\n"
								   "<p class=\"g\">one: a &lt;</p><p class=\"g last\">two: a!</p>"
								   "<p class=\"g last\">none:</p>\n"
								   "<svg><polyline points=\"one,1 two,1 none,1 \"/></svg>\n"
								   "<span id=\"s\">1</span>\n");
	builder_reset(&out);
	page_blocks(&out, LANGUAGE_ENGLISH, &(struct page_blocks){.shown = false});
	assert_string_equal(out.start, "<i>2</i>3\n"
								   "<input class=\"y\" name=\"n\">\n"
								   "\n"
								   "<svg><polyline points=\"\"/></svg>\n"
								   "<span id=\"s\">2</span>\n");
	builder_done(&out);
}

static void sentences_are_in_the_language_of_the_reader(void **state)
{
	(void)state;
	struct text_builder out;
	const struct page_part parts[] = {{TEXT("x"), 1}, {TEXT("<y>"), 2}};
	struct page_sentences view = {.name = TEXT("{date}\"<"),
		.date = TEXT("1 & 2"),
		.count = 1,
		.part = {TEXT("z"), 3},
		.parts = parts,
		.parts_count = 2};
	builder_init(&out);
	page_sentences(&out, LANGUAGE_ENGLISH, &view);
	has(&out, "<p title=\"Say &quot;hello&quot; &amp; &lt;wave&gt;\">"
			  "Say \"hello\" &amp; &lt;wave&gt;</p>");
	has(&out, "<p title=\"{date}&quot;&lt; has until 1 &amp; 2\">"
			  "{date}\"&lt; has until 1 &amp; 2</p>");
	has(&out, "<p>1 entry of {date}\"&lt;</p>\n<p>3 of them</p>");
	has(&out, "<ul><li>z 3</li>\n<li>x 1</li>\n<li>&lt;y&gt; 2</li>\n</ul>");
	has(&out, ">Cymraeg</a> <b translate=\"no\">Plimsoll</b> 24/7 – “?”</p>");
	has(&out, "<input type=\"submit\" value=\"Save\">");
	view.count = 4000;
	view.part.count = 1;
	builder_reset(&out);
	page_sentences(&out, LANGUAGE_ENGLISH, &view);
	has(&out, "<p>4,000 entries of {date}\"&lt;</p>\n<p>One</p>");
	builder_reset(&out);
	page_sentences(&out, LANGUAGE_WELSH, &view);
	has(&out, "<p title=\"Hyd 1 &amp; 2 &amp; &lt;{date}&quot;&lt;&gt;\">"
			  "Hyd 1 &amp; 2 &amp; &lt;{date}\"&lt;&gt;</p>");
	has(&out, "<p>{date}\"&lt;: \"4,000\"</p>");
	builder_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_escaped_for_its_place),
		cmocka_unit_test(numbers_that_are_none_stay_digits),
		cmocka_unit_test(blocks_take_one_side_and_every_item),
		cmocka_unit_test(sentences_are_in_the_language_of_the_reader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
