// SPDX-License-Identifier: MIT
// The columnar cache as a file: what is written is read, and what is not whole is noticed.
#include "support/cmocka.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/column_file.h"

static char folder[64], path[96], changes[128];

static const struct replay_kind suicide = {.category = TEXT_CONSTANT("INC_SUICIDE"),
	.modifiers = {TEXT_CONSTANT("alone")},
	.modifier_count = 1};
static const struct replay_kind images = {.category = TEXT_CONSTANT("MAT_CSAM_A"),
	.involvement = INVOLVEMENT_SECONDARY,
	.unit = REPLAY_ITEMS};
static const struct replay_kind fire = {.category = TEXT_CONSTANT("INC_FIRE_OTHER")};

static struct person_id person(uint8_t number)
{
	return (struct person_id){{{number}}};
}

static void add(
	struct column_writer *writer, int64_t at, const struct replay_kind *kind, int32_t amount)
{
	assert_int_equal(
		column_writer_exposure(writer, (struct instant){at}, kind, amount, NULL), STATUS_OK);
}

// Two people, of whom the second looked at more images than fit in 16 bits.
static int start(void **state)
{
	(void)state;
	struct column_writer *writer;
	snprintf(folder, sizeof folder, "/tmp/plimsoll-columns-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/columns", folder);
	snprintf(changes, sizeof changes, "%s.changes", path);
	assert_int_equal(column_writer_base(path, "here", &writer, NULL), STATUS_OK);
	assert_int_equal(column_writer_person(writer, person(1), NULL), STATUS_OK);
	add(writer, 1000, &suicide, 0);
	add(writer, 2000, &fire, 0);
	assert_int_equal(column_writer_person(writer, person(3), NULL), STATUS_OK);
	add(writer, 1500, &images, 70000);
	assert_int_equal(column_writer_finish(writer, 7, NULL), STATUS_OK);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	column_remove(path);
	snprintf(changes, sizeof changes, "%s.lock", path);
	unlink(changes);
	return rmdir(folder);
}

static enum status try_open(const char *of, char reason[static 400])
{
	struct column_file *file = NULL;
	struct fault fault = {.status = STATUS_OK};
	enum status status = column_file_open(path, of, &file, &fault);
	column_file_close(file);
	snprintf(reason, 400, "%s", fault.message);
	return status;
}

static void assert_refused(const char *why)
{
	char reason[400];
	assert_int_equal(try_open("here", reason), STATUS_VERSION);
	assert_string_equal(reason, why);
}

static struct column_file *open_file(void)
{
	struct column_file *file;
	assert_int_equal(column_file_open(path, "here", &file, NULL), STATUS_OK);
	return file;
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	struct column_file *file = open_file();
	struct stat about;
	size_t people, kinds;
	const struct column_person *list = column_file_people(file, &people);
	const struct replay_kind *names = column_file_kinds(file, &kinds);
	assert_int_equal(people, 2);
	assert_int_equal(kinds, 4);
	assert_int_equal(column_file_settled(file), 7);
	assert_int_equal(list[0].count, 2);
	assert_int_equal(list[0].exposures[0].second, 1000);
	assert_true(text_is(names[list[0].exposures[0].kind].category, "INC_SUICIDE"));
	assert_true(text_is(names[list[0].exposures[0].kind].modifiers[0], "alone"));
	assert_int_equal(list[0].exposures[1].second, 2000);
	assert_int_equal(list[1].count, 2);
	assert_int_equal(list[1].exposures[0].amount, 65535);
	assert_int_equal(list[1].exposures[1].amount, 70000 - 65535);
	assert_false(names[list[1].exposures[0].kind].continued);
	assert_true(names[list[1].exposures[1].kind].continued);
	assert_int_equal(names[list[1].exposures[1].kind].unit, REPLAY_ITEMS);
	assert_int_equal(names[list[1].exposures[1].kind].involvement, INVOLVEMENT_SECONDARY);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	column_file_close(file);
}

static void flip(const char *name, off_t at)
{
	char byte;
	int file = open(name, O_RDWR);
	assert_true(file >= 0 && pread(file, &byte, 1, at) == 1);
	byte = (char)(byte ^ 4);
	assert_int_equal(pwrite(file, &byte, 1, at), 1);
	close(file);
}

static void whatever_byte_is_changed_is_noticed(void **state)
{
	(void)state;
	struct stat about;
	char reason[400];
	assert_int_equal(stat(path, &about), 0);
	for (off_t at = 0; at < about.st_size; at++) {
		flip(path, at);
		assert_int_equal(try_open("here", reason), STATUS_VERSION);
		flip(path, at);
	}
	assert_int_equal(try_open("here", reason), STATUS_OK);
	flip(path, about.st_size - 1);
	assert_refused("it is damaged");
	flip(path, about.st_size - 1);
	flip(path, 0);
	assert_refused("it is something else");
	flip(path, 0);
	flip(path, 8);
	assert_refused("it is of another version of Plimsoll or another kind of machine");
}

static void wherever_it_is_cut_off_is_noticed(void **state)
{
	(void)state;
	struct stat about;
	assert_int_equal(stat(path, &about), 0);
	for (off_t length = about.st_size - 1; length > 0; length -= 7) {
		assert_int_equal(truncate(path, length), 0);
		assert_refused("it is cut off");
	}
}

static void one_of_another_database_or_that_others_can_read_is_refused(void **state)
{
	(void)state;
	char reason[400];
	assert_int_equal(try_open("there", reason), STATUS_VERSION);
	assert_string_equal(reason, "it is of another database");
	assert_int_equal(chmod(path, 0640), 0);
	assert_refused("others can read it");
	unlink(path);
	assert_int_equal(try_open("here", reason), STATUS_NOT_FOUND);
}

// The first is gone, the third met something else, and a second one is there.
static void change(int64_t settled, bool lost)
{
	struct column_file *file = open_file();
	struct column_writer *writer;
	assert_int_equal(column_writer_changes(path, file, &writer, NULL), STATUS_OK);
	assert_int_equal(column_writer_person(writer, person(1), NULL), STATUS_OK);
	assert_int_equal(column_writer_person(writer, person(2), NULL), STATUS_OK);
	add(writer, 5000, &fire, 0);
	assert_int_equal(column_writer_person(writer, person(3), NULL), STATUS_OK);
	add(writer, 1500, &images, 10);
	if (lost)
		column_writer_lost(writer);
	assert_int_equal(column_writer_finish(writer, settled, NULL), STATUS_OK);
	column_file_close(file);
}

static void assert_changed(struct column_file *file)
{
	size_t people, kinds;
	const struct column_person *list = column_file_people(file, &people);
	const struct replay_kind *names = column_file_kinds(file, &kinds);
	assert_int_equal(people, 2);
	assert_int_equal(list[0].person.uuid.bytes[0], 2);
	assert_int_equal(list[0].exposures[0].second, 5000);
	assert_true(text_is(names[list[0].exposures[0].kind].category, "INC_FIRE_OTHER"));
	assert_int_equal(list[1].count, 1);
	assert_int_equal(list[1].exposures[0].amount, 10);
}

static void changes_replace_people_and_take_them_out(void **state)
{
	(void)state;
	change(9, false);
	change(11, true);
	struct column_file *file = open_file();
	assert_changed(file);
	assert_int_equal(column_file_settled(file), 11);
	assert_true(column_file_has_lost(file));
	assert_int_equal(column_file_based(file), 4);
	assert_int_equal(column_file_changed(file), 4);
	column_file_close(file);
}

static void changes_that_were_cut_off_are_as_if_not_made(void **state)
{
	(void)state;
	struct stat about;
	change(9, false);
	assert_int_equal(stat(changes, &about), 0);
	change(11, true);
	assert_int_equal(truncate(changes, about.st_size + 250), 0);
	struct column_file *file = open_file();
	assert_changed(file);
	assert_int_equal(column_file_settled(file), 9);
	assert_false(column_file_has_lost(file));
	column_file_close(file);
	change(13, false);
	file = open_file();
	assert_changed(file);
	assert_int_equal(column_file_settled(file), 13);
	column_file_close(file);
}

static bool holds(const char *name, const void *bytes, size_t length)
{
	char all[8192];
	int file = open(name, O_RDONLY);
	ssize_t size = file >= 0 ? read(file, all, sizeof all) : 0;
	if (file >= 0)
		close(file);
	return size > 0 && memmem(all, (size_t)size, bytes, length);
}

static void what_is_lost_is_not_in_the_file_once_it_is_written_anew(void **state)
{
	(void)state;
	const uint32_t second = 1000;
	const struct person_id gone = person(1);
	change(9, true);
	assert_true(holds(path, &second, sizeof second));
	assert_true(holds(path, "INC_SUICIDE", 11));
	struct column_file *file = open_file();
	assert_int_equal(column_file_rewrite(path, "here", file, NULL), STATUS_OK);
	column_file_close(file);
	file = open_file();
	assert_changed(file);
	assert_int_equal(column_file_settled(file), 9);
	assert_false(column_file_has_lost(file));
	column_file_close(file);
	assert_false(holds(path, &second, sizeof second));
	assert_false(holds(path, &gone, sizeof gone));
	assert_false(holds(path, "INC_SUICIDE", 11));
	assert_int_not_equal(access(changes, F_OK), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_written_is_read),
		TEST(whatever_byte_is_changed_is_noticed),
		TEST(wherever_it_is_cut_off_is_noticed),
		TEST(one_of_another_database_or_that_others_can_read_is_refused),
		TEST(changes_replace_people_and_take_them_out),
		TEST(changes_that_were_cut_off_are_as_if_not_made),
		TEST(what_is_lost_is_not_in_the_file_once_it_is_written_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
