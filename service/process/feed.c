// SPDX-License-Identifier: MIT
#include <string.h>

#include "app/feeds/link.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/trail.h"
#include "store/people.h"
#include "json/writer.h"

static enum status choose(
	const struct options *options, struct desk *desk, struct feed_link *link, struct fault *fault)
{
	const char *person = options->values[OPTION_PERSON], *host = options->values[OPTION_HOST];
	const char *detail = options->values[OPTION_DETAIL];
	int chosen = !!person + !!host + !!options->values[OPTION_PROGRAMME];
	if (chosen != 1)
		return fault_set(fault, STATUS_INVALID, NULL,
			"Say whose calendar: one of --person REFERENCE, --host REFERENCE and --programme.");
	if (strcmp(detail, "neutral") != 0 && strcmp(detail, "type") != 0)
		return fault_set(fault, STATUS_INVALID, "--detail", "This is neutral or type.");
	// A person's holds are theirs alone, as their load is.
	if (person && !desk->setting.organisation.demonstration)
		return fault_set(fault, STATUS_DENIED, "--person",
			"Only the person themselves may make a link to their calendar. This command makes "
			"them in demonstrations; for hosts and the programme it does so everywhere.");
	*link = (struct feed_link){
		.organisation = desk->setting.organisation.id,
		.of = person ? FEED_OF_PERSON
			  : host ? FEED_OF_HOST
					 : FEED_OF_PROGRAMME,
		.detail = strcmp(detail, "type") == 0 ? FEED_TYPE : FEED_NEUTRAL,
		.created_at = clock_now(),
	};
	if (link->of == FEED_OF_PROGRAMME)
		return STATUS_OK;
	struct person found;
	enum status status = person_read(desk->recorder, link->organisation,
		text_of(person ? person : host), &desk->arena, &found, fault);
	if (status == STATUS_OK)
		link->person = found.id;
	return status;
}

static const char *base(const struct options *options)
{
	const char *given = options->values[OPTION_URL];
	return given ? given : "http://127.0.0.1:8080";
}

static void print_link(const struct options *options, const struct token *token)
{
	struct text_builder out;
	builder_init(&out);
	if (options->values[OPTION_JSON]) {
		struct json_writer json;
		struct text_builder address;
		builder_init(&address);
		builder_format(&address, "%s/f/%s.ics", base(options), token->text);
		writer_start(&json, &out);
		writer_object(&json);
		writer_name(&json, "address");
		writer_text(&json, builder_view(&address));
		writer_object_end(&json);
		builder_done(&address);
	} else {
		builder_format(&out, "%s/f/%s.ics", base(options), token->text);
	}
	puts(builder_view(&out).start);
	builder_done(&out);
}

static enum status make(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct feed_link link;
	struct token token;
	struct audit_actor by = trail_operator(desk);
	enum status status = choose(options, desk, &link, fault);
	if (status == STATUS_OK)
		status = feed_link_make(
			desk->recorder, &link, text_of(options->values[OPTION_LABEL]), &by, &token, fault);
	if (status == STATUS_OK)
		print_link(options, &token);
	return status;
}

static const char *detail_name(enum feed_detail detail)
{
	return detail == FEED_TYPE ? "type" : "neutral";
}

static void print_table(const struct link_seen *list, size_t count)
{
	printf("%-36s  %-20s  %-20s  %-7s  %s\n", "id", "label", "made", "detail", "last read");
	for (size_t i = 0; i < count; i++) {
		const struct link_seen *seen = &list[i];
		char id[UUID_TEXT_LENGTH + 1], at[INSTANT_TEXT_LENGTH + 1];
		uuid_format(seen->link.id.uuid, id);
		instant_format(seen->link.created_at, at);
		printf("%s  %-20.*s  %s  %-7s  ", id, TEXT_ARGUMENTS(seen->link.label), at,
			detail_name(seen->link.detail));
		if (!seen->read_count)
			printf("never");
		for (size_t j = 0; j < seen->read_count; j++) {
			instant_format(seen->reads[j].read_at, at);
			printf("%s%.16sZ by %s", j ? ", " : "", at, reads_client_name(seen->reads[j].client));
		}
		puts("");
	}
}

static void write_link(struct json_writer *json, const struct link_seen *seen)
{
	writer_object(json);
	writer_name(json, "id");
	writer_uuid(json, seen->link.id.uuid);
	writer_name(json, "label");
	writer_text(json, seen->link.label);
	writer_name(json, "detail");
	writer_text(json, text_of(detail_name(seen->link.detail)));
	writer_name(json, "made_at");
	writer_instant(json, seen->link.created_at);
	writer_name(json, "read_by");
	writer_array(json);
	for (size_t i = 0; i < seen->read_count; i++) {
		writer_object(json);
		writer_name(json, "client");
		writer_text(json, text_of(reads_client_name(seen->reads[i].client)));
		writer_name(json, "reads");
		writer_integer(json, seen->reads[i].reads);
		writer_name(json, "last_read_at");
		writer_instant(json, seen->reads[i].read_at);
		writer_object_end(json);
	}
	writer_array_end(json);
	writer_object_end(json);
}

static void print_json(const struct link_seen *list, size_t count)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "links");
	writer_array(&json);
	for (size_t i = 0; i < count; i++)
		write_link(&json, &list[i]);
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

static enum status list(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct feed_link link;
	struct link_seen *seen = NULL;
	size_t count = 0;
	struct audit_actor by = trail_operator(desk);
	enum status status = choose(options, desk, &link, fault);
	if (status == STATUS_OK)
		status = feed_link_list(desk->recorder, &link, &by, &desk->arena, &seen, &count, fault);
	if (status == STATUS_OK && options->values[OPTION_JSON])
		print_json(seen, count);
	else if (status == STATUS_OK)
		print_table(seen, count);
	return status;
}

static enum status renew(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct link_id id;
	struct token token;
	struct audit_actor by = trail_operator(desk);
	if (!uuid_parse(text_of(options->arguments[1]), &id.uuid))
		return fault_set(fault, STATUS_INVALID, NULL,
			"This is no id of a link, as plimsoll feed list tells it.");
	enum status status =
		feed_link_renew(desk->recorder, &desk->setting.organisation, id, &by, &token, fault);
	if (status == STATUS_OK)
		print_link(options, &token);
	return status;
}

static enum status end(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct link_id id;
	char line[2048];
	struct audit_actor by = trail_operator(desk);
	struct text link = text_of(options->arguments[1]);
	// What is in the arguments can be seen by everybody on the machine.
	if (text_is(link, "-"))
		link = fgets(line, sizeof line, stdin) ? text_trim(text_of(line)) : text_of("");
	if (uuid_parse(link, &id.uuid))
		return feed_link_end_by_id(desk->recorder, &desk->setting.organisation, id, &by, fault);
	return feed_link_end(desk->recorder, link, &by, fault);
}

int command_feed(const struct options *options)
{
	static const struct {
		const char *name;
		size_t arguments;
		enum status (*run)(const struct options *options, struct desk *desk, struct fault *fault);
	} verbs[] = {{"new", 1, make}, {"list", 1, list}, {"rotate", 2, renew}, {"end", 2, end}};
	struct desk desk;
	struct fault fault = {.status = STATUS_OK};
	size_t verb = 0, count = sizeof verbs / sizeof verbs[0];
	while (verb < count && strcmp(options->arguments[0], verbs[verb].name) != 0)
		verb++;
	if (verb == count || (size_t)options->argument_count != verbs[verb].arguments) {
		fault_set(&fault, STATUS_INVALID, NULL,
			"Usage: plimsoll feed new or list with --person, --host or --programme, plimsoll feed "
			"rotate ID, or plimsoll feed end LINK, ID or - (from standard input)");
		command_failed(&fault);
		return 2;
	}
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK)
		status = verbs[verb].run(options, &desk, &fault);
	desk_close(&desk);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
