// SPDX-License-Identifier: MIT
#include "json/staff_mapping.h"

#include <string.h>

#include "core/language.h"
#include "core/shift_pattern.h"
#include "core/time_form.h"
#include "json/mapping_parts.h"
#include "json/names.h"

#define MAPPING_VERSION 1
#define DATE_FORMS_LIMIT 8
#define VALUES_LIMIT 500

static bool is_date_form(struct text text)
{
	struct instant unused;
	return time_form_is_valid(text) && !time_form_epoch(text, TEXT("0"), &unused);
}

static bool is_list_separator(struct text text)
{
	return text.length == 1 && strchr(";,|/+", text.start[0]);
}

static const struct text_form form_date = {
	is_date_form, "made of YYYY, MM and DD, each once, such as \"DD/MM/YYYY\""};
static const struct text_form form_list = {is_list_separator, "one of ; , | / and +"};

// The names that a column's values can stand for.
static struct names names_of(
	struct reader *reader, const char *list, const struct text *codes, size_t count)
{
	struct text *texts = reader_array(reader, count, sizeof *texts);
	for (size_t i = 0; i < count && texts; i++)
		texts[i] = codes[i];
	return (struct names){list, "code", texts, texts ? count : 0, !texts};
}

static struct text read_means(
	const struct object *object, const char *name, const struct names *names)
{
	size_t index = object_reference(object, name, names);
	if (index == SIZE_MAX)
		return (struct text){NULL, 0};
	return text_copy(object->reader->arena, names->texts[index]);
}

static void read_values(
	const struct object *object, const struct names *names, struct staff_column *out)
{
	static const char *const known[] = {"value", "means", NULL};
	if (!object_has(object, "values"))
		return;
	struct list list = object_list(object, "values", 1, VALUES_LIMIT);
	struct staff_value *values = reader_array(list.reader, list.count, sizeof *values);
	for (size_t i = 0; i < list.count && values; i++) {
		struct place here = {&list.place, NULL, i};
		struct object item = object_read(list.reader, &here, list_item(&list, i), "A value", known);
		values[i].value = object_text(&item, "value", &form_cell);
		values[i].means = read_means(&item, "means", names);
		for (size_t j = 0; j < i && values[i].value.length; j++) {
			if (text_equal_ignoring_case(values[i].value, values[j].value))
				reader_fault(list.reader, &here, "values[%zu] says already what this means.", j);
		}
	}
	out->values = values;
	out->value_count = values ? list.count : 0;
}

// A column by its name alone, or with what its values stand for.
static struct staff_column read_column(
	const struct object *document, const char *name, const struct names *names)
{
	static const char *const known[] = {"column", "values", "otherwise", NULL};
	struct staff_column column = {.column = {NULL, 0}};
	struct place place;
	if (!object_has(document, name))
		return column;
	if (!json_is_object(json_object_get(document->value, name))) {
		column.column = object_text(document, name, &form_cell);
		return column;
	}
	struct object object = object_object(document, &place, name, "The column", known);
	column.column = object_text(&object, "column", &form_cell);
	read_values(&object, names, &column);
	if (object_has(&object, "otherwise"))
		column.otherwise = read_means(&object, "otherwise", names);
	return column;
}

static struct text read_plain(const struct object *document, const char *name)
{
	return object_has(document, name) ? object_text(document, name, &form_cell)
									  : (struct text){NULL, 0};
}

static void read_coded(
	const struct object *document, const struct staff_names *known, struct staff_mapping *out)
{
	struct reader *reader = document->reader;
	struct text languages[LANGUAGE_COUNT], roles[ROLE_COUNT];
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		languages[i] = text_of(language_code((enum language)i));
	for (size_t i = 0; i < ROLE_COUNT; i++)
		roles[i] = text_of(role_name((enum role)i));
	struct names profiles = names_of_profiles(reader, known->policy);
	struct names language = names_of(reader, "the languages", languages, LANGUAGE_COUNT);
	struct names nation = names_of(reader, "the nations", staff_nations, STAFF_NATIONS_COUNT);
	struct names need = names_of(reader, "the access needs", staff_needs, STAFF_NEEDS_COUNT);
	struct names role = names_of(reader, "the roles", roles, ROLE_COUNT);
	out->profile = read_column(document, "profile", &profiles);
	out->language = read_column(document, "language", &language);
	out->nation = read_column(document, "nation", &nation);
	out->needs = read_column(document, "access_needs", &need);
	out->roles = read_column(document, "roles", &role);
	struct names pattern =
		names_of(reader, "the shift patterns", known->patterns, known->pattern_count);
	out->pattern = read_column(document, "shift_pattern", &pattern);
}

static void read_dates(const struct object *document, struct staff_mapping *out)
{
	out->joined = read_plain(document, "joined");
	out->left = read_plain(document, "left");
	out->pattern_from = read_plain(document, "shift_pattern_from");
	if (object_has(document, "date") || out->joined.start || out->left.start ||
		out->pattern_from.start)
		out->date_forms =
			mapping_texts(document, "date", &form_date, DATE_FORMS_LIMIT, &out->date_form_count);
}

// Each column has its own purpose, but for the staff number, which is often signed in with.
static void check_columns(const struct object *document, const struct staff_mapping *mapping)
{
	const struct {
		const char *member;
		struct text column;
	} uses[] = {
		{"number", mapping->number},
		{"team", mapping->team},
		{"manager", mapping->manager},
		{"profile", mapping->profile.column},
		{"language", mapping->language.column},
		{"nation", mapping->nation.column},
		{"access_needs", mapping->needs.column},
		{"roles", mapping->roles.column},
		{"joined", mapping->joined},
		{"left", mapping->left},
		{"shift_pattern", mapping->pattern.column},
		{"shift_pattern_from", mapping->pattern_from},
	};
	for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
		for (size_t j = 0; j < i && uses[i].column.length; j++) {
			struct place here = {document->place, uses[i].member, 0};
			if (text_equal(uses[i].column, uses[j].column))
				reader_fault(document->reader, &here,
					"\"%s\" must have a column of its own, and has that of \"%s\".", uses[i].member,
					uses[j].member);
		}
	}
}

// Somebody is at some place of the cycle, or nothing is known of their shifts.
static void check_pattern(const struct object *document)
{
	static const char *const members[] = {"shift_pattern", "shift_pattern_from"};
	for (size_t i = 0; i < 2; i++) {
		struct place here = {document->place, members[i], 0};
		if (object_has(document, members[1 - i]) && !object_has(document, members[i]))
			reader_fault(document->reader, &here,
				"\"%s\" is missing: \"%s\" goes with the day on which a cycle begins.", members[i],
				"shift_pattern");
	}
}

static void read_document(
	const struct object *document, const struct staff_names *known, struct staff_mapping *out)
{
	object_version(document, "staff_mapping", MAPPING_VERSION);
	out->table = mapping_table(document);
	out->number = object_text(document, "number", &form_cell);
	out->names = mapping_texts(document, "name", &form_cell, STAFF_NAMES_LIMIT, &out->name_count);
	out->sign_in = read_plain(document, "sign_in");
	out->team = read_plain(document, "team");
	out->manager = read_plain(document, "manager");
	out->list_separator = ';';
	if (object_has(document, "list_separator"))
		out->list_separator = object_text(document, "list_separator", &form_list).start[0];
	read_coded(document, known, out);
	read_dates(document, out);
	check_columns(document, out);
	check_pattern(document);
}

enum status staff_mapping_read(struct text document, const struct staff_names *known,
	struct arena *arena, struct staff_mapping *out, struct json_faults *faults)
{
	static const char *const members[] = {"staff_mapping", "separator", "encoding", "null_words",
		"number", "name", "sign_in", "team", "manager", "profile", "language", "nation",
		"access_needs", "roles", "list_separator", "joined", "left", "shift_pattern",
		"shift_pattern_from", "date", NULL};
	struct reader reader;
	struct staff_mapping mapping = {.list_separator = ';'};
	reader_init(&reader, arena, faults);
	json_t *root = reader_parse(&reader, document);
	if (root) {
		struct object object = object_read(&reader, NULL, root, "A staff mapping", members);
		read_document(&object, known, &mapping);
	}
	json_decref(root);
	enum status status = reader_status(&reader);
	if (status == STATUS_OK)
		*out = mapping;
	return status;
}

bool staff_mapping_is(struct text document)
{
	json_error_t error;
	json_t *root = json_loadb(document.start, document.length, 0, &error);
	bool is = json_object_get(root, "staff_mapping");
	json_decref(root);
	return is;
}
