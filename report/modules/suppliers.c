// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A device works with those that supply it, with clocks, power or a reset, and its driver
 * waits until these have theirs. The kernel's device links tell them
 * (Documentation/ABI/testing/sysfs-class-devlink):
 *
 *     class/devlink/platform:1c20000.clock--platform:1c0f000.mmc/status     "active"
 *     …                                                    /sync_state_only "0"
 *
 * A link that is "active" is between two with drivers; one that is "not tracked", or of
 * sync_state() alone, keeps no driver waiting. ACPI makes no links of the pins by which a
 * device interrupts, as a touch pad's or a keyboard's on I2C: proc/interrupts tells of
 * those, by a chip that is called after its device, or after its driver.
 */
#include "report/modules/internal.h"

#include "data/host/interrupts.h"

/* Positions in the list of devices. */
struct supply {
	size_t supplier;
	size_t consumer;
};

/* The list's length: it is none of the list. */
static size_t find_device(const struct hw_device_list *list, struct hw_text id)
{
	size_t i = 0;

	while (i < list->n && !hw_text_eq(list->v[i].id, id))
		i++;
	return i;
}

/* Of "SUPPLIER--CONSUMER"; a name may have dashes, too. */
static bool find_supply(const struct hw_device_list *list, struct hw_text name,
			struct supply *ret)
{
	for (size_t i = 1; i + 2 < name.n; i++) {
		if (name.s[i] != '-' || name.s[i + 1] != '-')
			continue;
		ret->supplier = find_device(list, hw_text_head(name, i));
		ret->consumer = find_device(list, hw_text_from(name, i + 2));
		if (ret->supplier < list->n && ret->consumer < list->n)
			return true;
	}
	return false;
}

static bool has_value(struct hw_root *root, const struct hw_class_device *link,
		      const char *attribute, const char *value, struct hw_arena *arena)
{
	return hw_text_eq(
		hw_text_trim_end(hw_root_read_attr(root, link->path, attribute, arena),
				 "\n"),
		hw_text_of(value));
}

struct supplies {
	const struct hw_device_list *list;
	struct supply *v;
	size_t n;
	size_t room;
};

/* "i2c-ELAN0001:00", as drivers/i2c/i2c-core-base.c and drivers/spi/spi.c call what ACPI
 * names. */
static bool is_of_acpi(const struct hw_device *d)
{
	return hw_text_find(d->name, ':') < d->name.n &&
	       (hw_text_starts(d->name, HW_TEXT("i2c-")) ||
		hw_text_starts(d->name, HW_TEXT("spi-")));
}

/* The device of a chip, "INTC1055:00" or, of its driver, "amd_gpio"; that driver has one
 * (drivers/pinctrl/pinctrl-amd.c). The list's length: it has none. */
static size_t find_chip(const struct hw_device_list *list, struct hw_text chip)
{
	size_t i = 0;

	while (i < list->n && !(hw_text_eq(list->v[i].subsystem, HW_TEXT("platform")) &&
				(hw_text_eq(list->v[i].name, chip) ||
				 hw_text_eq(list->v[i].driver, chip))))
		i++;
	return i;
}

/* A hw_interrupt_fn. */
static bool add_interrupt(void *arg, struct hw_text chip, struct hw_text users)
{
	struct supplies *supplies = arg;
	const struct hw_device_list *list = supplies->list;
	const size_t supplier = find_chip(list, chip);
	const size_t before = supplies->n;

	while (users.n && supplier < list->n) {
		const struct hw_text user =
			hw_text_trim_start(hw_text_cut(&users, ','), " ");

		for (size_t i = 0; i < list->n && supplies->n < supplies->room; i++)
			if (is_of_acpi(&list->v[i]) &&
			    hw_text_eq(hw_text_from(list->v[i].name, strlen("i2c-")),
				       user))
				supplies->v[supplies->n++] = (struct supply){supplier, i};
	}
	return supplies->n > before;
}

/* Servers have many interrupts, and no such devices. */
static void add_interrupts(struct hw_root *root, struct supplies *supplies)
{
	for (size_t i = 0; i < supplies->list->n; i++)
		if (is_of_acpi(&supplies->list->v[i])) {
			hw_interrupts_each(root, add_interrupt, supplies);
			return;
		}
}

void hw_suppliers_mark(struct hw_root *root, const struct hw_device_list *list,
		       const struct hw_class_devices *classes, struct hw_arena *arena,
		       bool *is_in)
{
	const size_t room = classes->n + list->n + 1;
	struct supplies supplies = {
		.list = list,
		.v = HW_ARENA_NEW(arena, struct supply, room),
		.room = room,
	};
	struct supply *v = supplies.v;
	bool has_more = v && is_in;

	for (size_t i = 0; v && i < classes->n; i++) {
		const struct hw_class_device *link = &classes->v[i];

		if (hw_text_eq(link->class, HW_TEXT("devlink")) &&
		    has_value(root, link, "status", "active", arena) &&
		    !has_value(root, link, "sync_state_only", "1", arena) &&
		    find_supply(list, link->name, &v[supplies.n]))
			supplies.n++;
	}
	if (v)
		add_interrupts(root, &supplies);
	while (has_more) {
		has_more = false;
		for (size_t i = 0; i < supplies.n; i++) {
			const struct hw_device *supplier = &list->v[v[i].supplier];

			if (!is_in[v[i].consumer] || is_in[v[i].supplier] ||
			    !supplier->syspath.n)
				continue;
			hw_chain_mark(list, hw_text_from(supplier->syspath, 1), is_in);
			is_in[v[i].supplier] = true;
			has_more = true;
		}
	}
}

void hw_chain_mark(const struct hw_device_list *list, struct hw_text path, bool *is_in)
{
	for (size_t i = 0; i < list->n; i++) {
		struct hw_text dir = hw_text_from(list->v[i].syspath, 1);

		if (dir.n && hw_text_starts(path, dir) &&
		    (path.n == dir.n || path.s[dir.n] == '/'))
			is_in[i] = true;
	}
}
