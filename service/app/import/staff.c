// SPDX-License-Identifier: MIT
#include "app/import/staff.h"

#include <unistd.h>

#include "app/accounts/administer.h"
#include "app/exposures/reprofile.h"
#include "app/import/staff_reading.h"
#include "app/import/staff_writing.h"
#include "core/language.h"
#include "store/accounts.h"

#define AT_ONCE 500

// Does something for portions of the people whom the plan has something for.
typedef enum status portion_work(const struct staff_import *import,
	const struct staff_person *people, size_t count, struct arena *arena,
	struct staff_report *report, struct fault *fault);

static enum status each_portion(const struct staff_import *import, const char *which,
	portion_work *work, struct staff_report *report, struct fault *fault)
{
	struct person_id after = {{{0}}};
	enum status status;
	size_t count;
	struct arena arena;
	arena_init(&arena);
	do {
		struct staff_person *people;
		arena_reset(&arena);
		status = staff_people(
			import->recorder->connection, which, after, AT_ONCE, &arena, &people, &count, fault);
		if (status == STATUS_OK && count) {
			after = people[count - 1].person;
			status = work(import, people, count, &arena, report, fault);
		}
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}

static void add_led(struct staff_report *report, const struct sessions_led *led)
{
	if (!led->count)
		return;
	report->hosts++;
	report->leads.first =
		report->leads.count ? instant_earliest(report->leads.first, led->first) : led->first;
	report->leads.last =
		report->leads.count ? instant_latest(report->leads.last, led->last) : led->last;
	report->leads.count += led->count;
}

static enum status foresee_leaving(const struct staff_import *import,
	const struct staff_person *people, size_t count, struct arena *arena,
	struct staff_report *report, struct fault *fault)
{
	enum status status = STATUS_OK;
	(void)arena;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct sessions_led led;
		status =
			sessions_led(import->recorder->connection, people[i].person, import->now, &led, fault);
		if (status == STATUS_OK)
			add_led(report, &led);
	}
	return status;
}

static enum status let_leave(const struct staff_import *import, const struct staff_person *people,
	size_t count, struct arena *arena, struct staff_report *report, struct fault *fault)
{
	enum status status = STATUS_OK;
	(void)arena;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct leaving leaving;
		status = account_end_within(
			import->recorder->connection, import->by, people[i].person, &leaving, fault);
		if (status != STATUS_OK)
			break;
		report->released += leaving.released;
		add_led(report, &leaving.leads);
	}
	return status;
}

static enum status refold(const struct staff_import *import, const struct staff_person *people,
	size_t count, struct arena *arena, struct staff_report *report, struct fault *fault)
{
	struct record_report recorded = {0};
	struct person_id *ids = arena_array(arena, count, sizeof *ids);
	if (!ids)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		ids[i] = people[i].person;
	report->refolded += count;
	return record_reprofile(import->recorder, ids, count, import->now, &recorded, fault);
}

static enum status audit(const struct staff_import *import, enum audit_action action,
	const struct staff_person *people, size_t count, struct arena *arena, struct fault *fault)
{
	struct chain_id *chains = arena_array(arena, count, sizeof *chains);
	if (!chains)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		chains[i] = chain_of_person(people[i].person);
	return audit_add(import->recorder->connection, import->by, action, chains, count, fault);
}

static enum status tell_changed(const struct staff_import *import,
	const struct staff_person *people, size_t count, struct arena *arena,
	struct staff_report *report, struct fault *fault)
{
	(void)report;
	return audit(import, AUDIT_STAFF_CHANGED, people, count, arena, fault);
}

static enum status tell_roles(const struct staff_import *import, const struct staff_person *people,
	size_t count, struct arena *arena, struct staff_report *report, struct fault *fault)
{
	(void)report;
	return audit(import, AUDIT_ROLES_CHANGED, people, count, arena, fault);
}

static enum status tell_made(const struct staff_import *import, const struct staff_person *people,
	size_t count, struct arena *arena, struct staff_report *report, struct fault *fault)
{
	(void)report;
	return audit(import, AUDIT_ACCOUNT_MADE, people, count, arena, fault);
}

static enum status invite(const struct staff_import *import, const struct staff_person *people,
	size_t count, struct arena *arena, struct staff_report *report, struct fault *fault)
{
	unsigned char hashes[AT_ONCE][ROW_HASH_BYTES];
	struct connection *connection = import->recorder->connection;
	(void)report;
	enum status status = staff_write_links(import, people, count, hashes, fault);
	if (status == STATUS_OK)
		status = staff_invite(connection, import->by->organisation, people,
			(const unsigned char(*)[ROW_HASH_BYTES])hashes, count, import->now,
			instant_later(import->now, one_time_link_lifetime(LINK_INVITATION)), fault);
	return status == STATUS_OK ? audit(import, AUDIT_SIGN_IN_LINK_MADE, people, count, arena, fault)
							   : status;
}

// Nobody could put right an import that takes away the last administrator.
static enum status keep_an_administrator(
	const struct staff_import *import, bool before, struct fault *fault)
{
	bool after = true;
	enum status status = STATUS_OK;
	if (before)
		status = account_administrator(
			import->recorder->connection, import->by->organisation, &after, fault);
	if (status == STATUS_OK && !after)
		status = fault_set(fault, STATUS_DENIED, NULL,
			MESSAGE("Nobody could sign in as an administrator any more. Make another one first."));
	return status;
}

static enum status carry_out(const struct staff_import *import, struct staff_patterns *patterns,
	struct staff_report *report, struct fault *fault)
{
	struct connection *connection = import->recorder->connection;
	struct organisation_id organisation = import->by->organisation;
	bool administrator = false;
	enum status status = administrators_lock(connection, fault);
	if (status == STATUS_OK)
		status = account_administrator(connection, organisation, &administrator, fault);
	if (status == STATUS_OK)
		status = each_portion(import, "leaves", let_leave, report, fault);
	if (status == STATUS_OK)
		status = staff_apply(connection, organisation, import->now, fault);
	if (status == STATUS_OK) // somebody's line manager may be the host of what is held for them
		status = engine_wake(connection, fault);
	if (status == STATUS_OK)
		status = keep_an_administrator(import, administrator, fault);
	if (status == STATUS_OK)
		status = staff_patterns_take(import, patterns, report, fault);
	if (status == STATUS_OK)
		status = each_portion(import, "profile", refold, report, fault);
	if (status == STATUS_OK)
		status = each_portion(import, "account", tell_made, report, fault);
	if (status == STATUS_OK && import->links >= 0)
		status = each_portion(import, "account", invite, report, fault);
	if (status == STATUS_OK)
		status = each_portion(import, "changed", tell_changed, report, fault);
	if (status == STATUS_OK)
		status = each_portion(import, "roles", tell_roles, report, fault);
	return status == STATUS_OK
			   ? audit_add_organisation(connection, import->by, AUDIT_STAFF_IMPORTED, fault)
			   : status;
}

static enum status find_circle(const struct staff_import *import, struct arena *arena,
	struct staff_report *report, struct fault *fault)
{
	struct connection *connection = import->recorder->connection;
	struct reporting_line *lines;
	struct person_id *circle;
	struct arena own;
	size_t count, length = 0;
	arena_init(&own);
	enum status status = staff_lines(connection, &own, &lines, &count, fault);
	if (status == STATUS_OK && !reporting_circle(lines, count, &own, &circle, &length))
		status = fault_memory(fault);
	if (status == STATUS_OK && length)
		status = staff_write_circle(connection, circle, length, arena, &report->circle, fault);
	arena_done(&own);
	return status;
}

static enum status list(const struct staff_import *import, const char *act, struct arena *arena,
	struct staff_list *out, struct fault *fault)
{
	return staff_listing(import->recorder->connection, act, TEXT(""), STAFF_LISTED_LIMIT, arena,
		&out->items, &out->count, fault);
}

static enum status make_lists(const struct staff_import *import, struct arena *arena,
	struct staff_report *report, struct fault *fault)
{
	enum status status = list(import, "joins", arena, &report->joins, fault);
	if (status == STATUS_OK)
		status = list(import, "stays", arena, &report->changed, fault);
	if (status == STATUS_OK)
		status = list(import, "leaves", arena, &report->leaves, fault);
	if (status == STATUS_OK)
		status = list(import, "unresolved", arena, &report->unresolved, fault);
	if (status == STATUS_OK && import->rejects >= 0)
		status = staff_write_rejects(import, fault);
	return status;
}

static enum status check(
	const struct staff_import *import, const struct staff_report *report, struct fault *fault)
{
	const struct staff_counts *counts = &report->counts;
	if (report->circle.length)
		return fault_set(fault, STATUS_INVALID, NULL,
			"The reporting lines go round: %.*s. Nothing was done.",
			TEXT_ARGUMENTS(report->circle));
	if (report->many_leave && !import->confirmed)
		return fault_set(fault, STATUS_DENIED, NULL,
			"%lld of %lld people would leave. Nothing was done; confirm it if that is so.",
			(long long)counts->leaves, (long long)counts->staff);
	return STATUS_OK;
}

static enum status foresee(const struct staff_import *import, struct staff_patterns *patterns,
	struct staff_report *report, struct fault *fault)
{
	enum status status = each_portion(import, "leaves", foresee_leaving, report, fault);
	return status == STATUS_OK ? staff_patterns_take(import, patterns, report, fault) : status;
}

static enum status work(const struct staff_import *import, struct staff_patterns *patterns,
	struct arena *arena, struct staff_report *report, struct fault *fault)
{
	struct staff_planning planning = {
		.organisation = import->by->organisation,
		.nation = import->recorder->organisation->nation,
		.at = import->now,
		.missing_leave = import->missing_leave,
	};
	struct staff_counts *counts = &report->counts;
	enum status status = staff_plan(import->recorder->connection, &planning, counts, fault);
	report->many_leave =
		counts->leaves > STAFF_LEAVERS_LEAST && counts->leaves * 10 > counts->staff;
	if (status == STATUS_OK)
		status = make_lists(import, arena, report, fault);
	if (status == STATUS_OK)
		status = find_circle(import, arena, report, fault);
	if (status == STATUS_OK && import->dry)
		return foresee(import, patterns, report, fault);
	if (status == STATUS_OK)
		status = check(import, report, fault);
	return status == STATUS_OK ? carry_out(import, patterns, report, fault) : status;
}

enum status staff_import(const struct staff_import *import, struct arena *arena,
	struct staff_report *report, struct fault *fault)
{
	struct connection *connection = import->recorder->connection;
	struct staff_patterns patterns = {.arena = arena};
	enum status status = staff_read(import, &patterns, report, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = work(import, &patterns, arena, report, fault);
	if (status == STATUS_OK && import->dry) {
		transaction_rollback(connection);
		return STATUS_OK;
	}
	// What links are for is in the file before it is in force.
	if (status == STATUS_OK && import->links >= 0 && fsync(import->links) != 0)
		status = fault_errno(fault, "--links", "The links cannot be written");
	return transaction_end(connection, status, fault);
}
