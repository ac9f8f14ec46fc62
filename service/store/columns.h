// SPDX-License-Identifier: MIT
// Keeping the columnar cache (store/column_file.h) as PostgreSQL has it.
//
// It is built by reading everybody's standing exposures, as the log query tells them, and followed
// by reading anew those whose row was changed by a transaction that it may not have seen: whoever
// records, corrects or removes changes it (people_lock), and whoever destroys a log (erase_log).
// The reader is the recorder: the web role sees one person's log at a time, and the role for
// backups sees passwords and links besides.
//
// What somebody removed, or was erased of them, is in the file no longer than until the next
// COLUMNS_REFRESH, which writes the file anew where it still holds such bytes. The engine does
// that whenever it has destroyed something, and once a day; the commands that destroy do, too.
#pragma once

#include "store/column_file.h"
#include "store/connection.h"

#define COLUMNS_NAME "columns" // in the data directory

enum columns_how {
	COLUMNS_FOLLOW,  // builds it where it is not there
	COLUMNS_REFRESH, // does nothing where it is not there
};

struct columns_report {
	char because[400]; // why a file that was there was built anew, half a sentence; else empty
	bool built;
	size_t people;     // who were read
	bool written_anew; // what is lost, or many changes, were written out of it
};

// Brings the file up to date and opens it; `*out` is NULL where it is not there and was not to be
// built, and `out` may be NULL. In no transaction, as the recorder. Several at once take turns.
CHECKED enum status columns_follow(struct connection *connection, const char *path,
	enum columns_how how, struct column_file **out, struct columns_report *report,
	struct fault *fault);
