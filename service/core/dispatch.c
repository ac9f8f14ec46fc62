// SPDX-License-Identifier: MIT
#include "core/dispatch.h"

#include "core/time_form.h"

#define CLOCKS_DIFFER SECONDS_PER_HOUR // at most, where two of them time one incident

static size_t add_columns(
	struct table_column *out, const char *member, const struct dispatch_names *names, size_t *at)
{
	for (size_t i = 0; i < names->count; i++)
		out[i] = (struct table_column){member, names->list[i], &at[i]};
	return names->count;
}

enum status dispatch_columns(const struct dispatch_mapping *mapping, const struct text *names,
	size_t count, struct dispatch_columns *out, struct fault *fault)
{
	struct dispatch_columns columns;
	struct table_column wanted[3 * DISPATCH_COLUMNS_LIMIT + 5];
	size_t number = add_columns(wanted, "incident", &mapping->incident, columns.incident);
	number += add_columns(wanted + number, "time", &mapping->time, columns.time);
	number +=
		add_columns(wanted + number, "time.not_before", &mapping->not_before, columns.not_before);
	const struct table_column single[] = {
		{"responder", mapping->responder_column, &columns.responder},
		{"type", mapping->type_column, &columns.type},
		{"second_type", mapping->second_type_column, &columns.second_type},
		{"arrived", mapping->arrived_column, &columns.arrived},
		{"outcome", mapping->outcome_column, &columns.outcome},
	};
	for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
		wanted[number++] = single[i];
	enum status status = table_find(wanted, number, names, count, fault);
	if (status == STATUS_OK)
		*out = columns;
	return status;
}

// The day after, at the same time of day.
static struct civil next_day(struct civil local)
{
	return civil_of(instant_later(civil_as_utc(local), SECONDS_PER_DAY));
}

static bool read_instant(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, const struct instant *not_before, struct instant *out)
{
	for (size_t i = 0; i < mapping->time_form_count; i++) {
		struct text form = mapping->time_forms[i];
		struct civil local;
		if (time_form_epoch(form, value, out))
			return true;
		if (time_form_read(form, value, &local)) {
			*out = zone_instant(zone, local);
			bool is_last_day = local.year == 9999 && local.month == 12 && local.day == 31;
			if (not_before && !is_last_day &&
				instant_before(instant_later(*out, CLOCKS_DIFFER), *not_before))
				*out = zone_instant(zone, next_day(local));
			return true;
		}
	}
	return false;
}

bool dispatch_instant(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, struct instant *out)
{
	return read_instant(mapping, zone, value, NULL, out);
}

bool dispatch_instant_after(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, struct instant not_before, struct instant *out)
{
	return read_instant(mapping, zone, value, &not_before, out);
}

struct text dispatch_modifier(const struct dispatch_mapping *mapping, struct text outcome)
{
	for (size_t i = 0; i < mapping->outcome_count; i++) {
		if (text_equal(mapping->outcomes[i].outcome, outcome))
			return mapping->outcomes[i].modifier;
	}
	return (struct text){NULL, 0};
}

const struct dispatch_rule *dispatch_rule(
	const struct dispatch_mapping *mapping, struct text type, struct text second_type)
{
	for (size_t i = 0; i < mapping->rule_count; i++) {
		const struct dispatch_rule *rule = &mapping->rules[i];
		if (text_equal(rule->type, type) &&
			(!rule->second_type.start || text_equal(rule->second_type, second_type)))
			return rule;
	}
	return NULL;
}
