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
 * sync_state() alone, keeps no driver waiting. But a driver that asked for a regulator or
 * a PHY waited for it, and has a link to what the other driver made, of a class, that is
 * not tracked (_regulator_get(), drivers/regulator/core.c; phy_get(), drivers/phy):
 *
 *     class/devlink/regulator:regulator.7--platform:1c0f000.mmc
 *
 * ACPI makes no links of the pins by which a
 * device interrupts, as a touch pad's or a keyboard's on I2C: proc/interrupts tells of
 * those, by a chip that is called after its device, or after its driver.
 */
#include "report/chain/internal.h"

#include "data/running/interrupts.h"

struct supply {
	/* without leading slash */
	struct hw_text supplier;
	/* its position in the list of devices */
	size_t consumer;
	bool is_done;
};

struct supplies {
	const struct hw_device_list *list;
	const struct hw_class_devices *classes;
	struct supply *v;
	size_t n;
	size_t room;
};

/* The list's length: it is none of the list. */
static size_t find_device(const struct hw_device_list *list, struct hw_text id)
{
	size_t i = 0;

	while (i < list->n && !hw_text_eq(list->v[i].id, id))
		i++;
	return i;
}

/* The path of "regulator:regulator.7"; absent: there is none such. */
static struct hw_text find_of_class(const struct hw_class_devices *classes,
				    struct hw_text id)
{
	struct hw_text name = id;
	const struct hw_text class = hw_text_cut(&name, ':');

	for (size_t i = 0; i < classes->n; i++)
		if (hw_text_eq(classes->v[i].class, class) &&
		    hw_text_eq(classes->v[i].name, name))
			return classes->v[i].path;
	return HW_NO_TEXT;
}

/* Of "SUPPLIER--CONSUMER"; a name may have dashes, too. */
static bool find_supply(const struct supplies *supplies, struct hw_text name,
			struct supply *ret, bool *ret_is_of_class)
{
	const struct hw_device_list *list = supplies->list;

	for (size_t i = 1; i + 2 < name.n; i++) {
		const struct hw_text id = hw_text_head(name, i);
		size_t supplier;

		if (name.s[i] != '-' || name.s[i + 1] != '-')
			continue;
		*ret = (struct supply){
			.consumer = find_device(list, hw_text_from(name, i + 2))};
		if (ret->consumer == list->n)
			continue;
		supplier = find_device(list, id);
		*ret_is_of_class = supplier == list->n;
		if (*ret_is_of_class)
			ret->supplier = find_of_class(supplies->classes, id);
		else if (list->v[supplier].syspath.n)
			ret->supplier = hw_text_from(list->v[supplier].syspath, 1);
		if (ret->supplier.n)
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

static void add_link(struct hw_root *root, const struct hw_class_device *link,
		     struct hw_arena *arena, struct supplies *supplies)
{
	bool is_of_class;

	if (hw_text_eq(link->class, HW_TEXT("devlink")) &&
	    find_supply(supplies, link->name, &supplies->v[supplies->n], &is_of_class) &&
	    (has_value(root, link, "status", "active", arena) ||
	     (is_of_class && has_value(root, link, "status", "not tracked", arena))) &&
	    !has_value(root, link, "sync_state_only", "1", arena))
		supplies->n++;
}

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

	while (users.n && supplier < list->n && list->v[supplier].syspath.n) {
		const struct hw_text user =
			hw_text_trim_start(hw_text_cut(&users, ','), " ");

		for (size_t i = 0; i < list->n && supplies->n < supplies->room; i++)
			if (is_of_acpi(&list->v[i]) &&
			    hw_text_eq(hw_text_from(list->v[i].name, strlen("i2c-")),
				       user))
				supplies->v[supplies->n++] = (struct supply){
					.supplier = hw_text_from(
						list->v[supplier].syspath, 1),
					.consumer = i,
				};
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
		.classes = classes,
		.v = HW_ARENA_NEW(arena, struct supply, room),
		.room = room,
	};
	bool has_more = supplies.v && is_in;

	for (size_t i = 0; supplies.v && i < classes->n; i++)
		add_link(root, &classes->v[i], arena, &supplies);
	if (supplies.v)
		add_interrupts(root, &supplies);
	while (has_more) {
		has_more = false;
		for (size_t i = 0; i < supplies.n; i++) {
			struct supply *supply = &supplies.v[i];

			if (!is_in[supply->consumer] || supply->is_done)
				continue;
			hw_chain_mark(list, supply->supplier, is_in);
			supply->is_done = true;
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
