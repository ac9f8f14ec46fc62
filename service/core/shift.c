// SPDX-License-Identifier: MIT
#include "core/shift.h"

// Whoever comes to a session in their own time is missed by no shift.
static bool takes_from_duty(const struct roster *roster, struct interval session)
{
	for (size_t i = 0; i < roster->duty_count; i++) {
		if (interval_overlaps(roster->duty[i], session))
			return true;
	}
	return false;
}

enum status shift_of(const struct shift_person *people, size_t count, struct arena *arena,
	struct shift *out, struct fault *fault)
{
	size_t duty_count = 0, session_count = 0;
	for (size_t i = 0; i < count; i++) {
		duty_count += people[i].roster->duty_count;
		session_count += people[i].busy_count;
	}
	struct interval *duty = arena_array(arena, duty_count, sizeof *duty);
	struct shift shift = {.sessions = arena_array(arena, session_count, sizeof *shift.sessions)};
	if (!duty || !shift.sessions)
		return fault_memory(fault);
	duty_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct shift_person *person = &people[i];
		for (size_t j = 0; j < person->roster->duty_count; j++)
			duty[duty_count++] = person->roster->duty[j];
		for (size_t j = 0; j < person->busy_count; j++) {
			if (takes_from_duty(person->roster, person->busy[j]))
				shift.sessions[shift.session_count++] =
					(struct shift_session){person->person, person->busy[j]};
		}
	}
	enum status status = cover_prepare(duty, duty_count, arena, &shift.on_duty, fault);
	if (status == STATUS_OK)
		*out = shift;
	return status;
}

enum status shift_allows(const struct shift *shift, const struct roster_rules *rules,
	struct person_id person, struct interval session, struct arena *arena, bool *allowed,
	struct fault *fault)
{
	struct cover away;
	struct interval *others = NULL;
	size_t count = 0, size = 0;
	for (size_t i = 0; i < shift->session_count; i++) {
		const struct shift_session *other = &shift->sessions[i];
		if (!interval_overlaps(other->during, session) ||
			uuid_equal(other->person.uuid, person.uuid))
			continue;
		if (!arena_grow(arena, (void **)&others, count, &size, sizeof *others))
			return fault_memory(fault);
		others[count++] = other->during;
	}
	enum status status = cover_prepare(others, count, arena, &away, fault);
	if (status == STATUS_OK)
		*allowed = cover_allows(rules, &shift->on_duty, &away, session) == ROSTER_FITS;
	return status;
}
