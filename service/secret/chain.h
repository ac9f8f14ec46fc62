// SPDX-License-Identifier: MIT
// The arithmetic of the trail: bytes in, bytes out. docs/audit.md says it in words, and the tests
// do it again in Python.
//
// Every hash is BLAKE2b-256 over parts, each preceded by its length as 8 bytes, of which the first
// says what is hashed. Numbers are 8 bytes. All are big-endian.
#pragma once

#include "core/audit.h"

// 32 random bytes: whoever has no salt cannot tell which fields a commitment is of.
struct audit_hash chain_salt(void);

// H("plimsoll audit entry 1", salt, fields…).
struct audit_hash chain_commitment(
	const struct audit_hash *salt, const struct text fields[static AUDIT_FIELDS]);

// What stands before the first entry of a chain: H("plimsoll audit chain 1", its id).
struct audit_hash chain_start(struct chain_id chain);

// H("plimsoll audit link 1", the link before, number, commitment).
struct audit_hash chain_link(
	const struct audit_hash *before, int32_t number, const struct audit_hash *commitment);

// The heads of chains in ascending order of their ids, from 32 bytes of 0:
// H("plimsoll audit head 1", those before, chain, length, its last link).
struct audit_hash chain_heads(const struct audit_hash *before, struct chain_id chain,
	int32_t length, const struct audit_hash *link);

// H("plimsoll audit root 1", the root before, number, time, number of chains, heads); before the
// first there are 32 bytes of 0.
struct audit_hash chain_root(const struct audit_hash *before, int32_t number, struct instant at,
	int64_t chains, const struct audit_hash *heads);

bool audit_hash_equal(const struct audit_hash *a, const struct audit_hash *b);

// 64 hexadecimal digits in lower case; parsing takes either case, and false leaves `out`.
#define AUDIT_HASH_TEXT_LENGTH (2 * AUDIT_HASH_BYTES)
void audit_hash_format(const struct audit_hash *hash, char out[static AUDIT_HASH_TEXT_LENGTH + 1]);
bool audit_hash_parse(struct text text, struct audit_hash *out);
