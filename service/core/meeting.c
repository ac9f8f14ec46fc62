// SPDX-License-Identifier: MIT
#include "core/meeting.h"

#include <assert.h>

static const char *const manners[MANNER_COUNT] = {
	[MANNER_UNSAID] = "",
	[MANNER_IN_PERSON] = "in_person",
	[MANNER_VIDEO] = "video",
	[MANNER_PHONE] = "phone",
};

static const struct {
	const char *name;
	unsigned languages;
} wishes[LANGUAGE_WISH_COUNT] = {
	[LANGUAGE_WISH_ENGLISH] = {"english", LANGUAGE_BIT(LANGUAGE_ENGLISH)},
	[LANGUAGE_WISH_WELSH] = {"welsh", LANGUAGE_BIT(LANGUAGE_WELSH)},
	[LANGUAGE_WISH_WELSH_RATHER] = {"welsh_rather", LANGUAGES_ALL},
	[LANGUAGE_WISH_EITHER] = {"either", LANGUAGES_ALL},
};

const char *manner_name(enum manner manner)
{
	assert((unsigned)manner < MANNER_COUNT);
	return manners[manner];
}

bool manner_parse(struct text text, enum manner *out)
{
	for (unsigned i = 0; i < MANNER_COUNT; i++) {
		if (text_is(text, manners[i])) {
			*out = (enum manner)i;
			return true;
		}
	}
	return false;
}

const char *language_wish_name(enum language_wish wish)
{
	assert((unsigned)wish < LANGUAGE_WISH_COUNT);
	return wishes[wish].name;
}

bool language_wish_parse(struct text text, enum language_wish *out)
{
	for (unsigned i = 0; i < LANGUAGE_WISH_COUNT; i++) {
		if (text_is(text, wishes[i].name)) {
			*out = (enum language_wish)i;
			return true;
		}
	}
	return false;
}

enum language_wish language_wish_usual(enum language account)
{
	return account == LANGUAGE_WELSH ? LANGUAGE_WISH_WELSH_RATHER : LANGUAGE_WISH_ENGLISH;
}

static unsigned languages_of(const struct meeting *meeting)
{
	return meeting->languages ? meeting->languages : LANGUAGE_BIT(LANGUAGE_ENGLISH);
}

bool meeting_in_language(const struct meeting_wish *wish, const struct meeting *meeting)
{
	return wishes[wish->language].languages & languages_of(meeting);
}

bool meeting_in_manner(const struct meeting_wish *wish, const struct meeting *meeting)
{
	if (!wish->manners || wish->manners == MANNERS_ALL)
		return true;
	return wish->manners & MANNER_BIT(meeting->manner) & MANNERS_ALL;
}

bool meeting_other_language(const struct meeting_wish *wish, const struct meeting *meeting)
{
	return wish->language == LANGUAGE_WISH_WELSH_RATHER &&
		   !(languages_of(meeting) & LANGUAGE_BIT(LANGUAGE_WELSH));
}

bool meeting_other_manner(const struct meeting_wish *wish, const struct meeting *meeting)
{
	return wish->rather != MANNER_UNSAID && wish->rather != meeting->manner;
}
