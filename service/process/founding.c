// SPDX-License-Identifier: MIT
#include "process/founding.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/demonstration/demonstration.h"
#include "app/organisation/found.h"
#include "base/log.h"
#include "process/clock.h"
#include "store/backup.h"
#include "store/migrate.h"
#include "json/policy.h"

// An older schema is backed up before it is changed.
static enum status back_up_before(
	const struct workplace *workplace, int version, struct fault *fault)
{
	char path[DIRECTORY_LIMIT + 64];
	snprintf(
		path, sizeof path, "%s/before-version-%d.backup", workplace->directory, migrate_newest());
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (file < 0)
		return fault_errno(fault, path, "The backup before migrating cannot be written");
	enum status status = backup_write(&workplace->database, file, fault);
	close(file);
	if (status == STATUS_OK)
		LOG(LOG_NOTICE, "backup", LOG_TEXT("file", path), LOG_NUMBER("schema", version));
	return status;
}

enum status founding_update(
	const struct workplace *workplace, enum audit_actor_kind by, struct fault *fault)
{
	struct migration_report report = {0};
	int version;
	enum status status = migrate_version(&workplace->database, &version, fault);
	bool older = status == STATUS_OK && version > 0 && version < migrate_newest();
	if (older)
		status = back_up_before(workplace, version, fault);
	if (status == STATUS_OK)
		status = migrate(&workplace->database, &report, fault);
	// Only now is there surely a trail to say it on.
	if (status == STATUS_OK && older)
		status = trail_add(&workplace->database, by, AUDIT_BACKED_UP, fault);
	if (status == STATUS_OK && older)
		status = trail_add(&workplace->database, by, AUDIT_MIGRATED, fault);
	return status;
}

static enum status check_policy(const char *name, struct text document, struct fault *fault)
{
	struct arena arena;
	struct policy policy;
	struct json_faults *faults = calloc(1, sizeof *faults);
	if (!faults)
		return fault_memory(fault);
	arena_init(&arena);
	enum status status = policy_read(document, &arena, &policy, faults);
	if (status == STATUS_INVALID)
		status = fault_set(fault, status, faults->list[0].where,
			"%.300s (see all faults with: plimsoll policy check %.60s)", faults->list[0].message,
			name);
	arena_done(&arena);
	free(faults);
	return status;
}

enum status founding_policy(
	const struct options *options, struct arena *arena, struct text *out, struct fault *fault)
{
	const char *name = options->values[OPTION_POLICY] ? options->values[OPTION_POLICY] : "default";
	enum status status = policy_document(name, arena, out, fault);
	return status == STATUS_OK ? check_policy(name, *out, fault) : status;
}

// A service that is started again and again fills nothing again, and does not say that it did.
static enum status tell_of_filling(struct connection *recorder, const struct setting *setting,
	enum audit_actor_kind kind, bool founded, struct fault *fault)
{
	const struct audit_actor by = {
		.kind = kind, .organisation = setting->organisation.id, .now = clock_now()};
	return founded || kind != AUDIT_BY_SERVICE
			   ? audit_add_alone(recorder, &by, AUDIT_DEMONSTRATION_FILLED, fault)
			   : STATUS_OK;
}

static enum status fill(const struct workplace *workplace, bool small, enum audit_actor_kind by,
	struct beginning *out, struct fault *fault)
{
	struct arena arena;
	struct setting setting;
	struct connection *recorder;
	enum status status = connection_open(&workplace->database, DATABASE_RECORDER, &recorder, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = setting_read(recorder, clock_now(), &arena, &setting, fault);
	out->demonstration = status == STATUS_OK && setting.organisation.demonstration;
	if (out->demonstration && out->founded && !small && isatty(STDOUT_FILENO)) {
		puts("Making two years of demonstration data: some seconds, this once.");
		fflush(stdout);
	}
	if (out->demonstration)
		status = tell_of_filling(recorder, &setting, by, out->founded, fault);
	if (out->demonstration && status == STATUS_OK)
		status = demonstration_record(recorder, &setting,
			small ? DEMONSTRATION_SMALL : DEMONSTRATION_FULL, &out->added, fault);
	arena_done(&arena);
	connection_close(recorder);
	return status;
}

enum status founding_begin(const struct options *options, const struct workplace *workplace,
	struct text policy, bool demonstration, enum audit_actor_kind by, struct beginning *out,
	struct fault *fault)
{
	struct founding founding = {
		.name = text_of(options->values[OPTION_NAME]),
		.zone = text_of(options->values[OPTION_ZONE]),
		.nation = text_of(options->values[OPTION_NATION]),
		.policy = policy,
		.demonstration = demonstration,
		.by = by,
	};
	*out = (struct beginning){0};
	enum status status =
		organisation_found(&workplace->database, &founding, clock_now(), &out->founded, fault);
	if (status == STATUS_OK && demonstration)
		status = fill(workplace, options->values[OPTION_SMALL], by, out, fault);
	return status;
}
