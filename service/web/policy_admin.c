// SPDX-License-Identifier: MIT
// Proposing a policy, approving and withdrawing it, recording the staff side's view, replying to
// comments. In the recorder's lane, whose it is.
#include "app/policies/life.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/multipart.h"
#include "web/policy_words.h"
#include "web/query.h"
#include "web/visit.h"
#include "json/policy.h"

struct admin {
	const struct web_call *call;
	struct connection *connection;
	const struct setting *setting;
	struct stored_policy *policies;
	size_t count;
	struct page_policy_admin page;
};

static enum status read(struct admin *admin, struct fault *fault)
{
	const struct web_call *call = admin->call;
	enum status status = web_setting(call->worker, &admin->setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &admin->connection, fault);
	if (status == STATUS_OK)
		status = policies_list(admin->connection, admin->setting->organisation.id,
			call->request->arena, &admin->policies, &admin->count, fault);
	return status == STATUS_OK ? policies_who(admin->connection, admin->setting->organisation.id,
									 admin->policies, admin->count, fault)
							   : status;
}

static struct text name_of(const struct person_name *names, size_t count, struct person_id person)
{
	for (size_t i = 0; i < count; i++) {
		if (uuid_equal(names[i].person.uuid, person.uuid))
			return names[i].name;
	}
	return TEXT("–");
}

static enum status fill_versions(struct admin *admin, struct fault *fault)
{
	const struct web_call *call = admin->call;
	struct arena *arena = call->request->arena;
	struct person_id *people = arena_array(arena, admin->count * 2, sizeof *people);
	struct page_policy_version *versions = arena_array(arena, admin->count, sizeof *versions);
	struct person_name *names;
	size_t count;
	if (!people || !versions)
		return fault_memory(fault);
	for (size_t i = 0; i < admin->count; i++) {
		people[2 * i] = admin->policies[i].proposed_by;
		people[2 * i + 1] = admin->policies[i].approved_by;
	}
	enum status status =
		account_names(admin->connection, people, admin->count * 2, arena, &names, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < admin->count; i++) {
		const struct stored_policy *policy = &admin->policies[i];
		versions[i] = (struct page_policy_version){
			.title = policy_words_title(call, policy->document),
			.stage = policy_words_stage(call,
				policy_stage_of(admin->policies, admin->count, i, call->worker->options->now())),
			.begins = i ? moment_date(call, policy->in_force_from) : TEXT("–"),
			.proposed_by = name_of(names, count, policy->proposed_by),
			.approved_by = name_of(names, count, policy->approved_by),
			.version = policy->version,
		};
	}
	admin->page.versions = versions;
	admin->page.versions_count = status == STATUS_OK ? admin->count : 0;
	return status;
}

// What whoever looks can do with the proposal.
static void fill_acts(struct admin *admin)
{
	struct instant now = admin->call->worker->options->now();
	size_t place = policy_proposal_of(admin->policies, admin->count, now);
	struct page_policy_admin *page = &admin->page;
	page->asks = place == SIZE_MAX;
	if (place == SIZE_MAX)
		return;
	const struct stored_policy *policy = &admin->policies[place];
	enum policy_stage stage = policy_stage_of(admin->policies, admin->count, place, now);
	bool own = uuid_equal(policy->proposed_by.uuid, admin->call->visit->session.person.uuid);
	bool view = policy->view.body.length > 0;
	page->view_needed = page->proposal.difference.later && !view;
	page->may_withdraw = own || stage != POLICY_OPEN;
	page->may_approve = !own && stage == POLICY_TO_APPROVE && !page->view_needed;
	page->may_record_view = stage == POLICY_OPEN || stage == POLICY_TO_APPROVE;
}

static struct text day_text(const struct web_call *call, struct instant at)
{
	char text[CIVIL_TEXT_LENGTH + 1];
	civil_format(zone_local(&call->worker->zone, at), text);
	return text_copy(call->request->arena, (struct text){text, 10});
}

static void show(struct admin *admin, unsigned code)
{
	const struct web_call *call = admin->call;
	struct page_policy_admin *page = &admin->page;
	struct fault fault = {.status = STATUS_OK};
	struct instant now = call->worker->options->now();
	enum status status = fill_versions(admin, &fault);
	if (status == STATUS_OK)
		status = policy_words_proposal(
			call, admin->connection, admin->policies, admin->count, &page->proposal, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_POLICY_LIFE, TAB_NONE, &page->frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	fill_acts(admin);
	page->action = visit_address(call, "/admin/policy");
	page->policy_href = visit_address(call, "/policy");
	page->today = day_text(call, now);
	page->earliest =
		day_text(call, instant_later(now, (POLICY_COMMENT_DAYS + 1) * SECONDS_PER_DAY));
	page->done = query_value(call->request->query, "done", call->request->arena).start;
	visit_answer(call, code);
	page_policy_admin(&call->response->body, call->language, page);
}

void web_policy_admin(const struct web_call *call)
{
	struct admin admin = {.call = call};
	struct fault fault = {.status = STATUS_OK};
	if (read(&admin, &fault) == STATUS_OK)
		show(&admin, 200);
	else
		visit_fault(call, &fault);
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? text_trim(value) : TEXT("");
}

// A day at its beginning in the organisation's zone.
static bool read_day(const struct web_call *call, struct text day, struct instant *out)
{
	char text[CIVIL_TEXT_LENGTH + 1];
	struct civil civil;
	snprintf(text, sizeof text, "%.*sT00:00:00", day.length == 10 ? 10 : 0, day.start);
	if (!civil_parse(text_of(text), &civil))
		return false;
	*out = zone_instant(&call->worker->zone, civil);
	return true;
}

// Whether a document can be read; where not, its faults are on the page.
static bool is_sound(struct admin *admin, struct text document)
{
	struct arena *arena = admin->call->request->arena;
	struct policy policy;
	struct page_policy_admin *page = &admin->page;
	struct json_faults *faults = arena_allocate(arena, sizeof *faults);
	if (!faults)
		return false;
	if (policy_read(document, arena, &policy, faults) == STATUS_OK)
		return true;
	page->faulty = true;
	page->faults = arena_array(arena, faults->count, sizeof *page->faults);
	for (size_t i = 0; page->faults && i < faults->count; i++)
		page->faults[page->faults_count++] =
			(struct page_policy_fault){text_copy(arena, text_of(faults->list[i].where)),
				text_copy(arena, text_of(faults->list[i].message))};
	return false;
}

static void look_at(struct admin *admin, struct text document, struct text begins)
{
	struct fault fault = {.status = STATUS_OK};
	size_t in_force =
		policy_in_force_of(admin->policies, admin->count, admin->call->worker->options->now());
	struct page_policy_admin *page = &admin->page;
	if (!is_sound(admin, document)) {
		show(admin, 400);
		return;
	}
	if (in_force == SIZE_MAX ||
		policy_words_difference(admin->call, admin->policies[in_force].document, document,
			&page->difference, &fault) != STATUS_OK) {
		visit_fault(admin->call, &fault);
		return;
	}
	page->preview = true;
	page->document = document;
	page->begins = begins;
	show(admin, 200);
}

static enum status act_on_version(
	struct admin *admin, struct text act, const struct audit_actor *by, struct fault *fault)
{
	int64_t version;
	const struct web_call *call = admin->call;
	struct connection *connection = admin->connection;
	if (!text_to_integer(field(call, "version"), &version) || version < 1 || version > INT32_MAX)
		return fault_set(fault, STATUS_INVALID, NULL, "There is no such version.");
	if (text_is(act, "approve"))
		return policy_approve(connection, by, by->person, (int32_t)version, fault);
	if (text_is(act, "withdraw"))
		return policy_withdraw(connection, by, by->person, (int32_t)version, fault);
	if (text_is(act, "reply")) {
		struct uuid comment;
		if (!uuid_parse(field(call, "comment"), &comment))
			return fault_set(fault, STATUS_INVALID, NULL, "There is no such comment.");
		return policy_reply(connection, by, (int32_t)version, comment, field(call, "reply"), fault);
	}
	struct staff_view view = {.body = field(call, "body"), .note = field(call, "note")};
	if (!text_is(act, "view") || !instant_parse(field(call, "on"), &view.on) ||
		!staff_opinion_parse(field(call, "opinion"), &view.opinion))
		return fault_set(fault, STATUS_INVALID, NULL, "The form is not complete.");
	return policy_view_record(connection, by, (int32_t)version, &view, fault);
}

static enum status act(struct admin *admin, struct fault *fault)
{
	int32_t version;
	struct instant begins;
	const struct web_call *call = admin->call;
	struct audit_actor by = visit_actor(call);
	struct text what = field(call, "act");
	if (!text_is(what, "propose"))
		return act_on_version(admin, what, &by, fault);
	if (!read_day(call, field(call, "begins"), &begins))
		return fault_set(fault, STATUS_INVALID, NULL, "Say on which day it is to come into force.");
	return policy_propose(
		admin->connection, &by, by.person, field(call, "document"), begins, &version, fault);
}

// What a form could not do is said above the page, in words of the reader's language where they are
// known: those of the form's own rules are few.
static struct text reason_of(const struct web_call *call, const struct fault *fault)
{
	return fault->status == STATUS_DENIED
			   ? words(call->language, MESSAGE("A second person has to do this."))
		   : fault->status == STATUS_CONFLICT
			   ? words(call->language,
					 MESSAGE("It is too early for this, or something has changed meanwhile."))
			   : words(call->language,
					 MESSAGE(
						 "Something in the form is not right: a day that is too early or in the "
						 "future, or a text that is empty or too long."));
}

static void refuse(struct admin *admin, const struct fault *fault)
{
	admin->page.problem_shown = true;
	admin->page.problem = reason_of(admin->call, fault);
	show(admin, fault->status == STATUS_INVALID ? 400 : 409);
}

void web_policy_acted(const struct web_call *call)
{
	struct multipart form;
	struct admin admin = {.call = call};
	struct fault fault = {.status = STATUS_OK};
	struct text type = http_request_header(call->request, "Content-Type");
	enum status status = read(&admin, &fault);
	if (status == STATUS_OK && multipart_read(type, call->request->body, &form)) {
		struct text file = multipart_content(&form, "file", true);
		struct text begins = multipart_content(&form, "begins", false);
		look_at(&admin, file.start ? file : TEXT(""), begins.start ? begins : TEXT(""));
		return;
	}
	if (status == STATUS_OK)
		status = act(&admin, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/admin/policy?done=1"));
	else if (admin.connection &&
			 (status == STATUS_INVALID || status == STATUS_DENIED || status == STATUS_CONFLICT))
		refuse(&admin, &fault);
	else
		visit_fault(call, &fault);
}
