// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "integration/hosts/server.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct {
	pthread_t thread;
	pthread_mutex_t lock;
	int listener;
	unsigned port;
	char answer[8192], request[4096];
	int asked;
} server = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void serve(int connection)
{
	char request[sizeof server.request];
	size_t length = 0;
	while (length < sizeof request - 1) {
		ssize_t got = read(connection, request + length, sizeof request - 1 - length);
		if (got <= 0)
			return;
		length += (size_t)got;
		request[length] = 0;
		if (strstr(request, "\r\n\r\n"))
			break;
	}
	pthread_mutex_lock(&server.lock);
	server.asked++;
	snprintf(server.request, sizeof server.request, "%s", request);
	size_t size = strlen(server.answer);
	assert_int_equal(send(connection, server.answer, size, MSG_NOSIGNAL), size);
	pthread_mutex_unlock(&server.lock);
}

static void *run(void *nothing)
{
	int connection;
	while ((connection = accept(server.listener, NULL, NULL)) >= 0) {
		serve(connection);
		close(connection);
	}
	return nothing;
}

void server_start(void)
{
	struct sockaddr_in here = {.sin_family = AF_INET};
	socklen_t size = sizeof here;
	inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
	server.listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(server.listener, (struct sockaddr *)&here, sizeof here), 0);
	assert_int_equal(listen(server.listener, 8), 0);
	assert_int_equal(getsockname(server.listener, (struct sockaddr *)&here, &size), 0);
	server.port = ntohs(here.sin_port);
	assert_int_equal(pthread_create(&server.thread, NULL, run, NULL), 0);
}

void server_stop(void)
{
	shutdown(server.listener, SHUT_RDWR);
	pthread_join(server.thread, NULL);
	close(server.listener);
}

void server_address(char *out, size_t size)
{
	snprintf(out, size, "http://127.0.0.1:%u/private-0123456789abcdef/3f9a", server.port);
}

void server_says(const char *status, const char *headers, const char *body)
{
	pthread_mutex_lock(&server.lock);
	snprintf(server.answer, sizeof server.answer,
		"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s", status, strlen(body),
		headers, body);
	server.asked = 0;
	pthread_mutex_unlock(&server.lock);
}

int server_asked(void)
{
	pthread_mutex_lock(&server.lock);
	int asked = server.asked;
	pthread_mutex_unlock(&server.lock);
	return asked;
}

const char *server_request(void)
{
	return server.request;
}
