// SPDX-License-Identifier: MIT
#include "core/cadence_month.h"
#include "json/policy_parts.h"

#define CADENCES_LIMIT 50
#define DAYS_LEAST 1
#define MINUTES_LEAST 10
#define MINUTES_MOST 6000
#define SHORTEST_MONTH (28 * SECONDS_PER_DAY)
#define CONTACT_DAYS_MOST 365
#define DAYS_MOST 1000
#define SERVICE_DAYS_MOST 3650

static void check_step(const struct object *object, const struct cadence_step *step, int64_t before)
{
	if (step->least_seconds > step->most_seconds) {
		struct place here = {object->place, "from_days", 0};
		reader_fault(object->reader, &here, "\"from_days\" must not be more than \"to_days\".");
	}
	if (step->service_below_seconds <= before) {
		struct place here = {object->place, "service_below_days", 0};
		reader_fault(object->reader, &here,
			"\"service_below_days\" must be more than the %g of the step before.",
			(double)before / (double)SECONDS_PER_DAY);
	}
}

static struct cadence_step read_step(const struct object *object, bool last, int64_t before)
{
	size_t faults = object->reader->fault_count;
	struct cadence_step step = {.service_below_seconds = INT64_MAX};
	struct place here = {object->place, "service_below_days", 0};
	if (object_has(object, "service_below_days"))
		step.service_below_seconds =
			object_seconds(object, "service_below_days", SECONDS_PER_DAY, 1, SERVICE_DAYS_MOST);
	if (object->value && last == object_has(object, "service_below_days"))
		reader_fault(object->reader, &here, "%s",
			last ? "The last step is for everybody else: leave \"service_below_days\" out of it."
				 : "Every step but the last says for whom it is by \"service_below_days\".");
	step.least_seconds =
		object_seconds(object, "from_days", SECONDS_PER_DAY, DAYS_LEAST, DAYS_MOST);
	step.most_seconds = object_seconds(object, "to_days", SECONDS_PER_DAY, DAYS_LEAST, DAYS_MOST);
	if (object->reader->fault_count == faults)
		check_step(object, &step, before);
	return step;
}

static void read_steps(const struct object *object, struct cadence *cadence)
{
	static const char *const known[] = {"service_below_days", "from_days", "to_days", NULL};
	struct list list = object_list(object, "steps", 1, CADENCE_STEPS_LIMIT);
	int64_t before = 0;
	for (size_t i = 0; i < list.count; i++) {
		struct place place = {&list.place, NULL, i};
		struct object item = object_read(list.reader, &place, list_item(&list, i), "A step", known);
		cadence->steps[i] = read_step(&item, i + 1 == list.count, before);
		before = cadence->steps[i].service_below_seconds;
	}
	cadence->step_count = list.count;
}

static void read_minutes(const struct object *object, struct cadence *cadence)
{
	cadence->minutes_per_month =
		object_integer(object, "minutes_per_month", MINUTES_LEAST, MINUTES_MOST);
	if (object_has(object, "steps")) {
		struct place here = {object->place, "steps", 0};
		reader_fault(object->reader, &here,
			"A cadence has \"steps\" or \"minutes_per_month\", not both; take one out.");
	}
}

// What is asked for one after the other has to fit in the shortest month.
static void check_minutes(const struct object *object, const struct cadence *cadence,
	const struct policy_response *response)
{
	int64_t needs = cadence_month_needs(response, INT64_C(60) * cadence->minutes_per_month);
	struct place here = {object->place, "minutes_per_month", 0};
	if (needs > SHORTEST_MONTH)
		reader_fault(object->reader, &here,
			"\"minutes_per_month\" cannot be had within a month by \"%.*s\": its sessions of %d "
			"minutes, each asked for when the one before is answered, take %g days.",
			TEXT_ARGUMENTS(response->id), response->minutes,
			(double)needs / (double)SECONDS_PER_DAY);
}

static struct cadence read_cadence(
	const struct object *object, const struct policy *policy, struct policy_names *names)
{
	size_t faults = object->reader->fault_count;
	struct cadence cadence = {.id = names_read(&names->cadences, object, &form_id)};
	policy_read_label(object);
	if (object_has(object, "minutes_per_month"))
		read_minutes(object, &cadence);
	else
		read_steps(object, &cadence);
	cadence.response = object_reference(object, "response", &names->responses);
	if (object_has(object, "contact_after_days"))
		cadence.contact_after_seconds =
			object_seconds(object, "contact_after_days", SECONDS_PER_DAY, 1, CONTACT_DAYS_MOST);
	object_evidence(object);
	if (cadence.minutes_per_month && object->reader->fault_count == faults)
		check_minutes(object, &cadence, &policy->responses[cadence.response]);
	return cadence;
}

// Policies from before there were cadences have none.
void policy_read_cadences(
	const struct object *document, struct policy *policy, struct policy_names *names)
{
	static const char *const known[] = {"id", "label", "steps", "minutes_per_month", "response",
		"contact_after_days", "evidence", NULL};
	struct list list = {.reader = document->reader};
	if (object_has(document, "cadences"))
		list = object_list(document, "cadences", 0, CADENCES_LIMIT);
	names_init(&names->cadences, &list, "cadences", "id");
	names->cadences.incomplete &= object_has(document, "cadences");
	struct cadence *cadences = reader_array(list.reader, list.count, sizeof *cadences);
	for (size_t i = 0; i < list.count && cadences; i++) {
		struct place place = {&list.place, NULL, i};
		struct object object =
			object_read(list.reader, &place, list_item(&list, i), "A cadence", known);
		cadences[i] = read_cadence(&object, policy, names);
	}
	policy->cadences = cadences;
	policy->cadence_count = list.count;
}
