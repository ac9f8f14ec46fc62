// SPDX-License-Identifier: MIT
#include "app/organisation/setting.h"

#include <stdlib.h>

#include "secret/token.h"
#include "json/policy.h"

enum status setting_read(struct connection *connection, struct instant now, struct arena *arena,
	struct setting *out, struct fault *fault)
{
	struct policy_version version;
	enum status status = organisation_read(connection, arena, &out->organisation, fault);
	if (status == STATUS_OK)
		status =
			policy_version_in_force(connection, out->organisation.id, now, arena, &version, fault);
	if (status != STATUS_OK)
		return status;
	struct json_faults *faults = calloc(1, sizeof *faults);
	if (!faults)
		return fault_memory(fault);
	status = policy_read(version.document, arena, &out->policy, faults);
	if (status == STATUS_INVALID)
		status = fault_set(fault, STATUS_VERSION, faults->list[0].where,
			"The policy in force cannot be used by this version: %.300s", faults->list[0].message);
	free(faults);
	out->policy_version = version.version;
	return status;
}

static struct uuid new_id(struct instant now)
{
	return uuid_v7(now.seconds * 1000);
}

struct recorder setting_recorder(const struct setting *setting, struct connection *connection)
{
	return (struct recorder){
		connection, &setting->organisation, &setting->policy, setting->policy_version, new_id};
}
