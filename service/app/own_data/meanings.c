// SPDX-License-Identifier: MIT
#include <assert.h>

#include "app/own_data/own_data.h"
#include "core/language.h"

static const struct {
	const char *title, *about;
} tables[OWN_TABLE_COUNT] = {
	[OWN_ACCOUNT] = {MESSAGE("Your account"),
		MESSAGE("Who you are here, and how you sign in. "
				"Passwords and secrets are not kept in a form that could be given to you.")},
	[OWN_ENTRIES] = {MESSAGE("Your entries"),
		MESSAGE("Everything logged for you that is not "
				"destroyed. An entry that was removed is destroyed within a day.")},
	[OWN_REMOVED] = {MESSAGE("Entries you removed"),
		MESSAGE("That there was an entry, and when you "
				"removed it, so that no import brings it back. What it was is destroyed.")},
	[OWN_LOADS] = {MESSAGE("Your loads"),
		MESSAGE("The load of each line just after the newest "
				"entry in it. From then on it changes as the policy says.")},
	[OWN_CROSSINGS] = {MESSAGE("Lines you crossed"),
		MESSAGE("When a load rose above a line or a "
				"trigger was met, and when that ended. It stays when an entry is removed.")},
	[OWN_OFFERS] = {MESSAGE("What you were offered"),
		MESSAGE("The sessions that a crossed line "
				"asked for, and what became of that.")},
	[OWN_BOOKINGS] = {MESSAGE("Sessions"), MESSAGE("What was held for you, what you booked and "
												   "what you lead.")},
	[OWN_LINKS] = {MESSAGE("Your calendar links"),
		MESSAGE("Each link without its address, which is "
				"not kept.")},
	[OWN_CALENDARS] = {MESSAGE("Calendars that keep you busy"),
		MESSAGE("Each calendar of yours elsewhere that this service reads, without its address, "
				"which is kept sealed.")},
	[OWN_BUSY] = {MESSAGE("When they keep you busy"),
		MESSAGE("Times out of those calendars, as they were last read. Nothing else of them is "
				"kept.")},
	[OWN_AVAILABILITY] = {MESSAGE("What your sessions are like"),
		MESSAGE("Of sessions that you lead one to one, by the hours you publish.")},
	[OWN_HOURS] = {MESSAGE("When you are available"),
		MESSAGE("The hours of a week, or of one date, that you publish. Single dates go a week "
				"after they are over.")},
	[OWN_LOOKS] = {MESSAGE("Who looked at your record"),
		MESSAGE("Who did what with your record or "
				"your account. What was erased has only its number.")},
	[OWN_SHARES] = {MESSAGE("With whom you share your load"),
		MESSAGE("Each clinician you share or shared it with, and how long.")},
	[OWN_CONTACTS] = {MESSAGE("Contact that is asked for"),
		MESSAGE(
			"When a clinician will be, or is, asked to contact you because you have not answered "
			"what you were offered. It goes when you answer or stop it.")},
	[OWN_FOLLOW_UPS] = {MESSAGE("What you will be offered later"),
		MESSAGE("When a session follows one that you were offered. It goes when you decline that "
				"one.")},
	[OWN_CADENCES] = {MESSAGE("What comes round for you"),
		MESSAGE("The sessions that everybody with your role profile is offered, whatever they log. "
				"When the next one is looked for was drawn by chance.")},
	[OWN_WAITING] = {MESSAGE("What you wait for"),
		MESSAGE("Full sessions in which a place is held for you if one comes free. It goes when "
				"one is, when you wait no more, and when it is too late.")},
	[OWN_REMINDERS] = {MESSAGE("Reminders"),
		MESSAGE("When you are reminded by e-mail of what you have booked.")},
	[OWN_ROSTERS] = {MESSAGE("Your shifts"),
		MESSAGE("As rosters say them. What is over is destroyed after four weeks; that there was "
				"a roster stays.")},
	[OWN_ABSENCES] = {MESSAGE("When you are away"),
		MESSAGE("As your organisation's files say, without why. What is over is destroyed after "
				"four weeks.")},
	[OWN_TEAMS] = {MESSAGE("Your teams"), MESSAGE("The teams you are or were in.")},
	[OWN_MANAGERS] = {MESSAGE("Your line managers"), MESSAGE("Whom you report or reported to.")},
	[OWN_PROFILES] = {MESSAGE("Your earlier role profiles"),
		MESSAGE("What your work was counted as "
				"before.")},
	[OWN_SESSIONS] = {MESSAGE("Where you signed in"), MESSAGE("Sessions that are not forgotten "
															  "yet.")},
};

#define POLICY_VERSION MESSAGE("Version of the policy that gave the number")

// The same name means the same, but for what stands with its table first.
static const struct {
	enum own_table table; // OWN_TABLE_COUNT: any
	const char *column, *meaning;
} columns[] = {
	{OWN_ACCOUNT, "state", MESSAGE("Whether the account is in use (active) or ended (left)")},
	{OWN_ACCOUNT, "name", MESSAGE("What you are called here")},
	{OWN_LOADS, "load", MESSAGE("Load, in points, at load_at")},
	{OWN_LOADS, "state",
		MESSAGE("Other numbers that the load of this line is worked out from; mostly none")},
	{OWN_ENTRIES, "minutes", MESSAGE("Minutes spent with material; empty where not given")},
	{OWN_FOLLOW_UPS, "due_at", MESSAGE("When it is looked for")},
	{OWN_CADENCES, "due_at", MESSAGE("When it is looked at next; empty where not by itself")},
	{OWN_CADENCES, "cadence", MESSAGE("Which one, as the policy names it")},
	{OWN_CADENCES, "counted_from",
		MESSAGE("From when it is counted; empty where that is not known")},
	{OWN_OFFERS, "minutes", MESSAGE("Length of the session, in minutes")},
	{OWN_OFFERS, "state",
		MESSAGE("What became of it: open, no_seat, held, booked, declined, "
				"lapsed or escalated")},
	{OWN_BOOKINGS, "state",
		MESSAGE("What became of it: held, confirmed, released, lapsed or "
				"cancelled")},
	{OWN_BOOKINGS, "came",
		MESSAGE("Whether whoever led it noted that you came; empty where nothing is noted")},
	{OWN_TABLE_COUNT, "joined_at", MESSAGE("Since when you wait for it")},
	{OWN_TABLE_COUNT, "any_since",
		MESSAGE("Since when you wait for any place that comes free; empty where you do not")},
	{OWN_AVAILABILITY, "minutes", MESSAGE("Length of a session, in minutes")},
	{OWN_TABLE_COUNT, "buffer_minutes", MESSAGE("Minutes between two sessions")},
	{OWN_TABLE_COUNT, "daily_cap", MESSAGE("Sessions of a day, at most")},
	{OWN_TABLE_COUNT, "session_manner",
		MESSAGE("Manner in which you hold sessions; empty where you have not said it")},
	{OWN_TABLE_COUNT, "weekdays", MESSAGE("Days of the week; empty for one date")},
	{OWN_TABLE_COUNT, "every_weeks", MESSAGE("Every how many weeks")},
	{OWN_TABLE_COUNT, "first_day", MESSAGE("First day on which they hold")},
	{OWN_TABLE_COUNT, "last_day", MESSAGE("Last day; empty where there is no end")},
	{OWN_TABLE_COUNT, "from_time", MESSAGE("When they begin")},
	{OWN_TABLE_COUNT, "until_time", MESSAGE("When they end; past 24:00 on the next day")},
	{OWN_TABLE_COUNT, "away", MESSAGE("Whether you are away then, instead of there")},
	{OWN_REMINDERS, "two_days", MESSAGE("Whether you are reminded two days before")},
	{OWN_REMINDERS, "two_hours", MESSAGE("Whether you are reminded two hours before")},
	{OWN_REMINDERS, "quiet_from",
		MESSAGE("From when on you are left alone, in minutes after midnight")},
	{OWN_REMINDERS, "quiet_until", MESSAGE("Until when you are, in minutes after midnight")},
	{OWN_LOOKS, "role", MESSAGE("The role in which they acted")},
	{OWN_SESSIONS, "role", MESSAGE("The role worked in")},
	{OWN_ROSTERS, "starts_at", MESSAGE("When the shift begins; empty where there is none")},
	{OWN_ROSTERS, "ends_at", MESSAGE("When it ends")},
	{OWN_ROSTERS, "shift_pattern",
		MESSAGE("The shift pattern it comes from; empty where a roster says the shifts itself")},
	{OWN_ROSTERS, "cycle_begins", MESSAGE("A day on which a cycle of that pattern begins")},
	{OWN_TABLE_COUNT, "covers_from", MESSAGE("From when on the roster speaks")},
	{OWN_TABLE_COUNT, "covers_until", MESSAGE("Until when it does")},
	{OWN_TABLE_COUNT, "shift", MESSAGE("Kind of shift, or rest_day")},
	{OWN_TABLE_COUNT, "hint",
		MESSAGE("The server of the calendar and the end of its address; empty for a file")},
	{OWN_TABLE_COUNT, "read_at", MESSAGE("When it was last read; empty where it was not yet")},
	{OWN_TABLE_COUNT, "events", MESSAGE("How many appointments are in it")},
	{OWN_TABLE_COUNT, "unreadable", MESSAGE("How many of them could not be read")},
	{OWN_TABLE_COUNT, "failure", MESSAGE("Why it could not be read; empty where it could")},
	{OWN_TABLE_COUNT, "failed_at", MESSAGE("When it could not be read")},
	{OWN_TABLE_COUNT, "reference", MESSAGE("Staff number")},
	{OWN_TABLE_COUNT, "sign_in_name", MESSAGE("Name to sign in with")},
	{OWN_TABLE_COUNT, "roles", MESSAGE("Your roles")},
	{OWN_TABLE_COUNT, "role_profile", MESSAGE("What your work is counted as")},
	{OWN_TABLE_COUNT, "language", MESSAGE("Language of your pages: en or cy")},
	{OWN_TABLE_COUNT, "nation", MESSAGE("Whose public holidays are yours")},
	{OWN_TABLE_COUNT, "access_needs", MESSAGE("What you need to take part in a session")},
	{OWN_TABLE_COUNT, "session_language",
		MESSAGE("In which language you want to meet; empty: by the language of your pages")},
	{OWN_TABLE_COUNT, "session_manners", MESSAGE("How you can meet; empty: in every manner")},
	{OWN_TABLE_COUNT, "session_manner_rather",
		MESSAGE("How you would rather meet; empty: no matter")},
	{OWN_TABLE_COUNT, "leads_in", MESSAGE("Languages you lead sessions in; empty: English")},
	{OWN_TABLE_COUNT, "joined_on", MESSAGE("First day of your service")},
	{OWN_TABLE_COUNT, "leaves_at", MESSAGE("When you leave or left; empty where no end is known")},
	{OWN_TABLE_COUNT, "password_set_at", MESSAGE("When your password was set")},
	{OWN_TABLE_COUNT, "second_step_set_at", MESSAGE("When the second step was set up")},
	{OWN_TABLE_COUNT, "made_at", MESSAGE("When it was made")},
	{OWN_TABLE_COUNT, "changed_at", MESSAGE("When it last changed")},
	{OWN_TABLE_COUNT, "entry_id", MESSAGE("Random number of the entry")},
	{OWN_TABLE_COUNT, "occurred_at", MESSAGE("When it happened")},
	{OWN_TABLE_COUNT, "recorded_at", MESSAGE("When the service recorded it")},
	{OWN_TABLE_COUNT, "category", MESSAGE("Kind of exposure, as the policy names it")},
	{OWN_TABLE_COUNT, "involvement", MESSAGE("How close you were")},
	{OWN_TABLE_COUNT, "modifiers", MESSAGE("What made it weigh more")},
	{OWN_TABLE_COUNT, "items", MESSAGE("How many pieces of material; empty where not given")},
	{OWN_TABLE_COUNT, "source", MESSAGE("Whether you logged it (self) or an import did (import)")},
	{OWN_TABLE_COUNT, "corrects", MESSAGE("The entry that this one replaces")},
	{OWN_TABLE_COUNT, "dose",
		MESSAGE("Points it was recorded with; a later policy may weigh it again")},
	{OWN_TABLE_COUNT, "policy_version", POLICY_VERSION},
	{OWN_TABLE_COUNT, "removed_at", MESSAGE("When you removed it; empty where you did not")},
	{OWN_TABLE_COUNT, "destroyed_at", MESSAGE("When it was destroyed; empty where it is to be")},
	{OWN_TABLE_COUNT, "line", MESSAGE("Line or trigger, as the policy names it")},
	{OWN_TABLE_COUNT, "load_at", MESSAGE("The instant the load is of")},
	{OWN_TABLE_COUNT, "level", MESSAGE("Level of the line; empty for a trigger")},
	{OWN_TABLE_COUNT, "change",
		MESSAGE("Whether it was reached (raised), reached still (realarmed) "
				"or left (cleared)")},
	{OWN_TABLE_COUNT, "crossed_at", MESSAGE("When that was")},
	{OWN_TABLE_COUNT, "found_late", MESSAGE("Whether it was known only afterwards")},
	{OWN_TABLE_COUNT, "kinds", MESSAGE("Kinds of session that would do")},
	{OWN_TABLE_COUNT, "earliest_at", MESSAGE("The earliest it should begin")},
	{OWN_TABLE_COUNT, "latest_at", MESSAGE("The latest it should begin")},
	{OWN_TABLE_COUNT, "no_seat_reason", MESSAGE("Why no place was found")},
	{OWN_TABLE_COUNT, "kind", MESSAGE("Kind of session")},
	{OWN_TABLE_COUNT, "topic", MESSAGE("What it is about")},
	{OWN_TABLE_COUNT, "part", MESSAGE("Whether you attend or lead (host) it")},
	{OWN_TABLE_COUNT, "starts_at", MESSAGE("When it begins")},
	{OWN_TABLE_COUNT, "ends_at", MESSAGE("When it ends")},
	{OWN_TABLE_COUNT, "answer_by", MESSAGE("Until when it was held for you")},
	{OWN_TABLE_COUNT, "label", MESSAGE("What you called it")},
	{OWN_TABLE_COUNT, "feed",
		MESSAGE("Whether it shows sessions you attend (person) or lead (host)")},
	{OWN_TABLE_COUNT, "detail", MESSAGE("How much its appointments say: neutral or type")},
	{OWN_TABLE_COUNT, "ended_at", MESSAGE("When it was ended; empty where it is not")},
	{OWN_TABLE_COUNT, "reads", MESSAGE("How often it was read")},
	{OWN_TABLE_COUNT, "last_read_at", MESSAGE("When it was last read")},
	{OWN_TABLE_COUNT, "number", MESSAGE("Its number on your trail")},
	{OWN_TABLE_COUNT, "acted_at", MESSAGE("When it was done")},
	{OWN_TABLE_COUNT, "actor",
		MESSAGE("Who did it: a person, the operator at the shell (shell), "
				"whoever has the operator's token (token) or the service")},
	{OWN_TABLE_COUNT, "name", MESSAGE("What that person is called")},
	{OWN_TABLE_COUNT, "action", MESSAGE("What was done")},
	{OWN_TABLE_COUNT, "clinician", MESSAGE("Name of the clinician")},
	{OWN_TABLE_COUNT, "due_at", MESSAGE("When they are asked")},
	{OWN_TABLE_COUNT, "asked", MESSAGE("Who is asked; empty where nobody can be")},
	{OWN_TABLE_COUNT, "listed", MESSAGE("Whether they are asked already")},
	{OWN_TABLE_COUNT, "team", MESSAGE("Name of the team")},
	{OWN_TABLE_COUNT, "manager", MESSAGE("Name of the line manager")},
	{OWN_TABLE_COUNT, "from_at", MESSAGE("From when on")},
	{OWN_TABLE_COUNT, "until_at", MESSAGE("Until when; empty where it is so still")},
	{OWN_TABLE_COUNT, "signed_in_at", MESSAGE("When you signed in")},
	{OWN_TABLE_COUNT, "last_used_at", MESSAGE("When it was last used")},
};

const char *own_table_title(enum own_table table)
{
	assert((unsigned)table < OWN_TABLE_COUNT);
	return tables[table].title;
}

const char *own_table_about(enum own_table table)
{
	assert((unsigned)table < OWN_TABLE_COUNT);
	return tables[table].about;
}

const char *own_column_meaning(enum own_table table, size_t column)
{
	struct text name = text_of(own_column_name(table, column));
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		bool is_here = columns[i].table == table || columns[i].table == OWN_TABLE_COUNT;
		if (is_here && text_is(name, columns[i].column))
			return columns[i].meaning;
	}
	return NULL;
}
