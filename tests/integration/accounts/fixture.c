// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

#include <string.h>

struct connection *web, *web_2, *recorder_2;
struct accounts accounts;
struct organisation organisation;
const struct key key = {{1, 2, 3}};
static struct arena arena;

void must(enum status status, const struct fault *fault)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", fault->where, fault->message);
}

struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

const struct audit_actor *operator_at(int64_t seconds)
{
	static _Thread_local struct audit_actor by;
	by = (struct audit_actor){.kind = AUDIT_BY_SHELL,
		.organisation = organisation.id,
		.role = ROLE_COUNT,
		.now = at(seconds)};
	return &by;
}

int found_accounts(void **state)
{
	struct fault fault = {.status = STATUS_OK};
	const struct hash_seed seed = {{5}};
	if (found_empty(state) != 0)
		return -1;
	arena_init(&arena);
	must(connection_open(database, DATABASE_WEB, &web, &fault), &fault);
	must(connection_open(database, DATABASE_WEB, &web_2, &fault), &fault);
	must(connection_open(database, DATABASE_RECORDER, &recorder_2, &fault), &fault);
	must(organisation_read(recorder, &arena, &organisation, &fault), &fault);
	accounts = (struct accounts){
		.organisation = organisation.id,
		.organisation_name = TEXT("Avon Fire"),
		.key = &key,
		.cost = {1, 8192},
		.terms = SESSION_TERMS,
		.allowance = allowance_new(&ALLOWANCE_LIMITS, &seed),
	};
	return accounts.allowance ? 0 : -1;
}

int leave_accounts(void **state)
{
	connection_close(web);
	connection_close(web_2);
	connection_close(recorder_2);
	allowance_free(accounts.allowance);
	arena_done(&arena);
	return leave(state);
}

struct role_set roles_of(const char *names)
{
	struct role_set set = {0};
	struct text rest = text_of(names);
	while (rest.length) {
		enum role role;
		assert_true(role_parse(text_cut(&rest, ','), &role));
		role_set_add(&set, role);
	}
	return set;
}

struct person_id add_account(const char *name, const char *roles)
{
	struct fault fault = {.status = STATUS_OK};
	struct link_made invitation;
	struct link_used used;
	const struct new_account account = {
		text_of(name), text_of(name), text_of(name), roles_of(roles), TEXT("en")};
	const struct link_form form = {.password = TEXT(PASSWORD)};
	must(account_open(recorder, &organisation, operator_at(0), &account, &invitation, &fault),
		&fault);
	must(one_time_link_use(
			 &accounts, web, text_of(invitation.token.text), &form, at(0), &used, &fault),
		&fault);
	assert_true(used.signed_in);
	must(sign_in_session_end(web, text_of(used.token.text), at(0), &fault), &fault);
	return used.person;
}

struct sign_in_request request_of(const char *name, const char *password, const char *code)
{
	return (struct sign_in_request){
		.address = {{[10] = 0xFF, 0xFF, 192, 0, 2, 1}},
		.name = text_of(name),
		.password = text_of(password),
		.code = text_of(code),
	};
}

struct signed_in try_to(const char *name, const char *password, const char *code, int64_t now)
{
	struct fault fault = {.status = STATUS_OK};
	struct signed_in signed_in;
	struct sign_in_request request = request_of(name, password, code);
	must(sign_in(&accounts, web, &request, at(now), &signed_in, &fault), &fault);
	return signed_in;
}

struct signed_in sign_in_as(const char *name, int64_t now)
{
	struct signed_in signed_in = try_to(name, PASSWORD, NULL, now);
	assert_int_equal(signed_in.answer, SIGN_IN_DONE);
	return signed_in;
}

enum status found_at(const struct token *token, int64_t now, struct sign_in_session *out)
{
	return sign_in_session_find(&accounts, web, text_of(token->text), at(now), out, NULL);
}

bool in_force(const struct token *token, int64_t now)
{
	struct sign_in_session session;
	enum status status = found_at(token, now, &session);
	assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
	return status == STATUS_OK;
}

struct own_account own_of(struct person_id person, const char *password, int64_t now)
{
	return (struct own_account){person, request_of("", "", "").address, text_of(password), at(now)};
}

struct totp_secret set_up_second_step(
	struct person_id person, int64_t now, struct recovery_code codes[RECOVERY_CODES])
{
	struct fault fault = {.status = STATUS_OK};
	struct totp_secret secret;
	char code[TOTP_CODE_LENGTH + 1];
	struct own_account own = own_of(person, PASSWORD, now);
	must(totp_enrol(&accounts, web, &own, &secret, &fault), &fault);
	totp_code(&secret, at(now).seconds / TOTP_STEP_SECONDS, code);
	must(totp_confirm(&accounts, web, person, text_of(code), at(now), codes, &fault), &fault);
	return secret;
}
