// SPDX-License-Identifier: MIT
#include "app/accounts/administer.h"

#include "app/accounts/act.h"
#include "app/accounts/name.h"
#include "store/needs.h"
#include "store/people.h"
#include "store/reporting.h"
#include "store/teams.h"

enum status account_person(struct connection *recorder, struct organisation_id organisation,
	struct text reference, struct person_id *out, struct fault *fault)
{
	struct arena arena;
	struct person person;
	arena_init(&arena);
	enum status status = person_read(recorder, organisation, reference, &arena, &person, fault);
	if (status == STATUS_OK)
		*out = person.id;
	arena_done(&arena);
	return status;
}

// The person of a reference, added where there is nobody.
static enum status provide_person(struct connection *recorder, struct organisation_id organisation,
	struct text reference, struct instant now, struct person_id *out, struct fault *fault)
{
	const struct person person = {
		.id = {uuid_v7(now.seconds * 1000)}, .reference = reference, .profile = TEXT("")};
	enum status status = person_add(recorder, organisation, &person, now, fault);
	return status == STATUS_OK ? account_person(recorder, organisation, reference, out, fault)
							   : status;
}

static enum status open(struct connection *recorder, const struct organisation *organisation,
	const struct new_account *wanted, const struct sign_in_name *name, struct instant now,
	struct token *invitation, struct fault *fault)
{
	struct account account = {
		.organisation = organisation->id,
		.display_name = wanted->display_name,
		.sign_in_name = text_of(name->text),
		.roles = wanted->roles,
		.language = wanted->language,
		.nation = organisation->nation,
	};
	struct token_hash hash = sign_in_name_hash(account.sign_in_name);
	enum status status =
		provide_person(recorder, organisation->id, wanted->reference, now, &account.person, fault);
	const struct act act = {ACT_ACCOUNT_MADE, account.person, true, now};
	if (status == STATUS_OK)
		status = account_add(recorder, &account, now, fault);
	if (status == STATUS_OK)
		status = sign_in_name_add(recorder, &account, hash.bytes, now, fault);
	if (status == STATUS_OK)
		status = account_act(recorder, &act, fault);
	if (status == STATUS_OK)
		status = one_time_link_make(recorder, account.person, false, now, invitation, fault);
	return status;
}

enum status account_open(struct connection *recorder, const struct organisation *organisation,
	const struct new_account *account, struct instant now, struct token *invitation,
	struct fault *fault)
{
	struct sign_in_name name;
	if (!sign_in_name_read(account->sign_in_name, &name))
		return fault_set(fault, STATUS_INVALID, NULL,
			"A name to sign in with has 3 to 254 characters and no spaces: an e-mail address or "
			"a staff number.");
	if (!account->reference.length || !account->display_name.length || !account->roles.bits)
		return fault_set(
			fault, STATUS_INVALID, NULL, "An account has a reference, a name and a role.");
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = open(recorder, organisation, account, &name, now, invitation, fault);
	return transaction_end(recorder, status, fault);
}

enum status account_link(struct connection *recorder, struct person_id person, bool external,
	bool without_code, struct instant now, struct token *out, struct fault *fault)
{
	const struct act act = {ACT_SECOND_STEP_ENDED, person, true, now};
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	if (without_code)
		status = account_totp_end(recorder, person, now, fault);
	if (status == STATUS_OK)
		status = one_time_link_make(recorder, person, external, now, out, fault);
	if (status == STATUS_OK && without_code)
		status = account_act(recorder, &act, fault);
	return transaction_end(recorder, status, fault);
}

static enum status keep_an_administrator(struct connection *recorder,
	struct organisation_id organisation, const struct account *before, struct fault *fault)
{
	bool found = true;
	if (!role_set_has(before->roles, ROLE_ADMINISTRATOR) || !before->has_password)
		return STATUS_OK;
	enum status status = account_administrator(recorder, organisation, &found, fault);
	if (status == STATUS_OK && !found)
		status = fault_set(fault, STATUS_DENIED, NULL,
			"Nobody else can sign in as an administrator. Make another one first.");
	return status;
}

static enum status set_roles(struct connection *recorder, struct organisation_id organisation,
	struct person_id person, struct role_set roles, struct instant now, struct fault *fault)
{
	struct arena arena;
	struct account account;
	const struct act act = {ACT_ROLES_SET, person, true, now};
	arena_init(&arena);
	enum status status = administrators_lock(recorder, fault);
	if (status == STATUS_OK)
		status = account_lock(recorder, person, &arena, &account, fault);
	if (status == STATUS_OK && account.left)
		status = fault_set(fault, STATUS_DENIED, NULL, "This person has left.");
	if (status == STATUS_OK)
		status = account_roles(recorder, person, roles, now, fault);
	if (status == STATUS_OK)
		status = sign_in_sessions_close_outside(recorder, person, roles, now, fault);
	if (status == STATUS_OK)
		status = keep_an_administrator(recorder, organisation, &account, fault);
	arena_done(&arena);
	return status == STATUS_OK ? account_act(recorder, &act, fault) : status;
}

enum status account_set_roles(struct connection *recorder, struct organisation_id organisation,
	struct person_id person, struct role_set roles, struct instant now, struct fault *fault)
{
	if (!roles.bits)
		return fault_set(fault, STATUS_INVALID, NULL,
			"An account has a role; somebody who needs none any more leaves.");
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = set_roles(recorder, organisation, person, roles, now, fault);
	return transaction_end(recorder, status, fault);
}

// What they would have attended, and what would have found them more.
static enum status release(struct connection *recorder, struct person_id person, struct instant now,
	struct arena *arena, struct leaving *out, struct fault *fault)
{
	struct released_booking *released = NULL;
	enum status status = needs_close(recorder, person, now, fault);
	if (status == STATUS_OK)
		status = bookings_release(recorder, person, now, arena, &released, &out->released, fault);
	if (status == STATUS_OK && out->released)
		status = feed_revise(recorder, person, PART_ATTENDEE, now, fault);
	for (size_t i = 0; status == STATUS_OK && i < out->released; i++)
		status = feed_revise(recorder, released[i].host, PART_HOST, now, fault);
	if (status == STATUS_OK)
		status = sessions_led(recorder, person, now, &out->leads, fault);
	return status;
}

// Their place in the organisation. Those who reported to them are told by their trail.
static enum status leave_place(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct arena *arena, struct leaving *out, struct fault *fault)
{
	struct person_id *reports;
	enum status status = team_leave(recorder, person, by->now, fault);
	if (status == STATUS_OK)
		status = reporting_leave(recorder, person, by->now, arena, &reports, &out->reports, fault);
	struct chain_id *chains =
		status == STATUS_OK ? arena_array(arena, out->reports, sizeof *chains) : NULL;
	if (status == STATUS_OK && !chains)
		status = fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < out->reports; i++)
		chains[i] = chain_of_person(reports[i]);
	return status == STATUS_OK
			   ? audit_add(recorder, by, AUDIT_STAFF_CHANGED, chains, out->reports, fault)
			   : status;
}

static enum status leave(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct arena *arena, struct leaving *out, struct fault *fault)
{
	struct account account;
	struct instant now = by->now;
	enum status status = administrators_lock(recorder, fault);
	if (status == STATUS_OK)
		status = account_lock(recorder, person, arena, &account, fault);
	if (status == STATUS_OK)
		status = account_leave(recorder, person, now, fault);
	if (status == STATUS_OK)
		status = sign_in_sessions_close_outside(recorder, person, (struct role_set){0}, now, fault);
	if (status == STATUS_OK)
		status = release(recorder, person, now, arena, out, fault);
	if (status == STATUS_OK)
		status = keep_an_administrator(recorder, by->organisation, &account, fault);
	if (status == STATUS_OK)
		status = leave_place(recorder, by, person, arena, out, fault);
	return status == STATUS_OK ? audit_add_person(recorder, by, AUDIT_ACCOUNT_ENDED, person, fault)
							   : status;
}

enum status account_end_within(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct leaving *out, struct fault *fault)
{
	struct arena arena;
	struct leaving leaving = {0};
	arena_init(&arena);
	enum status status = leave(recorder, by, person, &arena, &leaving, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		*out = leaving;
	return status;
}

enum status account_end(struct connection *recorder, struct organisation_id organisation,
	struct person_id person, struct instant now, struct leaving *out, struct fault *fault)
{
	struct leaving leaving = {0};
	const struct audit_actor by = {
		.kind = AUDIT_BY_SHELL, .role = ROLE_COUNT, .organisation = organisation, .now = now};
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = account_end_within(recorder, &by, person, &leaving, fault);
	status = transaction_end(recorder, status, fault);
	if (status == STATUS_OK)
		*out = leaving;
	return status;
}
