// SPDX-License-Identifier: MIT
// When two of a demonstration's hosts can lead sessions, beside the programme that they lead.
#pragma once

#include "core/ids.h"
#include "core/role.h"
#include "store/connection.h"

// The supervisor on Fridays, with a calendar that keeps them busy, and the facilitator on Mondays;
// nothing for other roles. In a transaction as the recorder, once.
CHECKED enum status demonstration_host_hours(struct connection *recorder,
	struct organisation_id organisation, enum role role, struct person_id person,
	struct instant now, struct fault *fault);
