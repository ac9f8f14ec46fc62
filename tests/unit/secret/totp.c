// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "secret/totp.h"

#include <stdio.h>
#include <string.h>

static const struct totp_secret rfc = {"12345678901234567890"};
static const struct key key = {{1}}, other_key = {{2}};
static const struct person_id person = {{{1}}}, other_person = {{{2}}};

static int open_secret(void **state)
{
	(void)state;
	return secret_open(NULL);
}

// RFC 6238 appendix B, SHA-1: the last six of its eight digits.
static const struct {
	int64_t seconds;
	const char *code;
} vectors[] = {
	{59, "287082"},
	{1111111109, "081804"},
	{1111111111, "050471"},
	{1234567890, "005924"},
	{2000000000, "279037"},
	{20000000000, "353130"},
};

static void codes_are_those_of_rfc_6238(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char code[TOTP_CODE_LENGTH + 1];
		int64_t step = 0;
		totp_code(&rfc, vectors[i].seconds / TOTP_STEP_SECONDS, code);
		assert_string_equal(code, vectors[i].code);
		struct instant now = {vectors[i].seconds};
		assert_true(totp_check(&rfc, text_of(code), now, 0, &step));
		assert_int_equal(step, vectors[i].seconds / TOTP_STEP_SECONDS);
	}
}

static void a_code_counts_for_one_step_before_and_after(void **state)
{
	(void)state;
	char code[TOTP_CODE_LENGTH + 1];
	totp_code(&rfc, 1000, code);
	for (int64_t seconds = 998 * 30; seconds < 1004 * 30; seconds++) {
		int64_t step = -1;
		bool expected = seconds >= 999 * 30 && seconds < 1002 * 30;
		bool found = totp_check(&rfc, text_of(code), (struct instant){seconds}, 0, &step);
		if (found != expected || step != (expected ? 1000 : -1))
			fail_msg("at %lld", (long long)seconds);
	}
}

static void no_step_counts_twice_nor_one_before_it(void **state)
{
	(void)state;
	char code[TOTP_CODE_LENGTH + 1];
	struct instant now = {1000 * 30};
	int64_t step;
	totp_code(&rfc, 1000, code);
	assert_true(totp_check(&rfc, text_of(code), now, 999, &step));
	assert_false(totp_check(&rfc, text_of(code), now, 1000, &step));
	totp_code(&rfc, 999, code);
	assert_false(totp_check(&rfc, text_of(code), now, 1000, &step));
	totp_code(&rfc, 1001, code);
	assert_true(totp_check(&rfc, text_of(code), now, 1000, &step));
}

static void a_code_is_six_digits_with_or_without_spaces(void **state)
{
	(void)state;
	int64_t step;
	static const char *const good[] = {"287082", "287 082", " 2 8 7 0 8 2 "};
	static const char *const bad[] = {"", "28708", "2870820", "94287082", "287082x", "287083", "-"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(totp_check(&rfc, text_of(good[i]), (struct instant){59}, 0, &step));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (totp_check(&rfc, text_of(bad[i]), (struct instant){59}, 0, &step))
			fail_msg("row %zu: %s", i, bad[i]);
	}
}

// base64.b32encode(b'12345678901234567890')
static void a_secret_is_written_in_base_32_and_in_an_address(void **state)
{
	(void)state;
	char text[TOTP_SECRET_LENGTH + 1];
	struct text_builder out;
	totp_secret_text(&rfc, text);
	assert_string_equal(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	builder_init(&out);
	totp_uri(&rfc, TEXT("Avon Fire & Co"), TEXT("jane@avon.example"), &out);
	assert_string_equal(builder_view(&out).start,
		"otpauth://totp/Avon%20Fire%20%26%20Co:jane%40avon.example"
		"?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Avon%20Fire%20%26%20Co");
	builder_done(&out);
	struct totp_secret one = totp_secret_new(), two = totp_secret_new();
	assert_memory_not_equal(one.bytes, two.bytes, sizeof one.bytes);
}

static struct text view(const struct totp_sealed *sealed)
{
	return (struct text){(const char *)sealed->bytes, sizeof sealed->bytes};
}

static void a_sealed_secret_opens_for_its_person_and_key_alone(void **state)
{
	(void)state;
	struct totp_secret out = {"kept"};
	struct totp_sealed sealed = totp_seal(&key, person, &rfc),
					   again = totp_seal(&key, person, &rfc);
	assert_memory_not_equal(sealed.bytes, again.bytes, sizeof sealed.bytes);
	assert_null(memmem(sealed.bytes, sizeof sealed.bytes, rfc.bytes, 8));
	assert_false(totp_unseal(&other_key, person, view(&sealed), &out));
	assert_false(totp_unseal(&key, other_person, view(&sealed), &out));
	assert_false(totp_unseal(&key, person, TEXT(""), &out));
	again.bytes[TOTP_SEALED_BYTES - 1] ^= 1;
	assert_false(totp_unseal(&key, person, view(&again), &out));
	assert_string_equal((char *)out.bytes, "kept");
	assert_true(totp_unseal(&key, person, view(&sealed), &out));
	assert_memory_equal(out.bytes, rfc.bytes, sizeof rfc.bytes);
}

static void a_recovery_code_reads_as_people_type_it(void **state)
{
	(void)state;
	struct recovery_code code;
	static const char *const good[] = {
		"10ABC-DEFGH", "10abcdefgh", "IOABC-DEFGH", "lo abc defgh", "1-0-A-B-C-D-E-F-G-H"};
	static const char *const bad[] = {
		"", "10ABC-DEFG", "10ABC-DEFGHJ", "10ABU-DEFGH", "10ABC_DEFGH", "287082"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		if (!recovery_code_parse(text_of(good[i]), &code))
			fail_msg("row %zu: %s", i, good[i]);
		assert_string_equal(code.text, "10ABC-DEFGH");
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (recovery_code_parse(text_of(bad[i]), &code))
			fail_msg("row %zu: %s", i, bad[i]);
	}
	assert_false(recovery_code_parse((struct text){"10ABC-DEFG\0", 11}, &code));
}

static void every_recovery_code_is_another_and_its_hash_one_persons(void **state)
{
	(void)state;
	struct recovery_code codes[RECOVERY_CODES], again;
	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		codes[i] = recovery_code_new();
		assert_true(recovery_code_parse(text_of(codes[i].text), &again));
		assert_string_equal(codes[i].text, again.text);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(codes[i].text, codes[j].text);
	}
	struct token_hash hash = recovery_code_hash(&key, person, &codes[0]);
	struct token_hash same = recovery_code_hash(&key, person, &codes[0]);
	struct token_hash others[] = {
		recovery_code_hash(&other_key, person, &codes[0]),
		recovery_code_hash(&key, other_person, &codes[0]),
		recovery_code_hash(&key, person, &codes[1]),
	};
	assert_true(token_hash_equal(&hash, &same));
	for (size_t i = 0; i < 3; i++)
		assert_false(token_hash_equal(&hash, &others[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_rfc_6238),
		cmocka_unit_test(a_code_counts_for_one_step_before_and_after),
		cmocka_unit_test(no_step_counts_twice_nor_one_before_it),
		cmocka_unit_test(a_code_is_six_digits_with_or_without_spaces),
		cmocka_unit_test(a_secret_is_written_in_base_32_and_in_an_address),
		cmocka_unit_test(a_sealed_secret_opens_for_its_person_and_key_alone),
		cmocka_unit_test(a_recovery_code_reads_as_people_type_it),
		cmocka_unit_test(every_recovery_code_is_another_and_its_hash_one_persons),
	};
	return cmocka_run_group_tests(tests, open_secret, NULL);
}
