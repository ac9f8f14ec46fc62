// SPDX-License-Identifier: MIT
#include "store/exposures.h"

#include "store/copying.h"

// The columns of exposure_add.sql that are not members of an exposure as they stand.
struct columns {
	struct text *involvements, *modifiers, *sources;
	int32_t *minutes, *items;
};

// The modifiers with blanks between, in the arena; start is NULL when out of memory.
static struct text join_modifiers(struct arena *arena, const struct exposure *exposure)
{
	struct text_builder builder;
	builder_init(&builder);
	for (size_t i = 0; i < exposure->modifier_count; i++) {
		if (i)
			builder_character(&builder, ' ');
		builder_add(&builder, exposure->modifiers[i]);
	}
	struct text joined =
		builder.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&builder));
	builder_done(&builder);
	return joined;
}

static bool columns_fill(struct columns *columns, struct arena *arena,
	const struct logged_exposure *exposures, size_t count)
{
	*columns = (struct columns){
		.involvements = arena_array(arena, count, sizeof *columns->involvements),
		.modifiers = arena_array(arena, count, sizeof *columns->modifiers),
		.sources = arena_array(arena, count, sizeof *columns->sources),
		.minutes = arena_array(arena, count, sizeof *columns->minutes),
		.items = arena_array(arena, count, sizeof *columns->items),
	};
	if (!columns->involvements || !columns->modifiers || !columns->sources || !columns->minutes ||
		!columns->items)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct exposure *exposure = &exposures[i].exposure;
		columns->involvements[i] = text_of(involvement_name(exposure->involvement));
		columns->modifiers[i] = join_modifiers(arena, exposure);
		columns->sources[i] = exposure->source == EXPOSURE_SELF ? TEXT("self") : TEXT("import");
		columns->minutes[i] = exposure->minutes > 0 ? exposure->minutes : 0;
		columns->items[i] = exposure->items > 0 ? exposure->items : 0;
		if (!columns->modifiers[i].start)
			return false;
	}
	return true;
}

enum status exposure_add(struct connection *connection, struct organisation_id organisation,
	int32_t policy_version, struct instant recorded_at, const struct logged_exposure *exposures,
	size_t count, size_t *added, struct fault *fault)
{
	struct arena arena;
	struct columns columns;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	if (!columns_fill(&columns, &arena, exposures, count)) {
		arena_done(&arena);
		return fault_memory(fault);
	}
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, recorded_at);
	parameter_integer(&values, policy_version);
	parameter_each_uuid(&values, OF_EACH(exposures, exposure.person.uuid), count);
	parameter_each_uuid(&values, OF_EACH(exposures, exposure.id.uuid), count);
	parameter_each_instant(&values, OF_EACH(exposures, exposure.occurred_at), count);
	parameter_each_text(&values, OF_EACH(exposures, exposure.category), count);
	parameter_texts(&values, columns.involvements, count);
	parameter_texts(&values, columns.modifiers, count);
	parameter_integers(&values, columns.minutes, count);
	parameter_integers(&values, columns.items, count);
	parameter_texts(&values, columns.sources, count);
	parameter_each_uuid(&values, OF_EACH(exposures, exposure.corrects.uuid), count);
	parameter_each_number(&values, OF_EACH(exposures, dose), count);
	enum status status = query_run(connection, QUERY_EXPOSURE_ADD, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*added = (size_t)rows_changed(rows);
	rows_free(rows);
	return STATUS_OK;
}

// Splits modifiers with blanks between; what is beyond the limit cannot have been written.
static void split_modifiers(struct text joined, struct exposure *exposure)
{
	while (joined.length && exposure->modifier_count < EXPOSURE_MODIFIERS_LIMIT)
		exposure->modifiers[exposure->modifier_count++] = text_cut(&joined, ' ');
}

// What a kind of exposure is: category, involvement and modifiers, in columns from `column` on.
static void read_kind(const struct rows *rows, int row, int column, struct arena *arena,
	struct exposure *out, bool *failed)
{
	out->category = row_copy(arena, rows, row, column, failed);
	if (!involvement_parse(row_text(rows, row, column + 1), &out->involvement))
		*failed = true;
	split_modifiers(row_copy(arena, rows, row, column + 2, failed), out);
}

// A row of exposure_log.sql.
static struct logged_exposure read_standing(
	const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	struct logged_exposure logged = {
		.exposure =
			{
				.person = {row_uuid(rows, row, 0)},
				.id = {row_uuid(rows, row, 1)},
				.occurred_at = row_instant(rows, row, 2),
				.minutes = (int32_t)row_integer(rows, row, 6),
				.items = (int32_t)row_integer(rows, row, 7),
			},
		.dose = row_number(rows, row, 8),
		.policy_version = (int32_t)row_integer(rows, row, 9),
	};
	read_kind(rows, row, 3, arena, &logged.exposure, failed);
	return logged;
}

// The first thirteen columns of exposure_known.sql and exposure_list.sql.
static struct logged_exposure read_whole(
	const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	struct logged_exposure logged = {
		.exposure =
			{
				.person = {row_uuid(rows, row, 0)},
				.id = {row_uuid(rows, row, 1)},
				.occurred_at = row_instant(rows, row, 2),
				.recorded_at = row_instant(rows, row, 3),
				.minutes = (int32_t)row_integer(rows, row, 7),
				.items = (int32_t)row_integer(rows, row, 8),
				.source = text_is(row_text(rows, row, 9), "self") ? EXPOSURE_SELF : EXPOSURE_IMPORT,
				.corrects = {row_uuid(rows, row, 10)},
			},
		.dose = row_number(rows, row, 11),
		.policy_version = (int32_t)row_integer(rows, row, 12),
	};
	read_kind(rows, row, 4, arena, &logged.exposure, failed);
	return logged;
}

static struct known_exposure read_known(
	const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	struct known_exposure known = {
		.first = read_whole(rows, row, arena, failed),
		.last =
			{
				.exposure =
					{
						.person = {row_uuid(rows, row, 0)},
						.id = {row_uuid(rows, row, 13)},
						.occurred_at = row_instant(rows, row, 14),
					},
				.dose = row_number(rows, row, 18),
				.policy_version = (int32_t)row_integer(rows, row, 19),
			},
		.earliest_at = row_instant(rows, row, 20),
		.by_import = row_boolean(rows, row, 21),
	};
	read_kind(rows, row, 15, arena, &known.last.exposure, failed);
	return known;
}

enum status exposure_known(struct connection *connection, const struct person_id *people,
	const struct exposure_id *ids, size_t asked, struct arena *arena, struct known_exposure **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	parameter_uuids(&values, &ids->uuid, asked);
	enum status status = query_run(connection, QUERY_EXPOSURE_KNOWN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct known_exposure *known = arena_array(arena, (size_t)number, sizeof *known);
	for (int i = 0; known && i < number; i++)
		known[i] = read_known(rows, i, arena, &failed);
	status = rows_taken(rows, failed || !known, fault);
	if (status == STATUS_OK) {
		*out = known;
		*count = (size_t)number;
	}
	return status;
}

typedef struct logged_exposure read_row(
	const struct rows *rows, int row, struct arena *arena, bool *failed);

// All rows by `read`; frees them.
static enum status take_log(struct rows *rows, read_row *read, struct arena *arena,
	struct logged_exposure **out, size_t *count, struct fault *fault)
{
	bool failed = false;
	int number = rows_count(rows);
	struct logged_exposure *log = arena_array(arena, (size_t)number, sizeof *log);
	for (int i = 0; log && i < number; i++)
		log[i] = read(rows, i, arena, &failed);
	enum status status = rows_taken(rows, failed || !log, fault);
	if (status == STATUS_OK) {
		*out = log;
		*count = (size_t)number;
	}
	return status;
}

enum status exposure_log(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct logged_exposure **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	enum status status = query_run(connection, QUERY_EXPOSURE_LOG, &values, &rows, fault);
	return status == STATUS_OK ? take_log(rows, read_standing, arena, out, count, fault) : status;
}

enum status exposure_list(struct connection *connection, struct person_id person,
	struct instant after_at, struct exposure_id after_id, int32_t most, struct arena *arena,
	struct logged_exposure **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, after_at);
	parameter_uuid(&values, after_id.uuid);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_EXPOSURE_LIST, &values, &rows, fault);
	return status == STATUS_OK ? take_log(rows, read_whole, arena, out, count, fault) : status;
}
