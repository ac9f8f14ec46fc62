// SPDX-License-Identifier: MIT
#include "web/load_picture.h"

#include <stdarg.h>
#include <stdio.h>

#include "web/label.h"
#include "web/load_chart.h"
#include "web/moment.h"
#include "words/words.h"

struct drawing {
	const struct web_call *call;
	const struct course *course;
	struct instant now;
	bool failed;
};

FORMAT(2, 3)
static struct text formatted(struct drawing *drawing, const char *format, ...)
{
	char text[160];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	struct text copy = text_copy(drawing->call->request->arena, text_of(text));
	drawing->failed |= !copy.start;
	return copy;
}

static void *several(struct drawing *drawing, size_t count, size_t size)
{
	void *made = arena_array(drawing->call->request->arena, count, size);
	drawing->failed |= !made;
	return made;
}

static void fill_grid(
	struct drawing *drawing, const struct load_chart *chart, struct page_load_picture *out)
{
	out->grid = several(drawing, chart->grid_count, sizeof *out->grid);
	for (size_t i = 0; out->grid && i < chart->grid_count; i++)
		out->grid[out->grid_count++] = (struct page_grid_line){
			.path =
				formatted(drawing, "M%.0f %.1fH%.0f", chart->left, chart->grid[i].y, chart->right),
			.y = chart->grid[i].y + 5,
			.value = chart->grid[i].value,
		};
	out->dates = several(drawing, chart->dates_count, sizeof *out->dates);
	for (size_t i = 0; out->dates && i < chart->dates_count; i++)
		out->dates[out->dates_count++] = (struct page_date_mark){
			.path = formatted(drawing, "M%.1f %.0fv4", chart->dates[i].x, chart->entries_y),
			.label = moment_short_day(drawing->call, chart->dates[i].at),
			.x = chart->dates[i].x,
		};
}

static void fill_entries(
	struct drawing *drawing, const struct load_chart *chart, struct page_load_picture *out)
{
	out->entries = several(drawing, chart->entries_count, sizeof *out->entries);
	for (size_t i = 0; out->entries && i < chart->entries_count; i++)
		out->entries[out->entries_count++] = (struct page_stem){
			.path = formatted(drawing, "M%.1f %.0fV%.1f", chart->entries[i].x, chart->entries_y,
				chart->entries[i].y),
			.x = chart->entries[i].x,
			.y = chart->entries[i].y,
		};
	out->over = several(drawing, chart->over_count, sizeof *out->over);
	for (size_t i = 0; out->over && i < chart->over_count; i++)
		out->over[out->over_count++] = (struct page_points){chart->over[i]};
}

static void fill_sentences(struct drawing *drawing, const struct line_load *line,
	const struct load_captions *captions, struct page_load_picture *out)
{
	const struct web_call *call = drawing->call;
	const struct policy_level *level = line_own_level(line->line);
	const struct place places[] = {
		{"load", formatted(drawing, "%.0f", line->load)},
		{"line", formatted(drawing, "%.0f", level ? level->on : 0)},
		{"entries", formatted(drawing, "%zu", out->entries_count)},
	};
	out->summary = line_summary(call, line, captions->reader);
	out->falls = label_falls(call, line, drawing->now, captions->falls);
	out->falls_shown = out->falls.length > 0;
	out->description =
		line->line->model.kind == MODEL_HALF_LIFE
			? moment_sentence(call, words(call->language, captions->description), places, 3)
			: out->summary;
	drawing->failed |= !out->summary.start || !out->falls.start || !out->description.start;
}

bool load_picture_of(const struct web_call *call, const struct course *course, size_t index,
	struct instant now, const struct load_captions *captions, struct page_load_picture *out)
{
	struct load_chart chart;
	struct drawing drawing = {.call = call, .course = course, .now = now};
	if (load_chart_of(course, index, now, call->request->arena, &chart, NULL) != STATUS_OK)
		return false;
	*out = (struct page_load_picture){
		.place = (int64_t)index + 1,
		.title = words(call->language,
			course->lines[index].line->model.kind == MODEL_HALF_LIFE
				? captions->title
				: MESSAGE("Six weeks of this line, and the next two if nothing is logged")),
		.line_name = words(call->language, captions->line),
		.area = chart.area,
		.load = chart.load,
		.load_shown = chart.load.length > 0,
		.now_shown = chart.now_shown,
		.falling = chart.falling,
		.level_shown = line_own_level(course->lines[index].line),
		.level_path = formatted(&drawing, "M%.0f %.1fH%.0f", chart.left, chart.line_y, chart.right),
		.level_text_y = chart.line_y - 7,
		.today_path = formatted(&drawing, "M%.1f 14V%.0f", chart.now_x, chart.entries_y),
		.now_x = chart.now_x,
		.now_y = chart.now_y,
		.now_text_x = chart.now_x + 5,
	};
	fill_grid(&drawing, &chart, out);
	fill_entries(&drawing, &chart, out);
	fill_sentences(&drawing, &course->lines[index], captions, out);
	return !drawing.failed;
}
