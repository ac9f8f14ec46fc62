// SPDX-License-Identifier: MIT
// A libpq without a server, linked in place of the real one: every statement succeeds with made-up
// rows of the columns that its file names, until one thing goes wrong where a script says so.
#pragma once

#include <stdbool.h>

enum fake_fault {
	FAKE_NOTHING,
	FAKE_LOST,    // the connection is gone
	FAKE_REFUSED, // with an SQLSTATE
	FAKE_ENDED,   // the same, and the connection is gone
	FAKE_MEMORY,  // libpq has none
	FAKE_COLUMNS, // an answer with other columns, or out of place
};

struct fake_script {
	enum fake_fault fault;
	unsigned at; // which call to the server, from 1
	const char *sqlstate;
	int rows; // of every answer that has any
};

// Counts calls anew.
void fake_play(const struct fake_script *script);

// Whether the script's fault has happened.
bool fake_happened(void);

// Calls with a connection that was known to be gone, and statements other than ROLLBACK and COMMIT
// in a transaction that had failed, since the program began: there must be none.
unsigned fake_misuses(void);

// Transactions that were committed since fake_play, whether or not the answer came back.
unsigned fake_commits(void);
