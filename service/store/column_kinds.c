// SPDX-License-Identifier: MIT
#include "store/column_kinds.h"

#include <stdlib.h>
#include <string.h>

static const char *const units[] = {"none", "minutes", "items"};

void column_kinds_init(struct column_kinds *kinds)
{
	*kinds = (struct column_kinds){.count = 0};
	arena_init(&kinds->arena);
}

void column_kinds_done(struct column_kinds *kinds)
{
	arena_done(&kinds->arena);
	free(kinds->kinds);
	free(kinds->places);
}

static uint64_t mix(uint64_t hash, struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (uint8_t)text.start[i]) * UINT64_C(0x100000001b3); // FNV-1a
	return (hash ^ 0xff) * UINT64_C(0x100000001b3);
}

static uint64_t hash_of(const struct replay_kind *kind)
{
	uint64_t hash = mix(UINT64_C(0xcbf29ce484222325), kind->category);
	hash = (hash ^ (uint64_t)kind->involvement << 8 ^ (uint64_t)kind->unit << 4 ^
			   (uint64_t)kind->continued) *
		   UINT64_C(0x100000001b3);
	for (size_t i = 0; i < kind->modifier_count; i++)
		hash = mix(hash, kind->modifiers[i]);
	return hash ^ hash >> 32;
}

static bool same(const struct replay_kind *a, const struct replay_kind *b)
{
	if (!text_equal(a->category, b->category) || a->involvement != b->involvement ||
		a->unit != b->unit || a->continued != b->continued ||
		a->modifier_count != b->modifier_count)
		return false;
	for (size_t i = 0; i < a->modifier_count; i++) {
		if (!text_equal(a->modifiers[i], b->modifiers[i]))
			return false;
	}
	return true;
}

// Where the kind stands among the places, or where it would.
static size_t place_of(const struct column_kinds *kinds, const struct replay_kind *kind)
{
	size_t place = hash_of(kind) & (kinds->place_count - 1);
	while (kinds->places[place] && !same(&kinds->kinds[kinds->places[place] - 1], kind))
		place = (place + 1) & (kinds->place_count - 1);
	return place;
}

static bool grow(struct column_kinds *kinds)
{
	if (kinds->count < kinds->size)
		return true;
	size_t size = kinds->size ? kinds->size * 2 : 128;
	struct replay_kind *list = realloc(kinds->kinds, size * sizeof *list);
	if (!list)
		return false;
	kinds->kinds = list;
	uint32_t *places = calloc(size * 4, sizeof *places);
	if (!places)
		return false;
	free(kinds->places);
	kinds->places = places;
	kinds->place_count = size * 4;
	kinds->size = size;
	for (size_t i = 0; i < kinds->count; i++)
		places[place_of(kinds, &list[i])] = (uint32_t)i + 1;
	return true;
}

static bool copy(struct column_kinds *kinds, const struct replay_kind *kind)
{
	struct replay_kind *own = &kinds->kinds[kinds->count];
	*own = *kind;
	own->category = text_copy(&kinds->arena, kind->category);
	bool whole = own->category.start;
	for (size_t i = 0; i < kind->modifier_count; i++) {
		own->modifiers[i] = text_copy(&kinds->arena, kind->modifiers[i]);
		whole = whole && own->modifiers[i].start;
	}
	return whole;
}

enum status column_kinds_number(
	struct column_kinds *kinds, const struct replay_kind *kind, uint16_t *out, struct fault *fault)
{
	if (!grow(kinds))
		return fault_memory(fault);
	size_t place = place_of(kinds, kind);
	if (!kinds->places[place]) {
		if (kinds->count == REPLAY_KINDS_LIMIT)
			return fault_set(fault, STATUS_LIMIT, NULL,
				"The log has more than %u kinds of exposure, each a category with its "
				"involvement and modifiers; so many cannot be replayed.",
				REPLAY_KINDS_LIMIT);
		if (!copy(kinds, kind))
			return fault_memory(fault);
		kinds->places[place] = (uint32_t)++kinds->count;
	}
	*out = (uint16_t)(kinds->places[place] - 1);
	return STATUS_OK;
}

void column_kinds_write(const struct column_kinds *kinds, size_t from, struct text_builder *out)
{
	for (size_t i = from; i < kinds->count; i++) {
		const struct replay_kind *kind = &kinds->kinds[i];
		builder_format(out, "%.*s %s %s %s", TEXT_ARGUMENTS(kind->category),
			involvement_name(kind->involvement), units[kind->unit],
			kind->continued ? "more" : "whole");
		for (size_t j = 0; j < kind->modifier_count; j++)
			builder_format(out, " %.*s", TEXT_ARGUMENTS(kind->modifiers[j]));
		builder_character(out, '\n');
	}
}

static bool parse(struct text line, struct replay_kind *out)
{
	*out = (struct replay_kind){.category = text_cut(&line, ' ')};
	if (out->category.length == 0 || !involvement_parse(text_cut(&line, ' '), &out->involvement))
		return false;
	struct text unit = text_cut(&line, ' '), part = text_cut(&line, ' ');
	size_t i = 0;
	while (i < sizeof units / sizeof units[0] && !text_is(unit, units[i]))
		i++;
	if (i == sizeof units / sizeof units[0] || (!text_is(part, "more") && !text_is(part, "whole")))
		return false;
	out->unit = (enum replay_unit)i;
	out->continued = text_is(part, "more");
	while (line.length) {
		if (out->modifier_count == EXPOSURE_MODIFIERS_LIMIT)
			return false;
		out->modifiers[out->modifier_count++] = text_cut(&line, ' ');
	}
	return true;
}

enum status column_kinds_read(struct column_kinds *kinds, struct text lines, struct fault *fault)
{
	while (lines.length) {
		struct replay_kind kind;
		struct text line = text_cut(&lines, '\n');
		size_t count = kinds->count;
		uint16_t number;
		if (!parse(line, &kind))
			return fault_set(fault, STATUS_VERSION, NULL, "its dictionary cannot be read");
		enum status status = column_kinds_number(kinds, &kind, &number, fault);
		if (status != STATUS_OK)
			return status;
		if (kinds->count == count)
			return fault_set(fault, STATUS_VERSION, NULL, "its dictionary has a kind twice");
	}
	return STATUS_OK;
}
