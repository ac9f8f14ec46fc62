// SPDX-License-Identifier: MIT
// Bytes to read from a descriptor.
#pragma once

#include <stddef.h>

// A descriptor from which the bytes are read at once; close it.
int bytes_open(const void *bytes, size_t length);
