// SPDX-License-Identifier: MIT
// Mapping documents of rosters: what is taken can be used on a file.
#include "fuzz/fuzz.h"

#include "json/roster_mapping.h"

static void check(const struct roster_mapping *mapping)
{
	const struct roster_form *form = &mapping->form;
	PROMISED(form->person.length && form->kind.length && form->start.names[0].length);
	PROMISED(form->zone.length && form->word_count > 0);
	PROMISED(!form->end.names[1].length || form->end.names[0].length);
	PROMISED(!mapping->calendar_person || *mapping->calendar_person);
	for (size_t i = 0; i < form->word_count; i++) {
		const struct roster_word *word = &form->words[i];
		PROMISED(word->value.length && word->kind <= ROSTER_KIND_COUNT);
		PROMISED(!word->has_hours || (word->from < word->until && roster_kind_works(word->kind)));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct json_faults faults;
	struct text document = {(const char *)bytes, size};
	struct roster_mapping mapping;
	struct arena arena;
	arena_init(&arena);
	(void)roster_mapping_is(document);
	enum status status =
		roster_mapping_read(document, TEXT("Europe/London"), &arena, &mapping, &faults);
	fuzz_check_faults(status, &faults);
	if (status == STATUS_OK)
		check(&mapping);
	arena_done(&arena);
	return 0;
}
