// SPDX-License-Identifier: MIT
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "process/policy_try.h"
#include "json/writer.h"

static const char *const met[] = {"events", "interactions", "materials"};

static const char *const notes[] = {
	"A replay takes everything as if it had been recorded when it happened: it does not know what "
	"came late, nor attended sessions, after which levels are quiet.",
	"Each policy weighs the whole past anew. People are counted with the role profile and team "
	"they have today.",
	"Sessions are as if each found a seat as early as it may be and was accepted.",
	"Nothing here is validated: weights, half-lives and lines are judgement, and load says "
	"nothing of anybody's health. Look at the counts beside it.",
};

#define NOTES (sizeof notes / sizeof notes[0])

// The cost of those hours whose cost is given; false where none is, or the hours are hidden.
static bool cost_of(
	const struct policy_trial *trial, const struct try_outcome *outcome, double *out)
{
	bool host = !isnan(trial->host_hour_cost), duty = !isnan(trial->duty_hour_cost);
	if ((!host && !duty) || outcome->host_hours == TRY_HIDDEN)
		return false;
	*out = (host ? trial->host_hour_cost * (double)outcome->host_hours : 0) +
		   (duty ? trial->duty_hour_cost * (double)outcome->duty_hours : 0);
	return true;
}

static const char *cost_words(const struct policy_trial *trial)
{
	if (isnan(trial->duty_hour_cost))
		return "cost of the hours of hosts alone";
	return isnan(trial->host_hour_cost) ? "cost of the hours of duty alone" : "cost";
}

static const char *shown(int64_t value, char out[static 24])
{
	if (value == TRY_HIDDEN)
		return "hidden";
	snprintf(out, 24, "%" PRId64, value);
	return out;
}

// In a table of weeks, most of which can be hidden.
static const char *short_shown(int64_t value, char out[static 24])
{
	return value == TRY_HIDDEN ? "-" : shown(value, out);
}

static void print_pair(const char *what, int64_t tried, int64_t in_force)
{
	char left[24], right[24];
	printf("  %-44s %10s %10s\n", what, shown(tried, left), shown(in_force, right));
}

static void print_head(const struct policy_trial *trial)
{
	const struct try_answer *answer = &trial->answer;
	char from[INSTANT_TEXT_LENGTH + 1], people[24];
	instant_format(instant_later(answer->weeks[0], 12 * SECONDS_PER_HOUR), from);
	printf("%.*s", TEXT_ARGUMENTS(trial->title));
	for (int i = 0; i < trial->options->set_count; i++)
		printf("%s %s", i ? "," : " with", trial->options->sets[i]);
	printf("\nbeside the policy in force, version %d. %zu weeks from %.10s; %s people",
		(int)trial->in_force, answer->week_count, from, shown(answer->people, people));
	for (int i = 0; i < 3; i++) {
		char count[24];
		printf(", %s %s", met[i], shown(answer->met[i], count));
	}
	puts(".\n");
}

static void print_sessions(const struct policy_trial *trial)
{
	const struct try_answer *answer = &trial->answer;
	const struct try_outcome *tried = &answer->tried, *now = &answer->in_force;
	double left, right;
	printf("  %-44s %10s %10s\n", "", "tried", "in force");
	print_pair("sessions asked for", tried->sessions, now->sessions);
	print_pair("of them because of a crossing", tried->brought_forward, now->brought_forward);
	print_pair("hours of hosts", tried->host_hours, now->host_hours);
	print_pair("hours of duty", tried->duty_hours, now->duty_hours);
	if (cost_of(trial, tried, &left) && cost_of(trial, now, &right))
		printf("  %-44s %10.0f %10.0f\n", cost_words(trial), left, right);
	if (trial->options->values[OPTION_TEAM])
		return;
	print_pair("sessions in the busiest week", tried->busiest, now->busiest);
	if (answer->seats_per_week >= 0) {
		printf("  %-44s %10.1f %10.1f\n", "seats published a week", answer->seats_per_week,
			answer->seats_per_week);
		print_pair(
			"sessions without a seat, all weeks", tried->short_of_seats, now->short_of_seats);
		print_pair("and in the busiest", tried->short_at_most, now->short_at_most);
	} else {
		puts("  No session is published for the coming weeks, so whether seats are short is not "
			 "known.");
	}
}

// The place of a level of the one among those of the other; `level_count` where it has none.
static size_t same_level(const struct try_outcome *of, struct text name)
{
	size_t i = 0;
	while (i < of->level_count && !text_equal(of->levels[i], name))
		i++;
	return i;
}

static int64_t affected(
	const struct try_outcome *outcome, size_t level, size_t scope, size_t scopes)
{
	return level < outcome->level_count ? outcome->affected[level * scopes + scope] : TRY_HIDDEN;
}

static void print_people(const struct try_answer *answer)
{
	printf("\nPeople for whom a level was raised\n");
	for (size_t i = 0; i < answer->tried.level_count; i++) {
		struct text level = answer->tried.levels[i];
		size_t other = same_level(&answer->in_force, level);
		for (size_t scope = 0; scope < answer->scopes; scope++) {
			char what[80];
			int64_t tried = affected(&answer->tried, i, scope, answer->scopes);
			int64_t now = affected(&answer->in_force, other, scope, answer->scopes);
			if (scope > 0 && tried == TRY_HIDDEN && now == TRY_HIDDEN)
				continue;
			snprintf(what, sizeof what, "%.*s%s%.*s", TEXT_ARGUMENTS(level), scope ? ", " : "",
				scope ? (int)answer->roles[scope - 1].length : 0,
				scope ? answer->roles[scope - 1].start : "");
			print_pair(what, tried, now);
		}
	}
}

static int64_t raises(const struct try_answer *answer, const struct try_outcome *outcome,
	size_t week, size_t level, size_t scope)
{
	return level < outcome->level_count
			   ? outcome->raises[(week * outcome->level_count + level) * answer->scopes + scope]
			   : TRY_HIDDEN;
}

static void print_weeks(const struct try_answer *answer)
{
	printf("\nRaised, by week: tried, in force\n  %-12s", "");
	for (size_t i = 0; i < answer->tried.level_count; i++)
		printf(" %15.*s", TEXT_ARGUMENTS(answer->tried.levels[i]));
	printf(" %15s\n", "sessions");
	for (size_t week = 0; week < answer->week_count; week++) {
		char date[INSTANT_TEXT_LENGTH + 1], left[24], right[24];
		instant_format(instant_later(answer->weeks[week], 12 * SECONDS_PER_HOUR), date);
		printf("  %-12.10s", date);
		for (size_t i = 0; i < answer->tried.level_count; i++) {
			size_t other = same_level(&answer->in_force, answer->tried.levels[i]);
			printf(" %7s %7s", short_shown(raises(answer, &answer->tried, week, i, 0), left),
				short_shown(raises(answer, &answer->in_force, week, other, 0), right));
		}
		const int64_t *tried = answer->tried.by_week, *now = answer->in_force.by_week;
		printf(" %7s %7s\n", short_shown(tried ? tried[week] : TRY_HIDDEN, left),
			short_shown(now ? now[week] : TRY_HIDDEN, right));
	}
}

void policy_trial_print(const struct policy_trial *trial)
{
	print_head(trial);
	print_sessions(trial);
	print_people(&trial->answer);
	print_weeks(&trial->answer);
	puts(
		"\nhidden, -: of fewer than ten people, or something of fewer would follow from it. Counts "
		"are "
		"rounded\nto 5. --json has every role profile by week.\n");
	for (size_t i = 0; i < NOTES; i++)
		puts(notes[i]);
}

static void write_count(struct json_writer *json, const char *name, int64_t value)
{
	if (name)
		writer_name(json, name);
	if (value == TRY_HIDDEN)
		writer_null(json);
	else
		writer_integer(json, value);
}

static void write_scopes(
	struct json_writer *json, const struct try_answer *answer, const int64_t *values)
{
	write_count(json, "all", values[0]);
	writer_name(json, "by_role");
	writer_object(json);
	for (size_t scope = 1; scope < answer->scopes; scope++) {
		char role[128];
		snprintf(role, sizeof role, "%.*s", TEXT_ARGUMENTS(answer->roles[scope - 1]));
		write_count(json, role, values[scope]);
	}
	writer_object_end(json);
}

static void write_levels(
	struct json_writer *json, const struct try_answer *answer, const struct try_outcome *outcome)
{
	writer_name(json, "levels");
	writer_array(json);
	for (size_t i = 0; i < outcome->level_count; i++) {
		writer_object(json);
		writer_name(json, "level");
		writer_text(json, outcome->levels[i]);
		writer_name(json, "people");
		writer_object(json);
		write_scopes(json, answer, outcome->affected + i * answer->scopes);
		writer_object_end(json);
		writer_name(json, "raised_by_week");
		writer_array(json);
		for (size_t week = 0; week < answer->week_count; week++) {
			writer_object(json);
			write_scopes(
				json, answer, outcome->raises + (week * outcome->level_count + i) * answer->scopes);
			writer_object_end(json);
		}
		writer_array_end(json);
		writer_object_end(json);
	}
	writer_array_end(json);
}

static void write_outcome(struct json_writer *json, const struct policy_trial *trial,
	const char *name, const struct try_outcome *outcome)
{
	double cost;
	writer_name(json, name);
	writer_object(json);
	writer_name(json, "policy");
	writer_text(json, outcome->policy->id);
	write_count(json, "sessions", outcome->sessions);
	write_count(json, "sessions_because_of_a_crossing", outcome->brought_forward);
	write_count(json, "host_hours", outcome->host_hours);
	write_count(json, "duty_hours", outcome->duty_hours);
	writer_name(json, "cost");
	if (cost_of(trial, outcome, &cost))
		writer_number(json, cost);
	else
		writer_null(json);
	write_count(json, "sessions_in_busiest_week", outcome->busiest);
	write_count(json, "sessions_without_a_seat", outcome->short_of_seats);
	write_count(json, "sessions_without_a_seat_in_busiest_week", outcome->short_at_most);
	writer_name(json, "sessions_by_week");
	writer_array(json);
	for (size_t i = 0; outcome->by_week && i < trial->answer.week_count; i++)
		writer_integer(json, outcome->by_week[i]);
	writer_array_end(json);
	write_levels(json, &trial->answer, outcome);
	writer_object_end(json);
}

static void write_answer(struct json_writer *json, const struct policy_trial *trial)
{
	const struct try_answer *answer = &trial->answer;
	writer_name(json, "weeks");
	writer_array(json);
	for (size_t i = 0; i < answer->week_count; i++)
		writer_instant(json, answer->weeks[i]);
	writer_array_end(json);
	write_count(json, "people", answer->people);
	for (int i = 0; i < 3; i++)
		write_count(json, met[i], answer->met[i]);
	writer_name(json, "seats_published_per_week");
	if (answer->seats_per_week >= 0)
		writer_number(json, answer->seats_per_week);
	else
		writer_null(json);
	writer_name(json, "cost_is_of");
	writer_array(json);
	if (!isnan(trial->host_hour_cost))
		writer_text(json, TEXT("host_hours"));
	if (!isnan(trial->duty_hour_cost))
		writer_text(json, TEXT("duty_hours"));
	writer_array_end(json);
}

void policy_trial_write(const struct policy_trial *trial)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	write_answer(&json, trial);
	write_outcome(&json, trial, "tried", &trial->answer.tried);
	write_outcome(&json, trial, "in_force", &trial->answer.in_force);
	writer_name(&json, "notes");
	writer_array(&json);
	for (size_t i = 0; i < NOTES; i++)
		writer_text(&json, text_of(notes[i]));
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}
