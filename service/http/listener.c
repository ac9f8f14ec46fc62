// SPDX-License-Identifier: MIT
#include "http/listener.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static bool parse(const char *text, uint16_t port, union address *out, socklen_t *length)
{
	const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM};
	struct addrinfo *found;
	if (getaddrinfo(text, NULL, &hints, &found) != 0)
		return false;
	memcpy(out, found->ai_addr, found->ai_addrlen);
	*length = found->ai_addrlen;
	freeaddrinfo(found);
	if (out->any.sa_family == AF_INET6)
		out->v6.sin6_port = htons(port);
	else
		out->v4.sin_port = htons(port);
	return true;
}

static bool set(int socket, int option)
{
	const int on = 1;
	return setsockopt(socket, SOL_SOCKET, option, &on, sizeof on) == 0;
}

// SO_REUSEPORT would let the first socket join those of another server of the same user. So it is
// bound without, which fails where anybody listens, and set afterwards for the sockets to come.
static bool listen_on(int socket, const union address *address, socklen_t length, bool first)
{
	return set(socket, SO_REUSEADDR) && (first || set(socket, SO_REUSEPORT)) &&
		   bind(socket, &address->any, length) == 0 && (!first || set(socket, SO_REUSEPORT)) &&
		   listen(socket, SOMAXCONN) == 0;
}

static enum status cannot_listen(const char *address, uint16_t port, struct fault *fault)
{
	char where[sizeof fault->where];
	snprintf(where, sizeof where, "%s port %u", address, (unsigned)port);
	if (errno == EADDRINUSE)
		return fault_set(fault, STATUS_SYSTEM, where,
			"Another program listens on this address and port already: choose another port.");
	return fault_errno(fault, where, "Cannot listen");
}

enum status listener_open(
	const char *address, uint16_t *port, unsigned count, int out[], struct fault *fault)
{
	union address where;
	socklen_t length;
	if (!parse(address, *port, &where, &length))
		return fault_set(fault, STATUS_INVALID, address,
			"This is not an IP address to listen on: give one such as 127.0.0.1 or ::1.");
	int opened[HTTP_LOOPS_LIMIT];
	for (unsigned i = 0; i < count; i++) {
		opened[i] = socket(where.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		// The name is asked for so that all get the port that the first was given.
		if (opened[i] < 0 || !listen_on(opened[i], &where, length, i == 0) ||
			getsockname(opened[i], &where.any, &length) < 0) {
			enum status status = cannot_listen(address, *port, fault);
			for (unsigned k = 0; k <= i; k++) {
				if (opened[k] >= 0)
					close(opened[k]);
			}
			return status;
		}
	}
	memcpy(out, opened, count * sizeof opened[0]);
	*port = ntohs(where.any.sa_family == AF_INET6 ? where.v6.sin6_port : where.v4.sin_port);
	return STATUS_OK;
}
