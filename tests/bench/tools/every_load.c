// SPDX-License-Identifier: MIT
// The load of many people now, as the service works it out from their stored states:
// bench_every_load CONNINFO PEOPLE ROUNDS
//
// Prints for each round the seconds that reading the states took, those that working the loads out
// took, and their sum over all people.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/lines.h"

// As the shipped policies have it.
static const struct model model = {.kind = MODEL_HALF_LIFE, .half_life_days = 28.0};

static double seconds(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static struct person_id person_of(unsigned number)
{
	char text[UUID_TEXT_LENGTH + 1];
	struct person_id person;
	snprintf(text, sizeof text, "00000000-0000-4000-8000-%012u", number);
	if (!uuid_parse(text_of(text), &person.uuid))
		abort();
	return person;
}

static enum status run_round(struct connection *connection, const struct person_id *people,
	size_t count, struct fault *fault)
{
	struct arena arena;
	struct stored_states states;
	arena_init(&arena);
	double began = seconds();
	enum status status = states_read(connection, people, count, &arena, &states, fault);
	double read = seconds();
	if (status == STATUS_OK) {
		double sum = 0;
		struct instant now = {time(NULL)};
		for (size_t i = 0; i < states.line_count && status == STATUS_OK; i++) {
			struct model_state state;
			if (stored_line_model(&states.lines[i], &model, &arena, &state))
				sum += model_at(&model, &state, now);
			else
				status = fault_memory(fault);
		}
		double worked_out = seconds();
		printf("%zu %.6f %.6f %.3f\n", states.line_count, read - began, worked_out - read, sum);
	}
	arena_done(&arena);
	return status;
}

int main(int argc, char **argv)
{
	struct connection *connection = NULL;
	struct fault fault = {.status = STATUS_OK};
	if (argc != 4)
		return 2;
	struct database database = {.conninfo = argv[1], .embedded = true};
	size_t count = strtoul(argv[2], NULL, 10);
	struct person_id *people = calloc(count, sizeof *people);
	if (!people)
		return 1;
	for (size_t i = 0; i < count; i++)
		people[i] = person_of((unsigned)i + 1);
	enum status status = connection_open(&database, DATABASE_RECORDER, &connection, &fault);
	for (int i = atoi(argv[3]); status == STATUS_OK && i > 0; i--)
		status = run_round(connection, people, count, &fault);
	if (status != STATUS_OK)
		fprintf(stderr, "%s\n", fault.message);
	connection_close(connection);
	free(people);
	return status == STATUS_OK ? 0 : 1;
}
