// SPDX-License-Identifier: MIT
// The C library reads the same tzdata by other means, so it is what zones are compared with.
#include "support/cmocka.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "calendar/zone.h"

#define HALF_HOUR 1800

static struct instant at(const char *string)
{
	struct instant instant;
	assert_true(instant_parse(text_of(string), &instant));
	return instant;
}

static void compare_every(int64_t step, const char *name, const char *from, const char *until)
{
	struct arena arena;
	arena_init(&arena);
	struct zone zone;
	assert_int_equal(zone_load(text_of(name), at(from), at(until), &arena, &zone, NULL), 0);
	assert_int_equal(zone.transitions[0].from.seconds, at(from).seconds);
	setenv("TZ", name, 1);
	tzset();
	size_t next = 0;
	for (int64_t now = at(from).seconds; now < at(until).seconds; now += step) {
		while (next < zone.count && zone.transitions[next].from.seconds <= now)
			next++;
		time_t seconds = now;
		struct tm local;
		localtime_r(&seconds, &local);
		if (zone.transitions[next - 1].offset_seconds != local.tm_gmtoff)
			fail_msg("%s at %lld: %d instead of %ld", name, (long long)now,
				zone.transitions[next - 1].offset_seconds, local.tm_gmtoff);
	}
	arena_done(&arena);
}

static void compare_with_libc(const char *name, const char *from, const char *until)
{
	compare_every(HALF_HOUR, name, from, until);
}

static void london_is_right_from_2000_to_2037(void **state)
{
	(void)state;
	compare_with_libc("Europe/London", "2000-01-01T00:00:00Z", "2038-01-01T00:00:00Z");
}

static void los_angeles_is_right_across_its_change_of_rules_in_2007(void **state)
{
	(void)state;
	compare_with_libc("America/Los_Angeles", "2001-01-01T00:00:00Z", "2020-01-01T00:00:00Z");
}

static void zones_with_odd_rules_are_right(void **state)
{
	(void)state;
	static const char *const names[] = {
		"Europe/Dublin", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kolkata", "Etc/UTC"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		compare_with_libc(names[i], "2015-01-01T00:00:00Z", "2031-01-01T00:00:00Z");
}

static void the_rule_at_the_end_of_a_file_counts_for_ever(void **state)
{
	(void)state;
	static const char *const names[] = {"Europe/London", "Europe/Dublin", "America/Los_Angeles",
		"America/Santiago", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Jerusalem", "America/Nuuk",
		"Asia/Kolkata"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		compare_every(6 * HALF_HOUR, names[i], "2035-06-01T00:00:00Z", "2061-01-01T00:00:00Z");
}

static void every_zone_of_the_system_is_right(void **state)
{
	(void)state;
	FILE *list = fopen("/usr/share/zoneinfo/tzdata.zi", "r");
	char line[256];
	size_t count = 0;
	assert_non_null(list);
	while (fgets(line, sizeof line, list)) {
		char name[64];
		if (sscanf(line, "Z %63s", name) != 1)
			continue;
		compare_every(12 * HALF_HOUR, name, "2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z");
		count++;
	}
	fclose(list);
	assert_true(count > 200);
}

#define PROCESSES 200
#define READERS 4

static pthread_barrier_t start;

static void *read_zone(void *failed)
{
	struct arena arena;
	struct zone zone;
	arena_init(&arena);
	pthread_barrier_wait(&start);
	if (zone_load(TEXT("Europe/London"), at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"),
			&arena, &zone, NULL) != STATUS_OK)
		*(bool *)failed = true;
	arena_done(&arena);
	return NULL;
}

static int read_by_threads(void)
{
	pthread_t readers[READERS];
	bool failed[READERS] = {false};
	int code = 0;
	pthread_barrier_init(&start, NULL, READERS);
	for (size_t i = 0; i < READERS; i++)
		code |= pthread_create(&readers[i], NULL, read_zone, &failed[i]);
	for (size_t i = 0; i < READERS; i++) {
		pthread_join(readers[i], NULL);
		code |= failed[i];
	}
	return code;
}

// libical changes its list of zones while other threads search it, which ended the service about
// once in a hundred starts. In processes of their own, because only the first look matters.
static void several_threads_may_be_the_first_to_read_a_zone(void **state)
{
	(void)state;
	for (int i = 0; i < PROCESSES; i++) {
		int ended;
		pid_t child = fork();
		if (child == 0)
			_exit(read_by_threads());
		assert_true(child > 0);
		assert_int_equal(waitpid(child, &ended, 0), child);
		assert_int_equal(ended, 0);
	}
}

static void a_change_is_found_to_the_second(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct zone zone;
	assert_int_equal(zone_load(TEXT("Europe/London"), at("2026-01-01T00:00:00Z"),
						 at("2027-01-01T00:00:00Z"), &arena, &zone, NULL),
		0);
	assert_int_equal(zone.count, 3);
	assert_int_equal(zone.transitions[0].offset_seconds, 0);
	assert_int_equal(zone.transitions[1].from.seconds, at("2026-03-29T01:00:00Z").seconds);
	assert_int_equal(zone.transitions[1].offset_seconds, 3600);
	assert_int_equal(zone.transitions[2].from.seconds, at("2026-10-25T01:00:00Z").seconds);
	assert_int_equal(zone.transitions[2].offset_seconds, 0);
	arena_done(&arena);
}

static void the_first_entry_holds_the_offset_at_the_start(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct zone zone;
	struct instant summer = at("2026-07-01T00:00:00Z");
	assert_int_equal(zone_load(TEXT("Europe/London"), summer, summer, &arena, &zone, NULL), 0);
	assert_int_equal(zone.count, 1);
	assert_int_equal(zone.transitions[0].offset_seconds, 3600);
	arena_done(&arena);
}

static void utc_never_changes(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct zone zone;
	assert_int_equal(zone_load(TEXT("UTC"), at("1970-01-01T00:00:00Z"), at("2037-01-01T00:00:00Z"),
						 &arena, &zone, NULL),
		0);
	assert_int_equal(zone.count, 1);
	assert_int_equal(zone.transitions[0].offset_seconds, 0);
	arena_done(&arena);
}

static void names_that_are_no_zone_are_not_found(void **state)
{
	(void)state;
	static const char *const names[] = {"", "Europe/Camelot", "../../etc/passwd", "/etc/localtime",
		"GMT Standard Time", "Europe", "Europe/London\n", "Europe/../Europe/London"};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct zone zone = {0};
		struct fault fault = {0};
		enum status status = zone_load(text_of(names[i]), at("2026-01-01T00:00:00Z"),
			at("2027-01-01T00:00:00Z"), &arena, &zone, &fault);
		if (status != STATUS_NOT_FOUND || fault.status != STATUS_NOT_FOUND || zone.count)
			fail_msg("row %zu: \"%s\" was taken for a zone", i, names[i]);
	}
	arena_done(&arena);
}

static void years_far_away_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *from, *until;
	} rows[] = {{"2026-01-01T00:00:00Z", NULL}, {"2026-01-01T00:00:00Z", "2201-01-01T00:00:01Z"},
		{"1899-12-31T23:59:59Z", "2026-01-01T00:00:00Z"}};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct zone zone;
		struct instant until = rows[i].until ? at(rows[i].until) : INSTANT_NEVER;
		if (zone_load(TEXT("Europe/London"), at(rows[i].from), until, &arena, &zone, NULL) !=
			STATUS_LIMIT)
			fail_msg("row %zu", i);
	}
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several_threads_may_be_the_first_to_read_a_zone), // before all others
		cmocka_unit_test(london_is_right_from_2000_to_2037),
		cmocka_unit_test(los_angeles_is_right_across_its_change_of_rules_in_2007),
		cmocka_unit_test(zones_with_odd_rules_are_right),
		cmocka_unit_test(the_rule_at_the_end_of_a_file_counts_for_ever),
		cmocka_unit_test(every_zone_of_the_system_is_right),
		cmocka_unit_test(a_change_is_found_to_the_second),
		cmocka_unit_test(the_first_entry_holds_the_offset_at_the_start),
		cmocka_unit_test(utc_never_changes),
		cmocka_unit_test(names_that_are_no_zone_are_not_found),
		cmocka_unit_test(years_far_away_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
