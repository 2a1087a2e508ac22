// SPDX-License-Identifier: GPL-2.0-or-later
/* What a target is by its name, "/dev/disk/by-uuid/…", "UUID=…", "br0", "nvme0". */
#include "report/chain/finder.h"

#include <string.h>

#include "data/base/array.h"
#include "data/base/list.h"
#include "data/root/note.h"
#include "data/sysfs/devnode.h"
#include "decoders/text/ascii.h"

/* The block device of "/dev/sda", of "/dev/mapper/root" and "/dev/disk/by-uuid/…", which
 * are links, and of "/dev/etherd/e1.0", which sysfs calls "etherd!e1.0"
 * (device_get_devnode(), drivers/base/core.c); NULL: none. */
static const struct hw_class_device *find_block_of_node(struct hw_finder *f,
							struct hw_text node)
{
	const struct hw_class_device *found;
	struct hw_text path = hw_arena_copy(f->arena, hw_text_from(node, 1));
	struct hw_text rest = hw_text_from(node, strlen("/dev/"));
	struct hw_list name = {.arena = f->arena, .between = "!"};
	struct hw_text target;

	if (path.s && hw_root_readlink(f->machine->root, path.s, f->arena, &target) == 0)
		return hw_finder_block(f, hw_path_base(target));
	if (hw_text_starts(node, HW_TEXT("/dev/mapper/")))
		return hw_finder_named(f, hw_path_base(node));
	while (rest.n)
		hw_list_add(&name, hw_text_cut(&rest, '/'));
	found = hw_finder_block(f, hw_list_text(&name));
	return found ? found : hw_finder_block(f, hw_path_base(node));
}

/* The block device that a path below /sys leads to, itself or by links; NULL: none. */
static const struct hw_class_device *find_block_of_path(struct hw_finder *f,
							struct hw_text path)
{
	const struct hw_text given = hw_text_trim_end(hw_text_from(path, 1), "/");
	struct hw_text end;

	if (hw_path_follow(f->machine->root, given, f->arena, &end) < 0)
		end = given;
	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, HW_TEXT("block")) &&
		    (hw_text_eq(f->classes.v[i].path, end) ||
		     hw_text_eq(f->classes.v[i].path, given)))
			return &f->classes.v[i];
	return NULL;
}

const struct hw_class_device *hw_finder_target_disk(struct hw_finder *f,
						    struct hw_text target)
{
	if (hw_text_starts(target, HW_TEXT("/sys/")))
		return find_block_of_path(f, target);
	return hw_text_starts(target, HW_TEXT("/dev/")) ? find_block_of_node(f, target)
							: hw_finder_block(f, target);
}

const struct hw_class_device *hw_finder_node_disk(struct hw_finder *f,
						  struct hw_text node)
{
	const struct hw_class_device *found = hw_finder_named(f, hw_path_base(node));

	return found || hw_root_records(f->machine->root)
		       ? found
		       : hw_finder_target_disk(f, node);
}

struct hw_text hw_node_of_tag(struct hw_text target, struct hw_arena *arena)
{
	static const struct {
		const char *tag;
		const char *directory;
	} tags[] = {
		{"UUID=", "by-uuid"},
		{"LABEL=", "by-label"},
		{"PARTUUID=", "by-partuuid"},
		{"PARTLABEL=", "by-partlabel"},
		{"ID=", "by-id"},
	};
	static const char kept[] = "#+-.:=@_";
	struct hw_text value = HW_NO_TEXT;
	struct hw_list parts = {.arena = arena, .between = ""};

	for (size_t i = 0; i < HW_ARRAY_SIZE(tags) && !value.s; i++) {
		const struct hw_text tag = hw_text_of(tags[i].tag);

		if (!hw_text_starts(target, tag) || target.n == tag.n)
			continue;
		value = hw_text_from(target, tag.n);
		hw_list_add(&parts,
			    hw_arena_printf(arena, "/dev/disk/%s/", tags[i].directory));
	}
	/* as blkid(8) prints it */
	if (value.n > 2 && value.s[0] == '"' && value.s[value.n - 1] == '"')
		value = (struct hw_text){value.s + 1, value.n - 2};
	for (size_t i = 0; i < value.n; i++) {
		const unsigned char c = (unsigned char)value.s[i];
		bool is_kept = c >= 0x80 || hw_is_alnum(value.s[i]) || strchr(kept, c);

		hw_list_add(&parts, is_kept ? hw_text_head(hw_text_from(value, i), 1)
					    : hw_arena_printf(arena, "\\x%02x", c));
	}
	return hw_list_text(&parts);
}

const struct hw_class_device *hw_finder_target_fabric(const struct hw_finder *f,
						      struct hw_text target)
{
	const struct hw_class_device *controller = hw_finder_class(
		f, "nvme",
		hw_text_starts(target, HW_TEXT("/")) ? hw_path_base(target) : target);

	return controller && hw_text_starts(controller->place, HW_TEXT(HW_NVME_FABRICS))
		       ? controller
		       : NULL;
}

const struct hw_class_device *hw_finder_target_adapter(const struct hw_finder *f,
						       struct hw_text target)
{
	const struct hw_text dir = HW_TEXT("/sys/class/infiniband/");
	const struct hw_text name =
		hw_text_starts(target, dir)
			? hw_text_trim_end(hw_text_from(target, dir.n), "/")
			: target;

	return hw_finder_class(f, "infiniband", name);
}

const struct hw_class_device *hw_finder_target_interface(const struct hw_finder *f,
							 struct hw_text target)
{
	const struct hw_class_device *net;
	struct hw_text name = target;

	if (hw_text_starts(target, HW_TEXT("/sys/class/net/")) ||
	    hw_text_starts(target, HW_TEXT("/" HW_VIRTUAL_NET)))
		name = hw_path_base(hw_text_trim_end(target, "/"));
	net = hw_finder_class(f, "net", name);
	return net && hw_text_starts(net->place, HW_TEXT(HW_VIRTUAL_NET)) ? net : NULL;
}
