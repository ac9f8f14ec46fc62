// SPDX-License-Identifier: MIT
#include "app/engine/erase.h"

#include "store/retractions.h"

enum status engine_erase(struct connection *erasure, struct instant now, size_t *erased,
	struct instant *next, struct fault *fault)
{
	struct instant oldest;
	enum status status =
		retraction_erase(erasure, instant_later(now, -ERASE_AFTER), now, erased, fault);
	if (status == STATUS_OK)
		status = retraction_next(erasure, &oldest, fault);
	if (status == STATUS_OK)
		*next =
			instant_earliest(instant_later(oldest, ERASE_AFTER), instant_later(now, ERASE_LOOK));
	return status;
}
