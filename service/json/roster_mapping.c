// SPDX-License-Identifier: MIT
#include "json/roster_mapping.h"

#include <string.h>

#include "json/mapping_parts.h"
#include "json/reader.h"

#define MAPPING_VERSION 1
#define TIME_FORMS_LIMIT 16
#define WORDS_LIMIT 500
#define NOTHING ROSTER_KIND_COUNT // the last of the words for kinds

static bool is_hours(struct text text)
{
	int32_t from, until;
	return roster_word_hours(text, &from, &until);
}

// A name of RFC 5545 §3.1.
static bool is_property(struct text text)
{
	static const char parts[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
	for (size_t i = 0; i < text.length; i++) {
		if (!memchr(parts, text.start[i], sizeof parts - 1))
			return false;
	}
	return text.length > 0 && text.length <= 64;
}

static const struct text_form form_hours = {
	is_hours, "hours such as \"06:00-14:00\", or \"22:00-06:00\" into the next day"};
static const struct text_form form_property = {
	is_property, "a property of iCalendar such as \"ATTENDEE\" or \"X-STAFF\""};

static enum roster_kind read_kind(const struct object *object)
{
	struct text kinds[ROSTER_KIND_COUNT + 1];
	for (size_t i = 0; i < ROSTER_KIND_COUNT; i++)
		kinds[i] = text_of(roster_kind_name((enum roster_kind)i));
	kinds[NOTHING] = TEXT("nothing");
	return (enum roster_kind)object_word(object, "kind", kinds, ROSTER_KIND_COUNT + 1);
}

static void read_word(const struct object *object, struct roster_word *out)
{
	*out = (struct roster_word){
		.value = object_text(object, "word", &form_cell),
		.kind = read_kind(object),
		.has_hours = object_has(object, "hours"),
	};
	if (!out->has_hours)
		return;
	struct place here = {object->place, "hours", 0};
	if (!roster_word_hours(object_text(object, "hours", &form_hours), &out->from, &out->until))
		return; // said already
	if (!roster_kind_works(out->kind))
		reader_fault(object->reader, &here, "Only work has hours, and this word stands for none.");
}

// The document's own words, and after them the usual ones unless it does without.
static void read_words(const struct object *document, struct roster_form *out)
{
	static const char *const known[] = {"word", "kind", "hours", NULL};
	struct reader *reader = document->reader;
	struct list list = {.reader = reader};
	bool usual = !object_has(document, "usual_words") || object_flag(document, "usual_words");
	if (object_has(document, "words") || !usual)
		list = object_list(document, "words", 1, WORDS_LIMIT);
	size_t count = list.count + (usual ? ROSTER_WORDS_USUAL_COUNT : 0);
	struct roster_word *words = reader_array(reader, count, sizeof *words);
	if (!words)
		return;
	for (size_t i = 0; i < list.count; i++) {
		struct place here = {&list.place, NULL, i};
		struct object item = object_read(reader, &here, list_item(&list, i), "A word", known);
		read_word(&item, &words[i]);
		for (size_t j = 0; j < i && words[i].value.length; j++) {
			if (text_equal_ignoring_case(words[i].value, words[j].value))
				reader_fault(reader, &here, "words[%zu] says already what this means.", j);
		}
	}
	if (usual)
		memcpy(words + list.count, roster_words_usual, sizeof roster_words_usual);
	out->words = words;
	out->word_count = count;
}

static void read_columns(
	const struct object *document, const char *name, struct roster_columns_named *out)
{
	size_t count;
	const struct text *names = mapping_texts(document, name, &form_cell, ROSTER_ROW_PARTS, &count);
	for (size_t i = 0; i < count; i++)
		out->names[i] = names[i];
}

// Person and kind have columns of their own; start and end may have that of the date in common.
static void check_columns(const struct object *document, const struct roster_form *form)
{
	const struct {
		const char *member;
		struct text column;
	} uses[] = {{"person", form->person}, {"kind", form->kind}, {"start", form->start.names[0]},
		{"start", form->start.names[1]}, {"end", form->end.names[0]}, {"end", form->end.names[1]}};
	for (size_t i = 1; i < sizeof uses / sizeof uses[0]; i++) {
		for (size_t j = 0; j < i && uses[i].column.length; j++) {
			struct place here = {document->place, uses[i].member, 0};
			bool date = i == 4 && j == 2; // the first of both
			if (!date && text_equal(uses[i].column, uses[j].column))
				reader_fault(document->reader, &here,
					"\"%s\" must have columns of its own, and has one of \"%s\".", uses[i].member,
					uses[j].member);
		}
	}
}

static void read_until(const struct object *document, struct roster_mapping *out)
{
	struct place here = {document->place, "calendar_person_until", 0};
	if (!object_has(document, "calendar_person_until"))
		return;
	out->calendar_person_until = object_text(document, "calendar_person_until", &form_cell);
	if (!object_has(document, "calendar_person"))
		reader_fault(document->reader, &here,
			"\"calendar_person_until\" ends what \"calendar_person\" reads: say that too.");
}

static void read_document(
	const struct object *document, struct text zone, struct roster_mapping *out)
{
	struct roster_form *form = &out->form;
	object_version(document, "roster_mapping", MAPPING_VERSION);
	form->table = mapping_table(document);
	form->person = object_text(document, "person", &form_cell);
	form->kind = object_text(document, "kind", &form_cell);
	read_columns(document, "start", &form->start);
	if (object_has(document, "end"))
		read_columns(document, "end", &form->end);
	if (object_has(document, "time"))
		form->time_forms =
			mapping_texts(document, "time", &form_time, TIME_FORMS_LIMIT, &form->time_form_count);
	form->zone = zone;
	if (object_has(document, "zone"))
		form->zone = object_text(document, "zone", &form_zone);
	if (object_has(document, "calendar_person")) {
		struct text property = text_copy(
			document->reader->arena, object_text(document, "calendar_person", &form_property));
		out->calendar_person = property.start;
		document->reader->out_of_memory |= !property.start;
	}
	read_until(document, out);
	read_words(document, form);
	check_columns(document, form);
}

enum status roster_mapping_read(struct text document, struct text zone, struct arena *arena,
	struct roster_mapping *out, struct json_faults *faults)
{
	static const char *const known[] = {"roster_mapping", "separator", "encoding", "null_words",
		"person", "kind", "start", "end", "time", "zone", "calendar_person",
		"calendar_person_until", "words", "usual_words", NULL};
	struct reader reader;
	struct roster_mapping mapping = {.calendar_person = NULL};
	reader_init(&reader, arena, faults);
	json_t *root = reader_parse(&reader, document);
	if (root) {
		struct object object = object_read(&reader, NULL, root, "A roster mapping", known);
		read_document(&object, zone, &mapping);
	}
	json_decref(root);
	enum status status = reader_status(&reader);
	if (status == STATUS_OK)
		*out = mapping;
	return status;
}

bool roster_mapping_is(struct text document)
{
	json_error_t error;
	json_t *root = json_loadb(document.start, document.length, 0, &error);
	bool is = json_object_get(root, "roster_mapping");
	json_decref(root);
	return is;
}
