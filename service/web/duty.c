// SPDX-License-Identifier: MIT
// What is known of a person's working time, for them alone.
#include "web/duty.h"

#include <stdlib.h>

#include "store/people.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "words/words.h"

#define SHOWN (28 * SECONDS_PER_DAY)
#define ABOUT (16 * SECONDS_PER_DAY)

enum status own_duty_read(const struct web_call *call, struct connection *web,
	struct person_id person, struct interval within, struct own_duty *out, struct fault *fault)
{
	struct interval about = {instant_later(within.from, -ABOUT), instant_later(within.to, ABOUT)};
	struct own_duty duty = {.taken_in = INSTANT_NEVER};
	const struct setting *setting;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status =
			duty_own(web, person, about, call->request->arena, &duty.record, &duty.taken_in, fault);
	if (status == STATUS_OK)
		status = roster_prepare(duty.record.entries, duty.record.entry_count, duty.record.known,
			duty.record.known_count, &call->worker->zone, call->request->arena, &duty.roster,
			fault);
	if (status != STATUS_OK)
		return status;
	duty.rules = setting->policy.roster_rules;
	*out = duty;
	return status;
}

bool own_duty_is_outside(const struct own_duty *duty, struct interval session)
{
	if (duty->record.known_count == 0) {
		for (size_t i = 0; i < duty->record.entry_count; i++) {
			if (interval_overlaps(duty->record.entries[i].during, session))
				return true;
		}
		return false;
	}
	enum roster_answer answer = roster_allows(&duty->roster, &duty->rules, session);
	return answer != ROSTER_FITS && answer != ROSTER_UNKNOWN;
}

bool own_duty_is_on_holiday(
	const struct web_call *call, const struct own_duty *duty, struct interval session)
{
	return roster_holiday(&call->worker->zone, duty->record.holidays, duty->record.holiday_count,
			   session) == ROSTER_ON_HOLIDAY;
}

static struct text kind_in_words(const struct web_call *call, enum roster_kind kind)
{
	static const char *const sentences[ROSTER_KIND_COUNT] = {
		[ROSTER_EARLY] = MESSAGE("Early"),
		[ROSTER_DAY] = MESSAGE("Day"),
		[ROSTER_LATE] = MESSAGE("Late"),
		[ROSTER_NIGHT] = MESSAGE("Night"),
		[ROSTER_DUTY] = MESSAGE("Duty"),
		[ROSTER_ABSTRACTION] = MESSAGE("Duty elsewhere: no session is offered"),
		[ROSTER_REST_DAY] = MESSAGE("Rest day"),
		[ROSTER_LEAVE] = MESSAGE("Away"),
		[ROSTER_ABSENCE] = MESSAGE("Away"),
	};
	return words(call->language, sentences[kind]);
}

// "Tuesday 24 November, 14:30–15:30", a rest day without its times, and from one day to another
// what is longer than two.
static struct text entry_when(const struct web_call *call, const struct roster_entry *entry)
{
	int64_t length = entry->during.to.seconds - entry->during.from.seconds;
	bool away = entry->kind == ROSTER_LEAVE || entry->kind == ROSTER_ABSENCE;
	if (entry->kind == ROSTER_REST_DAY && length <= 26 * SECONDS_PER_HOUR)
		return moment_day(call, entry->during.from);
	if (!away && length <= SECONDS_PER_DAY)
		return moment_span(call, entry->during);
	const struct place places[] = {
		{"from", moment_of(call, entry->during.from)},
		{"until", moment_of(call, entry->during.to)},
	};
	if (!instant_before(entry->during.to, INSTANT_NEVER))
		return moment_sentence(
			call, words(call->language, MESSAGE("{from}, until nobody knows when")), places, 1);
	return moment_sentence(call, words(call->language, MESSAGE("{from} – {until}")), places, 2);
}

static int by_start(const void *a, const void *b)
{
	const struct roster_entry *left = a, *right = b;
	int64_t from = left->during.from.seconds, other = right->during.from.seconds;
	return (from > other) - (from < other);
}

static bool fill_shifts(
	const struct web_call *call, struct own_duty *duty, struct instant now, struct page_duty *page)
{
	struct duty_record *record = &duty->record;
	const struct interval shown = {now, instant_later(now, SHOWN)};
	page->shifts = arena_array(call->request->arena, record->entry_count, sizeof *page->shifts);
	if (record->entry_count)
		qsort(record->entries, record->entry_count, sizeof *record->entries, by_start);
	for (size_t i = 0; page->shifts && i < record->entry_count; i++) {
		if (interval_overlaps(record->entries[i].during, shown))
			page->shifts[page->shifts_count++] =
				(struct page_shift){.when = entry_when(call, &record->entries[i]),
					.kind = kind_in_words(call, record->entries[i].kind)};
	}
	page->shifts_shown = page->shifts_count > 0;
	return page->shifts;
}

static void fill_known(const struct web_call *call, const struct own_duty *duty, struct instant now,
	struct page_duty *page)
{
	struct instant until = {INT64_MIN};
	page->rostered = duty->record.known_count > 0;
	if (!page->rostered)
		return;
	for (size_t i = 0; i < duty->record.known_count; i++)
		until = instant_latest(until, duty->record.known[i].to);
	const struct place taken_in = {"date", moment_date(call, duty->taken_in)};
	const struct place last = {"date", moment_date(call, instant_later(until, -1))};
	page->taken_in = moment_sentence(call,
		words(call->language, MESSAGE("From the roster that was taken in on: {date}")), &taken_in,
		1);
	page->over = !instant_before(now, until);
	page->known_until_shown = !page->over && instant_before(until, instant_later(now, 2 * SHOWN));
	page->known_until = moment_sentence(call,
		words(call->language, MESSAGE("The roster ends, and nothing is offered after: {date}")),
		&last, 1);
}

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct instant now, struct own_duty *out, struct fault *fault)
{
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &visit->session.person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = own_duty_read(call, connection, visit->session.person,
		(struct interval){now, instant_later(now, SHOWN)}, out, fault);
	return transaction_end(connection, status, fault);
}

void web_duty(const struct web_call *call)
{
	struct own_duty duty;
	struct page_duty page = {0};
	struct fault fault = {.status = STATUS_OK};
	struct instant now = call->worker->options->now();
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(call, visit, now, &duty, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_DUTY, TAB_SESSIONS, &page.frame, &fault);
	if (status == STATUS_OK && !fill_shifts(call, &duty, now, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	fill_known(call, &duty, now, &page);
	page.offers_href = visit_address(call, "/offers");
	page.me_href = visit_address(call, "/me");
	visit_answer(call, 200);
	page_duty(&call->response->body, call->language, &page);
}
