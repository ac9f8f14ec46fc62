// SPDX-License-Identifier: MIT
#include "secret/token.h"

#include <assert.h>
#include <endian.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#include "secret/secret_file.h"

static_assert(sodium_base64_ENCODED_LEN(TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING) ==
				  TOKEN_TEXT_LENGTH + 1,
	"a token is its bytes in base64");

enum status secret_open(struct fault *fault)
{
	if (sodium_init() < 0 || oath_init() != OATH_OK)
		return fault_set(fault, STATUS_SYSTEM, NULL, "The source of random numbers does not work.");
	return STATUS_OK;
}

struct token token_new(void)
{
	struct token token;
	unsigned char bytes[TOKEN_BYTES];
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(token.text, sizeof token.text, bytes, sizeof bytes,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
	return token;
}

bool token_parse(struct text text, struct token *out)
{
	unsigned char bytes[TOKEN_BYTES];
	size_t length;
	const char *end;
	if (text.length != TOKEN_TEXT_LENGTH ||
		sodium_base642bin(bytes, sizeof bytes, text.start, text.length, NULL, &length, &end,
			sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
		length != TOKEN_BYTES || end != text.start + text.length)
		return false;
	memcpy(out->text, text.start, TOKEN_TEXT_LENGTH);
	out->text[TOKEN_TEXT_LENGTH] = '\0';
	return true;
}

struct token_hash token_hash(const struct token *token)
{
	struct token_hash hash;
	crypto_generichash(hash.bytes, sizeof hash.bytes, (const unsigned char *)token->text,
		TOKEN_TEXT_LENGTH, NULL, 0);
	return hash;
}

bool token_hash_equal(const struct token_hash *a, const struct token_hash *b)
{
	return sodium_memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

// With the end of a line, for those who look at it.
static void make_line(void *bytes)
{
	struct token token = token_new();
	memcpy(bytes, token.text, TOKEN_TEXT_LENGTH);
	((char *)bytes)[TOKEN_TEXT_LENGTH] = '\n';
	sodium_memzero(&token, sizeof token);
}

enum status token_open(const char *path, struct token *out, struct fault *fault)
{
	static const struct secret_file kind = {
		"The token", "a token and the end of a line", TOKEN_TEXT_LENGTH + 1, make_line};
	char line[TOKEN_TEXT_LENGTH + 1];
	enum status status = secret_file_open(path, &kind, line, fault);
	if (status != STATUS_OK)
		return status;
	if (line[TOKEN_TEXT_LENGTH] != '\n' ||
		!token_parse((struct text){line, TOKEN_TEXT_LENGTH}, out))
		status = fault_set(fault, STATUS_INVALID, path, "This file is not %s.", kind.form);
	sodium_memzero(line, sizeof line);
	return status;
}

struct uuid uuid_random(void)
{
	struct uuid id;
	randombytes_buf(id.bytes, sizeof id.bytes);
	id.bytes[6] = (unsigned char)(0x40 | (id.bytes[6] & 0x0f));
	id.bytes[8] = (unsigned char)(0x80 | (id.bytes[8] & 0x3f));
	return id;
}

struct uuid uuid_v7(int64_t milliseconds)
{
	struct uuid uuid;
	randombytes_buf(uuid.bytes, sizeof uuid.bytes);
	for (int i = 0; i < 6; i++)
		uuid.bytes[i] = (uint8_t)(milliseconds >> (40 - 8 * i));
	uuid.bytes[6] = (uint8_t)(0x70 | (uuid.bytes[6] & 0x0F));
	uuid.bytes[8] = (uint8_t)(0x80 | (uuid.bytes[8] & 0x3F));
	return uuid;
}

struct uuid uuid_of_parts(const struct text *parts, size_t count)
{
	crypto_generichash_state state;
	struct uuid uuid;
	crypto_generichash_init(&state, NULL, 0, sizeof uuid.bytes);
	for (size_t i = 0; i < count; i++) {
		uint64_t length = htobe64(parts[i].length);
		crypto_generichash_update(&state, (const unsigned char *)&length, sizeof length);
		crypto_generichash_update(&state, (const unsigned char *)parts[i].start, parts[i].length);
	}
	crypto_generichash_final(&state, uuid.bytes, sizeof uuid.bytes);
	uuid.bytes[6] = (uint8_t)(0x80 | (uuid.bytes[6] & 0x0F));
	uuid.bytes[8] = (uint8_t)(0x80 | (uuid.bytes[8] & 0x3F));
	return uuid;
}

void digest_text(struct text bytes, char out[static DIGEST_TEXT_LENGTH + 1])
{
	unsigned char hash[DIGEST_TEXT_LENGTH / 2];
	crypto_generichash(
		hash, sizeof hash, (const unsigned char *)bytes.start, bytes.length, NULL, 0);
	sodium_bin2hex(out, DIGEST_TEXT_LENGTH + 1, hash, sizeof hash);
}

struct token_hash digest_hash(struct text bytes)
{
	struct token_hash hash;
	crypto_generichash(
		hash.bytes, sizeof hash.bytes, (const unsigned char *)bytes.start, bytes.length, NULL, 0);
	return hash;
}
