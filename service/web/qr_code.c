// SPDX-License-Identifier: MIT
#include "web/qr_code.h"

#include <errno.h>
#include <qrencode.h>

#define TEXT_MOST 2331 // bytes, of the largest code with error correction M
#define DARK 1u        // the lowest bit of a module; the others say what it is for

static bool is_dark(const QRcode *code, int x, int y)
{
	return code->data[y * code->width + x] & DARK;
}

// A row's runs of dark modules, as one rectangle each.
static void add_row(struct text_builder *path, const QRcode *code, int y)
{
	for (int x = 0; x < code->width; x++) {
		int length = 0;
		while (x + length < code->width && is_dark(code, x + length, y))
			length++;
		if (length)
			builder_format(
				path, "M%d,%dh%dv1h-%dz", x + QR_CODE_QUIET, y + QR_CODE_QUIET, length, length);
		x += length;
	}
}

enum status qr_code_of(
	struct text text, struct arena *arena, struct qr_code *out, struct fault *fault)
{
	struct text_builder path;
	if (!text.length)
		return fault_set(fault, STATUS_INVALID, NULL, "A QR code needs something to say.");
	if (text.length > TEXT_MOST)
		return fault_set(fault, STATUS_LIMIT, NULL, "This is too long for a QR code.");
	QRcode *code =
		QRcode_encodeData((int)text.length, (const unsigned char *)text.start, 0, QR_ECLEVEL_M);
	if (!code)
		return errno == ENOMEM
				   ? fault_memory(fault)
				   : fault_set(fault, STATUS_SYSTEM, NULL, "A QR code could not be drawn.");
	builder_init(&path);
	for (int y = 0; y < code->width; y++)
		add_row(&path, code, y);
	struct text copy = path.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&path));
	int64_t size = code->width + 2 * QR_CODE_QUIET;
	builder_done(&path);
	QRcode_free(code);
	if (!copy.start)
		return fault_memory(fault);
	*out = (struct qr_code){.path = copy, .size = size};
	return STATUS_OK;
}
