// SPDX-License-Identifier: MIT
// Private to web: the page of trends while it is being made.
#pragma once

#include "web/trends_grid.h"
#include "web/visit.h"

#define TRENDS_KINDS_SHOWN 4 // load, and three kinds of entries

// What the address asks for.
struct trends_choice {
	struct trends_scope scope;
	enum trend_measure measure; // TREND_LOAD, or a kind of entries
	int32_t weeks;
};

struct trending {
	const struct web_call *call;
	struct trends_choice choice;
	struct trend *weekly, *four_weekly; // rows, of everybody
	size_t weekly_count, four_weekly_count;
	struct trends_grid load;  // of which the choices are
	struct trends_grid shown; // of the measure that is chosen
	struct page_trends page;
	bool failed; // without memory
};

// Reads the choice and all rows of its weeks. STATUS_NOT_FOUND where there is no such team, role,
// kind or length.
CHECKED enum status trends_read(
	struct trending *trending, const struct web_visit *visit, struct fault *fault);

// A text of the page; noted where there is no memory.
struct text trends_text(struct trending *trending, const char *format, ...) FORMAT(2, 3);
void *trends_array(struct trending *trending, size_t count, size_t size);
struct text trends_sentence(
	struct trending *trending, const char *message, const struct place *places, size_t count);

// The name of what a series is of: a team, a role's label, or everybody.
struct text trends_name(struct trending *trending, const struct trend_series *series);

// Why a row has no number, in words; empty where it has.
struct text trends_reason(struct trending *trending, const struct trend *row);

// The parts of the page.
void trends_fill_choices(struct trending *trending);
void trends_fill_keys(struct trending *trending);
void trends_fill_chart(struct trending *trending);
void trends_fill_teams(struct trending *trending);
void trends_fill_table(struct trending *trending);
