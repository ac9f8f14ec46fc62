// SPDX-License-Identifier: MIT
#include "app/accounts/administer.h"
#include "store/people.h"

#define REFERENCE "first-administrator"

// Their account, made where it is not there. Of several at once one makes it.
static enum status provide(struct connection *recorder, const struct organisation *organisation,
	struct instant now, struct person_id *out, struct fault *fault)
{
	struct text parts[] = {
		{(const char *)organisation->id.uuid.bytes, sizeof organisation->id.uuid.bytes},
		TEXT(REFERENCE)};
	const struct person person = {
		.id = {uuid_of_parts(parts, 2)}, .reference = TEXT(REFERENCE), .profile = TEXT("")};
	struct account account = {
		.organisation = organisation->id,
		.display_name = TEXT("Administrator"),
		.sign_in_name = TEXT(""),
		.language = TEXT("en"),
		.nation = organisation->nation,
	};
	struct fault own = {.status = STATUS_OK};
	role_set_add(&account.roles, ROLE_ADMINISTRATOR);
	enum status status = person_add(recorder, organisation->id, &person, now, fault);
	if (status == STATUS_OK)
		status =
			account_person(recorder, organisation->id, person.reference, &account.person, fault);
	if (status != STATUS_OK)
		return status;
	*out = account.person;
	status = account_add(recorder, &account, now, &own);
	if (status == STATUS_OK || status == STATUS_CONFLICT)
		return STATUS_OK;
	return fault_set(fault, status, own.where, "%s", own.message);
}

static enum status make(struct connection *recorder, const struct organisation *organisation,
	struct instant now, struct token *out, struct fault *fault)
{
	struct token token = token_new();
	struct token_hash hash = token_hash(&token);
	struct one_time_link link = {
		.purpose = LINK_FIRST_ADMINISTRATOR,
		.organisation = organisation->id,
		.expires_at = instant_later(now, one_time_link_lifetime(LINK_FIRST_ADMINISTRATOR)),
	};
	enum status status = provide(recorder, organisation, now, &link.person, fault);
	const struct audit_actor by = {
		.kind = AUDIT_BY_SHELL, .organisation = organisation->id, .role = ROLE_COUNT, .now = now};
	if (status == STATUS_OK)
		status = one_time_link_add(recorder, hash.bytes, &link, now, fault);
	if (status == STATUS_OK)
		status = audit_add_person(recorder, &by, AUDIT_SIGN_IN_LINK_MADE, link.person, fault);
	if (status == STATUS_OK)
		*out = token;
	return status;
}

enum status first_administrator_link(struct connection *recorder,
	const struct organisation *organisation, struct instant now, bool *needed, struct token *out,
	struct fault *fault)
{
	bool found = true;
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = administrators_lock(recorder, fault);
	if (status == STATUS_OK)
		status = account_administrator(recorder, organisation->id, &found, fault);
	if (status == STATUS_OK && !found)
		status = make(recorder, organisation, now, out, fault);
	status = transaction_end(recorder, status, fault);
	if (status == STATUS_OK)
		*needed = !found;
	return status;
}
