// SPDX-License-Identifier: MIT
// Sharing one's own load with one clinician for a while. As the recorder, each in one transaction
// with its entry on the trail of whose load it is, who is `by`.
#pragma once

#include "app/audits/audit.h"
#include "store/shares.h"

// For how long: 1, 7 or 28 days; false for anything else.
bool share_days_allowed(int64_t days);

// STATUS_NOT_FOUND where that is no clinician who can sign in. What was shared with them before
// ends.
CHECKED enum status share_load(struct connection *recorder, const struct audit_actor *by,
	struct person_id clinician, int64_t days, struct fault *fault);

// Nothing happens where it is over already.
CHECKED enum status unshare_load(struct connection *recorder, const struct audit_actor *by,
	struct share_id share, struct fault *fault);
