// SPDX-License-Identifier: MIT
#include "process/commands.h"
#include "process/founding.h"

static int report(const struct options *options, const struct beginning *beginning)
{
	if (beginning->added == 0) {
		puts("The demonstration is whole already; nothing was added.");
		return 0;
	}
	printf("Nobody in this demonstration is real: %s, %zu exposures added.\n",
		options->values[OPTION_SMALL] ? "6 people" : "300 people in 12 teams", beginning->added);
	puts("plimsoll load shows their loads. plimsoll serve --demo serves their calendars.");
	return 0;
}

static enum status demonstrate(const struct options *options, struct workplace *workplace,
	struct text policy, struct beginning *beginning, struct fault *fault)
{
	enum status status = workplace_open(options, workplace, fault);
	if (status == STATUS_OK)
		status = founding_update(workplace, AUDIT_BY_SHELL, fault);
	if (status == STATUS_OK)
		status = founding_begin(options, workplace, policy, true, AUDIT_BY_SHELL, beginning, fault);
	if (status == STATUS_OK && !beginning->demonstration)
		status = fault_set(fault, STATUS_DENIED, workplace->directory,
			"The people in this database are real, so it is not filled with a demonstration's. "
			"Use another place: --data DIRECTORY.");
	workplace_close(workplace);
	return status;
}

int command_demo(const struct options *options)
{
	struct arena arena;
	struct text policy;
	struct workplace workplace = {0};
	struct beginning beginning = {0};
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	enum status status = founding_policy(options, &arena, &policy, &fault);
	if (status == STATUS_OK)
		status = demonstrate(options, &workplace, policy, &beginning, &fault);
	arena_done(&arena);
	return status == STATUS_OK ? report(options, &beginning) : command_failed(&fault);
}
