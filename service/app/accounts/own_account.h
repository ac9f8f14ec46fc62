// SPDX-License-Identifier: MIT
// What people change about their own account, who are signed in: the password and the second step
// of signing in. All as the web role. The password is asked for again, since a session can be left
// open; wrong ones count against the person's own allowance and their address.
#pragma once

#include "app/accounts/sign_in_session.h"
#include "secret/totp.h"

struct own_account {
	struct person_id person;
	struct client_address address;
	struct text password;
	struct instant now;
};

// STATUS_DENIED where the password is not right or was tried too often; STATUS_INVALID for a new
// one that is refused. Ends the person's sessions but for that of `token`.
CHECKED enum status password_change(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct text token, struct text wanted, struct fault *fault);

// Makes a secret that waits to be confirmed; a second step that is set up stays until then.
CHECKED enum status totp_enrol(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct totp_secret *out, struct fault *fault);

// Confirms it with a code, and gives new recovery codes, which are shown this once. STATUS_DENIED
// for a code that is not right; STATUS_NOT_FOUND where nothing waits.
CHECKED enum status totp_confirm(const struct accounts *accounts, struct connection *web,
	struct person_id person, struct text code, struct instant now,
	struct recovery_code out[static RECOVERY_CODES], struct fault *fault);

CHECKED enum status totp_end(const struct accounts *accounts, struct connection *web,
	const struct own_account *own, struct fault *fault);
