// SPDX-License-Identifier: MIT
#include "app/engine/asking.h"

#include <string.h>

#include "secret/token.h"

struct need asking_need(const struct setting *setting, const struct policy_response *response,
	struct person_id person, struct instant now)
{
	struct need need = {
		.person = person,
		.id = {uuid_v7(now.seconds * 1000)},
		.organisation = setting->organisation.id,
		.response = response->id,
		.kind_count = response->kind_count,
		.minutes = response->minutes,
		.priority = response->priority,
		.earliest_at = instant_later(now, response->earliest_seconds),
		.latest_at = instant_later(now, response->latest_seconds),
		.notice_seconds = response->notice_seconds,
		.answer_seconds = response->answer_seconds,
		.hold_from = now,
	};
	memcpy(need.kinds, response->kinds, sizeof need.kinds);
	return need;
}
