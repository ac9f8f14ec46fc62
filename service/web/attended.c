// SPDX-License-Identifier: MIT
// The sessions that a person had booked, and what is noted of them.
#include "app/feeds/wording.h"
#include "store/attendances.h"
#include "store/people.h"
#include "web/moment.h"
#include "web/session_handlers.h"
#include "web/visit.h"
#include "words/words.h"

#define SHOWN_SECONDS (183 * SECONDS_PER_DAY)

static enum status read(const struct web_call *call, const struct web_visit *visit,
	struct own_attendance **out, size_t *count, struct fault *fault)
{
	struct connection *connection;
	struct instant now = call->worker->options->now();
	struct interval within = {instant_later(now, -SHOWN_SECONDS), now};
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = person_begin(connection, visit->session.person, fault);
	if (status == STATUS_OK)
		status = attendance_own(
			connection, visit->session.person, within, call->request->arena, out, count, fault);
	return transaction_end(connection, status, fault);
}

void web_attended(const struct web_call *call)
{
	static const char *const noted[] = {
		[ATTENDANCE_NOT_NOTED] = MESSAGE("Nothing noted"),
		[ATTENDANCE_CAME] = MESSAGE("You came"),
		[ATTENDANCE_DID_NOT_COME] = MESSAGE("You did not come"),
	};
	struct own_attendance *list;
	size_t count = 0;
	struct page_attended page = {.items_count = 0};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = read(call, visit, &list, &count, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_BOOKINGS, TAB_SESSIONS, &page.frame, &fault);
	page.items = arena_array(call->request->arena, count, sizeof *page.items);
	if (status == STATUS_OK && !page.items)
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	for (size_t i = 0; i < count; i++)
		page.items[page.items_count++] = (struct page_had){
			.kind = word_kind(call->language, list[i].kind),
			.when = moment_span(call, list[i].during),
			.noted = words(call->language, noted[list[i].noted]),
		};
	page.items_shown = count > 0;
	page.offers_href = visit_address(call, "/offers");
	visit_answer(call, 200);
	page_attended(&call->response->body, call->language, &page);
}
