// SPDX-License-Identifier: MIT
#include "store/accounts.h"

#include "core/language.h"
#include "store/changing.h"

#define ADMINISTRATORS_KEY INT64_C(0x706c696d61646d69) // "plimadmi"

enum status administrators_lock(struct connection *connection, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_bigint(&change.values, ADMINISTRATORS_KEY);
	return change_run(&change, connection, QUERY_ORGANISATION_LOCK, NULL, fault);
}

static enum status bring_back(struct connection *connection, const struct account *account,
	struct instant at, bool *changed, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, account->person.uuid);
	parameter_text(&change.values, account->display_name);
	parameter_text(&change.values, account->sign_in_name);
	parameter_roles(&change.values, account->roles);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ACCOUNT_RETURN, changed, fault);
}

enum status account_add(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault)
{
	struct change change;
	bool added = false;
	change_start(&change);
	parameter_uuid(&change.values, account->person.uuid);
	parameter_uuid(&change.values, account->organisation.uuid);
	parameter_text(&change.values, account->display_name);
	parameter_text(&change.values, account->sign_in_name);
	parameter_roles(&change.values, account->roles);
	parameter_text(&change.values, account->language);
	parameter_text(&change.values, account->nation);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_ACCOUNT_ADD, &added, fault);
	if (status == STATUS_OK && !added)
		status = bring_back(connection, account, at, &added, fault);
	if (status == STATUS_OK && !added)
		status = fault_set(fault, STATUS_CONFLICT, NULL, "This person has an account already.");
	return status;
}

enum status sign_in_name_add(struct connection *connection, const struct account *account,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, struct fault *fault)
{
	struct change change;
	struct fault own = {.status = STATUS_OK};
	change_start(&change);
	parameter_bytes(&change.values, hash, ROW_HASH_BYTES);
	parameter_uuid(&change.values, account->organisation.uuid);
	parameter_uuid(&change.values, account->person.uuid);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_SIGN_IN_NAME_ADD, NULL, &own);
	if (status == STATUS_CONFLICT)
		return fault_set(fault, status, NULL, MESSAGE("Somebody signs in with that name already."));
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	return STATUS_OK;
}

enum status account_name(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, account->person.uuid);
	parameter_text(&change.values, account->display_name);
	parameter_text(&change.values, account->sign_in_name);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ACCOUNT_NAME, NULL, fault);
}

enum status account_prefer(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, account->person.uuid);
	parameter_text(&change.values, account->language);
	parameter_texts(&change.values, account->access_needs, account->access_need_count);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ACCOUNT_PREFER, NULL, fault);
}

static void parameter_bytes_or_null(struct parameters *values, struct text bytes)
{
	if (bytes.start)
		parameter_bytes(values, bytes.start, bytes.length);
	else
		parameter_null(values);
}

enum status account_totp(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, account->person.uuid);
	parameter_bytes_or_null(&change.values, account->totp_pending);
	parameter_bytes_or_null(&change.values, account->totp_sealed);
	if (account->totp_sealed.start)
		parameter_instant(&change.values, at);
	else
		parameter_null(&change.values);
	parameter_bigint(&change.values, account->totp_step);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ACCOUNT_TOTP, NULL, fault);
}

enum status account_password(struct connection *connection, struct person_id person,
	struct text hash, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_text(&change.values, hash);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ACCOUNT_PASSWORD, NULL, fault);
}

enum status account_totp_step(struct connection *connection, struct person_id person, int64_t step,
	bool *fresh, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_bigint(&change.values, step);
	return change_run(&change, connection, QUERY_ACCOUNT_TOTP_STEP, fresh, fault);
}

enum status account_roles(struct connection *connection, struct person_id person,
	struct role_set roles, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_roles(&change.values, roles);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ACCOUNT_ROLES, NULL, fault);
}

// A statement that takes the person, and the instant where one is given.
static enum status of_person(struct connection *connection, enum query query,
	struct person_id person, const struct instant *at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	if (at)
		parameter_instant(&change.values, *at);
	return change_run(&change, connection, query, NULL, fault);
}

enum status account_totp_end(
	struct connection *connection, struct person_id person, struct instant at, struct fault *fault)
{
	enum status status = of_person(connection, QUERY_ACCOUNT_TOTP_END, person, &at, fault);
	if (status == STATUS_OK)
		status = of_person(connection, QUERY_RECOVERY_CODE_FORGET, person, NULL, fault);
	return status;
}

enum status account_leave(
	struct connection *connection, struct person_id person, struct instant at, struct fault *fault)
{
	enum status status = of_person(connection, QUERY_ACCOUNT_LEAVE, person, &at, fault);
	if (status == STATUS_OK)
		status = of_person(connection, QUERY_SIGN_IN_NAME_REMOVE, person, NULL, fault);
	if (status == STATUS_OK)
		status = of_person(connection, QUERY_RECOVERY_CODE_FORGET, person, NULL, fault);
	if (status == STATUS_OK)
		status = of_person(connection, QUERY_ONE_TIME_LINK_FORGET, person, NULL, fault);
	if (status == STATUS_OK)
		status = of_person(connection, QUERY_FEED_TOKEN_REVOKE_ALL, person, &at, fault);
	return status;
}

enum status account_postpone(struct connection *connection, struct person_id person,
	struct instant leaves_at, struct fault *fault)
{
	return of_person(connection, QUERY_ACCOUNT_POSTPONE, person, &leaves_at, fault);
}
