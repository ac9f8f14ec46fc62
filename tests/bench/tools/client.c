// SPDX-License-Identifier: MIT
// A client that keeps connections busy: bench_client PORT CONNECTIONS TIME REQUESTS
//
// TIME is in milliseconds, or "once": until each request has been answered.
// REQUESTS is a file of whole requests, each after a line with its length. Connections take them
// in turn, round and round. Prints "answers SECONDS COUNT BYTES" and "status CODE COUNT" lines.
// Every answer must have a Content-Length; unlike other clients it knows that a 304 has one and no
// body all the same (RFC 9110 §8.6).
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEAD_LIMIT 8192
#define PATIENCE_MILLISECONDS 60000

struct request {
	const char *start;
	size_t length;
};

struct connection {
	int socket;
	struct request sending; // what is left of it
	char head[HEAD_LIMIT];
	size_t head_length;
	bool in_body;
	size_t body_left;
};

static struct request *requests;
static size_t request_count, next_request;
static bool once;
static uint64_t answers, bytes, statuses[600];
static char body[1 << 18];

static void fail(const char *what)
{
	fprintf(stderr, "bench_client: %s: %s\n", what, errno ? strerror(errno) : "not understood");
	exit(1);
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void read_requests(const char *path)
{
	struct stat about;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fstat(file, &about) != 0 || about.st_size == 0)
		fail(path);
	char *all = mmap(NULL, (size_t)about.st_size + 1, PROT_READ, MAP_PRIVATE, file, 0);
	if (all == MAP_FAILED)
		fail(path);
	size_t room = 0;
	for (char *place = all, *end = all + about.st_size; place < end;) {
		char *line;
		size_t length = strtoul(place, &line, 10);
		if (request_count == room) {
			room = room ? room * 2 : 64;
			requests = realloc(requests, room * sizeof *requests);
			if (!requests)
				fail("memory");
		}
		requests[request_count++] = (struct request){line + 1, length};
		place = line + 1 + length;
	}
	close(file);
}

static void send_more(struct connection *connection)
{
	while (connection->sending.length) {
		ssize_t sent = send(connection->socket, connection->sending.start,
			connection->sending.length, MSG_NOSIGNAL);
		if (sent < 0 && errno == EAGAIN)
			return;
		if (sent < 0)
			fail("send");
		connection->sending.start += sent;
		connection->sending.length -= (size_t)sent;
	}
}

static void begin_request(struct connection *connection)
{
	if (once && next_request == request_count)
		return;
	connection->sending = requests[next_request++ % request_count];
	connection->head_length = 0;
	connection->in_body = false;
	send_more(connection);
}

// Reads what is in a whole head; gives how many bytes of the buffer it takes, or 0.
static size_t read_head(struct connection *connection)
{
	connection->head[connection->head_length] = '\0';
	char *end = strstr(connection->head, "\r\n\r\n");
	if (!end)
		return 0;
	errno = 0;
	unsigned long status = strtoul(connection->head + strlen("HTTP/1.1 "), NULL, 10);
	char *length = strcasestr(connection->head, "\r\nContent-Length:");
	if (status < 100 || status >= 600 || ((!length || length > end) && status != 304))
		fail("an answer");
	statuses[status]++;
	connection->in_body = true;
	connection->body_left =
		status == 304 ? 0 : strtoul(length + strlen("\r\nContent-Length:"), NULL, 10);
	return (size_t)(end - connection->head) + 4;
}

static void take(struct connection *connection, size_t got)
{
	if (got > connection->body_left)
		fail("more than an answer");
	connection->body_left -= got;
	if (connection->body_left == 0) {
		answers++;
		begin_request(connection);
	}
}

static bool receive(struct connection *connection)
{
	bool head = !connection->in_body;
	size_t room = head ? HEAD_LIMIT - 1 - connection->head_length : sizeof body;
	char *place = head ? connection->head + connection->head_length : body;
	ssize_t got = recv(connection->socket, place, room, 0);
	if (got < 0 && errno == EAGAIN)
		return false;
	if (got <= 0)
		fail("a connection was closed");
	bytes += (uint64_t)got;
	if (!head) {
		take(connection, (size_t)got);
		return (size_t)got == room;
	}
	connection->head_length += (size_t)got;
	size_t used = read_head(connection);
	if (used)
		take(connection, connection->head_length - used);
	else if (connection->head_length == HEAD_LIMIT - 1)
		fail("a head");
	return (size_t)got == room;
}

static void open_connection(struct connection *connection, int port, int events)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int at_once = 1;
	connection->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connection->socket < 0 ||
		connect(connection->socket, (struct sockaddr *)&address, sizeof address) != 0)
		fail("connect");
	setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
	fcntl(connection->socket, F_SETFL, O_NONBLOCK);
	struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = connection};
	if (epoll_ctl(events, EPOLL_CTL_ADD, connection->socket, &event) != 0)
		fail("epoll");
}

static double run(struct connection *connections, size_t count, int events, double seconds)
{
	struct epoll_event ready[256];
	double began = now(), end = began + seconds;
	for (size_t i = 0; i < count; i++)
		begin_request(&connections[i]);
	while (once ? answers < request_count : now() < end) {
		int found = epoll_wait(events, ready, 256, PATIENCE_MILLISECONDS);
		if (found <= 0)
			fail("nothing came");
		for (int i = 0; i < found; i++) {
			struct connection *connection = ready[i].data.ptr;
			send_more(connection);
			while (receive(connection))
				continue;
		}
	}
	return now() - began;
}

int main(int argc, char **argv)
{
	if (argc != 5)
		fail("usage: bench_client PORT CONNECTIONS TIME REQUESTS");
	size_t count = strtoul(argv[2], NULL, 10);
	struct connection *connections = calloc(count, sizeof *connections);
	int events = epoll_create1(EPOLL_CLOEXEC);
	if (!connections || events < 0)
		fail("memory");
	read_requests(argv[4]);
	once = strcmp(argv[3], "once") == 0;
	for (size_t i = 0; i < count; i++)
		open_connection(&connections[i], atoi(argv[1]), events);
	double seconds = run(connections, count, events, atof(argv[3]) / 1e3);
	printf("answers %.6f %ju %ju\n", seconds, (uintmax_t)answers, (uintmax_t)bytes);
	for (size_t i = 0; i < 600; i++) {
		if (statuses[i])
			printf("status %zu %ju\n", i, (uintmax_t)statuses[i]);
	}
	for (size_t i = 0; i < count; i++)
		close(connections[i].socket);
	free(connections);
	free(requests);
	return 0;
}
