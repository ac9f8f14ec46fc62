// SPDX-License-Identifier: MIT
#include "app/retention/erase_person.h"

#include "app/retention/erasure_list.h"

static enum status check(
	const struct leaver *leaver, enum erase_how how, struct instant now, struct fault *fault)
{
	if (!leaver->there)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nobody of that id any more.");
	if (how == ERASE_AGAIN)
		return STATUS_OK;
	if (!leaver->has_account)
		return fault_set(fault, STATUS_DENIED, NULL,
			"This person has no account and so cannot have left. Nothing was erased.");
	if (!leaver->left)
		return fault_set(fault, STATUS_DENIED, NULL,
			"This person has not left. Only somebody who has is erased: plimsoll account leave "
			"comes first. Nothing was erased.");
	if (instant_before(now, instant_later(leaver->changed_at, ERASE_SETTLES)))
		return fault_set(fault, STATUS_CONFLICT, NULL,
			"This person left less than a minute ago, and calendars still follow. Do it again in "
			"a minute; nothing was erased.");
	return STATUS_OK;
}

// Publishing their patterns would fail for want of a host.
static enum status check_programme(
	struct connection *recorder, struct person_id person, struct fault *fault)
{
	int64_t led = 0;
	enum status status = series_led(recorder, person, &led, fault);
	if (status == STATUS_OK && led)
		status = fault_set(fault, STATUS_DENIED, NULL,
			"The programme has sessions to come that this person leads, and nobody to lead them "
			"otherwise. Nothing was erased.");
	return status;
}

// On both trails, whose heads are locked in ascending order as everywhere.
static enum status empty_trail(struct connection *erasure, const struct audit_actor *by,
	struct person_id person, struct erased *out, struct fault *fault)
{
	int64_t emptied = 0;
	bool first = uuid_compare(by->organisation.uuid, person.uuid) < 0;
	enum status status = STATUS_OK;
	if (first)
		status = audit_add_organisation(erasure, by, AUDIT_PERSON_ERASED, fault);
	if (status == STATUS_OK)
		status = audit_erase_within(erasure, by, chain_of_person(person), &emptied, fault);
	if (status == STATUS_OK && !first)
		status = audit_add_organisation(erasure, by, AUDIT_PERSON_ERASED, fault);
	out->counts[ERASED_AUDIT] += emptied;
	return status;
}

static enum status erase(struct connection *erasure, const struct audit_actor *by,
	struct person_id person, enum erase_how how, const char *list, struct erased *out,
	struct fault *fault)
{
	struct leaver leaver;
	const struct erasure_record record = {.is_person = true, .person = person, .at = by->now};
	enum status status = erasure_lock(erasure, person, &leaver, fault);
	if (status == STATUS_OK)
		status = check(&leaver, how, by->now, fault);
	if (status == STATUS_OK)
		status = erasure_of_person(erasure, person, out, fault);
	if (status == STATUS_OK)
		status = empty_trail(erasure, by, person, out, fault);
	if (status == STATUS_OK && how == ERASE)
		status = erasure_list_append(list, by->organisation, &record, 1, fault);
	return status;
}

enum status erase_person(struct connection *erasure, struct connection *recorder,
	const struct audit_actor *by, struct person_id person, enum erase_how how, const char *list,
	struct erased *out, struct fault *fault)
{
	struct erased erased = {{0}};
	enum status status = check_programme(recorder, person, fault);
	if (status == STATUS_OK)
		status = transaction_begin(erasure, fault);
	if (status != STATUS_OK)
		return status;
	status = erase(erasure, by, person, how, list, &erased, fault);
	if (status == STATUS_OK && how == ERASE_FORESEEN)
		transaction_rollback(erasure);
	else
		status = transaction_end(erasure, status, fault);
	if (status == STATUS_OK)
		*out = erased;
	return status;
}
