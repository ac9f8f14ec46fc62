// SPDX-License-Identifier: MIT
#include "json/policy_parts.h"

#define LINES_LIMIT 50
#define LOAD_LEAST 0.01
#define LOAD_MOST 1000000
#define DELAY_HOURS_MOST 720
#define DAYS_MOST 3650
#define CONTACT_HOURS_MOST 720

// Off below on, and both no lower than a level before: raising goes up in order, clearing down.
static void check_level(const struct object *object, const struct policy_level *level,
	const struct policy_level *before)
{
	struct reader *reader = object->reader;
	struct place on = {object->place, "on", 0}, off = {object->place, "off", 0};
	if (level->off >= level->on)
		reader_fault(reader, &off, "\"off\" must be below \"on\", which is %.12g, and is %.12g.",
			level->on, level->off);
	if (before && level->on <= before->on)
		reader_fault(reader, &on,
			"\"on\" must be above the %.12g of the level before, and is %.12g.", before->on,
			level->on);
	if (before && level->off < before->off)
		reader_fault(reader, &off,
			"\"off\" must be at least the %.12g of the level before, and is %.12g.", before->off,
			level->off);
}

static struct policy_level read_level(
	const struct object *object, const struct names *responses, struct names *names)
{
	struct policy_level level = {.name = names_read(names, object, &form_id)};
	policy_read_label(object);
	level.on = object_number(object, "on", LOAD_LEAST, LOAD_MOST);
	level.off = object_number(object, "off", LOAD_LEAST, LOAD_MOST);
	level.on_delay_seconds =
		object_seconds(object, "on_delay_hours", SECONDS_PER_HOUR, 0, DELAY_HOURS_MOST);
	level.off_delay_seconds =
		object_seconds(object, "off_delay_hours", SECONDS_PER_HOUR, 0, DELAY_HOURS_MOST);
	level.realarm_seconds = object_seconds(object, "realarm_days", SECONDS_PER_DAY, 0, DAYS_MOST);
	level.cooldown_seconds = object_seconds(object, "cooldown_days", SECONDS_PER_DAY, 0, DAYS_MOST);
	level.response = object_reference_or_null(object, "response", responses);
	if (object_has(object, "contact_after_hours"))
		level.contact_after_seconds =
			object_seconds(object, "contact_after_hours", SECONDS_PER_HOUR, 1, CONTACT_HOURS_MOST);
	object_evidence(object);
	return level;
}

// Nobody is asked to contact somebody who is offered nothing, nor below the highest level.
static void check_contact(const struct object *object, const struct policy_level *level, bool last)
{
	struct place here = {object->place, "contact_after_hours", 0};
	if (level->contact_after_seconds && (!last || !object_has(object, "response")))
		reader_fault(object->reader, &here, "%s",
			last
				? "\"contact_after_hours\" needs a \"response\": contact is asked for when that is "
				  "not answered."
				: "\"contact_after_hours\" is for the highest level alone: leave it out here.");
}

static void read_levels(
	const struct object *object, struct policy_line *line, const struct names *responses)
{
	static const char *const known[] = {"name", "label", "on", "off", "on_delay_hours",
		"off_delay_hours", "realarm_days", "cooldown_days", "response", "contact_after_hours",
		"evidence", NULL};
	struct names names;
	struct list list = object_list(object, "levels", 1, POLICY_LEVELS_LIMIT);
	bool before_is_sound = false;
	names_init(&names, &list, "levels", "name");
	for (size_t i = 0; i < list.count; i++) {
		size_t faults = list.reader->fault_count;
		struct place place = {&list.place, NULL, i};
		struct object item =
			object_read(list.reader, &place, list_item(&list, i), "A level", known);
		line->levels[i] = read_level(&item, responses, &names);
		bool sound = list.reader->fault_count == faults;
		if (sound) {
			check_level(&item, &line->levels[i], before_is_sound ? &line->levels[i - 1] : NULL);
			check_contact(&item, &line->levels[i], i + 1 == list.count);
		}
		before_is_sound = sound;
	}
	line->level_count = list.count;
}

static void read_modalities(const struct object *object, struct policy_line *line)
{
	const struct text words[] = {text_of(modality_name(MODALITY_EVENT)),
		text_of(modality_name(MODALITY_INTERACTION)), text_of(modality_name(MODALITY_MATERIAL))};
	size_t modalities[3];
	size_t count = object_words(object, "modalities", 0, words, 3, modalities);
	for (size_t i = 0; i < count; i++)
		line->modalities |= 1u << modalities[i];
}

void policy_read_sums(
	const struct object *object, struct policy_line *line, const struct names *categories)
{
	size_t faults = object->reader->fault_count;
	read_modalities(object, line);
	line->categories = object_named(object, "categories", categories, &line->category_count);
	if (object->reader->fault_count == faults && !line->modalities && !line->category_count) {
		struct place here = {object->place, "modalities", 0};
		reader_fault(object->reader, &here,
			"The line sums nothing; list a modality here or a category in \"categories\".");
	}
}

enum line_measure policy_read_measure(const struct object *object)
{
	static const struct text words[MEASURE_COUNT] = {
		[MEASURE_DOSE] = TEXT_CONSTANT("dose"),
		[MEASURE_EXPOSURES] = TEXT_CONSTANT("exposures"),
		[MEASURE_MINUTES] = TEXT_CONSTANT("minutes"),
	};
	return json_object_get(object->value, "counts")
			   ? (enum line_measure)object_word(object, "counts", words, MEASURE_COUNT)
			   : MEASURE_DOSE;
}

// Nothing but material has minutes.
static void check_minutes(const struct object *object, const struct policy_line *line)
{
	struct place here = {object->place, "counts", 0};
	if (line->measure == MEASURE_MINUTES && line->modalities & ~(1u << MODALITY_MATERIAL))
		reader_fault(object->reader, &here,
			"Only material has minutes; a line that counts them sums no other modality.");
}

// `half_life_days`, the short form of that model, or `model`.
static struct model read_model(const struct object *object, const struct zone *zone)
{
	struct place here = {object->place, "model", 0};
	if (!json_object_get(object->value, "model"))
		return (struct model){
			.half_life_days = object_number(object, "half_life_days", 0.1, DAYS_MOST)};
	if (json_object_get(object->value, "half_life_days"))
		reader_fault(object->reader, &here,
			"A line has either \"half_life_days\" or \"model\"; remove one of them.");
	return policy_read_model(object, zone, MODELS_ALL);
}

static struct policy_line read_line(const struct object *object, struct policy_names *names)
{
	size_t faults = object->reader->fault_count;
	struct policy_line line = {.id = names_read(&names->lines, object, &form_id)};
	policy_read_label(object);
	line.model = read_model(object, names->zone);
	line.measure = policy_read_measure(object);
	policy_read_sums(object, &line, &names->categories);
	object_evidence(object);
	if (object->reader->fault_count == faults)
		check_minutes(object, &line);
	read_levels(object, &line, &names->responses);
	return line;
}

void policy_read_lines(
	const struct object *document, struct policy *policy, struct policy_names *names)
{
	static const char *const known[] = {"id", "label", "half_life_days", "model", "counts",
		"modalities", "categories", "levels", "evidence", NULL};
	struct list list = object_list(document, "lines", 0, LINES_LIMIT);
	names_init(&names->lines, &list, "lines", "id");
	struct policy_line *lines = reader_array(list.reader, list.count, sizeof *lines);
	for (size_t i = 0; i < list.count && lines; i++) {
		struct place place = {&list.place, NULL, i};
		struct object object =
			object_read(list.reader, &place, list_item(&list, i), "A line", known);
		lines[i] = read_line(&object, names);
	}
	policy->lines = lines;
	policy->line_count = list.count;
}
