// SPDX-License-Identifier: MIT
// The calendars somebody follows: links, one for each device, made, renewed and ended. Links are
// the recorder's to make and to list, so these pages go on to its lane once it is known who asks.
#include "app/feeds/contents.h"
#include "app/feeds/link.h"
#include "web/calendars.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/new_link.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

#define LABEL_MOST 60 // characters of UTF-8, each up to four bytes

static enum status begin(
	const struct web_call *call, struct connection **connection, struct fault *fault)
{
	const struct setting *setting;
	enum status status = web_setting(call->worker, &setting, fault);
	return status == STATUS_OK ? web_connection(call->worker, connection, fault) : status;
}

// "Google 9 hours ago", of a program that has read it.
static void add_read(
	const struct web_call *call, const struct feed_read *read, struct text_builder *out)
{
	struct text_builder ago;
	builder_init(&ago);
	words_ago(
		&ago, call->language, read->read_at, call->worker->options->now(), &call->worker->zone);
	const struct place places[] = {
		{"program", read->client == CLIENT_OTHER ? words(call->language, MESSAGE("another program"))
												 : text_of(reads_client_name(read->client))},
		{"ago", builder_view(&ago)},
	};
	words_format(out,
		words(call->language, out->length ? MESSAGE(", before by {program} {ago}")
										  : MESSAGE("last read by {program} {ago}")),
		places, 2);
	builder_done(&ago);
}

// By which programs, the last first: a second one on one device is a sign that it was passed on.
static struct text reads_of(const struct web_call *call, const struct link_seen *seen)
{
	struct text_builder all;
	if (!seen->read_count)
		return words(call->language, MESSAGE("not read yet"));
	builder_init(&all);
	for (size_t i = 0; i < seen->read_count; i++)
		add_read(call, &seen->reads[i], &all);
	struct text copy =
		all.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&all));
	builder_done(&all);
	return copy;
}

static struct page_link link_shown(
	const struct web_call *call, const struct calendar *calendar, const struct link_seen *seen)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct place place = {"date", moment_day(call, seen->link.created_at)};
	uuid_format(seen->link.id.uuid, id);
	return (struct page_link){
		.label = seen->link.label,
		.calendar = words(call->language, calendar->name),
		.made = moment_sentence(call, words(call->language, MESSAGE("made: {date}")), &place, 1),
		.reads = reads_of(call, seen),
		.renew_href = visit_address(call, "/me/feeds/%s/renew", id),
		.end_href = visit_address(call, "/me/feeds/%s/end", id),
	};
}

static enum status add_links(const struct web_call *call, struct connection *connection,
	const struct calendar *calendar, struct page_feeds *page, struct fault *fault)
{
	struct arena *arena = call->request->arena;
	struct link_seen *list;
	size_t count;
	struct audit_actor by = visit_actor(call);
	struct feed_link link =
		calendar_link(call, call->visit->session.person, calendar, TEXT("neutral"));
	enum status status = feed_link_list(connection, &link, &by, arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	struct page_link *all = arena_array(arena, page->links_count + count, sizeof *all);
	if (!all)
		return fault_memory(fault);
	for (size_t i = 0; i < page->links_count; i++)
		all[i] = page->links[i];
	for (size_t i = 0; i < count; i++)
		all[page->links_count++] = link_shown(call, calendar, &list[i]);
	page->links = all;
	page->links_shown = page->links_count > 0;
	return STATUS_OK;
}

static struct page_calendar calendar_shown(
	const struct web_call *call, const struct calendar *calendar)
{
	return (struct page_calendar){
		.code = text_of(calendar->code),
		.name = words(call->language, calendar->name),
		.note = words(call->language, calendar->note),
		.copy_href = visit_address(call, "/me/calendars/%s.ics", calendar->code),
		.copy_type_href = visit_address(call, "/me/calendars/%s.ics?detail=type", calendar->code),
		.titled = calendar->titled,
	};
}

// How an event of the role's main calendar would look, by the functions that write it.
static void add_titles(
	const struct web_call *call, const struct calendar *calendar, struct page_feeds *page)
{
	struct instant now = call->worker->options->now();
	struct civil day = zone_local(&call->worker->zone, instant_later(now, SECONDS_PER_DAY));
	day.hour = 10;
	day.minute = day.second = 0;
	struct instant from = zone_instant(&call->worker->zone, day);
	struct feed_link link =
		calendar_link(call, call->visit->session.person, calendar, TEXT("neutral"));
	page->neutral = contents_sample(call->request->arena, &link);
	link.detail = FEED_TYPE;
	page->type = contents_sample(call->request->arena, &link);
	page->when = moment_span(call, (struct interval){from, instant_later(from, SECONDS_PER_HOUR)});
	page->titles_shown = true;
}

static enum status fill(const struct web_call *call, struct connection *connection,
	struct page_feeds *page, struct fault *fault)
{
	const struct calendar *list[CALENDARS_MOST];
	size_t count = calendars_of(call->visit->session.role, list);
	page->calendars = arena_array(call->request->arena, count, sizeof *page->calendars);
	enum status status = page->calendars ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		page->calendars[page->calendars_count++] = calendar_shown(call, list[i]);
		if (list[i]->titled && !page->titles_shown)
			add_titles(call, list[i], page);
		status = add_links(call, connection, list[i], page, fault);
	}
	if (status != STATUS_OK)
		return status;
	page->calendars[0].chosen = true;
	page->choice_shown = count > 1;
	page->make_href = visit_address(call, "/me/feeds");
	page->me_href = visit_address(call, "/me");
	return visit_frame(call, call->visit, MATTER_LINKS, TAB_NONE, &page->frame, fault);
}

static void show(const struct web_call *call, struct connection *connection,
	struct page_feeds *page, unsigned code)
{
	struct fault fault = {.status = STATUS_OK};
	if (fill(call, connection, page, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, code);
	page_feeds(&call->response->body, call->language, page);
}

void web_feeds_recorded(const struct web_call *call)
{
	struct page_feeds page = {.made_shown = false};
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	if (begin(call, &connection, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		show(call, connection, &page, 200);
}

// Shows a link that was made a moment ago: its address is in this answer and never again.
static void show_made(const struct web_call *call, struct connection *connection,
	const struct feed_link *link, struct text label, const struct token *token)
{
	struct page_feeds page = {.made_shown = true};
	struct fault fault = {.status = STATUS_OK};
	if (new_link_fill(call, link, label, token, &page.made, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		show(call, connection, &page, 200);
}

void web_feed_made(const struct web_call *call)
{
	struct connection *connection;
	struct token token;
	struct fault fault = {.status = STATUS_OK};
	struct arena *arena = call->request->arena;
	struct text label = form_field(call->request->body, "label", arena);
	struct text code = form_field(call->request->body, "calendar", arena);
	struct text detail = form_field(call->request->body, "detail", arena);
	const struct calendar *calendar = calendar_named(call->visit->session.role, code);
	enum status status = begin(call, &connection, &fault);
	label = label.start ? text_trim(label) : TEXT("");
	if (status == STATUS_OK && (!calendar || label.length > LABEL_MOST * 4))
		status = fault_set(&fault, STATUS_INVALID, "calendar", "There is no such calendar.");
	if (status == STATUS_OK && !label.length) {
		struct page_feeds page = {.label_missing = true};
		show(call, connection, &page, 400);
		return;
	}
	struct feed_link link = {.of = FEED_OF_PROGRAMME};
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		link = calendar_link(call, call->visit->session.person, calendar, detail);
		status = feed_link_make(connection, &link, label, &by, &token, &fault);
	}
	if (status == STATUS_OK)
		show_made(call, connection, &link, label, &token);
	else
		visit_fault(call, &fault);
}

// The link that an address names; STATUS_NOT_FOUND where it names none.
static enum status named(const struct web_call *call, struct link_id *out, struct fault *fault)
{
	return uuid_parse(call->variables[0], &out->uuid)
			   ? STATUS_OK
			   : fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
}

void web_feed_renewed(const struct web_call *call)
{
	struct connection *connection;
	struct link_id id;
	struct feed_link link;
	struct token token;
	struct text label;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &connection, &fault);
	if (status == STATUS_OK)
		status = named(call, &id, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = feed_link_renew_own(connection, call->worker->setting.organisation.id,
			call->visit->session.person, id, &by, call->request->arena, &link, &label, &token,
			&fault);
	}
	if (status == STATUS_OK)
		show_made(call, connection, &link, label, &token);
	else
		visit_fault(call, &fault);
}

void web_feed_ended(const struct web_call *call)
{
	struct connection *connection;
	struct link_id id;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &connection, &fault);
	if (status == STATUS_OK)
		status = named(call, &id, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = visit_actor(call);
		status = feed_link_end_own(connection, call->worker->setting.organisation.id,
			call->visit->session.person, id, &by, &fault);
	}
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		visit_redirect(call, visit_address(call, "/me/feeds"));
	else
		visit_fault(call, &fault);
}
