// SPDX-License-Identifier: MIT
#include "web/visit.h"

#include <stdarg.h>
#include <string.h>

#include "secret/token.h"
#include "store/lines.h"
#include "store/people.h"
#include "web/answer.h"
#include "web/forwarded.h"
#include "web/multipart.h"
#include "web/query.h"

struct audit_actor visit_actor(const struct web_call *call)
{
	const struct sign_in_session *session = &call->visit->session;
	return (struct audit_actor){
		.kind = AUDIT_BY_PERSON,
		.person = session->person,
		.role = session->role,
		.organisation = call->worker->setting.organisation.id,
		.now = call->worker->options->now(),
	};
}

struct text visit_address(const struct web_call *call, const char *format, ...)
{
	struct text_builder address;
	char path[256];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= sizeof path)
		return (struct text){NULL, 0};
	builder_init(&address);
	builder_format(&address, "%s%s", call->language == LANGUAGE_WELSH ? "/cy" : "", path);
	struct text copy = address.failed ? (struct text){NULL, 0}
									  : text_copy(call->request->arena, builder_view(&address));
	builder_done(&address);
	return copy;
}

void visit_answer(const struct web_call *call, unsigned status)
{
	answer_page_begin(call->request, call->response, status);
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	http_response_header(call->request, call->response, "Content-Language",
		call->language == LANGUAGE_WELSH ? TEXT("cy") : TEXT("en"));
}

void visit_redirect(const struct web_call *call, struct text address)
{
	visit_answer(call, 303);
	if (!http_response_header(call->request, call->response, "Location", address))
		call->response->status = 500;
}

static bool is_loopback(const unsigned char address[static HTTP_ADDRESS_BYTES])
{
	static const unsigned char six[HTTP_ADDRESS_BYTES] = {[15] = 1};
	static const unsigned char mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127};
	return memcmp(address, six, sizeof six) == 0 || memcmp(address, mapped, sizeof mapped) == 0;
}

// Of a proxy on this machine, which says so, the one that it gives.
struct client_address visit_client(const struct web_call *call)
{
	struct client_address address;
	http_request_address(call->request, address.bytes);
	if (call->worker->options->behind_proxy && is_loopback(address.bytes))
		(void)forwarded_address(
			http_request_header(call->request, "X-Forwarded-For"), address.bytes);
	return address;
}

// The value of a cookie (RFC 6265 §5.4: "a=1; b=2"); start NULL where there is none.
struct text visit_cookie(const struct http_request *request, const char *name)
{
	struct text rest = http_request_header(request, "Cookie");
	while (rest.start && rest.length) {
		struct text value = text_trim(text_cut(&rest, ';'));
		struct text key = text_cut(&value, '=');
		if (text_is(key, name))
			return value;
	}
	return (struct text){NULL, 0};
}

// Over TLS, which a public address that begins with https tells, it is never sent without.
void visit_set_cookie(const struct web_call *call, const char *name, struct text value,
	const char *path, int64_t seconds)
{
	struct text_builder cookie;
	builder_init(&cookie);
	builder_format(
		&cookie, "%s=%.*s; Path=%s; HttpOnly; SameSite=Lax", name, TEXT_ARGUMENTS(value), path);
	if (seconds >= 0)
		builder_format(&cookie, "; Max-Age=%lld", (long long)seconds);
	if (call->worker->options->secure)
		builder_string(&cookie, "; Secure");
	if (!cookie.failed)
		http_response_header(call->request, call->response, "Set-Cookie", builder_view(&cookie));
	builder_done(&cookie);
}

// What only who has the session's token can know, and does not tell the token.
static void make_csrf(struct text token, char out[static VISIT_CSRF_LENGTH + 1])
{
	char digest[DIGEST_TEXT_LENGTH + 1], named[TOKEN_TEXT_LENGTH + 8];
	snprintf(named, sizeof named, "form:%.*s", TOKEN_TEXT_LENGTH, token.start);
	digest_text(text_of(named), digest);
	memcpy(out, digest, VISIT_CSRF_LENGTH);
	out[VISIT_CSRF_LENGTH] = '\0';
}

// "plimsoll.example:8443" of "https://plimsoll.example:8443/anything"; empty for what has no "//".
static struct text authority(struct text address)
{
	const char *slashes = address.length ? memmem(address.start, address.length, "//", 2) : NULL;
	if (!slashes)
		return TEXT("");
	size_t before = (size_t)(slashes + 2 - address.start);
	struct text rest = {address.start + before, address.length - before};
	return text_cut(&rest, '/');
}

// Where people reach the service is what --url says, or without a proxy in front what they asked.
static bool is_own_origin(const struct web_call *call)
{
	struct text site = http_request_header(call->request, "Sec-Fetch-Site");
	struct text origin = http_request_header(call->request, "Origin");
	const char *url = call->worker->options->url;
	struct text ours = url ? authority(text_of(url)) : http_request_header(call->request, "Host");
	if (site.start && !text_is(site, "same-origin") && !text_is(site, "none"))
		return false;
	return !origin.start || text_equal_ignoring_case(authority(origin), ours);
}

static void refuse(const struct web_call *call, enum status status, const char *message)
{
	struct fault fault = {.status = STATUS_OK};
	fault_set(&fault, status, NULL, "%s", message);
	visit_fault(call, &fault);
}

bool visit_is_same_site(const struct web_call *call)
{
	if (is_own_origin(call))
		return true;
	refuse(call, STATUS_DENIED, "This came from another site.");
	return false;
}

static bool has_csrf(const struct web_call *call, const struct web_visit *visit)
{
	struct multipart form;
	struct text type = http_request_header(call->request, "Content-Type");
	struct text given = multipart_read(type, call->request->body, &form)
							? multipart_content(&form, "csrf", false)
							: form_field(call->request->body, "csrf", call->request->arena);
	struct token_hash ours = digest_hash(text_of(visit->csrf));
	struct token_hash theirs = digest_hash(given.start ? given : TEXT(""));
	return token_hash_equal(&ours, &theirs);
}

static bool may(const struct web_call *call, const struct web_visit *visit)
{
	const struct web_route *route = call->route;
	enum role role = visit->session.role;
	enum extent extent = route->changes ? permission_changes(role, route->matter)
										: permission_sees(role, route->matter);
	return extent != EXTENT_NONE;
}

static enum status find(const struct web_call *call, struct web_visit *visit, struct fault *fault)
{
	struct web_worker *worker = call->worker;
	struct connection *connection;
	const struct setting *setting;
	enum status status = web_setting(worker, &setting, fault); // with the zone of what is shown
	if (status == STATUS_OK)
		status = web_connection(worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	return sign_in_session_find(worker->options->accounts, connection, visit->token,
		worker->options->now(), &visit->session, fault);
}

enum status visit_profile(const struct web_call *call, const struct web_visit *visit,
	struct text *out, struct fault *fault)
{
	struct own_lines own;
	struct connection *connection;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &visit->session.person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = lines_own(connection, visit->session.person, call->request->arena, &own, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		*out = own.profile;
	return status;
}

struct web_visit *visit_begin(const struct web_call *call)
{
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = arena_allocate(call->request->arena, sizeof *visit);
	enum status status = visit ? STATUS_OK : fault_memory(&fault);
	if (status == STATUS_OK) {
		visit->token = visit_cookie(call->request, COOKIE_SESSION);
		status = visit->token.start ? find(call, visit, &fault) : STATUS_NOT_FOUND;
	}
	if (status == STATUS_NOT_FOUND) {
		visit_redirect(call, visit_address(call, "/sign-in"));
		return NULL;
	}
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return NULL;
	}
	make_csrf(visit->token, visit->csrf);
	if (!may(call, visit)) {
		refuse(call, STATUS_DENIED, "Your role does not open this page.");
		return NULL;
	}
	if (call->route->method == HTTP_POST && (!is_own_origin(call) || !has_csrf(call, visit))) {
		refuse(
			call, STATUS_DENIED, "This form is no longer the newest. Go back, and send it again.");
		return NULL;
	}
	return visit;
}

void visit_go_on(const struct web_call *call)
{
	struct web_visit *visit = visit_begin(call);
	if (visit)
		call->response->found = visit;
}
