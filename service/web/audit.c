// SPDX-License-Identifier: MIT
// The trail over all records, for auditors. It tells who did what when; of whose record it was a
// number that stays the same, so that who is looked at often can be asked about and nobody is
// named. What people do with their own is not here. In the recorder's lane, and on the
// organisation's trail. A look at a load that somebody shares, and what
// has to do with contacting somebody, comes with its day and no number.
#include <string.h>

#include "app/audits/audit.h"
#include "secret/token.h"
#include "store/accounts.h"
#include "store/audit_review.h"
#include "web/answer.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

#define PAGE_ROWS 50
#define TABLE_ROWS 10000
#define RECORD_DIGITS 8

struct review {
	const struct web_call *call;
	struct organisation_id organisation;
	struct connection *connection;
	enum audit_action action;
	bool one_action;
	struct audit_place from;
	struct audit_access *accesses;
	size_t count;
	struct person_name *names;
	size_t names_count;
};

static struct text asked(const struct web_call *call, const char *name)
{
	return query_value(call->request->query, name, call->request->arena);
}

// "from=2026-11-26T03:00:00Z/2", as fill_addresses() writes it.
static bool read_place(struct text text, struct audit_place *out)
{
	int64_t skip;
	struct text at = text_cut(&text, '/');
	if (!instant_parse(at, &out->at) || !text_to_integer(text, &skip) || skip < 0 ||
		skip > INT32_MAX)
		return false;
	out->skip = (int32_t)skip;
	return true;
}

static enum status begin(const struct web_call *call, struct review *out, struct fault *fault)
{
	const struct setting *setting;
	struct text action = asked(call, "action"), from = asked(call, "from");
	*out = (struct review){.call = call, .from = AUDIT_PLACE_NEWEST};
	out->one_action = action.start && action.length;
	if (out->one_action && !audit_action_parse(action, &out->action))
		return fault_set(fault, STATUS_INVALID, "action", "There is no such action.");
	if (from.start && !read_place(from, &out->from))
		return fault_set(fault, STATUS_INVALID, "from", "There is no such place.");
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &out->connection, fault);
	if (status == STATUS_OK)
		out->organisation = setting->organisation.id;
	return status;
}

static enum status read_names(struct review *review, struct fault *fault)
{
	struct arena *arena = review->call->request->arena;
	struct person_id *people = arena_array(arena, review->count, sizeof *people);
	size_t asked_count = 0;
	if (!people)
		return fault_memory(fault);
	for (size_t i = 0; i < review->count; i++)
		if (review->accesses[i].entry.actor == AUDIT_BY_PERSON)
			people[asked_count++] = review->accesses[i].entry.person;
	return account_names(review->connection, people, asked_count, arena, &review->names,
		&review->names_count, fault);
}

// What is read is on the organisation's trail in the same transaction.
static enum status read(
	struct review *review, int32_t most, enum audit_action looked, struct fault *fault)
{
	struct audit_actor by = visit_actor(review->call);
	enum status status = transaction_begin(review->connection, fault);
	if (status != STATUS_OK)
		return status;
	status = audit_accesses(review->connection, review->organisation, &review->from,
		review->one_action ? &review->action : NULL, most, review->call->request->arena,
		&review->accesses, &review->count, fault);
	if (status == STATUS_OK)
		status = read_names(review, fault);
	if (status == STATUS_OK)
		status = audit_add_organisation(review->connection, &by, looked, fault);
	return transaction_end(review->connection, status, fault);
}

static struct text who(const struct review *review, const struct audit_entry *entry)
{
	enum language language = review->call->language;
	if (entry->actor != AUDIT_BY_PERSON)
		return words(language, audit_actor_words(entry->actor));
	for (size_t i = 0; i < review->names_count; i++)
		if (uuid_equal(entry->person.uuid, review->names[i].person.uuid))
			return review->names[i].name;
	return words(language, MESSAGE("somebody who is no longer here"));
}

// Of what there is only the day (audit_entry_by_others.sql).
static bool is_by_day(enum audit_action action)
{
	return action == AUDIT_SHARED_LOAD_SEEN || action == AUDIT_CONTACT_ASKED ||
		   action == AUDIT_CONTACT_SEEN || action == AUDIT_CONTACTED;
}

// The number that stands for a record: nobody can tell from it whose it is, also who knows their
// id, since it is made with the organisation's key.
static struct text record_of(const struct review *review, const struct audit_access *access)
{
	struct chain_id chain = access->chain;
	char id[UUID_TEXT_LENGTH + 1];
	const struct text parts[] = {
		TEXT("record of an audit"), {(const char *)chain.uuid.bytes, sizeof chain.uuid.bytes}};
	if (access->entry.action == AUDIT_SHARED_LOAD_SEEN)
		return words(review->call->language, MESSAGE("one that is shared with them"));
	if (is_by_day(access->entry.action))
		return words(review->call->language, MESSAGE("of whom a clinician is asked to contact"));
	if (uuid_equal(chain.uuid, review->organisation.uuid))
		return words(review->call->language, MESSAGE("the organisation"));
	uuid_format(key_uuid(review->call->worker->options->accounts->key, parts, 2), id);
	return text_copy(review->call->request->arena, (struct text){id, RECORD_DIGITS});
}

static struct text when(const struct review *review, const struct audit_entry *entry)
{
	return is_by_day(entry->action) ? moment_date_utc(review->call, entry->at)
									: moment_of(review->call, entry->at);
}

static bool fill_rows(const struct review *review, size_t shown, struct page_audit *page)
{
	const struct web_call *call = review->call;
	page->rows = arena_array(call->request->arena, shown, sizeof *page->rows);
	for (size_t i = 0; page->rows && i < shown; i++) {
		const struct audit_entry *entry = &review->accesses[i].entry;
		struct page_audit_row row = {
			.when = when(review, entry),
			.who = who(review, entry),
			.what = words(call->language, audit_action_sentence(entry->action)),
			.record = record_of(review, &review->accesses[i]),
			.role_shown = entry->actor == AUDIT_BY_PERSON && entry->role != ROLE_COUNT,
		};
		if (row.role_shown)
			row.role = label_of_role(call, entry->role);
		if (!row.when.start || !row.record.start)
			return false;
		page->rows[page->rows_count++] = row;
	}
	page->rows_shown = page->rows_count > 0;
	return page->rows;
}

static bool fill_actions(const struct review *review, struct page_audit *page)
{
	const struct web_call *call = review->call;
	page->actions = arena_array(call->request->arena, AUDIT_ACTION_COUNT, sizeof *page->actions);
	for (unsigned i = 0; page->actions && i < AUDIT_ACTION_COUNT; i++) {
		enum audit_action action = (enum audit_action)i;
		page->actions[page->actions_count++] = (struct page_choice){
			.code = text_of(audit_action_name(action)),
			.label = words(call->language, audit_action_sentence(action)),
			.chosen = review->one_action && review->action == action,
		};
	}
	return page->actions;
}

// Where what is older than what is shown begins: several entries are of the same second.
static struct audit_place older(const struct review *review, size_t shown)
{
	struct audit_place next = {review->accesses[shown - 1].entry.at, 0};
	size_t same = 0;
	while (same < shown && review->accesses[shown - 1 - same].entry.at.seconds == next.at.seconds)
		same++;
	next.skip = (int32_t)same;
	if (same == shown && review->from.at.seconds == next.at.seconds)
		next.skip += review->from.skip;
	return next;
}

static bool fill_addresses(const struct review *review, size_t shown, struct page_audit *page)
{
	const struct web_call *call = review->call;
	const char *action = review->one_action ? audit_action_name(review->action) : "";
	page->self = visit_address(call, "/audit");
	page->roots_href = visit_address(call, "/audit/roots");
	page->table_href = visit_address(call, "/audit.csv?action=%s", action);
	page->newest_shown = instant_before(review->from.at, INSTANT_NEVER);
	page->newest_href = visit_address(call, "/audit?action=%s", action);
	if (page->older_shown && shown) {
		struct audit_place next = older(review, shown);
		char at[INSTANT_TEXT_LENGTH + 1];
		instant_format(next.at, at);
		page->older_href =
			visit_address(call, "/audit?action=%s&from=%s/%d", action, at, (int)next.skip);
	}
	return page->self.start && page->roots_href.start && page->table_href.start &&
		   page->newest_href.start && (!page->older_shown || page->older_href.start);
}

static enum status fill_verified(
	const struct review *review, struct page_audit *page, struct fault *fault)
{
	struct audit_verified verified;
	struct fault none = {.status = STATUS_OK};
	enum status status =
		audit_verified_read(review->connection, review->organisation, &verified, &none);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status != STATUS_OK)
		return fault_set(fault, status, none.where, "%s", none.message);
	page->verified = true;
	page->whole = verified.findings == 0;
	page->verified_at = moment_of(review->call, verified.at);
	page->chains = verified.chains;
	page->entries = verified.entries;
	page->findings = verified.findings;
	return page->verified_at.start ? STATUS_OK : fault_memory(fault);
}

void web_audit_recorded(const struct web_call *call)
{
	struct review review;
	struct page_audit page = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &review, &fault);
	if (status == STATUS_OK) // one more tells whether there are older ones
		status = read(&review, PAGE_ROWS + 1, AUDIT_TRAIL_SEEN, &fault);
	if (status == STATUS_OK)
		status = fill_verified(&review, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_AUDIT, TAB_NONE, &page.frame, &fault);
	size_t shown = review.count > PAGE_ROWS ? PAGE_ROWS : review.count;
	page.older_shown = review.count > shown;
	if (status == STATUS_OK &&
		(!fill_rows(&review, shown, &page) || !fill_actions(&review, &page) ||
			!fill_addresses(&review, shown, &page)))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_audit(&call->response->body, call->language, &page);
}

// A name with what CSV would take for its own in quotes (RFC 4180), and nothing that a spreadsheet
// takes for a formula.
static void add_cell(struct text_builder *out, struct text cell)
{
	builder_string(out, "\"");
	if (cell.length && strchr("=+-@\t\r", cell.start[0]))
		builder_string(out, "'");
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.start[i] == '"')
			builder_string(out, "\"");
		builder_add(out, (struct text){cell.start + i, 1});
	}
	builder_string(out, "\"");
}

void web_audit_table(const struct web_call *call)
{
	struct review review;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &review, &fault);
	if (status == STATUS_OK)
		status = read(&review, TABLE_ROWS, AUDIT_EXPORTED, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	struct text_builder *out = &call->response->body;
	answer_begin(call->request, call->response, 200, "text/csv; charset=utf-8; header=present");
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	http_response_header(call->request, call->response, "Content-Disposition",
		TEXT("attachment; filename=\"plimsoll-access.csv\""));
	builder_string(out, "at,by,who,role,action,record\r\n");
	for (size_t i = 0; i < review.count; i++) {
		const struct audit_entry *entry = &review.accesses[i].entry;
		bool person = entry->actor == AUDIT_BY_PERSON;
		char at[INSTANT_TEXT_LENGTH + 1];
		instant_format(entry->at, at);
		if (is_by_day(entry->action))
			*strchr(at, 'T') = '\0'; // a day
		builder_format(out, "%s,%s,", at, audit_actor_name(entry->actor));
		if (person)
			add_cell(out, who(&review, entry));
		builder_format(out, ",%s,%s,",
			person && entry->role != ROLE_COUNT ? role_name(entry->role) : "",
			audit_action_name(entry->action));
		add_cell(out, record_of(&review, &review.accesses[i]));
		builder_string(out, "\r\n");
	}
}
