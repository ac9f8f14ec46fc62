// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/seat.h"
#include "support/random.h"

#include <string.h>

#define SEATS 12
#define DIARY 4

struct situation {
	enum session_kind kinds[3];
	struct seat_need need;
	struct seat seats[SEATS];
	struct interval diary[DIARY];
};

static struct interval random_interval(struct random *random)
{
	int64_t from = random_between(random, 0, 40) * 900;
	return (struct interval){{from}, {from + random_between(random, 1, 8) * 900}};
}

static struct person_id random_person(struct random *random)
{
	return (struct person_id){{{(uint8_t)random_between(random, 1, 3)}}};
}

static void random_situation(struct random *random, struct situation *out)
{
	static const enum seat_answer barred[] = {SEAT_FOUND, SEAT_FOUND, SEAT_FOUND, SEAT_OWN_MANAGER,
		SEAT_OTHER_LANGUAGE, SEAT_OTHER_MANNER, SEAT_OFF_DUTY, SEAT_ROSTER_UNKNOWN,
		SEAT_SHORT_COVER};
	for (size_t i = 0; i < 3; i++)
		out->kinds[i] = (enum session_kind)random_between(random, 0, SESSION_KIND_COUNT - 1);
	struct interval window = random_interval(random);
	out->need = (struct seat_need){
		.person = random_person(random),
		.kinds = out->kinds,
		.kind_count = (size_t)random_between(random, 0, 3),
		.earliest = window.from,
		.latest = {window.to.seconds + random_between(random, 0, 20) * 900},
		.minutes = (int32_t)random_between(random, 1, 60),
	};
	for (size_t i = 0; i < SEATS; i++) {
		out->seats[i] = (struct seat){
			.session = {{{(uint8_t)(i + 1)}}},
			.kind = (enum session_kind)random_between(random, 0, SESSION_KIND_COUNT - 1),
			.during = random_interval(random),
			.host = random_person(random),
			.free = (int32_t)random_between(random, 0, 2),
			.barred =
				barred[random_between(random, 0, (int64_t)(sizeof barred / sizeof *barred) - 1)],
		};
	}
	for (size_t i = 0; i < DIARY; i++)
		out->diary[i] = random_interval(random);
	random_shuffle(random, out->seats, SEATS, sizeof out->seats[0]);
}

// Every rule, said once more: seconds of the two that both hold.
static bool is_in_diary(const struct situation *situation, const struct seat *seat)
{
	static const bool is_dropped_in_on[SESSION_KIND_COUNT] = {
		[SESSION_PHONE_IN] = true,
		[SESSION_WEBINAR] = true,
		[SESSION_WELLBEING_VISIT] = true,
		[SESSION_OPEN_CONVERSATION] = true,
		[SESSION_RECOGNITION] = true,
	};
	if (is_dropped_in_on[seat->kind])
		return false;
	for (size_t i = 0; i < DIARY; i++) {
		for (int64_t t = seat->during.from.seconds; t < seat->during.to.seconds; t += 900) {
			if (t >= situation->diary[i].from.seconds && t < situation->diary[i].to.seconds)
				return true;
		}
	}
	return false;
}

static bool is_offered(const struct situation *situation, const struct seat *seat)
{
	const struct seat_need *need = &situation->need;
	bool has_kind = false;
	for (size_t i = 0; i < need->kind_count; i++)
		has_kind = has_kind || need->kinds[i] == seat->kind;
	return has_kind && seat->during.from.seconds >= need->earliest.seconds &&
		   seat->during.from.seconds <= need->latest.seconds &&
		   (seat->during.to.seconds - seat->during.from.seconds) / 60 >= need->minutes &&
		   !uuid_equal(seat->host.uuid, need->person.uuid);
}

// In the words of the header, not in the order of the code.
static enum seat_answer told_against(const struct situation *situation, const struct seat *seat)
{
	bool busy = is_in_diary(situation, seat), taken = seat->free <= 0;
	if (seat->barred == SEAT_SHORT_COVER && !busy && !taken)
		return SEAT_SHORT_COVER;
	if (seat->barred != SEAT_FOUND && seat->barred != SEAT_SHORT_COVER)
		return seat->barred;
	return taken ? SEAT_ALL_TAKEN : busy ? SEAT_DIARY_FULL : SEAT_FOUND;
}

static int64_t rank(const struct situation *situation, const struct seat *seat)
{
	int64_t preference = 0;
	while (situation->need.kinds[preference] != seat->kind)
		preference++;
	return (preference * 1000000 + seat->during.from.seconds) * 256 + seat->session.uuid.bytes[0];
}

static void the_seat_chosen_keeps_every_rule_and_no_better_one_does(void **state)
{
	(void)state;
	struct random random = random_start();
	int answers[SEAT_ANSWER_COUNT] = {0};
	for (int round = 0; round < 5000; round++) {
		struct situation situation;
		size_t chosen = SIZE_MAX, best = SIZE_MAX;
		random_situation(&random, &situation);
		enum seat_answer expected = SEAT_NONE_OFFERED;
		for (size_t i = 0; i < SEATS; i++) {
			const struct seat *seat = &situation.seats[i];
			if (!is_offered(&situation, seat))
				continue;
			enum seat_answer against = told_against(&situation, seat);
			if (against > expected)
				expected = against;
			if (against == SEAT_FOUND &&
				(best == SIZE_MAX ||
					rank(&situation, seat) < rank(&situation, &situation.seats[best])))
				best = i;
		}
		if (best != SIZE_MAX)
			expected = SEAT_FOUND;
		enum seat_answer answer =
			seat_choose(&situation.need, situation.seats, SEATS, situation.diary, DIARY, &chosen);
		assert_int_equal(answer, expected);
		assert_true(chosen == best);
		answers[answer]++;
	}
	for (size_t i = 0; i < SEAT_ANSWER_COUNT; i++)
		assert_true(answers[i] > 10); // the input reaches every answer
}

static void the_order_of_candidates_does_not_matter(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 2000; round++) {
		struct situation situation;
		size_t first = 0, second = 0;
		random_situation(&random, &situation);
		enum seat_answer answer =
			seat_choose(&situation.need, situation.seats, SEATS, situation.diary, DIARY, &first);
		struct session_id session = situation.seats[first].session;
		random_shuffle(&random, situation.seats, SEATS, sizeof situation.seats[0]);
		random_shuffle(&random, situation.diary, DIARY, sizeof situation.diary[0]);
		assert_int_equal(
			seat_choose(&situation.need, situation.seats, SEATS, situation.diary, DIARY, &second),
			answer);
		if (answer == SEAT_FOUND)
			assert_true(uuid_equal(situation.seats[second].session.uuid, session.uuid));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_seat_chosen_keeps_every_rule_and_no_better_one_does),
		cmocka_unit_test(the_order_of_candidates_does_not_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
