// SPDX-License-Identifier: MIT
#include "app/organisation/found.h"

#include <assert.h>

#include "app/audits/audit.h"
#include "app/organisation/programme.h"
#include "calendar/zone.h"
#include "secret/token.h"
#include "store/sessions.h"

const char *demonstration_host(size_t number)
{
	static const char *const names[DEMONSTRATION_HOSTS] = {
		"demonstration-host-1",
		"demonstration-host-2",
		"demonstration-host-3",
		"demonstration-host-4",
		"demonstration-host-5",
		"demonstration-host-6",
		"demonstration-host-7",
		"demonstration-host-8",
	};
	assert(number >= 1 && number <= DEMONSTRATION_HOSTS);
	return names[number - 1];
}

// A zone that cannot be read would fail at the first session, long after it was given.
static enum status check_zone(
	struct text name, struct instant now, struct arena *arena, struct fault *fault)
{
	struct zone zone;
	return zone_load(name, now, instant_later(now, SECONDS_PER_DAY), arena, &zone, fault);
}

static enum status add_organisation(struct connection *owner, const struct founding *founding,
	struct instant now, struct organisation *out, struct fault *fault)
{
	// From the beginning of time: past exposures are weighed by it too.
	struct policy_version version = {1, founding->policy, (struct instant){INT64_C(-2208988800)}};
	*out = (struct organisation){
		.id = {uuid_v7(now.seconds * 1000)},
		.name = founding->name,
		.zone = founding->zone,
		.nation = founding->nation,
		.demonstration = founding->demonstration,
	};
	enum status status = organisation_add(owner, out, now, fault);
	if (status != STATUS_OK)
		return status;
	status = policy_version_add(owner, out->id, &version, now, fault);
	const struct audit_actor by = {.kind = founding->by, .organisation = out->id, .now = now};
	if (status == STATUS_OK)
		status = audit_add_organisation(owner, &by, AUDIT_FOUNDED, fault);
	if (status == STATUS_OK)
		status = audit_add_organisation(owner, &by, AUDIT_POLICY_CHANGED, fault);
	return status;
}

// Under the lock, so that of two who come at once the second finds what the first has made.
static enum status find_or_add(struct connection *owner, struct arena *arena,
	const struct founding *founding, struct instant now, struct organisation *out, bool *founded,
	struct fault *fault)
{
	struct fault none = {.status = STATUS_OK};
	enum status status = organisation_lock(owner, fault);
	if (status != STATUS_OK)
		return status;
	status = organisation_read(owner, arena, out, &none);
	if (status == STATUS_OK)
		return STATUS_OK;
	if (status != STATUS_NOT_FOUND)
		return fault_set(fault, status, none.where, "%s", none.message);
	status = check_zone(founding->zone, now, arena, fault);
	if (status == STATUS_OK)
		status = add_organisation(owner, founding, now, out, fault);
	*founded = status == STATUS_OK;
	return status;
}

// Where whoever founded it was stopped before, the next start goes on: adopting is one transaction.
static enum status add_programme(const struct database *database, struct arena *arena,
	const struct organisation *organisation, const struct audit_actor *by, struct fault *fault)
{
	struct text hosts[DEMONSTRATION_HOSTS];
	struct connection *recorder;
	struct stored_series *series;
	size_t count, patterns;
	for (size_t i = 0; i < DEMONSTRATION_HOSTS; i++)
		hosts[i] = text_of(demonstration_host(i + 1));
	enum status status = connection_open(database, DATABASE_RECORDER, &recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = series_list(recorder, organisation->id, arena, &series, &count, fault);
	if (status == STATUS_OK && count == 0)
		status = programme_adopt(
			recorder, organisation, hosts, DEMONSTRATION_HOSTS, by, &patterns, fault);
	connection_close(recorder);
	return status;
}

static enum status add_programme_alone(const struct database *database, struct connection *owner,
	struct arena *arena, const struct organisation *organisation, const struct audit_actor *by,
	struct fault *fault)
{
	enum status status = transaction_begin(owner, fault);
	if (status == STATUS_OK)
		status = organisation_lock(owner, fault);
	if (status == STATUS_OK)
		status = add_programme(database, arena, organisation, by, fault);
	return transaction_end(owner, status, fault);
}

static enum status found(const struct database *database, struct connection *owner,
	struct arena *arena, const struct founding *founding, struct instant now, bool *founded,
	struct fault *fault)
{
	struct organisation organisation;
	bool added = false;
	enum status status = transaction_begin(owner, fault);
	if (status == STATUS_OK)
		status = find_or_add(owner, arena, founding, now, &organisation, &added, fault);
	status = transaction_end(owner, status, fault);
	if (status == STATUS_OK && organisation.demonstration) {
		const struct audit_actor by = {
			.kind = founding->by, .organisation = organisation.id, .now = now};
		status = add_programme_alone(database, owner, arena, &organisation, &by, fault);
	}
	*founded = status == STATUS_OK && added;
	return status;
}

enum status organisation_found(const struct database *database, const struct founding *founding,
	struct instant now, bool *founded, struct fault *fault)
{
	struct arena arena;
	struct connection *owner;
	*founded = false;
	enum status status = connection_open(database, DATABASE_OWNER, &owner, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = found(database, owner, &arena, founding, now, founded, fault);
	arena_done(&arena);
	connection_close(owner);
	return status;
}
