// SPDX-License-Identifier: MIT
// Taking the shipped programme of sessions into an organisation's own.
#pragma once

#include "app/audits/audit.h"
#include "store/organisation.h"

// Makes the people with these references the organisation's hosts 1, 2, … (they are added where
// they are not known) and adds every shipped pattern whose host there is, without the public
// holidays of its nation. Doing it again changes nothing but the trail. As the recorder, in one
// transaction.
CHECKED enum status programme_adopt(struct connection *connection,
	const struct organisation *organisation, const struct text *hosts, size_t host_count,
	const struct audit_actor *by, size_t *patterns, struct fault *fault);
