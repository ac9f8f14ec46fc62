// SPDX-License-Identifier: MIT
// Private to web: what somebody logged on a page, on its way through the recorder's lane.
#pragma once

#include "app/exposures/record.h"
#include "web/visit.h"

// Answers the form whose entry was recorded, or was refused.
void log_recorded(const struct web_call *call, const struct record_result *result);
