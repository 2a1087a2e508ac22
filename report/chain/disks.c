// SPDX-License-Identifier: GPL-2.0-or-later
/* What disks depend on. A loop device is in a file, on a file system. */
#include "report/chain/finder.h"

#include "decoders/text/ascii.h"

/* sysfs does not have the table: dm_table_status(), drivers/md/dm-ioctl.c */
static void say_no_target(struct hw_finder *f, const struct hw_block_layers *layers,
			  struct hw_text name)
{
	const struct hw_text by =
		layers->maker.n ? hw_arena_printf(f->arena, " (its uuid is of %.*s)",
						  HW_TEXT_ARG(layers->maker))
				: HW_NO_TEXT;

	hw_finder_note_unknown(
		f,
		hw_arena_printf(f->arena,
				"not known: which module besides dm_mod the mapping "
				"%.*s%.*s needs; 'dmsetup table %.*s' tells its target",
				HW_TEXT_ARG(name), HW_TEXT_ARG(by), HW_TEXT_ARG(name)));
}

/* The modules of a block device that no device's driver makes; `is_placed`: what it is on
 * is told, or is a device. */
static void add_layers(struct hw_finder *f, struct hw_text path, struct hw_text name,
		       bool is_placed)
{
	struct hw_block_layers layers;

	hw_block_layers_of(f->machine->root, path, name, f->arena, &layers);
	if (layers.unknown && !is_placed)
		hw_finder_say_place(f, layers.unknown, name);
	for (size_t i = 0; i < layers.n; i++)
		hw_finder_add_because(f, layers.v[i].module, layers.v[i].what, name);
	if (layers.lacks_target)
		say_no_target(f, &layers, name);
	if (layers.lacks)
		hw_finder_say_unknown(f, layers.lacks, name);
	else if (!layers.n && !layers.asked && !is_placed)
		hw_finder_say_unknown(f, "of which module the disk", name);
	if (layers.alias.n)
		hw_finder_add_module(f, layers.alias, layers.alias, false,
				     hw_arena_printf(f->arena, "%s of %.*s",
						     layers.alias_what,
						     HW_TEXT_ARG(name)));
	if (layers.asked)
		hw_finder_note_asked(f, layers.asked, name);
}

size_t hw_finder_add_listed(struct hw_finder *f, struct hw_text path,
			    const char *directory, unsigned depth)
{
	struct hw_text *names;
	struct hw_text at =
		hw_arena_printf(f->arena, "%.*s/%s", HW_TEXT_ARG(path), directory);
	size_t found = 0;
	size_t n;

	if (!at.s || hw_root_list(f->machine->root, at.s, f->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		const struct hw_class_device *below = hw_finder_block(f, names[i]);

		if (!below)
			continue;
		hw_finder_add_disk(f, below, depth);
		found++;
	}
	return found;
}

/* A loop device is as deep as the file system of its file
 * (loop_attr_backing_file_show(), drivers/block/loop.c). */
static void add_file(struct hw_finder *f, const struct hw_class_device *loop,
		     unsigned depth)
{
	struct hw_text file = hw_finder_attribute(f, loop->path, "loop/backing_file");
	struct hw_text missing = HW_NO_TEXT;

	if (!hw_text_starts(file, HW_TEXT("/")) ||
	    f->add_path(f, file, depth + 1, &missing) < 0)
		hw_finder_say_place(f, "on which disk the file of", loop->name);
}

/* zram may write what it holds to a disk, "/dev/sda2", else "none" (backing_dev_show(),
 * drivers/block/zram/zram_drv.c). */
static void add_backing(struct hw_finder *f, const struct hw_class_device *zram,
			unsigned depth)
{
	const struct hw_text node = hw_finder_attribute(f, zram->path, "backing_dev");
	const struct hw_class_device *disk;

	if (!hw_text_starts(node, HW_TEXT("/")))
		return;
	disk = hw_finder_node_disk(f, node);
	if (disk)
		hw_finder_add_disk(f, disk, depth + 1);
	else
		hw_finder_say_place(f, "on which disk the backing of", zram->name);
}

static bool is_named(const struct hw_class_device *block, const char *start)
{
	return hw_text_starts(block->name, hw_text_of(start));
}

/* The host of Fibre Channel that has a port, host3/fc_host/host3/port_name
 * (drivers/scsi/scsi_transport_fc.c). False: it is not told. */
static bool add_port(struct hw_finder *f, uint64_t port)
{
	for (size_t i = 0; port && i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (!hw_text_eq(c->class, HW_TEXT("fc_host")) ||
		    hw_fc_port(hw_finder_attribute(f, c->path, "port_name")) != port)
			continue;
		hw_finder_mark_above(f, c->place);
		hw_finder_count_undriven(f, c->place);
		return true;
	}
	return false;
}

/* The interface that it comes over; over RDMA the adapter, too. False: it is not told, or
 * it comes from this machine. */
static bool add_network(struct hw_finder *f, struct hw_transport *transport)
{
	const struct hw_class_device *net =
		hw_finder_class(f, "net", transport->interface);

	if (!net && (transport->is_over_network || transport->is_over_rdma) &&
	    !f->is_whole)
		net = hw_finder_interface_to(f, transport->address);
	if (net && hw_text_eq(net->name, HW_TEXT("lo"))) {
		transport->unknown = "on which disk of this machine the disk of";
		return false;
	}
	if (!net || (transport->is_over_rdma && !hw_finder_add_rdma_of(f, net)))
		return false;
	hw_finder_add_interface(f, net, 0);
	return true;
}

bool hw_finder_add_transport(struct hw_finder *f, struct hw_text path)
{
	struct hw_transport transport;

	hw_transport_of(f->machine->root, path,
			hw_finder_is_driven(f, path, hw_transport_host(path)), f->arena,
			&transport);
	for (size_t i = 0; i < transport.n; i++)
		hw_finder_add_because(f, transport.v[i].module, transport.v[i].what,
				      transport.name);
	hw_finder_add_rdma(f, transport.adapter);
	if (add_network(f, &transport) || add_port(f, transport.port))
		return true;
	if (transport.unknown && transport.is_place)
		hw_finder_say_place(f, transport.unknown, transport.name);
	else if (transport.unknown)
		hw_finder_say_unknown(f, transport.unknown, transport.name);
	return transport.n > 0 || transport.unknown;
}

/*
 * A disk of NVMe with several paths is below sys/devices/virtual/nvme-subsystem/NAME,
 * whose links nvme0, nvme1 lead to the controllers (nvme_init_subsystem(),
 * drivers/nvme/host/core.c). Whether it is such a disk.
 */
static bool add_paths(struct hw_finder *f, struct hw_text path)
{
	const struct hw_text top = HW_TEXT("sys/devices/virtual/nvme-subsystem/");
	struct hw_text rest = hw_text_from(path, top.n);
	struct hw_text at, *names;
	size_t found = 0;
	size_t n;

	if (!hw_text_starts(path, top))
		return false;
	at = hw_arena_copy(f->arena, hw_text_head(path, top.n + hw_text_find(rest, '/')));
	if (!at.s || hw_root_list(f->machine->root, at.s, f->arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct hw_class_device *controller =
			hw_finder_class(f, "nvme", names[i]);

		if (!controller)
			continue;
		hw_finder_mark_above(f, controller->place);
		hw_finder_add_transport(f, controller->place);
		found++;
	}
	if (!found)
		hw_finder_say_unknown(f, "behind which controllers", hw_path_base(path));
	return true;
}

/*
 * What switches the paths to a disk of SCSI: "alua" of 0:0:0:1/dh_state
 * (sdev_show_dh_state(), drivers/scsi/scsi_sysfs.c), of the module scsi_dh_alua
 * (scsi_dh_lookup(), drivers/scsi/scsi_dh.c); "detached": nothing does.
 */
static void add_handler(struct hw_finder *f, struct hw_text path)
{
	for (size_t n = 0; n < path.n; n++) {
		const struct hw_text above = hw_text_head(path, n);
		struct hw_text device, handler;

		if (path.s[n] != '/' ||
		    !hw_name_is_like(hw_path_base(above), "0+:0+:0+:0+"))
			continue;
		device = hw_arena_copy(f->arena, above);
		handler = device.s ? hw_finder_attribute(f, device, "dh_state")
				   : HW_NO_TEXT;
		if (!handler.n || hw_text_eq(handler, HW_TEXT("detached")))
			continue;
		handler = hw_arena_printf(f->arena, "scsi_dh_%.*s", HW_TEXT_ARG(handler));
		if (handler.s)
			hw_finder_add_because(f, handler.s, "path handler",
					      hw_path_base(device));
	}
}

/* Links that were recorded, or made by hand, may lead back. */
static bool is_circle(const struct hw_finder *f, const struct hw_class_device *block,
		      unsigned depth)
{
	for (unsigned i = 0; i < depth && i <= HW_STACK_MAX; i++)
		if (f->stack[i] == block)
			return true;
	return false;
}

/* "md126" of "md126p2", whose directory is in that of the whole (add_partition(),
 * block/partitions/core.c); itself where it is whole. */
static const struct hw_class_device *whole_of(const struct hw_finder *f,
					      const struct hw_class_device *block)
{
	const size_t base = hw_path_base(block->path).n;
	const struct hw_text above =
		hw_text_head(block->path, block->path.n - base - (base < block->path.n));

	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, HW_TEXT("block")) &&
		    hw_text_eq(f->classes.v[i].path, above))
			return &f->classes.v[i];
	return block;
}

/* "ubi0" of "ubiblock0_1" (ubiblock_create(), drivers/mtd/ubi/block.c). */
static bool add_volumes_of(struct hw_finder *f, struct hw_text name)
{
	const struct hw_text rest = hw_text_from(name, strlen("ubiblock"));

	return hw_finder_add_volumes(
		f, hw_arena_printf(
			   f->arena, "ubi%.*s",
			   HW_TEXT_ARG(hw_text_head(rest, hw_text_find(rest, '_')))));
}

/* "mtd2" of "mtdblock2" (add_mtd_blktrans_dev(), drivers/mtd/mtd_blkdevs.c). */
static bool add_flash_of(struct hw_finder *f, const struct hw_class_device *block)
{
	return is_named(block, "mtdblock") &&
	       hw_finder_add_flash(
		       f, hw_arena_printf(f->arena, "mtd%.*s",
					  HW_TEXT_ARG(hw_text_from(block->name,
								   strlen("mtdblock")))));
}

/* What a block device without a device is on. Whether any of it is told. */
static bool add_below(struct hw_finder *f, const struct hw_class_device *block,
		      unsigned depth)
{
	if (hw_finder_add_listed(f, block->path, "slaves", depth + 1) > 0)
		return true;
	if (is_named(block, "loop"))
		add_file(f, block, depth);
	else if (is_named(block, "zram"))
		add_backing(f, block, depth);
	else if (is_named(block, "ubiblock"))
		return add_volumes_of(f, block->name);
	else if (is_named(block, "dm-") || is_named(block, "md"))
		hw_finder_say_place(f, "on which disks", block->name);
	return false;
}

void hw_finder_add_disk(struct hw_finder *f, const struct hw_class_device *given,
			unsigned depth)
{
	const struct hw_class_device *block = whole_of(f, given);
	bool is_placed, is_nvme;

	if (is_circle(f, block, depth)) {
		hw_finder_note_unknown(
			f, hw_arena_printf(f->arena,
					   "not known: on which disk %.*s is: it is "
					   "below itself",
					   HW_TEXT_ARG(block->name)));
		return;
	}
	if (depth > HW_STACK_MAX) {
		hw_finder_note_unknown(
			f, HW_TEXT("not known: all disks on the way, which are too "
				   "many"));
		return;
	}
	if (!hw_finder_is_new(f, block->path))
		return;
	f->stack[depth] = block;
	hw_finder_mark_above(f, block->place);
	hw_finder_count_undriven(f, block->place);
	add_handler(f, block->place);
	is_nvme = add_paths(f, block->place);
	is_placed = hw_finder_add_transport(f, block->place) || is_nvme;
	is_placed = add_flash_of(f, block) || is_placed;
	/* first what is below it */
	if (hw_text_starts(block->place, HW_TEXT("sys/devices/virtual/block/")))
		is_placed = add_below(f, block, depth) || is_placed;
	else
		is_placed =
			hw_finder_is_driven(f, block->place, block->place.n) || is_placed;
	add_layers(f, block->path, block->name, is_placed);
}
