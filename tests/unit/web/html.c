// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "web/html.h"

#include <math.h>
#include <string.h>

#define BYTES(literal) ((struct text){(literal), sizeof(literal) - 1})

struct row {
	struct text value;
	const char *expected;
};

static void check(
	void (*write)(struct text_builder *, struct text), const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct text_builder out;
		builder_init(&out);
		write(&out, rows[i].value);
		if (!text_is(builder_view(&out), rows[i].expected))
			fail_msg("row %zu: %s", i, out.start);
		builder_done(&out);
	}
}

#define CHECK(write, rows) check(write, rows, sizeof(rows) / sizeof(rows)[0])

static void text_cannot_become_markup(void **state)
{
	(void)state;
	const struct row rows[] = {
		{TEXT("Ann"), "Ann"},
		{{NULL, 0}, ""},
		{TEXT("</p><script>alert(1)</script>"), "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"},
		{TEXT("a & b &lt; c"), "a &amp; b &amp;lt; c"},
		{TEXT("\"it's\""), "\"it's\""},
		{TEXT("Siân Ŵyn 😀"), "Siân Ŵyn 😀"},
		{BYTES("a\0b"), "a\xEF\xBF\xBD"
						"b"},
		{BYTES("a\rb\r\nc\n"), "a&#13;b&#13;\nc\n"},
		{BYTES("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD"},
		{BYTES("\xE2\x82<"), "\xEF\xBF\xBD&lt;"},
		{BYTES("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
		{BYTES("\xF0\x9F"), "\xEF\xBF\xBD"},
	};
	CHECK(html_text, rows);
}

static void an_attribute_cannot_end_its_quotes(void **state)
{
	(void)state;
	const struct row rows[] = {
		{TEXT("\" onclick=\"alert(1)"), "&quot; onclick=&quot;alert(1)"},
		{TEXT("' x='"), "&#39; x=&#39;"},
		{TEXT("<&>"), "&lt;&amp;&gt;"},
		{BYTES("\xC3\""), "\xEF\xBF\xBD&quot;"},
		{BYTES("\0\r"), "\xEF\xBF\xBD&#13;"},
	};
	CHECK(html_attribute, rows);
}

static void only_harmless_addresses_pass(void **state)
{
	(void)state;
	const struct row rows[] = {
		{TEXT(""), ""},
		{TEXT("/log?a=1&b=\"2\""), "/log?a=1&amp;b=&quot;2&quot;"},
		{TEXT("week/2026-11-23#top"), "week/2026-11-23#top"},
		{TEXT("?day=1:2"), "?day=1:2"},
		{TEXT("a/b:c"), "a/b:c"},
		{TEXT("https://example.org/ŵ"), "https://example.org/ŵ"},
		{TEXT("HTTP://example.org"), "HTTP://example.org"},
		{TEXT("WebCal://example.org/f/x.ics"), "WebCal://example.org/f/x.ics"},
		{TEXT("mailto:a@example.org"), "mailto:a@example.org"},
		{TEXT("tel:116123"), "tel:116123"},
		{TEXT("javascript:alert(1)"), "#"},
		{TEXT("JaVaScRiPt:alert(1)"), "#"},
		{TEXT(" javascript:alert(1)"), "#"},
		{BYTES("java\tscript:alert(1)"), "#"},
		{BYTES("java\nscript:alert(1)"), "#"},
		{BYTES("\x01javascript:alert(1)"), "#"},
		{BYTES("java\0script:alert(1)"), "#"},
		{BYTES("java\x7Fscript:alert(1)"), "#"},
		{TEXT("javascript&colon;alert(1)"), "javascript&amp;colon;alert(1)"},
		{TEXT("java&#115;cript:alert(1)"), "java&amp;#115;cript:alert(1)"},
		{TEXT("&#106;avascript&#58;alert(1)"), "&amp;#106;avascript&amp;#58;alert(1)"},
		{TEXT("javascript%3Aalert(1)"), "javascript%3Aalert(1)"},
		{TEXT("data:text/html,x"), "#"},
		{TEXT("vbscript:x"), "#"},
		{TEXT("file:///etc/passwd"), "#"},
		{TEXT("blob:https://example.org/x"), "#"},
		{TEXT(":x"), "#"},
		{TEXT("httpsx:y"), "#"},
		{TEXT("/\\example.org"), "#"},
		{TEXT("/a b"), "#"},
		{BYTES("/\xFF"), "#"},
		{TEXT("ｊavascript:x"), "#"},
	};
	CHECK(html_url, rows);
}

static void a_part_of_an_address_stays_a_part(void **state)
{
	(void)state;
	const struct row rows[] = {
		{TEXT("Az09-._~"), "Az09-._~"},
		{TEXT("../x?y=1&z#:\"' %"), "..%2Fx%3Fy%3D1%26z%23%3A%22%27%20%25"},
		{TEXT("ŵ"), "%C5%B5"},
		{BYTES("\0\xC3"), "%EF%BF%BD%EF%BF%BD"},
	};
	CHECK(html_url_part, rows);
}

static void numbers_are_written_in_digits(void **state)
{
	(void)state;
	static const struct {
		int64_t value;
		const char *expected;
	} rows[] = {{0, "0"}, {-12, "-12"}, {INT64_MAX, "9223372036854775807"},
		{INT64_MIN, "-9223372036854775808"}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text_builder out;
		builder_init(&out);
		html_number(&out, rows[i].value);
		assert_string_equal(out.start, rows[i].expected);
		builder_done(&out);
	}
}

static void decimals_have_two_places_at_most_and_no_exponent(void **state)
{
	(void)state;
	const struct {
		double value;
		const char *expected;
	} rows[] = {{0, "0"}, {-0.0, "0"}, {12, "12"}, {0.5, "0.5"}, {-0.25, "-0.25"}, {1.005, "1"},
		{1.006, "1.01"}, {0.05, "0.05"}, {-0.004, "0"}, {99.995001, "100"}, {1e-300, "0"},
		{1e15, "1000000000000000"}, {-1e300, "-1000000000000000"}, {INFINITY, "1000000000000000"},
		{-INFINITY, "-1000000000000000"}, {NAN, "0"}, {-NAN, "0"}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text_builder out;
		builder_init(&out);
		html_decimal(&out, rows[i].value);
		if (strcmp(out.start, rows[i].expected) != 0)
			fail_msg("row %zu: %s", i, out.start);
		builder_done(&out);
	}
}

static void places_are_filled_in_any_order_and_escaped(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{TEXT_CONSTANT("{name} & {count} more"), "{count}&lt;&quot; &amp; -3 more"},
		{TEXT_CONSTANT("{count}{count}{name}"), "-3-3{count}&lt;&quot;"},
		{TEXT_CONSTANT("{other} { {name"), "{other} { {name"},
		{TEXT_CONSTANT("{{name}}"), "{{count}&lt;&quot;}"},
		{TEXT_CONSTANT("{}"), "{}"},
		{TEXT_CONSTANT("none"), "none"},
		{TEXT_CONSTANT(""), ""},
	};
	const struct html_place places[] = {
		html_place("name", TEXT("{count}<\"")), html_place_number("count", -3)};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text_builder out;
		builder_init(&out);
		html_sentence(&out, html_attribute, rows[i].value, places, 2);
		if (!text_is(builder_view(&out), rows[i].expected))
			fail_msg("row %zu: %s", i, out.start);
		builder_done(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_cannot_become_markup),
		cmocka_unit_test(an_attribute_cannot_end_its_quotes),
		cmocka_unit_test(only_harmless_addresses_pass),
		cmocka_unit_test(a_part_of_an_address_stays_a_part),
		cmocka_unit_test(numbers_are_written_in_digits),
		cmocka_unit_test(decimals_have_two_places_at_most_and_no_exponent),
		cmocka_unit_test(places_are_filled_in_any_order_and_escaped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
