// SPDX-License-Identifier: MIT
#include <string.h>

#include "app/feeds/link.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/workplace.h"
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
	enum status status = choose(options, desk, &link, fault);
	if (status == STATUS_OK)
		status = feed_link_make(
			desk->recorder, &link, text_of(options->values[OPTION_LABEL]), &token, fault);
	if (status == STATUS_OK)
		print_link(options, &token);
	return status;
}

int command_feed(const struct options *options)
{
	struct desk desk;
	struct fault fault = {.status = STATUS_OK};
	const char *what = options->arguments[0];
	bool new = strcmp(what, "new") == 0 && options->argument_count == 1;
	bool end = strcmp(what, "end") == 0 && options->argument_count == 2;
	if (!new && !end) {
		fault_set(&fault, STATUS_INVALID, NULL,
			"Usage: plimsoll feed new --person REFERENCE, or plimsoll feed end LINK");
		command_failed(&fault);
		return 2;
	}
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK && new)
		status = make(options, &desk, &fault);
	else if (status == STATUS_OK)
		status = feed_link_end(desk.recorder, text_of(options->arguments[1]), clock_now(), &fault);
	desk_close(&desk);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
