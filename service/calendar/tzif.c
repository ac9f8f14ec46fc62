// SPDX-License-Identifier: MIT
#include "calendar/tzif.h"

#include <ctype.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar/posix_tz.h"

#define FOLDER "/usr/share/zoneinfo/"
#define NAME_LIMIT 64
#define FILE_LIMIT 65536
#define HEADER 44

// One block of a file: RFC 9636 §3.1 and §3.2.
struct block {
	uint32_t isut, isstd, leap, times, types, characters;
	const char *data;
};

bool tzif_name_is_harmless(struct text name)
{
	if (!name.length || name.length >= NAME_LIMIT || !isalpha((unsigned char)name.start[0]))
		return false;
	for (size_t i = 0; i < name.length; i++)
		if (!isalnum((unsigned char)name.start[i]) && !memchr("/_+-", name.start[i], 4))
			return false;
	return true;
}

static enum status not_found(struct text name, struct fault *fault)
{
	return fault_set(fault, STATUS_NOT_FOUND, "zone",
		"No time zone is called \"%.*s\"; use an IANA name such as Europe/London, and see that "
		"the system's tzdata is installed.",
		(int)(name.length < NAME_LIMIT ? name.length : NAME_LIMIT), name.start);
}

enum status tzif_open(struct text name, struct arena *arena, struct text *out, struct fault *fault)
{
	char path[sizeof FOLDER + NAME_LIMIT];
	struct stat about;
	if (!tzif_name_is_harmless(name))
		return not_found(name, fault);
	snprintf(path, sizeof path, FOLDER "%.*s", TEXT_ARGUMENTS(name));
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
		if (file >= 0)
			close(file);
		return not_found(name, fault);
	}
	char *bytes = arena_allocate(arena, FILE_LIMIT);
	ssize_t length = bytes ? read(file, bytes, FILE_LIMIT) : 0;
	enum status status = STATUS_OK;
	if (!bytes)
		status = fault_memory(fault);
	else if (length < 0)
		status = fault_errno(fault, path, "The time zone cannot be read");
	else
		*out = (struct text){bytes, (size_t)length};
	close(file);
	return status;
}

static uint32_t number_32(const char *at)
{
	uint32_t value;
	memcpy(&value, at, sizeof value);
	return be32toh(value);
}

static int64_t number_64(const char *at)
{
	uint64_t value;
	memcpy(&value, at, sizeof value);
	return (int64_t)be64toh(value);
}

// Cuts a block whose times are of `size` bytes off the front.
static bool cut_block(struct text *rest, size_t size, struct block *out)
{
	if (rest->length < HEADER || memcmp(rest->start, "TZif", 4) != 0)
		return false;
	const char *counts = rest->start + 20;
	*out = (struct block){number_32(counts), number_32(counts + 4), number_32(counts + 8),
		number_32(counts + 12), number_32(counts + 16), number_32(counts + 20),
		rest->start + HEADER};
	if (out->times > FILE_LIMIT || out->types > 256 || out->types == 0 || out->leap > FILE_LIMIT ||
		out->characters > FILE_LIMIT || out->isstd > 256 || out->isut > 256)
		return false;
	size_t length = HEADER + out->times * (size + 1) + out->types * 6 + out->characters +
					out->leap * (size + 4) + out->isstd + out->isut;
	if (length > rest->length)
		return false;
	*rest = (struct text){rest->start + length, rest->length - length};
	return true;
}

static struct instant time_at(const struct block *block, size_t index)
{
	return (struct instant){number_64(block->data + index * 8)};
}

static bool offset_of_type(const struct block *block, size_t type, int32_t *out)
{
	if (type >= block->types)
		return false;
	*out = (int32_t)number_32(block->data + block->times * 9 + type * 6);
	return *out > -100 * 3600 && *out < 100 * 3600;
}

static bool offset_after(const struct block *block, size_t index, int32_t *out)
{
	return offset_of_type(block, (unsigned char)block->data[block->times * 8 + index], out);
}

// A table that is being filled: what changes nothing is left out.
struct table {
	struct zone_transition *list;
	size_t count, size;
	struct instant from, until;
};

static void add(struct table *table, struct zone_transition transition)
{
	bool changes = table->list[table->count - 1].offset_seconds != transition.offset_seconds;
	if (changes && instant_before(table->from, transition.from) &&
		!instant_before(table->until, transition.from) && table->count < table->size)
		table->list[table->count++] = transition;
}

static void add_rule(struct table *table, const struct posix_tz *rule, struct instant after)
{
	struct instant begin = instant_latest(after, table->from);
	if (!rule->changes || !instant_before(begin, table->until))
		return;
	for (int year = civil_of(begin).year; year <= civil_of(table->until).year + 1; year++) {
		struct zone_transition two[2];
		posix_tz_year(rule, year, two);
		bool swapped = instant_before(two[1].from, two[0].from);
		for (int i = 0; i < 2; i++) {
			struct zone_transition next = two[swapped ? 1 - i : i];
			if (instant_before(after, next.from))
				add(table, next);
		}
	}
}

static bool begin_table(struct table *table, const struct block *block, const struct posix_tz *rule,
	struct arena *arena)
{
	int32_t offset;
	size_t past = 0;
	while (past < block->times && !instant_before(table->from, time_at(block, past)))
		past++;
	if (past ? !offset_after(block, past - 1, &offset) : !offset_of_type(block, 0, &offset))
		return false;
	if (past == block->times && rule)
		offset = posix_tz_offset(rule, table->from);
	int64_t years = (table->until.seconds - table->from.seconds) / (365 * SECONDS_PER_DAY) + 3;
	table->size = 1 + block->times - past + 2 * (size_t)years;
	table->list = arena_array(arena, table->size, sizeof *table->list);
	if (table->list)
		table->list[table->count++] = (struct zone_transition){table->from, offset};
	return true;
}

static bool fill(struct table *table, const struct block *block, const struct posix_tz *rule)
{
	struct instant last = {INT64_MIN};
	for (size_t i = 0; i < block->times; i++) {
		int32_t offset;
		if (!offset_after(block, i, &offset) || !instant_before(last, time_at(block, i)))
			return false;
		last = time_at(block, i);
		add(table, (struct zone_transition){last, offset});
	}
	if (rule)
		add_rule(table, rule, last);
	return true;
}

// The rule between the last two line ends; `*some` false where the file has none.
static bool read_rule(struct text rest, struct posix_tz *rule, bool *some)
{
	if (rest.length < 2 || rest.start[0] != '\n' || rest.start[rest.length - 1] != '\n')
		return false;
	struct text text = {rest.start + 1, rest.length - 2};
	*some = text.length > 0;
	return !*some || posix_tz_parse(text, rule);
}

enum status tzif_read(struct text file, struct instant from, struct instant until,
	struct arena *arena, struct zone *out, struct fault *fault)
{
	struct block first, block;
	struct posix_tz rule;
	struct text rest = file;
	struct table table = {.from = from, .until = until};
	bool some = false;
	bool good = cut_block(&rest, 4, &first) && file.start[4] >= '2' &&
				cut_block(&rest, 8, &block) && read_rule(rest, &rule, &some) &&
				begin_table(&table, &block, some ? &rule : NULL, arena);
	if (good && !table.list)
		return fault_memory(fault);
	if (!good || !fill(&table, &block, some ? &rule : NULL))
		return fault_set(fault, STATUS_INVALID, "zone",
			"The system's file of this time zone cannot be understood; is tzdata whole?");
	*out = (struct zone){table.list, table.count};
	return STATUS_OK;
}
