// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Block devices that no device's driver makes, most of them below
 * sys/devices/virtual/block: what they are by what their directories have.
 *
 *     dm-0/dm/uuid	"CRYPT-LUKS2-0123-root"		dm-0/dm/name	"vg-root_corig"
 *     md0/md/level	"raid1"
 *     loop0, nbd0	by their names
 *
 * Some are below what is on a bus and has no driver, as sys/devices/rbd/0/block/rbd0
 * (rbd_dev_device_setup(), drivers/block/rbd.c), or below a device whose driver does not
 * make them, as …/mtd/mtd0/mtdblock0 (add_mtd_blktrans_dev(), drivers/mtd).
 */
#include "report/chain/internal.h"

#include "data/base/array.h"
#include "data/running/hidden_volume.h"
#include "decoders/text/ascii.h"

/* What a name or number of a mapping tells of its target. */
enum mapping_mark {
	UUID_START,
	UUID_END,
	/* of one that begins with "CRYPT-SUBDEV-" */
	SUBDEV_END,
	/* the mark of a hidden volume, in the name */
	HIDDEN,
};

/*
 * The modules of mappings. dm/uuid begins with the name of the program that made it:
 * cryptsetup's CRYPT-TYPE-… (dm_prepare_uuid(), libdevmapper.c of cryptsetup; types of
 * lib/utils_dm.h and lib/internal.h), mpath-… of multipathd, LVM-… whose pools end in a
 * layer (lv_layer(), lib/metadata/lv.c of lvm2). Of those of LVM hidden ones have names
 * of their own. The first row that fits counts. A module of NULL: the target is dm-mod's
 * own, as of LVM's other volumes and of partitions of mappings (kpartx.c of
 * multipath-tools), or, `is_open`, one of several.
 */
static const struct {
	enum mapping_mark mark;
	const char *text;
	const char *module;
	const char *what;
	bool is_open;
} mappings[] = {
	{UUID_START, "CRYPT-VERITY-", "dm_verity", "verification", false},
	{UUID_START, "CRYPT-INTEGRITY-", "dm_integrity", "checksums", false},
	/* below a disk that is encrypted with checksums, "disk_dif" of "disk"; below one
	 * that is being encrypted anew, and of TrueCrypt, it has another name */
	{SUBDEV_END, "_dif", "dm_integrity", "checksums", false},
	{UUID_START, "CRYPT-SUBDEV-", NULL, NULL, true},
	/* the disk encrypts, and dm-crypt may do so too */
	{UUID_START, "CRYPT-LUKS2-OPAL-", NULL, NULL, true},
	{UUID_START, "CRYPT-", "dm_crypt", "encryption", false},
	{UUID_START, "mpath-", "dm_multipath", "paths", false},
	{UUID_END, "-tpool", "dm_thin_pool", "thin pool", false},
	{UUID_END, "-vpool", "dm_vdo", "deduplication", false},
	{UUID_END, "-cow", "dm_snapshot", "snapshot", false},
	{HIDDEN, "_iorig", "dm_integrity", "checksums", false},
	{HIDDEN, "_rimage_", "dm_raid", "array", false},
	{HIDDEN, "_mimage_", "dm_mirror", "mirror", false},
	{HIDDEN, "_corig", "dm_cache", "cache", false},
	{HIDDEN, "_wcorig", "dm_writecache", "cache", false},
	/* what pvmove(8) moves is a mirror of both places meanwhile */
	{HIDDEN, "pvmove", "dm_mirror", "mirror", false},
	/* what is above it is of the target snapshot-origin; that of a cache has this
	 * end, too: build_dm_uuid(), lib/misc/lvm-string.c of lvm2 */
	{UUID_END, "-real", "dm_snapshot", "origin of snapshots", false},
	{UUID_START, "LVM-", NULL, NULL, false},
	{UUID_START, "part", NULL, NULL, false},
};

/* ADD WHAT A MODULE ASKS FOR BY A NAME HERE. */
#define TOOL "dmsetup table"

static const struct hw_asked asked[] = {
	/* crypto_larval_lookup(), crypto/api.c, "crypto-xts" */
	{
		.by = "dm_crypt",
		.what = "cipher",
		.names = {"crypto-xts", "crypto-aes"},
		.tool = TOOL,
		.usual = "cryptsetup's default, aes-xts-plain64",
		.are = "xts and one of aes",
		.is_cipher = true,
	},
	{
		.by = "dm_verity",
		.what = "hash",
		.names = {"crypto-sha256"},
		.tool = TOOL,
		.usual = "veritysetup's default, sha256",
		.are = "one of sha256",
		.is_hash = true,
	},
	{
		.by = "dm_integrity",
		.what = "checksum",
		.names = {"crypto-crc32c"},
		.tool = TOOL,
		.usual = "integritysetup's default, crc32c",
		.are = "one of crc32c",
		.is_hash = true,
	},
	/* dm_ps_get(), drivers/md/dm-path-selector.c, "dm-service-time" */
	{
		.by = "dm_multipath",
		.what = "path selector",
		.names = {"dm_service_time", "dm_queue_length", "dm_round_robin",
			  "dm_historical_service_time", "dm_io_affinity"},
		.tool = TOOL,
	},
	/* dm_cache_policy_create(), drivers/md/dm-cache-policy.c, "dm-cache-smq" */
	{
		.by = "dm_cache",
		.what = "policy",
		.names = {"dm_cache_smq", "dm_cache_cleaner", "dm_cache_mq"},
		.tool = TOOL,
	},
	/* md_run(), drivers/md/md.c, "md-level-5" */
	{
		.by = "dm_raid",
		.what = "level",
		.names = {"raid0", "raid1", "raid10", "raid456"},
		.tool = TOOL,
	},
};

/* level_show(), drivers/md/md.c */
static const struct {
	const char *level;
	const char *module;
} levels[] = {
	{"raid0", "raid0"},   {"raid1", "raid1"},   {"raid10", "raid10"},
	{"raid4", "raid456"}, {"raid5", "raid456"}, {"raid6", "raid456"},
	{"linear", "linear"}, {"faulty", "faulty"}, {"multipath", "multipath"},
};

/* Both make the same disks (drivers/mtd). */
static const struct hw_asked flash = {
	.what = "driver",
	.names = {"mtdblock", "mtdblock_ro"},
	.tool = "lsmod",
};

/*
 * Disk names with a number behind: alloc_disk() and what calls it, drivers/block, and of
 * zfs zvol_os.c. `unknown` is what is not told of where their data is; NULL: it is, or it
 * is in memory.
 */
static const struct {
	const char *name;
	/* NULL: it is one of `asked` */
	const char *module;
	const char *what;
	const char *unknown;
	const struct hw_asked *asked;
} names[] = {
	{"loop", "loop", "loop device", NULL, NULL},
	{"bcache", "bcache", "cache", NULL, NULL},
	{"zram", "zram", "compressed memory", NULL, NULL},
	{"ram", "brd", "memory", NULL, NULL},
	{"nullb", "null_blk", "test device", NULL, NULL},
	{"nbd", "nbd", "network disk", "on which host", NULL},
	{"rbd", "rbd", "network disk", "on which host", NULL},
	{"rnbd", "rnbd_client", "network disk", "on which host", NULL},
	/* "etherd!e1.0", whose node is etherd/e1.0 */
	{"etherd!e", "aoe", "network disk", "on which host", NULL},
	{"drbd", "drbd", "mirror", "on which disk and host", NULL},
	{"ublkb", "ublk_drv", "program's disk", "behind which program", NULL},
	{"zd", "zfs", "volume", "on which disks", NULL},
	{"pktcdvd", "pktcdvd", "packet writing", "on which drive", NULL},
	{"mtdblock", NULL, NULL, "on which flash chip", &flash},
	{"ubiblock", "ubi", "flash volume", "on which flash chip", NULL},
};

static bool is_numbered(struct hw_text name, struct hw_text start)
{
	return hw_text_starts(name, start) && name.n > start.n &&
	       hw_is_digit(name.s[start.n]);
}

static bool ends(struct hw_text text, struct hw_text end)
{
	return text.n >= end.n && hw_text_eq(hw_text_from(text, text.n - end.n), end);
}

static struct hw_text attribute(struct hw_root *root, struct hw_text path,
				const char *name, struct hw_arena *arena)
{
	return hw_text_trim_end(hw_root_read_attr(root, path, name, arena), "\n ");
}

static void add(struct hw_block_layers *layers, const char *module, const char *what)
{
	layers->v[layers->n++] = (struct hw_block_layer){module, what};
}

/* "DMRAID" of "DMRAID-isw_0123": no part of a number that is the disk's own. */
static struct hw_text maker_of(struct hw_text uuid)
{
	const struct hw_text maker = hw_text_head(uuid, hw_text_find(uuid, '-'));

	for (size_t i = 0; i < maker.n; i++)
		if (!hw_is_alnum(maker.s[i]) || hw_is_digit(maker.s[i]))
			return HW_NO_TEXT;
	return maker;
}

static void add_mapping(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
			struct hw_block_layers *layers)
{
	const struct hw_text uuid = attribute(root, path, "dm/uuid", arena);
	const struct hw_text label = attribute(root, path, "dm/name", arena);
	const struct hw_hidden_volume *hidden =
		hw_text_starts(uuid, HW_TEXT("LVM-")) ? hw_hidden_volume_of(label) : NULL;

	add(layers, "dm_mod", "device mapper");
	for (size_t i = 0; i < HW_ARRAY_SIZE(mappings); i++) {
		const struct hw_text mark = hw_text_of(mappings[i].text);
		bool fits = false;

		switch (mappings[i].mark) {
		case UUID_START:
			fits = hw_text_starts(uuid, mark);
			break;
		case UUID_END:
			fits = ends(uuid, mark);
			break;
		case SUBDEV_END:
			fits = hw_text_starts(uuid, HW_TEXT("CRYPT-SUBDEV-")) &&
			       ends(uuid, mark);
			break;
		case HIDDEN:
			fits = hidden && hw_text_eq(hw_text_of(hidden->mark), mark);
			break;
		}
		if (!fits)
			continue;
		if (mappings[i].is_open)
			break;
		if (!mappings[i].module)
			return;
		add(layers, mappings[i].module, mappings[i].what);
		for (size_t k = 0; k < HW_ARRAY_SIZE(asked); k++)
			if (strcmp(asked[k].by, mappings[i].module) == 0)
				layers->asked = &asked[k];
		return;
	}
	layers->lacks_target = true;
	layers->maker = maker_of(uuid);
}

/* "external:imsm" of a container of arrays, which are "external:/md127/0": it has no
 * level, and needs none (mdadm-create(8), and super_type of mdmon(8)). */
static bool is_container(struct hw_text version)
{
	const struct hw_text start = HW_TEXT("external:");

	return hw_text_starts(version, start) && version.n > start.n &&
	       version.s[start.n] != '/' && version.s[start.n] != '-';
}

static void add_array(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
		      struct hw_block_layers *layers)
{
	const struct hw_text level = attribute(root, path, "md/level", arena);

	add(layers, "md_mod", "array");
	if (is_container(attribute(root, path, "md/metadata_version", arena)))
		return;
	layers->lacks = "of which level, and module besides md_mod, the array";
	for (size_t i = 0; i < HW_ARRAY_SIZE(levels); i++)
		if (hw_text_eq(level, hw_text_of(levels[i].level))) {
			add(layers, levels[i].module, "array");
			layers->lacks = NULL;
		}
	/* md_setup_cluster(), drivers/md/md.c; metadata_show(), drivers/md/md-bitmap.c */
	if (hw_text_eq(attribute(root, path, "md/bitmap/metadata", arena),
		       HW_TEXT("clustered")))
		add(layers, "md_cluster", "array of a cluster");
}

/* "zstd" of "lzo lzo-rle [zstd]": what is in use of a list of choices. */
static struct hw_text chosen(struct hw_text list)
{
	const size_t start = hw_text_find(list, '[');

	if (start == list.n)
		return HW_NO_TEXT;
	list = hw_text_from(list, start + 1);
	return hw_text_head(list, hw_text_find(list, ']'));
}

/*
 * zram asked for its compressor as "crypto-zstd" (zcomp_create(), drivers/block/zram)
 * until 6.12, which has all in one module, and algorithm_params.
 */
static void add_compressor(struct hw_root *root, struct hw_text path,
			   struct hw_arena *arena, struct hw_block_layers *layers)
{
	const struct hw_text params =
		hw_arena_printf(arena, "%.*s/algorithm_params", HW_TEXT_ARG(path));
	const struct hw_text name =
		chosen(attribute(root, path, "comp_algorithm", arena));

	if (!name.n || !params.s || hw_root_exists(root, params.s))
		return;
	layers->alias = hw_arena_printf(arena, "crypto-%.*s", HW_TEXT_ARG(name));
	layers->alias_what = "compression";
}

void hw_block_layers_of(struct hw_root *root, struct hw_text path, struct hw_text name,
			struct hw_arena *arena, struct hw_block_layers *ret)
{
	const struct hw_text array = hw_arena_printf(arena, "%.*s/md", HW_TEXT_ARG(path));

	*ret = (struct hw_block_layers){.n = 0};
	if (hw_text_starts(name, HW_TEXT("dm-")))
		add_mapping(root, path, arena, ret);
	/* "md127", and "md_d0" of old */
	else if (array.s &&
		 (is_numbered(name, HW_TEXT("md")) || hw_root_exists(root, array.s)))
		add_array(root, path, arena, ret);
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (is_numbered(name, hw_text_of(names[i].name))) {
			if (names[i].module)
				add(ret, names[i].module, names[i].what);
			ret->asked = names[i].asked;
			ret->unknown = names[i].unknown;
		}
	if (is_numbered(name, HW_TEXT("zram")))
		add_compressor(root, path, arena, ret);
}
