// SPDX-License-Identifier: MIT
#include "app/exposures/change_over.h"

#include "app/audits/audit.h"
#include "app/engine/steps.h"
#include "store/absences.h"
#include "store/change_overs.h"

#define AT_ONCE 50 // recorders wait for so many people at most

// That the version has come into force for everybody is on the organisation's trail, once.
static enum status note(struct connection *connection, const struct setting *setting,
	struct instant now, struct fault *fault)
{
	bool done = false;
	const struct audit_actor by = {
		.kind = AUDIT_BY_SERVICE, .organisation = setting->organisation.id, .now = now};
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = policy_changed_over(
		connection, setting->organisation.id, setting->policy_version, now, &done, fault);
	if (status == STATUS_OK && done)
		status = absences_look_again(connection, now, fault);
	if (status == STATUS_OK && done)
		status = audit_add_organisation(connection, &by, AUDIT_POLICY_CHANGED, fault);
	return transaction_end(connection, status, fault);
}

enum status engine_change_over(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	struct recorder recorder = setting_recorder(setting, connection);
	enum status status;
	size_t count, changed = 0;
	do {
		struct record_report recorded = {0};
		count = 0;
		status =
			record_change_over(&recorder, setting->zone, AT_ONCE, now, &count, &recorded, fault);
		if (status == STATUS_OK)
			changed += count;
	} while (status == STATUS_OK && count > 0);
	report->changed_over += changed;
	return status == STATUS_OK ? note(connection, setting, now, fault) : status;
}
