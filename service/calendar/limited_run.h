// SPDX-License-Identifier: MIT
// The limited process, whatever it is asked to read. Private to calendar/.
#pragma once

#include <sys/types.h>

#include "calendar/limited.h"

// One process, from its start to its end.
struct limited_run {
	const struct limited *limited;
	const char *asked;           // CHILD_BUSY or another of child.h
	struct text request;         // goes before the document
	size_t size;                 // of the answer at most
	int document, answer, timer; // descriptors; −1: none
	pid_t process;
	char *bytes; // what it has answered, in the arena, aligned
	size_t length;
	bool stopped, late, too_much;
	int state; // as waitpid gives it
};

// Runs it to its end. What it answered, if anything, is to be looked at as if somebody else had
// written it. The first five members are the caller's, the others are set.
CHECKED enum status limited_run(struct limited_run *run, struct text document, struct text zone,
	struct interval window, struct arena *arena, struct fault *fault);

// Why there is no answer that can be used.
enum status limited_failure(const struct limited_run *run, struct fault *fault);

// Whether a fault that it wrote is one, of plain text.
bool limited_fault_is_sound(const struct fault *fault);

// The same of one text.
bool limited_text_is_plain(struct text text);
