// SPDX-License-Identifier: MIT
#include "app/bookings/attendance.h"

#include <stdlib.h>

#include "app/exposures/reprofile.h"
#include "store/needs.h"

#define TRIES 4

static bool is_open(const struct led_session *session, struct instant now)
{
	return !instant_before(now, session->during.from) &&
		   instant_before(now, instant_later(session->during.to, ATTENDANCE_OPEN_FOR));
}

bool attendance_settled(const struct attendee *attendee, struct instant now)
{
	return attendee->noted != ATTENDANCE_NOT_NOTED &&
		   !instant_before(now, instant_later(attendee->noted_at, ATTENDANCE_CORRECTED_FOR));
}

static struct text first_word(struct text name)
{
	return text_cut(&name, ' ');
}

// The bytes of the first letter of the last of several words; empty where there is one.
static struct text last_letter(struct text name)
{
	struct text word = text_cut(&name, ' ');
	bool several = false;
	while (name.length) {
		word = text_cut(&name, ' ');
		several = true;
	}
	size_t bytes = word.length && several ? 1 : 0;
	while (bytes && bytes < word.length && ((unsigned char)word.start[bytes] & 0xC0) == 0x80)
		bytes++;
	return (struct text){word.start, bytes};
}

struct text attendance_first_name(
	struct arena *arena, const struct attendee *list, size_t count, size_t which)
{
	struct text_builder out;
	struct text word = first_word(list[which].name), letter = last_letter(list[which].name);
	bool shared = false;
	for (size_t i = 0; i < count; i++)
		shared |= i != which && text_equal(first_word(list[i].name), word);
	builder_init(&out);
	builder_add(&out, word);
	if (shared && letter.length) {
		builder_string(&out, " ");
		builder_add(&out, letter);
		builder_string(&out, ".");
	}
	struct text copy = out.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&out));
	builder_done(&out);
	return copy;
}

static int compare_names(const void *a, const void *b)
{
	const struct attendee *left = a, *right = b;
	int order = text_compare(left->name, right->name);
	return order ? order : uuid_compare(left->person.uuid, right->person.uuid);
}

// That their names were seen is on the trail of each.
static enum status say_seen(struct connection *recorder, const struct audit_actor *by,
	const struct attendee *list, size_t count, enum audit_action action, struct arena *arena,
	struct fault *fault)
{
	struct chain_id *chains = arena_array(arena, count, sizeof *chains);
	if (!chains)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		chains[i] = chain_of_person(list[i].person);
	return count ? audit_add(recorder, by, action, chains, count, fault) : STATUS_OK;
}

static enum status see(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, struct arena *arena, struct session_seen *out, struct fault *fault)
{
	struct session_seen seen = {.count = 0};
	enum status status =
		attendance_session(recorder, session, by->person, arena, &seen.session, fault);
	seen.begun = status == STATUS_OK && !instant_before(by->now, seen.session.during.from);
	seen.open = status == STATUS_OK && is_open(&seen.session, by->now);
	if (seen.open)
		status = attendance_list(recorder, session, arena, &seen.list, &seen.count, fault);
	if (status == STATUS_OK)
		status = say_seen(recorder, by, seen.list, seen.count, AUDIT_BOOKINGS_SEEN, arena, fault);
	if (status != STATUS_OK)
		return status;
	if (seen.count)
		qsort(seen.list, seen.count, sizeof *seen.list, compare_names);
	*out = seen;
	return STATUS_OK;
}

enum status attendance_see(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, struct arena *arena, struct session_seen *out, struct fault *fault)
{
	enum status status = transaction_begin(recorder, fault);
	if (status == STATUS_OK)
		status = see(recorder, by, session, arena, out, fault);
	return transaction_end(recorder, status, fault);
}

// What is said, in a transaction.
struct saying {
	const struct recorder *recorder;
	const struct audit_actor *by;
	struct session_id session;
	const struct attendance_answer *answers;
	size_t answer_count;
	struct arena *arena;
	struct led_session led;
	struct attendee *list, *changed; // by id
	size_t count, changed_count;
};

static struct attendee *find(const struct saying *saying, struct booking_id booking)
{
	for (size_t i = 0; i < saying->count; i++) {
		if (uuid_equal(saying->list[i].booking.uuid, booking.uuid))
			return &saying->list[i];
	}
	return NULL;
}

static enum status take_answers(struct saying *saying, struct fault *fault)
{
	for (size_t i = 0; i < saying->answer_count; i++) {
		const struct attendance_answer *answer = &saying->answers[i];
		struct attendee *attendee = find(saying, answer->booking);
		if (!attendee)
			return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such booking.");
		if (attendee->noted == answer->noted)
			continue;
		if (attendance_settled(attendee, saying->by->now))
			return fault_set(
				fault, STATUS_CONFLICT, NULL, "What was noted more than a day ago stands.");
		attendee->noted = answer->noted;
		saying->changed[saying->changed_count++] = *attendee;
	}
	return STATUS_OK;
}

static int compare_people(const void *a, const void *b)
{
	const struct attendee *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

// The rows of those who accepted are locked before it is read what is noted of them.
static enum status read(struct saying *saying, struct fault *fault)
{
	struct connection *connection = saying->recorder->connection;
	struct instant now = saying->by->now;
	enum status status = attendance_session(
		connection, saying->session, saying->by->person, saying->arena, &saying->led, fault);
	if (status == STATUS_OK && !is_open(&saying->led, now))
		status = fault_set(fault, STATUS_CONFLICT, NULL,
			"Who came is noted from the start of a session until two weeks after it.");
	if (status == STATUS_OK)
		status = attendance_list(
			connection, saying->session, saying->arena, &saying->list, &saying->count, fault);
	if (status == STATUS_OK)
		saying->changed = arena_array(saying->arena, saying->count, sizeof *saying->changed);
	return status == STATUS_OK && !saying->changed ? fault_memory(fault) : status;
}

static enum status apply(struct saying *saying, struct fault *fault)
{
	struct connection *connection = saying->recorder->connection;
	struct instant began = saying->led.during.from, now = saying->by->now;
	size_t count = saying->changed_count;
	struct record_report report = {0};
	struct person_id *people = arena_array(saying->arena, count, sizeof *people);
	if (!people)
		return fault_memory(fault);
	if (count)
		qsort(saying->changed, count, sizeof *saying->changed, compare_people);
	for (size_t i = 0; i < count; i++)
		people[i] = saying->changed[i].person;
	enum status status = attendance_note(connection, saying->by->organisation, saying->session,
		began, saying->changed, count, now, fault);
	if (status == STATUS_OK && count)
		status = attendance_recount(connection, people, count, began, fault);
	if (status == STATUS_OK && count)
		status = record_reprofile(saying->recorder, people, count, now, &report, fault);
	if (status == STATUS_OK)
		status = engine_wake(connection, fault);
	return status == STATUS_OK ? say_seen(connection, saying->by, saying->changed, count,
									 AUDIT_ATTENDANCE_NOTED, saying->arena, fault)
							   : status;
}

static enum status say(struct saying *saying, struct fault *fault)
{
	enum status status = read(saying, fault);
	if (status == STATUS_OK)
		status = take_answers(saying, fault);
	return status == STATUS_OK && saying->changed_count ? apply(saying, fault) : status;
}

enum status attendance_say(const struct recorder *recorder, const struct audit_actor *by,
	struct session_id session, const struct attendance_answer *answers, size_t count,
	struct fault *fault)
{
	struct arena arena;
	struct fault own = {.status = STATUS_OK};
	enum status status = STATUS_RETRY;
	arena_init(&arena);
	for (int i = 0; status == STATUS_RETRY && i < TRIES; i++) {
		struct saying saying = {recorder, by, session, answers, count, &arena, .count = 0};
		own = (struct fault){.status = STATUS_OK};
		arena_reset(&arena);
		status = transaction_begin_keyed(recorder->connection, &own);
		if (status == STATUS_OK) {
			status = say(&saying, &own);
			status = transaction_end(recorder->connection, status, &own);
		}
	}
	arena_done(&arena);
	return status == STATUS_OK ? status : fault_set(fault, status, own.where, "%s", own.message);
}
