// SPDX-License-Identifier: MIT
#include "app/plan/candidates.h"

#include <stdlib.h>

#include "app/plan/facts.h"
#include "app/plan/host_days.h"
#include "store/rosters.h"

#define PAGE 128 // sessions looked at to begin with
#define LARGE_PAGE 8192

// A look for seats, with what is known of the person.
struct look {
	const struct candidates *by;
	struct arena *arena;
	struct fault *fault;
	struct seat_need wanted;
	struct seat_terms terms;
	const struct facts *person; // NULL: nobody knows them
	struct interval *busy;
	size_t busy_count;
	struct interval *starts; // where whatever is within their working time begins
	size_t start_count;
	bool mates_read; // with the team locked where that is asked for
	struct person_id *mates;
	size_t mate_count;
};

struct seat_need candidates_wanted(const struct need *need, struct instant now)
{
	return (struct seat_need){
		.person = need->person,
		.need = need->id,
		.kinds = need->kinds,
		.kind_count = need->kind_count,
		.earliest = instant_latest(need->earliest_at, instant_later(now, need->notice_seconds)),
		.latest = need->latest_at,
		.minutes = need->minutes,
	};
}

static struct interval about(struct interval during, int64_t seconds)
{
	return (struct interval){
		instant_later(during.from, -seconds), instant_later(during.to, seconds)};
}

static bool is_same(struct interval a, struct interval b)
{
	return a.from.seconds == b.from.seconds && a.to.seconds == b.to.seconds;
}

static enum status read_person(struct look *look, struct interval within)
{
	const struct candidates *by = look->by;
	struct facts *facts;
	size_t count;
	enum status status = facts_read(by->connection, by->setting, &by->need->person, 1,
		about(within, FACTS_ABOUT), look->arena, &facts, &count, look->fault);
	if (status != STATUS_OK || count == 0)
		return status;
	look->person = facts;
	look->busy = arena_array(look->arena, facts->known.busy_count, sizeof *look->busy);
	look->starts = arena_array(look->arena, facts->roster.duty_count, sizeof *look->starts);
	if (!look->busy || !look->starts)
		return fault_memory(look->fault);
	if (facts->person.roster)
		look->start_count =
			roster_starts(&facts->roster, look->terms.roster_rules, within, look->starts);
	for (size_t i = 0; i < facts->known.busy_count; i++) {
		if (!by->own || !is_same(facts->known.busy[i], *by->own))
			look->busy[look->busy_count++] = facts->known.busy[i];
	}
	return STATUS_OK;
}

// `*wanted` is false where it is too late for any.
static enum status begin(const struct candidates *by, struct arena *arena, struct look *look,
	bool *wanted, struct fault *fault)
{
	*look = (struct look){.by = by,
		.arena = arena,
		.fault = fault,
		.wanted = candidates_wanted(by->need, by->now),
		.terms = facts_terms(by->setting)};
	*wanted = !instant_before(look->wanted.latest, look->wanted.earliest);
	if (!*wanted)
		return STATUS_OK;
	enum status status =
		read_person(look, (struct interval){look->wanted.earliest,
							  instant_later(look->wanted.latest, SECONDS_PER_DAY)});
	*wanted = look->person;
	return status;
}

// Leaves out what the need has had.
static size_t judge(const struct look *look, struct seat *seats, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (facts_had(look->person, look->by->need->id, seats[i].session))
			continue;
		seats[kept] = seats[i];
		seats[kept].barred = seat_barred(&look->terms, &look->person->person, &seats[kept]);
		kept++;
	}
	return kept;
}

static enum seat_answer against(const struct look *look, const struct seat *seat)
{
	return seat_against(&look->wanted, seat, look->busy, look->busy_count);
}

static enum status read_mates(struct look *look)
{
	const struct candidates *by = look->by;
	struct team_mate *mates = NULL;
	size_t count = 0;
	bool in_team = true;
	enum status status = STATUS_OK;
	if (look->mates_read)
		return STATUS_OK;
	if (by->lock)
		status = team_lock(by->connection, by->need->person, &in_team, look->fault);
	if (status == STATUS_OK && in_team)
		status = team_mates(
			by->connection, &by->need->person, 1, look->arena, &mates, &count, look->fault);
	if (status != STATUS_OK)
		return status;
	look->mates = arena_array(look->arena, count, sizeof *look->mates);
	if (!look->mates)
		return fault_memory(look->fault);
	for (size_t i = 0; i < count; i++)
		look->mates[i] = mates[i].person;
	look->mate_count = count;
	look->mates_read = true;
	return STATUS_OK;
}

// Whether a shift may miss the person while they are at it.
static bool is_covered(const struct look *look, const struct seat *seat)
{
	return look->person->person.roster && session_takes_time(seat->kind) &&
		   against(look, seat) == SEAT_FOUND;
}

static enum status bar_by_shift(
	const struct look *look, struct interval span, struct seat *seats, size_t count)
{
	const struct candidates *by = look->by;
	struct facts *facts;
	struct shift shift;
	size_t number;
	enum status status = facts_read(by->connection, by->setting, look->mates, look->mate_count,
		about(span, FACTS_ABOUT_A_SHIFT), look->arena, &facts, &number, look->fault);
	if (status == STATUS_OK)
		status = facts_shift(
			facts, number, look->mates, look->mate_count, look->arena, &shift, look->fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool allowed = true;
		if (is_covered(look, &seats[i]))
			status = shift_allows(&shift, look->terms.roster_rules, look->wanted.person,
				seats[i].during, look->arena, &allowed, look->fault);
		if (!allowed)
			seats[i].barred = SEAT_SHORT_COVER;
	}
	return status;
}

// Of those that nothing else is against.
static enum status bar_by_cover(struct look *look, struct seat *seats, size_t count)
{
	struct interval span = {INSTANT_NEVER, {INT64_MIN}};
	for (size_t i = 0; i < count; i++) {
		if (!is_covered(look, &seats[i]))
			continue;
		span.from = instant_earliest(span.from, seats[i].during.from);
		span.to = instant_latest(span.to, seats[i].during.to);
	}
	if (!instant_before(span.from, span.to))
		return STATUS_OK;
	enum status status = read_mates(look);
	return status == STATUS_OK && look->mate_count ? bar_by_shift(look, span, seats, count)
												   : status;
}

// A host who leads as many on that day as they said has no free seat. What is placed with them at
// once waits where that is asked for.
static enum status bar_by_host(struct look *look, struct seat *seat)
{
	const struct candidates *by = look->by;
	struct host_days days;
	enum status status = STATUS_OK;
	if (!session_is_alone(seat->kind) || against(look, seat) != SEAT_FOUND)
		return STATUS_OK;
	if (by->lock)
		status = host_lock(by->connection, seat->host, look->fault);
	if (status == STATUS_OK)
		status = host_days_read(by->connection, by->setting, &seat->host, 1, seat->during,
			look->arena, &days, look->fault);
	if (status == STATUS_OK && !host_days_allow(&days, seat, by->own))
		seat->free = 0;
	return status;
}

// The same of many, nobody being locked.
static enum status bar_by_hosts(struct look *look, struct seat *seats, size_t count)
{
	const struct candidates *by = look->by;
	struct host_days days;
	struct interval span = {INSTANT_NEVER, {INT64_MIN}};
	struct person_id *hosts = arena_array(look->arena, count, sizeof *hosts);
	if (!hosts)
		return fault_memory(look->fault);
	for (size_t i = 0; i < count; i++) {
		hosts[i] = seats[i].host;
		span.from = instant_earliest(span.from, seats[i].during.from);
		span.to = instant_latest(span.to, seats[i].during.to);
	}
	if (count == 0)
		return STATUS_OK;
	enum status status = host_days_read(
		by->connection, by->setting, hosts, count, span, look->arena, &days, look->fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (!host_days_allow(&days, &seats[i], by->own))
			seats[i].free = 0;
	}
	return status;
}

static struct seats_asked asked_of(const struct look *look, enum session_kind kind, bool free)
{
	return (struct seats_asked){
		.organisation = look->by->need->organisation,
		.kind = kind,
		.earliest = look->wanted.earliest,
		.latest = look->wanted.latest,
		.minutes = look->wanted.minutes,
		.starts = look->starts,
		.start_count = look->start_count,
		.free = free,
		.full = !free,
		.most = PAGE,
	};
}

// Whether there is any working time in which a seat could be.
static bool may_fit(const struct look *look)
{
	return !look->person->person.roster || look->start_count;
}

// A page with all that is against each of it but cover; `*last` where no other one comes.
static enum status read_page(
	struct look *look, struct seats_asked *asked, struct seat **seats, size_t *count, bool *last)
{
	enum status status =
		seats_offered(look->by->connection, asked, look->arena, seats, count, last, look->fault);
	if (status != STATUS_OK)
		return status;
	asked->most = asked->most < LARGE_PAGE ? 2 * asked->most : LARGE_PAGE;
	*count = judge(look, *seats, *count);
	return STATUS_OK;
}

static bool is_repeated(const struct seat_need *wanted, size_t kind)
{
	for (size_t i = 0; i < kind; i++) {
		if (wanted->kinds[i] == wanted->kinds[kind])
			return true;
	}
	return false;
}

// The first of one kind. `*nearest` is what is nearest to a seat of all that was seen.
static enum status place_kind(
	struct look *look, enum session_kind kind, struct seat *chosen, enum seat_answer *nearest)
{
	struct seats_asked asked = asked_of(look, kind, true);
	enum status status = STATUS_OK;
	for (bool last = false; status == STATUS_OK && !last;) {
		struct seat *seats;
		size_t count = 0;
		status = read_page(look, &asked, &seats, &count, &last);
		if (status == STATUS_OK)
			status = bar_by_cover(look, seats, count);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			status = bar_by_host(look, &seats[i]);
			if (status != STATUS_OK)
				return status;
			enum seat_answer answer = against(look, &seats[i]);
			if (answer == SEAT_FOUND) {
				*chosen = seats[i];
				*nearest = SEAT_FOUND;
				return STATUS_OK;
			}
			*nearest = answer > *nearest ? answer : *nearest;
		}
	}
	return status;
}

// Of what a page after another has, what is nearest to a seat, as long as it is not `enough`.
static enum status look_nearer(
	struct look *look, struct seats_asked asked, enum seat_answer enough, enum seat_answer *nearest)
{
	enum status status = STATUS_OK;
	for (bool last = false; status == STATUS_OK && !last && *nearest < enough;) {
		struct seat *seats;
		size_t count = 0;
		status = read_page(look, &asked, &seats, &count, &last);
		for (size_t i = 0; status == STATUS_OK && i < count && *nearest < enough; i++) {
			enum seat_answer answer = against(look, &seats[i]);
			*nearest = answer > *nearest ? answer : *nearest;
		}
	}
	return status;
}

// Why there is none, where nothing that is free and within working time is any nearer: since others
// have those seats, or since all are outside of it.
static enum status explain(struct look *look, enum session_kind kind, enum seat_answer *nearest)
{
	struct seats_asked taken = asked_of(look, kind, false), outside = taken;
	enum status status = STATUS_OK;
	if (may_fit(look))
		status = look_nearer(look, taken, SEAT_ALL_TAKEN, nearest);
	outside.start_count = 0;
	outside.free = true;
	if (status == STATUS_OK && look->person->person.roster)
		status = look_nearer(look, outside, SEAT_OFF_DUTY, nearest);
	return status;
}

enum status candidates_place(const struct candidates *by, struct arena *arena, struct seat *chosen,
	enum seat_answer *answer, struct fault *fault)
{
	struct look look;
	struct seat found;
	bool wanted;
	enum seat_answer nearest = SEAT_NONE_OFFERED;
	enum status status = begin(by, arena, &look, &wanted, fault);
	const struct seat_need *need = &look.wanted;
	for (size_t i = 0; status == STATUS_OK && wanted && i < need->kind_count; i++) {
		if (may_fit(&look) && !is_repeated(need, i) && nearest != SEAT_FOUND)
			status = place_kind(&look, need->kinds[i], &found, &nearest);
	}
	const bool placed = nearest == SEAT_FOUND;
	for (size_t i = 0; status == STATUS_OK && wanted && !placed && i < need->kind_count; i++) {
		if (!is_repeated(need, i) && nearest < SEAT_ALL_TAKEN)
			status = explain(&look, need->kinds[i], &nearest);
	}
	if (status != STATUS_OK)
		return status;
	if (placed)
		*chosen = found;
	*answer = nearest;
	return STATUS_OK;
}

// Those against which there is nothing, or nothing but that they are full: `what`.
static enum status list_kind(struct look *look, enum session_kind kind, enum seat_answer what,
	struct seat **list, size_t *count, size_t *size)
{
	struct seats_asked asked = asked_of(look, kind, what == SEAT_FOUND);
	enum status status = STATUS_OK;
	for (bool last = false; status == STATUS_OK && !last;) {
		struct seat *seats;
		size_t number = 0;
		status = read_page(look, &asked, &seats, &number, &last);
		if (status == STATUS_OK)
			status = bar_by_hosts(look, seats, number);
		if (status == STATUS_OK && what == SEAT_FOUND)
			status = bar_by_cover(look, seats, number);
		for (size_t i = 0; status == STATUS_OK && i < number; i++) {
			if (against(look, &seats[i]) != what)
				continue;
			if (!arena_grow(look->arena, (void **)list, *count, size, sizeof **list))
				return fault_memory(look->fault);
			(*list)[(*count)++] = seats[i];
		}
	}
	return status;
}

static enum status list_all(const struct candidates *by, enum seat_answer what, struct arena *arena,
	struct seat **out, size_t *count, struct fault *fault)
{
	struct look look;
	struct seat *list = NULL;
	size_t number = 0, size = 0;
	bool wanted;
	enum status status = begin(by, arena, &look, &wanted, fault);
	for (size_t i = 0; status == STATUS_OK && wanted && i < look.wanted.kind_count; i++) {
		if (may_fit(&look) && !is_repeated(&look.wanted, i))
			status = list_kind(&look, look.wanted.kinds[i], what, &list, &number, &size);
	}
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status candidates_list(const struct candidates *by, struct arena *arena, struct seat **out,
	size_t *count, struct fault *fault)
{
	return list_all(by, SEAT_FOUND, arena, out, count, fault);
}

enum status candidates_full(const struct candidates *by, struct arena *arena, struct seat **out,
	size_t *count, struct fault *fault)
{
	return list_all(by, SEAT_ALL_TAKEN, arena, out, count, fault);
}

enum status candidates_one(const struct candidates *by, struct session_id session,
	struct arena *arena, struct seat *out, enum seat_answer *answer, struct fault *fault)
{
	struct look look;
	struct named_seat *named = NULL;
	size_t count = 0;
	bool wanted;
	*answer = SEAT_NONE_OFFERED;
	enum status status = begin(by, arena, &look, &wanted, fault);
	if (status == STATUS_OK && wanted)
		status = seats_named(by->connection, &session.uuid, 1, arena, &named, &count, fault);
	if (status != STATUS_OK || count == 0 || !named->offered)
		return status;
	struct seat *seat = &named->seat;
	if (judge(&look, seat, 1) == 0)
		return STATUS_OK;
	status = bar_by_cover(&look, seat, 1);
	if (status == STATUS_OK)
		status = bar_by_host(&look, seat);
	if (status != STATUS_OK)
		return status;
	*answer = against(&look, seat);
	if (*answer == SEAT_FOUND)
		*out = *seat;
	return STATUS_OK;
}

enum status candidates_bar(struct connection *connection, const struct setting *setting,
	struct person_id person, struct seat *seat, struct arena *arena, struct fault *fault)
{
	const struct seat_terms terms = facts_terms(setting);
	struct facts *facts;
	size_t count;
	enum status status = facts_read(connection, setting, &person, 1,
		about(seat->during, FACTS_ABOUT), arena, &facts, &count, fault);
	if (status == STATUS_OK)
		seat->barred = count ? seat_barred(&terms, &facts->person, seat) : SEAT_FOUND;
	return status;
}

enum status candidates_keep(struct connection *connection, const struct setting *setting,
	const struct seat_need *wanted, const struct hold *hold, struct arena *arena, bool *answers,
	struct fault *fault)
{
	struct named_seat *named;
	size_t count;
	enum status status =
		seats_named(connection, &hold->session.uuid, 1, arena, &named, &count, fault);
	if (status == STATUS_OK && count)
		status = candidates_bar(connection, setting, wanted->person, &named->seat, arena, fault);
	if (status == STATUS_OK)
		*answers = count && seat_answers(wanted, &named->seat);
	return status;
}
