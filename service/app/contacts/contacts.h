// SPDX-License-Identifier: MIT
// Asking a clinician to contact somebody who did not answer for long: what people do about it, each
// in one transaction with its entry on the trail. The engine asks (app/engine/contact.c).
//
// Being asked does not say why: it can be a line or the cadence. A clinician is asked only while
// named, and outside the line of command. Nothing is written but that contact was made, which is
// counted.
#pragma once

#include "app/audits/audit.h"
#include "store/contacts.h"

// Whom `by`, a clinician, is asked to contact; that they saw it is on the trail of each. As the web
// role.
CHECKED enum status contacts_see(struct connection *web, const struct audit_actor *by,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault);

// `by` has contacted them; nothing happens where they were not asked to. As the recorder, as are
// those that follow.
CHECKED enum status contacts_made(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct fault *fault);

// `by` wants nobody to be asked, or to be asked any more, to contact them. It is on no trail.
CHECKED enum status contacts_stop(
	struct connection *recorder, const struct audit_actor *by, struct fault *fault);

// Names those who are asked, and nobody else. STATUS_INVALID for one who is no clinician outside
// the line of command.
CHECKED enum status contacts_name(struct connection *recorder, const struct audit_actor *by,
	const struct person_id *clinicians, size_t count, struct fault *fault);
