// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "secret/password.h"
#include "secret/token.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

// The least argon2 takes: what is tested here does not depend on how dear it is.
static const struct password_cost cheap = {1, 8192}, dearer = {2, 16384};

static int open_secret(void **state)
{
	(void)state;
	return secret_open(NULL);
}

static void what_is_too_short_too_long_or_no_text_is_refused(void **state)
{
	(void)state;
	char longest[PASSWORD_MOST + 2];
	for (size_t i = 0; i < sizeof longest; i++)
		longest[i] = (char)('a' + i % 26);
	const struct {
		struct text password;
		enum password_flaw flaw;
	} rows[] = {
		{TEXT(""), PASSWORD_SHORT},
		{TEXT("tea at four"), PASSWORD_SHORT},
		{TEXT("tea at four."), PASSWORD_GOOD},
		{TEXT("tê am bedwar"), PASSWORD_GOOD},
		{{longest, PASSWORD_MOST}, PASSWORD_GOOD},
		{{longest, PASSWORD_MOST + 1}, PASSWORD_LONG},
		{TEXT("tea at four\n"), PASSWORD_NOT_TEXT},
		{{"tea at \0four o'clock", 20}, PASSWORD_NOT_TEXT},
		{TEXT("tea at four\xff."), PASSWORD_NOT_TEXT},
		{TEXT("tea at four\x7f."), PASSWORD_NOT_TEXT},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (password_flaw(rows[i].password, NULL, 0) != rows[i].flaw)
			fail_msg("row %zu", i);
	}
}

static void what_anybody_would_try_first_is_refused(void **state)
{
	(void)state;
	const struct text names[] = {TEXT("Avon Fire"), TEXT("jane.doe@avon.example"), TEXT("Al")};
	static const struct {
		const char *password;
		enum password_flaw flaw;
	} rows[] = {
		{"passwordpassword", PASSWORD_OBVIOUS},
		{"Password12345!", PASSWORD_OBVIOUS},
		{"P@ssw0rd2026!!", PASSWORD_OBVIOUS},
		{"Welcome123456", PASSWORD_OBVIOUS},
		{"qwertyuiop1234", PASSWORD_OBVIOUS},
		{"aaaaaaaaaaaaaaaa", PASSWORD_OBVIOUS},
		{"abababababababab", PASSWORD_OBVIOUS},
		{"AVON FIRE 2026", PASSWORD_OBVIOUS},
		{"avon fireavon fire", PASSWORD_OBVIOUS},
		{"jane.doe@avon.example", PASSWORD_OBVIOUS},
		{"Jane.Doe12345", PASSWORD_OBVIOUS},
		{"plimsoll-plimsoll", PASSWORD_OBVIOUS},
		{"Summer-2026!", PASSWORD_OBVIOUS},
		// Names and common words do no harm among others.
		{"my password is long", PASSWORD_GOOD},
		{"Avon Fire burns blue", PASSWORD_GOOD},
		{"Alabaster-Almond", PASSWORD_GOOD},
		{"correct horse battery staple", PASSWORD_GOOD},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (password_flaw(text_of(rows[i].password), names, 3) != rows[i].flaw)
			fail_msg("row %zu: %s", i, rows[i].password);
	}
}

static bool verified(const struct password_hash *hash, const char *password)
{
	bool right = false;
	assert_int_equal(
		password_verify(&cheap, text_of(hash->text), text_of(password), &right, NULL), STATUS_OK);
	return right;
}

static void only_the_password_itself_verifies(void **state)
{
	(void)state;
	struct password_hash hash, again;
	struct text password = TEXT("tea at four.");
	assert_int_equal(password_make(&cheap, password, &hash, NULL), STATUS_OK);
	assert_int_equal(password_make(&cheap, password, &again, NULL), STATUS_OK);
	assert_string_not_equal(hash.text, again.text); // each has its own salt
	assert_memory_equal(hash.text, "$argon2id$v=19$m=8,t=1,p=1$", 27);
	assert_true(verified(&hash, "tea at four."));
	assert_false(verified(&hash, "tea at four"));
	assert_false(verified(&hash, "Tea at four."));
	assert_false(verified(&hash, ""));
}

static void what_lies_beyond_the_longest_password_is_not_ignored(void **state)
{
	(void)state;
	struct password_hash hash;
	char longest[PASSWORD_MOST + 2] = {0};
	memset(longest, 'x', PASSWORD_MOST);
	assert_int_equal(password_make(&cheap, text_of(longest), &hash, NULL), STATUS_OK);
	assert_true(verified(&hash, longest));
	longest[PASSWORD_MOST] = 'x';
	assert_false(verified(&hash, longest));
}

static void nobody_and_a_hash_that_is_none_verify_nothing(void **state)
{
	(void)state;
	static const char *const rows[] = {NULL, "", "$argon2id$", "plain text"};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		bool right = true;
		struct text hash = rows[i] ? text_of(rows[i]) : (struct text){NULL, 0};
		assert_int_equal(password_verify(&cheap, hash, TEXT(""), &right, NULL), STATUS_OK);
		assert_false(right);
	}
}

// echo -n "tea at four." | argon2 0123456789abcdef -id -t 2 -k 19456 -p 1 -e
static void a_hash_is_that_of_argon2s_reference(void **state)
{
	(void)state;
	bool right = false;
	struct text hash = TEXT("$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$mCS9tz6hjEtPm+"
							"HF80Nsy/VJcNDF6rQW+9dH9t60RAs");
	assert_int_equal(
		password_verify(&PASSWORD_COST, hash, TEXT("tea at four."), &right, NULL), STATUS_OK);
	assert_true(right);
	assert_false(password_is_outdated(&PASSWORD_COST, hash));
}

static void a_hash_of_another_cost_is_outdated(void **state)
{
	(void)state;
	struct password_hash hash;
	assert_int_equal(password_make(&cheap, TEXT("tea at four."), &hash, NULL), STATUS_OK);
	assert_false(password_is_outdated(&cheap, text_of(hash.text)));
	assert_true(password_is_outdated(&dearer, text_of(hash.text)));
	assert_false(password_is_outdated(&dearer, (struct text){NULL, 0}));
}

// No machine has a tebibyte: no password is called wrong for want of memory.
static void without_memory_nothing_is_said_of_the_password(void **state)
{
	(void)state;
	struct password_cost large = {1, (size_t)1 << 40};
	struct password_hash hash;
	bool right = true;
	assert_int_equal(password_make(&large, TEXT("tea at four."), &hash, NULL), STATUS_MEMORY);
	assert_int_equal(
		password_verify(&large, (struct text){NULL, 0}, TEXT(""), &right, NULL), STATUS_MEMORY);
	assert_true(right);
}

static void a_random_password_is_made_once_and_is_good(void **state)
{
	(void)state;
	char path[64], first[PASSWORD_RANDOM_LENGTH + 1], second[PASSWORD_RANDOM_LENGTH + 1];
	bool made = false;
	struct stat about;
	snprintf(path, sizeof path, "/tmp/plimsoll-password-%d", (int)getpid());
	assert_int_equal(password_open(path, first, &made, NULL), STATUS_OK);
	assert_true(made);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(password_open(path, second, &made, NULL), STATUS_OK);
	assert_false(made);
	assert_string_equal(first, second);
	assert_int_equal(strlen(first), PASSWORD_RANDOM_LENGTH);
	assert_int_equal(password_flaw(text_of(first), NULL, 0), PASSWORD_GOOD);
	assert_int_equal(truncate(path, 10), 0);
	assert_int_equal(password_open(path, second, &made, NULL), STATUS_INVALID);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_too_short_too_long_or_no_text_is_refused),
		cmocka_unit_test(what_anybody_would_try_first_is_refused),
		cmocka_unit_test(only_the_password_itself_verifies),
		cmocka_unit_test(what_lies_beyond_the_longest_password_is_not_ignored),
		cmocka_unit_test(nobody_and_a_hash_that_is_none_verify_nothing),
		cmocka_unit_test(a_hash_is_that_of_argon2s_reference),
		cmocka_unit_test(a_hash_of_another_cost_is_outdated),
		cmocka_unit_test(without_memory_nothing_is_said_of_the_password),
		cmocka_unit_test(a_random_password_is_made_once_and_is_good),
	};
	return cmocka_run_group_tests(tests, open_secret, NULL);
}
