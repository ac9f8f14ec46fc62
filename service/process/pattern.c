// SPDX-License-Identifier: MIT
#include <string.h>

#include "app/duty/patterns.h"
#include "calendar/content.h"
#include "process/commands.h"
#include "process/pattern.h"
#include "process/trail.h"
#include "json/writer.h"

static const char usage[] = "Usage: plimsoll pattern list | add FILE [NAME] | remove NAME";

// What of a file's path names the pattern: its last part up to ".ics".
static struct text name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct text name = text_of(slash ? slash + 1 : path);
	static const char suffix[] = ".ics";
	size_t length = sizeof suffix - 1;
	if (name.length > length && memcmp(name.start + name.length - length, suffix, length) == 0)
		name.length -= length;
	return name;
}

static struct pattern_work work_of(
	const struct options *options, struct desk *desk, const struct audit_actor *by)
{
	return (struct pattern_work){
		desk->recorder, &desk->setting, by, options->values[OPTION_DRY_RUN]};
}

static enum status add(
	const struct options *options, struct desk *desk, struct text document, struct fault *fault)
{
	struct pattern_saved saved = {.replaced = false};
	const struct audit_actor by = trail_operator(desk);
	const struct pattern_work work = work_of(options, desk, &by);
	const struct limited limited = {LIMITED_SELF, -1, LIMITED_SECONDS};
	struct text name = options->argument_count > 2 ? text_of(options->arguments[2])
												   : name_of(options->arguments[1]);
	enum status status = pattern_save(&work, &limited, name, document, &desk->arena, &saved, fault);
	if (status != STATUS_OK)
		return status;
	printf("%s%.*s, %.*s: a cycle of %d days with %zu shifts%s.\n",
		work.dry ? "Nothing is written. It would be: " : "", TEXT_ARGUMENTS(name),
		TEXT_ARGUMENTS(saved.pattern.title), saved.pattern.days, saved.pattern.count,
		saved.pattern.of_weeks ? ", from a Monday" : "");
	if (saved.replaced)
		printf("It takes the place of the one of this name; people who are on it: %zu, of whom the "
			   "time of %zu %s from today on.\n",
			saved.people, saved.counts.changed, work.dry ? "would change" : "changes");
	return STATUS_OK;
}

static enum status remove_one(const struct options *options, struct desk *desk, struct fault *fault)
{
	int64_t people;
	const struct audit_actor by = trail_operator(desk);
	const struct pattern_work work = work_of(options, desk, &by);
	enum status status = pattern_remove(&work, text_of(options->arguments[1]), &people, fault);
	if (status == STATUS_OK)
		printf("%s%s is removed.\n", work.dry ? "Nothing is written. It would be: " : "",
			options->arguments[1]);
	return status;
}

static void print_json(const struct pattern_in_use *list, size_t count)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "patterns");
	writer_array(&json);
	for (size_t i = 0; i < count; i++) {
		writer_object(&json);
		writer_name(&json, "name");
		writer_text(&json, list[i].pattern.name);
		writer_name(&json, "title");
		writer_text(&json, list[i].pattern.title);
		writer_name(&json, "own");
		writer_boolean(&json, list[i].own);
		writer_name(&json, "days");
		writer_integer(&json, list[i].pattern.days);
		writer_name(&json, "shifts");
		writer_integer(&json, (int64_t)list[i].pattern.count);
		writer_name(&json, "people");
		writer_integer(&json, list[i].people);
		writer_object_end(&json);
	}
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

enum status patterns_print(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct pattern_in_use *list;
	size_t count;
	const struct audit_actor by = trail_operator(desk);
	enum status status = patterns_in_use(
		desk->recorder, by.organisation, by.now, &desk->arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	if (options->values[OPTION_JSON]) {
		print_json(list, count);
		return STATUS_OK;
	}
	printf("%-22s  %-7s  %4s  %6s  %s\n", "name", "whose", "days", "people", "title");
	for (size_t i = 0; i < count; i++)
		printf("%-22.*s  %-7s  %4d  %6lld  %.*s\n", TEXT_ARGUMENTS(list[i].pattern.name),
			list[i].own ? "own" : "shipped", list[i].pattern.days, (long long)list[i].people,
			TEXT_ARGUMENTS(list[i].pattern.title));
	return STATUS_OK;
}

int command_pattern(const struct options *options)
{
	struct desk desk;
	struct arena arena;
	struct text document = TEXT("");
	const char *verb = options->arguments[0];
	bool adds = strcmp(verb, "add") == 0 && options->argument_count > 1;
	bool removes = strcmp(verb, "remove") == 0 && options->argument_count == 2;
	struct fault fault = {.status = STATUS_OK};
	if (!adds && !removes && (strcmp(verb, "list") != 0 || options->argument_count > 1)) {
		fault_set(&fault, STATUS_INVALID, NULL, "%s", usage);
		command_failed(&fault);
		return 2;
	}
	arena_init(&arena);
	enum status status = STATUS_OK;
	if (adds)
		status = file_read(options->arguments[1], CONTENT_BYTES_LIMIT, &arena, &document, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = adds      ? add(options, &desk, document, &fault)
					 : removes ? remove_one(options, &desk, &fault)
							   : patterns_print(options, &desk, &fault);
		desk_close(&desk);
	}
	arena_done(&arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
