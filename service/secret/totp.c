// SPDX-License-Identifier: MIT
#include "secret/totp.h"

#include <assert.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "secret/letters.h"

static_assert(TOTP_SEALED_BYTES ==
				  crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + TOTP_SECRET_BYTES,
	"a sealed secret is a nonce and a box");

struct totp_secret totp_secret_new(void)
{
	struct totp_secret secret;
	randombytes_buf(secret.bytes, sizeof secret.bytes);
	return secret;
}

// 20 bytes are four whole groups of base 32, so there is no padding.
void totp_secret_text(const struct totp_secret *secret, char out[static TOTP_SECRET_LENGTH + 1])
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	for (size_t i = 0; i < TOTP_SECRET_LENGTH; i++) {
		size_t bit = 5 * i, byte = bit / 8;
		unsigned two = (unsigned)secret->bytes[byte] << 8;
		if (byte + 1 < sizeof secret->bytes)
			two |= secret->bytes[byte + 1];
		out[i] = alphabet[two >> (11 - bit % 8) & 31];
	}
	out[TOTP_SECRET_LENGTH] = '\0';
}

void totp_code(
	const struct totp_secret *secret, int64_t step, char out[static TOTP_CODE_LENGTH + 1])
{
	char code[TOTP_CODE_LENGTH + 1];
	int failed = oath_hotp_generate((const char *)secret->bytes, sizeof secret->bytes,
		(uint64_t)step, TOTP_CODE_LENGTH, false, OATH_HOTP_DYNAMIC_TRUNCATION, code);
	assert(failed == OATH_OK); // only numbers of digits that there are not make it fail
	memcpy(out, code, sizeof code);
}

static bool take_digits(struct text text, char out[static TOTP_CODE_LENGTH])
{
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.start[i] == ' ')
			continue;
		if (text.start[i] < '0' || text.start[i] > '9' || length == TOTP_CODE_LENGTH)
			return false;
		out[length++] = text.start[i];
	}
	return length == TOTP_CODE_LENGTH;
}

bool totp_check(const struct totp_secret *secret, struct text code, struct instant now,
	int64_t last, int64_t *step)
{
	char typed[TOTP_CODE_LENGTH], expected[TOTP_CODE_LENGTH + 1];
	bool found = false;
	int64_t current = now.seconds / TOTP_STEP_SECONDS;
	if (!take_digits(code, typed))
		return false;
	for (int64_t i = current - 1; i <= current + 1; i++) {
		totp_code(secret, i, expected);
		if (sodium_memcmp(typed, expected, sizeof typed) == 0 && i > last && !found) {
			found = true;
			*step = i;
		}
	}
	return found;
}

static void add_encoded(struct text_builder *out, struct text text)
{
	static const char plain[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	for (size_t i = 0; i < text.length; i++) {
		if (text.start[i] && strchr(plain, text.start[i]))
			builder_character(out, text.start[i]);
		else
			builder_format(out, "%%%02X", (unsigned char)text.start[i]);
	}
}

void totp_uri(const struct totp_secret *secret, struct text issuer, struct text name,
	struct text_builder *out)
{
	char text[TOTP_SECRET_LENGTH + 1];
	totp_secret_text(secret, text);
	builder_string(out, "otpauth://totp/");
	add_encoded(out, issuer);
	builder_character(out, ':');
	add_encoded(out, name);
	builder_format(out, "?secret=%s&issuer=", text);
	add_encoded(out, issuer);
	sodium_memzero(text, sizeof text);
}

struct totp_sealed totp_seal(
	const struct key *key, struct person_id person, const struct totp_secret *secret)
{
	struct totp_sealed sealed;
	unsigned char own[crypto_secretbox_KEYBYTES];
	key_derive(key, person.uuid, "plimsoll totp", own);
	randombytes_buf(sealed.bytes, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(sealed.bytes + crypto_secretbox_NONCEBYTES, secret->bytes,
		sizeof secret->bytes, sealed.bytes, own);
	sodium_memzero(own, sizeof own);
	return sealed;
}

bool totp_unseal(
	const struct key *key, struct person_id person, struct text sealed, struct totp_secret *out)
{
	unsigned char own[crypto_secretbox_KEYBYTES];
	const unsigned char *bytes = (const unsigned char *)sealed.start;
	struct totp_secret secret;
	if (sealed.length != TOTP_SEALED_BYTES)
		return false;
	key_derive(key, person.uuid, "plimsoll totp", own);
	bool opened = crypto_secretbox_open_easy(secret.bytes, bytes + crypto_secretbox_NONCEBYTES,
					  sealed.length - crypto_secretbox_NONCEBYTES, bytes, own) == 0;
	sodium_memzero(own, sizeof own);
	if (opened)
		*out = secret;
	sodium_memzero(&secret, sizeof secret);
	return opened;
}

struct recovery_code recovery_code_new(void)
{
	struct recovery_code code = {""};
	letters_random(code.text, 2);
	return code;
}

bool recovery_code_parse(struct text text, struct recovery_code *out)
{
	struct recovery_code code = {""};
	if (!letters_parse(text, code.text, 2))
		return false;
	*out = code;
	return true;
}

// Fifty bits can be tried one by one, so the hash takes a key that is not in the database.
struct token_hash recovery_code_hash(
	const struct key *key, struct person_id person, const struct recovery_code *code)
{
	struct token_hash hash;
	unsigned char own[32];
	key_derive(key, person.uuid, "plimsoll recovery code", own);
	crypto_generichash(hash.bytes, sizeof hash.bytes, (const unsigned char *)code->text,
		RECOVERY_CODE_LENGTH, own, sizeof own);
	sodium_memzero(own, sizeof own);
	return hash;
}
