// SPDX-License-Identifier: MIT
#include "calendar/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ZONES "/usr/share/zoneinfo"
#define NOBODY 65534

// The sanitizers map more addresses than there is memory, and have a stack for signals.
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
#define ADDRESSES RLIM_INFINITY
#define ALSO_ALLOWED SCMP_SYS(sigaltstack)
#else
#define ADDRESSES CONFINE_BYTES
#define ALSO_ALLOWED SCMP_SYS(exit_group)
#endif

static enum status set_limits(struct fault *fault)
{
	static const struct {
		__rlimit_resource_t resource;
		rlim_t soft, hard;
	} limits[] = {
		{RLIMIT_CORE, 0, 0},
		{RLIMIT_CPU, CONFINE_SECONDS, CONFINE_SECONDS + 1},
		{RLIMIT_AS, ADDRESSES, ADDRESSES},
		{RLIMIT_FSIZE, 0, 0},
		{RLIMIT_NOFILE, 16, 16},
		{RLIMIT_NPROC, 0, 0},
		{RLIMIT_MEMLOCK, 0, 0},
		{RLIMIT_MSGQUEUE, 0, 0},
	};
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		struct rlimit old, limit = {limits[i].soft, limits[i].hard};
		if (getrlimit(limits[i].resource, &old) != 0)
			return fault_errno(fault, "calendar-child", "A limit cannot be read");
		if (old.rlim_max < limit.rlim_max)
			limit.rlim_max = old.rlim_max;
		if (limit.rlim_max < limit.rlim_cur)
			limit.rlim_cur = limit.rlim_max;
		if (setrlimit(limits[i].resource, &limit) != 0)
			return fault_errno(fault, "calendar-child", "A limit cannot be set");
	}
	return STATUS_OK;
}

// Root keeps its powers where a container has nobody else.
static void stop_being_root(void)
{
	if (geteuid() == 0 && setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
		setresuid(NOBODY, NOBODY, NOBODY) == 0)
		prctl(PR_SET_DUMPABLE, 0);
}

// There are no functions for these calls in the C library.
static bool confine_files(void)
{
	const struct landlock_ruleset_attr rules = {
		.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
							 LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
							 LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
							 LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
							 LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
							 LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
							 LANDLOCK_ACCESS_FS_MAKE_SYM,
	};
	struct landlock_path_beneath_attr zones = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
		.parent_fd = open(ZONES, O_PATH | O_CLOEXEC | O_DIRECTORY),
	};
	long ruleset = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
	bool confined = ruleset >= 0 &&
					(zones.parent_fd < 0 || syscall(SYS_landlock_add_rule, ruleset,
												LANDLOCK_RULE_PATH_BENEATH, &zones, 0) == 0) &&
					syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	if (ruleset >= 0)
		close((int)ruleset);
	if (zones.parent_fd >= 0)
		close(zones.parent_fd);
	return confined;
}

// Calls that are allowed whatever they are given.
static bool allow_plain(scmp_filter_ctx filter)
{
	static const int calls[] = {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(fstat),
		SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk),
		SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(getpid), SCMP_SYS(gettid),
		SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(exit), SCMP_SYS(exit_group),
		ALSO_ALLOWED};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
			return false;
	}
	return true;
}

// Files are opened to be read, memory is not made to run, and a failed assertion ends only us.
static bool allow_bounded(scmp_filter_ctx filter)
{
	const unsigned changing = O_ACCMODE | O_CREAT | O_TRUNC | (unsigned)__O_TMPFILE;
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
			   SCMP_A2(SCMP_CMP_MASKED_EQ, changing, O_RDONLY)) == 0 &&
		   seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
			   SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
		   seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
			   SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
		   seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
			   SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid())) == 0;
}

bool confine_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool confined =
		filter && allow_plain(filter) && allow_bounded(filter) && seccomp_load(filter) == 0;
	if (filter)
		seccomp_release(filter);
	return confined;
}

bool confine_network(void)
{
	return unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

enum status confine(unsigned *guards, struct fault *fault)
{
	unsigned held = 0;
	if (close_range(STDERR_FILENO + 1, ~0u, 0) != 0)
		return fault_errno(fault, "calendar-child", "What is open cannot be closed");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fault_errno(fault, "calendar-child", "The kernel refused a request");
	stop_being_root();
	if (confine_files())
		held |= GUARD_FILES;
	enum status status = set_limits(fault);
	if (status != STATUS_OK)
		return status;
	if (confine_calls())
		held |= GUARD_CALLS | GUARD_NETWORK;
	else if (confine_network())
		held |= GUARD_NETWORK;
	*guards = held;
	return STATUS_OK;
}
