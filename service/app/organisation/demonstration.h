// SPDX-License-Identifier: MIT
// What a demonstration starts with beside its hosts: a few officers, plainly not real, with some
// weeks of exposures, so that there is a load, a crossing and a held seat to look at.
#pragma once

#include "app/organisation/setting.h"

#define DEMONSTRATION_OFFICERS 6

// The reference of a demonstration's officer, from 1.
const char *demonstration_officer(size_t number);

// Adds the officers and their exposures up to now. As the recorder; doing it again adds nothing.
CHECKED enum status demonstration_record(struct connection *connection,
	const struct setting *setting, struct instant now, struct fault *fault);
