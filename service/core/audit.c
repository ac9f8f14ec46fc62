// SPDX-License-Identifier: MIT
#include "core/audit.h"

#include <assert.h>

static const struct {
	const char *name, *sentence;
	bool is_private;
} actions[AUDIT_ACTION_COUNT] = {
#define ACTION(action, name, is_private, sentence) [action] = {name, sentence, is_private},
#include "core/audit.def"
#undef ACTION
};

static const struct {
	const char *name, *words;
} actors[AUDIT_ACTOR_COUNT] = {
	[AUDIT_BY_PERSON] = {"person", "a person"},
	[AUDIT_BY_SHELL] = {"shell", "the operator at the shell"},
	[AUDIT_BY_TOKEN] = {"token", "whoever has the operator's token"},
	[AUDIT_BY_SERVICE] = {"service", "the service"},
};

const char *audit_action_name(enum audit_action action)
{
	assert((unsigned)action < AUDIT_ACTION_COUNT);
	return actions[action].name;
}

const char *audit_action_sentence(enum audit_action action)
{
	assert((unsigned)action < AUDIT_ACTION_COUNT);
	return actions[action].sentence;
}

bool audit_action_is_private(enum audit_action action)
{
	assert((unsigned)action < AUDIT_ACTION_COUNT);
	return actions[action].is_private;
}

bool audit_action_parse(struct text name, enum audit_action *out)
{
	for (size_t i = 0; i < AUDIT_ACTION_COUNT; i++) {
		if (text_is(name, actions[i].name)) {
			*out = (enum audit_action)i;
			return true;
		}
	}
	return false;
}

const char *audit_actor_name(enum audit_actor_kind kind)
{
	assert((unsigned)kind < AUDIT_ACTOR_COUNT);
	return actors[kind].name;
}

const char *audit_actor_words(enum audit_actor_kind kind)
{
	assert((unsigned)kind < AUDIT_ACTOR_COUNT);
	return actors[kind].words;
}

bool audit_actor_parse(struct text name, enum audit_actor_kind *out)
{
	for (size_t i = 0; i < AUDIT_ACTOR_COUNT; i++) {
		if (text_is(name, actors[i].name)) {
			*out = (enum audit_actor_kind)i;
			return true;
		}
	}
	return false;
}

struct chain_id chain_of_person(struct person_id person)
{
	return (struct chain_id){person.uuid};
}

struct chain_id chain_of_organisation(struct organisation_id organisation)
{
	return (struct chain_id){organisation.uuid};
}

void audit_fields(const struct audit_actor *by, enum audit_action action,
	char time[static INSTANT_TEXT_LENGTH + 1], struct text out[static AUDIT_FIELDS])
{
	bool is_person = by->kind == AUDIT_BY_PERSON;
	instant_format(by->now, time);
	out[AUDIT_FIELD_TIME] = text_of(time);
	out[AUDIT_FIELD_ACTOR] = text_of(audit_actor_name(by->kind));
	out[AUDIT_FIELD_PERSON] = TEXT("");
	if (is_person)
		out[AUDIT_FIELD_PERSON] =
			(struct text){(const char *)by->person.uuid.bytes, sizeof by->person.uuid.bytes};
	bool has_role = is_person && by->role != ROLE_COUNT;
	out[AUDIT_FIELD_ROLE] = has_role ? text_of(role_name(by->role)) : TEXT("");
	out[AUDIT_FIELD_ACTION] = text_of(audit_action_name(action));
}
