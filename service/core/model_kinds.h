// SPDX-License-Identifier: MIT
// Private to core: what each kind of load model does, one module each. Meanings as in core/model.h.
#pragma once

#include "core/model.h"

struct model_operations {
	bool takes_late, rises;
	size_t numbers; // in `more` of a state that starts, all 0
	void (*start)(const struct model *model, struct model_state *state); // NULL: nothing more
	void (*add)(
		const struct model *model, struct model_state *state, struct instant at, double weight);
	void (*attend)(const struct model *model, struct model_state *state,
		struct instant at); // NULL: changes nothing
	double (*at)(const struct model *model, const struct model_state *state, struct instant at);
	struct instant (*next_step)(
		const struct model *model, const struct model_state *state, struct instant after);
	struct instant (*reaches)(const struct model *model, const struct model_state *state,
		struct instant from, double level);
	struct instant (*falls_to)(const struct model *model, const struct model_state *state,
		struct instant from, double level);
	struct instant (*undefined)(const struct model *model, const struct model_state *state,
		struct instant from); // NULL: once defined, it stays so while nothing is added
};

extern const struct model_operations model_half_life, model_window, model_delayed, model_power_law,
	model_mean, model_fitness_fatigue, model_training_load, model_acute_chronic, model_change;

void model_power_law_fit(struct model_power_law *law);
