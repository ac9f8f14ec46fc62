// SPDX-License-Identifier: MIT
#include "app/import/rosters.h"

#include <stdlib.h>

#include "app/accounts/name.h"
#include "app/duty/patterns.h"
#include "core/language.h"
#include "store/accounts.h"
#include "store/needs.h"
#include "store/people.h"
#include "store/slots.h"

#define AT_ONCE 200

// The rows of one person of the file.
struct group {
	struct text reference;
	struct person_id person; // nil: nobody has the number
	size_t first, count;     // of the rows
};

struct work {
	const struct roster_import *import;
	const struct roster_file *file;
	struct arena *arena;
	struct group *groups;
	size_t count;
};

static enum status group_rows(struct work *work, struct fault *fault)
{
	const struct roster_file *file = work->file;
	work->groups = arena_array(work->arena, file->count, sizeof *work->groups);
	if (!work->groups)
		return fault_memory(fault);
	for (size_t i = 0; i < file->count; i++) {
		if (!work->count ||
			!text_equal(work->groups[work->count - 1].reference, file->rows[i].person))
			work->groups[work->count++] =
				(struct group){.reference = file->rows[i].person, .first = i};
		work->groups[work->count - 1].count++;
	}
	return STATUS_OK;
}

static int by_reference(const void *a, const void *b)
{
	const struct person *left = a, *right = b;
	return text_compare(left->reference, right->reference);
}

static int by_person(const void *a, const void *b)
{
	const struct group *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

static enum status find_some(
	struct work *work, struct group *groups, size_t count, struct fault *fault)
{
	struct text references[AT_ONCE];
	struct person *people;
	size_t found;
	struct arena arena;
	for (size_t i = 0; i < count; i++)
		references[i] = groups[i].reference;
	arena_init(&arena);
	enum status status = people_find(work->import->connection, work->import->by->organisation,
		references, count, &arena, &people, &found, fault);
	if (status == STATUS_OK && found)
		qsort(people, found, sizeof *people, by_reference);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const struct person key = {.reference = groups[i].reference};
		const struct person *person =
			found ? bsearch(&key, people, found, sizeof *people, by_reference) : NULL;
		if (person)
			groups[i].person = person->id;
	}
	arena_done(&arena);
	return status;
}

static const struct person_name *named(
	const struct person_name *people, size_t count, struct text name)
{
	const struct person_name *found = NULL;
	for (size_t i = 0; i < count; i++) {
		if (text_equal(people[i].name, name)) {
			if (found)
				return NULL; // of two nobody knows which
			found = &people[i];
		}
	}
	return found;
}

// Those whose number nobody has may be named by what they sign in with, as calendars do.
static enum status find_by_sign_in(
	struct work *work, struct group *groups, size_t count, struct fault *fault)
{
	struct sign_in_name names[AT_ONCE];
	struct text texts[AT_ONCE];
	size_t places[AT_ONCE], asked = 0, found = 0;
	struct person_name *people;
	struct arena arena;
	for (size_t i = 0; i < count; i++) {
		if (!uuid_is_nil(groups[i].person.uuid) ||
			!sign_in_name_read(groups[i].reference, &names[asked]))
			continue;
		texts[asked] = text_of(names[asked].text);
		places[asked++] = i;
	}
	if (asked == 0)
		return STATUS_OK;
	arena_init(&arena);
	enum status status = accounts_named(work->import->connection, work->import->by->organisation,
		texts, asked, &arena, &people, &found, fault);
	for (size_t i = 0; status == STATUS_OK && i < asked; i++) {
		const struct person_name *person = named(people, found, texts[i]);
		if (person)
			groups[places[i]].person = person->person;
	}
	arena_done(&arena);
	return status;
}

// Nobody is named in two ways, which would say two things of the same time.
static enum status refuse_doubled(const struct work *work, struct fault *fault)
{
	for (size_t i = 1; i < work->count; i++) {
		struct uuid person = work->groups[i].person.uuid;
		if (!uuid_is_nil(person) && uuid_equal(person, work->groups[i - 1].person.uuid))
			return fault_set(fault, STATUS_INVALID, "person", "%s",
				MESSAGE("Somebody is named by their staff number and by what they sign in with: "
						"it has to be one of them."));
	}
	return STATUS_OK;
}

static enum status find_people(struct work *work, struct roster_report *report, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < work->count; i += AT_ONCE) {
		size_t rest = work->count - i;
		size_t some = rest < AT_ONCE ? rest : AT_ONCE;
		status = find_some(work, work->groups + i, some, fault);
		if (status == STATUS_OK)
			status = find_by_sign_in(work, work->groups + i, some, fault);
	}
	report->some = arena_array(work->arena, ROSTER_STRANGERS_LISTED, sizeof *report->some);
	if (status != STATUS_OK || !report->some)
		return status == STATUS_OK ? fault_memory(fault) : status;
	for (size_t i = 0; i < work->count; i++) {
		if (!uuid_is_nil(work->groups[i].person.uuid))
			continue;
		report->strangers++;
		if (report->some_count < ROSTER_STRANGERS_LISTED)
			report->some[report->some_count++] = work->groups[i].reference;
	}
	if (work->count)
		qsort(work->groups, work->count, sizeof *work->groups, by_person);
	return refuse_doubled(work, fault);
}

// Those who are known, some hundred at a time.
static enum status take_file(struct work *work, struct roster_report *report, struct fault *fault)
{
	struct roster_said batch[AT_ONCE];
	size_t count = 0;
	struct roster_entry *entries = arena_array(work->arena, work->file->count, sizeof *entries);
	enum status status = entries ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < work->count; i++) {
		const struct group *group = &work->groups[i];
		for (size_t j = 0; j < group->count; j++)
			entries[group->first + j] = work->file->rows[group->first + j].entry;
		if (!uuid_is_nil(group->person.uuid))
			batch[count++] = (struct roster_said){group->person, work->file->known,
				entries + group->first, group->count, {{NULL, 0}, 0}};
		if (count == AT_ONCE || i + 1 == work->count) {
			status = rosters_take(work->import->connection, work->import->by->organisation, batch,
				count, work->import->by->now, &report->counts, fault);
			count = 0;
		}
	}
	return status;
}

static enum status finish(
	const struct roster_import *import, enum status status, struct fault *fault)
{
	if (status == STATUS_OK)
		status = availability_look_all(import->connection, import->by->now, fault);
	if (status == STATUS_OK)
		status =
			audit_add_organisation(import->connection, import->by, AUDIT_ROSTER_IMPORTED, fault);
	if (status == STATUS_OK)
		status = engine_wake(import->connection, fault);
	if (status == STATUS_OK && import->dry) {
		transaction_rollback(import->connection);
		return STATUS_OK;
	}
	return transaction_end(import->connection, status, fault);
}

enum status roster_import(const struct roster_import *import, int descriptor,
	const struct roster_form *form, struct arena *arena, struct roster_report *report,
	struct fault *fault)
{
	struct roster_file file;
	*report = (struct roster_report){0};
	enum status status = roster_file_read(descriptor, form, arena, &file, &report->faults, fault);
	return status == STATUS_OK ? roster_import_rows(import, &file, arena, report, fault) : status;
}

enum status roster_import_rows(const struct roster_import *import, const struct roster_file *file,
	struct arena *arena, struct roster_report *report, struct fault *fault)
{
	struct work work = {.import = import, .file = file, .arena = arena};
	enum status status = group_rows(&work, fault);
	if (status == STATUS_OK)
		status = transaction_begin(import->connection, fault);
	if (status != STATUS_OK)
		return status;
	report->rows = file->count;
	report->repeated = file->repeated;
	report->known = file->known;
	status = find_people(&work, report, fault);
	if (status == STATUS_OK)
		status = take_file(&work, report, fault);
	return finish(import, status, fault);
}

static int by_id(const void *a, const void *b)
{
	const struct person_id *left = a, *right = b;
	return uuid_compare(left->uuid, right->uuid);
}

static enum status take_pattern(const struct roster_import *import, const struct person_id *people,
	size_t count, const struct roster_said *said, struct roster_counts *counts, struct fault *fault)
{
	struct roster_said batch[AT_ONCE];
	size_t waiting = 0;
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		batch[waiting] = *said;
		batch[waiting++].person = people[i];
		if (waiting == AT_ONCE || i + 1 == count) {
			status = rosters_take(import->connection, import->by->organisation, batch, waiting,
				import->by->now, counts, fault);
			waiting = 0;
		}
	}
	return status;
}

enum status roster_by_pattern(const struct roster_import *import, const struct person_id *people,
	size_t count, const struct shift_pattern *pattern, int64_t anchor, struct interval during,
	struct arena *arena, struct roster_counts *counts, struct fault *fault)
{
	struct roster_entry *entries;
	size_t entry_count;
	struct person_id *sorted = arena_array(arena, count, sizeof *sorted);
	if (!sorted)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		sorted[i] = people[i];
	if (count)
		qsort(sorted, count, sizeof *sorted, by_id);
	enum status status = pattern_entries(
		pattern, anchor, import->setting->zone, during, arena, &entries, &entry_count, fault);
	if (status == STATUS_OK)
		status = transaction_begin(import->connection, fault);
	if (status != STATUS_OK)
		return status;
	const struct roster_said said = {
		.covers = during,
		.entries = entries,
		.count = entry_count,
		.pattern = {pattern->name, anchor},
	};
	status = patterns_hold(import->connection, import->by->organisation, pattern, 1, fault);
	if (status == STATUS_OK)
		status = take_pattern(import, sorted, count, &said, counts, fault);
	return finish(import, status, fault);
}
