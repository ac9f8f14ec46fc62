// SPDX-License-Identifier: MIT
// A file of staff on its way in: temporary tables of this connection alone, gone with it. As the
// recorder.
//
// Rows are taken in outside of a transaction. Then, in one of the caller's, they are compared with
// what is known, which makes a plan; a plan can be looked at and carried out. Nothing of this locks
// anything before it is carried out but that two plans are not made at once.
#pragma once

#include "base/arena.h"
#include "core/reporting.h"
#include "core/staff.h"
#include "store/begin.h"

// Texts with a NULL start are of columns that the file has not; empty ones say nothing there.
struct staff_row {
	unsigned long line;
	enum staff_fault fault;
	struct person_id person; // the id they get if they are new
	struct team_id team_id;  // the same
	struct text reference, display_name, sign_in_name;
	unsigned char name_hash[ROW_HASH_BYTES];
	bool named; // the file says what they sign in with
	struct text profile, team, manager, language, nation, joined;
	struct text needs[STAFF_NEEDS_COUNT];
	size_t need_count;
	bool has_leaves;
	struct instant leaves_at; // NEVER: they do not leave
	struct role_set roles;    // empty: the file does not say
};

// Opens the way; staff_add follows for each row, then staff_close.
CHECKED enum status staff_open(struct connection *connection, struct fault *fault);
CHECKED enum status staff_add(struct connection *connection, struct arena *arena,
	const struct staff_row *row, struct fault *fault);
CHECKED enum status staff_close(struct connection *connection, struct fault *fault);

enum staff_field {
	STAFF_NAME,
	STAFF_SIGN_IN,
	STAFF_PROFILE,
	STAFF_TEAM,
	STAFF_MANAGER,
	STAFF_NATION,
	STAFF_JOINED,
	STAFF_LEAVING,
	STAFF_ROLES,
	STAFF_FIELD_COUNT
};

struct staff_counts {
	int64_t joins, returns, changed, leaves, unchanged, gone;
	int64_t fields[STAFF_FIELD_COUNT]; // of those who are changed
	int64_t unknown_managers, left_managers, own_managers;
	int64_t new_teams;
	int64_t staff, missing; // officers and supervisors: all, and those not in the file
	int64_t faults[STAFF_FAULT_COUNT];
	unsigned long first_line[STAFF_FAULT_COUNT];
	int64_t rejected, nameless; // lines left out, and those of them without a staff number
};

struct staff_planning {
	struct organisation_id organisation;
	struct text nation; // of those of whom the file does not say it
	struct instant at;
	bool missing_leave; // who is not in the file leaves, unless a line left out may be theirs
};

// Makes the plan. STATUS_CONFLICT while another one is made or carried out.
CHECKED enum status staff_plan(struct connection *connection, const struct staff_planning *planning,
	struct staff_counts *out, struct fault *fault);

// To whom everybody will report, by person, ascending; and the staff numbers of some people.
CHECKED enum status staff_lines(struct connection *connection, struct arena *arena,
	struct reporting_line **out, size_t *count, struct fault *fault);
CHECKED enum status staff_numbers(struct connection *connection, const struct person_id *people,
	size_t count, struct arena *arena, struct text *out, struct fault *fault);

struct staff_listed {
	struct text reference, display_name;
	struct text manager, fault; // of "unresolved": whom the file names, "unknown", "left", "self"
	unsigned changes;           // 1 << enum staff_field
};

// Who "joins", "stays" and is changed, "leaves", or is "unresolved", after a staff number.
CHECKED enum status staff_listing(struct connection *connection, const char *act, struct text after,
	int32_t most, struct arena *arena, struct staff_listed **out, size_t *count,
	struct fault *fault);

struct staff_reject {
	unsigned long line;
	enum staff_fault fault;
	struct text reference;
};

// Lines that are left out, after a line.
CHECKED enum status staff_rejects(struct connection *connection, unsigned long after, int32_t most,
	struct arena *arena, struct staff_reject **out, size_t *count, struct fault *fault);

struct staff_person {
	struct person_id person;
	struct text reference, display_name, sign_in_name;
};

// People of the plan after one, ascending: who "leaves", whose "profile" is another, who get an
// "account", whose "roles" change, or of whom something else is "changed".
CHECKED enum status staff_people(struct connection *connection, const char *which,
	struct person_id after, int32_t most, struct arena *arena, struct staff_person **out,
	size_t *count, struct fault *fault);

// Carries out the plan but for those who leave, whose accounts have to end before.
CHECKED enum status staff_apply(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct fault *fault);

// Makes invitations for some people who have no link.
CHECKED enum status staff_invite(struct connection *connection, struct organisation_id organisation,
	const struct staff_person *people, const unsigned char (*hashes)[ROW_HASH_BYTES], size_t count,
	struct instant at, struct instant expires_at, struct fault *fault);
