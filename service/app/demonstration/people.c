// SPDX-License-Identifier: MIT
#include "app/demonstration/people.h"

#include "app/demonstration/accounts.h"
#include "store/reporting.h"

// "demonstration-response-1-07" → "Demonstration response 1 07".
static struct text name_of(struct text reference, struct arena *arena)
{
	struct text name = {NULL, 0};
	char *copy = arena_allocate(arena, reference.length + 1);
	if (!copy)
		return name;
	for (size_t i = 0; i < reference.length; i++)
		copy[i] = reference.start[i] == '-' ? ' ' : reference.start[i];
	copy[reference.length] = '\0';
	if (copy[0] == 'd')
		copy[0] = 'D';
	return (struct text){copy, reference.length};
}

static enum status name_people(struct connection *connection,
	const struct organisation *organisation, const struct demonstration_person *people,
	size_t count, struct arena *arena, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (!people[i].reference.start)
			continue;
		struct account account = {
			.person = people[i].person,
			.organisation = organisation->id,
			.display_name = name_of(people[i].reference, arena),
			.sign_in_name = people[i].reference,
			.language = TEXT("en"),
			.nation = organisation->nation,
		};
		bool added;
		role_set_add(&account.roles, ROLE_OFFICER);
		if (people[i].leads)
			role_set_add(&account.roles, ROLE_SUPERVISOR);
		status = account.display_name.start ? demonstration_account_add(connection, &account,
												  organisation->founded_at, &added, fault)
											: fault_memory(fault);
	}
	return status;
}

static enum status let_report(struct connection *connection,
	const struct organisation *organisation, const struct demonstration_person *people,
	size_t count, struct instant at, struct arena *arena, struct fault *fault)
{
	size_t new = 0;
	struct person_id *ids = arena_array(arena, count, sizeof *ids);
	struct person_id *managers = arena_array(arena, count, sizeof *managers);
	struct reporting_line *lines = arena_array(arena, count, sizeof *lines);
	if (!ids || !managers || !lines)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		ids[i] = people[i].person;
	enum status status =
		managers_of(connection, ids, count, organisation->founded_at, managers, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (uuid_is_nil(managers[i].uuid) && !uuid_is_nil(people[i].manager.uuid))
			lines[new ++] = (struct reporting_line){people[i].person, people[i].manager};
	}
	return status == STATUS_OK ? reporting_set(connection, organisation->id, lines, new, at, fault)
							   : status;
}

enum status demonstration_introduce(struct connection *connection,
	const struct organisation *organisation, const struct demonstration_person *people,
	size_t count, struct instant at, struct fault *fault)
{
	struct arena arena;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = let_report(connection, organisation, people, count, at, &arena, fault);
	if (status == STATUS_OK)
		status = name_people(connection, organisation, people, count, &arena, fault);
	arena_done(&arena);
	return transaction_end(connection, status, fault);
}
