// SPDX-License-Identifier: MIT
// The table of permissions as docs/privacy.md has it, for the test that compares.
#include <stdio.h>

#include "core/permission.h"

int main(void)
{
	for (unsigned i = 0; i < MATTER_COUNT; i++) {
		const struct permission *permission = permission_of((enum matter)i);
		printf("| %s |", permission->what);
		for (unsigned role = 0; role < ROLE_COUNT; role++) {
			const struct reach *reach = &permission->of[role];
			bool changes = reach->changes != EXTENT_NONE && reach->changes == reach->sees;
			printf(" %s%s |", extent_name(reach->sees), changes ? ", changes" : "");
		}
		puts("");
	}
	return 0;
}
