// SPDX-License-Identifier: MIT
#include "core/roster_row.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/language.h"
#include "core/period.h"
#include "core/time_form.h"

#define YEAR_FIRST 1971
#define YEAR_LAST 2198

const struct roster_form roster_form_usual = {
	.table = {.separator = ','},
	.person = TEXT_CONSTANT("person"),
	.kind = TEXT_CONSTANT("kind"),
	.start = {{TEXT_CONSTANT("start")}},
	.end = {{TEXT_CONSTANT("end")}},
	.zone = TEXT_CONSTANT("Europe/London"),
	.words = roster_words_usual,
	.word_count = ROSTER_WORDS_USUAL_COUNT,
};

// ISO 8601, as spreadsheets write it too; with "Z" or an offset instant_parse reads it.
static const struct text iso_forms[] = {
	TEXT_CONSTANT("YYYY-MM-DDThh:mm:ss"),
	TEXT_CONSTANT("YYYY-MM-DDThh:mm"),
	TEXT_CONSTANT("YYYY-MM-DD hh:mm:ss"),
	TEXT_CONSTANT("YYYY-MM-DD hh:mm"),
	TEXT_CONSTANT("YYYY-MM-DD"),
};

static const char *const sentences[ROSTER_ROW_ANSWER_COUNT] = {
	[ROSTER_ROW_FINE] = "",
	[ROSTER_ROW_SHORT] = MESSAGE("It has fewer fields than the header."),
	[ROSTER_ROW_ENCODING] = MESSAGE("It is not in the encoding that the file is said to have."),
	[ROSTER_ROW_NO_PERSON] = MESSAGE("There is no reference of a person, or it is too long."),
	[ROSTER_ROW_KIND] = MESSAGE("The word for what somebody is rostered for is not known."),
	[ROSTER_ROW_START] = MESSAGE("The start is no time."),
	[ROSTER_ROW_END] = MESSAGE("The end is no time that goes with the start."),
	[ROSTER_ROW_ORDER] = MESSAGE("The end is not after the start."),
	[ROSTER_ROW_TOO_LONG] =
		MESSAGE("It is longer than two days of duty or a year of anything else."),
	[ROSTER_ROW_NO_HOURS] = MESSAGE("It is duty without its hours."),
	[ROSTER_ROW_MEMORY] = "",
};

const char *roster_row_sentence(enum roster_row_answer answer)
{
	assert((size_t)answer < ROSTER_ROW_ANSWER_COUNT);
	return sentences[answer];
}

enum status roster_columns(const struct roster_form *form, const struct text *header, size_t count,
	struct roster_columns *out, struct fault *fault)
{
	struct roster_columns columns;
	const struct table_column wanted[] = {
		{"person", form->person, &columns.person},
		{"kind", form->kind, &columns.kind},
		{"start", form->start.names[0], &columns.start[0]},
		{"start", form->start.names[1], &columns.start[1]},
		{"end", form->end.names[0], &columns.end[0]},
		{"end", form->end.names[1], &columns.end[1]},
	};
	enum status status = table_find(wanted, sizeof wanted / sizeof wanted[0], header, count, fault);
	if (status == STATUS_OK)
		*out = columns;
	return status;
}

// A time that is written: a whole day, a local time, or an instant.
struct written {
	enum { WRITTEN_NOTHING, WRITTEN_DAY, WRITTEN_LOCAL, WRITTEN_INSTANT } what;
	struct civil civil;
	struct instant instant;
};

struct reading {
	const struct roster_form *form;
	const struct zone *zone;
	const struct roster_columns *columns;
	const struct text *fields;
	size_t line;
	struct roster_rows *rows;
};

static bool is_in_time(struct civil civil)
{
	return civil.year >= YEAR_FIRST && civil.year <= YEAR_LAST;
}

static bool has_hours(struct text form)
{
	for (size_t i = 0; i + 1 < form.length; i++) {
		if (form.start[i] == 'h' && form.start[i + 1] == 'h')
			return true;
	}
	return false;
}

static bool read_written(const struct reading *reading, struct text value, struct written *out)
{
	const struct roster_form *form = reading->form;
	const struct text *forms = form->time_form_count ? form->time_forms : iso_forms;
	size_t count =
		form->time_form_count ? form->time_form_count : sizeof iso_forms / sizeof iso_forms[0];
	for (size_t i = 0; i < count; i++) {
		if (time_form_epoch(forms[i], value, &out->instant)) {
			out->what = WRITTEN_INSTANT;
			return is_in_time(civil_of(out->instant));
		}
		if (time_form_read(forms[i], value, &out->civil)) {
			out->what = has_hours(forms[i]) ? WRITTEN_LOCAL : WRITTEN_DAY;
			out->instant = zone_instant(reading->zone, out->civil);
			return is_in_time(out->civil);
		}
	}
	out->what = WRITTEN_INSTANT;
	return !form->time_form_count && instant_parse(value, &out->instant) &&
		   is_in_time(civil_of(out->instant));
}

// The fields of columns that are one value; start is NULL when out of memory.
static struct text join(const struct reading *reading, const size_t *columns)
{
	const struct table_form *table = &reading->form->table;
	struct text parts[ROSTER_ROW_PARTS] = {{"", 0}, {"", 0}};
	for (size_t i = 0; i < ROSTER_ROW_PARTS; i++) {
		if (columns[i] != SIZE_MAX)
			parts[i] = table_field(table, reading->rows->arena, reading->fields[columns[i]]);
		if (!parts[i].start)
			return (struct text){NULL, 0};
	}
	if (parts[0].length == 0 || parts[1].length == 0)
		return parts[parts[0].length == 0];
	char *joined = arena_allocate(reading->rows->arena, parts[0].length + 1 + parts[1].length);
	if (!joined)
		return (struct text){NULL, 0};
	memcpy(joined, parts[0].start, parts[0].length);
	joined[parts[0].length] = ' ';
	memcpy(joined + parts[0].length + 1, parts[1].start, parts[1].length);
	return (struct text){joined, parts[0].length + 1 + parts[1].length};
}

static int64_t day_of(struct civil civil)
{
	civil.hour = civil.minute = civil.second = 0;
	return civil_as_utc(civil).seconds / SECONDS_PER_DAY;
}

static struct instant local_minute(const struct zone *zone, int64_t day, int32_t minute)
{
	struct instant written = {day * SECONDS_PER_DAY + INT64_C(60) * minute};
	return zone_instant(zone, civil_of(written));
}

enum roster_row_answer roster_row_hours(const struct roster_word *word, struct interval during,
	struct text person, size_t line, struct roster_rows *rows)
{
	bool works = roster_kind_works(word->kind);
	int64_t most = works ? ROSTER_ROW_HOURS_MOST * SECONDS_PER_HOUR
						 : ROSTER_ROW_DAYS_MOST * SECONDS_PER_DAY + SECONDS_PER_HOUR;
	if (word->kind == ROSTER_KIND_COUNT)
		return ROSTER_ROW_FINE;
	if (!instant_before(during.from, during.to))
		return ROSTER_ROW_ORDER;
	if (during.to.seconds - during.from.seconds > most)
		return ROSTER_ROW_TOO_LONG;
	if (!arena_grow(
			rows->arena, (void **)&rows->list, rows->count, &rows->size, sizeof *rows->list))
		return ROSTER_ROW_MEMORY;
	rows->list[rows->count++] =
		(struct roster_row){.person = person, .entry = {during, word->kind}, .line = line};
	return ROSTER_ROW_FINE;
}

enum roster_row_answer roster_row_days(const struct roster_word *word, const struct zone *zone,
	int64_t first, int64_t last, struct text person, size_t line, struct roster_rows *rows)
{
	bool duty = word->kind <= ROSTER_DUTY;
	size_t before = rows->count;
	if (word->kind == ROSTER_KIND_COUNT)
		return ROSTER_ROW_FINE;
	if (last < first)
		return ROSTER_ROW_ORDER;
	if (last - first >= ROSTER_ROW_DAYS_MOST)
		return ROSTER_ROW_TOO_LONG;
	if (duty && !word->has_hours)
		return ROSTER_ROW_NO_HOURS;
	// Day by day where there are hours, and where a longer time would be too long to be work.
	bool daily = word->has_hours || roster_kind_works(word->kind);
	for (int64_t day = first; day <= last; day = daily ? day + 1 : last + 1) {
		struct interval during = {
			local_minute(zone, day, word->from), local_minute(zone, day, word->until)};
		if (!word->has_hours)
			during = (struct interval){period_start(zone, SPAN_CALENDAR_DAY, day),
				period_start(zone, SPAN_CALENDAR_DAY, (daily ? day : last) + 1)};
		enum roster_row_answer answer = roster_row_hours(word, during, person, line, rows);
		if (answer != ROSTER_ROW_FINE) {
			rows->count = before;
			return answer;
		}
	}
	return ROSTER_ROW_FINE;
}

// A time of day beside the date of the start is of the next day where it would not be after it.
static struct instant end_after(
	const struct reading *reading, const struct written *start, const struct written *end)
{
	const struct roster_columns *columns = reading->columns;
	bool beside = columns->start[1] != SIZE_MAX && columns->end[1] != SIZE_MAX &&
				  columns->start[0] == columns->end[0] && end->what == WRITTEN_LOCAL;
	if (!beside || instant_before(start->instant, end->instant))
		return end->instant;
	return local_minute(
		reading->zone, day_of(end->civil) + 1, end->civil.hour * 60 + end->civil.minute);
}

static enum roster_row_answer add_times(const struct reading *reading, struct text person,
	const struct roster_word *word, struct text from, struct text to)
{
	struct written start = {.what = WRITTEN_NOTHING}, end = {.what = WRITTEN_NOTHING};
	if (!read_written(reading, from, &start))
		return ROSTER_ROW_START;
	if (to.length > 0 && !read_written(reading, to, &end))
		return ROSTER_ROW_END;
	if (start.what == WRITTEN_DAY) {
		if (end.what != WRITTEN_NOTHING && end.what != WRITTEN_DAY)
			return ROSTER_ROW_END;
		int64_t first = day_of(start.civil);
		return roster_row_days(word, reading->zone, first,
			end.what == WRITTEN_DAY ? day_of(end.civil) : first, person, reading->line,
			reading->rows);
	}
	if (end.what == WRITTEN_NOTHING || end.what == WRITTEN_DAY)
		return ROSTER_ROW_END;
	struct interval during = {start.instant, end_after(reading, &start, &end)};
	return roster_row_hours(word, during, person, reading->line, reading->rows);
}

static bool is_encoded(const struct reading *reading, size_t column)
{
	return column == SIZE_MAX || table_is_encoded(&reading->form->table, reading->fields[column]);
}

static bool is_person(struct text person)
{
	for (size_t i = 0; i < person.length; i++) {
		if ((unsigned char)person.start[i] < ' ' || person.start[i] == 0x7F)
			return false;
	}
	return person.length > 0 && person.length <= ROSTER_ROW_PERSON_MOST;
}

static enum roster_row_answer add_row(
	const struct reading *reading, struct text *column, struct text *read)
{
	const struct roster_form *form = reading->form;
	const struct roster_columns *columns = reading->columns;
	struct roster_rows *rows = reading->rows;
	struct text person = table_field(&form->table, rows->arena, reading->fields[columns->person]);
	struct text kind = table_field(&form->table, rows->arena, reading->fields[columns->kind]);
	struct text start = join(reading, columns->start), end = join(reading, columns->end);
	struct text kept = text_copy(rows->arena, person); // fields are gone with the next row
	if (!person.start || !kind.start || !start.start || !end.start || !kept.start)
		return ROSTER_ROW_MEMORY;
	*column = form->person;
	if (!is_person(person))
		return ROSTER_ROW_NO_PERSON;
	const struct roster_word *word = roster_word_find(form->words, form->word_count, kind);
	*column = form->kind;
	*read = kind;
	if (!word)
		return ROSTER_ROW_KIND;
	enum roster_row_answer answer = add_times(reading, kept, word, start, end);
	bool of_end = answer != ROSTER_ROW_START && columns->end[0] != SIZE_MAX;
	if (answer == ROSTER_ROW_NO_HOURS)
		return answer;
	// What is not in a column of its own is in the second.
	*column = of_end ? form->end.names[0] : form->start.names[0];
	if (of_end && columns->end[1] != SIZE_MAX)
		*column = form->end.names[1];
	*read = of_end ? end : start;
	return answer;
}

enum roster_row_answer roster_row_add(const struct roster_form *form, const struct zone *zone,
	const struct roster_columns *columns, const struct text *fields, size_t count, size_t line,
	struct roster_rows *rows, struct text *column, struct text *read)
{
	const size_t used[] = {columns->person, columns->kind, columns->start[0], columns->start[1],
		columns->end[0], columns->end[1]};
	const struct text names[] = {form->person, form->kind, form->start.names[0],
		form->start.names[1], form->end.names[0], form->end.names[1]};
	const struct reading reading = {form, zone, columns, fields, line, rows};
	*read = (struct text){"", 0};
	for (size_t i = 0; i < sizeof used / sizeof used[0]; i++) {
		*column = names[i];
		if (used[i] != SIZE_MAX && used[i] >= count)
			return ROSTER_ROW_SHORT;
		if (!is_encoded(&reading, used[i]))
			return ROSTER_ROW_ENCODING;
	}
	return add_row(&reading, column, read);
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

// By all but the line.
static int compare_rows(const struct roster_row *left, const struct roster_row *right)
{
	const struct roster_entry *a = &left->entry, *b = &right->entry;
	int order = text_compare(left->person, right->person);
	if (!order)
		order = compare_numbers(a->during.from.seconds, b->during.from.seconds);
	if (!order)
		order = compare_numbers(a->during.to.seconds, b->during.to.seconds);
	return order ? order : (int)a->kind - (int)b->kind;
}

static int compare_for_sort(const void *a, const void *b)
{
	const struct roster_row *left = a, *right = b;
	int order = compare_rows(left, right);
	return order ? order : compare_numbers((int64_t)left->line, (int64_t)right->line);
}

size_t roster_rows_sort(struct roster_rows *rows)
{
	size_t kept = 0, all = rows->count;
	if (all)
		qsort(rows->list, all, sizeof *rows->list, compare_for_sort);
	for (size_t i = 0; i < all; i++) {
		if (!kept || compare_rows(&rows->list[kept - 1], &rows->list[i]))
			rows->list[kept++] = rows->list[i];
	}
	rows->count = kept;
	return all - kept;
}
