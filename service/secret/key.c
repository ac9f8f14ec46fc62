// SPDX-License-Identifier: MIT
#include "secret/key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A new name in a folder is durable only when the folder is.
static bool sync_folder(const char *path)
{
	char folder[4096];
	const char *slash = strrchr(path, '/');
	int length = slash ? (int)(slash - path) + 1 : 0;
	if (snprintf(folder, sizeof folder, "%.*s.", length, path) >= (int)sizeof folder)
		return false;
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return false;
	bool synced = fsync(descriptor) == 0;
	close(descriptor);
	return synced;
}

static bool write_key(const char *draft, const struct key *key)
{
	int file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return false;
	bool written = write(file, key->bytes, sizeof key->bytes) == (ssize_t)sizeof key->bytes &&
				   fsync(file) == 0;
	int error = errno;
	close(file);
	errno = error;
	return written;
}

// link, not rename: of two that make the key at once the first wins, and both then read the same.
static enum status make(const char *path, struct key *out, struct fault *fault)
{
	struct key key;
	char draft[4096];
	if (snprintf(draft, sizeof draft, "%s.%08x.new", path, (unsigned)randombytes_random()) >=
		(int)sizeof draft)
		return fault_set(fault, STATUS_LIMIT, path, "The path of the key is too long.");
	randombytes_buf(key.bytes, sizeof key.bytes);
	enum status status = STATUS_OK;
	if (!write_key(draft, &key) || (link(draft, path) != 0 && errno != EEXIST) ||
		!sync_folder(path))
		status = fault_errno(fault, path, "The organisation's key cannot be made");
	sodium_memzero(&key, sizeof key);
	unlink(draft);
	return status == STATUS_OK ? key_open(path, out, fault) : status;
}

enum status key_open(const char *path, struct key *out, struct fault *fault)
{
	struct key key;
	struct stat about;
	char more;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 && errno == ENOENT)
		return make(path, out, fault);
	if (file < 0 || fstat(file, &about) != 0) {
		enum status status = fault_errno(fault, path, "The organisation's key cannot be read");
		if (file >= 0)
			close(file);
		return status;
	}
	bool whole = read(file, key.bytes, sizeof key.bytes) == (ssize_t)sizeof key.bytes &&
				 read(file, &more, 1) == 0;
	close(file);
	if (!whole)
		return fault_set(fault, STATUS_INVALID, path, "This file is not a key of 32 bytes.");
	if (about.st_mode & 077)
		return fault_set(fault, STATUS_INVALID, path,
			"Others can read the organisation's key. Give it mode 0600.");
	*out = key;
	return STATUS_OK;
}

struct uuid key_uuid(const struct key *key, const struct text *parts, size_t count)
{
	crypto_auth_hmacsha256_state state;
	unsigned char code[crypto_auth_hmacsha256_BYTES];
	struct uuid uuid;
	crypto_auth_hmacsha256_init(&state, key->bytes, sizeof key->bytes);
	for (size_t i = 0; i < count; i++) {
		unsigned char length[8];
		for (int j = 0; j < 8; j++)
			length[j] = (unsigned char)((uint64_t)parts[i].length >> (56 - 8 * j));
		crypto_auth_hmacsha256_update(&state, length, sizeof length);
		crypto_auth_hmacsha256_update(
			&state, (const unsigned char *)parts[i].start, parts[i].length);
	}
	crypto_auth_hmacsha256_final(&state, code);
	memcpy(uuid.bytes, code, sizeof uuid.bytes);
	uuid.bytes[6] = (uint8_t)(0x80 | (uuid.bytes[6] & 0x0F));
	uuid.bytes[8] = (uint8_t)(0x80 | (uuid.bytes[8] & 0x3F));
	return uuid;
}
