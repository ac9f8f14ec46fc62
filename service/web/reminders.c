// SPDX-License-Identifier: MIT
// What somebody wants to be reminded of by e-mail, and when not.
#include "store/reminders.h"
#include "net/mail.h"
#include "store/accounts.h"
#include "store/people.h"
#include "web/query.h"
#include "web/session_handlers.h"
#include "web/visit.h"
#include "words/words.h"

static const struct reminder_setting begin_with = {.quiet_from = 21 * 60, .quiet_until = 7 * 60};

static enum status read(const struct web_call *call, struct web_visit *visit,
	struct reminder_setting *out, struct fault *fault)
{
	bool found = false;
	struct connection *connection;
	struct person_id person = visit->session.person;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = person_begin(connection, person, fault);
	if (status == STATUS_OK)
		status =
			account_own(connection, person, false, call->request->arena, &visit->account, fault);
	if (status == STATUS_OK)
		status = reminder_own(connection, person, out, &found, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK && !found)
		*out = begin_with;
	return status;
}

static struct text time_of(const struct web_call *call, int32_t minutes)
{
	char text[8];
	snprintf(text, sizeof text, "%02d:%02d", (int)(minutes / 60 % 24), (int)(minutes % 60));
	return text_copy(call->request->arena, text_of(text));
}

void web_reminders(const struct web_call *call)
{
	struct reminder_setting setting;
	struct page_reminders page = {.saved = false};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(call, visit, &setting, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_OWN_ACCOUNT, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.saved = query_value(call->request->query, "saved", call->request->arena).start;
	page.wrong = query_value(call->request->query, "wrong", call->request->arena).start;
	page.address = visit->account.sign_in_name;
	page.addressed = mail_address_fits(page.address);
	page.sending = call->worker->options->sends_mail;
	page.two_days = setting.two_days;
	page.two_hours = setting.two_hours;
	page.from = time_of(call, setting.quiet_from);
	page.until = time_of(call, setting.quiet_until);
	page.action = visit_address(call, "/me/reminders");
	page.me_href = visit_address(call, "/me");
	visit_answer(call, 200);
	page_reminders(&call->response->body, call->language, &page);
}

// "22:00", "7:30"; false for anything else.
static bool parse_time(struct text text, int32_t *out)
{
	int64_t hour, minute;
	struct text rest = text_trim(text), first = text_cut(&rest, ':');
	if (first.length > 2 || rest.length != 2 || !text_to_integer(first, &hour) ||
		!text_to_integer(rest, &minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return false;
	*out = (int32_t)(hour * 60 + minute);
	return true;
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? value : TEXT("");
}

void web_reminders_set(const struct web_call *call)
{
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct person_id person = call->visit->session.person;
	struct reminder_setting setting = {
		.two_days = text_is(field(call, "two_days"), "yes"),
		.two_hours = text_is(field(call, "two_hours"), "yes"),
	};
	if (!parse_time(field(call, "from"), &setting.quiet_from) ||
		!parse_time(field(call, "until"), &setting.quiet_until)) {
		visit_redirect(call, visit_address(call, "/me/reminders?wrong=1"));
		return;
	}
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = setting.two_days || setting.two_hours ? reminder_set(connection, person, &setting,
															 call->worker->options->now(), &fault)
													   : reminder_end(connection, person, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/me/reminders?saved=1"));
	else
		visit_fault(call, &fault);
}
