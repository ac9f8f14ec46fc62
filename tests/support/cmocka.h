// SPDX-License-Identifier: MIT
// cmocka and the headers it wants to come first.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
