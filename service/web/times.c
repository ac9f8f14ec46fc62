// SPDX-License-Identifier: MIT
// The other times that somebody can have instead of what is held for them or booked, and taking
// one.
#include "web/times.h"

#include "app/bookings/choices.h"
#include "app/bookings/move.h"
#include "app/bookings/take.h"
#include "app/feeds/wording.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_words.h"
#include "web/visit.h"
#include "words/words.h"

#define BEST 3

// With `may`, whether what is booked may be moved; nothing can be had instead where not.
static enum status read_choices(const struct web_call *call, struct booking_id booking,
	struct offer *offer, struct choices *choices, bool *may, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	struct instant now = call->worker->options->now();
	struct person_id person = call->visit->session.person;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = offer_read(connection, person, booking, now, offer, fault);
	*may = true;
	if (status == STATUS_OK && offer->state == OFFER_CONFIRMED)
		status =
			booking_may_move(connection, setting, offer, now, call->request->arena, may, fault);
	if (status == STATUS_OK && *may)
		status =
			choices_read(connection, setting, offer, now, call->request->arena, choices, fault);
	return transaction_end(connection, status, fault);
}

static struct page_time time_of(const struct web_call *call, const struct offer *offer,
	const struct seat *seat, struct text when)
{
	char booking[UUID_TEXT_LENGTH + 1], session[UUID_TEXT_LENGTH + 1];
	uuid_format(offer->booking.uuid, booking);
	uuid_format(seat->session.uuid, session);
	return (struct page_time){
		.when = when,
		.kind = word_kind(call->language, seat->kind),
		.take_href = visit_address(call, "/offers/%s/times/%s", booking, session),
	};
}

enum status times_best(const struct web_call *call, struct booking_id booking,
	struct page_offer *out, struct fault *fault)
{
	struct offer offer;
	struct choices choices = {0};
	bool may;
	struct fault own = {.status = STATUS_OK};
	enum status status = read_choices(call, booking, &offer, &choices, &may, &own);
	if (status == STATUS_NOT_FOUND) // answered by now
		return STATUS_OK;
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	out->times = arena_array(call->request->arena, BEST, sizeof *out->times);
	if (!out->times)
		return fault_memory(fault);
	for (size_t i = 0; i < choices.count && i < BEST; i++)
		out->times[out->times_count++] =
			time_of(call, &offer, &choices.list[i], moment_span(call, choices.list[i].during));
	out->times_shown = out->times_count > 0;
	out->more_shown = choices.count > BEST;
	return STATUS_OK;
}

static int by_start(const void *a, const void *b)
{
	const struct seat *left = a, *right = b;
	if (left->during.from.seconds != right->during.from.seconds)
		return instant_before(left->during.from, right->during.from) ? -1 : 1;
	return uuid_compare(left->session.uuid, right->session.uuid);
}

static bool is_on_day(const struct web_call *call, struct instant at, struct civil day)
{
	struct civil local = zone_local(&call->worker->zone, at);
	return local.year == day.year && local.month == day.month && local.day == day.day;
}

// By day; false without memory.
static bool fill_days(const struct web_call *call, const struct offer *offer,
	const struct choices *choices, struct page_times *page)
{
	struct arena *arena = call->request->arena;
	struct page_time *times = arena_array(arena, choices->count, sizeof *times);
	page->days = arena_array(arena, choices->count, sizeof *page->days);
	if (!times || !page->days)
		return false;
	if (choices->count)
		qsort(choices->list, choices->count, sizeof *choices->list, by_start);
	for (size_t i = 0; i < choices->count; i++) {
		const struct seat *seat = &choices->list[i];
		struct civil last = {0};
		if (i)
			last = zone_local(&call->worker->zone, choices->list[i - 1].during.from);
		if (i == 0 || !is_on_day(call, seat->during.from, last))
			page->days[page->days_count++] = (struct page_time_day){
				.name = moment_day(call, seat->during.from), .times = &times[i]};
		page->days[page->days_count - 1].times_count++;
		times[i] = time_of(call, offer, seat, session_time(call, seat->during));
	}
	page->time_count = (int64_t)choices->count;
	page->days_shown = page->days_count > 0;
	return true;
}

static void fill_offer(
	const struct web_call *call, const struct offer *offer, struct page_times *page)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct text done = query_value(call->request->query, "done", call->request->arena);
	uuid_format(offer->booking.uuid, id);
	page->kind = word_kind(call->language, offer->kind);
	page->when = moment_span(call, offer->during);
	page->held = offer->state == OFFER_HELD;
	page->offers_href = visit_address(call, "/offers");
	page->another_href =
		visit_address(call, page->held ? "/offers/%s/another" : "/offers/%s/move", id);
	page->decline_href =
		visit_address(call, page->held ? "/offers/%s/not-now" : "/offers/%s/leave", id);
	page->notice_shown = done.start && text_is(done, "lost");
	if (page->notice_shown)
		page->notice = words(call->language,
			MESSAGE("That time is no longer free. Nothing is lost: what you have stays yours."));
}

static void fill_late(const struct web_call *call, bool may, struct page_times *page)
{
	struct text_builder out;
	int64_t hours = call->worker->setting.policy.bookings.move_notice_seconds / SECONDS_PER_HOUR;
	page->late = !may;
	builder_init(&out);
	words_count(&out, call->language,
		"It begins too soon to be moved: that can be done up to {count} hour before.",
		"It begins too soon to be moved: that can be done up to {count} hours before.", hours);
	page->too_late =
		out.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&out));
	builder_done(&out);
}

static bool is_changeable(const struct offer *offer)
{
	return (offer->state == OFFER_HELD && !offer->overdue) ||
		   (offer->state == OFFER_CONFIRMED && !offer->begun);
}

void web_times(const struct web_call *call)
{
	struct booking_id booking;
	struct offer offer;
	struct choices choices = {0};
	struct page_times page = {0};
	bool may = true;
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (!uuid_parse(call->variables[0], &booking.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = read_choices(call, booking, &offer, &choices, &may, &fault);
	if (status == STATUS_OK && !is_changeable(&offer)) {
		visit_redirect(call, visit_address(call, "/offers?done=gone"));
		return;
	}
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_OFFERS, TAB_SESSIONS, &page.frame, &fault);
	if (status == STATUS_OK && !fill_days(call, &offer, &choices, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	fill_offer(call, &offer, &page);
	fill_late(call, may, &page);
	visit_answer(call, 200);
	page_times(&call->response->body, call->language, &page);
}

void web_time_taken(const struct web_call *call)
{
	const struct setting *setting;
	struct booking_id booking;
	struct session_id session;
	struct connection *connection;
	enum offer_outcome outcome = OFFER_GONE;
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (!uuid_parse(call->variables[0], &booking.uuid) ||
		!uuid_parse(call->variables[1], &session.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = offer_take_time(connection, setting, call->visit->session.person, booking, session,
			call->worker->options->now(), &outcome, &fault);
	if (status != STATUS_OK)
		visit_fault(call, &fault);
	else if (outcome == OFFER_LOST)
		visit_redirect(call, visit_address(call, "/offers/%.*s/times?done=lost",
								 TEXT_ARGUMENTS(call->variables[0])));
	else
		visit_redirect(
			call, visit_address(call, "/offers?done=%s", outcome == OFFER_GONE ? "gone" : "taken"));
}
