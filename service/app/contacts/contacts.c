// SPDX-License-Identifier: MIT
#include "app/contacts/contacts.h"

static enum status see(struct connection *web, const struct audit_actor *by, struct arena *arena,
	struct person_id **out, size_t *count, struct fault *fault)
{
	struct person_id *people = NULL;
	size_t number = 0;
	enum status status = contact_begin(web, by->person, by->organisation, by->now, fault);
	if (status == STATUS_OK)
		status = contacts_listed(web, by->organisation, by->person, arena, &people, &number, fault);
	if (status != STATUS_OK)
		return status;
	struct chain_id *chains = arena_array(arena, number, sizeof *chains);
	if (!chains)
		return fault_memory(fault);
	for (size_t i = 0; i < number; i++)
		chains[i] = chain_of_person(people[i]);
	*out = people;
	*count = number;
	return audit_add(web, by, AUDIT_CONTACT_SEEN, chains, number, fault);
}

enum status contacts_see(struct connection *web, const struct audit_actor *by, struct arena *arena,
	struct person_id **out, size_t *count, struct fault *fault)
{
	enum status status = transaction_begin(web, fault);
	if (status != STATUS_OK)
		return status;
	status = see(web, by, arena, out, count, fault);
	return transaction_end(web, status, fault);
}

enum status contacts_made(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct fault *fault)
{
	bool made = false;
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = contact_made(recorder, by->organisation, by->person, person, by->now, &made, fault);
	if (status == STATUS_OK && made)
		status = audit_add_person(recorder, by, AUDIT_CONTACTED, person, fault);
	return transaction_end(recorder, status, fault);
}

enum status contacts_stop(
	struct connection *recorder, const struct audit_actor *by, struct fault *fault)
{
	bool stopped;
	enum status status = transaction_begin(recorder, fault);
	if (status == STATUS_OK)
		status = contact_stop(recorder, by->person, &stopped, fault);
	return transaction_end(recorder, status, fault);
}

static enum status check(const struct contact_clinician *known, size_t known_count,
	const struct person_id *clinicians, size_t count, struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		bool found = false;
		for (size_t j = 0; j < known_count && !found; j++)
			found = known[j].outside && uuid_equal(known[j].who.person.uuid, clinicians[i].uuid);
		if (!found)
			return fault_set(fault, STATUS_INVALID, "clinician",
				"Only a clinician outside the line of command can be named.");
	}
	return STATUS_OK;
}

static enum status name(struct connection *recorder, const struct audit_actor *by,
	const struct person_id *clinicians, size_t count, struct arena *arena, struct fault *fault)
{
	struct contact_clinician *known;
	size_t known_count;
	enum status status =
		contact_clinicians(recorder, by->organisation, by->now, arena, &known, &known_count, fault);
	if (status == STATUS_OK)
		status = check(known, known_count, clinicians, count, fault);
	if (status == STATUS_OK)
		status = contact_name(recorder, by->organisation, clinicians, count, by->now, fault);
	return status == STATUS_OK ? audit_add_organisation(recorder, by, AUDIT_SETTINGS_CHANGED, fault)
							   : status;
}

enum status contacts_name(struct connection *recorder, const struct audit_actor *by,
	const struct person_id *clinicians, size_t count, struct fault *fault)
{
	struct arena arena;
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = name(recorder, by, clinicians, count, &arena, fault);
	arena_done(&arena);
	return transaction_end(recorder, status, fault);
}
