// SPDX-License-Identifier: MIT
#include <string.h>

#include "words/policy_sentences.h"

#define VALUE_SIZE 40
#define PATH_SIZE 512

// Members whose texts are ids of a list of the document, or words of the form.
static const struct {
	const char *pattern, *list;
} references[] = {
	{"modifiers/*/categories", "categories"},
	{"lines/*/categories", "categories"},
	{"triggers/*/categories", "categories"},
	{"lines/*/levels/*/response", "responses"},
	{"triggers/*/response", "responses"},
	{"cadences/*/response", "responses"},
	{"responses/*/follow_ups/*/response", "responses"},
	{"profiles/*/lines", "lines"},
	{"profiles/*/triggers", "triggers"},
	{"profiles/*/cadences", "cadences"},
	{"profiles/*/tiles", "categories"},
	{"responses/*/kinds", NULL},
	{"lines/*/modalities", NULL},
	{"triggers/*/modalities", NULL},
};

static const struct {
	const char *word, *message;
} forms[] = {
	{"reflective_supervision", MESSAGE("Reflective supervision")},
	{"support_group", MESSAGE("Staff support group")},
	{"phone_in", MESSAGE("Phone-in")},
	{"webinar", MESSAGE("Webinar")},
	{"wellbeing_review", MESSAGE("Wellbeing review")},
	{"check_in", MESSAGE("Check-in")},
	{"wellbeing_visit", MESSAGE("Wellbeing visit")},
	{"open_conversation", MESSAGE("Open conversation with leaders")},
	{"recognition", MESSAGE("Recognition")},
	{"event", MESSAGE("Events")},
	{"interaction", MESSAGE("Dealing with people")},
	{"material", MESSAGE("Images, footage and files")},
};

static struct text name_of_word(enum language language, struct text word)
{
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if (text_is(word, forms[i].word))
			return words(language, forms[i].message);
	}
	return word;
}

struct text words_policy_label(enum language language, struct text label)
{
	char message[PATH_SIZE];
	if (label.length >= sizeof message)
		return label;
	snprintf(message, sizeof message, "%.*s", TEXT_ARGUMENTS(label));
	struct text said = words(language, message);
	return said.start == message ? label : said; // what is not in the catalogue is given back
}

struct text words_policy_name(
	enum language language, const struct policy_members *members, const char *list, struct text id)
{
	char path[PATH_SIZE];
	int length = snprintf(path, sizeof path, "%s/%.*s/label", list, TEXT_ARGUMENTS(id));
	if (length < 0 || (size_t)length >= sizeof path)
		return id;
	const struct policy_member *label = policy_member_find(members, text_of(path));
	return label && label->kind == POLICY_MEMBER_TEXT ? words_policy_label(language, label->text)
													  : id;
}

struct text words_policy_level_name(enum language language, const struct policy_members *members,
	struct text line, struct text level)
{
	char list[PATH_SIZE];
	snprintf(list, sizeof list, "lines/%.*s/levels", TEXT_ARGUMENTS(line));
	return words_policy_name(language, members, list, level);
}

struct text words_policy_raised_name(
	enum language language, const struct policy_members *members, struct text id)
{
	struct text steps[POLICY_STEPS_LIMIT], found = {NULL, 0};
	for (size_t i = 0; i < members->count; i++) {
		const struct policy_member *member = &members->list[i];
		if (member->kind != POLICY_MEMBER_TEXT ||
			!policy_path_fits(member->path, "lines/*/levels/*/label", steps) ||
			!text_equal(steps[1], id))
			continue;
		if (found.start && !text_equal(found, member->text))
			return id;
		found = member->text;
	}
	return found.start ? words_policy_label(language, found)
					   : words_policy_name(language, members, "triggers", id);
}

// Ids, with commas between, as people call what they are of.
static void add_names(struct text_builder *out, enum language language,
	const struct policy_members *members, const struct policy_member *member, const char *list)
{
	for (struct text rest = member->text; rest.length;) {
		struct text id = text_trim(text_cut(&rest, ','));
		builder_add(out,
			list ? words_policy_name(language, members, list, id) : name_of_word(language, id));
		if (rest.length)
			builder_string(out, ", ");
	}
}

void words_policy_value(struct text_builder *out, enum language language,
	const struct policy_members *members, const struct policy_member *member)
{
	struct text steps[POLICY_STEPS_LIMIT];
	if (member && member->kind == POLICY_MEMBER_NUMBER) {
		builder_format(out, "%.15g", member->number);
		return;
	}
	if (member && member->kind == POLICY_MEMBER_FLAG) {
		builder_add(out,
			member->number != 0 ? words(language, MESSAGE("yes")) : words(language, MESSAGE("no")));
		return;
	}
	if (!member || member->kind == POLICY_MEMBER_NULL || !member->text.length) {
		builder_add(out, words(language, MESSAGE("nothing")));
		return;
	}
	for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
		if (policy_path_fits(member->path, references[i].pattern, steps)) {
			add_names(out, language, members, member, references[i].list);
			return;
		}
	}
	builder_add(out, member->text);
}
