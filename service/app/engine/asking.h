// SPDX-License-Identifier: MIT
// Private to app/engine: asking for a session by time alone, as crossings do by what is recorded.
#pragma once

#include "app/organisation/setting.h"
#include "store/needs.h"

// A new need of a response, counted from now, when a seat may be held for it.
struct need asking_need(const struct setting *setting, const struct policy_response *response,
	struct person_id person, struct instant now);
