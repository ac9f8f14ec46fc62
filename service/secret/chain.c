// SPDX-License-Identifier: MIT
#include "secret/chain.h"

#include <endian.h>
#include <sodium.h>
#include <string.h>

#define PARTS_LIMIT (2 + AUDIT_FIELDS)

static struct text bytes_of(const void *start, size_t length)
{
	return (struct text){start, length};
}

static struct text hash_of(const struct audit_hash *hash)
{
	return bytes_of(hash->bytes, sizeof hash->bytes);
}

static struct audit_hash digest(const struct text *parts, size_t count)
{
	crypto_generichash_state state;
	struct audit_hash hash;
	crypto_generichash_init(&state, NULL, 0, sizeof hash.bytes);
	for (size_t i = 0; i < count; i++) {
		uint64_t length = htobe64(parts[i].length);
		crypto_generichash_update(&state, (const unsigned char *)&length, sizeof length);
		crypto_generichash_update(&state, (const unsigned char *)parts[i].start, parts[i].length);
	}
	crypto_generichash_final(&state, hash.bytes, sizeof hash.bytes);
	return hash;
}

struct audit_hash chain_salt(void)
{
	struct audit_hash salt;
	randombytes_buf(salt.bytes, sizeof salt.bytes);
	return salt;
}

struct audit_hash chain_commitment(
	const struct audit_hash *salt, const struct text fields[static AUDIT_FIELDS])
{
	struct text parts[PARTS_LIMIT] = {TEXT("plimsoll audit entry 1"), hash_of(salt)};
	memcpy(parts + 2, fields, AUDIT_FIELDS * sizeof *fields);
	return digest(parts, PARTS_LIMIT);
}

struct audit_hash chain_start(struct chain_id chain)
{
	struct text parts[] = {
		TEXT("plimsoll audit chain 1"), bytes_of(chain.uuid.bytes, sizeof chain.uuid.bytes)};
	return digest(parts, 2);
}

struct audit_hash chain_link(
	const struct audit_hash *before, int32_t number, const struct audit_hash *commitment)
{
	uint64_t written = htobe64((uint64_t)number);
	struct text parts[] = {TEXT("plimsoll audit link 1"), hash_of(before),
		bytes_of(&written, sizeof written), hash_of(commitment)};
	return digest(parts, 4);
}

struct audit_hash chain_heads(const struct audit_hash *before, struct chain_id chain,
	int32_t length, const struct audit_hash *link)
{
	uint64_t written = htobe64((uint64_t)length);
	struct text parts[] = {TEXT("plimsoll audit head 1"), hash_of(before),
		bytes_of(chain.uuid.bytes, sizeof chain.uuid.bytes), bytes_of(&written, sizeof written),
		hash_of(link)};
	return digest(parts, 5);
}

struct audit_hash chain_root(const struct audit_hash *before, int32_t number, struct instant at,
	int64_t chains, const struct audit_hash *heads)
{
	uint64_t written[] = {htobe64((uint64_t)number), htobe64((uint64_t)chains)};
	char time[INSTANT_TEXT_LENGTH + 1];
	instant_format(at, time);
	struct text parts[] = {TEXT("plimsoll audit root 1"), hash_of(before),
		bytes_of(&written[0], sizeof written[0]), text_of(time),
		bytes_of(&written[1], sizeof written[1]), hash_of(heads)};
	return digest(parts, 6);
}

bool audit_hash_equal(const struct audit_hash *a, const struct audit_hash *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

void audit_hash_format(const struct audit_hash *hash, char out[static AUDIT_HASH_TEXT_LENGTH + 1])
{
	sodium_bin2hex(out, AUDIT_HASH_TEXT_LENGTH + 1, hash->bytes, sizeof hash->bytes);
}

bool audit_hash_parse(struct text text, struct audit_hash *out)
{
	struct audit_hash hash;
	size_t length;
	if (text.length != AUDIT_HASH_TEXT_LENGTH ||
		sodium_hex2bin(
			hash.bytes, sizeof hash.bytes, text.start, text.length, NULL, &length, NULL) != 0 ||
		length != sizeof hash.bytes)
		return false;
	*out = hash;
	return true;
}
