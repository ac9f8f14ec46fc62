// SPDX-License-Identifier: MIT
#include "process/audit_report.h"

#include <stdio.h>

#include "json/writer.h"

static void write_of_entry(
	const struct audit_finding *finding, const char *chain, char out[static FINDING_LENGTH])
{
	int number = finding->number, until = finding->until;
	if (finding->fault == AUDIT_FIELDS_CHANGED)
		snprintf(out, FINDING_LENGTH,
			"Chain %s: what entry %d says was changed after it was written.", chain, number);
	else if (finding->fault == AUDIT_LINK_BROKEN)
		snprintf(out, FINDING_LENGTH,
			"Chain %s: entry %d does not follow from the one before it; one of them was changed, "
			"put in or moved.",
			chain, number);
	else if (finding->fault == AUDIT_EMPTIED)
		snprintf(out, FINDING_LENGTH,
			"Chain %s: entry %d was emptied, and no erasure that was asked for says so.", chain,
			number);
	else if (number == until)
		snprintf(out, FINDING_LENGTH, "Chain %s: entry %d is missing.", chain, number);
	else
		snprintf(
			out, FINDING_LENGTH, "Chain %s: entries %d to %d are missing.", chain, number, until);
}

static void write_of_end(
	const struct audit_finding *finding, const char *chain, char out[static FINDING_LENGTH])
{
	int number = finding->number, until = finding->until;
	if (finding->fault == AUDIT_END_CUT)
		snprintf(out, FINDING_LENGTH,
			"Chain %s: its end was cut off: %d entries were written, and after %d there is none.",
			chain, until, number);
	else if (finding->fault == AUDIT_END_ADDED)
		snprintf(out, FINDING_LENGTH,
			"Chain %s: entry %d stands after its end: %d entries were written.", chain, number,
			until);
	else if (finding->fault == AUDIT_HEAD_CHANGED)
		snprintf(out, FINDING_LENGTH,
			"Chain %s: its last entry, %d, is not the one its head was set by.", chain, number);
	else
		snprintf(out, FINDING_LENGTH,
			"Chain %s: its head is missing, so that its end after entry %d is not sure.", chain,
			number);
}

static void write_of_root(
	const struct audit_finding *finding, const char *chain, char out[static FINDING_LENGTH])
{
	int number = finding->number, until = finding->until;
	if (finding->fault == AUDIT_ROOT_SAW_MORE)
		snprintf(out, FINDING_LENGTH, "Chain %s: entry %d is missing, and root %d counted it.",
			chain, number, until);
	else if (finding->fault == AUDIT_ROOT_SAW_OTHER)
		snprintf(out, FINDING_LENGTH,
			"Chain %s: entry %d, or one before it, is another than root %d counted.", chain, number,
			until);
	else
		snprintf(out, FINDING_LENGTH,
			"Chain %s: the whole chain is missing; root %d counted %d entries of it.", chain, until,
			number);
}

static void write_of_chain(
	const struct audit_finding *finding, const char *chain, char out[static FINDING_LENGTH])
{
	if (finding->fault < AUDIT_END_CUT)
		write_of_entry(finding, chain, out);
	else if (finding->fault < AUDIT_ROOT_SAW_MORE)
		write_of_end(finding, chain, out);
	else
		write_of_root(finding, chain, out);
}

void audit_finding_sentence(const struct audit_finding *finding, char out[static FINDING_LENGTH])
{
	char chain[UUID_TEXT_LENGTH + 1];
	int number = finding->number, until = finding->until;
	switch (finding->fault) {
	case AUDIT_ROOT_CHANGED:
		snprintf(out, FINDING_LENGTH,
			"Root %d was changed after it was made, or a root before it was.", number);
		break;
	case AUDIT_ROOT_MISSING:
		snprintf(out, FINDING_LENGTH,
			number == until ? "Root %d is missing." : "Roots %d to %d are missing.", number, until);
		break;
	case AUDIT_ROOT_DIFFERS:
		snprintf(out, FINDING_LENGTH,
			"The chains do not come to root %d: at least one was changed, cut or taken away since.",
			number);
		break;
	case AUDIT_KEPT_UNKNOWN:
		snprintf(out, FINDING_LENGTH,
			"The root of kept line %d is not among those in the database: what it covered was "
			"rewritten or taken away, or the line is not of this database.",
			number + 1);
		break;
	default:
		uuid_format(finding->chain.uuid, chain);
		write_of_chain(finding, chain, out);
		break;
	}
}

void audit_report_print(const struct audit_verification *verification, size_t kept_count)
{
	printf("%zu chains, %zu entries (%zu of them erased), %zu root%s", verification->chains,
		verification->entries, verification->erased, verification->roots,
		verification->roots == 1 ? "" : "s");
	if (kept_count)
		printf(", against %zu kept line%s", kept_count, kept_count == 1 ? "" : "s");
	if (verification->findings)
		printf(
			": %zu finding%s.\n", verification->findings, verification->findings == 1 ? "" : "s");
	else
		puts(": everything is as it was written.");
	if (!kept_count)
		puts("Only a line that was kept off the machine (plimsoll audit root) shows whether all of "
			 "it was rewritten.");
}

void audit_list_begin(bool json)
{
	if (json)
		fputs("{\"entries\":[", stdout);
	else
		printf("%6s  %-20s  %s\n", "number", "when", "who did what");
}

static void print_entry(const struct audit_entry *entry)
{
	char at[INSTANT_TEXT_LENGTH + 1], person[UUID_TEXT_LENGTH + 1];
	if (entry->erased) {
		printf("%6d  erased\n", entry->number);
		return;
	}
	instant_format(entry->at, at);
	printf("%6d  %s  ", entry->number, at);
	if (entry->actor == AUDIT_BY_PERSON) {
		uuid_format(entry->person.uuid, person);
		printf("%s", person);
		if (entry->role != ROLE_COUNT)
			printf(" as %s", role_name(entry->role));
	} else {
		fputs(audit_actor_words(entry->actor), stdout);
	}
	printf(" %s\n", audit_action_sentence(entry->action));
}

static void write_entry(struct json_writer *json, const struct audit_entry *entry)
{
	writer_object(json);
	writer_name(json, "number");
	writer_integer(json, entry->number);
	writer_name(json, "erased");
	writer_boolean(json, entry->erased);
	if (!entry->erased) {
		writer_name(json, "at");
		writer_instant(json, entry->at);
		writer_name(json, "actor");
		writer_text(json, text_of(audit_actor_name(entry->actor)));
		writer_name(json, "action");
		writer_text(json, text_of(audit_action_name(entry->action)));
	}
	if (!entry->erased && entry->actor == AUDIT_BY_PERSON) {
		writer_name(json, "person");
		writer_uuid(json, entry->person.uuid);
		writer_name(json, "role");
		if (entry->role == ROLE_COUNT)
			writer_null(json);
		else
			writer_text(json, text_of(role_name(entry->role)));
	}
	writer_object_end(json);
}

void audit_list_page(bool json, bool first, const struct audit_entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!json) {
			print_entry(&entries[i]);
			continue;
		}
		struct text_builder out;
		struct json_writer writer;
		builder_init(&out);
		writer_start(&writer, &out);
		write_entry(&writer, &entries[i]);
		printf("%s%s", first && i == 0 ? "" : ",", builder_view(&out).start);
		builder_done(&out);
	}
}

void audit_list_end(bool json, bool empty)
{
	if (json)
		puts("]}");
	else if (empty)
		puts("Nothing is on this trail.");
}
