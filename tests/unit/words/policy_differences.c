// SPDX-License-Identifier: MIT
// No difference between two policies goes unsaid: each member of the shipped policy is changed in
// turn, left out and added, and some sentence has to name what it was or is.
#include "support/cmocka.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "words/policy_sentences.h"
#include "json/policy.h"
#include "json/policy_members.h"

static struct arena arena;
static json_t *shipped;
static int tried;

static void read_members(const json_t *document, struct policy_members *out)
{
	struct fault fault = {.status = STATUS_OK};
	char *written = json_dumps(document, JSON_COMPACT);
	assert_non_null(written);
	if (policy_members_read(text_of(written), &arena, out, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	free(written);
}

// All sentences between the shipped policy and another.
static struct text_builder difference(const json_t *other, enum language language)
{
	struct policy_members before, after;
	struct policy_differences changes;
	struct text_builder out;
	read_members(shipped, &before);
	read_members(other, &after);
	assert_int_equal(policy_compare(&before, &after, &arena, &changes, NULL), STATUS_OK);
	const struct policy_pair pair = {&before, &after};
	builder_init(&out);
	for (size_t i = 0; i < changes.count; i++) {
		words_policy_difference(&out, language, &pair, &changes.list[i]);
		builder_character(&out, '\n');
	}
	return out;
}

static void expect_said(const json_t *other, const char *wanted, const char *what)
{
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		struct text_builder out = difference(other, (enum language)language);
		const char *said = builder_view(&out).start;
		if (!strstr(said, wanted))
			fail_msg("%s: \"%s\" is not in \"%s\"", what, wanted, said);
		if (strchr(said, '{'))
			fail_msg("%s: a place is left open in \"%s\"", what, said);
		builder_done(&out);
	}
	tried++;
	arena_reset(&arena);
}

static json_t *other_value(const json_t *value, char wanted[static 64])
{
	snprintf(wanted, 64, "%s", "PLANTED");
	if (json_is_number(value)) {
		double number = json_number_value(value) * 7 + 7 * 123; // whole weeks stay whole
		snprintf(wanted, 64, "%.6g", number);
		return json_real(number);
	}
	if (json_is_string(value) || json_is_null(value))
		return json_string("PLANTED");
	if (json_is_boolean(value)) {
		wanted[0] = '\0';
		return json_boolean(!json_is_true(value));
	}
	return json_pack("[s]", "PLANTED");
}

static bool is_key(const char *name)
{
	return strcmp(name, "id") == 0 || strcmp(name, "code") == 0 || strcmp(name, "name") == 0;
}

// Numbers of a cadence are said in weeks where they can be.
static void weeks(const char *name, char wanted[static 64])
{
	double number;
	if ((strcmp(name, "from_days") == 0 || strcmp(name, "to_days") == 0) &&
		text_to_number(text_of(wanted), &number))
		wanted[0] = '\0';
}

static void change_members(json_t *root, json_t *object);

static void change_list(json_t *root, json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (json_is_object(json_array_get(list, i)))
			change_members(root, json_array_get(list, i));
	}
}

static void change_members(json_t *root, json_t *object)
{
	const char *names[40];
	size_t count = 0;
	const char *name;
	json_t *value;
	json_object_foreach(object, name, value) names[count++] = name;
	for (size_t i = 0; i < count; i++) {
		char wanted[64];
		json_t *kept = json_incref(json_object_get(object, names[i]));
		if (json_is_object(kept)) {
			change_members(root, kept);
		} else if (json_is_array(kept) && json_is_object(json_array_get(kept, 0))) {
			change_list(root, kept);
		} else if (!is_key(names[i])) {
			json_object_set_new(object, names[i], other_value(kept, wanted));
			weeks(names[i], wanted);
			struct text_builder out = difference(root, LANGUAGE_ENGLISH);
			if (builder_view(&out).length < 3)
				fail_msg("nothing is said of %s", names[i]);
			builder_done(&out);
			expect_said(root, wanted, names[i]);
			json_object_set(object, names[i], kept);
		}
		json_decref(kept);
	}
}

static void every_member_that_is_changed_is_named(void **state)
{
	(void)state;
	json_t *other = json_deep_copy(shipped);
	tried = 0;
	change_members(other, other);
	assert_true(tried > 300);
	json_decref(other);
}

static void everything_that_is_new_or_gone_is_named_with_its_numbers(void **state)
{
	(void)state;
	static const char *const lists[] = {
		"categories", "modifiers", "responses", "lines", "triggers", "cadences", "profiles"};
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		json_t *other = json_deep_copy(shipped), *list = json_object_get(other, lists[i]);
		json_t *item = json_deep_copy(json_array_get(list, 0));
		bool code = json_object_get(item, "code");
		json_object_set_new(item, code ? "code" : "id", json_string("PLANTED"));
		json_object_set_new(item, "priority", json_integer(98765));
		json_array_append_new(list, item);
		expect_said(other, "PLANTED", lists[i]);
		expect_said(other, "98765", lists[i]);
		json_array_remove(list, 0);
		const char *id = json_string_value(json_object_get(
			json_array_get(json_object_get(shipped, lists[i]), 0), code ? "code" : "id"));
		expect_said(other, id, lists[i]);
		json_decref(other);
	}
}

static void another_order_is_said(void **state)
{
	(void)state;
	json_t *other = json_deep_copy(shipped), *list = json_object_get(other, "profiles");
	json_t *first = json_incref(json_array_get(list, 0));
	json_array_remove(list, 0);
	json_array_append_new(list, first);
	expect_said(other, "profiles", "profiles");
	json_decref(other);
}

static void a_policy_does_not_differ_from_itself(void **state)
{
	(void)state;
	struct text_builder out = difference(shipped, LANGUAGE_ENGLISH);
	assert_int_equal(builder_view(&out).length, 0);
	builder_done(&out);
}

static json_t *at(json_t *document, const char *list, size_t place)
{
	return json_array_get(json_object_get(document, list), place);
}

static void the_sentences_read_like_this(void **state)
{
	(void)state;
	json_t *other = json_deep_copy(shipped);
	json_object_set_new(at(at(other, "lines", 0), "levels", 1), "on", json_real(140));
	json_object_set_new(at(at(other, "cadences", 1), "steps", 0), "from_days", json_real(42));
	json_object_set_new(at(at(other, "cadences", 1), "steps", 0), "to_days", json_real(56));
	json_object_set_new(at(other, "categories", 9), "weight", json_real(55));
	struct text_builder out = difference(other, LANGUAGE_ENGLISH);
	assert_string_equal(builder_view(&out).start,
		"Suicide weighs 55 instead of 50.\n"
		"The amber line of Events goes from 180 to 140.\n"
		"Reviewer of harrowing material now has a session (Every month) every 6 to 8 weeks instead "
		"of "
		"every 3 to 5.\n"
		"\n");
	builder_done(&out);
	json_decref(other);
	arena_reset(&arena);
}

static void what_has_a_label_is_called_by_it_and_everything_else_by_its_id(void **state)
{
	(void)state;
	json_t *other = json_deep_copy(shipped), *line = at(other, "lines", 0);
	json_object_set_new(line, "label", json_string("What was met"));
	json_object_del(at(line, "levels", 1), "label");
	json_object_set_new(at(line, "levels", 1), "response", json_string("red"));
	json_object_set_new(
		at(other, "profiles", 0), "triggers", json_pack("[s,s]", "single_event", "team_changed"));
	struct text_builder out = difference(other, LANGUAGE_ENGLISH);
	assert_string_equal(builder_view(&out).start,
		"“Events” is now called “What was met”.\n"
		"The amber line of What was met leads to After the red line instead of After the amber "
		"line.\n"
		"Response policing: the single events that are enough are One grave event, A team that "
		"has changed instead of One grave event, A team that has changed, A line manager who is "
		"away for long.\n"
		"lines/events/levels/amber/label is no longer said; it was amber.\n");
	builder_done(&out);
	out = difference(other, LANGUAGE_WELSH);
	assert_non_null(strstr(builder_view(&out).start, "Ar ôl y llinell goch"));
	assert_non_null(strstr(builder_view(&out).start, "Un digwyddiad difrifol"));
	builder_done(&out);
	json_decref(other);
	arena_reset(&arena);
}

static bool is_later(const json_t *other)
{
	struct policy_members before, after;
	struct policy_differences changes;
	read_members(shipped, &before);
	read_members(other, &after);
	assert_int_equal(policy_compare(&before, &after, &arena, &changes, NULL), STATUS_OK);
	return policy_differences_later(&changes);
}

static void what_makes_a_line_be_crossed_later_is_told_from_what_does_not(void **state)
{
	(void)state;
	static const struct {
		const char *list, *inner, *member;
		double earlier, later;
	} cases[] = {
		{"lines", "levels", "on", 100, 131},
		{"lines", NULL, "half_life_days", 35, 21},
		{"categories", NULL, "weight", 66, 64},
		{"modifiers", NULL, "factor", 2, 1},
		{"triggers", NULL, "weight_at_least", 50, 70},
		{"cadences", "steps", "to_days", 100, 120},
		{"responses", NULL, "latest_days", 14, 40},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *other = json_deep_copy(shipped), *item = at(other, cases[i].list, 0);
		if (cases[i].inner)
			item = at(item, cases[i].inner, 0);
		json_object_set_new(item, cases[i].member, json_real(cases[i].earlier));
		if (is_later(other))
			fail_msg("%s %g counts as later", cases[i].member, cases[i].earlier);
		json_object_set_new(item, cases[i].member, json_real(cases[i].later));
		if (!is_later(other))
			fail_msg("%s %g does not count as later", cases[i].member, cases[i].later);
		json_decref(other);
	}
	json_t *other = json_deep_copy(shipped);
	json_array_remove(json_object_get(other, "triggers"), 0);
	assert_true(is_later(other));
	json_decref(other);
}

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	struct text document = policy_shipped(TEXT("default"));
	shipped = json_loadb(document.start, document.length, JSON_DECODE_INT_AS_REAL, NULL);
	return !shipped;
}

static int stop(void **state)
{
	(void)state;
	json_decref(shipped);
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_member_that_is_changed_is_named),
		cmocka_unit_test(everything_that_is_new_or_gone_is_named_with_its_numbers),
		cmocka_unit_test(another_order_is_said),
		cmocka_unit_test(a_policy_does_not_differ_from_itself),
		cmocka_unit_test(the_sentences_read_like_this),
		cmocka_unit_test(what_has_a_label_is_called_by_it_and_everything_else_by_its_id),
		cmocka_unit_test(what_makes_a_line_be_crossed_later_is_told_from_what_does_not),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
