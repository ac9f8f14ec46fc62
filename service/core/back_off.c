// SPDX-License-Identifier: MIT
#include "core/back_off.h"

// FNV-1a (draft-eastlake-fnv), for spreading only.
static uint64_t mix(struct uuid what, int32_t failures)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	for (size_t i = 0; i < sizeof what.bytes + 4; i++) {
		unsigned byte = i < sizeof what.bytes
							? what.bytes[i]
							: (unsigned)failures >> (8 * (i - sizeof what.bytes)) & 0xFF;
		hash = (hash ^ byte) * UINT64_C(0x100000001B3);
	}
	return hash >> 32;
}

int64_t back_off_seconds(struct uuid what, int32_t failures, int64_t asked)
{
	int64_t seconds = failures > 0 ? BACK_OFF_FIRST : BACK_OFF_REGULAR;
	for (int32_t i = 1; i < failures && seconds < BACK_OFF_MOST; i++)
		seconds *= 2;
	// So that those which have failed for long are spread too.
	if (seconds > BACK_OFF_MOST * 5 / 6)
		seconds = BACK_OFF_MOST * 5 / 6;
	// A fifth less to a fifth more, in thousandths.
	seconds = seconds * (800 + (int64_t)(mix(what, failures) % 401)) / 1000;
	if (seconds < asked)
		seconds = asked;
	return seconds < BACK_OFF_MOST ? seconds : BACK_OFF_MOST;
}
