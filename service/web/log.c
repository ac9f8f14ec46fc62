// SPDX-License-Identifier: MIT
// The quick log: the form, what it brings, and the page that says it is saved.
#include "web/log.h"
#include "web/handlers.h"

#include "app/loads/course.h"
#include "web/label.h"
#include "web/query.h"
#include "words/date.h"

#define EARLIER_SECONDS (3 * SECONDS_PER_HOUR) // "earlier this shift", when nobody says when
#define PAST_DAYS 60
#define MINUTES_MOST 1440
#define NOON 12

enum log_time { LOG_NOW, LOG_EARLIER, LOG_YESTERDAY, LOG_DATE, LOG_TIME_COUNT };

static const struct {
	const char *code, *label;
} times[LOG_TIME_COUNT] = {
	[LOG_NOW] = {"now", MESSAGE("Just now")},
	[LOG_EARLIER] = {"earlier", MESSAGE("Earlier this shift")},
	[LOG_YESTERDAY] = {"yesterday", MESSAGE("Yesterday")},
	[LOG_DATE] = {"date", MESSAGE("Another day")},
};

static const char *const modalities[] = {
	[MODALITY_EVENT] = MESSAGE("Events"),
	[MODALITY_INTERACTION] = MESSAGE("Dealing with people"),
	[MODALITY_MATERIAL] = MESSAGE("Images, footage and files"),
};
#define MODALITY_COUNT (sizeof modalities / sizeof modalities[0])

// The form being made.
struct form {
	const struct web_call *call;
	const struct policy *policy;
	const struct policy_profile *profile;
	struct page_log page;
	bool failed;
};

static struct page_choice category_choice(const struct form *form, size_t index)
{
	const struct policy_category *category = &form->policy->categories[index];
	struct text chosen =
		form_field(form->call->request->body, "category", form->call->request->arena);
	return (struct page_choice){
		.code = category->code,
		.label = label_in(form->call, category->label),
		.chosen = chosen.start && text_equal(chosen, category->code),
	};
}

static bool is_tile(const struct policy_profile *profile, size_t index)
{
	if (!profile->tile_count)
		return index < POLICY_TILES_LIMIT;
	for (size_t i = 0; i < profile->tile_count; i++) {
		if (profile->tiles[i] == index)
			return true;
	}
	return false;
}

static void add_tiles(struct form *form)
{
	const struct policy_profile *profile = form->profile;
	size_t count = profile->tile_count ? profile->tile_count : POLICY_TILES_LIMIT;
	if (count > form->policy->category_count)
		count = form->policy->category_count;
	form->page.tiles = arena_array(form->call->request->arena, count, sizeof *form->page.tiles);
	for (size_t i = 0; form->page.tiles && i < count; i++)
		form->page.tiles[form->page.tiles_count++] =
			category_choice(form, profile->tile_count ? profile->tiles[i] : i);
	form->failed |= !form->page.tiles;
}

static void add_group(struct form *form, enum modality modality)
{
	size_t count = form->policy->category_count;
	struct page_choice_group *group = &form->page.groups[form->page.groups_count];
	*group = (struct page_choice_group){
		.title = words(form->call->language, modalities[modality]),
		.tiles = arena_array(form->call->request->arena, count, sizeof *group->tiles),
	};
	form->failed |= !group->tiles;
	for (size_t i = 0; group->tiles && i < count; i++) {
		if (form->policy->categories[i].modality != modality || is_tile(form->profile, i))
			continue;
		struct page_choice choice = category_choice(form, i);
		form->page.others_open |= choice.chosen;
		group->tiles[group->tiles_count++] = choice;
	}
	form->page.groups_count += group->tiles_count > 0;
}

static void add_groups(struct form *form)
{
	form->page.groups =
		arena_array(form->call->request->arena, MODALITY_COUNT, sizeof *form->page.groups);
	form->failed |= !form->page.groups;
	for (size_t i = 0; form->page.groups && i < MODALITY_COUNT; i++)
		add_group(form, (enum modality)i);
}

// How closely people of the profile mostly meet things: what is looked at, as its kind says.
static enum involvement usual(const struct form *form)
{
	size_t first = form->profile->tile_count ? form->profile->tiles[0] : 0;
	return form->policy->categories[first].modality == MODALITY_MATERIAL ? INVOLVEMENT_SECONDARY
																		 : INVOLVEMENT_DIRECT;
}

static void add_involvements(struct form *form)
{
	struct arena *arena = form->call->request->arena;
	struct text given = form_field(form->call->request->body, "involvement", arena);
	enum involvement chosen;
	if (!given.start || !involvement_parse(given, &chosen))
		chosen = usual(form);
	form->page.involvements =
		arena_array(arena, INVOLVEMENT_COUNT, sizeof *form->page.involvements);
	form->failed |= !form->page.involvements;
	for (size_t i = 0; form->page.involvements && i < INVOLVEMENT_COUNT; i++)
		form->page.involvements[form->page.involvements_count++] = (struct page_choice){
			.code = text_of(involvement_name((enum involvement)i)),
			.label = label_of_involvement(form->call, (enum involvement)i),
			.chosen = i == chosen,
		};
}

static enum log_time time_chosen(const struct web_call *call)
{
	struct text given = form_field(call->request->body, "when", call->request->arena);
	for (size_t i = 0; given.start && i < LOG_TIME_COUNT; i++) {
		if (text_is(given, times[i].code))
			return (enum log_time)i;
	}
	return LOG_NOW;
}

static void add_times(struct form *form)
{
	enum log_time chosen = time_chosen(form->call);
	form->page.times =
		arena_array(form->call->request->arena, LOG_TIME_COUNT, sizeof *form->page.times);
	form->failed |= !form->page.times;
	for (size_t i = 0; form->page.times && i < LOG_TIME_COUNT; i++)
		form->page.times[form->page.times_count++] = (struct page_choice){
			.code = text_of(times[i].code),
			.label = words(form->call->language, times[i].label),
			.chosen = i == chosen,
		};
	form->page.more_open |= chosen != LOG_NOW;
}

static void add_modifiers(struct form *form)
{
	struct arena *arena = form->call->request->arena;
	struct text chosen[EXPOSURE_MODIFIERS_LIMIT];
	size_t count =
		form_fields(form->call->request->body, "modifier", arena, chosen, EXPOSURE_MODIFIERS_LIMIT);
	form->page.modifiers =
		arena_array(arena, form->policy->modifier_count, sizeof *form->page.modifiers);
	form->failed |= !form->page.modifiers;
	for (size_t i = 0; form->page.modifiers && i < form->policy->modifier_count; i++) {
		const struct policy_modifier *modifier = &form->policy->modifiers[i];
		struct page_choice choice = {
			.code = modifier->code, .label = label_in(form->call, modifier->label)};
		for (size_t j = 0; j < count && j < EXPOSURE_MODIFIERS_LIMIT; j++)
			choice.chosen |= text_equal(chosen[j], modifier->code);
		form->page.more_open |= choice.chosen;
		form->page.modifiers[form->page.modifiers_count++] = choice;
	}
}

// "2026-11-26" of the organisation's zone, as an input of type date takes it.
static struct text date_text(const struct web_call *call, struct instant at)
{
	char text[CIVIL_TEXT_LENGTH + 1];
	civil_format(zone_local(&call->worker->zone, at), text);
	text[10] = '\0';
	return text_copy(call->request->arena, text_of(text));
}

// The id that makes sending the form twice one entry: the same as long as the form is the same.
static struct text form_id(const struct web_call *call)
{
	char text[UUID_TEXT_LENGTH + 1];
	struct uuid id;
	struct text given = form_field(call->request->body, "id", call->request->arena);
	if (!given.start || !uuid_parse(given, &id))
		id = uuid_v7(call->worker->options->now().seconds * 1000);
	uuid_format(id, text);
	return text_copy(call->request->arena, text_of(text));
}

static void show_form(const struct web_call *call, const struct web_visit *visit,
	const struct setting *setting, const char *problem)
{
	struct fault fault = {.status = STATUS_OK};
	struct text profile = TEXT(""), minutes, date;
	struct arena *arena = call->request->arena;
	enum status status = visit_profile(call, visit, &profile, &fault);
	struct form form = {
		.call = call,
		.policy = &setting->policy,
		.profile = policy_profile_or_default(&setting->policy, profile),
	};
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_ENTRIES, TAB_LOG, &form.page.frame, &fault);
	add_tiles(&form);
	add_groups(&form);
	add_involvements(&form);
	add_times(&form);
	add_modifiers(&form);
	minutes = form_field(call->request->body, "minutes", arena);
	date = form_field(call->request->body, "date", arena);
	form.page.action = visit_address(call, "/log");
	form.page.id = form_id(call);
	form.page.today = date_text(call, call->worker->options->now());
	form.page.date = date.start ? date : TEXT("");
	form.page.minutes = minutes.start ? minutes : TEXT("");
	form.page.more_open |= form.page.minutes.length > 0;
	form.page.problem_shown = problem;
	if (problem)
		form.page.problem = words(call->language, problem);
	if (status == STATUS_OK && (form.failed || !form.page.action.start || !form.page.id.start))
		status = fault_memory(&fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, problem ? 400 : 200);
	page_log(&call->response->body, call->language, &form.page);
}

void web_log_page(const struct web_call *call)
{
	const struct setting *setting;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (web_setting(call->worker, &setting, &fault) != STATUS_OK)
		visit_fault(call, &fault);
	else
		show_form(call, visit, setting, NULL);
}

// Noon of the day that is chosen, where it is no more exact: in the middle of what it may mean.
static const char *read_day(const struct web_call *call, struct exposure *entry)
{
	struct text date = form_field(call->request->body, "date", call->request->arena);
	char text[CIVIL_TEXT_LENGTH + 1];
	struct civil day;
	struct instant now = call->worker->options->now(), at;
	if (!date.start || date.length != 10)
		return MESSAGE("Choose the day on which it was.");
	snprintf(text, sizeof text, "%.*sT%d:00:00", TEXT_ARGUMENTS(date), NOON);
	if (!civil_parse(text_of(text), &day) || !civil_is_valid(day))
		return MESSAGE("Choose the day on which it was.");
	at = zone_instant(&call->worker->zone, day);
	if (instant_before(now, instant_later(at, -NOON * SECONDS_PER_HOUR)))
		return MESSAGE("That day is still to come.");
	if (instant_before(at, instant_later(now, -PAST_DAYS * SECONDS_PER_DAY)))
		return MESSAGE("That day is more than 60 days ago.");
	entry->occurred_at = instant_earliest(at, now);
	return NULL;
}

static const char *read_time(const struct web_call *call, struct exposure *entry)
{
	entry->occurred_at = call->worker->options->now();
	switch (time_chosen(call)) {
	case LOG_EARLIER:
		entry->occurred_at = instant_later(entry->occurred_at, -EARLIER_SECONDS);
		break;
	case LOG_YESTERDAY:
		entry->occurred_at = instant_later(entry->occurred_at, -SECONDS_PER_DAY);
		break;
	case LOG_DATE:
		return read_day(call, entry);
	case LOG_NOW:
	case LOG_TIME_COUNT:
		break;
	}
	return NULL;
}

static const char *read_minutes(
	const struct web_call *call, const struct policy_category *category, struct exposure *entry)
{
	struct text minutes = form_field(call->request->body, "minutes", call->request->arena);
	int64_t number;
	entry->minutes = entry->items = EXPOSURE_UNKNOWN;
	if (category->modality != MODALITY_MATERIAL)
		return NULL;
	if (!minutes.start || !text_to_integer(text_trim(minutes), &number) || number < 1 ||
		number > MINUTES_MOST)
		return MESSAGE("Say for how many minutes, from 1 to 1440.");
	entry->minutes = (int32_t)number;
	return NULL;
}

// What the form says, or why it cannot be taken.
static const char *read_entry(
	const struct web_call *call, const struct policy *policy, struct exposure *entry)
{
	struct arena *arena = call->request->arena;
	struct text body = call->request->body;
	struct text category_code = form_field(body, "category", arena);
	struct text involvement = form_field(body, "involvement", arena);
	struct text id = form_field(body, "id", arena);
	const struct policy_category *category =
		category_code.start ? policy_category(policy, category_code) : NULL;
	if (!category)
		return MESSAGE("Pick the kind that comes closest.");
	entry->category = category->code;
	if (!involvement.start || !involvement_parse(involvement, &entry->involvement))
		return MESSAGE("Say how close you were.");
	if (!id.start || !uuid_parse(id, &entry->id.uuid))
		return MESSAGE("This form is no longer whole. Go back, and open it again.");
	entry->modifier_count =
		form_fields(body, "modifier", arena, entry->modifiers, EXPOSURE_MODIFIERS_LIMIT);
	if (entry->modifier_count > EXPOSURE_MODIFIERS_LIMIT)
		return MESSAGE("This form is no longer whole. Go back, and open it again.");
	for (size_t i = 0; i < entry->modifier_count; i++) {
		if (!policy_modifier(policy, entry->modifiers[i]))
			return MESSAGE("This form is no longer whole. Go back, and open it again.");
	}
	const char *problem = read_minutes(call, category, entry);
	return problem ? problem : read_time(call, entry);
}

void web_log(const struct web_call *call)
{
	const struct setting *setting;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (web_setting(call->worker, &setting, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	const char *problem = read_entry(call, &setting->policy, &visit->entry);
	if (problem) {
		show_form(call, visit, setting, problem);
		return;
	}
	visit->entry.person = visit->session.person;
	visit->entry.source = EXPOSURE_SELF;
	visit->told_as_ago = time_chosen(call) != LOG_DATE;
	call->response->found = visit; // on to the recorder's lane
}
