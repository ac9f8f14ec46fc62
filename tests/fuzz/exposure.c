// SPDX-License-Identifier: MIT
// Exposures as devices send them: the first byte says whether one on each line.
#include "fuzz/fuzz.h"

#include <math.h>

#include "json/exposure.h"

#define NOW ((struct instant){1796115600})

static const struct policy *shipped(void)
{
	static struct arena arena; // kept to the end
	static struct policy policy;
	if (policy.category_count == 0) {
		arena_init(&arena);
		PROMISED(policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL) == STATUS_OK);
	}
	return &policy;
}

static void check(const struct exposure_document *document)
{
	double dose = -1;
	PROMISED(document->person.length > 0 || !uuid_is_nil(document->exposure.person.uuid));
	PROMISED(!uuid_is_nil(document->exposure.id.uuid));
	PROMISED(document->exposure.occurred_at.seconds <= NOW.seconds + EXPOSURE_FUTURE_TOLERANCE);
	PROMISED(policy_dose(shipped(), &document->exposure, &dose, NULL) == STATUS_OK);
	PROMISED(isfinite(dose) && dose >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct json_faults faults;
	struct exposure_document *list = NULL;
	size_t count = 0;
	bool single = false;
	struct arena arena;
	if (size == 0)
		return 0;
	arena_init(&arena);
	enum status status = exposures_read((struct text){(const char *)bytes + 1, size - 1},
		bytes[0] == 'L', shipped(), NOW, &arena, &list, &count, &single, &faults);
	if (status != STATUS_LIMIT)
		fuzz_check_faults(status, &faults);
	if (status == STATUS_OK) {
		PROMISED(count <= EXPOSURES_LIMIT && (!single || count == 1));
		for (size_t i = 0; i < count; i++)
			check(&list[i]);
	}
	arena_done(&arena);
	return 0;
}
