// SPDX-License-Identifier: MIT
#include "store/cluster_end.h"

#include <libpq-fe.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/wait.h>

// Milliseconds.
#define STEP 5
#define IN_ORDER 60000
#define AT_ONCE 10000 // after 5 s PostgreSQL kills those of its processes that are still there
#define KILLED 1000

static bool ends_within(pid_t process, int milliseconds)
{
	int state;
	for (int waited = 0; waited < milliseconds; waited += STEP) {
		if (waitpid(process, &state, WNOHANG) != 0)
			return true;
		poll(NULL, 0, STEP);
	}
	return false;
}

static bool answers(const char *conninfo)
{
	char bounded[512];
	int length = snprintf(bounded, sizeof bounded, "%s connect_timeout=5", conninfo);
	return length < (int)sizeof bounded && PQping(bounded) != PQPING_NO_RESPONSE;
}

void cluster_end(pid_t process, const char *conninfo)
{
	if (answers(conninfo)) {
		kill(process, SIGINT);
		if (ends_within(process, IN_ORDER))
			return;
	}
	// One that is stopped takes no signal until it goes on.
	kill(process, SIGQUIT);
	kill(process, SIGCONT);
	if (ends_within(process, AT_ONCE))
		return;
	kill(process, SIGKILL);
	(void)ends_within(process, KILLED);
}
