// SPDX-License-Identifier: MIT
#include "tools/page_command.h"

#include <string.h>

bool page_name_is_good(struct text name)
{
	if (!name.length || name.length > 60 || name.start[0] < 'a' || name.start[0] > 'z')
		return false;
	for (size_t i = 0; i < name.length; i++) {
		char c = name.start[i];
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_')
			return false;
	}
	return true;
}

bool page_read_command(struct page_compiler *page)
{
	struct page_command command;
	if (!page_read_tokens(page, &command))
		return false;
	const struct page_token *first = &command.tokens[0];
	page->tag.inserted = true;
	if (first->kind == TOKEN_STRING)
		return page_sentence(page, &command);
	if (text_is(first->text, "if"))
		return page_if(page, &command);
	if (text_is(first->text, "else"))
		return page_else(page, &command);
	if (text_is(first->text, "end"))
		return page_end(page, &command);
	if (text_is(first->text, "each"))
		return page_each(page, &command);
	if (text_is(first->text, "include"))
		return page_include(page, &command);
	if (text_is(first->text, "plural"))
		return page_plural(page, &command);
	if (text_is(first->text, "number") || text_is(first->text, "decimal"))
		return page_insert_number(page, &command, text_is(first->text, "decimal"));
	return page_insert(page, &command);
}

// Characters that no part of the compiler then has to think about.
static bool check_bytes(struct page_compiler *page)
{
	int line = 1;
	struct text rest = page->bytes;
	while (rest.length) {
		bool good;
		size_t length = text_sequence(rest, &good);
		unsigned char c = (unsigned char)*rest.start;
		if (!good)
			return page_fail(page, line, "The page is not UTF-8.");
		if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
			return page_fail(page, line, "The page holds a control character.");
		line += c == '\n';
		rest = (struct text){rest.start + length, rest.length - length};
	}
	return true;
}

static bool read_all(struct page_compiler *page)
{
	bool good = check_bytes(page);
	while (good && page->at < page->bytes.length) {
		if (page_sees(page, "{{"))
			good = page_read_command(page);
		else if (page->where == IN_CONTENT)
			good = page_read_content(page);
		else
			good = page->where == IN_TAG ? page_read_tag(page) : page_read_value(page);
	}
	return good && page_check_end(page);
}

static void write_start(struct page_compiler *page)
{
	builder_format(page->out,
		"// Made by compile_pages from %s.\n"
		"#include \"%s\"\n\n"
		"#include \"%s\"\n"
		"#include \"web/html.h\"\n\n"
		"void page_%.*s(\n"
		"\tstruct text_builder *out, enum language language, const struct page_%.*s *view)\n"
		"{\n"
		"\t(void)language;\n"
		"\t(void)view;\n",
		page->source->path, page->source->functions, page->source->views,
		TEXT_ARGUMENTS(page->source->name), TEXT_ARGUMENTS(page->source->name));
}

enum status page_compile(const struct page_source *source, struct arena *arena,
	struct text_builder *out, struct page_messages *messages, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	struct page_compiler *page = arena_allocate(arena, sizeof *page);
	if (!page)
		return fault_memory(fault);
	*page = (struct page_compiler){
		.source = source,
		.bytes = source->bytes,
		.line = 1,
		.arena = arena,
		.out = out,
		.messages = messages,
		.fault = fault ? fault : &own,
	};
	page->ids = (struct page_names){page->id_list, 0, PAGE_IDS_LIMIT};
	page->attributes = (struct page_names){page->attribute_list, 0, PAGE_ATTRIBUTES_LIMIT};
	builder_init(&page->literal);
	write_start(page);
	bool good = read_all(page);
	page_emit_literal(page);
	builder_string(out, "}\n");
	builder_done(&page->literal);
	if (page->out_of_memory || out->failed)
		return fault_memory(fault);
	return good ? STATUS_OK : STATUS_INVALID;
}
