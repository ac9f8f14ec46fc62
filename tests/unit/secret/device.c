// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "secret/device.h"

static const struct key key = {{1}}, other_key = {{2}};

static int open_secret(void **state)
{
	(void)state;
	return secret_open(NULL);
}

static void a_device_is_known_for_the_name_it_signed_in_with(void **state)
{
	(void)state;
	struct token_hash name = digest_hash(TEXT("jane")), other = digest_hash(TEXT("joan"));
	struct device_cookie cookie = device_cookie_new(&key, &name);
	struct device_cookie second = device_cookie_new(&key, &name);
	struct uuid id, same, second_id;
	assert_true(device_cookie_check(&key, &name, text_of(cookie.text), &id));
	assert_true(device_cookie_check(&key, &name, text_of(cookie.text), &same));
	assert_true(device_cookie_check(&key, &name, text_of(second.text), &second_id));
	assert_true(uuid_equal(id, same));
	assert_false(uuid_equal(id, second_id));
	assert_false(device_cookie_check(&key, &other, text_of(cookie.text), &id));
	assert_false(device_cookie_check(&other_key, &name, text_of(cookie.text), &id));
}

static void no_character_of_a_cookie_can_be_changed(void **state)
{
	(void)state;
	struct uuid id;
	struct token_hash name = digest_hash(TEXT("jane"));
	struct device_cookie cookie = device_cookie_new(&key, &name);
	for (size_t i = 0; i < DEVICE_COOKIE_LENGTH; i++) {
		struct device_cookie forged = cookie;
		forged.text[i] = forged.text[i] == 'A' ? 'B' : 'A';
		if (device_cookie_check(&key, &name, text_of(forged.text), &id))
			fail_msg("character %zu", i);
	}
	assert_false(device_cookie_check(&key, &name, TEXT(""), &id));
	assert_false(device_cookie_check(
		&key, &name, (struct text){cookie.text, DEVICE_COOKIE_LENGTH - 1}, &id));
}

// hashlib.blake2b(b'jane', digest_size=32).digest()[:4]
static void a_name_is_known_by_its_blake2b(void **state)
{
	(void)state;
	struct token_hash name = digest_hash(TEXT("jane"));
	static const unsigned char start[] = {0x62, 0x10, 0x44, 0xf2};
	assert_memory_equal(name.bytes, start, sizeof start);
}

// The vector of SipHash's paper: key 00…0f, message 00…0e.
static void a_short_hash_is_siphash(void **state)
{
	(void)state;
	struct hash_seed seed;
	unsigned char message[15];
	for (size_t i = 0; i < sizeof seed.bytes; i++)
		seed.bytes[i] = (unsigned char)i;
	for (size_t i = 0; i < sizeof message; i++)
		message[i] = (unsigned char)i;
	assert_true(hash_short(&seed, message, sizeof message) == UINT64_C(0xa129ca6149be45e5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_device_is_known_for_the_name_it_signed_in_with),
		cmocka_unit_test(no_character_of_a_cookie_can_be_changed),
		cmocka_unit_test(a_name_is_known_by_its_blake2b),
		cmocka_unit_test(a_short_hash_is_siphash),
	};
	return cmocka_run_group_tests(tests, open_secret, NULL);
}
