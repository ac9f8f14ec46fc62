// SPDX-License-Identifier: MIT
// What was written is read back, however the bytes arrive.
#include "support/cmocka.h"

#include "base/csv.h"
#include "support/bytes.h"
#include "support/random.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RECORDS 40
#define FIELDS_LIMIT 6
#define FIELD_LENGTH_LIMIT 12

struct record {
	size_t count;
	size_t lengths[FIELDS_LIMIT];
	char fields[FIELDS_LIMIT][FIELD_LENGTH_LIMIT];
};

static struct random source;
static size_t chunk_most; // bytes one read gives at most; the linker sends every read here

ssize_t __real_read(int descriptor, void *bytes, size_t size);
ssize_t __wrap_read(int descriptor, void *bytes, size_t size);

ssize_t __wrap_read(int descriptor, void *bytes, size_t size)
{
	size_t chunk = (size_t)random_between(&source, 1, (int64_t)chunk_most);
	return __real_read(descriptor, bytes, chunk < size ? chunk : size);
}

static struct record random_record(void)
{
	static const char alphabet[] = "ab,;\"\"\r\n \t\xC3\xA9";
	struct record record = {.count = (size_t)random_between(&source, 1, FIELDS_LIMIT)};
	for (size_t i = 0; i < record.count; i++) {
		record.lengths[i] = (size_t)random_between(&source, 0, FIELD_LENGTH_LIMIT);
		for (size_t j = 0; j < record.lengths[i]; j++)
			record.fields[i][j] =
				alphabet[random_between(&source, 0, (int64_t)sizeof alphabet - 2)];
	}
	return record;
}

// Quotes where that is needed, and now and then where it is not.
static void write_field(struct text_builder *out, struct text field, bool is_alone)
{
	bool needed = (is_alone && field.length == 0) || (field.length && field.start[0] == '"');
	for (size_t i = 0; i < field.length; i++)
		needed = needed || strchr(",\r\n", field.start[i]) != NULL;
	if (!needed && random_between(&source, 0, 3) > 0) {
		builder_add(out, field);
		return;
	}
	builder_character(out, '"');
	for (size_t i = 0; i < field.length; i++) {
		if (field.start[i] == '"')
			builder_character(out, '"');
		builder_character(out, field.start[i]);
	}
	builder_character(out, '"');
}

static void write_records(struct text_builder *out, const struct record *records)
{
	if (random_between(&source, 0, 1) == 1)
		builder_string(out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < RECORDS; i++) {
		for (size_t j = 0; j < records[i].count; j++) {
			if (j > 0)
				builder_character(out, ',');
			write_field(out, (struct text){records[i].fields[j], records[i].lengths[j]},
				records[i].count == 1);
		}
		if (i + 1 < RECORDS || random_between(&source, 0, 1) == 1)
			builder_string(out, random_between(&source, 0, 1) == 1 ? "\n" : "\r\n");
		if (random_between(&source, 0, 9) == 0 && i + 1 < RECORDS)
			builder_character(out, '\n');
	}
}

static void compare(const struct csv_record *found, const struct record *expected)
{
	assert_int_equal(found->count, expected->count);
	for (size_t i = 0; i < expected->count; i++)
		assert_true(
			text_equal(found->fields[i], (struct text){expected->fields[i], expected->lengths[i]}));
}

static void records_read_back_the_same_in_pieces_of_any_size(void **state)
{
	(void)state;
	static const size_t chunks[] = {1, 2, 3, 7, 64, 4096};
	source = random_start();
	for (size_t round = 0; round < 60; round++) {
		struct record records[RECORDS];
		struct text_builder bytes;
		builder_init(&bytes);
		for (size_t i = 0; i < RECORDS; i++)
			records[i] = random_record();
		write_records(&bytes, records);
		chunk_most = chunks[round % (sizeof chunks / sizeof chunks[0])];
		int file = bytes_open(bytes.start, bytes.length);
		struct csv_reader *reader = csv_new(file, ',');
		struct csv_record found;
		for (size_t i = 0; i < RECORDS; i++) {
			assert_int_equal(csv_next(reader, &found, NULL), STATUS_OK);
			compare(&found, &records[i]);
		}
		assert_int_equal(csv_next(reader, &found, NULL), STATUS_NOT_FOUND);
		assert_int_equal(csv_position(reader), bytes.length);
		csv_free(reader);
		close(file);
		builder_done(&bytes);
	}
}

// Reads any bytes to their end or first fault; the sanitizers watch.
static size_t read_all(const char *bytes, size_t length, struct fault *fault)
{
	size_t fields = 0;
	int file = bytes_open(bytes, length);
	struct csv_reader *reader = csv_new(file, ',');
	struct csv_record record;
	while (csv_next(reader, &record, fault) == STATUS_OK)
		fields += record.count;
	csv_free(reader);
	close(file);
	return fields;
}

static void any_bytes_give_the_same_in_pieces_of_any_size(void **state)
{
	(void)state;
	source = random_start();
	for (size_t round = 0; round < 300; round++) {
		char bytes[200];
		static const char alphabet[] = "aab,\"\"\r\n\n";
		size_t length = (size_t)random_between(&source, 0, sizeof bytes);
		for (size_t i = 0; i < length; i++)
			bytes[i] = alphabet[random_between(&source, 0, (int64_t)sizeof alphabet - 2)];
		struct fault whole_fault = {0}, pieces_fault = {0};
		chunk_most = sizeof bytes;
		size_t whole = read_all(bytes, length, &whole_fault);
		chunk_most = 1;
		assert_int_equal(read_all(bytes, length, &pieces_fault), whole);
		assert_string_equal(pieces_fault.where, whole_fault.where);
		assert_string_equal(pieces_fault.message, whole_fault.message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_read_back_the_same_in_pieces_of_any_size),
		cmocka_unit_test(any_bytes_give_the_same_in_pieces_of_any_size),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
