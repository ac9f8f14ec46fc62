// SPDX-License-Identifier: MIT
// The policy in force in words, and a proposal that staff can comment on. Nothing of who comments
// is kept: not a name, not a hash, not the time but the day. How often one session may is counted
// in memory alone.
#include "web/policy_words.h"

#include <string.h>

#include "app/accounts/accounts.h"
#include "secret/token.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"
#include "json/policy_members.h"

static enum status read(const struct web_call *call, struct page_policy *page, struct fault *fault)
{
	struct connection *connection;
	struct stored_policy *policies;
	struct policy_members members;
	size_t count;
	struct arena *arena = call->request->arena;
	const struct setting *setting = &call->worker->setting;
	struct instant now = call->worker->options->now();
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status =
			policies_list(connection, setting->organisation.id, arena, &policies, &count, fault);
	if (status != STATUS_OK)
		return status;
	size_t in_force = policy_in_force_of(policies, count, now);
	if (in_force == SIZE_MAX)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "No policy is in force.");
	status = policy_members_read(policies[in_force].document, arena, &members, fault);
	if (status == STATUS_OK && !policy_words_parts(call, &setting->policy, &members, page))
		status = fault_memory(fault);
	page->title = policy_words_title(call, policies[in_force].document);
	char version[16];
	snprintf(version, sizeof version, "%d", policies[in_force].version);
	page->version = text_copy(arena, text_of(version));
	page->since_shown = in_force > 0;
	page->since =
		page->since_shown ? moment_date(call, policies[in_force].in_force_from) : TEXT("");
	return status == STATUS_OK
			   ? policy_words_proposal(call, connection, policies, count, &page->proposal, fault)
			   : status;
}

static void show(const struct web_call *call, const char *problem)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct page_policy page = {.problem_shown = problem};
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_POLICY, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	uuid_format(uuid_random(), id);
	page.comment_id = text_copy(call->request->arena, text_of(id));
	page.action = visit_address(call, "/policy/comment");
	page.commented = query_value(call->request->query, "said", call->request->arena).start;
	if (problem)
		page.problem = words(call->language, problem);
	visit_answer(call, problem ? 400 : 200);
	page_policy(&call->response->body, call->language, &page);
}

void web_policy(const struct web_call *call)
{
	struct web_call own = *call;
	own.visit = visit_begin(call);
	if (own.visit)
		show(&own, NULL);
}

// One session may say so much and then a little now and again. The bucket is this process's.
static bool may_comment(const struct web_call *call)
{
	struct sign_in_attempt attempt = {.known = false};
	struct text_builder key;
	builder_init(&key);
	builder_string(&key, "comment ");
	builder_add(&key, call->visit->token);
	attempt.name = digest_hash(builder_view(&key));
	builder_done(&key);
	memcpy(attempt.address.bytes, attempt.name.bytes, sizeof attempt.address.bytes);
	return allowance_take(call->worker->options->accounts->allowance, &attempt,
			   call->worker->options->now()) == 0;
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? text_trim(value) : TEXT("");
}

static enum status comment(const struct web_call *call, const char **problem, struct fault *fault)
{
	int64_t version;
	const struct setting *setting;
	struct connection *connection;
	struct policy_comment given = {.body = field(call, "body")};
	struct instant now = call->worker->options->now();
	if (!uuid_parse(field(call, "id"), &given.id) ||
		!text_to_integer(field(call, "version"), &version) || version < 1 || version > INT32_MAX)
		return fault_set(fault, STATUS_INVALID, NULL, "The form is not one of this service.");
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	if (!may_comment(call)) {
		*problem = MESSAGE("That is a lot at once. Wait a few minutes, then send it again.");
		return fault_set(fault, STATUS_INVALID, NULL, "Too many comments at once.");
	}
	struct civil local = zone_local(&call->worker->zone, now);
	local.hour = local.minute = local.second = 0;
	given.day = civil_as_utc(local);
	*problem = MESSAGE("A comment has to say something, in at most 2,000 characters.");
	return policy_comment(
		connection, setting->organisation.id, (int32_t)version, &given, now, fault);
}

void web_policy_commented(const struct web_call *call)
{
	const char *problem = NULL;
	struct fault fault = {.status = STATUS_OK};
	enum status status = comment(call, &problem, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/policy?said=1#comments"));
	else if (status == STATUS_INVALID && problem)
		show(call, problem);
	else
		visit_fault(call, &fault);
}
