// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "secret/token.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_secret(void **state)
{
	(void)state;
	return secret_open(NULL);
}

static void every_token_is_another_and_reads_back(void **state)
{
	(void)state;
	struct token tokens[50];
	for (size_t i = 0; i < 50; i++) {
		struct token again;
		tokens[i] = token_new();
		assert_int_equal(strlen(tokens[i].text), TOKEN_TEXT_LENGTH);
		assert_true(token_parse(text_of(tokens[i].text), &again));
		assert_string_equal(again.text, tokens[i].text);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(tokens[i].text, tokens[j].text);
	}
}

static void what_has_not_the_form_of_a_token_is_refused(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"",
		"0123456789abcdefghijklmnopqrstu",
		"0123456789abcdefghijklmnopqrstuvw",
		"0123456789abcdefghijklmnopqrst+v",
		"0123456789abcdefghijklmnopqrst/v",
		"0123456789abcdefghijklmnopqrst v",
		"0123456789abcdefghijklmnopqrstu=",
		"0123456789abcdefghijklmnopqrs.ics",
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct token token = {"kept"};
		if (token_parse(text_of(rows[i]), &token) || strcmp(token.text, "kept") != 0)
			fail_msg("row %zu: %s", i, rows[i]);
	}
	struct token token;
	assert_true(token_parse(TEXT("0123456789abcdefghijklmnopqr-_uv"), &token));
	assert_false(token_parse((struct text){"0123456789abcdefghijklmnopqr\0_uv", 32}, &token));
}

// hashlib.blake2b(b'0123456789abcdefghijklmnopqrstuv', digest_size=32)
static void a_token_is_known_by_its_blake2b(void **state)
{
	(void)state;
	struct token token;
	char text[DIGEST_TEXT_LENGTH + 1], digest[DIGEST_TEXT_LENGTH + 1];
	assert_true(token_parse(TEXT("0123456789abcdefghijklmnopqrstuv"), &token));
	struct token_hash hash = token_hash(&token);
	for (size_t i = 0; i < TOKEN_HASH_BYTES; i++) {
		text[2 * i] = "0123456789abcdef"[hash.bytes[i] >> 4];
		text[2 * i + 1] = "0123456789abcdef"[hash.bytes[i] & 15];
	}
	text[DIGEST_TEXT_LENGTH] = '\0';
	assert_string_equal(text, "391809cd84d2720c3ba4e5367a7d780962774a3de60376eb8e92494c0bfa4b78");
	digest_text(text_of(token.text), digest);
	assert_string_equal(digest, text);
}

static void a_digest_of_nothing_is_a_digest(void **state)
{
	(void)state;
	char digest[DIGEST_TEXT_LENGTH + 1];
	digest_text((struct text){NULL, 0}, digest);
	assert_string_equal(digest, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

static void a_version_7_uuid_starts_with_its_time(void **state)
{
	(void)state;
	// RFC 9562 appendix A.6: 2022-02-22T14:22:22-05:00.
	struct uuid first = uuid_v7(INT64_C(0x017F22E279B0)), second = uuid_v7(INT64_C(0x017F22E279B0));
	char text[UUID_TEXT_LENGTH + 1];
	uuid_format(first, text);
	assert_memory_equal(text, "017f22e2-79b0-7", 15);
	assert_int_equal(first.bytes[8] >> 6, 2);
	assert_false(uuid_equal(first, second));
	assert_true(uuid_compare(first, uuid_v7(INT64_C(0x017F22E279B1))) < 0);
}

static void the_same_parts_give_the_same_id_everywhere(void **state)
{
	(void)state;
	const struct text parts[] = {TEXT("ab"), TEXT("c")}, moved[] = {TEXT("a"), TEXT("bc")};
	char text[UUID_TEXT_LENGTH + 1];
	uuid_format(uuid_of_parts(parts, 2), text);
	assert_string_equal(text, "d301c71d-527a-8a9a-a0e1-e1e5bee135f5");
	assert_false(uuid_equal(uuid_of_parts(parts, 2), uuid_of_parts(moved, 2)));
}

static void a_token_file_is_made_once_for_its_owner_alone(void **state)
{
	(void)state;
	struct token first, second;
	struct stat about;
	struct fault fault = {.status = STATUS_OK};
	char path[64];
	snprintf(path, sizeof path, "/tmp/plimsoll-token-%d", (int)getpid());
	assert_int_equal(token_open(path, &first, &fault), STATUS_OK);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(token_open(path, &second, &fault), STATUS_OK);
	assert_string_equal(first.text, second.text);
	assert_int_equal(chmod(path, 0644), 0);
	assert_int_equal(token_open(path, &second, &fault), STATUS_INVALID);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(truncate(path, 10), 0);
	fault_clear(&fault);
	assert_int_equal(token_open(path, &second, &fault), STATUS_INVALID);
	assert_non_null(strstr(fault.message, "token"));
	unlink(path);
}

static void hashes_are_compared_whole(void **state)
{
	(void)state;
	struct token token = token_new();
	struct token_hash hash = token_hash(&token), other = hash;
	assert_true(token_hash_equal(&hash, &other));
	other.bytes[TOKEN_HASH_BYTES - 1] ^= 1;
	assert_false(token_hash_equal(&hash, &other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_token_is_another_and_reads_back),
		cmocka_unit_test(what_has_not_the_form_of_a_token_is_refused),
		cmocka_unit_test(a_token_is_known_by_its_blake2b),
		cmocka_unit_test(a_token_file_is_made_once_for_its_owner_alone),
		cmocka_unit_test(hashes_are_compared_whole),
		cmocka_unit_test(a_digest_of_nothing_is_a_digest),
		cmocka_unit_test(a_version_7_uuid_starts_with_its_time),
		cmocka_unit_test(the_same_parts_give_the_same_id_everywhere),
	};
	return cmocka_run_group_tests(tests, open_secret, NULL);
}
