// SPDX-License-Identifier: MIT
#include "json/policy.h"

#include "json/shipped_policies.h"
#include "json/shipped_schema.h"

static const char suffix[] = ".json";

struct text policy_shipped(struct text name)
{
	for (size_t i = 0; i < shipped_policies_file_count; i++) {
		const struct embedded_file *file = &shipped_policies_files[i];
		struct text file_name = text_of(file->name);
		if (file_name.length == name.length + sizeof suffix - 1 &&
			text_equal(name, (struct text){file_name.start, name.length}))
			return (struct text){file->bytes, file->length};
	}
	return (struct text){NULL, 0};
}

struct text policy_schema(void)
{
	return (struct text){shipped_schema_files[0].bytes, shipped_schema_files[0].length};
}
