// SPDX-License-Identifier: MIT
// Private to web: calling off what one leads.
#pragma once

#include "web/routes.h"

// What the page says after it was done; empty otherwise.
struct text call_off_notice(const struct web_call *call);
