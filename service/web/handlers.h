// SPDX-License-Identifier: MIT
// Private to web: who answers the requests of the route table.
#pragma once

#include "web/routes.h"

void web_feed(const struct web_call *call);
bool web_feed_at_once(const struct web_call *call);
void web_health(const struct web_call *call);
void web_load(const struct web_call *call);
void web_my_load_now(const struct web_call *call);
void web_exposures(const struct web_call *call);
void web_retraction(const struct web_call *call);
bool web_stylesheet(const struct web_call *call);

// Pages, and what they do in the recorder's lane.
void web_home(const struct web_call *call);
void web_missing(const struct web_call *call);
void web_help_now(const struct web_call *call);
void web_who_can_see(const struct web_call *call);
void web_sign_in_page(const struct web_call *call);
void web_sign_in(const struct web_call *call);
void web_sign_out(const struct web_call *call);
void web_welcome_page(const struct web_call *call);
void web_welcome(const struct web_call *call);
void web_log_page(const struct web_call *call);
void web_log(const struct web_call *call);
void web_saved(const struct web_call *call);
void web_undo(const struct web_call *call);
void web_undo_recorded(const struct web_call *call);
void web_my_load(const struct web_call *call);
void web_load_table(const struct web_call *call);
void web_offers(const struct web_call *call);
void web_rosters_recorded(const struct web_call *call);
void web_rosters_taken(const struct web_call *call);
void web_duty(const struct web_call *call);
void web_offers_chosen(const struct web_call *call);
void web_offer_recorded(const struct web_call *call);
void web_times(const struct web_call *call);
void web_time_taken(const struct web_call *call);
void web_week(const struct web_call *call);
void web_week_named(const struct web_call *call);
void web_facilitate(const struct web_call *call);
void web_me(const struct web_call *call);
void web_feeds_recorded(const struct web_call *call);
void web_feed_made(const struct web_call *call);
void web_feed_renewed(const struct web_call *call);
void web_feed_ended(const struct web_call *call);
void web_access_log(const struct web_call *call);
void web_access_log_named(const struct web_call *call);
void web_own_sign_in(const struct web_call *call);
void web_own_password(const struct web_call *call);
void web_second_step(const struct web_call *call);
void web_second_step_confirm(const struct web_call *call);
void web_second_step_end(const struct web_call *call);
void web_calendar_copy(const struct web_call *call);
void web_my_data(const struct web_call *call);
void web_my_data_download(const struct web_call *call);
void web_my_data_completed(const struct web_call *call);
void web_my_data_remove_page(const struct web_call *call);
void web_my_data_remove(const struct web_call *call);
void web_my_data_removed(const struct web_call *call);
void web_share(const struct web_call *call);
void web_share_named(const struct web_call *call);
void web_share_begun(const struct web_call *call);
void web_share_ended(const struct web_call *call);
void web_shared(const struct web_call *call);
void web_shared_named(const struct web_call *call);
void web_shared_load(const struct web_call *call);
void web_shared_load_named(const struct web_call *call);
void web_contact_stopped(const struct web_call *call);
void web_contacts(const struct web_call *call);
void web_contacts_named(const struct web_call *call);
void web_contact_made(const struct web_call *call);
void web_availability(const struct web_call *call);
void web_availability_changed(const struct web_call *call);
void web_hours_taken_back(const struct web_call *call);
void web_calendar_uploaded(const struct web_call *call);
void web_calendar_removed(const struct web_call *call);
void web_contact_settings(const struct web_call *call);
void web_contact_settings_changed(const struct web_call *call);
void web_role(const struct web_call *call);
void web_sign_out_everywhere(const struct web_call *call);
void web_audit_recorded(const struct web_call *call);
void web_audit_table(const struct web_call *call);
void web_audit_roots(const struct web_call *call);
void web_audit_lines(const struct web_call *call);
void web_review_recorded(const struct web_call *call);
void web_people_recorded(const struct web_call *call);
void web_person_recorded(const struct web_call *call);
void web_person_changed(const struct web_call *call);
void web_person_leave_page(const struct web_call *call);
void web_person_left(const struct web_call *call);
void web_import_recorded(const struct web_call *call);
void web_import(const struct web_call *call);
void web_help_lines_recorded(const struct web_call *call);
void web_help_lines_changed(const struct web_call *call);
void web_policy(const struct web_call *call);
void web_policy_commented(const struct web_call *call);
void web_policy_admin(const struct web_call *call);
void web_policy_try(const struct web_call *call);
void web_policy_tried(const struct web_call *call);
void web_policy_acted(const struct web_call *call);
void web_trends(const struct web_call *call);
void web_trends_hiding(const struct web_call *call);
void web_trends_table(const struct web_call *call);

// Records what several requests bring, in one transaction where it can be.
void web_record(const struct web_call *calls, size_t count);
