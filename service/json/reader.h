// SPDX-License-Identifier: MIT
// Reads the members of a document's objects and records every fault with its path. Private to
// json/.
//
// The readers give a harmless value after a fault, so that a caller reads on and finds the rest;
// reader_status tells at the end whether what was read may be used.
#pragma once

#include <jansson.h>

#include "json/policy.h"

// Where a value stands; the steps are joined into "lines[0].levels[1].off" only for a fault.
struct place {
	const struct place *in; // NULL: the whole document
	const char *name;       // of a member, or NULL: the item at `index`
	size_t index;
};

struct reader {
	struct arena *arena;
	struct json_faults *faults; // may be NULL
	size_t fault_count;
	bool out_of_memory;
};

struct object {
	struct reader *reader;
	const struct place *place;
	const json_t *value;      // NULL: it was no object, all readers are silent
	const char *const *known; // the members it may have, NULL at the end
};

struct list {
	struct reader *reader;
	struct place place;
	const json_t *value; // NULL: it was no list, `count` is 0
	size_t count;
};

// What a text has to look like.
struct text_form {
	bool (*fits)(struct text text);
	const char *expected; // "a name of small letters …"
};

extern const struct text_form form_id;       // "control_room", "equal-weights"
extern const struct text_form form_code;     // "INC_SUICIDE"
extern const struct text_form form_label;    // one line of at most 80 characters
extern const struct text_form form_evidence; // one line of at most 400 characters

// Empties `faults`.
void reader_init(struct reader *reader, struct arena *arena, struct json_faults *faults);
CHECKED enum status reader_status(const struct reader *reader);

// document_parse with its fault among the others; NULL ends the reading.
json_t *reader_parse(struct reader *reader, struct text document);

void reader_fault(struct reader *reader, const struct place *place, const char *format, ...)
	FORMAT(3, 4);

// A document's text for a message: one line, cut short between characters.
#define READER_QUOTE_SIZE 48
void reader_quote(struct text text, char out[static READER_QUOTE_SIZE]);

// "… must be <expected>, and is <value>."
void reader_unexpected(
	struct reader *reader, const struct place *place, const char *expected, const json_t *value);

// The same, and "Did you mean …?" where something is near.
void reader_unexpected_near(struct reader *reader, const struct place *place, const char *expected,
	const json_t *value, struct text nearest);

// Zeroed items that the policy keeps; NULL, remembered, where memory ran out.
void *reader_array(struct reader *reader, size_t count, size_t size);

// `what` ("A category") is for the fault about each member that is not known.
struct object object_read(struct reader *reader, const struct place *place, const json_t *value,
	const char *what, const char *const *known);
bool object_has(const struct object *object, const char *name); // and it is not null

// The value of a member, or NULL after the fault that it is missing and must be <expected>.
const json_t *object_member(const struct object *object, const char *name, const char *expected);

// Each of these is required: ask object_has first where it may be left out.
struct text object_text(
	const struct object *object, const char *name, const struct text_form *form);
double object_number(const struct object *object, const char *name, double least, double most);
int32_t object_integer(const struct object *object, const char *name, int32_t least, int32_t most);
int64_t object_seconds(const struct object *object, const char *name, int64_t unit_seconds,
	double least, double most); // least and most in the unit
bool object_flag(const struct object *object, const char *name);
size_t object_word(const struct object *object, const char *name, const struct text *words,
	size_t count); // index of the word; 0 after a fault
void object_version(const struct object *object, const char *name, int version);

// Where the numbers of this object come from: read and checked, not kept.
void object_evidence(const struct object *object);

struct object object_object(const struct object *object, struct place *place, const char *name,
	const char *what, const char *const *known);
struct list object_list(const struct object *object, const char *name, size_t least, size_t most);

const json_t *list_item(const struct list *list, size_t index);

// The item as a text of the form, or an empty text after a fault.
struct text list_text(const struct list *list, size_t index, const struct text_form *form);

// A list of different words: their indexes in `out`, which has room for all; gives how many.
size_t object_words(const struct object *object, const char *name, size_t least,
	const struct text *words, size_t count, size_t *out);
