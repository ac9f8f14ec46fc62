// SPDX-License-Identifier: MIT
// A person's own account: the role they work in, signing out everywhere.
#include "store/accounts.h"
#include "web/contact_notice.h"
#include "web/handlers.h"
#include "web/label.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

static enum status read_account(const struct web_call *call, struct web_visit *visit,
	struct contact_own *contact, struct fault *fault)
{
	struct person_id person = visit->session.person;
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = account_own(connection, person, false, call->request->arena, &visit->account, fault);
	if (status == STATUS_OK && visit->session.role == ROLE_OFFICER)
		status = contact_own(connection, person, call->request->arena, contact, fault);
	return transaction_end(connection, status, fault);
}

static bool fill_roles(
	const struct web_call *call, const struct web_visit *visit, struct page_me *page)
{
	const struct account *account = &visit->account;
	page->name = account->display_name;
	page->role = label_of_role(call, visit->session.role);
	page->others = arena_array(call->request->arena, ROLE_COUNT, sizeof *page->others);
	for (unsigned i = 0; page->others && i < ROLE_COUNT; i++) {
		if (role_set_has(account->roles, (enum role)i) && i != visit->session.role)
			page->others[page->others_count++] =
				(struct page_choice){.code = text_of(role_name((enum role)i)),
					.label = label_of_role(call, (enum role)i)};
	}
	page->others_shown = page->others_count > 0;
	return page->others;
}

void web_me(const struct web_call *call)
{
	struct page_me page = {0};
	struct contact_own contact = {.there = false};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read_account(call, visit, &contact, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_OWN_ACCOUNT, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK)
		status = contact_notice(call, visit, &contact, &page.contact, &fault);
	if (status == STATUS_OK && !fill_roles(call, visit, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.role_href = visit_address(call, "/me/role");
	page.feeds_href = visit_address(call, "/me/feeds");
	page.meeting_href = visit_address(call, "/me/meeting");
	page.reminders_href = visit_address(call, "/me/reminders");
	page.joinings_href = visit_address(call, "/sessions");
	page.duty_href = visit_address(call, "/me/duty");
	page.who_href = visit_address(call, "/who-can-see");
	page.policy_href = visit_address(call, "/policy");
	page.access_log_href = visit_address(call, "/me/access-log");
	page.share_href = visit_address(call, "/me/share");
	page.data_href = visit_address(call, "/me/data");
	page.sign_in_href = visit_address(call, "/me/sign-in");
	page.everywhere_href = visit_address(call, "/me/sign-out-everywhere");
	visit_answer(call, 200);
	page_me(&call->response->body, call->language, &page);
}

void web_role(const struct web_call *call)
{
	struct connection *connection;
	struct token token;
	enum role role;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	struct text wanted = form_field(call->request->body, "role", call->request->arena);
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK && (!wanted.start || !role_parse(wanted, &role)))
		status = fault_set(&fault, STATUS_INVALID, "role", "There is no such role.");
	if (status == STATUS_OK)
		status = switch_role(call->worker->options->accounts, connection, visit->token, role,
			call->worker->options->now(), &token, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_redirect(call, visit_address(call, "/"));
	visit_set_cookie(call, COOKIE_SESSION, text_of(token.text), "/", -1);
}

void web_sign_out_everywhere(const struct web_call *call)
{
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = sign_out_everywhere(
			connection, visit->session.person, call->worker->options->now(), &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/sign-in?ended"));
	else
		visit_fault(call, &fault);
}
