// SPDX-License-Identifier: MIT
// Sending an e-mail through the organisation's server, over SMTP (RFC 5321).
//
// smtps:// is encrypted from the first byte. smtp:// is not sent on unless the server offers
// STARTTLS, but for a server on this machine (127.0.0.0/8, ::1, localhost), where it is taken if it
// is offered. Certificates are checked. Neither addresses nor what is said stand in any fault.
#pragma once

#include "base/fault.h"
#include "base/text.h"
#include "core/instant.h"

#define MAIL_SECONDS 30
#define MAIL_ADDRESS_LIMIT 254 // RFC 5321 §4.5.3.1.3
#define MAIL_SERVER_LIMIT 300

struct mail_server {
	char url[MAIL_SERVER_LIMIT];
	bool local;                  // on this machine
	const char *user, *password; // NULL: none is asked for
	const char *certificates;    // a file of those that are trusted; NULL: the system's
};

// "smtp://mail.force.example:587", "smtps://mail.force.example". STATUS_INVALID for anything else.
CHECKED enum status mail_server_read(struct text url, struct mail_server *out, struct fault *fault);

// Whether mail can be sent there: "name@server", printable ASCII without what would need quoting.
bool mail_address_fits(struct text address);

struct mail {
	struct text from, to;      // addresses that fit
	struct text subject, body; // UTF-8; lines of the body end in a line feed
	struct text id;            // random, of this mail alone
	struct instant at;
};

enum mail_result {
	MAIL_SENT,    // the server took it
	MAIL_LATER,   // it is certain that the server did not; it may yet
	MAIL_REFUSED, // and never will
	MAIL_PERHAPS, // nobody knows
};

// Whatever the server does is a result; STATUS_MEMORY. `stop`: a descriptor: once it can be read,
// nothing is waited for; −1 for none.
CHECKED enum status mail_send(const struct mail_server *server, const struct mail *mail, int stop,
	enum mail_result *out, struct fault *fault);

// The whole as it is sent: headers, an empty line, and the body quoted-printable (RFC 2045 §6.7),
// lines ended by CR LF. A subject that is not ASCII is encoded (RFC 2047).
void mail_write(const struct mail *mail, struct text_builder *out);
