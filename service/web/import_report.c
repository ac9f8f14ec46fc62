// SPDX-License-Identifier: MIT
#include "web/import_report.h"

#include "core/language.h"
#include "web/moment.h"
#include "words/words.h"

#define SHOWN 100 // people of a list

static const char *const fields[STAFF_FIELD_COUNT] = {
	[STAFF_NAME] = MESSAGE("name"),
	[STAFF_SIGN_IN] = MESSAGE("name to sign in with"),
	[STAFF_PROFILE] = MESSAGE("role profile"),
	[STAFF_TEAM] = MESSAGE("team"),
	[STAFF_MANAGER] = MESSAGE("line manager"),
	[STAFF_NATION] = MESSAGE("nation"),
	[STAFF_JOINED] = MESSAGE("date of joining"),
	[STAFF_LEAVING] = MESSAGE("date of leaving"),
	[STAFF_ROLES] = MESSAGE("roles"),
};

static struct text changes_of(const struct web_call *call, unsigned changes)
{
	struct text_builder out;
	builder_init(&out);
	for (unsigned i = 0; i < STAFF_FIELD_COUNT; i++) {
		if (!(changes & 1u << i))
			continue;
		builder_string(&out, out.length ? ", " : "");
		builder_add(&out, words(call->language, fields[i]));
	}
	struct text copy =
		out.failed ? (struct text){NULL, 0} : text_copy(call->request->arena, builder_view(&out));
	builder_done(&out);
	return copy;
}

static struct text why_unresolved(const struct web_call *call, const struct staff_listed *item)
{
	struct place place = {"manager", item->manager};
	const char *sentence = text_is(item->fault, "self")   ? MESSAGE("{manager} is the person.")
						   : text_is(item->fault, "left") ? MESSAGE("{manager} has left.")
														  : MESSAGE("{manager} is not known.");
	return moment_sentence(call, words(call->language, sentence), &place, 1);
}

enum listed { LISTED_PLAIN, LISTED_CHANGED, LISTED_UNRESOLVED };

static bool fill_list(const struct web_call *call, const struct staff_list *list,
	enum listed listed, struct page_import_list *out)
{
	size_t count = list->count < SHOWN ? list->count : SHOWN;
	*out = (struct page_import_list){.shown = count > 0};
	out->rows = arena_array(call->request->arena, count + 1, sizeof *out->rows);
	for (size_t i = 0; out->rows && i < count; i++) {
		const struct staff_listed *item = &list->items[i];
		struct text what = listed == LISTED_CHANGED      ? changes_of(call, item->changes)
						   : listed == LISTED_UNRESOLVED ? why_unresolved(call, item)
														 : TEXT("");
		if (!what.start)
			return false;
		out->rows[out->rows_count++] =
			(struct page_import_row){item->reference, item->display_name, what};
	}
	if (out->rows && list->count > count)
		out->rows[out->rows_count++] = (struct page_import_row){TEXT(""), TEXT("…"), TEXT("")};
	return out->rows;
}

static bool fill_reasons(
	const struct web_call *call, const struct staff_counts *counts, struct page_import_report *out)
{
	out->reasons = arena_array(call->request->arena, STAFF_FAULT_COUNT, sizeof *out->reasons);
	for (unsigned i = 0; out->reasons && i < STAFF_FAULT_COUNT; i++) {
		if (!counts->faults[i])
			continue;
		char line[24];
		snprintf(line, sizeof line, "%lu", counts->first_line[i]);
		struct text first = text_copy(call->request->arena, text_of(line));
		if (!first.start)
			return false;
		out->reasons[out->reasons_count++] = (struct page_import_reason){
			.sentence = words(call->language, staff_fault_sentence((enum staff_fault)i)),
			.count = counts->faults[i],
			.line = first,
		};
	}
	return out->reasons;
}

bool import_report_fill(const struct web_call *call, const struct staff_report *report,
	struct text rejects, struct page_import_report *out)
{
	const struct staff_counts *counts = &report->counts;
	*out = (struct page_import_report){
		.rows = (int64_t)report->rows,
		.joins = counts->joins,
		.returns = counts->returns,
		.returns_shown = counts->returns > 0,
		.changed = counts->changed,
		.leaves = counts->leaves,
		.unchanged = counts->unchanged,
		.rejected = counts->rejected,
		.missing = counts->missing,
		.missing_shown = counts->missing > 0,
		.on_pattern = (int64_t)report->on_pattern,
		.on_pattern_shown = report->on_pattern > 0,
		.changed_time = (int64_t)report->time.changed,
		.rejects = rejects,
		.rejects_shown = counts->rejected > 0,
	};
	return fill_reasons(call, counts, out) &&
		   fill_list(call, &report->joins, LISTED_PLAIN, &out->joining) &&
		   fill_list(call, &report->changed, LISTED_CHANGED, &out->changing) &&
		   fill_list(call, &report->leaves, LISTED_PLAIN, &out->leaving) &&
		   fill_list(call, &report->unresolved, LISTED_UNRESOLVED, &out->unresolved);
}
