// SPDX-License-Identifier: MIT
#include "app/organisation/setting.h"

#include <stdlib.h>

#include "calendar/zone.h"
#include "secret/token.h"
#include "json/policy.h"

#define ZONE_UNTIL ((struct instant){INT64_C(4102444800)}) // 2100

// Each version of the policy with the one before it; entries of the log were recorded under them.
static enum status read_versions(const struct policy_version *versions, size_t count,
	const struct zone *zone, struct arena *arena, struct policy *policies,
	struct json_faults *faults, struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		enum status status =
			policy_read_in(versions[i].document, zone, arena, &policies[i], faults);
		if (status == STATUS_INVALID)
			return fault_set(fault, STATUS_VERSION, faults->list[0].where,
				"Version %d of the policy cannot be used by this version of Plimsoll: %.300s",
				versions[i].version, faults->list[0].message);
		if (status != STATUS_OK)
			return fault_memory(fault);
		policies[i].version = versions[i].version;
		policies[i].in_force_from = versions[i].in_force_from;
		policies[i].before = i ? &policies[i - 1] : NULL;
	}
	return STATUS_OK;
}

enum status setting_read(struct connection *connection, struct instant now, struct arena *arena,
	struct setting *out, struct fault *fault)
{
	struct policy_version *versions;
	size_t count;
	enum status status = organisation_read(connection, arena, &out->organisation, fault);
	if (status == STATUS_OK)
		status = policy_versions_by(
			connection, out->organisation.id, now, arena, &versions, &count, fault);
	if (status != STATUS_OK)
		return status;
	struct zone *zone = arena_allocate(arena, sizeof *zone);
	struct policy *policies = arena_array(arena, count, sizeof *policies);
	struct json_faults *faults = calloc(1, sizeof *faults);
	status = zone && policies && faults ? STATUS_OK : fault_memory(fault);
	if (status == STATUS_OK)
		status =
			zone_load(out->organisation.zone, (struct instant){0}, ZONE_UNTIL, arena, zone, fault);
	if (status == STATUS_OK)
		status = read_versions(versions, count, zone, arena, policies, faults, fault);
	free(faults);
	if (status == STATUS_OK) {
		out->policy = policies[count - 1];
		out->policy_version = out->policy.version;
		out->zone = zone;
	}
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
