// SPDX-License-Identifier: MIT
#include "json/policy_parts.h"

#define DAYS_LEAST 0.1
#define DAYS_MOST 3650
#define PERIODS_MOST 1000
#define FACTOR_MOST 100
#define LOAD_MOST 1000000

static const struct text kinds[MODEL_KIND_COUNT] = {
	[MODEL_HALF_LIFE] = TEXT_CONSTANT("half_life"),
	[MODEL_WINDOW] = TEXT_CONSTANT("window"),
	[MODEL_DELAYED] = TEXT_CONSTANT("delayed"),
	[MODEL_POWER_LAW] = TEXT_CONSTANT("power_law"),
	[MODEL_EWM_MEAN] = TEXT_CONSTANT("ewm_mean"),
	[MODEL_FITNESS_FATIGUE] = TEXT_CONSTANT("fitness_fatigue"),
	[MODEL_TRAINING_LOAD] = TEXT_CONSTANT("training_load"),
	[MODEL_ACUTE_CHRONIC] = TEXT_CONSTANT("acute_chronic"),
	[MODEL_CHANGE] = TEXT_CONSTANT("change"),
};

static const char *const members[MODEL_KIND_COUNT][10] = {
	[MODEL_HALF_LIFE] = {"kind", "half_life_days", "evidence"},
	[MODEL_WINDOW] = {"kind", "days", "evidence"},
	[MODEL_DELAYED] = {"kind", "peak_days", "evidence"},
	[MODEL_POWER_LAW] = {"kind", "per_day", "exponent", "evidence"},
	[MODEL_EWM_MEAN] = {"kind", "half_life_days", "adjusted", "evidence"},
	[MODEL_FITNESS_FATIGUE] = {"kind", "fatigue_days", "fitness_days", "fatigue_factor",
		"fitness_factor", "evidence"},
	[MODEL_TRAINING_LOAD] = {"kind", "short_days", "long_days", "output", "evidence"},
	[MODEL_ACUTE_CHRONIC] = {"kind", "acute_days", "chronic_days", "ratio", "evidence"},
	[MODEL_CHANGE] = {"kind", "chart", "per", "baseline_periods", "allowance", "head_start",
		"evidence"},
};
static const char *const window_per[] = {"kind", "per", "evidence", NULL};
static const char *const change_ewma[] = {
	"kind", "chart", "per", "baseline_periods", "smoothing", "evidence", NULL};
static const char *const change_given[] = {
	"kind", "chart", "per", "mean", "deviation", "allowance", "head_start", "evidence", NULL};
static const char *const change_ewma_given[] = {
	"kind", "chart", "per", "mean", "deviation", "smoothing", "evidence", NULL};

static bool has(const json_t *value, const char *name)
{
	return json_object_get(value, name) != NULL;
}

// The members of a model depend on what it already says of itself.
static const char *const *members_of(enum model_kind kind, const json_t *value)
{
	if (kind == MODEL_WINDOW && has(value, "per") && !has(value, "days"))
		return window_per;
	if (kind != MODEL_CHANGE)
		return members[kind];
	bool ewma = text_is(policy_word(json_object_get(value, "chart")), "ewma");
	if (has(value, "mean") || has(value, "deviation"))
		return ewma ? change_ewma_given : change_given;
	return ewma ? change_ewma : members[kind];
}

enum model_span policy_read_per(const struct object *object)
{
	static const struct text words[] = {TEXT_CONSTANT("day"), TEXT_CONSTANT("week")};
	return object_word(object, "per", words, 2) ? SPAN_CALENDAR_WEEK : SPAN_CALENDAR_DAY;
}

static void check_shorter(
	const struct object *object, const char *shorter, double days, const char *longer, double most)
{
	struct place here = {object->place, shorter, 0};
	if (days >= most)
		reader_fault(object->reader, &here, "\"%s\" must be fewer than \"%s\", and are not.",
			shorter, longer);
}

static double days_of(const struct object *object, const char *name)
{
	return object_number(object, name, DAYS_LEAST, DAYS_MOST);
}

static struct model_fitness_fatigue read_fitness_fatigue(const struct object *object)
{
	return (struct model_fitness_fatigue){
		.fatigue_days = days_of(object, "fatigue_days"),
		.fitness_days = days_of(object, "fitness_days"),
		.fatigue = object_number(object, "fatigue_factor", 0, FACTOR_MOST),
		.fitness = object_number(object, "fitness_factor", 0, FACTOR_MOST),
	};
}

static struct model_training_load read_training_load(const struct object *object)
{
	static const struct text outputs[] = {
		TEXT_CONSTANT("short"), TEXT_CONSTANT("long"), TEXT_CONSTANT("excess")};
	size_t faults = object->reader->fault_count;
	struct model_training_load model = {
		.short_days = days_of(object, "short_days"),
		.long_days = days_of(object, "long_days"),
		.output = (enum model_output)object_word(object, "output", outputs, 3),
	};
	if (object->reader->fault_count == faults)
		check_shorter(object, "short_days", model.short_days, "long_days", model.long_days);
	return model;
}

static struct model_acute_chronic read_acute_chronic(const struct object *object)
{
	static const struct text ratios[] = {
		TEXT_CONSTANT("coupled"), TEXT_CONSTANT("uncoupled"), TEXT_CONSTANT("ewma")};
	size_t faults = object->reader->fault_count;
	struct model_acute_chronic model = {
		.acute_days = object_integer(object, "acute_days", 1, 365),
		.chronic_days = object_integer(object, "chronic_days", 2, DAYS_MOST),
		.ratio = (enum model_ratio)object_word(object, "ratio", ratios, 3),
	};
	if (object->reader->fault_count == faults)
		check_shorter(object, "acute_days", model.acute_days, "chronic_days", model.chronic_days);
	return model;
}

static struct model_change read_change(const struct object *object)
{
	static const struct text charts[] = {TEXT_CONSTANT("cusum"), TEXT_CONSTANT("ewma")};
	struct model_change model = {
		.chart = (enum model_chart)object_word(object, "chart", charts, 2),
		.span = policy_read_per(object),
	};
	if (has(object->value, "mean") || has(object->value, "deviation")) {
		model.mean = object_number(object, "mean", 0, LOAD_MOST);
		model.deviation = object_number(object, "deviation", 0.001, LOAD_MOST);
	} else {
		model.baseline_periods = object_integer(object, "baseline_periods", 2, PERIODS_MOST);
	}
	if (model.chart == CHART_EWMA) {
		model.smoothing = object_number(object, "smoothing", 0.01, 1);
	} else {
		model.allowance = object_number(object, "allowance", 0, 10);
		model.head_start = object_number(object, "head_start", 0, 100);
	}
	return model;
}

static void read_window(const struct object *object, struct model_window *window)
{
	if (has(object->value, "per") && !has(object->value, "days")) {
		window->span = policy_read_per(object);
		return;
	}
	window->span = SPAN_ELAPSED;
	window->days = days_of(object, "days");
}

static void read_parameters(const struct object *object, struct model *model)
{
	switch (model->kind) {
	case MODEL_HALF_LIFE:
		model->half_life_days = days_of(object, "half_life_days");
		break;
	case MODEL_WINDOW:
		read_window(object, &model->window);
		break;
	case MODEL_DELAYED:
		model->peak_days = days_of(object, "peak_days");
		break;
	case MODEL_POWER_LAW:
		model->power_law.per_day = object_number(object, "per_day", 0.001, 1000);
		model->power_law.exponent = object_number(object, "exponent", 0.01, 10);
		break;
	case MODEL_EWM_MEAN:
		model->mean.half_life_days = days_of(object, "half_life_days");
		model->mean.adjusted = object_flag(object, "adjusted");
		break;
	case MODEL_FITNESS_FATIGUE:
		model->fitness_fatigue = read_fitness_fatigue(object);
		break;
	case MODEL_TRAINING_LOAD:
		model->training_load = read_training_load(object);
		break;
	case MODEL_ACUTE_CHRONIC:
		model->acute_chronic = read_acute_chronic(object);
		break;
	case MODEL_CHANGE:
		model->change = read_change(object);
		break;
	case MODEL_KIND_COUNT:
		break;
	}
}

struct text policy_word(const json_t *value)
{
	return json_is_string(value) ? text_of(json_string_value(value)) : TEXT("");
}

// Whatever kind it is: for a model whose kind is not known, of which nothing else can be said.
static void refuse_kind(const struct object *line, const json_t *value)
{
	static const char *const any[] = {"kind", "days", "per", "half_life_days", "peak_days",
		"per_day", "exponent", "adjusted", "fatigue_days", "fitness_days", "fatigue_factor",
		"fitness_factor", "short_days", "long_days", "output", "acute_days", "chronic_days",
		"ratio", "chart", "baseline_periods", "mean", "deviation", "allowance", "head_start",
		"smoothing", "evidence", NULL};
	struct place place = {line->place, "model", 0};
	struct object object = object_read(line->reader, &place, value, "A model", any);
	object_word(&object, "kind", kinds, MODEL_KIND_COUNT);
}

struct model policy_read_model(
	const struct object *object, const struct zone *zone, unsigned allowed)
{
	struct model model = {.half_life_days = 1, .zone = zone};
	struct place place = {object->place, "model", 0};
	const json_t *value = object_member(object, "model", "an object, written in { and }");
	size_t faults = object->reader->fault_count;
	struct text word = policy_word(json_object_get(value, "kind"));
	for (size_t kind = 0; value && kind < MODEL_KIND_COUNT; kind++) {
		if (!text_equal(kinds[kind], word) || !(allowed & 1u << kind))
			continue;
		model.kind = (enum model_kind)kind;
		struct object inside =
			object_read(object->reader, &place, value, "This model", members_of(model.kind, value));
		read_parameters(&inside, &model);
		object_evidence(&inside);
		if (object->reader->fault_count == faults)
			model_fit(&model);
		return model;
	}
	if (value && allowed == 1u << MODEL_CHANGE && json_is_object(value)) {
		struct place here = {&place, "kind", 0};
		reader_fault(object->reader, &here,
			"\"kind\" must be \"change\": a trigger looks at a model of this kind alone.");
	} else if (value) {
		refuse_kind(object, value);
	}
	return model;
}
