// SPDX-License-Identifier: MIT
// Signing in and out, and the links that are used once. Passwords are worked on in a lane of their
// own (LANE_SIGN_IN), so that a queue of them keeps nobody else waiting.
#include "app/accounts/sign_in.h"
#include "app/accounts/link.h"
#include "web/handlers.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

#define DEVICE_SECONDS (INT64_C(400) * 86400) // as long as browsers keep a cookie

static void show_sign_in(
	const struct web_call *call, const struct page_sign_in *shown, unsigned code)
{
	const struct setting *setting;
	struct page_sign_in page = *shown;
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, NULL, MATTER_PROGRAMME, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.action = visit_address(call, "/sign-in");
	page.demonstration = setting->organisation.demonstration;
	visit_answer(call, code);
	page_sign_in(&call->response->body, call->language, &page);
}

void web_sign_in_page(const struct web_call *call)
{
	struct text ended = query_value(call->request->query, "ended", call->request->arena);
	show_sign_in(call, &(struct page_sign_in){.ended = ended.start != NULL}, 200);
}

static void begin_session(const struct web_call *call, const struct token *token)
{
	visit_set_cookie(call, COOKIE_SESSION, text_of(token->text), "/", -1);
}

static void answer_signed_in(const struct web_call *call, const struct signed_in *signed_in)
{
	struct page_sign_in page = {0};
	if (signed_in->answer == SIGN_IN_DONE) {
		visit_redirect(call, visit_address(call, "/"));
		begin_session(call, &signed_in->token);
		visit_set_cookie(call, COOKIE_DEVICE, text_of(signed_in->device.text), "/", DEVICE_SECONDS);
		return;
	}
	page.refused = signed_in->answer == SIGN_IN_REFUSED;
	page.later = signed_in->answer == SIGN_IN_LATER;
	page.wait_minutes = (signed_in->wait_seconds + 59) / 60;
	show_sign_in(call, &page, page.later ? 429 : 401);
}

void web_sign_in(const struct web_call *call)
{
	struct arena *arena = call->request->arena;
	struct text body = call->request->body;
	struct connection *connection;
	struct signed_in signed_in;
	struct fault fault = {.status = STATUS_OK};
	if (!visit_is_same_site(call))
		return;
	struct sign_in_request request = {
		.address = visit_client(call),
		.name = form_field(body, "name", arena),
		.password = form_field(body, "password", arena),
		.code = form_field(body, "code", arena),
		.device = visit_cookie(call->request, COOKIE_DEVICE),
	};
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = sign_in(call->worker->options->accounts, connection, &request,
			call->worker->options->now(), &signed_in, &fault);
	if (status == STATUS_OK)
		answer_signed_in(call, &signed_in);
	else
		visit_fault(call, &fault);
}

void web_sign_out(const struct web_call *call)
{
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status =
			sign_in_session_end(connection, visit->token, call->worker->options->now(), &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_redirect(call, visit_address(call, "/sign-in?ended"));
	visit_set_cookie(call, COOKIE_SESSION, TEXT(""), "/", 0);
}

static enum status look(const struct web_call *call, struct link_shown *shown, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	return one_time_link_look(connection, call->variables[0], call->worker->options->now(),
		call->request->arena, shown, fault);
}

// The shortest of the policy's lines; 0 where nobody is asked to make contact.
static int64_t contact_hours(const struct policy *policy)
{
	int64_t least = 0;
	for (size_t i = 0; i < policy->line_count; i++) {
		const struct policy_line *line = &policy->lines[i];
		int64_t after = line->levels[line->level_count - 1].contact_after_seconds;
		if (after && (!least || after < least))
			least = after;
	}
	return (least + SECONDS_PER_HOUR - 1) / SECONDS_PER_HOUR;
}

static void show_welcome(const struct web_call *call, struct text flaw, unsigned code)
{
	struct link_shown shown;
	struct page_welcome page = {.flaw = flaw, .flaw_shown = flaw.length > 0};
	struct fault fault = {.status = STATUS_OK};
	const struct setting *setting;
	enum status status = look(call, &shown, &fault);
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, NULL, MATTER_PROGRAMME, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.action = visit_address(call, "/welcome/%.*s", TEXT_ARGUMENTS(call->variables[0]));
	page.name = shown.sign_in_name;
	page.first = shown.purpose == LINK_FIRST_ADMINISTRATOR;
	page.no_password = shown.purpose == LINK_EXTERNAL;
	page.contact_hours = contact_hours(&setting->policy);
	page.contact_shown = page.contact_hours > 0;
	visit_answer(call, code);
	page_welcome(&call->response->body, call->language, &page);
}

void web_welcome_page(const struct web_call *call)
{
	show_welcome(call, TEXT(""), 200);
}

void web_welcome(const struct web_call *call)
{
	struct arena *arena = call->request->arena;
	struct text body = call->request->body;
	struct connection *connection;
	struct link_used used;
	struct fault fault = {.status = STATUS_OK};
	if (!visit_is_same_site(call))
		return;
	struct link_form form = {
		.display_name = form_field(body, "display_name", arena),
		.sign_in_name = form_field(body, "name", arena),
		.password = form_field(body, "password", arena),
	};
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = one_time_link_use(call->worker->options->accounts, connection, call->variables[0],
			&form, call->worker->options->now(), &used, &fault);
	if (status == STATUS_INVALID || status == STATUS_CONFLICT) {
		show_welcome(call, words(call->language, fault.message), 400);
	} else if (status != STATUS_OK) {
		visit_fault(call, &fault);
	} else if (used.signed_in) {
		visit_redirect(call, visit_address(call, "/"));
		begin_session(call, &used.token);
	} else {
		visit_redirect(call, visit_address(call, "/sign-in"));
	}
}
