// SPDX-License-Identifier: MIT
#include "secret/device.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

struct device {
	unsigned char id[16], code[32];
};

static_assert(sodium_base64_ENCODED_LEN(sizeof(struct device),
				  sodium_base64_VARIANT_URLSAFE_NO_PADDING) == DEVICE_COOKIE_LENGTH + 1,
	"a cookie is its bytes in base 64");

static void sign(const struct key *key, const struct token_hash *name, struct device *device)
{
	crypto_generichash_state state;
	static const unsigned char purpose[] = "plimsoll device";
	crypto_generichash_init(&state, key->bytes, sizeof key->bytes, sizeof device->code);
	crypto_generichash_update(&state, purpose, sizeof purpose);
	crypto_generichash_update(&state, name->bytes, sizeof name->bytes);
	crypto_generichash_update(&state, device->id, sizeof device->id);
	crypto_generichash_final(&state, device->code, sizeof device->code);
	sodium_memzero(&state, sizeof state);
}

struct device_cookie device_cookie_new(const struct key *key, const struct token_hash *name)
{
	struct device device;
	struct device_cookie cookie;
	randombytes_buf(device.id, sizeof device.id);
	sign(key, name, &device);
	sodium_bin2base64(cookie.text, sizeof cookie.text, (const unsigned char *)&device,
		sizeof device, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return cookie;
}

bool device_cookie_check(
	const struct key *key, const struct token_hash *name, struct text cookie, struct uuid *id)
{
	struct device shown, expected;
	size_t length;
	const char *end;
	if (cookie.length != DEVICE_COOKIE_LENGTH ||
		sodium_base642bin((unsigned char *)&shown, sizeof shown, cookie.start, cookie.length, NULL,
			&length, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
		length != sizeof shown || end != cookie.start + cookie.length)
		return false;
	memcpy(expected.id, shown.id, sizeof expected.id);
	sign(key, name, &expected);
	if (sodium_memcmp(shown.code, expected.code, sizeof shown.code) != 0)
		return false;
	memcpy(id->bytes, shown.id, sizeof id->bytes);
	return true;
}

struct hash_seed hash_seed_new(void)
{
	struct hash_seed seed;
	randombytes_buf(seed.bytes, sizeof seed.bytes);
	return seed;
}

uint64_t hash_short(const struct hash_seed *seed, const void *bytes, size_t count)
{
	uint64_t hash;
	static_assert(sizeof hash == crypto_shorthash_BYTES, "SipHash gives 64 bits");
	crypto_shorthash((unsigned char *)&hash, bytes, count, seed->bytes);
	return hash;
}
