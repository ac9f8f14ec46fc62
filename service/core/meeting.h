// SPDX-License-Identifier: MIT
// In which language and in which manner people meet: what a session has, and what somebody needs or
// would rather have.
//
// What somebody needs is a rule, what they would rather have a wish. Why is never asked. Whoever
// has said nothing meets in the language of their account: somebody who reads in English may know
// no Welsh, while who reads in Welsh can be met in both and would rather be in Welsh.
#pragma once

#include "core/language.h"

enum manner { MANNER_UNSAID, MANNER_IN_PERSON, MANNER_VIDEO, MANNER_PHONE, MANNER_COUNT };

// "in_person", "video", "phone"; "" where it is not said. And back; false if it is none of them.
const char *manner_name(enum manner manner);
bool manner_parse(struct text text, enum manner *out);

#define MANNER_BIT(manner) (1u << (manner))
#define MANNERS_ALL                                                                                \
	(MANNER_BIT(MANNER_IN_PERSON) | MANNER_BIT(MANNER_VIDEO) | MANNER_BIT(MANNER_PHONE))
#define LANGUAGE_BIT(language) (1u << (language))
#define LANGUAGES_ALL (LANGUAGE_BIT(LANGUAGE_ENGLISH) | LANGUAGE_BIT(LANGUAGE_WELSH))

enum language_wish {
	LANGUAGE_WISH_ENGLISH,      // in English only
	LANGUAGE_WISH_WELSH,        // in Welsh only
	LANGUAGE_WISH_WELSH_RATHER, // in Welsh if there is a place, else in English
	LANGUAGE_WISH_EITHER,
	LANGUAGE_WISH_COUNT,
};

// "english", "welsh", "welsh_rather", "either", and back.
const char *language_wish_name(enum language_wish wish);
bool language_wish_parse(struct text text, enum language_wish *out);

// Of whoever has said nothing, by the language of their account.
enum language_wish language_wish_usual(enum language account);

struct meeting_wish {
	enum language_wish language;
	unsigned manners;   // in which they can meet, MANNER_BITs; 0: in any
	enum manner rather; // MANNER_UNSAID: no matter
};

// How a session is held.
struct meeting {
	unsigned languages; // any of them, LANGUAGE_BITs; 0: English
	enum manner manner;
};

// Whether somebody can meet so. Who cannot meet in every manner is not met where none is said.
bool meeting_in_language(const struct meeting_wish *wish, const struct meeting *meeting);
bool meeting_in_manner(const struct meeting_wish *wish, const struct meeting *meeting);

// Whether it is other than they would rather have it.
bool meeting_other_language(const struct meeting_wish *wish, const struct meeting *meeting);
bool meeting_other_manner(const struct meeting_wish *wish, const struct meeting *meeting);
