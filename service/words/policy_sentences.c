// SPDX-License-Identifier: MIT
#include "words/policy_sentences.h"

#include <string.h>

#define VALUE_SIZE 40

// What is said of a member that says something else: {thing} and {part} are the names of what the
// first and the second "*" stand for.
static const struct {
	const char *pattern, *message;
} sentences[] = {
	{"title", MESSAGE("The policy is called “{new}” instead of “{old}”.")},
	{"categories/*/weight", MESSAGE("{thing} weighs {new} instead of {old}.")},
	{"categories/*/rate_per_hour", MESSAGE("{thing}: an hour weighs {new} instead of {old}.")},
	{"categories/*/minutes_per_item",
		MESSAGE("{thing}: an item counts as {new} minutes instead of {old}.")},
	{"modifiers/*/factor", MESSAGE("“{thing}” multiplies by {new} instead of {old}.")},
	{"modifiers/*/categories", MESSAGE("“{thing}” counts for {new} instead of {old}.")},
	{"modifier_product/least",
		MESSAGE("Closeness and modifiers together multiply by at least {new} instead of {old}.")},
	{"modifier_product/most",
		MESSAGE("Closeness and modifiers together multiply by at most {new} instead of {old}.")},
	{"involvement/direct", MESSAGE("Being there counts {new} times instead of {old}.")},
	{"involvement/witness", MESSAGE("Witnessing counts {new} times instead of {old}.")},
	{"involvement/remote_live",
		MESSAGE("Hearing or seeing it live from elsewhere counts {new} times instead of {old}.")},
	{"involvement/secondary",
		MESSAGE("Hearing about it afterwards counts {new} times instead of {old}.")},
	{"import/hold_after_hours",
		MESSAGE("No session is held for an imported entry for {new} hours instead of {old}.")},
	{"working_time/margin_minutes",
		MESSAGE("A session reaches out of duty by at most {new} minutes instead of {old}.")},
	{"working_time/daily_rest_hours",
		MESSAGE("Between shifts {new} hours of rest are left alone instead of {old}.")},
	{"working_time/weekly_rest_hours",
		MESSAGE("Of the weekly rest {new} hours are left alone instead of {old}.")},
	{"working_time/weekly_rest_days",
		MESSAGE("Weekly rest is counted over {new} days instead of {old}.")},
	{"working_time/after_night_hours",
		MESSAGE("No session comes within {new} hours after a night shift instead of {old}.")},
	{"working_time/cover_people",
		MESSAGE("Of one shift at most {new} people are away at once instead of {old}.")},
	{"working_time/cover_percent",
		MESSAGE("Of one shift at most {new} of a hundred are away at once instead of {old}.")},
	{"bookings/move_notice_hours",
		MESSAGE(
			"What is booked can be moved until {new} hours before it begins instead of {old}.")},
	{"bookings/group_minimum",
		MESSAGE("A group that fewer than {new} have accepted is called off instead of {old}.")},
	{"bookings/minimum_notice_hours",
		MESSAGE("A session that too few have accepted is called off {new} hours before it begins "
				"instead of {old}.")},
	{"waiting/answer_hours",
		MESSAGE("A place that was waited for is held for at most {new} hours instead of {old}.")},
	{"waiting/notice_hours",
		MESSAGE("A place that was waited for can be accepted until {new} hours before it begins "
				"instead of {old}.")},
	{"lines/*/half_life_days",
		MESSAGE("Load of the line {thing} halves every {new} days instead of every {old}.")},
	{"lines/*/modalities", MESSAGE("The line {thing} sums {new} instead of {old}.")},
	{"lines/*/categories", MESSAGE("The line {thing} also sums {new} instead of {old}.")},
	{"lines/*/levels/*/on", MESSAGE("The {part} line of {thing} goes from {old} to {new}.")},
	{"lines/*/levels/*/off", MESSAGE("The {part} line of {thing} ends at {new} instead of {old}.")},
	{"lines/*/levels/*/on_delay_hours",
		MESSAGE(
			"The {part} line of {thing} counts as crossed after {new} hours instead of {old}.")},
	{"lines/*/levels/*/off_delay_hours",
		MESSAGE("The {part} line of {thing} counts as ended after {new} hours instead of {old}.")},
	{"lines/*/levels/*/realarm_days",
		MESSAGE(
			"While it lasts, the {part} line of {thing} is raised again every {new} days instead "
			"of every {old} (0: never).")},
	{"lines/*/levels/*/cooldown_days",
		MESSAGE("After a session the {part} line of {thing} is quiet for {new} days instead of "
				"{old}.")},
	{"lines/*/levels/*/response",
		MESSAGE("The {part} line of {thing} leads to {new} instead of {old}.")},
	{"responses/*/kinds", MESSAGE("{thing}: what is offered is {new} instead of {old}.")},
	{"responses/*/earliest_hours",
		MESSAGE("{thing}: the session starts {new} hours later at the earliest instead of {old}.")},
	{"responses/*/latest_days",
		MESSAGE("{thing}: the session starts {new} days later at the latest instead of {old}.")},
	{"responses/*/notice_hours",
		MESSAGE("{thing}: there are at least {new} hours of notice instead of {old}.")},
	{"responses/*/answer_hours",
		MESSAGE("{thing}: there are {new} hours to answer instead of {old}.")},
	{"responses/*/minutes",
		MESSAGE("{thing}: the session takes at least {new} minutes instead of {old}.")},
	{"responses/*/priority", MESSAGE("{thing}: its priority is {new} instead of {old}.")},
	{"triggers/*/weight_at_least",
		MESSAGE("One event is enough ({thing}) from {new} instead of {old}.")},
	{"triggers/*/team_changed_percent_at_least",
		MESSAGE("A team has changed ({thing}) where {new} of a hundred came or went instead of "
				"{old}.")},
	{"triggers/*/manager_away_days_at_least",
		MESSAGE("A line manager is away for long ({thing}) after {new} days instead of {old}.")},
	{"triggers/*/response",
		MESSAGE("One event that is enough ({thing}) leads to {new} instead of {old}.")},
	{"cadences/*/minutes_per_month",
		MESSAGE("{thing}: {new} minutes of sessions in every calendar month instead of {old}.")},
	{"profiles/*/lines", MESSAGE("{thing}: the lines are {new} instead of {old}.")},
	{"profiles/*/triggers",
		MESSAGE("{thing}: the single events that are enough are {new} instead of {old}.")},
	{"profiles/*/tiles", MESSAGE("{thing}: the first choices are {new} instead of {old}.")},
};

// The name of what stands at the first step of a path below its list.
static struct text thing_of(
	enum language language, const struct policy_pair *pair, struct text path)
{
	char list[VALUE_SIZE];
	struct text first = text_cut(&path, '/'), id = text_cut(&path, '/');
	snprintf(list, sizeof list, "%.*s", TEXT_ARGUMENTS(first));
	struct text name = words_policy_name(language, pair->after, list, id);
	return text_equal(name, id) ? words_policy_name(language, pair->before, list, id) : name;
}

// A sentence of a changed, added or removed member in places.
static void say(struct text_builder *out, enum language language, const struct policy_pair *pair,
	const struct policy_difference *change, const char *message, struct text part)
{
	struct text_builder old, new;
	builder_init(&old);
	builder_init(&new);
	words_policy_value(&old, language, pair->before, change->before);
	words_policy_value(&new, language, pair->after, change->after);
	const struct place places[] = {
		{"thing", thing_of(language, pair, change->path)},
		{"part", part},
		{"old", builder_view(&old)},
		{"new", builder_view(&new)},
		{"path", change->path},
	};
	words_format(out, words(language, message), places, sizeof places / sizeof places[0]);
	builder_done(&old);
	builder_done(&new);
}

// What has no label is called by its id.
static bool say_label(
	struct text_builder *out, enum language language, const struct policy_difference *change)
{
	struct text steps[POLICY_STEPS_LIMIT];
	bool level = policy_path_fits(change->path, "lines/*/levels/*/label", steps);
	if (!level && !policy_path_fits(change->path, "*/*/label", steps))
		return false;
	const struct policy_member *both[] = {change->before, change->after};
	struct text said[2];
	for (int i = 0; i < 2; i++)
		said[i] = both[i] && both[i]->kind == POLICY_MEMBER_TEXT
					  ? words_policy_label(language, both[i]->text)
					  : steps[1];
	if (text_equal(said[0], said[1]))
		return false;
	const struct place places[] = {{"old", said[0]}, {"new", said[1]}};
	words_format(out, words(language, MESSAGE("“{old}” is now called “{new}”.")), places, 2);
	return true;
}

// "weight: 65; label: Suicide of a colleague" of all members of a thing.
static void say_thing(struct text_builder *out, enum language language,
	const struct policy_pair *pair, const struct policy_difference *change)
{
	const struct policy_members *all = change->after ? pair->after : pair->before;
	struct text_builder members;
	const struct policy_member *item = change->after ? change->after : change->before;
	builder_init(&members);
	for (size_t i = 1; i <= change->members; i++) {
		struct text path = item[i].path;
		if (item[i].kind == POLICY_MEMBER_ITEM || item[i].kind == POLICY_MEMBER_KEYS)
			continue;
		path.start += change->path.length + 1;
		path.length -= change->path.length + 1;
		if (builder_view(&members).length)
			builder_string(&members, "; ");
		builder_add(&members, path);
		builder_string(&members, ": ");
		words_policy_value(&members, language, all, &item[i]);
	}
	const struct place places[] = {
		{"path", change->path},
		{"thing", thing_of(language, pair, change->path)},
		{"members", builder_view(&members)},
	};
	words_format(out,
		words(language, change->kind == POLICY_NEW
							? MESSAGE("New is {thing} ({path}): {members}.")
							: MESSAGE("{thing} is no more ({path}): {members}.")),
		places, 3);
	builder_done(&members);
}

static void say_weighing(
	struct text_builder *out, enum language language, const struct policy_difference *change)
{
	bool again = change->after && change->after->number != 0;
	builder_add(
		out, words(language, again ? MESSAGE("What was recorded before is weighed again by "
											 "this policy.")
								   : MESSAGE("What was recorded before keeps its weight.")));
}

static const char *message_of(const struct policy_difference *change)
{
	struct text path = change->path;
	// A member of the document itself is no thing with a name.
	if (text_is(path, "involvement/evidence") || text_is(path, "modifier_product/evidence") ||
		text_is(path, "import/evidence") || text_is(path, "past/evidence") ||
		text_is(path, "working_time/evidence") || text_is(path, "bookings/evidence"))
		return MESSAGE("{path} is “{new}” instead of “{old}”.");
	if (path.length > 9 && text_is((struct text){path.start + path.length - 9, 9}, "/evidence"))
		return MESSAGE("The evidence of {thing} ({path}) is “{new}” instead of “{old}”.");
	switch (change->kind) {
	case POLICY_REORDERED:
		return MESSAGE("The order of {path} is {new} instead of {old}.");
	case POLICY_ADDED:
		return MESSAGE("{path} is now said: {new}.");
	case POLICY_REMOVED:
		return MESSAGE("{path} is no longer said; it was {old}.");
	default:
		return MESSAGE("{path}: {new} instead of {old}.");
	}
}

void words_policy_difference(struct text_builder *out, enum language language,
	const struct policy_pair *pair, const struct policy_difference *change)
{
	struct text steps[POLICY_STEPS_LIMIT] = {{NULL, 0}};
	if (change->kind == POLICY_NEW || change->kind == POLICY_GONE) {
		say_thing(out, language, pair, change);
		return;
	}
	if (text_is(change->path, "past/weigh_again")) {
		say_weighing(out, language, change);
		return;
	}
	if (say_label(out, language, change) || words_cadence_difference(out, language, pair, change))
		return;
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
		if (change->kind == POLICY_CHANGED &&
			policy_path_fits(change->path, sentences[i].pattern, steps)) {
			struct text part = words_policy_level_name(language, pair->after, steps[0], steps[1]);
			say(out, language, pair, change, sentences[i].message, part);
			return;
		}
	}
	say(out, language, pair, change, message_of(change), TEXT(""));
}
