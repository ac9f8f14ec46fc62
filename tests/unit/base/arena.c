// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "base/arena.h"

#include <string.h>

static void memory_is_zeroed_and_aligned_for_any_type(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	for (size_t size = 0; size < 200; size++) {
		unsigned char *memory = arena_allocate(&arena, size);
		assert_non_null(memory);
		assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xAA, size);
	}
	arena_done(&arena);
}

static void allocations_do_not_overlap(void **state)
{
	(void)state;
	struct arena arena;
	unsigned char *parts[500];
	arena_init(&arena);
	for (size_t i = 0; i < 500; i++) {
		parts[i] = arena_allocate(&arena, i);
		memset(parts[i], (int)(i % 251), i);
	}
	for (size_t i = 0; i < 500; i++) {
		for (size_t j = 0; j < i; j++)
			assert_int_equal(parts[i][j], i % 251);
	}
	arena_done(&arena);
}

static void one_allocation_may_be_larger_than_a_block(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	char *large = arena_allocate(&arena, 1000000);
	char *small = arena_allocate(&arena, 1);
	large[999999] = 'x';
	*small = 'y';
	assert_int_equal(large[999999], 'x');
	arena_done(&arena);
}

static void an_array_whose_size_overflows_is_refused(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
	assert_null(arena_array(&arena, SIZE_MAX / 2 + 2, 2)); // 2 modulo 2^64
	assert_null(arena_array(&arena, SIZE_MAX, 1));
	assert_non_null(arena_array(&arena, 0, 8));
	arena_done(&arena);
}

static void an_arena_can_be_used_again_after_a_reset(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	memset(arena_allocate(&arena, 100), 0xAA, 100);
	arena_reset(&arena);
	unsigned char *memory = arena_allocate(&arena, 100);
	for (size_t i = 0; i < 100; i++)
		assert_int_equal(memory[i], 0);
	arena_done(&arena);
	arena_done(&arena);
}

static void a_list_that_grows_keeps_its_items(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	int *list = NULL;
	size_t size = 0;
	for (int i = 0; i < 1000; i++) {
		assert_true(arena_grow(&arena, (void **)&list, (size_t)i, &size, sizeof *list));
		list[i] = i;
	}
	assert_true(size >= 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	assert_false(arena_grow(&arena, (void **)&list, size, &size, SIZE_MAX / 2));
	assert_int_equal(list[999], 999);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned_for_any_type),
		cmocka_unit_test(allocations_do_not_overlap),
		cmocka_unit_test(one_allocation_may_be_larger_than_a_block),
		cmocka_unit_test(an_array_whose_size_overflows_is_refused),
		cmocka_unit_test(an_arena_can_be_used_again_after_a_reset),
		cmocka_unit_test(a_list_that_grows_keeps_its_items),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
