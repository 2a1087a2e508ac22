// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Flash chips without a controller that hides them:
 *
 *     class/mtd/mtd2 -> …/spi0.0/mtd/mtd2	offset: it is a part of the chip
 *     class/ubi/ubi0/mtd_num	"2"		(drivers/mtd/ubi/build.c)
 *
 * A file system is on one by the number of a block device that need not be there, 31:2 of
 * mtd2 (mtd_get_sb(), drivers/mtd/mtdsuper.c), and on a volume by its name,
 * "ubi0:rootfs".
 */
#include "report/chain/finder.h"

#include "decoders/text/ascii.h"

/* MTD_BLOCK_MAJOR, linux/major.h */
#define FLASH_MAJOR "31:"

/* parse_mtd_partitions(), drivers/mtd/mtdpart.c */
static const struct hw_asked parts = {
	.what = "table of parts",
	.names = {"cmdlinepart", "ofpart", "redboot", "afs", "ar7part", "bcm47xxpart",
		  "bcm63xxpart", "parser_trx", "qcomsmempart", "sharpslpart",
		  "tplink_safeloader"},
	.tool = "lsmod",
};

/* Chips that no device's driver makes, drivers/mtd/devices and drivers/mtd/nand. */
static const struct hw_asked made_up = {
	.what = "driver",
	.names = {"nandsim", "mtdram", "phram", "block2mtd", "slram"},
	.tool = "lsmod",
	.is_open = true,
};

bool hw_finder_add_flash(struct hw_finder *f, struct hw_text name)
{
	const struct hw_class_device *chip = hw_finder_class(f, "mtd", name);
	struct hw_text offset;

	if (!chip)
		return false;
	hw_finder_mark_above(f, chip->place);
	hw_finder_count_undriven(f, chip->place);
	if (!hw_finder_is_driven(f, chip->place, chip->place.n))
		hw_finder_note_asked(f, &made_up, name);
	offset = hw_arena_printf(f->arena, "%.*s/offset", HW_TEXT_ARG(chip->path));
	if (offset.s && hw_root_exists(f->machine->root, offset.s))
		hw_finder_note_asked(f, &parts, name);
	return true;
}

bool hw_finder_add_volumes(struct hw_finder *f, struct hw_text name)
{
	const struct hw_class_device *volumes = hw_finder_class(f, "ubi", name);
	struct hw_text number;

	if (!volumes)
		return false;
	number = hw_finder_attribute(f, volumes->path, "mtd_num");
	if (!number.n || !hw_finder_add_flash(f, hw_arena_printf(f->arena, "mtd%.*s",
								 HW_TEXT_ARG(number))))
		hw_finder_say_place(f, "on which flash chip", name);
	hw_finder_add_because(f, "ubi", "volumes", name);
	return true;
}

/* The only ones there are, "ubi0": those of a volume have '_' in the name, "ubi0_1". */
static struct hw_text only_volumes(const struct hw_finder *f)
{
	struct hw_text found = HW_NO_TEXT;

	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (!hw_text_eq(c->class, HW_TEXT("ubi")) ||
		    !hw_name_is_like(c->name, "ubi0+"))
			continue;
		if (found.n)
			return HW_NO_TEXT;
		found = c->name;
	}
	return found;
}

/* "ubi1" of "ubi1_0", "ubi1:rootfs" and "/dev/ubi1_0"; "ubi0" of "ubi:rootfs" and of
 * "ubi3", its third volume (open_ubi(), fs/ubifs/super.c). */
static struct hw_text volumes_of(struct hw_finder *f, struct hw_text origin)
{
	const struct hw_text dev = HW_TEXT("/dev/"), ubi = HW_TEXT("ubi");
	struct hw_text name =
		hw_text_starts(origin, dev) ? hw_text_from(origin, dev.n) : origin;
	size_t n = ubi.n;

	if (!hw_text_starts(name, ubi))
		return only_volumes(f);
	while (n < name.n && hw_is_digit(name.s[n]))
		n++;
	return n > ubi.n && n < name.n ? hw_text_head(name, n) : HW_TEXT("ubi0");
}

/* "mtd2" of "mtd2" and of "mtd:rootfs", which it calls itself (get_tree_mtd(),
 * drivers/mtd/mtdsuper.c); absent: it is neither. */
static struct hw_text chip_of(struct hw_finder *f, struct hw_text origin)
{
	const struct hw_text start = HW_TEXT("mtd:");

	if (hw_name_is_like(origin, "mtd0+"))
		return origin;
	for (size_t i = 0; hw_text_starts(origin, start) && i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (hw_text_eq(c->class, HW_TEXT("mtd")) &&
		    hw_name_is_like(c->name, "mtd0+") &&
		    hw_text_eq(hw_finder_attribute(f, c->path, "name"),
			       hw_text_from(origin, start.n)))
			return c->name;
	}
	return HW_NO_TEXT;
}

bool hw_finder_add_flash_of(struct hw_finder *f, const struct hw_mount *mount)
{
	const struct hw_text major = HW_TEXT(FLASH_MAJOR);

	if (hw_text_eq(mount->type, HW_TEXT("ubifs"))) {
		const struct hw_text name = volumes_of(f, mount->origin);

		if (!hw_finder_add_volumes(f, name))
			hw_finder_say_place(f, "on which flash volume",
					    hw_finder_told_point(f, mount->point));
		return true;
	}
	if (!hw_text_starts(mount->number, major))
		return hw_finder_add_flash(f, chip_of(f, mount->origin));
	return hw_finder_add_flash(
		f, hw_arena_printf(f->arena, "mtd%.*s",
				   HW_TEXT_ARG(hw_text_from(mount->number, major.n))));
}
