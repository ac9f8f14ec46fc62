// SPDX-License-Identifier: MIT
#include "core/seat.h"

#include <assert.h>

const char *seat_answer_name(enum seat_answer answer)
{
	static const char *const names[SEAT_ANSWER_COUNT] = {
		[SEAT_FOUND] = "found",
		[SEAT_NONE_OFFERED] = "none_offered",
		[SEAT_OWN_MANAGER] = "own_manager",
		[SEAT_OTHER_LANGUAGE] = "other_language",
		[SEAT_OTHER_MANNER] = "other_manner",
		[SEAT_ROSTER_UNKNOWN] = "roster_unknown",
		[SEAT_OFF_DUTY] = "off_duty",
		[SEAT_ALL_TAKEN] = "all_taken",
		[SEAT_DIARY_FULL] = "diary_full",
		[SEAT_SHORT_COVER] = "short_cover",
	};
	assert((unsigned)answer < SEAT_ANSWER_COUNT);
	return names[answer];
}

bool interval_overlaps(struct interval a, struct interval b)
{
	return instant_before(a.from, b.to) && instant_before(b.from, a.to);
}

static bool is_long_enough(const struct seat_need *need, const struct seat *seat)
{
	return seat->during.to.seconds - seat->during.from.seconds >= INT64_C(60) * need->minutes;
}

// A hold stays where others of the shift are held seats, too.
static bool is_barred(const struct seat *held)
{
	return held->barred == SEAT_OWN_MANAGER || held->barred == SEAT_OTHER_LANGUAGE ||
		   held->barred == SEAT_OTHER_MANNER || held->barred == SEAT_OFF_DUTY;
}

bool seat_answers(const struct seat_need *need, const struct seat *held)
{
	for (size_t i = 0; i < need->kind_count; i++) {
		if (held->kind == need->kinds[i])
			return !is_barred(held) && !instant_before(need->latest, held->during.from) &&
				   is_long_enough(need, held);
	}
	return false;
}

static bool is_offered(const struct seat_need *need, const struct seat *seat)
{
	return !instant_before(seat->during.from, need->earliest) &&
		   !instant_before(need->latest, seat->during.from) && is_long_enough(need, seat) &&
		   !uuid_equal(seat->host.uuid, need->person.uuid);
}

static bool clashes(const struct seat *seat, const struct interval *diary, size_t count)
{
	if (!session_takes_time(seat->kind))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (interval_overlaps(seat->during, diary[i]))
			return true;
	}
	return false;
}

static bool is_sooner(const struct seat *a, const struct seat *b)
{
	if (a->during.from.seconds != b->during.from.seconds)
		return instant_before(a->during.from, b->during.from);
	return uuid_compare(a->session.uuid, b->session.uuid) < 0;
}

// What stands against a seat; SEAT_FOUND: nothing does.
static enum seat_answer against(
	const struct seat *seat, const struct interval *diary, size_t diary_count)
{
	if (seat->barred != SEAT_FOUND && seat->barred != SEAT_SHORT_COVER)
		return seat->barred;
	if (seat->free <= 0)
		return SEAT_ALL_TAKEN;
	return clashes(seat, diary, diary_count) ? SEAT_DIARY_FULL : seat->barred;
}

enum seat_answer seat_choose(const struct seat_need *need, const struct seat *seats, size_t count,
	const struct interval *diary, size_t diary_count, size_t *chosen)
{
	enum seat_answer nearest = SEAT_NONE_OFFERED;
	for (size_t preference = 0; preference < need->kind_count; preference++) {
		const struct seat *best = NULL;
		for (size_t i = 0; i < count; i++) {
			const struct seat *seat = &seats[i];
			if (seat->kind != need->kinds[preference] || !is_offered(need, seat))
				continue;
			enum seat_answer answer = against(seat, diary, diary_count);
			if (answer > nearest)
				nearest = answer;
			if (answer == SEAT_FOUND && (!best || is_sooner(seat, best)))
				best = seat;
		}
		if (best) {
			*chosen = (size_t)(best - seats);
			return SEAT_FOUND;
		}
	}
	return nearest;
}

static size_t preference_of(const struct seat_need *need, enum session_kind kind)
{
	size_t i = 0;
	while (i < need->kind_count && need->kinds[i] != kind)
		i++;
	return i;
}

enum seat_answer seat_against(const struct seat_need *need, const struct seat *seat,
	const struct interval *diary, size_t diary_count)
{
	if (preference_of(need, seat->kind) == need->kind_count || !is_offered(need, seat))
		return SEAT_NONE_OFFERED;
	return against(seat, diary, diary_count);
}

bool seat_precedes(const struct seat_need *need, const struct seat *a, const struct seat *b)
{
	size_t left = preference_of(need, a->kind), right = preference_of(need, b->kind);
	return left != right ? left < right : is_sooner(a, b);
}
