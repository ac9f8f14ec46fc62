// SPDX-License-Identifier: MIT
// One type per kind of id, so that they cannot be swapped.
#pragma once

#include "base/uuid.h"

struct organisation_id {
	struct uuid uuid;
};
struct person_id {
	struct uuid uuid;
};
struct exposure_id {
	struct uuid uuid;
};
struct crossing_id {
	struct uuid uuid;
};
struct need_id {
	struct uuid uuid;
};
struct series_id {
	struct uuid uuid;
};
struct session_id {
	struct uuid uuid;
};
struct booking_id {
	struct uuid uuid;
};
struct link_id {
	struct uuid uuid;
};
struct team_id {
	struct uuid uuid;
};
