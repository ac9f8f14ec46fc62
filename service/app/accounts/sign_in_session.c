// SPDX-License-Identifier: MIT
#include "app/accounts/sign_in_session.h"

#include <assert.h>

#include "app/accounts/act.h"

#define WRITTEN_EVERY 60
#define REMEMBERED (30 * SECONDS_PER_DAY)

static enum status nobody(struct fault *fault)
{
	return fault_set(fault, STATUS_NOT_FOUND, NULL, "Nobody is signed in here any more.");
}

// Inside a transaction.
static enum status read(const struct accounts *accounts, struct connection *web,
	const struct token_hash *hash, struct instant now, struct sign_in_session *out,
	struct fault *fault)
{
	enum status status = app_begin(web, NULL, hash->bytes, fault);
	if (status == STATUS_OK)
		status = sign_in_session_read(web, hash->bytes, now,
			instant_later(now, accounts->terms.idle_seconds), instant_later(now, -WRITTEN_EVERY),
			out, fault);
	return status;
}

enum status sign_in_session_find(const struct accounts *accounts, struct connection *web,
	struct text token, struct instant now, struct sign_in_session *out, struct fault *fault)
{
	struct token parsed;
	if (!token_parse(token, &parsed))
		return nobody(fault);
	struct token_hash hash = token_hash(&parsed);
	return sign_in_session_look(web, hash.bytes, now,
		instant_later(now, accounts->terms.idle_seconds), instant_later(now, -WRITTEN_EVERY), out,
		fault);
}

enum status sign_in_session_end(
	struct connection *web, struct text token, struct instant now, struct fault *fault)
{
	struct token parsed;
	if (!token_parse(token, &parsed))
		return STATUS_OK;
	struct token_hash hash = token_hash(&parsed);
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	status = app_begin(web, NULL, hash.bytes, fault);
	if (status == STATUS_OK)
		status = sign_in_session_close(web, hash.bytes, now, NULL, fault);
	return transaction_end(web, status, fault);
}

static enum status end_all(struct connection *web, struct person_id person, struct instant now,
	struct arena *arena, struct fault *fault)
{
	struct account account;
	const struct act act = {ACT_SIGNED_OUT_EVERYWHERE, person, now};
	enum status status = app_begin(web, &person, NULL, fault);
	if (status == STATUS_OK)
		status = account_own(web, person, true, arena, &account, fault);
	if (status == STATUS_OK)
		status = sign_in_sessions_close(web, person, NULL, now, fault);
	return status == STATUS_OK ? account_act(web, &act, fault) : status;
}

enum status sign_out_everywhere(
	struct connection *web, struct person_id person, struct instant now, struct fault *fault)
{
	struct arena arena;
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = end_all(web, person, now, &arena, fault);
	arena_done(&arena);
	return transaction_end(web, status, fault);
}

static enum status add(
	struct connection *web, struct sign_in_session *session, struct token *out, struct fault *fault)
{
	struct token token = token_new();
	struct token_hash hash = token_hash(&token);
	if (instant_before(session->absolute_until, session->idle_until))
		session->idle_until = session->absolute_until;
	enum status status = app_begin(web, &session->person, hash.bytes, fault);
	if (status == STATUS_OK)
		status = sign_in_session_add(web, hash.bytes, session, fault);
	if (status == STATUS_OK)
		*out = token;
	return status;
}

enum role first_role(struct role_set roles)
{
	enum role role = ROLE_OFFICER;
	while (!role_set_has(roles, role)) {
		role++;
		assert(role < ROLE_COUNT); // the table's CHECK wants one
	}
	return role;
}

enum status sign_in_session_begin(const struct accounts *accounts, struct connection *web,
	const struct account *account, enum role role, struct instant now, struct token *out,
	struct fault *fault)
{
	if (!uuid_equal(account->organisation.uuid, accounts->organisation.uuid))
		return nobody(fault);
	// The clock of the service that signed them out may be ahead.
	struct instant from = instant_latest(now, account->signed_out_before);
	struct sign_in_session session = {
		.person = account->person,
		.organisation = account->organisation,
		.role = role,
		.signed_in_at = from,
		.created_at = from,
		.idle_until = instant_later(from, accounts->terms.idle_seconds),
		.absolute_until = instant_later(from, accounts->terms.absolute_seconds),
	};
	enum status status = add(web, &session, out, fault);
	if (status == STATUS_OK)
		status =
			sign_in_sessions_forget(web, account->person, instant_later(now, -REMEMBERED), fault);
	return status;
}

// The session is in force and the account locked: no signing out happens beside this.
static enum status replace(const struct accounts *accounts, struct connection *web,
	const struct token_hash *hash, struct sign_in_session *session, const struct account *account,
	enum role role, struct instant now, struct token *out, struct fault *fault)
{
	const struct act act = {ACT_ROLE_SWITCHED, account->person, now};
	bool ended = false;
	if (account->left || instant_before(session->signed_in_at, account->signed_out_before))
		return nobody(fault);
	if (!role_set_has(account->roles, role))
		return fault_set(fault, STATUS_DENIED, NULL, "You do not have this role.");
	enum status status = sign_in_session_close(web, hash->bytes, now, &ended, fault);
	if (status == STATUS_OK && !ended)
		return nobody(fault);
	session->organisation = account->organisation;
	session->role = role;
	session->created_at = now;
	session->idle_until = instant_later(now, accounts->terms.idle_seconds);
	if (status == STATUS_OK)
		status = add(web, session, out, fault);
	return status == STATUS_OK ? account_act(web, &act, fault) : status;
}

enum status switch_role(const struct accounts *accounts, struct connection *web, struct text token,
	enum role role, struct instant now, struct token *out, struct fault *fault)
{
	struct token parsed;
	struct arena arena;
	struct account account;
	struct sign_in_session session;
	if (!token_parse(token, &parsed))
		return nobody(fault);
	struct token_hash hash = token_hash(&parsed);
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = read(accounts, web, &hash, now, &session, fault);
	if (status == STATUS_OK)
		status = app_begin(web, &session.person, hash.bytes, fault);
	if (status == STATUS_OK)
		status = account_own(web, session.person, true, &arena, &account, fault);
	if (status == STATUS_OK)
		status = replace(accounts, web, &hash, &session, &account, role, now, out, fault);
	arena_done(&arena);
	return transaction_end(web, status, fault);
}
