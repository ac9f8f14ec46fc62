// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "app/demonstration/demonstration.h"
#include "app/feeds/link.h"
#include "app/organisation/found.h"
#include "base/log.h"
#include "net/fetch.h"
#include "process/calendars.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/engine.h"
#include "process/erasing.h"
#include "process/feed_watch.h"
#include "process/founding.h"
#include "process/planner.h"
#include "process/reminders.h"
#include "process/signing_in.h"
#include "process/welcome.h"
#include "process/workplace.h"
#include "store/people.h"
#include "web/web.h"

#define DRAIN_MILLISECONDS 10000
#define BETWEEN_LOOKS_AT_LOG 5000 // milliseconds
#define LINKS_LIMIT 8192
#define NETWORKS_LIMIT 32

struct service {
	const struct options *options;
	struct workplace workplace;
	struct engine_thread *engine;
	struct planner_thread *planner;
	struct calendar_thread *calendars;
	struct network networks[NETWORKS_LIMIT];
	struct networks allowed;           // those that calendars are fetched from besides public ones
	struct reminder_thread *reminders; // NULL where no mail server is named
	struct feed_watch *feeds;
	struct signing_in signing_in;
	struct web *web;
	struct welcome welcome;
	char erasures[LIST_PATH_LENGTH]; // the erasure list
	char columns[LIST_PATH_LENGTH];  // the columnar cache
	struct text links;               // of the demonstration: a name, a tab and a path in each line
};

static enum status add_link(struct connection *recorder, struct feed_link *link, const char *what,
	struct text_builder *out, struct fault *fault)
{
	struct token token;
	link->created_at = clock_now();
	const struct audit_actor by = {
		.kind = AUDIT_BY_SERVICE, .organisation = link->organisation, .now = link->created_at};
	enum status status = feed_link_make(recorder, link, TEXT("demonstration"), &by, &token, fault);
	if (status == STATUS_OK)
		builder_format(out, "%s\t/f/%s.ics\n", what, token.text);
	return status;
}

// Links to look at: the programme, a host's sessions and an officer whose line was crossed.
static enum status make_links(struct desk *desk, struct text_builder *out, struct fault *fault)
{
	struct person person;
	struct organisation_id organisation = desk->setting.organisation.id;
	struct feed_link link = {.organisation = organisation, .of = FEED_OF_PROGRAMME};
	enum status status = add_link(desk->recorder, &link, "the programme", out, fault);
	const struct {
		const char *reference, *what;
		enum feed_of of;
	} people[] = {
		{demonstration_host(1), demonstration_host(1), FEED_OF_HOST},
		{demonstration_officer(1), demonstration_officer(1), FEED_OF_PERSON},
	};
	for (size_t i = 0; status == STATUS_OK && i < 2; i++) {
		status = person_read(desk->recorder, organisation, text_of(people[i].reference),
			&desk->arena, &person, fault);
		link = (struct feed_link){
			.organisation = organisation,
			.of = people[i].of,
			.person = person.id,
			.detail = FEED_TYPE,
		};
		if (status == STATUS_OK)
			status = add_link(desk->recorder, &link, people[i].what, out, fault);
	}
	return status;
}

static enum status save_links(
	const char *path, const struct text_builder *links, struct fault *fault)
{
	char draft[DIRECTORY_LIMIT + 40];
	snprintf(draft, sizeof draft, "%s.new", path);
	int file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (file < 0 || write(file, links->start, links->length) != (ssize_t)links->length) {
		enum status status = fault_errno(fault, path, "The links cannot be kept");
		if (file >= 0)
			close(file);
		return status;
	}
	close(file);
	return rename(draft, path) == 0 ? STATUS_OK
									: fault_errno(fault, path, "The links cannot be kept");
}

// Links to look at, made once; where there is no demonstration, none.
static enum status demonstrate(struct service *service, const char *path, struct fault *fault)
{
	struct desk desk = {.workplace = service->workplace};
	struct text_builder links;
	builder_init(&links);
	arena_init(&desk.arena);
	enum status status =
		connection_open(&service->workplace.database, DATABASE_RECORDER, &desk.recorder, fault);
	if (status == STATUS_OK)
		status = setting_read(desk.recorder, clock_now(), &desk.arena, &desk.setting, fault);
	if (status == STATUS_OK && desk.setting.organisation.demonstration) {
		status = make_links(&desk, &links, fault);
		if (status == STATUS_OK)
			status = save_links(path, &links, fault);
	}
	builder_done(&links);
	connection_close(desk.recorder);
	arena_done(&desk.arena);
	return status;
}

static enum status found(
	struct service *service, struct text document, struct arena *arena, struct fault *fault)
{
	bool demonstration = service->options->values[OPTION_DEMO];
	struct beginning beginning;
	char path[DIRECTORY_LIMIT + 32];
	snprintf(path, sizeof path, "%s/demonstration-links", service->workplace.directory);
	enum status status = founding_begin(service->options, &service->workplace, document,
		demonstration, AUDIT_BY_SERVICE, &beginning, fault);
	if (status == STATUS_OK && demonstration && access(path, R_OK) != 0)
		status = demonstrate(service, path, fault);
	if (status == STATUS_OK && access(path, R_OK) == 0)
		status = file_read(path, LINKS_LIMIT, arena, &service->links, fault);
	return status == STATUS_OK ? welcome_prepare(&service->workplace, &service->welcome, fault)
							   : status;
}

// How much memory feeds may take, in bytes.
static enum status read_feed_memory(const struct options *options, size_t *out, struct fault *fault)
{
	int64_t megabytes;
	if (!text_to_integer(text_of(options->values[OPTION_FEED_MEMORY]), &megabytes) ||
		megabytes < 1 || megabytes > 1000000)
		return fault_set(fault, STATUS_INVALID, "--feed-memory",
			"This is a number of megabytes, from 1 to 1000000.");
	*out = (size_t)megabytes << 20;
	return STATUS_OK;
}

static enum status read_networks(struct service *service, struct fault *fault)
{
	struct text rest = text_of(service->options->values[OPTION_ALLOW_NETWORK]);
	service->allowed = (struct networks){service->networks, 0};
	while (rest.length > 0) {
		struct text one = text_trim(text_cut(&rest, ','));
		if (service->allowed.count == NETWORKS_LIMIT ||
			!network_parse(one, &service->networks[service->allowed.count]))
			return fault_set(fault, STATUS_INVALID, "--allow-network",
				"These are up to %d networks with commas between, as "
				"10.1.0.0/16,fd12:3456::/32, without bits beyond their length.",
				NETWORKS_LIMIT);
		service->allowed.count++;
	}
	return STATUS_OK;
}

static enum status start_web(struct service *service, struct fault *fault)
{
	int64_t port;
	const struct options *options = service->options;
	if (!text_to_integer(text_of(options->values[OPTION_PORT]), &port) || port < 0 ||
		port > UINT16_MAX)
		return fault_set(fault, STATUS_INVALID, "--port", "A port is a number from 0 to 65535.");
	char path[DIRECTORY_LIMIT + 32];
	struct token token;
	snprintf(path, sizeof path, "%s/operator-token", service->workplace.directory);
	size_t feed_bytes = 0;
	enum status status = token_open(path, &token, fault);
	if (status == STATUS_OK)
		status = read_feed_memory(options, &feed_bytes, fault);
	if (status == STATUS_OK)
		status = feed_watch_start(&service->workplace.database, &service->feeds, fault);
	if (status == STATUS_OK)
		status = signing_in_open(&service->workplace, &service->signing_in, fault);
	if (status != STATUS_OK)
		return status;
	const char *url = options->values[OPTION_URL];
	struct web_options web = {
		.database = &service->workplace.database,
		.now = clock_now,
		.monotonic_microseconds = clock_monotonic_microseconds,
		.address = options->values[OPTION_ADDRESS],
		.port = (uint16_t)port,
		.loops = 1,
		.readers = 4,
		.writers = 2,
		.freshness = feed_watch_freshness(service->feeds),
		.reads = feed_watch_reads(service->feeds),
		.feed_bytes = feed_bytes,
		.operator= token_hash(&token),
		.columns = service->columns,
		.accounts = &service->signing_in.accounts,
		.url = url,
		.sends_mail = options->values[OPTION_MAIL_SERVER] != NULL,
		.secure = url && text_starts(text_of(url), "https://"),
		.behind_proxy = url != NULL,
	};
	return web_start(&web, &service->web, fault);
}

// A backup that was restored without the list, or by hand, may have brought back what was erased.
static enum status erase_first(struct service *service, struct fault *fault)
{
	struct erase_again_report report;
	erasing_path(&service->workplace, service->erasures);
	erasing_columns_path(&service->workplace, service->columns);
	enum status status = erasing_again(&service->workplace, &report, fault);
	if (status != STATUS_OK)
		return status;
	erasing_warn(&service->workplace, &report);
	if (report.entries + report.people)
		LOG(LOG_NOTICE, "erased_again", LOG_NUMBER("entries", (int64_t)report.entries),
			LOG_NUMBER("people", (int64_t)report.people));
	return STATUS_OK;
}

static enum status start(
	struct service *service, struct text document, struct arena *arena, struct fault *fault)
{
	enum status status = workplace_open(service->options, &service->workplace, fault);
	// The database ends with whoever started it, so a service does not live on another's.
	if (status == STATUS_OK && service->workplace.cluster &&
		cluster_process(service->workplace.cluster) == 0)
		status = fault_set(fault, STATUS_CONFLICT, service->workplace.directory,
			"Another service or command is using these data. Start again when it has ended.");
	if (status == STATUS_OK)
		status = founding_update(&service->workplace, AUDIT_BY_SERVICE, fault);
	if (status == STATUS_OK)
		status = found(service, document, arena, fault);
	if (status == STATUS_OK)
		status = erase_first(service, fault);
	if (status == STATUS_OK)
		status = read_networks(service, fault);
	if (status == STATUS_OK)
		status = fetch_prepare(fault);
	if (status == STATUS_OK)
		status = engine_start(&service->workplace.database, service->erasures, service->columns,
			&service->engine, fault);
	if (status == STATUS_OK)
		status = planner_start(&service->workplace.database, &service->planner, fault);
	if (status == STATUS_OK)
		status = calendars_start(&service->workplace.database, &service->workplace.key,
			&service->allowed, &service->calendars, fault);
	if (status == STATUS_OK)
		status = reminders_start(
			&service->workplace.database, service->options, &service->reminders, fault);
	if (status == STATUS_OK)
		status = start_web(service, fault);
	return status;
}

static void announce(const struct service *service)
{
	const struct options *options = service->options;
	char own[128];
	snprintf(own, sizeof own,
		strchr(options->values[OPTION_ADDRESS], ':') ? "http://[%s]:%u" : "http://%s:%u",
		options->values[OPTION_ADDRESS], web_port(service->web));
	const char *base = options->values[OPTION_URL] ? options->values[OPTION_URL] : own;
	struct text rest = service->links;
	printf("Plimsoll answers at %s\n", own);
	welcome_print(&service->welcome, base);
	if (rest.length)
		puts("\nWhoever has the address of a calendar can read it, with any calendar program:");
	while (rest.length) {
		struct text path = text_cut(&rest, '\n');
		struct text name = text_cut(&path, '\t');
		printf("  %-28.*s %s%.*s\n", TEXT_ARGUMENTS(name), base, TEXT_ARGUMENTS(path));
	}
	puts("\nplimsoll --help shows what else there is. Stop with Ctrl-C.");
	fflush(stdout);
}

static void bound_database_log(const struct service *service)
{
	bool emptied;
	struct fault fault = {.status = STATUS_OK};
	if (cluster_bound_log(service->workplace.cluster, &emptied, &fault) != STATUS_OK)
		LOG(LOG_ERROR, "database_log", LOG_TEXT("status", status_id(fault.status)),
			LOG_TEXT("where", fault.where), LOG_TEXT("message", fault.message));
	else if (emptied)
		LOG(LOG_NOTICE, "database_log", LOG_TEXT("message", "emptied, with its end kept"));
}

// Waits for a signal, or for the embedded database to end by itself.
static enum status wait_for_end(const struct service *service, int signals, struct fault *fault)
{
	pid_t database = service->workplace.cluster ? cluster_process(service->workplace.cluster) : 0;
	int ended = database ? (int)syscall(SYS_pidfd_open, database, 0) : -1;
	struct pollfd ready[] = {{signals, POLLIN, 0}, {ended, POLLIN, 0}};
	for (;;) {
		int events = poll(ready, 2, database ? BETWEEN_LOOKS_AT_LOG : -1);
		if (events > 0 || (events < 0 && errno != EINTR))
			break;
		if (events == 0)
			bound_database_log(service);
	}
	if (ended >= 0)
		close(ended);
	if (ready[0].revents)
		return STATUS_OK;
	return fault_set(fault, STATUS_UNAVAILABLE, service->workplace.directory,
		"The embedded database has ended; postgresql.log there says why. Start the service "
		"again.");
}

static enum status run(struct service *service, struct text document, struct arena *arena,
	int signals, struct fault *fault)
{
	enum status status = start(service, document, arena, fault);
	if (status == STATUS_OK) {
		announce(service);
		LOG(LOG_NOTICE, "started", LOG_NUMBER("port", web_port(service->web)));
		status = wait_for_end(service, signals, fault);
	}
	web_stop(service->web, DRAIN_MILLISECONDS);
	signing_in_close(&service->signing_in);
	feed_watch_stop(service->feeds);
	reminders_stop(service->reminders);
	calendars_stop(service->calendars);
	planner_stop(service->planner);
	engine_stop(service->engine);
	workplace_close(&service->workplace);
	return status;
}

int command_serve(const struct options *options)
{
	struct service service = {.options = options};
	struct arena arena;
	struct text document;
	struct fault fault = {.status = STATUS_OK};
	sigset_t stopping;
	log_open(options->values[OPTION_VERBOSE] ? LOG_DETAIL : LOG_NOTICE, STDERR_FILENO,
		getenv("JOURNAL_STREAM") != NULL);
	// Blocked before any thread starts, so that only the descriptor below sees them.
	sigemptyset(&stopping);
	sigaddset(&stopping, SIGINT);
	sigaddset(&stopping, SIGTERM);
	sigprocmask(SIG_BLOCK, &stopping, NULL);
	signal(SIGPIPE, SIG_IGN);
	int signals = signalfd(-1, &stopping, SFD_CLOEXEC);
	arena_init(&arena);
	enum status status = founding_policy(options, &arena, &document, &fault);
	if (status == STATUS_OK)
		status = run(&service, document, &arena, signals, &fault);
	arena_done(&arena);
	close(signals);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
