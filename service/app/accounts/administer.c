// SPDX-License-Identifier: MIT
#include "app/accounts/administer.h"

#include "app/accounts/name.h"
#include "core/language.h"
#include "store/busy_calendars.h"
#include "store/contacts.h"
#include "store/follow_ups.h"
#include "store/needs.h"
#include "store/people.h"
#include "store/reporting.h"
#include "store/sign_ins.h"
#include "store/slots.h"
#include "store/teams.h"
#include "store/waiting.h"

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

// The account, locked, of somebody else in the actor's organisation.
static enum status lock_other(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct arena *arena, struct account *out, struct fault *fault)
{
	if (by->kind == AUDIT_BY_PERSON && uuid_equal(by->person.uuid, person.uuid))
		return fault_set(fault, STATUS_DENIED, NULL, "%s",
			MESSAGE("This is your own account: another administrator has to change it."));
	enum status status = account_lock(recorder, person, arena, out, fault);
	if (status == STATUS_OK && !uuid_equal(out->organisation.uuid, by->organisation.uuid))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such account.");
	return status;
}

static enum status open(struct connection *recorder, const struct organisation *organisation,
	const struct audit_actor *by, const struct new_account *wanted, const struct sign_in_name *name,
	struct link_made *invitation, struct fault *fault)
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
	enum status status = provide_person(
		recorder, organisation->id, wanted->reference, by->now, &account.person, fault);
	if (status == STATUS_OK)
		status = account_add(recorder, &account, by->now, fault);
	if (status == STATUS_OK)
		status = sign_in_name_add(recorder, &account, hash.bytes, by->now, fault);
	if (status == STATUS_OK)
		status = audit_add_person(recorder, by, AUDIT_ACCOUNT_MADE, account.person, fault);
	if (status == STATUS_OK)
		status = one_time_link_make(recorder, by, account.person, false, invitation, fault);
	return status;
}

enum status account_open(struct connection *recorder, const struct organisation *organisation,
	const struct audit_actor *by, const struct new_account *account, struct link_made *invitation,
	struct fault *fault)
{
	struct sign_in_name name;
	if (!sign_in_name_read(account->sign_in_name, &name))
		return fault_set(fault, STATUS_INVALID, "sign_in_name", "%s",
			MESSAGE(
				"A name to sign in with has 3 to 254 characters and no spaces: an e-mail address "
				"or a staff number."));
	if (!account->reference.length || !account->display_name.length || !account->roles.bits)
		return fault_set(
			fault, STATUS_INVALID, NULL, "An account has a reference, a name and a role.");
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = open(recorder, organisation, by, account, &name, invitation, fault);
	return transaction_end(recorder, status, fault);
}

static enum status link(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, bool external, bool without_code, struct link_made *out,
	struct fault *fault)
{
	struct arena arena;
	struct account account;
	arena_init(&arena);
	enum status status = lock_other(recorder, by, person, &arena, &account, fault);
	arena_done(&arena);
	if (status == STATUS_OK && without_code)
		status = account_totp_end(recorder, person, by->now, fault);
	if (status == STATUS_OK)
		status = one_time_link_make(recorder, by, person, external, out, fault);
	if (status == STATUS_OK && without_code)
		status = audit_add_person(recorder, by, AUDIT_SECOND_STEP_ENDED, person, fault);
	return status;
}

enum status account_link(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, bool external, bool without_code, struct link_made *out,
	struct fault *fault)
{
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = link(recorder, by, person, external, without_code, out, fault);
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
		status = fault_set(fault, STATUS_DENIED, NULL, "%s",
			MESSAGE("Nobody else can sign in as an administrator. Make another one first."));
	return status;
}

static enum status check_roles(
	const struct account *account, const struct role_set *known, struct fault *fault)
{
	if (account->left)
		return fault_set(fault, STATUS_DENIED, NULL, "%s", MESSAGE("This person has left."));
	if (known && known->bits != account->roles.bits)
		return fault_set(fault, STATUS_CONFLICT, NULL, "The roles have changed meanwhile.");
	return STATUS_OK;
}

// Who can be asked to contact people is told to those whom they would.
static enum status tell_of_clinician(struct connection *recorder, const struct audit_actor *by,
	const struct account *account, struct fault *fault)
{
	return role_set_has(account->roles, ROLE_CLINICIAN)
			   ? contacts_rename(recorder, by->organisation, by->now, fault)
			   : STATUS_OK;
}

static enum status set_roles(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, const struct role_set *known, struct role_set roles,
	struct fault *fault)
{
	struct arena arena;
	struct account account;
	arena_init(&arena);
	enum status status = administrators_lock(recorder, fault);
	if (status == STATUS_OK)
		status = lock_other(recorder, by, person, &arena, &account, fault);
	if (status == STATUS_OK)
		status = check_roles(&account, known, fault);
	if (status == STATUS_OK)
		status = account_roles(recorder, person, roles, by->now, fault);
	if (status == STATUS_OK)
		status = availability_looked(recorder, person, by->now, fault);
	if (status == STATUS_OK)
		status = sign_in_sessions_close_outside(recorder, person, roles, by->now, fault);
	if (status == STATUS_OK)
		status = keep_an_administrator(recorder, by->organisation, &account, fault);
	if (status == STATUS_OK)
		status = tell_of_clinician(recorder, by, &account, fault);
	arena_done(&arena);
	return status == STATUS_OK ? audit_add_person(recorder, by, AUDIT_ROLES_CHANGED, person, fault)
							   : status;
}

enum status account_set_roles(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, const struct role_set *known, struct role_set roles,
	struct fault *fault)
{
	if (!roles.bits)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("An account has a role; somebody who needs none any more leaves."));
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = set_roles(recorder, by, person, known, roles, fault);
	return transaction_end(recorder, status, fault);
}

static enum status sign_out(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct fault *fault)
{
	struct arena arena;
	struct account account;
	arena_init(&arena);
	enum status status = lock_other(recorder, by, person, &arena, &account, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		status =
			sign_in_sessions_close_outside(recorder, person, (struct role_set){0}, by->now, fault);
	return status == STATUS_OK
			   ? audit_add_person(recorder, by, AUDIT_SIGNED_OUT_EVERYWHERE, person, fault)
			   : status;
}

enum status account_sign_out(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct fault *fault)
{
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = sign_out(recorder, by, person, fault);
	return transaction_end(recorder, status, fault);
}

// What they would have attended, and what would have found them more.
static enum status release(struct connection *recorder, struct person_id person, struct instant now,
	struct arena *arena, struct leaving *out, struct fault *fault)
{
	struct released_booking *released = NULL;
	bool stopped;
	enum status status = needs_close(recorder, person, now, fault);
	if (status == STATUS_OK)
		status = contact_stop(recorder, person, &stopped, fault);
	if (status == STATUS_OK)
		status = follow_ups_end(recorder, person, NULL, fault);
	if (status == STATUS_OK)
		status = waiting_remove_all(recorder, person, fault);
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
		status = busy_calendars_remove(recorder, person, fault);
	if (status == STATUS_OK)
		status = availability_hours_remove_all(recorder, person, fault);
	if (status == STATUS_OK)
		status = availability_looked(recorder, person, now, fault);
	if (status == STATUS_OK)
		status = keep_an_administrator(recorder, by->organisation, &account, fault);
	if (status == STATUS_OK)
		status = leave_place(recorder, by, person, arena, out, fault);
	if (status == STATUS_OK)
		status = tell_of_clinician(recorder, by, &account, fault);
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

static enum status end(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct leaving *out, struct fault *fault)
{
	struct arena arena;
	struct account account;
	arena_init(&arena);
	enum status status = administrators_lock(recorder, fault);
	if (status == STATUS_OK)
		status = lock_other(recorder, by, person, &arena, &account, fault);
	arena_done(&arena);
	return status == STATUS_OK ? account_end_within(recorder, by, person, out, fault) : status;
}

enum status account_end(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct leaving *out, struct fault *fault)
{
	struct leaving leaving = {0};
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = end(recorder, by, person, &leaving, fault);
	status = transaction_end(recorder, status, fault);
	if (status == STATUS_OK)
		*out = leaving;
	return status;
}
