// SPDX-License-Identifier: MIT
#include "process/policy_life.h"

#include <stdlib.h>
#include <string.h>

#include "app/policies/life.h"
#include "process/commands.h"
#include "process/trail.h"
#include "store/directory.h"
#include "store/people.h"
#include "words/policy_sentences.h"
#include "json/policy.h"
#include "json/policy_members.h"
#include "json/writer.h"

// What a command works with; `desk` is open where it needs the database.
struct task {
	const struct options *options;
	struct arena arena; // what was read before the database was opened
	struct desk desk;
	struct text files[2];
	struct stored_policy *policies;
	size_t count;
};

static struct instant now_of(const struct task *task)
{
	return trail_operator(&task->desk).now;
}

static enum status read_policies(struct task *task, struct fault *fault)
{
	struct organisation_id id = task->desk.setting.organisation.id;
	enum status status = policies_list(
		task->desk.recorder, id, &task->desk.arena, &task->policies, &task->count, fault);
	return status == STATUS_OK
			   ? policies_who(task->desk.recorder, id, task->policies, task->count, fault)
			   : status;
}

// The name of whose account it is; what is left of one that is gone is nothing.
static enum status name_of(
	struct task *task, struct person_id person, struct text *out, struct fault *fault)
{
	struct person_name *names;
	size_t count;
	*out = TEXT("–");
	if (uuid_is_nil(person.uuid))
		return STATUS_OK;
	enum status status =
		account_names(task->desk.recorder, &person, 1, &task->desk.arena, &names, &count, fault);
	if (status == STATUS_OK)
		*out = count ? names[0].name : TEXT("an account that is gone");
	return status;
}

static struct text title_of(struct task *task, const struct stored_policy *policy)
{
	struct policy_members members;
	if (policy_members_read(policy->document, &task->desk.arena, &members, NULL) != STATUS_OK)
		return TEXT("");
	const struct policy_member *title = policy_member_find(&members, TEXT("title"));
	return title ? title->text : TEXT("");
}

static void write_policy(struct json_writer *json, const struct stored_policy *policy,
	enum policy_stage stage, struct text title, struct text proposed, struct text approved)
{
	writer_object(json);
	writer_name(json, "version");
	writer_integer(json, policy->version);
	writer_name(json, "title");
	writer_text(json, title);
	writer_name(json, "state");
	writer_text(json, text_of(policy_stage_name(stage)));
	writer_name(json, "in_force_from");
	writer_instant(json, policy->in_force_from);
	writer_name(json, "proposed_by");
	writer_text(json, proposed);
	writer_name(json, "approved_by");
	writer_text(json, approved);
	writer_object_end(json);
}

static enum status list(struct task *task, struct fault *fault)
{
	struct text_builder out;
	struct json_writer json;
	bool as_json = task->options->values[OPTION_JSON];
	enum status status = read_policies(task, fault);
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "versions");
	writer_array(&json);
	for (size_t i = 0; status == STATUS_OK && i < task->count; i++) {
		const struct stored_policy *policy = &task->policies[i];
		struct text proposed, approved;
		enum policy_stage stage = policy_stage_of(task->policies, task->count, i, now_of(task));
		char from[INSTANT_TEXT_LENGTH + 1];
		status = name_of(task, policy->proposed_by, &proposed, fault);
		if (status == STATUS_OK)
			status = name_of(task, policy->approved_by, &approved, fault);
		if (status != STATUS_OK)
			break;
		struct text title = title_of(task, policy);
		write_policy(&json, policy, stage, title, proposed, approved);
		instant_format(policy->in_force_from, from);
		if (!as_json)
			printf("%3d  %-18s from %s  %.*s\n     proposed by %.*s, approved by %.*s\n",
				policy->version, policy_stage_name(stage), i ? from : "the beginning",
				TEXT_ARGUMENTS(title), TEXT_ARGUMENTS(proposed), TEXT_ARGUMENTS(approved));
	}
	writer_array_end(&json);
	writer_object_end(&json);
	if (status == STATUS_OK && as_json)
		puts(builder_view(&out).start);
	builder_done(&out);
	return status;
}

// A version by its number, or the one in force.
static enum status find_version(
	struct task *task, const char *name, size_t *out, struct fault *fault)
{
	int64_t number;
	*out = policy_in_force_of(task->policies, task->count, now_of(task));
	if (strcmp(name, "in-force") == 0)
		return STATUS_OK;
	if (text_to_integer(text_of(name), &number) && number > 0 && (size_t)number <= task->count) {
		*out = (size_t)number - 1;
		return STATUS_OK;
	}
	return fault_set(
		fault, STATUS_NOT_FOUND, name, "There is no such version; plimsoll policy list has them.");
}

static enum status show(struct task *task, struct fault *fault)
{
	size_t place;
	const char *name = task->options->argument_count > 1 ? task->options->arguments[1] : "in-force";
	enum status status = read_policies(task, fault);
	if (status == STATUS_OK)
		status = find_version(task, name, &place, fault);
	if (status == STATUS_OK)
		printf("%.*s\n", TEXT_ARGUMENTS(text_trim(task->policies[place].document)));
	return status;
}

static bool is_version(const char *name)
{
	int64_t number;
	return strcmp(name, "in-force") == 0 || text_to_integer(text_of(name), &number);
}

static enum status read_side(
	struct task *task, int side, struct policy_members *out, struct fault *fault)
{
	size_t place;
	const char *name = task->options->arguments[side + 1];
	struct text document = task->files[side];
	if (!document.start) {
		enum status status = find_version(task, name, &place, fault);
		if (status != STATUS_OK)
			return status;
		document = task->policies[place].document;
	}
	return policy_members_read(document, &task->arena, out, fault);
}

static enum status diff(struct task *task, struct fault *fault)
{
	struct policy_members before, after;
	struct policy_differences changes;
	struct text_builder out;
	enum status status = STATUS_OK;
	if (task->desk.recorder)
		status = read_policies(task, fault);
	if (status == STATUS_OK)
		status = read_side(task, 0, &before, fault);
	if (status == STATUS_OK)
		status = read_side(task, 1, &after, fault);
	if (status == STATUS_OK)
		status = policy_compare(&before, &after, &task->arena, &changes, fault);
	if (status != STATUS_OK)
		return status;
	const struct policy_pair pair = {&before, &after};
	for (size_t i = 0; i < changes.count; i++) {
		builder_init(&out);
		words_policy_difference(&out, LANGUAGE_ENGLISH, &pair, &changes.list[i]);
		if (builder_view(&out).length)
			printf("%s\n", builder_view(&out).start);
		builder_done(&out);
	}
	if (changes.count == 0)
		puts("They do not differ.");
	else if (policy_differences_later(&changes))
		puts("\nBy this a line may be crossed later, or less be offered: the staff side is heard "
			 "before it is approved.");
	return STATUS_OK;
}

// Whose act it is: somebody with an account who may, today.
static enum status find_who(struct task *task, struct person_id *out, struct fault *fault)
{
	struct person person;
	struct directory_entry entry;
	const char *reference = task->options->values[OPTION_AS];
	struct organisation_id id = task->desk.setting.organisation.id;
	if (!reference)
		return fault_set(fault, STATUS_INVALID, "--as",
			"Say whose act it is: the staff number of an administrator or of somebody of the "
			"wellbeing service.");
	enum status status =
		person_read(task->desk.recorder, id, text_of(reference), &task->desk.arena, &person, fault);
	if (status == STATUS_OK)
		status =
			directory_read(task->desk.recorder, id, person.id, &task->desk.arena, &entry, fault);
	if (status != STATUS_OK)
		return status;
	struct role_set roles = entry.listed.account.roles;
	if (entry.listed.account.left ||
		!(role_set_has(roles, ROLE_ADMINISTRATOR) || role_set_has(roles, ROLE_WELLBEING)))
		return fault_set(fault, STATUS_DENIED, "--as",
			"Only administrators and the wellbeing service propose, approve and withdraw "
			"policies.");
	*out = person.id;
	return STATUS_OK;
}

static enum status propose(struct task *task, struct fault *fault)
{
	struct person_id who;
	struct instant from;
	int32_t version;
	struct audit_actor by = trail_operator(&task->desk);
	const char *given = task->options->values[OPTION_IN_FORCE_FROM];
	if (!given || !instant_parse(text_of(given), &from))
		return fault_set(fault, STATUS_INVALID, "--in-force-from",
			"Say when it is to come into force, as 2027-03-01 or 2027-03-01T00:00:00Z.");
	enum status status = find_who(task, &who, fault);
	if (status == STATUS_OK)
		status =
			policy_propose(task->desk.recorder, &by, who, task->files[0], from, &version, fault);
	if (status == STATUS_OK)
		printf("Version %d is proposed. Staff can comment for %d days; then a second person can "
			   "approve it.\n",
			version, POLICY_COMMENT_DAYS);
	return status;
}

static enum status version_argument(struct task *task, int32_t *out, struct fault *fault)
{
	int64_t number;
	if (!text_to_integer(text_of(task->options->arguments[1]), &number) || number < 1 ||
		number > INT32_MAX)
		return fault_set(fault, STATUS_INVALID, task->options->arguments[1],
			"This is no version; plimsoll policy list has them.");
	*out = (int32_t)number;
	return STATUS_OK;
}

static enum status approve(struct task *task, struct fault *fault)
{
	struct person_id who;
	int32_t version;
	struct audit_actor by = trail_operator(&task->desk);
	enum status status = version_argument(task, &version, fault);
	if (status == STATUS_OK)
		status = find_who(task, &who, fault);
	if (status == STATUS_OK)
		status = policy_approve(task->desk.recorder, &by, who, version, fault);
	if (status == STATUS_OK)
		printf("Version %d is approved.\n", version);
	return status;
}

static enum status withdraw(struct task *task, struct fault *fault)
{
	struct person_id who;
	int32_t version;
	struct audit_actor by = trail_operator(&task->desk);
	enum status status = version_argument(task, &version, fault);
	if (status == STATUS_OK)
		status = find_who(task, &who, fault);
	if (status == STATUS_OK)
		status = policy_withdraw(task->desk.recorder, &by, who, version, fault);
	if (status == STATUS_OK)
		printf("Version %d is withdrawn.\n", version);
	return status;
}

// staff-view VERSION BODY DAY agrees|disagrees|none [NOTE]
static enum status staff_view(struct task *task, struct fault *fault)
{
	int32_t version;
	const char *const *arguments = task->options->arguments;
	struct audit_actor by = trail_operator(&task->desk);
	struct staff_view view = {
		.body = text_of(arguments[2]),
		.note = task->options->argument_count > 5 ? text_of(arguments[5]) : TEXT(""),
	};
	enum status status = version_argument(task, &version, fault);
	if (status == STATUS_OK && !instant_parse(text_of(arguments[3]), &view.on))
		status =
			fault_set(fault, STATUS_INVALID, arguments[3], "This is no day; write 2027-02-14.");
	if (status == STATUS_OK && !staff_opinion_parse(text_of(arguments[4]), &view.opinion))
		status =
			fault_set(fault, STATUS_INVALID, arguments[4], "A view is agrees, disagrees or none.");
	if (status == STATUS_OK)
		status = policy_view_record(task->desk.recorder, &by, version, &view, fault);
	if (status == STATUS_OK)
		printf("The staff side's view of version %d is recorded.\n", version);
	return status;
}

static const struct {
	const char *name;
	int least, most; // arguments, the name among them
	int files;       // of them that may be files
	enum status (*run)(struct task *task, struct fault *fault);
} verbs[] = {
	{"list", 1, 1, 0, list},
	{"show", 1, 2, 0, show},
	{"diff", 3, 3, 2, diff},
	{"propose", 2, 2, 1, propose},
	{"approve", 2, 2, 0, approve},
	{"withdraw", 2, 2, 0, withdraw},
	{"staff-view", 5, 6, 0, staff_view},
};

static size_t verb_of(const struct options *options)
{
	size_t count = sizeof verbs / sizeof verbs[0], verb = 0;
	while (verb < count && (strcmp(options->arguments[0], verbs[verb].name) != 0 ||
							   options->argument_count < verbs[verb].least ||
							   options->argument_count > verbs[verb].most))
		verb++;
	return verb;
}

bool policy_life_knows(const struct options *options)
{
	return verb_of(options) < sizeof verbs / sizeof verbs[0];
}

// Files are the user's own: they are read before the program becomes another user.
static enum status read_files(struct task *task, int files, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (int i = 0; status == STATUS_OK && i < files; i++) {
		const char *name = task->options->arguments[i + 1];
		if (files == 1 || !is_version(name))
			status = policy_document(name, &task->arena, &task->files[i], fault);
	}
	return status;
}

int policy_life(const struct options *options)
{
	struct fault fault = {.status = STATUS_OK};
	struct task task = {.options = options};
	size_t verb = verb_of(options);
	arena_init(&task.arena);
	enum status status = read_files(&task, verbs[verb].files, &fault);
	bool alone = verbs[verb].files == 2 && task.files[0].start && task.files[1].start;
	if (status == STATUS_OK && !alone)
		status = desk_open(options, &task.desk, &fault);
	bool open = task.desk.recorder;
	if (status == STATUS_OK)
		status = verbs[verb].run(&task, &fault);
	if (open || (status != STATUS_OK && !alone))
		desk_close(&task.desk);
	arena_done(&task.arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
