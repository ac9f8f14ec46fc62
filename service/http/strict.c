// SPDX-License-Identifier: MIT
#include "http/strict.h"

#include <string.h>

// RFC 9110 section 5.6.2.
static bool is_token(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.start[i];
		bool alphanumeric =
			(c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (!alphanumeric && (c == '\0' || !strchr("!#$%&'*+-.^_`|~", c)))
			return false;
	}
	return text.length > 0;
}

static bool is_visible(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.start[i] <= ' ' || text.start[i] > '~') // char may be signed: above ASCII too
			return false;
	}
	return text.length > 0;
}

// RFC 9112 section 3.2: in no form is the path of a target empty.
static bool is_target(struct text text)
{
	return is_visible(text) && text.start[0] != '?';
}

static bool is_value(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.start[i];
		if ((c < ' ' && c != '\t') || c == 0x7F)
			return false;
	}
	return true;
}

void strict_begin(struct strict_head *head, const char *method, struct text target, const char *at,
	const char *version)
{
	*head = (struct strict_head){.new = strcmp(version, "HTTP/1.1") == 0};
	if (!head->new &&strcmp(version, "HTTP/1.0") != 0)
		return;
	if (method + strlen(method) + 1 == at && at + target.length + 1 == version &&
		is_token(text_of(method)) && is_target(target))
		head->expected = version + strlen(version) + 2;
}

void strict_field(struct strict_head *head, struct text name, struct text value)
{
	if (name.start != head->expected || !is_token(name) || !is_value(value)) {
		head->expected = NULL;
		return;
	}
	head->expected = value.start + value.length + 2;
	if (text_equal_ignoring_case(name, TEXT("Host")))
		head->hosts++;
	else if (text_equal_ignoring_case(name, TEXT("Content-Length")))
		head->lengths++;
	else if (text_equal_ignoring_case(name, TEXT("Transfer-Encoding"))) {
		head->codings++;
		// libmicrohttpd would take a body under any other coding to last until the connection ends.
		if (!text_equal_ignoring_case(value, TEXT("chunked")))
			head->expected = NULL;
	}
}

bool strict_end(const struct strict_head *head, const char *end)
{
	if (!head->expected || head->expected + 2 != end)
		return false;
	if (head->hosts > 1 || (head->new && head->hosts == 0))
		return false;
	return head->lengths + head->codings <= 1 && (head->new || head->codings == 0);
}
