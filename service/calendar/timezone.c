// SPDX-License-Identifier: MIT
#include "calendar/timezone.h"

#include <string.h>

// The rules of Great Britain since 1997. libical's own description starts in 1847 with offsets in
// seconds, which some clients refuse; tests compare this one with the system's tzdata.
static const char london[] = "BEGIN:VTIMEZONE\r\n"
							 "TZID:Europe/London\r\n"
							 "BEGIN:DAYLIGHT\r\n"
							 "TZNAME:BST\r\n"
							 "TZOFFSETFROM:+0000\r\n"
							 "TZOFFSETTO:+0100\r\n"
							 "DTSTART:19810329T010000\r\n"
							 "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
							 "END:DAYLIGHT\r\n"
							 "BEGIN:STANDARD\r\n"
							 "TZNAME:GMT\r\n"
							 "TZOFFSETFROM:+0100\r\n"
							 "TZOFFSETTO:+0000\r\n"
							 "DTSTART:19961027T020000\r\n"
							 "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
							 "END:STANDARD\r\n"
							 "END:VTIMEZONE\r\n";
#define LONDON_FIRST_YEAR 1997

static const char utc[] = "BEGIN:VTIMEZONE\r\n"
						  "TZID:UTC\r\n"
						  "BEGIN:STANDARD\r\n"
						  "TZNAME:UTC\r\n"
						  "TZOFFSETFROM:+0000\r\n"
						  "TZOFFSETTO:+0000\r\n"
						  "DTSTART:19700101T000000\r\n"
						  "END:STANDARD\r\n"
						  "END:VTIMEZONE\r\n";

icalcomponent *timezone_describe(const char *name, struct civil first)
{
	if (!strcmp(name, "Europe/London") && first.year >= LONDON_FIRST_YEAR)
		return icalparser_parse_string(london);
	icalcomponent *component = icaltzutil_fetch_timezone(name);
	if (!component)
		return NULL;
	// A day early, so that the first occurrence is covered whatever its offset is.
	struct instant before = instant_later(civil_as_utc(first), -SECONDS_PER_DAY);
	icaltimezone_truncate_vtimezone(component, timezone_utc_time(before), icaltime_null_time(), 0);
	icalproperty *id = icalcomponent_get_first_property(component, ICAL_TZID_PROPERTY);
	if (id)
		icalproperty_set_tzid(id, name);
	return component;
}

icalcomponent *timezone_describe_utc(void)
{
	return icalparser_parse_string(utc);
}

struct icaltimetype timezone_local_time(struct civil civil)
{
	struct icaltimetype time = icaltime_null_time();
	time.year = civil.year;
	time.month = civil.month;
	time.day = civil.day;
	time.hour = civil.hour;
	time.minute = civil.minute;
	time.second = civil.second;
	return time;
}

struct icaltimetype timezone_utc_time(struct instant instant)
{
	struct icaltimetype time = timezone_local_time(civil_of(instant));
	time.zone = icaltimezone_get_utc_timezone();
	return time;
}

struct civil timezone_civil(struct icaltimetype time)
{
	return (struct civil){time.year, time.month, time.day, time.hour, time.minute, time.second};
}
