// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * File systems that are on no block device: in directories of others (overlay), on a
 * flash chip (ubifs, jffs2), in what a host shares with a guest (virtiofs, 9p), on a
 * server (nfs), on disks that the kernel does not tell (zfs), or in memory.
 */
#include "report/chain/finder.h"

#include <string.h>

#include "data/base/array.h"
#include "data/running/udev_property.h"
#include "decoders/text/ascii.h"

enum place {
	/* directories that its options name */
	DIRECTORIES,
	/* the file or directory that its source is */
	SOURCE,
	/* a flash chip */
	FLASH,
	/* devices of the driver of the row */
	DEVICE,
	/* a server, over a network */
	SERVER,
	/* disks that hold a pool, which udevd finds, and the kernel does not tell */
	POOL,
	/* what the kernel does not tell, or not by its own names */
	UNTOLD,
};

/* Of sockets and pipes; before Linux 5.17 a part of 9pnet. */
#define TRANS_FD "9pnet_fd"

/*
 * ADD A FILE SYSTEM WITHOUT A BLOCK DEVICE HERE. The first row counts that has its type,
 * of "fuse.sshfs" also "fuse", and, of 9p, its option "trans="; of a recording, which
 * lacks options, the first of whose driver there is a device.
 */
static const struct kind {
	const char *type;
	enum place place;
	const char *trans;
	/* what the kernel asks for besides, v9fs_get_trans_by_name(), net/9p/mod.c */
	const char *module;
	const char *driver;
	/* what tells where it is */
	const char *way;
} kinds[] = {
	{.type = "overlay", .place = DIRECTORIES},
	{.type = "ecryptfs", .place = SOURCE},
	{.type = "ubifs", .place = FLASH},
	{.type = "virtiofs", .place = DEVICE, .driver = "virtiofs"},
	{.type = "vboxsf", .place = DEVICE, .driver = "vboxguest"},
	{"9p", DEVICE, "virtio", "9pnet_virtio", "9pnet_virtio", NULL},
	{"9p", DEVICE, "xen", "9pnet_xen", "9pfs", NULL},
	{"9p", SERVER, "tcp", TRANS_FD, NULL, NULL},
	{"9p", SERVER, "rdma", "9pnet_rdma", NULL, NULL},
	{"9p", UNTOLD, "fd", TRANS_FD, NULL, "a program holds its connection"},
	{"9p", UNTOLD, "unix", TRANS_FD, NULL, "a program of this machine serves it"},
	{"9p", UNTOLD, "usbg", "9pnet_usbg", NULL, "it comes over a USB device port"},
	{.type = "9p",
	 .place = UNTOLD,
	 .way = "its option trans= tells what it comes through"},
	{.type = "nfs", .place = SERVER},
	{.type = "nfs4", .place = SERVER},
	{.type = "cifs", .place = SERVER},
	{.type = "smb3", .place = SERVER},
	{.type = "ceph", .place = SERVER},
	{.type = "afs", .place = SERVER},
	{.type = "coda", .place = SERVER},
	{.type = "orangefs", .place = SERVER},
	{.type = "lustre", .place = SERVER},
	{.type = "fuse.sshfs", .place = SERVER},
	{.type = "fuse.glusterfs", .place = SERVER},
	{.type = "fuse", .place = UNTOLD, .way = "its program alone knows"},
	{.type = "zfs",
	 .place = POOL,
	 .way = "'zpool status -LP' names its disks: --for them"},
	{.type = "aufs",
	 .place = UNTOLD,
	 .way = "its branches are other file systems: --for their mount points"},
};

/* Those in memory, and those that show what the kernel knows. */
static const char kernels[][12] = {
	"tmpfs",    "ramfs",	   "rootfs",	"hugetlbfs", "devtmpfs",   "devpts",
	"proc",	    "sysfs",	   "cgroup",	"cgroup2",   "cpuset",	   "debugfs",
	"tracefs",  "securityfs",  "selinuxfs", "smackfs",   "configfs",   "pstore",
	"efivarfs", "bpf",	   "mqueue",	"nsfs",	     "resctrl",	   "autofs",
	"fusectl",  "binfmt_misc", "binder",	"nfsd",	     "rpc_pipefs", "xenfs",
};

/* Which of the modules of a version of NFS it is, nfs_get_nfs_version(), fs/nfs/client.c;
 * what is of type nfs is not of the fourth. */
static const struct hw_asked old_version = {
	.by = "nfs",
	.what = "version",
	.names = {"nfsv3", "nfsv2"},
	.tool = "findmnt",
};

static bool has_device(const struct hw_finder *f, const char *driver)
{
	for (size_t i = 0; i < f->list->n; i++)
		if (hw_text_eq(f->list->v[i].driver, hw_text_of(driver)))
			return true;
	return false;
}

static bool has_type(const struct kind *kind, struct hw_text type)
{
	const struct hw_text given = hw_text_of(kind->type);

	return hw_text_eq(type, given) ||
	       hw_text_eq(hw_text_head(type, hw_text_find(type, '.')), given);
}

static bool is_kernels(struct hw_text type)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(kernels); i++)
		if (hw_text_eq(type, hw_text_of(kernels[i])))
			return true;
	return false;
}

/* NULL: it is none of them. */
static const struct kind *kind_of(const struct hw_finder *f, const struct hw_mount *mount)
{
	const struct hw_text trans = hw_mounts_option(mount, "trans");

	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++) {
		const struct kind *kind = &kinds[i];

		if (has_type(kind, mount->type) &&
		    (!kind->trans || hw_text_eq(trans, hw_text_of(kind->trans)) ||
		     (!trans.n && kind->driver && has_device(f, kind->driver))))
			return kind;
	}
	return NULL;
}

bool hw_diskless_is(struct hw_text type)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++)
		if (has_type(&kinds[i], type))
			return kinds[i].place != UNTOLD;
	return is_kernels(type);
}

bool hw_diskless_is_alike(struct hw_text type)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++)
		if (has_type(&kinds[i], type))
			return kinds[i].place == DIRECTORIES;
	return is_kernels(type);
}

/* Where it is adds nothing to what the whole machine needs. */
static void say_place(struct hw_finder *f, const struct hw_mount *mount, const char *why)
{
	const struct hw_text point = hw_finder_told_point(f, mount->point);

	if (!f->is_whole)
		hw_finder_note_unknown(
			f,
			hw_arena_printf(f->arena, "not known: what %.*s (%.*s) is on%s%s",
					HW_TEXT_ARG(point), HW_TEXT_ARG(mount->type),
					why ? "; " : "", why ? why : ""));
}

/* --- In directories --- */

/*
 * The file system of a directory that `mount` was made of, as it was then: it may have
 * been moved since, be hidden by another one, or be of another name space, as that of an
 * image or of a container. `is_read`: it holds what is there, and not only what is
 * written.
 */
static void add_directory(struct hw_finder *f, const struct hw_mount *mount,
			  struct hw_text path, bool is_read, unsigned depth)
{
	const struct hw_mount *below =
		hw_text_starts(path, HW_TEXT("/")) ? hw_finder_mount_of(f, path) : NULL;
	struct hw_text missing;

	/* OpenWrt moves what was the root, of which its overlay is made, to /rom */
	if (below == mount && hw_text_eq(path, HW_TEXT("/"))) {
		path = HW_TEXT("/rom");
		below = hw_finder_mount_of(f, path);
	}
	/* what is written to memory */
	if (below && !is_read && is_kernels(below->type))
		return;
	if (below && below != mount && depth < HW_STACK_MAX &&
	    f->add_path(f, path, depth + 1, &missing) == 0)
		return;
	say_place(f, mount,
		  "one of its directories, which 'findmnt -no OPTIONS' tells, is of a "
		  "file system that is not mounted here");
}

/* The next directory of a list that has ':' between them, which "\:" is none; as
 * ovl_parse_param_split_lowerdirs(), fs/overlayfs/params.c, undoes it. */
static struct hw_text next_directory(struct hw_text *list, struct hw_arena *arena)
{
	char *to = HW_ARENA_NEW(arena, char, list->n + 1);
	size_t from = 0, n = 0;

	while (to && from < list->n && list->s[from] != ':') {
		if (list->s[from] == '\\' && from + 1 < list->n)
			from++;
		to[n++] = list->s[from++];
	}
	*list = hw_text_from(*list, from + (from < list->n));
	return (struct hw_text){to, n};
}

/*
 * "lowerdir=/a:/b::/data,upperdir=/c,workdir=/d", since Linux 6.8 also "lowerdir+=/a" and
 * "datadir+=/data" (ovl_show_options(), fs/overlayfs/params.c). The work directory is on
 * the file system of the upper one. Whether any is told.
 */
static bool add_directories(struct hw_finder *f, const struct hw_mount *mount,
			    unsigned depth)
{
	static const struct {
		const char *option;
		bool is_list;
		bool is_read;
	} rows[] = {
		{"lowerdir", true, true},
		{"lowerdir+", false, true},
		{"datadir+", false, true},
		{"upperdir", false, false},
	};
	struct hw_text options = mount->options;
	bool is_told = false;

	while (options.n) {
		struct hw_text value = hw_text_cut(&options, ',');
		const struct hw_text key = hw_text_cut(&value, '=');

		value = hw_mounts_unescape(value, f->arena);
		for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
			if (!hw_text_eq(key, hw_text_of(rows[i].option)))
				continue;
			is_told = is_told || value.n;
			while (value.n) {
				const struct hw_text path =
					rows[i].is_list ? next_directory(&value, f->arena)
							: value;

				if (!rows[i].is_list)
					value = HW_NO_TEXT;
				if (path.n)
					add_directory(f, mount, path, rows[i].is_read,
						      depth);
			}
		}
	}
	return is_told;
}

/* --- On a server --- */

/* "192.0.2.7" of "192.0.2.7:6789/192.0.2.8:6789", "2001:db8::7" of "[2001:db8::7]:6789";
 * the whole of what has none behind it. */
static struct hw_text address_in(struct hw_text text)
{
	size_t colons = 0;

	if (hw_text_starts(text, HW_TEXT("[")))
		return hw_text_head(hw_text_from(text, 1),
				    hw_text_find(hw_text_from(text, 1), ']'));
	text = hw_text_head(text, hw_text_find(text, '/'));
	text = hw_text_head(text, hw_text_find(text, ','));
	for (size_t i = 0; i < text.n; i++)
		colons += text.s[i] == ':';
	return colons > 1 ? text : hw_text_head(text, hw_text_find(text, ':'));
}

/* "proto=rdma" of NFS, "trans=rdma" of 9p */
static bool is_over_rdma(const struct hw_mount *mount)
{
	return hw_text_starts(hw_mounts_option(mount, "proto"), HW_TEXT("rdma")) ||
	       hw_text_starts(hw_mounts_option(mount, "trans"), HW_TEXT("rdma"));
}

static void add_server(struct hw_finder *f, const struct hw_mount *mount)
{
	struct hw_text address = hw_mounts_option(mount, "addr");
	const struct hw_class_device *net;

	if (!address.n)
		address = hw_mounts_option(mount, "mon_addr");
	if (!address.n)
		address = mount->origin;
	net = f->is_whole ? NULL : hw_finder_interface_to(f, address_in(address));
	if (net && hw_text_eq(net->name, HW_TEXT("lo"))) {
		say_place(f, mount, "its server is this machine");
	} else if (net) {
		hw_finder_add_interface(f, net, 0);
		if (is_over_rdma(mount))
			hw_finder_add_rdma_of(f, net);
	} else {
		say_place(f, mount,
			  "it comes over the network; --for INTERFACE, as eth0, lists "
			  "what that needs");
	}
}

/*
 * Since NFS 4.1 the server may name other places of the data, by layouts of which each is
 * in a module, "nfs-layouttype4-4" (set_pnfs_layoutdriver(), fs/nfs/pnfs.c): of which
 * mount those are that are loaded is not told.
 */
static void add_layouts(struct hw_finder *f, const struct hw_mount *mount,
			struct hw_text version, struct hw_text point)
{
	static const char *const layouts[] = {
		"nfs_layout_nfsv41_files", "nfs_layout_flexfiles", "blocklayoutdriver"};
	const bool is_4 = hw_text_starts(version, HW_TEXT("4")) ||
			  (!version.n && hw_text_eq(mount->type, HW_TEXT("nfs4")));

	if (!is_4 || hw_text_eq(version, HW_TEXT("4")) ||
	    hw_text_eq(version, HW_TEXT("4.0")))
		return;
	for (size_t i = 0; i < HW_ARRAY_SIZE(layouts); i++)
		if (hw_modules_is_loaded(f->machine->modules, hw_text_of(layouts[i])) ==
		    HW_YES)
			hw_finder_add_because(f, layouts[i],
					      "perhaps layout of the file system", point);
}

/* What NFS loads by its options, "vers=4.2", "sec=krb5p", "proto=rdma", "xprtsec=tls". */
static void add_nfs(struct hw_finder *f, const struct hw_mount *mount)
{
	const struct hw_text version = hw_mounts_option(mount, "vers");
	const struct hw_text encryption = hw_mounts_option(mount, "xprtsec");
	const struct hw_text point = hw_finder_told_point(f, mount->point);

	if (hw_text_eq(mount->type, HW_TEXT("nfs4")) ||
	    hw_text_starts(version, HW_TEXT("4")))
		hw_finder_add_because(f, "nfsv4", "version of the file system", point);
	else if (version.n)
		hw_finder_add_because(
			f, hw_text_starts(version, HW_TEXT("2")) ? "nfsv2" : "nfsv3",
			"version of the file system", point);
	else
		hw_finder_note_asked(f, &old_version, point);
	add_layouts(f, mount, version, point);
	/* gss_mech_get_by_name(), net/sunrpc/auth_gss/gss_mech_switch.c */
	if (hw_text_starts(hw_mounts_option(mount, "sec"), HW_TEXT("krb5")))
		hw_finder_add_because(f, "rpcsec_gss_krb5", "security of the file system",
				      point);
	/* "tls" and "mtls", of which tlshd(8) has TCP ask for "tcp-ulp-tls"
	 * (tcp_ulp_find_autoload(), net/ipv4/tcp_ulp.c) */
	if (hw_text_eq(encryption, HW_TEXT("tls")) ||
	    hw_text_eq(encryption, HW_TEXT("mtls")))
		hw_finder_add_because(f, "tls", "encryption of the file system", point);
	/* xprt_find_transport_ident(), net/sunrpc/xprt.c */
	if (is_over_rdma(mount))
		hw_finder_add_because(f, "rpcrdma", "transport of the file system",
				      point);
}

/* --- On devices, and all --- */

/* All devices of the driver: they have one module, whichever of them it is. */
static void add_devices(struct hw_finder *f, const struct hw_mount *mount,
			const char *driver)
{
	bool has_any = false;

	for (size_t i = 0; i < f->list->n; i++) {
		const struct hw_device *d = &f->list->v[i];

		if (!hw_text_eq(d->driver, hw_text_of(driver)) || !d->syspath.n)
			continue;
		hw_finder_mark_above(f, hw_text_from(d->syspath, 1));
		hw_finder_count_undriven(f, hw_text_from(d->syspath, 1));
		has_any = true;
	}
	if (!has_any)
		say_place(f, mount, NULL);
}

/*
 * The disks of a pool by what udevd has read on them (probe_superblocks(),
 * udev-builtin-blkid.c of systemd), "zfs_member" and the name of the pool, which its file
 * systems begin with: "rpool/ROOT" of rpool. A recording has no names.
 */
static void add_pool(struct hw_finder *f, const struct hw_mount *mount,
		     const struct kind *kind, unsigned depth)
{
	const struct hw_text pool =
		hw_text_head(mount->origin, hw_text_find(mount->origin, '/'));
	bool has_any = false;

	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];
		struct hw_udev_property of[] = {
			{.key = "ID_FS_TYPE"},
			{.key = "ID_FS_LABEL", .is_private = true}};
		struct hw_text id;

		if (!hw_text_eq(c->class, HW_TEXT("block")))
			continue;
		id = hw_arena_printf(f->arena, "b%.*s",
				     HW_TEXT_ARG(hw_finder_attribute(f, c->path, "dev")));
		if (id.s)
			hw_udev_properties(f->machine->root, id, f->arena, of,
					   HW_ARRAY_SIZE(of));
		if (!hw_text_eq(of[0].value, HW_TEXT("zfs_member")) ||
		    (of[1].value.n && !hw_text_eq(of[1].value, pool)))
			continue;
		hw_finder_add_disk(f, c, depth);
		has_any = true;
	}
	if (!has_any)
		say_place(f, mount, kind->way);
}

static void add_by_kind(struct hw_finder *f, const struct hw_mount *mount,
			const struct kind *kind, unsigned depth)
{
	const struct hw_text point = hw_finder_told_point(f, mount->point);

	if (kind->module)
		hw_finder_add_module(
			f, hw_text_of(kind->module), HW_NO_TEXT,
			strcmp(kind->module, TRANS_FD) == 0,
			hw_arena_printf(f->arena, "transport of the file system of %.*s",
					HW_TEXT_ARG(point)));
	switch (kind->place) {
	case DIRECTORIES:
		/* of the whole machine each is there by itself */
		if (!f->is_whole && !add_directories(f, mount, depth))
			say_place(f, mount,
				  "its parts are other file systems: --for their mount "
				  "points");
		break;
	case SOURCE:
		if (!f->is_whole)
			add_directory(f, mount, mount->origin, true, depth);
		break;
	case FLASH:
		hw_finder_add_flash_of(f, mount);
		break;
	case DEVICE:
		add_devices(f, mount, kind->driver);
		break;
	case SERVER:
		add_server(f, mount);
		break;
	case POOL:
		add_pool(f, mount, kind, depth);
		break;
	case UNTOLD:
		say_place(f, mount, kind->way);
		break;
	}
	if (hw_text_starts(mount->type, HW_TEXT("nfs")))
		add_nfs(f, mount);
}

bool hw_finder_add_diskless(struct hw_finder *f, const struct hw_mount *mount,
			    unsigned depth, struct hw_text *ret_missing)
{
	const struct kind *kind = kind_of(f, mount);

	if (is_kernels(mount->type)) {
		*ret_missing = hw_arena_printf(
			f->arena,
			"%.*s is a file system (%.*s) that is on no disk of this "
			"machine",
			HW_TEXT_ARG(mount->point), HW_TEXT_ARG(mount->type));
		return false;
	}
	if (kind) {
		add_by_kind(f, mount, kind, depth);
	} else if (hw_finder_add_flash_of(f, mount)) {
		return true;
	} else if (mount->source.n) {
		*ret_missing = hw_arena_printf(
			f->arena,
			"%.*s is a file system (%.*s) on '%.*s', which is the name of no "
			"block device here, or of several",
			HW_TEXT_ARG(mount->point), HW_TEXT_ARG(mount->type),
			HW_TEXT_ARG(mount->source));
		return false;
	} else if (hw_text_starts(mount->origin, HW_TEXT("/"))) {
		/* an image: erofs_fc_get_tree(), fs/erofs/super.c, since Linux 6.12 */
		if (!f->is_whole)
			add_directory(f, mount, mount->origin, true, depth);
	} else {
		say_place(f, mount, NULL);
	}
	return true;
}
