// SPDX-License-Identifier: MIT
// What each page shows: struct page_NAME for service/web/pages/NAME.html (docs/pages.md).
#pragma once

#include "base/text.h"
