// SPDX-License-Identifier: MIT
// The members of a policy document, whatever they are, for comparing and showing all of it.
#pragma once

#include "core/policy_difference.h"

// All members of a document that policy_read takes, in its order. STATUS_INVALID for what is not
// JSON, or STATUS_MEMORY.
CHECKED enum status policy_members_read(
	struct text document, struct arena *arena, struct policy_members *out, struct fault *fault);
