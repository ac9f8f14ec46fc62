// SPDX-License-Identifier: MIT
#include "app/plan/batch.h"
#include "app/plan/candidates.h"
#include "core/plan_cost.h"

#define WISHED (BATCH_SEATS / 2)

// Finding the seats of one need.
struct finding {
	const struct batch_group *group;
	struct batch_need *need;
	struct fault *fault;
	struct seat_need wanted;
	struct seat_terms terms;
	const struct facts *person;
	struct interval *busy; // without what is held for the need
	size_t busy_count;
	struct batch_seat seats[BATCH_SEATS];
	size_t count;
};

// What is left of the sessions of one kind. Those of the host who was met before are looked at
// ahead of others, up to one.
struct rest {
	struct offering_range all;
	size_t met;
};

static uint8_t place_of_kind(const struct need *need, enum session_kind kind)
{
	size_t place = 0;
	while (place + 1 < need->kind_count && need->kinds[place] != kind)
		place++;
	return (uint8_t)place;
}

static struct batch_seat rated(const struct finding *finding, uint32_t session, bool moved)
{
	const struct plan_batch *batch = finding->group->batch;
	const struct plan_open *open = &finding->need->open;
	const struct seat *seat = &batch->offering.seats[session];
	const struct plan_wish wish = {
		.earliest = open->need.earliest_at,
		.start = seat->during.from,
		.kind = place_of_kind(&open->need, seat->kind),
		.urgent = open->need.priority >= batch->urgent,
		.other_host = open->has_met && !uuid_equal(open->met.uuid, seat->host.uuid),
		.other_language = meeting_other_language(&finding->person->person.wish, &seat->meeting),
		.other_manner = meeting_other_manner(&finding->person->person.wish, &seat->meeting),
		.moved = moved,
	};
	return (struct batch_seat){
		.session = session,
		.cost = plan_cost(&wish),
		.kind = (uint8_t)wish.kind,
		.other_host = wish.other_host,
		.covered = moved && open->in_team && finding->person->person.roster &&
				   session_takes_time(seat->kind),
		.kept = true,
	};
}

// Every rule but cover. A session without a free seat has some to plan with where some of it are
// held only.
static bool fits(const struct finding *finding, uint32_t session)
{
	const struct offering *offering = &finding->group->batch->offering;
	struct seat seat = offering->seats[session];
	if ((seat.free <= 0 && offering->held[session] == 0) ||
		!seat_is_open(&finding->terms, &finding->person->person, &seat) ||
		facts_had(finding->person, finding->wanted.need, seat.session))
		return false;
	seat.free = 1;
	return seat_against(&finding->wanted, &seat, finding->busy, finding->busy_count) == SEAT_FOUND;
}

// With cover, as it is with all that is held now.
static enum status look_at(struct finding *finding, uint32_t session, bool *added)
{
	const struct batch_group *group = finding->group;
	bool allowed = true;
	*added = false;
	if (!fits(finding, session))
		return STATUS_OK;
	const struct batch_seat seat = rated(finding, session, true);
	enum status status = STATUS_OK;
	if (seat.covered)
		status = shift_allows(&group->shift, finding->terms.roster_rules, finding->wanted.person,
			group->batch->offering.seats[session].during, group->arena, &allowed, finding->fault);
	if (status != STATUS_OK || !allowed)
		return status;
	finding->seats[finding->count++] = seat;
	*added = true;
	return STATUS_OK;
}

static bool has_met(const struct finding *finding, size_t session)
{
	const struct plan_open *open = &finding->need->open;
	return open->has_met &&
		   uuid_equal(finding->group->batch->offering.seats[session].host.uuid, open->met.uuid);
}

static bool was_looked_at(const struct finding *finding, const struct rest *rest, size_t session)
{
	return session < rest->met && has_met(finding, session);
}

static bool is_wished_more(const struct finding *finding, uint32_t a, uint32_t b)
{
	int32_t left = rated(finding, a, true).cost, right = rated(finding, b, true).cost;
	return left != right ? left < right : a < b;
}

// Those of the host who was met before, and those of all others: of either the next is the one that
// is wished for most, since who begins later is waited for longer. `*next` is the better of the
// two.
static bool next_wished(
	const struct finding *finding, struct rest *rest, struct offering_range *met, uint32_t *next)
{
	const struct offering *offering = &finding->group->batch->offering;
	while (rest->all.from < rest->all.to && was_looked_at(finding, rest, rest->all.from))
		rest->all.from++;
	const bool any = rest->all.from < rest->all.to, same = met->from < met->to;
	if (!any)
		return false;
	*next = (uint32_t)rest->all.from;
	if (same &&
		(has_met(finding, *next) || is_wished_more(finding, offering->by_host[met->from], *next))) {
		*next = offering->by_host[met->from++];
		rest->met = (size_t)*next + 1;
	} else {
		rest->all.from++;
	}
	return true;
}

static enum status find_wished(struct finding *finding, enum session_kind kind, struct rest *rest)
{
	const struct plan_open *open = &finding->need->open;
	const struct offering *offering = &finding->group->batch->offering;
	const struct instant earliest = finding->wanted.earliest, latest = finding->wanted.latest;
	struct offering_range met = {0, 0};
	enum status status = STATUS_OK;
	uint32_t next;
	bool added;
	rest->all = offering_within(offering, kind, earliest, latest);
	if (open->has_met)
		met = offering_of_host(offering, open->met, kind, earliest, latest);
	while (
		status == STATUS_OK && finding->count < WISHED && next_wished(finding, rest, &met, &next))
		status = look_at(finding, next, &added);
	return status;
}

static size_t spread_from(const struct need *need, size_t length)
{
	const uint8_t *bytes = need->id.uuid.bytes;
	return ((size_t)bytes[14] << 8 | bytes[15]) % length;
}

// The session at a place among all that are left, and the rest that it is in.
static size_t session_at(
	const struct rest *rests, size_t count, size_t place, const struct rest **in)
{
	size_t i = 0;
	for (; i + 1 < count && place >= rests[i].all.to - rests[i].all.from; i++)
		place -= rests[i].all.to - rests[i].all.from;
	*in = &rests[i];
	return rests[i].all.from + place;
}

// One out of each of as many stretches as there are places left, the first that fits from somewhere
// in it on, which is elsewhere for another need.
static enum status find_others(struct finding *finding, const struct rest *rests, size_t count)
{
	size_t length = 0, places = BATCH_SEATS - WISHED;
	enum status status = STATUS_OK;
	for (size_t i = 0; i < count; i++)
		length += rests[i].all.to - rests[i].all.from;
	places = places > BATCH_SEATS - finding->count ? BATCH_SEATS - finding->count : places;
	for (size_t i = 0; status == STATUS_OK && i < places; i++) {
		const size_t from = i * length / places, to = (i + 1) * length / places;
		bool added = false;
		if (from == to)
			continue;
		const size_t offset = spread_from(&finding->need->open.need, to - from);
		for (size_t j = 0; status == STATUS_OK && !added && j < to - from; j++) {
			const struct rest *in;
			size_t session = session_at(rests, count, from + (offset + j) % (to - from), &in);
			if (!was_looked_at(finding, in, session))
				status = look_at(finding, (uint32_t)session, &added);
		}
	}
	return status;
}

static enum status find_all(struct finding *finding)
{
	const struct need *need = &finding->need->open.need;
	struct rest rests[POLICY_KINDS_LIMIT] = {0};
	size_t count = 0;
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < need->kind_count; i++) {
		if (place_of_kind(need, need->kinds[i]) == i)
			status = find_wished(finding, need->kinds[i], &rests[count++]);
	}
	return status == STATUS_OK ? find_others(finding, rests, count) : status;
}

// What is held comes first, and stays while it answers its need.
static bool hold_answers(struct finding *finding)
{
	const struct plan_batch *batch = finding->group->batch;
	uint32_t session = offering_find(&batch->offering, finding->need->open.hold.session);
	if (session == OFFERING_NONE)
		return false;
	struct seat seat = batch->offering.seats[session];
	seat.barred = seat_barred(&finding->terms, &finding->person->person, &seat);
	if (!seat_answers(&finding->wanted, &seat))
		return false;
	finding->seats[finding->count++] = rated(finding, session, false);
	return true;
}

static bool leave_out_hold(struct finding *finding)
{
	const struct batch_need *need = finding->need;
	const struct seat_facts *known = &finding->person->known;
	const struct interval own = need->open.hold.during;
	bool left_out = !need->held;
	finding->busy = arena_array(finding->group->arena, known->busy_count, sizeof *finding->busy);
	for (size_t i = 0; finding->busy && i < known->busy_count; i++) {
		bool is_own = !left_out && known->busy[i].from.seconds == own.from.seconds &&
					  known->busy[i].to.seconds == own.to.seconds;
		if (!is_own)
			finding->busy[finding->busy_count++] = known->busy[i];
		left_out = left_out || is_own;
	}
	return finding->busy;
}

static enum status keep(const struct finding *finding)
{
	struct batch_need *need = finding->need;
	need->seats = arena_array(finding->group->arena, finding->count, sizeof *need->seats);
	if (!need->seats)
		return fault_memory(finding->fault);
	for (size_t i = 0; i < finding->count; i++)
		need->seats[i] = finding->seats[i];
	need->count = finding->count;
	return STATUS_OK;
}

enum status batch_find(
	const struct batch_group *group, struct batch_need *need, struct fault *fault)
{
	const struct plan_batch *batch = group->batch;
	struct finding finding = {
		.group = group,
		.need = need,
		.fault = fault,
		.wanted = candidates_wanted(&need->open.need, batch->now),
		.terms = facts_terms(batch->setting),
		.person = facts_of(group->facts, group->fact_count, need->open.need.person),
	};
	if (!finding.person) {
		need->left = need->held;
		return STATUS_OK;
	}
	if (!leave_out_hold(&finding))
		return fault_memory(fault);
	if (need->held && !hold_answers(&finding)) {
		need->left = true;
		return STATUS_OK;
	}
	enum status status = find_all(&finding);
	return status == STATUS_OK ? keep(&finding) : status;
}
