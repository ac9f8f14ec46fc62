// SPDX-License-Identifier: MIT
#include "app/organisation/programme.h"

#include "calendar/programme.h"
#include "secret/token.h"
#include "store/people.h"
#include "store/sessions.h"

#define HOST_PROFILE "host"

static enum status add_hosts(struct connection *connection, struct arena *arena,
	const struct organisation *organisation, const struct text *references, size_t count,
	struct instant now, struct person_id *hosts, struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		struct person person = {
			.id = {uuid_v7(now.seconds * 1000)},
			.reference = references[i],
			.profile = TEXT(HOST_PROFILE),
		};
		enum status status = person_add(connection, organisation->id, &person, now, fault);
		if (status == STATUS_OK)
			status =
				person_read(connection, organisation->id, references[i], arena, &person, fault);
		if (status != STATUS_OK)
			return status;
		hosts[i] = person.id;
	}
	return STATUS_OK;
}

static struct text local_text(struct arena *arena, struct civil civil)
{
	char written[CIVIL_TEXT_LENGTH + 1];
	civil_format(civil, written);
	return text_copy(arena, text_of(written));
}

static int64_t day_of(struct civil civil)
{
	civil.hour = civil.minute = civil.second = 0;
	return civil_as_utc(civil).seconds / SECONDS_PER_DAY;
}

// From the first holiday to the day after the last one.
static void span_holidays(
	const struct holiday *holidays, size_t count, struct civil *first, struct civil *after)
{
	int64_t least = day_of(holidays[0].date), most = least;
	for (size_t i = 1; i < count; i++) {
		int64_t day = day_of(holidays[i].date);
		least = day < least ? day : least;
		most = day > most ? day : most;
	}
	*first = civil_of((struct instant){least * SECONDS_PER_DAY});
	*after = civil_of((struct instant){(most + 1) * SECONDS_PER_DAY});
}

static bool is_holiday(const struct holiday *holidays, size_t count, struct civil start)
{
	for (size_t i = 0; i < count; i++) {
		if (day_of(holidays[i].date) == day_of(start))
			return true;
	}
	return false;
}

// The local starts of the pattern that fall on a holiday, from one look at all its starts.
static enum status find_exceptions(const struct series *series, const struct holiday *holidays,
	size_t holiday_count, struct arena *arena, struct stored_series *out, struct fault *fault)
{
	struct civil first, after, *starts;
	size_t count;
	if (holiday_count == 0)
		return STATUS_OK;
	span_holidays(holidays, holiday_count, &first, &after);
	enum status status =
		series_expand(series, NULL, 0, first, after, arena, &starts, &count, fault);
	if (status != STATUS_OK)
		return status;
	struct text *except = arena_array(arena, count, sizeof *except);
	if (!except)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		if (!is_holiday(holidays, holiday_count, starts[i]))
			continue;
		except[out->except_count] = local_text(arena, starts[i]);
		if (!except[out->except_count++].start)
			return fault_memory(fault);
	}
	out->except_local = except;
	return STATUS_OK;
}

// A pattern of one organisation: two that adopt the same programme share no ids.
static struct series_id pattern_id(
	const struct organisation *organisation, const struct series *series)
{
	struct text parts[] = {
		{(const char *)organisation->id.uuid.bytes, sizeof organisation->id.uuid.bytes},
		{(const char *)series->uid.bytes, sizeof series->uid.bytes},
	};
	return (struct series_id){uuid_of_parts(parts, 2)};
}

static enum status add_patterns(struct connection *connection, struct arena *arena,
	const struct organisation *organisation, const struct person_id *hosts, size_t host_count,
	struct instant now, size_t *patterns, struct fault *fault)
{
	struct series *series;
	struct holiday *holidays;
	size_t count, holiday_count;
	enum status status = programme_read(arena, &series, &count, fault);
	if (status == STATUS_OK)
		status = holidays_read(organisation->nation, arena, &holidays, &holiday_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (series[i].host < 1 || (size_t)series[i].host > host_count)
			continue;
		struct stored_series stored = {
			.id = pattern_id(organisation, &series[i]),
			.kind = series[i].kind,
			.topic = series[i].topic,
			.description = series[i].description,
			.zone = series[i].zone,
			.starts_local = local_text(arena, series[i].starts),
			.minutes = series[i].minutes,
			.rule = series[i].rule,
			.capacity = series[i].capacity,
			.minimum = series[i].minimum,
			.language = series[i].language,
			.manner = series[i].manner,
			.host = hosts[series[i].host - 1],
		};
		if (!stored.starts_local.start)
			return fault_memory(fault);
		status = find_exceptions(&series[i], holidays, holiday_count, arena, &stored, fault);
		if (status == STATUS_OK)
			status = series_add(connection, organisation->id, &stored, now, fault);
		*patterns += status == STATUS_OK;
	}
	return status;
}

static enum status adopt(struct connection *connection, struct arena *arena,
	const struct organisation *organisation, const struct text *references, size_t count,
	struct instant now, size_t *patterns, struct fault *fault)
{
	struct person_id *hosts = arena_array(arena, count, sizeof *hosts);
	if (!hosts)
		return fault_memory(fault);
	enum status status =
		add_hosts(connection, arena, organisation, references, count, now, hosts, fault);
	return status == STATUS_OK
			   ? add_patterns(connection, arena, organisation, hosts, count, now, patterns, fault)
			   : status;
}

enum status programme_adopt(struct connection *connection, const struct organisation *organisation,
	const struct text *hosts, size_t host_count, const struct audit_actor *by, size_t *patterns,
	struct fault *fault)
{
	struct arena arena;
	size_t added = 0;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = adopt(connection, &arena, organisation, hosts, host_count, by->now, &added, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		status = audit_add_organisation(connection, by, AUDIT_PROGRAMME_CHANGED, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		*patterns = added;
	return status;
}
