// SPDX-License-Identifier: MIT
#include "process/erasing.h"

#include <inttypes.h>

#include "process/clock.h"
#include "process/terminal.h"
#include "store/columns.h"
#include "json/writer.h"

void erasing_path(const struct workplace *workplace, char out[static LIST_PATH_LENGTH])
{
	snprintf(out, LIST_PATH_LENGTH, "%s/erasures", workplace->directory);
}

void erasing_columns_path(const struct workplace *workplace, char out[static LIST_PATH_LENGTH])
{
	snprintf(out, LIST_PATH_LENGTH, "%s/%s", workplace->directory, COLUMNS_NAME);
}

void erasing_columns(const struct workplace *workplace, struct connection *recorder)
{
	char path[LIST_PATH_LENGTH];
	struct columns_report report;
	erasing_columns_path(workplace, path);
	if (columns_follow(recorder, path, COLUMNS_REFRESH, NULL, &report, NULL) != STATUS_OK)
		column_remove(path);
}

static enum status again(const struct workplace *workplace, struct connection *recorder,
	struct erase_again_report *out, struct fault *fault)
{
	struct arena arena;
	struct setting setting;
	struct connection *erasure = NULL;
	char list[LIST_PATH_LENGTH];
	erasing_path(workplace, list);
	arena_init(&arena);
	enum status status = setting_read(recorder, clock_now(), &arena, &setting, fault);
	if (status == STATUS_OK)
		status = connection_open(&workplace->database, DATABASE_ERASURE, &erasure, fault);
	if (status == STATUS_OK) {
		struct recorder with = setting_recorder(&setting, recorder);
		status = erase_again(&with, erasure, list, clock_now(), out, fault);
	}
	connection_close(erasure);
	arena_done(&arena);
	return status;
}

enum status erasing_again(
	const struct workplace *workplace, struct erase_again_report *out, struct fault *fault)
{
	struct arena arena;
	struct organisation organisation;
	struct connection *recorder = NULL;
	struct fault none = {.status = STATUS_OK};
	*out = (struct erase_again_report){.found = false};
	enum status status = connection_open(&workplace->database, DATABASE_RECORDER, &recorder, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = organisation_read(recorder, &arena, &organisation, &none);
	if (status == STATUS_OK)
		status = again(workplace, recorder, out, fault);
	else if (status == STATUS_NOT_FOUND)
		status = STATUS_OK;
	else
		fault_set(fault, status, none.where, "%s", none.message);
	arena_done(&arena);
	connection_close(recorder);
	return status;
}

void erasing_warn(const struct workplace *workplace, const struct erase_again_report *report)
{
	char list[LIST_PATH_LENGTH];
	erasing_path(workplace, list);
	if (report->others)
		terminal_error("plimsoll: %s: %zu lines of the erasure list are of another organisation "
					   "and were left alone.\n",
			list, report->others);
	if (report->damaged)
		terminal_error("plimsoll: %s: %zu lines of the erasure list are damaged and were left out. "
					   "What they say was removed may be back.\n",
			list, report->damaged);
	if (report->kept)
		terminal_error("plimsoll: %s: %zu people who were erased are back and could not be erased "
					   "again: %s\n",
			list, report->kept, report->because.message);
}

void erasing_print(const struct erased *erased)
{
	for (int i = 0; i < ERASED_COUNT; i++) {
		if (erased->counts[i])
			printf("%10" PRId64 "  %s\n", erased->counts[i], erased_words((enum erased_kind)i));
	}
}

void erasing_write(struct json_writer *json, const struct erased *erased)
{
	for (int i = 0; i < ERASED_COUNT; i++) {
		writer_name(json, erased_name((enum erased_kind)i));
		writer_integer(json, erased->counts[i]);
	}
}

int64_t erasing_total(const struct erased *erased)
{
	int64_t total = 0;
	for (int i = 0; i < ERASED_COUNT; i++)
		total += erased->counts[i];
	return total;
}
