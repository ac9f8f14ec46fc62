// SPDX-License-Identifier: MIT
// Which totals of groups may be shown, so that nothing of fewer people than a cohort can be worked
// out from them.
//
// Groups lie within groups: an organisation, its roles, their teams. Each group that nothing lies
// within is a leaf, and everybody is in exactly one leaf; every total is a sum over leaves.
//
// A total is safe where at least `least` people contribute to it and none of them makes more than
// half of it. People who contribute nothing do not count: twelve entries of a team of thirty that
// two of them made are two people's. So zero is a small number as well, as it says of everybody in
// the group that they had none. A total over all members, as how many there are, is one to which
// each contributes 1. A leaf in which nobody could be (a structural zero) is not listed at all.
//
// What shown totals determine: those of groups within groups are nested, so from all of them
// together follow the sums over each shown group's remainder, its leaves that are in no shown group
// further in, and sums of those remainders; and nothing else. A group is therefore shown only if
// - it is safe,
// - its remainder is empty or safe, and
// - its remainder is not a single leaf, which would be had by subtraction though it is hidden.
// Where that fails the smallest group shown within it is hidden with it, until it holds; so a lone
// small sibling takes the next smallest with it, and two of which one is small are both withheld.
//
// Several totals of a group that follow from each other (how many are over a line, and so how many
// are not) are given as several amounts, all of which must be safe.
//
// Sources: 10 people, zero included, and no value under it to be deduced: UK Longitudinal Linkage
// Collaboration, user guide, "Statistical disclosure control" (2025); ONS 10 for outputs of the
// Longitudinal Study (CeLSIUS), and its "10-5 rule", under ten suppressed and rounded to five. The
// share of one contributor: the (n, k) dominance rule of Hundepool et al., Statistical Disclosure
// Control (Wiley 2012), chapter 4, with n = 1; k = 50 % is judgement. Rounding to 5: NHS Digital,
// disclosure control for Hospital Episode Statistics (2018).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COHORT_LEAST 10             // people behind a total or a median
#define COHORT_PERCENTILES_LEAST 20 // people behind a tenth and a ninetieth percentile
#define COHORT_AMOUNTS 3
#define COHORT_TOP SIZE_MAX

struct cohort_amount {
	int64_t people;  // who contribute
	int64_t total;   // of what they contribute
	int64_t largest; // of one of them
};

enum cohort_answer {
	COHORT_SHOWN,
	COHORT_SMALL,      // not safe itself
	COHORT_COMPLEMENT, // hidden so that a smaller one cannot be worked out
};

struct cohort_group {
	size_t within; // index of the group it lies in, which comes before it, or COHORT_TOP
	struct cohort_amount amounts[COHORT_AMOUNTS]; // given for leaves; worked out for the others
	enum cohort_answer answer;                    // worked out, as is what follows
	bool leaf;
	size_t shown_within; // groups
};

// Everybody counting 1.
struct cohort_amount cohort_of_people(int64_t people);

// The amounts of both together, who are different people.
struct cohort_amount cohort_together(struct cohort_amount a, struct cohort_amount b);

bool cohort_is_safe(struct cohort_amount amount, int64_t least);

// Answers for all groups by their first `amounts` amounts. The same groups give the same answers.
void cohort_hide(struct cohort_group *groups, size_t count, size_t amounts, int64_t least);

// To the nearest 5, for what leaves the service in a file.
int64_t cohort_rounded(int64_t value);
