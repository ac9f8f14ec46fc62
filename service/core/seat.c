// SPDX-License-Identifier: MIT
#include "core/seat.h"

bool interval_overlaps(struct interval a, struct interval b)
{
	return instant_before(a.from, b.to) && instant_before(b.from, a.to);
}

static bool is_long_enough(const struct seat_need *need, const struct seat *seat)
{
	return seat->during.to.seconds - seat->during.from.seconds >= INT64_C(60) * need->minutes;
}

bool seat_answers(const struct seat_need *need, const struct seat *held)
{
	for (size_t i = 0; i < need->kind_count; i++) {
		if (held->kind == need->kinds[i])
			return !held->own_manager && !instant_before(need->latest, held->during.from) &&
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

enum seat_answer seat_choose(const struct seat_need *need, const struct seat *seats, size_t count,
	const struct interval *diary, size_t diary_count, size_t *chosen)
{
	enum seat_answer answer = SEAT_NONE_OFFERED;
	for (size_t preference = 0; preference < need->kind_count; preference++) {
		const struct seat *best = NULL;
		for (size_t i = 0; i < count; i++) {
			const struct seat *seat = &seats[i];
			if (seat->kind != need->kinds[preference] || !is_offered(need, seat))
				continue;
			if (seat->own_manager) {
				if (answer == SEAT_NONE_OFFERED)
					answer = SEAT_OWN_MANAGER;
			} else if (seat->free <= 0) {
				if (answer != SEAT_DIARY_FULL)
					answer = SEAT_ALL_TAKEN;
			} else if (clashes(seat, diary, diary_count)) {
				answer = SEAT_DIARY_FULL;
			} else if (!best || is_sooner(seat, best)) {
				best = seat;
			}
		}
		if (best) {
			*chosen = (size_t)(best - seats);
			return SEAT_FOUND;
		}
	}
	return answer;
}
