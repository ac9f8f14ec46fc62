// SPDX-License-Identifier: MIT
// What is held for a person and what they have booked; and their answer.
#include "store/offers.h"
#include "app/bookings/move.h"
#include "app/feeds/wording.h"
#include "store/feeds.h"
#include "store/people.h"
#include "web/contact_notice.h"
#include "web/duty.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/times.h"
#include "web/visit.h"
#include "words/words.h"

static const struct {
	const char *code, *notice;
	bool booked; // what is done with a booking, not with a hold
	union {
		enum offer_answer answer;
		enum booking_act act;
	};
} answers[] = {
	{"accept", MESSAGE("Booked. It is in your calendar."), false, {.answer = OFFER_ACCEPT}},
	{"another", MESSAGE("Another time is being looked for."), false, {.answer = OFFER_ANOTHER}},
	{"not-now", MESSAGE("Let go. That needs no reason and has no consequence."), false,
		{.answer = OFFER_DECLINE}},
	{"move", MESSAGE("Let go. Another time is being looked for."), true, {.act = BOOKING_MOVE}},
	{"leave", MESSAGE("Let go. That needs no reason and has no consequence."), true,
		{.act = BOOKING_LEAVE}},
	{"called",
		MESSAGE("Noted. It does not count as missed, and you are first in line for another time."),
		true, {.act = BOOKING_CALLED}},
};
static const struct {
	enum offer_outcome outcome;
	const char *code, *notice;
} others[] = {
	{OFFER_GONE, "gone",
		MESSAGE("That time is no longer held: it was answered already, or its time was over.")},
	{OFFER_WAITS, "waits",
		MESSAGE("It stays booked: something of its kind is held for you or looked for already.")},
	{OFFER_TOO_LATE, "late",
		MESSAGE("It stays booked: it begins too soon to be moved. You can still let it go.")},
	{OFFER_ANSWERED, "taken", MESSAGE("Booked. It is in your calendar.")}, // times.c
	{OFFER_ANSWERED, "any-waiting",
		MESSAGE("You wait for any place. If one comes free for you it is held for you, and you "
				"decide then.")}, // joinings.c
	{OFFER_ANSWERED, "any-stopped", MESSAGE("You wait for it no more.")},
	{OFFER_ANSWERED, "stopped", MESSAGE("Stopped. Nobody is asked to contact you.")}, // contact.c
};
#define OTHERS_COUNT (sizeof others / sizeof others[0])
#define ANSWERS_COUNT (sizeof answers / sizeof answers[0])

// What is theirs, as the page tells it.
struct own_sessions {
	struct attended *list;
	struct search *searches;
	struct offer_why *whys;
	size_t count, search_count, why_count;
	struct own_duty duty;
	struct contact_own contact;
};

// From now to the end of the last that is to come.
static struct interval to_come(const struct own_sessions *own, struct instant now)
{
	struct interval span = {now, instant_later(now, 1)};
	for (size_t i = 0; i < own->count; i++)
		span.to = instant_latest(span.to, own->list[i].during.to);
	return span;
}

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct own_sessions *out, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &visit->session.person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = feed_attended(
		connection, visit->session.person, call->request->arena, &out->list, &out->count, fault);
	if (status == STATUS_OK)
		status = searches_own(connection, visit->session.person, call->request->arena,
			&out->searches, &out->search_count, fault);
	if (status == STATUS_OK)
		status = offers_why(connection, visit->session.person, call->worker->options->now(),
			call->request->arena, &out->whys, &out->why_count, fault);
	if (status == STATUS_OK)
		status = own_duty_read(call, connection, visit->session.person,
			to_come(out, call->worker->options->now()), &out->duty, fault);
	if (status == STATUS_OK)
		status = contact_own(
			connection, visit->session.person, call->request->arena, &out->contact, fault);
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
		.times_href = visit_address(call, "/offers/%s/times", id),
		.decline_href = visit_address(call, "/offers/%s/not-now", id),
	};
}

static const struct offer_why *why_of(const struct own_sessions *own, struct booking_id booking)
{
	for (size_t i = 0; i < own->why_count; i++) {
		if (uuid_equal(own->whys[i].booking.uuid, booking.uuid))
			return &own->whys[i];
	}
	return NULL;
}

// False without memory.
static bool fill_reasons(const struct web_call *call, const struct own_sessions *own,
	const struct attended *held, struct page_offer *offer)
{
	static const char *const sentences[SEAT_WHY_COUNT] = {
		[SEAT_WHY_BEST] =
			MESSAGE("Of the times that keep every rule for you it was the soonest, or "
					"the best when all were planned together."),
		[SEAT_WHY_SHIFTS] = MESSAGE("It is inside your shifts, with the rest that you need."),
		[SEAT_WHY_NO_ROSTER] =
			MESSAGE("Nothing is known of when you work, so your shifts were not looked at."),
		[SEAT_WHY_LANGUAGE] = MESSAGE("It is in the language that you want."),
		[SEAT_WHY_OTHER_LANGUAGE] =
			MESSAGE("It is in English, which you have not said you cannot do."),
		[SEAT_WHY_MANNER] = MESSAGE("It is held in a manner that you want."),
		[SEAT_WHY_OTHER_MANNER] =
			MESSAGE("It is not known to be held as you would rather have it, but you can meet so."),
		[SEAT_WHY_MET] = MESSAGE("Whoever leads it has led one with you before."),
		[SEAT_WHY_OTHER_KIND] =
			MESSAGE("There was no place in a session of the kind that comes first."),
	};
	const struct offer_why *why = why_of(own, held->booking);
	enum seat_why reasons[SEAT_WHY_COUNT];
	if (!why)
		return true;
	struct seat_why_facts facts = why->facts;
	facts.roster = own->duty.record.known_count > 0;
	facts.outside = own_duty_is_outside(&own->duty, held->during);
	offer->reasons_count = seat_why(&facts, reasons);
	offer->reasons =
		arena_array(call->request->arena, offer->reasons_count, sizeof *offer->reasons);
	offer->reasons_shown = offer->reasons;
	for (size_t i = 0; offer->reasons && i < offer->reasons_count; i++)
		offer->reasons[i].sentence = words(call->language, sentences[reasons[i]]);
	return offer->reasons;
}

static struct page_booking booking_of(
	const struct web_call *call, const struct own_duty *duty, const struct attended *booked)
{
	char id[UUID_TEXT_LENGTH + 1];
	bool to_come = instant_before(call->worker->options->now(), booked->during.from);
	bool on_holiday = to_come && own_duty_is_on_holiday(call, duty, booked->during);
	bool outside = to_come && !on_holiday && own_duty_is_outside(duty, booked->during);
	uuid_format(booked->booking.uuid, id);
	return (struct page_booking){
		.kind = word_kind(call->language, booked->kind),
		.when = moment_span(call, booked->during),
		.outside = outside,
		.on_holiday = on_holiday,
		.movable = outside || on_holiday,
		.begun = !to_come,
		.called_shown = booking_may_be_called(
			&call->worker->zone, booked->during, call->worker->options->now()),
		.move_href = visit_address(call, "/offers/%s/move", id),
		.times_href = visit_address(call, "/offers/%s/times", id),
		.called_href = visit_address(call, "/offers/%s/called", id),
	};
}

static struct page_search search_of(const struct web_call *call, const struct search *search)
{
	static const char *const why[SEAT_ANSWER_COUNT] = {
		[SEAT_FOUND] = "",
		[SEAT_NONE_OFFERED] = MESSAGE("There is no session of this kind in that time yet."),
		[SEAT_OWN_MANAGER] = MESSAGE("Your line manager leads each that there is."),
		[SEAT_OTHER_LANGUAGE] = MESSAGE(
			"Nobody who leads one in your language is free in that time. You choose it at “How you "
			"want to meet”."),
		[SEAT_OTHER_MANNER] = MESSAGE(
			"None is held in a manner in which you can meet. You choose it at “How you want to "
			"meet”."),
		[SEAT_ROSTER_UNKNOWN] =
			MESSAGE("Your roster does not say yet when you are on duty in that time."),
		[SEAT_OFF_DUTY] = MESSAGE("None is inside your duty time, with the rest that you need."),
		[SEAT_ALL_TAKEN] = MESSAGE("Every place that would suit you is taken."),
		[SEAT_DIARY_FULL] = MESSAGE("You have something else booked at each."),
		[SEAT_SHORT_COVER] =
			MESSAGE("At each, too few would be left on your shift while you are there."),
	};
	const struct place until = {"date", moment_of(call, search->latest_at)};
	const bool waits = search->any_since.seconds != INSTANT_NEVER.seconds;
	const struct place since = {"date", waits ? moment_of(call, search->any_since) : TEXT("")};
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(search->need.uuid, id);
	return (struct page_search){
		.waits = waits,
		.since = moment_sentence(call,
			words(call->language, MESSAGE("You wait for any place since: {date}")), &since, 1),
		.wait_href = visit_address(call, "/searches/%s", id),
		.kind = word_kind(call->language, search->kind),
		.why = words(call->language, why[search->reason]),
		.until = moment_sentence(call,
			words(call->language, MESSAGE("Looked for again every day until: {date}")), &until, 1),
	};
}

static bool is_offered(const struct attended *item, struct instant now)
{
	return item->state == BOOKING_HELD && instant_before(now, item->answer_by);
}

static bool is_called_off(const struct attended *item, struct instant now)
{
	return item->called_off && item->state != BOOKING_LAPSED &&
		   instant_before(now, item->during.to);
}

// False without memory.
static bool fill(
	const struct web_call *call, const struct own_sessions *own, struct page_offers *page)
{
	const struct attended *list = own->list;
	size_t count = own->count;
	struct instant now = call->worker->options->now();
	page->offers = arena_array(call->request->arena, count, sizeof *page->offers);
	page->bookings = arena_array(call->request->arena, count, sizeof *page->bookings);
	page->called_off = arena_array(call->request->arena, count, sizeof *page->called_off);
	bool room = page->offers && page->bookings && page->called_off;
	for (size_t i = 0; room && i < count; i++) {
		const struct attended *item = &list[i];
		if (is_offered(item, now)) {
			struct page_offer *offer = &page->offers[page->offers_count++];
			*offer = offer_of(call, item);
			room = fill_reasons(call, own, item, offer);
		} else if (item->state == BOOKING_CONFIRMED && instant_before(now, item->during.to))
			page->bookings[page->bookings_count++] = booking_of(call, &own->duty, item);
		else if (is_called_off(item, now))
			page->called_off[page->called_off_count++] = (struct page_called_off){
				word_kind(call->language, item->kind), moment_span(call, item->during)};
	}
	page->searches = arena_array(call->request->arena, own->search_count, sizeof *page->searches);
	for (size_t i = 0; page->searches && i < own->search_count; i++)
		page->searches[page->searches_count++] = search_of(call, &own->searches[i]);
	page->searches_shown = page->searches_count > 0;
	page->offers_shown = page->offers_count > 0;
	page->bookings_shown = page->bookings_count > 0;
	page->called_off_shown = page->called_off_count > 0;
	return room && page->searches;
}

static void add_notice(const struct web_call *call, struct page_offers *page)
{
	struct text done = query_value(call->request->query, "done", call->request->arena);
	for (size_t i = 0; done.start && i < ANSWERS_COUNT; i++) {
		if (text_is(done, answers[i].code))
			page->notice = words(call->language, answers[i].notice);
	}
	for (size_t i = 0; done.start && i < OTHERS_COUNT; i++) {
		if (text_is(done, others[i].code))
			page->notice = words(call->language, others[i].notice);
	}
	page->notice_shown = page->notice.length > 0;
}

// What else can be had is the recorder's to work out.
static bool is_chosen_from(const struct web_call *call, const struct own_sessions *own)
{
	for (size_t i = 0; i < own->count; i++) {
		if (is_offered(&own->list[i], call->worker->options->now()))
			return true;
	}
	return false;
}

static enum status fill_choices(const struct web_call *call, const struct own_sessions *own,
	struct page_offers *page, struct fault *fault)
{
	size_t next = 0;
	struct instant now = call->worker->options->now();
	for (size_t i = 0; i < own->count && next < page->offers_count; i++) {
		if (!is_offered(&own->list[i], now))
			continue;
		enum status status = times_best(call, own->list[i].booking, &page->offers[next++], fault);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static void show(const struct web_call *call, struct web_visit *visit,
	const struct own_sessions *own, bool chosen)
{
	struct page_offers page = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = visit_frame(call, visit, MATTER_OFFERS, TAB_SESSIONS, &page.frame, &fault);
	if (status == STATUS_OK)
		status = contact_notice(call, visit, &own->contact, &page.contact, &fault);
	if (status == STATUS_OK && !fill(call, own, &page))
		status = fault_memory(&fault);
	if (status == STATUS_OK && chosen)
		status = fill_choices(call, own, &page, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	add_notice(call, &page);
	page.cadence_shown = call->worker->setting.policy.cadence_count > 0;
	page.links_href = visit_address(call, "/me/feeds");
	page.duty_href = visit_address(call, "/me/duty");
	page.joinings_href = visit_address(call, "/sessions");
	page.full_href = visit_address(call, "/sessions#full");
	page.attended_href = visit_address(call, "/me/attended");
	visit_answer(call, 200);
	page_offers(&call->response->body, call->language, &page);
}

void web_offers(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	struct own_sessions *own = arena_allocate(call->request->arena, sizeof *own);
	enum status status = own ? STATUS_OK : fault_memory(&fault);
	if (own)
		*own = (struct own_sessions){0};
	if (status == STATUS_OK)
		status = read(call, visit, own, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit->sessions = own;
	if (is_chosen_from(call, own))
		call->response->found = visit; // on to the recorder's lane
	else
		show(call, visit, own, false);
}

void web_offers_chosen(const struct web_call *call)
{
	const struct setting *setting;
	struct fault fault = {.status = STATUS_OK};
	if (web_setting(call->worker, &setting, &fault) == STATUS_OK)
		show(call, call->visit, call->visit->sessions, true);
	else
		visit_fault(call, &fault);
}

static enum status record(const struct web_call *call, size_t answer, struct booking_id booking,
	enum offer_outcome *outcome, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	struct person_id person = call->visit->session.person;
	struct instant now = call->worker->options->now();
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	return answers[answer].booked ? booking_change(connection, setting, person, booking,
										answers[answer].act, now, outcome, fault)
								  : offer_take_answer(connection, person, booking,
										answers[answer].answer, now, outcome, fault);
}

static const char *code_of(size_t answer, enum offer_outcome outcome)
{
	for (size_t i = 0; i < OTHERS_COUNT && outcome != OFFER_ANSWERED; i++) {
		if (others[i].outcome == outcome)
			return others[i].code;
	}
	return answers[answer].code;
}

void web_offer_recorded(const struct web_call *call)
{
	struct booking_id booking;
	enum offer_outcome outcome = OFFER_GONE;
	struct fault fault = {.status = STATUS_OK};
	size_t i = 0;
	while (i < ANSWERS_COUNT && !text_is(call->variables[1], answers[i].code))
		i++;
	enum status status = STATUS_OK;
	if (i == ANSWERS_COUNT || !uuid_parse(call->variables[0], &booking.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = record(call, i, booking, &outcome, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/offers?done=%s", code_of(i, outcome)));
	else
		visit_fault(call, &fault);
}
