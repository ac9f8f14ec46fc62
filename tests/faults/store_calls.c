// SPDX-License-Identifier: MIT
#include "faults/store_calls.h"

#include <string.h>

#include "faults/store_examples.h"
#include "store/contacts.h"
#include "store/follow_ups.h"

static struct arena arena;
static union {
	max_align_t alignment;
	unsigned char bytes[4][4096];
} outputs;

#define OUT(place) ((void *)outputs.bytes[place])
#define CALL(name, ...)                                                                            \
	static enum status call_##name(struct connection *connection, struct fault *fault)             \
	{                                                                                              \
		return name(connection, __VA_ARGS__, fault);                                               \
	}

#include "faults/store_account_calls.h"
#include "faults/store_cadence_calls.h"
#include "faults/store_group_calls.h"
#include "faults/store_host_calls.h"
#include "faults/store_session_calls.h"

CALL(app_begin, &people[0], hash)
CALL(needs_close, people[0], AT)
CALL(bookings_release, people[0], AT, &arena, OUT(0), OUT(1))
CALL(sessions_led, people[0], AT, OUT(0))
CALL(accounts_leaving, AT, 5, &arena, OUT(0), OUT(1))
CALL(account_postpone, people[0], AT)
CALL(lines_rest, people, 2)
CALL(team_leave, people[0], AT)
CALL(reporting_set, organisation, &reporting_line, 1, AT)
CALL(reports_of, people[0], AT, &arena, OUT(0), OUT(1))
CALL(managers_of, people, 2, AT, OUT(0))
CALL(reporting_leave, people[0], AT, &arena, OUT(0), OUT(1))
CALL(staff_lines, &arena, OUT(0), OUT(1))
CALL(staff_numbers, people, 2, &arena, OUT(0))
CALL(staff_listing, "joins", TEXT(""), 5, &arena, OUT(0), OUT(1))
CALL(staff_rejects, 0, 5, &arena, OUT(0), OUT(1))
CALL(staff_people, "leaves", people[0], 5, &arena, OUT(0), OUT(1))
CALL(staff_apply, organisation, AT)
CALL(staff_invite, organisation, &staff_person, (const unsigned char (*)[ROW_HASH_BYTES]) & hash, 1,
	AT, AT)
CALL(person_read, organisation, references[0], &arena, OUT(0))
CALL(person_add, organisation, &person, AT)
CALL(person_list, organisation, references[0], 5, &arena, OUT(0), OUT(1))
CALL(people_find, organisation, references, 2, &arena, OUT(0), OUT(1))
CALL(person_begin, people[0])
CALL(exposure_add, organisation, 1, AT, exposures, 1, OUT(0))
CALL(exposure_known, people, ids, 2, &arena, OUT(0), OUT(1))
CALL(exposure_log, people, 2, &arena, OUT(0), OUT(1))
CALL(exposure_list, people[0], AT, ids[0], 5, &arena, OUT(0), OUT(1))
CALL(lines_own, people[0], &arena, OUT(0))
CALL(states_read, people, 2, &arena, OUT(0))
CALL(states_write, 1, &states)
CALL(crossings_read, people, 2, &arena, OUT(0), OUT(1))
CALL(crossings_add, 1, AT, crossings, 1)
CALL(lines_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(needs_add, AT, &need, 1)
CALL(need_strengthen, &need, AT)
CALL(needs_open, people, 2, &arena, OUT(0), OUT(1))
CALL(needs_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(need_lock, people[0], need.id, OUT(0))
CALL(need_settle, &need, NEED_NO_SEAT, SEAT_ALL_TAKEN, AT, AT)
CALL(engine_next, OUT(0))
CALL(series_add, organisation, &series, AT)
CALL(series_list, organisation, &arena, OUT(0), OUT(1))
CALL(session_publish, organisation, &session, AT, OUT(0))
CALL(team_begin, AT, &arena, OUT(0), OUT(1))
CALL(team_revised, people[0], AT, OUT(0))
CALL(team_bookings, people, 2, session.during, &arena, OUT(0), OUT(1))
CALL(hold_add, organisation, &hold, AT)
CALL(holds_overdue, AT, 5, &arena, OUT(0), OUT(1))
CALL(hold_lapse, &hold, AT, OUT(0))
CALL(hold_find, people[0], need.id, OUT(0), OUT(1))
CALL(hold_release, &hold, AT, OUT(0))
CALL(feed_revise, people[0], PART_HOST, AT)
CALL(feed_attended, people[0], &arena, OUT(0), OUT(1))
CALL(feed_hosted, people[0], &arena, OUT(0), OUT(1))
CALL(feed_revised, people[0], true, AT, OUT(0))
CALL(feed_link_add, hash, &link, references[0])
CALL(feed_link_revoke, hash, AT, OUT(0))
CALL(feed_link_find, hash, OUT(0))
CALL(feed_begin_person, people[0])
CALL(feed_links_list, &link, &arena, OUT(0), OUT(1))
CALL(feed_reads_add, reads, 1)
CALL(feed_reads_list, link.id, &arena, OUT(0), OUT(1))
CALL(organisation_add, &founded, AT)
CALL(team_add, organisation, &team, AT)
CALL(team_members_add, organisation, members, 1, AT)
CALL(series_published, series.id, AT)
CALL(organisation_read, &arena, OUT(0))
CALL(policy_version_add, organisation, &version, AT)
CALL(policy_versions_by, organisation, AT, &arena, OUT(0), OUT(1))
CALL(policy_version_number, organisation, AT, OUT(0))
CALL(mapping_save, organisation, references[0], references[1], AT)
CALL(mapping_remove, organisation, references[0])
CALL(mapping_saved, organisation, references[0], &arena, OUT(0))
CALL(mapping_list, organisation, &arena, OUT(0), OUT(1))
CALL(help_lines_list, organisation, &arena, OUT(0), OUT(1))
CALL(help_lines_replace, organisation, &help_line, 1)
CALL(import_reviews_forget, organisation, references[0], AT)
CALL(import_reviews_add, organisation, references[0], IMPORT_TYPES, &left_out, 1, AT)
CALL(import_reviews_list, organisation, IMPORT_TYPES, 5, &arena, OUT(0), OUT(1))
CALL(retraction_add, people[0], ids[0], organisation, AT, OUT(0))
CALL(retraction_add_all, people[0], organisation, AT, OUT(0))
CALL(own_rows_read, OWN_ENTRIES, people[0], &arena, OUT(0))
static const struct contact contact = {
	.person = ID, .rule = TEXT_CONSTANT("a"), .need = ID, .after_seconds = 1, .due = {2}};
CALL(contacts_add, organisation, AT, &contact, 1)
CALL(contacts_end, &contact, 1)
CALL(contact_answered, people[0], contact.need, true)
CALL(contact_again, people[0], contact.need, AT)
CALL(contact_stop, people[0], OUT(0))
CALL(contacts_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(contact_ask, organisation, people[0], AT, OUT(0))
CALL(contact_postpone, people[0], AT, AT)
CALL(contact_own, people[0], &arena, OUT(0))
CALL(contact_begin, people[1], organisation, AT)
CALL(contacts_listed, organisation, people[1], &arena, OUT(0), OUT(1))
CALL(contact_made, organisation, people[1], people[0], AT, OUT(0))
CALL(contact_count, organisation, AT, OUT(0))
CALL(contact_clinicians, organisation, AT, &arena, OUT(0), OUT(1))
CALL(contact_name, organisation, people, 1, AT)
CALL(contacts_rename, organisation, AT)
static const struct follow_up later = {
	.person = ID, .need = ID, .response = TEXT_CONSTANT("a"), .due = {2}};
CALL(follow_ups_add, organisation, AT, &later, 1)
CALL(follow_ups_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(follow_up_done, &later, later.need)
CALL(follow_ups_end, people[0], NULL)
#include "faults/store_duty_calls.h"
#include "faults/store_offer_calls.h"
CALL(share_clinicians, organisation, people[1], &arena, OUT(0), OUT(1))
CALL(share_add, organisation, people[0], &share, AT)
CALL(share_end, people[0], share.id, AT, OUT(0))
CALL(shares_own, people[0], AT, &arena, OUT(0), OUT(1))
CALL(share_begin, people[1], &share.id, AT, OUT(0))
CALL(shares_with, people[1], &arena, OUT(0), OUT(1))
CALL(retraction_read, people, ids, 2, &arena, OUT(0), OUT(1))
CALL(retraction_erase, AT, AT, OUT(0))
CALL(retraction_unlisted, 10, &arena, OUT(0), OUT(1))
CALL(retraction_listed, people, ids, 2, AT)
CALL(retention_read, organisation, OUT(0))
CALL(retention_set, organisation, RETAIN_AUDIT, 24, AT)
CALL(retention_count, &limits, OUT(0))
CALL(retention_leavers, AT, people[0], 10, &arena, OUT(0), OUT(1))
CALL(retention_erase, ERASED_BOOKINGS, AT, 10, OUT(0))
CALL(retention_chains, AT, AT, 10, &arena, OUT(0), OUT(1))
CALL(retention_chain_first, additions[0].head.chain, AT, OUT(0))
CALL(erasure_lock, people[0], OUT(0))
CALL(erasure_of_log, people[0], OUT(0))
CALL(erasure_of_person, people[0], OUT(0))
CALL(erasure_entries_there, people, ids, 2, &arena, OUT(0), OUT(1))
CALL(erasure_people_there, people, 2, &arena, OUT(0), OUT(1))
CALL(series_led, people[0], OUT(0))
CALL(retraction_next, OUT(0))
CALL(audit_entries_add, &actor, AUDIT_LOAD_SEEN, additions, 1)
CALL(audit_entries_list, additions[0].head.chain, 5, 5, &arena, OUT(0), OUT(1))
CALL(audit_entries_empty, additions[0].head.chain, 2, OUT(0))
CALL(audit_accesses, organisation, &AUDIT_PLACE_NEWEST, NULL, 5, &arena, OUT(0), OUT(1))
CALL(audit_roots_recent, organisation, 5, 5, &arena, OUT(0), OUT(1))
CALL(audit_verified_set, organisation, &verified)
CALL(audit_verified_read, organisation, OUT(0))
CALL(audit_root_newest, organisation, OUT(0))
CALL(audit_heads_page, additions[0].head.chain, 5, &arena, OUT(0), OUT(1))
CALL(audit_marks_add, organisation, 1, &additions[0].head, 1)
CALL(audit_root_add, organisation, &root)
CALL(audit_roots_page, 0, 5, &arena, OUT(0), OUT(1))
CALL(incoming_unknown, organisation, 5, &arena, OUT(0), OUT(1))

#include "faults/store_policy_calls.h"

static enum status call_people_lock(struct connection *connection, struct fault *fault)
{
	struct text profiles[2];
	int32_t versions[2];
	return people_lock(connection, people, 2, AT, &arena, profiles, versions, fault);
}

static enum status call_audit_heads_step(struct connection *connection, struct fault *fault)
{
	struct audit_head heads[] = {{.chain = {{{1, 2, 3}}}}, {.chain = {{{2}}}}};
	return audit_heads_step(connection, organisation, heads, 2, fault);
}

static enum status call_audit_root_lock(struct connection *connection, struct fault *fault)
{
	return audit_root_lock(connection, fault);
}

static enum status call_audit_walk(struct connection *connection, struct fault *fault)
{
	struct audit_walk walk;
	struct audit_step step;
	bool more = true;
	enum status status = audit_walk_begin(connection, &walk, fault);
	// The rows that are made up never come to an end.
	for (int i = 0; i < 3 && status == STATUS_OK; i++)
		status = audit_walk_next(connection, &walk, &step, &more, fault);
	audit_walk_done(&walk);
	return status;
}

static enum status call_engine_wake(struct connection *connection, struct fault *fault)
{
	return engine_wake(connection, fault);
}

static enum status call_organisation_lock(struct connection *connection, struct fault *fault)
{
	return organisation_lock(connection, fault);
}

static enum status call_teams_of(struct connection *connection, struct fault *fault)
{
	struct team of[2];
	return teams_of(connection, people, 2, AT, &arena, of, fault);
}

static enum status call_connection_listen(struct connection *connection, struct fault *fault)
{
	return connection_listen(connection, fault);
}

static enum status call_feed_link_by_id(struct connection *connection, struct fault *fault)
{
	struct feed_link found = {.organisation = ID};
	enum status status =
		feed_link_by_id(connection, link.id, &arena, &found, OUT(0), outputs.bytes[1], fault);
	if (status != STATUS_OK && !uuid_is_nil(found.id.uuid))
		outputs.bytes[3][0] = 0; // an output that was touched
	return status;
}

static enum status call_feed_changes_list(struct connection *connection, struct fault *fault)
{
	struct feed_horizon horizon = {1, "x"};
	enum status status =
		feed_changes_list(connection, &arena, &horizon, OUT(0), OUT(1), OUT(2), fault);
	if (status != STATUS_OK && (horizon.settled != 1 || strcmp(horizon.server, "x") != 0))
		outputs.bytes[3][0] = 0; // an output that was touched
	return status;
}

// The whole way of an import: rows in, settled, and out again.
static enum status bring_in(
	struct connection *connection, const struct incoming_settling *settling, struct fault *fault)
{
	struct incoming_walk walk = {NULL, 0, 0};
	struct incoming_exposure *out;
	size_t count = 1;
	enum status status = incoming_open(connection, fault);
	for (int i = 0; i < 3 && status == STATUS_OK; i++)
		status = incoming_add(connection, &arena, &row, fault);
	if (status == STATUS_OK)
		status = incoming_settle(connection, settling, OUT(0), fault);
	// The rows that are made up never come to an end.
	for (int i = 0; i < 3 && status == STATUS_OK; i++)
		status = incoming_next(connection, &walk, 1, &arena, &out, &count, fault);
	incoming_walk_done(&walk);
	return status;
}

static enum status call_incoming_adding(struct connection *connection, struct fault *fault)
{
	enum status status = bring_in(connection, &adding, fault);
	if (status != STATUS_OK) // settling may have been whole
		memset(outputs.bytes[0], 0xA5, sizeof outputs.bytes[0]);
	return status;
}

static enum status call_incoming_counting(struct connection *connection, struct fault *fault)
{
	enum status status = bring_in(connection, &counting, fault);
	if (status != STATUS_OK)
		memset(outputs.bytes[0], 0xA5, sizeof outputs.bytes[0]);
	return status;
}

static enum status call_staff_taking_in(struct connection *connection, struct fault *fault)
{
	enum status status = staff_open(connection, fault);
	for (int i = 0; i < 3 && status == STATUS_OK; i++)
		status = staff_add(connection, &arena, &staff_row, fault);
	return status == STATUS_OK ? staff_close(connection, fault) : status;
}

// That another import is under way is told like a fault.
static enum status call_staff_plan(struct connection *connection, struct fault *fault)
{
	return staff_plan(connection, &staff_planning, OUT(0), fault);
}

static enum status call_administrators_lock(struct connection *connection, struct fault *fault)
{
	return administrators_lock(connection, fault);
}

static enum status transact(struct connection *connection, bool keyed, struct fault *fault)
{
	enum status status =
		keyed ? transaction_begin_keyed(connection, fault) : transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = transaction_end(connection, person_begin(connection, people[0], fault), fault);
	return status;
}

static enum status call_transaction(struct connection *connection, struct fault *fault)
{
	return transact(connection, false, fault);
}

static enum status call_transaction_keyed(struct connection *connection, struct fault *fault)
{
	return transact(connection, true, fault);
}

static enum status call_transaction_begin_for(struct connection *connection, struct fault *fault)
{
	enum status status = transaction_begin_for(connection, &people[0], hash, fault);
	return status == STATUS_OK ? transaction_end(connection, status, fault) : status;
}

#define OF(name, role, in_transaction)                                                             \
	{                                                                                              \
#name, DATABASE_##role, in_transaction, call_##name                                        \
	}

const struct store_call store_calls[] = {
	OF(app_begin, WEB, false),
	OF(transaction_begin_for, WEB, false),
	OF_ACCOUNTS,
	OF(administrators_lock, RECORDER, false),
	OF_HOSTS,
	OF_SESSIONS,
	OF(needs_close, RECORDER, false),
	OF(bookings_release, RECORDER, true),
	OF(sessions_led, RECORDER, false),
	OF(accounts_leaving, RECORDER, false),
	OF(account_postpone, RECORDER, false),
	OF(lines_rest, RECORDER, true),
	OF(try_people, RECORDER, false),
	OF(programme_seats, RECORDER, false),
	OF(policy_stored, RECORDER, false),
	OF(columns_follow, RECORDER, false),
	OF(people_ranges, RECORDER, false),
	OF(people_range_lock, RECORDER, true),
	OF(log_range_read, RECORDER, true),
	OF(team_leave, RECORDER, true),
	OF(reporting_set, RECORDER, true),
	OF(reports_of, RECORDER, false),
	OF(managers_of, RECORDER, false),
	OF(reporting_leave, RECORDER, true),
	OF(staff_taking_in, RECORDER, false),
	OF(staff_plan, RECORDER, true),
	OF(staff_lines, RECORDER, true),
	OF(staff_numbers, RECORDER, true),
	OF(staff_listing, RECORDER, true),
	OF(staff_rejects, RECORDER, true),
	OF(staff_people, RECORDER, true),
	OF(staff_apply, RECORDER, true),
	OF(staff_invite, RECORDER, true),
	OF(person_read, RECORDER, false),
	OF(person_add, RECORDER, false),
	OF(person_list, RECORDER, false),
	OF(people_find, RECORDER, false),
	OF(person_begin, WEB, true),
	OF(exposure_add, RECORDER, true),
	OF(exposure_known, RECORDER, false),
	OF(exposure_log, RECORDER, false),
	OF(exposure_list, WEB, true),
	OF(lines_own, WEB, true),
	OF(states_read, RECORDER, false),
	OF(states_write, RECORDER, true),
	OF(crossings_read, RECORDER, false),
	OF(crossings_add, RECORDER, true),
	OF(lines_due, RECORDER, false),
	OF(needs_add, RECORDER, true),
	OF(need_strengthen, RECORDER, false),
	OF(needs_open, RECORDER, false),
	OF(needs_due, RECORDER, false),
	OF(need_lock, RECORDER, false),
	OF(need_settle, RECORDER, false),
	OF(engine_next, RECORDER, false),
	OF(series_add, RECORDER, false),
	OF(series_list, RECORDER, false),
	OF(session_publish, RECORDER, true),
	OF(team_begin, WEB, false),
	OF(team_revised, WEB, false),
	OF(team_bookings, WEB, false),
	OF(hold_add, RECORDER, true),
	OF(holds_overdue, RECORDER, false),
	OF(hold_lapse, RECORDER, true),
	OF(hold_find, RECORDER, false),
	OF(hold_release, RECORDER, true),
	OF(feed_revise, RECORDER, false),
	OF(feed_attended, WEB, true),
	OF(feed_hosted, WEB, true),
	OF(feed_revised, WEB, true),
	OF(feed_link_add, RECORDER, false),
	OF(feed_link_revoke, RECORDER, false),
	OF(feed_link_find, WEB, true),
	OF(feed_begin_person, WEB, true),
	OF(feed_links_list, RECORDER, false),
	OF(feed_reads_add, RECORDER, false),
	OF(feed_reads_list, RECORDER, false),
	OF(organisation_add, OWNER, false),
	OF(organisation_lock, OWNER, true),
	OF(series_published, RECORDER, false),
	OF(team_add, RECORDER, false),
	OF(team_members_add, RECORDER, false),
	OF(teams_of, RECORDER, false),
	OF(trend_newest, RECORDER, false),
	OF(trend_add, RECORDER, true),
	OF(trend_people, RECORDER, false),
	OF(trend_offers, RECORDER, false),
	OF(trend_periods, RECORDER, false),
	OF(trend_read, RECORDER, false),
	OF(trend_list, WEB, false),
	OF(organisation_read, RECORDER, false),
	OF(policy_version_add, OWNER, false),
	STORE_POLICY_CALLS,
	OF(policy_versions_by, RECORDER, false),
	OF(policy_version_number, RECORDER, false),
	OF(mapping_save, OWNER, false),
	OF(mapping_remove, OWNER, false),
	OF(mapping_saved, RECORDER, false),
	OF(mapping_list, RECORDER, false),
	OF(help_lines_list, WEB, false),
	OF(help_lines_replace, RECORDER, true),
	OF(import_reviews_forget, RECORDER, true),
	OF(import_reviews_add, RECORDER, true),
	OF(import_reviews_list, RECORDER, false),
	STORE_CADENCE_CALLS,
	STORE_OFFER_CALLS,
	OF(retraction_add, RECORDER, true),
	OF(retraction_add_all, RECORDER, false),
	OF(own_rows_read, WEB, false),
	OF(contacts_add, RECORDER, true),
	OF(contacts_end, RECORDER, true),
	OF(contact_answered, RECORDER, false),
	OF(contact_again, RECORDER, false),
	OF(contact_stop, RECORDER, false),
	OF(contacts_due, RECORDER, false),
	OF(contact_ask, RECORDER, false),
	OF(contact_postpone, RECORDER, false),
	OF(contact_own, WEB, false),
	OF(contact_begin, WEB, false),
	OF(contacts_listed, WEB, false),
	OF(contact_made, RECORDER, false),
	OF(contact_count, RECORDER, false),
	OF(contact_clinicians, RECORDER, false),
	OF(contact_name, RECORDER, true),
	OF(contacts_rename, RECORDER, false),
	OF(follow_ups_add, RECORDER, true),
	OF(follow_ups_due, RECORDER, false),
	OF(follow_up_done, RECORDER, false),
	OF(follow_ups_end, RECORDER, false),
	STORE_DUTY_CALLS,
	OF(share_clinicians, RECORDER, false),
	OF(share_add, RECORDER, true),
	OF(share_end, RECORDER, false),
	OF(shares_own, WEB, false),
	OF(share_begin, WEB, false),
	OF(shares_with, WEB, false),
	OF(retraction_read, RECORDER, false),
	OF(retraction_erase, ERASURE, false),
	OF(retraction_unlisted, RECORDER, false),
	OF(retraction_listed, RECORDER, false),
	OF(retention_read, RECORDER, false),
	OF(retention_set, RECORDER, false),
	OF(retention_count, ERASURE, false),
	OF(retention_leavers, ERASURE, false),
	OF(retention_erase, ERASURE, false),
	OF(retention_chains, ERASURE, false),
	OF(retention_chain_first, ERASURE, false),
	OF(erasure_lock, ERASURE, true),
	OF(erasure_of_log, ERASURE, true),
	OF(erasure_of_person, ERASURE, true),
	OF(erasure_entries_there, RECORDER, false),
	OF(erasure_people_there, RECORDER, false),
	OF(series_led, RECORDER, false),
	OF(retraction_next, ERASURE, false),
	OF(audit_heads_step, RECORDER, true),
	OF(audit_entries_add, WEB, true),
	OF(audit_entries_list, WEB, true),
	OF(audit_entries_empty, ERASURE, true),
	OF(audit_accesses, RECORDER, false),
	OF(audit_roots_recent, RECORDER, false),
	OF(audit_verified_set, RECORDER, false),
	OF(audit_verified_read, RECORDER, false),
	OF(audit_root_lock, RECORDER, true),
	OF(audit_root_newest, RECORDER, false),
	OF(audit_heads_page, RECORDER, true),
	OF(audit_marks_add, RECORDER, true),
	OF(audit_root_add, RECORDER, true),
	OF(audit_roots_page, BACKUP, true),
	OF(audit_walk, BACKUP, true),
	OF(incoming_unknown, RECORDER, false),
	OF(people_lock, RECORDER, true),
	OF(engine_wake, RECORDER, false),
	OF(connection_listen, RECORDER, false),
	OF(feed_link_by_id, RECORDER, false),
	OF(feed_changes_list, RECORDER, false),
	OF(incoming_adding, RECORDER, false),
	OF(incoming_counting, RECORDER, false),
	OF(transaction, WEB, false),
	OF(transaction_keyed, WEB, false),
};

const size_t store_call_count = sizeof store_calls / sizeof store_calls[0];

void store_calls_begin(void)
{
	arena_reset(&arena);
	memset(&outputs, 0xA5, sizeof outputs);
}

void store_calls_end(void)
{
	arena_reset(&arena);
}

bool store_outputs_are_untouched(void)
{
	const unsigned char *bytes = outputs.bytes[0];
	for (size_t i = 0; i < sizeof outputs; i++) {
		if (bytes[i] != 0xA5)
			return false;
	}
	return true;
}
