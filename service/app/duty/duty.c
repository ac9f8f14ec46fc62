// SPDX-License-Identifier: MIT
#include "app/duty/duty.h"

// What lies so far about a session can still say whether it cuts somebody's weekly rest.
#define ABOUT (16 * SECONDS_PER_DAY)
#define ABOUT_A_SHIFT (2 * SECONDS_PER_DAY)

struct barring {
	struct connection *connection;
	const struct zone *zone;
	const struct roster_rules *rules;
	struct person_id person;
	struct seat *seats;
	size_t count;
	struct arena *arena;
};

static struct interval span(const struct barring *barring, int64_t about)
{
	struct interval span = barring->seats[0].during;
	for (size_t i = 1; i < barring->count; i++) {
		span.from = instant_earliest(span.from, barring->seats[i].during.from);
		span.to = instant_latest(span.to, barring->seats[i].during.to);
	}
	return (struct interval){instant_later(span.from, -about), instant_later(span.to, about)};
}

static void bar_absences(const struct barring *barring, const struct duty_record *record)
{
	for (size_t i = 0; i < barring->count; i++) {
		struct seat *seat = &barring->seats[i];
		for (size_t j = 0; j < record->entry_count; j++) {
			if (interval_overlaps(seat->during, record->entries[j].during))
				seat->barred = SEAT_OFF_DUTY;
		}
	}
}

static enum status bar_by_roster(
	const struct barring *barring, const struct duty_record *record, struct fault *fault)
{
	struct roster roster;
	enum status status = roster_prepare(record->entries, record->entry_count, record->known,
		record->known_count, barring->zone, barring->arena, &roster, fault);
	for (size_t i = 0; status == STATUS_OK && i < barring->count; i++) {
		struct seat *seat = &barring->seats[i];
		enum roster_answer answer = roster_allows(&roster, barring->rules, seat->during);
		if (answer == ROSTER_UNKNOWN)
			seat->barred = SEAT_ROSTER_UNKNOWN;
		else if (answer != ROSTER_FITS)
			seat->barred = SEAT_OFF_DUTY;
	}
	return status;
}

static void bar_holidays(const struct barring *barring, const struct duty_record *record)
{
	for (size_t i = 0; i < barring->count; i++) {
		struct seat *seat = &barring->seats[i];
		if (roster_holiday(barring->zone, record->holidays, record->holiday_count, seat->during) !=
			ROSTER_FITS)
			seat->barred = SEAT_OFF_DUTY;
	}
}

static bool is_left(const struct barring *barring)
{
	for (size_t i = 0; i < barring->count; i++) {
		if (barring->seats[i].barred == SEAT_FOUND && session_takes_time(barring->seats[i].kind))
			return true;
	}
	return false;
}

// Everybody's duty, and the sessions of the others.
struct gathered {
	struct interval *duty;
	struct shift_session *sessions;
	size_t duty_count, duty_size, session_count, session_size;
};

// Whoever comes to a session in their own time is missed by no shift.
static bool takes_from_duty(const struct roster *roster, struct interval session)
{
	for (size_t i = 0; i < roster->duty_count; i++) {
		if (interval_overlaps(roster->duty[i], session))
			return true;
	}
	return false;
}

static bool add_duty(struct arena *arena, struct gathered *all, struct interval duty)
{
	if (!arena_grow(arena, (void **)&all->duty, all->duty_count, &all->duty_size, sizeof duty))
		return false;
	all->duty[all->duty_count++] = duty;
	return true;
}

static bool add_session(struct arena *arena, struct gathered *all, struct shift_session session)
{
	if (!arena_grow(
			arena, (void **)&all->sessions, all->session_count, &all->session_size, sizeof session))
		return false;
	all->sessions[all->session_count++] = session;
	return true;
}

static enum status gather(const struct team_duty *mate, const struct zone *zone,
	struct interval within, struct arena *arena, struct gathered *all, struct fault *fault)
{
	struct roster roster;
	bool ok = true;
	enum status status =
		roster_prepare(mate->entries, mate->count, &within, 1, zone, arena, &roster, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; ok && i < roster.duty_count; i++)
		ok = add_duty(arena, all, roster.duty[i]);
	for (size_t i = 0; ok && i < mate->session_count; i++) {
		if (takes_from_duty(&roster, mate->sessions[i]))
			ok = add_session(arena, all, (struct shift_session){mate->person, mate->sessions[i]});
	}
	return ok ? STATUS_OK : fault_memory(fault);
}

enum status shift_read(struct connection *connection, const struct zone *zone,
	struct person_id person, struct interval within, struct arena *arena, struct shift *out,
	struct fault *fault)
{
	struct team_duty *team;
	size_t count;
	struct gathered all = {0};
	struct cover on_duty;
	enum status status = team_duty_read(connection, person, within, arena, &team, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = gather(&team[i], zone, within, arena, &all, fault);
	if (status == STATUS_OK)
		status = cover_prepare(all.duty, all.duty_count, arena, &on_duty, fault);
	if (status == STATUS_OK)
		*out = (struct shift){on_duty, all.sessions, all.session_count};
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

static enum status bar_by_cover(const struct barring *barring, struct fault *fault)
{
	struct shift shift;
	enum status status = shift_read(barring->connection, barring->zone, barring->person,
		span(barring, ABOUT_A_SHIFT), barring->arena, &shift, fault);
	for (size_t i = 0; status == STATUS_OK && i < barring->count; i++) {
		struct seat *seat = &barring->seats[i];
		bool allowed = true;
		if (seat->barred == SEAT_FOUND && session_takes_time(seat->kind))
			status = shift_allows(&shift, barring->rules, barring->person, seat->during,
				barring->arena, &allowed, fault);
		if (!allowed)
			seat->barred = SEAT_SHORT_COVER;
	}
	return status;
}

static enum status bar_own(const struct barring *barring, bool *covered, struct fault *fault)
{
	struct duty_record record;
	enum status status = duty_read(
		barring->connection, barring->person, span(barring, ABOUT), barring->arena, &record, fault);
	if (status != STATUS_OK)
		return status;
	if (record.known_count == 0)
		bar_absences(barring, &record);
	else
		status = bar_by_roster(barring, &record, fault);
	if (status != STATUS_OK)
		return status;
	bar_holidays(barring, &record);
	*covered = record.known_count > 0 && is_left(barring);
	return STATUS_OK;
}

enum status duty_bar_own(struct connection *connection, const struct zone *zone,
	const struct roster_rules *rules, struct person_id person, struct seat *seats, size_t count,
	struct arena *arena, bool *covered, struct fault *fault)
{
	const struct barring barring = {connection, zone, rules, person, seats, count, arena};
	*covered = false;
	return count ? bar_own(&barring, covered, fault) : STATUS_OK;
}

enum status duty_bar(struct connection *connection, const struct zone *zone,
	const struct roster_rules *rules, struct person_id person, struct seat *seats, size_t count,
	bool lock, struct arena *arena, struct fault *fault)
{
	const struct barring barring = {connection, zone, rules, person, seats, count, arena};
	bool covered = false, in_team = true;
	enum status status =
		duty_bar_own(connection, zone, rules, person, seats, count, arena, &covered, fault);
	if (status == STATUS_OK && covered && lock)
		status = team_lock(connection, person, &in_team, fault);
	return status == STATUS_OK && covered && in_team ? bar_by_cover(&barring, fault) : status;
}
