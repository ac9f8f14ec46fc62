// SPDX-License-Identifier: MIT
// One request, from its first line to the end of its answer: libmicrohttpd's callbacks.
#pragma once

#include "http/loop.h"

enum request_stage { REQUEST_HEAD, REQUEST_BODY, REQUEST_WORKED };

struct request {
	struct http_request http; // what handlers see
	struct http_response response;
	struct arena arena;
	struct lane_work work;
	struct loop *loop;
	struct client *client;
	const char *target; // where libmicrohttpd has read it
	size_t target_length;
	struct text_builder body;
	uint64_t received; // bytes of the body
	enum request_stage stage;
	bool seen;   // headers arrived
	bool last;   // the connection ends after the answer
	bool cut;    // answered outside of libmicrohttpd
	size_t lane; // as the handler's route gave it
	int64_t started;
	unsigned status; // of the answer, 0 while there is none
};

// The lanes' duty.
void request_perform(struct lane_work *first, void *worker);
void request_drop(struct lane_work *work);

void *request_begin(void *loop, const char *target, struct MHD_Connection *connection);
enum MHD_Result request_handle(void *loop, struct MHD_Connection *connection, const char *path,
	const char *method, const char *version, const char *data, size_t *size, void **slot);
void request_end(void *loop, struct MHD_Connection *connection, void **slot,
	enum MHD_RequestTerminationCode why);
