// SPDX-License-Identifier: MIT
// The second step of signing in: codes of RFC 6238 (SHA-1, 6 digits, 30 s), and what stands in for
// them when the device is lost.
//
// Both are bound to a person and the organisation's key: who has a backup, or can write to the
// database, but not the key, can neither make codes nor give one person another's.
#pragma once

#include "core/ids.h"
#include "core/instant.h"
#include "secret/key.h"
#include "secret/token.h"

#define TOTP_STEP_SECONDS 30
#define TOTP_CODE_LENGTH 6
#define TOTP_SECRET_BYTES 20
#define TOTP_SECRET_LENGTH 32 // in base 32
#define TOTP_SEALED_BYTES (24 + 16 + TOTP_SECRET_BYTES)

struct totp_secret {
	unsigned char bytes[TOTP_SECRET_BYTES];
};

struct totp_sealed {
	unsigned char bytes[TOTP_SEALED_BYTES];
};

struct totp_secret totp_secret_new(void);
void totp_secret_text(const struct totp_secret *secret, char out[static TOTP_SECRET_LENGTH + 1]);

// The code of a step, which is so many times 30 s after 1970.
void totp_code(
	const struct totp_secret *secret, int64_t step, char out[static TOTP_CODE_LENGTH + 1]);

// Whether a code, typed with or without spaces, is that of now or of one step before or after, and
// of a step later than `last`, the last that was used. `*step` is then the one to remember.
bool totp_check(const struct totp_secret *secret, struct text code, struct instant now,
	int64_t last, int64_t *step);

// What authenticator programs read: otpauth://totp/ISSUER:NAME?secret=…&issuer=ISSUER.
void totp_uri(const struct totp_secret *secret, struct text issuer, struct text name,
	struct text_builder *out);

struct totp_sealed totp_seal(
	const struct key *key, struct person_id person, const struct totp_secret *secret);

// False for what was not sealed with this key for this person.
bool totp_unseal(
	const struct key *key, struct person_id person, struct text sealed, struct totp_secret *out);

#define RECOVERY_CODES 10
#define RECOVERY_CODE_LENGTH 11 // ABCDE-FGHJK: 50 random bits

struct recovery_code {
	char text[RECOVERY_CODE_LENGTH + 1];
};

struct recovery_code recovery_code_new(void);

// As people type it; false for anything that has not the form of one.
bool recovery_code_parse(struct text text, struct recovery_code *out);
struct token_hash recovery_code_hash(
	const struct key *key, struct person_id person, const struct recovery_code *code);
