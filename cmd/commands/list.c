// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "cmd/commands/iommu.h"
#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/attention.h"
#include "cmd/session/feed.h"
#include "cmd/session/kind.h"
#include "cmd/session/peers.h"
#include "cmd/session/session.h"
#include "report/class_word.h"
#include "report/columns/columns.h"
#include "report/select/selection.h"
#include "report/verdict/shell_quote.h"

static const struct hw_writer *choose_writer(struct hw_options *options)
{
	const struct hw_output_format *format = options->format;

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

/* A list, and what `check` would say of it. */
struct listing {
	struct hw_session session;
	struct hw_options options;
	struct hw_selection selection;
	struct hw_attention attention;
	struct hw_plan plan;
	/* devices that are not listed: their attention alone is told */
	struct hw_device_list others;
};

static int list_record(void *arg, const struct hw_record *record)
{
	struct listing *l = arg;
	int r = hw_attention_record(&l->attention, record);

	return r < 0 ? r : hw_session_record(&l->session, record);
}

static int count_record(void *arg, const struct hw_record *record)
{
	struct listing *l = arg;

	return hw_attention_record(&l->attention, record);
}

/* Parts the devices of all buses into those that the list has and `others`. */
static int part(struct listing *l)
{
	const struct hw_scan listed = hw_selection_scan(&l->selection);
	struct hw_device_list all = l->plan.list;
	struct hw_device *v = HW_ARENA_NEW(&l->plan.arena, struct hw_device, all.n);
	size_t listed_count = 0;
	size_t n = all.n;

	if (all.n && !v)
		return -ENOMEM;
	/* the list's from the start, the others up to the end, each in their order */
	for (size_t i = 0; i < all.n; i++)
		if (hw_sysfs_is_scanned(&listed, &all.v[i]))
			v[listed_count++] = all.v[i];
	for (size_t i = all.n; i-- > 0;)
		if (!hw_sysfs_is_scanned(&listed, &all.v[i]))
			v[--n] = all.v[i];
	l->plan.list = (struct hw_device_list){v, listed_count};
	l->others = (struct hw_device_list){v + n, all.n - n};
	return 0;
}

/* `check` looks at all buses, but for a device that is named. */
static int plan(struct listing *l)
{
	struct hw_selection wide = l->selection;
	bool is_wider = l->attention.command.n && !l->attention.is_known &&
			wide.depth == HW_SCAN_MAIN && !wide.filter.address;
	int r;

	if (is_wider)
		wide.depth = HW_SCAN_ALL;
	r = hw_collect_plan(&l->session.machine, &wide, &l->plan);
	return r == 0 && is_wider ? part(l) : r;
}

static int count_others(struct listing *l)
{
	const struct hw_plan others = {.list = l->others};
	struct hw_report_tail tail = {0};

	return hw_collect_planned(&l->session.machine, &l->selection, &others,
				  count_record, l, &tail);
}

static enum hw_exit list_devices(struct listing *l, int r)
{
	struct hw_session *session = &l->session;
	enum hw_exit status;

	if (r == 0)
		r = hw_collect_planned(&session->machine, &l->selection, &l->plan,
				       list_record, l, &session->tail);
	if (r == 0)
		r = count_others(l);
	l->options.selection.depth = l->selection.depth;
	status = hw_session_check(session, r);
	if (status != HW_EXIT_OK)
		return status;
	if (!hw_session_knows_buses(session, NULL) ||
	    !hw_session_found(session->options, &session->machine, session->records))
		return HW_EXIT_NOT_FOUND;
	/* as in a container; an empty list would look like a failure */
	if (session->records == 0 && l->selection.depth == HW_SCAN_MAIN)
		hw_error("no PCI or USB devices here; --all lists other buses");
	return HW_EXIT_OK;
}

/* A table of the usual columns: what people wrote is in a note alone, and there it is
 * asked for. */
static bool quotes_nothing(const struct hw_options *o)
{
	return !o->format->wants_host && !o->write.columns && !o->write.verbose;
}

static enum hw_exit list(struct listing *l, struct hw_arena *arena)
{
	struct hw_options *o = &l->options;
	struct hw_session *session = &l->session;
	const struct hw_text command = hw_attention_command(o, arena);
	enum hw_exit status;
	int r;

	o->machine.enrich = hw_columns_want_attributes(&o->write);
	o->machine.provides = hw_columns_want_provides(&o->write);
	o->machine.alias_detail =
		o->format->tells_lines ? HW_ALIAS_LINES : HW_ALIAS_NAMES;
	/* notes are what `check` says */
	o->machine.ask_modules = o->machine.ask_modules || command.n;
	/* where a USB device is one line */
	o->machine.tell_usb = o->write.width && !o->write.tree && !o->write.columns &&
			      !o->write.verbose && !o->write.numeric &&
			      o->format->is_for_people;
	status = hw_session_open(o, choose_writer(o), session);
	session->machine.words_wait = quotes_nothing(o) &&
				      !session->machine.is_recording &&
				      !session->machine.is_dump;
	if (status == HW_EXIT_OK) {
		r = hw_attention_open(session, command, &l->attention);
		if (r == 0)
			r = plan(l);
		session->lacks_buses =
			l->selection.depth == HW_SCAN_MAIN && !l->selection.bus;
		status = hw_session_begin(session);
		if (status == HW_EXIT_OK)
			status = list_devices(l, r);
	}
	hw_attention_close(&l->attention, session);
	hw_plan_done(&l->plan);
	return hw_session_close(session, status);
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct listing l = {.options = *options, .selection = options->selection};
	struct hw_arena arena = {0};
	enum hw_exit status;

	if (argc > 0) {
		struct hw_text word = hw_shell_word(hw_text_of(argv[0]), &arena);

		status = hw_kind_say_mistyped(options, "list", argv);
		if (status == HW_EXIT_OK && !hw_hint_file("list", argv[0]))
			hw_hint(options,
				"list takes no operand like '%s'; 'hwalias show %.*s' "
				"tells of a device, -s and -d choose some",
				argv[0], HW_TEXT_ARG(word));
		hw_arena_done(&arena);
		return status == HW_EXIT_OK ? HW_EXIT_USAGE : status;
	}
	if (options->by_iommu)
		return hw_iommu_run(options, 0, NULL);
	if (options->peers.lspci || options->peers.lsusb)
		return hw_peers_run(options);
	if (options->format->is_feed)
		return hw_feed_run(options, options->format->devices);
	if (!l.selection.bus && l.selection.depth == HW_SCAN_MAIN &&
	    names_any(&l.selection))
		l.selection.depth = HW_SCAN_EVERYTHING;
	status = list(&l, &arena);
	hw_arena_done(&arena);
	return status;
}

const struct hw_command hw_command_list = {
	.name = "list",
	.operands = "",
	.help = "one line a device (the default)",
	.examples = "hwalias list gpu wifi	the devices of a bus or kind (-b)\n"
		    "hwalias -a -o +SYSPATH	every bus, with the directories in /sys\n"
		    "hwalias -nn -b pci -d 8086:	the PCI devices of Intel, with "
		    "names and ids\n",
	.has_columns = true,
	.content = HW_CONTENT_DEVICES,
	.run = run,
};
