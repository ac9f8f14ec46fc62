// SPDX-License-Identifier: MIT
#include "json/policy_change.h"

#include <stdlib.h>
#include <string.h>

#include "json/document.h"
#include "json/suggestion.h"

#define QUOTE 60

static const char *const names[] = {"id", "name", "code"};

// A step of a path: up to the next dot or bracket.
static struct text cut_step(struct text *rest)
{
	struct text step = *rest;
	size_t length = 0;
	while (length < rest->length && rest->start[length] != '.' && rest->start[length] != '[')
		length++;
	step.length = length;
	if (length < rest->length)
		length++; // the dot or bracket
	rest->start += length;
	rest->length -= length;
	if (step.length && step.start[step.length - 1] == ']')
		step.length--;
	return step;
}

static struct text name_of(const json_t *item)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const json_t *name = json_object_get(item, names[i]);
		if (json_is_string(name))
			return (struct text){json_string_value(name), json_string_length(name)};
	}
	return (struct text){json_string_value(item), json_string_length(item)};
}

// Where a step leads in a list; its length if nowhere.
static size_t find_item(const json_t *list, struct text step)
{
	size_t size = json_array_size(list);
	int64_t number;
	for (size_t i = 0; i < size; i++) {
		struct text name = name_of(json_array_get(list, i));
		if (name.start && text_equal(name, step))
			return i;
	}
	return text_to_integer(step, &number) && number >= 0 && (size_t)number < size ? (size_t)number
																				  : size;
}

static json_t *follow(json_t *value, struct text step)
{
	char member[128];
	if (json_is_array(value))
		return json_array_get(value, find_item(value, step));
	if (!json_is_object(value) || step.length >= sizeof member)
		return NULL;
	memcpy(member, step.start, step.length);
	member[step.length] = '\0';
	return json_object_get(value, member);
}

static struct suggestion nearest(json_t *value, struct text step)
{
	struct suggestion suggestion = suggestion_for(step);
	const char *member;
	json_t *item;
	size_t i;
	json_object_foreach(value, member, item) suggestion_consider(&suggestion, text_of(member));
	json_array_foreach(value, i, item)
	{
		struct text name = name_of(item);
		if (name.start)
			suggestion_consider(&suggestion, name);
	}
	return suggestion;
}

// The member of a value that holds a step, where one does: "model" for "half_life_days".
static const char *deeper(json_t *value, struct text step)
{
	const char *member;
	json_t *item;
	json_object_foreach(value, member, item)
	{
		if (json_is_object(item) && follow(item, step))
			return member;
	}
	return NULL;
}

static enum status not_there(
	json_t *value, struct text path, struct text before, struct text step, struct fault *fault)
{
	char where[160], offer[QUOTE * 3] = "";
	snprintf(where, sizeof where, "%.*s", TEXT_ARGUMENTS(path));
	struct suggestion suggestion = nearest(value, step);
	const char *within = deeper(value, step);
	if (within)
		snprintf(offer, sizeof offer, " Did you mean %s.%.*s?", within,
			step.length < QUOTE ? (int)step.length : QUOTE, step.start);
	else if (suggestion.nearest.start)
		snprintf(offer, sizeof offer, " Did you mean %.*s?", TEXT_ARGUMENTS(suggestion.nearest));
	if (!json_is_object(value) && !json_is_array(value))
		return fault_set(fault, STATUS_INVALID, where,
			"The policy has a single value at %.*s, and nothing within it.",
			TEXT_ARGUMENTS(before));
	return fault_set(fault, STATUS_INVALID, where, "The policy has no %.*s %s%.*s.%s",
		step.length < QUOTE ? (int)step.length : QUOTE, step.start,
		before.length ? "in " : "at its top", TEXT_ARGUMENTS(before), offer);
}

struct target {
	json_t *within; // object or list
	struct text step;
};

static enum status find(json_t *root, struct text path, struct target *out, struct fault *fault)
{
	json_t *value = root;
	struct text rest = path;
	*out = (struct target){NULL, {NULL, 0}};
	while (rest.length) {
		struct text before = {path.start, (size_t)(rest.start - path.start)};
		if (before.length)
			before.length--;
		struct text step = cut_step(&rest);
		if (step.length == 0) // as behind a bracket
			continue;
		json_t *next = follow(value, step);
		if (!next)
			return not_there(value, path, before, step, fault);
		*out = (struct target){value, step};
		value = next;
	}
	return out->within ? STATUS_OK
					   : fault_set(fault, STATUS_INVALID, "--set",
							 "A change is PATH=VALUE, as lines.events.levels.amber.on=140.");
}

static json_t *value_of(struct text text)
{
	json_error_t error;
	json_t *value =
		json_loadb(text.start, text.length, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
	return value ? value : json_stringn(text.start, text.length);
}

static bool put(const struct target *target, json_t *value)
{
	char member[128];
	if (!value)
		return false;
	if (json_is_array(target->within))
		return json_array_set_new(target->within, find_item(target->within, target->step), value) ==
			   0;
	snprintf(member, sizeof member, "%.*s", TEXT_ARGUMENTS(target->step));
	return json_object_set_new(target->within, member, value) == 0;
}

static bool is_on(struct text path)
{
	return path.length > 3 && memcmp(path.start + path.length - 3, ".on", 3) == 0;
}

static enum status change(json_t *root, const struct policy_change *change, struct fault *fault)
{
	struct target target;
	enum status status = find(root, change->path, &target, fault);
	if (status != STATUS_OK)
		return status;
	const json_t *on = json_object_get(target.within, "on");
	const json_t *off = json_object_get(target.within, "off");
	double share = is_on(change->path) && json_is_number(on) && json_is_number(off) &&
						   json_number_value(on) > 0
					   ? json_number_value(off) / json_number_value(on)
					   : 0;
	json_t *value = value_of(change->value);
	double set = json_number_value(value);
	if (!put(&target, value))
		return fault_set(
			fault, STATUS_INVALID, "--set", "This value cannot be taken: it is not UTF-8.");
	if (share > 0 && set > 0 &&
		json_object_set_new(target.within, "off", json_real(set * share)) != 0)
		return fault_memory(fault);
	return STATUS_OK;
}

static enum status write_out(
	const json_t *root, struct arena *arena, struct text *out, struct fault *fault)
{
	char *bytes = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(15));
	struct text copy = {NULL, 0};
	if (bytes)
		copy = text_copy(arena, text_of(bytes));
	free(bytes);
	if (!copy.start)
		return fault_memory(fault);
	*out = copy;
	return STATUS_OK;
}

enum status policy_change(struct text document, const struct policy_change *changes, size_t count,
	struct arena *arena, struct text *out, struct fault *fault)
{
	json_t *root = document_parse(document, fault);
	if (!root)
		return fault && fault->status != STATUS_OK ? fault->status : STATUS_INVALID;
	enum status status = STATUS_OK;
	// First where levels are raised, so that an `off` that is given, too, is what counts.
	for (int given = 0; given < 2; given++) {
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			if (is_on(changes[i].path) == !given)
				status = change(root, &changes[i], fault);
		}
	}
	if (status == STATUS_OK)
		status = write_out(root, arena, out, fault);
	json_decref(root);
	return status;
}
