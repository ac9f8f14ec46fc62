// SPDX-License-Identifier: MIT
#include "net/mail.h"

#include <curl/curl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#define LINE_MOST 72
#define CONNECT_MILLISECONDS 10000L

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool mail_address_fits(struct text address)
{
	size_t at = 0, signs = 0;
	if (address.length > MAIL_ADDRESS_LIMIT)
		return false;
	for (size_t i = 0; i < address.length; i++) {
		char c = address.start[i];
		if (c == '@') {
			at = i;
			signs++;
		} else if (!is_plain(c) && !(c && strchr(signs ? ".-" : "!#$%&'*+-/=?^_`{|}~.", c))) {
			return false;
		}
	}
	return signs == 1 && at > 0 && at + 1 < address.length && address.start[0] != '-' &&
		   is_plain(address.start[at + 1]);
}

static bool is_local(struct text host)
{
	return text_is(host, "localhost") || text_is(host, "[::1]") || text_starts(host, "127.");
}

enum status mail_server_read(struct text url, struct mail_server *out, struct fault *fault)
{
	struct mail_server server = {.user = NULL};
	struct text rest = url;
	bool encrypted = text_starts(url, "smtps://");
	if (!encrypted && !text_starts(url, "smtp://"))
		rest.length = 0;
	size_t scheme = rest.length ? strlen(encrypted ? "smtps://" : "smtp://") : 0;
	rest = (struct text){rest.start + scheme, rest.length - scheme};
	for (size_t i = 0; i < rest.length; i++) {
		if (!is_plain(rest.start[i]) && !(rest.start[i] && strchr(".-_[]:", rest.start[i])))
			rest.length = 0;
	}
	if (rest.length == 0 || url.length >= sizeof server.url)
		return fault_set(fault, STATUS_INVALID, "--mail-server",
			"This is a server as smtp://mail.force.example:587 or smtps://mail.force.example, "
			"without a name, a password or a path.");
	snprintf(server.url, sizeof server.url, "%.*s", TEXT_ARGUMENTS(url));
	struct text host = rest.start[0] == '[' ? rest : text_cut(&rest, ':');
	if (host.start[0] == '[')
		host.length = text_starts(host, "[::1]") ? strlen("[::1]") : host.length;
	server.local = is_local(host);
	*out = server;
	return STATUS_OK;
}

// Room for a byte or an encoded one on the line, broken before it where there is none.
static void quote(struct text_builder *out, unsigned char byte, size_t *column)
{
	bool plain = byte >= ' ' && byte <= '~' && byte != '=';
	if (*column >= LINE_MOST) {
		builder_string(out, "=\r\n");
		*column = 0;
	}
	if (plain) {
		builder_format(out, "%c", byte);
		*column += 1;
	} else {
		builder_format(out, "=%02X", byte);
		*column += 3;
	}
}

static void write_body(struct text body, struct text_builder *out)
{
	size_t column = 0;
	for (size_t i = 0; i < body.length; i++) {
		unsigned char byte = (unsigned char)body.start[i];
		bool ends = i + 1 == body.length || body.start[i + 1] == '\n';
		if (byte == '\n') {
			builder_string(out, "\r\n");
			column = 0;
		} else if (byte == ' ' && ends) { // none stands at the end of a line
			builder_string(out, "=20");
			column += 3;
		} else {
			quote(out, byte, &column);
		}
	}
	builder_string(out, "\r\n");
}

static void write_subject(struct text subject, struct text_builder *out)
{
	bool ascii = true;
	for (size_t i = 0; i < subject.length; i++)
		ascii &= subject.start[i] >= ' ' && subject.start[i] <= '~';
	if (ascii) {
		builder_add(out, subject);
		return;
	}
	builder_string(out, "=?utf-8?q?");
	for (size_t i = 0; i < subject.length; i++) {
		unsigned char byte = (unsigned char)subject.start[i];
		builder_format(out, is_plain((char)byte) ? "%c" : "=%02X", byte);
	}
	builder_string(out, "?=");
}

// "Thu, 26 Nov 2026 09:30:00 +0000".
static void write_date(struct instant at, struct text_builder *out)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct civil civil = civil_of(at);
	builder_format(out, "%s, %d %s %d %02d:%02d:%02d +0000", days[civil_weekday(civil) - 1],
		civil.day, months[civil.month - 1], civil.year, civil.hour, civil.minute, civil.second);
}

void mail_write(const struct mail *mail, struct text_builder *out)
{
	struct text server = mail->from;
	text_cut(&server, '@');
	builder_string(out, "From: Plimsoll <");
	builder_add(out, mail->from);
	builder_string(out, ">\r\nTo: <");
	builder_add(out, mail->to);
	builder_string(out, ">\r\nSubject: ");
	write_subject(mail->subject, out);
	builder_string(out, "\r\nDate: ");
	write_date(mail->at, out);
	builder_string(out, "\r\nMessage-ID: <");
	builder_add(out, mail->id);
	builder_string(out, "@");
	builder_add(out, server);
	builder_string(out,
		">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: quoted-printable\r\nAuto-Submitted: auto-generated\r\n\r\n");
	write_body(mail->body, out);
}

// What is being sent.
struct sending {
	struct text left;
	bool begun; // something of it has been given away
	int stop;
};

static size_t give(char *to, size_t size, size_t count, void *of)
{
	struct sending *sending = of;
	size_t length = size * count;
	if (length > sending->left.length)
		length = sending->left.length;
	if (length)
		memcpy(to, sending->left.start, length);
	sending->left = (struct text){sending->left.start + length, sending->left.length - length};
	sending->begun = true;
	return length;
}

static int look(void *of, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct sending *sending = of;
	struct pollfd stop = {.fd = sending->stop, .events = POLLIN};
	(void)a, (void)b, (void)c, (void)d;
	return sending->stop >= 0 && poll(&stop, 1, 0) > 0;
}

static void set_up(CURL *handle, const struct mail_server *server, const char *from,
	struct curl_slist *to, struct sending *sending)
{
	bool encrypted = strncmp(server->url, "smtps:", 6) == 0;
	curl_easy_setopt(handle, CURLOPT_URL, server->url);
	curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	if (!encrypted)
		curl_easy_setopt(
			handle, CURLOPT_USE_SSL, (long)(server->local ? CURLUSESSL_TRY : CURLUSESSL_ALL));
	if (server->certificates)
		curl_easy_setopt(handle, CURLOPT_CAINFO, server->certificates);
	if (server->user) {
		curl_easy_setopt(handle, CURLOPT_USERNAME, server->user);
		curl_easy_setopt(handle, CURLOPT_PASSWORD, server->password);
	}
	curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(handle, CURLOPT_READDATA, sending);
	curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, look);
	curl_easy_setopt(handle, CURLOPT_XFERINFODATA, sending);
	curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(handle, CURLOPT_PROXY, "");
	curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MILLISECONDS);
	curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)MAIL_SECONDS);
}

// A server that has answered with an error has not taken it, whatever it was given before.
static enum mail_result result_of(CURLcode code, long answer, const struct sending *sending)
{
	if (code == CURLE_OK)
		return MAIL_SENT;
	if (answer >= 500 && answer < 600 && code != CURLE_LOGIN_DENIED)
		return MAIL_REFUSED;
	if (answer >= 400 && answer < 500)
		return MAIL_LATER;
	return sending->begun ? MAIL_PERHAPS : MAIL_LATER;
}

static enum status perform(CURL *handle, const struct mail_server *server, const struct mail *mail,
	struct sending *sending, enum mail_result *out, struct fault *fault)
{
	char from[MAIL_ADDRESS_LIMIT + 3], to[MAIL_ADDRESS_LIMIT + 3];
	long answer = 0;
	snprintf(from, sizeof from, "<%.*s>", TEXT_ARGUMENTS(mail->from));
	snprintf(to, sizeof to, "<%.*s>", TEXT_ARGUMENTS(mail->to));
	struct curl_slist *list = curl_slist_append(NULL, to);
	if (!list)
		return fault_memory(fault);
	set_up(handle, server, from, list, sending);
	CURLcode code = curl_easy_perform(handle);
	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
	curl_slist_free_all(list);
	if (code == CURLE_OUT_OF_MEMORY)
		return fault_memory(fault);
	*out = result_of(code, answer, sending);
	return STATUS_OK;
}

enum status mail_send(const struct mail_server *server, const struct mail *mail, int stop,
	enum mail_result *out, struct fault *fault)
{
	struct text_builder whole;
	builder_init(&whole);
	mail_write(mail, &whole);
	struct sending sending = {.left = builder_view(&whole), .stop = stop};
	CURL *handle = whole.failed ? NULL : curl_easy_init();
	enum status status =
		handle ? perform(handle, server, mail, &sending, out, fault) : fault_memory(fault);
	curl_easy_cleanup(handle);
	builder_done(&whole);
	return status;
}
