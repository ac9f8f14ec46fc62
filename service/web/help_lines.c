// SPDX-License-Identifier: MIT
#include "web/help_lines.h"

#include "web/moment.h"
#include "web/visit.h"
#include "words/words.h"

#define KNOWN_MICROSECONDS INT64_C(1000000)

static void read_anew(struct web_worker *worker)
{
	const struct setting *setting;
	struct help_line *lines;
	size_t count;
	struct arena arena;
	struct fault none = {.status = STATUS_OK};
	arena_init(&arena);
	struct connection *connection;
	enum status status = web_setting(worker, &setting, &none);
	if (status == STATUS_OK) // which may be known without a connection
		status = web_connection(worker, &connection, &none);
	if (status == STATUS_OK)
		status =
			help_lines_read(connection, setting->organisation.id, &arena, &lines, &count, &none);
	if (status != STATUS_OK) {
		arena_done(&arena);
		return;
	}
	arena_done(&worker->help_arena);
	worker->help_arena = arena;
	worker->help_lines = lines;
	worker->help_line_count = count;
}

void help_lines_known(struct web_worker *worker, const struct help_line **out, size_t *count)
{
	int64_t now = worker->options->monotonic_microseconds();
	bool tried = worker->help_checked;
	if (!tried || (worker->connection && now - worker->help_checked >= KNOWN_MICROSECONDS)) {
		worker->help_checked = now;
		read_anew(worker);
	}
	if (!worker->help_lines) {
		help_lines_shipped(worker->help_shipped);
		worker->help_lines = worker->help_shipped;
		worker->help_line_count = HELP_LINES_SHIPPED;
	}
	*out = worker->help_lines;
	*count = worker->help_line_count;
}

static struct text checked_on(const struct web_call *call, struct instant at)
{
	struct text_builder date;
	builder_init(&date);
	words_date(&date, call->language, civil_of(at), DATE_PLAIN);
	struct place place = {"date", builder_view(&date)};
	struct text said =
		moment_sentence(call, words(call->language, MESSAGE("checked on {date}")), &place, 1);
	builder_done(&date);
	return said;
}

bool help_lines_fill(const struct web_call *call, struct page_foot *out)
{
	const struct help_line *known;
	size_t count;
	help_lines_known(call->worker, &known, &count);
	struct page_foot foot = {
		.lines = arena_array(call->request->arena, count, sizeof *foot.lines),
		.help_href = visit_address(call, "/help-now"),
	};
	for (size_t i = 0; foot.lines && i < count; i++) {
		char address[HELP_LINE_ADDRESS_SIZE];
		if (!help_line_address(&known[i], address))
			continue;
		struct page_help_line line = {
			.name = known[i].name[call->language],
			.note = known[i].note[call->language],
			.noted = known[i].note[call->language].length > 0,
			.checked = checked_on(call, known[i].checked_at),
			.href = text_copy(call->request->arena, text_of(address)),
			.digits = known[i].number,
		};
		if (!line.checked.start || !line.href.start)
			return false;
		foot.lines[foot.lines_count++] = line;
	}
	if (!foot.lines || !foot.help_href.start)
		return false;
	*out = foot;
	return true;
}
