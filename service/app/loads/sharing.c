// SPDX-License-Identifier: MIT
#include "app/loads/sharing.h"

#include "secret/token.h"

bool share_days_allowed(int64_t days)
{
	return days == 1 || days == 7 || days == 28;
}

enum status share_load(struct connection *recorder, const struct audit_actor *by,
	struct person_id clinician, int64_t days, struct fault *fault)
{
	const struct share share = {
		.id = {uuid_v7(by->now.seconds * 1000)},
		.other = clinician,
		.ends_at = instant_later(by->now, days * SECONDS_PER_DAY),
	};
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = share_add(recorder, by->organisation, by->person, &share, by->now, fault);
	if (status == STATUS_OK)
		status = audit_add_person(recorder, by, AUDIT_LOAD_SHARED, by->person, fault);
	return transaction_end(recorder, status, fault);
}

enum status unshare_load(struct connection *recorder, const struct audit_actor *by,
	struct share_id share, struct fault *fault)
{
	bool ended = false;
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = share_end(recorder, by->person, share, by->now, &ended, fault);
	if (status == STATUS_OK && ended)
		status = audit_add_person(recorder, by, AUDIT_LOAD_UNSHARED, by->person, fault);
	return transaction_end(recorder, status, fault);
}
