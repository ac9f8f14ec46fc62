// SPDX-License-Identifier: MIT
#include "json/policy.h"

#include "json/policy_parts.h"

#define POLICY_VERSION 1
#define HOLD_AFTER_HOURS_MOST 720
#define BOOKING_HOURS_MOST 336
#define GROUP_MINIMUM_MOST 100

static void read_involvement(const struct object *document, struct policy *policy)
{
	const char *known[INVOLVEMENT_COUNT + 2] = {NULL};
	for (int i = 0; i < INVOLVEMENT_COUNT; i++)
		known[i] = involvement_name((enum involvement)i);
	known[INVOLVEMENT_COUNT] = "evidence";
	struct place place;
	struct object object = object_object(document, &place, "involvement", "The involvement", known);
	for (int i = 0; i < INVOLVEMENT_COUNT; i++)
		policy->involvement[i] = object_number(&object, known[i], 0, 10);
	object_evidence(&object);
}

// The range always holds 1, so that an exposure nothing is known about keeps its weight.
static void read_modifier_product(const struct object *document, struct policy *policy)
{
	static const char *const known[] = {"least", "most", "evidence", NULL};
	struct place place;
	struct object object =
		object_object(document, &place, "modifier_product", "The product of modifiers", known);
	policy->modifier_product_least = object_number(&object, "least", 0, 1);
	policy->modifier_product_most = object_number(&object, "most", 1, 100);
	object_evidence(&object);
}

static void read_import(const struct object *document, struct policy *policy)
{
	static const char *const known[] = {"hold_after_hours", "evidence", NULL};
	struct place place;
	struct object object = object_object(document, &place, "import", "The import", known);
	policy->import_hold_after_seconds =
		object_seconds(&object, "hold_after_hours", SECONDS_PER_HOUR, 0, HOLD_AFTER_HOURS_MOST);
	object_evidence(&object);
}

// Without it the past keeps its weight.
static void read_past(const struct object *document, struct policy *policy)
{
	static const char *const known[] = {"weigh_again", "evidence", NULL};
	struct place place;
	if (!document->value || !json_object_get(document->value, "past"))
		return;
	struct object object = object_object(document, &place, "past", "The past", known);
	policy->weighs_past_again = object_flag(&object, "weigh_again");
	object_evidence(&object);
}

// A document that says nothing of them is from before they were in it.
static const struct policy_bookings bookings_unsaid = {
	.move_notice_seconds = 24 * SECONDS_PER_HOUR, .minimum_notice_seconds = 48 * SECONDS_PER_HOUR};

static void read_bookings(const struct object *document, struct policy *policy)
{
	static const char *const known[] = {
		"move_notice_hours", "group_minimum", "minimum_notice_hours", "evidence", NULL};
	struct place place;
	policy->bookings = bookings_unsaid;
	if (!document->value || !json_object_get(document->value, "bookings"))
		return;
	struct object object = object_object(document, &place, "bookings", "Bookings", known);
	policy->bookings.move_notice_seconds =
		object_seconds(&object, "move_notice_hours", SECONDS_PER_HOUR, 0, BOOKING_HOURS_MOST);
	policy->bookings.group_minimum =
		object_integer(&object, "group_minimum", 0, GROUP_MINIMUM_MOST);
	policy->bookings.minimum_notice_seconds =
		object_seconds(&object, "minimum_notice_hours", SECONDS_PER_HOUR, 1, BOOKING_HOURS_MOST);
	object_evidence(&object);
}

static const struct policy_waiting waiting_unsaid = {
	.answer_seconds = 24 * SECONDS_PER_HOUR, .notice_seconds = 24 * SECONDS_PER_HOUR};

static void read_waiting(const struct object *document, struct policy *policy)
{
	static const char *const known[] = {"answer_hours", "notice_hours", "evidence", NULL};
	struct place place;
	policy->waiting = waiting_unsaid;
	if (!document->value || !json_object_get(document->value, "waiting"))
		return;
	struct object object = object_object(document, &place, "waiting", "Waiting", known);
	policy->waiting.answer_seconds =
		object_seconds(&object, "answer_hours", SECONDS_PER_HOUR, 1, BOOKING_HOURS_MOST);
	policy->waiting.notice_seconds =
		object_seconds(&object, "notice_hours", SECONDS_PER_HOUR, 0, BOOKING_HOURS_MOST);
	object_evidence(&object);
}

static void read_document(
	struct reader *reader, const json_t *root, const struct zone *zone, struct policy *policy)
{
	static const char *const known[] = {"policy", "id", "title", "involvement", "modifier_product",
		"import", "past", "working_time", "bookings", "waiting", "categories", "modifiers",
		"responses", "lines", "triggers", "cadences", "profiles", NULL};
	struct policy_names names = {.zone = zone};
	struct object document = object_read(reader, NULL, root, "A policy", known);
	object_version(&document, "policy", POLICY_VERSION);
	policy->id = object_text(&document, "id", &form_id);
	policy->title = object_text(&document, "title", &form_label);
	read_involvement(&document, policy);
	read_modifier_product(&document, policy);
	read_import(&document, policy);
	read_past(&document, policy);
	policy_read_working_time(&document, policy);
	read_bookings(&document, policy);
	read_waiting(&document, policy);
	policy_read_categories(&document, policy, &names);
	policy_read_modifiers(&document, policy, &names);
	policy_read_responses(&document, policy, &names);
	policy_read_lines(&document, policy, &names);
	policy_read_triggers(&document, policy, &names);
	policy_read_cadences(&document, policy, &names);
	policy_read_profiles(&document, policy, &names);
}

enum status policy_read(
	struct text document, struct arena *arena, struct policy *out, struct json_faults *faults)
{
	return policy_read_in(document, NULL, arena, out, faults);
}

enum status policy_read_in(struct text document, const struct zone *zone, struct arena *arena,
	struct policy *out, struct json_faults *faults)
{
	struct reader reader;
	struct policy policy = {0};
	reader_init(&reader, arena, faults);
	json_t *root = reader_parse(&reader, document);
	if (root)
		read_document(&reader, root, zone, &policy);
	json_decref(root);
	enum status status = reader_status(&reader);
	if (status == STATUS_OK)
		*out = policy;
	return status;
}
