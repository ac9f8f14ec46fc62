// SPDX-License-Identifier: MIT
#include "app/feeds/wording.h"

#include "words/date.h"

struct text word_calendar_of_person(void)
{
	return TEXT("Plimsoll");
}

struct text word_calendar_of_host(enum language language)
{
	return words(language, "Plimsoll: sessions you lead");
}

struct text word_calendar_of_team(enum language language)
{
	return words(language, "Plimsoll: cover for your team");
}

struct text word_calendar_of_programme(enum language language)
{
	return words(language, "Plimsoll: programme");
}

struct text word_kind(enum language language, enum session_kind kind)
{
	static const char *const names[] = {
		[SESSION_REFLECTIVE_SUPERVISION] = MESSAGE("Reflective supervision"),
		[SESSION_SUPPORT_GROUP] = MESSAGE("Staff support group"),
		[SESSION_PHONE_IN] = MESSAGE("Phone-in"),
		[SESSION_WEBINAR] = MESSAGE("Webinar"),
		[SESSION_WELLBEING_REVIEW] = MESSAGE("Wellbeing review"),
		[SESSION_CHECK_IN] = MESSAGE("Check-in"),
		[SESSION_WELLBEING_VISIT] = MESSAGE("Wellbeing visit"),
		[SESSION_OPEN_CONVERSATION] = MESSAGE("Open conversation with leaders"),
		[SESSION_RECOGNITION] = MESSAGE("Recognition"),
	};
	return words(language, names[kind]);
}

struct text word_manner(enum language language, enum manner manner)
{
	static const char *const names[MANNER_COUNT] = {
		[MANNER_UNSAID] = MESSAGE("Not said"),
		[MANNER_IN_PERSON] = MESSAGE("In person"),
		[MANNER_VIDEO] = MESSAGE("By video"),
		[MANNER_PHONE] = MESSAGE("By phone"),
	};
	return words(language, names[manner]);
}

static struct text filled(
	struct arena *arena, struct text sentence, const struct place *places, size_t count)
{
	struct text_builder builder;
	builder_init(&builder);
	words_format(&builder, sentence, places, count);
	struct text text =
		builder.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&builder));
	builder_done(&builder);
	return text;
}

struct text word_titled(struct arena *arena, struct text sentence, struct text title)
{
	return filled(arena, sentence, &(struct place){"title", title}, 1);
}

struct text word_held(
	struct arena *arena, enum language language, const struct zone *zone, struct instant answer_by)
{
	struct civil local = zone_local(zone, answer_by);
	struct text_builder date, time;
	builder_init(&date);
	builder_init(&time);
	words_date(&date, language, local, DATE_FULL);
	words_time(&time, local);
	const struct place places[] = {{"date", builder_view(&date)}, {"time", builder_view(&time)}};
	struct text sentence = words(language,
		"This time is held for you until {date}, {time}. It is not booked unless you say so, and "
		"letting it go needs no reason.");
	struct text text =
		date.failed || time.failed ? (struct text){NULL, 0} : filled(arena, sentence, places, 2);
	builder_done(&date);
	builder_done(&time);
	return text;
}

struct text word_places(
	struct arena *arena, enum language language, int32_t taken, int32_t capacity)
{
	char digits[2][WORDS_NUMBER_SIZE];
	const struct place places[] = {
		{"taken", words_number(digits[0], taken)},
		{"capacity", words_number(digits[1], capacity)},
	};
	return filled(arena, words(language, "{taken} of {capacity} places taken."), places, 2);
}
