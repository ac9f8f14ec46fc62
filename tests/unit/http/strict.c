// SPDX-License-Identifier: MIT
// The head of a request is given as libmicrohttpd leaves it: NULs over separators and line ends.
#include "support/cmocka.h"

#include <string.h>

#include "http/strict.h"

#define FIELDS 4

struct row {
	const char *name;
	const char *head;
	size_t length;
	bool accepted;
	size_t fields[FIELDS][2]; // where each name and value starts; 0 ends
};

#define BYTES(text) text, sizeof(text) - 1

static const struct row rows[] = {
	{"a request without headers", BYTES("GET\0/\0HTTP/1.0\0\0\0\0"), true, {{0}}},
	{"a request of 1.1 without Host", BYTES("GET\0/\0HTTP/1.1\0\0\0\0"), false, {{0}}},
	{"another version", BYTES("GET\0/\0HTTP/1.2\0\0\0\0"), false, {{0}}},
	{"two spaces", BYTES("GET\0\0/\0HTTP/1.0\0\0\0\0"), false, {{0}}},
	{"one header", BYTES("GET\0/\0HTTP/1.1\0\0Host\0 a\0\0\0\0"), true, {{16, 22}}},
	{"no space", BYTES("GET\0/\0HTTP/1.1\0\0Host\0a\0\0\0\0"), true, {{16, 21}}},
	{"an empty value", BYTES("GET\0/\0HTTP/1.1\0\0Host\0\0\0\0\0"), true, {{16, 21}}},
	{"two headers", BYTES("GET\0/\0HTTP/1.0\0\0A\0b\0\0C\0d\0\0\0\0"), true, {{16, 18}, {21, 23}}},
	{"LF after the request line", BYTES("GET\0/\0HTTP/1.0\0A\0b\0\0\0\0"), false, {{15, 17}}},
	{"LF between", BYTES("GET\0/\0HTTP/1.0\0\0A\0b\0C\0d\0\0\0\0"), false, {{16, 18}, {20, 22}}},
	{"LF after the last", BYTES("GET\0/\0HTTP/1.0\0\0A\0b\0\0\0"), false, {{16, 18}}},
	{"LF twice", BYTES("GET\0/\0HTTP/1.0\0\0A\0b\0\0"), false, {{16, 18}}},
	{"something more", BYTES("GET\0/\0HTTP/1.0\0\0A\0b\0\0\0\0\0"), false, {{16, 18}}},
	{"no method", BYTES("\0/\0HTTP/1.0\0\0\0\0"), false, {{0}}},
	{"a name that is no token", BYTES("GET\0/\0HTTP/1.0\0\0A \0b\0\0\0\0"), false, {{16, 19}}},
	{"a control character", BYTES("GET\0/\0HTTP/1.0\0\0A\0\x01\0\0\0\0"), false, {{16, 18}}},
	{"DEL", BYTES("GET\0/\0HTTP/1.0\0\0A\0\x7F\0\0\0\0"), false, {{16, 18}}},
	{"a tab", BYTES("GET\0/\0HTTP/1.0\0\0A\0b\tc\0\0\0\0"), true, {{16, 18}}},
	{"a byte above ASCII", BYTES("GET\0/\0HTTP/1.0\0\0A\0\xE9\0\0\0\0"), true, {{16, 18}}},
	{"a path above ASCII", BYTES("GET\0\xE9\0HTTP/1.0\0\0\0\0"), false, {{0}}},
	{"a query without a path", BYTES("GET\0?a\0HTTP/1.0\0\0\0\0"), false, {{0}}},
	{"a path with a tab", BYTES("GET\0\t\0HTTP/1.0\0\0\0\0"), false, {{0}}},
};

static bool accepts(const struct row *row)
{
	// On the heap in its exact size, so that reading beyond it is found.
	char *head = test_malloc(row->length);
	memcpy(head, row->head, row->length);
	const char *target = head + strlen(head) + 1;
	struct strict_head strict;
	strict_begin(&strict, head, text_of(target), target, target + strlen(target) + 1);
	for (size_t i = 0; i < FIELDS && row->fields[i][0]; i++)
		strict_field(&strict, text_of(head + row->fields[i][0]), text_of(head + row->fields[i][1]));
	bool accepted = strict_end(&strict, head + row->length);
	test_free(head);
	return accepted;
}

static void lines_must_follow_each_other_exactly(void **state)
{
	(void)state;
	int broken = 0;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (accepts(&rows[i]) != rows[i].accepted) {
			print_error("row %zu: %s\n", i, rows[i].name);
			broken++;
		}
	}
	assert_int_equal(broken, 0);
}

struct framing {
	const char *name;
	const char *version;
	const char *lines[6]; // name, value
	bool accepted;
};

static const struct framing framings[] = {
	{"a length", "HTTP/1.0", {"Content-Length", "5"}, true},
	{"two lengths", "HTTP/1.0", {"Content-Length", "5", "content-length", "5"}, false},
	{"chunks", "HTTP/1.1", {"Host", "a", "Transfer-Encoding", "chunked"}, true},
	{"chunks in capitals", "HTTP/1.1", {"Host", "a", "TRANSFER-ENCODING", "CHUNKED"}, true},
	{"chunks in 1.0", "HTTP/1.0", {"Host", "a", "Transfer-Encoding", "chunked"}, false},
	{"chunks twice", "HTTP/1.1",
		{"Host", "a", "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked"}, false},
	{"another coding", "HTTP/1.1", {"Host", "a", "Transfer-Encoding", "gzip"}, false},
	{"another coding first", "HTTP/1.1",
		{"Transfer-Encoding", "gzip", "Host", "a", "Transfer-Encoding", "chunked"}, false},
	{"no coding", "HTTP/1.1", {"Host", "a", "Transfer-Encoding", ""}, false},
	{"both", "HTTP/1.1", {"Content-Length", "5", "Host", "a", "Transfer-Encoding", "chunked"},
		false},
	{"no host", "HTTP/1.1", {"X", "y"}, false},
	{"one host", "HTTP/1.1", {"Host", "a"}, true},
	{"two hosts", "HTTP/1.1", {"Host", "a", "X", "y", "hoST", "a"}, false},
	{"two hosts in 1.0", "HTTP/1.0", {"Host", "a", "Host", "b"}, false},
};

static void the_end_of_a_request_must_be_known(void **state)
{
	(void)state;
	int broken = 0;
	for (size_t i = 0; i < sizeof framings / sizeof framings[0]; i++) {
		const struct framing *row = &framings[i];
		char head[200] = "GET\0/\0";
		size_t length = 6;
		memcpy(head + length, row->version, 8);
		struct strict_head strict;
		strict_begin(&strict, head, TEXT("/"), head + 4, head + length);
		length += 8 + 2;
		for (size_t k = 0; k < 6 && row->lines[k]; k += 2) {
			struct text name = text_of(row->lines[k]), value = text_of(row->lines[k + 1]);
			char *at = head + length;
			memcpy(at, name.start, name.length);
			memcpy(at + name.length + 1, value.start, value.length);
			strict_field(&strict, (struct text){at, name.length},
				(struct text){at + name.length + 1, value.length});
			length += name.length + 1 + value.length + 2;
		}
		if (strict_end(&strict, head + length + 2) != row->accepted) {
			print_error("row %zu: %s\n", i, row->name);
			broken++;
		}
	}
	assert_int_equal(broken, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_must_follow_each_other_exactly),
		cmocka_unit_test(the_end_of_a_request_must_be_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
