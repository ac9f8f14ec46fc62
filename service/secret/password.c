// SPDX-License-Identifier: MIT
#include "secret/password.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "secret/letters.h"
#include "secret/secret_file.h"

// Beside these and the names, a password needs a few characters of its own.
#define OWN_LEAST 6
#define DIFFERENT_LEAST 5
#define NAME_LEAST 3

static_assert(sizeof(struct password_hash) == crypto_pwhash_STRBYTES, "argon2's text fits");

// The commonest passwords of published lists and what longer ones are put together from. Longer
// ones first where one begins another.
static const struct text common[] = {
	TEXT_CONSTANT("password"),
	TEXT_CONSTANT("passw0rd"),
	TEXT_CONSTANT("p@ssword"),
	TEXT_CONSTANT("p@ssw0rd"),
	TEXT_CONSTANT("passwort"),
	TEXT_CONSTANT("cyfrinair"),
	TEXT_CONSTANT("1234567890"),
	TEXT_CONSTANT("123456789"),
	TEXT_CONSTANT("12345678"),
	TEXT_CONSTANT("1234567"),
	TEXT_CONSTANT("123456"),
	TEXT_CONSTANT("12345"),
	TEXT_CONSTANT("1234"),
	TEXT_CONSTANT("123"),
	TEXT_CONSTANT("9876543210"),
	TEXT_CONSTANT("987654321"),
	TEXT_CONSTANT("654321"),
	TEXT_CONSTANT("qwertyuiop"),
	TEXT_CONSTANT("qwerty"),
	TEXT_CONSTANT("1q2w3e4r5t"),
	TEXT_CONSTANT("1q2w3e4r"),
	TEXT_CONSTANT("1qaz2wsx"),
	TEXT_CONSTANT("qazwsx"),
	TEXT_CONSTANT("asdfghjkl"),
	TEXT_CONSTANT("asdfgh"),
	TEXT_CONSTANT("zxcvbnm"),
	TEXT_CONSTANT("abcdefgh"),
	TEXT_CONSTANT("abcd"),
	TEXT_CONSTANT("abc"),
	TEXT_CONSTANT("iloveyou"),
	TEXT_CONSTANT("letmein"),
	TEXT_CONSTANT("welcome"),
	TEXT_CONSTANT("croeso"),
	TEXT_CONSTANT("administrator"),
	TEXT_CONSTANT("admin"),
	TEXT_CONSTANT("changeme"),
	TEXT_CONSTANT("secret"),
	TEXT_CONSTANT("login"),
	TEXT_CONSTANT("sunshine"),
	TEXT_CONSTANT("princess"),
	TEXT_CONSTANT("football"),
	TEXT_CONSTANT("liverpool"),
	TEXT_CONSTANT("chelsea"),
	TEXT_CONSTANT("arsenal"),
	TEXT_CONSTANT("charlie"),
	TEXT_CONSTANT("dragon"),
	TEXT_CONSTANT("monkey"),
	TEXT_CONSTANT("master"),
	TEXT_CONSTANT("superman"),
	TEXT_CONSTANT("batman"),
	TEXT_CONSTANT("plimsoll"),
	TEXT_CONSTANT("police"),
	TEXT_CONSTANT("spring"),
	TEXT_CONSTANT("summer"),
	TEXT_CONSTANT("autumn"),
	TEXT_CONSTANT("winter"),
	TEXT_CONSTANT("2024"),
	TEXT_CONSTANT("2025"),
	TEXT_CONSTANT("2026"),
	TEXT_CONSTANT("2027"),
};

static bool begins(struct text text, struct text word)
{
	return word.length >= NAME_LEAST && word.length <= text.length &&
		   text_equal_ignoring_case((struct text){text.start, word.length}, word);
}

// How many bytes of what begins here are a name or a common password; 0 for none.
static size_t known_length(struct text text, const struct text *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct text rest = names[i], local = text_cut(&rest, '@');
		if (begins(text, names[i]))
			return names[i].length;
		if (begins(text, local))
			return local.length;
	}
	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
		if (begins(text, common[i]))
			return common[i].length;
	}
	return 0;
}

static bool is_obvious(struct text password, const struct text *names, size_t count)
{
	bool seen[256] = {false};
	size_t own = 0, different = 0;
	for (size_t i = 0; i < password.length; i++) {
		unsigned char byte = (unsigned char)password.start[i];
		different += !seen[byte];
		seen[byte] = true;
	}
	while (password.length) {
		size_t length = known_length(password, names, count);
		own += !length;
		length = length ? length : 1;
		password = (struct text){password.start + length, password.length - length};
	}
	return own < OWN_LEAST || different < DIFFERENT_LEAST;
}

enum password_flaw password_flaw(struct text password, const struct text *names, size_t count)
{
	if (password.length < PASSWORD_LEAST)
		return PASSWORD_SHORT;
	if (password.length > PASSWORD_MOST)
		return PASSWORD_LONG;
	if (!text_is_utf8(password))
		return PASSWORD_NOT_TEXT;
	for (size_t i = 0; i < password.length; i++) {
		if ((unsigned char)password.start[i] < ' ' || password.start[i] == 0x7F)
			return PASSWORD_NOT_TEXT;
	}
	return is_obvious(password, names, count) ? PASSWORD_OBVIOUS : PASSWORD_GOOD;
}

enum status password_make(const struct password_cost *cost, struct text password,
	struct password_hash *out, struct fault *fault)
{
	struct password_hash hash = {""};
	assert(password.length <= PASSWORD_MOST);
	if (crypto_pwhash_str_alg(hash.text, password.start, password.length, cost->passes,
			cost->memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return fault_memory(fault);
	*out = hash;
	return STATUS_OK;
}

// The work of making a hash, for nothing.
static enum status work(const struct password_cost *cost, struct text password, struct fault *fault)
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char unused[32];
	if (crypto_pwhash(unused, sizeof unused, password.start, password.length, salt, cost->passes,
			cost->memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return fault_memory(fault);
	sodium_memzero(unused, sizeof unused);
	return STATUS_OK;
}

enum status password_verify(const struct password_cost *cost, struct text hash,
	struct text password, bool *right, struct fault *fault)
{
	struct password_hash stored = {""};
	bool too_long = password.length > PASSWORD_MOST;
	struct text tried = {
		password.length ? password.start : "", too_long ? PASSWORD_MOST : password.length};
	if (!hash.start || hash.length >= sizeof stored.text) {
		enum status status = work(cost, tried, fault);
		if (status == STATUS_OK)
			*right = false;
		return status;
	}
	memcpy(stored.text, hash.start, hash.length);
	errno = 0;
	bool same = crypto_pwhash_str_verify(stored.text, tried.start, tried.length) == 0;
	if (!same && errno == ENOMEM)
		return fault_memory(fault);
	*right = same && !too_long;
	return STATUS_OK;
}

bool password_is_outdated(const struct password_cost *cost, struct text hash)
{
	struct password_hash stored = {""};
	if (!hash.start || hash.length >= sizeof stored.text)
		return false;
	memcpy(stored.text, hash.start, hash.length);
	return crypto_pwhash_str_needs_rehash(stored.text, cost->passes, cost->memory) != 0;
}

static void make_line(void *bytes)
{
	letters_random(bytes, 4);
	((char *)bytes)[PASSWORD_RANDOM_LENGTH] = '\n';
}

enum status password_open(
	const char *path, char out[static PASSWORD_RANDOM_LENGTH + 1], bool *made, struct fault *fault)
{
	static const struct secret_file kind = {
		"The password", "a password and the end of a line", PASSWORD_RANDOM_LENGTH + 1, make_line};
	char line[PASSWORD_RANDOM_LENGTH + 1];
	bool missing = access(path, F_OK) != 0;
	enum status status = secret_file_open(path, &kind, line, fault);
	if (status != STATUS_OK)
		return status;
	if (line[PASSWORD_RANDOM_LENGTH] != '\n' ||
		!letters_parse((struct text){line, PASSWORD_RANDOM_LENGTH}, out, 4))
		return fault_set(fault, STATUS_INVALID, path, "This file is not %s.", kind.form);
	out[PASSWORD_RANDOM_LENGTH] = '\0';
	*made = missing;
	return STATUS_OK;
}
