// SPDX-License-Identifier: MIT
#include <math.h>

#include "words/policy_sentences.h"

#define VALUE_SIZE 40
#define PATH_SIZE 512

// 0 where there is none.
static double number_of(const struct policy_members *members, const char *path, int length)
{
	const struct policy_member *member =
		length > 0 && length < PATH_SIZE ? policy_member_find(members, text_of(path)) : NULL;
	return member ? member->number : 0;
}

static double step_number(
	const struct policy_members *members, struct text cadence, struct text step, const char *name)
{
	char path[PATH_SIZE];
	int length = snprintf(path, sizeof path, "cadences/%.*s/steps/%.*s/%s", TEXT_ARGUMENTS(cadence),
		TEXT_ARGUMENTS(step), name);
	return number_of(members, path, length);
}

static double month_minutes(const struct policy_members *members, struct text cadence)
{
	char path[PATH_SIZE];
	int length =
		snprintf(path, sizeof path, "cadences/%.*s/minutes_per_month", TEXT_ARGUMENTS(cadence));
	return number_of(members, path, length);
}

// Weeks where all of them are whole weeks, else days.
struct ranges {
	double least, most, old_least, old_most;
	bool weeks;
};

static void in_weeks(struct ranges *ranges)
{
	double *const all[] = {&ranges->least, &ranges->most, &ranges->old_least, &ranges->old_most};
	ranges->weeks = true;
	for (size_t i = 0; i < 4; i++)
		ranges->weeks &= fmod(*all[i], 7) == 0;
	for (size_t i = 0; ranges->weeks && i < 4; i++)
		*all[i] /= 7;
}

static void say_ranges(struct text_builder *out, enum language language, const char *message,
	struct text who, struct text cadence, struct text step, const struct ranges *ranges)
{
	char values[4][VALUE_SIZE];
	snprintf(values[0], VALUE_SIZE, "%.6g", ranges->least);
	snprintf(values[1], VALUE_SIZE, "%.6g", ranges->most);
	snprintf(values[2], VALUE_SIZE, "%.6g", ranges->old_least);
	snprintf(values[3], VALUE_SIZE, "%.6g", ranges->old_most);
	const struct place places[] = {
		{"who", who},
		{"cadence", cadence},
		{"step", step},
		{"least", text_of(values[0])},
		{"most", text_of(values[1])},
		{"old_least", text_of(values[2])},
		{"old_most", text_of(values[3])},
	};
	words_format(out, words(language, message), places, sizeof places / sizeof places[0]);
}

// The number of a step, where its cadence has several.
static struct text shown_step(
	const struct policy_members *members, struct text cadence, struct text step)
{
	bool several = step_number(members, cadence, TEXT("2"), "to_days") > 0;
	return several ? step : TEXT("");
}

static struct text next_name(struct text *list)
{
	return text_trim(text_cut(list, ','));
}

static bool list_has(struct text list, struct text wanted)
{
	while (list.length) {
		if (text_equal(next_name(&list), wanted))
			return true;
	}
	return false;
}

static void name_profiles(struct text_builder *out, enum language language,
	const struct policy_members *members, struct text cadence)
{
	struct text steps[POLICY_STEPS_LIMIT];
	for (size_t i = 0; i < members->count; i++) {
		const struct policy_member *member = &members->list[i];
		if (!policy_path_fits(member->path, "profiles/*/cadences", steps) ||
			!list_has(member->text, cadence))
			continue;
		if (builder_view(out).length)
			builder_string(out, ", ");
		builder_add(out, words_policy_name(language, members, "profiles", steps[0]));
	}
}

// How often it comes round now, for the profiles that have it.
static void say_range(struct text_builder *out, enum language language,
	const struct policy_pair *pair, struct text cadence, struct text step)
{
	static const char *const messages[2][2] = {
		{MESSAGE("{who} now has a session ({cadence}) every {least} to {most} days instead of "
				 "every {old_least} to {old_most}."),
			MESSAGE("{who} now has a session ({cadence}) every {least} to {most} weeks instead of "
					"every {old_least} to {old_most}.")},
		{MESSAGE("{who} now has a session ({cadence}, step {step}) every {least} to {most} days "
				 "instead of every {old_least} to {old_most}."),
			MESSAGE("{who} now has a session ({cadence}, step {step}) every {least} to {most} "
					"weeks instead of every {old_least} to {old_most}.")},
	};
	struct text_builder who;
	struct ranges ranges = {
		.least = step_number(pair->after, cadence, step, "from_days"),
		.most = step_number(pair->after, cadence, step, "to_days"),
		.old_least = step_number(pair->before, cadence, step, "from_days"),
		.old_most = step_number(pair->before, cadence, step, "to_days"),
	};
	struct text shown = shown_step(pair->after, cadence, step);
	builder_init(&who);
	name_profiles(&who, language, pair->after, cadence);
	struct text names = builder_view(&who);
	in_weeks(&ranges);
	struct text name = words_policy_name(language, pair->after, "cadences", cadence);
	say_ranges(out, language, messages[shown.length > 0][ranges.weeks], names.length ? names : name,
		name, shown, &ranges);
	builder_done(&who);
}

static void say_sentence(struct text_builder *out, enum language language, const char *message,
	struct text who, struct text cadence, const struct ranges *ranges, struct text minutes)
{
	if (ranges) {
		say_ranges(out, language, message, who, cadence, TEXT(""), ranges);
		return;
	}
	const struct place places[] = {{"who", who}, {"cadence", cadence}, {"minutes", minutes}};
	words_format(out, words(language, message), places, sizeof places / sizeof places[0]);
}

// A profile has a cadence that it did not have: how often, where that is one range.
static void say_new(struct text_builder *out, enum language language,
	const struct policy_pair *pair, struct text who, struct text cadence)
{
	char number[VALUE_SIZE];
	double minutes = month_minutes(pair->after, cadence);
	struct text one = TEXT("1");
	struct ranges ranges = {
		.least = step_number(pair->after, cadence, one, "from_days"),
		.most = step_number(pair->after, cadence, one, "to_days"),
	};
	bool single = ranges.most > 0 && !shown_step(pair->after, cadence, one).length;
	in_weeks(&ranges);
	snprintf(number, sizeof number, "%.6g", minutes);
	const char *message =
		minutes > 0 ? MESSAGE("{who} now has {minutes} minutes of sessions in every calendar month "
							  "({cadence}).")
		: !single   ? MESSAGE("{who} now has the cadence {cadence}.")
		: ranges.weeks
			? MESSAGE("{who} now has a session every {least} to {most} weeks ({cadence}).")
			: MESSAGE("{who} now has a session every {least} to {most} days ({cadence}).");
	say_sentence(out, language, message, who,
		words_policy_name(language, pair->after, "cadences", cadence), single ? &ranges : NULL,
		text_of(number));
}

// False where both have the same ones in another order.
static bool say_profile(struct text_builder *out, enum language language,
	const struct policy_pair *pair, const struct policy_difference *change, struct text profile)
{
	struct text before = change->before ? change->before->text : TEXT("");
	struct text after = change->after ? change->after->text : TEXT("");
	struct text who = words_policy_name(language, pair->after, "profiles", profile);
	bool said = false;
	for (struct text rest = after; rest.length;) {
		struct text cadence = next_name(&rest);
		if (list_has(before, cadence))
			continue;
		if (said)
			builder_character(out, ' ');
		say_new(out, language, pair, who, cadence);
		said = true;
	}
	for (struct text rest = before; rest.length;) {
		struct text cadence = next_name(&rest);
		if (list_has(after, cadence))
			continue;
		if (said)
			builder_character(out, ' ');
		say_sentence(out, language, MESSAGE("{who} no longer has the cadence {cadence}."), who,
			words_policy_name(language, pair->before, "cadences", cadence), NULL, TEXT(""));
		said = true;
	}
	return said;
}

bool words_cadence_difference(struct text_builder *out, enum language language,
	const struct policy_pair *pair, const struct policy_difference *change)
{
	struct text steps[POLICY_STEPS_LIMIT] = {{NULL, 0}};
	if (policy_path_fits(change->path, "profiles/*/cadences", steps))
		return say_profile(out, language, pair, change, steps[0]);
	if (change->kind != POLICY_CHANGED)
		return false;
	bool first = policy_path_fits(change->path, "cadences/*/steps/*/from_days", steps);
	if (!first && !policy_path_fits(change->path, "cadences/*/steps/*/to_days", steps))
		return false;
	// Both ends are said together.
	if (first || step_number(pair->before, steps[0], steps[1], "from_days") ==
					 step_number(pair->after, steps[0], steps[1], "from_days"))
		say_range(out, language, pair, steps[0], steps[1]);
	return true;
}
