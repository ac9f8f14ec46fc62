// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <string.h>

#include "secret/seal.h"

static const struct key key = {{1}}, other_key = {{2}};
static const struct person_id person = {{{1}}}, other = {{{2}}};
static const struct text address = {"https://calendar.example/private", 32};

struct sealed {
	struct arena arena;
	struct text sealed, opened; // `opened` starts as nothing
};

static void start(struct sealed *sealed)
{
	*sealed = (struct sealed){.sealed = {NULL, 0}};
	arena_init(&sealed->arena);
	assert_int_equal(
		seal_make(&key, person, "address", address, &sealed->arena, &sealed->sealed, NULL),
		STATUS_OK);
}

static void what_is_sealed_opens_again_and_cannot_be_read_before(void **state)
{
	struct sealed sealed;
	struct text empty = {"", 0};
	(void)state;
	start(&sealed);
	assert_int_equal(sealed.sealed.length, address.length + SEAL_BYTES);
	assert_null(memmem(sealed.sealed.start, sealed.sealed.length, "calendar", 8));
	assert_int_equal(
		seal_open(&key, person, "address", sealed.sealed, &sealed.arena, &sealed.opened, NULL),
		STATUS_OK);
	assert_true(text_equal(sealed.opened, address));
	assert_int_equal(
		seal_make(&key, person, "address", empty, &sealed.arena, &sealed.sealed, NULL), STATUS_OK);
	assert_int_equal(
		seal_open(&key, person, "address", sealed.sealed, &sealed.arena, &sealed.opened, NULL),
		STATUS_OK);
	assert_int_equal(sealed.opened.length, 0);
	arena_done(&sealed.arena);
}

static void it_is_sealed_another_way_each_time(void **state)
{
	struct sealed one, two;
	(void)state;
	start(&one);
	start(&two);
	assert_false(text_equal(one.sealed, two.sealed));
	arena_done(&one.arena);
	arena_done(&two.arena);
}

static void nothing_else_opens_it(void **state)
{
	struct sealed sealed;
	(void)state;
	start(&sealed);
	const struct {
		const struct key *key;
		struct person_id person;
		const char *purpose;
	} wrong[] = {{&other_key, person, "address"}, {&key, other, "address"}, {&key, person, "totp"}};
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(seal_open(wrong[i].key, wrong[i].person, wrong[i].purpose, sealed.sealed,
							 &sealed.arena, &sealed.opened, NULL),
			STATUS_DENIED);
	for (size_t i = 0; i < sealed.sealed.length; i++) {
		char *changed = arena_allocate(&sealed.arena, sealed.sealed.length);
		memcpy(changed, sealed.sealed.start, sealed.sealed.length);
		changed[i] ^= 1;
		struct text text = {changed, sealed.sealed.length}, cut = {sealed.sealed.start, i};
		assert_int_equal(
			seal_open(&key, person, "address", text, &sealed.arena, &sealed.opened, NULL),
			STATUS_DENIED);
		assert_int_equal(
			seal_open(&key, person, "address", cut, &sealed.arena, &sealed.opened, NULL),
			STATUS_DENIED);
	}
	assert_null(sealed.opened.start);
	arena_done(&sealed.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sealed_opens_again_and_cannot_be_read_before),
		cmocka_unit_test(it_is_sealed_another_way_each_time),
		cmocka_unit_test(nothing_else_opens_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
