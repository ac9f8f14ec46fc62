// SPDX-License-Identifier: MIT
#include "web/multipart.h"

#include <string.h>

#define BOUNDARY_MOST 70 // RFC 2046 §5.1.1
#define HEAD_MOST 1024   // bytes of a part's lines

static struct text after(struct text text, size_t length)
{
	return (struct text){text.start + length, text.length - length};
}

static bool skip(struct text *text, const char *expected)
{
	if (!text_starts(*text, expected))
		return false;
	*text = after(*text, strlen(expected));
	return true;
}

// "multipart/form-data; boundary=----abc", also in quotes.
static bool read_boundary(struct text type, struct text *out)
{
	struct text kind = text_trim(text_cut(&type, ';'));
	struct text rest = text_trim(type);
	if (!text_equal_ignoring_case(kind, TEXT("multipart/form-data")) || !skip(&rest, "boundary="))
		return false;
	if (rest.length >= 2 && rest.start[0] == '"' && rest.start[rest.length - 1] == '"')
		rest = (struct text){rest.start + 1, rest.length - 2};
	for (size_t i = 0; i < rest.length; i++) {
		char c = rest.start[i];
		bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (!letter && (c == '\0' || !strchr("'()+_,-./:=?", c)))
			return false;
	}
	*out = rest;
	return rest.length > 0 && rest.length <= BOUNDARY_MOST;
}

// A value in quotes and what follows it; a quote within is sent as %22.
static bool read_quoted(struct text *rest, struct text *out)
{
	if (!skip(rest, "\""))
		return false;
	const char *end = rest->length ? memchr(rest->start, '"', rest->length) : NULL;
	if (!end)
		return false;
	*out = (struct text){rest->start, (size_t)(end - rest->start)};
	*rest = after(*rest, out->length + 1);
	return true;
}

static bool read_disposition(struct text line, struct multipart_part *part)
{
	struct text unused;
	if (!skip(&line, "form-data; name=") || !read_quoted(&line, &part->name) || !part->name.length)
		return false;
	part->file = skip(&line, "; filename=");
	return (!part->file || read_quoted(&line, &unused)) && line.length == 0;
}

// The lines before a part's content, up to the empty one.
static bool read_head(struct text *rest, struct multipart_part *part)
{
	const char *start = rest->start;
	bool named = false;
	for (;;) {
		size_t most = rest->length < HEAD_MOST ? rest->length : HEAD_MOST;
		const char *end = most ? memmem(rest->start, most, "\r\n", 2) : NULL;
		if (!end || (size_t)(end - start) > HEAD_MOST)
			return false;
		struct text line = {rest->start, (size_t)(end - rest->start)};
		*rest = after(*rest, line.length + 2);
		if (line.length == 0)
			return named;
		struct text value = line;
		struct text name = text_cut(&value, ':');
		if (memchr(line.start, '\0', line.length) || memchr(line.start, '\n', line.length))
			return false;
		if (!text_equal_ignoring_case(name, TEXT("Content-Disposition")))
			continue;
		if (named || !read_disposition(text_trim(value), part))
			return false;
		named = true;
	}
}

// Up to the next delimiter, CRLF "--" boundary.
static bool read_content(struct text *rest, struct text delimiter, struct text *out)
{
	const char *end =
		rest->length ? memmem(rest->start, rest->length, delimiter.start, delimiter.length) : NULL;
	if (!end)
		return false;
	*out = (struct text){rest->start, (size_t)(end - rest->start)};
	*rest = after(*rest, out->length + delimiter.length);
	return true;
}

bool multipart_read(struct text content_type, struct text body, struct multipart *out)
{
	char delimiter[BOUNDARY_MOST + 5];
	struct text boundary;
	*out = (struct multipart){.count = 0};
	if (!content_type.start || !read_boundary(content_type, &boundary))
		return false;
	int length = snprintf(delimiter, sizeof delimiter, "\r\n--%.*s", TEXT_ARGUMENTS(boundary));
	struct text between = {delimiter, (size_t)length};
	if (!skip(&body, delimiter + 2))
		return false;
	while (!text_is(body, "--") && !text_is(body, "--\r\n")) {
		struct multipart_part *part = &out->parts[out->count];
		if (out->count == MULTIPART_LIMIT || !skip(&body, "\r\n") || !read_head(&body, part) ||
			!read_content(&body, between, &part->content)) {
			*out = (struct multipart){.count = 0};
			return false;
		}
		out->count++;
	}
	return true;
}

struct text multipart_content(const struct multipart *form, const char *name, bool file)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->parts[i].file == file && text_is(form->parts[i].name, name))
			return form->parts[i].content;
	return (struct text){NULL, 0};
}
