// SPDX-License-Identifier: MIT
// Listening sockets.
#pragma once

#include "http/server.h"

// Opens `count` sockets that share one address and port (0: any free one), told in `port`. The
// kernel spreads connections over them. Nobody else can be listening there already.
CHECKED enum status listener_open(
	const char *address, uint16_t *port, unsigned count, int out[], struct fault *fault);
