// SPDX-License-Identifier: MIT
// Names for the GNU attributes in use.
#pragma once

#define CHECKED __attribute__((warn_unused_result))
#define FORMAT(string, first) __attribute__((format(printf, string, first)))
#define CLEANUP(function) __attribute__((cleanup(function)))
#define NORETURN __attribute__((noreturn))
