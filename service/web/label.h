// SPDX-License-Identifier: MIT
// Private to web: names of the policy's things in the reader's language. What the shipped policy
// calls them is in the catalogue; what an organisation adds is shown as it wrote it.
#pragma once

#include "app/loads/course.h"
#include "core/role.h"
#include "web/routes.h"

struct text label_in(const struct web_call *call, struct text label);
struct text label_of_involvement(const struct web_call *call, enum involvement involvement);
struct text label_of_category(
	const struct web_call *call, const struct policy *policy, struct text code);
struct text label_of_role(const struct web_call *call, enum role role);

// "You are over your line" and the like, of the lines of a course together.
struct text label_standing(const struct web_call *call, const struct course *course);

// When the load of a line falls under it, in words; empty where it is under it already.
// `message` is the sentence, with its {date}.
struct text label_falls(const struct web_call *call, const struct line_load *line,
	struct instant now, const char *message);
