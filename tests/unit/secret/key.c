// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "secret/key.h"
#include "secret/token.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64], path[96];

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/plimsoll-key-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/key", folder);
	return secret_open(NULL);
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder); // fails where a draft was left behind
}

static void write_file(const char *bytes, size_t length, mode_t mode)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	assert_true(file >= 0);
	assert_int_equal(write(file, bytes, length), length);
	assert_int_equal(fchmod(file, mode), 0);
	close(file);
}

static void a_missing_key_is_made_for_its_owner_alone(void **state)
{
	(void)state;
	struct key made, read_again;
	struct stat about;
	assert_int_equal(key_open(path, &made, NULL), STATUS_OK);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(about.st_size, 32);
	assert_int_equal(key_open(path, &read_again, NULL), STATUS_OK);
	assert_memory_equal(made.bytes, read_again.bytes, sizeof made.bytes);
}

static void a_file_that_is_no_key_is_refused(void **state)
{
	(void)state;
	static const struct {
		size_t length;
		mode_t mode;
	} rows[] = {{0, 0600}, {31, 0600}, {33, 0600}, {32, 0640}, {32, 0604}};
	char bytes[64] = {0};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fault fault = {0};
		struct key key = {{7}};
		write_file(bytes, rows[i].length, rows[i].mode);
		if (key_open(path, &key, &fault) != STATUS_INVALID || key.bytes[0] != 7)
			fail_msg("row %zu: %s", i, fault.message);
	}
}

static void a_key_that_cannot_be_made_says_why(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct key key;
	assert_int_equal(key_open("/proc/plimsoll/key", &key, &fault), STATUS_SYSTEM);
	assert_non_null(strstr(fault.message, "cannot be made"));
}

// Several programs that start at once must all end up with the key that is kept.
static void of_several_that_make_it_at_once_all_have_the_same(void **state)
{
	(void)state;
	enum { PROCESSES = 8 };
	int ends[2], start[2];
	char byte;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(start), 0);
	for (int i = 0; i < PROCESSES; i++) {
		if (fork() != 0)
			continue;
		struct key key = {{0}};
		close(start[1]);
		(void)!read(start[0], &byte, 1); // until the parent lets all go
		bool good = key_open(path, &key, NULL) == STATUS_OK &&
					write(ends[1], key.bytes, sizeof key.bytes) == (ssize_t)sizeof key.bytes;
		_exit(good ? 0 : 1);
	}
	close(start[0]);
	close(start[1]);
	close(ends[1]);
	struct key kept, had;
	for (int i = 0; i < PROCESSES; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(key_open(path, &kept, NULL), STATUS_OK);
	for (int i = 0; i < PROCESSES; i++) {
		assert_int_equal(read(ends[0], had.bytes, sizeof had.bytes), sizeof had.bytes);
		assert_memory_equal(had.bytes, kept.bytes, sizeof had.bytes);
	}
	close(ends[0]);
}

static void an_id_depends_on_the_key_and_on_where_parts_end(void **state)
{
	(void)state;
	const struct key key = {{1}}, other_key = {{2}};
	const struct text parts[] = {TEXT("ab"), TEXT("c")}, moved[] = {TEXT("a"), TEXT("bc")};
	const struct text longer[] = {TEXT("ab"), TEXT("c"), TEXT("")};
	struct uuid id = key_uuid(&key, parts, 2);
	assert_true(uuid_equal(id, key_uuid(&key, parts, 2)));
	assert_false(uuid_equal(id, key_uuid(&other_key, parts, 2)));
	assert_false(uuid_equal(id, key_uuid(&key, moved, 2)));
	assert_false(uuid_equal(id, key_uuid(&key, parts, 1)));
	assert_false(uuid_equal(id, key_uuid(&key, longer, 3)));
	assert_int_equal(id.bytes[6] >> 4, 8);
	assert_int_equal(id.bytes[8] >> 6, 2);
}

// RFC 4231 would need raw parts; this is HMAC-SHA-256 as Python's hmac computes it:
// hmac.new(bytes(range(32)), struct.pack('>Q', 3) + b'inc', 'sha256').hexdigest()[:32]
static void an_id_is_the_start_of_an_hmac(void **state)
{
	(void)state;
	struct key key;
	char text[UUID_TEXT_LENGTH + 1];
	const struct text part = TEXT("inc");
	for (size_t i = 0; i < sizeof key.bytes; i++)
		key.bytes[i] = (unsigned char)i;
	uuid_format(key_uuid(&key, &part, 1), text);
	assert_string_equal(text, "c8058722-1c02-8e2c-9ce7-a4c6fcb90835");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_missing_key_is_made_for_its_owner_alone),
		TEST(a_file_that_is_no_key_is_refused),
		TEST(a_key_that_cannot_be_made_says_why),
		TEST(of_several_that_make_it_at_once_all_have_the_same),
		TEST(an_id_depends_on_the_key_and_on_where_parts_end),
		TEST(an_id_is_the_start_of_an_hmac),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
