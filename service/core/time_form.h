// SPDX-License-Identifier: MIT
// Forms of written times: "MM/DD/YYYY hh:mm:ss AM".
//
// A form is made of YYYY MM DD hh mm ss and AM (12-hour clock, AM or PM), every other character
// standing for itself; seconds may be missing from it, and the time of day, which is midnight then.
#pragma once

#include "core/instant.h"

// Whether a form has the parts it needs, each once, so that a mapping is refused before a file is
// read. "epoch" and "epoch milliseconds", which time_form_epoch reads, are forms too.
bool time_form_is_valid(struct text form);

// Local time after a form. False if it does not fit exactly or is no date that exists.
bool time_form_read(struct text form, struct text value, struct civil *out);

// A number of seconds or milliseconds since 1970 in UTC, where the form is one of these two.
bool time_form_epoch(struct text form, struct text value, struct instant *out);
