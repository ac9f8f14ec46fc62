// SPDX-License-Identifier: MIT
#include "app/organisation/help_lines.h"

#include "app/audits/audit.h"
#include "words/words.h"

// What a force in England and Wales starts from, as their own pages gave them on that day.
#define CHECKED_AT ((struct instant){INT64_C(1795651200)}) // 2026-11-26
static const struct {
	const char *name, *note, *number;
	enum help_line_means means;
} shipped[HELP_LINES_SHIPPED] = {
	{MESSAGE("Mental Health Crisis Line for the police family"),
		MESSAGE("Any hour. Nothing goes back to your force."), "0300 131 2789", HELP_LINE_CALL},
	{MESSAGE("Samaritans"), MESSAGE("Any hour, about anything."), "116 123", HELP_LINE_CALL},
	{MESSAGE("Shout"), MESSAGE("Any hour, by text message."), "85258", HELP_LINE_WRITE},
	{MESSAGE("NHS 111, option 2"), MESSAGE("Any hour."), "111", HELP_LINE_CALL},
};

void help_lines_shipped(struct help_line out[static HELP_LINES_SHIPPED])
{
	for (size_t i = 0; i < HELP_LINES_SHIPPED; i++) {
		out[i] = (struct help_line){.number = text_of(shipped[i].number),
			.means = shipped[i].means,
			.checked_at = CHECKED_AT};
		for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
			out[i].name[language] = words((enum language)language, shipped[i].name);
			out[i].note[language] = words((enum language)language, shipped[i].note);
		}
	}
}

enum status help_lines_read(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct help_line **out, size_t *count, struct fault *fault)
{
	struct help_line *lines;
	size_t own;
	enum status status = help_lines_list(connection, organisation, arena, &lines, &own, fault);
	if (status == STATUS_OK && own == 0) {
		lines = arena_array(arena, HELP_LINES_SHIPPED, sizeof *lines);
		if (!lines)
			return fault_memory(fault);
		help_lines_shipped(lines);
		own = HELP_LINES_SHIPPED;
	}
	if (status == STATUS_OK) {
		*out = lines;
		*count = own;
	}
	return status;
}

static enum status check(const struct help_line *line, size_t number, struct fault *fault)
{
	static const struct {
		const char *field, *sentence;
	} faults[] = {
		[HELP_LINE_WITHOUT_NAME] = {"name", "A help line needs a name of at most 80 bytes in "
											"English and in Welsh."},
		[HELP_LINE_LONG_NOTE] = {"note", "A note has at most 160 bytes."},
		[HELP_LINE_WRONG_NUMBER] = {"number", "A number has 3 to 15 digits, with blanks between "
											  "them, and may begin with a plus."},
	};
	char where[32];
	enum help_line_fault found = help_line_check(line);
	if (found == HELP_LINE_FAULTLESS)
		return STATUS_OK;
	snprintf(where, sizeof where, "%zu: %s", number, faults[found].field);
	return fault_set(fault, STATUS_INVALID, where, "%s", faults[found].sentence);
}

enum status help_lines_change(struct connection *connection, const struct audit_actor *by,
	const struct help_line *lines, size_t count, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (count == 0 || count > HELP_LINES_LIMIT)
		return fault_set(fault, STATUS_INVALID, "help lines",
			"There have to be 1 to %d of them: nobody is left without a number to call.",
			HELP_LINES_LIMIT);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = check(&lines[i], i + 1, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = help_lines_replace(connection, by->organisation, lines, count, fault);
	if (status == STATUS_OK)
		status = audit_add_organisation(connection, by, AUDIT_SETTINGS_CHANGED, fault);
	return transaction_end(connection, status, fault);
}
