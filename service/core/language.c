// SPDX-License-Identifier: MIT
#include "core/language.h"

#include <assert.h>

static const struct {
	const char *code, *name;
} languages[LANGUAGE_COUNT] = {
	[LANGUAGE_ENGLISH] = {"en", "English"},
	[LANGUAGE_WELSH] = {"cy", "Cymraeg"},
};

const char *language_code(enum language language)
{
	assert((unsigned)language < LANGUAGE_COUNT);
	return languages[language].code;
}

bool language_parse(struct text text, enum language *out)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		if (text_is(text, languages[i].code)) {
			*out = (enum language)i;
			return true;
		}
	}
	return false;
}

struct text language_name(enum language language)
{
	assert((unsigned)language < LANGUAGE_COUNT);
	return text_of(languages[language].name);
}
