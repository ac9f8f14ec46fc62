// SPDX-License-Identifier: MIT
// What is held for a person and what they have booked; and their answer.
#include "app/bookings/answer.h"
#include "app/feeds/wording.h"
#include "store/feeds.h"
#include "store/people.h"
#include "web/contact_notice.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

static const struct {
	const char *code, *notice;
	enum offer_answer answer;
} answers[] = {
	{"accept", MESSAGE("Booked. It is in your calendar."), OFFER_ACCEPT},
	{"another", MESSAGE("Another time is being looked for."), OFFER_ANOTHER},
	{"not-now", MESSAGE("Let go. That needs no reason and has no consequence."), OFFER_DECLINE},
};
#define ANSWERS_COUNT (sizeof answers / sizeof answers[0])
#define GONE_CODE "gone"
#define STOPPED_CODE "stopped" // contact.c

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct attended **out, size_t *count, struct contact_own *contact, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = person_begin(connection, visit->session.person, fault);
	if (status == STATUS_OK)
		status = feed_attended(
			connection, visit->session.person, call->request->arena, out, count, fault);
	if (status == STATUS_OK)
		status =
			contact_own(connection, visit->session.person, call->request->arena, contact, fault);
	return transaction_end(connection, status, fault);
}

static struct page_offer offer_of(const struct web_call *call, const struct attended *held)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct place place = {"date", moment_of(call, held->answer_by)};
	uuid_format(held->booking.uuid, id);
	return (struct page_offer){
		.kind = word_kind(call->language, held->kind),
		.when = moment_span(call, held->during),
		.answer_by = moment_sentence(
			call, words(call->language, MESSAGE("Held for you until: {date}")), &place, 1),
		.accept_href = visit_address(call, "/offers/%s/accept", id),
		.other_href = visit_address(call, "/offers/%s/another", id),
		.decline_href = visit_address(call, "/offers/%s/not-now", id),
	};
}

// False without memory.
static bool fill(const struct web_call *call, const struct attended *list, size_t count,
	struct page_offers *page)
{
	struct instant now = call->worker->options->now();
	page->offers = arena_array(call->request->arena, count, sizeof *page->offers);
	page->bookings = arena_array(call->request->arena, count, sizeof *page->bookings);
	for (size_t i = 0; page->offers && page->bookings && i < count; i++) {
		const struct attended *item = &list[i];
		if (item->state == BOOKING_HELD && instant_before(now, item->answer_by))
			page->offers[page->offers_count++] = offer_of(call, item);
		else if (item->state == BOOKING_CONFIRMED && instant_before(now, item->during.to))
			page->bookings[page->bookings_count++] =
				(struct page_booking){.kind = word_kind(call->language, item->kind),
					.when = moment_span(call, item->during)};
	}
	page->offers_shown = page->offers_count > 0;
	page->bookings_shown = page->bookings_count > 0;
	return page->offers && page->bookings;
}

static void add_notice(const struct web_call *call, struct page_offers *page)
{
	struct text done = query_value(call->request->query, "done", call->request->arena);
	for (size_t i = 0; done.start && i < ANSWERS_COUNT; i++) {
		if (text_is(done, answers[i].code))
			page->notice = words(call->language, answers[i].notice);
	}
	if (done.start && text_is(done, GONE_CODE))
		page->notice = words(call->language,
			MESSAGE("That time is no longer held: it was answered already, or its time was over."));
	if (done.start && text_is(done, STOPPED_CODE))
		page->notice = words(call->language, MESSAGE("Stopped. Nobody is asked to contact you."));
	page->notice_shown = page->notice.length > 0;
}

void web_offers(const struct web_call *call)
{
	struct attended *list;
	size_t count;
	struct contact_own contact;
	struct page_offers page = {0};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(call, visit, &list, &count, &contact, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_OFFERS, TAB_SESSIONS, &page.frame, &fault);
	if (status == STATUS_OK)
		status = contact_notice(call, visit, &contact, &page.contact, &fault);
	if (status == STATUS_OK && !fill(call, list, count, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	add_notice(call, &page);
	page.cadence_shown = call->worker->setting.policy.cadence_count > 0;
	page.links_href = visit_address(call, "/me/feeds");
	visit_answer(call, 200);
	page_offers(&call->response->body, call->language, &page);
}

void web_offer_recorded(const struct web_call *call)
{
	struct booking_id booking;
	struct connection *connection;
	enum offer_outcome outcome = OFFER_GONE;
	struct fault fault = {.status = STATUS_OK};
	size_t i = 0;
	while (i < ANSWERS_COUNT && !text_is(call->variables[1], answers[i].code))
		i++;
	enum status status = STATUS_OK;
	if (i == ANSWERS_COUNT || !uuid_parse(call->variables[0], &booking.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = offer_take_answer(connection, call->visit->session.person, booking,
			answers[i].answer, call->worker->options->now(), &outcome, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/offers?done=%s",
								 outcome == OFFER_GONE ? GONE_CODE : answers[i].code));
	else
		visit_fault(call, &fault);
}
