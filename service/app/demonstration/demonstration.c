// SPDX-License-Identifier: MIT
#include "app/demonstration/demonstration.h"

#include <assert.h>
#include <stdio.h>

#include "app/demonstration/fill.h"
#include "app/demonstration/people.h"
#include "app/organisation/found.h"
#include "secret/token.h"
#include "store/people.h"

// What some officers met: the first has had a hard fortnight, the last a quiet six weeks.
static const struct {
	const char *category;
	size_t officer;
	int hours_ago;
	enum involvement involvement;
} story[] = {
	{"INC_SUDDEN_DEATH", 1, 330, INVOLVEMENT_DIRECT},
	{"INC_DISORDER", 1, 262, INVOLVEMENT_DIRECT},
	{"INC_FATAL_RTC", 1, 190, INVOLVEMENT_DIRECT},
	{"INC_SUICIDE", 1, 118, INVOLVEMENT_DIRECT},
	{"INC_CHILD_ABUSE", 1, 30, INVOLVEMENT_DIRECT},
	{"INC_SUFFERING", 2, 820, INVOLVEMENT_DIRECT},
	{"INC_FATAL_RTC", 2, 500, INVOLVEMENT_WITNESS},
	{"INC_SUICIDE", 2, 260, INVOLVEMENT_DIRECT},
	{"INC_HOMICIDE", 2, 50, INVOLVEMENT_DIRECT},
	{"INC_DISORDER", 3, 700, INVOLVEMENT_DIRECT},
	{"INC_SUDDEN_DEATH", 3, 410, INVOLVEMENT_DIRECT},
	{"INC_FORCE_MODERATE", 3, 100, INVOLVEMENT_DIRECT},
	{"INC_SEXUAL_ASSAULT", 4, 610, INVOLVEMENT_DIRECT},
	{"INC_SUDDEN_DEATH", 4, 300, INVOLVEMENT_WITNESS},
	{"INC_CHILD_DEATH", 5, 96, INVOLVEMENT_SECONDARY},
	{"INC_DISORDER", 6, 900, INVOLVEMENT_DIRECT},
};

#define STORY_LENGTH (sizeof story / sizeof story[0])

const char *demonstration_officer(size_t number)
{
	static const char *const names[DEMONSTRATION_OFFICERS] = {
		"demonstration-officer-1",
		"demonstration-officer-2",
		"demonstration-officer-3",
		"demonstration-officer-4",
		"demonstration-officer-5",
		"demonstration-officer-6",
	};
	assert(number >= 1 && number <= DEMONSTRATION_OFFICERS);
	return names[number - 1];
}

const struct text demonstration_desks[DEMONSTRATION_DESKS] = {
	TEXT_CONSTANT("demonstration-wellbeing"),
	TEXT_CONSTANT("demonstration-administrator"),
	TEXT_CONSTANT("demonstration-auditor"),
	TEXT_CONSTANT("demonstration-clinician"),
};

static struct exposure_id part_id(struct person_id person, size_t part)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", part);
	struct text parts[] = {{(const char *)person.uuid.bytes, sizeof person.uuid.bytes},
		TEXT("demonstration"), text_of(number)};
	return (struct exposure_id){uuid_of_parts(parts, 3)};
}

static enum status record_story(struct connection *connection, const struct setting *setting,
	const struct person_id *officers, size_t *added, struct fault *fault)
{
	struct recorder recorder = setting_recorder(setting, connection);
	struct instant until = setting->organisation.founded_at;
	struct record_input inputs[STORY_LENGTH];
	struct record_result results[STORY_LENGTH];
	struct record_report report = {0};
	for (size_t i = 0; i < STORY_LENGTH; i++) {
		struct person_id person = officers[story[i].officer - 1];
		inputs[i] = (struct record_input){
			.exposure =
				{
					.person = person,
					.id = part_id(person, i),
					.occurred_at = instant_later(until, -story[i].hours_ago * SECONDS_PER_HOUR),
					.recorded_at = until,
					.category = text_of(story[i].category),
					.involvement = story[i].involvement,
					.minutes = EXPOSURE_UNKNOWN,
					.items = EXPOSURE_UNKNOWN,
					.source = EXPOSURE_SELF,
				},
			.group = i};
	}
	// What a policy of one's own cannot weigh, or somebody has removed, is left out.
	enum status status =
		record_exposures(&recorder, inputs, STORY_LENGTH, until, results, &report, fault);
	*added += report.added;
	return status;
}

// The hosts and the officers, who report to the first of the hosts.
static enum status introduce(struct connection *connection, const struct setting *setting,
	const struct person_id *officers, struct fault *fault)
{
	struct demonstration_person people[DEMONSTRATION_HOSTS + DEMONSTRATION_OFFICERS];
	struct arena arena;
	enum status status = STATUS_OK;
	arena_init(&arena);
	for (size_t i = 0; status == STATUS_OK && i < DEMONSTRATION_HOSTS; i++) {
		struct person host;
		struct text reference = text_of(demonstration_host(i + 1));
		status = person_read(connection, setting->organisation.id, reference, &arena, &host, fault);
		if (status == STATUS_OK)
			people[i] = (struct demonstration_person){
				.person = host.id, .reference = i < 2 ? (struct text){NULL, 0} : reference};
	}
	for (size_t i = 0; status == STATUS_OK && i < DEMONSTRATION_OFFICERS; i++) {
		struct text reference = text_of(demonstration_officer(i + 1));
		people[DEMONSTRATION_HOSTS + i] = (struct demonstration_person){
			.person = officers[i],
			.manager = people[0].person,
			.reference = i < 1 ? (struct text){NULL, 0} : reference,
		};
	}
	if (status == STATUS_OK)
		status = demonstration_introduce(connection, &setting->organisation, people,
			DEMONSTRATION_HOSTS + DEMONSTRATION_OFFICERS,
			fill_officers_joined(setting->organisation.founded_at), fault);
	arena_done(&arena);
	return status;
}

enum status demonstration_record(struct connection *connection, const struct setting *setting,
	enum demonstration_size size, size_t *added, struct fault *fault)
{
	struct text officers[DEMONSTRATION_OFFICERS];
	struct person_id ids[DEMONSTRATION_OFFICERS], desks[DEMONSTRATION_DESKS];
	*added = 0;
	if (!setting->organisation.demonstration)
		return fault_set(fault, STATUS_DENIED, NULL,
			"The people in this database are real, and a demonstration's are not: begin one in "
			"another place (--data).");
	for (size_t i = 0; i < DEMONSTRATION_OFFICERS; i++)
		officers[i] = text_of(demonstration_officer(i + 1));
	enum status status = fill_people(connection, &setting->organisation, officers, TEXT("response"),
		DEMONSTRATION_OFFICERS, ids, fault);
	if (status == STATUS_OK)
		status = fill_people(connection, &setting->organisation, demonstration_desks, TEXT("none"),
			DEMONSTRATION_DESKS, desks, fault);
	if (status == STATUS_OK)
		status = introduce(connection, setting, ids, fault);
	if (status == STATUS_OK)
		status = record_story(connection, setting, ids, added, fault);
	if (status == STATUS_OK && size == DEMONSTRATION_FULL)
		status = fill_history(connection, setting, ids, DEMONSTRATION_OFFICERS, added, fault);
	return status;
}
