// SPDX-License-Identifier: MIT
#include "core/replay.h"

#include <assert.h>
#include <math.h>

#include "core/alarm.h"
#include "core/replay_tables.h"

// How far the load here and the one of core/load.h, each rounded at every exposure, can be apart:
// four units in the last place for each, and never less than for a thousand.
#define ROUNDED_EACH 1e-15
#define ROUNDED_LEAST 1e-12

// What a level's alarm, by its state, bears without a change. Kept from the level itself by as much
// as the load can be off.
struct quiet {
	double low;  // the load may fade as long as it stays above this
	double high; // and may grow below this
};

// One line of one person on its way. The load is of the instant `second`.
struct run {
	const struct replay *replay;
	const struct replay_line *line;
	size_t level_count;
	struct alarm alarms[POLICY_LEVELS_LIMIT];
	struct quiet quiet[POLICY_LEVELS_LIMIT][ALARM_STATE_COUNT];
	double falls[POLICY_LEVELS_LIMIT], rises[POLICY_LEVELS_LIMIT]; // surely below `off`, above `on`
	double load;
	int64_t second;
	double tolerance;
	bool unsure; // rounding could decide
	struct crossings *out;
	// Nothing changes while the load stays above `low` until the next exposure and below `high`
	// after it, and it is before `due`.
	double low, high;
	int64_t due;
};

// crossings_append where nothing has to be moved or grown.
static inline void append(struct crossings *out, struct crossing crossing)
{
	if (out->count && out->count < out->size &&
		out->list[out->count - 1].at.seconds <= crossing.at.seconds)
		out->list[out->count++] = crossing;
	else
		crossings_append(out, crossing);
}

static inline double fade(const double *fades, uint32_t seconds)
{
	double left = fades[seconds & (REPLAY_PART - 1)] *
				  fades[REPLAY_PART + ((seconds >> REPLAY_PART_BITS) & (REPLAY_PART - 1))];
	uint32_t highest = seconds >> 2 * REPLAY_PART_BITS;
	return highest ? left * fades[2 * REPLAY_PART + highest] : left;
}

static double dose_of(
	const struct replay *replay, const struct replay_line *line, struct replay_exposure exposure)
{
	double dose = line->doses[exposure.kind];
	if (!isnan(dose))
		return dose;
	if (exposure.amount <= REPLAY_TABLE_AMOUNT)
		return line->amounts[exposure.kind][exposure.amount];
	// What weighed one of its unit weighs this, too.
	return replay_weigh(
		replay->policy, line->rule, &replay->kinds[exposure.kind], exposure.amount, NULL);
}

static void start_run(struct run *run, size_t count)
{
	const struct policy_line *rule = run->line->rule;
	run->level_count = rule->level_count;
	run->tolerance = fmax(ROUNDED_LEAST, ROUNDED_EACH * (double)count);
	double less = 1 - run->tolerance, more = 1 + run->tolerance;
	for (size_t i = 0; i < rule->level_count; i++) {
		double on = rule->levels[i].on, off = rule->levels[i].off;
		run->alarms[i] = (struct alarm){ALARM_CLEAR, INSTANT_NEVER, INSTANT_NEVER, {0}};
		run->falls[i] = off * less;
		run->rises[i] = on * more;
		run->quiet[i][ALARM_CLEAR] = (struct quiet){-1, on * less};
		run->quiet[i][ALARM_RISING] = (struct quiet){on * more, INFINITY};
		run->quiet[i][ALARM_RAISED] = (struct quiet){off * more, INFINITY};
		run->quiet[i][ALARM_FALLING] = (struct quiet){-1, off * less};
	}
}

static inline int64_t due_of(const struct alarm *alarm)
{
	return alarm->delay_ends.seconds < alarm->realarm_at.seconds ? alarm->delay_ends.seconds
																 : alarm->realarm_at.seconds;
}

static inline void set_quiet(struct run *run)
{
	double low = -1, high = INFINITY;
	int64_t due = INT64_MAX;
	for (size_t i = 0; i < run->level_count; i++) {
		const struct alarm *alarm = &run->alarms[i];
		struct quiet quiet = run->quiet[i][alarm->state];
		int64_t own = due_of(alarm);
		low = quiet.low > low ? quiet.low : low;
		high = quiet.high < high ? quiet.high : high;
		due = own < due ? own : due;
	}
	run->low = low;
	run->high = high;
	run->due = due;
}

static inline void doubt_if_near(struct run *run, double load, double bound)
{
	run->unsure |= fabs(load - bound) <= run->tolerance * bound;
}

// The first whole second at which the load, without another exposure, is not above `bound`.
static int64_t falls_to(struct run *run, double bound)
{
	double half_life = run->line->half_life_seconds;
	double seconds = half_life * log2(run->load / bound);
	double doubt = 2 * half_life * run->tolerance + seconds * ROUNDED_EACH + 1e-6;
	int64_t whole = (int64_t)seconds;
	double part = seconds - (double)whole;
	run->unsure |= part <= doubt || part >= 1 - doubt;
	return run->second + whole + 1;
}

// Lets time pass for one level, up to an instant at which the load has fallen to `then`.
static void pass(struct run *run, size_t level, int64_t until, double then)
{
	const struct policy_level *rule = &run->line->rule->levels[level];
	struct alarm *alarm = &run->alarms[level];
	for (;;) {
		int64_t at = INT64_MAX;
		enum alarm_input input = ALARM_BELOW;
		if (alarm->state == ALARM_RISING) {
			doubt_if_near(run, then, rule->on);
			input = ALARM_BETWEEN;
			if (then < rule->on)
				at = falls_to(run, rule->on);
		} else if (alarm->state == ALARM_RAISED) {
			doubt_if_near(run, then, rule->off);
			if (then <= rule->off)
				at = falls_to(run, rule->off);
		}
		if (alarm->delay_ends.seconds < at) {
			at = alarm->delay_ends.seconds;
			input = ALARM_DELAY_ENDED;
		}
		if (alarm->realarm_at.seconds < at) {
			at = alarm->realarm_at.seconds;
			input = ALARM_REALARM_DUE;
		}
		if (at > until || at == INT64_MAX || run->unsure)
			return;
		enum alarm_change change = alarm_take(rule, alarm, input, (struct instant){at});
		if (change != ALARM_NO_CHANGE)
			append(run->out, (struct crossing){{at}, level, change, false});
	}
}

// The two that most changes are, where nothing else can be due; the states are known in them, so
// that no processor has to foresee any: the end of the delay after a fall,
static inline void clear(struct run *run, size_t level)
{
	struct alarm *alarm = &run->alarms[level];
	struct instant ends = alarm->delay_ends;
	alarm->state = ALARM_FALLING;
	(void)alarm_take(&run->line->rule->levels[level], alarm, ALARM_DELAY_ENDED, ends);
	append(run->out, (struct crossing){ends, level, ALARM_CLEARED, false});
}

// and a fall from raised below `off`, with or without it.
static inline void fall(struct run *run, size_t level, int64_t until)
{
	const struct policy_level *rule = &run->line->rule->levels[level];
	struct alarm *alarm = &run->alarms[level];
	alarm->state = ALARM_RAISED;
	(void)alarm_take(rule, alarm, ALARM_BELOW, (struct instant){falls_to(run, rule->off)});
	if (alarm->delay_ends.seconds <= until)
		clear(run, level);
}

// Of one instant, the lower level comes first: which is the order in which they are added. Which
// levels are concerned is found without branches, as no processor could foresee them.
static inline void pass_all(struct run *run, int64_t until, double then)
{
	unsigned concerned = 0;
	for (size_t i = 0; i < run->level_count; i++) {
		const struct alarm *alarm = &run->alarms[i];
		bool falls = then <= run->quiet[i][alarm->state].low;
		bool due = due_of(alarm) <= until;
		concerned |= (unsigned)(falls | due) << i;
	}
	for (; concerned; concerned &= concerned - 1) {
		size_t level = (size_t)__builtin_ctz(concerned);
		const struct alarm *alarm = &run->alarms[level];
		if (alarm->state == ALARM_RAISED && due_of(alarm) > until && then < run->falls[level])
			fall(run, level, until);
		else if (alarm->state == ALARM_FALLING && alarm->delay_ends.seconds <= until &&
				 alarm->delay_ends.seconds <= alarm->realarm_at.seconds)
			clear(run, level);
		else
			pass(run, level, until, then);
	}
}

static void take(struct run *run, size_t index, int64_t at, double load)
{
	const struct policy_level *level = &run->line->rule->levels[index];
	struct alarm *alarm = &run->alarms[index];
	bool uses_on = alarm->state == ALARM_CLEAR || alarm->state == ALARM_RISING;
	doubt_if_near(run, load, uses_on ? level->on : level->off);
	enum alarm_input input = load >= level->on   ? ALARM_ABOVE
							 : load > level->off ? ALARM_BETWEEN
												 : ALARM_BELOW;
	(void)alarm_take(level, alarm, input, (struct instant){at});
	if (due_of(alarm) <= at)
		pass(run, index, at, load);
}

// The same where a level that is clear is reached, without a delay.
static inline void rise(struct run *run, size_t index, int64_t at)
{
	const struct policy_level *level = &run->line->rule->levels[index];
	struct alarm *alarm = &run->alarms[index];
	(void)alarm_take(level, alarm, ALARM_ABOVE, (struct instant){at});
	(void)alarm_take(level, alarm, ALARM_DELAY_ENDED, (struct instant){at});
	append(run->out, (struct crossing){{at}, index, ALARM_RAISE, false});
}

static double load_then(const struct run *run, int64_t then)
{
	int64_t seconds = then - run->second;
	return seconds > UINT32_MAX ? 0 : run->load * fade(run->line->fades, (uint32_t)seconds);
}

// An exposure at which an alarm may change: `faded` is the load just before it.
static inline void step(struct run *run, int64_t at, double faded, double dose)
{
	pass_all(run, at, faded);
	double load = run->load = faded + dose;
	unsigned concerned = 0;
	run->second = at;
	for (size_t i = 0; i < run->level_count; i++) {
		struct quiet quiet = run->quiet[i][run->alarms[i].state];
		concerned |= (unsigned)((load <= quiet.low) | (load >= quiet.high)) << i;
	}
	for (; concerned; concerned &= concerned - 1) {
		size_t level = (size_t)__builtin_ctz(concerned);
		if (run->alarms[level].state == ALARM_CLEAR && load > run->rises[level] &&
			run->line->rule->levels[level].on_delay_seconds == 0)
			rise(run, level, at);
		else
			take(run, level, at, load);
	}
	set_quiet(run);
}

static void run_fast(
	struct run *run, const struct replay_exposure *exposures, size_t count, int64_t until)
{
	const double *doses = run->line->doses, *fades = run->line->fades;
	run->second = count ? exposures[0].second : 0;
	set_quiet(run);
	for (size_t i = 0; i < count && !run->unsure; i++) {
		// What is quiet stays in registers until something changes.
		const double low = run->low, high = run->high;
		const int64_t due = run->due;
		uint32_t second = (uint32_t)run->second;
		double load = run->load, faded = 0;
		for (; i < count; i++) {
			uint32_t at = exposures[i].second;
			faded = load * fade(fades, at - second);
			double next = faded + doses[exposures[i].kind];
			// False for a dose that is not a number, too.
			if (!(faded > low && next < high && at < due))
				break;
			load = next;
			second = at;
		}
		run->load = load;
		run->second = second;
		if (i == count)
			break;
		double dose = doses[exposures[i].kind];
		if (__builtin_expect(isnan(dose), 0))
			dose = dose_of(run->replay, run->line, exposures[i]);
		step(run, exposures[i].second, faded, dose);
	}
	if (until > run->second)
		pass_all(run, until, load_then(run, until));
}

static void run_exactly(const struct replay *replay, const struct replay_line *line,
	const struct replay_exposure *exposures, size_t count, struct instant until,
	struct crossings *out)
{
	struct line_state state = line_start(line->rule, out->arena);
	for (size_t i = 0; i < count; i++) {
		struct dose dose = {
			.at = {exposures[i].second}, .weight = dose_of(replay, line, exposures[i])};
		if (dose.weight > 0)
			line_expose(line->rule, &state, dose, out);
	}
	line_advance(line->rule, &state, until, out);
}

static size_t count_until(
	const struct replay_exposure *exposures, size_t count, struct instant until)
{
	while (count > 0 && exposures[count - 1].second > until.seconds)
		count--;
	return count;
}

void replay_line(const struct replay *replay, size_t line, const struct replay_exposure *exposures,
	size_t count, struct instant until, struct crossings *out)
{
	const struct replay_line *ready = &replay->lines[line];
	assert(line < replay->policy->line_count && out->count == 0);
	count = count_until(exposures, count, until);
	if (ready->fades) {
		struct run run = {.replay = replay, .line = ready, .out = out};
		start_run(&run, count);
		run_fast(&run, exposures, count, until.seconds);
		if (!run.unsure)
			return;
		out->count = 0;
	}
	run_exactly(replay, ready, exposures, count, until, out);
}

void replay_trigger(const struct replay *replay, size_t trigger,
	const struct replay_exposure *exposures, size_t count, struct instant until,
	struct crossings *out)
{
	count = count_until(exposures, count, until);
	for (size_t i = 0; i < count; i++) {
		if (replay->triggers[exposures[i].kind] >> trigger & 1)
			crossings_append(out, (struct crossing){{exposures[i].second}, 0, ALARM_RAISE, false});
	}
}

double replay_load(const struct replay *replay, size_t line,
	const struct replay_exposure *exposures, size_t count, struct instant at)
{
	const struct replay_line *ready = &replay->lines[line];
	double sums[2] = {0, 0};
	assert(ready->fades);
	count = count_until(exposures, count, at);
	for (size_t i = 0; i < count; i++) {
		double dose = ready->doses[exposures[i].kind];
		if (__builtin_expect(isnan(dose), 0))
			dose = dose_of(replay, ready, exposures[i]);
		int64_t age = at.seconds - exposures[i].second;
		sums[i & 1] += age > UINT32_MAX ? 0 : dose * fade(ready->fades, (uint32_t)age);
	}
	return sums[0] + sums[1];
}
