// SPDX-License-Identifier: MIT
#include "app/feeds/reads.h"
#include "web/answer.h"
#include "web/conditional.h"
#include "web/feed_cache.h"
#include "web/gzip.h"
#include "web/handlers.h"
#include "web/http_date.h"
#include "web/routes.h"

// Of the compressed bytes the tag is another, as a strong one has to be.
#define GZIP_SUFFIX "-gzip"

// What is asked for, by whom and when.
struct asked {
	const struct web_call *call;
	struct token_hash hash;
	struct feed_times times;
	struct text user_agent;
	bool packed;
};

// False where the address holds no token.
static bool ask(const struct web_call *call, struct asked *out)
{
	const struct web_options *options = call->worker->options;
	struct token token;
	if (!token_parse(call->variables[0], &token))
		return false;
	struct text user_agent = http_request_header(call->request, "User-Agent");
	*out = (struct asked){
		.call = call,
		.hash = token_hash(&token),
		.times = {options->now(), options->monotonic_microseconds()},
		.user_agent = user_agent,
		.packed = gzip_wanted(http_request_header(call->request, "Accept-Encoding"), user_agent),
	};
	return true;
}

// Whether the client has it, in the form that it would be sent in.
static bool has_it(const struct asked *asked, const struct feed_found *found)
{
	const struct http_request *request = asked->call->request;
	char tag[sizeof found->tag + sizeof GZIP_SUFFIX];
	snprintf(tag, sizeof tag, "%s%s", found->tag, asked->packed ? GZIP_SUFFIX : "");
	return not_modified(http_request_header(request, "If-None-Match"),
		http_request_header(request, "If-Modified-Since"), tag, found->modified);
}

static void add_validators(const struct asked *asked, const struct feed_found *found)
{
	const struct http_request *request = asked->call->request;
	struct http_response *response = asked->call->response;
	// A date ahead of the clock would not be believed (RFC 9110 §8.8.2.1).
	struct instant modified = instant_earliest(found->modified, asked->times.now);
	char tag[sizeof found->tag + sizeof GZIP_SUFFIX + 2], date[HTTP_DATE_LENGTH + 1];
	snprintf(tag, sizeof tag, "\"%s%s\"", found->tag, asked->packed ? GZIP_SUFFIX : "");
	http_date_format(modified, date);
	http_response_header(request, response, "ETag", text_of(tag));
	http_response_header(request, response, "Last-Modified", text_of(date));
	http_response_header(
		request, response, "Cache-Control", TEXT("private, no-cache, no-transform"));
	http_response_header(request, response, "Vary", TEXT("Accept-Encoding"));
}

// Everything but the body. A 304 repeats only what a cache goes by (RFC 9110 §15.4.5).
static void answer_head(const struct asked *asked, const struct feed_found *found, bool known)
{
	const struct http_request *request = asked->call->request;
	struct http_response *response = asked->call->response;
	if (known) {
		response->status = 304;
	} else {
		answer_begin(request, response, 200, "text/calendar; charset=utf-8");
		http_response_header(
			request, response, "Content-Disposition", TEXT("inline; filename=\"plimsoll.ics\""));
		if (asked->packed)
			http_response_header(request, response, "Content-Encoding", TEXT("gzip"));
	}
	response->length = asked->packed ? found->packed_length : found->plain_length;
	add_validators(asked, found);
	reads_count(asked->call->worker->options->reads, found->link,
		reads_client_of(asked->user_agent), asked->times.now);
}

static bool needs_body(const struct asked *asked, bool known)
{
	return !known && asked->call->request->method != HTTP_HEAD;
}

// Answers with a copy from memory; takes the holder over.
static void answer_found(const struct asked *asked, const struct feed_found *found, bool known)
{
	struct http_response *response = asked->call->response;
	answer_head(asked, found, known);
	if (!needs_body(asked, known)) {
		feed_bytes_free(found->holder);
		return;
	}
	response->shared = found->body;
	response->release = feed_bytes_free;
	response->holder = found->holder;
}

bool web_feed_at_once(const struct web_call *call)
{
	struct asked asked;
	struct feed_found found;
	if (!ask(call, &asked))
		return false;
	if (freshness_is_away(call->worker->options->freshness, asked.times.monotonic)) {
		struct fault away = {.status = STATUS_OK};
		fault_set(&away, STATUS_UNAVAILABLE, "feed", "The database does not answer.");
		answer_fault(call->request, call->response, &away);
		return true;
	}
	if (!feed_cache_find(call->worker->feeds, &asked.hash, asked.times, asked.packed, &found))
		return false;
	bool known = has_it(&asked, &found);
	if (needs_body(&asked, known) && !found.body.start)
		return false;
	answer_found(&asked, &found, known);
	return true;
}

// Reads it anew, a second time where the connection turned out to be a dead one from before.
static enum status build(
	const struct asked *asked, struct feed_document *document, struct fault *fault)
{
	struct web_worker *worker = asked->call->worker;
	bool kept = worker->connection;
	for (;;) {
		struct connection *connection = NULL;
		struct fault own = {.status = STATUS_OK};
		enum status status = web_connection(worker, &connection, &own);
		if (status == STATUS_OK)
			status =
				feed_document_build(connection, &asked->hash, asked->times.now, document, &own);
		if (status == STATUS_OK)
			return status;
		if (!kept || !connection || status != STATUS_UNAVAILABLE || connection_is_alive(connection))
			return fault_set(fault, status, own.where, "%s", own.message);
		kept = false;
	}
}

// Answers with a document that was just read; its body is taken over or freed.
static enum status answer_document(
	const struct asked *asked, uint32_t number, struct feed_document *document, struct fault *fault)
{
	struct http_response *response = asked->call->response;
	struct text_builder packed;
	builder_init(&packed);
	enum status status = gzip_add(builder_view(&document->body), &packed, fault);
	if (status == STATUS_OK) {
		feed_cache_keep(asked->call->worker->feeds, &asked->hash, number, asked->times, document,
			builder_view(&packed));
		struct feed_found found = {
			.modified = document->modified,
			.link = document->link.id,
			.packed_length = packed.length,
			.plain_length = document->body.length,
		};
		memcpy(found.tag, document->tag, sizeof found.tag);
		bool known = has_it(asked, &found);
		answer_head(asked, &found, known);
		struct text_builder *body = asked->packed ? &packed : &document->body;
		if (needs_body(asked, known)) {
			response->body = *body;
			builder_init(body);
		}
	}
	builder_done(&packed);
	builder_done(&document->body);
	return status;
}

static enum status answer_from_memory(
	const struct asked *asked, struct feed_found *found, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (!asked->packed)
		status = feed_cache_expand(asked->call->worker->feeds, &asked->hash, found, fault);
	if (status == STATUS_OK)
		answer_found(asked, found, has_it(asked, found));
	else
		feed_bytes_free(found->holder);
	return status;
}

void web_feed(const struct web_call *call)
{
	struct asked asked;
	struct feed_document document;
	struct feed_found found;
	struct fault fault = {.status = STATUS_OK};
	enum status status;
	if (!ask(call, &asked)) {
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	} else if (feed_cache_find(call->worker->feeds, &asked.hash, asked.times, true, &found)) {
		status = answer_from_memory(&asked, &found, &fault);
	} else {
		uint32_t number = freshness_number(call->worker->options->freshness);
		status = build(&asked, &document, &fault);
		if (status == STATUS_OK)
			status = answer_document(&asked, number, &document, &fault);
	}
	if (status != STATUS_OK)
		answer_fault(call->request, call->response, &fault);
}
