// SPDX-License-Identifier: MIT
// Which load model a line uses, and its parameters. Formulas, sources and defaults: docs/load.md.
#pragma once

#include "core/instant.h"

enum model_kind {
	MODEL_HALF_LIFE,       // Σ wᵢ·2^(−(t−tᵢ)/H)
	MODEL_WINDOW,          // Σ wᵢ within the last days, or this calendar day or week
	MODEL_DELAYED,         // Σ wᵢ·(Δ/τ)·e^(1−Δ/τ)
	MODEL_POWER_LAW,       // Σ wᵢ·(1+βΔ)^(−ψ), as a sum of exponentials
	MODEL_EWM_MEAN,        // the exponentially weighted mean of the doses
	MODEL_FITNESS_FATIGUE, // fatigue of the doses less fitness of attended sessions
	MODEL_TRAINING_LOAD,   // daily: short-term, long-term, or short-term less long-term
	MODEL_ACUTE_CHRONIC,   // daily: acute over chronic
	MODEL_CHANGE,          // a control chart of each day's or week's sum against a baseline
	MODEL_KIND_COUNT
};

enum model_span { SPAN_ELAPSED, SPAN_CALENDAR_DAY, SPAN_CALENDAR_WEEK };
enum model_output { OUTPUT_SHORT, OUTPUT_LONG, OUTPUT_EXCESS }; // excess: short less long
enum model_ratio { RATIO_COUPLED, RATIO_UNCOUPLED, RATIO_EWMA };
enum model_chart { CHART_CUSUM, CHART_EWMA };

#define MODEL_TERMS_LIMIT 48
#define MODEL_WINDOW_LIMIT 4096 // seconds with a dose that a window tells apart

// The exponentials that a power law is fitted by.
struct model_terms {
	double weight[MODEL_TERMS_LIMIT], half_life_days[MODEL_TERMS_LIMIT];
	size_t count;
};

struct model {
	enum model_kind kind;
	const struct zone *zone; // of calendar days; NULL: UTC
	union {
		double half_life_days; // HALF_LIFE, all > 0
		struct model_window {
			enum model_span span;
			double days; // SPAN_ELAPSED: a dose counts while less than this has passed
		} window;
		double peak_days; // DELAYED: τ, when a dose weighs most
		struct model_power_law {
			double per_day, exponent; // β, ψ
			struct model_terms terms; // set by model_fit
		} power_law;
		struct model_mean {
			double half_life_days;
			bool adjusted; // pandas' adjust
		} mean;
		struct model_fitness_fatigue {
			double fatigue_days, fitness_days, fatigue, fitness; // τ₂, τ₁, k₂, k₁
		} fitness_fatigue;
		struct model_training_load {
			double short_days, long_days; // time constants
			enum model_output output;
		} training_load;
		struct model_acute_chronic {
			int acute_days, chronic_days;
			enum model_ratio ratio;
		} acute_chronic;
		struct model_change {
			enum model_chart chart;
			enum model_span span;         // a period: SPAN_CALENDAR_DAY or _WEEK
			int baseline_periods;         // own baseline: so many from the first dose; 0: as given
			double mean, deviation;       // of a period, where given (a role's); deviation > 0
			double allowance, head_start; // CUSUM's k and C₀, in deviations
			double smoothing;             // EWMA's λ
		} change;
	};
};

// Sets what follows from the parameters, once, after they are set: the terms of a power law. They
// give the kernel within 1 % from 0 to 10 years for β ≤ 1000 a day and ψ ≤ 10.
void model_fit(struct model *model);
