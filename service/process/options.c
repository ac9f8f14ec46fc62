// SPDX-License-Identifier: MIT
#include "process/options.h"

#include <string.h>

#include "process/commands.h"

static const struct {
	const char *name, *value, *fallback;
	int commands;
	const char *help;
} specifications[OPTION_COUNT] = {
#define OPTION(name, text, value, fallback, commands, help)                                        \
	[OPTION_##name] = {text, value, fallback, commands, help},
#include "process/options.def"
#undef OPTION
};

static const struct command commands[] = {
	{"serve", "", "run the service",
		"Starts the embedded database unless --database names "
		"another, brings the schema up to date, and answers until it is told to stop.",
		ON_SERVE, 0, 0, command_serve},
	{"demo", "", "fill a database with people who are not real",
		"300 people in 12 teams and two years of what they met (docs/demonstration.md), in an "
		"empty database or where a demonstration was begun. Doing it again adds nothing; real "
		"people's databases are refused.",
		ON_DEMO, 0, 0, command_demo},
	{"import", "dispatch|staff FILE", "record exposures from a dispatch export, or take over staff",
		"Reads a CSV file by a mapping (docs/import.md, docs/staff.md). Importing a file again, "
		"or one that overlaps it, adds nothing twice. Try it with --dry-run first.",
		ON_IMPORT, 2, 2, command_import},
	{"absence", "import FILE", "take in when people are away",
		"Reads a CSV file with the columns number, from and until (docs/rosters.md). What it says "
		"of somebody takes the place of what was known; why somebody is away is not kept. Try it "
		"with --dry-run first.",
		ON_ABSENCE, 2, 2, command_absence},
	{"roster", "import FILE | pattern NAME", "take in what people are on duty for",
		"import reads a CSV file with the columns person, start, end and kind (docs/rosters.md): "
		"of "
		"everybody whom it names it says all of the time that it covers. pattern has the people of "
		"--team, or --person, work a shift pattern from --since to --until, a cycle of which "
		"begins on --anchor; without NAME it lists them. Try them with --dry-run first.",
		ON_ROSTER, 1, 2, command_roster},
	{"pattern", "list | add FILE [NAME] | remove NAME", "keep shift patterns of your own",
		"A shift pattern of your own is an iCalendar file of the same form as those that are "
		"shipped (docs/rosters.md), and is named after the file, or NAME. add with a name of your "
		"own that is taken puts everybody who is on it on the new one, from today on; remove is "
		"refused while somebody is on it. Try them with --dry-run first.",
		ON_PATTERN, 1, 3, command_pattern},
	{"host", "list | sessions|preview REFERENCE | hours … | calendar …",
		"see and say when hosts are available",
		"What hosts do on the page of when they are available. list shows who leads sessions. "
		"hours "
		"list|add REFERENCE and hours remove REFERENCE ID are about when: of each week (--days, "
		"--from, --to) or of one date (--on, --away). sessions REFERENCE shows what theirs are "
		"like, or changes it. calendar list REFERENCE, calendar add REFERENCE FILE|ADDRESS|- and "
		"calendar remove REFERENCE ID are about calendars elsewhere that keep them busy, with when "
		"they were last read and what went wrong; - reads an address from standard input, where "
		"other users of the machine do not see it. preview REFERENCE shows what it comes to in two "
		"weeks. Each is on the host's trail (docs/calendars.md).",
		ON_HOST, 1, 4, command_host},
	{"holidays", "import FILE", "take in public holidays",
		"Reads an iCalendar file of the holidays of --nation in place of those that are known from "
		"its first day to its last, such as https://www.gov.uk/bank-holidays/scotland.ics.",
		ON_HOLIDAYS, 2, 2, command_holidays},
	{"plan", "", "plan what nobody has answered again",
		"Plans all sessions that are held or looked for together, and moves people as every night "
		"(docs/plan.md). What it comes to is told in numbers of ten people or more. Try it with "
		"--dry-run first.",
		ON_PLAN, 0, 0, command_plan},
	{"mapping", "list | save NAME FILE | show|remove NAME", "keep mappings by name",
		"A mapping is checked against the policy in force when it is saved, and again whenever "
		"it is used. Saving under a name that is taken replaces what was there.",
		ON_MAPPING, 1, 3, command_mapping},
	{"feed", "new | list | rotate ID | end LINK|ID|-", "make, list, renew or end calendar links",
		"A new link is shown once; only its hash is kept. Whoever has it can read the calendar. "
		"Afterwards it goes by the id that list tells, beside what last read it and when. After "
		"end, - "
		"reads the link from standard input, where other users of the machine do not see it.",
		ON_FEED, 1, 2, command_feed},
	{"account", "add|roles|link|leave REFERENCE | list",
		"keep the accounts that people sign in with",
		"add makes an account for the person of a reference and prints an invitation, which is "
		"used once within seven days. link prints a new one, or one to choose another password. "
		"leave ends an account: sessions and calendar links too, and what the person would have "
		"attended is let go. Nobody sees a password here, nor can set one.",
		ON_ACCOUNT, 1, 2, command_account},
	{"load", "[REFERENCE]", "show the loads of a demonstration's people",
		"A real person's load is theirs alone: in any other organisation this is refused.", ON_LOAD,
		0, 1, command_load},
	{"policy", "check | try | list | show | diff | …",
		"check policy documents, try one on the past, and put one in force",
		"check FILE names every fault with its path; the shipped ones are default and "
		"equal-weights. try POLICY replays the log under a policy and tells what it would have "
		"raised and asked for, beside the policy in force; nobody is named, and nothing of fewer "
		"than ten people is told. list shows the versions, show [VERSION] one of them. diff A B "
		"says in words what differs; each is a version's number, in-force, a file or a shipped "
		"one. propose FILE opens a proposal to staff for 14 days; then a second person may approve "
		"VERSION or withdraw VERSION. staff-view VERSION BODY DAY agrees|disagrees|none [NOTE] "
		"records what the staff side says (docs/policy.md).",
		ON_POLICY, 1, 6, command_policy},
	{"programme", "adopt HOST…", "take over the shipped programme of sessions",
		"The people with these references lead it: the first is host 1 of calendars/.",
		ON_PROGRAMME, 2, ARGUMENTS_LIMIT, command_programme},
	{"audit", "root | verify | list | disclosure",
		"verify who looked at what, and what trends hide",
		"root prints a line to keep off the machine; verify finds what was changed or taken away, "
		"also since a line was kept. list shows the trail of --person, or of the organisation; "
		"looking at a person's is added to it (docs/audit.md). disclosure tries to work out what "
		"trends withhold from all that they have published, and fails where that is possible "
		"(docs/trends.md).",
		ON_AUDIT, 1, 1, command_audit},
	{"retention", "show | set KIND PERIOD | run", "keep for a while what is kept for a while",
		"The kinds are entries (after leaving), bookings and audit; a period is a number of "
		"months or years. The service lets go of what is older once a day; run does it now "
		"(docs/kept.md).",
		ON_RETENTION, 1, 4, command_retention},
	{"erase", "REFERENCE", "erase everything of somebody who has left",
		"Without --yes it only shows what would be erased. What is erased stands in the file "
		"erasures beside the data, so that restoring a backup does not bring it back "
		"(docs/kept.md).",
		ON_ERASE, 1, 1, command_erase},
	{"rebuild", "", "rebuild everybody's loads and alarms from the log",
		"The log is the truth, and what is stored of lines is rebuilt from it, while the service "
		"runs or not. What was raised stays on record. It may be stopped and done again.",
		ON_REBUILD, 0, 0, command_rebuild},
	{"migrate", "", "bring the database's schema up to date",
		"The service does this by itself when it starts.", ON_MIGRATE, 0, 0, command_migrate},
	{"backup", "FILE", "write a backup",
		"The organisation's key is not in it: keep a copy of the "
		"file named key too.",
		ON_BACKUP, 1, 1, command_backup},
	{"restore", "FILE", "fill an empty database from a backup",
		"Everything or nothing is restored.", ON_RESTORE, 1, 1, command_restore},
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

// The option that "--name" or "--name=value" names, or OPTION_COUNT.
static int option_find(const char *argument, const char **value)
{
	const char *equals = strchr(argument, '=');
	size_t length = equals ? (size_t)(equals - argument) : strlen(argument);
	*value = equals ? equals + 1 : NULL;
	for (int i = 0; i < OPTION_COUNT; i++) {
		const char *name = specifications[i].name;
		if (length == strlen(name) + 2 && strncmp(argument + 2, name, length - 2) == 0)
			return i;
	}
	return OPTION_COUNT;
}

static enum status take_option(const struct command *command, int count, char **arguments, int *at,
	struct options *out, struct fault *fault)
{
	const char *value;
	const char *given = arguments[*at];
	int option = option_find(given, &value);
	if (option == OPTION_COUNT || !(specifications[option].commands & command->bit))
		return fault_set(fault, STATUS_INVALID, given,
			"plimsoll %s has no such option; see plimsoll %s --help.", command->name,
			command->name);
	if (!specifications[option].value) {
		out->values[option] = "";
		return value ? fault_set(fault, STATUS_INVALID, given, "This option takes no value.")
					 : STATUS_OK;
	}
	if (!value && ++*at < count)
		value = arguments[*at];
	if (!value)
		return fault_set(fault, STATUS_INVALID, given, "This option needs a value: %s.",
			specifications[option].value);
	if (option == OPTION_SET) {
		if (out->set_count == SETS_LIMIT)
			return fault_set(
				fault, STATUS_LIMIT, given, "At most %d values are changed.", SETS_LIMIT);
		out->sets[out->set_count++] = value;
	}
	out->values[option] = value;
	return STATUS_OK;
}

enum status options_read(const struct command *command, int count, char **arguments,
	struct options *out, struct fault *fault)
{
	*out = (struct options){.argument_count = 0};
	for (int i = 0; i < OPTION_COUNT; i++)
		out->values[i] = specifications[i].fallback;
	for (int i = 0; i < count; i++) {
		if (strncmp(arguments[i], "--", 2) == 0) {
			enum status status = take_option(command, count, arguments, &i, out, fault);
			if (status != STATUS_OK)
				return status;
		} else if (out->argument_count == command->most) {
			return fault_set(fault, STATUS_INVALID, arguments[i],
				"This is more than plimsoll %s takes; see plimsoll %s --help.", command->name,
				command->name);
		} else {
			out->arguments[out->argument_count++] = arguments[i];
		}
	}
	if (out->argument_count < command->least)
		return fault_set(fault, STATUS_INVALID, NULL, "Usage: plimsoll %s %s", command->name,
			command->arguments);
	return STATUS_OK;
}

void help_print(FILE *out)
{
	fputs("Plimsoll is the load line for people: it logs exposures, lets their load fade by a\n"
		  "stated rule, and offers a session when a line is crossed.\n\n"
		  "Usage: plimsoll COMMAND [OPTION]… [ARGUMENT]…\n\nCommands:\n",
		out);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
	fputs("\nplimsoll COMMAND --help explains one; plimsoll --version tells which this is.\n", out);
}

// Prints words to 78 columns, further lines indented by `indent`; the cursor stands at `indent`.
static void print_wrapped(FILE *out, const char *words, int indent)
{
	int column = indent;
	while (*words) {
		int length = (int)strcspn(words, " ");
		if (column > indent && column + 1 + length > 78) {
			fprintf(out, "\n%*s", indent, "");
			column = indent;
		}
		column += fprintf(out, "%s%.*s", column > indent ? " " : "", length, words);
		words += length;
		words += strspn(words, " ");
	}
	fputc('\n', out);
}

void help_command(FILE *out, const struct command *command)
{
	fprintf(out, "Usage: plimsoll %s%s%s [OPTION]…\n\n", command->name,
		*command->arguments ? " " : "", command->arguments);
	print_wrapped(out, command->explanation, 0);
	fputs("\nOptions:\n", out);
	for (int i = 0; i < OPTION_COUNT; i++) {
		char left[64], help[320];
		if (!(specifications[i].commands & command->bit))
			continue;
		snprintf(left, sizeof left, "--%s%s%s", specifications[i].name,
			specifications[i].value ? " " : "",
			specifications[i].value ? specifications[i].value : "");
		bool stated = specifications[i].fallback && *specifications[i].fallback;
		snprintf(help, sizeof help, "%s%s%s%s", specifications[i].help,
			stated ? " (otherwise " : "", stated ? specifications[i].fallback : "",
			stated ? ")" : "");
		fprintf(out, "  %-24s", left);
		print_wrapped(out, help, 26);
	}
}
