// SPDX-License-Identifier: MIT
#include "app/accounts/own_account.h"

#include <string.h>

#include "app/accounts/act.h"
#include "app/accounts/password_rules.h"
#include "core/language.h"

static enum status read_own(struct connection *web, struct person_id person, struct arena *arena,
	struct account *out, struct fault *fault)
{
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	status = app_begin(web, &person, NULL, fault);
	if (status == STATUS_OK)
		status = account_own(web, person, false, arena, out, fault);
	return transaction_end(web, status, fault);
}

// Whether it is the person's password; else STATUS_DENIED.
static enum status confirm(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct arena *arena, struct account *out, struct fault *fault)
{
	bool right = false;
	struct sign_in_attempt attempt = {
		.address = own->address, .known = true, .device = own->person.uuid};
	if (allowance_take(accounts->allowance, &attempt, own->now) > 0)
		return fault_set(fault, STATUS_DENIED, "password", "%s",
			MESSAGE("The password was wrong too often. Wait a few minutes and try again."));
	enum status status = read_own(web, own->person, arena, out, fault);
	if (status == STATUS_OK)
		status = password_verify(&accounts->cost, out->password_hash, own->password, &right, fault);
	if (status != STATUS_OK || right)
		allowance_give_back(accounts->allowance, &attempt, own->now);
	if (status == STATUS_OK && (!right || out->left))
		status = fault_set(
			fault, STATUS_DENIED, "password", "%s", MESSAGE("The password is not right."));
	return status;
}

// Locks the account, which must have the password that was confirmed still.
static enum status lock(struct connection *web, const struct account *confirmed,
	struct arena *arena, struct account *out, struct fault *fault)
{
	enum status status = app_begin(web, &confirmed->person, NULL, fault);
	if (status == STATUS_OK)
		status = account_own(web, confirmed->person, true, arena, out, fault);
	if (status == STATUS_OK &&
		(out->left || !text_equal(out->password_hash, confirmed->password_hash)))
		status = fault_set(
			fault, STATUS_DENIED, "password", "%s", MESSAGE("The password is not right."));
	return status;
}

static enum status set_password(struct connection *web, const struct account *confirmed,
	struct text token, struct text hash, struct instant now, struct arena *arena,
	struct fault *fault)
{
	struct account account;
	struct token kept;
	struct token_hash kept_hash;
	const struct act act = {ACT_PASSWORD_CHANGED, confirmed->person, now};
	bool keeps = token_parse(token, &kept);
	if (keeps)
		kept_hash = token_hash(&kept);
	enum status status = lock(web, confirmed, arena, &account, fault);
	if (status == STATUS_OK)
		status = account_password(web, account.person, hash, now, fault);
	if (status == STATUS_OK)
		status =
			sign_in_sessions_close(web, account.person, keeps ? kept_hash.bytes : NULL, now, fault);
	return status == STATUS_OK ? account_act(web, &act, fault) : status;
}

static enum status change(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct text token, struct text wanted, struct arena *arena,
	struct fault *fault)
{
	struct account account;
	struct password_hash hash;
	enum status status = confirm(accounts, web, own, arena, &account, fault);
	if (status == STATUS_OK)
		status = password_choose(accounts, &account, wanted, &hash, fault);
	if (status == STATUS_OK)
		status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	status = set_password(web, &account, token, text_of(hash.text), own->now, arena, fault);
	return transaction_end(web, status, fault);
}

enum status password_change(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct text token, struct text wanted, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = change(accounts, web, own, token, wanted, &arena, fault);
	arena_done(&arena);
	return status;
}

// Writes the second step of an account whose password was confirmed.
static enum status write_totp(struct connection *web, const struct account *confirmed,
	const struct totp_sealed *pending, struct instant now, struct arena *arena, struct fault *fault)
{
	struct account account;
	const struct act ended = {ACT_SECOND_STEP_ENDED, confirmed->person, now};
	enum status status = lock(web, confirmed, arena, &account, fault);
	if (status != STATUS_OK)
		return status;
	account.totp_pending = (struct text){NULL, 0};
	if (pending)
		account.totp_pending = (struct text){(const char *)pending->bytes, sizeof pending->bytes};
	else
		account.totp_sealed = (struct text){NULL, 0};
	status = account_totp(web, &account, now, fault);
	if (status == STATUS_OK && !pending)
		status = recovery_codes_replace(web, account.person, NULL, 0, now, fault);
	if (status == STATUS_OK && !pending)
		status = account_act(web, &ended, fault);
	return status;
}

static enum status change_totp(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, const struct totp_sealed *pending, struct fault *fault)
{
	struct arena arena;
	struct account account;
	arena_init(&arena);
	enum status status = confirm(accounts, web, own, &arena, &account, fault);
	if (status == STATUS_OK)
		status = transaction_begin_keyed(web, fault);
	if (status == STATUS_OK) {
		status = write_totp(web, &account, pending, own->now, &arena, fault);
		status = transaction_end(web, status, fault);
	}
	arena_done(&arena);
	return status;
}

enum status totp_enrol(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct totp_secret *out, struct fault *fault)
{
	struct totp_secret secret = totp_secret_new();
	struct totp_sealed sealed = totp_seal(accounts->key, own->person, &secret);
	enum status status = change_totp(accounts, web, own, &sealed, fault);
	if (status == STATUS_OK)
		*out = secret;
	return status;
}

enum status totp_end(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct fault *fault)
{
	return change_totp(accounts, web, own, NULL, fault);
}

static enum status add_codes(const struct accounts *accounts, struct connection *web,
	struct person_id person, struct instant now, struct recovery_code out[static RECOVERY_CODES],
	struct fault *fault)
{
	unsigned char hashes[RECOVERY_CODES][ROW_HASH_BYTES];
	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		out[i] = recovery_code_new();
		struct token_hash hash = recovery_code_hash(accounts->key, person, &out[i]);
		memcpy(hashes[i], hash.bytes, sizeof hashes[i]);
	}
	return recovery_codes_replace(
		web, person, (const unsigned char(*)[ROW_HASH_BYTES])hashes, RECOVERY_CODES, now, fault);
}

static enum status take_pending(const struct accounts *accounts, struct connection *web,
	struct account *account, struct text code, struct instant now,
	struct recovery_code out[static RECOVERY_CODES], struct fault *fault)
{
	struct totp_secret secret;
	const struct act act = {ACT_SECOND_STEP_SET, account->person, now};
	if (account->left || !account->totp_pending.start ||
		!totp_unseal(accounts->key, account->person, account->totp_pending, &secret))
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "%s",
			MESSAGE("No second step waits to be confirmed. Begin again."));
	if (!totp_check(&secret, code, now, 0, &account->totp_step))
		return fault_set(fault, STATUS_DENIED, "code", "%s",
			MESSAGE("This is not the code that the device shows now. Is its clock right?"));
	account->totp_sealed = account->totp_pending;
	account->totp_pending = (struct text){NULL, 0};
	enum status status = account_totp(web, account, now, fault);
	if (status == STATUS_OK)
		status = add_codes(accounts, web, account->person, now, out, fault);
	return status == STATUS_OK ? account_act(web, &act, fault) : status;
}

enum status totp_confirm(const struct accounts *accounts, struct connection *web,
	struct person_id person, struct text code, struct instant now,
	struct recovery_code out[static RECOVERY_CODES], struct fault *fault)
{
	struct arena arena;
	struct account account;
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = app_begin(web, &person, NULL, fault);
	if (status == STATUS_OK)
		status = account_own(web, person, true, &arena, &account, fault);
	if (status == STATUS_OK)
		status = take_pending(accounts, web, &account, code, now, out, fault);
	arena_done(&arena);
	return transaction_end(web, status, fault);
}
