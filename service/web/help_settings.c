// SPDX-License-Identifier: MIT
// The administrator's form of the organisation's help lines. It is read and changed in the
// recorder's lane, whose they are.
#include <stdio.h>

#include "web/handlers.h"
#include "web/help_lines.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

#define FORMS_LIMIT (HELP_LINES_LIMIT + 1) // with the empty one

// A line as the form has it: those there are, and below them an empty one.
struct form_line {
	struct help_line line;
	bool checked, removed, is_new;
};

struct form {
	struct form_line lines[FORMS_LIMIT];
	size_t count;
};

// What the lines are, in few digits, so that a form made from others is noticed (FNV-1a).
static void revise(const struct help_line *lines, size_t count, char out[static 17])
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < count; i++) {
		const struct text texts[] = {lines[i].name[LANGUAGE_ENGLISH], lines[i].name[LANGUAGE_WELSH],
			lines[i].note[LANGUAGE_ENGLISH], lines[i].note[LANGUAGE_WELSH], lines[i].number,
			text_of(help_line_means_name(lines[i].means))};
		for (size_t j = 0; j < sizeof texts / sizeof texts[0]; j++) {
			for (size_t k = 0; k <= texts[j].length; k++) {
				unsigned char byte = k < texts[j].length ? (unsigned char)texts[j].start[k] : 0;
				hash = (hash ^ byte) * UINT64_C(1099511628211);
			}
		}
		hash = (hash ^ (uint64_t)lines[i].checked_at.seconds) * UINT64_C(1099511628211);
	}
	snprintf(out, 17, "%016llx", (unsigned long long)hash);
}

static struct instant today(const struct web_call *call)
{
	struct civil local = zone_local(&call->worker->zone, call->worker->options->now());
	local.hour = local.minute = local.second = 0;
	return civil_as_utc(local);
}

// Whether a box was ticked beside line `number`.
static bool ticked(const struct web_call *call, const char *name, size_t number)
{
	struct text values[FORMS_LIMIT];
	size_t count =
		form_fields(call->request->body, name, call->request->arena, values, FORMS_LIMIT);
	char wanted[8];
	snprintf(wanted, sizeof wanted, "%zu", number);
	for (size_t i = 0; count <= FORMS_LIMIT && i < count; i++)
		if (text_is(values[i], wanted))
			return true;
	return false;
}

static bool is_blank(const struct help_line *line)
{
	return !line->name[LANGUAGE_ENGLISH].length && !line->name[LANGUAGE_WELSH].length &&
		   !line->note[LANGUAGE_ENGLISH].length && !line->note[LANGUAGE_WELSH].length &&
		   !line->number.length;
}

static void form_of(const struct help_line *known, size_t count, struct form *out)
{
	*out = (struct form){.count = count < HELP_LINES_LIMIT ? count + 1 : count};
	for (size_t i = 0; i < count; i++)
		out->lines[i].line = known[i];
	if (count < HELP_LINES_LIMIT) {
		out->lines[count].line.number = TEXT("");
		out->lines[count].is_new = true;
	}
}

// What was sent of such a form. False for what was made from another.
static bool take(const struct web_call *call, struct form *form)
{
	static const char *const names[] = {
		"name_en", "name_cy", "note_en", "note_cy", "number", "means"};
	struct text columns[6][FORMS_LIMIT];
	for (size_t i = 0; i < 6; i++) {
		size_t count = form_fields(
			call->request->body, names[i], call->request->arena, columns[i], FORMS_LIMIT);
		if (count != form->count)
			return false;
	}
	for (size_t i = 0; i < form->count; i++) {
		struct help_line *line = &form->lines[i].line;
		line->name[LANGUAGE_ENGLISH] = text_trim(columns[0][i]);
		line->name[LANGUAGE_WELSH] = text_trim(columns[1][i]);
		line->note[LANGUAGE_ENGLISH] = text_trim(columns[2][i]);
		line->note[LANGUAGE_WELSH] = text_trim(columns[3][i]);
		line->number = text_trim(columns[4][i]);
		if (!help_line_means_parse(columns[5][i], &line->means))
			return false;
		form->lines[i].checked = ticked(call, "checked", i + 1);
		form->lines[i].removed = ticked(call, "remove", i + 1);
	}
	return true;
}

// The lines that the form leaves. `from` says of each which of the form's it is, from 1.
static size_t lines_left(const struct web_call *call, const struct form *form,
	struct help_line out[static FORMS_LIMIT], size_t from[static FORMS_LIMIT])
{
	size_t count = 0;
	for (size_t i = 0; i < form->count; i++) {
		const struct form_line *sent = &form->lines[i];
		if (sent->removed || (sent->is_new && is_blank(&sent->line)))
			continue;
		out[count] = sent->line;
		if (sent->checked || sent->is_new)
			out[count].checked_at = today(call);
		from[count++] = i + 1;
	}
	return count;
}

static bool fill(const struct web_call *call, const struct form *form, size_t wrong,
	struct page_help_lines *page)
{
	const struct page_foot *foot = &page->frame.foot;
	page->lines = arena_array(call->request->arena, form->count, sizeof *page->lines);
	for (size_t i = 0; page->lines && i < form->count; i++) {
		const struct help_line *line = &form->lines[i].line;
		page->lines[page->lines_count++] = (struct page_help_line_form){
			.number = (int64_t)i + 1,
			.name_en = line->name[LANGUAGE_ENGLISH],
			.name_cy = line->name[LANGUAGE_WELSH],
			.note_en = line->note[LANGUAGE_ENGLISH],
			.note_cy = line->note[LANGUAGE_WELSH],
			.digits = line->number,
			.checked_on = i < foot->lines_count ? foot->lines[i].checked : TEXT(""),
			.written = line->means == HELP_LINE_WRITE,
			.checked = form->lines[i].checked,
			.removed = form->lines[i].removed,
			.is_new = form->lines[i].is_new,
			.is_wrong = i + 1 == wrong,
		};
	}
	return page->lines;
}

// `flaw` NULL: nothing is wrong.
static void show(const struct web_call *call, const struct form *form,
	const char revision[static 17], size_t wrong, const char *flaw)
{
	struct page_help_lines page = {.flaw_shown = flaw, .revision = text_of(revision)};
	struct fault fault = {.status = STATUS_OK};
	enum status status =
		visit_frame(call, call->visit, MATTER_SETTINGS, TAB_NONE, &page.frame, &fault);
	if (status == STATUS_OK && !fill(call, form, wrong, &page))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	if (flaw)
		page.flaw = words(call->language, flaw);
	page.action = visit_address(call, "/admin/help-lines");
	page.saved = query_value(call->request->query, "saved", call->request->arena).start;
	visit_answer(call, flaw ? 400 : 200);
	page_help_lines(&call->response->body, call->language, &page);
}

struct state {
	struct connection *connection;
	struct help_line *known;
	size_t count;
	char revision[17];
	struct form form;
};

static enum status read_state(const struct web_call *call, struct state *out, struct fault *fault)
{
	const struct setting *setting;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &out->connection, fault);
	if (status == STATUS_OK)
		status = help_lines_read(out->connection, setting->organisation.id, call->request->arena,
			&out->known, &out->count, fault);
	if (status != STATUS_OK)
		return status;
	revise(out->known, out->count, out->revision);
	form_of(out->known, out->count, &out->form);
	return STATUS_OK;
}

void web_help_lines_recorded(const struct web_call *call)
{
	struct state state;
	struct fault fault = {.status = STATUS_OK};
	if (read_state(call, &state, &fault) == STATUS_OK)
		show(call, &state.form, state.revision, 0, NULL);
	else
		visit_fault(call, &fault);
}

static enum status save(
	const struct web_call *call, struct state *state, size_t *wrong, struct fault *fault)
{
	struct help_line lines[FORMS_LIMIT];
	size_t from[FORMS_LIMIT];
	struct text revision = form_field(call->request->body, "revision", call->request->arena);
	if (!revision.start || !text_is(revision, state->revision) || !take(call, &state->form))
		return fault_set(fault, STATUS_CONFLICT, NULL, "The help lines have changed meanwhile.");
	size_t count = lines_left(call, &state->form, lines, from);
	for (size_t i = 0; !*wrong && i < count; i++)
		if (help_line_check(&lines[i]) != HELP_LINE_FAULTLESS)
			*wrong = from[i];
	struct audit_actor by = visit_actor(call);
	return help_lines_change(state->connection, &by, lines, count, fault);
}

static const char *flaw_of(const struct form *form, size_t wrong)
{
	if (!wrong)
		return MESSAGE("There have to be 1 to 12 lines: nobody is left without a number to call.");
	switch (help_line_check(&form->lines[wrong - 1].line)) {
	case HELP_LINE_WITHOUT_NAME:
		return MESSAGE("A line needs a name of at most 80 letters, in English and in Welsh.");
	case HELP_LINE_LONG_NOTE:
		return MESSAGE("Whom a line is for and when takes at most 160 letters.");
	default:
		return MESSAGE("A number has 3 to 15 digits, with spaces between them if you like.");
	}
}

void web_help_lines_changed(const struct web_call *call)
{
	struct state state;
	size_t wrong = 0;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read_state(call, &state, &fault);
	if (status == STATUS_OK)
		status = save(call, &state, &wrong, &fault);
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/admin/help-lines?saved=1"));
	else if (status == STATUS_INVALID)
		show(call, &state.form, state.revision, wrong, flaw_of(&state.form, wrong));
	else
		visit_fault(call, &fault);
}
