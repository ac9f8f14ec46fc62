// SPDX-License-Identifier: MIT
#include "app/accounts/sign_in.h"

#include "app/accounts/act.h"
#include "app/accounts/name.h"
#include "secret/totp.h"

struct candidate {
	struct person_id person; // nil: nobody has the name
	struct account account;
	bool usable; // there is an account of this organisation in use, with a password
	struct recovery_code typed;
	struct token_hash recovery; // of the code as one of theirs
	bool recovery_known;
	int64_t step; // of the code; 0 where it is not one of theirs
};

// STATUS_NOT_FOUND, of which the caller is not told, is no failure.
static enum status unless_missing(enum status status, struct fault *own, struct fault *fault)
{
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		return STATUS_OK;
	return fault_set(fault, status, own->where, "%s", own->message);
}

// Asks as much of the database whether there is somebody or not.
static enum status look(const struct accounts *accounts, struct connection *web,
	const struct token_hash *name, struct text code, struct arena *arena, struct candidate *out,
	struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	enum status found = sign_in_name_find(web, name->bytes, &out->person, &own);
	enum status status = unless_missing(found, &own, fault);
	if (status == STATUS_OK)
		status = app_begin(web, &out->person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	fault_clear(&own);
	found = account_own(web, out->person, false, arena, &out->account, &own);
	status = unless_missing(found, &own, fault);
	out->usable = found == STATUS_OK && !out->account.left && out->account.password_hash.start &&
				  uuid_equal(out->account.organisation.uuid, accounts->organisation.uuid);
	if (!recovery_code_parse(code, &out->typed))
		out->typed = (struct recovery_code){"-----------"};
	out->recovery = recovery_code_hash(accounts->key, out->person, &out->typed);
	if (status == STATUS_OK)
		status =
			recovery_code_known(web, out->person, out->recovery.bytes, &out->recovery_known, fault);
	return status;
}

static enum status find(const struct accounts *accounts, struct connection *web,
	const struct token_hash *name, struct text code, struct arena *arena, struct candidate *out,
	struct fault *fault)
{
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	status = app_begin(web, NULL, name->bytes, fault);
	if (status == STATUS_OK)
		status = look(accounts, web, name, code, arena, out, fault);
	return transaction_end(web, status, fault);
}

// Whether the code is right, or none is needed.
static bool second_step(const struct accounts *accounts, struct candidate *candidate,
	struct text code, struct instant now)
{
	struct totp_secret secret;
	const struct account *account = &candidate->account;
	if (!account->has_totp)
		return true;
	if (candidate->recovery_known)
		return true;
	return totp_unseal(accounts->key, candidate->person, account->totp_sealed, &secret) &&
		   totp_check(&secret, code, now, account->totp_step, &candidate->step);
}

// Uses up the code. `*fresh` is false when somebody else just has.
static enum status spend(struct connection *web, const struct candidate *candidate,
	struct instant now, bool *fresh, struct fault *fault)
{
	*fresh = true;
	if (!candidate->account.has_totp)
		return STATUS_OK;
	if (candidate->recovery_known)
		return recovery_code_spend(
			web, candidate->person, candidate->recovery.bytes, now, fresh, fault);
	return account_totp_step(web, candidate->person, candidate->step, fresh, fault);
}

static bool unchanged(const struct account *before, const struct account *now)
{
	return !now->left && now->password_hash.start &&
		   text_equal(before->password_hash, now->password_hash) &&
		   text_equal(before->totp_sealed, now->totp_sealed);
}

// In a transaction, with what was verified outside it.
static enum status begin(const struct accounts *accounts, struct connection *web,
	struct candidate *candidate, struct text rehashed, struct instant now, struct arena *arena,
	struct signed_in *out, struct fault *fault)
{
	struct account account;
	bool fresh = false;
	const struct act act = {ACT_SIGNED_IN, candidate->person, now};
	enum status status = app_begin(web, &candidate->person, NULL, fault);
	if (status == STATUS_OK)
		status = account_own(web, candidate->person, true, arena, &account, fault);
	if (status == STATUS_OK && unchanged(&candidate->account, &account))
		status = spend(web, candidate, now, &fresh, fault);
	if (status != STATUS_OK || !fresh)
		return status;
	if (rehashed.length)
		status = account_password(web, candidate->person, rehashed, now, fault);
	out->role = first_role(account.roles);
	if (status == STATUS_OK)
		status = sign_in_session_begin(accounts, web, &account, out->role, now, &out->token, fault);
	if (status == STATUS_OK)
		out->answer = SIGN_IN_DONE;
	return status == STATUS_OK ? account_act(web, &act, fault) : status;
}

static enum status rehash(const struct accounts *accounts, const struct candidate *candidate,
	struct text password, struct password_hash *out, struct fault *fault)
{
	if (!password_is_outdated(&accounts->cost, candidate->account.password_hash))
		return STATUS_OK;
	return password_make(&accounts->cost, password, out, fault);
}

static enum status try(const struct accounts *accounts, struct connection *web,
	const struct sign_in_request *request, const struct token_hash *name, struct instant now,
	struct arena *arena, struct signed_in *out, struct fault *fault)
{
	struct candidate candidate = {.usable = false};
	struct password_hash rehashed = {""};
	bool right = false;
	enum status status = find(accounts, web, name, request->code, arena, &candidate, fault);
	if (status == STATUS_OK)
		status = password_verify(&accounts->cost,
			candidate.usable ? candidate.account.password_hash : (struct text){NULL, 0},
			request->password, &right, fault);
	if (status != STATUS_OK)
		return status;
	bool second = second_step(accounts, &candidate, request->code, now);
	if (!candidate.usable || !right || !second)
		return STATUS_OK;
	out->person = candidate.person;
	status = rehash(accounts, &candidate, request->password, &rehashed, fault);
	if (status == STATUS_OK)
		status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	status = begin(accounts, web, &candidate, text_of(rehashed.text), now, arena, out, fault);
	return transaction_end(web, status, fault);
}

enum status sign_in(const struct accounts *accounts, struct connection *web,
	const struct sign_in_request *request, struct instant now, struct signed_in *out,
	struct fault *fault)
{
	struct arena arena;
	struct signed_in signed_in = {.answer = SIGN_IN_REFUSED};
	struct sign_in_attempt attempt = {
		.address = request->address, .name = sign_in_name_hash(request->name)};
	attempt.known =
		device_cookie_check(accounts->key, &attempt.name, request->device, &attempt.device);
	int64_t wait = allowance_take(accounts->allowance, &attempt, now);
	if (wait > 0) {
		*out = (struct signed_in){.answer = SIGN_IN_LATER, .wait_seconds = wait};
		return STATUS_OK;
	}
	arena_init(&arena);
	enum status status = try(accounts, web, request, &attempt.name, now, &arena, &signed_in, fault);
	arena_done(&arena);
	if (status != STATUS_OK || signed_in.answer == SIGN_IN_DONE)
		allowance_give_back(accounts->allowance, &attempt, now);
	if (status != STATUS_OK)
		return status;
	if (signed_in.answer == SIGN_IN_DONE)
		signed_in.device = device_cookie_new(accounts->key, &attempt.name);
	else
		signed_in = (struct signed_in){.answer = SIGN_IN_REFUSED};
	*out = signed_in;
	return STATUS_OK;
}
