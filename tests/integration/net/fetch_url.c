// SPDX-License-Identifier: MIT
// Fetches a calendar as the service does: fetch_url URL ETAG MODIFIED SECONDS [NETWORK]…. Prints a
// line with the result, how many bytes came, a checksum of them, the validators and when to come
// again. "refused" and why for what is no address. Told to stop by what comes in on its standard
// input.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "net/fetch.h"
#include "net/url.h"

#define NETWORKS 8

static unsigned long sum(struct text body)
{
	unsigned long total = 0;
	for (size_t i = 0; i < body.length; i++)
		total = total * 31 + (unsigned char)body.start[i];
	return total;
}

int main(int count, char **arguments)
{
	struct arena arena;
	struct network networks[NETWORKS];
	struct fetched fetched;
	struct fault fault = {.status = STATUS_OK};
	struct fetch_request request = {.allowed = {networks, 0}, .stop = STDIN_FILENO};
	if (count < 5 || count > 5 + NETWORKS || fetch_prepare(&fault) != STATUS_OK)
		return EXIT_FAILURE;
	for (int i = 5; i < count; i++) {
		if (!network_parse(text_of(arguments[i]), &networks[request.allowed.count++]))
			return EXIT_FAILURE;
	}
	request.etag = text_of(arguments[2]);
	request.modified = text_of(arguments[3]);
	if (!text_to_integer(text_of(arguments[4]), &request.seconds))
		return EXIT_FAILURE;
	arena_init(&arena);
	enum status status = url_read(text_of(arguments[1]), &arena, &request.url, &fault);
	if (status == STATUS_OK)
		status = fetch_get(&request, &arena, &fetched, &fault);
	if (status == STATUS_OK)
		printf("%s|%zu|%lu|%.*s|%.*s|%lld\n", fetch_result_name(fetched.result),
			fetched.body.length, sum(fetched.body), TEXT_ARGUMENTS(fetched.etag),
			TEXT_ARGUMENTS(fetched.modified), (long long)fetched.retry_after);
	else
		printf("%s|%s\n", status_id(status), fault.message);
	arena_done(&arena);
	return EXIT_SUCCESS;
}
