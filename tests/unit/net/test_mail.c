// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <string.h>

#include "net/mail.h"

#define ENCODED "Subject: =?utf-8?q?T=C5=B7?=\r\n"
#define QUOTED "\r\n\r\n=E2=80=99 =3D=20\r\nx\r\n"

static void written(const char *subject, const char *body, const char *expected)
{
	struct text_builder out;
	const struct mail mail = {.from = TEXT("plimsoll@force.example"),
		.to = TEXT("ann@force.example"),
		.subject = text_of(subject),
		.body = text_of(body),
		.id = TEXT("1234"),
		.at = {INT64_C(1795685400)}};
	builder_init(&out);
	mail_write(&mail, &out);
	struct text text = builder_view(&out);
	if (!text_is(text, expected))
		fail_msg("%.*s", TEXT_ARGUMENTS(text));
	builder_done(&out);
}

static void a_mail_has_what_it_needs_and_nothing_else(void **state)
{
	(void)state;
	written("Hello", "One.\nTwo.",
		"From: Plimsoll <plimsoll@force.example>\r\nTo: <ann@force.example>\r\nSubject: Hello\r\n"
		"Date: Thu, 26 Nov 2026 09:30:00 +0000\r\nMessage-ID: <1234@force.example>\r\n"
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: quoted-printable\r\nAuto-Submitted: auto-generated\r\n\r\n"
		"One.\r\nTwo.\r\n");
}

static void what_is_not_ascii_is_quoted(void **state)
{
	(void)state;
	struct text_builder out;
	const struct mail mail = {.from = TEXT("a@b"),
		.to = TEXT("c@d"),
		.subject = TEXT("T\xc5\xb7"),
		.body = TEXT("\xe2\x80\x99 = \nx"),
		.id = TEXT("1")};
	builder_init(&out);
	mail_write(&mail, &out);
	struct text text = builder_view(&out);
	assert_non_null(memmem(text.start, text.length, ENCODED, strlen(ENCODED)));
	assert_non_null(memmem(text.start, text.length, QUOTED, strlen(QUOTED)));
	builder_done(&out);
}

static void no_line_is_longer_than_76(void **state)
{
	(void)state;
	struct text_builder out, body;
	builder_init(&out);
	builder_init(&body);
	for (int i = 0; i < 300; i++)
		builder_string(&body, i % 3 ? "x" : "\xc3\xb4");
	const struct mail mail = {.from = TEXT("a@b"),
		.to = TEXT("c@d"),
		.subject = TEXT("s"),
		.body = builder_view(&body),
		.id = TEXT("1")};
	mail_write(&mail, &out);
	struct text rest = builder_view(&out);
	while (rest.length)
		assert_true(text_cut(&rest, '\n').length <= 77); // with the CR
	builder_done(&body);
	builder_done(&out);
}

static void addresses_that_would_need_quoting_do_not_fit(void **state)
{
	(void)state;
	const char *fit[] = {"a@b", "ann.lee+x@force.example", "o'neil@a-b.example"};
	const char *unfit[] = {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>",
		"\"a\"@b", "a,b@c", "a@-b", "a@.b", "-a@b", "t\xc5\xb7@b"};
	for (size_t i = 0; i < sizeof fit / sizeof fit[0]; i++)
		assert_true(mail_address_fits(text_of(fit[i])));
	for (size_t i = 0; i < sizeof unfit / sizeof unfit[0]; i++)
		assert_false(mail_address_fits(text_of(unfit[i])));
}

static void servers_are_smtp_with_or_without_a_port(void **state)
{
	(void)state;
	struct mail_server server;
	const struct {
		const char *url;
		bool local;
	} good[] = {{"smtp://mail.force.example:587", false}, {"smtps://mail.force.example", false},
		{"smtp://127.0.0.1:25", true}, {"smtp://localhost", true}, {"smtp://[::1]:2525", true},
		{"smtp://[2001:db8::1]", false}, {"smtp://localhost.example", false}};
	const char *bad[] = {"", "smtp://", "mail.force.example", "http://a", "smtp://a/b",
		"smtp://u:p@a", "smtp://a b", "smtp://a?x"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(mail_server_read(text_of(good[i].url), &server, NULL), STATUS_OK);
		assert_string_equal(server.url, good[i].url);
		assert_int_equal(server.local, good[i].local);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(mail_server_read(text_of(bad[i]), &server, NULL), STATUS_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mail_has_what_it_needs_and_nothing_else),
		cmocka_unit_test(what_is_not_ascii_is_quoted),
		cmocka_unit_test(no_line_is_longer_than_76),
		cmocka_unit_test(addresses_that_would_need_quoting_do_not_fit),
		cmocka_unit_test(servers_are_smtp_with_or_without_a_port),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
