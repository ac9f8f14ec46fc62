// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/staff.h"

#include <stdint.h>
#include <string.h>

static const struct text names[] = {TEXT_CONSTANT("First"), TEXT_CONSTANT("Last")};
static const struct text dates[] = {TEXT_CONSTANT("DD/MM/YYYY"), TEXT_CONSTANT("YYYY-MM-DD")};
static const struct staff_value jobs[] = {
	{TEXT_CONSTANT("PC"), TEXT_CONSTANT("response")},
	{TEXT_CONSTANT("step_free"), TEXT_CONSTANT("listed")},
};

static struct staff_mapping mapping(void)
{
	return (struct staff_mapping){
		.number = TEXT("No"),
		.names = names,
		.name_count = 2,
		.sign_in = TEXT("E-mail"),
		.date_forms = dates,
		.date_form_count = 2,
	};
}

static void columns_are_found_wherever_they_stand(void **state)
{
	(void)state;
	const struct text header[] = {
		TEXT("Pay"), TEXT("Last"), TEXT("E-mail"), TEXT("First"), TEXT("No")};
	struct staff_mapping form = mapping();
	struct staff_columns columns;
	assert_int_equal(staff_columns(&form, header, 5, &columns, NULL), STATUS_OK);
	assert_int_equal(columns.number, 4);
	assert_int_equal(columns.names[0], 3);
	assert_int_equal(columns.names[1], 1);
	assert_int_equal(columns.sign_in, 2);
	assert_true(columns.manager == SIZE_MAX);
	assert_true(columns.profile == SIZE_MAX);
}

static void a_column_that_is_not_there_is_named(void **state)
{
	(void)state;
	const struct text header[] = {TEXT("First"), TEXT("Last"), TEXT("No")};
	struct staff_mapping form = mapping();
	struct staff_columns columns = {.number = 77};
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(staff_columns(&form, header, 3, &columns, &fault), STATUS_INVALID);
	assert_non_null(strstr(fault.message, "E-mail"));
	assert_int_equal(columns.number, 77); // as it was
}

static void a_listed_value_means_what_the_mapping_says_before_any_code(void **state)
{
	(void)state;
	struct staff_column column = {.column = TEXT("Job"), .values = jobs, .value_count = 2};
	assert_true(text_is(staff_meaning(&column, TEXT("pc"), NULL, 0), "response"));
	assert_true(text_is(
		staff_meaning(&column, TEXT("step_free"), staff_needs, STAFF_NEEDS_COUNT), "listed"));
	assert_true(text_is(
		staff_meaning(&column, TEXT("captions"), staff_needs, STAFF_NEEDS_COUNT), "captions"));
}

static void a_value_nobody_listed_is_a_fault_or_what_all_others_are(void **state)
{
	(void)state;
	struct staff_column column = {.column = TEXT("Job"), .values = jobs, .value_count = 2};
	assert_null(staff_meaning(&column, TEXT("Chef"), staff_needs, STAFF_NEEDS_COUNT).start);
	assert_null(staff_meaning(&column, TEXT("CAPTIONS"), staff_needs, STAFF_NEEDS_COUNT).start);
	column.otherwise = TEXT("front_desk");
	assert_true(text_is(staff_meaning(&column, TEXT("Chef"), NULL, 0), "front_desk"));
}

static void a_date_is_read_by_the_first_form_that_fits(void **state)
{
	(void)state;
	struct staff_mapping form = mapping();
	struct civil date;
	assert_true(staff_date(&form, TEXT("03/04/2020"), &date));
	assert_int_equal(date.day * 100 + date.month, 304);
	assert_true(staff_date(&form, TEXT("2020-04-03"), &date));
	assert_int_equal(date.year, 2020);
	assert_false(staff_date(&form, TEXT("31/02/2020"), &date));
	assert_false(staff_date(&form, TEXT("soon"), &date));
	assert_false(staff_date(&form, TEXT(""), &date));
}

static void every_fault_has_a_name_of_its_own_and_a_sentence(void **state)
{
	(void)state;
	for (unsigned i = 0; i < STAFF_FAULT_COUNT; i++) {
		const char *name = staff_fault_name((enum staff_fault)i);
		assert_true(*name);
		assert_true(i == STAFF_FINE || *staff_fault_sentence((enum staff_fault)i));
		for (unsigned j = 0; j < i; j++)
			assert_string_not_equal(name, staff_fault_name((enum staff_fault)j));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_found_wherever_they_stand),
		cmocka_unit_test(a_column_that_is_not_there_is_named),
		cmocka_unit_test(a_listed_value_means_what_the_mapping_says_before_any_code),
		cmocka_unit_test(a_value_nobody_listed_is_a_fault_or_what_all_others_are),
		cmocka_unit_test(a_date_is_read_by_the_first_form_that_fits),
		cmocka_unit_test(every_fault_has_a_name_of_its_own_and_a_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
