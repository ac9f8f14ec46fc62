// SPDX-License-Identifier: MIT
#include "store/meetings.h"

#include "store/changing.h"

unsigned meeting_languages(struct text joined)
{
	unsigned languages = 0;
	while (joined.length) {
		enum language language;
		if (language_parse(text_cut(&joined, ' '), &language))
			languages |= LANGUAGE_BIT(language);
	}
	return languages;
}

static unsigned manners(struct text joined)
{
	unsigned manners = 0;
	while (joined.length) {
		enum manner manner;
		if (manner_parse(text_cut(&joined, ' '), &manner))
			manners |= MANNER_BIT(manner);
	}
	return manners;
}

void meeting_row_wish(const struct rows *rows, int row, int column, struct meeting_wish *out)
{
	*out = (struct meeting_wish){.manners = manners(row_text(rows, row, column + 1))};
	(void)language_wish_parse(row_text(rows, row, column), &out->language);
	(void)manner_parse(row_text(rows, row, column + 2), &out->rather);
}

enum status meeting_own(struct connection *connection, struct person_id person,
	struct own_meeting *out, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	enum status status = query_run(connection, QUERY_MEETING_OWN, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, "account", "There is no such account.");
	}
	struct own_meeting own = {.leads_in = meeting_languages(row_text(rows, 0, 4))};
	enum language account = LANGUAGE_ENGLISH;
	(void)language_parse(row_text(rows, 0, 0), &account);
	meeting_row_wish(rows, 0, 1, &own.wish);
	if (!row_text(rows, 0, 1).length)
		own.wish.language = language_wish_usual(account);
	rows_free(rows);
	*out = own;
	return STATUS_OK;
}

enum status meeting_set(struct connection *connection, struct person_id person,
	const struct meeting_wish *wish, struct instant at, struct fault *fault)
{
	struct change change;
	struct text chosen[MANNER_COUNT];
	size_t count = 0;
	for (unsigned i = MANNER_IN_PERSON; i < MANNER_COUNT; i++) {
		if (wish->manners & MANNER_BIT(i))
			chosen[count++] = text_of(manner_name((enum manner)i));
	}
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_text(&change.values, text_of(language_wish_name(wish->language)));
	parameter_texts(&change.values, chosen, count);
	parameter_text(&change.values, text_of(manner_name(wish->rather)));
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_MEETING_SET, NULL, fault);
}

static size_t codes(unsigned languages, struct text *out)
{
	size_t count = 0;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
		if (languages & LANGUAGE_BIT(i))
			out[count++] = text_of(language_code((enum language)i));
	}
	return count;
}

static enum status lead_all(struct connection *connection, struct person_id person,
	const struct text *languages, size_t count, struct instant at, struct fault *fault)
{
	struct change change;
	struct text kinds[SESSION_KIND_COUNT];
	size_t kind_count = 0;
	for (unsigned i = 0; i < SESSION_KIND_COUNT; i++) {
		if (session_is_alone((enum session_kind)i))
			kinds[kind_count++] = text_of(session_kind_name((enum session_kind)i));
	}
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_texts(&change.values, kinds, kind_count);
	parameter_texts(&change.values, languages, count);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_MEETING_LED, NULL, fault);
}

enum status meeting_lead(struct connection *connection, struct person_id person, unsigned languages,
	struct instant at, struct fault *fault)
{
	struct change change;
	struct text chosen[LANGUAGE_COUNT];
	size_t count = codes(languages, chosen);
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_texts(&change.values, chosen, count);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_MEETING_LEAD, NULL, fault);
	return status == STATUS_OK ? lead_all(connection, person, chosen, count, at, fault) : status;
}
