// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/commands/iommu.h"

#include <errno.h>
#include <strings.h>

#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/excluded.h"
#include "cmd/session/named.h"
#include "report/collect/iommu.h"
#include "report/page/page.h"

#define COLUMNS "IOMMU,DEVICE,CLASS,NAME,ID,DRIVER"

struct iommu {
	struct hw_session session;
	struct hw_plan plan;
	struct hw_arena arena;
	/* those that the operands name, and of these those that a group can have */
	struct hw_named named;
	struct hw_device_list wanted;
	/* of the wanted ones those that are named; the others are of groups */
	size_t devices;
	/* the numbers of groups among the operands */
	struct hw_text *groups;
	size_t group_count;
};

static bool is_number(struct hw_text text)
{
	return text.n && text.n < 10 && !hw_text_trim_start(text, "0123456789").n;
}

/* The number of "group 13", "group13" and "13", which is no address to iommu; absent: it
 * is none. */
static struct hw_text group_of(const char *operand)
{
	static const char word[] = "group";
	struct hw_text text = hw_text_of(operand);

	if (strncasecmp(operand, word, sizeof(word) - 1) == 0)
		text = hw_text_trim_start(hw_text_from(text, sizeof(word) - 1), " :");
	return is_number(text) ? text : HW_NO_TEXT;
}

/* Takes the numbers of groups out of the operands; returns how many of these are left. */
static int take_groups(struct iommu *s, int argc, char **argv)
{
	int left = 0;

	s->groups = HW_ARENA_NEW(&s->arena, struct hw_text, (size_t)argc);
	for (int i = 0; s->groups && i < argc; i++) {
		struct hw_text number = group_of(argv[i]);

		/* "group 13" in two words */
		if (i + 1 < argc && strcasecmp(argv[i], "group") == 0 &&
		    is_number(hw_text_of(argv[i + 1])))
			continue;
		if (number.n)
			s->groups[s->group_count++] = number;
		else
			argv[left++] = argv[i];
	}
	return s->groups ? left : argc;
}

/* The device itself, or that above it that the IOMMU knows: eth0 may be of a virtio
 * device of a PCI function. */
static const struct hw_device *with_group(struct iommu *s, const struct hw_device *device)
{
	const struct hw_device_list *all = &s->named.list;
	struct hw_root *root = s->session.machine.root;
	const struct hw_device *above = device;

	while (above && !hw_iommu_group(root, above, &s->arena).n) {
		struct hw_text parent = above->parent;

		above = NULL;
		for (size_t i = 0; parent.n && !above && i < all->n; i++)
			if (hw_text_eq(all->v[i].id, parent))
				above = &all->v[i];
	}
	return above ? above : device;
}

static enum hw_tristate is_on(struct iommu *s)
{
	return hw_iommu_is_on(s->session.machine.root, s->session.machine.is_dump,
			      &s->arena);
}

/* Of a number that no group has. */
static void say_no_such_group(struct iommu *s, struct hw_text number)
{
	const enum hw_tristate on = is_on(s);

	if (on == HW_YES)
		hw_hint(s->session.options,
			"no IOMMU group '%.*s'; 'hwalias iommu' lists the groups",
			HW_TEXT_ARG(number));
	else
		hw_error("no IOMMU group '%.*s': %s", HW_TEXT_ARG(number),
			 on == HW_NO ? "the machine has no IOMMU, or it is switched off"
				     : "what was read tells no groups, as lspci -v and "
				       "snapshots do");
}

/* Adds the devices of the groups to `wanted`, which has room for them; false: one has
 * none, which was said. */
static bool add_groups(struct iommu *s, struct hw_device *wanted)
{
	struct hw_root *root = s->session.machine.root;
	const struct hw_device_list *all = &s->named.list;
	bool are_all = true;

	for (size_t g = 0; g < s->group_count; g++) {
		size_t before = s->wanted.n;

		for (size_t i = 0; i < all->n; i++)
			if (hw_text_eq(hw_iommu_group(root, &all->v[i], &s->arena),
				       s->groups[g]))
				wanted[s->wanted.n++] = all->v[i];
		if (s->wanted.n > before)
			continue;
		say_no_such_group(s, s->groups[g]);
		are_all = false;
	}
	return are_all;
}

/* Finds the devices of all operands. *ret_status: whether each names one. */
static int find_wanted(struct iommu *s, int argc, char **argv, enum hw_exit *ret_status)
{
	struct hw_device *wanted;
	size_t room = 0;
	int r;

	argc = take_groups(s, argc, argv);
	r = hw_named_find(&s->session, argc, argv, false, &s->named);

	if (r < 0)
		return r;
	room = s->group_count * s->named.list.n;
	for (size_t i = 0; i < s->named.n; i++) {
		if (hw_named_is_missing(&s->session, &s->named, i, argv[i]))
			*ret_status = HW_EXIT_NOT_FOUND;
		room += s->named.found[i].n;
	}
	wanted = HW_ARENA_NEW(&s->arena, struct hw_device, room);
	if (room && !wanted)
		return -ENOMEM;
	s->wanted.v = wanted;
	for (size_t i = 0; i < s->named.n; i++)
		for (size_t k = 0; k < s->named.found[i].n; k++)
			wanted[s->wanted.n++] =
				*with_group(s, s->named.found[i].v[k].device);
	s->devices = s->wanted.n;
	if (!add_groups(s, wanted))
		*ret_status = HW_EXIT_NOT_FOUND;
	return 0;
}

/* Below the table, and only for people: records have their group. */
static void print_sentences(struct iommu *s)
{
	struct hw_page page = {
		.out = s->session.out,
		.options = s->session.options->write,
	};
	const enum hw_tristate on = s->devices ? is_on(s) : HW_UNKNOWN;

	for (size_t i = 0; i < s->devices; i++) {
		struct hw_text sentence =
			hw_iommu_sentence(s->session.machine.root, &s->plan,
					  &s->wanted.v[i], on, &s->arena);

		if (!i && s->session.records)
			fputc('\n', page.out);
		hw_page_line(&page, sentence);
	}
	hw_arena_done(&page.arena);
}

/* Whether all that -b, -d and -s name is there, in a group or in none; if not, an error
 * is printed. */
static bool is_there(struct iommu *s)
{
	const struct hw_selection *selection = &s->session.options->selection;
	struct hw_machine *machine = &s->session.machine;

	return hw_session_knows_buses(&s->session, NULL) &&
	       hw_session_found(s->session.options, machine,
				s->session.records ||
					hw_excluded_has_device(machine, selection));
}

/* Of a table without lines. */
static enum hw_exit say_no_group(struct iommu *s, int argc)
{
	const struct hw_selection *selection = &s->session.options->selection;
	bool is_chosen =
		selection->bus || selection->filter.by_id || selection->filter.address;

	if (is_on(s) == HW_UNKNOWN) {
		hw_error("what was read tells no IOMMU groups, as lspci -v and snapshots "
			 "do: whether the machine has any is not known");
		return HW_EXIT_FAILED;
	}
	if (is_on(s) == HW_NO)
		hw_error("no device is in an IOMMU group: the machine has no IOMMU, or "
			 "it is switched off");
	else if (argc && is_chosen)
		hw_error("what was named and what was chosen share no IOMMU group");
	else
		hw_error("%s in no IOMMU group",
			 argc ? "what was named is" : "the devices that were chosen are");
	return HW_EXIT_OK;
}

static enum hw_exit collect(struct iommu *s, const struct hw_options *options, int argc,
			    char **argv)
{
	const struct hw_selection *selection = &options->selection;
	enum hw_exit found = HW_EXIT_OK;
	enum hw_exit status;
	int r = hw_collect_plan(&s->session.machine, selection, &s->plan);

	if (r == 0 && argc)
		r = find_wanted(s, argc, argv, &found);
	if (r == 0)
		r = hw_iommu_narrow(s->session.machine.root, argc ? &s->wanted : NULL,
				    &s->plan);
	status = hw_session_begin(&s->session);
	if (status != HW_EXIT_OK)
		return status;
	if (r == 0)
		r = hw_collect_planned(&s->session.machine, selection, &s->plan,
				       hw_session_record, &s->session, &s->session.tail);
	if (r == 0 && !is_there(s))
		found = HW_EXIT_NOT_FOUND;
	else if (r == 0 && !s->session.records && (!argc || s->wanted.n))
		found = say_no_group(s, argc);
	status = hw_session_check(&s->session, r);
	return status == HW_EXIT_OK ? found : status;
}

enum hw_exit hw_iommu_run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_options options = *given;
	struct iommu s = {.arena = {0}};
	enum hw_exit status;

	if (argc > 0 && !hw_named_are_given(argc, argv)) {
		hw_error("an operand of iommu is empty, and names no device");
		return HW_EXIT_USAGE;
	}
	if (options.format->is_feed) {
		hw_error("--format %s is of the machine: hwalias --format %s",
			 options.format->name, options.format->name);
		return HW_EXIT_USAGE;
	}
	options.machine.groups = true;
	options.machine.enrich = options.write.verbose > 0;
	options.write.default_columns = COLUMNS;
	if (options.selection.depth == HW_SCAN_MAIN)
		options.selection.depth = HW_SCAN_ALL;
	status = hw_session_open(&options, options.format->devices, &s.session);
	/* a machine has devices in no group */
	s.session.is_chosen = true;
	if (status == HW_EXIT_OK)
		status = collect(&s, &options, argc, argv);
	/* after the table, which is printed at the end */
	if (status != HW_EXIT_FAILED && options.format->is_for_people) {
		if (s.session.has_begun &&
		    hw_writer_end(s.session.writer, s.session.writer_self,
				  &s.session.tail) < 0)
			status = hw_session_check(&s.session, -ENOMEM);
		s.session.has_begun = false;
		print_sentences(&s);
	}
	hw_named_done(&s.named);
	hw_plan_done(&s.plan);
	status = hw_session_close(&s.session, status);
	hw_arena_done(&s.arena);
	return status;
}

const struct hw_command hw_command_iommu = {
	.name = "iommu",
	.operands = "[DEVICE|GROUP...]",
	.help = "the devices by IOMMU group; those of one group (13); of a device, what "
		"a virtual machine must have with it",
	.examples = "hwalias iommu	all groups\n"
		    "hwalias iommu 01:00.0	the group of a graphics card\n"
		    "hwalias iommu 13	the devices of that group\n",
	.has_columns = true,
	.content = HW_CONTENT_DEVICES,
	.run = hw_iommu_run,
};
