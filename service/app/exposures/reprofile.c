// SPDX-License-Identifier: MIT
#include "app/exposures/reprofile.h"

#include "app/exposures/people_fold.h"
#include "store/people.h"

static enum status fold(const struct recorder *recorder, const struct person_id *people,
	size_t count, struct instant now, struct arena *arena, struct record_report *report,
	struct fault *fault)
{
	struct text *profiles = arena_array(arena, count, sizeof *profiles);
	int32_t *versions = arena_array(arena, count, sizeof *versions);
	bool *corrected = arena_array(arena, count, sizeof *corrected);
	if (!profiles || !versions || !corrected)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		corrected[i] = true;
	struct people_fold work = {
		.recorder = recorder,
		.now = now,
		.arena = arena,
		.people = people,
		.profiles = profiles,
		.versions = versions,
		.count = count,
		.corrected = corrected,
	};
	enum status status =
		people_lock(recorder->connection, people, count, now, arena, profiles, versions, fault);
	if (status == STATUS_OK)
		status = lines_rest(recorder->connection, people, count, fault);
	return status == STATUS_OK ? people_fold_run(&work, report, fault) : status;
}

enum status record_reprofile(const struct recorder *recorder, const struct person_id *people,
	size_t count, struct instant now, struct record_report *report, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = fold(recorder, people, count, now, &arena, report, fault);
	arena_done(&arena);
	return status;
}
