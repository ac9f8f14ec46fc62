// SPDX-License-Identifier: MIT
#include "app/demonstration/accounts.h"

#include "app/accounts/name.h"
#include "app/audits/audit.h"
#include "app/demonstration/demonstration.h"
#include "app/demonstration/hours.h"
#include "app/organisation/found.h"
#include "store/contacts.h"
#include "store/people.h"

static struct text reference(enum role role)
{
	switch (role) {
	case ROLE_OFFICER:
		return text_of(demonstration_officer(1));
	case ROLE_SUPERVISOR:
		return text_of(demonstration_host(1));
	case ROLE_FACILITATOR:
		return text_of(demonstration_host(2));
	case ROLE_WELLBEING:
		return demonstration_desks[0];
	case ROLE_ADMINISTRATOR:
		return demonstration_desks[1];
	case ROLE_CLINICIAN:
		return demonstration_desks[3];
	default:
		return demonstration_desks[2];
	}
}

static struct text display_name(enum role role)
{
	static const struct text names[ROLE_COUNT] = {
		[ROLE_OFFICER] = TEXT_CONSTANT("Demonstration officer 1"),
		[ROLE_SUPERVISOR] = TEXT_CONSTANT("Demonstration supervisor"),
		[ROLE_FACILITATOR] = TEXT_CONSTANT("Demonstration facilitator"),
		[ROLE_WELLBEING] = TEXT_CONSTANT("Demonstration wellbeing service"),
		[ROLE_ADMINISTRATOR] = TEXT_CONSTANT("Demonstration administrator"),
		[ROLE_AUDITOR] = TEXT_CONSTANT("Demonstration auditor"),
		[ROLE_CLINICIAN] = TEXT_CONSTANT("Demonstration clinician"),
	};
	return names[role];
}

const char *demonstration_account(enum role role)
{
	return role_name(role);
}

// Nobody (nil) where the demonstration is not whole yet.
static enum status find_person(struct connection *recorder, struct organisation_id organisation,
	enum role role, struct person_id *out, struct fault *fault)
{
	struct arena arena;
	struct person person = {.profile = TEXT("")};
	struct fault own = {.status = STATUS_OK};
	arena_init(&arena);
	enum status status =
		person_read(recorder, organisation, reference(role), &arena, &person, &own);
	arena_done(&arena);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return fault_set(fault, status, own.where, "%s", own.message);
	*out = person.id;
	return STATUS_OK;
}

enum status demonstration_account_add(struct connection *recorder, const struct account *account,
	struct instant now, bool *added, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	struct token_hash hash = sign_in_name_hash(account->sign_in_name);
	const struct audit_actor by = {.kind = AUDIT_BY_SHELL,
		.organisation = account->organisation,
		.role = ROLE_COUNT,
		.now = now};
	enum status status = account_add(recorder, account, now, &own);
	*added = status == STATUS_OK;
	if (status == STATUS_CONFLICT)
		return STATUS_OK; // there already
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	status = sign_in_name_add(recorder, account, hash.bytes, now, fault);
	if (status == STATUS_OK && role_set_has(account->roles, ROLE_CLINICIAN))
		status = contact_name(recorder, account->organisation, &account->person, 1, now, fault);
	return status == STATUS_OK
			   ? audit_add_person(recorder, &by, AUDIT_ACCOUNT_MADE, account->person, fault)
			   : status;
}

// In a transaction as the recorder.
static enum status provide(struct connection *recorder, const struct organisation *organisation,
	enum role role, struct instant now, struct person_id *out, struct fault *fault)
{
	struct account account = {
		.organisation = organisation->id,
		.display_name = display_name(role),
		.sign_in_name = text_of(demonstration_account(role)),
		.language = TEXT("en"),
		.nation = organisation->nation,
	};
	bool added = false;
	role_set_add(&account.roles, role);
	enum status status = find_person(recorder, organisation->id, role, &account.person, fault);
	if (status == STATUS_OK && !uuid_is_nil(account.person.uuid))
		status = demonstration_account_add(recorder, &account, now, &added, fault);
	if (status == STATUS_OK && added)
		status =
			demonstration_host_hours(recorder, organisation->id, role, account.person, now, fault);
	*out = account.person;
	return status;
}

// In a transaction as the web role.
static enum status set_password(struct connection *web, struct person_id person, struct text hash,
	bool reset, struct instant now, struct fault *fault)
{
	struct arena arena;
	struct account account;
	arena_init(&arena);
	enum status status = app_begin(web, &person, NULL, fault);
	if (status == STATUS_OK)
		status = account_own(web, person, true, &arena, &account, fault);
	if (status == STATUS_OK && !account.left && (reset || !account.has_password))
		status = account_password(web, person, hash, now, fault);
	arena_done(&arena);
	return status;
}

enum status demonstration_accounts(struct connection *recorder, struct connection *web,
	const struct organisation *organisation, struct text password_hash, bool reset,
	struct instant now, struct fault *fault)
{
	struct person_id people[ROLE_COUNT];
	if (!organisation->demonstration)
		return fault_set(fault, STATUS_DENIED, NULL,
			"The people in this database are real, and a demonstration's are not.");
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; status == STATUS_OK && i < ROLE_COUNT; i++)
		status = provide(recorder, organisation, (enum role)i, now, &people[i], fault);
	status = transaction_end(recorder, status, fault);
	if (status == STATUS_OK)
		status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; status == STATUS_OK && i < ROLE_COUNT; i++) {
		if (!uuid_is_nil(people[i].uuid))
			status = set_password(web, people[i], password_hash, reset, now, fault);
	}
	return transaction_end(web, status, fault);
}
