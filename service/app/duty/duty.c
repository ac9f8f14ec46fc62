// SPDX-License-Identifier: MIT
#include "app/duty/duty.h"

#include "core/cover.h"

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
struct shift {
	struct interval *duty, *sessions;
	size_t duty_count, duty_size, session_count, session_size;
};

static bool add(
	struct arena *arena, struct interval **list, size_t *count, size_t *size, struct interval new)
{
	if (!arena_grow(arena, (void **)list, *count, size, sizeof new))
		return false;
	(*list)[(*count)++] = new;
	return true;
}

// Whoever comes to a session in their own time is missed by no shift.
static bool takes_from_duty(const struct roster *roster, struct interval session)
{
	for (size_t i = 0; i < roster->duty_count; i++) {
		if (interval_overlaps(roster->duty[i], session))
			return true;
	}
	return false;
}

static enum status gather(const struct barring *barring, const struct team_duty *mate,
	struct interval within, struct shift *shift, struct fault *fault)
{
	struct roster roster;
	bool ok = true;
	enum status status = roster_prepare(
		mate->entries, mate->count, &within, 1, barring->zone, barring->arena, &roster, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; ok && i < roster.duty_count; i++)
		ok = add(
			barring->arena, &shift->duty, &shift->duty_count, &shift->duty_size, roster.duty[i]);
	for (size_t i = 0; ok && i < mate->session_count; i++) {
		if (takes_from_duty(&roster, mate->sessions[i]))
			ok = add(barring->arena, &shift->sessions, &shift->session_count, &shift->session_size,
				mate->sessions[i]);
	}
	return ok ? STATUS_OK : fault_memory(fault);
}

static enum status bar_by_cover(const struct barring *barring, struct fault *fault)
{
	struct team_duty *team;
	size_t count;
	struct shift shift = {0};
	struct cover on_duty, away;
	struct interval within = span(barring, ABOUT_A_SHIFT);
	enum status status = team_duty_read(
		barring->connection, barring->person, within, barring->arena, &team, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = gather(barring, &team[i], within, &shift, fault);
	if (status == STATUS_OK)
		status = cover_prepare(shift.duty, shift.duty_count, barring->arena, &on_duty, fault);
	if (status == STATUS_OK)
		status = cover_prepare(shift.sessions, shift.session_count, barring->arena, &away, fault);
	for (size_t i = 0; status == STATUS_OK && i < barring->count; i++) {
		struct seat *seat = &barring->seats[i];
		if (seat->barred == SEAT_FOUND && session_takes_time(seat->kind) &&
			cover_allows(barring->rules, &on_duty, &away, seat->during) != ROSTER_FITS)
			seat->barred = SEAT_SHORT_COVER;
	}
	return status;
}

enum status duty_bar(struct connection *connection, const struct zone *zone,
	const struct roster_rules *rules, struct person_id person, struct seat *seats, size_t count,
	bool lock, struct arena *arena, struct fault *fault)
{
	const struct barring barring = {connection, zone, rules, person, seats, count, arena};
	struct duty_record record;
	bool in_team = true;
	if (count == 0)
		return STATUS_OK;
	enum status status =
		duty_read(connection, person, span(&barring, ABOUT), arena, &record, fault);
	if (status != STATUS_OK)
		return status;
	if (record.known_count == 0)
		bar_absences(&barring, &record);
	else
		status = bar_by_roster(&barring, &record, fault);
	if (status != STATUS_OK)
		return status;
	bar_holidays(&barring, &record);
	if (record.known_count == 0)
		return STATUS_OK;
	if (!is_left(&barring))
		return STATUS_OK;
	if (lock)
		status = team_lock(connection, person, &in_team, fault);
	return status == STATUS_OK && in_team ? bar_by_cover(&barring, fault) : status;
}
