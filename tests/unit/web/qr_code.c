// SPDX-License-Identifier: MIT
// QR codes. That a reader reads them is shown with a real one in tests/integration.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "web/qr_code.h"

#define ADDRESS "otpauth://totp/Plimsoll:officer.1?secret=JBSWY3DPEHPK3PXP&issuer=Plimsoll"
#define LARGEST 2331

static char modules[200][200];

// Fills in the modules that the path's rectangles cover.
static void draw(const struct qr_code *code)
{
	memset(modules, ' ', sizeof modules);
	const char *rest = code->path.start;
	while (*rest) {
		int x, y, length, back, read = 0;
		assert_int_equal(sscanf(rest, "M%d,%dh%dv1h-%dz%n", &x, &y, &length, &back, &read), 4);
		assert_true(read > 0 && length > 0 && length == back);
		assert_true(x >= QR_CODE_QUIET && y >= QR_CODE_QUIET);
		assert_true(x + length <= code->size - QR_CODE_QUIET && y < code->size - QR_CODE_QUIET);
		for (int i = 0; i < length; i++) {
			assert_int_equal(modules[y][x + i], ' ');
			modules[y][x + i] = '#';
		}
		rest += read;
	}
}

static void it_has_its_three_corners_inside_a_quiet_edge(void **state)
{
	static const char *const corner[] = {
		"#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######"};
	struct arena arena;
	struct qr_code code;
	(void)state;
	arena_init(&arena);
	assert_int_equal(qr_code_of(text_of(ADDRESS), &arena, &code, NULL), STATUS_OK);
	draw(&code);
	size_t far = (size_t)code.size - QR_CODE_QUIET - 7;
	for (size_t y = 0; y < 7; y++) {
		assert_memory_equal(&modules[QR_CODE_QUIET + y][QR_CODE_QUIET], corner[y], 7);
		assert_memory_equal(&modules[QR_CODE_QUIET + y][far], corner[y], 7);
		assert_memory_equal(&modules[far + y][QR_CODE_QUIET], corner[y], 7);
	}
	arena_done(&arena);
}

static void its_size_is_one_of_the_standard_and_grows_with_the_text(void **state)
{
	static char text[LARGEST];
	struct arena arena;
	struct qr_code code;
	int64_t before = 0;
	(void)state;
	memset(text, 'a', sizeof text);
	for (size_t length = 1; length <= LARGEST; length += 466) {
		arena_init(&arena);
		assert_int_equal(qr_code_of((struct text){text, length}, &arena, &code, NULL), STATUS_OK);
		assert_true(code.size > before && (code.size - 2 * QR_CODE_QUIET - 17) % 4 == 0);
		before = code.size;
		arena_done(&arena);
	}
	assert_int_equal(before, 177 + 2 * QR_CODE_QUIET);
}

static void nothing_and_too_much_are_refused(void **state)
{
	static char text[LARGEST + 1];
	struct arena arena;
	struct qr_code code = {.size = -7};
	(void)state;
	arena_init(&arena);
	memset(text, 'a', sizeof text);
	assert_int_equal(qr_code_of(TEXT(""), &arena, &code, NULL), STATUS_INVALID);
	assert_int_equal(
		qr_code_of((struct text){text, sizeof text}, &arena, &code, NULL), STATUS_LIMIT);
	assert_int_equal(code.size, -7);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_has_its_three_corners_inside_a_quiet_edge),
		cmocka_unit_test(its_size_is_one_of_the_standard_and_grows_with_the_text),
		cmocka_unit_test(nothing_and_too_much_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
