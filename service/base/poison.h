// SPDX-License-Identifier: MIT
// Included before every source file of the service: the libc functions that overflow, share hidden
// state, read a clock or hide errors do not compile. Headers that declare them come first.
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#pragma GCC poison sprintf vsprintf strcpy strcat strncpy strncat strtok gets
#pragma GCC poison gmtime localtime ctime asctime mktime timegm strftime strptime
#pragma GCC poison atoi atol atoll atof rand srand srandom drand48 tmpnam mktemp
