// SPDX-License-Identifier: MIT
#include "app/accounts/link.h"

#include "app/accounts/act.h"
#include "app/accounts/name.h"
#include "app/accounts/password_rules.h"
#include "app/audits/audit.h"
#include "core/language.h"

#define DISPLAY_NAME_MOST 120 // bytes

int64_t one_time_link_lifetime(enum link_purpose purpose)
{
	static const int64_t days[] = {
		[LINK_FIRST_ADMINISTRATOR] = 1,
		[LINK_INVITATION] = 7,
		[LINK_EXTERNAL] = 7,
		[LINK_RESET] = 1,
	};
	return days[purpose] * SECONDS_PER_DAY;
}

static enum status check_external(const struct account *account, struct fault *fault)
{
	struct role_set facilitator = {0};
	role_set_add(&facilitator, ROLE_FACILITATOR);
	if (account->roles.bits == facilitator.bits)
		return STATUS_OK;
	return fault_set(fault, STATUS_DENIED, NULL,
		"A link signs in only facilitators who have no other role; others sign in with a "
		"password.");
}

enum status one_time_link_make(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, bool external, struct link_made *out, struct fault *fault)
{
	struct arena arena;
	struct account account;
	struct token token = token_new();
	struct token_hash hash = token_hash(&token);
	arena_init(&arena);
	enum status status = account_lock(recorder, person, &arena, &account, fault);
	arena_done(&arena);
	if (status == STATUS_OK && account.left)
		status = fault_set(fault, STATUS_DENIED, NULL, "This person has left.");
	if (status == STATUS_OK && external)
		status = check_external(&account, fault);
	if (status != STATUS_OK)
		return status;
	struct one_time_link link = {
		.purpose = external               ? LINK_EXTERNAL
				   : account.has_password ? LINK_RESET
										  : LINK_INVITATION,
		.person = person,
		.organisation = account.organisation,
	};
	link.expires_at = instant_later(by->now, one_time_link_lifetime(link.purpose));
	status = one_time_link_add(recorder, hash.bytes, &link, by->now, fault);
	if (status == STATUS_OK)
		status = audit_add_person(recorder, by, AUDIT_SIGN_IN_LINK_MADE, person, fault);
	if (status == STATUS_OK)
		*out = (struct link_made){link.purpose, link.expires_at, token};
	return status;
}

// The link and the account behind it, locked or not, in a transaction.
static enum status read(struct connection *web, const struct token_hash *hash, struct instant now,
	bool lock, struct arena *arena, struct one_time_link *link, struct account *account,
	struct fault *fault)
{
	enum status status = app_begin(web, NULL, hash->bytes, fault);
	if (status == STATUS_OK)
		status = one_time_link_read(web, hash->bytes, now, link, fault);
	if (status == STATUS_OK && lock)
		status = one_time_link_spend(web, hash->bytes, now, fault);
	if (status == STATUS_OK)
		status = app_begin(web, &link->person, NULL, fault);
	if (status == STATUS_OK)
		status = account_own(web, link->person, lock, arena, account, fault);
	if (status == STATUS_OK && account->left)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "This link is no longer in force.");
	return status;
}

static enum status look(struct connection *web, struct text token, struct instant now,
	struct arena *arena, struct one_time_link *link, struct account *account, struct fault *fault)
{
	struct token parsed;
	if (!token_parse(token, &parsed))
		return fault_set(fault, STATUS_NOT_FOUND, NULL,
			"This link was used, has expired or was never made. Ask for a new one.");
	struct token_hash hash = token_hash(&parsed);
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	status = read(web, &hash, now, false, arena, link, account, fault);
	return transaction_end(web, status, fault);
}

enum status one_time_link_look(struct connection *web, struct text token, struct instant now,
	struct arena *arena, struct link_shown *out, struct fault *fault)
{
	struct one_time_link link;
	struct account account;
	enum status status = look(web, token, now, arena, &link, &account, fault);
	if (status != STATUS_OK)
		return status;
	bool first = link.purpose == LINK_FIRST_ADMINISTRATOR;
	*out = (struct link_shown){
		.purpose = link.purpose,
		.display_name = first ? TEXT("") : account.display_name,
		.sign_in_name = account.sign_in_name,
		.language = account.language,
	};
	return STATUS_OK;
}

// Takes the names that the first administrator has typed.
static enum status take_names(const struct link_form *form, struct sign_in_name *name,
	struct account *account, struct fault *fault)
{
	account->display_name = text_trim(form->display_name);
	if (!account->display_name.length || account->display_name.length > DISPLAY_NAME_MOST ||
		!text_is_utf8(account->display_name))
		return fault_set(fault, STATUS_INVALID, "display_name",
			MESSAGE("Say what you are called, in a few words."));
	if (!sign_in_name_read(form->sign_in_name, name))
		return fault_set(fault, STATUS_INVALID, "sign_in_name",
			MESSAGE(
				"A name to sign in with has 3 to 254 characters and no spaces: an e-mail address "
				"or a staff number."));
	account->sign_in_name = text_of(name->text);
	return STATUS_OK;
}

static enum status write_names(
	struct connection *web, const struct account *account, struct instant now, struct fault *fault)
{
	struct token_hash hash = sign_in_name_hash(account->sign_in_name);
	enum status status = app_begin(web, &account->person, hash.bytes, fault);
	if (status == STATUS_OK)
		status = sign_in_name_add(web, account, hash.bytes, now, fault);
	return status == STATUS_OK ? account_name(web, account, now, fault) : status;
}

// The link and account are looked at before the password is worked on, and again here.
struct use {
	const struct accounts *accounts;
	const struct link_form *form;
	struct token_hash link;
	struct sign_in_name name;
	struct password_hash password; // empty: none is set
	struct instant now;
};

static enum status write(struct connection *web, struct use *use, const struct one_time_link *link,
	struct account *account, struct link_used *out, struct fault *fault)
{
	const struct act act = {ACT_LINK_USED, account->person, use->now};
	// Made by another service while the one before was being used.
	if (link->purpose == LINK_FIRST_ADMINISTRATOR && account->has_password)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is an administrator already.");
	enum status status = STATUS_OK;
	if (link->purpose == LINK_FIRST_ADMINISTRATOR) {
		status = take_names(use->form, &use->name, account, fault);
		if (status == STATUS_OK)
			status = write_names(web, account, use->now, fault);
	}
	if (status == STATUS_OK && *use->password.text) {
		status =
			account_password(web, account->person, text_of(use->password.text), use->now, fault);
		if (status == STATUS_OK)
			status = sign_in_sessions_close(web, account->person, NULL, use->now, fault);
	}
	*out = (struct link_used){
		.person = account->person,
		.role = first_role(account->roles),
		.signed_in = link->purpose != LINK_RESET,
	};
	if (status == STATUS_OK && out->signed_in)
		status = sign_in_session_begin(
			use->accounts, web, account, out->role, use->now, &out->token, fault);
	return status == STATUS_OK ? account_act(web, &act, fault) : status;
}

static enum status write_in_transaction(struct connection *web, struct use *use,
	struct arena *arena, struct link_used *out, struct fault *fault)
{
	struct one_time_link link;
	struct account account;
	struct link_used used;
	enum status status = transaction_begin_keyed(web, fault);
	if (status != STATUS_OK)
		return status;
	status = read(web, &use->link, use->now, true, arena, &link, &account, fault);
	if (status == STATUS_OK)
		status = write(web, use, &link, &account, &used, fault);
	status = transaction_end(web, status, fault);
	if (status == STATUS_OK)
		*out = used;
	return status;
}

enum status one_time_link_use(const struct accounts *accounts, struct connection *web,
	struct text token, const struct link_form *form, struct instant now, struct link_used *out,
	struct fault *fault)
{
	struct arena arena;
	struct one_time_link link;
	struct account account;
	struct token parsed;
	struct use use = {.accounts = accounts, .form = form, .now = now};
	arena_init(&arena);
	enum status status = look(web, token, now, &arena, &link, &account, fault);
	if (status == STATUS_OK && link.purpose == LINK_FIRST_ADMINISTRATOR)
		status = take_names(form, &use.name, &account, fault);
	if (status == STATUS_OK && link.purpose != LINK_EXTERNAL)
		status = password_choose(accounts, &account, form->password, &use.password, fault);
	if (status == STATUS_OK && token_parse(token, &parsed)) {
		use.link = token_hash(&parsed);
		status = write_in_transaction(web, &use, &arena, out, fault);
	}
	arena_done(&arena);
	return status;
}
