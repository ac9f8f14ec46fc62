// SPDX-License-Identifier: MIT
// plimsoll policy try: reading what is asked, and printing what it comes to.
#pragma once

#include "app/policies/try.h"
#include "process/options.h"

int command_policy_try(const struct options *options);

// What is printed of a trial beside its answer.
struct policy_trial {
	const struct options *options;
	struct text title;                     // of the policy that is tried
	int32_t in_force;                      // version
	double host_hour_cost, duty_hour_cost; // NaN: not given
	struct try_answer answer;
};

void policy_trial_print(const struct policy_trial *trial);
void policy_trial_write(const struct policy_trial *trial); // as JSON
