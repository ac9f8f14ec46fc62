// SPDX-License-Identifier: MIT
#include "json/exposure.h"

#include <string.h>

#include "json/document.h"
#include "json/names.h"

#define REFERENCE_LENGTH_LIMIT 200
#define MINUTES_LIMIT 1440
#define ITEMS_LIMIT 100000

// A random id with its time in front (RFC 9562 §5.7), so that no client can meet an import's.
static bool is_id(struct text text)
{
	struct uuid uuid;
	return uuid_parse(text, &uuid) && uuid.bytes[6] >> 4 == 7 && uuid.bytes[8] >> 6 == 2;
}

static bool is_any_id(struct text text)
{
	struct uuid uuid;
	return uuid_parse(text, &uuid) && !uuid_is_nil(uuid);
}

static bool is_person(struct text text)
{
	struct text trimmed = text_trim(text);
	return text.length && text.length <= REFERENCE_LENGTH_LIMIT && trimmed.length == text.length &&
		   !memchr(text.start, '\n', text.length);
}

static bool is_time(struct text text)
{
	struct instant instant;
	return memchr(text.start, 'T', text.length) && instant_parse(text, &instant) &&
		   instant.seconds >= 0;
}

static const struct text_form form_id_of_client = {is_id, "a UUID of version 7 made by the client"};
static const struct text_form form_any_id = {is_any_id, "the id of an exposure"};
static const struct text_form form_person = {is_person, "a person's id or reference"};
static const struct text_form form_time = {
	is_time, "an instant since 1970 such as 2026-11-23T17:30:00Z"};

struct exposure_reader {
	struct reader reader;
	const struct policy *policy;
	struct names categories, modifiers;
	struct instant now;
	struct exposure_document *list;
	size_t count;
};

static void read_time(
	const struct exposure_reader *exposures, const struct object *object, struct exposure *out)
{
	struct instant latest = instant_later(exposures->now, EXPOSURE_FUTURE_TOLERANCE);
	struct place here = {object->place, "occurred_at", 0};
	size_t faults = object->reader->fault_count;
	struct text text = object_text(object, "occurred_at", &form_time);
	if (object->reader->fault_count != faults || !instant_parse(text, &out->occurred_at))
		return;
	if (instant_before(latest, out->occurred_at))
		reader_fault(
			object->reader, &here, "This time has not come yet; is the clock of the device right?");
}

static void read_amount(const struct object *object, const struct policy_category *category,
	const char *name, int32_t most, int32_t *out)
{
	struct place here = {object->place, name, 0};
	*out = EXPOSURE_UNKNOWN;
	if (!object_has(object, name))
		return;
	*out = object_integer(object, name, 1, most);
	if (category && category->modality != MODALITY_MATERIAL)
		reader_fault(object->reader, &here, "Only a material is counted in \"%s\".", name);
}

static void read_modifiers(
	const struct exposure_reader *exposures, const struct object *object, struct exposure *out)
{
	struct place here = {object->place, "modifiers", 0};
	size_t count = 0;
	if (!object_has(object, "modifiers"))
		return;
	const struct text *modifiers = object_named(object, "modifiers", &exposures->modifiers, &count);
	if (count > EXPOSURE_MODIFIERS_LIMIT)
		reader_fault(object->reader, &here, "An exposure has at most %d modifiers.",
			EXPOSURE_MODIFIERS_LIMIT);
	for (size_t i = 0; modifiers && i < count && i < EXPOSURE_MODIFIERS_LIMIT; i++)
		out->modifiers[out->modifier_count++] = modifiers[i];
}

static void read_kind(
	const struct exposure_reader *exposures, const struct object *object, struct exposure *out)
{
	struct text involvements[INVOLVEMENT_COUNT];
	struct place here = {object->place, "minutes", 0};
	const struct policy_category *category = NULL;
	for (size_t i = 0; i < INVOLVEMENT_COUNT; i++)
		involvements[i] = text_of(involvement_name((enum involvement)i));
	size_t index = object_reference(object, "category", &exposures->categories);
	if (index != SIZE_MAX) {
		category = &exposures->policy->categories[index];
		out->category = category->code;
	}
	if (object_has(object, "involvement"))
		out->involvement =
			(enum involvement)object_word(object, "involvement", involvements, INVOLVEMENT_COUNT);
	read_modifiers(exposures, object, out);
	read_amount(object, category, "minutes", MINUTES_LIMIT, &out->minutes);
	read_amount(object, category, "items", ITEMS_LIMIT, &out->items);
	if (category && category->modality == MODALITY_MATERIAL && !object_has(object, "minutes") &&
		!object_has(object, "items"))
		reader_fault(object->reader, &here, "A material needs \"minutes\", or \"items\".");
}

static void read_one(
	struct exposure_reader *exposures, const struct place *place, const json_t *value)
{
	static const char *const known[] = {"id", "person", "occurred_at", "category", "involvement",
		"modifiers", "minutes", "items", "corrects", NULL};
	if (exposures->count == EXPOSURES_LIMIT) {
		reader_fault(
			&exposures->reader, place, "A request holds at most %d exposures.", EXPOSURES_LIMIT);
		return;
	}
	struct object object = object_read(&exposures->reader, place, value, "An exposure", known);
	struct exposure_document *document = &exposures->list[exposures->count++];
	struct exposure *exposure = &document->exposure;
	if (!object.value)
		return;
	struct text id = object_text(&object, "id", &form_id_of_client);
	document->person = object_text(&object, "person", &form_person);
	read_time(exposures, &object, exposure);
	read_kind(exposures, &object, exposure);
	if (object_has(&object, "corrects")) {
		struct text corrects = object_text(&object, "corrects", &form_any_id);
		uuid_parse(corrects, &exposure->corrects.uuid);
		if (text_equal_ignoring_case(id, corrects))
			reader_fault(&exposures->reader, place, "An exposure cannot correct itself.");
	}
	uuid_parse(id, &exposure->id.uuid);
	uuid_parse(document->person, &exposure->person.uuid);
	exposure->source = EXPOSURE_SELF;
}

static bool make_room(struct exposure_reader *exposures, size_t count)
{
	if (count > EXPOSURES_LIMIT)
		count = EXPOSURES_LIMIT;
	exposures->list = reader_array(&exposures->reader, count, sizeof *exposures->list);
	return exposures->list;
}

static void read_lines(struct exposure_reader *exposures, struct text body)
{
	if (!make_room(exposures, EXPOSURES_LIMIT))
		return;
	for (size_t index = 0; body.length;) {
		struct text line = text_trim(text_cut(&body, '\n'));
		struct fault fault = {.status = STATUS_OK};
		if (line.length == 0)
			continue;
		struct place place = {NULL, NULL, index++};
		json_t *root = document_parse(line, &fault);
		if (root)
			read_one(exposures, &place, root);
		else if (fault.status == STATUS_MEMORY)
			exposures->reader.out_of_memory = true;
		else
			reader_fault(&exposures->reader, &place, "%s", fault.message);
		json_decref(root);
	}
	if (exposures->count == 0 && exposures->reader.fault_count == 0)
		reader_fault(&exposures->reader, NULL, "There is no exposure in the request.");
}

static void read_document(struct exposure_reader *exposures, struct text body, bool *single)
{
	json_t *root = reader_parse(&exposures->reader, body);
	if (!root)
		return;
	size_t count = json_is_array(root) ? json_array_size(root) : 1;
	*single = !json_is_array(root);
	if (count == 0)
		reader_fault(&exposures->reader, NULL, "There is no exposure in the request.");
	if (make_room(exposures, count)) {
		for (size_t i = 0; i < count && i <= EXPOSURES_LIMIT; i++) {
			struct place place = {NULL, NULL, i};
			read_one(exposures, *single ? NULL : &place, *single ? root : json_array_get(root, i));
		}
	}
	json_decref(root);
}

enum status exposures_read(struct text body, bool lines, const struct policy *policy,
	struct instant now, struct arena *arena, struct exposure_document **out, size_t *count,
	bool *single, struct json_faults *faults)
{
	struct exposure_reader exposures = {.policy = policy, .now = now};
	bool alone = false;
	reader_init(&exposures.reader, arena, faults);
	exposures.categories = names_of_categories(&exposures.reader, policy);
	exposures.modifiers = names_of_modifiers(&exposures.reader, policy);
	if (lines)
		read_lines(&exposures, body);
	else
		read_document(&exposures, body, &alone);
	enum status status = reader_status(&exposures.reader);
	if (status == STATUS_OK) {
		*out = exposures.list;
		*count = exposures.count;
		*single = alone;
	}
	return status;
}
