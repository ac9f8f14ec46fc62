// SPDX-License-Identifier: MIT
// Five random bits to a letter that is not mistaken for another (Crockford's base 32). Private to
// secret/.
#pragma once

#include <stddef.h>

#include "base/text.h"

// Groups of five letters with hyphens between: `groups` * 6 - 1 characters, without NUL.
void letters_random(char *out, size_t groups);

// Reads what letters_random wrote, as people type it: in either case, with O for 0, I and L for 1,
// and with or without hyphens and spaces. False unless it is exactly so many groups.
bool letters_parse(struct text text, char *out, size_t groups);
