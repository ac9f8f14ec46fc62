// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "app/accounts/allowance.h"

#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define START INT64_C(1796083200)

static const struct allowance_limits limits = {{20, 5}, {4, 100}, {4, 10}, 1024};
static const struct allowance_limits open_door = {{1000000, 1}, {4, 100}, {4, 10}, 1024};
static struct allowance *allowance;

static int begin(void **state)
{
	(void)state;
	const struct hash_seed seed = {{7}};
	allowance = allowance_new(&limits, &seed);
	return allowance && secret_open(NULL) == STATUS_OK ? 0 : -1;
}

static int begin_open(void **state)
{
	(void)state;
	const struct hash_seed seed = {{7}};
	allowance = allowance_new(&open_door, &seed);
	return allowance && secret_open(NULL) == STATUS_OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	allowance_free(allowance);
	return 0;
}

static struct sign_in_attempt attempt_of(const char *address, const char *name, int device)
{
	struct sign_in_attempt attempt = {
		.name = digest_hash(text_of(name)), .known = device != 0, .device = {{(uint8_t)device}}};
	unsigned part[8];
	int count = sscanf(address, "%u.%u.%u.%u", &part[0], &part[1], &part[2], &part[3]);
	if (count == 4) {
		attempt.address.bytes[10] = attempt.address.bytes[11] = 0xFF;
		for (size_t i = 0; i < 4; i++)
			attempt.address.bytes[12 + i] = (unsigned char)part[i];
		return attempt;
	}
	assert_int_equal(sscanf(address, "%x:%x:%x:%x:%x:%x:%x:%x", &part[0], &part[1], &part[2],
						 &part[3], &part[4], &part[5], &part[6], &part[7]),
		8);
	for (size_t i = 0; i < 8; i++) {
		attempt.address.bytes[2 * i] = (unsigned char)(part[i] >> 8);
		attempt.address.bytes[2 * i + 1] = (unsigned char)part[i];
	}
	return attempt;
}

static int64_t take(const char *address, const char *name, int device, int64_t after)
{
	struct sign_in_attempt attempt = attempt_of(address, name, device);
	return allowance_take(allowance, &attempt, (struct instant){START + after});
}

static void give_back(const char *address, const char *name, int device, int64_t after)
{
	struct sign_in_attempt attempt = attempt_of(address, name, device);
	allowance_give_back(allowance, &attempt, (struct instant){START + after});
}

static void a_name_has_its_burst_and_then_one_at_a_time(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.1", "jane", 0, 0), 0);
	assert_int_equal(take("192.0.2.1", "jane", 0, 0), 100);
	assert_int_equal(take("192.0.2.2", "jane", 0, 30), 70); // from wherever
	assert_int_equal(take("192.0.2.1", "joan", 0, 30), 0);
	assert_int_equal(take("192.0.2.1", "jane", 0, 99), 1);
	assert_int_equal(take("192.0.2.1", "jane", 0, 100), 0);
	assert_int_equal(take("192.0.2.1", "jane", 0, 100), 100);
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.1", "jane", 0, 1000), 0);
	assert_true(take("192.0.2.1", "jane", 0, 1000) > 0);
}

static void guessing_at_a_name_does_not_touch_its_devices(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.1", "jane", 0, 0), 0);
	assert_true(take("192.0.2.1", "jane", 0, 0) > 0);
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.9", "jane", 1, 0), 0);
	assert_int_equal(take("192.0.2.9", "jane", 1, 0), 10); // it may not guess without end either
	assert_int_equal(take("192.0.2.9", "jane", 2, 0), 0);
}

static void an_address_has_its_own_allowance_over_all_names(void **state)
{
	(void)state;
	char name[16];
	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof name, "name %d", i);
		assert_int_equal(take("192.0.2.1", name, 0, 0), 0);
	}
	assert_int_equal(take("192.0.2.1", "another", 0, 0), 5);
	assert_int_equal(take("192.0.2.1", "another", 1, 0), 5);
	assert_int_equal(take("192.0.2.2", "another", 0, 0), 0);
	// What an address was refused has cost the name nothing.
	for (int i = 0; i < 3; i++)
		assert_int_equal(take("192.0.2.2", "another", 0, 0), 0);
	assert_int_equal(take("192.0.2.2", "another", 0, 0), 100);
}

static void a_network_of_version_6_is_one_address(void **state)
{
	(void)state;
	char address[64], name[16];
	for (int i = 0; i < 20; i++) {
		snprintf(address, sizeof address, "2001:db8:0:1:%x:0:0:%x", i, i);
		snprintf(name, sizeof name, "name %d", i);
		assert_int_equal(take(address, name, 0, 0), 0);
	}
	assert_true(take("2001:db8:0:1:ffff:0:0:1", "another", 0, 0) > 0);
	assert_int_equal(take("2001:db8:0:2:ffff:0:0:1", "another", 0, 0), 0);
	assert_int_equal(take("0.0.0.1", "another", 0, 0), 0);
}

static void a_whole_station_signs_in_from_one_address(void **state)
{
	(void)state;
	char name[16];
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "name %d", i);
		assert_int_equal(take("192.0.2.1", name, 0, 0), 0);
		give_back("192.0.2.1", name, 0, 0);
	}
}

static void giving_back_never_makes_a_bucket_larger(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++)
		give_back("192.0.2.1", "jane", 0, 0);
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.1", "jane", 0, 0), 0);
	assert_true(take("192.0.2.1", "jane", 0, 0) > 0);
}

static void a_clock_that_is_set_back_makes_nobody_wait_longer(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.1", "jane", 0, 1000000), 0);
	assert_int_equal(take("192.0.2.1", "jane", 0, 0), 100);
	assert_int_equal(take("192.0.2.1", "jane", 0, 100), 0);
}

static void a_million_names_take_no_more_memory_and_forget_no_name_that_is_guessed_at(void **state)
{
	(void)state;
	char name[32];
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.1", "jane", 0, 0), 0);
	assert_true(take("192.0.2.1", "jane", 0, 0) > 0);
	size_t before = mallinfo2().uordblks;
	for (int i = 0; i < 1000000; i++) {
		snprintf(name, sizeof name, "name %d", i);
		struct sign_in_attempt attempt = attempt_of("192.0.2.1", name, i % 3 ? 0 : 1 + i % 255);
		(void)!allowance_take(allowance, &attempt, (struct instant){START});
	}
	assert_int_equal(mallinfo2().uordblks, before);
	assert_int_equal(take("192.0.2.1", "jane", 0, 0), 100);
	// Nobody whose name was forgotten is worse off for it, nor is a new name.
	assert_int_equal(take("192.0.2.2", "joan", 0, 0), 0);
}

static void *sign_in_often(void *unused)
{
	for (int i = 0; i < 50000; i++) {
		if (take("192.0.2.1", "jane", 0, 0) == 0)
			give_back("192.0.2.1", "jane", 0, 0);
	}
	return unused;
}

static void what_many_take_and_give_back_at_once_adds_up(void **state)
{
	(void)state;
	pthread_t threads[4];
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, sign_in_often, NULL), 0);
	for (size_t i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < 4; i++)
		assert_int_equal(take("192.0.2.1", "jane", 0, 0), 0);
	assert_int_equal(take("192.0.2.1", "jane", 0, 0), 100);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_name_has_its_burst_and_then_one_at_a_time),
		TEST(guessing_at_a_name_does_not_touch_its_devices),
		TEST(an_address_has_its_own_allowance_over_all_names),
		TEST(a_network_of_version_6_is_one_address),
		TEST(a_whole_station_signs_in_from_one_address),
		TEST(giving_back_never_makes_a_bucket_larger),
		TEST(a_clock_that_is_set_back_makes_nobody_wait_longer),
		TEST(what_many_take_and_give_back_at_once_adds_up),
		cmocka_unit_test_setup_teardown(
			a_million_names_take_no_more_memory_and_forget_no_name_that_is_guessed_at, begin_open,
			end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
