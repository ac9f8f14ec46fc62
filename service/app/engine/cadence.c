// SPDX-License-Identifier: MIT
#include "core/cadence.h"

#include "app/engine/asking.h"
#include "app/engine/steps.h"
#include "store/cadences.h"
#include "store/contacts.h"

#define AT_ONCE 200
#define UNTIL_THEY_SIGN_UP SECONDS_PER_DAY
#define WHILE_SOMETHING_IS_ASKED (7 * SECONDS_PER_DAY)

static bool is_known(struct instant instant)
{
	return instant_before(instant, INSTANT_NEVER);
}

static struct contact contact_of(
	const struct need *need, const struct cadence *cadence, struct instant now)
{
	return (struct contact){.person = need->person,
		.rule = TEXT(CONTACT_CADENCE),
		.need = need->id,
		.after_seconds = cadence->contact_after_seconds,
		.due = instant_later(now, cadence->contact_after_seconds)};
}

// What becomes of one person's cadence; true where a session is to be asked for now.
//
// It is counted from the newest session they have accepted, whatever that came of, or from when one
// was last offered by the cadence. Who begins, or comes back after long, falls due as if they began
// now, so that all who do so together do not fall due together. While something else is asked for
// them it waits: what a crossing asks for is the next one, brought forward.
static bool decide(const struct policy *policy, const struct cadence_case *person,
	struct instant now, struct cadence_setting *out)
{
	const struct policy_profile *profile = policy_profile(policy, person->profile);
	*out = (struct cadence_setting){person->person, person->counted_from, INSTANT_NEVER};
	if (!profile || profile->cadence == CADENCE_NONE)
		return false;
	if (!person->can_answer) {
		out->counted_from = INSTANT_NEVER; // whoever comes back begins anew
		out->due = instant_later(now, UNTIL_THEY_SIGN_UP);
		return false;
	}
	const struct cadence *cadence = &policy->cadences[profile->cadence];
	bool begins = !is_known(out->counted_from), counted_anew = !is_known(person->due);
	if (is_known(person->last_session) &&
		(begins || instant_before(out->counted_from, person->last_session))) {
		out->counted_from = person->last_session;
		counted_anew = true;
	}
	if (is_known(out->counted_from))
		out->due = counted_anew
					   ? cadence_next(cadence, person->person, person->joined, out->counted_from)
					   : person->due;
	if (begins && !(is_known(out->counted_from) && instant_before(now, out->due))) {
		out->counted_from = now;
		out->due = cadence_first(cadence, person->person, person->joined, now);
		return false;
	}
	if (instant_before(now, out->due))
		return false;
	if (person->asked) {
		out->due = instant_later(now, WHILE_SOMETHING_IS_ASKED);
		return false;
	}
	out->counted_from = now;
	out->due = cadence_next(cadence, person->person, person->joined, now);
	return true;
}

static enum status work(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, size_t *count, size_t *asked, struct fault *fault)
{
	struct cadence_case *people;
	enum status status = cadences_due(connection, now, AT_ONCE, arena, &people, count, fault);
	if (status != STATUS_OK)
		return status;
	struct cadence_setting *settings = arena_array(arena, *count, sizeof *settings);
	struct need *needs = arena_array(arena, *count, sizeof *needs);
	struct contact *contacts = arena_array(arena, *count, sizeof *contacts);
	size_t contact_count = 0;
	if (!settings || !needs || !contacts)
		return fault_memory(fault);
	for (size_t i = 0; i < *count; i++) {
		const struct policy_profile *profile = policy_profile(&setting->policy, people[i].profile);
		if (decide(&setting->policy, &people[i], now, &settings[i])) {
			const struct cadence *cadence = &setting->policy.cadences[profile->cadence];
			needs[*asked] = asking_need(
				setting, &setting->policy.responses[cadence->response], people[i].person, now);
			if (cadence->contact_after_seconds)
				contacts[contact_count++] = contact_of(&needs[*asked], cadence, now);
			(*asked)++;
		}
	}
	if (*count)
		status = cadences_set(connection, settings, *count, fault);
	if (status == STATUS_OK && *asked)
		status = needs_add(connection, now, needs, *asked, fault);
	if (status == STATUS_OK && contact_count)
		status =
			contacts_add(connection, setting->organisation.id, now, contacts, contact_count, fault);
	return status;
}

enum status engine_cadence(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	enum status status;
	size_t count;
	struct arena arena;
	arena_init(&arena);
	do {
		size_t asked = 0;
		count = 0;
		arena_reset(&arena);
		status = transaction_begin(connection, fault);
		if (status == STATUS_OK) {
			status = work(connection, setting, now, &arena, &count, &asked, fault);
			status = transaction_end(connection, status, fault);
		}
		if (status == STATUS_OK)
			report->offered += asked;
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}
