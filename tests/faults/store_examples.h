// SPDX-License-Identifier: MIT
// What the calls of the store are given: an example of each thing that it takes.
#pragma once

#include "store/accounts.h"
#include "store/audit_review.h"
#include "store/directory.h"
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
#include "store/retentions.h"
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
static const struct retention_limits limits = {{1}, {1}, {1}, {1}, {1}};
static const struct audit_verified verified = {.at = {1}};
static const struct import_left_out left_out = {.name = WORD, .second = WORD, .rows = 1};
static const struct directory_place place = {WORD, ID};
static const struct help_line help_line = {
	.name = {WORD, WORD}, .note = {WORD, WORD}, .number = WORD, .checked_at = {1}};
static struct stored_line lines[] = {{.person = ID, .line = WORD},
	{.person = ID, .line = WORD, .more = (const double[]){1}, .more_count = 1}};
static struct stored_alarm alarms[] = {{.person = ID, .line = WORD, .level = WORD}};
static const struct stored_states states = {lines, 2, alarms, 1};
static const struct stored_crossing crossings[] = {
	{.person = ID, .id = ID, .rule = WORD, .level = WORD, .change = ALARM_RAISE}};
static const struct need need = {.person = ID,
	.id = ID,
	.organisation = ID,
	.response = WORD,
	.kinds = {SESSION_PHONE_IN},
	.kind_count = 1};
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
static const struct policy_version version = {1, WORD, {0}};
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
