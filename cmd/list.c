// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/command.h"
#include "cmd/diag.h"
#include "cmd/feed.h"
#include "cmd/hint.h"
#include "cmd/iommu.h"
#include "cmd/peers.h"
#include "cmd/session.h"
#include "report/class_word.h"
#include "report/text/columns.h"

/*
 * "hwalias --from FILE check" of what is listed: the command that explains what needs
 * attention. NULL: only some devices or columns are listed, or the machine was read from
 * standard input. Lifetime: the arena's.
 */
static const char *check_command(const struct hw_options *o, struct hw_arena *arena)
{
	const struct hw_selection *s = &o->selection;

	if (o->write.columns || s->bus || s->filter.by_id || s->filter.address)
		return NULL;
	for (size_t i = 0; i < o->machine.from_count; i++)
		if (strcmp(o->machine.from[i], "-") == 0)
			return NULL;
	return hw_arena_printf(arena, "hwalias%.*s check%s",
			       HW_TEXT_ARG(hw_hint_source(o, arena)),
			       s->depth == HW_SCAN_MAIN	 ? ""
			       : s->depth == HW_SCAN_ALL ? " -a"
							 : " -aa")
		.s;
}

static const struct hw_writer *choose_writer(struct hw_options *options,
					     struct hw_arena *arena)
{
	const struct hw_output_format *format = options->format;

	if (options->write.width)
		options->write.check_command = check_command(options, arena);
	if (!options->write.tree || !format->tree)
		return format->devices;
	options->write.default_columns = HW_COLUMNS_OF_TREE;
	return format->tree;
}

static bool is_name(const struct hw_filter *filter)
{
	return filter->address && !filter->pci.valid && !filter->usb.valid;
}

/* Whether an address is none of PCI's and USB's, which names a device of any bus. */
static bool names_any(const struct hw_selection *s)
{
	bool is_any = is_name(&s->filter);

	for (size_t i = 0; i < s->more_count; i++)
		is_any = is_any || is_name(&s->more[i]);
	return is_any;
}

/* A kind of devices, of which PCI and USB have none: boards have them on other buses. */
static bool looks_again(struct hw_selection *s)
{
	struct hw_text words = hw_text_of(s->bus);

	while (words.s)
		if (hw_kind_is(hw_text_cut(&words, ',')) && s->depth == HW_SCAN_MAIN) {
			s->depth = HW_SCAN_ALL;
			return true;
		}
	return false;
}

static int list_again(struct hw_session *session, const struct hw_selection *selection,
		      struct hw_plan *plan)
{
	int r;

	hw_plan_done(plan);
	r = hw_collect_plan(&session->machine, selection, plan);
	if (r == 0)
		r = hw_collect_planned(&session->machine, selection, plan,
				       hw_session_record, session, &session->tail);
	return r;
}

static enum hw_exit run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_options all = *given;
	const struct hw_options *options = &all;
	struct hw_selection selection = options->selection;
	struct hw_session session;
	struct hw_arena arena = {0};
	struct hw_plan plan = {0};
	enum hw_exit status;
	int r = 0;

	if (argc > 0) {
		hw_hint(options,
			"list takes no operand like '%s'; 'hwalias show %s' tells of a "
			"device, -s and -d choose some",
			argv[0], argv[0]);
		return HW_EXIT_USAGE;
	}
	if (options->by_iommu)
		return hw_iommu_run(options, 0, NULL);
	if (options->peers.lspci || options->peers.lsusb)
		return hw_peers_run(options);
	if (options->format->is_feed)
		return hw_feed_run(options, options->format->devices);
	all.machine.enrich = hw_columns_want_attributes(&options->write);
	all.machine.provides = hw_columns_want_provides(&options->write);
	all.machine.alias_detail =
		options->format->tells_lines ? HW_ALIAS_LINES : HW_ALIAS_NAMES;
	/* where a USB device is one line */
	all.machine.tell_usb = options->write.width && !options->write.tree &&
			       !options->write.columns && !options->write.verbose &&
			       !options->write.numeric && options->format->is_for_people;
	if (!selection.bus && selection.depth == HW_SCAN_MAIN && names_any(&selection))
		selection.depth = HW_SCAN_EVERYTHING;
	status = hw_session_open(options, choose_writer(&all, &arena), &session);
	if (status == HW_EXIT_OK) {
		r = hw_collect_plan(&session.machine, &selection, &plan);
		status = hw_session_begin(&session);
	}
	if (status == HW_EXIT_OK) {
		if (r == 0)
			r = hw_collect_planned(&session.machine, &selection, &plan,
					       hw_session_record, &session,
					       &session.tail);
		if (r == 0 && !session.records && looks_again(&selection))
			r = list_again(&session, &selection, &plan);
		all.selection.depth = selection.depth;
		status = hw_session_check(&session, r);
		if (status == HW_EXIT_OK && !hw_session_knows_buses(&session)) {
			status = HW_EXIT_NOT_FOUND;
		} else if (status == HW_EXIT_OK &&
			   !hw_session_found(options, session.records)) {
			status = HW_EXIT_NOT_FOUND;
		} else if (status == HW_EXIT_OK && plan.missing) {
			hw_session_say_no_device(options, plan.missing);
			status = HW_EXIT_NOT_FOUND;
		} else if (status == HW_EXIT_OK && session.records == 0 &&
			   selection.depth == HW_SCAN_MAIN) {
			/* as in a container; an empty list would look like a failure */
			hw_error("no PCI or USB devices here; --all lists other buses");
		}
	}
	hw_plan_done(&plan);
	status = hw_session_close(&session, status);
	hw_arena_done(&arena);
	return status;
}

const struct hw_command hw_command_list = {
	.name = "list",
	.operands = "",
	.help = "one line a device (the default)",
	.examples = "hwalias -a -o +SYSPATH	every bus, with the directories in /sys\n"
		    "hwalias -nn -b pci -d 8086:	the PCI devices of Intel, with "
		    "names and ids\n",
	.has_columns = true,
	.content = HW_CONTENT_DEVICES,
	.run = run,
};
