// SPDX-License-Identifier: MIT
#include "web/line_words.h"

#include <math.h>
#include <stdio.h>

#include "web/moment.h"
#include "words/words.h"

static const char *window_message(const struct policy_line *line)
{
	static const char *const messages[MEASURE_COUNT][3] = {
		[MEASURE_DOSE] = {MESSAGE("Load of the last {days} days: {load}, line {line}."),
			MESSAGE("Load of today: {load}, line {line}."),
			MESSAGE("Load of this week: {load}, line {line}.")},
		[MEASURE_EXPOSURES] = {MESSAGE("Entries of the last {days} days: {load} of {line}."),
			MESSAGE("Entries today: {load} of {line}."),
			MESSAGE("Entries this week: {load} of {line}.")},
		[MEASURE_MINUTES] = {MESSAGE("Material in the last {days} days: {load} of {line} minutes."),
			MESSAGE("Material today: {load} of {line} minutes."),
			MESSAGE("Material this week: {load} of {line} minutes.")},
	};
	return messages[line->measure][line->model.window.span];
}

static const char *change_message(const struct model_change *change, enum line_reader reader)
{
	if (!change->baseline_periods)
		return MESSAGE("Change against what is usual in the role: {load}, signal at {line}.");
	bool weeks = change->span == SPAN_CALENDAR_WEEK;
	if (reader == LINE_OTHERS)
		return weeks
				   ? MESSAGE("Change against the first {periods} weeks: {load}, signal at {line}.")
				   : MESSAGE("Change against the first {periods} days: {load}, signal at {line}.");
	return weeks
			   ? MESSAGE("Change against your own first {periods} weeks: {load}, signal at "
						 "{line}.")
			   : MESSAGE("Change against your own first {periods} days: {load}, signal at {line}.");
}

static const char *not_yet_message(const struct model *model)
{
	if (model->kind != MODEL_CHANGE || !model->change.baseline_periods)
		return MESSAGE("Not yet: there is too little to say how this line stands.");
	return model->change.span == SPAN_CALENDAR_WEEK
			   ? MESSAGE("Not yet: the first {periods} weeks are what later ones will be compared "
						 "with.")
			   : MESSAGE("Not yet: the first {periods} days are what later ones will be compared "
						 "with.");
}

static const char *message_of(const struct policy_line *line, enum line_reader reader)
{
	switch (line->model.kind) {
	case MODEL_WINDOW:
		return window_message(line);
	case MODEL_DELAYED:
		return MESSAGE("Load {load}, line {line}. An entry weighs most after {days} days.");
	case MODEL_POWER_LAW:
		return MESSAGE("Load {load}, line {line}. It fades fast at first, then ever more slowly.");
	case MODEL_EWM_MEAN:
		return MESSAGE("Mean of your entries, of the latest most: {load}, line {line}.");
	case MODEL_FITNESS_FATIGUE:
		return MESSAGE("What entries left, less what sessions gave: {load}, line {line}.");
	case MODEL_TRAINING_LOAD:
		return line->model.training_load.output == OUTPUT_EXCESS
				   ? MESSAGE("Load a day of late, less what it is in the long run: {load}, line "
							 "{line}.")
				   : MESSAGE("Load a day, over about {days} days: {load}, line {line}.");
	case MODEL_ACUTE_CHRONIC:
		return MESSAGE("Load of the last {days} days beside that of {more} days: {load}, line "
					   "{line}.");
	case MODEL_CHANGE:
		return change_message(&line->model.change, reader);
	case MODEL_HALF_LIFE:
	case MODEL_KIND_COUNT:
		break;
	}
	return MESSAGE("Load {load}, line {line}. It fades by half every {days} days.");
}

static double days_of(const struct model *model)
{
	switch (model->kind) {
	case MODEL_WINDOW:
		return model->window.days;
	case MODEL_DELAYED:
		return model->peak_days;
	case MODEL_TRAINING_LOAD:
		return model->training_load.output == OUTPUT_LONG ? model->training_load.long_days
														  : model->training_load.short_days;
	case MODEL_ACUTE_CHRONIC:
		return model->acute_chronic.acute_days;
	case MODEL_HALF_LIFE:
		return model->half_life_days;
	case MODEL_POWER_LAW:
	case MODEL_EWM_MEAN:
	case MODEL_FITNESS_FATIGUE:
	case MODEL_CHANGE:
	case MODEL_KIND_COUNT:
		break;
	}
	return 0;
}

// Sums in whole numbers; means, ratios and charts are small.
static int decimals_of(const struct policy_line *line)
{
	return policy_line_is_sum(line) ? 0 : 1;
}

struct text line_summary(
	const struct web_call *call, const struct line_load *line, enum line_reader reader)
{
	const struct policy_line *rule = line->line;
	const struct policy_level *level = line_own_level(rule);
	char load[40], on[40], days[40], more[40], periods[40];
	snprintf(load, sizeof load, "%.*f", decimals_of(rule), isnan(line->load) ? 0 : line->load);
	snprintf(on, sizeof on, "%.5g", level ? level->on : 0);
	snprintf(days, sizeof days, "%g", days_of(&rule->model));
	snprintf(more, sizeof more, "%d",
		rule->model.kind == MODEL_ACUTE_CHRONIC ? rule->model.acute_chronic.chronic_days : 0);
	snprintf(periods, sizeof periods, "%d",
		rule->model.kind == MODEL_CHANGE ? rule->model.change.baseline_periods : 0);
	const struct place places[] = {{"load", text_of(load)}, {"line", text_of(on)},
		{"days", text_of(days)}, {"more", text_of(more)}, {"periods", text_of(periods)}};
	const char *message =
		isnan(line->load) ? not_yet_message(&rule->model) : message_of(rule, reader);
	return moment_sentence(call, words(call->language, message), places, 5);
}

static const char *amounts_message(const struct policy_line *line, double left)
{
	if (!line)
		return MESSAGE("{added}, not in your line");
	if (line->measure == MEASURE_MINUTES)
		return isnan(left) ? MESSAGE("{added} minutes")
						   : MESSAGE("{added} minutes, now counting {left}");
	return isnan(left) ? MESSAGE("added {added}") : MESSAGE("added {added}, now {left}");
}

struct text line_amounts(
	const struct web_call *call, const struct course *course, const struct course_entry *entry)
{
	const struct policy_line *line = NULL;
	double added = entry->dose, left = NAN;
	for (size_t i = 0; i < course->line_count && !line; i++) {
		if (entry->left[i] == COURSE_UNCOUNTED || !policy_line_shown(course->lines[i].line))
			continue;
		line = course->lines[i].line;
		added = entry->added[i];
		left = entry->left[i];
	}
	char added_text[40], left_text[40];
	snprintf(added_text, sizeof added_text, "%.0f", added);
	snprintf(left_text, sizeof left_text, "%.0f", isnan(left) ? 0 : left);
	const struct place places[] = {{"added", text_of(added_text)}, {"left", text_of(left_text)}};
	return moment_sentence(call, words(call->language, amounts_message(line, left)), places, 2);
}
