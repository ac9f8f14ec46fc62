// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "app/duty/holidays.h"
#include "process/commands.h"
#include "process/trail.h"

#define FILE_LIMIT ((size_t)2 << 20)

static enum status run(
	const struct options *options, struct desk *desk, struct text document, struct fault *fault)
{
	struct holiday *holidays;
	size_t count;
	const struct audit_actor by = trail_operator(desk);
	const char *nation = options->values[OPTION_NATION];
	enum status status = holidays_take(desk->recorder, &by, desk->setting.zone, text_of(nation),
		document, &desk->arena, &holidays, &count, fault);
	if (status == STATUS_OK)
		printf("%zu public holidays of %s, from %04d-%02d-%02d to %04d-%02d-%02d.\n", count, nation,
			holidays[0].date.year, holidays[0].date.month, holidays[0].date.day,
			holidays[count - 1].date.year, holidays[count - 1].date.month,
			holidays[count - 1].date.day);
	return status;
}

int command_holidays(const struct options *options)
{
	struct desk desk;
	struct arena arena;
	struct text document;
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	arena_init(&arena);
	if (strcmp(options->arguments[0], "import") != 0)
		status = fault_set(&fault, STATUS_INVALID, options->arguments[0],
			"Usage: plimsoll holidays import FILE --nation NATION");
	if (status == STATUS_OK)
		status = file_read(options->arguments[1], FILE_LIMIT, &arena, &document, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = run(options, &desk, document, &fault);
		desk_close(&desk);
	}
	arena_done(&arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
