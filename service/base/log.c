// SPDX-License-Identifier: MIT
#include "base/log.h"

#include <unistd.h>

#include "base/text.h"

static enum log_level highest = LOG_NOTICE;
static int sink = STDERR_FILENO;
static bool with_priority;

void log_open(enum log_level most, int descriptor, bool priorities)
{
	highest = most;
	sink = descriptor;
	with_priority = priorities;
}

// RFC 8259 §7 and §8.1: quotation mark, reverse solidus and controls are escaped, and what is not
// UTF-8 is replaced.
static void add_string(struct text_builder *line, const char *string)
{
	bool is_utf8 = text_is_utf8(text_of(string));
	builder_character(line, '"');
	for (const char *at = string; *at; at++) {
		if (*at == '"' || *at == '\\')
			builder_format(line, "\\%c", *at);
		else if ((unsigned char)*at < 0x20)
			builder_format(line, "\\u%04x", (unsigned)*at);
		else if ((unsigned char)*at >= 0x80 && !is_utf8)
			builder_string(line, "\\ufffd");
		else
			builder_character(line, *at);
	}
	builder_character(line, '"');
}

void log_write(enum log_level level, const char *event, const struct log_field *fields, int count)
{
	static const struct {
		const char *name;
		int priority;
	} levels[] = {
		[LOG_ERROR] = {"error", 3},
		[LOG_WARNING] = {"warning", 4},
		[LOG_NOTICE] = {"notice", 5},
		[LOG_DETAIL] = {"detail", 7},
	};
	if (level > highest)
		return;
	struct text_builder line;
	builder_init(&line);
	if (with_priority)
		builder_format(&line, "<%d>", levels[level].priority);
	builder_format(&line, "{\"level\":\"%s\",\"event\":", levels[level].name);
	add_string(&line, event);
	for (int i = 0; i < count; i++) {
		builder_character(&line, ',');
		add_string(&line, fields[i].name);
		builder_character(&line, ':');
		if (fields[i].text)
			add_string(&line, fields[i].text);
		else
			builder_format(&line, "%lld", (long long)fields[i].number);
	}
	builder_string(&line, "}\n");
	if (!line.failed && write(sink, line.start, line.length) < 0) {
		// There is nowhere left to say so.
	}
	builder_done(&line);
}
