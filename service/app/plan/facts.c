// SPDX-License-Identifier: MIT
#include "app/plan/facts.h"

#include <stdlib.h>

static enum status make_ready(const struct setting *setting, struct interval within,
	struct facts *facts, struct arena *arena, struct fault *fault)
{
	const struct seat_facts *known = &facts->known;
	const bool has_roster = known->known_count > 0;
	enum status status =
		roster_prepare(known->entries, known->entry_count, has_roster ? known->known : &within,
			has_roster ? known->known_count : 1, setting->zone, arena, &facts->roster, fault);
	facts->person = (struct seat_person){
		.person = known->person,
		.wish = known->wish,
		.roster = has_roster ? &facts->roster : NULL,
		.absent = known->absent,
		.absent_count = known->absent_count,
		.holidays = known->holidays,
		.holiday_count = known->holiday_count,
		.managers = known->managers,
		.manager_count = known->manager_count,
	};
	return status;
}

enum status facts_read(struct connection *connection, const struct setting *setting,
	const struct person_id *people, size_t asked, struct interval within, struct arena *arena,
	struct facts **out, size_t *count, struct fault *fault)
{
	struct seat_facts *known;
	size_t number;
	enum status status = seat_facts_read(
		connection, setting->organisation.id, people, asked, within, arena, &known, &number, fault);
	if (status != STATUS_OK)
		return status;
	struct facts *list = arena_array(arena, number, sizeof *list);
	if (!list)
		return fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < number; i++) {
		list[i].known = known[i];
		status = make_ready(setting, within, &list[i], arena, fault);
	}
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

static int compare(const void *a, const void *b)
{
	const struct facts *facts = b;
	return uuid_compare(((const struct person_id *)a)->uuid, facts->known.person.uuid);
}

const struct facts *facts_of(const struct facts *facts, size_t count, struct person_id person)
{
	return count ? bsearch(&person, facts, count, sizeof *facts, compare) : NULL;
}

bool facts_had(const struct facts *facts, struct need_id need, struct session_id session)
{
	for (size_t i = 0; i < facts->known.had_count; i++) {
		const struct had_seat *had = &facts->known.had[i];
		if (uuid_equal(had->need.uuid, need.uuid) && uuid_equal(had->session.uuid, session.uuid))
			return true;
	}
	return false;
}

enum status facts_shift(const struct facts *facts, size_t count, const struct person_id *people,
	size_t asked, struct arena *arena, struct shift *out, struct fault *fault)
{
	struct shift_person *list = arena_array(arena, asked, sizeof *list);
	size_t number = 0;
	if (!list)
		return fault_memory(fault);
	for (size_t i = 0; i < asked; i++) {
		const struct facts *mate = facts_of(facts, count, people[i]);
		if (mate)
			list[number++] = (struct shift_person){
				mate->known.person, &mate->roster, mate->known.busy, mate->known.busy_count};
	}
	return shift_of(list, number, arena, out, fault);
}

struct seat_terms facts_terms(const struct setting *setting)
{
	return (struct seat_terms){setting->zone, &setting->policy.roster_rules};
}
