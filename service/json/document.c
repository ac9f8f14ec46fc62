// SPDX-License-Identifier: MIT
#include "json/document.h"

#include <string.h>

struct position {
	unsigned long line, column; // from 1; columns in bytes
};

// Where nesting goes beyond the limit; line 0 if nowhere. Jansson's own limit is a compile-time one
// and deep enough to use up a small stack.
static struct position too_deep(struct text document)
{
	struct position at = {1, 0};
	unsigned depth = 0;
	bool in_string = false;
	for (size_t i = 0; i < document.length; i++) {
		char c = document.start[i];
		at.column++;
		if (c == '\n')
			at = (struct position){at.line + 1, 0};
		if (c == '"')
			in_string = !in_string;
		else if (in_string && c == '\\' && i + 1 < document.length &&
				 document.start[i + 1] != '\n') {
			i++;
			at.column++;
		} else if (!in_string && (c == '{' || c == '['))
			depth++;
		else if (!in_string && (c == '}' || c == ']') && depth)
			depth--;
		if (depth > DOCUMENT_DEPTH_LIMIT)
			return at;
	}
	return (struct position){0, 0};
}

// The parser quotes the document, and may cut a character in two: neither a control character nor
// a part of one may reach a message.
static void clean(char *text)
{
	bool is_utf8 = text_is_utf8(text_of(text));
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			*text = ' ';
		else if ((unsigned char)*text >= 0x80 && !is_utf8)
			*text = '?';
	}
}

static enum status parse_fault(json_error_t *error, struct fault *fault)
{
	char where[64];
	snprintf(where, sizeof where, "line %d, column %d", error->line, error->column);
	clean(error->text);
	const char *near = strstr(error->text, " near ");
	near = near ? near : "";
	if (error->text[0] == '\0') // there was not even memory to begin
		return fault_memory(fault);
	switch (json_error_code(error)) {
	case json_error_out_of_memory:
		return fault_memory(fault);
	case json_error_invalid_utf8:
		return fault_set(fault, STATUS_INVALID, where,
			"The document is not UTF-8 here; save it with the encoding UTF-8.");
	case json_error_premature_end_of_input:
		return fault_set(fault, STATUS_INVALID, where,
			"The document ends too early; a closing \", ] or } is missing.");
	case json_error_end_of_input_expected:
		return fault_set(fault, STATUS_INVALID, where,
			"Something follows after the end of the document; remove it.");
	case json_error_duplicate_key:
		return fault_set(fault, STATUS_INVALID, where,
			"One object has two members of the same name%s; keep one of them.", near);
	case json_error_numeric_overflow:
		return fault_set(fault, STATUS_INVALID, where,
			"The number%s is larger than any that can be read.", near);
	default:
		return fault_set(fault, STATUS_INVALID, where, "This is not JSON: %s.", error->text);
	}
}

json_t *document_parse(struct text document, struct fault *fault)
{
	if (text_starts(document, "\xEF\xBB\xBF")) {
		document.start += 3;
		document.length -= 3;
	}
	if (document.length > DOCUMENT_SIZE_LIMIT) {
		fault_set(fault, STATUS_INVALID, "", "The document has %zu bytes; at most %u can be read.",
			document.length, DOCUMENT_SIZE_LIMIT);
		return NULL;
	}
	if (text_trim(document).length == 0) {
		fault_set(fault, STATUS_INVALID, "", "The document is empty.");
		return NULL;
	}
	struct position deep = too_deep(document);
	if (deep.line) {
		char where[64];
		snprintf(where, sizeof where, "line %lu, column %lu", deep.line, deep.column);
		fault_set(fault, STATUS_INVALID, where,
			"Objects and lists may be nested at most %d deep here.", DOCUMENT_DEPTH_LIMIT);
		return NULL;
	}
	json_error_t error;
	json_t *root = json_loadb(
		document.start, document.length, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
	if (!root)
		parse_fault(&error, fault);
	return root;
}
