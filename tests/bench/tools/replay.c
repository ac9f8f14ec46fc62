// SPDX-License-Identifier: MIT
// Loads and crossings of many people out of the columnar cache:
// bench_replay make FILE PEOPLE EXPOSURES    makes such a file, of made-up people
// bench_replay rows FILE                     prints it for COPY: person, second, weight
// bench_replay measure FILE ROUNDS           prints seconds in pairs, a line for each round
//
// In turn: reading all bytes once; every load at an instant; a sequential pass with one exp for
// each exposure; every crossing of the default policy's line of events; and the last two by two
// threads.
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/replay.h"
#include "store/column_file.h"
#include "json/policy.h"

#define THREADS 2
#define BEGINS 1400000000u
#define GAP_DAYS 4.4 // 1,000 exposures in twelve years
#define UNTIL ((struct instant){1900000000})
#define LINE 0

// What a response officer meets: with it the default line is raised about as often as
// docs/policy.md says of a response force.
static const struct {
	const char *category;
	double part;
} met[] = {{"INC_DISORDER", .40}, {"INT_DISTRESS", .30}, {"INC_SUDDEN_DEATH", .08},
	{"INC_FATAL_RTC", .02}, {"INC_SUICIDE", .02}, {"INC_ASSAULT_SELF", .01}, {"INC_MEDICAL", .17}};

#define KINDS (sizeof met / sizeof met[0])

static double seconds(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double chance(void)
{
	static uint64_t state = UINT64_C(88172645463325252);
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (double)(state >> 11) * 0x1p-53;
}

static int end(const struct fault *fault)
{
	fprintf(stderr, "%s: %s\n", fault->where, fault->message);
	return 1;
}

static enum status make_person(struct column_writer *writer, uint32_t number, int each,
	const struct replay_kind *kinds, struct fault *fault)
{
	struct person_id person = {{{(uint8_t)(number >> 24), (uint8_t)(number >> 16),
		(uint8_t)(number >> 8), (uint8_t)number}}};
	double at = BEGINS;
	enum status status = column_writer_person(writer, person, fault);
	for (int i = 0; status == STATUS_OK && i < each; i++) {
		size_t kind = 0;
		double left = chance();
		at -= log(1 - chance()) * GAP_DAYS * 86400;
		while (kind < KINDS - 1 && left >= met[kind].part)
			left -= met[kind++].part;
		status =
			column_writer_exposure(writer, (struct instant){(int64_t)at}, &kinds[kind], 0, fault);
	}
	return status;
}

static int make(const char *path, uint32_t people, int each)
{
	struct column_writer *writer;
	struct replay_kind kinds[KINDS] = {{.unit = REPLAY_NO_AMOUNT}};
	struct fault fault = {.status = STATUS_OK};
	for (size_t i = 0; i < KINDS; i++)
		kinds[i].category = text_of(met[i].category);
	enum status status = column_writer_base(path, "bench", &writer, &fault);
	for (uint32_t i = 1; status == STATUS_OK && i <= people; i++)
		status = make_person(writer, i, each, kinds, &fault);
	if (status == STATUS_OK)
		status = column_writer_finish(writer, 1, &fault);
	return status == STATUS_OK ? 0 : end(&fault);
}

struct bench {
	struct arena arena;
	struct policy policy;
	struct replay replay;
	const struct column_person *people;
	size_t count, exposures;
};

static enum status prepare(struct bench *bench, const struct column_file *file, struct fault *fault)
{
	static struct json_faults faults;
	size_t kinds;
	const struct replay_kind *list = column_file_kinds(file, &kinds);
	bench->people = column_file_people(file, &bench->count);
	for (size_t i = 0; i < bench->count; i++)
		bench->exposures += bench->people[i].count;
	enum status status =
		policy_read(policy_shipped(TEXT("default")), &bench->arena, &bench->policy, &faults);
	return status == STATUS_OK
			   ? replay_prepare(&bench->policy, list, kinds, &bench->arena, &bench->replay, fault)
			   : status;
}

// Each gives something of all that it read, so that none of it can be left out.
typedef double pass(const struct bench *bench, size_t first, size_t end);

static double read_bytes(const struct bench *bench, size_t first, size_t end_of)
{
	const uint64_t *words = (const void *)bench->people[first].exposures;
	size_t count = 0;
	uint64_t sums[8] = {0};
	for (size_t i = first; i < end_of; i++)
		count += bench->people[i].count;
	for (size_t i = 0; i + 8 <= count; i += 8) {
		for (size_t j = 0; j < 8; j++)
			sums[j] += words[i + j];
	}
	return (double)(sums[0] + sums[1] + sums[2] + sums[3] + sums[4] + sums[5] + sums[6] + sums[7]);
}

static double every_load(const struct bench *bench, size_t first, size_t end_of)
{
	double sum = 0;
	for (size_t i = first; i < end_of; i++)
		sum += replay_load(
			&bench->replay, LINE, bench->people[i].exposures, bench->people[i].count, UNTIL);
	return sum;
}

static double one_exp_each(const struct bench *bench, size_t first, size_t end_of)
{
	const double *doses = bench->replay.lines[LINE].doses;
	const double rate = log(2) / bench->replay.lines[LINE].half_life_seconds;
	double sum = 0;
	for (size_t i = first; i < end_of; i++) {
		const struct replay_exposure *exposures = bench->people[i].exposures;
		double load = 0;
		uint32_t at = exposures[0].second;
		for (size_t j = 0; j < bench->people[i].count; j++) {
			load =
				load * exp(-rate * (double)(exposures[j].second - at)) + doses[exposures[j].kind];
			at = exposures[j].second;
		}
		sum += load;
	}
	return sum;
}

static double every_crossing(const struct bench *bench, size_t first, size_t end_of)
{
	struct arena arena;
	struct crossings crossings;
	size_t count = 0;
	arena_init(&arena);
	crossings_init(&crossings, &arena);
	for (size_t i = first; i < end_of; i++) {
		crossings.count = 0;
		replay_line(&bench->replay, LINE, bench->people[i].exposures, bench->people[i].count, UNTIL,
			&crossings);
		count += crossings.count;
	}
	arena_done(&arena);
	return (double)count;
}

struct share {
	const struct bench *bench;
	pass *pass;
	size_t first, end;
	double result, worked;
	pthread_t thread;
};

static void *run_share(void *given)
{
	struct share *share = given;
	double began = seconds(CLOCK_THREAD_CPUTIME_ID);
	share->result = share->pass(share->bench, share->first, share->end);
	share->worked = seconds(CLOCK_THREAD_CPUTIME_ID) - began;
	return NULL;
}

// Prints the seconds of the processor that the slowest thread took, in which others on the machine
// count less, and those that passed; what came of it is added to `result`.
static void measure(const struct bench *bench, pass *of, int threads, double *result)
{
	struct share shares[THREADS];
	double began = seconds(CLOCK_MONOTONIC), worked = 0;
	for (int i = 0; i < threads; i++) {
		shares[i] = (struct share){bench, of, bench->count * (size_t)i / (size_t)threads,
			bench->count * ((size_t)i + 1) / (size_t)threads, 0, 0, 0};
		if (i > 0 && pthread_create(&shares[i].thread, NULL, run_share, &shares[i]) != 0)
			abort();
	}
	run_share(&shares[0]);
	for (int i = 0; i < threads; i++) {
		if (i > 0)
			pthread_join(shares[i].thread, NULL);
		*result += shares[i].result;
		worked = shares[i].worked > worked ? shares[i].worked : worked;
	}
	printf("%.6f %.6f ", worked, seconds(CLOCK_MONOTONIC) - began);
}

static int measure_all(const char *path, int rounds)
{
	static const struct {
		pass *pass;
		int threads;
	} passes[] = {{read_bytes, 1}, {every_load, 1}, {one_exp_each, 1}, {every_crossing, 1},
		{one_exp_each, THREADS}, {every_crossing, THREADS}};
	struct bench bench = {.count = 0};
	struct column_file *file;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&bench.arena);
	double began = seconds(CLOCK_MONOTONIC);
	if (column_file_open(path, "bench", &file, &fault) != STATUS_OK ||
		prepare(&bench, file, &fault) != STATUS_OK)
		return end(&fault);
	printf("%zu %zu %.6f\n", bench.count, bench.exposures, seconds(CLOCK_MONOTONIC) - began);
	for (int round = 0; round < rounds; round++) {
		double results[6] = {0};
		for (size_t i = 0; i < 6; i++)
			measure(&bench, passes[i].pass, passes[i].threads, &results[i]);
		printf("%.0f\n", results[3]);
		if (results[3] != results[5])
			abort();
	}
	column_file_close(file);
	arena_done(&bench.arena);
	return 0;
}

static int print_rows(const char *path)
{
	struct bench bench = {.count = 0};
	struct column_file *file;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&bench.arena);
	if (column_file_open(path, "bench", &file, &fault) != STATUS_OK ||
		prepare(&bench, file, &fault) != STATUS_OK)
		return end(&fault);
	for (size_t i = 0; i < bench.count; i++) {
		for (size_t j = 0; j < bench.people[i].count; j++) {
			struct replay_exposure exposure = bench.people[i].exposures[j];
			double dose = bench.replay.lines[LINE].doses[exposure.kind];
			printf("%zu\t%u\t%g\n", i, exposure.second, dose);
		}
	}
	column_file_close(file);
	arena_done(&bench.arena);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "make") == 0)
		return make(argv[2], (uint32_t)atoi(argv[3]), atoi(argv[4]));
	if (argc == 3 && strcmp(argv[1], "rows") == 0)
		return print_rows(argv[2]);
	if (argc == 4 && strcmp(argv[1], "measure") == 0)
		return measure_all(argv[2], atoi(argv[3]));
	return 2;
}
