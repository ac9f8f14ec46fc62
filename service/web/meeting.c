// SPDX-License-Identifier: MIT
// In which language and in which manner somebody wants to meet, and in which languages they lead.
#include <stdio.h>

#include "app/feeds/wording.h"
#include "store/absences.h"
#include "store/meetings.h"
#include "web/query.h"
#include "web/session_handlers.h"
#include "web/visit.h"
#include "words/words.h"

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct own_meeting *out, struct fault *fault)
{
	struct connection *connection;
	struct person_id person = visit->session.person;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = meeting_own(connection, person, out, fault);
	return transaction_end(connection, status, fault);
}

static bool leads_sessions(const struct web_visit *visit)
{
	return visit->session.role == ROLE_SUPERVISOR || visit->session.role == ROLE_FACILITATOR;
}

static bool has_wishes(const struct web_visit *visit)
{
	return visit->session.role == ROLE_OFFICER;
}

static struct page_choice *choices(
	const struct web_call *call, size_t count, size_t *filled, bool *failed)
{
	struct page_choice *list = arena_array(call->request->arena, count, sizeof *list);
	*filled = list ? count : 0;
	*failed = *failed || !list;
	return list;
}

static bool fill(
	const struct web_call *call, const struct own_meeting *own, struct page_meeting *page)
{
	static const char *const wishes[LANGUAGE_WISH_COUNT] = {
		[LANGUAGE_WISH_ENGLISH] = MESSAGE("In English"),
		[LANGUAGE_WISH_WELSH] = MESSAGE("In Welsh only"),
		[LANGUAGE_WISH_WELSH_RATHER] = MESSAGE("In Welsh if there is a place, else in English"),
		[LANGUAGE_WISH_EITHER] = MESSAGE("In English or Welsh, whichever is sooner"),
	};
	const struct meeting_wish *wish = &own->wish;
	const unsigned can = wish->manners ? wish->manners : MANNERS_ALL;
	bool failed = false;
	page->languages = choices(call, LANGUAGE_WISH_COUNT, &page->languages_count, &failed);
	page->manners = choices(call, MANNER_COUNT - 1, &page->manners_count, &failed);
	page->rathers = choices(call, MANNER_COUNT, &page->rathers_count, &failed);
	page->leads = choices(call, LANGUAGE_COUNT, &page->leads_count, &failed);
	if (failed)
		return false;
	for (unsigned i = 0; i < LANGUAGE_WISH_COUNT; i++)
		page->languages[i] =
			(struct page_choice){text_of(language_wish_name((enum language_wish)i)),
				words(call->language, wishes[i]), i == (unsigned)wish->language};
	for (unsigned i = 0; i < MANNER_COUNT; i++) {
		struct page_choice choice = {text_of(manner_name((enum manner)i)),
			i == MANNER_UNSAID ? words(call->language, MESSAGE("No matter"))
							   : word_manner(call->language, (enum manner)i),
			i == (unsigned)wish->rather};
		page->rathers[i] = choice;
		choice.chosen = can & MANNER_BIT(i);
		if (i > MANNER_UNSAID)
			page->manners[i - 1] = choice;
	}
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		page->leads[i] = (struct page_choice){text_of(language_code((enum language)i)),
			language_name((enum language)i), own->leads_in & LANGUAGE_BIT(i)};
	return true;
}

void web_meeting(const struct web_call *call)
{
	struct own_meeting own;
	struct page_meeting page = {.saved = false};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(call, visit, &own, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_OWN_ACCOUNT, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, &own, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.saved = query_value(call->request->query, "saved", call->request->arena).start;
	page.wrong = query_value(call->request->query, "wrong", call->request->arena).start;
	page.wishes_shown = has_wishes(visit);
	page.leads_shown = leads_sessions(visit);
	page.action = visit_address(call, "/me/meeting");
	page.me_href = visit_address(call, "/me");
	visit_answer(call, 200);
	page_meeting(&call->response->body, call->language, &page);
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? value : TEXT("");
}

static bool is_ticked(const struct web_call *call, const char *what, const char *code)
{
	char name[32];
	snprintf(name, sizeof name, "%s-%s", what, code);
	return text_is(field(call, name), "yes");
}

// False where a list has nothing chosen, or something that is not in it.
static bool read_wish(const struct web_call *call, struct meeting_wish *out)
{
	*out = (struct meeting_wish){.manners = 0};
	for (unsigned i = MANNER_IN_PERSON; i < MANNER_COUNT; i++) {
		if (is_ticked(call, "manner", manner_name((enum manner)i)))
			out->manners |= MANNER_BIT(i);
	}
	return out->manners && language_wish_parse(field(call, "language"), &out->language) &&
		   manner_parse(field(call, "rather"), &out->rather);
}

static unsigned read_leads(const struct web_call *call)
{
	unsigned languages = 0;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
		if (is_ticked(call, "lead", language_code((enum language)i)))
			languages |= LANGUAGE_BIT(i);
	}
	return languages;
}

static enum status set_wish(struct connection *connection, struct person_id person,
	const struct meeting_wish *wish, struct instant now, struct fault *fault)
{
	enum status status = meeting_set(connection, person, wish, now, fault);
	if (status == STATUS_OK)
		status = needs_look_again(connection, &person, 1, now, fault);
	return status == STATUS_OK ? engine_wake(connection, fault) : status;
}

void web_meeting_set(const struct web_call *call)
{
	struct connection *connection;
	struct meeting_wish wish;
	struct fault fault = {.status = STATUS_OK};
	const struct instant now = call->worker->options->now();
	const struct person_id person = call->visit->session.person;
	const bool wishes = has_wishes(call->visit), leads = leads_sessions(call->visit);
	const unsigned languages = read_leads(call);
	if ((wishes && !read_wish(call, &wish)) || (leads && !languages)) {
		visit_redirect(call, visit_address(call, "/me/meeting?wrong=1"));
		return;
	}
	enum status status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, &fault);
	if (status == STATUS_OK) {
		if (wishes)
			status = set_wish(connection, person, &wish, now, &fault);
		if (status == STATUS_OK && leads)
			status = meeting_lead(connection, person, languages, now, &fault);
		status = transaction_end(connection, status, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/me/meeting?saved=1"));
	else
		visit_fault(call, &fault);
}
