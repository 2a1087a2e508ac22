// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "cmd/line/command.h"
#include "cmd/print/diag.h"
#include "cmd/session/named.h"
#include "report/columns/columns.h"
#include "report/machine/sources/provides.h"
#include "report/peers/udev_rule.h"

struct show {
	struct hw_session session;
	const struct hw_write_options *write;
	struct hw_named named;
	/* by index in the list of all devices: the device has been shown */
	bool *shown;
};

static const struct hw_device *find_device(const struct hw_device_list *list,
					   struct hw_text id)
{
	for (size_t i = 0; id.n && i < list->n; i++)
		if (hw_text_eq(list->v[i].id, id))
			return &list->v[i];
	return NULL;
}

/* Adds the device's ancestors, nearest first, each with its name. */
static int find_ancestors(struct show *s, struct hw_arena *arena,
			  struct hw_record *record)
{
	const struct hw_device *first =
		find_device(&s->named.list, record->device.parent);
	const struct hw_device *d;
	struct hw_ancestor *v;
	size_t n = 0;

	for (d = first; d; d = find_device(&s->named.list, d->parent))
		n++;
	v = HW_ARENA_NEW(arena, struct hw_ancestor, n);
	if (n && !v)
		return -ENOMEM;
	d = first;
	for (size_t i = 0; i < n; i++, d = find_device(&s->named.list, d->parent)) {
		struct hw_record above = {.device = *d};
		int r = hw_collect_identity(&s->session.machine, arena, &above);

		if (r < 0)
			return r;
		v[i].id = above.device.id;
		v[i].name = hw_column_name(&above, s->write, arena);
	}
	record->ancestors = v;
	record->ancestor_count = n;
	return 0;
}

static int print_rules(struct show *s, const struct hw_found *found)
{
	struct hw_record record = {.device = *found->device};
	struct hw_machine *machine = &s->session.machine;
	struct hw_arena arena = {0};
	struct hw_text rules = HW_NO_TEXT;
	int r = hw_collect_identity(machine, &arena, &record);

	/* the name as the kernel has it: a rule for a withheld one fits nothing */
	record.device = *found->device;
	if (r == 0)
		r = hw_provides_fill(machine, &arena, &record);
	if (r == 0)
		r = hw_udev_rules(machine, &record, s->session.options->udev_rule, &arena,
				  &rules);
	if (r == 0)
		fwrite(rules.s, 1, rules.n, s->session.out);
	if (r == -ENODATA)
		hw_error("%.*s tells no serial number", HW_TEXT_ARG(record.device.id));
	if (r == -EACCES)
		hw_error("a rule by the serial number tells it: this takes --privacy "
			 "full");
	hw_arena_done(&arena);
	return r;
}

static int show_device(struct show *s, const struct hw_found *found)
{
	struct hw_record record = {
		.device = *found->device,
		.found_as = found->how,
		.in_detail = true,
	};
	size_t at = (size_t)(found->device - s->named.list.v);
	struct hw_arena arena = {0};
	int r;

	if (s->shown[at])
		return 0;
	s->shown[at] = true;
	if (s->session.options->udev_rule)
		return print_rules(s, found);
	r = find_ancestors(s, &arena, &record);
	if (r == 0)
		r = hw_collect_device(&s->session.machine, &record, hw_session_record,
				      &s->session, &s->session.tail);
	hw_arena_done(&arena);
	return r;
}

/* A rule for a whole device is about its parts too. */
static bool is_part_of_found(const struct hw_found_list *found, size_t at)
{
	const struct hw_device *d = found->v[at].device;

	for (size_t i = 0; i < found->n; i++)
		if (hw_bus_is_part(d->bus, d->kind) &&
		    hw_text_eq(d->parent, found->v[i].device->id))
			return true;
	return false;
}

/* Finds the devices of all operands. */
static int find_all(struct show *s, int argc, char **argv)
{
	int r = hw_named_find(&s->session, argc, argv, false, &s->named);

	if (r < 0)
		return r;
	s->shown = HW_ARENA_NEW(&s->named.arena, bool, s->named.list.n);
	return hw_arena_failed(&s->named.arena) ? -ENOMEM : 0;
}

static enum hw_exit show_all(struct show *s, int argc, char **argv)
{
	int r = find_all(s, argc, argv);
	enum hw_exit status =
		s->session.writer ? hw_session_begin(&s->session) : HW_EXIT_OK;

	if (status != HW_EXIT_OK)
		return status;
	for (size_t i = 0; i < s->named.n && r == 0; i++) {
		const struct hw_found_list *found = &s->named.found[i];

		if (hw_named_is_missing(&s->session, &s->named, i, argv[i]))
			status = HW_EXIT_NOT_FOUND;
		for (size_t j = 0; j < found->n && r == 0; j++)
			if (!s->session.options->udev_rule || !is_part_of_found(found, j))
				r = show_device(s, &found->v[j]);
	}
	/* the reason has been printed */
	if ((r == -ENODATA || r == -EACCES) && s->session.options->udev_rule)
		return HW_EXIT_NOT_FOUND;
	return r ? hw_session_check(&s->session, r) : status;
}

static enum hw_exit run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_options options = *given;
	struct show s = {.write = &given->write};
	enum hw_exit status;

	if (!hw_named_are_given(argc, argv)) {
		hw_error("show what? A device, as in 'hwalias show 00:1f.6' or "
			 "'hwalias show eth0'");
		return HW_EXIT_USAGE;
	}
	options.machine.enrich = options.write.verbose > 0;
	options.machine.describe = true;
	options.machine.provides = true;
	options.machine.ask_modules = true;
	options.machine.packages = true;
	options.machine.firmware = options.write.verbose > 0;
	options.machine.details = options.write.verbose > 0;
	status = hw_session_open(
		&options, options.udev_rule ? NULL : options.format->details, &s.session);
	s.session.is_chosen = true;
	if (status == HW_EXIT_OK)
		status = show_all(&s, argc, argv);
	status = hw_session_close(&s.session, status);
	hw_named_done(&s.named);
	return status;
}

const struct hw_command hw_command_show = {
	.name = "show",
	.operands = "DEVICE...",
	.help = "everything about a device: an address, a name (eth0), a path in /sys, "
		"or a device node (/dev/sda)",
	.examples =
		"hwalias show eth0	the network card: ids, driver, what else claims "
		"it\n"
		"hwalias show -J 00:1f.6 1-6	a PCI and a USB device, as JSON\n",
	.content = HW_CONTENT_DETAILS,
	.run = run,
};
