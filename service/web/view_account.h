// SPDX-License-Identifier: MIT
// Views: signing in, and a person's own account (docs/pages.md).
#pragma once

#include "web/view_contact.h"

struct page_sign_in {
	struct page_frame frame;
	struct text action;
	int64_t wait_minutes;
	bool refused, later, ended, demonstration;
};

struct page_welcome {
	struct page_frame frame;
	struct text action, name, flaw;
	bool flaw_shown, first; // the first administrator names themselves
	int64_t contact_hours;  // after which contact is asked for; 0: the policy has none
	bool contact_shown;
	bool no_password; // an external facilitator needs none
};

struct page_me {
	struct page_frame frame;
	struct text name, role, role_href, feeds_href, who_href, everywhere_href, policy_href;
	struct text access_log_href, sign_in_href, data_href, share_href, duty_href, joinings_href;
	struct text reminders_href, meeting_href;
	struct page_contact_notice contact;
	struct page_choice *others; // roles to change to
	size_t others_count;
	bool others_shown;
};
