// SPDX-License-Identifier: MIT
#include "json/policy_members.h"

#include <string.h>

#include "core/roster_rules.h"
#include "json/document.h"

struct flattening {
	struct arena *arena;
	struct policy_members *out; // without a list while members are only counted
	size_t count;
	bool failed;
};

static struct text text_of_value(const json_t *value)
{
	return (struct text){json_string_value(value), json_string_length(value)};
}

// What names a thing of a list; the number of its place where nothing does.
static struct text key_of(struct flattening *flattening, const json_t *item, size_t place)
{
	static const char *const names[] = {"code", "id", "name"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const json_t *value = json_object_get(item, names[i]);
		if (json_is_string(value))
			return text_of_value(value);
	}
	char number[24];
	snprintf(number, sizeof number, "%zu", place + 1);
	struct text copy = text_copy(flattening->arena, text_of(number));
	flattening->failed |= !copy.start;
	return copy;
}

static struct text join(
	struct flattening *flattening, struct text left, const char *between, struct text right)
{
	if (!left.length)
		return text_copy(flattening->arena, right);
	size_t gap = strlen(between), length = left.length + gap + right.length;
	char *bytes = arena_allocate(flattening->arena, length + 1);
	if (!bytes) {
		flattening->failed = true;
		return TEXT("");
	}
	memcpy(bytes, left.start, left.length);
	memcpy(bytes + left.length, between, gap);
	if (right.length)
		memcpy(bytes + left.length + gap, right.start, right.length);
	bytes[length] = '\0';
	return (struct text){bytes, length};
}

static void add(struct flattening *flattening, struct policy_member member)
{
	if (member.text.start)
		member.text = text_copy(flattening->arena, member.text);
	flattening->failed |= !member.path.start;
	if (flattening->out->list)
		flattening->out->list[flattening->count] = member;
	flattening->count++;
}

static void flatten(struct flattening *flattening, struct text path, const json_t *value);

// A profile's "cadence" is short for a list of one.
static bool is_short(struct text path, const char *name, const json_t *value)
{
	return text_starts(path, "profiles/") && strcmp(name, "cadence") == 0 && json_is_string(value);
}

static void flatten_object(struct flattening *flattening, struct text path, const json_t *object)
{
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)object, name, value)
	{
		if (is_short(path, name, value))
			add(flattening,
				(struct policy_member){.path = join(flattening, path, "/", TEXT("cadences")),
					.kind = POLICY_MEMBER_LIST,
					.text = text_of_value(value)});
		else
			flatten(flattening, join(flattening, path, "/", text_of(name)), value);
	}
}

// A list of things, or of texts.
static void flatten_list(struct flattening *flattening, struct text path, const json_t *list)
{
	struct policy_member member = {.path = path, .kind = POLICY_MEMBER_LIST, .text = TEXT("")};
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		if (json_is_object(item))
			member.kind = POLICY_MEMBER_KEYS;
		member.text = join(flattening, member.text, ", ",
			json_is_object(item) ? key_of(flattening, item, i) : text_of_value(item));
	}
	add(flattening, member);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		if (!json_is_object(item))
			continue;
		struct text below = join(flattening, path, "/", key_of(flattening, item, i));
		add(flattening, (struct policy_member){.path = below, .kind = POLICY_MEMBER_ITEM});
		flatten_object(flattening, below, item);
	}
}

static void flatten(struct flattening *flattening, struct text path, const json_t *value)
{
	if (json_is_object(value))
		flatten_object(flattening, path, value);
	else if (json_is_array(value))
		flatten_list(flattening, path, value);
	else if (json_is_number(value))
		add(flattening,
			(struct policy_member){
				.path = path, .kind = POLICY_MEMBER_NUMBER, .number = json_number_value(value)});
	else if (json_is_string(value))
		add(flattening,
			(struct policy_member){
				.path = path, .kind = POLICY_MEMBER_TEXT, .text = text_of_value(value)});
	else
		add(flattening, (struct policy_member){.path = path,
							.kind = json_is_null(value) ? POLICY_MEMBER_NULL : POLICY_MEMBER_FLAG,
							.number = json_is_true(value)});
}

// What holds of working time where the document does not say so: it is as if it did.
static void add_left_out(struct flattening *flattening, const json_t *root)
{
	const struct roster_rules *rules = &roster_rules_default;
	const struct {
		const char *name;
		int32_t number;
	} usual[] = {
		{"margin_minutes", rules->margin_minutes},
		{"daily_rest_hours", rules->daily_rest_hours},
		{"weekly_rest_hours", rules->weekly_rest_hours},
		{"weekly_rest_days", rules->weekly_rest_days},
		{"after_night_hours", rules->after_night_hours},
		{"cover_people", rules->cover_people},
		{"cover_percent", rules->cover_percent},
	};
	const json_t *said = json_object_get(root, "working_time");
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
		const json_t *value = json_object_get(said, usual[i].name);
		if (!value)
			add(flattening, (struct policy_member){.path = join(flattening, TEXT("working_time"),
													   "/", text_of(usual[i].name)),
								.kind = POLICY_MEMBER_NUMBER,
								.number = usual[i].number});
	}
}

enum status policy_members_read(
	struct text document, struct arena *arena, struct policy_members *out, struct fault *fault)
{
	json_t *root = document_parse(document, fault);
	if (!root)
		return fault && fault->status == STATUS_MEMORY ? STATUS_MEMORY : STATUS_INVALID;
	struct policy_members members = {NULL, 0};
	struct flattening flattening = {.arena = arena, .out = &members};
	flatten_object(&flattening, TEXT(""), root);
	add_left_out(&flattening, root);
	members.list = arena_array(arena, flattening.count, sizeof *members.list);
	members.count = flattening.count;
	flattening.count = 0;
	if (members.list) {
		flatten_object(&flattening, TEXT(""), root);
		add_left_out(&flattening, root);
	}
	json_decref(root);
	if (!members.list || flattening.failed)
		return fault_memory(fault);
	*out = members;
	return STATUS_OK;
}
