// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "base/fault.h"

#include <errno.h>
#include <string.h>

static void the_first_fault_wins(void **state)
{
	(void)state;
	struct fault fault = {0};
	assert_int_equal(fault_set(&fault, STATUS_FULL, "seat", "Seat %d.", 1), STATUS_FULL);
	assert_int_equal(fault_set(&fault, STATUS_BUSY, "diary", "Diary."), STATUS_BUSY);
	assert_int_equal(fault.status, STATUS_FULL);
	assert_string_equal(fault.where, "seat");
	assert_string_equal(fault.message, "Seat 1.");
}

static void a_cleared_fault_takes_the_next(void **state)
{
	(void)state;
	struct fault fault = {0};
	assert_int_equal(fault_memory(&fault), STATUS_MEMORY);
	fault_clear(&fault);
	assert_int_equal(fault_set(&fault, STATUS_BUSY, NULL, "Diary."), STATUS_BUSY);
	assert_int_equal(fault.status, STATUS_BUSY);
	assert_string_equal(fault.where, "");
	fault_clear(NULL);
}

static void nobody_has_to_want_the_fault(void **state)
{
	(void)state;
	assert_int_equal(fault_set(NULL, STATUS_FULL, NULL, "Full."), STATUS_FULL);
	assert_int_equal(fault_memory(NULL), STATUS_MEMORY);
	errno = EIO;
	assert_int_equal(fault_errno(NULL, NULL, "It failed"), STATUS_SYSTEM);
}

static void long_texts_are_cut_to_fit(void **state)
{
	(void)state;
	struct fault fault = {0};
	char text[1000];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(fault_set(&fault, STATUS_FULL, text, "%s", text), STATUS_FULL);
	assert_int_equal(strlen(fault.where), sizeof fault.where - 1);
	assert_int_equal(strlen(fault.message), sizeof fault.message - 1);
}

static void a_full_disk_is_told_from_other_refusals_of_the_system(void **state)
{
	(void)state;
	static const struct {
		int error;
		enum status status;
	} rows[] = {
		{ENOSPC, STATUS_DISK_FULL},
		{EDQUOT, STATUS_DISK_FULL},
		{EIO, STATUS_SYSTEM},
		{EACCES, STATUS_SYSTEM},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fault fault = {0};
		errno = rows[i].error;
		if (fault_errno(&fault, "file", "It cannot be written") != rows[i].status)
			fail_msg("row %zu", i);
		assert_ptr_equal(strstr(fault.message, "It cannot be written: "), fault.message);
	}
}

static void a_status_comes_from_the_sqlstate_or_its_class(void **state)
{
	(void)state;
	static const struct {
		const char *sqlstate;
		enum status status;
	} rows[] = {
		{"00000", STATUS_OK},
		{"23P01", STATUS_BUSY},
		{"23514", STATUS_FULL},
		{"23505", STATUS_CONFLICT},
		{"23502", STATUS_INVALID},
		{"22003", STATUS_INVALID},
		{"40001", STATUS_RETRY},
		{"40P01", STATUS_RETRY},
		{"42501", STATUS_DENIED},
		{"08006", STATUS_UNAVAILABLE},
		{"08003", STATUS_UNAVAILABLE},
		{"57P01", STATUS_UNAVAILABLE},
		{"57014", STATUS_SYSTEM},
		{"53100", STATUS_DISK_FULL},
		{"53300", STATUS_MEMORY},
		{"XX000", STATUS_SYSTEM},
		{"", STATUS_SYSTEM},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (status_from_sqlstate(rows[i].sqlstate) != rows[i].status)
			fail_msg("row %zu: %s", i, rows[i].sqlstate);
	}
}

static void every_status_has_an_id_of_its_own(void **state)
{
	(void)state;
	for (int i = STATUS_OK; i <= STATUS_SYSTEM; i++) {
		for (int j = STATUS_OK; j < i; j++)
			assert_string_not_equal(status_id((enum status)i), status_id((enum status)j));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_fault_wins),
		cmocka_unit_test(a_cleared_fault_takes_the_next),
		cmocka_unit_test(nobody_has_to_want_the_fault),
		cmocka_unit_test(long_texts_are_cut_to_fit),
		cmocka_unit_test(a_full_disk_is_told_from_other_refusals_of_the_system),
		cmocka_unit_test(a_status_comes_from_the_sqlstate_or_its_class),
		cmocka_unit_test(every_status_has_an_id_of_its_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
