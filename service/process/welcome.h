// SPDX-License-Identifier: MIT
// How the first people get in: the accounts of a demonstration, and a link for the first
// administrator of real people.
#pragma once

#include "process/workplace.h"
#include "secret/password.h"
#include "secret/token.h"

struct welcome {
	bool demonstration;
	char password[PASSWORD_RANDOM_LENGTH + 1]; // of a demonstration's accounts
	bool needs_administrator;
	struct token link; // for them
};

// Makes what is missing. The demonstration's password is kept in demonstration-password beside the
// data; without that file all its accounts are given a new one.
CHECKED enum status welcome_prepare(
	const struct workplace *workplace, struct welcome *out, struct fault *fault);

// Prints how to get in, with links to `base`.
void welcome_print(const struct welcome *welcome, const char *base);
