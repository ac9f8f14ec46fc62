// SPDX-License-Identifier: MIT
#pragma once

#include "base/text.h"

struct page_all {
	struct text value;
};
