// SPDX-License-Identifier: MIT
#include "net/fetch_answer.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEADERS_LIMIT 65536
#define RETRY_MOST 86400

void fetch_answer_reset(struct fetch_answer *answer)
{
	builder_reset(&answer->body);
	answer->etag[0] = answer->modified[0] = 0;
	answer->retry_after = 0;
	answer->header_bytes = answer->encodings = 0;
	answer->refused = answer->too_large = answer->odd = false;
}

static bool may_connect(const struct networks *allowed, const struct curl_sockaddr *to)
{
	const struct sockaddr_in *ipv4 = (const void *)&to->addr;
	const struct sockaddr_in6 *ipv6 = (const void *)&to->addr;
	if (to->family == AF_INET)
		return network_allows(allowed, address_of_ipv4((const void *)&ipv4->sin_addr));
	return to->family == AF_INET6 &&
		   network_allows(allowed, address_of_ipv6((const void *)&ipv6->sin6_addr));
}

// What a connection is really made to, after every name is resolved.
static curl_socket_t open_socket(void *given, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct fetch_answer *answer = given;
	if (purpose != CURLSOCKTYPE_IPCXN || !may_connect(answer->allowed, to)) {
		answer->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *given)
{
	struct fetch_answer *answer = given;
	size_t length = size * count;
	if (answer->body.length + length > FETCH_BYTES) {
		answer->too_large = true;
		return 0;
	}
	builder_add(&answer->body, (struct text){bytes, length});
	return answer->body.failed ? 0 : length;
}

// As it comes over the wire: little can be made of much, too.
static int watch(
	void *given, curl_off_t expected, curl_off_t came, curl_off_t to_send, curl_off_t sent)
{
	struct fetch_answer *answer = given;
	(void)to_send;
	(void)sent;
	answer->too_large |= expected > FETCH_BYTES || came > FETCH_BYTES;
	return answer->too_large;
}

// One that is too long, or of characters that no validator has, is not kept.
static void keep(char out[static FETCH_VALIDATOR_LIMIT + 1], struct text value)
{
	out[0] = 0;
	if (value.length > FETCH_VALIDATOR_LIMIT)
		return;
	for (size_t i = 0; i < value.length; i++) {
		if (value.start[i] < ' ' || value.start[i] > '~')
			return;
	}
	memcpy(out, value.start, value.length);
	out[value.length] = 0;
}

// A number of seconds; dates are rare, and waiting as long as otherwise does no harm.
static int64_t seconds_of(struct text value)
{
	int64_t seconds;
	if (!text_to_integer(value, &seconds) || seconds < 0)
		return 0;
	return seconds < RETRY_MOST ? seconds : RETRY_MOST;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *given)
{
	struct fetch_answer *answer = given;
	struct text value = {bytes, size * count};
	answer->header_bytes += size * count;
	struct text name = text_trim(text_cut(&value, ':'));
	value = text_trim(value);
	if (text_equal_ignoring_case(name, TEXT("ETag")))
		keep(answer->etag, value);
	else if (text_equal_ignoring_case(name, TEXT("Last-Modified")))
		keep(answer->modified, value);
	else if (text_equal_ignoring_case(name, TEXT("Retry-After")))
		answer->retry_after = seconds_of(value);
	else if (text_equal_ignoring_case(name, TEXT("Content-Encoding")))
		answer->encodings += value.length > 0 && memchr(value.start, ',', value.length) ? 2 : 1;
	// What is compressed twice can keep a machine busy for hours.
	answer->odd |= answer->encodings > 1 || answer->header_bytes > HEADERS_LIMIT;
	return answer->odd ? 0 : size * count;
}

void fetch_answer_attach(CURL *handle, struct fetch_answer *answer)
{
	curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, answer);
	curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(handle, CURLOPT_WRITEDATA, answer);
	curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(handle, CURLOPT_HEADERDATA, answer);
	curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch);
	curl_easy_setopt(handle, CURLOPT_XFERINFODATA, answer);
	curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}
