// SPDX-License-Identifier: MIT
// Acts on chains of people who are only numbers, and what verifying finds of them.
#pragma once

#include "app/audits/audit.h"
#include "app/audits/verify.h"
#include "integration/engine/fixture.h"
#include "store/organisation.h"
#include "store/people.h"

// For setup: an organisation whose chain is empty.
int found_trail(void **state);

struct person_id person_of(int number);
struct chain_id chain_of(int number);
struct audit_actor actor_of(enum audit_actor_kind kind, int64_t now); // a person is number 99
struct connection *open_as(enum database_role role);

// In a transaction of its own: looks at the load of some people.
enum status look_as(struct connection *connection, const struct audit_actor *by,
	const struct chain_id *about, size_t count);

// As the recorder, by the operator at the shell, at one of them.
void look(int person, int64_t now);

struct verified {
	struct audit_verification counts;
	struct audit_finding findings[32]; // the first of them
};

struct verified verify(const struct audit_kept_root *kept, size_t kept_count);
void expect_whole(size_t chains, size_t entries);
