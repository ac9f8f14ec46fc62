// SPDX-License-Identifier: MIT
#include "net/fetch.h"

#include <string.h>

#include "net/fetch_answer.h"

#define CONNECT_MILLISECONDS 10000L
#define POLL_MILLISECONDS 1000

struct fetch {
	const struct fetch_request *request;
	CURLM *multi;
	CURLU *url;
	struct curl_slist *headers;
	struct fetch_answer answer;
	curl_off_t left; // microseconds
	bool stopped, no_memory;
};

static const char *const names[FETCH_COUNT] = {
#define FETCH(name, word, ...) word,
#include "net/fetch.def"
#undef FETCH
};

const char *fetch_result_name(enum fetch_result result)
{
	return names[result];
}

enum status fetch_prepare(struct fault *fault)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return fault_set(fault, STATUS_SYSTEM, "", "Connections to the web cannot be made.");
	return STATUS_OK;
}

static bool add_header(struct fetch *fetch, const char *name, struct text value)
{
	char line[FETCH_VALIDATOR_LIMIT + 40];
	if (value.length == 0 || value.length > FETCH_VALIDATOR_LIMIT)
		return true;
	snprintf(line, sizeof line, "%s: %.*s", name, TEXT_ARGUMENTS(value));
	struct curl_slist *longer = curl_slist_append(fetch->headers, line);
	if (longer)
		fetch->headers = longer;
	return longer;
}

static void set_up(struct fetch *fetch, CURL *handle)
{
	curl_easy_setopt(handle, CURLOPT_CURLU, fetch->url);
	curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(handle, CURLOPT_HTTPHEADER, fetch->headers);
	curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
	curl_easy_setopt(handle, CURLOPT_USERAGENT, "Plimsoll");
	curl_easy_setopt(handle, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
	curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(handle, CURLOPT_PROXY, "");
	curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MILLISECONDS);
	curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, (long)(fetch->left / 1000 + 1));
	fetch_answer_reset(&fetch->answer);
	fetch_answer_attach(handle, &fetch->answer);
}

// Waits until the transfer has ended, or we are told to stop.
static CURLcode transfer(struct fetch *fetch)
{
	struct curl_waitfd stop = {fetch->request->stop, CURL_WAIT_POLLIN, 0};
	int running = 1, queued;
	while (curl_multi_perform(fetch->multi, &running) == CURLM_OK && running) {
		if (curl_multi_poll(fetch->multi, &stop, stop.fd >= 0, POLL_MILLISECONDS, NULL) != CURLM_OK)
			break;
		fetch->stopped = stop.fd >= 0 && stop.revents;
		if (fetch->stopped)
			return CURLE_ABORTED_BY_CALLBACK;
	}
	const CURLMsg *message = curl_multi_info_read(fetch->multi, &queued);
	return message && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

static enum fetch_result failure(struct fetch *fetch, CURLcode code)
{
	if (fetch->answer.refused)
		return FETCH_PRIVATE;
	if (fetch->answer.too_large)
		return FETCH_LARGE;
	if (fetch->answer.odd)
		return FETCH_OTHER;
	switch (code) {
	case CURLE_OUT_OF_MEMORY:
	case CURLE_FAILED_INIT:
		fetch->no_memory = true;
		return FETCH_OTHER;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
		return FETCH_ADDRESS;
	case CURLE_COULDNT_RESOLVE_HOST:
		return FETCH_UNKNOWN_SERVER;
	case CURLE_OPERATION_TIMEDOUT:
		return FETCH_SLOW;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
		return FETCH_CERTIFICATE;
	case CURLE_FILESIZE_EXCEEDED:
		return FETCH_LARGE;
	case CURLE_PARTIAL_FILE:
	case CURLE_BAD_CONTENT_ENCODING:
	case CURLE_WRITE_ERROR:
		fetch->no_memory = fetch->answer.body.failed;
		return FETCH_CUT;
	default:
		return FETCH_UNREACHABLE;
	}
}

static enum fetch_result of_code(const struct fetch *fetch, long code)
{
	const struct fetch_request *request = fetch->request;
	if (code == 200)
		return FETCH_BODY;
	if (code == 304 && (request->etag.length > 0 || request->modified.length > 0))
		return FETCH_UNCHANGED;
	if (code == 401 || code == 403 || code == 407)
		return FETCH_REFUSED;
	if (code == 404 || code == 410)
		return FETCH_GONE;
	return code == 429 || code >= 500 ? FETCH_TROUBLE : FETCH_OTHER;
}

static char *part_of(CURLU *url, CURLUPart part)
{
	char *value = NULL;
	return curl_url_get(url, part, &value, CURLU_DEFAULT_PORT) == CURLUE_OK ? value : NULL;
}

static bool is_same(CURLU *a, CURLU *b, CURLUPart part)
{
	char *left = part_of(a, part), *right = part_of(b, part);
	bool same = left && right && strcasecmp(left, right) == 0;
	curl_free(left);
	curl_free(right);
	return same;
}

static bool is_secure(CURLU *url)
{
	char *scheme = part_of(url, CURLUPART_SCHEME);
	bool secure = scheme && strcmp(scheme, "https") == 0;
	curl_free(scheme);
	return secure;
}

// Goes to where a redirection leads. FETCH_BODY: it is followed.
static enum fetch_result follow(struct fetch *fetch, const char *target)
{
	CURLU *next = curl_url();
	enum fetch_result result = FETCH_BODY;
	if (!next || curl_url_set(next, CURLUPART_URL, target, 0) != CURLUE_OK)
		result = FETCH_ADDRESS;
	else if (is_secure(fetch->url) && !is_secure(next))
		result = FETCH_REDIRECTIONS;
	// A password is for the server that it was given for.
	else if ((!is_same(fetch->url, next, CURLUPART_HOST) ||
				 !is_same(fetch->url, next, CURLUPART_PORT) ||
				 !is_same(fetch->url, next, CURLUPART_SCHEME)) &&
			 (curl_url_set(next, CURLUPART_USER, NULL, 0) != CURLUE_OK ||
				 curl_url_set(next, CURLUPART_PASSWORD, NULL, 0) != CURLUE_OK))
		result = FETCH_ADDRESS;
	if (result != FETCH_BODY) {
		curl_url_cleanup(next);
		return result;
	}
	curl_url_cleanup(fetch->url);
	fetch->url = next;
	return FETCH_BODY;
}

// One request. `redirected` where there is another to be made.
static enum fetch_result ask(struct fetch *fetch, CURL *handle, bool *redirected)
{
	long code = 0;
	curl_off_t took = 0;
	char *target = NULL;
	*redirected = false;
	set_up(fetch, handle);
	if (curl_multi_add_handle(fetch->multi, handle) != CURLM_OK) {
		fetch->no_memory = true;
		return FETCH_OTHER;
	}
	CURLcode result = transfer(fetch);
	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
	curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &took);
	curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &target);
	curl_multi_remove_handle(fetch->multi, handle);
	fetch->left -= took;
	if (result != CURLE_OK)
		return failure(fetch, result);
	if (code < 300 || code >= 400 || code == 304 || !target)
		return of_code(fetch, code);
	*redirected = true;
	return follow(fetch, target);
}

static enum fetch_result run(struct fetch *fetch)
{
	enum fetch_result result = FETCH_BODY;
	for (int i = 0; i <= FETCH_REDIRECTIONS_MOST; i++) {
		bool redirected = false;
		CURL *handle = curl_easy_init();
		if (!handle) {
			fetch->no_memory = true;
			return FETCH_OTHER;
		}
		result = fetch->left > 0 ? ask(fetch, handle, &redirected) : FETCH_SLOW;
		curl_easy_cleanup(handle);
		if (result != FETCH_BODY || !redirected)
			return result;
	}
	return FETCH_REDIRECTIONS;
}

// False without memory.
static bool open_fetch(struct fetch *fetch, struct arena *arena)
{
	struct text url = text_copy(arena, fetch->request->url);
	fetch->multi = curl_multi_init();
	fetch->url = curl_url();
	return url.start && fetch->multi && fetch->url &&
		   add_header(fetch, "If-None-Match", fetch->request->etag) &&
		   add_header(fetch, "If-Modified-Since", fetch->request->modified) &&
		   add_header(fetch, "Accept", TEXT("text/calendar, */*;q=0.1")) &&
		   curl_url_set(fetch->url, CURLUPART_URL, url.start, 0) != CURLUE_OUT_OF_MEMORY;
}

static enum status give(struct fetch *fetch, enum fetch_result result, struct arena *arena,
	struct fetched *out, struct fault *fault)
{
	struct fetched fetched = {.result = result, .retry_after = fetch->answer.retry_after};
	if (result == FETCH_BODY) {
		fetched.body = text_copy(arena, builder_view(&fetch->answer.body));
		fetched.etag = text_copy(arena, text_of(fetch->answer.etag));
		fetched.modified = text_copy(arena, text_of(fetch->answer.modified));
		if (!fetched.body.start || !fetched.etag.start || !fetched.modified.start)
			return fault_memory(fault);
	}
	*out = fetched;
	return STATUS_OK;
}

enum status fetch_get(const struct fetch_request *request, struct arena *arena, struct fetched *out,
	struct fault *fault)
{
	struct fetch fetch = {
		.request = request,
		.answer = {.allowed = &request->allowed},
		.left = request->seconds * INT64_C(1000000),
	};
	enum status status;
	builder_init(&fetch.answer.body);
	fetch.no_memory = !open_fetch(&fetch, arena);
	enum fetch_result result = fetch.no_memory ? FETCH_OTHER : run(&fetch);
	if (fetch.stopped)
		status = fault_set(fault, STATUS_UNAVAILABLE, "", "Fetching the calendar was stopped.");
	else if (fetch.no_memory)
		status = fault_memory(fault);
	else
		status = give(&fetch, result, arena, out, fault);
	builder_done(&fetch.answer.body);
	curl_slist_free_all(fetch.headers);
	curl_url_cleanup(fetch.url);
	curl_multi_cleanup(fetch.multi);
	return status;
}
