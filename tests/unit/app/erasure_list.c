// SPDX-License-Identifier: MIT
// The file of what must not come back, with what power cuts and people do to it.
#include "support/cmocka.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/retention/erasure_list.h"
#include "secret/token.h"

#define MOST 100

static char folder[] = "/tmp/plimsoll-list-XXXXXX", path[64];
static const struct organisation_id ours = {{{1, 2, 3}}}, theirs = {{{9}}};
static struct erasure_record found[MOST];
static size_t others, damaged;

static int fresh(void **state)
{
	(void)state;
	unlink(path);
	return 0;
}

static struct erasure_record record(uint8_t number)
{
	return (struct erasure_record){
		.is_person = number % 2,
		.person = {{{number}}},
		.exposure = {{{number % 2 ? 0 : number}}},
		.at = {1796115600 + number},
	};
}

static void add(struct organisation_id organisation, uint8_t number)
{
	struct erasure_record one = record(number);
	assert_int_equal(erasure_list_append(path, organisation, &one, 1, NULL), STATUS_OK);
}

static void write_end(const char *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_APPEND);
	assert_int_equal(write(file, bytes, length), length);
	close(file);
}

static size_t read_all(void)
{
	struct erasure_list *list;
	size_t count;
	assert_int_equal(erasure_list_open(path, ours, &list, NULL), STATUS_OK);
	assert_int_equal(erasure_list_read(list, found, MOST, &count, NULL), STATUS_OK);
	others = erasure_list_others(list);
	damaged = erasure_list_damaged(list);
	erasure_list_close(list);
	return count;
}

static void expect_record(const struct erasure_record *one, uint8_t number)
{
	struct erasure_record wanted = record(number);
	assert_int_equal(one->is_person, wanted.is_person);
	assert_true(uuid_equal(one->person.uuid, wanted.person.uuid));
	assert_true(uuid_equal(one->exposure.uuid, wanted.exposure.uuid));
	assert_int_equal(one->at.seconds, wanted.at.seconds);
}

static void what_is_added_is_read_in_order_and_nobody_else_can(void **state)
{
	(void)state;
	struct stat about;
	struct erasure_record two[] = {record(2), record(3)};
	add(ours, 1);
	assert_int_equal(erasure_list_append(path, ours, two, 2, NULL), STATUS_OK);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(read_all(), 3);
	for (uint8_t i = 0; i < 3; i++)
		expect_record(&found[i], i + 1);
	assert_int_equal(others + damaged, 0);
}

static void a_line_cut_off_anywhere_is_left_alone_and_the_next_one_begins_anew(void **state)
{
	(void)state;
	char line[ERASURE_LINE_LENGTH];
	add(ours, 2);
	FILE *file = fopen(path, "r");
	assert_non_null(fgets(line, sizeof line, file));
	fclose(file);
	for (size_t length = 1; length < strlen(line); length++) {
		unlink(path);
		add(ours, 1);
		write_end(line, length);
		size_t there = length == strlen(line) - 1 ? 2 : 1; // where only its end is missing
		assert_int_equal(read_all(), there);
		add(ours, 3);
		assert_int_equal(read_all(), there + 1);
		assert_int_equal(damaged, 0);
		expect_record(&found[0], 1);
		expect_record(&found[there], 3);
	}
}

static void any_changed_byte_of_a_line_is_damage_and_the_others_stand(void **state)
{
	(void)state;
	char line[ERASURE_LINE_LENGTH];
	add(ours, 2);
	FILE *file = fopen(path, "r");
	assert_non_null(fgets(line, sizeof line, file));
	fclose(file);
	for (size_t i = 0; i + 1 < strlen(line); i++) {
		char changed[ERASURE_LINE_LENGTH];
		memcpy(changed, line, sizeof changed);
		changed[i] ^= 1;
		unlink(path);
		add(ours, 1);
		write_end(changed, strlen(line));
		add(ours, 3);
		assert_int_equal(read_all(), 2);
		assert_int_equal(damaged, 1);
		expect_record(&found[1], 3);
	}
}

static void lines_of_others_and_what_is_no_line_are_counted(void **state)
{
	(void)state;
	char longest[3000];
	memset(longest, 'x', sizeof longest);
	longest[sizeof longest - 1] = '\n';
	add(theirs, 1);
	add(ours, 2);
	write_end(longest, sizeof longest);
	write_end("\n\n\0\n", 4);
	add(theirs, 3);
	add(ours, 4);
	assert_int_equal(read_all(), 2);
	assert_int_equal(others, 2);
	assert_int_equal(damaged, 1);
	expect_record(&found[1], 4);
}

static void what_others_can_read_or_is_no_file_is_refused(void **state)
{
	(void)state;
	struct erasure_record one = record(1);
	struct erasure_list *list;
	assert_int_equal(erasure_list_open(path, ours, &list, NULL), STATUS_NOT_FOUND);
	add(ours, 1);
	chmod(path, 0644);
	assert_int_equal(erasure_list_append(path, ours, &one, 1, NULL), STATUS_INVALID);
	unlink(path);
	assert_int_equal(symlink("/dev/null", path), 0);
	assert_int_equal(erasure_list_append(path, ours, &one, 1, NULL), STATUS_SYSTEM);
}

#define TEST(name) cmocka_unit_test_setup(name, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_added_is_read_in_order_and_nobody_else_can),
		TEST(a_line_cut_off_anywhere_is_left_alone_and_the_next_one_begins_anew),
		TEST(any_changed_byte_of_a_line_is_damage_and_the_others_stand),
		TEST(lines_of_others_and_what_is_no_line_are_counted),
		TEST(what_others_can_read_or_is_no_file_is_refused),
	};
	struct fault fault = {.status = STATUS_OK};
	if (!mkdtemp(folder) || secret_open(&fault) != STATUS_OK)
		return 1;
	snprintf(path, sizeof path, "%s/erasures", folder);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	rmdir(folder);
	return failed;
}
