// SPDX-License-Identifier: MIT
// Private to web: files of staff between the look at what they come to and the import. They are in
// this process's memory alone and never on a disk, so that nothing is left of them when it ends.
#pragma once

#include "core/instant.h"
#include "secret/token.h"

#define UPLOADS_LIMIT 8 // one more takes the place of the oldest
#define UPLOAD_SECONDS 3600
#define UPLOAD_MAPPING_MOST 64 // bytes of a mapping's name

struct upload {
	struct token_hash session; // whose it is, and nobody else's
	int descriptor;            // a file without a name
	char mapping[UPLOAD_MAPPING_MOST + 1];
	bool missing_leave, many_leave;
	struct instant at;
};

struct uploads;

struct uploads *uploads_new(void); // NULL without memory
void uploads_free(struct uploads *uploads);

// A file without a name that holds the content, from its start; -1 without memory.
int upload_file(struct text content);

// Keeps it for UPLOAD_SECONDS under an unguessable name, in the place of the session's before. The
// descriptor is the keeper's from then on.
struct token uploads_put(struct uploads *uploads, const struct upload *upload);

// Tells what is kept under a name; taken, its descriptor is the caller's. False where there is
// nothing of that session's any more.
bool uploads_look(struct uploads *uploads, struct text name, struct token_hash session,
	struct instant now, bool take, struct upload *out);
