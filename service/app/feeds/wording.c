// SPDX-License-Identifier: MIT
#include "app/feeds/wording.h"

static const char *const weekdays[] = {
	"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"", "January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"};

struct text word_calendar_of_person(void)
{
	return TEXT("Plimsoll");
}

struct text word_calendar_of_host(void)
{
	return TEXT("Plimsoll: sessions you lead");
}

struct text word_calendar_of_programme(void)
{
	return TEXT("Plimsoll: programme");
}

struct text word_kind(enum session_kind kind)
{
	static const char *const names[] = {
		[SESSION_REFLECTIVE_SUPERVISION] = "Reflective supervision",
		[SESSION_SUPPORT_GROUP] = "Staff support group",
		[SESSION_PHONE_IN] = "Phone-in",
		[SESSION_WEBINAR] = "Webinar",
	};
	return text_of(names[kind]);
}

static struct text built(struct arena *arena, struct text_builder *builder)
{
	struct text text =
		builder->failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(builder));
	builder_done(builder);
	return text;
}

struct text word_prefixed(struct arena *arena, const char *prefix, struct text subject)
{
	struct text_builder builder;
	builder_init(&builder);
	builder_string(&builder, prefix);
	builder_add(&builder, subject);
	return built(arena, &builder);
}

struct text word_held(struct arena *arena, const struct zone *zone, struct instant answer_by)
{
	struct civil local = zone_local(zone, answer_by);
	struct text_builder builder;
	builder_init(&builder);
	builder_format(&builder,
		"This time is held for you until %s %d %s %d, %02d:%02d. It is not booked unless you say "
		"so, and letting it go needs no reason.",
		weekdays[civil_weekday(local)], local.day, months[local.month], local.year, local.hour,
		local.minute);
	return built(arena, &builder);
}

struct text word_places(struct arena *arena, int32_t taken, int32_t capacity)
{
	struct text_builder builder;
	builder_init(&builder);
	builder_format(&builder, "%d of %d places taken.", taken, capacity);
	return built(arena, &builder);
}
