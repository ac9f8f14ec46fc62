// SPDX-License-Identifier: MIT
#include "app/accounts/password_rules.h"

#include "core/language.h"

static const char *sentence(enum password_flaw flaw)
{
	static const char *const sentences[] = {
		[PASSWORD_SHORT] =
			MESSAGE("A password has at least 12 characters; some words in a row will do."),
		[PASSWORD_LONG] = MESSAGE("A password has at most 256 bytes."),
		[PASSWORD_NOT_TEXT] = MESSAGE("A password is text without control characters."),
		[PASSWORD_OBVIOUS] = MESSAGE(
			"This is among the first that anybody would try. Choose something that does not "
			"consist of a name, a common password or one thing repeated."),
	};
	return sentences[flaw];
}

enum status password_choose(const struct accounts *accounts, const struct account *account,
	struct text password, struct password_hash *out, struct fault *fault)
{
	const struct text names[] = {
		accounts->organisation_name, account->sign_in_name, account->display_name};
	enum password_flaw flaw = password_flaw(password, names, 3);
	if (flaw != PASSWORD_GOOD)
		return fault_set(fault, STATUS_INVALID, "password", "%s", sentence(flaw));
	return password_make(&accounts->cost, password, out, fault);
}
