// SPDX-License-Identifier: MIT
#include "json/policy_parts.h"

#define CATEGORIES_LIMIT 500
#define MODIFIERS_LIMIT 100
#define MINUTES_PER_DAY 1440

// A category's members depend on its modality; until that is known, it may have them all.
static const char *const category_members[] = {"code", "label", "modality", "involvement", "weight",
	"rate_per_hour", "minutes_per_item", "evidence", NULL};
static const char *const weighed_members[] = {
	"code", "label", "modality", "involvement", "weight", "evidence", NULL};
static const char *const material_members[] = {"code", "label", "modality", "involvement",
	"rate_per_hour", "minutes_per_item", "evidence", NULL};

static struct object read_category_object(
	struct reader *reader, const struct place *place, const json_t *value)
{
	const char *modality = json_string_value(json_object_get(value, "modality"));
	if (text_is(text_of(modality), modality_name(MODALITY_MATERIAL)))
		return object_read(reader, place, value, "A material", material_members);
	if (text_is(text_of(modality), modality_name(MODALITY_EVENT)))
		return object_read(reader, place, value, "An event", weighed_members);
	if (text_is(text_of(modality), modality_name(MODALITY_INTERACTION)))
		return object_read(reader, place, value, "An interaction", weighed_members);
	return object_read(reader, place, value, "A category", category_members);
}

void policy_read_label(const struct object *object)
{
	if (object_has(object, "label"))
		(void)object_text(object, "label", &form_label);
}

static struct policy_category read_category(const struct object *object, struct names *names)
{
	const struct text included = TEXT("included");
	const struct text modalities[] = {text_of(modality_name(MODALITY_EVENT)),
		text_of(modality_name(MODALITY_INTERACTION)), text_of(modality_name(MODALITY_MATERIAL))};
	struct policy_category category = {.code = names_read(names, object, &form_code)};
	category.label = object_text(object, "label", &form_label);
	category.modality = (enum modality)object_word(object, "modality", modalities, 3);
	if (json_object_get(object->value, "involvement")) {
		object_word(object, "involvement", &included, 1);
		category.involvement_included = true;
	}
	if (object->known == weighed_members)
		category.weight = object_number(object, "weight", 0, 100);
	if (object->known == material_members) {
		category.rate_per_hour = object_number(object, "rate_per_hour", 0, 100);
		category.minutes_per_item =
			object_number(object, "minutes_per_item", 0.01, MINUTES_PER_DAY);
	}
	object_evidence(object);
	return category;
}

void policy_read_categories(
	const struct object *document, struct policy *policy, struct policy_names *names)
{
	struct list list = object_list(document, "categories", 1, CATEGORIES_LIMIT);
	names_init(&names->categories, &list, "categories", "code");
	struct policy_category *categories = reader_array(list.reader, list.count, sizeof *categories);
	for (size_t i = 0; i < list.count && categories; i++) {
		struct place place = {&list.place, NULL, i};
		struct object object = read_category_object(list.reader, &place, list_item(&list, i));
		categories[i] = read_category(&object, &names->categories);
	}
	policy->categories = categories;
	policy->category_count = list.count;
}

void policy_read_modifiers(
	const struct object *document, struct policy *policy, const struct policy_names *names)
{
	static const char *const known[] = {"code", "label", "factor", "categories", "evidence", NULL};
	struct names codes;
	struct list list = object_list(document, "modifiers", 0, MODIFIERS_LIMIT);
	names_init(&codes, &list, "modifiers", "code");
	struct policy_modifier *modifiers = reader_array(list.reader, list.count, sizeof *modifiers);
	for (size_t i = 0; i < list.count && modifiers; i++) {
		struct place place = {&list.place, NULL, i};
		struct object object =
			object_read(list.reader, &place, list_item(&list, i), "A modifier", known);
		modifiers[i].code = names_read(&codes, &object, &form_id);
		modifiers[i].label = object_text(&object, "label", &form_label);
		modifiers[i].factor = object_number(&object, "factor", 0, 10);
		modifiers[i].categories =
			object_named(&object, "categories", &names->categories, &modifiers[i].category_count);
		object_evidence(&object);
	}
	policy->modifiers = modifiers;
	policy->modifier_count = list.count;
}
