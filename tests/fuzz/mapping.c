// SPDX-License-Identifier: MIT
// Mapping documents of dispatch exports, and the times and types that a mapping then reads.
#include "fuzz/fuzz.h"

#include "core/time_form.h"
#include "json/mapping.h"

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

static void check_forms(const struct dispatch_mapping *mapping)
{
	static const char *const values[] = {"", "12/31/2016 11:59:59 PM", "2016-02-29T12:00:00",
		"31.12.2016 24:00", "1483228799", "99999999999999999999", "-1", "0/0/0 0:0:0 AM"};
	struct civil civil;
	for (size_t i = 0; i < mapping->time_form_count; i++) {
		PROMISED(time_form_is_valid(mapping->time_forms[i]));
		(void)time_form_read(mapping->time_forms[i], mapping->time_forms[i], &civil);
		for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
			if (time_form_read(mapping->time_forms[i], text_of(values[v]), &civil))
				PROMISED(civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
						 civil.day <= 31 && civil.hour <= 23 && civil.minute <= 59);
		}
	}
}

static void check_rules(const struct dispatch_mapping *mapping, const struct policy *policy)
{
	for (size_t i = 0; i < mapping->rule_count; i++) {
		const struct dispatch_rule *rule = &mapping->rules[i];
		PROMISED(!rule->category.start || policy_category(policy, rule->category));
		PROMISED(dispatch_rule(mapping, rule->type, rule->second_type));
	}
	for (size_t i = 0; i < mapping->outcome_count; i++)
		PROMISED(policy_modifier(policy, mapping->outcomes[i].modifier));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct json_faults faults;
	const struct policy *policy = shipped();
	struct dispatch_mapping mapping;
	struct arena arena;
	arena_init(&arena);
	enum status status =
		mapping_read((struct text){(const char *)bytes, size}, policy, &arena, &mapping, &faults);
	fuzz_check_faults(status, &faults);
	if (status == STATUS_OK) {
		PROMISED(mapping.time.count >= 1 && mapping.time.count <= DISPATCH_COLUMNS_LIMIT);
		PROMISED(mapping.incident.count >= 1 && mapping.incident.count <= DISPATCH_COLUMNS_LIMIT);
		check_forms(&mapping);
		check_rules(&mapping, policy);
	}
	arena_done(&arena);
	return 0;
}
