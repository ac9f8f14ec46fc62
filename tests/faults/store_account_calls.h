// SPDX-License-Identifier: MIT
// The functions of accounts and of signing in. Part of store_calls.c, whose macros and examples it
// uses.
#pragma once

#include "store/accounts.h"

CALL(account_own, people[0], true, &arena, OUT(0))
CALL(account_lock, people[0], &arena, OUT(0))
CALL(account_add, &account, AT)
CALL(account_names, people, 2, &arena, OUT(0), OUT(1))
CALL(accounts_named, organisation, references, 2, &arena, OUT(0), OUT(1))
CALL(account_list, organisation, references[0], 5, &arena, OUT(0), OUT(1))
CALL(account_administrator, organisation, OUT(0))
CALL(directory_search, organisation, references[0], &place, 5, &arena, OUT(0), OUT(1))
CALL(directory_read, organisation, people[0], &arena, OUT(0))
CALL(sign_in_name_add, &account, hash, AT)
CALL(sign_in_name_find, hash, OUT(0))
CALL(account_name, &account, AT)
CALL(account_prefer, &account, AT)
CALL(account_totp, &account, AT)
CALL(account_password, people[0], references[0], AT)
CALL(account_totp_step, people[0], 7, OUT(0))
CALL(account_roles, people[0], account.roles, AT)
CALL(account_totp_end, people[0], AT)
CALL(account_leave, people[0], AT)
CALL(sign_in_session_add, hash, &signed_in)
CALL(sign_in_session_read, hash, AT, AT, AT, OUT(0))
CALL(sign_in_session_look, hash, AT, AT, AT, OUT(0))
CALL(sign_in_sessions_list, people[0], hash, AT, &arena, OUT(0), OUT(1))
CALL(sign_in_session_close, hash, AT, OUT(0))
CALL(sign_in_sessions_close, people[0], NULL, AT)
CALL(sign_in_sessions_close_outside, people[0], account.roles, AT)
CALL(sign_in_sessions_forget, people[0], AT)
CALL(one_time_link_add, hash, &once, AT)
CALL(one_time_link_read, hash, AT, OUT(0))
CALL(one_time_link_spend, hash, AT)
CALL(recovery_code_known, people[0], hash, OUT(0))
CALL(recovery_code_spend, people[0], hash, AT, OUT(0))
CALL(recovery_codes_left, people[0], OUT(0))
CALL(recovery_codes_replace, people[0], &hash, 1, AT)

// In the table.
#define OF_ACCOUNTS                                                                                \
	OF(account_own, WEB, false), OF(account_lock, RECORDER, false),                                \
		OF(account_add, RECORDER, false), OF(account_names, RECORDER, false),                      \
		OF(accounts_named, RECORDER, false), OF(account_list, RECORDER, false),                    \
		OF(account_administrator, RECORDER, false), OF(directory_search, RECORDER, false),         \
		OF(directory_read, RECORDER, false), OF(sign_in_name_add, RECORDER, false),                \
		OF(sign_in_name_find, WEB, false), OF(account_name, WEB, false),                           \
		OF(account_prefer, WEB, false), OF(account_totp, WEB, false),                              \
		OF(account_password, WEB, false), OF(account_totp_step, WEB, false),                       \
		OF(account_roles, RECORDER, false), OF(account_totp_end, RECORDER, true),                  \
		OF(account_leave, RECORDER, true), OF(sign_in_session_add, WEB, false),                    \
		OF(sign_in_session_read, WEB, false), OF(sign_in_session_look, WEB, false),                \
		OF(sign_in_sessions_list, WEB, false), OF(sign_in_session_close, WEB, false),              \
		OF(sign_in_sessions_close, WEB, true),                                                     \
		OF(sign_in_sessions_close_outside, RECORDER, false),                                       \
		OF(sign_in_sessions_forget, WEB, false), OF(one_time_link_add, RECORDER, true),            \
		OF(one_time_link_read, WEB, false), OF(one_time_link_spend, WEB, false),                   \
		OF(recovery_code_known, WEB, false), OF(recovery_code_spend, WEB, false),                  \
		OF(recovery_codes_left, WEB, false), OF(recovery_codes_replace, WEB, true)
