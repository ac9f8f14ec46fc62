// SPDX-License-Identifier: MIT
// Sharing one's own load: with one clinician, for a while, until one ends it.
#include "app/loads/sharing.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

static enum status read_shares(
	const struct web_call *call, struct web_visit *visit, struct fault *fault)
{
	struct connection *connection;
	struct person_id person = visit->session.person;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = shares_own(connection, person, call->worker->options->now(), call->request->arena,
		&visit->shares, &visit->shares_count, fault);
	return transaction_end(connection, status, fault);
}

// Finds who asks and what they share, and goes on to the recorder's lane.
void web_share(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (read_shares(call, visit, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		call->response->found = visit;
}

static struct text name_of(const struct person_name *names, size_t count, struct person_id person)
{
	for (size_t i = 0; i < count; i++) {
		if (uuid_equal(names[i].person.uuid, person.uuid))
			return names[i].name;
	}
	return TEXT("–");
}

static bool fill_clinicians(const struct web_call *call, const struct person_name *names,
	size_t count, struct page_share *page)
{
	page->clinicians = arena_array(call->request->arena, count, sizeof *page->clinicians);
	for (size_t i = 0; page->clinicians && i < count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		uuid_format(names[i].person.uuid, id);
		page->clinicians[page->clinicians_count++] = (struct page_choice){
			.code = text_copy(call->request->arena, text_of(id)),
			.label = names[i].name,
			.chosen = i == 0,
		};
	}
	page->clinicians_shown = count > 0;
	return page->clinicians;
}

static bool fill_shares(const struct web_call *call, const struct person_name *names, size_t count,
	struct page_share *page)
{
	const struct web_visit *visit = call->visit;
	page->shares = arena_array(call->request->arena, visit->shares_count, sizeof *page->shares);
	for (size_t i = 0; page->shares && i < visit->shares_count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		const struct place place = {"date", moment_of(call, visit->shares[i].ends_at)};
		uuid_format(visit->shares[i].id.uuid, id);
		page->shares[page->shares_count++] = (struct page_share_item){
			.name = name_of(names, count, visit->shares[i].other),
			.until =
				moment_sentence(call, words(call->language, MESSAGE("until: {date}")), &place, 1),
			.end_href = visit_address(call, "/me/share/%s/end", id),
		};
	}
	page->shares_shown = page->shares_count > 0;
	return page->shares;
}

static enum status begin(
	const struct web_call *call, struct connection **connection, struct fault *fault)
{
	const struct setting *setting;
	enum status status = web_setting(call->worker, &setting, fault);
	return status == STATUS_OK ? web_connection(call->worker, connection, fault) : status;
}

static void show(const struct web_call *call, struct text problem)
{
	struct page_share page = {.problem = problem, .problem_shown = problem.length > 0};
	struct connection *connection;
	struct person_name *names;
	size_t count;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &connection, &fault);
	if (status == STATUS_OK)
		status = share_clinicians(connection, call->worker->setting.organisation.id,
			call->visit->session.person, call->request->arena, &names, &count, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_SHARES, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK &&
		(!fill_clinicians(call, names, count, &page) || !fill_shares(call, names, count, &page)))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.action = visit_address(call, "/me/share");
	page.access_log_href = visit_address(call, "/me/access-log");
	page.me_href = visit_address(call, "/me");
	visit_answer(call, page.problem_shown ? 400 : 200);
	page_share(&call->response->body, call->language, &page);
}

void web_share_named(const struct web_call *call)
{
	show(call, TEXT(""));
}

void web_share_begun(const struct web_call *call)
{
	struct arena *arena = call->request->arena;
	struct text clinician = form_field(call->request->body, "clinician", arena);
	struct text days = form_field(call->request->body, "days", arena);
	struct connection *connection;
	struct person_id person;
	int64_t number;
	struct fault fault = {.status = STATUS_OK};
	if (!clinician.start || !uuid_parse(clinician, &person.uuid) || !days.start ||
		!text_to_integer(days, &number) || !share_days_allowed(number)) {
		show(call, words(call->language, MESSAGE("Choose whom you share with, and how long.")));
		return;
	}
	enum status status = begin(call, &connection, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = share_load(connection, &by, person, number, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/me/share"));
	else
		visit_fault(call, &fault);
}

void web_share_ended(const struct web_call *call)
{
	struct connection *connection;
	struct share_id share;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &connection, &fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &share.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = unshare_load(connection, &by, share, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/me/share"));
	else
		visit_fault(call, &fault);
}
