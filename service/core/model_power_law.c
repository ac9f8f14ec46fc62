// SPDX-License-Identifier: MIT
// Σ w·(1+βΔ)^(−ψ), kept as a sum of exponentials.
//
// The kernel is a mixture of exponentials whose rates have a gamma distribution:
// (1+βΔ)^(−ψ) = 1/Γ(ψ) ∫ e^(ψu − e^u) · e^(−βΔe^u) du. The trapezoid rule in u converges faster
// than any power of its step (Beylkin & Monzón 2010, doi:10.1016/j.acha.2009.08.011); below the
// slowest rate that 10 years can tell from none, its terms are a geometric series and become one.
#include <assert.h>
#include <math.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

#define DAYS_MOST 3653.0
#define ERROR_MOST 0.009
#define SLOWEST 0.02 // a rate this small leaves 98 % of 1 after 10 years
#define CHECKS 160

static double exact(const struct model_power_law *law, double days)
{
	return pow(1 + law->per_day * days, -law->exponent);
}

static void add_term(struct model_terms *terms, double weight, double rate_per_day)
{
	terms->weight[terms->count] = weight;
	terms->half_life_days[terms->count++] = log(2) / rate_per_day;
}

// The trapezoid rule with this step. False where it needs more terms than there may be.
static bool lay_terms(struct model_power_law *law, double step)
{
	struct model_terms *terms = &law->terms;
	double exponent = law->exponent, scale = step / tgamma(exponent);
	double least = log(SLOWEST / (1 + law->per_day * DAYS_MOST));
	// Beyond, e^(−e^u) leaves nothing.
	double most = log(exponent + 8 + 6 * sqrt(exponent));
	terms->count = 0;
	for (double u = most; u > least; u -= step) {
		if (terms->count + 1 == MODEL_TERMS_LIMIT)
			return false;
		double weight = scale * exp(exponent * u - exp(u));
		if (exp(u) < exponent || weight > 1e-6) // faster ones count for nothing but at once
			add_term(terms, weight, law->per_day * exp(u));
		most = u;
	}
	double u = most - step;
	double weight = scale * exp(exponent * u) / -expm1(-exponent * step);
	double rates = scale * exp((exponent + 1) * u) / -expm1(-(exponent + 1) * step);
	add_term(terms, weight, law->per_day * rates / weight);
	return true;
}

static double kernel(const struct model_terms *terms, double days)
{
	double sum = 0;
	for (size_t i = 0; i < terms->count; i++)
		sum += terms->weight[i] * exp2(-days / terms->half_life_days[i]);
	return sum;
}

static bool is_close(const struct model_power_law *law)
{
	for (int i = -1; i <= CHECKS; i++) {
		double days = i < 0 ? 0 : DAYS_MOST * exp2(-20.0 * i / CHECKS);
		double wanted = exact(law, days);
		if (!(fabs(kernel(&law->terms, days) - wanted) <= ERROR_MOST * wanted))
			return false;
	}
	return true;
}

// The longest step, and so the fewest terms, with which the kernel is close enough; as many terms
// as there may be where none is.
void model_power_law_fit(struct model_power_law *law)
{
	struct model_terms last = {.count = 0};
	assert(law->per_day > 0 && law->exponent > 0);
	for (double step = 3; step > 0.01 && lay_terms(law, step); step *= 0.95) {
		last = law->terms;
		if (is_close(law))
			break;
	}
	law->terms = last;
}

double model_power_law_exact(
	const struct model *model, const struct dose *doses, size_t count, struct instant at)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++) {
		double seconds = model_elapsed(doses[i].at, at);
		if (seconds >= 0)
			sum += doses[i].weight * exact(&model->power_law, seconds / (double)SECONDS_PER_DAY);
	}
	return sum;
}

static void start(const struct model *model, struct model_state *state)
{
	assert(model->power_law.terms.count > 0);
	(void)model_keep(state, model->power_law.terms.count);
}

struct course {
	const struct model_terms *terms;
	const double *sums;
};

static double value_after(const void *of, int64_t seconds)
{
	const struct course *course = of;
	double sum = 0, days = (double)seconds / (double)SECONDS_PER_DAY;
	for (size_t i = 0; i < course->terms->count; i++)
		sum += course->sums[i] * exp2(-days / course->terms->half_life_days[i]);
	return sum;
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	struct course course = {&model->power_law.terms, state->more};
	return value_after(&course, instant_later(at, -state->load.at.seconds).seconds);
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	const struct model_terms *terms = &model->power_law.terms;
	bool is_empty = state->load.value == 0;
	double days = is_empty ? 0 : model_elapsed(state->load.at, at) / (double)SECONDS_PER_DAY;
	for (size_t i = 0; i < terms->count; i++) {
		double left = exp2(-fabs(days) / terms->half_life_days[i]);
		if (days < 0)
			state->more[i] += weight * terms->weight[i] * left;
		else
			state->more[i] = state->more[i] * left + weight * terms->weight[i];
	}
	if (days >= 0)
		state->load.at = at;
	state->load.value = value_at(model, state, state->load.at);
}

static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	(void)model, (void)state, (void)after;
	return INSTANT_NEVER;
}

static struct instant reaches(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return value_at(model, state, from) >= level ? from : INSTANT_NEVER;
}

static struct instant falls_to(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	struct course of = {&model->power_law.terms, state->more};
	struct model_course course = {value_after, &of, 0, MODEL_SECONDS_MOST};
	return model_first_second(&course, state, from, SIDE_BELOW, level);
}

const struct model_operations model_power_law = {
	.takes_late = true,
	.start = start,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
