// SPDX-License-Identifier: MIT
#include "store/follow_ups.h"

#include "app/engine/asking.h"
#include "app/engine/steps.h"

#define AT_ONCE 200

// Whether something is open for the person that begins with the same kind, and so answers.
static bool is_open(const struct need *list, size_t count, const struct policy_response *response,
	struct person_id person)
{
	for (size_t i = 0; i < count; i++) {
		if (uuid_equal(list[i].person.uuid, person.uuid) && list[i].kinds[0] == response->kinds[0])
			return true;
	}
	return false;
}

struct asking {
	const struct follow_up *due;
	size_t due_count;
	const struct need *open;
	size_t open_count;
	struct need *needs; // to be added, with room for all
	size_t need_count;
};

static enum status read(struct connection *connection, struct instant now, struct arena *arena,
	struct asking *out, struct fault *fault)
{
	struct follow_up *due;
	struct need *open;
	*out = (struct asking){.due = NULL};
	enum status status =
		follow_ups_due(connection, now, AT_ONCE, arena, &due, &out->due_count, fault);
	if (status != STATUS_OK)
		return status;
	struct person_id *people = arena_array(arena, out->due_count, sizeof *people);
	out->needs = arena_array(arena, out->due_count, sizeof *out->needs);
	if (!people || !out->needs)
		return fault_memory(fault);
	for (size_t i = 0; i < out->due_count; i++)
		people[i] = due[i].person;
	out->due = due;
	status = needs_open(connection, people, out->due_count, arena, &open, &out->open_count, fault);
	out->open = open;
	return status;
}

// The others of the person have their turn after this one. A response that the policy in force has
// no more is asked for no more.
static enum status ask_one(struct connection *connection, const struct setting *setting,
	const struct follow_up *due, struct instant now, struct asking *asking, struct fault *fault)
{
	const struct policy_response *response = policy_response(&setting->policy, due->response);
	struct need_id by = due->need;
	if (response && !is_open(asking->open, asking->open_count, response, due->person)) {
		struct need *need = &asking->needs[asking->need_count++];
		*need = asking_need(setting, response, due->person, now);
		by = need->id;
	}
	return follow_up_done(connection, due, by, fault);
}

static enum status work(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct asking *asking, struct fault *fault)
{
	enum status status = read(connection, now, arena, asking, fault);
	for (size_t i = 0; status == STATUS_OK && i < asking->due_count; i++) {
		if (i == 0 || !uuid_equal(asking->due[i].person.uuid, asking->due[i - 1].person.uuid))
			status = ask_one(connection, setting, &asking->due[i], now, asking, fault);
	}
	if (status == STATUS_OK && asking->need_count)
		status = needs_add(connection, now, asking->needs, asking->need_count, fault);
	return status;
}

enum status engine_follow_up(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	enum status status;
	struct asking asking;
	struct arena arena;
	arena_init(&arena);
	do {
		arena_reset(&arena);
		status = transaction_begin(connection, fault);
		if (status != STATUS_OK)
			break;
		status = work(connection, setting, now, &arena, &asking, fault);
		status = transaction_end(connection, status, fault);
		if (status == STATUS_OK)
			report->offered += asking.need_count;
	} while (status == STATUS_OK && asking.due_count > 0);
	arena_done(&arena);
	return status;
}
