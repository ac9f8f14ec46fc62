// SPDX-License-Identifier: MIT
// Mappings of dispatch exports that are kept by name: documents, not checked here.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

struct saved_mapping {
	struct text name, document;
	struct instant saved_at;
};

// Keeps a document, in place of what had the name before. Role owner.
CHECKED enum status mapping_save(struct connection *connection, struct organisation_id organisation,
	struct text name, struct text document, struct instant at, struct fault *fault);

// STATUS_NOT_FOUND where nothing has the name. Role owner.
CHECKED enum status mapping_remove(struct connection *connection,
	struct organisation_id organisation, struct text name, struct fault *fault);

// STATUS_NOT_FOUND where nothing has the name. Roles owner and recorder, so too for the next.
CHECKED enum status mapping_saved(struct connection *connection,
	struct organisation_id organisation, struct text name, struct arena *arena, struct text *out,
	struct fault *fault);

// All of them, by name.
CHECKED enum status mapping_list(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct saved_mapping **out, size_t *count, struct fault *fault);
