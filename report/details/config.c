// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

#include <errno.h>

#include "decoders/registers/registers.h"

/*
 * The configuration space: what was read of it, then header and capabilities.
 *
 *     "config": {"status": "read", "bytes": 4096, "note": null, "problems": []}
 *     "header": {"offset": "00", "name": "header_device", …, "fields": {…}}
 *     "capabilities": [{"offset": "40", "id": "01", "name": "power_management", …}]
 */

struct hw_details_config {
	struct hw_text bytes;
	/* stable words */
	const char *status;
	/* for people; absent when all was read */
	struct hw_text note;
	/* people are told at the end, for all devices */
	bool is_told_once;
};

static int read_live(const struct hw_details *d, struct hw_text *ret)
{
	const struct hw_machine *m = d->machine;
	struct hw_text path;

	for (size_t i = 0; i < m->source_count; i++)
		if (m->sources[i].source->read_config)
			return m->sources[i].source->read_config(
				m->sources[i].self, &d->record->device, d->arena, ret);
	path = hw_arena_printf(d->arena, "%.*s/config", HW_TEXT_ARG(d->directory));
	return path.s ? hw_root_read(m->root, path.s, d->arena, ret) : -ENOMEM;
}

/* A recording is read in one way, be it a tree, a snapshot or the output of lspci -x. */
static int read_recorded(const struct hw_details *d, struct hw_text *ret)
{
	struct hw_text path =
		hw_arena_printf(d->arena, "%.*s/config", HW_TEXT_ARG(d->directory));

	return path.s ? hw_root_read(d->machine->root, path.s, d->arena, ret) : -ENOMEM;
}

static struct hw_details_config read_config(const struct hw_details *d)
{
	bool is_live = hw_root_was_live(d->machine->root);
	struct hw_details_config c = {.status = "read"};
	int r;

	if (hw_details_sleeps(d)) {
		c.status = "device-sleeps";
		c.note = HW_TEXT("not read: the device sleeps; --wake wakes it");
		return c;
	}
	r = hw_root_kind(d->machine->root) == HW_ROOT_LIVE ? read_live(d, &c.bytes)
							   : read_recorded(d, &c.bytes);
	if (r < 0 || !c.bytes.n) {
		c.bytes = HW_NO_TEXT;
		c.status = is_live ? "unreadable" : "not-recorded";
		c.note = is_live ? hw_arena_printf(d->arena, "not read: %s",
						   r ? strerror(-r) : "it is empty")
				 : HW_TEXT("not recorded");
	}
	return c;
}

/* Blocks whose rows do not tell all: named, and their bytes. */
static bool has_raw(const struct hw_pci_block *block)
{
	static const char *const named[] = {"vendor_specific", "vendor_specific_extended",
					    "dvsec"};

	if (!block->layout->field_count)
		return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(named); i++)
		if (strcmp(block->layout->key, named[i]) == 0)
			return true;
	return false;
}

static struct hw_text heading(const struct hw_details *d,
			      const struct hw_pci_block *block)
{
	if (block->kind == HW_PCI_HEADER)
		return hw_text_of(block->layout->title);
	if (strcmp(block->layout->key, "unknown") == 0)
		return hw_arena_printf(d->arena, "[%02x] Capability %02x", block->at,
				       block->id);
	if (block->kind == HW_PCI_EXTENDED)
		return hw_arena_printf(d->arena, "[%03x] %s, version %u", block->at,
				       block->layout->title, block->version);
	return hw_arena_printf(d->arena, "[%02x] %s", block->at, block->layout->title);
}

static void add_block(struct hw_detail *to, const struct hw_details *d,
		      const struct hw_pci_block *block)
{
	bool is_extended = block->kind == HW_PCI_EXTENDED;
	const unsigned told = HW_DETAIL_UNSHOWN;
	struct hw_detail *fields;

	hw_detail_flagged(hw_detail_text(to, d->arena, "offset",
					 hw_arena_printf(d->arena, "%0*x",
							 is_extended ? 3 : 2, block->at)),
			  told);
	hw_detail_flagged(hw_detail_text(to, d->arena, "id",
					 hw_arena_printf(d->arena, "%0*x",
							 is_extended ? 4 : 2, block->id)),
			  told);
	hw_detail_flagged(
		is_extended ? hw_detail_number(to, d->arena, "version", block->version)
			    : hw_detail_null(to, d->arena, "version"),
		told);
	hw_detail_flagged(hw_detail_literal(to, d->arena, "name", block->layout->key),
			  told);
	hw_detail_flagged(hw_detail_literal(to, d->arena, "title", block->layout->title),
			  told);
	fields = hw_detail_object(to, d->arena, "fields");
	hw_details_layout(fields, d, block->layout, block->bytes);
	hw_detail_flagged(fields, HW_DETAIL_INLINE);
	hw_detail_text(to, d->arena, "raw",
		       has_raw(block) ? hw_details_hex(d->arena, block->bytes)
				      : HW_NO_TEXT);
	hw_details_problem(to, d->arena, block->problem);
	hw_detail_flagged(hw_detail_shown(to, heading(d, block)), HW_DETAIL_APART);
}

/* Trouble where no block is: it belongs to the whole. */
static void add_trouble(struct hw_detail *problems, const struct hw_details *d,
			const struct hw_pci_block *block)
{
	struct hw_text what = hw_arena_printf(d->arena, "at %02x: %s", block->at,
					      hw_layout_problem_text(block->problem));

	hw_detail_text(problems, d->arena, NULL, what);
	if (block->problem != HW_LAYOUT_NO_ANSWER)
		hw_warn(d->machine->warnings, "config-damaged", d->record->device.id, 0,
			"configuration space at %02x: %s", block->at,
			hw_layout_problem_text(block->problem));
}

/* Without root the kernel shows 64 bytes: said once for all devices. */
static void note_header_only(const struct hw_details *d, struct hw_details_config *c)
{
	c->status = "header-only";
	c->note =
		HW_TEXT("only the first 64 bytes could be read, capabilities need root");
	c->is_told_once = hw_root_was_live(d->machine->root);
	if (c->is_told_once)
		d->machine->config_needs_root = true;
	else
		c->note = HW_TEXT("only the first 64 bytes were recorded");
}

void hw_details_config(struct hw_detail *parent, const struct hw_details *d)
{
	struct hw_details_config c = read_config(d);
	struct hw_detail *config = hw_detail_object(parent, d->arena, "config");
	struct hw_detail *header = hw_detail_object(parent, d->arena, "header");
	struct hw_detail *lists[] = {
		[HW_PCI_HEADER] = NULL,
		[HW_PCI_CAPABILITY] = hw_detail_list(parent, d->arena, "capabilities"),
		[HW_PCI_EXTENDED] =
			hw_detail_list(parent, d->arena, "extended_capabilities"),
	};
	struct hw_detail *problems = hw_detail_new(d->arena, HW_DETAIL_LIST);
	struct hw_pci_walk walk;
	struct hw_pci_block block;

	hw_pci_begin(&walk, (struct hw_bytes){(const uint8_t *)c.bytes.s, c.bytes.n});
	while (hw_pci_next(&walk, &block)) {
		if (!block.layout) {
			if (block.problem == HW_LAYOUT_HEADER_ONLY)
				note_header_only(d, &c);
			else
				add_trouble(problems, d, &block);
			continue;
		}
		if (block.problem)
			hw_warn(d->machine->warnings, "config-damaged",
				d->record->device.id, 0, "%s at %02x: %s",
				block.layout->title, block.at,
				hw_layout_problem_text(block.problem));
		add_block(block.kind == HW_PCI_HEADER
				  ? header
				  : hw_detail_object(lists[block.kind], d->arena, NULL),
			  d, &block);
	}
	hw_detail_flagged(hw_detail_literal(config, d->arena, "status", c.status),
			  HW_DETAIL_UNSHOWN);
	hw_detail_flagged(hw_detail_number(config, d->arena, "bytes", (int64_t)c.bytes.n),
			  HW_DETAIL_UNSHOWN);
	hw_detail_flagged(
		hw_detail_labelled(hw_detail_text(config, d->arena, "note", c.note), ""),
		c.is_told_once ? HW_DETAIL_UNSHOWN : 0);
	hw_detail_labelled(config, "configuration space");
	hw_detail_append(config, problems, "problems");
	hw_detail_flagged(problems, HW_DETAIL_BAD);
	if (header && !header->first)
		*header = (struct hw_detail){
			.key = header->key,
			.kind = HW_DETAIL_TEXT,
			.next = header->next,
		};
}
