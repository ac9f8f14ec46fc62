// SPDX-License-Identifier: MIT
// The trail, for commands: who acts is the operator at the shell, or the service of itself.
#pragma once

#include "app/audits/audit.h"
#include "process/workplace.h"

// The operator at the shell, now.
struct audit_actor trail_operator(const struct desk *desk);

// Adds an act on the whole database, on a connection of its own; nothing where there is no
// organisation yet.
CHECKED enum status trail_add(const struct database *database, enum audit_actor_kind kind,
	enum audit_action action, struct fault *fault);
