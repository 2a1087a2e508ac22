// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/watch/pending.h"

enum { SETTLE = 500, PATIENCE = 5000 };

static struct hw_pending fresh(void)
{
	return (struct hw_pending){.settle = SETTLE, .patience = PATIENCE};
}

static void add(struct hw_pending *p, const char *syspath, unsigned action, int64_t now)
{
	const struct hw_uevent uevent = {
		.action = action,
		.syspath = hw_text_of(syspath),
		.subsystem = HW_TEXT("usb"),
		.name = HW_TEXT("1-6"),
	};

	assert_int_equal(hw_pending_add(p, &uevent, now), 0);
}

static void nothing_is_pending(void **state)
{
	struct hw_pending p = fresh();

	(void)state;
	assert_int_equal(hw_pending_wait(&p, 0), -1);
	/* a change is no event of a device that comes or goes */
	add(&p, "/sys/devices/a", 0, 0);
	assert_int_equal(hw_pending_wait(&p, 0), -1);
	assert_int_equal(hw_pending_ready(&p, 0), 0);
	hw_pending_done(&p);
}

static void events_of_a_device_are_one(void **state)
{
	struct hw_pending p = fresh();

	(void)state;
	add(&p, "/sys/devices/a", HW_UEVENT_ADD, 1000);
	assert_int_equal(hw_pending_wait(&p, 1000), SETTLE);
	add(&p, "/sys/devices/a", HW_UEVENT_BIND, 1400);
	assert_int_equal(p.n, 1);
	assert_int_equal(p.v[0].uevent.action, HW_UEVENT_ADD | HW_UEVENT_BIND);
	assert_int_equal(p.v[0].since, 1000);
	/* the last one counts */
	assert_int_equal(hw_pending_wait(&p, 1500), 400);
	assert_int_equal(hw_pending_ready(&p, 1899), 0);
	assert_int_equal(hw_pending_ready(&p, 1900), 1);
	hw_pending_drop(&p, 1, 1900);
	assert_int_equal(p.n, 0);
	hw_pending_done(&p);
}

static void what_never_settles_is_told(void **state)
{
	struct hw_pending p = fresh();

	(void)state;
	for (int64_t now = 0; now < PATIENCE; now += 100)
		add(&p, "/sys/devices/a", HW_UEVENT_ADD | HW_UEVENT_REMOVE, now);
	assert_int_equal(hw_pending_wait(&p, PATIENCE), 0);
	hw_pending_done(&p);
}

static void the_last_action_tells_whether_it_is_there(void **state)
{
	struct hw_pending p = fresh();

	(void)state;
	add(&p, "/sys/devices/a", HW_UEVENT_REMOVE, 0);
	assert_true(p.v[0].was_removed);
	add(&p, "/sys/devices/a", HW_UEVENT_ADD, 1);
	assert_false(p.v[0].was_removed);
	add(&p, "/sys/devices/a", HW_UEVENT_BIND, 2);
	assert_false(p.v[0].was_removed);
	add(&p, "/sys/devices/a", HW_UEVENT_REMOVE, 3);
	add(&p, "/sys/devices/a", HW_UEVENT_UNBIND, 4);
	assert_true(p.v[0].was_removed);
	hw_pending_done(&p);
}

static void devices_that_come_together_are_a_batch(void **state)
{
	struct hw_pending p = fresh();

	(void)state;
	add(&p, "/sys/devices/b/1", HW_UEVENT_ADD, 40);
	add(&p, "/sys/devices/late", HW_UEVENT_ADD, 300);
	add(&p, "/sys/devices/b", HW_UEVENT_ADD, 0);
	assert_int_equal(hw_pending_ready(&p, SETTLE), 2);
	/* whole devices before their parts, and these before others below them */
	assert_true(hw_text_eq(p.v[0].uevent.syspath, HW_TEXT("/sys/devices/b")));
	assert_true(hw_text_eq(p.v[1].uevent.syspath, HW_TEXT("/sys/devices/b/1")));
	hw_pending_drop(&p, 2, SETTLE);
	assert_int_equal(p.n, 1);
	assert_true(hw_text_eq(p.v[0].uevent.syspath, HW_TEXT("/sys/devices/late")));
	assert_int_equal(hw_pending_wait(&p, SETTLE), 300);
	hw_pending_done(&p);
}

static void what_was_there_is_that_of_the_first_look(void **state)
{
	struct hw_pending p = fresh();
	char id[] = "usb:1-6";
	const struct hw_device first = {.id = hw_text_of(id)};
	const struct hw_device second = {.id = HW_TEXT("usb:1-7")};

	(void)state;
	add(&p, "/sys/devices/a", HW_UEVENT_REMOVE, 0);
	assert_false(p.v[0].has_come);
	assert_int_equal(hw_pending_keep(&p.v[0], &first), 0);
	assert_int_equal(hw_pending_keep(&p.v[0], &second), 0);
	/* it is a copy, which further events leave */
	id[0] = 'x';
	add(&p, "/sys/devices/a", HW_UEVENT_ADD, 1);
	assert_false(p.v[0].has_come);
	assert_true(p.v[0].is_kept);
	assert_true(hw_text_eq(p.v[0].was->id, HW_TEXT("usb:1-6")));
	/* before one that comes there was nothing */
	add(&p, "/sys/devices/b", HW_UEVENT_ADD, 0);
	assert_true(p.v[1].has_come);
	assert_int_equal(hw_pending_keep(&p.v[1], &first), 0);
	assert_null(p.v[1].was);
	/* as where events were lost: another one is in its place */
	add(&p, "/sys/devices/c", HW_UEVENT_ADD | HW_UEVENT_REMOVE, 0);
	assert_false(p.v[2].has_come);
	hw_pending_done(&p);
}

static void parts_come_before_other_devices_below(void **state)
{
	static const char *const paths[] = {
		"/sys/devices/usb1/1-7",	 "/sys/devices/usb1/1-7/1-7:1.0",
		"/sys/devices/usb1/1-7/1-7.1",	 "/sys/devices/usb1/1-7/1-7.1/1-7.1:1.0",
		"/sys/devices/usb1/1-7/1-7.1/z", "/sys/devices/usb1/1-8",
	};
	const size_t count = sizeof(paths) / sizeof(*paths);
	struct hw_pending p = fresh();

	(void)state;
	for (size_t i = 0; i < count; i++)
		add(&p, paths[(i * 5 + 3) % count], HW_UEVENT_ADD, 0);
	assert_int_equal(hw_pending_ready(&p, SETTLE), count);
	for (size_t i = 0; i < count; i++)
		assert_true(hw_text_eq(p.v[i].uevent.syspath, hw_text_of(paths[i])));
	hw_pending_done(&p);
}

static void a_retry_ends_with_the_patience(void **state)
{
	struct hw_pending p = fresh();
	int64_t now = SETTLE;
	int tries = 0;

	(void)state;
	add(&p, "/sys/devices/a", HW_UEVENT_ADD, 0);
	while (hw_pending_ready(&p, now) && hw_pending_retry(&p, &p.v[0], now)) {
		hw_pending_drop(&p, 1, now);
		assert_int_equal(p.n, 1);
		now += hw_pending_wait(&p, now);
		tries++;
	}
	assert_int_equal(now, PATIENCE);
	assert_int_equal(tries, PATIENCE / SETTLE - 1);
	hw_pending_drop(&p, 1, now);
	assert_int_equal(p.n, 0);
	hw_pending_done(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_pending),
		cmocka_unit_test(events_of_a_device_are_one),
		cmocka_unit_test(what_never_settles_is_told),
		cmocka_unit_test(the_last_action_tells_whether_it_is_there),
		cmocka_unit_test(devices_that_come_together_are_a_batch),
		cmocka_unit_test(what_was_there_is_that_of_the_first_look),
		cmocka_unit_test(parts_come_before_other_devices_below),
		cmocka_unit_test(a_retry_ends_with_the_patience),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
