// SPDX-License-Identifier: MIT
#include "app/feeds/link.h"

// About whose link it is.
static enum status tell(struct connection *connection, const struct feed_link *link,
	const struct audit_actor *by, enum audit_action action, struct fault *fault)
{
	return uuid_is_nil(link->person.uuid)
			   ? audit_add_organisation(connection, by, action, fault)
			   : audit_add_person(connection, by, action, link->person, fault);
}

static enum status make(struct connection *connection, const struct feed_link *link,
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

enum status feed_link_make(struct connection *connection, const struct feed_link *link,
	struct text label, const struct audit_actor *by, struct token *out, struct fault *fault)
{
	struct token token;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = make(connection, link, label, &token, fault);
	if (status == STATUS_OK)
		status = tell(connection, link, by, AUDIT_LINK_MADE, fault);
	status = transaction_end(connection, status, fault);
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

enum status feed_link_end(struct connection *connection, struct text text,
	const struct audit_actor *by, struct fault *fault)
{
	struct token token;
	struct feed_link link;
	if (!token_parse(token_part(text), &token))
		return fault_set(fault, STATUS_INVALID, NULL,
			"This is not a feed link. Give the whole address, ending in .ics.");
	struct token_hash hash = token_hash(&token);
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = feed_link_revoke(connection, hash.bytes, by->now, &link, fault);
	if (status == STATUS_OK)
		status = tell(connection, &link, by, AUDIT_LINK_ENDED, fault);
	return transaction_end(connection, status, fault);
}

static enum status list_links(struct connection *connection, const struct feed_link *link,
	struct arena *arena, struct link_seen **out, size_t *count, struct fault *fault)
{
	struct listed_link *links;
	size_t number = 0;
	enum status status = feed_links_list(connection, link, arena, &links, &number, fault);
	if (status != STATUS_OK)
		return status;
	struct link_seen *list = arena_array(arena, number, sizeof *list);
	if (!list)
		return fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < number; i++) {
		struct feed_read *reads = NULL;
		list[i].link = links[i];
		status =
			feed_reads_list(connection, links[i].id, arena, &reads, &list[i].read_count, fault);
		list[i].reads = reads;
	}
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status feed_link_list(struct connection *connection, const struct feed_link *link,
	const struct audit_actor *by, struct arena *arena, struct link_seen **out, size_t *count,
	struct fault *fault)
{
	struct link_seen *list = NULL;
	size_t number = 0;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = list_links(connection, link, arena, &list, &number, fault);
	if (status == STATUS_OK && !uuid_is_nil(link->person.uuid))
		status = tell(connection, link, by, AUDIT_LINKS_SEEN, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

// Ends one by its id, telling what it was; in a transaction of the caller's.
static enum status end_by_id(struct connection *connection, const struct organisation *organisation,
	struct link_id id, struct instant now, struct arena *arena, struct feed_link *link,
	struct text *label, struct fault *fault)
{
	unsigned char hash[FEED_HASH_BYTES];
	*link = (struct feed_link){.organisation = organisation->id};
	enum status status = feed_link_by_id(connection, id, arena, link, label, hash, fault);
	if (status == STATUS_OK && (link->of == FEED_OF_PERSON || link->of == FEED_OF_TEAM) &&
		!organisation->demonstration)
		status = fault_set(fault, STATUS_DENIED, NULL,
			"This link is to a person's calendar: only they themselves may renew or end it.");
	return status == STATUS_OK ? feed_link_revoke(connection, hash, now, link, fault) : status;
}

enum status feed_link_renew(struct connection *connection, const struct organisation *organisation,
	struct link_id id, const struct audit_actor *by, struct token *out, struct fault *fault)
{
	struct arena arena;
	struct feed_link link;
	struct text label;
	struct token token;
	arena_init(&arena);
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK) {
		status = end_by_id(connection, organisation, id, by->now, &arena, &link, &label, fault);
		link.created_at = by->now;
		if (status == STATUS_OK)
			status = make(connection, &link, label, &token, fault);
		if (status == STATUS_OK)
			status = tell(connection, &link, by, AUDIT_LINK_RENEWED, fault);
		status = transaction_end(connection, status, fault);
	}
	arena_done(&arena);
	if (status == STATUS_OK)
		*out = token;
	return status;
}

enum status feed_link_end_by_id(struct connection *connection,
	const struct organisation *organisation, struct link_id id, const struct audit_actor *by,
	struct fault *fault)
{
	struct arena arena;
	struct feed_link link;
	struct text label;
	arena_init(&arena);
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK) {
		status = end_by_id(connection, organisation, id, by->now, &arena, &link, &label, fault);
		if (status == STATUS_OK)
			status = tell(connection, &link, by, AUDIT_LINK_ENDED, fault);
		status = transaction_end(connection, status, fault);
	}
	arena_done(&arena);
	return status;
}

// Ends one that is the person's own, telling what it was; in a transaction of the caller's.
static enum status take_own(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct link_id id, struct instant now, struct arena *arena,
	struct feed_link *link, struct text *label, struct fault *fault)
{
	unsigned char hash[FEED_HASH_BYTES];
	*link = (struct feed_link){.organisation = organisation};
	enum status status = feed_link_by_id(connection, id, arena, link, label, hash, fault);
	if (status == STATUS_OK && !uuid_equal(link->person.uuid, person.uuid))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such link.");
	return status == STATUS_OK ? feed_link_revoke(connection, hash, now, link, fault) : status;
}

enum status feed_link_end_own(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct link_id id, const struct audit_actor *by, struct fault *fault)
{
	struct arena arena;
	struct feed_link link;
	struct text label;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = take_own(connection, organisation, person, id, by->now, &arena, &link, &label, fault);
	if (status == STATUS_OK)
		status = tell(connection, &link, by, AUDIT_LINK_ENDED, fault);
	arena_done(&arena);
	return transaction_end(connection, status, fault);
}

enum status feed_link_renew_own(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct link_id id, const struct audit_actor *by, struct arena *arena,
	struct feed_link *out, struct text *label, struct token *token, struct fault *fault)
{
	struct feed_link link;
	struct token made;
	struct text named;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = take_own(connection, organisation, person, id, by->now, arena, &link, &named, fault);
	link.created_at = by->now;
	if (status == STATUS_OK)
		status = make(connection, &link, named, &made, fault);
	if (status == STATUS_OK)
		status = tell(connection, &link, by, AUDIT_LINK_RENEWED, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK) {
		*out = link;
		*label = named;
		*token = made;
	}
	return status;
}
