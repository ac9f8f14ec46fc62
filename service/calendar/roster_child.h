// SPDX-License-Identifier: MIT
// Between limited_roster.c and the process it starts, where that reads a roster. Private to
// calendar/.
//
// Before the calendar its standard input has a struct roster_request, as many struct
// roster_request_word as that says, and their texts. It answers a struct roster_reply, as many
// struct roster_reply_row and struct roster_reply_word as that says, and their texts.
#pragma once

#include "calendar/roster_reader.h"

#define ROSTER_REPLY_MAGIC "plimros1"
#define ROSTER_REQUEST_WORDS_LIMIT 1000
#define ROSTER_REQUEST_LIMIT ((size_t)512 << 10) // bytes
#define ROSTER_PROPERTY_SIZE 72
#define ROSTER_UNKNOWN_MOST 200 // bytes of a word that is not known

struct roster_request {
	char person[ROSTER_PROPERTY_SIZE]; // the property, or empty
	uint64_t words, bytes;             // how many, and of their texts
};

struct roster_request_word {
	uint32_t length, kind;
	int32_t has_hours, from, until;
};

struct roster_reply {
	char magic[8];
	uint64_t guards; // enum guard
	uint64_t events, repeated, unreadable, unknown_events, unknown_zones;
	uint64_t rows, words, bytes;
	struct fault fault, first;
};

struct roster_reply_row {
	int64_t from, to;
	uint32_t kind, line, person, person_length; // where it is among the texts
};

struct roster_reply_word {
	uint64_t events;
	uint32_t word, length;
};

// In the process: reads what `input` asks for, unless `status` says that there is none, and
// answers. False: it could not.
bool roster_child(struct text input, struct text zone, struct interval window, unsigned guards,
	enum status status, struct arena *arena, struct fault *fault);
