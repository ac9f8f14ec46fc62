// SPDX-License-Identifier: MIT
#include "base/fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *sqlstate;
	const char *id;
} table[] = {
#define STATUS(name, sqlstate, id, meaning) [name] = {sqlstate, id},
#include "base/status.def"
#undef STATUS
};

const char *status_id(enum status status)
{
	return table[status].id;
}

enum status status_from_sqlstate(const char *sqlstate)
{
	static const struct {
		const char *class;
		enum status status;
	} classes[] = {
		{"08", STATUS_UNAVAILABLE},
		{"57P", STATUS_UNAVAILABLE},
		{"40", STATUS_RETRY},
		{"22", STATUS_INVALID},
		{"23", STATUS_INVALID},
		{"53", STATUS_MEMORY},
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (strcmp(table[i].sqlstate, sqlstate) == 0)
			return (enum status)i;
	}
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
		if (strncmp(classes[i].class, sqlstate, strlen(classes[i].class)) == 0)
			return classes[i].status;
	}
	return STATUS_SYSTEM;
}

enum status fault_set(
	struct fault *fault, enum status status, const char *where, const char *format, ...)
{
	if (!fault || fault->status != STATUS_OK)
		return status;
	fault->status = status;
	(void)snprintf(fault->where, sizeof fault->where, "%s", where ? where : "");
	va_list arguments;
	va_start(arguments, format);
	(void)vsnprintf(fault->message, sizeof fault->message, format, arguments);
	va_end(arguments);
	return status;
}

enum status fault_memory(struct fault *fault)
{
	return fault_set(fault, STATUS_MEMORY, NULL, "There is not enough memory.");
}

enum status fault_errno(struct fault *fault, const char *where, const char *what)
{
	int error = errno;
	char reason[128];
	const char *text = strerror_r(error, reason, sizeof reason);
	enum status status = error == ENOSPC || error == EDQUOT ? STATUS_DISK_FULL : STATUS_SYSTEM;
	return fault_set(fault, status, where, "%s: %s.", what, text);
}

void fault_clear(struct fault *fault)
{
	if (fault)
		*fault = (struct fault){.status = STATUS_OK};
}
