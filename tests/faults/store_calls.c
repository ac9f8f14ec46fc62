// SPDX-License-Identifier: MIT
#include "faults/store_calls.h"

#include <string.h>

#include "store/accounts.h"
#include "store/audit_review.h"
#include "store/exposures.h"
#include "store/feed_changes.h"
#include "store/feed_links.h"
#include "store/feed_reads.h"
#include "store/feeds.h"
#include "store/help_lines.h"
#include "store/import_reviews.h"
#include "store/incoming.h"
#include "store/lines.h"
#include "store/mappings.h"
#include "store/migrate.h"
#include "store/needs.h"
#include "store/offers.h"
#include "store/organisation.h"
#include "store/own_record.h"
#include "store/people.h"
#include "store/reporting.h"
#include "store/retractions.h"
#include "store/sessions.h"
#include "store/shares.h"
#include "store/sign_ins.h"
#include "store/staff.h"
#include "store/team_sessions.h"
#include "store/teams.h"
#include "store/trends.h"

#define AT ((struct instant){1796115600})
#define ID                                                                                         \
	{                                                                                              \
		.uuid = { {1, 2, 3} }                                                                      \
	}
#define WORD TEXT_CONSTANT("a")

static struct arena arena;
static union {
	max_align_t alignment;
	unsigned char bytes[4][4096];
} outputs;

static const struct organisation_id organisation = ID;
static const struct person_id people[] = {ID, {.uuid = {{2}}}};
static const struct exposure_id ids[] = {ID, {.uuid = {{2}}}};
static const unsigned char hash[FEED_HASH_BYTES] = {1};
static const struct person person = {ID, WORD, WORD};
static const struct logged_exposure exposures[] = {
	{.exposure = {.person = ID,
		 .id = ID,
		 .category = WORD,
		 .modifiers = {WORD, WORD},
		 .modifier_count = 2}},
};
static const struct audit_verified verified = {.at = {1}};
static const struct import_left_out left_out = {.name = WORD, .second = WORD, .rows = 1};
static const struct help_line help_line = {
	.name = {WORD, WORD}, .note = {WORD, WORD}, .number = WORD, .checked_at = {1}};
static struct stored_line lines[] = {{.person = ID, .line = WORD}};
static struct stored_alarm alarms[] = {{.person = ID, .line = WORD, .level = WORD}};
static const struct stored_states states = {lines, 1, alarms, 1};
static const struct stored_crossing crossings[] = {
	{.person = ID, .id = ID, .rule = WORD, .level = WORD, .change = ALARM_RAISE}};
static const struct need need = {.person = ID,
	.id = ID,
	.organisation = ID,
	.response = WORD,
	.kinds = {SESSION_PHONE_IN},
	.kind_count = 1};
static const enum session_kind kinds[] = {SESSION_PHONE_IN};
static const struct seat_need seat_need = {.kinds = kinds, .kind_count = 1, .minutes = 30};
static const struct text except[] = {WORD};
static const struct stored_series series = {.id = ID,
	.topic = WORD,
	.description = WORD,
	.zone = WORD,
	.starts_local = WORD,
	.rule = WORD,
	.except_local = except,
	.except_count = 1};
static const struct dated_session session = {
	.id = ID, .series = &series, .during = {{1796115600}, {1796119200}}};
static const struct hold hold = {.person = ID, .booking = ID, .during = {{1}, {2}}};
static const struct offer offer = {.person = ID, .booking = ID, .session = ID};
static const struct feed_link link = {.id = ID, .organisation = ID, .person = ID};
static const struct feed_read reads[] = {{.link = ID, .reads = 1}};
static const struct organisation founded = {.id = ID, .name = WORD, .zone = WORD, .nation = WORD};
static const struct policy_version version = {1, WORD};
static const struct incoming_row row = {.reference = WORD, .category = WORD};
static const struct staff_row staff_row = {.line = 1, .person = ID, .reference = WORD};
static const struct staff_person staff_person = {.person = ID};
static const struct staff_planning staff_planning = {
	.organisation = ID, .nation = WORD, .missing_leave = true};
static const struct incoming_settling adding = {
	.organisation = ID, .profile = WORD, .new_people = true};
static const struct incoming_settling counting = {.organisation = ID, .profile = WORD};
static const struct team team = {ID, WORD};
static const struct team_member members[] = {{ID, ID, {{1}, {2}}}};
static const struct reporting_line reporting_line = {ID, {{{2}}}};
static const struct trend_period period = {1, {{1}, {2}}};
static const struct trend trends[] = {{.role = WORD, .team_name = WORD}};
static const struct account account = {.person = ID,
	.organisation = ID,
	.display_name = WORD,
	.sign_in_name = WORD,
	.roles = {1},
	.language = WORD,
	.nation = WORD,
	.access_needs = {WORD},
	.access_need_count = 1,
	.totp_sealed = WORD};
static const struct sign_in_session signed_in = {.person = ID, .organisation = ID};
static const struct one_time_link once = {.person = ID, .organisation = ID};
static const struct share share = {.id = ID, .other = ID};
static const struct audit_actor actor = {.kind = AUDIT_BY_PERSON, .person = ID};
static const struct audit_addition additions[] = {{.head = {.chain = ID, .length = 1}}};
static const struct audit_root root = {.number = 1};
static const struct text references[] = {WORD, TEXT_CONSTANT("b")};

#define OUT(place) ((void *)outputs.bytes[place])
#define CALL(name, ...)                                                                            \
	static enum status call_##name(struct connection *connection, struct fault *fault)             \
	{                                                                                              \
		return name(connection, __VA_ARGS__, fault);                                               \
	}

CALL(app_begin, &people[0], hash)
CALL(account_own, people[0], true, &arena, OUT(0))
CALL(account_lock, people[0], &arena, OUT(0))
CALL(account_add, &account, AT)
CALL(account_names, people, 2, &arena, OUT(0), OUT(1))
CALL(account_list, organisation, references[0], 5, &arena, OUT(0), OUT(1))
CALL(account_administrator, organisation, OUT(0))
CALL(sign_in_name_add, &account, hash, AT)
CALL(sign_in_name_find, hash, OUT(0))
CALL(account_name, &account, AT)
CALL(account_prefer, &account, AT)
CALL(account_totp, &account, AT)
CALL(account_password, people[0], references[0], AT)
CALL(account_totp_step, people[0], 7, OUT(0))
CALL(account_roles, people[0], account.roles, AT)
CALL(account_totp_end, people[0], AT)
CALL(account_leave, people[0], AT)
CALL(sign_in_session_add, hash, &signed_in)
CALL(sign_in_session_read, hash, AT, AT, AT, OUT(0))
CALL(sign_in_sessions_list, people[0], hash, AT, &arena, OUT(0), OUT(1))
CALL(sign_in_session_close, hash, AT, OUT(0))
CALL(sign_in_sessions_close, people[0], NULL, AT)
CALL(sign_in_sessions_close_outside, people[0], account.roles, AT)
CALL(sign_in_sessions_forget, people[0], AT)
CALL(one_time_link_add, hash, &once, AT)
CALL(one_time_link_read, hash, AT, OUT(0))
CALL(one_time_link_spend, hash, AT)
CALL(recovery_code_known, people[0], hash, OUT(0))
CALL(recovery_code_spend, people[0], hash, AT, OUT(0))
CALL(recovery_codes_left, people[0], OUT(0))
CALL(recovery_codes_replace, people[0], &hash, 1, AT)
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
CALL(seats_list, organisation, &seat_need, &arena, OUT(0), OUT(1))
CALL(diary_busy, people[0], session.during, &arena, OUT(0), OUT(1))
CALL(team_begin, AT, &arena, OUT(0), OUT(1))
CALL(team_revised, people[0], AT, OUT(0))
CALL(team_bookings, people, 2, session.during, &arena, OUT(0), OUT(1))
CALL(hold_add, organisation, &hold, AT)
CALL(holds_overdue, AT, 5, &arena, OUT(0), OUT(1))
CALL(hold_lapse, &hold, AT, OUT(0))
CALL(offer_lock, people[0], offer.booking, AT, OUT(0))
CALL(offer_confirm, &offer, AT)
CALL(offer_release, &offer, AT)
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
CALL(trend_newest, organisation, 1, OUT(0), OUT(1))
CALL(trend_add, organisation, &period, trends, 1, AT, OUT(0))
CALL(trend_people, organisation, AT, people[0], 5, &arena, OUT(0), OUT(1))
CALL(trend_offers, people, 2, period.during, &arena, OUT(0), OUT(1))
CALL(trend_list, organisation, 1, AT, references[0], &arena, OUT(0), OUT(1))
CALL(series_published, series.id, AT)
CALL(organisation_read, &arena, OUT(0))
CALL(policy_version_add, organisation, &version, AT, AT)
CALL(policy_version_in_force, organisation, AT, &arena, OUT(0))
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
CALL(share_clinicians, organisation, people[1], &arena, OUT(0), OUT(1))
CALL(share_add, organisation, people[0], &share, AT)
CALL(share_end, people[0], share.id, AT, OUT(0))
CALL(shares_own, people[0], AT, &arena, OUT(0), OUT(1))
CALL(share_begin, people[1], &share.id, AT, OUT(0))
CALL(shares_with, people[1], &arena, OUT(0), OUT(1))
CALL(retraction_read, people, ids, 2, &arena, OUT(0), OUT(1))
CALL(retraction_erase, AT, AT, OUT(0))
CALL(retraction_next, OUT(0))
CALL(audit_entries_add, &actor, AUDIT_LOAD_SEEN, additions, 1)
CALL(audit_entries_list, additions[0].head.chain, 5, 5, &arena, OUT(0), OUT(1))
CALL(audit_entries_empty, additions[0].head.chain, 2)
CALL(audit_accesses, &AUDIT_PLACE_NEWEST, NULL, 5, &arena, OUT(0), OUT(1))
CALL(audit_roots_recent, organisation, 5, 5, &arena, OUT(0), OUT(1))
CALL(audit_verified_set, organisation, &verified)
CALL(audit_verified_read, organisation, OUT(0))
CALL(audit_root_newest, organisation, OUT(0))
CALL(audit_heads_page, additions[0].head.chain, 5, &arena, OUT(0), OUT(1))
CALL(audit_marks_add, organisation, 1, &additions[0].head, 1)
CALL(audit_root_add, organisation, &root)
CALL(audit_roots_page, 0, 5, &arena, OUT(0), OUT(1))
CALL(incoming_unknown, organisation, 5, &arena, OUT(0), OUT(1))

static enum status call_people_lock(struct connection *connection, struct fault *fault)
{
	struct text profiles[2];
	return people_lock(connection, people, 2, AT, &arena, profiles, fault);
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

#define OF(name, role, in_transaction)                                                             \
	{                                                                                              \
#name, DATABASE_##role, in_transaction, call_##name                                        \
	}

const struct store_call store_calls[] = {
#include "faults/store_calls.def"
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
