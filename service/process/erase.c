// SPDX-License-Identifier: MIT
#include "app/accounts/administer.h"
#include "app/retention/erase_person.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/erasing.h"
#include "process/trail.h"
#include "json/writer.h"

#define ATTEMPTS 5

static enum status erase(struct desk *desk, struct person_id person, enum erase_how how,
	struct erased *erased, struct fault *fault)
{
	char list[LIST_PATH_LENGTH];
	struct connection *erasure = NULL;
	struct audit_actor by = trail_operator(desk);
	int left = ATTEMPTS; // the engine may be in the way
	erasing_path(&desk->workplace, list);
	enum status status =
		connection_open(&desk->workplace.database, DATABASE_ERASURE, &erasure, fault);
	while (status == STATUS_OK && left-- > 0) {
		status = erase_person(erasure, desk->recorder, &by, person, how, list, erased, fault);
		if (status != STATUS_RETRY || left == 0)
			break;
		fault_clear(fault);
		status = STATUS_OK;
	}
	connection_close(erasure);
	if (status == STATUS_OK && how == ERASE)
		erasing_columns(&desk->workplace, desk->recorder);
	return status;
}

static void print(const struct options *options, const struct erased *erased, bool done)
{
	struct text_builder out;
	struct json_writer json;
	if (options->values[OPTION_JSON]) {
		builder_init(&out);
		writer_start(&json, &out);
		writer_object(&json);
		writer_name(&json, "erased");
		writer_boolean(&json, done);
		erasing_write(&json, erased);
		writer_object_end(&json);
		puts(builder_view(&out).start);
		builder_done(&out);
		return;
	}
	puts(done ? "This is erased:" : "This would be erased:");
	erasing_print(erased);
	puts("\nWhat stays: how long their trail was and what it was committed to, so that it can be "
		 "verified;\ntotals of groups for periods that are closed; and their id, which names "
		 "nobody, where they acted\non the record of others or led a session, and in the erasure "
		 "list.");
	if (done)
		puts("\nBackups that were made before still hold them until they are thrown away; "
			 "restoring one erases\nthem again, as long as the file erasures is kept.");
	else
		puts("\nNothing was erased. --yes erases it; it cannot be undone.");
}

int command_erase(const struct options *options)
{
	struct desk desk;
	struct person_id person;
	struct erased erased;
	struct fault fault = {.status = STATUS_OK};
	bool done = options->values[OPTION_YES] && !options->values[OPTION_DRY_RUN];
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK)
		status = account_person(desk.recorder, desk.setting.organisation.id,
			text_of(options->arguments[0]), &person, &fault);
	if (status == STATUS_OK)
		status = erase(&desk, person, done ? ERASE : ERASE_FORESEEN, &erased, &fault);
	if (status == STATUS_OK)
		print(options, &erased, done);
	desk_close(&desk);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
