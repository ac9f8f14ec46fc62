// SPDX-License-Identifier: MIT
#include "app/feeds/reads.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define AT_ONCE 1000 // rows in a statement

struct reads {
	pthread_mutex_t lock;
	size_t count;
	struct feed_read table[READS_LIMIT]; // open addressing; reads 0: free
};

struct reads *reads_new(void)
{
	struct reads *reads = calloc(1, sizeof *reads);
	if (reads)
		pthread_mutex_init(&reads->lock, NULL);
	return reads;
}

void reads_free(struct reads *reads)
{
	if (!reads)
		return;
	pthread_mutex_destroy(&reads->lock);
	free(reads);
}

static bool says(struct text user_agent, const char *word)
{
	return user_agent.start &&
		   memmem(user_agent.start, user_agent.length, word, strlen(word)) != NULL;
}

enum feed_client reads_client_of(struct text user_agent)
{
	static const struct {
		const char *word;
		enum feed_client client;
	} words[] = {
		{"Google", CLIENT_GOOGLE},
		{"Thunderbird", CLIENT_THUNDERBIRD},
		{"ICSx5", CLIENT_DAVX5},
		{"DAVx5", CLIENT_DAVX5},
		{"Microsoft", CLIENT_OUTLOOK},
		{"Outlook", CLIENT_OUTLOOK},
		{"MSOffice", CLIENT_OUTLOOK},
		{"Exchange", CLIENT_OUTLOOK},
		{"CalendarAgent", CLIENT_APPLE},
		{"dataaccessd", CLIENT_APPLE},
		{"macOS/", CLIENT_APPLE},
		{"iOS/", CLIENT_APPLE},
		{"iCal/", CLIENT_APPLE},
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (says(user_agent, words[i].word))
			return words[i].client;
	}
	return CLIENT_OTHER;
}

const char *reads_client_name(enum feed_client client)
{
	static const char *const names[] = {
		[CLIENT_GOOGLE] = "Google",
		[CLIENT_OUTLOOK] = "Outlook",
		[CLIENT_APPLE] = "Apple",
		[CLIENT_THUNDERBIRD] = "Thunderbird",
		[CLIENT_DAVX5] = "DAVx5/ICSx5",
		[CLIENT_OTHER] = "other",
	};
	return names[client];
}

// The place of a link and client, or the free one that is theirs. The table is never full. A link's
// last bytes are random.
static struct feed_read *place(struct reads *reads, struct link_id link, enum feed_client client)
{
	uint32_t hash;
	memcpy(&hash, link.uuid.bytes + sizeof link.uuid.bytes - sizeof hash, sizeof hash);
	for (uint32_t i = hash + (uint32_t)client;; i++) {
		struct feed_read *read = &reads->table[i % READS_LIMIT];
		if (!read->reads || (read->client == client && uuid_equal(read->link.uuid, link.uuid)))
			return read;
	}
}

static void add(struct reads *reads, const struct feed_read *more)
{
	struct feed_read *read = place(reads, more->link, more->client);
	if (read->reads) {
		read->reads += more->reads;
		read->read_at = instant_latest(read->read_at, more->read_at);
	} else if (reads->count < READS_LIMIT / 2) {
		*read = *more;
		reads->count++;
	}
}

void reads_count(
	struct reads *reads, struct link_id link, enum feed_client client, struct instant now)
{
	const struct feed_read read = {
		.link = link,
		.client = client,
		.reads = 1,
		.read_at = {now.seconds - now.seconds % 60},
	};
	pthread_mutex_lock(&reads->lock);
	add(reads, &read);
	pthread_mutex_unlock(&reads->lock);
}

bool reads_are_many(struct reads *reads)
{
	pthread_mutex_lock(&reads->lock);
	bool many = reads->count > READS_LIMIT / 4;
	pthread_mutex_unlock(&reads->lock);
	return many;
}

// Moves everything out of the table.
static enum status take(struct reads *reads, struct feed_read **out, size_t *count)
{
	struct feed_read *taken = calloc(READS_LIMIT / 2, sizeof *taken);
	if (!taken)
		return STATUS_MEMORY;
	*count = 0;
	pthread_mutex_lock(&reads->lock);
	for (size_t i = 0; i < READS_LIMIT && *count < reads->count; i++) {
		if (reads->table[i].reads)
			taken[(*count)++] = reads->table[i];
	}
	memset(reads->table, 0, sizeof reads->table);
	reads->count = 0;
	pthread_mutex_unlock(&reads->lock);
	*out = taken;
	return STATUS_OK;
}

enum status reads_flush(struct reads *reads, struct connection *recorder, struct fault *fault)
{
	struct feed_read *taken;
	size_t count, written = 0;
	if (take(reads, &taken, &count) != STATUS_OK)
		return fault_memory(fault);
	enum status status = STATUS_OK;
	while (status == STATUS_OK && written < count) {
		size_t some = count - written < AT_ONCE ? count - written : AT_ONCE;
		status = feed_reads_add(recorder, taken + written, some, fault);
		if (status == STATUS_OK)
			written += some;
	}
	pthread_mutex_lock(&reads->lock);
	for (size_t i = written; i < count; i++)
		add(reads, &taken[i]);
	pthread_mutex_unlock(&reads->lock);
	free(taken);
	return status;
}
