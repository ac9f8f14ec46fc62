// SPDX-License-Identifier: MIT
#include <string.h>

#include "app/accounts/administer.h"
#include "process/commands.h"
#include "process/trail.h"
#include "process/workplace.h"
#include "json/writer.h"

#define AT_ONCE 500
#define ATTEMPTS 5

static enum status read_roles(struct text names, struct role_set *out, struct fault *fault)
{
	struct role_set set = {0};
	while (names.length) {
		enum role role;
		if (!role_parse(text_trim(text_cut(&names, ',')), &role))
			return fault_set(fault, STATUS_INVALID, "--roles",
				"Roles are officer, supervisor, facilitator, wellbeing, administrator, "
				"auditor and clinician, with commas between.");
		role_set_add(&set, role);
	}
	*out = set;
	return STATUS_OK;
}

static void print_link(const struct options *options, const struct token *token)
{
	const char *given = options->values[OPTION_URL];
	const char *base = given ? given : "http://127.0.0.1:8080";
	struct text_builder out, address;
	struct json_writer json;
	builder_init(&out);
	builder_init(&address);
	builder_format(&address, "%s/welcome/%s", base, token->text);
	if (options->values[OPTION_JSON]) {
		writer_start(&json, &out);
		writer_object(&json);
		writer_name(&json, "address");
		writer_text(&json, builder_view(&address));
		writer_object_end(&json);
	} else {
		builder_add(&out, builder_view(&address));
	}
	puts(builder_view(&out).start);
	builder_done(&out);
	builder_done(&address);
}

static enum status add(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct link_made invitation;
	struct audit_actor by = trail_operator(desk);
	struct new_account account = {
		.reference = text_of(options->arguments[1]),
		.display_name = text_of(options->values[OPTION_DISPLAY_NAME]),
		.sign_in_name = text_of(options->values[OPTION_SIGN_IN]),
		.language = text_of(options->values[OPTION_LANGUAGE]),
	};
	if (!text_is(account.language, "en") && !text_is(account.language, "cy"))
		return fault_set(fault, STATUS_INVALID, "--language", "This is en or cy.");
	enum status status = read_roles(text_of(options->values[OPTION_ROLES]), &account.roles, fault);
	if (status == STATUS_OK)
		status = account_open(
			desk->recorder, &desk->setting.organisation, &by, &account, &invitation, fault);
	if (status == STATUS_OK)
		print_link(options, &invitation.token);
	return status;
}

static enum status set_roles(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct person_id person;
	struct role_set roles;
	struct audit_actor by = trail_operator(desk);
	struct organisation_id organisation = desk->setting.organisation.id;
	enum status status = read_roles(text_of(options->values[OPTION_ROLES]), &roles, fault);
	if (status == STATUS_OK)
		status = account_person(
			desk->recorder, organisation, text_of(options->arguments[1]), &person, fault);
	if (status == STATUS_OK)
		status = account_set_roles(desk->recorder, &by, person, NULL, roles, fault);
	return status;
}

static enum status make_link(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct person_id person;
	struct link_made made;
	struct audit_actor by = trail_operator(desk);
	enum status status = account_person(desk->recorder, desk->setting.organisation.id,
		text_of(options->arguments[1]), &person, fault);
	if (status == STATUS_OK)
		status = account_link(desk->recorder, &by, person, options->values[OPTION_EXTERNAL],
			options->values[OPTION_WITHOUT_CODE], &made, fault);
	if (status == STATUS_OK)
		print_link(options, &made.token);
	return status;
}

static enum status leave(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct person_id person;
	struct leaving leaving;
	struct organisation_id organisation = desk->setting.organisation.id;
	enum status status = account_person(
		desk->recorder, organisation, text_of(options->arguments[1]), &person, fault);
	if (status != STATUS_OK)
		return status;
	int left = ATTEMPTS; // the engine may be in the way
	do {
		struct audit_actor by = trail_operator(desk);
		fault_clear(fault);
		status = account_end(desk->recorder, &by, person, &leaving, fault);
	} while (status == STATUS_RETRY && --left > 0);
	if (status != STATUS_OK)
		return status;
	printf("Signed out and without an account; %zu bookings and holds are let go.\n",
		leaving.released);
	if (leaving.leads.count) {
		char first[INSTANT_TEXT_LENGTH + 1], last[INSTANT_TEXT_LENGTH + 1];
		instant_format(leaving.leads.first, first);
		instant_format(leaving.leads.last, last);
		printf("%lld sessions to come are still led by this person, from %.10s to %.10s: find "
			   "somebody else for them.\n",
			(long long)leaving.leads.count, first, last);
	}
	if (leaving.reports)
		printf("%zu people have no line manager any more.\n", leaving.reports);
	return STATUS_OK;
}

static const char *state_of(const struct account *account)
{
	if (account->left)
		return "left";
	return account->has_password ? "active" : "no password";
}

static void print_roles(struct role_set roles)
{
	const char *before = "";
	for (int i = 0; i < ROLE_COUNT; i++) {
		if (role_set_has(roles, (enum role)i)) {
			printf("%s%s", before, role_name((enum role)i));
			before = ",";
		}
	}
	puts("");
}

static void print_row(const struct listed_account *listed)
{
	const struct account *account = &listed->account;
	printf("%-28.*s  %-28.*s  %-28.*s  %-11s  %-4s  %-4.*s  ", TEXT_ARGUMENTS(listed->reference),
		TEXT_ARGUMENTS(account->sign_in_name), TEXT_ARGUMENTS(account->display_name),
		state_of(account), account->has_totp ? "yes" : "no", TEXT_ARGUMENTS(account->language));
	print_roles(account->roles);
}

static void write_row(struct json_writer *json, const struct listed_account *listed)
{
	const struct account *account = &listed->account;
	writer_object(json);
	writer_name(json, "reference");
	writer_text(json, listed->reference);
	writer_name(json, "sign_in_name");
	writer_text(json, account->sign_in_name);
	writer_name(json, "display_name");
	writer_text(json, account->display_name);
	writer_name(json, "state");
	writer_text(json, account->left ? TEXT("left") : TEXT("active"));
	writer_name(json, "has_password");
	writer_boolean(json, account->has_password);
	writer_name(json, "has_second_step");
	writer_boolean(json, account->has_totp);
	writer_name(json, "language");
	writer_text(json, account->language);
	writer_name(json, "roles");
	writer_array(json);
	for (int i = 0; i < ROLE_COUNT; i++) {
		if (role_set_has(account->roles, (enum role)i))
			writer_text(json, text_of(role_name((enum role)i)));
	}
	writer_array_end(json);
	writer_object_end(json);
}

// Calls `row` for each account, in order of reference.
static enum status each(struct desk *desk,
	void (*row)(void *context, const struct listed_account *), void *context, struct fault *fault)
{
	struct listed_account *list = NULL;
	struct text after = TEXT("");
	size_t count = AT_ONCE;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && count == AT_ONCE) {
		status = account_list(desk->recorder, desk->setting.organisation.id, after, AT_ONCE,
			&desk->arena, &list, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			row(context, &list[i]);
		if (status == STATUS_OK && count)
			after = list[count - 1].reference;
	}
	return status;
}

static void row_as_text(void *context, const struct listed_account *listed)
{
	(void)context;
	print_row(listed);
}

static void row_as_json(void *context, const struct listed_account *listed)
{
	write_row(context, listed);
}

static enum status list(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct text_builder out;
	struct json_writer json;
	if (!options->values[OPTION_JSON]) {
		printf("%-28s  %-28s  %-28s  %-11s  %-4s  %-4s  %s\n", "reference", "signs in as", "name",
			"state", "code", "in", "roles");
		return each(desk, row_as_text, NULL, fault);
	}
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "accounts");
	writer_array(&json);
	enum status status = each(desk, row_as_json, &json, fault);
	writer_array_end(&json);
	writer_object_end(&json);
	if (status == STATUS_OK)
		puts(builder_view(&out).start);
	builder_done(&out);
	return status;
}

int command_account(const struct options *options)
{
	static const struct {
		const char *name;
		int arguments;
		enum status (*run)(const struct options *options, struct desk *desk, struct fault *fault);
	} verbs[] = {{"add", 2, add}, {"list", 1, list}, {"roles", 2, set_roles},
		{"link", 2, make_link}, {"leave", 2, leave}};
	struct desk desk;
	struct fault fault = {.status = STATUS_OK};
	size_t verb = 0, count = sizeof verbs / sizeof verbs[0];
	while (verb < count && strcmp(options->arguments[0], verbs[verb].name) != 0)
		verb++;
	if (verb == count || options->argument_count != verbs[verb].arguments) {
		fault_set(&fault, STATUS_INVALID, NULL,
			"Usage: plimsoll account list, or add, roles, link or leave with a REFERENCE");
		command_failed(&fault);
		return 2;
	}
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK)
		status = verbs[verb].run(options, &desk, &fault);
	desk_close(&desk);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
