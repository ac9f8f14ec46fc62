// SPDX-License-Identifier: MIT
// Answers on their way into libmicrohttpd.
#pragma once

#include "http/request.h"

// Queues the request's response, to be sent by the loop. MHD_NO ends the connection.
enum MHD_Result reply_send(struct request *request);

// Replaces the response by a short text of our own; 503 with Retry-After.
void reply_plain(struct request *request, unsigned status);

// Sends a bare status at once, in the midst of a body, where libmicrohttpd takes no response. Gives
// MHD_NO, which ends the connection.
enum MHD_Result reply_cut(struct request *request, unsigned status);

// Frees what was not sent.
void reply_release(struct http_response *response);
