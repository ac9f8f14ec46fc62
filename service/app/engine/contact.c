// SPDX-License-Identifier: MIT
#include "app/audits/audit.h"
#include "app/engine/steps.h"
#include "store/contacts.h"

#define AT_ONCE 100
#define UNTIL_SOMEBODY_IS_NAMED SECONDS_PER_DAY

static enum status ask_in_transaction(struct connection *connection, const struct audit_actor *by,
	struct person_id person, bool *asked, struct fault *fault)
{
	enum status status = contact_ask(connection, by->organisation, person, by->now, asked, fault);
	if (status == STATUS_OK && *asked)
		return audit_add_person(connection, by, AUDIT_CONTACT_ASKED, person, fault);
	if (status == STATUS_OK)
		status = contact_postpone(
			connection, person, by->now, instant_later(by->now, UNTIL_SOMEBODY_IS_NAMED), fault);
	return status;
}

static enum status ask_one(struct connection *connection, const struct audit_actor *by,
	struct person_id person, struct engine_report *report, struct fault *fault)
{
	bool asked = false;
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = ask_in_transaction(connection, by, person, &asked, fault);
	status = transaction_end(connection, status, fault);
	report->contacts += status == STATUS_OK && asked;
	return status;
}

enum status engine_contact(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	const struct audit_actor by = {.kind = AUDIT_BY_SERVICE,
		.role = ROLE_COUNT,
		.organisation = setting->organisation.id,
		.now = now};
	enum status status;
	size_t count = 0;
	struct arena arena;
	arena_init(&arena);
	do {
		struct person_id *people;
		arena_reset(&arena);
		status = contacts_due(connection, now, AT_ONCE, &arena, &people, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = ask_one(connection, &by, people[i], report, fault);
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}
