// SPDX-License-Identifier: MIT
// One exposure: what was met, when, how closely. No text, no story.
#pragma once

#include "core/ids.h"
#include "core/instant.h"

#define EXPOSURE_MODIFIERS_LIMIT 16
#define EXPOSURE_UNKNOWN (-1)         // minutes or items that were not given
#define EXPOSURE_FUTURE_TOLERANCE 300 // seconds a client's clock may be ahead

enum modality { MODALITY_EVENT, MODALITY_INTERACTION, MODALITY_MATERIAL };

enum involvement {
	INVOLVEMENT_DIRECT,
	INVOLVEMENT_WITNESS,
	INVOLVEMENT_REMOTE_LIVE,
	INVOLVEMENT_SECONDARY,
	INVOLVEMENT_COUNT
};

enum exposure_source { EXPOSURE_SELF, EXPOSURE_IMPORT };

struct exposure {
	struct person_id person;
	struct exposure_id id;
	struct instant occurred_at;
	struct instant recorded_at;
	struct text category; // code in the policy
	enum involvement involvement;
	struct text modifiers[EXPOSURE_MODIFIERS_LIMIT];
	size_t modifier_count;
	int32_t minutes; // materials; EXPOSURE_UNKNOWN if not given
	int32_t items;
	enum exposure_source source;
	struct exposure_id corrects; // the id it replaces, or nil
};

const char *involvement_name(enum involvement involvement); // "remote_live"
bool involvement_parse(struct text text, enum involvement *out);
const char *modality_name(enum modality modality);
bool modality_parse(struct text text, enum modality *out);

// What of an exposure a load model needs.
struct dose {
	struct instant at;
	struct exposure_id id; // ties at one second are folded in id order
	double weight;
};

// Order of the log: (at, id). For qsort.
int dose_compare(const void *a, const void *b);
