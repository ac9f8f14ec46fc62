// SPDX-License-Identifier: MIT
#include "process/welcome.h"

#include <stdio.h>

#include "app/accounts/administer.h"
#include "app/demonstration/accounts.h"
#include "process/clock.h"

static enum status prepare_demonstration(const struct workplace *workplace,
	struct connection *recorder, const struct organisation *organisation, struct welcome *out,
	struct fault *fault)
{
	char path[DIRECTORY_LIMIT + 32];
	bool made = false;
	struct password_hash hash;
	struct connection *web = NULL;
	snprintf(path, sizeof path, "%s/demonstration-password", workplace->directory);
	enum status status = password_open(path, out->password, &made, fault);
	if (status == STATUS_OK)
		status = password_make(&PASSWORD_COST, text_of(out->password), &hash, fault);
	if (status == STATUS_OK)
		status = connection_open(&workplace->database, DATABASE_WEB, &web, fault);
	if (status == STATUS_OK)
		status = demonstration_accounts(
			recorder, web, organisation, text_of(hash.text), made, clock_now(), fault);
	connection_close(web);
	return status;
}

static enum status prepare(const struct workplace *workplace, struct connection *recorder,
	struct arena *arena, struct welcome *out, struct fault *fault)
{
	struct organisation organisation;
	enum status status = organisation_read(recorder, arena, &organisation, fault);
	if (status != STATUS_OK)
		return status;
	out->demonstration = organisation.demonstration;
	if (organisation.demonstration)
		return prepare_demonstration(workplace, recorder, &organisation, out, fault);
	return first_administrator_link(
		recorder, &organisation, clock_now(), &out->needs_administrator, &out->link, fault);
}

enum status welcome_prepare(
	const struct workplace *workplace, struct welcome *out, struct fault *fault)
{
	struct arena arena;
	struct connection *recorder;
	struct welcome welcome = {.demonstration = false};
	enum status status = connection_open(&workplace->database, DATABASE_RECORDER, &recorder, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = prepare(workplace, recorder, &arena, &welcome, fault);
	arena_done(&arena);
	connection_close(recorder);
	if (status == STATUS_OK)
		*out = welcome;
	return status;
}

void welcome_print(const struct welcome *welcome, const char *base)
{
	if (welcome->demonstration) {
		puts("\nThis is a demonstration: nobody in it is real. Its accounts are");
		for (int i = 0; i < ROLE_COUNT; i++)
			printf("%s%s", i == 0 ? "  " : ", ", demonstration_account((enum role)i));
		printf("\nand the password of each is %s\n", welcome->password);
	}
	if (welcome->needs_administrator)
		printf(
			"\nThere is no administrator yet. Whoever opens this first, within %d hours, becomes "
			"one:\n  %s/welcome/%s\n",
			(int)(one_time_link_lifetime(LINK_FIRST_ADMINISTRATOR) / SECONDS_PER_HOUR), base,
			welcome->link.text);
}
