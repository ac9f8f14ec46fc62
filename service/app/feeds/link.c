// SPDX-License-Identifier: MIT
#include "app/feeds/link.h"

enum status feed_link_make(struct connection *connection, const struct feed_link *link,
	struct text label, struct token *out, struct fault *fault)
{
	struct token token = token_new();
	struct token_hash hash = token_hash(&token);
	struct feed_link named = *link;
	named.id.uuid = uuid_v7(link->created_at.seconds * 1000);
	enum status status = feed_link_add(connection, hash.bytes, &named, label, fault);
	if (status == STATUS_OK)
		*out = token;
	return status;
}

// What stands between the last "/" and ".ics", or the whole text.
static struct text token_part(struct text text)
{
	struct text last = text, rest = text;
	while (rest.length)
		last = text_cut(&rest, '/');
	return text_cut(&last, '.');
}

enum status feed_link_end(
	struct connection *connection, struct text text, struct instant now, struct fault *fault)
{
	struct token token;
	if (!token_parse(token_part(text), &token))
		return fault_set(fault, STATUS_INVALID, NULL,
			"This is not a feed link. Give the whole address, ending in .ics.");
	struct token_hash hash = token_hash(&token);
	return feed_link_revoke(connection, hash.bytes, now, fault);
}
