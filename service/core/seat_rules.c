// SPDX-License-Identifier: MIT
#include "core/seat_rules.h"

// Nobody is seated with whom they report to while it is on, of whatever kind it is.
static enum seat_answer own_manager(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	(void)terms;
	for (size_t i = 0; i < person->manager_count; i++) {
		if (uuid_equal(person->managers[i].manager.uuid, seat->host.uuid) &&
			interval_overlaps(person->managers[i].during, seat->during))
			return SEAT_OWN_MANAGER;
	}
	return SEAT_FOUND;
}

static enum seat_answer language(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	(void)terms;
	return meeting_in_language(&person->wish, &seat->meeting) ? SEAT_FOUND : SEAT_OTHER_LANGUAGE;
}

static enum seat_answer manner(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	(void)terms;
	return meeting_in_manner(&person->wish, &seat->meeting) ? SEAT_FOUND : SEAT_OTHER_MANNER;
}

static enum seat_answer public_holiday(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	return roster_holiday(terms->zone, person->holidays, person->holiday_count, seat->during) ==
				   ROSTER_FITS
			   ? SEAT_FOUND
			   : SEAT_OFF_DUTY;
}

static enum seat_answer absence(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	(void)terms;
	for (size_t i = 0; !person->roster && i < person->absent_count; i++) {
		if (interval_overlaps(seat->during, person->absent[i]))
			return SEAT_OFF_DUTY;
	}
	return SEAT_FOUND;
}

static enum seat_answer working_time(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	if (!person->roster)
		return SEAT_FOUND;
	switch (roster_allows(person->roster, terms->roster_rules, seat->during)) {
	case ROSTER_FITS:
		return SEAT_FOUND;
	case ROSTER_UNKNOWN:
		return SEAT_ROSTER_UNKNOWN;
	default:
		return SEAT_OFF_DUTY;
	}
}

// In which order they are asked says which reason is told: what is furthest from a seat comes
// first, and what bars most seats last.
static enum seat_answer (*const rules[])(
	const struct seat_terms *, const struct seat_person *, const struct seat *) = {
	own_manager,
	language,
	manner,
	absence,
	public_holiday,
	working_time,
};

#define RULES (sizeof rules / sizeof rules[0])

enum seat_answer seat_barred(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	enum seat_answer answer = SEAT_FOUND;
	for (size_t i = 0; answer == SEAT_FOUND && i < RULES; i++)
		answer = rules[i](terms, person, seat);
	return answer;
}

bool seat_is_open(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat)
{
	for (size_t i = RULES; i > 0; i--) {
		if (rules[i - 1](terms, person, seat) != SEAT_FOUND)
			return false;
	}
	return true;
}
