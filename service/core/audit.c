// SPDX-License-Identifier: MIT
#include "core/audit.h"

#include <assert.h>

#include "core/language.h"

static const struct {
	const char *name;
	bool is_private;
} actions[AUDIT_ACTION_COUNT] = {
#define ACTION(action, name, is_private) [action] = {name, is_private},
#include "core/audit.def"
#undef ACTION
};

static const char *const sentences[AUDIT_ACTION_COUNT] = {
	[AUDIT_LOAD_SEEN] = MESSAGE("looked at the load"),
	[AUDIT_SHARED_LOAD_SEEN] = MESSAGE("looked at the load that is shared"),
	[AUDIT_ENTRIES_SEEN] = MESSAGE("looked at the entries"),
	[AUDIT_BOOKINGS_SEEN] = MESSAGE("looked at the bookings"),
	[AUDIT_ATTENDANCE_NOTED] = MESSAGE("noted who came to a session"),
	[AUDIT_CONTACT_SEEN] = MESSAGE("saw that contact is asked for"),
	[AUDIT_CONTACT_ASKED] = MESSAGE("asked a clinician to make contact"),
	[AUDIT_CONTACTED] = MESSAGE("made contact"),
	[AUDIT_LINKS_SEEN] = MESSAGE("looked at the calendar links"),
	[AUDIT_TRAIL_SEEN] = MESSAGE("looked at who looked"),
	[AUDIT_AVAILABILITY_SEEN] = MESSAGE("looked at when they are available"),
	[AUDIT_AVAILABILITY_CHANGED] = MESSAGE("changed when they are available"),
	[AUDIT_STAFF_SEEN] = MESSAGE("looked at the staff record"),
	[AUDIT_EXPORTED] = MESSAGE("exported data"),
	[AUDIT_DISCLOSED] = MESSAGE("disclosed data because the law compels it"),
	[AUDIT_LOAD_SHARED] = MESSAGE("shared the load"),
	[AUDIT_LOAD_UNSHARED] = MESSAGE("ended the sharing of the load"),
	[AUDIT_ENTRY_REMOVED] = MESSAGE("removed an entry"),
	[AUDIT_LINK_MADE] = MESSAGE("made a calendar link"),
	[AUDIT_LINK_RENEWED] = MESSAGE("renewed a calendar link"),
	[AUDIT_LINK_ENDED] = MESSAGE("ended a calendar link"),
	[AUDIT_ACCOUNT_MADE] = MESSAGE("made the account"),
	[AUDIT_ACCOUNT_ENDED] = MESSAGE("ended the account"),
	[AUDIT_SIGNED_IN] = MESSAGE("signed in"),
	[AUDIT_SIGNED_OUT_EVERYWHERE] = MESSAGE("signed out everywhere"),
	[AUDIT_ROLE_SWITCHED] = MESSAGE("switched to another role"),
	[AUDIT_ROLES_CHANGED] = MESSAGE("changed the roles"),
	[AUDIT_PASSWORD_CHANGED] = MESSAGE("changed the password"),
	[AUDIT_SECOND_STEP_SET] = MESSAGE("set up the second step of signing in"),
	[AUDIT_SECOND_STEP_ENDED] = MESSAGE("ended the second step of signing in"),
	[AUDIT_SIGN_IN_LINK_MADE] = MESSAGE("made a link for signing in"),
	[AUDIT_SIGN_IN_LINK_USED] = MESSAGE("used a link for signing in"),
	[AUDIT_STAFF_CHANGED] = MESSAGE("changed the staff record"),
	[AUDIT_STAFF_IMPORTED] = MESSAGE("imported a list of staff"),
	[AUDIT_DISPATCH_IMPORTED] = MESSAGE("imported a dispatch export"),
	[AUDIT_ABSENCES_IMPORTED] = MESSAGE("imported when people are away"),
	[AUDIT_ROSTER_IMPORTED] = MESSAGE("imported a roster"),
	[AUDIT_SHIFT_PATTERN_SAVED] = MESSAGE("saved a shift pattern"),
	[AUDIT_SHIFT_PATTERN_REMOVED] = MESSAGE("removed a shift pattern"),
	[AUDIT_HOLIDAYS_IMPORTED] = MESSAGE("imported public holidays"),
	[AUDIT_MAPPING_SAVED] = MESSAGE("saved a mapping"),
	[AUDIT_MAPPING_REMOVED] = MESSAGE("removed a mapping"),
	[AUDIT_SESSION_CALLED_OFF] = MESSAGE("called off sessions that they lead"),
	[AUDIT_PROGRAMME_CHANGED] = MESSAGE("changed the programme of sessions"),
	[AUDIT_FOUNDED] = MESSAGE("founded the organisation"),
	[AUDIT_POLICY_CHANGED] = MESSAGE("put a policy in force"),
	[AUDIT_POLICY_PROPOSED] = MESSAGE("proposed a policy"),
	[AUDIT_POLICY_APPROVED] = MESSAGE("approved a policy"),
	[AUDIT_POLICY_WITHDRAWN] = MESSAGE("withdrew a proposed policy"),
	[AUDIT_POLICY_REPLIED] = MESSAGE("replied to a comment on a policy"),
	[AUDIT_POLICY_TRIED] = MESSAGE("tried a policy on the past"),
	[AUDIT_STAFF_VIEW_RECORDED] = MESSAGE("recorded the staff side's view of a policy"),
	[AUDIT_SETTINGS_CHANGED] = MESSAGE("changed the settings"),
	[AUDIT_DEMONSTRATION_FILLED] = MESSAGE("filled the demonstration"),
	[AUDIT_MIGRATED] = MESSAGE("changed the schema of the database"),
	[AUDIT_BACKED_UP] = MESSAGE("wrote a backup of everything"),
	[AUDIT_RESTORED] = MESSAGE("restored everything from a backup"),
	[AUDIT_RETENTION_CHANGED] = MESSAGE("changed how long something is kept"),
	[AUDIT_AGED] = MESSAGE("emptied what was older than is kept"),
	[AUDIT_PERSON_ERASED] = MESSAGE("erased everything of somebody who had left"),
	[AUDIT_ERASED] = MESSAGE("erased what this trail held until then"),
};

static const struct {
	const char *name, *words;
} actors[AUDIT_ACTOR_COUNT] = {
	[AUDIT_BY_PERSON] = {"person", MESSAGE("a person")},
	[AUDIT_BY_SHELL] = {"shell", MESSAGE("the operator at the shell")},
	[AUDIT_BY_TOKEN] = {"token", MESSAGE("whoever has the operator's token")},
	[AUDIT_BY_SERVICE] = {"service", MESSAGE("the service")},
};

const char *audit_action_name(enum audit_action action)
{
	assert((unsigned)action < AUDIT_ACTION_COUNT);
	return actions[action].name;
}

const char *audit_action_sentence(enum audit_action action)
{
	assert((unsigned)action < AUDIT_ACTION_COUNT);
	return sentences[action];
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
