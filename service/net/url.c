// SPDX-License-Identifier: MIT
#include "net/url.h"

#include <ctype.h>
#include <curl/curl.h>
#include <string.h>

#define LAST 4            // characters that a hint shows
#define LITTLE (LAST * 4) // what is shorter is shown nothing of

static enum status no_address(struct fault *fault)
{
	return fault_set(fault, STATUS_INVALID, "address",
		"This is no address of a calendar: it starts with https://, http:// or webcal://.");
}

static bool is_clean(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		if ((unsigned char)text.start[i] <= ' ' || text.start[i] == 0x7F)
			return false;
	}
	return text.length > 0 && text_is_utf8(text);
}

// With the scheme that it is asked by; start is NULL for another, or without memory.
static struct text with_scheme(struct text typed, struct arena *arena, bool *known)
{
	static const struct {
		struct text typed, used;
	} schemes[] = {
		{TEXT_CONSTANT("https://"), TEXT_CONSTANT("https://")},
		{TEXT_CONSTANT("http://"), TEXT_CONSTANT("http://")},
		{TEXT_CONSTANT("webcal://"), TEXT_CONSTANT("https://")},
		{TEXT_CONSTANT("webcals://"), TEXT_CONSTANT("https://")},
	};
	*known = false;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t length = schemes[i].typed.length;
		struct text used = schemes[i].used;
		if (typed.length <= length ||
			!text_equal_ignoring_case((struct text){typed.start, length}, schemes[i].typed))
			continue;
		*known = true;
		char *whole = arena_allocate(arena, used.length + typed.length - length + 1);
		if (!whole)
			return (struct text){NULL, 0};
		memcpy(whole, used.start, used.length);
		memcpy(whole + used.length, typed.start + length, typed.length - length);
		return (struct text){whole, used.length + typed.length - length};
	}
	return (struct text){NULL, 0};
}

static char *part_of(CURLU *parser, CURLUPart part)
{
	char *value = NULL;
	return curl_url_get(parser, part, &value, 0) == CURLUE_OK ? value : NULL;
}

// A name, or an address of IPv6 in brackets; libcurl decodes "%" in one to any byte.
static bool has_host(CURLU *parser)
{
	char *host = part_of(parser, CURLUPART_HOST);
	bool plain = host && is_clean(text_of(host));
	for (const char *at = host; plain && *at; at++)
		plain =
			(unsigned char)*at >= 0x80 || isalnum((unsigned char)*at) || memchr(".-_[]:%~", *at, 8);
	curl_free(host);
	return plain;
}

// The parser that the address is later asked with.
static enum status normalise(
	CURLU *parser, const char *whole, struct arena *arena, struct text *out, struct fault *fault)
{
	char *normal = NULL;
	CURLUcode code = curl_url_set(parser, CURLUPART_URL, whole, 0);
	if (code == CURLUE_OK)
		code = curl_url_set(parser, CURLUPART_FRAGMENT, NULL, 0);
	if (code == CURLUE_OK)
		code = curl_url_get(parser, CURLUPART_URL, &normal, 0);
	if (code == CURLUE_OUT_OF_MEMORY)
		return fault_memory(fault);
	struct text copy = text_copy(arena, text_of(normal));
	curl_free(normal);
	if (code != CURLUE_OK || !has_host(parser))
		return no_address(fault);
	if (!copy.start)
		return fault_memory(fault);
	*out = copy;
	return STATUS_OK;
}

enum status url_read(struct text typed, struct arena *arena, struct text *out, struct fault *fault)
{
	bool known;
	typed = text_trim(typed);
	if (typed.length > URL_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "address",
			"An address of a calendar has at most %d characters.", URL_LIMIT);
	if (!is_clean(typed))
		return no_address(fault);
	struct text whole = with_scheme(typed, arena, &known);
	if (!known)
		return no_address(fault);
	CURLU *parser = whole.start ? curl_url() : NULL;
	if (!parser)
		return fault_memory(fault);
	enum status status = normalise(parser, whole.start, arena, out, fault);
	curl_url_cleanup(parser);
	return status;
}

// The server, and the end of what comes after it where that is long.
static void write_hint(CURLU *parser, struct text_builder *out)
{
	char *host = part_of(parser, CURLUPART_HOST), *path = part_of(parser, CURLUPART_PATH);
	char *query = part_of(parser, CURLUPART_QUERY);
	struct text_builder rest;
	builder_init(&rest);
	builder_string(&rest, path ? path : "");
	builder_string(&rest, query ? query : "");
	builder_string(out, host ? host : "");
	if (rest.length >= LITTLE) {
		const char *last = rest.start + rest.length - LAST;
		while ((*last & 0xC0) == 0x80) // within a character of several bytes
			last++;
		builder_format(out, " … %s", last);
	}
	out->failed |= rest.failed;
	builder_done(&rest);
	curl_free(host);
	curl_free(path);
	curl_free(query);
}

struct text url_hint(struct text url, struct arena *arena)
{
	struct text none = {NULL, 0}, copy = text_copy(arena, url);
	CURLU *parser = copy.start ? curl_url() : NULL;
	struct text_builder hint;
	if (!parser)
		return none;
	builder_init(&hint);
	if (curl_url_set(parser, CURLUPART_URL, copy.start, 0) == CURLUE_OK)
		write_hint(parser, &hint);
	struct text out = hint.failed ? none : text_copy(arena, builder_view(&hint));
	builder_done(&hint);
	curl_url_cleanup(parser);
	return out;
}
