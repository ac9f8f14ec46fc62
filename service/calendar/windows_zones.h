// SPDX-License-Identifier: MIT
// The names that Windows gives to time zones (CLDR's windowsZones), generated. Within this folder.
#pragma once

struct windows_zone {
	const char *name, *zone; // "GMT Standard Time", "Europe/London"
};

extern const struct windows_zone windows_zones[]; // the last has no name
