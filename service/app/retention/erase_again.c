// SPDX-License-Identifier: MIT
#include "app/retention/erase_again.h"

#include <stdlib.h>

#include "app/accounts/administer.h"
#include "app/retention/erase_person.h"
#include "app/retention/erasure_list.h"
#include "store/retractions.h"

#define AT_ONCE 1000 // lines

static enum status list_some(struct connection *recorder, const char *list,
	struct organisation_id organisation, struct instant now, struct arena *arena, size_t *count,
	struct fault *fault)
{
	struct removed_entry *removed;
	enum status status = retraction_unlisted(recorder, AT_ONCE, arena, &removed, count, fault);
	if (status != STATUS_OK || *count == 0)
		return status;
	struct erasure_record *records = arena_array(arena, *count, sizeof *records);
	struct person_id *people = arena_array(arena, *count, sizeof *people);
	struct exposure_id *ids = arena_array(arena, *count, sizeof *ids);
	if (!records || !people || !ids)
		return fault_memory(fault);
	for (size_t i = 0; i < *count; i++) {
		people[i] = removed[i].person;
		ids[i] = removed[i].exposure;
		records[i] = (struct erasure_record){
			.person = people[i], .exposure = ids[i], .at = removed[i].removed_at};
	}
	status = erasure_list_append(list, organisation, records, *count, fault);
	return status == STATUS_OK ? retraction_listed(recorder, people, ids, *count, now, fault)
							   : status;
}

enum status erase_list_removed(struct connection *recorder, const char *list,
	struct organisation_id organisation, struct instant now, size_t *listed, struct fault *fault)
{
	struct arena arena;
	size_t count = AT_ONCE;
	enum status status = STATUS_OK;
	arena_init(&arena);
	for (*listed = 0; status == STATUS_OK && count == AT_ONCE; *listed += count) {
		arena_reset(&arena);
		count = 0;
		status = list_some(recorder, list, organisation, now, &arena, &count, fault);
	}
	arena_done(&arena);
	return status;
}

struct again {
	const struct recorder *recorder;
	struct connection *erasure;
	const char *list;
	struct audit_actor by;
	struct erase_again_report *out;
	struct arena arena;
};

static enum status remove_entries(
	struct again *again, const struct erasure_record *records, size_t count, struct fault *fault)
{
	struct listed_entry *there = NULL;
	size_t asked = 0, found = 0;
	struct person_id *people = arena_array(&again->arena, count, sizeof *people);
	struct exposure_id *ids = arena_array(&again->arena, count, sizeof *ids);
	if (!people || !ids)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		if (records[i].is_person)
			continue;
		people[asked] = records[i].person;
		ids[asked++] = records[i].exposure;
	}
	enum status status = erasure_entries_there(
		again->recorder->connection, people, ids, asked, &again->arena, &there, &found, fault);
	for (size_t i = 0; status == STATUS_OK && i < found; i++) {
		struct record_report report = {0};
		status = record_retraction(
			again->recorder, there[i].person, there[i].exposure, &again->by, &report, fault);
		again->out->entries++;
	}
	return status;
}

// Somebody may not have left in what was restored, and takes places in sessions to come.
static enum status erase_again_person(
	struct again *again, const struct listed_person *there, struct fault *fault)
{
	struct leaving leaving;
	struct erased erased;
	struct fault own = {.status = STATUS_OK};
	struct connection *recorder = again->recorder->connection;
	enum status status = STATUS_OK;
	if (there->active)
		status = account_end(recorder, &again->by, there->person, &leaving, &own);
	if (status == STATUS_OK)
		status = erase_person(again->erasure, recorder, &again->by, there->person, ERASE_AGAIN,
			again->list, &erased, &own);
	if (status == STATUS_OK) {
		again->out->people++;
	} else if (status == STATUS_DENIED) {
		if (again->out->kept++ == 0)
			again->out->because = own;
	} else {
		return fault_set(fault, status, own.where, "%s", own.message);
	}
	return STATUS_OK;
}

static enum status erase_people(
	struct again *again, const struct erasure_record *records, size_t count, struct fault *fault)
{
	struct listed_person *there = NULL;
	size_t asked = 0, found = 0;
	struct person_id *people = arena_array(&again->arena, count, sizeof *people);
	if (!people)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		if (records[i].is_person)
			people[asked++] = records[i].person;
	}
	enum status status = asked ? erasure_people_there(again->recorder->connection, people, asked,
									 &again->arena, &there, &found, fault)
							   : STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < found; i++)
		status = erase_again_person(again, &there[i], fault);
	return status;
}

static enum status go_through(struct again *again, struct erasure_list *list, struct fault *fault)
{
	size_t count = AT_ONCE;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && count == AT_ONCE) {
		arena_reset(&again->arena);
		struct erasure_record *records = arena_array(&again->arena, AT_ONCE, sizeof *records);
		if (!records)
			return fault_memory(fault);
		status = erasure_list_read(list, records, AT_ONCE, &count, fault);
		if (status == STATUS_OK)
			status = remove_entries(again, records, count, fault);
		if (status == STATUS_OK)
			status = erase_people(again, records, count, fault);
	}
	again->out->others = erasure_list_others(list);
	again->out->damaged = erasure_list_damaged(list);
	return status;
}

// What was removed a moment ago is destroyed now; in the list it stands already, and once more.
static enum status destroy(struct again *again, struct fault *fault)
{
	size_t listed, erased;
	struct organisation_id organisation = again->by.organisation;
	enum status status = erase_list_removed(
		again->recorder->connection, again->list, organisation, again->by.now, &listed, fault);
	return status == STATUS_OK
			   ? retraction_erase(again->erasure, again->by.now, again->by.now, &erased, fault)
			   : status;
}

enum status erase_again(const struct recorder *recorder, struct connection *erasure,
	const char *list, struct instant now, struct erase_again_report *out, struct fault *fault)
{
	struct erasure_list *lines = NULL;
	struct fault missing = {.status = STATUS_OK};
	struct again again = {.recorder = recorder,
		.erasure = erasure,
		.list = list,
		.by = {.kind = AUDIT_BY_SERVICE, .organisation = recorder->organisation->id, .now = now},
		.out = out};
	*out = (struct erase_again_report){.found = true};
	enum status status = erasure_list_open(list, again.by.organisation, &lines, &missing);
	if (status == STATUS_NOT_FOUND) {
		out->found = false;
		return STATUS_OK;
	}
	if (status != STATUS_OK)
		return fault_set(fault, status, missing.where, "%s", missing.message);
	arena_init(&again.arena);
	status = go_through(&again, lines, fault);
	if (status == STATUS_OK && out->entries)
		status = destroy(&again, fault);
	arena_done(&again.arena);
	erasure_list_close(lines);
	return status;
}
