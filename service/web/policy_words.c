// SPDX-License-Identifier: MIT
#include "web/policy_words.h"

#include <string.h>

#include "app/feeds/wording.h"
#include "web/label.h"
#include "web/moment.h"
#include "words/policy_sentences.h"
#include "json/policy_members.h"

#define PART_COUNT 9

struct writing {
	const struct web_call *call;
	const struct policy *policy;
	const struct policy_members *members;
	struct page_policy_part *part;
	bool failed;
};

static struct text number_text(const struct writing *writing, double number)
{
	char text[32];
	snprintf(text, sizeof text, "%.6g", number);
	return text_copy(writing->call->request->arena, text_of(text));
}

static struct text name_of(const struct writing *writing, const char *list, struct text id)
{
	return words_policy_name(writing->call->language, writing->members, list, id);
}

// The evidence that stands at a path.
static struct text evidence_at(const struct writing *writing, const char *list, struct text id,
	const char *inner, struct text name)
{
	char path[256];
	int length = inner ? snprintf(path, sizeof path, "%s/%.*s/%s/%.*s/evidence", list,
							 TEXT_ARGUMENTS(id), inner, TEXT_ARGUMENTS(name))
				 : id.length
					 ? snprintf(path, sizeof path, "%s/%.*s/evidence", list, TEXT_ARGUMENTS(id))
					 : snprintf(path, sizeof path, "%s/evidence", list);
	const struct policy_member *member = length > 0 && (size_t)length < sizeof path
											 ? policy_member_find(writing->members, text_of(path))
											 : NULL;
	return member ? member->text : TEXT("");
}

static void add(struct writing *writing, struct text what, struct text value, struct text evidence)
{
	writing->failed |= !value.start;
	writing->part->rows[writing->part->rows_count++] =
		(struct page_policy_row){what, value, evidence, evidence.length > 0};
}

static bool begin(
	struct writing *writing, struct page_policy *page, const char *heading, size_t rows)
{
	struct page_policy_part *part = &page->parts[page->parts_count];
	*part = (struct page_policy_part){
		.heading = words(writing->call->language, heading),
		.rows = arena_array(writing->call->request->arena, rows, sizeof *part->rows),
	};
	writing->part = part;
	page->parts_count += rows > 0;
	writing->failed |= !part->rows;
	return part->rows && rows;
}

static struct text say(
	const struct writing *writing, const char *message, const struct place *places, size_t count)
{
	return moment_sentence(writing->call, words(writing->call->language, message), places, count);
}

static void say_categories(struct writing *writing, struct page_policy *page)
{
	const struct policy *policy = writing->policy;
	if (!begin(writing, page, MESSAGE("What each thing weighs"), policy->category_count))
		return;
	for (size_t i = 0; i < policy->category_count; i++) {
		const struct policy_category *category = &policy->categories[i];
		bool material = category->modality == MODALITY_MATERIAL;
		const struct place places[] = {{"weight",
			number_text(writing, material ? category->rate_per_hour : category->weight)}};
		add(writing, label_in(writing->call, category->label),
			material ? say(writing, MESSAGE("{weight} an hour"), places, 1) : places[0].value,
			evidence_at(writing, "categories", category->code, NULL, TEXT("")));
	}
}

static void say_modifiers(struct writing *writing, struct page_policy *page)
{
	const struct policy *policy = writing->policy;
	if (!begin(writing, page, MESSAGE("What makes it weigh more or less"), policy->modifier_count))
		return;
	for (size_t i = 0; i < policy->modifier_count; i++) {
		const struct policy_modifier *modifier = &policy->modifiers[i];
		const struct place places[] = {{"factor", number_text(writing, modifier->factor)}};
		add(writing, label_in(writing->call, modifier->label),
			say(writing, MESSAGE("times {factor}"), places, 1),
			evidence_at(writing, "modifiers", modifier->code, NULL, TEXT("")));
	}
}

static void say_levels(struct writing *writing, struct page_policy *page)
{
	const struct policy *policy = writing->policy;
	size_t count = 0;
	for (size_t i = 0; i < policy->line_count; i++)
		count += policy->lines[i].of_trigger ? 0 : policy->lines[i].level_count;
	if (!begin(writing, page, MESSAGE("The lines"), count))
		return;
	for (size_t i = 0; i < policy->line_count; i++) {
		const struct policy_line *line = &policy->lines[i];
		for (size_t j = 0; j < line->level_count && !line->of_trigger; j++) {
			const struct policy_level *level = &line->levels[j];
			const struct place name[] = {{"line", name_of(writing, "lines", line->id)},
				{"level", words_policy_level_name(
							  writing->call->language, writing->members, line->id, level->name)}};
			const struct place places[] = {
				{"on", number_text(writing, level->on)},
				{"off", number_text(writing, level->off)},
			};
			add(writing, say(writing, MESSAGE("{line}: {level}"), name, 2),
				say(writing,
					level->response == POLICY_NO_RESPONSE
						? MESSAGE(
							  "crossed at {on}, over at {off}; you are told, and nothing is booked")
						: MESSAGE("crossed at {on}, over at {off}; a session is offered"),
					places, 2),
				evidence_at(writing, "lines", line->id, "levels", level->name));
		}
	}
}

static struct text say_trigger(const struct writing *writing, const struct policy_trigger *trigger)
{
	const struct place places[] = {{"weight", number_text(writing, trigger->weight_at_least)}};
	return say(writing, MESSAGE("one event that weighs {weight} or more"), places, 1);
}

static struct text say_line_trigger(const struct writing *writing, const struct policy_line *line)
{
	const struct model *model = &line->model;
	bool week = model->window.span == SPAN_CALENDAR_WEEK;
	const struct place places[] = {
		{"least", number_text(writing, line->levels[0].on)},
		{"days", number_text(writing, model->window.days)},
	};
	return say(writing,
		model->kind == MODEL_CHANGE
			? MESSAGE(
				  "what is logged rises above what was usual before, by a chart whose signal is "
				  "{least}")
		: line->measure == MEASURE_MINUTES
			? (week ? MESSAGE("{least} minutes of material or more in a calendar week")
					: MESSAGE("{least} minutes of material or more in a calendar day"))
			: MESSAGE("{least} entries of certain kinds or more within {days} days"),
		places, 2);
}

static size_t line_triggers(const struct policy *policy)
{
	size_t count = 0;
	for (size_t i = 0; i < policy->line_count; i++)
		count += policy->lines[i].of_trigger;
	return count;
}

static struct text say_team_trigger(
	const struct writing *writing, const struct team_trigger *trigger)
{
	const struct place places[] = {
		{"percent", number_text(writing, trigger->percent_at_least)},
		{"days", number_text(writing, trigger->kind == TEAM_CHANGED
										  ? (double)trigger->within_seconds / SECONDS_PER_DAY
										  : trigger->days_at_least)},
	};
	return say(writing,
		trigger->kind == TEAM_CHANGED
			? MESSAGE("of a team, {percent} or more of a hundred came or went within {days} days; "
					  "all of the team are offered a session")
			: MESSAGE("a line manager has been away for {days} days; all who report to them are "
					  "offered a session"),
		places, 2);
}

static void say_triggers(struct writing *writing, struct page_policy *page)
{
	const struct policy *policy = writing->policy;
	if (!begin(writing, page, MESSAGE("What is enough whatever the load is"),
			policy->trigger_count + line_triggers(policy) + policy->team_trigger_count))
		return;
	for (size_t i = 0; i < policy->trigger_count; i++) {
		const struct policy_trigger *trigger = &policy->triggers[i];
		add(writing, name_of(writing, "triggers", trigger->id), say_trigger(writing, trigger),
			evidence_at(writing, "triggers", trigger->id, NULL, TEXT("")));
	}
	for (size_t i = 0; i < policy->line_count; i++) {
		const struct policy_line *line = &policy->lines[i];
		if (line->of_trigger)
			add(writing, name_of(writing, "triggers", line->id), say_line_trigger(writing, line),
				evidence_at(writing, "triggers", line->id, NULL, TEXT("")));
	}
	for (size_t i = 0; i < policy->team_trigger_count; i++) {
		const struct team_trigger *trigger = &policy->team_triggers[i];
		add(writing, name_of(writing, "triggers", trigger->id), say_team_trigger(writing, trigger),
			evidence_at(writing, "triggers", trigger->id, NULL, TEXT("")));
	}
}

static struct text say_range(
	const struct writing *writing, struct text kind, const struct cadence_step *step)
{
	bool weeks = step->least_seconds % (7 * SECONDS_PER_DAY) == 0 &&
				 step->most_seconds % (7 * SECONDS_PER_DAY) == 0;
	double unit = (double)(weeks ? 7 * SECONDS_PER_DAY : SECONDS_PER_DAY);
	const struct place places[] = {
		{"kind", kind},
		{"least", number_text(writing, (double)step->least_seconds / unit)},
		{"most", number_text(writing, (double)step->most_seconds / unit)},
	};
	return say(writing,
		weeks ? MESSAGE("{kind}, every {least} to {most} weeks")
			  : MESSAGE("{kind}, every {least} to {most} days"),
		places, 3);
}

static struct text say_cadence(const struct writing *writing, const struct cadence *cadence)
{
	const struct policy_response *response = &writing->policy->responses[cadence->response];
	struct text kind = word_kind(writing->call->language, response->kinds[0]);
	if (!cadence->minutes_per_month)
		return say_range(writing, kind, &cadence->steps[cadence->step_count - 1]);
	const struct place places[] = {
		{"kind", kind}, {"minutes", number_text(writing, cadence->minutes_per_month)}};
	return say(writing, MESSAGE("{kind}, {minutes} minutes in every calendar month"), places, 2);
}

static void say_cadences(struct writing *writing, struct page_policy *page)
{
	const struct policy *policy = writing->policy;
	size_t count = 0;
	for (size_t i = 0; i < policy->profile_count; i++)
		count += policy->profiles[i].cadence_count ? policy->profiles[i].cadence_count : 1;
	if (!begin(writing, page, MESSAGE("A session for everybody, whatever they log"), count))
		return;
	for (size_t i = 0; i < policy->profile_count; i++) {
		const struct policy_profile *profile = &policy->profiles[i];
		struct text label = label_in(writing->call, profile->label);
		for (size_t j = 0; j < profile->cadence_count; j++) {
			const struct cadence *cadence = &policy->cadences[profile->cadences[j]];
			add(writing, label, say_cadence(writing, cadence),
				evidence_at(writing, "cadences", cadence->id, NULL, TEXT("")));
		}
		if (profile->cadence_count == 0)
			add(writing, label, words(writing->call->language, MESSAGE("none")), TEXT(""));
	}
}

static struct text say_number(const struct writing *writing, const char *message, double number)
{
	const struct place places[] = {{"number", number_text(writing, number)}};
	return say(writing, message, places, 1);
}

// A row of working time.
static void add_rule(struct writing *writing, const char *what, struct text value)
{
	add(writing, words(writing->call->language, what), value, TEXT(""));
}

static void say_working_time(struct writing *writing, struct page_policy *page)
{
	const struct roster_rules *rules = &writing->policy->roster_rules;
	if (!begin(writing, page, MESSAGE("When a session may be"), 5))
		return;
	add_rule(writing, MESSAGE("Within your shift"),
		rules->margin_minutes ? say_number(writing, MESSAGE("or out of it by {number} minutes"),
									rules->margin_minutes)
							  : words(writing->call->language, MESSAGE("all of it")));
	add_rule(writing, MESSAGE("Rest between shifts"),
		say_number(
			writing, MESSAGE("{number} hours that no session cuts"), rules->daily_rest_hours));
	add_rule(writing, MESSAGE("Rest in a week"),
		say_number(writing,
			rules->weekly_rest_days == 7
				? MESSAGE("{number} hours in a row that no session cuts")
				: MESSAGE("{number} hours in a row, counted over two weeks, that no session cuts"),
			rules->weekly_rest_hours));
	add_rule(writing, MESSAGE("After a night shift"),
		say_number(writing, MESSAGE("no session for {number} hours"), rules->after_night_hours));
	const struct place places[] = {
		{"people", number_text(writing, rules->cover_people)},
		{"percent", number_text(writing, rules->cover_percent)},
	};
	add(writing, words(writing->call->language, MESSAGE("Away from one shift at once")),
		say(writing, MESSAGE("at most {people} people and {percent} of a hundred; one always may"),
			places, 2),
		evidence_at(writing, "working_time", TEXT(""), NULL, TEXT("")));
}

static void say_past(struct writing *writing, struct page_policy *page)
{
	if (!begin(writing, page, MESSAGE("The past"), 1))
		return;
	add(writing, words(writing->call->language, MESSAGE("What was recorded before")),
		words(writing->call->language, writing->policy->weighs_past_again
										   ? MESSAGE("is weighed again by this policy")
										   : MESSAGE("keeps its weight")),
		evidence_at(writing, "past", TEXT(""), NULL, TEXT("")));
}

static void say_waiting(struct writing *writing)
{
	const struct policy_waiting *waiting = &writing->policy->waiting;
	const struct place places[] = {
		{"hours", number_text(writing, (double)waiting->answer_seconds / (double)SECONDS_PER_HOUR)},
		{"notice",
			number_text(writing, (double)waiting->notice_seconds / (double)SECONDS_PER_HOUR)},
	};
	add(writing, words(writing->call->language, MESSAGE("A place that you waited for")),
		say(writing,
			MESSAGE("is held for {hours} hours, less near the session, and can be accepted until "
					"{notice} hours before it begins"),
			places, 2),
		evidence_at(writing, "waiting", TEXT(""), NULL, TEXT("")));
}

static void say_bookings(struct writing *writing, struct page_policy *page)
{
	const struct policy_bookings *bookings = &writing->policy->bookings;
	struct text evidence = evidence_at(writing, "bookings", TEXT(""), NULL, TEXT(""));
	const struct place places[] = {
		{"hours",
			number_text(writing, (double)bookings->move_notice_seconds / (double)SECONDS_PER_HOUR)},
		{"people", number_text(writing, bookings->group_minimum)},
		{"notice", number_text(writing,
					   (double)bookings->minimum_notice_seconds / (double)SECONDS_PER_HOUR)},
	};
	if (!begin(writing, page, MESSAGE("What is booked"), 3))
		return;
	add(writing, words(writing->call->language, MESSAGE("You move what you have booked")),
		say(writing, MESSAGE("up to {hours} hours before it begins"), places, 1), evidence);
	add(writing, words(writing->call->language, MESSAGE("A support group")),
		bookings->group_minimum == 0
			? words(writing->call->language, MESSAGE("takes place with whoever comes"))
			: say(writing,
				  MESSAGE("is called off {notice} hours before if fewer than {people} accepted it"),
				  &places[1], 2),
		evidence);
	say_waiting(writing);
}

// Whatever the policy has, by the names of the document.
static void say_all(struct writing *writing, struct page_policy *page)
{
	const struct policy_members *members = writing->members;
	if (!begin(writing, page, MESSAGE("Every number, as the document has it"), members->count))
		return;
	for (size_t i = 0; i < members->count; i++) {
		const struct policy_member *member = &members->list[i];
		if (member->kind == POLICY_MEMBER_NUMBER)
			add(writing, member->path, number_text(writing, member->number), TEXT(""));
		else if (member->kind == POLICY_MEMBER_LIST)
			add(writing, member->path, member->text, TEXT(""));
	}
}

bool policy_words_parts(const struct web_call *call, const struct policy *policy,
	const struct policy_members *members, struct page_policy *page)
{
	struct writing writing = {.call = call, .policy = policy, .members = members};
	page->parts = arena_array(call->request->arena, PART_COUNT, sizeof *page->parts);
	if (!page->parts)
		return false;
	say_levels(&writing, page);
	say_triggers(&writing, page);
	say_cadences(&writing, page);
	say_working_time(&writing, page);
	say_categories(&writing, page);
	say_modifiers(&writing, page);
	say_past(&writing, page);
	say_bookings(&writing, page);
	say_all(&writing, page);
	return !writing.failed;
}

static bool fill_sentences(const struct web_call *call, const struct policy_pair *pair,
	const struct policy_differences *differences, struct page_policy_difference *out)
{
	struct arena *arena = call->request->arena;
	out->sentences = arena_array(arena, differences->count, sizeof *out->sentences);
	for (size_t i = 0; out->sentences && i < differences->count; i++) {
		struct text_builder sentence;
		builder_init(&sentence);
		words_policy_difference(&sentence, call->language, pair, &differences->list[i]);
		struct text said = text_copy(arena, builder_view(&sentence));
		builder_done(&sentence);
		if (!said.start)
			return false;
		if (said.length)
			out->sentences[out->sentences_count++] = said;
	}
	return out->sentences;
}

enum status policy_words_difference(const struct web_call *call, struct text before,
	struct text after, struct page_policy_difference *out, struct fault *fault)
{
	struct arena *arena = call->request->arena;
	struct policy_members old, new;
	struct policy_differences differences;
	enum status status = policy_members_read(before, arena, &old, fault);
	if (status == STATUS_OK)
		status = policy_members_read(after, arena, &new, fault);
	if (status == STATUS_OK)
		status = policy_compare(&old, &new, arena, &differences, fault);
	if (status != STATUS_OK)
		return status;
	const struct policy_pair pair = {&old, &new};
	out->later = policy_differences_later(&differences);
	out->none = differences.count == 0;
	return fill_sentences(call, &pair, &differences, out) ? STATUS_OK : fault_memory(fault);
}

struct text policy_words_title(const struct web_call *call, struct text document)
{
	struct policy_members members;
	if (policy_members_read(document, call->request->arena, &members, NULL) != STATUS_OK)
		return TEXT("");
	const struct policy_member *title = policy_member_find(&members, TEXT("title"));
	return title ? words_policy_label(call->language, title->text) : TEXT("");
}

struct text policy_words_stage(const struct web_call *call, enum policy_stage stage)
{
	static const char *const names[] = {
		[POLICY_OPEN] = MESSAGE("Open for comment"),
		[POLICY_TO_APPROVE] = MESSAGE("Waits for approval"),
		[POLICY_APPROVED] = MESSAGE("Approved"),
		[POLICY_IN_FORCE] = MESSAGE("In force"),
		[POLICY_OVER] = MESSAGE("Was in force"),
		[POLICY_WITHDRAWN] = MESSAGE("Withdrawn"),
	};
	return words(call->language, names[stage]);
}

static struct text say_view(const struct web_call *call, const struct staff_view *view)
{
	static const char *const sentences[STAFF_OPINION_COUNT] = {
		[STAFF_AGREES] = MESSAGE("{body}, {day}: agrees. {note}"),
		[STAFF_DISAGREES] = MESSAGE("{body}, {day}: does not agree. {note}"),
		[STAFF_WITHOUT_VIEW] = MESSAGE("{body}, {day}: has no view. {note}"),
	};
	const struct place places[] = {
		{"body", view->body}, {"day", moment_date_utc(call, view->on)}, {"note", view->note}};
	return moment_sentence(call, words(call->language, sentences[view->opinion]), places, 3);
}

static enum status fill_comments(const struct web_call *call, struct connection *connection,
	int32_t version, struct page_policy_proposal *out, struct fault *fault)
{
	struct policy_comment *list;
	size_t count;
	struct arena *arena = call->request->arena;
	enum status status = policy_comments(
		connection, call->worker->setting.organisation.id, version, arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	out->comments = arena_array(arena, count, sizeof *out->comments);
	if (!out->comments)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		char id[UUID_TEXT_LENGTH + 1];
		uuid_format(list[i].id, id);
		out->comments[out->comments_count++] = (struct page_policy_comment){
			.id = text_copy(arena, text_of(id)),
			.day = moment_date_utc(call, list[i].day),
			.body = list[i].body,
			.reply = list[i].reply,
			.replied = list[i].reply.length > 0,
		};
	}
	out->comments_shown = count > 0;
	return STATUS_OK;
}

enum status policy_words_proposal(const struct web_call *call, struct connection *connection,
	const struct stored_policy *policies, size_t count, struct page_policy_proposal *out,
	struct fault *fault)
{
	struct instant now = call->worker->options->now();
	size_t place = policy_proposal_of(policies, count, now);
	size_t in_force = policy_in_force_of(policies, count, now);
	if (place == SIZE_MAX || in_force == SIZE_MAX)
		return STATUS_OK;
	const struct stored_policy *policy = &policies[place];
	enum policy_stage stage = policy_stage_of(policies, count, place, now);
	struct instant end = policy_comments_end(policy);
	out->shown = true;
	out->open = stage == POLICY_OPEN;
	out->version = policy->version;
	out->title = policy_words_title(call, policy->document);
	out->proposed = moment_date(call, policy->proposed_at);
	out->begins = moment_date(call, policy->in_force_from);
	out->comments_end = moment_of(call, end);
	out->days_left = (end.seconds - now.seconds + SECONDS_PER_DAY - 1) / SECONDS_PER_DAY;
	out->stage = policy_words_stage(call, stage);
	out->view_shown = policy->view.body.length > 0;
	if (out->view_shown)
		out->view = say_view(call, &policy->view);
	enum status status = policy_words_difference(
		call, policies[in_force].document, policy->document, &out->difference, fault);
	return status == STATUS_OK ? fill_comments(call, connection, policy->version, out, fault)
							   : status;
}
