// SPDX-License-Identifier: MIT
#include <assert.h>

#include "json/policy_parts.h"

#define RESPONSES_LIMIT 50
#define PROFILES_LIMIT 100
#define WINDOW_DAYS_MOST 365
#define HOURS_MOST 720
#define FOLLOW_UP_DAYS_MOST 730

static_assert(SESSION_KIND_COUNT <= POLICY_KINDS_LIMIT, "a response can list every kind once");

static void read_kinds(const struct object *object, struct policy_response *response)
{
	struct text words[SESSION_KIND_COUNT];
	size_t kinds[SESSION_KIND_COUNT];
	for (size_t i = 0; i < SESSION_KIND_COUNT; i++)
		words[i] = text_of(session_kind_name((enum session_kind)i));
	response->kind_count = object_words(object, "kinds", 1, words, SESSION_KIND_COUNT, kinds);
	for (size_t i = 0; i < response->kind_count; i++)
		response->kinds[i] = (enum session_kind)kinds[i];
}

static void check_window(const struct object *object, const struct policy_response *response)
{
	if (response->earliest_seconds > response->latest_seconds) {
		struct place here = {object->place, "earliest_hours", 0};
		reader_fault(object->reader, &here,
			"\"earliest_hours\" must not be after \"latest_days\", which is %g hours.",
			(double)response->latest_seconds / (double)SECONDS_PER_HOUR);
	}
	if (response->notice_seconds > response->latest_seconds) {
		struct place here = {object->place, "notice_hours", 0};
		reader_fault(object->reader, &here,
			"\"notice_hours\" must fit in \"latest_days\", which is %g hours: no session could be "
			"booked.",
			(double)response->latest_seconds / (double)SECONDS_PER_HOUR);
	}
}

static void check_follow_up(const struct object *object, const struct policy_follow_up *item,
	const struct policy_follow_up *before, size_t own)
{
	struct place after = {object->place, "after_days", 0};
	struct place response = {object->place, "response", 0};
	if (before && item->after_seconds <= before->after_seconds)
		reader_fault(object->reader, &after, "\"after_days\" must be more than the %g before it.",
			(double)before->after_seconds / (double)SECONDS_PER_DAY);
	if (item->response == own)
		reader_fault(object->reader, &response,
			"A response does not follow itself up: name one that stands before it.");
}

// Those that can be named stand before it in the list, and so nothing goes round in circles.
static void read_follow_ups(
	const struct object *object, const struct names *names, struct policy_response *response)
{
	static const char *const known[] = {"after_days", "response", NULL};
	struct list list = {.reader = object->reader};
	if (object_has(object, "follow_ups"))
		list = object_list(object, "follow_ups", 0, POLICY_FOLLOW_UPS_LIMIT);
	for (size_t i = 0; i < list.count; i++) {
		size_t faults = object->reader->fault_count;
		struct place place = {&list.place, NULL, i};
		struct object item =
			object_read(list.reader, &place, list_item(&list, i), "A follow-up", known);
		struct policy_follow_up *follow_up = &response->follow_ups[i];
		follow_up->after_seconds =
			object_seconds(&item, "after_days", SECONDS_PER_DAY, 1, FOLLOW_UP_DAYS_MOST);
		follow_up->response = object_reference(&item, "response", names);
		if (object->reader->fault_count == faults)
			check_follow_up(&item, follow_up, i ? follow_up - 1 : NULL, names->count - 1);
	}
	response->follow_up_count = list.count;
}

static struct policy_response read_response(const struct object *object, struct names *names)
{
	size_t faults = object->reader->fault_count;
	struct policy_response response = {.id = names_read(names, object, &form_id)};
	policy_read_label(object);
	read_kinds(object, &response);
	response.earliest_seconds =
		object_seconds(object, "earliest_hours", SECONDS_PER_HOUR, 0, WINDOW_DAYS_MOST * 24);
	response.latest_seconds =
		object_seconds(object, "latest_days", SECONDS_PER_DAY, 0.01, WINDOW_DAYS_MOST);
	response.notice_seconds =
		object_seconds(object, "notice_hours", SECONDS_PER_HOUR, 0, HOURS_MOST);
	response.answer_seconds =
		object_seconds(object, "answer_hours", SECONDS_PER_HOUR, 0.25, HOURS_MOST);
	response.minutes = object_integer(object, "minutes", 10, 480);
	response.priority = object_integer(object, "priority", 0, 100);
	read_follow_ups(object, names, &response);
	object_evidence(object);
	if (object->reader->fault_count == faults)
		check_window(object, &response);
	return response;
}

void policy_read_responses(
	const struct object *document, struct policy *policy, struct policy_names *names)
{
	static const char *const known[] = {"id", "label", "kinds", "earliest_hours", "latest_days",
		"notice_hours", "answer_hours", "minutes", "priority", "follow_ups", "evidence", NULL};
	struct list list = object_list(document, "responses", 0, RESPONSES_LIMIT);
	names_init(&names->responses, &list, "responses", "id");
	struct policy_response *responses = reader_array(list.reader, list.count, sizeof *responses);
	for (size_t i = 0; i < list.count && responses; i++) {
		struct place place = {&list.place, NULL, i};
		struct object object =
			object_read(list.reader, &place, list_item(&list, i), "A response", known);
		responses[i] = read_response(&object, &names->responses);
	}
	policy->responses = responses;
	policy->response_count = list.count;
}

// The lines of a profile, and of its triggers those that are lines, and those of teams, beside the
// others.
static void place_triggers(struct reader *reader, const struct policy_names *names,
	struct references lines, struct references triggers, struct policy_profile *profile)
{
	size_t *all = reader_array(reader, lines.count + triggers.count, sizeof *all);
	size_t *plain = reader_array(reader, triggers.count, sizeof *plain);
	size_t *teams = reader_array(reader, triggers.count, sizeof *teams);
	if (!all || !plain || !teams || !lines.indexes || !triggers.indexes)
		return;
	for (size_t i = 0; i < lines.count; i++)
		all[profile->line_count++] = lines.indexes[i];
	for (size_t i = 0; i < triggers.count; i++) {
		if (triggers.indexes[i] == SIZE_MAX)
			continue;
		const struct trigger_place *place = &names->trigger_places[triggers.indexes[i]];
		if (place->list == TRIGGERS_OF_LINES)
			all[profile->line_count++] = place->index;
		else if (place->list == TRIGGERS_OF_TEAMS)
			teams[profile->team_trigger_count++] = place->index;
		else
			plain[profile->trigger_count++] = place->index;
	}
	profile->lines = all;
	profile->triggers = plain;
	profile->team_triggers = teams;
}

static void read_tiles(
	const struct object *object, const struct names *categories, struct policy_profile *profile)
{
	struct references tiles = object_references_or_none(object, "tiles", categories);
	profile->tiles = tiles.indexes;
	profile->tile_count = tiles.count;
	if (tiles.count > POLICY_TILES_LIMIT) {
		struct place here = {object->place, "tiles", 0};
		reader_fault(object->reader, &here, "There is room for %d tiles, and this lists %zu.",
			POLICY_TILES_LIMIT, tiles.count);
	}
}

// "cadence" is short for one.
static void read_profile_cadences(
	const struct object *object, const struct names *cadences, struct policy_profile *profile)
{
	struct place here = {object->place, "cadences", 0};
	if (!object_has(object, "cadence")) {
		struct references list = {NULL, 0};
		if (object_has(object, "cadences"))
			list = object_references(object, "cadences", cadences);
		if (list.count > POLICY_CADENCES_LIMIT)
			reader_fault(object->reader, &here,
				"A profile has up to %d cadences, and this lists %zu.", POLICY_CADENCES_LIMIT,
				list.count);
		profile->cadences = list.indexes;
		profile->cadence_count = list.count;
		return;
	}
	if (object_has(object, "cadences"))
		reader_fault(object->reader, &here,
			"A profile has \"cadences\", or \"cadence\" for one, not both; take one out.");
	size_t *one = reader_array(object->reader, 1, sizeof *one);
	size_t index = object_reference(object, "cadence", cadences);
	if (!one)
		return;
	*one = index;
	profile->cadences = one;
	profile->cadence_count = 1;
}

void policy_read_profiles(
	const struct object *document, struct policy *policy, const struct policy_names *names)
{
	static const char *const known[] = {
		"id", "label", "tiles", "lines", "triggers", "cadence", "cadences", NULL};
	struct names ids;
	struct list list = object_list(document, "profiles", 1, PROFILES_LIMIT);
	names_init(&ids, &list, "profiles", "id");
	struct policy_profile *profiles = reader_array(list.reader, list.count, sizeof *profiles);
	for (size_t i = 0; i < list.count && profiles; i++) {
		struct place place = {&list.place, NULL, i};
		struct object object =
			object_read(list.reader, &place, list_item(&list, i), "A profile", known);
		profiles[i].id = names_read(&ids, &object, &form_id);
		profiles[i].label = object_text(&object, "label", &form_label);
		read_tiles(&object, &names->categories, &profiles[i]);
		struct references lines = object_references(&object, "lines", &names->lines);
		struct references triggers = object_references(&object, "triggers", &names->triggers);
		place_triggers(list.reader, names, lines, triggers, &profiles[i]);
		read_profile_cadences(&object, &names->cadences, &profiles[i]);
	}
	policy->profiles = profiles;
	policy->profile_count = list.count;
}
