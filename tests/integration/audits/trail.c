// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "integration/audits/trail.h"

static struct organisation_id organisation;

int found_trail(void **state)
{
	struct arena arena;
	struct organisation found;
	found_empty(state);
	run("TRUNCATE audit_entry, audit_head");
	arena_init(&arena);
	enum status status = organisation_read(recorder, &arena, &found, NULL);
	organisation = found.id;
	arena_done(&arena);
	return status != STATUS_OK;
}

struct person_id person_of(int number)
{
	struct person_id person = {{{0}}};
	person.uuid.bytes[15] = (uint8_t)number;
	return person;
}

struct chain_id chain_of(int number)
{
	return chain_of_person(person_of(number));
}

struct audit_actor actor_of(enum audit_actor_kind kind, int64_t now)
{
	return (struct audit_actor){
		.kind = kind,
		.person = person_of(99),
		.role = ROLE_WELLBEING,
		.organisation = organisation,
		.now = {START + now},
	};
}

struct connection *open_as(enum database_role role)
{
	struct connection *connection = NULL;
	struct fault fault = {.status = STATUS_OK};
	if (connection_open(database, role, &connection, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	return connection;
}

enum status look_as(struct connection *connection, const struct audit_actor *by,
	const struct chain_id *about, size_t count)
{
	enum status status = transaction_begin(connection, NULL);
	if (status == STATUS_OK)
		status = audit_add(connection, by, AUDIT_LOAD_SEEN, about, count, NULL);
	return transaction_end(connection, status, NULL);
}

void look(int person, int64_t now)
{
	struct chain_id chain = chain_of(person);
	struct audit_actor by = actor_of(AUDIT_BY_SHELL, now);
	assert_int_equal(look_as(recorder, &by, &chain, 1), STATUS_OK);
}

static void keep(void *context, const struct audit_finding *finding)
{
	struct verified *verified = context;
	if (verified->counts.findings <= 32)
		verified->findings[verified->counts.findings - 1] = *finding;
}

// Counts go up before each finding is told.
struct verified verify(const struct audit_kept_root *kept, size_t kept_count)
{
	static struct verified verified;
	struct connection *reader = open_as(DATABASE_BACKUP);
	const struct audit_check check = {
		.connection = reader,
		.kept = kept,
		.kept_count = kept_count,
		.found = keep,
		.context = &verified,
	};
	struct fault fault = {.status = STATUS_OK};
	if (audit_verify(&check, &verified.counts, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	connection_close(reader);
	return verified;
}

void expect_whole(size_t chains, size_t entries)
{
	struct verified found = verify(NULL, 0);
	if (found.counts.findings)
		fail_msg("%zu findings, the first %d at %d", found.counts.findings, found.findings[0].fault,
			found.findings[0].number);
	assert_int_equal(found.counts.chains, chains);
	assert_int_equal(found.counts.entries, entries);
}
