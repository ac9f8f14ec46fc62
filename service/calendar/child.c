// SPDX-License-Identifier: MIT
#include "calendar/child.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar/confine.h"
#include "calendar/content.h"
#include "calendar/reader.h"
#include "calendar/roster_child.h"
#include "calendar/shifts_child.h"

// What it is told on the command line.
struct task {
	struct text zone, asked;
	struct interval window;
};

static enum status task_of(int argc, char **argv, struct task *out, struct fault *fault)
{
	int64_t from, until, parent;
	if (argc != CHILD_ARGUMENTS || !text_to_integer(text_of(argv[CHILD_FROM]), &from) ||
		!text_to_integer(text_of(argv[CHILD_UNTIL]), &until) ||
		!text_to_integer(text_of(argv[CHILD_PARENT]), &parent) || from >= until)
		return fault_set(fault, STATUS_INVALID, CHILD_COMMAND, "This is not started by hand.");
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		return fault_set(fault, STATUS_SYSTEM, CHILD_COMMAND, "The parent is gone.");
	*out = (struct task){text_of(argv[CHILD_ZONE]), text_of(argv[CHILD_ASKED]), {{from}, {until}}};
	return STATUS_OK;
}

static enum status read_document(struct arena *arena, struct text *out, struct fault *fault)
{
	struct stat about;
	if (fstat(STDIN_FILENO, &about) != 0 || about.st_size < 0 ||
		(size_t)about.st_size > CONTENT_BYTES_LIMIT + ROSTER_REQUEST_LIMIT)
		return fault_set(fault, STATUS_SYSTEM, CHILD_COMMAND, "There is no calendar to read.");
	size_t size = (size_t)about.st_size, have = 0;
	char *bytes = arena_allocate(arena, size);
	if (!bytes)
		return fault_memory(fault);
	while (have < size) {
		ssize_t got = read(STDIN_FILENO, bytes + have, size - have);
		if (got <= 0)
			return fault_errno(fault, CHILD_COMMAND, "The calendar cannot be read");
		have += (size_t)got;
	}
	*out = (struct text){bytes, size};
	return STATUS_OK;
}

bool child_write(const void *bytes, size_t size)
{
	const char *at = bytes;
	while (size > 0) {
		ssize_t written = write(STDOUT_FILENO, at, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		at += written;
		size -= (size_t)written;
	}
	return true;
}

static bool answer_busy(unsigned guards, const struct busy_time *read, const struct fault *fault)
{
	struct child_answer answer = {
		.guards = guards,
		.events = read->events,
		.unreadable = read->unreadable,
		.unknown_zones = read->unknown_zones,
		.count = read->count,
		.fault = *fault,
		.first = read->first,
	};
	memcpy(answer.magic, CHILD_MAGIC, sizeof answer.magic);
	return child_write(&answer, sizeof answer) &&
		   child_write(read->busy, read->count * sizeof *read->busy);
}

static bool read_busy(const struct task *task, struct text document, unsigned guards,
	enum status status, struct arena *arena, struct fault *fault)
{
	struct busy_time read = {.first = {.status = STATUS_OK}};
	// What failed is in the fault, which is answered.
	if (status == STATUS_OK &&
		reader_read(document, task->zone, task->window, arena, &read, fault) != STATUS_OK)
		read = (struct busy_time){.first = {.status = STATUS_OK}};
	return answer_busy(guards, &read, fault);
}

static bool answer(const struct task *task, struct text document, unsigned guards,
	enum status status, struct arena *arena, struct fault *fault)
{
	if (text_is(task->asked, CHILD_ROSTER))
		return roster_child(document, task->zone, task->window, guards, status, arena, fault);
	if (text_is(task->asked, CHILD_SHIFTS))
		return shifts_child(document, guards, status, arena, fault);
	return read_busy(task, document, guards, status, arena, fault);
}

void calendar_child(int argc, char **argv)
{
	struct arena arena;
	struct task task = {.asked = TEXT("")};
	struct text document = {"", 0};
	unsigned guards = 0;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	enum status status = task_of(argc, argv, &task, &fault);
	if (status == STATUS_OK)
		status = confine(&guards, &fault);
	if (status == STATUS_OK)
		status = read_document(&arena, &document, &fault);
	bool answered = answer(&task, document, guards, status, &arena, &fault);
	// Nothing is tidied up: that would only run more code on what was read.
	_exit(answered ? 0 : 1);
}
