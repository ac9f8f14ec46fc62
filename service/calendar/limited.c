// SPDX-License-Identifier: MIT
#include "calendar/limited.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "calendar/child.h"
#include "calendar/confine.h"
#include "calendar/content.h"

#define ANSWER_LIMIT (sizeof(struct child_answer) + READER_BUSY_LIMIT * sizeof(struct interval))

// One process, from its start to its end.
struct run {
	const struct limited *limited;
	int document, answer, timer; // descriptors; −1: none
	pid_t process;
	char *bytes; // what it has answered
	size_t length, size;
	bool stopped, late, too_much;
	int state; // as waitpid gives it
};

static enum status keep_document(struct run *run, struct text document, struct fault *fault)
{
	run->document = memfd_create("calendar", MFD_CLOEXEC);
	if (run->document < 0)
		return fault_errno(fault, CHILD_COMMAND, "A calendar cannot be handed over");
	for (size_t done = 0; done < document.length;) {
		ssize_t written = write(run->document, document.start + done, document.length - done);
		if (written <= 0)
			return fault_errno(fault, CHILD_COMMAND, "A calendar cannot be handed over");
		done += (size_t)written;
	}
	if (lseek(run->document, 0, SEEK_SET) != 0)
		return fault_errno(fault, CHILD_COMMAND, "A calendar cannot be handed over");
	return STATUS_OK;
}

static enum status start_timer(struct run *run, struct fault *fault)
{
	const struct itimerspec after = {.it_value.tv_sec = run->limited->seconds};
	assert(run->limited->seconds > 0);
	run->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (run->timer < 0 || timerfd_settime(run->timer, 0, &after, NULL) != 0)
		return fault_errno(fault, CHILD_COMMAND, "No deadline can be set");
	return STATUS_OK;
}

static int spawn(struct run *run, int answer, const char *const *arguments)
{
	static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, run->document, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, answer, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	// A session of its own: an interrupt from the terminal is for us.
	posix_spawnattr_setflags(
		&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
	int error = posix_spawn(&run->process, run->limited->program, &files, &attributes,
		(char *const *)arguments, (char *const *)environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

static enum status start(
	struct run *run, const char *zone, struct interval window, struct fault *fault)
{
	char from[24], until[24], parent[16];
	int ends[2];
	snprintf(from, sizeof from, "%lld", (long long)window.from.seconds);
	snprintf(until, sizeof until, "%lld", (long long)window.to.seconds);
	snprintf(parent, sizeof parent, "%d", (int)getpid());
	const char *const arguments[] = {
		run->limited->program, CHILD_COMMAND, zone, from, until, parent, NULL};
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fault_errno(fault, CHILD_COMMAND, "The reader of calendars cannot be started");
	run->answer = ends[0];
	errno = spawn(run, ends[1], arguments);
	close(ends[1]);
	if (errno != 0) {
		run->process = 0;
		return fault_errno(fault, CHILD_COMMAND, "The reader of calendars cannot be started");
	}
	return STATUS_OK;
}

// Reads what there is; false at the end.
static bool take(struct run *run)
{
	if (run->length == run->size) {
		run->too_much = true;
		return false;
	}
	ssize_t got = read(run->answer, run->bytes + run->length, run->size - run->length);
	if (got > 0)
		run->length += (size_t)got;
	return got > 0 || (got < 0 && errno == EINTR);
}

static void wait_for_answer(struct run *run)
{
	struct pollfd ready[] = {
		{run->answer, POLLIN, 0}, {run->timer, POLLIN, 0}, {run->limited->stop, POLLIN, 0}};
	for (;;) {
		if (poll(ready, 3, -1) < 0 && errno != EINTR)
			return;
		run->late = ready[1].revents != 0;
		run->stopped = ready[2].revents != 0;
		if (run->late || run->stopped || (ready[0].revents && !take(run)))
			return;
	}
}

// What still runs by now has no more to say. How it ended by itself, if it did, is told all the
// same.
static void end(struct run *run)
{
	kill(run->process, SIGKILL);
	while (waitpid(run->process, &run->state, 0) < 0 && errno == EINTR)
		continue;
}

// Why there is no answer that can be used.
static enum status failure(const struct run *run, struct fault *fault)
{
	int signal_number = WIFSIGNALED(run->state) ? WTERMSIG(run->state) : 0;
	if (run->stopped)
		return fault_set(fault, STATUS_UNAVAILABLE, "", "Reading the calendar was stopped.");
	if (run->late || signal_number == SIGXCPU)
		return fault_set(fault, STATUS_LIMIT, "", "Reading the calendar takes too long.");
	if (run->too_much || signal_number)
		return fault_set(fault, STATUS_INVALID, "", "Reading the calendar failed.");
	return fault_set(
		fault, STATUS_SYSTEM, CHILD_COMMAND, "The reader of calendars ended without an answer.");
}

static bool is_plain(const char *string, size_t size)
{
	const char *end = memchr(string, 0, size);
	if (!end || !text_is_utf8((struct text){string, (size_t)(end - string)}))
		return false;
	for (; string < end; string++) {
		if ((unsigned char)*string < ' ' || *string == 0x7F)
			return false;
	}
	return true;
}

static bool is_fault(const struct fault *fault)
{
	return (unsigned)fault->status <= STATUS_SYSTEM &&
		   is_plain(fault->where, sizeof fault->where) &&
		   is_plain(fault->message, sizeof fault->message);
}

static bool are_in_order(const struct interval *busy, size_t count, struct interval window)
{
	struct instant last = {window.from.seconds - 1};
	for (size_t i = 0; i < count; i++) {
		if (!instant_before(last, busy[i].from) || !instant_before(busy[i].from, busy[i].to))
			return false;
		last = busy[i].to;
	}
	return !instant_before(window.to, last);
}

// Whether an answer is whole and keeps what reader.h promises.
static bool is_sound(
	const struct run *run, const struct child_answer *answer, struct interval window)
{
	return run->length >= sizeof *answer &&
		   memcmp(answer->magic, CHILD_MAGIC, sizeof answer->magic) == 0 &&
		   answer->count <= READER_BUSY_LIMIT &&
		   run->length == sizeof *answer + answer->count * sizeof(struct interval) &&
		   is_fault(&answer->fault) && is_fault(&answer->first) &&
		   answer->events <= READER_EVENTS_LIMIT &&
		   (answer->unreadable > 0) == (answer->first.status != STATUS_OK) &&
		   are_in_order((const struct interval *)(answer + 1), answer->count, window);
}

static enum status use_answer(const struct run *run, struct interval window, struct busy_time *out,
	unsigned *guards, struct fault *fault)
{
	struct child_answer *answer = (struct child_answer *)run->bytes;
	if (!is_sound(run, answer, window))
		return failure(run, fault);
	*guards = (unsigned)answer->guards & GUARD_ALL;
	if (answer->fault.status == STATUS_MEMORY)
		return fault_set(fault, STATUS_LIMIT, "", "Reading the calendar takes too much memory.");
	if (answer->fault.status != STATUS_OK)
		return fault_set(
			fault, answer->fault.status, answer->fault.where, "%s", answer->fault.message);
	*out = (struct busy_time){
		.busy = (struct interval *)(answer + 1),
		.count = answer->count,
		.events = answer->events,
		.unreadable = answer->unreadable,
		.unknown_zones = answer->unknown_zones,
		.first = answer->first,
	};
	return STATUS_OK;
}

static enum status run_child(struct run *run, struct text document, const char *zone,
	struct interval window, struct fault *fault)
{
	enum status status = keep_document(run, document, fault);
	if (status == STATUS_OK)
		status = start_timer(run, fault);
	if (status == STATUS_OK)
		status = start(run, zone, window, fault);
	if (status == STATUS_OK) {
		wait_for_answer(run);
		end(run);
	}
	return status;
}

static void close_all(const struct run *run)
{
	const int open_ones[] = {run->document, run->answer, run->timer};
	for (size_t i = 0; i < sizeof open_ones / sizeof *open_ones; i++) {
		if (open_ones[i] >= 0)
			close(open_ones[i]);
	}
}

enum status limited_read(const struct limited *limited, struct text document, struct text zone,
	struct interval window, struct arena *arena, struct busy_time *out, unsigned *guards,
	struct fault *fault)
{
	struct run run = {
		.limited = limited, .document = -1, .answer = -1, .timer = -1, .size = ANSWER_LIMIT};
	struct text name = text_copy(arena, zone);
	if (document.length > CONTENT_BYTES_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "The calendar is larger than 2 MiB.");
	run.bytes = arena_allocate(arena, run.size);
	if (!run.bytes || !name.start)
		return fault_memory(fault);
	enum status status = run_child(&run, document, name.start, window, fault);
	close_all(&run);
	return status == STATUS_OK ? use_answer(&run, window, out, guards, fault) : status;
}
