// SPDX-License-Identifier: MIT
#include "process/signing_in.h"

#include "store/organisation.h"

static enum status read_organisation(
	const struct workplace *workplace, struct signing_in *out, struct fault *fault)
{
	struct connection *connection;
	struct organisation organisation;
	enum status status =
		connection_open(&workplace->database, DATABASE_RECORDER, &connection, fault);
	if (status != STATUS_OK)
		return status;
	status = organisation_read(connection, &out->arena, &organisation, fault);
	connection_close(connection);
	if (status == STATUS_OK) {
		out->accounts.organisation = organisation.id;
		out->accounts.organisation_name = organisation.name;
	}
	return status;
}

enum status signing_in_open(
	const struct workplace *workplace, struct signing_in *out, struct fault *fault)
{
	const struct hash_seed seed = hash_seed_new();
	*out = (struct signing_in){
		.accounts = {.key = &workplace->key, .cost = PASSWORD_COST, .terms = SESSION_TERMS}};
	arena_init(&out->arena);
	enum status status = read_organisation(workplace, out, fault);
	if (status != STATUS_OK)
		return status;
	out->accounts.allowance = allowance_new(&ALLOWANCE_LIMITS, &seed);
	return out->accounts.allowance ? STATUS_OK : fault_memory(fault);
}

void signing_in_close(struct signing_in *signing_in)
{
	if (signing_in->accounts.allowance)
		allowance_free(signing_in->accounts.allowance);
	arena_done(&signing_in->arena);
}
