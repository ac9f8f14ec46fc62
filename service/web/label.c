// SPDX-License-Identifier: MIT
#include "web/label.h"

#include "core/weighing.h"

#include "web/load_chart.h"
#include "web/moment.h"
#include "words/words.h"

#define CLOSE 0.85 // of the line's level, from which on one is close to it
#define LABEL_SIZE 512

struct text label_in(const struct web_call *call, struct text label)
{
	char message[LABEL_SIZE];
	if (label.length >= sizeof message)
		return label;
	snprintf(message, sizeof message, "%.*s", TEXT_ARGUMENTS(label));
	struct text said = words(call->language, message);
	return said.start == message ? label : said; // what is not in the catalogue is given back
}

struct text label_of_involvement(const struct web_call *call, enum involvement involvement)
{
	static const char *const labels[INVOLVEMENT_COUNT] = {
		[INVOLVEMENT_DIRECT] = MESSAGE("Hands-on"),
		[INVOLVEMENT_WITNESS] = MESSAGE("At the scene"),
		[INVOLVEMENT_REMOTE_LIVE] = MESSAGE("Phone or radio"),
		[INVOLVEMENT_SECONDARY] = MESSAGE("Read or viewed"),
	};
	return words(call->language, labels[involvement]);
}

struct text label_of_category(
	const struct web_call *call, const struct policy *policy, struct text code)
{
	const struct policy_category *category = weighing_category(policy, code);
	return category ? label_in(call, category->label)
					: words(call->language, MESSAGE("A kind that is no longer in use"));
}

struct text label_of_role(const struct web_call *call, enum role role)
{
	static const char *const labels[ROLE_COUNT] = {
		[ROLE_OFFICER] = MESSAGE("Officer"),
		[ROLE_SUPERVISOR] = MESSAGE("Supervisor"),
		[ROLE_FACILITATOR] = MESSAGE("Facilitator"),
		[ROLE_WELLBEING] = MESSAGE("Wellbeing service"),
		[ROLE_ADMINISTRATOR] = MESSAGE("Administrator"),
		[ROLE_AUDITOR] = MESSAGE("Auditor"),
		[ROLE_CLINICIAN] = MESSAGE("Clinician"),
	};
	return words(call->language, labels[role]);
}

struct text label_standing(const struct web_call *call, const struct course *course)
{
	double nearest = -1; // load as a part of the line, the greatest of all lines
	for (size_t i = 0; i < course->line_count; i++) {
		const struct policy_level *level = line_own_level(course->lines[i].line);
		if (level && !course->lines[i].line->of_trigger &&
			course->lines[i].load / level->on > nearest)
			nearest = course->lines[i].load / level->on;
	}
	if (nearest < 0)
		return words(call->language, MESSAGE("Your load"));
	if (nearest >= 1)
		return words(call->language, MESSAGE("You are over your line"));
	return nearest >= CLOSE ? words(call->language, MESSAGE("You are close to your line"))
							: words(call->language, MESSAGE("You are under your line"));
}

struct text label_falls(const struct web_call *call, const struct line_load *line,
	struct instant now, const char *message)
{
	const struct policy_level *level = line_own_level(line->line);
	if (!level || !(line->load >= level->on))
		return TEXT("");
	struct instant falls = model_falls_to(&line->line->model, &line->state, now, level->on);
	if (falls.seconds == INSTANT_NEVER.seconds)
		return TEXT("");
	struct place place = {"date", moment_day(call, falls)};
	return moment_sentence(call, words(call->language, message), &place, 1);
}
