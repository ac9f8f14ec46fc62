// SPDX-License-Identifier: MIT
// Placing people out of a real database: bench_placing CONNINFO NOW ROUNDS SINGLES
//
// Prints for each round the seconds that reading and judging took for all needs that nobody has
// answered, those of the plan and of its verification, and how many needs, seats and placed ones
// there were; nobody is moved. Then for each of so many needs, of which one is due each second
// after NOW (seconds since 1970), those of placing it by itself, its transaction durable, and
// whether it found a seat.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "app/engine/steps.h"
#include "app/plan/plan.h"

static struct fault fault = {.status = STATUS_OK};

static double seconds(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void require(enum status status)
{
	if (status == STATUS_OK)
		return;
	fprintf(stderr, "%s: %s\n", fault.where, fault.message);
	exit(1);
}

static void plan(struct connection *connection, const struct setting *setting, struct instant now)
{
	struct arena arena;
	struct plan_made made;
	arena_init(&arena);
	const double began = seconds();
	require(plan_read(connection, setting, now, &arena, &made, &fault));
	const double gathered = seconds();
	require(plan_solve(&made.problem, &arena, &made.plan, &fault));
	const double solved = seconds();
	require(plan_verify(&made, &arena, &fault));
	const double verified = seconds();
	size_t placed = 0;
	for (uint32_t i = 0; i < made.problem.level_count; i++)
		placed += made.plan.totals[i].placed;
	printf("plan %.6f %.6f %.6f %zu %zu %zu\n", gathered - began, solved - gathered,
		verified - solved, made.batch.need_count, made.batch.seat_count, placed);
	if (!made.verified) {
		fprintf(stderr, "%s\n", made.doubt.message);
		exit(1);
	}
	arena_done(&arena);
}

static void place(struct connection *connection, const struct setting *setting, struct instant now)
{
	struct engine_report report = {0};
	const double began = seconds();
	require(engine_place(connection, setting, now, &report, &fault));
	printf("single %.6f %zu\n", seconds() - began, (size_t)report.held);
	if (report.held + report.no_seat != 1) {
		fprintf(stderr, "not one need was due\n");
		exit(1);
	}
}

int main(int argc, char **argv)
{
	struct connection *connection = NULL;
	struct setting setting;
	struct arena arena;
	struct rusage used;
	if (argc != 5)
		return 2;
	struct database database = {.conninfo = argv[1], .embedded = true};
	const struct instant now = {strtoll(argv[2], NULL, 10)};
	arena_init(&arena);
	require(connection_open(&database, DATABASE_RECORDER, &connection, &fault));
	require(setting_read(connection, now, &arena, &setting, &fault));
	for (int i = atoi(argv[3]); i > 0; i--)
		plan(connection, &setting, now);
	for (int i = 1; i <= atoi(argv[4]); i++)
		place(connection, &setting, instant_later(now, i));
	getrusage(RUSAGE_SELF, &used);
	printf("memory %ld\n", used.ru_maxrss);
	connection_close(connection);
	arena_done(&arena);
	return 0;
}
