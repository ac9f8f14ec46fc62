// SPDX-License-Identifier: MIT
// Brings a database's schema to the one this program was built with. Forward only.
//
// Migrations are numbered files with a checksum each, applied one transaction at a time under an
// advisory lock, so that two services may start at once; migration 1 makes the roles and runs as
// the admin, the others as plimsoll_owner. Functions and policies are re-created from their files
// after every migration. A schema newer than the program, or a migration whose recorded checksum
// differs from the file's, is refused and nothing is changed.
#pragma once

#include "store/connection.h"

struct migration_report {
	int from, to; // schema versions before and after; 0 is an empty database
};

// STATUS_VERSION for a newer or altered schema; STATUS_RETRY when another held the lock too long.
CHECKED enum status migrate(
	const struct database *database, struct migration_report *report, struct fault *fault);

// The schema version in the database, 0 when it is empty, without changing anything.
CHECKED enum status migrate_version(
	const struct database *database, int *version, struct fault *fault);

// The version this program needs.
int migrate_newest(void);

// Migration 1 alone: the roles, which a backup needs before it can be restored.
CHECKED enum status migrate_roles(const struct database *database, struct fault *fault);
