// SPDX-License-Identifier: MIT
#include "app/hosts/calendars.h"
#include "web/availability.h"
#include "web/moment.h"
#include "words/words.h"

static struct text built(const struct web_call *call, struct text_builder *builder)
{
	struct text text = builder->failed ? (struct text){NULL, 0}
									   : text_copy(call->request->arena, builder_view(builder));
	builder_done(builder);
	return text;
}

static struct civil day_of(int64_t day)
{
	return civil_of((struct instant){day * SECONDS_PER_DAY});
}

static struct text date_words(const struct web_call *call, int64_t day, enum date_form form)
{
	struct text_builder out;
	builder_init(&out);
	words_date(&out, call->language, day_of(day), form);
	return built(call, &out);
}

static void add_minute(struct text_builder *out, int32_t minute)
{
	builder_format(out, "%02d:%02d", minute / 60, minute % 60);
}

static void add_times(
	const struct web_call *call, struct text_builder *out, int32_t from, int32_t until)
{
	builder_string(out, ", ");
	if (from == 0 && until == 1440) {
		builder_add(out, words(call->language, MESSAGE("all day")));
		return;
	}
	add_minute(out, from);
	builder_string(out, "–");
	add_minute(out, until > 1440 ? until - 1440 : until);
}

static void add_weekdays(const struct web_call *call, struct text_builder *out, unsigned weekdays)
{
	struct text names[7];
	size_t count = 0;
	if (weekdays == SLOTS_EVERY_DAY) {
		builder_add(out, words(call->language, MESSAGE("Every day")));
		return;
	}
	for (int i = 0; i < 7; i++) {
		if (weekdays >> i & 1)
			names[count++] = words_weekday(call->language, i + 1);
	}
	words_list(out, call->language, names, count);
}

static struct text often_words(const struct web_call *call, const struct weekly_hours *week)
{
	char number[24];
	snprintf(number, sizeof number, "%d", (int)week->every);
	const struct place places[] = {
		{"number", text_of(number)},
		{"date", date_words(call, week->first_day, DATE_PLAIN)},
	};
	return moment_sentence(call,
		words(call->language, MESSAGE("Every {number} weeks, the first of them that of: {date}")),
		places, 2);
}

// Since when and until when, as far as it is not "always, from here on".
static void fill_span(
	const struct web_call *call, const struct weekly_hours *week, struct page_published_hours *out)
{
	int64_t today = slots_day(&call->worker->zone, call->worker->options->now());
	const struct place places[] = {
		{"first", date_words(call, week->first_day, DATE_PLAIN)},
		{"last", week->last_day < AVAILABILITY_NO_END ? date_words(call, week->last_day, DATE_PLAIN)
													  : TEXT("")},
		{"often", week->every > 1 ? often_words(call, week) : TEXT("")},
	};
	bool ends = week->last_day<AVAILABILITY_NO_END, begins = week->first_day> today;
	const char *sentence = begins && ends ? MESSAGE("From {first} until {last}. {often}")
						   : begins       ? MESSAGE("From {first} on. {often}")
						   : ends         ? MESSAGE("Until {last}. {often}")
										  : "{often}";
	out->from = begins || ends ? moment_sentence(call, words(call->language, sentence), places, 3)
							   : places[2].value;
	out->from_shown = begins || ends || week->every > 1;
}

void availability_hours_words(
	const struct web_call *call, const struct host_hours *hours, struct page_published_hours *out)
{
	char id[UUID_TEXT_LENGTH + 1];
	struct text_builder when;
	builder_init(&when);
	if (hours->dated) {
		words_date(&when, call->language, day_of(hours->date.day), DATE_FULL);
		add_times(call, &when, hours->date.from, hours->date.until);
	} else {
		add_weekdays(call, &when, hours->week.weekdays);
		add_times(call, &when, hours->week.from, hours->week.until);
		fill_span(call, &hours->week, out);
	}
	out->when = built(call, &when);
	out->away = hours->dated && hours->date.away;
	uuid_format(hours->id.uuid, id);
	out->remove_href = visit_address(call, "/availability/hours/%s/remove", id);
}

static const char *why_failed(enum calendar_failure failure)
{
	static const char *const sentences[CALENDAR_FAILURE_COUNT] = {
		[CALENDAR_ADDRESS] = MESSAGE("its address leads nowhere that a calendar can be."),
		[CALENDAR_PRIVATE] = MESSAGE("its server is not on the public internet."),
		[CALENDAR_UNKNOWN_SERVER] = MESSAGE("nobody knows its server’s name."),
		[CALENDAR_UNREACHABLE] = MESSAGE("its server does not answer."),
		[CALENDAR_CERTIFICATE] = MESSAGE("its server cannot prove that it is the one it says."),
		[CALENDAR_SLOW] = MESSAGE("its server takes too long."),
		[CALENDAR_LARGE] = MESSAGE("it is larger than 2 MB."),
		[CALENDAR_REDIRECTIONS] =
			MESSAGE("its server sends us on and on, or to where it is not safe."),
		[CALENDAR_CUT] = MESSAGE("it broke off in the middle."),
		[CALENDAR_REFUSED] = MESSAGE("its server does not let us read it any more."),
		[CALENDAR_GONE] = MESSAGE("it is not there any more."),
		[CALENDAR_TROUBLE] = MESSAGE("its server has trouble of its own."),
		[CALENDAR_OTHER] = MESSAGE("its server says something that is no answer."),
		[CALENDAR_NO_CALENDAR] =
			MESSAGE("what is there is no whole calendar: a web page, or cut off."),
		[CALENDAR_TOO_MUCH] = MESSAGE("there is more in it than can be read."),
		[CALENDAR_EMPTIED] = MESSAGE("suddenly nothing is in it."),
		[CALENDAR_SEALED] = MESSAGE("its address cannot be unsealed. Add it again."),
	};
	return sentences[failure];
}

static struct text ago(const struct web_call *call, struct instant then)
{
	struct text_builder out;
	builder_init(&out);
	words_ago(&out, call->language, then, call->worker->options->now(), &call->worker->zone);
	return built(call, &out);
}

struct forms {
	const char *one, *other;
};

static struct text counted(const struct web_call *call, struct forms forms, int64_t count,
	const struct place *places, size_t place_count)
{
	char number[WORDS_NUMBER_SIZE];
	struct place all[4] = {{"count", words_number(number, count)}};
	for (size_t i = 0; i < place_count; i++)
		all[i + 1] = places[i];
	return moment_sentence(
		call, words_plural(call->language, forms.one, forms.other, count), all, place_count + 1);
}

static const struct forms last_read =
	MESSAGE_PLURAL("Last read {ago}: {count} busy time, up to {date}.",
		"Last read {ago}: {count} busy times, up to {date}.");

static struct text state_words(const struct web_call *call, const struct busy_calendar *calendar)
{
	if (!instant_before(calendar->read_at, INSTANT_NEVER))
		return words(call->language, MESSAGE("Not read yet. Until it is, you have no open times."));
	const struct place places[] = {
		{"ago", ago(call, calendar->read_at)},
		{"date", moment_date(call, instant_later(calendar->copy.within.to, -1))},
	};
	return counted(call, last_read, (int64_t)calendar->copy.busy_count, places, 2);
}

static struct text failure_words(const struct web_call *call, const struct busy_calendar *calendar)
{
	const struct place places[] = {
		{"ago", ago(call, calendar->failed_at)},
		{"why", words(call->language, why_failed(calendar_failure_of(calendar->failure)))},
	};
	bool kept = instant_before(calendar->read_at, INSTANT_NEVER);
	return moment_sentence(call,
		words(call->language,
			kept
				? MESSAGE("{ago}: {why} The last good copy is kept, and keeps you busy as it says.")
				: MESSAGE("{ago}: {why} It is tried again.")),
		places, 2);
}

static const struct forms unreadable = MESSAGE_PLURAL(
	"{count} appointment in it cannot be read.", "{count} appointments in it cannot be read.");
static const struct forms unknown_zone = MESSAGE_PLURAL(
	"{count} appointment names a time zone that nobody knows, and is taken as local.",
	"{count} appointments name a time zone that nobody knows, and are taken as local.");

static struct text left_out_words(const struct web_call *call, const struct busy_calendar *calendar)
{
	return calendar->copy.unreadable > 0
			   ? counted(call, unreadable, calendar->copy.unreadable, NULL, 0)
			   : counted(call, unknown_zone, calendar->copy.unknown_zones, NULL, 0);
}

void availability_calendar_words(const struct web_call *call, const struct busy_calendar *calendar,
	struct page_busy_calendar *out)
{
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(calendar->id.uuid, id);
	const struct place uploaded = {"date", moment_date(call, calendar->created_at)};
	*out = (struct page_busy_calendar){
		.id = text_copy(call->request->arena, text_of(id)),
		.name = calendar->hint.length
					? calendar->hint
					: moment_sentence(call,
						  words(call->language, MESSAGE("A file, uploaded: {date}")), &uploaded, 1),
		.state = state_words(call, calendar),
		.failing = calendar->failures > 0,
		.remove_href = visit_address(call, "/availability/calendars/%s/remove", id),
		.left_out_shown = calendar->copy.unreadable > 0 || calendar->copy.unknown_zones > 0,
	};
	if (out->failing)
		out->failure = failure_words(call, calendar);
	if (out->left_out_shown)
		out->left_out = left_out_words(call, calendar);
}

struct text availability_clash_words(const struct web_call *call, enum host_clash clash)
{
	return words(call->language, clash == HOST_CLASH_BUSY
									 ? MESSAGE("something else takes up that time")
									 : MESSAGE("you do not publish those hours any more"));
}
