// SPDX-License-Identifier: MIT
#include "core/exposure.h"

#include <assert.h>

static const char *const involvements[INVOLVEMENT_COUNT] = {
	[INVOLVEMENT_DIRECT] = "direct",
	[INVOLVEMENT_WITNESS] = "witness",
	[INVOLVEMENT_REMOTE_LIVE] = "remote_live",
	[INVOLVEMENT_SECONDARY] = "secondary",
};

static const char *const modalities[] = {
	[MODALITY_EVENT] = "event",
	[MODALITY_INTERACTION] = "interaction",
	[MODALITY_MATERIAL] = "material",
};

const char *involvement_name(enum involvement involvement)
{
	assert((size_t)involvement < INVOLVEMENT_COUNT);
	return involvements[involvement];
}

bool involvement_parse(struct text text, enum involvement *out)
{
	for (size_t i = 0; i < INVOLVEMENT_COUNT; i++) {
		if (text_is(text, involvements[i])) {
			*out = (enum involvement)i;
			return true;
		}
	}
	return false;
}

const char *modality_name(enum modality modality)
{
	assert((size_t)modality < sizeof modalities / sizeof modalities[0]);
	return modalities[modality];
}

bool modality_parse(struct text text, enum modality *out)
{
	for (size_t i = 0; i < sizeof modalities / sizeof modalities[0]; i++) {
		if (text_is(text, modalities[i])) {
			*out = (enum modality)i;
			return true;
		}
	}
	return false;
}

int dose_compare(const void *a, const void *b)
{
	const struct dose *first = a, *second = b;
	if (first->at.seconds != second->at.seconds)
		return first->at.seconds < second->at.seconds ? -1 : 1;
	return uuid_compare(first->id.uuid, second->id.uuid);
}
