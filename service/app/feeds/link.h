// SPDX-License-Identifier: MIT
// Making, listing, renewing and ending feed links. A link is shown once; only its hash is kept.
// Afterwards its owner knows it by its id, which opens nothing. All of it is in the trail: of the
// person whose calendar it is, or of the organisation for the programme.
#pragma once

#include "app/audits/audit.h"
#include "app/feeds/reads.h"
#include "secret/token.h"
#include "store/feed_links.h"
#include "store/organisation.h"

// Makes a link for `link` (its created_at is now) and gives its token. As the recorder.
CHECKED enum status feed_link_make(struct connection *connection, const struct feed_link *link,
	struct text label, const struct audit_actor *by, struct token *out, struct fault *fault);

// Ends a link by its token, or by a whole address that ends in "/f/<token>.ics".
CHECKED enum status feed_link_end(struct connection *connection, struct text token,
	const struct audit_actor *by, struct fault *fault);

struct link_seen {
	struct listed_link link;
	const struct feed_read *reads; // one for each kind of calendar program, the last first
	size_t read_count;
};

// The links in force to the feed that `link` is of, oldest first. As the recorder.
CHECKED enum status feed_link_list(struct connection *connection, const struct feed_link *link,
	const struct audit_actor *by, struct arena *arena, struct link_seen **out, size_t *count,
	struct fault *fault);

// Puts a new link to the same feed, with the same label, in the place of one, which ends.
// STATUS_NOT_FOUND when there is none in force; STATUS_DENIED for a real person's, which is theirs.
CHECKED enum status feed_link_renew(struct connection *connection,
	const struct organisation *organisation, struct link_id id, const struct audit_actor *by,
	struct token *out, struct fault *fault);

// The same without a new one.
CHECKED enum status feed_link_end_by_id(struct connection *connection,
	const struct organisation *organisation, struct link_id id, const struct audit_actor *by,
	struct fault *fault);

// Both of a person's own links; STATUS_NOT_FOUND for anybody else's. Renewing tells what the link
// is, and its label, in the arena.
CHECKED enum status feed_link_end_own(struct connection *connection,
	struct organisation_id organisation, struct person_id person, struct link_id id,
	const struct audit_actor *by, struct fault *fault);
CHECKED enum status feed_link_renew_own(struct connection *connection,
	struct organisation_id organisation, struct person_id person, struct link_id id,
	const struct audit_actor *by, struct arena *arena, struct feed_link *out, struct text *label,
	struct token *token, struct fault *fault);
