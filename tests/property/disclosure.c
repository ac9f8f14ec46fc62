// SPDX-License-Identifier: MIT
// The ranges of withheld numbers are those that trying all whole numbers gives.
#include "support/cmocka.h"

#include <math.h>
#include <string.h>

#include "core/disclosure.h"
#include "support/random.h"

#define ROUNDS 400
#define CELLS 5
#define MOST 6 // of a cell
#define SUMS 5

struct table {
	int cells[CELLS];
	size_t from[SUMS], until[SUMS]; // the cells of each published sum
	size_t sums;
	double least[CELLS];
};

// Totals of stretches of cells; such as lie across each other too, as their programs have whole
// solutions as well.
static struct table random_table(struct random *random)
{
	struct table table = {.sums = (size_t)random_between(random, 1, SUMS)};
	for (size_t i = 0; i < CELLS; i++) {
		table.least[i] = (double)random_between(random, 0, 1);
		table.cells[i] = (int)random_between(random, (int64_t)table.least[i], MOST);
	}
	for (size_t i = 0; i < table.sums; i++) {
		table.from[i] = i ? (size_t)random_between(random, 0, CELLS - 1) : 0;
		table.until[i] =
			i ? (size_t)random_between(random, (int64_t)table.from[i] + 1, CELLS) : CELLS;
	}
	return table;
}

static int total(const int cells[CELLS], size_t from, size_t until)
{
	int sum = 0;
	for (size_t i = from; i < until; i++)
		sum += cells[i];
	return sum;
}

static bool fits(const struct table *table, const int cells[CELLS])
{
	for (size_t i = 0; i < table->sums; i++) {
		if (total(cells, table->from[i], table->until[i]) !=
			total(table->cells, table->from[i], table->until[i]))
			return false;
	}
	return true;
}

// Every way to fill the cells that fits.
static void try_all(const struct table *table, int least[CELLS], int most[CELLS])
{
	int cells[CELLS], whole = total(table->cells, 0, CELLS);
	for (size_t i = 0; i < CELLS; i++) {
		cells[i] = (int)table->least[i];
		least[i] = whole + 1;
		most[i] = -1;
	}
	for (;;) {
		if (fits(table, cells)) {
			for (size_t i = 0; i < CELLS; i++) {
				least[i] = cells[i] < least[i] ? cells[i] : least[i];
				most[i] = cells[i] > most[i] ? cells[i] : most[i];
			}
		}
		size_t next = 0;
		while (next < CELLS && (cells[next] == whole || total(cells, 0, CELLS) >= whole)) {
			cells[next] = (int)table->least[next];
			next++;
		}
		if (next == CELLS)
			return;
		cells[next]++;
	}
}

static void ranges_of(const struct table *table, struct disclosure_range out[CELLS])
{
	struct disclosure_term terms[SUMS][CELLS], single[CELLS];
	struct disclosure_sum sums[SUMS], asked[CELLS];
	struct arena arena;
	for (size_t i = 0; i < table->sums; i++) {
		sums[i] = (struct disclosure_sum){
			.terms = terms[i], .total = total(table->cells, table->from[i], table->until[i])};
		for (size_t j = table->from[i]; j < table->until[i]; j++)
			terms[i][sums[i].count++] = (struct disclosure_term){j, 1};
	}
	for (size_t i = 0; i < CELLS; i++) {
		single[i] = (struct disclosure_term){i, 1};
		asked[i] = (struct disclosure_sum){.terms = &single[i], .count = 1};
	}
	arena_init(&arena);
	assert_int_equal(
		disclosure_ranges(sums, table->sums, table->least, CELLS, asked, CELLS, &arena, out, NULL),
		0);
	arena_done(&arena);
}

static void ranges_are_those_of_all_tables_that_fit(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < ROUNDS; round++) {
		struct table table = random_table(&random);
		struct disclosure_range ranges[CELLS];
		int least[CELLS], most[CELLS];
		ranges_of(&table, ranges);
		try_all(&table, least, most);
		for (size_t i = 0; i < CELLS; i++) {
			if (fabs(ranges[i].least - least[i]) > 1e-6 || fabs(ranges[i].most - most[i]) > 1e-6)
				fail_msg("round %d, cell %zu: %g to %g, not %d to %d", round, i, ranges[i].least,
					ranges[i].most, least[i], most[i]);
			assert_int_equal(disclosure_is_exact(ranges[i]), least[i] == most[i]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_are_those_of_all_tables_that_fit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
