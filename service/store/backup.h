// SPDX-License-Identifier: MIT
// Backups: the whole database in PostgreSQL's own archive form, by pg_dump and pg_restore.
//
// The archive holds no key and no feed token, only their hashes. It holds everybody's log: keep it
// as the database itself.
#pragma once

#include "store/connection.h"

// Writes an archive to an open file, as the backup role, from one snapshot. The file is complete
// and on the disk when this returns STATUS_OK.
CHECKED enum status backup_write(
	const struct database *database, int descriptor, struct fault *fault);

// Fills an empty database from an archive in one transaction: all or nothing. STATUS_CONFLICT where
// there is a schema already. Migrations that are newer than the archive are applied after.
CHECKED enum status backup_restore(
	const struct database *database, int descriptor, struct fault *fault);
