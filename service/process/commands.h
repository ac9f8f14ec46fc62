// SPDX-License-Identifier: MIT
// The commands of the program. Each gives the exit code: 0 done, 1 failed, 2 wrongly called.
#pragma once

#include "process/options.h"

int command_serve(const struct options *options);
int command_demo(const struct options *options);
int command_import(const struct options *options);
int command_absence(const struct options *options);
int command_roster(const struct options *options);
int command_pattern(const struct options *options);
int command_host(const struct options *options);
int command_holidays(const struct options *options);
int command_plan(const struct options *options);
int command_mapping(const struct options *options);
int command_feed(const struct options *options);
int command_account(const struct options *options);
int command_load(const struct options *options);
int command_policy(const struct options *options);
int command_programme(const struct options *options);
int command_audit(const struct options *options);
int command_retention(const struct options *options);
int command_erase(const struct options *options);
int command_rebuild(const struct options *options);
int command_migrate(const struct options *options);
int command_backup(const struct options *options);
int command_restore(const struct options *options);

// Prints a fault as "plimsoll: where: sentence" on standard error and gives the exit code.
int command_failed(const struct fault *fault);
