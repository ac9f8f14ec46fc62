// SPDX-License-Identifier: MIT
#include "web/moment.h"

static struct text built(const struct web_call *call, struct text_builder *builder)
{
	struct text text = builder->failed ? (struct text){NULL, 0}
									   : text_copy(call->request->arena, builder_view(builder));
	builder_done(builder);
	return text;
}

struct text moment_of(const struct web_call *call, struct instant at)
{
	struct text_builder out;
	struct civil local = zone_local(&call->worker->zone, at);
	builder_init(&out);
	words_day(
		&out, call->language, local, zone_local(&call->worker->zone, call->worker->options->now()));
	builder_string(&out, ", ");
	words_time(&out, local);
	return built(call, &out);
}

struct text moment_day(const struct web_call *call, struct instant at)
{
	struct text_builder out;
	builder_init(&out);
	words_date(&out, call->language, zone_local(&call->worker->zone, at), DATE_DAY);
	return built(call, &out);
}

struct text moment_date(const struct web_call *call, struct instant at)
{
	struct text_builder out;
	builder_init(&out);
	words_date(&out, call->language, zone_local(&call->worker->zone, at), DATE_PLAIN);
	return built(call, &out);
}

struct text moment_date_utc(const struct web_call *call, struct instant at)
{
	struct text_builder out;
	builder_init(&out);
	words_date(&out, call->language, civil_of(at), DATE_PLAIN);
	return built(call, &out);
}

// The day and the first three letters of the month, under an axis.
struct text moment_short_day(const struct web_call *call, struct instant at)
{
	struct text_builder out;
	struct civil local = zone_local(&call->worker->zone, at);
	struct text month = words_month(call->language, local.month);
	builder_init(&out);
	builder_format(&out, "%d ", local.day);
	if (month.length > 3)
		month.length = 3;
	builder_add(&out, month);
	return built(call, &out);
}

struct text moment_span(const struct web_call *call, struct interval during)
{
	struct text_builder out;
	builder_init(&out);
	words_date(&out, call->language, zone_local(&call->worker->zone, during.from), DATE_DAY);
	builder_string(&out, ", ");
	words_time(&out, zone_local(&call->worker->zone, during.from));
	builder_string(&out, "–");
	words_time(&out, zone_local(&call->worker->zone, during.to));
	return built(call, &out);
}

struct text moment_sentence(
	const struct web_call *call, struct text sentence, const struct place *places, size_t count)
{
	struct text_builder out;
	builder_init(&out);
	words_format(&out, sentence, places, count);
	return built(call, &out);
}
