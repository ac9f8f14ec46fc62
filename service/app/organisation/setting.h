// SPDX-License-Identifier: MIT
// What most work in an organisation starts from: the organisation, and its policy in force.
#pragma once

#include "app/exposures/record.h"

struct setting {
	struct organisation organisation;
	struct policy policy; // with those in force before it
	int32_t policy_version;
	const struct zone *zone; // the organisation's, from 1970
};

// Reads both into the arena, as the recorder. A stored policy that no longer reads is
// STATUS_VERSION with its first fault.
CHECKED enum status setting_read(struct connection *connection, struct instant now,
	struct arena *arena, struct setting *out, struct fault *fault);

// A recorder over the setting.
struct recorder setting_recorder(const struct setting *setting, struct connection *connection);
