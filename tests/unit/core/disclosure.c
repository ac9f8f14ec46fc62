// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <math.h>

#include "core/disclosure.h"

#define CELLS 4

// Cells 0 to 3 with factors, and what they come to.
struct row {
	double factors[CELLS], total;
};

static enum status range_of(const struct row *published, size_t count, const double *least,
	struct row asked, struct disclosure_range *out)
{
	struct arena arena;
	struct disclosure_term terms[8][CELLS];
	struct disclosure_sum sums[8];
	assert_true(count < 8);
	for (size_t i = 0; i <= count; i++) {
		const struct row *row = i < count ? &published[i] : &asked;
		sums[i] = (struct disclosure_sum){.terms = terms[i], .total = row->total};
		for (size_t j = 0; j < CELLS; j++) {
			if (row->factors[j] != 0)
				terms[i][sums[i].count++] = (struct disclosure_term){j, row->factors[j]};
		}
	}
	arena_init(&arena);
	enum status status =
		disclosure_ranges(sums, count, least, CELLS, &sums[count], 1, &arena, out, NULL);
	arena_done(&arena);
	return status;
}

static const double nothing[CELLS];

static void expect(struct disclosure_range range, double least, double most)
{
	if (fabs(range.least - least) > 1e-6 || fabs(range.most - most) > 1e-6)
		fail_msg("%g to %g, not %g to %g", range.least, range.most, least, most);
}

static void a_cell_that_is_all_that_is_missing_is_had_by_subtraction(void **state)
{
	(void)state;
	const struct row published[] = {{{1, 1, 1, 1}, 100}, {{1}, 40}, {{0, 1}, 30}, {{0, 0, 1}, 23}};
	struct disclosure_range range;
	assert_int_equal(range_of(published, 4, nothing, (struct row){{0, 0, 0, 1}, 0}, &range), 0);
	expect(range, 7, 7);
	assert_true(disclosure_is_exact(range));
}

static void two_missing_cells_lie_between_nothing_and_what_is_left(void **state)
{
	(void)state;
	const struct row published[] = {{{1, 1, 1, 1}, 100}, {{1}, 40}, {{0, 1}, 30}};
	const double least[CELLS] = {0, 0, 1, 1};
	struct disclosure_range range;
	assert_int_equal(range_of(published, 3, nothing, (struct row){{0, 0, 0, 1}, 0}, &range), 0);
	expect(range, 0, 30);
	assert_int_equal(range_of(published, 3, least, (struct row){{0, 0, 0, 1}, 0}, &range), 0);
	expect(range, 1, 29);
	assert_false(disclosure_is_exact(range));
	assert_int_equal(range_of(published, 3, least, (struct row){{0, 0, 1, 1}, 0}, &range), 0);
	expect(range, 30, 30);
}

static void a_cell_is_had_from_totals_that_cut_across_each_other(void **state)
{
	(void)state;
	// a + b, b + c and a + c give each of them.
	const struct row published[] = {{{1, 1}, 12}, {{0, 1, 1}, 9}, {{1, 0, 1}, 7}};
	struct disclosure_range range;
	assert_int_equal(range_of(published, 3, nothing, (struct row){{0, 0, 1}, 0}, &range), 0);
	expect(range, 2, 2);
	assert_int_equal(range_of(published, 3, nothing, (struct row){{0, 0, 0, 1}, 0}, &range), 0);
	expect(range, 0, INFINITY);
}

static void a_total_of_nothing_gives_all_its_cells(void **state)
{
	(void)state;
	const struct row published[] = {{{1, 1, 1}, 0}};
	struct disclosure_range range;
	assert_int_equal(range_of(published, 1, nothing, (struct row){{0, 1}, 0}, &range), 0);
	assert_true(disclosure_is_exact(range));
	const struct row at_least[] = {{{1, 1, 1}, 3}};
	const double least[CELLS] = {1, 1, 1, 0};
	assert_int_equal(range_of(at_least, 1, least, (struct row){{0, 1}, 0}, &range), 0);
	expect(range, 1, 1);
}

static void a_part_is_bounded_by_its_whole(void **state)
{
	(void)state;
	// Cells 0 and 1: over and under the line of one team, 2 and 3 of another; 12 people in each.
	const struct row published[] = {{{1, 1}, 12}, {{0, 0, 1, 1}, 12}, {{1, 0, 1}, 20}};
	struct disclosure_range range;
	assert_int_equal(range_of(published, 3, nothing, (struct row){{1}, 0}, &range), 0);
	expect(range, 8, 12);
}

static void a_published_number_that_cannot_be_is_a_contradiction(void **state)
{
	(void)state;
	struct disclosure_range range = {5, 6};
	const struct row less[] = {{{1, 1}, 5}, {{1}, 6}};
	const struct row apart[] = {{{1, 1}, 5}, {{1, 1}, 6}};
	const struct row below[] = {{{1, 1, 1}, 2}};
	const double least[CELLS] = {1, 1, 1, 0};
	assert_int_equal(range_of(less, 2, nothing, (struct row){{0, 1}, 0}, &range), STATUS_CONFLICT);
	assert_int_equal(range_of(apart, 2, nothing, (struct row){{0, 1}, 0}, &range), STATUS_CONFLICT);
	assert_int_equal(range_of(below, 1, least, (struct row){{0, 1}, 0}, &range), STATUS_CONFLICT);
	expect(range, 5, 6);
}

static void a_number_published_twice_says_nothing_more(void **state)
{
	(void)state;
	const struct row published[] = {{{1, 1}, 30}, {{1, 1}, 30}, {{0, 0, 1, 1}, 8}};
	struct disclosure_range range;
	assert_int_equal(range_of(published, 3, nothing, (struct row){{1}, 0}, &range), 0);
	expect(range, 0, 30);
}

static void what_leaves_one_whole_number_is_exact(void **state)
{
	(void)state;
	assert_true(disclosure_is_exact((struct disclosure_range){6.2, 7.9}));
	assert_false(disclosure_is_exact((struct disclosure_range){6, 7}));
	assert_false(disclosure_is_exact((struct disclosure_range){0, INFINITY}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_that_is_all_that_is_missing_is_had_by_subtraction),
		cmocka_unit_test(two_missing_cells_lie_between_nothing_and_what_is_left),
		cmocka_unit_test(a_cell_is_had_from_totals_that_cut_across_each_other),
		cmocka_unit_test(a_total_of_nothing_gives_all_its_cells),
		cmocka_unit_test(a_part_is_bounded_by_its_whole),
		cmocka_unit_test(a_published_number_that_cannot_be_is_a_contradiction),
		cmocka_unit_test(a_number_published_twice_says_nothing_more),
		cmocka_unit_test(what_leaves_one_whole_number_is_exact),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
