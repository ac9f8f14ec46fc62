// SPDX-License-Identifier: MIT
#include "process/progress.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process/clock.h"

#define EVERY 100000 // microseconds between two lines
#define BAR 20       // characters

void progress_start(struct progress *progress, int file, bool quiet)
{
	struct stat about;
	*progress = (struct progress){.shown = !quiet && isatty(STDERR_FILENO)};
	progress->started = clock_monotonic_microseconds();
	if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0)
		progress->size = (unsigned long long)about.st_size;
}

static void print_left(double seconds)
{
	unsigned long left = seconds < 359999 ? (unsigned long)(seconds + 0.5) : 359999;
	if (left >= 3600)
		fprintf(stderr, "  %lu:%02lu:%02lu left", left / 3600, left / 60 % 60, left % 60);
	else
		fprintf(stderr, "  %lu:%02lu left", left / 60, left % 60);
}

static void print_line(double part, size_t done, const char *unit, bool recording, double seconds)
{
	char bar[BAR + 1];
	for (int i = 0; i < BAR; i++)
		bar[i] = part * BAR > i ? '#' : '.';
	bar[BAR] = '\0';
	fprintf(stderr, "\r\033[K%-9s ", recording ? "Recording" : "Reading");
	if (part >= 0)
		fprintf(stderr, "[%s] %3.0f %%", bar, part * 100);
	else
		fprintf(stderr, "%zu %s", done, unit);
	if (seconds > 0)
		fprintf(stderr, "  %.0f %s/s", (double)done / seconds, unit);
	if (part > 0 && seconds > 0)
		print_left(seconds * (1 - part) / part);
	fflush(stderr);
}

void progress_show(void *context, const struct dispatch_progress *now)
{
	struct progress *progress = context;
	if (!progress->shown)
		return;
	int64_t at = clock_monotonic_microseconds();
	if (now->recording && !progress->recording) {
		progress->recording = true;
		progress->started = at;
		progress->shown_at = 0;
	}
	if (at - progress->shown_at < EVERY)
		return;
	progress->shown_at = at;
	double part = -1;
	if (now->recording && now->expected)
		part = (double)now->recorded / (double)now->expected;
	else if (!now->recording && progress->size)
		part = (double)now->bytes / (double)progress->size;
	print_line(part > 1 ? 1 : part, now->recording ? now->recorded : now->rows,
		now->recording ? "exposures" : "rows", now->recording,
		(double)(at - progress->started) / 1e6);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
}
