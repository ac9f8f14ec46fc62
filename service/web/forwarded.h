// SPDX-License-Identifier: MIT
// Where a client is that came through a proxy.
#pragma once

#include "http/message.h"

// The last address of an X-Forwarded-For header, which is the one the nearest proxy saw; IPv4 as
// ::ffff:a.b.c.d. False, leaving `out`, where there is none.
bool forwarded_address(struct text header, unsigned char out[static HTTP_ADDRESS_BYTES]);
