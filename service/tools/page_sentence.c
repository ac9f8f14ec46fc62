// SPDX-License-Identifier: MIT
// Sentences: {{"…" name=field}} and {{plural "…" "…" count=field}}.
#include "tools/page_command.h"

#include <string.h>

#define PLACES_LIMIT 8

struct place {
	struct text name, field;
	bool is_number, used;
};

struct places {
	struct place list[PLACES_LIMIT];
	size_t count;
};

// As service/words knows it.
static bool is_place(struct text name)
{
	for (size_t i = 0; i < name.length; i++) {
		if (!(name.start[i] >= 'a' && name.start[i] <= 'z') && name.start[i] != '_')
			return false;
	}
	return name.length > 0;
}

// The triples name = field from `index` on.
static bool read_places(struct page_compiler *page, const struct page_command *command,
	size_t index, struct places *places)
{
	places->count = 0;
	for (; index < command->count; index += 3) {
		struct place *place = &places->list[places->count];
		if (places->count == PLACES_LIMIT || index + 2 >= command->count ||
			!is_place(command->tokens[index].text) ||
			command->tokens[index + 1].kind != TOKEN_EQUALS)
			return page_fail(page, command->line,
				"Behind the sentence stand its places, NAME=FIELD, at most %d.", PLACES_LIMIT);
		*place = (struct place){.name = command->tokens[index].text};
		if (!page_field(page, command, index + 2, &place->field))
			return false;
		for (size_t i = 0; i < places->count; i++) {
			if (text_equal(places->list[i].name, place->name))
				return page_fail(page, command->line, "A place of the sentence is given twice.");
		}
		places->count++;
	}
	return true;
}

static struct place *find(struct places *places, struct text name)
{
	for (size_t i = 0; i < places->count; i++) {
		if (text_equal(places->list[i].name, name))
			return &places->list[i];
	}
	return NULL;
}

// Every {name} of the sentence is among the places.
static bool check_names(
	struct page_compiler *page, int line, struct text sentence, struct places *places)
{
	char quote[PAGE_QUOTE_SIZE];
	while (sentence.length) {
		struct text before = text_cut(&sentence, '{');
		bool opens = before.start + before.length < sentence.start;
		if (memchr(before.start, '}', before.length))
			return page_fail(page, line, "A } in a sentence ends a place {name}.");
		if (!opens)
			return true;
		struct text name = text_cut(&sentence, '}');
		struct place *place = find(places, name);
		if (!place || name.start + name.length == sentence.start)
			return page_fail(page, line, "The place {%s} of the sentence is not given.",
				page_quote(name, quote));
		place->used = true;
	}
	return true;
}

static bool check_used(struct page_compiler *page, int line, const struct places *places)
{
	char quote[PAGE_QUOTE_SIZE];
	for (size_t i = 0; i < places->count; i++) {
		if (!places->list[i].used)
			return page_fail(page, line, "The sentence has no place {%s}.",
				page_quote(places->list[i].name, quote));
	}
	return true;
}

// The function that escapes a sentence here.
static const char *escape_sentence(struct page_compiler *page, int line)
{
	char quote[PAGE_QUOTE_SIZE];
	if (page->where == IN_VALUE && page->tag.kind != ATTRIBUTE_WORDS &&
		page->tag.kind != ATTRIBUTE_EITHER) {
		(void)page_fail(
			page, line, "Nobody reads a sentence in %s.", page_quote(page->tag.attribute, quote));
		return NULL;
	}
	return page_escape(page, line);
}

static void add_places(struct text_builder *out, const struct places *places)
{
	builder_string(out, " (const struct html_place[]){");
	for (size_t i = 0; i < places->count; i++) {
		const struct place *place = &places->list[i];
		builder_format(out, "%s%s(\"%.*s\", ", i ? ", " : "",
			place->is_number ? "html_place_number" : "html_place", TEXT_ARGUMENTS(place->name));
		builder_format(
			out, place->is_number ? "HTML_INTEGER(%.*s))" : "%.*s)", TEXT_ARGUMENTS(place->field));
	}
	builder_format(out, "}, %zu);", places->count);
}

// `call` gives the sentence in the reader's language.
static bool emit(struct page_compiler *page, int line, const struct text_builder *call,
	const struct places *places)
{
	struct text_builder statement;
	const char *escape = escape_sentence(page, line);
	if (!escape)
		return false;
	builder_init(&statement);
	builder_format(&statement, "%s(out, ", places->count ? "html_sentence" : escape);
	if (places->count)
		builder_format(&statement, "%s, ", escape);
	builder_add(&statement, builder_view(call));
	if (places->count) {
		builder_character(&statement, ',');
		add_places(&statement, places);
	} else {
		builder_string(&statement, ");");
	}
	page_emit(page, line, "%.*s", TEXT_ARGUMENTS(builder_view(&statement)));
	page->out_of_memory = page->out_of_memory || statement.failed || call->failed;
	builder_done(&statement);
	return true;
}

bool page_sentence(struct page_compiler *page, const struct page_command *command)
{
	struct text sentence = command->tokens[0].text;
	struct places places;
	struct text_builder call;
	if (!read_places(page, command, 1, &places) ||
		!check_names(page, command->line, sentence, &places) ||
		!check_used(page, command->line, &places) ||
		!page_message_add(page, command->line, sentence, (struct text){NULL, 0}))
		return false;
	builder_init(&call);
	builder_string(&call, "words(language, ");
	page_emit_string(&call, sentence);
	builder_character(&call, ')');
	bool good = emit(page, command->line, &call, &places);
	builder_done(&call);
	return good;
}

static bool check_plural(
	struct page_compiler *page, const struct page_command *command, struct places *places)
{
	struct text one = command->tokens[1].text, other = command->tokens[2].text;
	struct place *count = find(places, TEXT("count"));
	if (!count)
		return page_fail(page, command->line, "A plural needs count=FIELD.");
	count->is_number = true;
	return check_names(page, command->line, other, places) &&
		   check_used(page, command->line, places) &&
		   check_names(page, command->line, one, places) &&
		   page_message_add(page, command->line, one, other);
}

bool page_plural(struct page_compiler *page, const struct page_command *command)
{
	struct places places;
	struct text_builder call;
	if (command->count < 3 || command->tokens[1].kind != TOKEN_STRING ||
		command->tokens[2].kind != TOKEN_STRING)
		return page_fail(page, command->line, "It is {{plural \"…\" \"…\" count=FIELD}}.");
	if (!read_places(page, command, 3, &places) || !check_plural(page, command, &places))
		return false;
	builder_init(&call);
	builder_string(&call, "words_plural(language, ");
	page_emit_string(&call, command->tokens[1].text);
	builder_string(&call, ", ");
	page_emit_string(&call, command->tokens[2].text);
	builder_format(
		&call, ", HTML_INTEGER(%.*s))", TEXT_ARGUMENTS(find(&places, TEXT("count"))->field));
	bool good = emit(page, command->line, &call, &places);
	builder_done(&call);
	return good;
}
