// SPDX-License-Identifier: MIT
#include "web/uploads.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct kept {
	struct token_hash name;
	struct upload upload;
	bool used;
};

struct uploads {
	pthread_mutex_t lock;
	struct kept kept[UPLOADS_LIMIT];
};

struct uploads *uploads_new(void)
{
	struct uploads *uploads = calloc(1, sizeof *uploads);
	if (uploads)
		pthread_mutex_init(&uploads->lock, NULL);
	return uploads;
}

static void drop(struct kept *kept)
{
	if (kept->used)
		close(kept->upload.descriptor);
	*kept = (struct kept){.used = false};
}

void uploads_free(struct uploads *uploads)
{
	if (!uploads)
		return;
	for (size_t i = 0; i < UPLOADS_LIMIT; i++)
		drop(&uploads->kept[i]);
	pthread_mutex_destroy(&uploads->lock);
	free(uploads);
}

int upload_file(struct text content)
{
	int file = memfd_create("staff", MFD_CLOEXEC);
	while (file >= 0 && content.length) {
		ssize_t written = write(file, content.start, content.length);
		if (written < 0 && errno != EINTR) {
			close(file);
			return -1;
		}
		if (written > 0)
			content = (struct text){content.start + written, content.length - (size_t)written};
	}
	if (file >= 0)
		(void)lseek(file, 0, SEEK_SET);
	return file;
}

static void drop_old(struct uploads *uploads, struct instant now)
{
	for (size_t i = 0; i < UPLOADS_LIMIT; i++)
		if (uploads->kept[i].used &&
			!instant_before(now, instant_later(uploads->kept[i].upload.at, UPLOAD_SECONDS)))
			drop(&uploads->kept[i]);
}

// The session's own, else a free one, else the oldest.
static struct kept *choose(struct uploads *uploads, const struct token_hash *session)
{
	struct kept *chosen = &uploads->kept[0];
	for (size_t i = 0; i < UPLOADS_LIMIT; i++) {
		struct kept *one = &uploads->kept[i];
		if (one->used && token_hash_equal(&one->upload.session, session))
			return one;
		if (chosen->used && (!one->used || instant_before(one->upload.at, chosen->upload.at)))
			chosen = one;
	}
	return chosen;
}

struct token uploads_put(struct uploads *uploads, const struct upload *upload)
{
	struct token name = token_new();
	pthread_mutex_lock(&uploads->lock);
	drop_old(uploads, upload->at);
	struct kept *kept = choose(uploads, &upload->session);
	drop(kept);
	*kept = (struct kept){token_hash(&name), *upload, true};
	pthread_mutex_unlock(&uploads->lock);
	return name;
}

bool uploads_look(struct uploads *uploads, struct text name, struct token_hash session,
	struct instant now, bool take, struct upload *out)
{
	struct token parsed;
	bool found = false;
	if (!token_parse(name, &parsed))
		return false;
	struct token_hash hash = token_hash(&parsed);
	pthread_mutex_lock(&uploads->lock);
	drop_old(uploads, now);
	for (size_t i = 0; !found && i < UPLOADS_LIMIT; i++) {
		struct kept *kept = &uploads->kept[i];
		if (!kept->used || !token_hash_equal(&kept->name, &hash) ||
			!token_hash_equal(&kept->upload.session, &session))
			continue;
		found = true;
		*out = kept->upload;
		if (take)
			*kept = (struct kept){.used = false};
	}
	pthread_mutex_unlock(&uploads->lock);
	return found;
}
