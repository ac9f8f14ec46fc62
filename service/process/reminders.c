// SPDX-License-Identifier: MIT
#include "process/reminders.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/reminders/reminders.h"
#include "base/log.h"
#include "process/clock.h"

#define BETWEEN_LOOKS 20000 // milliseconds
#define PATIENCE 5000
#define PASSWORD_LIMIT 512

struct reminder_thread {
	const struct database *database;
	struct connection *recorder; // NULL while none is open
	struct mail_server server;
	struct reminder_sender sender;
	char login[PASSWORD_LIMIT]; // "name password", taken apart
	pthread_t thread;
	int wake;  // eventfd: stop
	bool away; // the last look failed, and was logged
};

static bool is_stopped(const struct reminder_thread *reminders, int milliseconds)
{
	struct pollfd stop = {.fd = reminders->wake, .events = POLLIN};
	return poll(&stop, 1, milliseconds) > 0;
}

static enum status send_due(struct reminder_thread *reminders, struct fault *fault)
{
	struct arena arena;
	struct setting setting;
	struct reminder_report report = {0};
	struct instant now = clock_now();
	arena_init(&arena);
	enum status status = setting_read(reminders->recorder, now, &arena, &setting, fault);
	if (status == STATUS_OK)
		status =
			reminders_send(reminders->recorder, &setting, &reminders->sender, now, &report, fault);
	if (report.sent + report.waiting + report.failed)
		LOG(report.waiting + report.failed ? LOG_WARNING : LOG_DETAIL, "reminders",
			LOG_NUMBER("sent", report.sent), LOG_NUMBER("waiting", report.waiting),
			LOG_NUMBER("failed", report.failed));
	arena_done(&arena);
	return status;
}

static void look(struct reminder_thread *reminders)
{
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (!reminders->recorder)
		status =
			connection_open(reminders->database, DATABASE_RECORDER, &reminders->recorder, &fault);
	if (status == STATUS_OK) {
		connection_patience(reminders->recorder, PATIENCE);
		status = send_due(reminders, &fault);
	}
	if (status == STATUS_OK || is_stopped(reminders, 0)) {
		reminders->away = false;
		return;
	}
	if (!reminders->away)
		LOG(LOG_ERROR, "reminders", LOG_TEXT("status", status_id(fault.status)),
			LOG_TEXT("where", fault.where), LOG_TEXT("message", fault.message));
	reminders->away = true;
	connection_close(reminders->recorder);
	reminders->recorder = NULL;
}

static void *run(void *given)
{
	struct reminder_thread *reminders = given;
	do
		look(reminders);
	while (!is_stopped(reminders, BETWEEN_LOOKS));
	connection_close(reminders->recorder);
	return NULL;
}

// A file of one line, "name password", that nobody else can read.
static enum status read_login(
	const char *path, struct reminder_thread *reminders, struct fault *fault)
{
	struct stat about;
	FILE *file = fopen(path, "re");
	if (!file)
		return fault_errno(fault, path, "The file cannot be read");
	bool open = fstat(fileno(file), &about) == 0 && !(about.st_mode & 077);
	bool read = open && fgets(reminders->login, sizeof reminders->login, file);
	fclose(file);
	char *blank = read ? strchr(reminders->login, ' ') : NULL;
	if (!blank)
		return fault_set(fault, STATUS_INVALID, "--mail-login",
			"This is a file that nobody else can read (mode 0600), with one line: a name, a blank "
			"and a password.");
	*blank = '\0';
	blank[1 + strcspn(blank + 1, "\r\n")] = '\0';
	reminders->server.user = reminders->login;
	reminders->server.password = blank + 1;
	return STATUS_OK;
}

static enum status read_options(
	const struct options *options, struct reminder_thread *reminders, struct fault *fault)
{
	const char *from = options->values[OPTION_MAIL_FROM];
	const char *login = options->values[OPTION_MAIL_LOGIN];
	const char *url = options->values[OPTION_URL];
	enum status status =
		mail_server_read(text_of(options->values[OPTION_MAIL_SERVER]), &reminders->server, fault);
	if (status == STATUS_OK && (!from || !mail_address_fits(text_of(from))))
		status = fault_set(fault, STATUS_INVALID, "--mail-from",
			"Reminders need an address that they come from, as plimsoll@force.example.");
	reminders->server.certificates = options->values[OPTION_MAIL_TRUST];
	if (status == STATUS_OK && login)
		status = read_login(login, reminders, fault);
	if (status != STATUS_OK)
		return status;
	reminders->sender = (struct reminder_sender){
		&reminders->server, text_of(from), url ? text_of(url) : TEXT(""), reminders->wake};
	return STATUS_OK;
}

static void end(struct reminder_thread *reminders)
{
	if (reminders->wake >= 0)
		close(reminders->wake);
	explicit_bzero(reminders->login, sizeof reminders->login);
	free(reminders);
}

enum status reminders_start(const struct database *database, const struct options *options,
	struct reminder_thread **out, struct fault *fault)
{
	if (!options->values[OPTION_MAIL_SERVER])
		return STATUS_OK;
	struct reminder_thread *reminders = calloc(1, sizeof *reminders);
	if (!reminders)
		return fault_memory(fault);
	reminders->database = database;
	reminders->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	enum status status = read_options(options, reminders, fault);
	if (status == STATUS_OK &&
		(reminders->wake < 0 || pthread_create(&reminders->thread, NULL, run, reminders) != 0))
		status = fault_errno(fault, NULL, "The thread that sends reminders cannot be started");
	if (status != STATUS_OK) {
		end(reminders);
		return status;
	}
	pthread_setname_np(reminders->thread, "reminders");
	*out = reminders;
	return STATUS_OK;
}

void reminders_stop(struct reminder_thread *reminders)
{
	if (!reminders)
		return;
	eventfd_write(reminders->wake, 1);
	pthread_join(reminders->thread, NULL);
	end(reminders);
}
