// SPDX-License-Identifier: MIT
#include "app/reminders/reminders.h"

#include <poll.h>

#include "secret/token.h"
#include "store/reminders.h"
#include "store/rosters.h"
#include "words/words.h"

#define AT_ONCE 200
#define ABOUT (2 * SECONDS_PER_DAY) // in which a roster is looked at
#define FIRST_AGAIN INT64_C(60)
#define LAST_AGAIN INT64_C(1800)
#define KEPT (8 * SECONDS_PER_DAY)

static bool is_stopped(const struct reminder_sender *sender)
{
	struct pollfd stop = {.fd = sender->stop, .events = POLLIN};
	return sender->stop >= 0 && poll(&stop, 1, 0) > 0;
}

// Whether the roster has somebody rest after a night shift. Of whom none is known nothing is.
static enum status rests(struct connection *recorder, const struct setting *setting,
	struct person_id person, struct instant now, struct arena *arena, bool *out,
	struct fault *fault)
{
	struct duty_record record;
	struct roster roster;
	struct interval about = {instant_later(now, -ABOUT), instant_later(now, ABOUT)};
	enum status status = duty_read(recorder, person, about, arena, &record, fault);
	if (status == STATUS_OK)
		status = roster_prepare(record.entries, record.entry_count, record.known,
			record.known_count, setting->zone, arena, &roster, fault);
	if (status == STATUS_OK)
		*out = roster_after_nights(&roster, &roster_rules_default,
				   (struct interval){now, instant_later(now, 60)}) == ROSTER_AFTER_NIGHT;
	return status;
}

static void write_body(enum language language, struct text url, struct text_builder *out)
{
	builder_add(
		out, words(language, MESSAGE("You have an appointment in Plimsoll. Sign in to see when.")));
	builder_string(out, "\n");
	if (url.length) {
		builder_add(out, url);
		builder_string(out, language == LANGUAGE_WELSH ? "/cy/offers\n" : "/offers\n");
	}
	builder_string(out, "\n");
	builder_add(out,
		words(language,
			MESSAGE("You get this because you asked to be reminded. You can end that on your own "
					"page, under Reminders.")));
	builder_string(out, "\n");
}

static enum status send(const struct reminder_sender *sender, const struct reminder *reminder,
	struct instant now, enum mail_result *out, struct fault *fault)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct text_builder body;
	uuid_format(uuid_random(), id);
	builder_init(&body);
	write_body(reminder->language, sender->url, &body);
	struct mail mail = {
		.from = sender->from,
		.to = reminder->sign_in_name,
		.subject = words(reminder->language, MESSAGE("You have an appointment in Plimsoll")),
		.body = builder_view(&body),
		.id = text_of(id),
		.at = now,
	};
	enum status status = body.failed ? fault_memory(fault)
									 : mail_send(sender->server, &mail, sender->stop, out, fault);
	builder_done(&body);
	return status;
}

static struct instant again_at(struct instant now, int32_t tries)
{
	int64_t wait = FIRST_AGAIN;
	for (int32_t i = 1; i < tries && wait < LAST_AGAIN; i++)
		wait *= 2;
	return instant_later(now, wait < LAST_AGAIN ? wait : LAST_AGAIN);
}

// The claim is committed before anything is sent.
static enum status take(struct connection *recorder, const struct reminder_sender *sender,
	const struct reminder *reminder, struct instant now, struct reminder_report *report,
	struct fault *fault)
{
	int32_t tries = 0;
	enum mail_result result = MAIL_REFUSED;
	enum status status = reminder_claim(recorder, reminder, now, &tries, fault);
	if (status != STATUS_OK || tries == 0)
		return status;
	if (mail_address_fits(reminder->sign_in_name))
		status = send(sender, reminder, now, &result, fault);
	if (status != STATUS_OK)
		return status;
	enum reminder_state state = result == MAIL_SENT    ? REMINDER_SENT
								: result == MAIL_LATER ? REMINDER_WAITING
													   : REMINDER_FAILED;
	report->sent += state == REMINDER_SENT;
	report->waiting += state == REMINDER_WAITING;
	report->failed += state == REMINDER_FAILED;
	return reminder_settle(recorder, reminder, state,
		state == REMINDER_WAITING ? again_at(now, tries) : INSTANT_NEVER, now, fault);
}

static enum status look(struct connection *recorder, const struct setting *setting,
	const struct reminder_sender *sender, struct instant now, struct arena *arena,
	struct reminder_report *report, struct fault *fault)
{
	struct reminder *list;
	size_t count = 0;
	struct civil local = zone_local(setting->zone, now);
	enum status status = reminders_due(
		recorder, now, local.hour * 60 + local.minute, AT_ONCE, arena, &list, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count && !is_stopped(sender); i++) {
		bool resting = false;
		status = rests(recorder, setting, list[i].person, now, arena, &resting, fault);
		if (status == STATUS_OK && !resting)
			status = take(recorder, sender, &list[i], now, report, fault);
	}
	return status;
}

enum status reminders_send(struct connection *recorder, const struct setting *setting,
	const struct reminder_sender *sender, struct instant now, struct reminder_report *report,
	struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = look(recorder, setting, sender, now, &arena, report, fault);
	if (status == STATUS_OK)
		status = reminders_forget(recorder, instant_later(now, -KEPT), fault);
	arena_done(&arena);
	return status;
}
