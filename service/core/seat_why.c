// SPDX-License-Identifier: MIT
#include "core/seat_why.h"

// Who meets in English or in either has nothing to be told of it.
static bool tells_language(const struct meeting_wish *wish)
{
	return wish->language == LANGUAGE_WISH_WELSH || wish->language == LANGUAGE_WISH_WELSH_RATHER;
}

static bool tells_manner(const struct meeting_wish *wish)
{
	return wish->rather != MANNER_UNSAID || (wish->manners && wish->manners != MANNERS_ALL);
}

size_t seat_why(const struct seat_why_facts *facts, enum seat_why out[static SEAT_WHY_COUNT])
{
	const struct meeting_wish *wish = &facts->wish;
	const struct meeting *meeting = &facts->meeting;
	const bool held[SEAT_WHY_COUNT] = {
		[SEAT_WHY_BEST] = true,
		[SEAT_WHY_SHIFTS] = facts->roster && !facts->outside,
		[SEAT_WHY_NO_ROSTER] = !facts->roster,
		[SEAT_WHY_LANGUAGE] = tells_language(wish) && meeting_in_language(wish, meeting) &&
							  !meeting_other_language(wish, meeting),
		[SEAT_WHY_OTHER_LANGUAGE] = meeting_other_language(wish, meeting),
		[SEAT_WHY_MANNER] = tells_manner(wish) && meeting_in_manner(wish, meeting) &&
							!meeting_other_manner(wish, meeting),
		[SEAT_WHY_OTHER_MANNER] =
			meeting_other_manner(wish, meeting) && meeting_in_manner(wish, meeting),
		[SEAT_WHY_MET] = facts->met,
		[SEAT_WHY_OTHER_KIND] = !facts->first_kind,
	};
	size_t count = 0;
	for (unsigned i = 0; i < SEAT_WHY_COUNT; i++) {
		if (held[i])
			out[count++] = (enum seat_why)i;
	}
	return count;
}
