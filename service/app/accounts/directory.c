// SPDX-License-Identifier: MIT
#include "app/accounts/directory.h"

#include "store/reporting.h"
#include "store/teams.h"

struct placing {
	struct person_id *people, *managers;
	struct team *teams;
	struct person_name *names; // of the managers
	size_t names_count;
};

static bool make_room(struct arena *arena, size_t count, struct placing *out)
{
	*out = (struct placing){
		.people = arena_array(arena, count, sizeof *out->people),
		.managers = arena_array(arena, count, sizeof *out->managers),
		.teams = arena_array(arena, count, sizeof *out->teams),
	};
	return out->people && out->managers && out->teams;
}

static struct text name_of(const struct placing *placing, struct person_id person)
{
	for (size_t i = 0; i < placing->names_count; i++)
		if (uuid_equal(placing->names[i].person.uuid, person.uuid))
			return placing->names[i].name;
	return TEXT("");
}

// Where in the organisation some people are now.
static enum status place(struct connection *recorder, struct instant now, struct arena *arena,
	struct directory_person *people, size_t count, struct fault *fault)
{
	struct placing placing;
	if (!make_room(arena, count, &placing))
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		placing.people[i] = people[i].entry.listed.account.person;
	enum status status =
		teams_of(recorder, placing.people, count, now, arena, placing.teams, fault);
	if (status == STATUS_OK)
		status = managers_of(recorder, placing.people, count, now, placing.managers, fault);
	if (status == STATUS_OK)
		status = account_names(
			recorder, placing.managers, count, arena, &placing.names, &placing.names_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		people[i].team = placing.teams[i].name.start ? placing.teams[i].name : TEXT("");
		people[i].manager = placing.managers[i];
		people[i].manager_name = name_of(&placing, placing.managers[i]);
	}
	return status;
}

static enum status find_place(struct connection *recorder, const struct audit_actor *by,
	struct person_id after, struct arena *arena, struct directory_place *out, struct fault *fault)
{
	struct directory_entry entry;
	*out = (struct directory_place){{NULL, 0}, after};
	if (uuid_is_nil(after.uuid))
		return STATUS_OK;
	enum status status = directory_read(recorder, by->organisation, after, arena, &entry, fault);
	if (status == STATUS_OK)
		out->name = entry.listed.account.display_name;
	return status;
}

static enum status look(struct connection *recorder, const struct audit_actor *by,
	const struct directory_look *look, struct arena *arena, struct directory_person **out,
	size_t *count, struct fault *fault)
{
	struct directory_place after;
	struct directory_entry *entries;
	enum status status = find_place(recorder, by, look->after, arena, &after, fault);
	if (status == STATUS_OK)
		status = directory_search(recorder, by->organisation, look->part, &after, look->most, arena,
			&entries, count, fault);
	if (status != STATUS_OK)
		return status;
	struct directory_person *people = arena_array(arena, *count, sizeof *people);
	if (!people)
		return fault_memory(fault);
	for (size_t i = 0; i < *count; i++)
		people[i].entry = entries[i];
	*out = people;
	status = place(recorder, by->now, arena, people, *count, fault);
	return status == STATUS_OK ? audit_add_organisation(recorder, by, AUDIT_STAFF_SEEN, fault)
							   : status;
}

enum status directory_look(struct connection *recorder, const struct audit_actor *by,
	const struct directory_look *wanted, struct arena *arena, struct directory_person **out,
	size_t *count, struct fault *fault)
{
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = look(recorder, by, wanted, arena, out, count, fault);
	return transaction_end(recorder, status, fault);
}

static enum status foresee(struct connection *recorder, struct instant now, struct person_id person,
	struct arena *arena, struct directory_ending *out, struct fault *fault)
{
	struct report *reports;
	enum status status = sessions_led(recorder, person, now, &out->leads, fault);
	if (status == STATUS_OK)
		status = reports_of(recorder, person, now, arena, &reports, &out->reports, fault);
	return status;
}

enum status directory_look_ahead(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct arena *arena, struct directory_person *out,
	struct directory_ending *ending, struct fault *fault)
{
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	*out = (struct directory_person){.team = TEXT("")};
	status = directory_read(recorder, by->organisation, person, arena, &out->entry, fault);
	if (status == STATUS_OK)
		status = place(recorder, by->now, arena, out, 1, fault);
	if (status == STATUS_OK && ending)
		status = foresee(recorder, by->now, person, arena, ending, fault);
	if (status == STATUS_OK)
		status = audit_add_person(recorder, by, AUDIT_STAFF_SEEN, person, fault);
	return transaction_end(recorder, status, fault);
}

enum status directory_look_at(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct arena *arena, struct directory_person *out, struct fault *fault)
{
	return directory_look_ahead(recorder, by, person, arena, out, NULL, fault);
}
