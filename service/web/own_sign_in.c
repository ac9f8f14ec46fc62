// SPDX-License-Identifier: MIT
// How a person signs in: their password, the second step, their sessions. A secret and recovery
// codes are shown in the answer to the form that made them, and never again.
#include "app/accounts/own_account.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/moment.h"
#include "web/qr_code.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

static enum status read(const struct web_call *call, struct web_visit *visit,
	struct listed_session **sessions, struct page_own_sign_in *page, struct fault *fault)
{
	struct token token;
	struct person_id person = visit->session.person;
	struct arena *arena = call->request->arena;
	struct connection *connection;
	bool is_token = token_parse(visit->token, &token);
	struct token_hash hash = is_token ? token_hash(&token) : (struct token_hash){.bytes = {0}};
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = account_own(connection, person, false, arena, &visit->account, fault);
	if (status == STATUS_OK)
		status = recovery_codes_left(connection, person, &page->codes_left, fault);
	if (status == STATUS_OK)
		status = sign_in_sessions_list(connection, person, hash.bytes, call->worker->options->now(),
			arena, sessions, &page->sessions_count, fault);
	return transaction_end(connection, status, fault);
}

static enum status fill(const struct web_call *call, struct web_visit *visit,
	struct page_own_sign_in *page, struct fault *fault)
{
	const struct setting *setting;
	struct listed_session *sessions;
	enum status status = web_setting(call->worker, &setting, fault); // with the zone
	if (status == STATUS_OK)
		status = read(call, visit, &sessions, page, fault);
	if (status != STATUS_OK)
		return status;
	page->sessions =
		arena_array(call->request->arena, page->sessions_count, sizeof *page->sessions);
	if (!page->sessions)
		return fault_memory(fault);
	for (size_t i = 0; i < page->sessions_count; i++)
		page->sessions[i] = (struct page_own_session){
			.role = label_of_role(call, sessions[i].role),
			.began = moment_of(call, sessions[i].signed_in_at),
			.seen = moment_of(call, sessions[i].seen_at),
			.this_one = sessions[i].is_this,
		};
	page->name = visit->account.sign_in_name;
	page->second_step = visit->account.has_totp;
	page->waits = page->secret_shown || (visit->account.totp_pending.start && !page->codes_shown);
	page->me_href = visit_address(call, "/me");
	page->everywhere_href = visit_address(call, "/me/sign-out-everywhere");
	page->password_href = visit_address(call, "/me/sign-in/password");
	page->enrol_href = visit_address(call, "/me/sign-in/second-step");
	page->confirm_href = visit_address(call, "/me/sign-in/second-step/confirm");
	page->end_href = visit_address(call, "/me/sign-in/second-step/end");
	return visit_frame(call, visit, MATTER_OWN_ACCOUNT, TAB_NONE, &page->frame, fault);
}

// The page with what `shown` has already.
static void show(const struct web_call *call, struct web_visit *visit,
	const struct page_own_sign_in *shown, unsigned code)
{
	struct page_own_sign_in page = *shown;
	struct fault fault = {.status = STATUS_OK};
	if (fill(call, visit, &page, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, code);
	page_own_sign_in(&call->response->body, call->language, &page);
}

// What was not taken is said on the page; what is the service's fault has its own.
static void show_fault(
	const struct web_call *call, struct web_visit *visit, const struct fault *fault)
{
	bool is_said = fault->status == STATUS_DENIED || fault->status == STATUS_INVALID ||
				   fault->status == STATUS_NOT_FOUND;
	if (is_said)
		show(call, visit,
			&(struct page_own_sign_in){
				.problem = words(call->language, fault->message), .problem_shown = true},
			400);
	else
		visit_fault(call, fault);
}

static const struct {
	const char *code, *notice;
} notices[] = {
	{"password", MESSAGE("The password is changed. Your other sessions are ended.")},
	{"ended", MESSAGE("The second step is ended. Your password alone signs you in now.")},
};

void web_own_sign_in(const struct web_call *call)
{
	struct page_own_sign_in page = {.notice_shown = false};
	struct text done = query_value(call->request->query, "done", call->request->arena);
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	for (size_t i = 0; done.start && i < sizeof notices / sizeof notices[0]; i++) {
		if (text_is(done, notices[i].code))
			page.notice = words(call->language, notices[i].notice);
	}
	page.notice_shown = page.notice.length > 0;
	show(call, visit, &page, 200);
}

// Whoever asks, with the password of the form.
static enum status begin(const struct web_call *call, const struct web_visit *visit,
	struct connection **connection, struct own_account *own, struct fault *fault)
{
	struct text password = form_field(call->request->body, "password", call->request->arena);
	*own = (struct own_account){
		.person = visit->session.person,
		.address = visit_client(call),
		.password = password.start ? password : TEXT(""),
		.now = call->worker->options->now(),
	};
	if (!own->password.length)
		return fault_set(fault, STATUS_INVALID, "password", "%s", MESSAGE("Type your password."));
	return web_connection(call->worker, connection, fault);
}

void web_own_password(const struct web_call *call)
{
	struct own_account own;
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	struct text wanted = form_field(call->request->body, "wanted", call->request->arena);
	enum status status = begin(call, visit, &connection, &own, &fault);
	if (status == STATUS_OK)
		status = password_change(call->worker->options->accounts, connection, &own, visit->token,
			wanted.start ? wanted : TEXT(""), &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/me/sign-in?done=password"));
	else
		show_fault(call, visit, &fault);
}

// The secret in fours, as people type it, and as a picture for a camera.
static enum status draw(const struct web_call *call, const struct account *account,
	const struct totp_secret *secret, struct page_own_sign_in *page, struct fault *fault)
{
	struct qr_code code;
	struct text_builder uri, fours;
	char text[TOTP_SECRET_LENGTH + 1];
	struct arena *arena = call->request->arena;
	builder_init(&uri);
	builder_init(&fours);
	totp_secret_text(secret, text);
	for (size_t i = 0; text[i]; i++)
		builder_format(&fours, i && i % 4 == 0 ? " %c" : "%c", text[i]);
	totp_uri(
		secret, call->worker->options->accounts->organisation_name, account->sign_in_name, &uri);
	enum status status = uri.failed || fours.failed
							 ? fault_memory(fault)
							 : qr_code_of(builder_view(&uri), arena, &code, fault);
	if (status == STATUS_OK) {
		page->secret = text_copy(arena, builder_view(&fours));
		page->qr_path = code.path;
		page->qr_size = code.size;
		page->secret_shown = true;
	}
	builder_done(&uri);
	builder_done(&fours);
	return status == STATUS_OK && !page->secret.start ? fault_memory(fault) : status;
}

void web_second_step(const struct web_call *call)
{
	struct own_account own;
	struct totp_secret secret;
	struct connection *connection;
	struct listed_session *unused;
	struct page_own_sign_in page = {.notice_shown = false};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = begin(call, visit, &connection, &own, &fault);
	if (status == STATUS_OK)
		status = totp_enrol(call->worker->options->accounts, connection, &own, &secret, &fault);
	if (status == STATUS_OK)
		status = read(call, visit, &unused, &page, &fault); // for the name
	if (status == STATUS_OK)
		status = draw(call, &visit->account, &secret, &page, &fault);
	if (status == STATUS_OK)
		show(call, visit, &page, 200);
	else
		show_fault(call, visit, &fault);
}

void web_second_step_confirm(const struct web_call *call)
{
	struct connection *connection;
	struct recovery_code codes[RECOVERY_CODES];
	struct page_recovery_code shown[RECOVERY_CODES];
	struct page_own_sign_in page = {.codes = shown, .codes_shown = true};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	struct text code = form_field(call->request->body, "code", call->request->arena);
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = totp_confirm(call->worker->options->accounts, connection, visit->session.person,
			code.start ? code : TEXT(""), call->worker->options->now(), codes, &fault);
	if (status != STATUS_OK) {
		show_fault(call, visit, &fault);
		return;
	}
	for (; page.codes_count < RECOVERY_CODES; page.codes_count++)
		shown[page.codes_count].code = text_of(codes[page.codes_count].text);
	show(call, visit, &page, 200);
}

void web_second_step_end(const struct web_call *call)
{
	struct own_account own;
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = begin(call, visit, &connection, &own, &fault);
	if (status == STATUS_OK)
		status = totp_end(call->worker->options->accounts, connection, &own, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/me/sign-in?done=ended"));
	else
		show_fault(call, visit, &fault);
}
