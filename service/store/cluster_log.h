// SPDX-License-Identifier: MIT
// PostgreSQL's own log, which grows for as long as it runs. Only for this folder and its tests.
#pragma once

#include "base/fault.h"

#define CLUSTER_LOG_LIMIT (1 << 20) // bytes that are left where they are

// Opens the log for appending, made when missing; -1 with errno.
int cluster_log_open(const char *path);

// Empties a log of more than CLUSTER_LOG_LIMIT, of which the last CLUSTER_LOG_LIMIT bytes become
// <path>.old. PostgreSQL may be writing to it all the while. It is emptied even where they cannot
// be kept.
CHECKED enum status cluster_log_bound(const char *path, bool *emptied, struct fault *fault);
