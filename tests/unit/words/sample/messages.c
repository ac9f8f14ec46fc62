// SPDX-License-Identifier: MIT
// Never compiled: every way in which a source names a message.
#include "words/words.h"

static const char *const table[] = {MESSAGE("of a table")};
static const struct {
	const char *one, *other;
} plurals[] = {MESSAGE_PLURAL("one of a table", "others of a table")};

void say(struct text_builder *out, enum language language)
{
	words(language, "of a call");
	words(language, "of two "
					"literals");
	words_plural(language, "one of a call", "others of a call", 3);
	words_count(out, language, "one of a count", "others of a count", 3);
	words(language, "100% of them – all");
	words(language, "said twice");
	// Translators: a verb.
	words(language, "Open");
	words(language, table[0]);
	words_plural(language, plurals[0].one, plurals[0].other, 3);
	builder_string(out, "never said");
}
