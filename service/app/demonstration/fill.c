// SPDX-License-Identifier: MIT
#include "app/demonstration/fill.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/demonstration/bookings.h"
#include "app/demonstration/history.h"
#include "app/demonstration/people.h"
#include "app/demonstration/rosters.h"
#include "calendar/zone.h"
#include "secret/token.h"
#include "store/people.h"
#include "store/reporting.h"
#include "store/teams.h"

#define DAYS_AT_ONCE 2 // divides HISTORY_DAYS
#define DAYS_BETWEEN_LAPSES 14
#define OFFICERS_JOINED 42 // days ago
#define WITH_THE_OFFICERS 6
#define LED_TOGETHER 12

struct filling {
	struct connection *connection;
	const struct setting *setting;
	struct recorder recorder;
	struct instant until;
	struct arena arena, day_arena;
	struct person_id people[STAFF_PEOPLE];
	struct person_id ascending[STAFF_PEOPLE];
	struct history_event *events;
	size_t event_count;
	size_t added;
};

static enum status add_people(struct connection *connection,
	const struct organisation *organisation, const struct text *references, struct text profile,
	size_t count, struct arena *arena, struct person_id *out, struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		struct text parts[] = {
			{(const char *)organisation->id.uuid.bytes, sizeof organisation->id.uuid.bytes},
			references[i]};
		struct person person = {
			.id = {uuid_of_parts(parts, 2)},
			.reference = references[i],
			.profile = profile,
		};
		enum status status =
			person_add(connection, organisation->id, &person, organisation->founded_at, fault);
		// One who was there before has an id of their own.
		if (status == STATUS_OK)
			status =
				person_read(connection, organisation->id, references[i], arena, &person, fault);
		if (status != STATUS_OK)
			return status;
		out[i] = person.id;
	}
	return STATUS_OK;
}

enum status fill_people(struct connection *connection, const struct organisation *organisation,
	const struct text *references, struct text profile, size_t count, struct person_id *out,
	struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK) {
		status =
			add_people(connection, organisation, references, profile, count, &arena, out, fault);
		status = transaction_end(connection, status, fault);
	}
	arena_done(&arena);
	return status;
}

static struct team_id team_id_of(const struct filling *filling, size_t team)
{
	const struct organisation *organisation = &filling->setting->organisation;
	struct text parts[] = {
		{(const char *)organisation->id.uuid.bytes, sizeof organisation->id.uuid.bytes},
		text_of(staff_teams[team].name)};
	return (struct team_id){uuid_of_parts(parts, 2)};
}

static enum status add_staff(struct filling *filling, struct fault *fault)
{
	char references[STAFF_PEOPLE][STAFF_REFERENCE_LIMIT];
	struct text views[STAFF_PEOPLE];
	size_t first = 0;
	enum status status = STATUS_OK;
	for (size_t i = 0; i < STAFF_PEOPLE; i++) {
		staff_reference(staff_member(i), references[i]);
		views[i] = text_of(references[i]);
	}
	for (size_t team = 0; status == STATUS_OK && team < STAFF_TEAMS; team++) {
		status = fill_people(filling->connection, &filling->setting->organisation, views + first,
			text_of(staff_teams[team].profile), staff_teams[team].size, filling->people + first,
			fault);
		first += staff_teams[team].size;
	}
	return status;
}

static enum status add_members(struct filling *filling, const struct person_id *officers,
	size_t officer_count, struct fault *fault)
{
	struct organisation_id organisation = filling->setting->organisation.id;
	struct team_member members[STAFF_PEOPLE + 16];
	size_t count = 0;
	assert(officer_count <= 16);
	for (size_t i = 0; i < STAFF_PEOPLE; i++)
		members[count++] =
			(struct team_member){filling->people[i], team_id_of(filling, staff_member(i).team),
				{history_joined(filling->until, i), INSTANT_NEVER}};
	struct instant joined = fill_officers_joined(filling->until);
	for (size_t i = 0; i < officer_count; i++)
		members[count++] =
			(struct team_member){officers[i], team_id_of(filling, 0), {joined, INSTANT_NEVER}};
	return team_members_add(
		filling->connection, organisation, members, count, filling->until, fault);
}

struct instant fill_officers_joined(struct instant until)
{
	return instant_later(until, -OFFICERS_JOINED * SECONDS_PER_DAY);
}

// Who leads whom in the teams: a leader the dozen after them, the first of a team its other
// leaders.
static void choose_managers(const struct filling *filling, struct person_id supervisor,
	struct demonstration_person people[static STAFF_PEOPLE])
{
	size_t first = 0; // of the team
	for (size_t i = 0; i < STAFF_PEOPLE; i++) {
		struct staff_member member = staff_member(i);
		size_t number = member.number - 1;
		if (number == 0)
			first = i;
		if (member.team == 0 && number < WITH_THE_OFFICERS) {
			people[i].manager = supervisor;
			continue;
		}
		size_t top = member.team == 0 ? first + WITH_THE_OFFICERS : first;
		size_t leader = i - (i - top) % (LED_TOGETHER + 1);
		people[i].leads = leader == i;
		if (leader != i)
			people[i].manager = filling->people[leader];
		else if (i != top)
			people[i].manager = filling->people[top];
	}
}

static enum status introduce_staff(
	struct filling *filling, const struct person_id *officers, struct fault *fault)
{
	char references[STAFF_PEOPLE][STAFF_REFERENCE_LIMIT];
	struct demonstration_person people[STAFF_PEOPLE];
	struct person_id supervisor;
	enum status status =
		managers_of(filling->connection, officers, 1, filling->until, &supervisor, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < STAFF_PEOPLE; i++) {
		staff_reference(staff_member(i), references[i]);
		people[i] = (struct demonstration_person){
			.person = filling->people[i], .reference = text_of(references[i])};
	}
	choose_managers(filling, supervisor, people);
	return demonstration_introduce(filling->connection, &filling->setting->organisation, people,
		STAFF_PEOPLE, fill_officers_joined(filling->until), fault);
}

static enum status add_teams(struct filling *filling, const struct person_id *officers,
	size_t officer_count, struct fault *fault)
{
	enum status status = transaction_begin(filling->connection, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; status == STATUS_OK && i < STAFF_TEAMS; i++) {
		struct team team = {team_id_of(filling, i), text_of(staff_teams[i].name)};
		status = team_add(
			filling->connection, filling->setting->organisation.id, &team, filling->until, fault);
	}
	if (status == STATUS_OK)
		status = add_members(filling, officers, officer_count, fault);
	return transaction_end(filling->connection, status, fault);
}

static struct exposure exposure_of(const struct filling *filling, const struct history_event *event)
{
	struct person_id person = filling->people[event->person];
	char number[24];
	snprintf(number, sizeof number, "%zu", event->number);
	struct text parts[] = {{(const char *)person.uuid.bytes, sizeof person.uuid.bytes},
		TEXT("demonstration-history"), text_of(number)};
	struct exposure exposure = {
		.person = person,
		.id = {uuid_of_parts(parts, 3)},
		.occurred_at = event->at,
		.category = event->category,
		.involvement = event->involvement,
		.modifier_count = event->modifier_count,
		.minutes = event->minutes,
		.items = event->items,
		.source = EXPOSURE_SELF,
	};
	memcpy(exposure.modifiers, event->modifiers, sizeof event->modifiers);
	return exposure;
}

static enum status record_stretch(struct filling *filling, const struct history_event *events,
	size_t count, struct instant end, struct fault *fault)
{
	struct record_report report = {0};
	arena_reset(&filling->day_arena);
	struct record_input *inputs = arena_array(&filling->day_arena, count, sizeof *inputs);
	struct record_result *results = arena_array(&filling->day_arena, count, sizeof *results);
	if (!inputs || !results)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		inputs[i] = (struct record_input){exposure_of(filling, &events[i]), .group = i};
	// What a policy of one's own cannot weigh is left out.
	enum status status =
		record_exposures(&filling->recorder, inputs, count, end, results, &report, fault);
	filling->added += report.added;
	return status;
}

// Lets what was asked for and is over lapse, as nobody was there to hold a seat then.
static enum status lapse(struct filling *filling, struct instant now, struct fault *fault)
{
	struct need *needs;
	size_t count;
	arena_reset(&filling->day_arena);
	enum status status = needs_open(filling->connection, filling->ascending, STAFF_PEOPLE,
		&filling->day_arena, &needs, &count, fault);
	if (status == STATUS_OK)
		status = transaction_begin(filling->connection, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (needs[i].state != NEED_HELD && instant_before(needs[i].latest_at, now))
			status = need_settle(
				filling->connection, &needs[i], NEED_LAPSED, SEAT_FOUND, INSTANT_NEVER, now, fault);
	}
	return transaction_end(filling->connection, status, fault);
}

static bool is_known(const struct known_exposure *known, size_t count, struct exposure_id id)
{
	for (size_t i = 0; i < count; i++) {
		if (uuid_equal(known[i].first.exposure.id.uuid, id.uuid))
			return true;
	}
	return false;
}

// How many of the events, a prefix of whole stretches, are on record: they are recorded in order,
// so that the last one known tells. A few that their owners removed do not.
static enum status find_recorded(struct filling *filling, size_t *out, struct fault *fault)
{
	enum { STEP = 200 };
	size_t asked = 0, count;
	struct known_exposure *known;
	size_t most = filling->event_count / STEP + 2;
	struct person_id *people = arena_array(&filling->day_arena, most, sizeof *people);
	struct exposure_id *ids = arena_array(&filling->day_arena, most, sizeof *ids);
	if (!people || !ids)
		return fault_memory(fault);
	for (size_t i = 0; i < filling->event_count; i += STEP) {
		struct exposure exposure =
			exposure_of(filling, &filling->events[filling->event_count - 1 - i]);
		people[asked] = exposure.person;
		ids[asked++] = exposure.id;
	}
	enum status status = exposure_known(
		filling->connection, people, ids, asked, &filling->day_arena, &known, &count, fault);
	*out = 0;
	for (size_t i = 0; status == STATUS_OK && i < asked && !*out; i++) {
		if (is_known(known, count, ids[i]))
			*out = filling->event_count - i * STEP;
	}
	return status;
}

// Stretch by stretch, each at its end, from the first that is not on record.
static enum status record_history(struct filling *filling, struct fault *fault)
{
	struct instant end = history_begins(filling->until);
	size_t recorded, from = 0;
	enum status status = find_recorded(filling, &recorded, fault);
	for (int day = DAYS_AT_ONCE; status == STATUS_OK && day <= HISTORY_DAYS; day += DAYS_AT_ONCE) {
		size_t to = from;
		end = instant_later(end, DAYS_AT_ONCE * SECONDS_PER_DAY);
		while (to < filling->event_count && instant_before(filling->events[to].at, end))
			to++;
		if (to > recorded && to > from)
			status = record_stretch(filling, filling->events + from, to - from, end, fault);
		if (status == STATUS_OK && to > recorded &&
			(day % DAYS_BETWEEN_LAPSES == 0 || day == HISTORY_DAYS))
			status = lapse(filling, end, fault);
		from = to;
	}
	return status;
}

static int compare_people(const void *a, const void *b)
{
	const struct person_id *left = a, *right = b;
	return uuid_compare(left->uuid, right->uuid);
}

static enum status fill(struct filling *filling, const struct person_id *officers,
	size_t officer_count, struct fault *fault)
{
	struct zone zone;
	struct record_report report = {0};
	enum status status = zone_load(filling->setting->organisation.zone,
		instant_later(history_begins(filling->until), -2 * SECONDS_PER_DAY),
		instant_later(filling->until, 2 * SECONDS_PER_DAY), &filling->arena, &zone, fault);
	if (status == STATUS_OK)
		status = add_staff(filling, fault);
	if (status == STATUS_OK)
		status = add_teams(filling, officers, officer_count, fault);
	if (status == STATUS_OK)
		status = introduce_staff(filling, officers, fault);
	if (status == STATUS_OK)
		status = demonstration_roster(
			filling->connection, filling->setting, filling->people, officers, officer_count, fault);
	if (status != STATUS_OK)
		return status;
	memcpy(filling->ascending, filling->people, sizeof filling->people);
	qsort(filling->ascending, STAFF_PEOPLE, sizeof *filling->ascending, compare_people);
	status = history_make(
		&zone, filling->until, &filling->arena, &filling->events, &filling->event_count, fault);
	if (status == STATUS_OK)
		status = record_history(filling, fault);
	if (status == STATUS_OK && filling->added)
		status = record_passing(
			&filling->recorder, filling->ascending, STAFF_PEOPLE, filling->until, &report, fault);
	if (status == STATUS_OK && filling->added)
		status = demonstration_book(
			filling->connection, filling->setting, filling->people, WITH_THE_OFFICERS, fault);
	return status;
}

enum status fill_history(struct connection *connection, const struct setting *setting,
	const struct person_id *officers, size_t officer_count, size_t *added, struct fault *fault)
{
	struct filling filling = {
		.connection = connection,
		.setting = setting,
		.recorder = setting_recorder(setting, connection),
		.until = setting->organisation.founded_at,
	};
	arena_init(&filling.arena);
	arena_init(&filling.day_arena);
	enum status status = fill(&filling, officers, officer_count, fault);
	*added += filling.added;
	arena_done(&filling.arena);
	arena_done(&filling.day_arena);
	return status;
}
