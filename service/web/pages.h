// SPDX-License-Identifier: MIT
// What each page shows: struct page_NAME for service/web/pages/NAME.html (docs/pages.md). Texts are
// in the reader's language already, where the page does not say them itself.
#pragma once

#include "web/view_account.h"
#include "web/view_audit.h"
#include "web/view_availability.h"
#include "web/view_contact.h"
#include "web/view_feeds.h"
#include "web/view_import.h"
#include "web/view_joining.h"
#include "web/view_led.h"
#include "web/view_load.h"
#include "web/view_log.h"
#include "web/view_own.h"
#include "web/view_people.h"
#include "web/view_plan.h"
#include "web/view_policy.h"
#include "web/view_public.h"
#include "web/view_review.h"
#include "web/view_sessions.h"
#include "web/view_settings.h"
#include "web/view_trends.h"
#include "web/view_week.h"
