// SPDX-License-Identifier: MIT
// An adversary who has every total that is shown, knows which groups lie in which, and solves the
// linear equations, finds no hidden total and nothing of fewer people than a cohort.
#include "support/cmocka.h"

#include "core/cohort.h"
#include "support/random.h"

#include <string.h>

#define ROLES 4
#define TEAMS 9
#define GROUPS (1 + ROLES + TEAMS)
#define PRIME INT64_C(1000000007) // the arithmetic is exact in its field

struct table {
	struct cohort_group groups[GROUPS];
	size_t count, amounts;
	size_t leaves[TEAMS];
	size_t leaf_count;
};

static struct cohort_amount random_amount(struct random *random)
{
	int64_t people = random_between(random, 0, random_between(random, 0, 1) ? 12 : 40);
	struct cohort_amount amount = {people, people, people > 0};
	for (int64_t i = 0; i < people; i++) {
		int64_t more = random_between(random, 0, 30) ? 0 : random_between(random, 0, 60);
		amount.total += more;
		amount.largest = more + 1 > amount.largest ? more + 1 : amount.largest;
	}
	return amount;
}

static struct table random_table(struct random *random)
{
	struct table table = {.count = 1, .amounts = (size_t)random_between(random, 1, 3)};
	size_t roles = (size_t)random_between(random, 1, ROLES);
	table.groups[0].within = COHORT_TOP;
	for (size_t i = 0; i < roles; i++) {
		table.groups[table.count] = (struct cohort_group){.within = 0};
		table.count++;
	}
	for (size_t i = 0; i < TEAMS; i++) {
		// Each role has a team, so that it is no leaf; flat tables have teams at the top alone.
		size_t role = i < roles ? i + 1 : (size_t)random_between(random, 0, (int64_t)roles);
		struct cohort_group *team = &table.groups[table.count];
		*team = (struct cohort_group){.within = role};
		for (size_t j = 0; j < table.amounts; j++)
			team->amounts[j] = random_amount(random);
		table.leaves[table.leaf_count++] = table.count++;
	}
	return table;
}

static bool is_in(const struct table *table, size_t group, size_t outer)
{
	for (; group != COHORT_TOP; group = table->groups[group].within) {
		if (group == outer)
			return true;
	}
	return false;
}

static unsigned leaves_of(const struct table *table, size_t group)
{
	unsigned set = 0;
	for (size_t i = 0; i < table->leaf_count; i++) {
		if (is_in(table, table->leaves[i], group))
			set |= 1u << i;
	}
	return set;
}

static int64_t inverse(int64_t value)
{
	int64_t result = 1;
	for (int64_t power = PRIME - 2; power; power >>= 1) {
		if (power & 1)
			result = result * value % PRIME;
		value = value * value % PRIME;
	}
	return result;
}

// Equations in row echelon form, each with the leaf at which it begins.
struct equations {
	int64_t rows[GROUPS][TEAMS];
	size_t begins[GROUPS];
	size_t count;
};

static size_t reduce(const struct equations *equations, int64_t *row)
{
	for (size_t i = 0; i < equations->count; i++) {
		int64_t times = row[equations->begins[i]];
		for (size_t j = 0; times && j < TEAMS; j++)
			row[j] = ((row[j] - times * equations->rows[i][j]) % PRIME + PRIME) % PRIME;
	}
	for (size_t j = 0; j < TEAMS; j++) {
		if (row[j])
			return j;
	}
	return TEAMS;
}

static void to_row(unsigned set, int64_t *row)
{
	for (size_t j = 0; j < TEAMS; j++)
		row[j] = set >> j & 1;
}

static void learn(struct equations *equations, unsigned set)
{
	int64_t row[TEAMS];
	to_row(set, row);
	size_t begins = reduce(equations, row);
	if (begins == TEAMS)
		return;
	int64_t by = inverse(row[begins]);
	for (size_t j = 0; j < TEAMS; j++)
		equations->rows[equations->count][j] = row[j] * by % PRIME;
	equations->begins[equations->count++] = begins;
}

static bool is_known(const struct equations *equations, unsigned set)
{
	int64_t row[TEAMS];
	to_row(set, row);
	return reduce(equations, row) == TEAMS;
}

static struct equations what_is_shown(const struct table *table)
{
	struct equations equations = {.count = 0};
	for (size_t i = 0; i < table->count; i++) {
		if (table->groups[i].answer == COHORT_SHOWN)
			learn(&equations, leaves_of(table, i));
	}
	return equations;
}

static bool is_safe(const struct table *table, unsigned set)
{
	struct cohort_amount sum[COHORT_AMOUNTS] = {{0}};
	for (size_t i = 0; i < table->leaf_count; i++) {
		for (size_t j = 0; (set >> i & 1) && j < table->amounts; j++)
			sum[j] = cohort_together(sum[j], table->groups[table->leaves[i]].amounts[j]);
	}
	for (size_t j = 0; j < table->amounts; j++) {
		if (sum[j].people < COHORT_LEAST || 2 * sum[j].largest > sum[j].total)
			return false;
	}
	return true;
}

static void no_hidden_total_can_be_worked_out(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 3000; round++) {
		struct table table = random_table(&random);
		cohort_hide(table.groups, table.count, table.amounts, COHORT_LEAST);
		struct equations equations = what_is_shown(&table);
		for (size_t i = 0; i < table.count; i++) {
			// A role of one team is that team: hidden together or not at all.
			if (table.groups[i].answer != COHORT_SHOWN)
				assert_false(is_known(&equations, leaves_of(&table, i)));
		}
	}
}

static void nothing_of_fewer_people_than_a_cohort_can_be_worked_out(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 1500; round++) {
		struct table table = random_table(&random);
		cohort_hide(table.groups, table.count, table.amounts, COHORT_LEAST);
		struct equations equations = what_is_shown(&table);
		for (unsigned set = 1; set < 1u << TEAMS; set++) {
			if (!is_safe(&table, set))
				assert_false(is_known(&equations, set));
		}
	}
}

static void everything_is_shown_where_nothing_is_small(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 1000; round++) {
		struct table table = random_table(&random);
		for (size_t i = 0; i < table.leaf_count; i++) {
			for (size_t j = 0; j < table.amounts; j++)
				table.groups[table.leaves[i]].amounts[j] =
					cohort_of_people(random_between(&random, COHORT_LEAST, 60));
		}
		cohort_hide(table.groups, table.count, table.amounts, COHORT_LEAST);
		for (size_t i = 0; i < table.count; i++)
			assert_int_equal(table.groups[i].answer, COHORT_SHOWN);
	}
}

// Of teams side by side, the fewest possible: none where the small ones are a cohort together, else
// the next smallest until they are.
static void no_more_is_hidden_than_need_be(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 3000; round++) {
		struct cohort_group groups[1 + TEAMS] = {{.within = COHORT_TOP}};
		int64_t hidden = 0, people = 0, taken = 0, least_shown = INT64_MAX, most_taken = 0;
		for (size_t i = 1; i <= TEAMS; i++)
			groups[i] = (struct cohort_group){
				.within = 0, .amounts = {cohort_of_people(random_between(&random, 6, 40))}};
		cohort_hide(groups, 1 + TEAMS, 1, COHORT_LEAST);
		for (size_t i = 1; i <= TEAMS; i++) {
			int64_t size = groups[i].amounts[0].people;
			if (groups[i].answer == COHORT_SHOWN) {
				least_shown = size < least_shown ? size : least_shown;
				continue;
			}
			hidden++;
			people += size;
			if (groups[i].answer == COHORT_COMPLEMENT) {
				taken++;
				most_taken = size > most_taken ? size : most_taken;
			}
		}
		assert_int_equal(groups[0].answer, COHORT_SHOWN);
		assert_true(taken == 0 || least_shown >= most_taken);
		// Without the last that was taken it would not have held.
		if (taken)
			assert_true(hidden - 1 < 2 || people - most_taken < COHORT_LEAST);
	}
}

static void the_same_groups_give_the_same_answers(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 500; round++) {
		struct table table = random_table(&random), again = table;
		cohort_hide(table.groups, table.count, table.amounts, COHORT_LEAST);
		cohort_hide(again.groups, again.count, again.amounts, COHORT_LEAST);
		cohort_hide(again.groups, again.count, again.amounts, COHORT_LEAST);
		for (size_t i = 0; i < table.count; i++)
			assert_int_equal(table.groups[i].answer, again.groups[i].answer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_hidden_total_can_be_worked_out),
		cmocka_unit_test(nothing_of_fewer_people_than_a_cohort_can_be_worked_out),
		cmocka_unit_test(everything_is_shown_where_nothing_is_small),
		cmocka_unit_test(no_more_is_hidden_than_need_be),
		cmocka_unit_test(the_same_groups_give_the_same_answers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
