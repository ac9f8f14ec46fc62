// SPDX-License-Identifier: MIT
// When something of somebody else's is asked for again.
//
// Every BACK_OFF_REGULAR seconds while it goes well. After a failure in a quarter of an hour, and
// twice as long after each further one, up to a day; no earlier than the other side asked for. A
// fifth more or less, by what it is and how often it failed, so that many are not asked for at the
// same instant for ever.
#pragma once

#include "core/ids.h"

#define BACK_OFF_REGULAR INT64_C(3600)
#define BACK_OFF_FIRST INT64_C(900)
#define BACK_OFF_MOST INT64_C(86400)

// Seconds from now on. `failures` in a row, 0: it went well; `asked` is how long the other side
// wants to be left alone, at most a day of which counts.
int64_t back_off_seconds(struct uuid what, int32_t failures, int64_t asked);
