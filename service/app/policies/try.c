// SPDX-License-Identifier: MIT
#include "app/policies/try.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "app/engine/engine.h"
#include "app/policies/try_parts.h"
#include "app/trends/periods.h"

#define AT_ONCE 5000
#define THREADS_LIMIT 32

struct trying {
	struct connection *connection;
	const struct setting *setting;
	struct try_work work;
	struct column_file *file;
	struct arena *arena;
};

// Whole weeks from the one that `since` is in to the last that is over.
static enum status find_weeks(struct trying *trying, struct fault *fault)
{
	const struct try_request *request = trying->work.request;
	const struct zone *zone = trying->setting->zone;
	int64_t first = trends_number(zone, TREND_WEEK, request->since);
	int64_t end = trends_number(zone, TREND_WEEK, request->now);
	if (end <= first)
		return fault_set(fault, STATUS_INVALID, "since",
			"There is no whole week between then and now; begin earlier.");
	size_t count = (size_t)(end - first);
	struct instant *weeks = arena_array(trying->arena, count + 1, sizeof *weeks);
	if (!weeks)
		return fault_memory(fault);
	for (size_t i = 0; i <= count; i++)
		weeks[i] = trends_period(zone, TREND_WEEK, first + (int64_t)i).during.from;
	trying->work.weeks = weeks;
	trying->work.week_count = count;
	return STATUS_OK;
}

static enum status add_members(struct trying *trying, const struct try_person *people, size_t count,
	size_t *size, size_t *place, struct fault *fault)
{
	struct try_work *work = &trying->work;
	size_t in_file;
	const struct column_person *logged = column_file_people(trying->file, &in_file);
	if (work->member_count + count > *size) {
		struct try_member *list;
		*size = *size * 2 > work->member_count + count ? *size * 2 : work->member_count + count;
		list = realloc(work->members, *size * sizeof *list);
		if (!list)
			return fault_memory(fault);
		work->members = list;
	}
	for (size_t i = 0; i < count; i++) {
		struct try_member *member = &work->members[work->member_count++];
		*member = (struct try_member){.person = &people[i]};
		while (
			*place < in_file && uuid_compare(logged[*place].person.uuid, people[i].person.uuid) < 0)
			++*place;
		if (*place < in_file && uuid_equal(logged[*place].person.uuid, people[i].person.uuid)) {
			member->exposures = logged[*place].exposures;
			member->count = logged[*place].count;
		}
	}
	return STATUS_OK;
}

static enum status read_members(struct trying *trying, struct fault *fault)
{
	struct person_id after = {{{0}}};
	size_t count = AT_ONCE, size = 0, place = 0;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && count == AT_ONCE) {
		struct try_person *people;
		status = try_people(trying->connection, trying->setting->organisation.id,
			trying->work.request->now, after, AT_ONCE, trying->arena, &people, &count, fault);
		if (status == STATUS_OK)
			status = add_members(trying, people, count, &size, &place, fault);
		if (status == STATUS_OK && count)
			after = people[count - 1].person;
	}
	return status;
}

struct team_count {
	struct team_id team;
	size_t role, people;
};

static int compare_teams(const void *a, const void *b)
{
	const struct team_count *left = a, *right = b;
	int order = uuid_compare(left->team.uuid, right->team.uuid);
	if (order)
		return order;
	return (left->role > right->role) - (left->role < right->role);
}

static const struct uuid nil;

// The commonest role of a team, of several the policy's first; those in no team have their own.
static size_t fold_teams(const struct team_count *sorted, size_t count, struct try_leaf *leaves)
{
	size_t number = 0;
	for (size_t i = 0; i < count;) {
		struct try_leaf leaf = {sorted[i].team, sorted[i].role};
		size_t most = 0, end = i;
		while (end < count && uuid_equal(sorted[end].team.uuid, leaf.team.uuid) &&
			   (!uuid_equal(leaf.team.uuid, nil) || sorted[end].role == leaf.role)) {
			size_t same = end;
			while (same < count && compare_teams(&sorted[same], &sorted[end]) == 0)
				same++;
			if (same - end > most) {
				most = same - end;
				leaf.role = sorted[end].role;
			}
			end = same;
		}
		leaves[number++] = leaf;
		i = end;
	}
	return number;
}

static size_t role_of(const struct try_work *work, const struct try_member *member)
{
	const struct policy *policy = work->request->policy;
	return (size_t)(policy_profile_or_default(policy, member->person->profile) - policy->profiles);
}

static int compare_with_leaf(const void *key, const void *item)
{
	const struct team_count *team = key;
	const struct try_leaf *leaf = item;
	int order = uuid_compare(team->team.uuid, leaf->team.uuid);
	if (order || !uuid_equal(leaf->team.uuid, nil))
		return order;
	return (team->role > leaf->role) - (team->role < leaf->role);
}

static size_t find_leaf(const struct try_work *work, const struct try_member *member)
{
	const struct team_count key = {member->person->team, role_of(work, member), 1};
	const struct try_leaf *leaf =
		bsearch(&key, work->leaves, work->leaf_count, sizeof *leaf, compare_with_leaf);
	assert(leaf); // every member was counted when the leaves were made
	return (size_t)(leaf - work->leaves);
}

static enum status find_leaves(struct trying *trying, struct fault *fault)
{
	struct try_work *work = &trying->work;
	struct team_count *sorted = malloc((work->member_count + 1) * sizeof *sorted);
	work->leaves = arena_array(trying->arena, work->member_count, sizeof *work->leaves);
	if (!sorted || !work->leaves) {
		free(sorted);
		return fault_memory(fault);
	}
	for (size_t i = 0; i < work->member_count; i++)
		sorted[i] =
			(struct team_count){work->members[i].person->team, role_of(work, &work->members[i]), 1};
	qsort(sorted, work->member_count, sizeof *sorted, compare_teams);
	work->leaf_count = fold_teams(sorted, work->member_count, work->leaves);
	free(sorted);
	work->team_leaf = SIZE_MAX;
	for (size_t i = 0; i < work->member_count; i++) {
		struct try_member *member = &work->members[i];
		member->leaf = find_leaf(work, member);
		if (work->request->team.start && member->person->team_name.length &&
			text_equal(member->person->team_name, work->request->team))
			work->team_leaf = member->leaf;
	}
	if (work->request->team.start && work->team_leaf == SIZE_MAX)
		return fault_set(
			fault, STATUS_NOT_FOUND, "--team", "Nobody is in a team of that name now.");
	return STATUS_OK;
}

struct share {
	const struct try_work *work;
	const struct try_policy *policy;
	struct arena arena;
	struct try_counts counts;
	size_t first, end;
	pthread_t thread;
	bool apart, whole;
};

static void *count_share(void *given)
{
	struct share *share = given;
	share->whole = try_counts_new(share->work, share->policy, &share->arena, &share->counts,
					   NULL) == STATUS_OK &&
				   try_count(share->work, share->policy, share->first, share->end, &share->counts);
	return NULL;
}

// People in as many shares as there are threads; one that cannot be started is counted here.
static enum status count_all(const struct try_work *work, const struct try_policy *policy,
	struct try_counts *out, struct fault *fault)
{
	int threads = work->request->threads < 1               ? 1
				  : work->request->threads > THREADS_LIMIT ? THREADS_LIMIT
														   : work->request->threads;
	struct share shares[THREADS_LIMIT];
	bool whole = true;
	for (int i = 0; i < threads; i++) {
		struct share *share = &shares[i];
		*share = (struct share){.work = work, .policy = policy};
		share->first = work->member_count * (size_t)i / (size_t)threads;
		share->end = work->member_count * ((size_t)i + 1) / (size_t)threads;
		arena_init(&share->arena);
		share->apart = i > 0 && pthread_create(&share->thread, NULL, count_share, share) == 0;
	}
	for (int i = 0; i < threads; i++) {
		if (!shares[i].apart)
			count_share(&shares[i]);
	}
	for (int i = 0; i < threads; i++) {
		if (shares[i].apart)
			pthread_join(shares[i].thread, NULL);
		whole = whole && shares[i].whole;
		if (whole)
			try_counts_add(work, policy, out, &shares[i].counts);
		arena_done(&shares[i].arena);
	}
	return whole ? STATUS_OK : fault_memory(fault);
}

static enum status come_to(const struct trying *trying, const struct policy *policy,
	struct try_outcome *out, struct try_answer *answer, struct fault *fault)
{
	struct try_policy prepared;
	struct try_counts counts;
	enum status status = try_policy_prepare(policy, &trying->work, trying->arena, &prepared, fault);
	if (status == STATUS_OK)
		status = try_counts_new(&trying->work, &prepared, trying->arena, &counts, fault);
	if (status == STATUS_OK)
		status = count_all(&trying->work, &prepared, &counts, fault);
	if (status == STATUS_OK)
		status = try_tell(&trying->work, &prepared, &counts, trying->arena, out, answer, fault);
	return status;
}

static bool names_kind(const struct policy *policy, enum session_kind kind)
{
	for (size_t i = 0; i < policy->response_count; i++) {
		for (size_t j = 0; j < policy->responses[i].kind_count; j++) {
			if (policy->responses[i].kinds[j] == kind)
				return true;
		}
	}
	return false;
}

static enum status read_seats(struct trying *trying, struct try_answer *answer, struct fault *fault)
{
	const struct try_request *request = trying->work.request;
	struct interval ahead = {request->now, instant_later(request->now, PUBLISH_AHEAD)};
	struct programme_seats *seats;
	size_t count;
	enum status status = programme_seats(trying->connection, trying->setting->organisation.id,
		ahead, trying->arena, &seats, &count, fault);
	if (status != STATUS_OK)
		return status;
	double sum = 0;
	for (size_t i = 0; i < count; i++) {
		if (names_kind(request->policy, seats[i].kind) ||
			names_kind(&trying->setting->policy, seats[i].kind))
			sum += (double)seats[i].seats;
	}
	answer->seats = trying->work.seats = seats;
	answer->seat_count = trying->work.seat_count = count;
	answer->seats_per_week =
		count ? sum / ((double)PUBLISH_AHEAD / (7 * (double)SECONDS_PER_DAY)) : TRY_HIDDEN;
	return STATUS_OK;
}

static enum status name_roles(struct trying *trying, struct try_answer *answer, struct fault *fault)
{
	const struct policy *policy = trying->work.request->policy;
	struct text *roles = arena_array(trying->arena, policy->profile_count, sizeof *roles);
	if (!roles)
		return fault_memory(fault);
	for (size_t i = 0; i < policy->profile_count; i++)
		roles[i] = policy->profiles[i].id;
	answer->roles = roles;
	answer->scopes = trying->work.team_leaf == SIZE_MAX ? 1 + policy->profile_count : 1;
	answer->weeks = trying->work.weeks;
	answer->week_count = trying->work.week_count;
	return STATUS_OK;
}

enum status policy_try(struct connection *connection, const struct setting *setting,
	const struct try_request *request, struct arena *arena, struct try_answer *out,
	struct fault *fault)
{
	struct trying trying = {.connection = connection,
		.setting = setting,
		.work = {.request = request, .zone = setting->zone},
		.arena = arena};
	struct try_answer answer = {.week_count = 0};
	enum status status = find_weeks(&trying, fault);
	if (status == STATUS_OK)
		status = columns_follow(
			connection, request->columns, COLUMNS_FOLLOW, &trying.file, &answer.columns, fault);
	if (status != STATUS_OK)
		return status;
	trying.work.kinds = column_file_kinds(trying.file, &trying.work.kind_count);
	status = read_members(&trying, fault);
	if (status == STATUS_OK)
		status = find_leaves(&trying, fault);
	if (status == STATUS_OK)
		status = name_roles(&trying, &answer, fault);
	if (status == STATUS_OK)
		status = read_seats(&trying, &answer, fault);
	if (status == STATUS_OK)
		status = come_to(&trying, &setting->policy, &answer.in_force, &answer, fault);
	if (status == STATUS_OK)
		status = come_to(&trying, request->policy, &answer.tried, &answer, fault);
	free(trying.work.members);
	column_file_close(trying.file);
	if (status == STATUS_OK)
		status = audit_add_alone(connection, request->by, AUDIT_POLICY_TRIED, fault);
	if (status == STATUS_OK)
		*out = answer;
	return status;
}
