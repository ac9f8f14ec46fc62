// SPDX-License-Identifier: MIT
// A session for whoever leads it: who came.
#include "app/bookings/attendance.h"
#include "app/feeds/wording.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/session_handlers.h"
#include "web/visit.h"
#include "words/words.h"

#define PLACES_LIMIT 500

static enum status begin(const struct web_call *call, struct connection **connection,
	struct session_id *session, struct fault *fault)
{
	const struct setting *setting;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, connection, fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &session->uuid))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	return status;
}

static struct page_attendee attendee_of(
	const struct web_call *call, const struct session_seen *seen, size_t which)
{
	const struct attendee *attendee = &seen->list[which];
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(attendee->booking.uuid, id);
	return (struct page_attendee){
		.name = attendance_first_name(call->request->arena, seen->list, seen->count, which),
		.field = text_copy(call->request->arena, text_of(id)),
		.noted = words(call->language,
			attendee->noted == ATTENDANCE_CAME ? MESSAGE("Came") : MESSAGE("Did not come")),
		.came = attendee->noted == ATTENDANCE_CAME,
		.did_not = attendee->noted == ATTENDANCE_DID_NOT_COME,
		.not_noted = attendee->noted == ATTENDANCE_NOT_NOTED,
		.settled = attendance_settled(attendee, call->worker->options->now()),
	};
}

// False without memory.
static bool fill(
	const struct web_call *call, const struct session_seen *seen, struct page_led_session *page)
{
	const struct led_session *led = &seen->session;
	const struct place from = {"date", moment_of(call, led->during.from)},
					   until = {"date",
						   moment_date(call, instant_later(led->during.to, ATTENDANCE_OPEN_FOR))};
	page->kind = word_kind(call->language, led->kind);
	page->topic = led->topic;
	page->topic_shown = !text_equal(led->topic, word_kind(LANGUAGE_ENGLISH, led->kind));
	page->when = moment_span(call, led->during);
	page->list_href = visit_address(call, "/facilitate");
	page->questions_href =
		visit_address(call, "/facilitate/%.*s/questions", TEXT_ARGUMENTS(call->variables[0]));
	page->attendance_href =
		visit_address(call, "/facilitate/%.*s/attendance", TEXT_ARGUMENTS(call->variables[0]));
	page->to_come = !seen->begun;
	page->open = seen->open;
	page->notes_from = moment_sentence(call,
		words(call->language, MESSAGE("Who came can be noted from its start: {date}")), &from, 1);
	page->note_until = moment_sentence(
		call, words(call->language, MESSAGE("Names are shown until: {date}")), &until, 1);
	page->attendees = arena_array(call->request->arena, seen->count, sizeof *page->attendees);
	for (size_t i = 0; page->attendees && i < seen->count; i++) {
		page->attendees[page->attendees_count] = attendee_of(call, seen, i);
		page->changeable |= !page->attendees[page->attendees_count++].settled;
	}
	page->attendees_shown = seen->count > 0;
	return page->attendees;
}

static void show(const struct web_call *call, bool refused)
{
	struct connection *connection;
	struct session_id session;
	struct session_seen seen;
	struct page_led_session page = {.refused = refused};
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &connection, &session, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = attendance_see(connection, &by, session, call->request->arena, &seen, &fault);
	}
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_LED, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, &seen, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.saved = query_value(call->request->query, "saved", call->request->arena).start;
	visit_answer(call, refused ? 409 : 200);
	page_led_session(&call->response->body, call->language, &page);
}

void web_led_session(const struct web_call *call)
{
	show(call, false);
}

static bool parse_noted(struct text value, enum attendance *out)
{
	if (text_is(value, "came"))
		*out = ATTENDANCE_CAME;
	else if (text_is(value, "did-not"))
		*out = ATTENDANCE_DID_NOT_COME;
	else if (text_is(value, "none"))
		*out = ATTENDANCE_NOT_NOTED;
	else
		return false;
	return true;
}

// Each field that is named by a booking's id says what is noted of it.
static enum status read_answers(
	const struct web_call *call, struct attendance_answer **out, size_t *count, struct fault *fault)
{
	struct text body = call->request->body;
	struct attendance_answer *list = arena_array(call->request->arena, PLACES_LIMIT, sizeof *list);
	if (!list)
		return fault_memory(fault);
	*out = list;
	*count = 0;
	while (body.length) {
		struct text pair = text_cut(&body, '&'), value = pair, name = text_cut(&value, '=');
		struct attendance_answer *answer = &list[*count];
		if (!uuid_parse(name, &answer->booking.uuid))
			continue;
		if (*count + 1 == PLACES_LIMIT || !parse_noted(value, &answer->noted))
			return fault_set(fault, STATUS_INVALID, "attendance",
				"Of somebody is noted that they came, did not, or nothing.");
		++*count;
	}
	return STATUS_OK;
}

void web_attendance_noted(const struct web_call *call)
{
	struct connection *connection;
	struct session_id session;
	struct attendance_answer *answers = NULL;
	size_t count = 0;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &connection, &session, &fault);
	if (status == STATUS_OK)
		status = read_answers(call, &answers, &count, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		struct recorder recorder = setting_recorder(&call->worker->setting, connection);
		status = attendance_say(&recorder, &by, session, answers, count, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call,
			visit_address(call, "/facilitate/%.*s?saved=1", TEXT_ARGUMENTS(call->variables[0])));
	else if (status == STATUS_CONFLICT)
		show(call, true);
	else
		visit_fault(call, &fault);
}
