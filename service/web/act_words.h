// SPDX-License-Identifier: MIT
// Private to web: the trail in the words of whose it is.
#pragma once

#include "core/audit.h"

// What was done with a person's record, as a message to that person: "Looked at your load".
const char *act_words(enum audit_action action);

// Who did it, where that was no person: "The operator at the shell".
const char *actor_words(enum audit_actor_kind kind);
