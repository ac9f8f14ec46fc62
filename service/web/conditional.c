// SPDX-License-Identifier: MIT
#include "web/conditional.h"

#include "web/http_date.h"

// Compares one entry of If-None-Match, W/ or not, with a tag.
static bool tag_fits(struct text entry, const char *tag)
{
	entry = text_trim(entry);
	if (text_is(entry, "*"))
		return true;
	if (text_starts(entry, "W/"))
		entry = (struct text){entry.start + 2, entry.length - 2};
	if (entry.length < 2 || entry.start[0] != '"' || entry.start[entry.length - 1] != '"')
		return false;
	return text_is((struct text){entry.start + 1, entry.length - 2}, tag);
}

bool not_modified(struct text if_none_match, struct text if_modified_since, const char *tag,
	struct instant modified)
{
	struct instant since;
	if (if_none_match.start) {
		// Our tags hold no comma, so an entry that does cannot fit by its parts.
		while (if_none_match.length) {
			if (tag_fits(text_cut(&if_none_match, ','), tag))
				return true;
		}
		return false;
	}
	return if_modified_since.start && http_date_parse(if_modified_since, &since) &&
		   !instant_before(since, modified);
}
