// SPDX-License-Identifier: MIT
// Whether the head of a request keeps to RFC 9112 where libmicrohttpd 0.9.75 does not look.
//
// It shows no raw bytes, but keeps the head in one piece where it read it, having put a NUL over
// each separator and two over each CRLF. So method, target, version, names and values must follow
// each other at exact distances up to the end of the empty line; a bare LF, a folded line, a NUL
// and a second space all change one of them. What is not exactly so is refused.
#pragma once

#include "http/server.h"

struct strict_head {
	const char *expected; // where the next line has to start; NULL once something was wrong
	bool new;             // HTTP/1.1
	unsigned hosts, lengths, codings;
};

// The request line. The target with its query, as the client sent it; `at` is where it was read,
// since its bytes have been written over there.
void strict_begin(struct strict_head *head, const char *method, struct text target, const char *at,
	const char *version);

// The next header, in the order of arrival.
void strict_field(struct strict_head *head, struct text name, struct text value);

// Whether all was well. `end` is after the empty line.
bool strict_end(const struct strict_head *head, const char *end);
