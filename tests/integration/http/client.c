// SPDX-License-Identifier: MIT
#include "integration/http/client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int64_t client_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

// A signal, such as a fuzzer's timer, interrupts the call and not the connecting.
static bool is_connected(int client)
{
	int error = 0;
	socklen_t length = sizeof error;
	struct pollfd ready = {client, POLLOUT, 0};
	while (poll(&ready, 1, PATIENCE) < 0 && errno == EINTR)
		continue;
	return ready.revents && getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &length) == 0 &&
		   error == 0;
}

int client_open(uint16_t port)
{
	const struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	const int on = 1;
	int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (connect(client, (const struct sockaddr *)&address, sizeof address) == 0 ||
		(errno == EINTR && is_connected(client)))
		return client;
	close(client);
	return -1;
}

void client_close(int client)
{
	close(client);
}

void client_reset(int client)
{
	const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
	setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	close(client);
}

bool client_send_bytes(int client, const char *bytes, size_t count)
{
	while (count) {
		ssize_t sent = send(client, bytes, count, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		bytes += sent;
		count -= (size_t)sent;
	}
	return true;
}

bool client_send(int client, const char *text)
{
	return client_send_bytes(client, text, strlen(text));
}

// The number of bytes read, 0 at the end, -1 when nothing came in time.
static ssize_t read_some(int client, char *out, size_t size, int flags, int64_t deadline)
{
	int64_t left = (deadline - client_clock()) / 1000;
	struct pollfd ready = {.fd = client, .events = POLLIN};
	if (left < 0 || poll(&ready, 1, (int)left) != 1)
		return -1;
	ssize_t count = recv(client, out, size, flags);
	return count < 0 ? 0 : count; // a reset ends it too
}

static size_t content_length(const char *head)
{
	const char *found = strcasestr(head, "\r\nContent-Length:");
	return found ? strtoul(found + strlen("\r\nContent-Length:"), NULL, 10) : 0;
}

// Reads up to the end of the head and no further.
static bool read_head(int client, struct reply *reply, int64_t deadline)
{
	size_t length = 0;
	const char *end;
	do {
		char *at = reply->head + length;
		ssize_t count = read_some(client, at, sizeof reply->head - 1 - length, MSG_PEEK, deadline);
		if (count <= 0)
			return false;
		at[count] = '\0';
		end = strstr(reply->head, "\r\n\r\n");
		if (end)
			count = end + 4 - at;
		recv(client, at, (size_t)count, 0);
		at[count] = '\0';
		length += (size_t)count;
	} while (!end);
	return true;
}

struct reply client_read(int client, bool without_body)
{
	struct reply reply = {0};
	int64_t deadline = client_clock() + PATIENCE * 1000;
	if (!read_head(client, &reply, deadline))
		return reply;
	size_t expected = without_body ? 0 : content_length(reply.head);
	while (reply.body_length < expected && reply.body_length + 1 < sizeof reply.body) {
		size_t room = sizeof reply.body - 1 - reply.body_length;
		if (room > expected - reply.body_length)
			room = expected - reply.body_length;
		ssize_t count = read_some(client, reply.body + reply.body_length, room, 0, deadline);
		if (count <= 0)
			return reply;
		reply.body_length += (size_t)count;
	}
	if (strncmp(reply.head, "HTTP/1.1 ", 9) == 0)
		reply.status = (int)strtol(reply.head + 9, NULL, 10);
	return reply;
}

struct reply client_ask(int client, const char *text)
{
	if (!client_send(client, text))
		return (struct reply){0};
	return client_read(client, strncmp(text, "HEAD ", 5) == 0);
}

bool client_is_ended(int client, int milliseconds)
{
	char byte;
	return read_some(client, &byte, 1, 0, client_clock() + milliseconds * 1000) == 0;
}

bool reply_has(const struct reply *reply, const char *header_line)
{
	const char *found = strcasestr(reply->head, header_line);
	return found && found[-1] == '\n' && found[strlen(header_line)] == '\r';
}
