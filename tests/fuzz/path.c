// SPDX-License-Identifier: MIT
// The address of a request: path, variables, the token of a feed, and the query.
#include "fuzz/fuzz.h"

#include <string.h>

#include "core/instant.h"
#include "secret/token.h"
#include "web/query.h"
#include "web/routes.h"

static void check_token(struct text text)
{
	struct token token;
	if (!token_parse(text, &token))
		return;
	struct token_hash once = token_hash(&token), twice = token_hash(&token);
	PROMISED(text_is(text, token.text) && text.length == TOKEN_TEXT_LENGTH);
	PROMISED(token_hash_equal(&once, &twice));
}

static void check_path(struct text path)
{
	for (enum http_method method = HTTP_GET; method <= HTTP_OTHER; method++) {
		struct web_call call = {0};
		char allowed[WEB_METHODS_SIZE];
		const struct web_route *route = web_route(method, path, &call, allowed);
		const struct text *variables = call.variables;
		PROMISED(memchr(allowed, '\0', sizeof allowed));
		for (size_t i = 0; route && i < WEB_VARIABLES_LIMIT && variables[i].start; i++) {
			PROMISED(variables[i].start >= path.start && variables[i].length > 0);
			PROMISED(variables[i].start + variables[i].length <= path.start + path.length);
			PROMISED(!memchr(variables[i].start, '/', variables[i].length));
			check_token(variables[i]);
		}
	}
}

static void check_query(struct text query)
{
	static const char *const names[] = {"at", "most", "after", "a", ""};
	struct arena arena;
	struct instant instant;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct text value = query_value(query, names[i], &arena);
		PROMISED(value.length <= query.length);
		if (value.start && instant_parse(value, &instant)) {
			char again[INSTANT_TEXT_LENGTH + 1];
			struct instant other = {0};
			instant_format(instant, again);
			PROMISED(instant_parse(text_of(again), &other) && other.seconds == instant.seconds);
		}
	}
	arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct text rest = {(const char *)bytes, size};
	check_token(rest);
	struct text path = text_cut(&rest, '?');
	check_path(path);
	check_query(rest);
	return 0;
}
