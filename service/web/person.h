// SPDX-License-Identifier: MIT
// Private to web: people in an administrator's words.
#pragma once

#include "app/accounts/directory.h"
#include "web/visit.h"

// The person that the address names; STATUS_NOT_FOUND where it names none.
CHECKED enum status person_named(
	const struct web_call *call, struct person_id *out, struct fault *fault);

// "Active", "Invited", "Leaves: 24 November 2026", "Left"; start NULL without memory, so too below.
struct text person_state(const struct web_call *call, const struct directory_entry *entry);
struct text person_roles(const struct web_call *call, struct role_set roles);
struct text person_profile(const struct web_call *call, struct text profile);

// The address of their page.
struct text person_address(const struct web_call *call, struct person_id person, const char *more);

// A person's page, with what `shown` has already. The look is on their trail.
void person_show(const struct web_call *call, const struct page_person *shown, unsigned code);
