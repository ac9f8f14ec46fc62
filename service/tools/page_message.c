// SPDX-License-Identifier: MIT
#include "tools/page_command.h"

static struct page_message *find(const struct page_messages *messages, struct text one)
{
	struct page_message *message = messages->first;
	while (message && !text_equal(message->one, one))
		message = message->next;
	return message;
}

static struct page_message *append(struct page_compiler *page, struct text one)
{
	struct page_messages *messages = page->messages;
	struct page_message *message = arena_allocate(page->arena, sizeof *message);
	if (!message)
		return NULL;
	message->one = one;
	if (messages->last)
		messages->last->next = message;
	else
		messages->first = message;
	messages->last = message;
	return message;
}

static bool add_place(struct page_compiler *page, struct page_message *message, int line)
{
	struct page_place *place = arena_allocate(page->arena, sizeof *place);
	if (!place)
		return false;
	*place = (struct page_place){.path = page->source->path, .line = line};
	if (message->last_place)
		message->last_place->next = place;
	else
		message->places = place;
	message->last_place = place;
	return true;
}

// One entry serves a sentence with a plural and the same without, as gettext looks them up.
bool page_message_add(struct page_compiler *page, int line, struct text one, struct text other)
{
	struct page_message *message = find(page->messages, one);
	char quote[PAGE_QUOTE_SIZE];
	if (!message)
		message = append(page, one);
	if (!message || !add_place(page, message, line)) {
		page->out_of_memory = true;
		return false;
	}
	if (other.start && message->other.start && !text_equal(message->other, other))
		return page_fail(page, line, "“%s” has another plural in %s:%d.", page_quote(one, quote),
			message->places->path, message->places->line);
	if (other.start)
		message->other = other;
	return true;
}

static void write_string(struct text_builder *out, const char *key, struct text text)
{
	builder_format(out, "%s \"", key);
	for (size_t i = 0; i < text.length; i++) {
		if (text.start[i] == '"' || text.start[i] == '\\')
			builder_character(out, '\\');
		builder_character(out, text.start[i]);
	}
	builder_string(out, "\"\n");
}

void page_messages_write(const struct page_messages *messages, struct text_builder *out)
{
	builder_string(out, "msgid \"\"\nmsgstr \"\"\n"
						"\"MIME-Version: 1.0\\n\"\n"
						"\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
						"\"Content-Transfer-Encoding: 8bit\\n\"\n");
	for (const struct page_message *message = messages->first; message; message = message->next) {
		builder_character(out, '\n');
		for (const struct page_place *place = message->places; place; place = place->next)
			builder_format(out, "#: %s:%d\n", place->path, place->line);
		write_string(out, "msgid", message->one);
		if (message->other.start)
			write_string(out, "msgid_plural", message->other);
		builder_string(
			out, message->other.start ? "msgstr[0] \"\"\nmsgstr[1] \"\"\n" : "msgstr \"\"\n");
	}
}
