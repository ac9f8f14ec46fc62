// SPDX-License-Identifier: MIT
// Mapping documents of files of staff, and the dates and values that a mapping then reads.
#include "fuzz/fuzz.h"

#include "core/shift_pattern.h"
#include "json/staff_mapping.h"

static const struct policy *shipped(void)
{
	static struct arena arena; // kept to the end
	static struct policy policy;
	if (policy.category_count == 0) {
		arena_init(&arena);
		PROMISED(policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL) == STATUS_OK);
	}
	return &policy;
}

static void check_column(const struct staff_column *column)
{
	for (size_t i = 0; i < column->value_count; i++) {
		PROMISED(column->values[i].means.start);
		PROMISED(text_equal(
			staff_meaning(column, column->values[i].value, NULL, 0), column->values[i].means));
	}
}

static void check(const struct staff_mapping *mapping, const struct policy *policy)
{
	static const char *const values[] = {"", "31/12/2016", "2016-02-29", "29.02.2100", "0/0/0"};
	struct civil date;
	PROMISED(mapping->number.length && mapping->name_count >= 1);
	PROMISED(mapping->name_count <= STAFF_NAMES_LIMIT && mapping->list_separator);
	PROMISED(mapping->date_form_count || (!mapping->joined.start && !mapping->left.start));
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		if (staff_date(mapping, text_of(values[i]), &date))
			PROMISED(civil_is_valid(date));
	}
	check_column(&mapping->profile);
	check_column(&mapping->language);
	check_column(&mapping->nation);
	check_column(&mapping->needs);
	check_column(&mapping->roles);
	PROMISED(
		!mapping->profile.otherwise.start || policy_profile(policy, mapping->profile.otherwise));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct json_faults faults;
	const struct policy *policy = shipped();
	struct text document = {(const char *)bytes, size};
	struct staff_mapping mapping;
	struct arena arena;
	arena_init(&arena);
	(void)staff_mapping_is(document);
	const struct staff_names known = {policy, shift_pattern_names, SHIFT_PATTERN_NAMES_COUNT};
	enum status status = staff_mapping_read(document, &known, &arena, &mapping, &faults);
	fuzz_check_faults(status, &faults);
	if (status == STATUS_OK)
		check(&mapping, policy);
	arena_done(&arena);
	return 0;
}
