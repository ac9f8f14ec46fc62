// SPDX-License-Identifier: MIT
// Private to the dispatch import: from the file to the waiting rows.
#pragma once

#include "app/import/dispatch.h"

// Reads the whole file into the connection's temporary table.
CHECKED enum status dispatch_read(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault);

// The keyed id of an exposure, and of its correction by a row of that time and kind.
struct exposure_id dispatch_exposure_id(
	const struct key *key, struct uuid incident, struct person_id person);
struct exposure_id dispatch_correction_id(
	const struct key *key, struct uuid incident, const struct exposure *exposure);
