// SPDX-License-Identifier: MIT
// The ids of one list of a document: none twice, and references to them followed. Private to json/.
#pragma once

#include "json/reader.h"

struct names {
	const char *list;   // "responses", for messages
	const char *member; // "id"
	struct text *texts; // by index in the list; empty where it could not be read
	size_t count;
	bool incomplete; // some could not be read: a reference to an unknown name may be right
};

void names_init(
	struct names *names, const struct list *list, const char *list_name, const char *member);

// The codes of a policy, and the ids of its profiles, to be referred to.
struct names names_of_categories(struct reader *reader, const struct policy *policy);
struct names names_of_modifiers(struct reader *reader, const struct policy *policy);
struct names names_of_profiles(struct reader *reader, const struct policy *policy);

// Reads the member of the object that is item `names->count`, and checks that no earlier one has
// the same.
struct text names_read(
	struct names *names, const struct object *object, const struct text_form *form);

// The index of the name that the member gives, or SIZE_MAX after a fault with a suggestion.
size_t object_reference(const struct object *object, const char *name, const struct names *names);
size_t object_reference_or_null( // SIZE_MAX also for null
	const struct object *object, const char *name, const struct names *names);

struct references {
	size_t *indexes;
	size_t count;
};

// A list of different names, which may be empty.
struct references object_references(
	const struct object *object, const char *name, const struct names *names);

// The same for a member that may be left out; and as the names themselves.
struct references object_references_or_none(
	const struct object *object, const char *name, const struct names *names);
const struct text *object_named(
	const struct object *object, const char *name, const struct names *names, size_t *count);
