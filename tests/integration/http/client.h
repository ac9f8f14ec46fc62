// SPDX-License-Identifier: MIT
// A client on a raw socket, that sends what it is told and waits only so long.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PATIENCE 5000 // milliseconds that an answer may take anywhere

struct reply {
	int status; // 0: none came
	char head[4096];
	char body[8192];
	size_t body_length;
};

int64_t client_clock(void); // microseconds

// -1 where nobody listens.
int client_open(uint16_t port);
void client_close(int client);
void client_reset(int client); // closes so that the server's next write fails

bool client_send_bytes(int client, const char *bytes, size_t count);
bool client_send(int client, const char *text);

// One answer, by its Content-Length; `without_body` for HEAD.
struct reply client_read(int client, bool without_body);
struct reply client_ask(int client, const char *text);

// Whether the server ends the connection within `milliseconds`, having sent nothing more.
bool client_is_ended(int client, int milliseconds);

bool reply_has(const struct reply *reply, const char *header_line);
