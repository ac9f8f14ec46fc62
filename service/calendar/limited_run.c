// SPDX-License-Identifier: MIT
#include "calendar/limited_run.h"

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
#include "calendar/content.h"

static bool write_part(const struct limited_run *run, struct text part)
{
	for (size_t done = 0; done < part.length;) {
		ssize_t written = write(run->document, part.start + done, part.length - done);
		if (written <= 0)
			return false;
		done += (size_t)written;
	}
	return true;
}

static enum status keep_document(struct limited_run *run, struct text document, struct fault *fault)
{
	run->document = memfd_create("calendar", MFD_CLOEXEC);
	if (run->document < 0)
		return fault_errno(fault, CHILD_COMMAND, "A calendar cannot be handed over");
	if (!write_part(run, run->request) || !write_part(run, document))
		return fault_errno(fault, CHILD_COMMAND, "A calendar cannot be handed over");
	if (lseek(run->document, 0, SEEK_SET) != 0)
		return fault_errno(fault, CHILD_COMMAND, "A calendar cannot be handed over");
	return STATUS_OK;
}

static enum status start_timer(struct limited_run *run, struct fault *fault)
{
	const struct itimerspec after = {.it_value.tv_sec = run->limited->seconds};
	assert(run->limited->seconds > 0);
	run->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (run->timer < 0 || timerfd_settime(run->timer, 0, &after, NULL) != 0)
		return fault_errno(fault, CHILD_COMMAND, "No deadline can be set");
	return STATUS_OK;
}

static int spawn(struct limited_run *run, int answer, const char *const *arguments)
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
	struct limited_run *run, const char *zone, struct interval window, struct fault *fault)
{
	char from[24], until[24], parent[16];
	int ends[2];
	snprintf(from, sizeof from, "%lld", (long long)window.from.seconds);
	snprintf(until, sizeof until, "%lld", (long long)window.to.seconds);
	snprintf(parent, sizeof parent, "%d", (int)getpid());
	const char *const arguments[] = {
		run->limited->program, CHILD_COMMAND, zone, from, until, parent, run->asked, NULL};
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
static bool take(struct limited_run *run)
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

static void wait_for_answer(struct limited_run *run)
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
static void end(struct limited_run *run)
{
	kill(run->process, SIGKILL);
	while (waitpid(run->process, &run->state, 0) < 0 && errno == EINTR)
		continue;
}

enum status limited_failure(const struct limited_run *run, struct fault *fault)
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

bool limited_text_is_plain(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		if ((unsigned char)text.start[i] < ' ' || text.start[i] == 0x7F)
			return false;
	}
	return text_is_utf8(text);
}

static bool is_plain(const char *string, size_t size)
{
	const char *end = memchr(string, 0, size);
	return end && limited_text_is_plain((struct text){string, (size_t)(end - string)});
}

bool limited_fault_is_sound(const struct fault *fault)
{
	return (unsigned)fault->status <= STATUS_SYSTEM &&
		   is_plain(fault->where, sizeof fault->where) &&
		   is_plain(fault->message, sizeof fault->message);
}

static enum status run_child(struct limited_run *run, struct text document, const char *zone,
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

static void close_all(const struct limited_run *run)
{
	const int open_ones[] = {run->document, run->answer, run->timer};
	for (size_t i = 0; i < sizeof open_ones / sizeof *open_ones; i++) {
		if (open_ones[i] >= 0)
			close(open_ones[i]);
	}
}

enum status limited_run(struct limited_run *run, struct text document, struct text zone,
	struct interval window, struct arena *arena, struct fault *fault)
{
	struct text name = text_copy(arena, zone);
	run->document = run->answer = run->timer = -1;
	if (document.length > CONTENT_BYTES_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "The calendar is larger than 2 MiB.");
	run->bytes = arena_allocate(arena, run->size);
	if (!run->bytes || !name.start)
		return fault_memory(fault);
	enum status status = run_child(run, document, name.start, window, fault);
	close_all(run);
	return status;
}
