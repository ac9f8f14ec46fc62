// SPDX-License-Identifier: MIT
// Private to the dispatch import: the mapped values of a row. Nothing else of it is looked at.
#pragma once

#include "app/import/dispatch.h"
#include "base/csv.h"

struct cells {
	const struct dispatch_mapping *mapping;
	struct dispatch_columns columns;
	size_t header_count;
	struct arena arena; // of one row; the caller resets it
};

// Whether a row has all its fields, and the mapped ones in the encoding; false with what is wrong.
bool cells_are_whole(
	const struct cells *cells, const struct csv_record *record, enum dispatch_fault *why);

// A field as UTF-8, without space around it, empty where it is a null word or the column SIZE_MAX.
// Start is NULL when out of memory, so too for the next two.
struct text cells_value(struct cells *cells, const struct csv_record *record, size_t column);

// Several fields with a blank between those that are not empty.
struct text cells_joined(
	struct cells *cells, const struct csv_record *record, const size_t *columns, size_t count);
