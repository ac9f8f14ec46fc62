// SPDX-License-Identifier: MIT
#include "process/mapping.h"

#include <string.h>

#include "app/import/staff.h"
#include "process/commands.h"
#include "process/terminal.h"
#include "process/trail.h"
#include "store/mappings.h"
#include "json/writer.h"

static const char usage[] = "Usage: plimsoll mapping list | save NAME FILE | show|remove NAME";

enum status mapping_find(
	struct desk *desk, const char *given, struct text *document, struct fault *fault)
{
	if (!mapping_name_is_valid(text_of(given)))
		return STATUS_OK;
	struct fault own = {.status = STATUS_OK};
	enum status status = mapping_saved(desk->recorder, desk->setting.organisation.id,
		text_of(given), &desk->arena, document, &own);
	if (status == STATUS_NOT_FOUND)
		return fault_set(fault, status, given,
			"No mapping is saved under this name. For a file of that name write ./%s.", given);
	return status == STATUS_OK ? status : fault_set(fault, status, own.where, "%s", own.message);
}

static enum status tell_faults(
	enum status status, const struct json_faults *found, const char *name, struct fault *fault)
{
	if (status != STATUS_INVALID)
		return status == STATUS_OK ? STATUS_OK : fault_memory(fault);
	fprintf(stderr, "plimsoll: The mapping cannot be used:\n");
	for (size_t i = 0; i < found->count; i++)
		terminal_error("  %s: %s\n", found->list[i].where, found->list[i].message);
	return fault_set(fault, status, name, "%zu fault%s in the mapping; nothing was done.",
		found->count + found->omitted, found->count + found->omitted == 1 ? "" : "s");
}

enum status mapping_use_staff(struct text document, struct desk *desk, const char *name,
	struct staff_mapping *out, struct fault *fault)
{
	struct json_faults *found = arena_allocate(&desk->arena, sizeof *found);
	if (!found)
		return fault_memory(fault);
	struct staff_names known;
	enum status status =
		staff_names_known(desk->recorder, &desk->setting, &desk->arena, &known, fault);
	if (status != STATUS_OK)
		return status;
	status = staff_mapping_read(document, &known, &desk->arena, out, found);
	return tell_faults(status, found, name, fault);
}

enum status mapping_use(struct text document, struct desk *desk, const char *name,
	struct dispatch_mapping *out, struct fault *fault)
{
	struct json_faults *found = arena_allocate(&desk->arena, sizeof *found);
	if (!found)
		return fault_memory(fault);
	enum status status = mapping_read(document, &desk->setting.policy, &desk->arena, out, found);
	return tell_faults(status, found, name, fault);
}

enum status mapping_use_roster(struct text document, struct desk *desk, const char *name,
	struct roster_mapping *out, struct fault *fault)
{
	struct json_faults *found = arena_allocate(&desk->arena, sizeof *found);
	if (!found)
		return fault_memory(fault);
	enum status status =
		roster_mapping_read(document, desk->setting.organisation.zone, &desk->arena, out, found);
	return tell_faults(status, found, name, fault);
}

// As the owner: what imports only read.
static enum status open_owner(struct desk *desk, struct connection **out, struct fault *fault)
{
	return connection_open(&desk->workplace.database, DATABASE_OWNER, out, fault);
}

// In one transaction with what it changes.
static enum status change(struct desk *desk, const char *name, const struct text *document,
	struct connection *owner, struct fault *fault)
{
	struct audit_actor by = trail_operator(desk);
	enum status status = transaction_begin(owner, fault);
	if (status != STATUS_OK)
		return status;
	status = document
				 ? mapping_save(owner, by.organisation, text_of(name), *document, by.now, fault)
				 : mapping_remove(owner, by.organisation, text_of(name), fault);
	if (status == STATUS_OK)
		status = audit_add_organisation(
			owner, &by, document ? AUDIT_MAPPING_SAVED : AUDIT_MAPPING_REMOVED, fault);
	return transaction_end(owner, status, fault);
}

// Whether a document can be used by the command it is for, which is noted.
static enum status use(struct text document, struct desk *desk, const char *name,
	const char **command, struct fault *fault)
{
	struct dispatch_mapping mapping;
	struct staff_mapping staff;
	struct roster_mapping roster;
	*command = "import dispatch";
	if (staff_mapping_is(document)) {
		*command = "import staff";
		return mapping_use_staff(document, desk, name, &staff, fault);
	}
	if (roster_mapping_is(document)) {
		*command = "roster import";
		return mapping_use_roster(document, desk, name, &roster, fault);
	}
	return mapping_use(document, desk, name, &mapping, fault);
}

static enum status save(
	struct desk *desk, const char *name, struct text document, struct fault *fault)
{
	const char *command;
	struct connection *owner = NULL;
	enum status status = use(document, desk, name, &command, fault);
	if (status == STATUS_OK)
		status = open_owner(desk, &owner, fault);
	if (status == STATUS_OK)
		status = change(desk, name, &document, owner, fault);
	connection_close(owner);
	if (status == STATUS_OK)
		printf("%s is saved: plimsoll %s FILE --mapping %s\n", name, command, name);
	return status;
}

static enum status remove_saved(struct desk *desk, const char *name, struct fault *fault)
{
	struct connection *owner = NULL;
	enum status status = open_owner(desk, &owner, fault);
	if (status == STATUS_OK)
		status = change(desk, name, NULL, owner, fault);
	connection_close(owner);
	if (status == STATUS_OK)
		printf("%s is removed. What was imported by it stays.\n", name);
	return status;
}

static enum status show(struct desk *desk, const char *name, struct fault *fault)
{
	struct text document;
	enum status status = mapping_saved(desk->recorder, desk->setting.organisation.id, text_of(name),
		&desk->arena, &document, fault);
	if (status == STATUS_OK)
		fwrite(document.start, 1, document.length, stdout);
	return status;
}

// The first fault of a document under the policy in force; empty where there is none.
static const char *first_fault(
	struct desk *desk, const struct saved_mapping *saved, struct json_faults *faults)
{
	struct text document = saved->document;
	const struct policy *policy = &desk->setting.policy;
	struct dispatch_mapping mapping;
	struct staff_mapping staff;
	struct staff_names known;
	struct roster_mapping roster;
	enum status status;
	if (staff_mapping_is(document)) {
		status = staff_names_known(desk->recorder, &desk->setting, &desk->arena, &known, NULL);
		if (status != STATUS_OK)
			return "shift_pattern";
		status = staff_mapping_read(document, &known, &desk->arena, &staff, faults);
	} else if (roster_mapping_is(document))
		status = roster_mapping_read(
			document, desk->setting.organisation.zone, &desk->arena, &roster, faults);
	else
		status = mapping_read(document, policy, &desk->arena, &mapping, faults);
	return status == STATUS_OK || faults->count == 0 ? "" : faults->list[0].where;
}

static void print_json(
	struct desk *desk, const struct saved_mapping *list, size_t count, struct json_faults *faults)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "mappings");
	writer_array(&json);
	for (size_t i = 0; i < count; i++) {
		writer_object(&json);
		writer_name(&json, "name");
		writer_text(&json, list[i].name);
		writer_name(&json, "saved_at");
		writer_instant(&json, list[i].saved_at);
		writer_name(&json, "fault");
		writer_text(&json, text_of(first_fault(desk, &list[i], faults)));
		writer_object_end(&json);
	}
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

static enum status list_saved(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct saved_mapping *list;
	size_t count;
	struct json_faults *faults = arena_allocate(&desk->arena, sizeof *faults);
	if (!faults)
		return fault_memory(fault);
	enum status status = mapping_list(
		desk->recorder, desk->setting.organisation.id, &desk->arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	if (options->values[OPTION_JSON]) {
		print_json(desk, list, count, faults);
		return STATUS_OK;
	}
	for (size_t i = 0; i < count; i++) {
		char at[INSTANT_TEXT_LENGTH + 1];
		const char *where = first_fault(desk, &list[i], faults);
		instant_format(list[i].saved_at, at);
		printf("%-40.*s  %s%s%s\n", TEXT_ARGUMENTS(list[i].name), at,
			*where ? "  the policy in force does not fit: " : "", where);
	}
	if (count == 0)
		puts("No mapping is saved.");
	return STATUS_OK;
}

static enum status work(const struct options *options, struct text document, struct fault *fault)
{
	struct desk desk;
	const char *what = options->arguments[0], *name = options->arguments[1];
	enum status status = desk_open(options, &desk, fault);
	if (status == STATUS_OK) {
		if (strcmp(what, "save") == 0)
			status = save(&desk, name, document, fault);
		else if (strcmp(what, "show") == 0)
			status = show(&desk, name, fault);
		else if (strcmp(what, "remove") == 0)
			status = remove_saved(&desk, name, fault);
		else
			status = list_saved(options, &desk, fault);
	}
	desk_close(&desk);
	return status;
}

// What is wrong with how the command was called, or NULL.
static const char *wrong_call(const struct options *options)
{
	static const struct {
		const char *what;
		int arguments;
	} forms[] = {{"save", 3}, {"list", 1}, {"show", 2}, {"remove", 2}};
	size_t i = 0;
	while (i < sizeof forms / sizeof forms[0] && strcmp(forms[i].what, options->arguments[0]) != 0)
		i++;
	if (i == sizeof forms / sizeof forms[0] || options->argument_count != forms[i].arguments)
		return usage;
	if (options->argument_count > 1 && !mapping_name_is_valid(text_of(options->arguments[1])))
		return "A name has at most 40 small letters, digits, _ and -, with a letter first.";
	return NULL;
}

int command_mapping(const struct options *options)
{
	struct arena arena;
	struct text document = TEXT("");
	struct fault fault = {.status = STATUS_OK};
	const char *wrong = wrong_call(options);
	if (wrong) {
		fault_set(&fault, STATUS_INVALID, options->arguments[0], "%s", wrong);
		command_failed(&fault);
		return 2;
	}
	arena_init(&arena);
	enum status status = STATUS_OK;
	if (options->argument_count == 3)
		status = file_read(options->arguments[2], MAPPING_LIMIT, &arena, &document, &fault);
	if (status == STATUS_OK)
		status = work(options, document, &fault);
	arena_done(&arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
