// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/exposure.h"

#include <stdlib.h>

static void every_involvement_is_read_as_it_is_written(void **state)
{
	(void)state;
	for (int i = 0; i < INVOLVEMENT_COUNT; i++) {
		enum involvement found;
		assert_true(involvement_parse(text_of(involvement_name((enum involvement)i)), &found));
		assert_int_equal(found, i);
	}
	enum involvement kept = INVOLVEMENT_WITNESS;
	assert_false(involvement_parse(TEXT("Direct"), &kept));
	assert_false(involvement_parse(TEXT(""), &kept));
	assert_int_equal(kept, INVOLVEMENT_WITNESS);
	assert_string_equal(involvement_name(INVOLVEMENT_REMOTE_LIVE), "remote_live");
}

static void every_modality_is_read_as_it_is_written(void **state)
{
	(void)state;
	for (int i = MODALITY_EVENT; i <= MODALITY_MATERIAL; i++) {
		enum modality found;
		assert_true(modality_parse(text_of(modality_name((enum modality)i)), &found));
		assert_int_equal(found, i);
	}
	enum modality kept = MODALITY_INTERACTION;
	assert_false(modality_parse(TEXT("materials"), &kept));
	assert_int_equal(kept, MODALITY_INTERACTION);
}

static void doses_are_ordered_by_time_and_then_by_id(void **state)
{
	(void)state;
	struct dose doses[] = {
		{{5}, {{{2}}}, 1},
		{{5}, {{{1}}}, 2},
		{{-7}, {{{9}}}, 3},
		{{INT64_MAX}, {{{0}}}, 4},
		{{5}, {{{1, 0xFF}}}, 5},
	};
	static const int expected[] = {3, 2, 5, 1, 4};
	qsort(doses, 5, sizeof doses[0], dose_compare);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal((int)doses[i].weight, expected[i]);
	assert_int_equal(dose_compare(&doses[0], &doses[0]), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_involvement_is_read_as_it_is_written),
		cmocka_unit_test(every_modality_is_read_as_it_is_written),
		cmocka_unit_test(doses_are_ordered_by_time_and_then_by_id),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
