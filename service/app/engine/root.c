// SPDX-License-Identifier: MIT
#include "app/audits/verify.h"
#include "app/engine/steps.h"
#include "calendar/zone.h"

#define NIGHTLY_HOUR 3 // local; after clocks are changed, when they are

// The nightly hour of the local date that an instant has, so many days later.
static struct instant nightly(const struct zone *zone, struct instant instant, int days)
{
	struct civil local = zone_local(zone, instant);
	local.hour = local.minute = local.second = 0;
	struct civil date = civil_of(instant_later(civil_as_utc(local), days * SECONDS_PER_DAY));
	date.hour = NIGHTLY_HOUR;
	return zone_instant(zone, date);
}

static void count_finding(void *context, const struct audit_finding *finding)
{
	(void)context;
	(void)finding; // whoever wants to know which runs plimsoll audit verify
}

// What this service finds of its own trail every night tells of what happened to the database. What
// happened to the service itself, only roots that were kept elsewhere can show.
static enum status verify(struct connection *connection, struct organisation_id organisation,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	struct audit_verification found;
	const struct audit_check check = {.connection = connection, .found = count_finding};
	enum status status = audit_verify(&check, &found, fault);
	if (status != STATUS_OK)
		return status;
	report->verified = true;
	report->verification = (struct audit_verified){
		now, (int64_t)found.chains, (int64_t)found.entries, (int64_t)found.findings};
	return audit_verified_set(connection, organisation, &report->verification, fault);
}

enum status engine_root(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct instant *next, struct fault *fault)
{
	struct arena arena;
	struct zone zone;
	struct audit_root newest;
	struct organisation_id organisation = setting->organisation.id;
	arena_init(&arena);
	enum status status =
		zone_load(setting->organisation.zone, instant_later(now, -3 * SECONDS_PER_DAY),
			instant_later(now, 3 * SECONDS_PER_DAY), &arena, &zone, fault);
	if (status == STATUS_OK)
		status = audit_root_newest(connection, organisation, &newest, fault);
	if (status == STATUS_OK) {
		struct instant due = nightly(&zone, now, 0);
		bool passed = !instant_before(now, due);
		*next = passed ? nightly(&zone, now, 1) : due;
		if (!passed)
			due = nightly(&zone, now, -1);
		if (instant_before(newest.made_at, due))
			status = audit_root_make(
				connection, organisation, now, due, &report->root, &report->rooted, fault);
		if (status == STATUS_OK && report->rooted)
			status = verify(connection, organisation, now, report, fault);
	}
	arena_done(&arena);
	return status;
}
