// SPDX-License-Identifier: MIT
#include "json/policy_parts.h"

#define CADENCES_LIMIT 50
#define DAYS_LEAST 1
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

// Policies from before there were cadences have none.
void policy_read_cadences(
	const struct object *document, struct policy *policy, struct policy_names *names)
{
	static const char *const known[] = {
		"id", "steps", "response", "contact_after_days", "evidence", NULL};
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
		cadences[i].id = names_read(&names->cadences, &object, &form_id);
		read_steps(&object, &cadences[i]);
		cadences[i].response = object_reference(&object, "response", &names->responses);
		if (object_has(&object, "contact_after_days"))
			cadences[i].contact_after_seconds = object_seconds(
				&object, "contact_after_days", SECONDS_PER_DAY, 1, CONTACT_DAYS_MOST);
		object_evidence(&object);
	}
	policy->cadences = cadences;
	policy->cadence_count = list.count;
}
