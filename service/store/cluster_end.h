// SPDX-License-Identifier: MIT
// Ending the embedded PostgreSQL, which is our child.
#pragma once

#include <sys/types.h>

// Ends it and collects it, in order where it answers. One that does not answer is ended at once, as
// is one that takes longer than a minute: then it recovers when it next starts. What the kernel
// itself holds fast is left behind after some seconds.
void cluster_end(pid_t process, const char *conninfo);
