// SPDX-License-Identifier: MIT
#include "core/disclosure.h"

#include <assert.h>
#include <math.h>

#define NEAR 1e-6 // of whole numbers, below which nothing is different from nothing

// Rows are equations with one basic column each, whose value is their last entry. Columns are the
// cells that are not known, then one artificial column for each row.
struct program {
	double *entries;
	size_t *basic; // column of each row
	size_t rows, cells, width;
};

// What cells are known, and where the others are among the columns.
struct system {
	const struct disclosure_sum *published;
	size_t published_count;
	const double *least;
	bool *known;
	double *value; // above the least
	size_t *column;
	size_t cell_count;
	struct program program;
};

bool disclosure_is_exact(struct disclosure_range range)
{
	return floor(range.most + NEAR) - ceil(range.least - NEAR) < 0.5;
}

static double *row_of(const struct program *program, size_t row)
{
	return program->entries + row * program->width;
}

// What is left of an equation, and how many cells that are not known it has.
static size_t left_of(const struct system *system, const struct disclosure_sum *sum, double *total,
	const struct disclosure_term **open)
{
	size_t count = 0;
	*total = sum->total;
	for (size_t i = 0; i < sum->count; i++) {
		const struct disclosure_term *term = &sum->terms[i];
		assert(term->cell < system->cell_count);
		*total -= term->factor * system->least[term->cell];
		if (system->known[term->cell]) {
			*total -= term->factor * system->value[term->cell];
		} else {
			*open = term;
			count++;
		}
	}
	return count;
}

static enum status contradiction(struct fault *fault)
{
	return fault_set(
		fault, STATUS_CONFLICT, "disclosure", "What was published contradicts itself.");
}

// Puts in what one equation says by itself, until none does.
static enum status put_in(struct system *system, struct fault *fault)
{
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < system->published_count; i++) {
			const struct disclosure_term *open = NULL;
			double total;
			size_t count = left_of(system, &system->published[i], &total, &open);
			if (count == 0 && fabs(total) > NEAR)
				return contradiction(fault);
			if (count != 1)
				continue;
			if (total / open->factor < -NEAR)
				return contradiction(fault);
			system->known[open->cell] = true;
			system->value[open->cell] = total / open->factor;
			again = true;
		}
	}
	return STATUS_OK;
}

static void pivot(struct program *program, double *costs, size_t row, size_t column)
{
	double *by = row_of(program, row), factor = 1 / by[column];
	for (size_t j = 0; j < program->width; j++)
		by[j] *= factor;
	for (size_t i = 0; i <= program->rows; i++) {
		double *entries = i < program->rows ? row_of(program, i) : costs;
		double times = entries[column];
		if (i == row || fabs(times) < NEAR * NEAR)
			continue;
		for (size_t j = 0; j < program->width; j++)
			entries[j] -= times * by[j];
	}
	program->basic[row] = column;
}

// Bland 1977: the first column that makes it less, and of the rows that allow least of it the one
// whose basic column comes first. False where nothing ever stops it.
static bool minimise(struct program *program, double *costs, size_t columns)
{
	for (;;) {
		size_t column = 0, leaves = program->rows;
		double least = INFINITY;
		while (column < columns && costs[column] > -NEAR)
			column++;
		if (column == columns)
			return true;
		for (size_t i = 0; i < program->rows; i++) {
			const double *row = row_of(program, i);
			if (row[column] < NEAR)
				continue;
			double ratio = row[program->width - 1] / row[column];
			bool first = leaves < program->rows && ratio < least + NEAR * NEAR &&
						 program->basic[i] < program->basic[leaves];
			if (ratio < least - NEAR * NEAR || first) {
				least = ratio < least ? ratio : least;
				leaves = i;
			}
		}
		if (leaves == program->rows)
			return false;
		pivot(program, costs, leaves, column);
	}
}

// Costs as they are seen from the basic columns, which cost nothing then.
static void price_out(const struct program *program, double *costs)
{
	for (size_t i = 0; i < program->rows; i++) {
		const double *row = row_of(program, i);
		double times = costs[program->basic[i]];
		for (size_t j = 0; times != 0 && j < program->width; j++)
			costs[j] -= times * row[j];
	}
}

static void fill_row(const struct system *system, const struct disclosure_sum *sum, size_t row)
{
	const struct program *program = &system->program;
	const struct disclosure_term *open = NULL;
	double total, *entries = row_of(program, row);
	left_of(system, sum, &total, &open);
	double sign = total < 0 ? -1 : 1;
	for (size_t i = 0; i < sum->count; i++) {
		if (!system->known[sum->terms[i].cell])
			entries[system->column[sum->terms[i].cell]] = sign * sum->terms[i].factor;
	}
	entries[program->cells + row] = 1;
	entries[program->width - 1] = sign * total;
}

static enum status make_program(struct system *system, struct arena *arena, struct fault *fault)
{
	struct program *program = &system->program;
	const struct disclosure_term *open = NULL;
	double total;
	for (size_t i = 0; i < system->cell_count; i++) {
		if (!system->known[i])
			system->column[i] = program->cells++;
	}
	for (size_t i = 0; i < system->published_count; i++)
		program->rows += left_of(system, &system->published[i], &total, &open) > 0;
	program->width = program->cells + program->rows + 1;
	program->entries = arena_array(arena, program->rows * program->width, sizeof(double));
	program->basic = arena_array(arena, program->rows, sizeof *program->basic);
	if (!program->entries || !program->basic)
		return fault_memory(fault);
	for (size_t i = 0; i < program->rows * program->width; i++)
		program->entries[i] = 0;
	for (size_t i = 0, row = 0; i < system->published_count; i++) {
		if (left_of(system, &system->published[i], &total, &open) == 0)
			continue;
		program->basic[row] = program->cells + row;
		fill_row(system, &system->published[i], row++);
	}
	return STATUS_OK;
}

// Numbers that fit: the artificial columns become nothing, and leave where a cell can take their
// place. A row where none can says what others say.
static enum status begin(struct program *program, double *costs, struct fault *fault)
{
	for (size_t j = 0; j < program->width; j++)
		costs[j] = j >= program->cells && j + 1 < program->width ? 1 : 0;
	price_out(program, costs);
	bool ends = minimise(program, costs, program->width - 1);
	assert(ends);
	if (-costs[program->width - 1] > NEAR)
		return contradiction(fault);
	for (size_t i = 0; i < program->rows; i++) {
		size_t column = 0;
		while (column < program->cells && fabs(row_of(program, i)[column]) < NEAR)
			column++;
		if (program->basic[i] >= program->cells && column < program->cells)
			pivot(program, costs, i, column);
	}
	return STATUS_OK;
}

// The least of `sign` times what is asked for, of the cells that are not known.
static double least_of(
	struct system *system, const struct disclosure_sum *asked, double sign, double *costs)
{
	struct program *program = &system->program;
	for (size_t j = 0; j < program->width; j++)
		costs[j] = 0;
	for (size_t i = 0; i < asked->count; i++) {
		if (!system->known[asked->terms[i].cell])
			costs[system->column[asked->terms[i].cell]] = sign * asked->terms[i].factor;
	}
	price_out(program, costs);
	return minimise(program, costs, program->cells) ? -costs[program->width - 1] : -INFINITY;
}

static struct disclosure_range range_of(
	struct system *system, const struct disclosure_sum *asked, double *costs)
{
	double base = 0;
	for (size_t i = 0; i < asked->count; i++) {
		const struct disclosure_term *term = &asked->terms[i];
		base += term->factor * system->least[term->cell];
		if (system->known[term->cell])
			base += term->factor * system->value[term->cell];
	}
	return (struct disclosure_range){
		.least = base + least_of(system, asked, 1, costs),
		.most = base - least_of(system, asked, -1, costs),
	};
}

enum status disclosure_ranges(const struct disclosure_sum *published, size_t published_count,
	const double *least, size_t cell_count, const struct disclosure_sum *asked, size_t asked_count,
	struct arena *arena, struct disclosure_range *out, struct fault *fault)
{
	struct system system = {
		.published = published,
		.published_count = published_count,
		.least = least,
		.known = arena_array(arena, cell_count, sizeof *system.known),
		.value = arena_array(arena, cell_count, sizeof *system.value),
		.column = arena_array(arena, cell_count, sizeof *system.column),
		.cell_count = cell_count,
	};
	if (!system.known || !system.value || !system.column)
		return fault_memory(fault);
	for (size_t i = 0; i < cell_count; i++)
		system.known[i] = false;
	enum status status = put_in(&system, fault);
	if (status == STATUS_OK)
		status = make_program(&system, arena, fault);
	if (status != STATUS_OK)
		return status;
	double *costs = arena_array(arena, system.program.width, sizeof *costs);
	if (!costs)
		return fault_memory(fault);
	status = begin(&system.program, costs, fault);
	for (size_t i = 0; status == STATUS_OK && i < asked_count; i++)
		out[i] = range_of(&system, &asked[i], costs);
	return status;
}
