// SPDX-License-Identifier: MIT
// Names that people sign in with: an e-mail address, a staff number. What is typed is trimmed, and
// ASCII letters count in either case.
#pragma once

#include "secret/token.h"

#define SIGN_IN_NAME_LEAST 3
#define SIGN_IN_NAME_MOST 254 // bytes, as of an e-mail address

struct sign_in_name {
	char text[SIGN_IN_NAME_MOST + 1];
};

// False for what cannot be one: too short or long, not UTF-8, or with white space or control
// characters in it.
bool sign_in_name_read(struct text typed, struct sign_in_name *out);

// What it is found by. Of what cannot be a name, a hash that no name has.
struct token_hash sign_in_name_hash(struct text typed);
