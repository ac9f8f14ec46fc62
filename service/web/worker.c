// SPDX-License-Identifier: MIT
#include "web/routes.h"

#include "calendar/zone.h"

#define DATABASE_PATIENCE 5000 // milliseconds; whoever asks is told to come again
#define PAUSE_MICROSECONDS INT64_C(1000000)
#define SETTING_MICROSECONDS INT64_C(1000000)

// After one that took long for nothing there is a pause, in which all who have queued meanwhile are
// told: each would wait as long, one after another.
static enum status open_connection(struct web_worker *worker, struct fault *fault)
{
	int64_t began = worker->options->monotonic_microseconds();
	if (began < worker->hangs_until)
		return fault_set(
			fault, STATUS_UNAVAILABLE, NULL, "The database did not answer a moment ago.");
	enum status status =
		connection_open(worker->options->database, worker->role, &worker->connection, fault);
	int64_t now = worker->options->monotonic_microseconds();
	if (status == STATUS_OK)
		connection_patience(worker->connection, DATABASE_PATIENCE);
	else if (now - began > PAUSE_MICROSECONDS)
		worker->hangs_until = now + PAUSE_MICROSECONDS;
	return status;
}

enum status web_connection(struct web_worker *worker, struct connection **out, struct fault *fault)
{
	if (worker->connection && !connection_is_usable(worker->connection)) {
		connection_close(worker->connection);
		worker->connection = NULL;
	}
	enum status status = worker->connection ? STATUS_OK : open_connection(worker, fault);
	if (status == STATUS_OK)
		*out = worker->connection;
	return status;
}

static enum status read_setting(
	struct web_worker *worker, struct connection *connection, struct fault *fault)
{
	arena_reset(&worker->arena);
	worker->setting_checked = 0;
	enum status status =
		setting_read(connection, worker->options->now(), &worker->arena, &worker->setting, fault);
	if (status == STATUS_OK)
		worker->zone = *worker->setting.zone;
	return status;
}

enum status web_setting(struct web_worker *worker, const struct setting **out, struct fault *fault)
{
	int64_t now = worker->options->monotonic_microseconds();
	struct connection *connection;
	if (worker->setting_checked && now - worker->setting_checked < SETTING_MICROSECONDS) {
		*out = &worker->setting;
		return STATUS_OK;
	}
	enum status status = web_connection(worker, &connection, fault);
	int32_t version = 0;
	if (status == STATUS_OK && worker->setting_checked)
		status = policy_version_number(
			connection, worker->setting.organisation.id, worker->options->now(), &version, fault);
	if (status == STATUS_OK &&
		(!worker->setting_checked || version != worker->setting.policy_version))
		status = read_setting(worker, connection, fault);
	if (status != STATUS_OK)
		return status;
	worker->setting_checked = now;
	*out = &worker->setting;
	return STATUS_OK;
}
