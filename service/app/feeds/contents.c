// SPDX-License-Identifier: MIT
#include "app/feeds/contents.h"

#include "app/feeds/document.h"
#include "app/feeds/wording.h"
#include "calendar/zone.h"
#include "secret/token.h"

// Whether something that ends at `end` is still shown; notes when it left where it is not.
static bool stays(struct contents *contents, struct instant end, bool cancelled)
{
	struct instant leaves = instant_later(end, cancelled ? FEED_KEEP_CANCELLED : FEED_KEEP_PAST);
	if (instant_before(contents->now, leaves)) {
		contents->until = instant_earliest(contents->until, leaves);
		return true;
	}
	contents->modified = instant_latest(contents->modified, leaves);
	return false;
}

// To the second these would tell a host when somebody's line was crossed. Whole days never go back
// either, and SEQUENCE tells changes of one day apart.
static struct instant day_of(struct instant instant)
{
	struct civil civil = civil_of(instant);
	civil.hour = civil.minute = civil.second = 0;
	return civil_as_utc(civil);
}

static void add_event(struct contents *contents, struct feed_event event)
{
	contents->modified = instant_latest(contents->modified, event.changed);
	event.created = day_of(event.created);
	event.changed = day_of(event.changed);
	if (!event.summary.start || !event.description.start)
		contents->failed = true;
	contents->events[contents->event_count++] = event;
}

static bool make_room(struct contents *contents, size_t count)
{
	contents->events = arena_array(contents->arena, count, sizeof *contents->events);
	contents->failed = contents->failed || !contents->events;
	return contents->events;
}

static struct text subject_of(const struct contents *contents, enum session_kind kind)
{
	return contents->detail == FEED_TYPE ? word_kind(contents->language, kind)
										 : words(contents->language, "Appointment");
}

static struct text titled(const struct contents *contents, const char *sentence, struct text title)
{
	return word_titled(contents->arena, words(contents->language, sentence), title);
}

static struct text attended_summary(const struct contents *contents, const struct attended *item)
{
	struct text subject = subject_of(contents, item->kind);
	switch (item->state) {
	case BOOKING_HELD:
		return titled(contents, MESSAGE("Held: {title}"), subject);
	case BOOKING_CONFIRMED:
		return subject;
	case BOOKING_RELEASED:
	case BOOKING_LAPSED:
	case BOOKING_CANCELLED:
		break;
	}
	return titled(contents, MESSAGE("Cancelled: {title}"), subject);
}

void contents_attended(struct contents *contents, const struct attended *list, size_t count)
{
	if (!make_room(contents, count))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct attended *item = &list[i];
		bool in_force = item->state == BOOKING_HELD || item->state == BOOKING_CONFIRMED;
		if (!stays(contents, item->during.to, !in_force))
			continue;
		struct feed_event event = {
			.uid = item->booking.uuid,
			.starts = item->during.from,
			.ends = item->during.to,
			.created = item->created_at,
			.changed = item->changed_at,
			.sequence = item->sequence,
			.status = item->state == BOOKING_HELD ? FEED_TENTATIVE
					  : in_force                  ? FEED_CONFIRMED
												  : FEED_CANCELLED,
			.opaque = in_force && item->takes_time,
			.summary = attended_summary(contents, item),
			.description = item->state == BOOKING_HELD
							   ? word_held(contents->arena, contents->language, contents->zone,
									 item->answer_by)
							   : TEXT(""),
		};
		add_event(contents, event);
	}
}

static struct text hosted_summary(const struct contents *contents, const struct hosted *item)
{
	struct text subject = subject_of(contents, item->kind);
	if (item->cancelled)
		return titled(contents, MESSAGE("Cancelled: {title}"), subject);
	if (item->capacity == 1 && item->taken == 0)
		return titled(contents, MESSAGE("Open: {title}"), subject);
	return subject;
}

void contents_hosted(struct contents *contents, const struct hosted *list, size_t count)
{
	if (!make_room(contents, count))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct hosted *item = &list[i];
		// A group, a phone-in or a webinar takes place; one to one only when somebody comes.
		bool takes_place = item->capacity > 1 || item->confirmed > 0;
		bool taken = item->capacity > 1 || item->taken > 0;
		if (!stays(contents, item->during.to, item->cancelled))
			continue;
		struct feed_event event = {
			.uid = item->session.uuid,
			.starts = item->during.from,
			.ends = item->during.to,
			.created = item->created_at,
			.changed = item->changed_at,
			.sequence = item->sequence,
			.status = item->cancelled ? FEED_CANCELLED
					  : takes_place   ? FEED_CONFIRMED
									  : FEED_TENTATIVE,
			.opaque = taken && !item->cancelled,
			.summary = hosted_summary(contents, item),
			.description =
				item->kind == SESSION_SUPPORT_GROUP
					? word_places(contents->arena, contents->language, item->taken, item->capacity)
					: TEXT(""),
		};
		add_event(contents, event);
	}
}

// Another id than in the person's own calendar, so that nothing ties the two together.
static struct uuid team_uid(const struct team_booking *item)
{
	const struct text parts[] = {
		TEXT("team"),
		{(const char *)item->booking.uuid.bytes, sizeof item->booking.uuid.bytes},
	};
	return uuid_of_parts(parts, sizeof parts / sizeof parts[0]);
}

void contents_team(struct contents *contents, const struct team_booking *list, size_t count)
{
	if (!make_room(contents, count))
		return;
	struct text title = words(contents->language, MESSAGE("A team session"));
	for (size_t i = 0; i < count; i++) {
		const struct team_booking *item = &list[i];
		if (!stays(contents, item->during.to, item->cancelled))
			continue;
		struct feed_event event = {
			.uid = team_uid(item),
			.starts = item->during.from,
			.ends = item->during.to,
			.created = item->changed_at, // when it was first held is the person's own
			.changed = item->changed_at,
			.sequence = item->sequence,
			.status = item->cancelled ? FEED_CANCELLED : FEED_CONFIRMED,
			.opaque = !item->cancelled,
			.summary =
				item->cancelled ? titled(contents, MESSAGE("Cancelled: {title}"), title) : title,
			.description = TEXT(""),
		};
		add_event(contents, event);
	}
}

struct text contents_sample(struct arena *arena, const struct feed_link *link)
{
	const struct interval during = {{0}, {SECONDS_PER_HOUR}};
	struct contents contents = {
		.arena = arena, .detail = link->detail, .language = link->language, .until = INSTANT_NEVER};
	if (link->of == FEED_OF_HOST)
		contents_hosted(&contents,
			&(struct hosted){.during = during,
				.kind = SESSION_REFLECTIVE_SUPERVISION,
				.capacity = 1,
				.taken = 1,
				.confirmed = 1},
			1);
	else
		contents_attended(&contents,
			&(struct attended){.during = during,
				.kind = SESSION_REFLECTIVE_SUPERVISION,
				.state = BOOKING_CONFIRMED,
				.takes_time = true},
			1);
	return contents.failed ? (struct text){NULL, 0} : contents.events[0].summary;
}

static struct text programme_summary(
	const struct contents *contents, const struct stored_series *item)
{
	if (item->kind != SESSION_WEBINAR)
		return item->topic;
	return titled(contents, MESSAGE("Webinar: {title}"), item->topic);
}

static enum status add_dated(struct contents *contents, const struct stored_series *item,
	struct civil starts, struct fault *fault)
{
	struct zone zone;
	struct instant near = civil_as_utc(starts);
	enum status status = zone_load(item->zone, instant_later(near, -2 * SECONDS_PER_DAY),
		instant_later(near, 2 * SECONDS_PER_DAY), contents->arena, &zone, fault);
	if (status != STATUS_OK)
		return status;
	struct instant from = zone_instant(&zone, starts);
	struct instant to = instant_later(from, item->minutes * INT64_C(60));
	if (!stays(contents, to, false))
		return STATUS_OK;
	struct feed_event event = {
		.uid = item->id.uuid,
		.starts = from,
		.ends = to,
		.created = item->created_at,
		.changed = item->changed_at,
		.sequence = item->sequence,
		.status = FEED_CONFIRMED,
		.summary = programme_summary(contents, item),
		.description = item->description,
	};
	add_event(contents, event);
	return STATUS_OK;
}

static enum status add_series(struct contents *contents, const struct stored_series *item,
	struct civil starts, struct fault *fault)
{
	struct civil *except = arena_array(contents->arena, item->except_count, sizeof *except);
	if (!except)
		return fault_memory(fault);
	for (size_t i = 0; i < item->except_count; i++) {
		if (!civil_parse(item->except_local[i], &except[i]))
			return fault_set(fault, STATUS_INVALID, "series", "An exception is no local time.");
	}
	contents->series[contents->series_count++] = (struct feed_series){
		.uid = item->id.uuid,
		.zone = item->zone,
		.starts = starts,
		.minutes = item->minutes,
		.rule = item->rule,
		.except = except,
		.except_count = item->except_count,
		.created = item->created_at,
		.changed = item->changed_at,
		.sequence = item->sequence,
		.summary = programme_summary(contents, item),
		.description = item->description,
	};
	contents->modified = instant_latest(contents->modified, item->changed_at);
	return STATUS_OK;
}

// A date of its own is no date any more where it is called off.
static bool is_called_off(const struct stored_series *item)
{
	for (size_t i = 0; i < item->except_count; i++) {
		if (text_equal(item->except_local[i], item->starts_local))
			return true;
	}
	return false;
}

// An event of its own beside the pattern's others, or instead of what was one date.
static void add_called_off(struct contents *contents, const struct stored_series *item,
	const struct called_off_session *session)
{
	bool one_date = item->rule.length == 0;
	if (!stays(contents, session->during.to, true))
		return;
	struct feed_event event = {
		.uid = one_date ? item->id.uuid : session->session.uuid,
		.starts = session->during.from,
		.ends = session->during.to,
		.created = one_date ? item->created_at : session->created_at,
		.changed = session->changed_at,
		.sequence = one_date ? item->sequence : session->sequence,
		.status = FEED_CANCELLED,
		.summary =
			titled(contents, MESSAGE("Cancelled: {title}"), programme_summary(contents, item)),
		.description = item->description,
	};
	add_event(contents, event);
}

static enum status add_pattern(
	struct contents *contents, const struct stored_series *item, struct fault *fault)
{
	struct civil starts;
	if (!civil_parse(item->starts_local, &starts))
		return fault_set(fault, STATUS_INVALID, "series", "A pattern's start is no local time.");
	if (item->rule.length)
		return add_series(contents, item, starts, fault);
	return is_called_off(item) ? STATUS_OK : add_dated(contents, item, starts, fault);
}

enum status contents_programme(
	struct contents *contents, const struct programme *programme, struct fault *fault)
{
	size_t count = programme->count;
	contents->series = arena_array(contents->arena, count, sizeof *contents->series);
	if (!make_room(contents, count + programme->called_off_count) || !contents->series)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		const struct stored_series *item = &programme->list[i];
		if (session_is_alone(item->kind))
			continue;
		enum status status = add_pattern(contents, item, fault);
		if (status != STATUS_OK)
			return status;
		for (size_t j = 0; j < programme->called_off_count; j++) {
			if (uuid_equal(programme->called_off[j].series.uuid, item->id.uuid))
				add_called_off(contents, item, &programme->called_off[j]);
		}
	}
	return STATUS_OK;
}
