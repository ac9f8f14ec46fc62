// SPDX-License-Identifier: MIT
#include "json/suggestion.h"

#define LENGTH_LIMIT 40
#define LETTERS_PER_SLIP 3

struct suggestion suggestion_for(struct text word)
{
	return (struct suggestion){.word = word, .nearest = {NULL, 0}, .distance = SIZE_MAX};
}

static char alike(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == '-' || c == ' ' ? '_' : c;
}

static size_t least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

// Optimal string alignment distance: Levenshtein's, and neighbours swapped are one slip.
static size_t distance(struct text a, struct text b)
{
	size_t rows[3][LENGTH_LIMIT + 1];
	for (size_t j = 0; j <= b.length; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.length; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= b.length; j++) {
			bool same = alike(a.start[i - 1]) == alike(b.start[j - 1]);
			row[j] = least_of(least_of(above[j], row[j - 1]) + 1, above[j - 1] + !same);
			if (i > 1 && j > 1 && alike(a.start[i - 1]) == alike(b.start[j - 2]) &&
				alike(a.start[i - 2]) == alike(b.start[j - 1]))
				row[j] = least_of(row[j], second[j - 2] + 1);
		}
	}
	return rows[a.length % 3][b.length];
}

void suggestion_consider(struct suggestion *suggestion, struct text name)
{
	struct text word = suggestion->word;
	if (word.length > LENGTH_LIMIT || name.length > LENGTH_LIMIT)
		return;
	size_t slips = distance(word, name);
	size_t longer = word.length > name.length ? word.length : name.length;
	if (slips < suggestion->distance && slips * LETTERS_PER_SLIP <= longer) {
		suggestion->nearest = name;
		suggestion->distance = slips;
	}
}
