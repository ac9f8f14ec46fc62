// SPDX-License-Identifier: MIT
// Private to web: what people are told of a clinician being asked to contact them, with the button
// that stops it.
#pragma once

#include "store/contacts.h"
#include "web/visit.h"

// Fills the notice, which is not shown where nobody is or can be asked. STATUS_MEMORY.
CHECKED enum status contact_notice(const struct web_call *call, const struct web_visit *visit,
	const struct contact_own *own, struct page_contact_notice *out, struct fault *fault);
