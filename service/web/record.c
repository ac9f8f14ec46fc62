// SPDX-License-Identifier: MIT
// POST /api/v1/exposures, several requests at a time, and the removal of an entry.
#include <stdlib.h>
#include <string.h>

#include "app/exposures/record.h"
#include "store/people.h"
#include "web/answer.h"
#include "web/handlers.h"
#include "web/log.h"
#include "json/exposure.h"
#include "json/writer.h"

// One request on its way.
struct recording_part {
	const struct web_call *call;
	struct exposure_document *documents;
	size_t count;
	bool single;
	size_t first; // of its inputs
};

struct recording {
	struct web_worker *worker;
	const struct setting *setting;
	struct connection *connection;
	struct instant now;
	struct arena arena;
	struct recording_part *parts; // those that could be read
	size_t part_count;
	size_t document_count;
	struct record_input *inputs;
	struct record_result *results;
};

enum body_form { BODY_DOCUMENT, BODY_LINES, BODY_OTHER };

static enum body_form form_of(const struct http_request *request)
{
	struct text type = http_request_header(request, "Content-Type");
	type = type.start ? text_trim(text_cut(&type, ';')) : TEXT("");
	if (text_equal_ignoring_case(type, TEXT("application/json")))
		return BODY_DOCUMENT;
	return text_equal_ignoring_case(type, TEXT("application/x-ndjson")) ? BODY_LINES : BODY_OTHER;
}

// What came by a page was read where it was known who asked.
static void take_entry(struct recording *recording, const struct web_call *call)
{
	struct recording_part *part = &recording->parts[recording->part_count];
	*part = (struct recording_part){
		.call = call,
		.documents = arena_allocate(&recording->arena, sizeof *part->documents),
		.count = 1,
		.single = true,
	};
	if (!part->documents) {
		visit_fault(call, &(struct fault){.status = STATUS_MEMORY});
		return;
	}
	part->documents->exposure = call->visit->entry;
	recording->document_count++;
	recording->part_count++;
}

static void read_request(struct recording *recording, const struct web_call *call)
{
	struct recording_part *part = &recording->parts[recording->part_count];
	struct json_faults *faults = &recording->worker->faults;
	enum body_form form = form_of(call->request);
	*part = (struct recording_part){.call = call};
	if (form == BODY_OTHER) {
		answer_error(call->request, call->response, 415, "invalid",
			"Send application/json, or application/x-ndjson with an exposure on each line.");
		return;
	}
	enum status status = exposures_read(call->request->body, form == BODY_LINES,
		&recording->setting->policy, recording->now, &recording->arena, &part->documents,
		&part->count, &part->single, faults);
	if (status == STATUS_OK) {
		recording->document_count += part->count;
		recording->part_count++;
	} else if (status == STATUS_INVALID) {
		answer_faults(call->request, call->response, 400, "invalid", faults);
	} else {
		answer_fault(call->request, call->response, &(struct fault){.status = status});
	}
}

static int compare_references(const void *a, const void *b)
{
	const struct person *left = a, *right = b;
	return text_compare(left->reference, right->reference);
}

// The people that documents name by reference; who is not there keeps the nil id, which nobody has.
static enum status find_people(struct recording *recording, struct fault *fault)
{
	struct person *people;
	size_t asked = 0, count;
	struct text *references =
		arena_array(&recording->arena, recording->document_count, sizeof *references);
	if (!references)
		return fault_memory(fault);
	for (size_t i = 0; i < recording->part_count; i++) {
		const struct recording_part *part = &recording->parts[i];
		for (size_t j = 0; j < part->count; j++) {
			if (uuid_is_nil(part->documents[j].exposure.person.uuid))
				references[asked++] = part->documents[j].person;
		}
	}
	if (asked == 0)
		return STATUS_OK;
	enum status status = people_find(recording->connection, recording->setting->organisation.id,
		references, asked, &recording->arena, &people, &count, fault);
	if (status != STATUS_OK || count == 0)
		return status;
	qsort(people, count, sizeof *people, compare_references);
	for (size_t i = 0; i < recording->part_count; i++) {
		const struct recording_part *part = &recording->parts[i];
		for (size_t j = 0; j < part->count; j++) {
			struct exposure_document *document = &part->documents[j];
			struct person wanted = {.reference = document->person};
			const struct person *found =
				uuid_is_nil(document->exposure.person.uuid)
					? bsearch(&wanted, people, count, sizeof wanted, compare_references)
					: NULL;
			if (found)
				document->exposure.person = found->id;
		}
	}
	return STATUS_OK;
}

static enum status gather_inputs(struct recording *recording, struct fault *fault)
{
	size_t count = 0;
	recording->inputs =
		arena_array(&recording->arena, recording->document_count, sizeof *recording->inputs);
	recording->results =
		arena_array(&recording->arena, recording->document_count, sizeof *recording->results);
	if (!recording->inputs || !recording->results)
		return fault_memory(fault);
	for (size_t i = 0; i < recording->part_count; i++) {
		struct recording_part *part = &recording->parts[i];
		part->first = count;
		for (size_t j = 0; j < part->count; j++)
			recording->inputs[count++] = (struct record_input){
				.exposure = part->documents[j].exposure,
				.told_as_ago = part->call->visit && part->call->visit->told_as_ago,
				.group = i,
			};
	}
	return STATUS_OK;
}

static void write_recorded(
	struct json_writer *json, const struct exposure *exposure, const struct record_result *result)
{
	writer_object(json);
	writer_name(json, "id");
	writer_uuid(json, exposure->id.uuid);
	writer_name(json, "person");
	writer_uuid(json, exposure->person.uuid);
	writer_name(json, "occurred_at");
	writer_instant(json, result->occurred_at);
	writer_name(json, "recorded_at");
	writer_instant(json, result->recorded_at);
	writer_name(json, "dose");
	writer_number(json, result->dose);
	writer_object_end(json);
}

static void answer_recorded(const struct recording *recording, const struct recording_part *part)
{
	struct http_response *response = part->call->response;
	struct json_writer json;
	answer_begin(part->call->request, response, 201, "application/json");
	http_response_header(part->call->request, response, "Cache-Control", TEXT("no-store"));
	writer_start(&json, &response->body);
	if (!part->single) {
		writer_object(&json);
		writer_name(&json, "exposures");
		writer_array(&json);
	}
	for (size_t i = part->first; i < part->first + part->count; i++)
		write_recorded(&json, &recording->inputs[i].exposure, &recording->results[i]);
	if (!part->single) {
		writer_array_end(&json);
		writer_object_end(&json);
	}
	builder_character(&response->body, '\n');
}

// Why an input was refused: the member it is about, and a sentence.
static const struct refusal {
	const char *member, *message;
	bool conflict;
} refusals[] = {
	[RECORD_ID_TAKEN] = {"id", "This id is taken by an exposure that is not the same.", true},
	[RECORD_REMOVED] = {"id", "This entry was removed by its owner.", true},
	[RECORD_NO_PERSON] = {"person", "Nobody here has this id or reference.", false},
	[RECORD_NO_TARGET] = {"corrects", "The person's log has no such entry to correct.", false},
	[RECORD_REPLACED] = {"corrects", "Another entry has corrected this one already.", true},
	[RECORD_UNWEIGHABLE] = {"category", "The policy in force cannot weigh this.", false},
};

static void answer_refused(const struct recording *recording, const struct recording_part *part)
{
	struct json_faults *faults = &recording->worker->faults;
	unsigned code = 400;
	faults->count = faults->omitted = 0;
	for (size_t i = 0; i < part->count; i++) {
		enum record_outcome outcome = recording->results[part->first + i].outcome;
		char where[48];
		if (!record_refused(outcome) || outcome == RECORD_WITHHELD)
			continue;
		const struct refusal *refusal = &refusals[outcome];
		if (refusal->conflict)
			code = 409;
		if (faults->count == JSON_FAULTS_LIMIT) {
			faults->omitted++;
			continue;
		}
		if (part->single)
			snprintf(where, sizeof where, "%s", refusal->member);
		else
			snprintf(where, sizeof where, "[%zu].%s", i, refusal->member);
		struct fault *fault = &faults->list[faults->count++];
		fault_clear(fault);
		fault_set(fault, STATUS_INVALID, where, "%s", refusal->message);
	}
	answer_faults(part->call->request, part->call->response, code,
		code == 409 ? "conflict" : "invalid", faults);
}

static void answer_part(const struct recording *recording, const struct recording_part *part,
	const struct fault *failure)
{
	bool refused = false;
	if (part->call->visit) {
		log_recorded(part->call, &recording->results[part->first]);
		return;
	}
	for (size_t i = part->first; i < part->first + part->count; i++) {
		enum record_outcome outcome = recording->results[i].outcome;
		if (outcome == RECORD_FAILED) {
			answer_fault(part->call->request, part->call->response, failure);
			return;
		}
		refused |= record_refused(outcome);
	}
	if (refused)
		answer_refused(recording, part);
	else
		answer_recorded(recording, part);
}

static enum status record(struct recording *recording, struct fault *fault)
{
	struct record_report report = {0};
	struct recorder recorder = setting_recorder(recording->setting, recording->connection);
	enum status status = find_people(recording, fault);
	if (status == STATUS_OK)
		status = gather_inputs(recording, fault);
	if (status != STATUS_OK)
		return status;
	struct fault failure = {.status = STATUS_OK};
	if (record_groups(&recorder, recording->inputs, recording->document_count, recording->now,
			recording->results, &report, &failure) == STATUS_OK)
		failure.status = STATUS_OK;
	for (size_t i = 0; i < recording->part_count; i++)
		answer_part(recording, &recording->parts[i], &failure);
	return STATUS_OK;
}

static void fail(const struct web_call *call, const struct fault *fault)
{
	if (call->visit)
		visit_fault(call, fault);
	else
		answer_fault(call->request, call->response, fault);
}

void web_record(const struct web_call *calls, size_t count)
{
	struct web_worker *worker = calls[0].worker;
	struct recording recording = {.worker = worker, .now = worker->options->now()};
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_setting(worker, &recording.setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(worker, &recording.connection, &fault);
	arena_init(&recording.arena);
	recording.parts = arena_array(&recording.arena, count, sizeof *recording.parts);
	if (status == STATUS_OK && !recording.parts)
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		for (size_t i = 0; i < count; i++)
			fail(&calls[i], &fault);
		arena_done(&recording.arena);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (calls[i].visit)
			take_entry(&recording, &calls[i]);
		else
			read_request(&recording, &calls[i]);
	}
	if (recording.part_count && record(&recording, &fault) != STATUS_OK) {
		for (size_t i = 0; i < recording.part_count; i++)
			fail(recording.parts[i].call, &fault);
	}
	arena_done(&recording.arena);
}

void web_retraction(const struct web_call *call)
{
	struct person_id person;
	struct exposure_id exposure;
	const struct setting *setting;
	struct connection *connection = NULL;
	struct record_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (!uuid_parse(call->variables[0], &person.uuid) ||
		!uuid_parse(call->variables[1], &exposure.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK) {
		struct recorder recorder = setting_recorder(setting, connection);
		struct audit_actor by = {
			.kind = AUDIT_BY_TOKEN,
			.organisation = setting->organisation.id,
			.now = call->worker->options->now(),
		};
		status = record_retraction(&recorder, person, exposure, &by, &report, &fault);
	}
	if (status == STATUS_OK)
		answer_begin(call->request, call->response, 204, NULL);
	else
		answer_fault(call->request, call->response, &fault);
}
