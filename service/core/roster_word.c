// SPDX-License-Identifier: MIT
#include "core/roster_word.h"

#define MINUTES_PER_DAY 1440

#define WORD(value, kind)                                                                          \
	{                                                                                              \
		TEXT_CONSTANT(value), kind, false, 0, 0                                                    \
	}

const struct roster_word roster_words_usual[ROSTER_WORDS_USUAL_COUNT] = {
	WORD("early", ROSTER_EARLY),
	WORD("early shift", ROSTER_EARLY),
	WORD("early turn", ROSTER_EARLY),
	WORD("earlies", ROSTER_EARLY),
	WORD("e", ROSTER_EARLY),
	WORD("cynnar", ROSTER_EARLY),
	WORD("day", ROSTER_DAY),
	WORD("day shift", ROSTER_DAY),
	WORD("days", ROSTER_DAY),
	WORD("d", ROSTER_DAY),
	WORD("dydd", ROSTER_DAY),
	WORD("late", ROSTER_LATE),
	WORD("late shift", ROSTER_LATE),
	WORD("late turn", ROSTER_LATE),
	WORD("lates", ROSTER_LATE),
	WORD("l", ROSTER_LATE),
	WORD("hwyr", ROSTER_LATE),
	WORD("night", ROSTER_NIGHT),
	WORD("night shift", ROSTER_NIGHT),
	WORD("night turn", ROSTER_NIGHT),
	WORD("nights", ROSTER_NIGHT),
	WORD("n", ROSTER_NIGHT),
	WORD("nos", ROSTER_NIGHT),
	WORD("duty", ROSTER_DUTY),
	WORD("shift", ROSTER_DUTY),
	WORD("on duty", ROSTER_DUTY),
	WORD("overtime", ROSTER_DUTY),
	WORD("dyletswydd", ROSTER_DUTY),
	WORD("abstraction", ROSTER_ABSTRACTION),
	WORD("abstracted", ROSTER_ABSTRACTION),
	WORD("court", ROSTER_ABSTRACTION),
	WORD("training", ROSTER_ABSTRACTION),
	WORD("course", ROSTER_ABSTRACTION),
	WORD("llys", ROSTER_ABSTRACTION),
	WORD("hyfforddiant", ROSTER_ABSTRACTION),
	WORD("rest_day", ROSTER_REST_DAY),
	WORD("rest day", ROSTER_REST_DAY),
	WORD("rest", ROSTER_REST_DAY),
	WORD("day off", ROSTER_REST_DAY),
	WORD("off", ROSTER_REST_DAY),
	WORD("rd", ROSTER_REST_DAY),
	WORD("rdo", ROSTER_REST_DAY),
	WORD("diwrnod gorffwys", ROSTER_REST_DAY),
	WORD("leave", ROSTER_LEAVE),
	WORD("annual leave", ROSTER_LEAVE),
	WORD("al", ROSTER_LEAVE),
	WORD("a/l", ROSTER_LEAVE),
	WORD("time off in lieu", ROSTER_LEAVE),
	WORD("toil", ROSTER_LEAVE),
	WORD("gwyliau", ROSTER_LEAVE),
	WORD("gwyliau blynyddol", ROSTER_LEAVE),
	WORD("absence", ROSTER_ABSENCE),
	WORD("absent", ROSTER_ABSENCE),
	WORD("sick", ROSTER_ABSENCE),
	WORD("sickness", ROSTER_ABSENCE),
	WORD("sick leave", ROSTER_ABSENCE),
	WORD("maternity leave", ROSTER_ABSENCE),
	WORD("paternity leave", ROSTER_ABSENCE),
	WORD("parental leave", ROSTER_ABSENCE),
	WORD("compassionate leave", ROSTER_ABSENCE),
	WORD("special leave", ROSTER_ABSENCE),
	WORD("absennol", ROSTER_ABSENCE),
	WORD("absenoldeb", ROSTER_ABSENCE),
};

static bool fits(const struct roster_word *word, struct text value)
{
	struct text wanted = word->value;
	if (wanted.length == 0 || wanted.start[wanted.length - 1] != '*')
		return text_equal_ignoring_case(wanted, value);
	wanted.length--;
	return value.length >= wanted.length &&
		   text_equal_ignoring_case(wanted, (struct text){value.start, wanted.length});
}

const struct roster_word *roster_word_find(
	const struct roster_word *words, size_t count, struct text value)
{
	value = text_trim(value);
	for (size_t i = 0; i < count; i++) {
		if (fits(&words[i], value))
			return &words[i];
	}
	return NULL;
}

// "06:00", up to 24:00.
static bool read_clock(struct text text, int32_t *out)
{
	int64_t hour, minute;
	if (text.length != 5 || text.start[2] != ':')
		return false;
	for (size_t i = 0; i < 5; i++) {
		if (i != 2 && (text.start[i] < '0' || text.start[i] > '9'))
			return false;
	}
	if (!text_to_integer((struct text){text.start, 2}, &hour) ||
		!text_to_integer((struct text){text.start + 3, 2}, &minute) || minute > 59 ||
		hour * 60 + minute > MINUTES_PER_DAY)
		return false;
	*out = (int32_t)(hour * 60 + minute);
	return true;
}

bool roster_word_hours(struct text text, int32_t *from, int32_t *until)
{
	int32_t starts, ends;
	struct text start = text_cut(&text, '-');
	if (!read_clock(start, &starts) || !read_clock(text, &ends) || starts == MINUTES_PER_DAY)
		return false;
	*from = starts;
	*until = ends > starts ? ends : ends + MINUTES_PER_DAY;
	return true;
}
