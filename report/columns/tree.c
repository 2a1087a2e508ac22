// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/text_index.h"
#include "decoders/text/ascii.h"
#include "report/columns/rows.h"

/*
 * The devices as a tree, each below its parent, with the columns of the list:
 *
 *     DEVICE                  CLASS        NAME             RATE
 *     pci0000:00              PCI bus
 *     |-00:1c.0 [02-03]       PCI bridge   Intel ...        5.0 GT/s x1 (most: ...)
 *     | `-02:00.0             Network ...  Intel ...        5.0 GT/s x1
 *     `-00:14.0               USB contr... Intel ...
 *       `-usb1 [1:1]          USB device   xHCI Host ...    480 Mb/s, 16 ports
 *         `-1-6 [1:3]         USB device   Webcam           480 Mb/s
 *           `-1-6:1.0         Video
 *
 * A device may come before its parent, as buses are listed by name, so rows become
 * branches at the end. The root bus of PCI functions is a directory, and no device.
 */

struct node {
	struct hw_row row;
	struct hw_text id;
	struct hw_text parent;
	/* the kernel's name of a PCI function, else absent */
	struct hw_text function;
	/* its cells that more is added to */
	struct hw_text device;
	struct hw_text link;
	/* the function at the lower end of the narrowest link on the way to the device */
	struct hw_text bottleneck;
	/* the lowest and highest number of the buses below a bridge; -1: none */
	int first_bus;
	int last_bus;
	/* of a USB device, "1:3" as -s takes it; else absent */
	struct hw_text number;
	/* index of the node above plus 1, or 0 */
	size_t above;
	/* index of its first branch, of its last, and of the next one at the same node,
	 * plus 1, or 0 */
	size_t first_branch;
	size_t last_branch;
	size_t next_branch;
	bool is_bottleneck;
};

struct tree {
	struct hw_page_writer base;
	struct hw_rows rows;
	struct hw_arena kept;
	struct node *v;
	size_t n;
	size_t room;
	/* ids of devices, and paths of root buses */
	struct hw_text_index by_id;
};

static void tree_close(void *self)
{
	struct tree *w = self;

	if (!w)
		return;
	hw_rows_close(&w->rows);
	hw_text_index_done(&w->by_id);
	hw_arena_done(&w->kept);
	free(w->v);
	hw_page_writer_close(w);
}

static int tree_open(FILE *out, const struct hw_write_options *options,
		     struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct tree *w = hw_page_writer_new(sizeof(*w), out, options);
	int r = w ? hw_rows_open(&w->rows, out, &w->base.page.options, true, arena,
				 ret_error)
		  : -ENOMEM;

	if (r) {
		tree_close(w);
		return r;
	}
	*ret_self = w;
	return 0;
}

/* "02" of "0000:02:00.0", of "0000:02" and of itself; -1: it is neither the address of a
 * PCI function nor the number of a bus. */
static int bus_of(struct hw_text function)
{
	struct hw_text rest = function;
	uint64_t bus;

	hw_text_cut(&rest, ':');
	if (rest.s)
		function = hw_text_head(rest, hw_text_find(rest, ':'));
	return hw_text_hex(function, 2, &bus) ? (int)bus : -1;
}

static struct hw_text attribute(const struct hw_record *record, const char *key)
{
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (strcmp(a->key, key) == 0)
			return a->text;
	return HW_NO_TEXT;
}

static const struct hw_column *rate_column(void)
{
	const struct hw_column *c = hw_columns;

	while (c->name && strcmp(c->name, "RATE") != 0)
		c++;
	return c;
}

static struct hw_text without_zeros(struct hw_text number)
{
	while (number.n > 1 && number.s[0] == '0')
		number = hw_text_from(number, 1);
	return number;
}

/* "1:3": usb_uevent(), drivers/usb/core/usb.c, has "BUSNUM=001" and "DEVNUM=003". */
static struct hw_text usb_number(const struct hw_device *d, struct hw_arena *arena)
{
	struct hw_text bus = without_zeros(hw_uevent_get(d->uevent, "BUSNUM"));
	struct hw_text device = without_zeros(hw_uevent_get(d->uevent, "DEVNUM"));

	if (!hw_bus_is_whole(d->bus, d->kind) || !bus.n || !device.n)
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "%.*s:%.*s", HW_TEXT_ARG(bus), HW_TEXT_ARG(device));
}

static int add_node(struct tree *w, const struct node *node)
{
	if (HW_ARRAY_GROW(w->v, w->n, &w->room, 64) < 0)
		return -ENOMEM;
	w->v[w->n++] = *node;
	if (hw_text_index_find(&w->by_id, node->id))
		return 0;
	return hw_text_index_add(&w->by_id, node->id, w->n - 1);
}

/*
 * "/sys/devices/pci0000:00" of a function on a root bus: pci_register_host_bridge(),
 * drivers/pci/probe.c, "pci%04x:%02x". Absent for all other devices.
 */
static struct hw_text root_bus_of(const struct hw_device *d)
{
	const struct hw_text pci = HW_TEXT("pci");
	size_t base = hw_path_base(d->syspath).n + 1;
	struct hw_text above =
		hw_text_head(d->syspath, d->syspath.n > base ? d->syspath.n - base : 0);
	struct hw_text name = hw_path_base(above);

	if (hw_bus_address(d->bus) != HW_ADDRESS_PCI || !hw_text_starts(name, pci) ||
	    name.n == pci.n || !hw_is_hex(name.s[pci.n]) ||
	    hw_text_find(name, ':') == name.n)
		return HW_NO_TEXT;
	return above;
}

/* The line of a root bus, the first time. *parent becomes its id. */
static int add_root_bus(struct tree *w, const struct hw_device *d, struct hw_text *parent)
{
	struct hw_text path = root_bus_of(d);
	struct node node = {.first_bus = -1, .last_bus = -1, .parent = *parent};
	size_t class = hw_rows_find(&w->rows, "CLASS");

	if (!path.n)
		return 0;
	*parent = path;
	if (hw_text_index_find(&w->by_id, path))
		return 0;
	node.id = hw_arena_copy(&w->kept, path);
	node.parent = hw_arena_copy(&w->kept, node.parent);
	node.row = hw_rows_new(&w->rows);
	hw_rows_set_text(&w->rows, node.row, w->rows.tree_column, hw_path_base(path));
	hw_rows_set_text(&w->rows, node.row, class, HW_TEXT("PCI bus"));
	return add_node(w, &node);
}

static int tree_record(void *self, const struct hw_record *record)
{
	struct tree *w = self;
	struct hw_page *page = &w->base.page;
	const struct hw_device *d = &record->device;
	const struct hw_column *tree = w->rows.columns[w->rows.tree_column];
	struct hw_text parent = d->parent;
	struct node node = {.first_bus = -1, .last_bus = -1};
	int r = add_root_bus(w, d, &parent);

	if (r < 0)
		return r;
	/* the name of a part is that of the whole, on the line above */
	node.row = hw_rows_add(&w->rows, record,
			       hw_bus_is_part(d->bus, d->kind)
				       ? hw_rows_find(&w->rows, "NAME")
				       : w->rows.count,
			       &page->options, &page->arena);
	node.id = hw_arena_copy(&w->kept, d->id);
	node.parent = hw_arena_copy(&w->kept, parent);
	node.device = hw_arena_copy(
		&w->kept, hw_column_text(tree, record, &page->options, &page->arena));
	node.link = hw_arena_copy(&w->kept, hw_column_text(rate_column(), record,
							   &page->options, &page->arena));
	node.bottleneck = hw_arena_copy(&w->kept, attribute(record, "link_bottleneck"));
	node.number = usb_number(d, &w->kept);
	if (hw_bus_address(d->bus) == HW_ADDRESS_PCI) {
		node.function = hw_arena_copy(&w->kept, d->name);
		node.first_bus = bus_of(attribute(record, "secondary_bus"));
		node.last_bus = node.first_bus;
	}
	r = hw_arena_failed(&page->arena) || hw_arena_failed(&w->kept) ? -ENOMEM : 0;
	hw_arena_reset(&page->arena);
	return r < 0 ? r : add_node(w, &node);
}

/* Makes rows branches, in the order of the records. */
static void put_below(struct tree *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct node *node = &w->v[i];
		const size_t *above =
			node->parent.n ? hw_text_index_find(&w->by_id, node->parent)
				       : NULL;

		if (!above || *above == i)
			continue;
		node->above = *above + 1;
		if (w->v[*above].last_branch)
			w->v[w->v[*above].last_branch - 1].next_branch = i + 1;
		else
			w->v[*above].first_branch = i + 1;
		w->v[*above].last_branch = i + 1;
		hw_table_put_below(w->rows.table, node->row.line, w->v[*above].row.line);
	}
}

/* A bus that is known from a function on it is below all bridges above. The number of
 * steps is limited, since a record is free to name any parent. */
static void number_buses(struct tree *w)
{
	for (size_t i = 0; i < w->n; i++) {
		int low = bus_of(w->v[i].function);
		int high = w->v[i].last_bus > low ? w->v[i].last_bus : low;
		size_t steps = 0;

		for (size_t k = w->v[i].above; low >= 0 && k && steps++ < w->n;
		     k = w->v[k - 1].above) {
			struct node *bridge = &w->v[k - 1];

			if (!bridge->function.n)
				break;
			if (bridge->first_bus < 0 || low < bridge->first_bus)
				bridge->first_bus = low;
			if (high > bridge->last_bus)
				bridge->last_bus = high;
		}
	}
}

/* The link that holds a device up: that of a port is as narrow as its device needs. */
static void find_bottlenecks(struct tree *w)
{
	struct hw_text_index functions = {0};

	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].function.n &&
		    !hw_text_index_find(&functions, w->v[i].function))
			hw_text_index_add(&functions, w->v[i].function, i);
	for (size_t i = 0; i < w->n; i++) {
		const size_t *at =
			w->v[i].bottleneck.n && w->v[i].first_bus < 0
				? hw_text_index_find(&functions, w->v[i].bottleneck)
				: NULL;

		if (at)
			w->v[*at].is_bottleneck = true;
	}
	hw_text_index_done(&functions);
}

/* The columns that the lines of the tree take before the device. */
static size_t indent_of(const struct tree *w, const struct node *node)
{
	size_t steps = 0;

	for (size_t k = node->above; k && steps < w->n; k = w->v[k - 1].above)
		steps++;
	/* "|-" */
	return 2 * steps;
}

/* Numbers the rows as libsmartcols prints them: each before its branches, and these in
 * the order of the records. Rows below themselves are not printed. */
static void number_rows(struct tree *w)
{
	size_t number = 0;

	for (size_t i = 0; i < w->n; i++) {
		size_t k = i;

		if (w->v[i].above || !w->v[i].row.fit)
			continue;
		for (;;) {
			size_t next = w->v[k].first_branch;

			w->v[k].row.fit->number = number++;
			while (!next && k != i) {
				next = w->v[k].next_branch;
				if (!next)
					k = w->v[k].above - 1;
			}
			if (!next)
				break;
			k = next - 1;
		}
	}
}

static int tree_end(void *self, const struct hw_report_tail *tail)
{
	struct tree *w = self;
	struct hw_arena *arena = &w->base.page.arena;
	size_t link = hw_rows_find(&w->rows, "RATE");
	bool shows_device =
		strcmp(w->rows.columns[w->rows.tree_column]->name, "DEVICE") == 0;
	int r;

	put_below(w);
	number_buses(w);
	find_bottlenecks(w);
	number_rows(w);
	for (size_t i = 0; i < w->n; i++) {
		const struct node *node = &w->v[i];

		if (shows_device && node->first_bus >= 0) {
			struct hw_text buses =
				node->first_bus == node->last_bus
					? hw_arena_printf(arena, "%02x", node->first_bus)
					: hw_arena_printf(arena, "%02x-%02x",
							  node->first_bus,
							  node->last_bus);

			hw_rows_set_text(&w->rows, node->row, w->rows.tree_column,
					 hw_arena_printf(arena, "%.*s [%.*s]",
							 HW_TEXT_ARG(node->device),
							 HW_TEXT_ARG(buses)));
		}
		if (shows_device && node->number.n)
			hw_rows_set_text(&w->rows, node->row, w->rows.tree_column,
					 hw_arena_printf(arena, "%.*s [%.*s]",
							 HW_TEXT_ARG(node->device),
							 HW_TEXT_ARG(node->number)));
		if (node->is_bottleneck && link < w->rows.count)
			hw_rows_set_text(&w->rows, node->row, link,
					 hw_arena_printf(arena, "%.*s, bottleneck",
							 HW_TEXT_ARG(node->link)));
		if (node->row.fit)
			hw_fit_indent(node->row.fit, w->rows.tree_column,
				      indent_of(w, node));
	}
	if (hw_arena_failed(arena))
		return -ENOMEM;
	r = hw_rows_print(&w->rows);
	if (r == 0)
		hw_page_last_line(&w->base.page, tail);
	return r;
}

const struct hw_writer hw_writer_tree = {
	.open = tree_open,
	.record = tree_record,
	.end = tree_end,
	.close = tree_close,
};
