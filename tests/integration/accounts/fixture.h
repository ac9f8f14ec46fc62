// SPDX-License-Identifier: MIT
// An organisation with accounts: of engine/fixture, with a connection as the web role, passwords
// that cost little and a clock that is the test's.
#pragma once

#include "app/accounts/administer.h"
#include "app/accounts/own_account.h"
#include "app/accounts/sign_in.h"
#include "integration/engine/fixture.h"

#define PASSWORD "tea at four o'clock"

extern struct connection *web, *web_2; // of two services
extern struct connection *recorder_2;
extern struct accounts accounts;
extern struct organisation organisation;
extern const struct key key;

int found_accounts(void **state);
int leave_accounts(void **state);

struct instant at(int64_t seconds);                     // after START
const struct audit_actor *operator_at(int64_t seconds); // until the next call
void must(enum status status, const struct fault *fault);

// Makes an account whose reference and sign-in name are the name, with PASSWORD, and gives whose it
// is. Roles as "officer,supervisor".
struct person_id add_account(const char *name, const char *roles);
struct role_set roles_of(const char *names);

// Signs in; the code may be NULL.
struct signed_in try_to(const char *name, const char *password, const char *code, int64_t now);
struct signed_in sign_in_as(const char *name, int64_t now); // which must be done
struct sign_in_request request_of(const char *name, const char *password, const char *code);

enum status found_at(const struct token *token, int64_t now, struct sign_in_session *out);
bool in_force(const struct token *token, int64_t now);

// Sets up a second step at a time, and gives the secret and the recovery codes.
struct totp_secret set_up_second_step(
	struct person_id person, int64_t now, struct recovery_code codes[RECOVERY_CODES]);
struct own_account own_of(struct person_id person, const char *password, int64_t now);
