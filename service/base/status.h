// SPDX-License-Identifier: MIT
// How a call ended. One table, status.def, gives the C names, SQLSTATEs and message ids.
#pragma once

enum status {
#define STATUS(name, sqlstate, id, meaning) name,
#include "base/status.def"
#undef STATUS
};

// The message id ("not-found"), a constant string.
const char *status_id(enum status status);

// The status for a five-character SQLSTATE: the exact row of the table, else by class
// (08 and 57P unavailable, 40 retry, 22 and 23 invalid, 53 memory), else STATUS_SYSTEM.
enum status status_from_sqlstate(const char *sqlstate);
