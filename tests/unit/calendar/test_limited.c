// SPDX-License-Identifier: MIT
// This program is also the process that it starts, so that one can be played that misbehaves: what
// it does goes by the name of the zone.
#include "support/cmocka.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "calendar/child.h"
#include "calendar/confine.h"
#include "calendar/limited.h"

static const struct interval window = {{1780000000}, {1790000000}};
static const char meeting[] = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260701T100000Z\r\n"
							  "DTEND:20260701T110000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

struct reading {
	struct arena arena;
	struct busy_time busy;
	unsigned guards;
	struct fault fault;
};

static int start(void **state)
{
	struct reading *reading = calloc(1, sizeof *reading);
	arena_init(&reading->arena);
	*state = reading;
	return 0;
}

static int finish(void **state)
{
	struct reading *reading = *state;
	arena_done(&reading->arena);
	free(reading);
	return 0;
}

static enum status read_as(struct reading *reading, struct text document, const char *zone)
{
	const struct limited limited = {"/proc/self/exe", -1, 30};
	fault_clear(&reading->fault);
	return limited_read(&limited, document, text_of(zone), window, &reading->arena, &reading->busy,
		&reading->guards, &reading->fault);
}

static enum status misbehave(struct reading *reading, const char *how)
{
	return read_as(reading, TEXT(""), how);
}

static void busy_times_come_back_as_the_reader_gives_them(void **state)
{
	struct reading *reading = *state;
	assert_int_equal(read_as(reading, text_of(meeting), "Europe/London"), STATUS_OK);
	assert_int_equal(reading->busy.count, 1);
	assert_int_equal(reading->busy.events, 1);
	assert_int_equal(reading->busy.busy[0].from.seconds, 1782900000);
	assert_int_equal(reading->busy.busy[0].to.seconds, 1782903600);
}

static void a_calendar_that_is_refused_says_why(void **state)
{
	struct reading *reading = *state;
	struct text cut = {meeting, sizeof meeting - 20};
	assert_int_equal(read_as(reading, cut, "Europe/London"), STATUS_INVALID);
	assert_true(strlen(reading->fault.message) > 10);
	assert_int_equal(read_as(reading, TEXT(""), "Europe/London"), STATUS_INVALID);
	assert_int_equal(read_as(reading, TEXT("<!doctype html>"), "Europe/London"), STATUS_INVALID);
	assert_int_equal(read_as(reading, text_of(meeting), "Europe/Nowhere"), STATUS_NOT_FOUND);
}

static void fifty_thousand_busy_times_come_back_whole(void **state)
{
	struct reading *reading = *state;
	struct text_builder document;
	builder_init(&document);
	builder_string(&document, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 4900; i++)
		builder_format(&document,
			"BEGIN:VEVENT\nUID:%d\nDTSTART:20260%d%02dT%02d%02d00Z\nDURATION:PT1S\n"
			"RRULE:FREQ=DAILY;COUNT=10\nEND:VEVENT\n",
			i, 6 + i / 1440, 1, i / 60 % 24, i % 60);
	builder_string(&document, "END:VCALENDAR\n");
	assert_int_equal(read_as(reading, builder_view(&document), "UTC"), STATUS_OK);
	builder_done(&document);
	assert_true(reading->busy.count > 40000);
}

static void a_process_that_crashes_is_a_fault_and_no_more(void **state)
{
	assert_int_equal(misbehave(*state, "crash"), STATUS_INVALID);
	assert_int_equal(misbehave(*state, "assert"), STATUS_INVALID);
}

static void a_process_that_computes_for_ever_is_ended(void **state)
{
	assert_int_equal(misbehave(*state, "spin"), STATUS_LIMIT);
}

static void a_process_that_sleeps_is_ended(void **state)
{
	struct reading *reading = *state;
	const struct limited limited = {"/proc/self/exe", -1, 1};
	assert_int_equal(limited_read(&limited, TEXT(""), TEXT("sleep"), window, &reading->arena,
						 &reading->busy, &reading->guards, &reading->fault),
		STATUS_LIMIT);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void a_process_is_ended_when_the_service_stops(void **state)
{
	struct reading *reading = *state;
	const struct limited limited = {"/proc/self/exe", eventfd(1, EFD_CLOEXEC), 60};
	assert_int_equal(limited_read(&limited, TEXT(""), TEXT("sleep"), window, &reading->arena,
						 &reading->busy, &reading->guards, &reading->fault),
		STATUS_UNAVAILABLE);
	close(limited.stop);
}

static void answers_that_break_a_promise_are_not_used(void **state)
{
	static const char *const lies[] = {"nothing", "magic", "short", "long", "endless", "disorder",
		"outside", "backwards", "unended", "control", "status", "uncounted"};
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		struct reading *reading = *state;
		enum status status = misbehave(reading, lies[i]);
		if (status != STATUS_SYSTEM && status != STATUS_INVALID)
			fail_msg("%s: %s", lies[i], status_id(status));
		assert_int_equal(reading->busy.count, 0);
	}
	assert_int_equal(misbehave(*state, "truth"), STATUS_OK);
}

static void a_program_that_is_not_there_says_nothing_about_the_calendar(void **state)
{
	struct reading *reading = *state;
	const struct limited limited = {"/nowhere/plimsoll", -1, 5};
	assert_int_equal(limited_read(&limited, text_of(meeting), TEXT("UTC"), window, &reading->arena,
						 &reading->busy, &reading->guards, &reading->fault),
		STATUS_SYSTEM);
}

// What the confined process could do all the same comes back in `where`.
static void expect_confined(struct reading *reading, const char *attempt, unsigned guard)
{
	assert_int_equal(misbehave(reading, attempt), STATUS_DENIED);
	if (guard && !(reading->guards & guard))
		print_message("# %s: this kernel does not guard against it\n", attempt);
	else if (strcmp(reading->fault.where, "") != 0)
		fail_msg("%s: %s", attempt, reading->fault.where);
}

static void the_process_can_do_nothing_but_read(void **state)
{
	expect_confined(*state, "socket", GUARD_NETWORK);
	expect_confined(*state, "unix-socket", GUARD_CALLS);
	expect_confined(*state, "fork", GUARD_CALLS);
	expect_confined(*state, "execute", GUARD_CALLS);
	expect_confined(*state, "kill-parent", GUARD_CALLS);
	expect_confined(*state, "run-memory", GUARD_CALLS);
	expect_confined(*state, "read-file", GUARD_FILES);
	expect_confined(*state, "write-file", 0);
	expect_confined(*state, "core-dump", 0);
	expect_confined(*state, "inherited", 0);
#ifndef __SANITIZE_ADDRESS__
	expect_confined(*state, "memory", 0);
#endif
}

static void a_namespace_without_a_network_reaches_nothing(void **state)
{
	expect_confined(*state, "namespace", GUARD_NETWORK);
}

#ifdef __SANITIZE_ADDRESS__
// A crash is one here too, not a report.
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "handle_segv=0:handle_abort=0:abort_on_error=1";
}
#endif

// The process that is played.

static NORETURN void tell(const struct child_answer *given, const void *bytes, size_t size)
{
	struct child_answer answer = *given;
	bool written = write(STDOUT_FILENO, &answer, sizeof answer) == sizeof answer &&
				   (size == 0 || write(STDOUT_FILENO, bytes, size) == (ssize_t)size);
	_exit(written ? 0 : 1);
}

static NORETURN void lie(const char *how)
{
	struct child_answer answer = {.count = 2, .events = 2};
	struct interval busy[3] = {{{window.from.seconds}, {window.from.seconds + 60}},
		{{window.from.seconds + 90}, {window.from.seconds + 120}}, {{0}, {0}}};
	size_t size = 2 * sizeof *busy;
	memcpy(answer.magic, CHILD_MAGIC, sizeof answer.magic);
	if (strcmp(how, "nothing") == 0)
		_exit(0);
	if (strcmp(how, "magic") == 0)
		answer.magic[0] = 'x';
	if (strcmp(how, "short") == 0)
		size -= 1;
	if (strcmp(how, "long") == 0)
		size += 1;
	if (strcmp(how, "disorder") == 0)
		busy[1].from = busy[0].from;
	if (strcmp(how, "outside") == 0)
		busy[1].to.seconds = window.to.seconds + 1;
	if (strcmp(how, "backwards") == 0)
		busy[1].to = busy[1].from;
	if (strcmp(how, "unended") == 0)
		memset(answer.fault.message, 'x', sizeof answer.fault.message);
	if (strcmp(how, "control") == 0)
		snprintf(answer.fault.where, sizeof answer.fault.where, "a\nb");
	if (strcmp(how, "status") == 0)
		answer.fault.status = (enum status)99;
	if (strcmp(how, "uncounted") == 0)
		answer.unreadable = 1;
	while (strcmp(how, "endless") == 0 && write(STDOUT_FILENO, &answer, sizeof answer) > 0)
		continue;
	tell(&answer, busy, size);
}

static bool connects(void)
{
	struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(9)};
	inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
	int at = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	return at >= 0 && (connect(at, (struct sockaddr *)&there, sizeof there) == 0 ||
						  (errno != ENETUNREACH && errno != EADDRNOTAVAIL));
}

static bool inherited(void)
{
	for (int i = STDERR_FILENO + 1; i < 1024; i++) {
		struct stat about;
		if (fstat(i, &about) == 0)
			return true;
	}
	return false;
}

// Whether the attempt succeeds.
static bool attempt(const char *what)
{
	static const char *const nothing[] = {NULL};
	if (strcmp(what, "socket") == 0)
		return socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_INET6, SOCK_DGRAM, 0) >= 0;
	if (strcmp(what, "unix-socket") == 0)
		return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
	if (strcmp(what, "fork") == 0)
		return fork() >= 0;
	if (strcmp(what, "execute") == 0)
		return execve("/bin/true", (char *const *)nothing, (char *const *)nothing) == 0;
	if (strcmp(what, "kill-parent") == 0)
		return kill(getppid(), 0) == 0;
	if (strcmp(what, "run-memory") == 0)
		return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
			   MAP_FAILED;
	if (strcmp(what, "inherited") == 0)
		return inherited();
	if (strcmp(what, "read-file") == 0)
		return open("/etc/passwd", O_RDONLY) >= 0;
	if (strcmp(what, "write-file") == 0)
		return write(open("/tmp/plimsoll-written", O_WRONLY | O_CREAT, 0600), "x", 1) == 1;
	if (strcmp(what, "core-dump") == 0)
		return setrlimit(RLIMIT_CORE, &(struct rlimit){1, 1}) == 0;
	if (strcmp(what, "memory") == 0)
		return malloc((size_t)CONFINE_BYTES) != NULL;
	return true;
}

static NORETURN void escape(const char *what)
{
	unsigned guards = 0;
	struct child_answer answer = {.fault = {.status = STATUS_OK}};
	bool escaped = dup2(STDIN_FILENO, 10) != 10; // something to be inherited
	memcpy(answer.magic, CHILD_MAGIC, sizeof answer.magic);
	if (strcmp(what, "namespace") == 0) {
		guards = confine_network() ? GUARD_NETWORK : 0;
		escaped = connects();
	} else {
		if (confine(&guards, &answer.fault) != STATUS_OK)
			_exit(1);
		escaped = attempt(what);
	}
	answer.guards = guards;
	fault_set(&answer.fault, STATUS_DENIED, escaped ? "it did" : "", "%s", what);
	tell(&answer, NULL, 0);
}

static void play(const char *part)
{
	static const char *const escapes[] = {"socket", "unix-socket", "fork", "execute", "kill-parent",
		"run-memory", "read-file", "write-file", "core-dump", "inherited", "memory", "namespace"};
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		if (strcmp(part, escapes[i]) == 0) {
			escape(part);
		}
	}
	if (strcmp(part, "crash") == 0)
		raise(SIGSEGV);
	if (strcmp(part, "assert") == 0)
		abort();
	while (strcmp(part, "sleep") == 0)
		pause();
	if (strcmp(part, "spin") == 0) {
		unsigned guards;
		if (confine(&guards, NULL) == STATUS_OK)
			for (volatile long i = 0;; i++)
				continue;
	}
	if (!strchr(part, '/') && strcmp(part, "UTC") != 0)
		lie(part);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			busy_times_come_back_as_the_reader_gives_them, start, finish),
		cmocka_unit_test_setup_teardown(a_calendar_that_is_refused_says_why, start, finish),
		cmocka_unit_test_setup_teardown(fifty_thousand_busy_times_come_back_whole, start, finish),
		cmocka_unit_test_setup_teardown(
			a_process_that_crashes_is_a_fault_and_no_more, start, finish),
		cmocka_unit_test_setup_teardown(a_process_that_computes_for_ever_is_ended, start, finish),
		cmocka_unit_test_setup_teardown(a_process_that_sleeps_is_ended, start, finish),
		cmocka_unit_test_setup_teardown(a_process_is_ended_when_the_service_stops, start, finish),
		cmocka_unit_test_setup_teardown(answers_that_break_a_promise_are_not_used, start, finish),
		cmocka_unit_test_setup_teardown(
			a_program_that_is_not_there_says_nothing_about_the_calendar, start, finish),
		cmocka_unit_test_setup_teardown(the_process_can_do_nothing_but_read, start, finish),
		cmocka_unit_test_setup_teardown(
			a_namespace_without_a_network_reaches_nothing, start, finish),
	};
	if (argc > CHILD_ZONE && strcmp(argv[1], CHILD_COMMAND) == 0) {
		play(argv[CHILD_ZONE]);
		calendar_child(argc, argv);
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
