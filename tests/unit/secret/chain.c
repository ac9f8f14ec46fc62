// SPDX-License-Identifier: MIT
// The vectors are tests/support/trail.py's, which does the same arithmetic in Python.
#include "support/cmocka.h"

#include "secret/chain.h"

#include <string.h>

#include "secret/token.h"

static const struct chain_id chain = {{{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99,
	0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff}}};
static const struct audit_hash nothing = {{0}};
static const struct instant night = {INT64_C(1795662000)}; // 2026-11-26T03:00:00Z

static void is(struct audit_hash hash, const char *expected)
{
	char text[AUDIT_HASH_TEXT_LENGTH + 1];
	audit_hash_format(&hash, text);
	assert_string_equal(text, expected);
}

static struct audit_hash commit(const struct audit_actor *by, enum audit_action action)
{
	struct audit_hash salt;
	struct text fields[AUDIT_FIELDS];
	char time[INSTANT_TEXT_LENGTH + 1];
	for (unsigned i = 0; i < sizeof salt.bytes; i++)
		salt.bytes[i] = (unsigned char)i;
	audit_fields(by, action, time, fields);
	return chain_commitment(&salt, fields);
}

static const struct audit_actor clinician = {
	.kind = AUDIT_BY_PERSON,
	.person = {{{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab,
		0xcd, 0xef}}},
	.role = ROLE_WELLBEING,
	.now = {INT64_C(1795662000)},
};
static const struct audit_actor operator= {.kind = AUDIT_BY_SHELL, .now = {INT64_C(1795662000)}};

static void hashes_are_those_of_the_description(void **state)
{
	(void)state;
	struct audit_hash first = commit(&clinician, AUDIT_SHARED_LOAD_SEEN);
	struct audit_hash second = commit(&operator, AUDIT_LOAD_SEEN);
	is(first, "f36e8d1d60d17fa687165a1ef1e00f0f691e704eb56512fa0defcc62158901a6");
	is(second, "122ae7360af2013a672682ed852747a1fb7d18355ae336e946271baef5f50199");
	struct audit_hash start = chain_start(chain);
	struct audit_hash one = chain_link(&start, 1, &first), two = chain_link(&one, 2, &second);
	is(start, "a8588b2be609c42a8b754a14e0141ecc57dea83894e54dc6ad4a7af475a6a95a");
	is(one, "9d71f620b18ad36d83ef289f7248e99450a852c806eaf83cda9dc604694212cc");
	is(two, "edaa28714df05278f6beddfd818d0eac603484855453c9b5b38a1e035a1b7e53");
	struct audit_hash heads = chain_heads(&nothing, chain, 2, &two);
	is(heads, "65bdf57b3c73c6623aeb7f06590871e381a3251a2cd9a4d2d5ba1ff2757da73f");
	is(chain_root(&nothing, 1, night, 1, &heads),
		"03b07bd3e69cba90892bb84d5fbeb42cb4ebeae2ef0a2f450017575b16c56ded");
}

static void every_field_counts_and_so_does_the_salt(void **state)
{
	(void)state;
	struct text fields[AUDIT_FIELDS];
	char time[INSTANT_TEXT_LENGTH + 1];
	struct audit_hash salt = chain_salt(), other = chain_salt();
	assert_false(audit_hash_equal(&salt, &other));
	audit_fields(&clinician, AUDIT_LOAD_SEEN, time, fields);
	struct audit_hash whole = chain_commitment(&salt, fields);
	struct audit_hash salted = chain_commitment(&other, fields);
	assert_false(audit_hash_equal(&whole, &salted));
	for (size_t i = 0; i < AUDIT_FIELDS; i++) {
		struct text kept = fields[i];
		fields[i] = TEXT("");
		struct audit_hash without = chain_commitment(&salt, fields);
		assert_false(audit_hash_equal(&whole, &without));
		fields[i] = kept;
	}
	// Nor can one end where the next begins.
	struct text moved[AUDIT_FIELDS] = {TEXT("ab"), TEXT("c"), TEXT(""), TEXT(""), TEXT("")};
	struct audit_hash a = chain_commitment(&salt, moved);
	moved[0] = TEXT("a");
	moved[1] = TEXT("bc");
	struct audit_hash b = chain_commitment(&salt, moved);
	assert_false(audit_hash_equal(&a, &b));
}

static void a_hash_is_read_as_it_is_written(void **state)
{
	(void)state;
	char text[AUDIT_HASH_TEXT_LENGTH + 1];
	struct audit_hash hash = chain_salt(), again;
	audit_hash_format(&hash, text);
	assert_true(audit_hash_parse(text_of(text), &again));
	assert_true(audit_hash_equal(&hash, &again));
	static const char *const wrong[] = {"", "5f3a",
		"zz6e8d1d60d17fa687165a1ef1e00f0f691e704eb56512fa0defcc62158901a6",
		"f36e8d1d60d17fa687165a1ef1e00f0f691e704eb56512fa0defcc62158901a6f"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(audit_hash_parse(text_of(wrong[i]), &again));
		assert_true(audit_hash_equal(&hash, &again));
	}
}

static int open_secret(void **state)
{
	(void)state;
	return secret_open(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_are_those_of_the_description),
		cmocka_unit_test(every_field_counts_and_so_does_the_salt),
		cmocka_unit_test(a_hash_is_read_as_it_is_written),
	};
	return cmocka_run_group_tests(tests, open_secret, NULL);
}
