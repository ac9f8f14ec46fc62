// SPDX-License-Identifier: MIT
#include <string.h>

#include "process/audit_disclosure.h"
#include "process/audit_report.h"
#include "process/commands.h"
#include "process/trail.h"
#include "store/people.h"
#include "json/writer.h"

#define KEPT_LIMIT ((size_t)1 << 20) // bytes of a file of lines
#define PAGE 500

struct job {
	const struct options *options;
	struct arena arena;
	struct audit_kept_root *kept;
	size_t kept_count;
	bool found; // something by verify
	struct json_writer json;
	struct text_builder out;
};

static bool is_json(const struct job *job)
{
	return job->options->values[OPTION_JSON];
}

static enum status print_root(struct job *job, struct desk *desk, struct fault *fault)
{
	struct audit_root root;
	bool made;
	char line[AUDIT_ROOT_LINE_LENGTH];
	struct audit_actor by = trail_operator(desk);
	enum status status = audit_root_make(
		desk->recorder, by.organisation, by.now, INSTANT_NEVER, &root, &made, fault);
	if (status != STATUS_OK)
		return status;
	audit_root_line(&root, line);
	if (!is_json(job)) {
		puts(line);
		return STATUS_OK;
	}
	writer_start(&job->json, &job->out);
	writer_object(&job->json);
	writer_name(&job->json, "made_at");
	writer_instant(&job->json, root.made_at);
	writer_name(&job->json, "chains");
	writer_integer(&job->json, root.chains);
	writer_name(&job->json, "line");
	writer_text(&job->json, text_of(line));
	writer_object_end(&job->json);
	puts(builder_view(&job->out).start);
	return STATUS_OK;
}

static void write_finding(struct json_writer *json, const struct audit_finding *finding)
{
	char sentence[FINDING_LENGTH];
	audit_finding_sentence(finding, sentence);
	writer_object(json);
	if (finding->fault < AUDIT_ROOT_CHANGED) {
		writer_name(json, "chain");
		writer_uuid(json, finding->chain.uuid);
	}
	writer_name(json, "number");
	writer_integer(json, finding->number);
	writer_name(json, "message");
	writer_text(json, text_of(sentence));
	writer_object_end(json);
}

// Findings go out as they come: of a trail that was tampered with throughout there may be many.
static void tell_finding(void *context, const struct audit_finding *finding)
{
	struct job *job = context;
	char sentence[FINDING_LENGTH];
	if (is_json(job)) {
		struct text_builder out;
		struct json_writer json;
		builder_init(&out);
		writer_start(&json, &out);
		write_finding(&json, finding);
		printf("%s%s", job->found ? "," : "", builder_view(&out).start);
		builder_done(&out);
	} else {
		audit_finding_sentence(finding, sentence);
		puts(sentence);
	}
	job->found = true;
}

static void print_verification(struct job *job, const struct audit_verification *verification)
{
	if (is_json(job))
		printf("],\"chains\":%zu,\"entries\":%zu,\"erased\":%zu,\"roots\":%zu}\n",
			verification->chains, verification->entries, verification->erased, verification->roots);
	else
		audit_report_print(verification, job->kept_count);
}

static enum status verify(struct job *job, struct desk *desk, struct fault *fault)
{
	struct audit_verification verification;
	struct audit_check check = {
		.kept = job->kept,
		.kept_count = job->kept_count,
		.found = tell_finding,
		.context = job,
	};
	enum status status =
		connection_open(&desk->workplace.database, DATABASE_BACKUP, &check.connection, fault);
	if (status != STATUS_OK)
		return status;
	if (is_json(job))
		fputs("{\"findings\":[", stdout);
	status = audit_verify(&check, &verification, fault);
	if (status == STATUS_OK)
		print_verification(job, &verification);
	connection_close(check.connection);
	return status;
}

static enum status try_disclosure(struct job *job, struct desk *desk, struct fault *fault)
{
	return audit_disclosure(desk, is_json(job), &job->found, fault);
}

static enum status print_entries(
	struct job *job, struct desk *desk, struct chain_id chain, struct fault *fault)
{
	struct arena page;
	struct audit_entry *entries;
	size_t count = 0;
	int32_t before = INT32_MAX;
	enum status status;
	arena_init(&page);
	audit_list_begin(is_json(job));
	do {
		arena_reset(&page);
		status =
			audit_entries_list(desk->recorder, chain, before, PAGE, &page, &entries, &count, fault);
		if (status != STATUS_OK)
			break;
		audit_list_page(is_json(job), before == INT32_MAX, entries, count);
		if (count)
			before = entries[count - 1].number;
	} while (count == PAGE);
	if (status == STATUS_OK)
		audit_list_end(is_json(job), before == INT32_MAX);
	arena_done(&page);
	return status;
}

// Who looks at a person's trail is on it before anything of it is shown, and so is among it.
static enum status list(struct job *job, struct desk *desk, struct fault *fault)
{
	struct person person;
	const char *reference = job->options->values[OPTION_PERSON];
	struct audit_actor by = trail_operator(desk);
	struct chain_id chain = chain_of_organisation(by.organisation);
	if (!reference)
		return print_entries(job, desk, chain, fault);
	enum status status = person_read(
		desk->recorder, by.organisation, text_of(reference), &desk->arena, &person, fault);
	if (status == STATUS_OK)
		status = transaction_begin(desk->recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = audit_add_person(desk->recorder, &by, AUDIT_TRAIL_SEEN, person.id, fault);
	status = transaction_end(desk->recorder, status, fault);
	return status == STATUS_OK ? print_entries(job, desk, chain_of_person(person.id), fault)
							   : status;
}

static enum status not_a_line(const char *given, size_t number, struct fault *fault)
{
	char where[80];
	snprintf(where, sizeof where, "%.60s, line %zu", given, number);
	return fault_set(fault, STATUS_INVALID, number ? where : "--root",
		"This is no line of plimsoll audit root: a time, a number of chains and 64 digits.");
}

// Every line of a file, blank ones apart.
static enum status read_lines(
	struct job *job, const char *path, struct text content, struct fault *fault)
{
	size_t most = 1, number = 0;
	for (size_t i = 0; i < content.length; i++)
		most += content.start[i] == '\n';
	job->kept = arena_array(&job->arena, most, sizeof *job->kept);
	if (!job->kept)
		return fault_memory(fault);
	while (content.length) {
		struct text line = text_trim(text_cut(&content, '\n'));
		number++;
		if (line.length == 0)
			continue;
		if (!audit_root_line_parse(line, &job->kept[job->kept_count++]))
			return not_a_line(path, number, fault);
	}
	return job->kept_count ? STATUS_OK : not_a_line(path, 1, fault);
}

// Before the program becomes the service's user, who may not be able to read the file.
static enum status read_kept(struct job *job, struct fault *fault)
{
	struct text content;
	struct audit_kept_root kept;
	const char *given = job->options->values[OPTION_ROOT];
	if (!given)
		return STATUS_OK;
	if (audit_root_line_parse(text_of(given), &kept))
		return read_lines(job, "--root", text_of(given), fault);
	if (strchr(given, ' ') && !strchr(given, '/'))
		return not_a_line(given, 0, fault);
	enum status status = file_read(given, KEPT_LIMIT, &job->arena, &content, fault);
	return status == STATUS_OK ? read_lines(job, given, content, fault) : status;
}

static enum status work(struct job *job,
	enum status (*run)(struct job *job, struct desk *desk, struct fault *fault),
	struct fault *fault)
{
	struct desk desk;
	enum status status = read_kept(job, fault);
	if (status != STATUS_OK)
		return status;
	status = desk_open(job->options, &desk, fault);
	if (status == STATUS_OK)
		status = run(job, &desk, fault);
	desk_close(&desk);
	return status;
}

int command_audit(const struct options *options)
{
	static const struct {
		const char *name;
		enum status (*run)(struct job *job, struct desk *desk, struct fault *fault);
		bool takes_root, takes_person;
	} verbs[] = {
		{"root", print_root, false, false},
		{"verify", verify, true, false},
		{"list", list, false, true},
		{"disclosure", try_disclosure, false, false},
	};
	struct job job = {.options = options};
	struct fault fault = {.status = STATUS_OK};
	size_t verb = 0, count = sizeof verbs / sizeof verbs[0];
	while (verb < count && strcmp(options->arguments[0], verbs[verb].name) != 0)
		verb++;
	if (verb == count || (options->values[OPTION_ROOT] && !verbs[verb].takes_root) ||
		(options->values[OPTION_PERSON] && !verbs[verb].takes_person)) {
		fault_set(&fault, STATUS_INVALID, NULL,
			"Usage: plimsoll audit root, audit verify [--root LINE|FILE], audit list [--person "
			"REFERENCE], or audit disclosure");
		command_failed(&fault);
		return 2;
	}
	arena_init(&job.arena);
	builder_init(&job.out);
	enum status status = work(&job, verbs[verb].run, &fault);
	builder_done(&job.out);
	arena_done(&job.arena);
	return status != STATUS_OK ? command_failed(&fault) : job.found ? 1 : 0;
}
