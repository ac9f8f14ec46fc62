// SPDX-License-Identifier: MIT
#include "process/audit_disclosure.h"

#include <math.h>
#include <stdio.h>

#include "app/trends/disclosure.h"
#include "json/writer.h"

struct printing {
	bool json, any;
};

static const char *sentence_of(const char *number)
{
	static const struct {
		const char *number, *sentence;
	} rows[] = {
		{"people", "how many people it has"},
		{"over_line", "how many of it are over their line"},
		{"entries", "how many entries it has"},
		{"minutes", "how many minutes its entries have"},
		{"taken_up", "how many sessions it took up"},
		{"not_taken_up", "how many sessions it did not take up"},
	};
	size_t i = 0;
	while (!text_is(text_of(rows[i].number), number))
		i++;
	return rows[i].sentence;
}

static void write_disclosed(struct printing *printing, const struct trends_disclosed *disclosed)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "weeks");
	writer_integer(&json, disclosed->period->weeks);
	writer_name(&json, "begins_at");
	writer_instant(&json, disclosed->period->during.from);
	writer_name(&json, "measure");
	writer_text(&json, text_of(trend_measure_name(disclosed->group->measure)));
	writer_name(&json, "role");
	writer_text(&json, disclosed->group->role);
	writer_name(&json, "team");
	writer_text(&json, disclosed->group->team_name);
	writer_name(&json, "number");
	writer_text(&json, text_of(disclosed->number));
	writer_object_end(&json);
	printf("%s%s", printing->any ? "," : "", builder_view(&out).start);
	builder_done(&out);
}

static void print_disclosed(void *context, const struct trends_disclosed *disclosed)
{
	struct printing *printing = context;
	const struct trend *group = disclosed->group;
	char begins[INSTANT_TEXT_LENGTH + 1];
	if (printing->json) {
		write_disclosed(printing, disclosed);
	} else {
		instant_format(disclosed->period->during.from, begins);
		struct text name = group->team_name.length ? group->team_name
						   : group->role.length    ? group->role
												   : TEXT("Everybody");
		printf("%.*s, %d week%s from %s, %s: %s can be worked out.\n", TEXT_ARGUMENTS(name),
			disclosed->period->weeks, disclosed->period->weeks == 1 ? "" : "s", begins,
			trend_measure_name(group->measure), sentence_of(disclosed->number));
	}
	printing->any = true;
}

static void print_json_end(const struct trends_attempted *attempted)
{
	printf("],\"periods\":%zu,\"published\":%zu,\"withheld\":%zu,\"contradictory\":%zu,"
		   "\"narrowest\":",
		attempted->periods, attempted->published, attempted->withheld, attempted->contradictory);
	if (isinf(attempted->narrowest))
		puts("null}");
	else
		printf("%.0f}\n", attempted->narrowest);
}

static void print_end(const struct trends_attempted *attempted)
{
	printf("Of %zu periods %zu numbers are published and %zu withheld.\n", attempted->periods,
		attempted->published, attempted->withheld);
	if (attempted->contradictory)
		printf("In %zu cases what is published contradicts itself: it was changed.\n",
			attempted->contradictory);
	if (attempted->disclosed)
		printf("%zu of those withheld can be worked out.\n", attempted->disclosed);
	else if (attempted->withheld && isinf(attempted->narrowest))
		puts("None of those withheld can be worked out, nor how large it is at most.");
	else if (attempted->withheld)
		printf("None of those withheld can be worked out: what is most nearly known of one leaves "
			   "%.0f whole numbers.\n",
			attempted->narrowest + 1);
}

enum status audit_disclosure(struct desk *desk, bool json, bool *found, struct fault *fault)
{
	struct printing printing = {.json = json};
	struct trends_attempted attempted;
	const struct trends_attempt attempt = {
		.connection = desk->recorder,
		.organisation = desk->setting.organisation.id,
		.disclosed = print_disclosed,
		.context = &printing,
	};
	if (json)
		fputs("{\"disclosed\":[", stdout);
	enum status status = trends_try_disclosure(&attempt, &attempted, fault);
	if (status != STATUS_OK)
		return status;
	*found = attempted.disclosed || attempted.contradictory;
	if (json)
		print_json_end(&attempted);
	else
		print_end(&attempted);
	return STATUS_OK;
}
