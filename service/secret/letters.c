// SPDX-License-Identifier: MIT
#include "secret/letters.h"

#include <sodium.h>
#include <string.h>

#define GROUP 5

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void letters_random(char *out, size_t groups)
{
	for (size_t i = 0; i < groups * (GROUP + 1) - 1; i++)
		out[i] = i % (GROUP + 1) == GROUP ? '-' : alphabet[randombytes_uniform(32)];
}

// The letter that was meant, or NUL.
static char meant(char typed)
{
	if (typed >= 'a' && typed <= 'z')
		typed = (char)(typed - 'a' + 'A');
	if (typed == 'O')
		typed = '0';
	if (typed == 'I' || typed == 'L')
		typed = '1';
	return strchr(alphabet, typed) ? typed : '\0';
}

bool letters_parse(struct text text, char *out, size_t groups)
{
	char read[64];
	size_t length = 0, wanted = groups * (GROUP + 1) - 1;
	if (wanted > sizeof read)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		if (text.start[i] == '-' || text.start[i] == ' ')
			continue;
		char letter = meant(text.start[i]);
		if (!letter || length == wanted)
			return false;
		read[length++] = letter;
		if (length < wanted && length % (GROUP + 1) == GROUP)
			read[length++] = '-';
	}
	if (length != wanted)
		return false;
	memcpy(out, read, wanted);
	return true;
}
