// SPDX-License-Identifier: MIT
// Whether reporting lines go round.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "core/reporting.h"

// Lines such as "AB CA": A reports to B, C to A; "A-" to nobody. By person, ascending.
static void expect(const char *lines, const char *circle)
{
	struct reporting_line list[26] = {{.person = {{{0}}}}};
	struct person_id *found;
	struct arena arena;
	size_t count = 0, length;
	char names[32] = "";
	arena_init(&arena);
	for (const char *at = lines; *at; at += at[2] ? 3 : 2) {
		list[count].person.uuid.bytes[15] = (unsigned char)at[0];
		if (at[1] != '-')
			list[count].manager.uuid.bytes[15] = (unsigned char)at[1];
		count++;
	}
	assert_true(reporting_circle(list, count, &arena, &found, &length));
	for (size_t i = 0; i < length; i++)
		snprintf(names + i, sizeof names - i, "%c", found[i].uuid.bytes[15]);
	assert_string_equal(names, circle);
	arena_done(&arena);
}

static void lines_that_end_with_somebody_do_not_go_round(void **state)
{
	(void)state;
	expect("", "");
	expect("A-", "");
	expect("AB B-", "");
	expect("AC BC CD", "");
	expect("AZ BA CA DB EB", "");
}

static void a_circle_is_told_in_order(void **state)
{
	(void)state;
	expect("AB BA", "AB");
	expect("AA", "A");
	expect("AC BA CB", "ACB");
	expect("AB BC CD DB", "BCD");
	expect("A- BA CE DC ED", "CED");
}

static void a_long_chain_is_walked_once(void **state)
{
	(void)state;
	enum { LENGTH = 200000 };
	struct reporting_line *lines;
	struct person_id *found;
	struct arena arena;
	size_t length;
	arena_init(&arena);
	lines = arena_array(&arena, LENGTH, sizeof *lines);
	assert_non_null(lines);
	for (uint32_t i = 0; i < LENGTH; i++) {
		uint32_t next = i + 1;
		memset(&lines[i], 0, sizeof lines[i]);
		for (int byte = 0; byte < 4; byte++) {
			lines[i].person.uuid.bytes[15 - byte] = (unsigned char)(i >> (8 * byte));
			lines[i].manager.uuid.bytes[15 - byte] = (unsigned char)(next >> (8 * byte));
		}
	}
	assert_true(reporting_circle(lines, LENGTH, &arena, &found, &length));
	assert_int_equal(length, 0);
	lines[LENGTH - 1].manager = lines[0].person;
	assert_true(reporting_circle(lines, LENGTH, &arena, &found, &length));
	assert_int_equal(length, LENGTH);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_that_end_with_somebody_do_not_go_round),
		cmocka_unit_test(a_circle_is_told_in_order),
		cmocka_unit_test(a_long_chain_is_walked_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
