// SPDX-License-Identifier: MIT
#include "web/act_words.h"

#include <assert.h>

#include "core/language.h"

static const char *const acts[AUDIT_ACTION_COUNT] = {
	[AUDIT_LOAD_SEEN] = MESSAGE("Looked at your load"),
	[AUDIT_SHARED_LOAD_SEEN] = MESSAGE("Looked at the load you share"),
	[AUDIT_ENTRIES_SEEN] = MESSAGE("Looked at your entries"),
	[AUDIT_BOOKINGS_SEEN] = MESSAGE("Looked at your bookings"),
	[AUDIT_ATTENDANCE_NOTED] = MESSAGE("Noted whether you came to a session"),
	[AUDIT_CONTACT_SEEN] = MESSAGE("Saw that contact with you is asked for"),
	[AUDIT_CONTACT_ASKED] = MESSAGE("Asked a clinician to contact you"),
	[AUDIT_CONTACTED] = MESSAGE("Contacted you"),
	[AUDIT_LINKS_SEEN] = MESSAGE("Looked at the list of your calendar links"),
	[AUDIT_TRAIL_SEEN] = MESSAGE("Looked at who looked at your record"),
	[AUDIT_AVAILABILITY_SEEN] = MESSAGE("Looked at when you are available"),
	[AUDIT_AVAILABILITY_CHANGED] = MESSAGE("Changed when you are available"),
	[AUDIT_STAFF_SEEN] = MESSAGE("Looked at your staff record"),
	[AUDIT_EXPORTED] = MESSAGE("Downloaded all data about you"),
	[AUDIT_DISCLOSED] = MESSAGE("Disclosed your data because the law compels it"),
	[AUDIT_LOAD_SHARED] = MESSAGE("Shared your load"),
	[AUDIT_LOAD_UNSHARED] = MESSAGE("Ended the sharing of your load"),
	[AUDIT_ENTRY_REMOVED] = MESSAGE("Removed an entry of yours"),
	[AUDIT_LINK_MADE] = MESSAGE("Made a calendar link"),
	[AUDIT_LINK_RENEWED] = MESSAGE("Renewed a calendar link"),
	[AUDIT_LINK_ENDED] = MESSAGE("Ended a calendar link"),
	[AUDIT_ACCOUNT_MADE] = MESSAGE("Made your account"),
	[AUDIT_ACCOUNT_ENDED] = MESSAGE("Ended your account"),
	[AUDIT_SIGNED_IN] = MESSAGE("Signed in"),
	[AUDIT_SIGNED_OUT_EVERYWHERE] = MESSAGE("Signed out everywhere"),
	[AUDIT_ROLE_SWITCHED] = MESSAGE("Switched to another role"),
	[AUDIT_ROLES_CHANGED] = MESSAGE("Changed your roles"),
	[AUDIT_PASSWORD_CHANGED] = MESSAGE("Changed the password"),
	[AUDIT_SECOND_STEP_SET] = MESSAGE("Set up the second step of signing in"),
	[AUDIT_SECOND_STEP_ENDED] = MESSAGE("Ended the second step of signing in"),
	[AUDIT_SIGN_IN_LINK_MADE] = MESSAGE("Made a link for you to sign in with"),
	[AUDIT_SIGN_IN_LINK_USED] = MESSAGE("Used the link for signing in"),
	[AUDIT_STAFF_CHANGED] = MESSAGE("Changed your staff record"),
	[AUDIT_STAFF_IMPORTED] = MESSAGE("Imported a list of staff"),
	[AUDIT_DISPATCH_IMPORTED] = MESSAGE("Imported a dispatch export"),
	[AUDIT_ABSENCES_IMPORTED] = MESSAGE("Imported when people are away"),
	[AUDIT_ROSTER_IMPORTED] = MESSAGE("Imported a roster"),
	[AUDIT_SHIFT_PATTERN_SAVED] = MESSAGE("Saved a shift pattern"),
	[AUDIT_SHIFT_PATTERN_REMOVED] = MESSAGE("Removed a shift pattern"),
	[AUDIT_HOLIDAYS_IMPORTED] = MESSAGE("Imported public holidays"),
	[AUDIT_MAPPING_SAVED] = MESSAGE("Saved a mapping for imports"),
	[AUDIT_MAPPING_REMOVED] = MESSAGE("Removed a mapping for imports"),
	[AUDIT_SESSION_CALLED_OFF] = MESSAGE("Called off sessions that they lead"),
	[AUDIT_PROGRAMME_CHANGED] = MESSAGE("Changed the programme of sessions"),
	[AUDIT_FOUNDED] = MESSAGE("Founded the organisation"),
	[AUDIT_POLICY_PROPOSED] = MESSAGE("Proposed a policy"),
	[AUDIT_POLICY_APPROVED] = MESSAGE("Approved a policy"),
	[AUDIT_POLICY_WITHDRAWN] = MESSAGE("Withdrew a proposed policy"),
	[AUDIT_POLICY_REPLIED] = MESSAGE("Replied to a comment on a policy"),
	[AUDIT_POLICY_TRIED] = MESSAGE("Tried a policy on the past"),
	[AUDIT_STAFF_VIEW_RECORDED] = MESSAGE("Recorded the staff side’s view of a policy"),
	[AUDIT_POLICY_CHANGED] = MESSAGE("Put a policy in force"),
	[AUDIT_SETTINGS_CHANGED] = MESSAGE("Changed the settings"),
	[AUDIT_DEMONSTRATION_FILLED] = MESSAGE("Filled the demonstration"),
	[AUDIT_MIGRATED] = MESSAGE("Changed the schema of the database"),
	[AUDIT_BACKED_UP] = MESSAGE("Wrote a backup of everything"),
	[AUDIT_RESTORED] = MESSAGE("Restored everything from a backup"),
	[AUDIT_RETENTION_CHANGED] = MESSAGE("Changed how long something is kept"),
	[AUDIT_AGED] = MESSAGE("Emptied what was older than is kept"),
	[AUDIT_PERSON_ERASED] = MESSAGE("Erased everything of somebody who had left"),
	[AUDIT_ERASED] = MESSAGE("Erased what stood here before"),
};

static const char *const actors[AUDIT_ACTOR_COUNT] = {
	[AUDIT_BY_SERVICE] = MESSAGE("The service itself"),
	[AUDIT_BY_SHELL] = MESSAGE("The operator at the shell"),
	[AUDIT_BY_TOKEN] = MESSAGE("Whoever has the operator's token"),
	[AUDIT_BY_PERSON] = MESSAGE("Somebody whose account is gone"),
};

const char *act_words(enum audit_action action)
{
	assert((unsigned)action < AUDIT_ACTION_COUNT);
	return acts[action];
}

const char *actor_words(enum audit_actor_kind kind)
{
	assert((unsigned)kind < AUDIT_ACTOR_COUNT);
	return actors[kind];
}
