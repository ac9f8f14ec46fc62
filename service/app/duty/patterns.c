// SPDX-License-Identifier: MIT
#include "app/duty/patterns.h"

#include <string.h>

#include "calendar/limited_shifts.h"
#include "core/language.h"
#include "core/period.h"
#include "store/needs.h"
#include "store/shift_patterns.h"
#include "store/slots.h"

#define AT_ONCE 200

enum status patterns_known(struct connection *recorder, struct organisation_id organisation,
	struct arena *arena, struct shift_pattern **out, size_t *count, struct fault *fault)
{
	struct shift_pattern *shipped, *own;
	size_t shipped_count, own_count;
	enum status status = shifts_read(arena, &shipped, &shipped_count, fault);
	if (status == STATUS_OK)
		status = shift_patterns_list(recorder, organisation, arena, &own, &own_count, fault);
	if (status != STATUS_OK)
		return status;
	struct shift_pattern *list = arena_array(arena, shipped_count + own_count, sizeof *list);
	if (!list)
		return fault_memory(fault);
	for (size_t i = 0; i < shipped_count; i++)
		list[i] = shipped[i];
	for (size_t i = 0; i < own_count; i++)
		list[shipped_count + i] = own[i];
	*out = list;
	*count = shipped_count + own_count;
	return STATUS_OK;
}

static bool is_shipped(struct text name)
{
	for (size_t i = 0; i < SHIFT_PATTERN_NAMES_COUNT; i++) {
		if (text_equal(shift_pattern_names[i], name))
			return true;
	}
	return false;
}

enum status patterns_in_use(struct connection *recorder, struct organisation_id organisation,
	struct instant now, struct arena *arena, struct pattern_in_use **out, size_t *count,
	struct fault *fault)
{
	struct shift_pattern *patterns;
	struct pattern_users *users;
	size_t number, user_count;
	enum status status = patterns_known(recorder, organisation, arena, &patterns, &number, fault);
	if (status == STATUS_OK)
		status =
			shift_pattern_users(recorder, organisation, now, arena, &users, &user_count, fault);
	if (status != STATUS_OK)
		return status;
	struct pattern_in_use *list = arena_array(arena, number, sizeof *list);
	if (!list)
		return fault_memory(fault);
	for (size_t i = 0; i < number; i++) {
		list[i] = (struct pattern_in_use){patterns[i], !is_shipped(patterns[i].name), 0};
		for (size_t j = 0; j < user_count; j++) {
			if (text_equal(users[j].name, patterns[i].name))
				list[i].people = users[j].people;
		}
	}
	*out = list;
	*count = number;
	return STATUS_OK;
}

enum status pattern_names(struct connection *recorder, struct organisation_id organisation,
	struct arena *arena, struct text **out, size_t *count, struct fault *fault)
{
	struct shift_pattern *patterns;
	size_t number;
	enum status status = patterns_known(recorder, organisation, arena, &patterns, &number, fault);
	if (status != STATUS_OK)
		return status;
	struct text *names = arena_array(arena, number, sizeof *names);
	if (!names)
		return fault_memory(fault);
	for (size_t i = 0; i < number; i++)
		names[i] = patterns[i].name;
	*out = names;
	*count = number;
	return STATUS_OK;
}

static const struct shift_pattern *find(
	const struct shift_pattern *list, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++) {
		if (text_equal(list[i].name, name))
			return &list[i];
	}
	return NULL;
}

static enum status not_found(
	const struct shift_pattern *patterns, size_t count, struct fault *fault)
{
	char names[sizeof fault->message - sizeof "The shift patterns there are: ."] = "";
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(names);
		snprintf(names + length, sizeof names - length, "%s%.*s", i ? ", " : "",
			TEXT_ARGUMENTS(patterns[i].name));
	}
	return fault_set(
		fault, STATUS_NOT_FOUND, "pattern", "The shift patterns there are: %s.", names);
}

enum status pattern_named(struct connection *recorder, struct organisation_id organisation,
	struct text name, struct arena *arena, struct shift_pattern *out, struct fault *fault)
{
	struct shift_pattern *patterns;
	size_t count;
	enum status status = patterns_known(recorder, organisation, arena, &patterns, &count, fault);
	if (status != STATUS_OK)
		return status;
	const struct shift_pattern *found = find(patterns, count, name);
	if (!found)
		return not_found(patterns, count, fault);
	*out = *found;
	return STATUS_OK;
}

static bool is_same(const struct shift_pattern *a, const struct shift_pattern *b)
{
	if (a->days != b->days || a->of_weeks != b->of_weeks || a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct pattern_shift *left = &a->shifts[i], *right = &b->shifts[i];
		if (left->day != right->day || left->kind != right->kind || left->from != right->from ||
			left->until != right->until)
			return false;
	}
	return true;
}

enum status patterns_hold(struct connection *recorder, struct organisation_id organisation,
	const struct shift_pattern *patterns, size_t count, struct fault *fault)
{
	struct shift_pattern *known;
	size_t known_count;
	struct arena arena;
	arena_init(&arena);
	enum status status = shift_patterns_hold(recorder, organisation, fault);
	if (status == STATUS_OK)
		status = patterns_known(recorder, organisation, &arena, &known, &known_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const struct shift_pattern *now = find(known, known_count, patterns[i].name);
		if (!now || !is_same(now, &patterns[i]))
			status = fault_set(fault, STATUS_CONFLICT, "pattern", "%s",
				MESSAGE("A shift pattern was changed meanwhile. Nothing was done: try again."));
	}
	arena_done(&arena);
	return status;
}

enum status pattern_entries(const struct shift_pattern *pattern, int64_t anchor,
	const struct zone *zone, struct interval during, struct arena *arena, struct roster_entry **out,
	size_t *count, struct fault *fault)
{
	struct roster_entry *entries;
	size_t made, kept = 0;
	enum status status =
		shift_pattern_entries(pattern, anchor, zone, during, arena, &entries, &made, fault);
	if (status != STATUS_OK)
		return status;
	// A shift that begins before belongs to what was said of then.
	for (size_t i = 0; i < made; i++) {
		if (!instant_before(entries[i].during.from, during.from))
			entries[kept++] = entries[i];
	}
	*out = entries;
	*count = kept;
	return STATUS_OK;
}

// Those who are on a pattern that takes the place of another.
struct expanding {
	const struct pattern_work *work;
	const struct shift_pattern *pattern;
	struct instant today; // its midnight
	struct arena *arena;
	struct roster_said *made; // one of each that differs, without a person
	size_t made_count, made_size;
	struct pattern_saved *out;
};

static int64_t place_of(const struct shift_pattern *pattern, int64_t anchor)
{
	int64_t place = anchor % pattern->days;
	return place < 0 ? place + pattern->days : place;
}

// What a stretch says by the new pattern; many people share it.
static enum status expand(struct expanding *expanding, const struct roster_stretch *stretch,
	struct roster_said *out, struct fault *fault)
{
	const struct shift_pattern *pattern = expanding->pattern;
	struct roster_said said = {
		.covers = {instant_latest(stretch->covers.from, expanding->today), stretch->covers.to},
		.pattern = {pattern->name, stretch->pattern.anchor},
	};
	struct roster_entry *entries;
	for (size_t i = 0; i < expanding->made_count; i++) {
		const struct roster_said *made = &expanding->made[i];
		if (made->covers.from.seconds == said.covers.from.seconds &&
			made->covers.to.seconds == said.covers.to.seconds &&
			place_of(pattern, made->pattern.anchor) == place_of(pattern, said.pattern.anchor)) {
			said.entries = made->entries;
			said.count = made->count;
			*out = said;
			return STATUS_OK;
		}
	}
	enum status status =
		pattern_entries(pattern, said.pattern.anchor, expanding->work->setting->zone, said.covers,
			expanding->arena, &entries, &said.count, fault);
	if (status != STATUS_OK)
		return status;
	said.entries = entries;
	if (!arena_grow(expanding->arena, (void **)&expanding->made, expanding->made_count,
			&expanding->made_size, sizeof said))
		return fault_memory(fault);
	expanding->made[expanding->made_count++] = *out = said;
	return STATUS_OK;
}

static enum status take(struct expanding *expanding, const struct roster_stretch *stretches,
	size_t count, struct fault *fault)
{
	struct roster_said batch[AT_ONCE];
	size_t waiting = 0;
	enum status status = STATUS_OK;
	const struct pattern_work *work = expanding->work;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool again = i && uuid_equal(stretches[i].person.uuid, stretches[i - 1].person.uuid);
		expanding->out->people += !again;
		// Nobody is twice in one batch.
		if (waiting == AT_ONCE || (again && waiting)) {
			status = rosters_take(work->recorder, work->by->organisation, batch, waiting,
				work->by->now, &expanding->out->counts, fault);
			waiting = 0;
		}
		if (status == STATUS_OK)
			status = expand(expanding, &stretches[i], &batch[waiting], fault);
		batch[waiting++].person = stretches[i].person;
	}
	return status == STATUS_OK ? rosters_take(work->recorder, work->by->organisation, batch,
									 waiting, work->by->now, &expanding->out->counts, fault)
							   : status;
}

static bool begins_elsewhere(
	const struct shift_pattern *pattern, const struct roster_stretch *stretches, size_t count)
{
	// Day 4 was a Monday.
	for (size_t i = 0; pattern->of_weeks && i < count; i++) {
		if ((stretches[i].pattern.anchor - 4) % 7 != 0)
			return true;
	}
	return false;
}

static enum status expand_all(const struct pattern_work *work, struct arena *arena,
	struct pattern_saved *out, struct fault *fault)
{
	struct roster_stretch *stretches;
	size_t count;
	const struct zone *zone = work->setting->zone;
	struct expanding expanding = {
		.work = work,
		.pattern = &out->pattern,
		.today = period_start(
			zone, SPAN_CALENDAR_DAY, period_of(zone, SPAN_CALENDAR_DAY, work->by->now)),
		.arena = arena,
		.out = out,
	};
	enum status status = shift_pattern_stretches(work->recorder, work->by->organisation,
		out->pattern.name, work->by->now, arena, &stretches, &count, fault);
	if (status == STATUS_OK && begins_elsewhere(&out->pattern, stretches, count))
		return fault_set(fault, STATUS_CONFLICT, "pattern", "%s",
			MESSAGE("The new pattern goes by the days of the week, and the cycle of somebody who "
					"works it begins on another day than a Monday."));
	return status == STATUS_OK ? take(&expanding, stretches, count, fault) : status;
}

static enum status finish(const struct pattern_work *work, enum status status,
	enum audit_action action, struct fault *fault)
{
	if (status == STATUS_OK)
		status = availability_look_all(work->recorder, work->by->now, fault);
	if (status == STATUS_OK)
		status = audit_add_organisation(work->recorder, work->by, action, fault);
	if (status == STATUS_OK)
		status = engine_wake(work->recorder, fault);
	if (status == STATUS_OK && work->dry) {
		transaction_rollback(work->recorder);
		return STATUS_OK;
	}
	return transaction_end(work->recorder, status, fault);
}

static enum status check_name(struct text name, struct fault *fault)
{
	if (!shift_pattern_name_is_valid(name))
		return fault_set(fault, STATUS_INVALID, "name", "%s",
			MESSAGE("The name of a shift pattern has up to 40 small letters, digits and hyphens."));
	return is_shipped(name)
			   ? fault_set(fault, STATUS_CONFLICT, "name", "%s",
					 MESSAGE("A shift pattern of this name is shipped: choose another name."))
			   : STATUS_OK;
}

static enum status save(const struct pattern_work *work, struct arena *arena,
	struct pattern_saved *out, struct fault *fault)
{
	struct shift_pattern *own;
	size_t count;
	struct organisation_id organisation = work->by->organisation;
	enum status status =
		shift_patterns_list(work->recorder, organisation, arena, &own, &count, fault);
	out->replaced = status == STATUS_OK && find(own, count, out->pattern.name);
	if (status == STATUS_OK)
		status =
			shift_pattern_save(work->recorder, organisation, &out->pattern, work->by->now, fault);
	return status == STATUS_OK ? expand_all(work, arena, out, fault) : status;
}

enum status pattern_save(const struct pattern_work *work, const struct limited *limited,
	struct text name, struct text document, struct arena *arena, struct pattern_saved *out,
	struct fault *fault)
{
	unsigned guards = 0;
	struct pattern_saved saved = {.replaced = false};
	enum status status = check_name(name, fault);
	if (status == STATUS_OK)
		status = limited_shifts_read(limited, document, arena, &saved.pattern, &guards, fault);
	if (status == STATUS_OK)
		status = transaction_begin(work->recorder, fault);
	if (status != STATUS_OK)
		return status;
	saved.pattern.name = name;
	if (!saved.pattern.title.length)
		saved.pattern.title = name;
	status = save(work, arena, &saved, fault);
	status = finish(work, status, AUDIT_SHIFT_PATTERN_SAVED, fault);
	if (status == STATUS_OK)
		*out = saved;
	return status;
}

static enum status count_users(
	const struct pattern_work *work, struct text name, int64_t *people, struct fault *fault)
{
	struct pattern_users *users;
	size_t count;
	struct arena arena;
	arena_init(&arena);
	enum status status = shift_pattern_users(
		work->recorder, work->by->organisation, work->by->now, &arena, &users, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (text_equal(users[i].name, name))
			*people = users[i].people;
	}
	arena_done(&arena);
	return status;
}

enum status pattern_remove(
	const struct pattern_work *work, struct text name, int64_t *people, struct fault *fault)
{
	bool removed = false;
	*people = 0;
	enum status status = transaction_begin(work->recorder, fault);
	if (status != STATUS_OK)
		return status;
	// First of all, so that nobody is put on it meanwhile.
	status = shift_pattern_remove(work->recorder, work->by->organisation, name, &removed, fault);
	if (status == STATUS_OK && !removed)
		status = fault_set(fault, STATUS_NOT_FOUND, "pattern",
			"The organisation has no shift pattern of its own of this name.");
	if (status == STATUS_OK)
		status = count_users(work, name, people, fault);
	if (status == STATUS_OK && *people)
		status = fault_set(fault, STATUS_CONFLICT, "pattern",
			"The shift pattern is in use: people who are on it: %lld.", (long long)*people);
	return finish(work, status, AUDIT_SHIFT_PATTERN_REMOVED, fault);
}
