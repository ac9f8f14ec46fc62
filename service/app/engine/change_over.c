// SPDX-License-Identifier: MIT
#include "app/exposures/change_over.h"

#include "app/engine/steps.h"
#include "store/change_overs.h"

#define AT_ONCE 50 // recorders wait for so many people at most

enum status engine_change_over(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	struct recorder recorder = setting_recorder(setting, connection);
	enum status status;
	size_t count, changed = 0;
	do {
		struct record_report recorded = {0};
		count = 0;
		status = record_change_over(&recorder, AT_ONCE, now, &count, &recorded, fault);
		if (status == STATUS_OK)
			changed += count;
	} while (status == STATUS_OK && count > 0);
	report->changed_over += changed;
	return status == STATUS_OK ? policy_changed_over(connection, setting->organisation.id,
									 setting->policy_version, now, fault)
							   : status;
}
