// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include "http/lane.h"

struct shop {
	sem_t entered, gate;
	_Atomic int opened, closed, performed, dropped, out_of_order;
	_Atomic int taken; // how often something was
	bool gated;
	unsigned batch;
};

struct item {
	struct lane_work work; // first
	struct shop *shop;
	int number;
};

static struct shop shop;

static void *worker_open(void *context)
{
	struct shop *ours = context;
	ours->opened++;
	return ours;
}

static void worker_close(void *worker)
{
	struct shop *ours = worker;
	ours->closed++;
}

static void perform(struct lane_work *work, void *worker)
{
	struct item *item = (struct item *)work;
	struct shop *ours = worker;
	if (ours->gated) {
		sem_post(&ours->entered);
		sem_wait(&ours->gate);
	}
	ours->taken++;
	for (; item; item = (struct item *)item->work.next) {
		if (item->number != ours->performed)
			ours->out_of_order++;
		ours->performed++;
	}
}

static void drop(struct lane_work *work)
{
	struct item *item = (struct item *)work;
	item->shop->dropped++;
}

static struct lane *open_lane(unsigned threads, unsigned queue, bool gated)
{
	shop = (struct shop){.gated = gated, .batch = shop.batch};
	sem_init(&shop.entered, 0, 0);
	sem_init(&shop.gate, 0, 0);
	const struct http_lane options = {.name = "shop",
		.threads = threads,
		.queue = queue,
		.batch = shop.batch,
		.worker_open = worker_open,
		.worker_close = worker_close};
	const struct lane_duty duty = {&shop, perform, drop};
	struct lane *lane = NULL;
	assert_int_equal(lane_open(&options, &duty, &lane, NULL), STATUS_OK);
	return lane;
}

static void put(struct lane *lane, struct item *item, int number)
{
	*item = (struct item){.shop = &shop, .number = number};
	lane_put(lane, &item->work);
}

static void work_is_done_in_order(void **state)
{
	(void)state;
	struct lane *lane = open_lane(1, 100, false);
	struct item items[100];
	for (int i = 0; i < 100; i++) {
		assert_true(lane_reserve(lane));
		put(lane, &items[i], i);
	}
	while (shop.performed < 100)
		usleep(100);
	lane_close(lane);
	assert_int_equal(shop.out_of_order, 0);
	assert_int_equal(shop.dropped, 0);
}

static void every_thread_opens_and_closes_its_worker(void **state)
{
	(void)state;
	lane_close(open_lane(3, 1, false));
	assert_int_equal(shop.opened, 3);
	assert_int_equal(shop.closed, 3);
	lane_close(NULL);
}

static void a_lane_needs_no_worker(void **state)
{
	(void)state;
	const struct http_lane options = {
		.name = "a name longer than threads have", .threads = 1, .queue = 1};
	const struct lane_duty duty = {&shop, perform, drop};
	struct lane *lane = NULL;
	assert_int_equal(lane_open(&options, &duty, &lane, NULL), STATUS_OK);
	lane_close(lane);
}

static void a_full_lane_takes_no_more(void **state)
{
	(void)state;
	struct lane *lane = open_lane(1, 2, true);
	struct item items[4];
	assert_true(lane_reserve(lane));
	put(lane, &items[0], 0);
	sem_wait(&shop.entered); // so that nobody is idle
	assert_true(lane_reserve(lane));
	assert_true(lane_reserve(lane));
	assert_false(lane_reserve(lane)); // reserved places count
	put(lane, &items[1], 1);
	put(lane, &items[2], 2);
	assert_false(lane_reserve(lane));
	sem_post(&shop.gate);
	sem_wait(&shop.entered);
	assert_true(lane_reserve(lane));
	assert_false(lane_reserve(lane));
	put(lane, &items[3], 3);
	for (int i = 0; i < 3; i++)
		sem_post(&shop.gate);
	while (shop.performed < 4)
		usleep(100);
	lane_close(lane);
	assert_int_equal(shop.out_of_order, 0);
}

static void an_idle_thread_counts_as_a_place(void **state)
{
	(void)state;
	struct lane *lane = open_lane(1, 1, true);
	struct item items[2];
	assert_true(lane_reserve(lane));
	assert_true(lane_reserve(lane));
	assert_false(lane_reserve(lane));
	put(lane, &items[0], 0);
	put(lane, &items[1], 1);
	sem_post(&shop.gate);
	sem_post(&shop.gate);
	while (shop.performed < 2)
		usleep(100);
	lane_close(lane);
}

static void *open_gate_later(void *unused)
{
	usleep(20000);
	for (int i = 0; i < 4; i++)
		sem_post(&shop.gate);
	return unused;
}

static void closing_drops_what_waits_and_waits_for_the_rest(void **state)
{
	(void)state;
	struct lane *lane = open_lane(1, 5, true);
	struct item items[4];
	for (int i = 0; i < 4; i++) {
		assert_true(lane_reserve(lane));
		put(lane, &items[i], i);
	}
	sem_wait(&shop.entered);
	pthread_t opener;
	pthread_create(&opener, NULL, open_gate_later, NULL);
	lane_close(lane);
	pthread_join(opener, NULL);
	assert_int_equal(shop.performed + shop.dropped, 4);
	assert_true(shop.performed >= 1);
	assert_int_equal(shop.closed, 1);
}

static void a_thread_takes_what_waits_at_once_up_to_the_batch(void **state)
{
	(void)state;
	shop.batch = 4;
	struct lane *lane = open_lane(1, 100, true);
	struct item items[8];
	for (int i = 0; i < 8; i++) {
		assert_true(lane_reserve(lane));
		put(lane, &items[i], i);
		if (i == 0)
			sem_wait(&shop.entered); // takes the first alone, the rest wait meanwhile
	}
	for (int i = 0; i < 3; i++)
		sem_post(&shop.gate);
	for (int i = 0; i < 2; i++)
		sem_wait(&shop.entered);
	while (shop.performed < 8)
		usleep(1000);
	assert_int_equal(shop.taken, 3); // 1, 4 and 3
	assert_int_equal(shop.out_of_order, 0);
	lane_close(lane);
	shop.batch = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_is_done_in_order),
		cmocka_unit_test(every_thread_opens_and_closes_its_worker),
		cmocka_unit_test(a_lane_needs_no_worker),
		cmocka_unit_test(a_full_lane_takes_no_more),
		cmocka_unit_test(an_idle_thread_counts_as_a_place),
		cmocka_unit_test(a_thread_takes_what_waits_at_once_up_to_the_batch),
		cmocka_unit_test(closing_drops_what_waits_and_waits_for_the_rest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
