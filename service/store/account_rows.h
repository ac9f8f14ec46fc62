// SPDX-License-Identifier: MIT
// Private to store: accounts as they are listed, out of rows.
#pragma once

#include "store/accounts.h"
#include "store/copying.h"

// The first nine columns of a row, as account_list has them.
struct listed_account row_listed_account(struct arena *arena, const struct rows *rows, int row,
	struct organisation_id organisation, bool *failed);
