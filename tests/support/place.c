// SPDX-License-Identifier: MIT
#include "support/place.h"

#include "support/cmocka.h"

#include <pwd.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/cluster.h"

struct place place;

static void name_place(void)
{
	static int number;
	snprintf(place.directory, sizeof place.directory, "%s/%d", test_folder(), ++number);
	snprintf(place.runtime, sizeof place.runtime, "%s/%d-run", test_folder(), number);
	snprintf(place.data, sizeof place.data, "%s/postgresql", place.directory);
	place.options =
		(struct cluster_options){place.directory, place.runtime, test_user(), test_self()};
}

int new_place(void **state)
{
	(void)state;
	name_place();
	return mkdir(place.directory, 0711);
}

int used_place(void **state)
{
	(void)state;
	name_place();
	test_cluster_copy(place.directory);
	return 0;
}

struct cluster *must_start(const struct place *where)
{
	struct fault fault = {.status = STATUS_OK};
	struct cluster *cluster = NULL;
	if (cluster_start(&where->options, &cluster, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return cluster;
}

void write_text(const char *folder, const char *name, const char *text)
{
	char path[300];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

void give_to_the_user(const char *path)
{
	if (test_user()) {
		struct passwd *user = getpwnam(test_user());
		assert_int_equal(chown(path, user->pw_uid, user->pw_gid), 0);
	}
}
