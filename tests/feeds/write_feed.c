// SPDX-License-Identifier: MIT
// Writes a sample feed to standard output: write_feed NAME. Without a name, lists the names.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/feed.h"

static struct instant at(const char *string)
{
	struct instant instant;
	if (!instant_parse(text_of(string), &instant)) {
		fprintf(stderr, "write_feed: %s is no instant\n", string);
		exit(EXIT_FAILURE);
	}
	return instant;
}

static struct uuid uid(unsigned char number)
{
	return (struct uuid){{0x01, 0x93, 0x84, 0xa0, 0, 0, 0x70, 0, 0x80, 0, [15] = number}};
}

// A confirmed appointment, an hour long, of which the samples change what they are about.
static struct feed_event appointment(unsigned char number, const char *starts)
{
	return (struct feed_event){
		.uid = uid(number),
		.starts = at(starts),
		.ends = instant_later(at(starts), SECONDS_PER_HOUR),
		.created = at("2026-11-20T14:15:02Z"),
		.changed = at("2026-11-20T14:15:02Z"),
		.status = FEED_CONFIRMED,
		.opaque = true,
		.summary = TEXT("Appointment"),
		.description = TEXT("Details, change or cancel:\nhttps://plimsoll.example/b/1"),
	};
}

static struct feed_series group(unsigned char number, struct civil starts, const char *rule)
{
	return (struct feed_series){
		.uid = uid(number),
		.zone = TEXT("Europe/London"),
		.starts = starts,
		.minutes = 90,
		.rule = text_of(rule),
		.created = at("2026-01-02T12:00:00Z"),
		.changed = at("2026-01-03T12:00:00Z"),
		.summary = TEXT("Staff support group"),
		.description = TEXT("8 places; see which are free:\nhttps://plimsoll.example/g/7"),
	};
}

static struct feed named(const char *name)
{
	return (struct feed){.name = text_of(name), .revised = at("2026-11-23T17:30:00Z")};
}

static enum status person(struct text_builder *out, struct fault *fault)
{
	struct feed_event events[] = {
		appointment(1, "2026-12-01T09:00:00Z"),
		appointment(2, "2026-12-03T10:00:00Z"),
		appointment(3, "2026-12-09T14:30:00Z"),
		appointment(4, "2026-12-10T09:00:00Z"),
	};
	events[0].status = FEED_TENTATIVE;
	events[0].summary = TEXT("Held for you: Appointment");
	events[2].sequence = 1;
	events[2].changed = at("2026-11-23T09:11:55Z");
	events[2].summary = TEXT("Appointment (moved)");
	events[3].status = FEED_CANCELLED;
	events[3].sequence = 2;
	events[3].changed = at("2026-11-23T10:10:00Z");
	events[3].summary = TEXT("Cancelled: Appointment");
	struct feed feed = named("Plimsoll");
	feed.events = events;
	feed.event_count = sizeof events / sizeof *events;
	return feed_write(&feed, out, fault);
}

static enum status host(struct text_builder *out, struct fault *fault)
{
	struct feed_event events[] = {
		appointment(1, "2026-12-01T10:00:00Z"),
		appointment(2, "2026-12-01T11:30:00Z"),
		appointment(3, "2026-12-01T14:00:00Z"),
	};
	events[0].summary = TEXT("Reflective supervision");
	events[0].location = TEXT("Room 4, Harbour House");
	events[1].summary = TEXT("Reflective supervision: taken");
	events[2].summary = TEXT("Reflective supervision: open");
	events[2].status = FEED_TENTATIVE;
	events[2].opaque = false;
	struct feed feed = named("Plimsoll: sessions you lead");
	feed.events = events;
	feed.event_count = sizeof events / sizeof *events;
	return feed_write(&feed, out, fault);
}

static enum status programme(struct text_builder *out, struct fault *fault)
{
	static const struct civil except[] = {{2026, 12, 9, 13, 0, 0}, {2027, 2, 10, 13, 0, 0}};
	struct feed_series series[] = {
		group(1, (struct civil){2026, 11, 11, 13, 0, 0}, "FREQ=MONTHLY;BYDAY=2WE;COUNT=6"),
		group(2, (struct civil){2026, 12, 6, 19, 0, 0}, "FREQ=WEEKLY;UNTIL=20261227T190000Z"),
		group(3, (struct civil){2027, 3, 10, 18, 0, 0}, "FREQ=WEEKLY;COUNT=2"),
		group(4, (struct civil){2026, 12, 2, 7, 0, 0}, "FREQ=DAILY;COUNT=2"),
	};
	series[0].except = except;
	series[0].except_count = 2;
	series[0].sequence = 3;
	series[1].summary = TEXT("Phone-in");
	series[2].zone = TEXT("America/New_York"); // its clocks change between the two dates
	series[2].summary = TEXT("Group across two continents");
	series[3].zone = TEXT("UTC");
	struct feed_event webinar = appointment(5, "2026-12-16T12:30:00Z");
	webinar.summary = TEXT("Webinar: sleeping after night shifts");
	webinar.location = TEXT("Online");
	webinar.opaque = false;
	struct feed feed = named("Plimsoll: programme");
	feed.events = &webinar;
	feed.event_count = 1;
	feed.series = series;
	feed.series_count = sizeof series / sizeof *series;
	return feed_write(&feed, out, fault);
}

static enum status text(struct text_builder *out, struct fault *fault)
{
	struct feed_event events[] = {
		appointment(1, "2026-12-01T09:00:00Z"),
		appointment(2, "2026-12-02T09:00:00Z"),
		appointment(3, "2026-12-03T09:00:00Z"),
	};
	events[0].summary = TEXT("Tŷ’r Cŵn: sesiwn, gyda “chŵn”; \\ 🐕‍🦺");
	events[0].description = TEXT("first\n\nthird, with ; and \\ and \"quotes\", : = and\n");
	events[0].location = TEXT("Ystafell 4; Tŷ Glan-y-môr, Caernarfon");
	events[1].summary =
		TEXT("A line of more than seventy-five octets whose ümläüts fall åt the place where it "
			 "has to be folded, éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé");
	events[1].description = TEXT("🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒");
	events[2].summary = TEXT("BEGIN:VALARM");
	events[2].description = TEXT("END:VEVENT\nATTENDEE:mailto:nobody@plimsoll.example");
	struct feed feed = named("Gwasanaeth lles, y môr; a’r tir");
	feed.events = events;
	feed.event_count = sizeof events / sizeof *events;
	return feed_write(&feed, out, fault);
}

// The repeated hour and the skipped one, in UTC.
static enum status clocks(struct text_builder *out, struct fault *fault)
{
	struct feed_event events[] = {
		appointment(1, "2026-10-25T00:30:00Z"), // 01:30 in London, the first time
		appointment(2, "2026-10-25T01:30:00Z"), // 01:30 in London, the second time
		appointment(3, "2027-03-28T00:30:00Z"), // 00:30 in London
		appointment(4, "2027-03-28T01:30:00Z"), // 02:30 in London
	};
	struct feed feed = named("Both changes of the clocks");
	feed.events = events;
	feed.event_count = sizeof events / sizeof *events;
	return feed_write(&feed, out, fault);
}

// Local time stays, whatever it is in UTC. No occurrence lasts across a change, where clients
// disagree about its end.
static enum status clocks_series(struct text_builder *out, struct fault *fault)
{
	struct feed_series series[] = {
		group(5, (struct civil){2026, 10, 24, 10, 0, 0}, "FREQ=DAILY;COUNT=3"),
		group(6, (struct civil){2027, 3, 27, 10, 0, 0}, "FREQ=DAILY;COUNT=3"),
		group(7, (struct civil){2026, 10, 24, 3, 0, 0}, "FREQ=DAILY;COUNT=3"),
		group(8, (struct civil){2027, 3, 27, 22, 0, 0}, "FREQ=DAILY;COUNT=3"),
	};
	struct feed feed = named("Series across both changes of the clocks");
	feed.series = series;
	feed.series_count = sizeof series / sizeof *series;
	return feed_write(&feed, out, fault);
}

static enum status empty(struct text_builder *out, struct fault *fault)
{
	struct feed feed = named("Plimsoll");
	return feed_write(&feed, out, fault);
}

static const struct sample {
	const char *name;
	enum status (*write)(struct text_builder *out, struct fault *fault);
} samples[] = {
	{"person", person},
	{"host", host},
	{"programme", programme},
	{"text", text},
	{"clocks", clocks},
	{"clocks_series", clocks_series},
	{"empty", empty},
};
#define SAMPLES (sizeof samples / sizeof *samples)

static int write_sample(const struct sample *sample)
{
	struct text_builder out;
	struct fault fault = {0};
	builder_init(&out);
	enum status status = sample->write(&out, &fault);
	struct text document = builder_view(&out);
	if (status)
		fprintf(stderr, "write_feed: %s: %s\n", fault.where, fault.message);
	else
		fwrite(document.start, 1, document.length, stdout);
	builder_done(&out);
	return status ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
	for (size_t i = 0; i < SAMPLES; i++)
		if (count < 2)
			puts(samples[i].name);
		else if (!strcmp(arguments[1], samples[i].name))
			return write_sample(&samples[i]);
	return count < 2 ? EXIT_SUCCESS : EXIT_FAILURE;
}
