// SPDX-License-Identifier: MIT
#include "web/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

static la_ssize_t take(struct archive *archive, void *context, const void *bytes, size_t length)
{
	struct text_builder *out = context;
	builder_add(out, (struct text){bytes, length});
	if (!out->failed)
		return (la_ssize_t)length;
	archive_set_error(archive, ENOMEM, "out of memory");
	return -1;
}

static bool add_file(struct archive *archive, const struct archive_file *file, struct instant at)
{
	struct archive_entry *entry = archive_entry_new();
	if (!entry)
		return false;
	archive_entry_set_pathname(entry, file->name);
	archive_entry_set_size(entry, (la_int64_t)file->bytes.length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0600);
	archive_entry_set_mtime(entry, at.seconds, 0);
	bool added = archive_write_header(archive, entry) == ARCHIVE_OK &&
				 (!file->bytes.length || archive_write_data(archive, file->bytes.start,
											 file->bytes.length) == (la_ssize_t)file->bytes.length);
	archive_entry_free(entry);
	return added;
}

enum status archive_zip(const struct archive_file *files, size_t count, struct instant at,
	struct text_builder *out, struct fault *fault)
{
	struct archive *archive = archive_write_new();
	if (!archive)
		return fault_memory(fault);
	bool made = archive_write_set_format_zip(archive) == ARCHIVE_OK &&
				archive_write_open(archive, out, NULL, take, NULL) == ARCHIVE_OK;
	for (size_t i = 0; made && i < count; i++)
		made = add_file(archive, &files[i], at);
	made = archive_write_close(archive) == ARCHIVE_OK && made;
	archive_write_free(archive);
	if (out->failed)
		return fault_memory(fault);
	return made ? STATUS_OK
				: fault_set(fault, STATUS_SYSTEM, NULL, "An archive could not be made.");
}
