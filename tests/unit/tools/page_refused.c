// SPDX-License-Identifier: MIT
// What a page may not hold is refused with its line and a sentence.
#include "support/cmocka.h"

#include "tools/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
	const char *page;
	int line; // 0: the page is taken
	const char *said;
};

static enum status compile(struct text bytes, struct fault *fault)
{
	struct arena arena;
	struct text_builder out;
	struct page_messages messages = {NULL, NULL};
	arena_init(&arena);
	builder_init(&out);
	enum status status = page_compile(
		&(struct page_source){"x.html", TEXT("x"), bytes, "web/pages.h", "web/page_functions.h"},
		&arena, &out, &messages, fault);
	builder_done(&out);
	arena_done(&arena);
	return status;
}

static bool is_said(struct text page, int line, const char *said, size_t row)
{
	struct fault fault = {.status = STATUS_OK};
	char where[40] = "";
	enum status status = compile(page, &fault);
	if (line)
		snprintf(where, sizeof where, "x.html:%d", line);
	bool good = status == (line ? STATUS_INVALID : STATUS_OK) && strcmp(fault.where, where) == 0 &&
				strstr(fault.message, said);
	if (!good)
		print_error("row %zu: %s: %s\n", row, fault.where, fault.message);
	return good;
}

static void check_text(struct text page, int line, const char *said, size_t row)
{
	assert_true(is_said(page, line, said, row));
}

static void check(const struct row *rows, size_t count)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++)
		wrong += !is_said(text_of(rows[i].page), rows[i].line, rows[i].said, i);
	assert_int_equal(wrong, 0);
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof(rows)[0])

static const struct row unescaped[] = {
	{"\n<script>{{x}}</script>", 2, "<script> needs a src"},
	{"<script src=\"/a.js\">{{x}}</script>", 1, "There cannot be text directly inside <script>"},
	{"<script src=\"/a.js\">\nlet a;</script>", 1, "<script> has no content here"},
	{"<script src=\"/a.js\"> </script>", 1, "<script> has no content here"},
	{"<script src=\"/a.js\"></script>", 0, ""},
	{"<script src=\"{{x}}\"></script>", 1, "its address begins with a fixed /"},
	{"<script src=\"https://x/a.js\"></script>", 1, "its address begins with a fixed /"},
	{"<script src=\"//x/{{x}}\"></script>", 1, "its address begins with a fixed /"},
	{"<link rel=\"stylesheet\" href=\"{{x}}\">", 1, "begins with a fixed /"},
	{"<svg><use href=\"{{x}}\"/></svg>", 1, "begins with a fixed /"},
	{"<svg><use href=\"#icon-{{x}}\"/></svg>", 0, ""},
	{"<p>\n<style>p{}</style>", 2, "<style> is refused"},
	{"<p\nstyle=\"x\">", 2, "The attribute style is refused: use a class"},
	{"<p onclick=\"x\">", 1, "The attribute onclick is refused"},
	{"<p onclick=\"{{x}}\">", 1, "The attribute onclick is refused"},
	{"<svg onload=\"\">", 1, "The attribute onload is refused"},
	{"<img srcset=\"{{x}}\">", 1, "The attribute srcset is refused"},
	{"<meta http-equiv=\"refresh\">", 1, "The attribute http-equiv is refused"},
	{"<p class={{x}}>", 1, "The value of class does not stand in double quotes"},
	{"<p class=a>", 1, "does not stand in double quotes"},
	{"<p class='a'>", 1, "does not stand in double quotes"},
	{"<p class = \"a\">", 1, "“=” is no attribute of <p>"},
	{"<p {{x}}>", 1, "Nothing can be inserted into the tag <p>"},
	{"<p {{x}}=\"a\">", 1, "Nothing can be inserted into the tag <p>"},
	{"<p data-{{x}}=\"a\">", 1, "Nothing can be inserted into the tag <p>"},
	{"<p {{number x}}>", 1, "Nothing can be inserted into the tag <p>"},
	{"<p {{\"x\"}}>", 1, "Nothing can be inserted into the tag <p>"},
	{"<p {{each a in b}}class=\"\"{{end}}>", 1, "An {{each}} cannot make attributes"},
	{"<{{x}}>", 1, "A command cannot stand for the name of an element"},
	{"<p>\n<!--\n{{x}} -->", 3, "There cannot be a command in a comment"},
	{"<p>\n<!--\n", 2, "The comment is not ended"},
	{"<input type=\"{{x}}\">", 1, "The value of type is fixed"},
	{"<input type=\"{{if x}}a{{end}}\">", 1, "The value of an attribute of this name is fixed"},
	{"<a target=\"{{x}}\">", 1, "The value of target is fixed"},
	{"<iframe src=\"/\">", 1, "There is no element <iframe>"},
	{"<base href=\"/\">", 1, "There is no element <base>"},
	{"<svg><foreignObject>", 1, "There is no element <foreignObject>"},
	{"<svg><set/>", 1, "There is no element <set>"},
	{"<a xlink:href=\"/\">", 1, "There is no attribute xlink:href"},
};

static void values_where_escaping_would_not_help(void **state)
{
	(void)state;
	CHECK(unescaped);
}

static void addresses_that_may_lead_anywhere(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{"<a href=\"{{x}}\">1</a>", 0, ""},
		{"<a href=\"\">1</a>", 0, ""},
		{"<a href=\"webcal://{{x}}/f\">1</a>", 0, ""},
		{"<a href=\"tel:116123\">1</a>", 0, ""},
		{"<a href=\"people/{{x}}/a:b\">1</a>", 0, ""},
		{"<a href=\"{{number x}}/{{x}}\">1</a>", 0, ""},
		{"<a href=\"{{if a}}{{x}}{{else}}{{y}}{{end}}\">1</a>", 0, ""},
		{"<a href=\"/{{if a}}{{x}}{{end}}{{each a in b}}{{a}}{{end}}\">1</a>", 0, ""},
		{"<a\nhref=\"javascript:x\">1</a>", 2, "“javascript:” begins no address"},
		{"<a href=\"JAVASCRIPT:x\">1</a>", 1, "begins no address"},
		{"<a href=\" javascript:x\">1</a>", 1, "white space or a backslash"},
		{"<a href=\"java\tscript:x\">1</a>", 1, "white space or a backslash"},
		{"<a href=\"java&#115;cript:x\">1</a>", 1, "&#115; is not among those"},
		{"<a href=\"&amp;:x\">1</a>", 1, "begins no address"},
		{"<a href=\"{{if a}}/{{else}}javascript:{{end}}x\">1</a>", 1, "begins no address"},
		{"<a href=\"x{{each a in b}}/{{end}}:y\">1</a>", 1, "begins no address"},
		{"<a href=\"{{if a}}/{{else}}x{{end}}:y\">1</a>", 1, "begins no address"},
		{"<a href=\"data:{{x}}\">1</a>", 1, "“data:” begins no address"},
		{"<a href=\"java{{x}}:y\">1</a>", 1, "begins no address"},
		{"<a href=\"{{number x}}:y\">1</a>", 1, "begins no address"},
		{"<a href=\"{{x}}/edit\">1</a>", 1, "An address that is inserted is the whole value"},
		{"<a href=\"{{x}}{{y}}\">1</a>", 1, "An address that is inserted is the whole value"},
		{"<a href=\"{{x}}{{number y}}\">1</a>", 1, "is the whole value"},
		{"<a href=\"{{if a}}{{x}}{{end}}\">1</a>", 1, "may or may not have begun"},
		{"<a href=\"{{if a}}/{{end}}{{x}}\">1</a>", 1, "may or may not have begun"},
		{"<a href=\"{{if a}}{{x}}{{else}}/{{end}}\">1</a>", 1, "may or may not have begun"},
		{"<a href=\"{{each a in b}}{{a}}{{end}}\">1</a>", 1, "may or may not have begun"},
		{"<a href=\"{{\"x\"}}\">1</a>", 1, "Nobody reads a sentence in href"},
	};
	CHECK(rows);
}

static void words_that_would_stay_untranslated(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{"<p>12:30 – 14 · (3) &ndash;&nbsp;→</p>", 0, ""},
		{"<p>\n\n What now?</p>", 3, "The words “What now?” are not translated"},
		{"<p>3 days</p>", 1, "The words “days” are not translated"},
		{"Top", 1, "The words “Top” are not translated"},
		{"<p>ŵ</p>", 1, "The words “ŵ” are not translated"},
		{"<p>日本</p>", 1, "The words “日本” are not translated"},
		{"<title>Log</title>", 1, "The words “Log” are not translated"},
		{"<textarea>a</textarea>", 1, "The words “a” are not translated"},
		{"<img\nalt=\"Load\">", 2, "The words “Load” in alt are not translated"},
		{"<img alt=\"\">", 0, ""},
		{"<p title=\"a\"></p>", 1, "in title are not"},
		{"<p aria-label=\"1 a\"></p>", 1, "The words “a” in aria-label are not"},
		{"<input placeholder=\"a\">", 1, "in placeholder are not"},
		{"<button aria-label=\"a\"></button>", 1, "in aria-label are not"},
		{"<input value=\"Save\" type=\"submit\">", 1, "The words “Save” in value are not"},
		{"<input type=\"button\" value=\"Save\">", 1, "The words “Save” in value are not"},
		{"<input type=\"hidden\" value=\"save\">", 0, ""},
		{"<button value=\"save\" type=\"submit\"></button>", 0, ""},
		{"<meta name=\"description\" content=\"Save\">", 1, "The words “Save” in content are not"},
		{"<meta name=\"viewport\" content=\"width=device-width\">", 0, ""},
		{"<a lang=\"cy\">Cymraeg</a>", 0, ""},
		{"<b translate=\"no\">Plimsoll</b>", 0, ""},
		{"<b lang=\"{{x}}\">Plimsoll</b>", 1, "are not translated"},
		{"<main lang=\"en\"><p>Words</p></main>", 1, "are not translated"},
		{"<html lang=\"en\"></html>", 1, "The language of a page is its reader's"},
		{"<p class=\"{{\"x\"}}\">", 1, "Nobody reads a sentence in class"},
		{"<p>AT&T</p>", 1, "A & begins no character reference"},
		{"<p>1 & 2</p>", 1, "A & begins no character reference here"},
		{"<p>&eacute;</p>", 1, "&eacute; is not among those of pages"},
		{"<p>}}</p>", 1, "}} ends no command here"},
	};
	CHECK(rows);
}

static const struct row unbalanced[] = {
	{"<div>\n<p></div>", 2, "</div> stands where the <p> of line 2 is open"},
	{"\n</p>", 2, "</p> ends nothing that is open"},
	{"<div>\n<ul></ul>", 1, "<div> is not ended"},
	{"<br></br>", 1, "</br> ends nothing"},
	{"<br/><img alt=\"\"/>", 0, ""},
	{"<div/>", 1, "<div/> is not ended by its slash"},
	{"<p\n", 1, "The tag <p> is not ended"},
	{"<p\nclass=\"a", 2, "The value is not ended"},
	{"<p></p", 1, "There is no > after </p"},
	{"<p>1 < 2</p>", 1, "A < begins no tag here"},
	{"<P></P>", 1, "There is no element <P>"},
	{"<p clas=\"a\">", 1, "There is no attribute clas "},
	{"<p class=\"a\"id=\"b\">", 1, "no white space before the attribute id"},
	{"<p class=\"a\" class=\"b\">", 1, "The attribute class is there twice"},
	{"<p class=\"a<b\">", 1, "A < stands in a value"},
	{"<p class>", 1, "<p> is not ended"},
	{"<link rel=\"preload\" crossorigin>", 0, ""},
	{"<a href>", 1, "The attribute href has no value"},
	{"<p><div></div></p>", 1, "<div> would end the <p> of line 1"},
	{"<a>\n<b><a></a></b></a>", 2, "<a> cannot be inside the <a> of line 1"},
	{"<svg><p></p></svg>", 1, "<p> cannot be inside <svg>"},
	{"<div><path d=\"\"/></div>", 1, "<path> belongs inside <svg>"},
	{"<path d=\"\"/>", 0, ""},
	{"<table>{{x}}</table>", 1, "There cannot be text directly inside <table>"},
	{"<tr>\n-</tr>", 1, "There cannot be text directly inside <tr>"},
	{"<title><b></b></title>", 1, "<title> holds words alone"},
	{"<p id=\"a\"></p>\n<p id=\"a\"></p>", 2, "The id a is there twice"},
	{"{{if x}}<p id=\"a\"></p>{{else}}<p id=\"a\"></p>{{end}}", 0, ""},
	{"{{if x}}<p id=\"a\"></p>{{else}}{{end}}\n<p id=\"a\"></p>", 2, "The id a is there twice"},
	{"{{if x}}{{else}}<p id=\"a\"></p><p id=\"a\"></p>{{end}}", 1, "The id a is there twice"},
	{"{{each a in b}}\n<p id=\"a\">{{end}}", 2, "The id a would be there for every item"},
	{"{{each a in b}}<p id=\"a{{a}}\"></p>{{end}}", 0, ""},
	{"<p>\n<!doctype html>", 2, "A < begins no tag here"},
	{"<?xml?>", 1, "A < begins no tag here"},
	{"<svg><![CDATA[x]]>", 1, "A < begins no tag here"},
};

static void tags_out_of_balance(void **state)
{
	(void)state;
	CHECK(unbalanced);
}

static void blocks_that_end_elsewhere(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{"\n{{if x}}", 2, "{{if}} has no {{end}}"},
		{"{{each x in y}}", 1, "{{each}} has no {{end}}"},
		{"{{end}}", 1, "{{end}} belongs to no block"},
		{"{{else}}", 1, "{{else}} belongs to no block"},
		{"{{if x}}{{else}}\n{{else}}{{end}}", 2, "{{else}} belongs to an {{if}}, once"},
		{"{{each x in y}}{{else}}{{end}}", 1, "{{else}} belongs to an {{if}}"},
		{"{{if x}}{{end x}}", 1, "{{end}} takes nothing"},
		{"{{if x}}\n<p>{{end}}</p>", 2, "<p> of line 2 is not ended before {{end}}"},
		{"{{if x}}<p>{{else}}</p>{{end}}", 1, "<p> of line 1 is not ended before {{else}}"},
		{"<p>\n{{if x}}</p>{{end}}", 2, "</p> ends the one of line 1, which is outside the {{if}}"},
		{"{{if x}}<p {{end}}>", 1, "The tag <p> of line 1 is not ended before {{end}}"},
		{"<p {{if x}}class=\"a\">{{end}}", 1, "The {{if}} of line 1 is not ended within <p>"},
		{"<p class=\"{{if x}}a\">{{end}}", 1, "The {{if}} of line 1 is not ended within class"},
		{"<p class=\"{{if x}}\" id=\"{{end}}\">", 1, "not ended within class"},
		{"<p {{if x}}class=\"{{end}}\">", 1, "is not ended before {{end}}"},
		{"<p{{if x}} hidden{{end}}></p>", 1, "There is no white space before {{if}}"},
		{"<p {{if x}}hidden{{end}}class=\"\"></p>", 1, "no white space before the attribute class"},
		{"<p {{if x}}hidden{{else}}inert {{end}}class=\"\"></p>", 1,
			"no white space before the attribute class"},
		{"<p {{if x}}hidden{{else}}inert{{end}}></p>", 0, ""},
		{"<p {{if x}}hidden{{else}}hidden{{end}}></p>", 0, ""},
		{"<p {{if x}}hidden{{end}} hidden></p>", 1, "The attribute hidden is there twice"},
	};
	CHECK(rows);
}

static const struct row no_commands[] = {
	{"{{}}", 1, "The command is empty"},
	{"\n{{x\n", 2, "The command has no }}"},
	{"{{x y}}", 1, "There is no command “x”"},
	{"{{x.}}", 1, "“x.” is no field"},
	{"{{.x}}", 1, "is no field"},
	{"{{x..y}}", 1, "is no field"},
	{"{{X}}", 1, "“X” is no field"},
	{"{{x-1}}", 1, "“-1}}” has no place in a command"},
	{"{{x->y}}", 1, "has no place in a command"},
	{"{{x[0]}}", 1, "has no place in a command"},
	{"{{=}}", 1, "is no field"},
	{"{{if}}", 1, "The command has no field"},
	{"{{if x y}}", 1, "It is {{if FIELD}}"},
	{"{{if not}}", 1, "The command has no field"},
	{"{{if not not}}", 1, "“not” is a command"},
	{"{{number}}", 1, "The command has no field"},
	{"{{number x y}}", 1, "A number is one field"},
	{"{{decimal \"x\"}}", 1, "is no field"},
	{"{{each x y}}", 1, "It is {{each ITEM in FIELD}}"},
	{"{{each x.y in z}}", 1, "“x.y” is no name for an item"},
	{"{{each x in y}}\n{{each x in z}}", 2, "An item is called “x” already, in line 1"},
	{"{{include a}}", 1, "It is {{include PAGE FIELD}}"},
	{"{{include A b}}", 1, "It is {{include PAGE FIELD}}"},
	{"{{include x b}}", 1, "The page x would include itself"},
	{"<p class=\"{{include a b}}\">", 1, "A page is included between tags"},
	{"<title>{{include a b}}</title>", 1, "A page is included between tags"},
	{"{{\"\"}}", 1, "The sentence is empty"},
	{"{{\" a\"}}", 1, "The sentence begins or ends with white space"},
	{"{{\"a\n\"}}", 1, "The sentence begins or ends with white space"},
	{"\n{{\"a}}", 2, "The sentence has no closing quote"},
	{"{{\"a\\\"}}", 1, "The sentence has no closing quote"},
	{"{{\"a\\n\"}}", 1, "In a sentence \\ stands before"},
	{"{{\"{a}\"}}", 1, "The place {a} of the sentence is not given"},
	{"{{\"{a\" a=b}}", 1, "is not given"},
	{"{{\"a}\"}}", 1, "A } in a sentence ends a place"},
	{"{{\"a\" a=b}}", 1, "The sentence has no place {a}"},
	{"{{\"{a}\" a=b a=c}}", 1, "A place of the sentence is given twice"},
	{"{{\"{a1}\" a1=b}}", 1, "Behind the sentence stand its places"},
	{"{{\"{a}\" a}}", 1, "Behind the sentence stand its places"},
	{"{{\"{a}\" a=}}", 1, "Behind the sentence stand its places"},
	{"{{\"{a}\" a=\"b\"}}", 1, "“b” is no field"},
	{"{{\"a\" \"b\"}}", 1, "Behind the sentence stand its places"},
	{"{{plural \"a\"}}", 1, "It is {{plural"},
	{"{{plural \"a\" \"b\"}}", 1, "A plural needs count=FIELD"},
	{"{{plural \"a\" \"b\" count=c}}", 1, "The sentence has no place {count}"},
	{"{{plural \"{n}\" \"{count}\" count=c}}", 1, "The place {n} of the sentence is not given"},
	{"{{plural \"a\" \"{count} b\" count=c}}\n{{plural \"a\" \"{count} c\" count=c}}", 2,
		"“a” has another plural in x.html:1"},
	{"{{\"a\"}}{{plural \"a\" \"{count} b\" count=c}}", 0, ""},
};

static void commands_that_are_none(void **state)
{
	(void)state;
	CHECK(no_commands);
}

static void bytes_that_are_no_text(void **state)
{
	(void)state;
	check_text((struct text){"\n<p>\0</p>", 9}, 2, "The page holds a control character", 0);
	check_text(TEXT("\n\n\xC3"), 3, "The page is not UTF-8", 1);
	check_text(TEXT("<p>\r\n</p>"), 1, "The page holds a control character", 2);
	check_text((struct text){NULL, 0}, 0, "", 3);
}

static char *repeated(const char *piece, size_t count)
{
	char *all = calloc(count, strlen(piece) + 1), *at = all;
	for (size_t i = 0; i < count; i++)
		at = stpcpy(at, piece);
	return all;
}

static void more_than_there_is_room_for(void **state)
{
	(void)state;
	static const struct {
		const char *piece, *said;
		size_t count;
	} rows[] = {
		{"<b>", "More than 64 elements are inside one another", 65},
		{"{{if x}}", "More than 16 blocks are inside one another", 17},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *page = repeated(rows[i].piece, rows[i].count);
		check_text(text_of(page), 1, rows[i].said, i);
		free(page);
	}
	char *places = repeated(" a=b", 20);
	char page[200];
	snprintf(page, sizeof page, "{{\"a\"%s}}", places);
	check_text(text_of(page), 1, "The command is too long", 2);
	free(places);
	struct text_builder ids;
	builder_init(&ids);
	for (int i = 0; i < 257; i++)
		builder_format(&ids, "<br id=\"i%d\">\n", i);
	check_text(builder_view(&ids), 257, "There are more than 256 of the kind: id", 3);
	builder_done(&ids);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_where_escaping_would_not_help),
		cmocka_unit_test(addresses_that_may_lead_anywhere),
		cmocka_unit_test(words_that_would_stay_untranslated),
		cmocka_unit_test(tags_out_of_balance),
		cmocka_unit_test(blocks_that_end_elsewhere),
		cmocka_unit_test(commands_that_are_none),
		cmocka_unit_test(bytes_that_are_no_text),
		cmocka_unit_test(more_than_there_is_room_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
