// SPDX-License-Identifier: MIT
#include "web/gzip.h"

#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#define LEVEL 4 // larger ones take longer and save one part in two hundred of a calendar
#define WITH_GZIP_HEADER (15 + 16) // zlib: the largest window, and gzip instead of its own header

// The weight of one entry, "gzip;q=0.5": 0 refuses.
static double weight(struct text parameters)
{
	while (parameters.length) {
		struct text parameter = text_trim(text_cut(&parameters, ';'));
		double value;
		if (text_starts(parameter, "q=") || text_starts(parameter, "Q=")) {
			struct text number = {parameter.start + 2, parameter.length - 2};
			return text_to_number(number, &value) ? value : 0;
		}
	}
	return 1;
}

static bool accepts(struct text accept_encoding)
{
	double any = 0;
	while (accept_encoding.length) {
		struct text parameters = text_cut(&accept_encoding, ',');
		struct text coding = text_trim(text_cut(&parameters, ';'));
		if (text_equal_ignoring_case(coding, TEXT("gzip")) ||
			text_equal_ignoring_case(coding, TEXT("x-gzip")))
			return weight(parameters) > 0;
		if (text_is(coding, "*"))
			any = weight(parameters);
	}
	return any > 0;
}

bool gzip_wanted(struct text accept_encoding, struct text user_agent)
{
	static const char *const refused[] = {"Microsoft", "Outlook", "MSOffice", "Exchange"};
	if (!accept_encoding.start || !accepts(accept_encoding))
		return false;
	for (size_t i = 0; user_agent.start && i < sizeof refused / sizeof refused[0]; i++) {
		if (memmem(user_agent.start, user_agent.length, refused[i], strlen(refused[i])))
			return false;
	}
	return true;
}

enum status gzip_add(struct text bytes, struct text_builder *out, struct fault *fault)
{
	unsigned char buffer[16384];
	z_stream stream = {.next_in = (const Bytef *)bytes.start, .avail_in = (uInt)bytes.length};
	int state;
	if (bytes.length > UINT32_MAX)
		return fault_set(fault, STATUS_LIMIT, NULL, "The answer is too large to compress.");
	if (deflateInit2(&stream, LEVEL, Z_DEFLATED, WITH_GZIP_HEADER, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return fault_memory(fault);
	do {
		stream.next_out = buffer;
		stream.avail_out = sizeof buffer;
		state = deflate(&stream, Z_FINISH);
		builder_add(out, (struct text){(const char *)buffer, sizeof buffer - stream.avail_out});
	} while (state == Z_OK);
	deflateEnd(&stream);
	return out->failed ? fault_memory(fault) : STATUS_OK;
}

enum status gzip_expand(struct text packed, char *out, size_t length, struct fault *fault)
{
	z_stream stream = {
		.next_in = (const Bytef *)packed.start,
		.avail_in = (uInt)packed.length,
		.next_out = (Bytef *)out,
		.avail_out = (uInt)length,
	};
	if (inflateInit2(&stream, WITH_GZIP_HEADER) != Z_OK)
		return fault_memory(fault);
	int state = inflate(&stream, Z_FINISH);
	inflateEnd(&stream);
	if (state == Z_STREAM_END && stream.avail_out == 0)
		return STATUS_OK;
	return fault_set(fault, STATUS_SYSTEM, NULL, "A calendar in memory cannot be expanded.");
}
