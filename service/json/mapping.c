// SPDX-License-Identifier: MIT
#include "json/mapping.h"

#include <string.h>

#include "core/time_form.h"
#include "json/mapping_parts.h"
#include "json/names.h"

#define MAPPING_VERSION 1
#define RULES_LIMIT 2000
#define TIME_FORMS_LIMIT 8
#define OUTCOMES_LIMIT 200

static bool is_packed(struct text text)
{
	return text.length == 1 && strchr(";,|/+ ", text.start[0]);
}

// "2001-01-01": a date, read as its midnight.
static bool read_date(struct text text, struct civil *out)
{
	return time_form_read(TEXT("YYYY-MM-DD"), text, out);
}

static bool is_date(struct text text)
{
	struct civil date;
	return read_date(text, &date);
}

static const struct text_form form_date = {is_date, "a date such as \"2001-01-01\""};
static const struct text_form form_packed = {is_packed, "one of ; , | / + and a blank"};

struct mapping_reader {
	struct object document;
	struct names categories, profiles, modifiers;
	const struct policy *policy;
};

static void read_time(const struct object *document, struct dispatch_mapping *out)
{
	static const char *const known[] = {"column", "form", "not_before", "earliest", NULL};
	struct place place;
	struct object object = object_object(document, &place, "time", "The time", known);
	if (!object.value)
		return;
	out->time.list =
		mapping_texts(&object, "column", &form_cell, DISPATCH_COLUMNS_LIMIT, &out->time.count);
	out->time_forms =
		mapping_texts(&object, "form", &form_time, TIME_FORMS_LIMIT, &out->time_form_count);
	if (object_has(&object, "not_before"))
		out->not_before.list = mapping_texts(
			&object, "not_before", &form_cell, DISPATCH_COLUMNS_LIMIT, &out->not_before.count);
	if (object_has(&object, "earliest"))
		(void)read_date(object_text(&object, "earliest", &form_date), &out->earliest);
}

struct use {
	const char *member;
	struct text column;
};

// Each column has its own purpose: one that is named twice is a slip.
static void check_columns(const struct object *document, const struct dispatch_mapping *mapping)
{
	struct use uses[2 * DISPATCH_COLUMNS_LIMIT + 5];
	size_t count = 0;
	for (size_t i = 0; i < mapping->incident.count; i++)
		uses[count++] = (struct use){"incident", mapping->incident.list[i]};
	uses[count++] = (struct use){"responder", mapping->responder_column};
	for (size_t i = 0; i < mapping->time.count; i++)
		uses[count++] = (struct use){"time", mapping->time.list[i]};
	uses[count++] = (struct use){"type", mapping->type_column};
	uses[count++] = (struct use){"second_type", mapping->second_type_column};
	uses[count++] = (struct use){"outcome", mapping->outcome_column};
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i && uses[i].column.length; j++) {
			if (!text_equal(uses[i].column, uses[j].column))
				continue;
			struct place here = {document->place, uses[i].member, 0};
			reader_fault(document->reader, &here,
				"\"%s\" must have a column of its own, and has that of \"%s\".", uses[i].member,
				uses[j].member);
			break;
		}
	}
}

static void read_columns(const struct object *document, struct dispatch_mapping *out)
{
	out->incident.list = mapping_texts(
		document, "incident", &form_cell, DISPATCH_COLUMNS_LIMIT, &out->incident.count);
	out->responder_column = object_text(document, "responder", &form_cell);
	if (object_has(document, "responder_separator"))
		out->responder_separator =
			object_text(document, "responder_separator", &form_packed).start[0];
	read_time(document, out);
	out->zone = object_text(document, "zone", &form_zone);
	out->crew_zone = out->zone;
	if (object_has(document, "crew_zone"))
		out->crew_zone = object_text(document, "crew_zone", &form_zone);
	out->type_column = object_text(document, "type", &form_cell);
	if (object_has(document, "second_type"))
		out->second_type_column = object_text(document, "second_type", &form_cell);
	if (object_has(document, "arrived"))
		out->arrived_column = object_text(document, "arrived", &form_cell);
}

// What an outcome means: a modifier of the policy, whose code is kept.
static void read_outcomes(const struct mapping_reader *mapping, struct dispatch_mapping *out)
{
	static const char *const known[] = {"column", "modifiers", NULL};
	static const char *const item_known[] = {"outcome", "modifier", NULL};
	struct place place;
	if (!object_has(&mapping->document, "outcome"))
		return;
	struct object object =
		object_object(&mapping->document, &place, "outcome", "The outcome", known);
	if (!object.value)
		return;
	out->outcome_column = object_text(&object, "column", &form_cell);
	struct list list = object_list(&object, "modifiers", 1, OUTCOMES_LIMIT);
	struct dispatch_outcome *outcomes = reader_array(list.reader, list.count, sizeof *outcomes);
	for (size_t i = 0; i < list.count && outcomes; i++) {
		struct place here = {&list.place, NULL, i};
		struct object item =
			object_read(list.reader, &here, list_item(&list, i), "An outcome", item_known);
		outcomes[i].outcome = object_text(&item, "outcome", &form_cell);
		size_t index = object_reference(&item, "modifier", &mapping->modifiers);
		if (index != SIZE_MAX)
			outcomes[i].modifier = text_copy(list.reader->arena, mapping->modifiers.texts[index]);
	}
	out->outcomes = outcomes;
	out->outcome_count = outcomes ? list.count : 0;
}

static struct text read_category(const struct object *object, const struct mapping_reader *mapping)
{
	size_t index = object_reference_or_null(object, "category", &mapping->categories);
	if (index == SIZE_MAX)
		return (struct text){NULL, 0};
	const struct policy_category *category = &mapping->policy->categories[index];
	struct place here = {object->place, "category", 0};
	if (category->modality == MODALITY_MATERIAL)
		reader_fault(object->reader, &here,
			"A material needs minutes, which a dispatch export has not; use an event or an "
			"interaction.");
	return text_copy(object->reader->arena, category->code);
}

static struct dispatch_rule read_rule(
	const struct object *object, const struct mapping_reader *mapping)
{
	size_t faults = object->reader->fault_count;
	struct dispatch_rule rule = {.type = object_text(object, "type", &form_cell)};
	if (object_has(object, "second_type"))
		rule.second_type = object_text(object, "second_type", &form_cell);
	rule.category = read_category(object, mapping);
	if (rule.second_type.start && !object_has(&mapping->document, "second_type")) {
		struct place here = {object->place, "second_type", 0};
		reader_fault(
			object->reader, &here, "No row fits: the mapping names no column for \"second_type\".");
	}
	if (object->reader->fault_count != faults)
		rule.type.length = 0; // fits no row in the checks that follow
	return rule;
}

// A rule that no row can reach is a slip: an earlier one takes its rows, or they count as empty.
static void check_reach(const struct list *list, const struct dispatch_mapping *mapping)
{
	for (size_t i = 0; i < mapping->rule_count; i++) {
		const struct dispatch_rule *rule = &mapping->rules[i];
		struct place here = {&list->place, NULL, i};
		struct dispatch_mapping before = *mapping;
		before.rule_count = i;
		if (rule->type.length == 0)
			continue;
		const struct dispatch_rule *first = dispatch_rule(
			&before, rule->type, rule->second_type.start ? rule->second_type : TEXT(""));
		if (first)
			reader_fault(list->reader, &here,
				"No row reaches this rule: rules[%zu] takes them first; remove one or reorder.",
				(size_t)(first - mapping->rules));
		else if (table_value(&mapping->table, rule->type).length == 0 ||
				 (rule->second_type.start &&
					 table_value(&mapping->table, rule->second_type).length == 0))
			reader_fault(list->reader, &here,
				"No row reaches this rule: its type is among \"null_words\", which mean nothing.");
	}
}

static void read_rules(const struct mapping_reader *mapping, struct dispatch_mapping *out)
{
	static const char *const known[] = {"type", "second_type", "category", NULL};
	struct list list = object_list(&mapping->document, "rules", 1, RULES_LIMIT);
	struct dispatch_rule *rules = reader_array(list.reader, list.count, sizeof *rules);
	for (size_t i = 0; i < list.count && rules; i++) {
		struct place place = {&list.place, NULL, i};
		struct object object =
			object_read(list.reader, &place, list_item(&list, i), "A rule", known);
		rules[i] = read_rule(&object, mapping);
	}
	out->rules = rules;
	out->rule_count = rules ? list.count : 0;
	check_reach(&list, out);
}

static bool read_new_people(const struct object *document)
{
	static const char expected[] = "true or false";
	if (!object_has(document, "new_people"))
		return true;
	const json_t *value = object_member(document, "new_people", expected);
	struct place here = {document->place, "new_people", 0};
	if (!json_is_boolean(value))
		reader_unexpected(document->reader, &here, expected, value);
	return json_is_true(value);
}

static void read_document(const struct mapping_reader *mapping, struct dispatch_mapping *out)
{
	const struct object *document = &mapping->document;
	struct text involvements[INVOLVEMENT_COUNT];
	for (size_t i = 0; i < INVOLVEMENT_COUNT; i++)
		involvements[i] = text_of(involvement_name((enum involvement)i));
	object_version(document, "mapping", MAPPING_VERSION);
	out->source = object_text(document, "source", &form_id);
	out->table = mapping_table(document);
	read_columns(document, out);
	read_outcomes(mapping, out);
	check_columns(document, out);
	size_t profile = object_reference(document, "profile", &mapping->profiles);
	if (profile != SIZE_MAX)
		out->profile = text_copy(document->reader->arena, mapping->profiles.texts[profile]);
	out->involvement =
		(enum involvement)object_word(document, "involvement", involvements, INVOLVEMENT_COUNT);
	out->known_people = !read_new_people(document);
	read_rules(mapping, out);
}

enum status mapping_read(struct text document, const struct policy *policy, struct arena *arena,
	struct dispatch_mapping *out, struct json_faults *faults)
{
	static const char *const known[] = {"mapping", "source", "separator", "encoding", "incident",
		"responder", "responder_separator", "time", "zone", "type", "second_type", "arrived",
		"outcome", "null_words", "profile", "new_people", "involvement", "crew_zone", "rules",
		NULL};
	struct reader reader;
	struct dispatch_mapping mapping = {0};
	reader_init(&reader, arena, faults);
	json_t *root = reader_parse(&reader, document);
	if (root) {
		struct mapping_reader part = {
			.document = object_read(&reader, NULL, root, "A mapping", known),
			.categories = names_of_categories(&reader, policy),
			.profiles = names_of_profiles(&reader, policy),
			.modifiers = names_of_modifiers(&reader, policy),
			.policy = policy,
		};
		read_document(&part, &mapping);
	}
	json_decref(root);
	enum status status = reader_status(&reader);
	if (status == STATUS_OK)
		*out = mapping;
	return status;
}

bool mapping_name_is_valid(struct text name)
{
	return form_id.fits(name);
}
