// SPDX-License-Identifier: MIT
// A policy: what an exposure weighs, how load fades, which lines there are and what crossing one
// leads to. Plain data in one arena, never changed; its numbers are an organisation's judgement.
#pragma once

#include "base/fault.h"
#include "core/cadence.h"
#include "core/policy_line.h"
#include "core/policy_response.h"
#include "core/roster_rules.h"
#include "core/team_trigger.h"

#define POLICY_CADENCES_LIMIT 8 // of a profile
#define POLICY_TILES_LIMIT 8    // as many as a phone shows without scrolling

struct policy_category {
	struct text code;  // "INC_SUICIDE", unique
	struct text label; // what a person reads on the tile, in English
	enum modality modality;
	double weight;             // events and interactions: load of one exposure
	double rate_per_hour;      // materials: load of one hour
	double minutes_per_item;   // materials counted in items instead of minutes
	bool involvement_included; // the weight already says how closely it was met
};

// Multiplies the dose of an exposure that carries its code, in the listed categories or all.
struct policy_modifier {
	struct text code, label;
	double factor;
	const struct text *categories;
	size_t category_count; // 0: every category
};

// One event or interaction of at least this dose leads to a response, whatever the load is.
struct policy_trigger {
	struct text id;
	double weight_at_least;
	size_t response;
};

// Which lines and triggers apply to whom, and what they are asked first.
struct policy_profile {
	struct text id, label; // "response", "Response policing"
	const size_t *tiles;   // categories to choose from at once; the others take another tap
	size_t tile_count;     // 0: the first POLICY_TILES_LIMIT of all
	const size_t *lines, *triggers, *team_triggers;
	size_t line_count, trigger_count, team_trigger_count;
	const size_t *cadences; // different ones
	size_t cadence_count;
};

// How late something that is booked may change.
struct policy_bookings {
	int64_t move_notice_seconds;    // a person moves it up to so long before it begins
	int64_t minimum_notice_seconds; // a group too small so long before it begins is called off
	int32_t group_minimum;          // of a group whose pattern names none; 0: whoever comes
};

// How long a place that was waited for is held; a document that says nothing of it has these.
struct policy_waiting {
	int64_t answer_seconds; // at most; half of what is left near the session
	int64_t notice_seconds; // nothing is held that could be answered only later than so long before
};

struct policy {
	struct text id, title;
	double involvement[INVOLVEMENT_COUNT]; // factor by enum involvement
	double modifier_product_least, modifier_product_most;
	int64_t import_hold_after_seconds; // no hold for an imported exposure before this
	struct roster_rules roster_rules;  // how a session is put into working time
	const struct policy_category *categories;
	size_t category_count;
	const struct policy_modifier *modifiers;
	size_t modifier_count;
	const struct policy_response *responses;
	size_t response_count;
	const struct policy_line *lines;
	size_t line_count;
	const struct policy_trigger *triggers;
	size_t trigger_count;
	const struct team_trigger *team_triggers;
	size_t team_trigger_count;
	const struct cadence *cadences;
	size_t cadence_count;
	const struct policy_profile *profiles;
	size_t profile_count; // at least one; the first is the default
	struct policy_bookings bookings;
	struct policy_waiting waiting;
	bool weighs_past_again; // what was recorded before it came into force, too: core/weighing.h
	int32_t version;        // of the organisation; 0 for a document that is none of its
	struct instant in_force_from;
	const struct policy *before; // the version in force before this one came into force
};

// NULL where the policy has none of that name; the last gives the default profile.
const struct policy_category *policy_category(const struct policy *policy, struct text code);
const struct policy_modifier *policy_modifier(const struct policy *policy, struct text code);
const struct policy_response *policy_response(const struct policy *policy, struct text id);
const struct cadence *policy_cadence(const struct policy *policy, struct text id);
const struct policy_profile *policy_profile(const struct policy *policy, struct text id);
const struct policy_profile *policy_profile_or_default(const struct policy *policy, struct text id);

// What an exposure adds to load at its instant: weight × involvement × modifiers, the product of
// all factors clamped; for materials rate_per_hour × minutes / 60 × the same, minutes before items.
// A modifier counts once, for its categories. STATUS_INVALID: unknown code, material without both.
CHECKED enum status policy_dose(
	const struct policy *policy, const struct exposure *exposure, double *out, struct fault *fault);

// Minutes of an exposure, its items counted as minutes where only they are given; 0: neither is.
double policy_minutes(const struct policy_category *category, const struct exposure *exposure);

// What an exposure of a category that the line sums adds to it: its dose, 1 or its minutes.
double policy_line_adds(const struct policy_line *line, const struct policy_category *category,
	const struct exposure *exposure, double dose);
