// SPDX-License-Identifier: MIT
// A server of calendars on this machine that says what a test wants it to.
#pragma once

#include <stddef.h>

void server_start(void);
void server_stop(void);

// The address of its calendar.
void server_address(char *out, size_t size);

// What it answers from here on: a status line's code and reason, headers that end in CRLF, a body.
void server_says(const char *status, const char *headers, const char *body);

int server_asked(void);           // how often, since it was last told what to say
const char *server_request(void); // the last one
