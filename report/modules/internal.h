/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MODULES_INTERNAL_H
#define HWALIAS_REPORT_MODULES_INTERNAL_H

#include "data/host/mounts.h"
#include "data/sysfs/classes.h"
#include "report/modules/modules.h"

/* A module that no device names: of a mapping, an array, a file system. */
struct hw_chain_module {
	/* of a file system its type, which most modules are called by */
	struct hw_text name;
	/* what the kernel asks for, "fs-ext3", "crypto-lzo", where no module bears the
	 * name; absent: nothing else */
	struct hw_text alias;
	/* as most file systems without a disk it may be part of every kernel */
	bool may_be_core;
	struct hw_text because;
};

/*
 * What a layer asks the kernel for by a name that is in its table, which only root may
 * read, and not in sysfs (request_module()); or its kind, which sysfs does not have.
 */
struct hw_asked {
	/* the module that asks; NULL: it is the module itself that is not told */
	const char *by;
	/* of a sentence: "cipher", of dm-0 */
	const char *what;
	/* names of modules, one of which it is; or aliases of those that are usual, where
	 * `usual` is */
	const char *names[12];
	/* what tells it, "dmsetup table" */
	const char *tool;
	/* "cryptsetup's default, aes-xts-plain64" */
	const char *usual;
	/* which modules these are, where the tables do not tell: "xts and one of aes" */
	const char *are;
	/* others than `names` may be it, too */
	bool is_open;
	/* proc/crypto has it among the ciphers, or among the hashes, that are in use */
	bool is_cipher;
	bool is_hash;
};

/* What a block device is that no device's driver makes. */
struct hw_block_layer {
	const char *module;
	/* of a sentence: "encryption of dm-0" */
	const char *what;
};

struct hw_block_layers {
	/* a mapping with its target, an array with its level, and one by its name */
	struct hw_block_layer v[8];
	size_t n;
	/* NULL: it asks for nothing that is not told */
	const struct hw_asked *asked;
	/* "crypto-lzo", as modprobe takes it; absent: none */
	struct hw_text alias;
	const char *alias_what;
	/* of a sentence, "of which level the array", where that is not told; NULL: it is
	 */
	const char *lacks;
	/* a mapping, of which nothing tells what it does */
	bool lacks_target;
	/* "DMRAID", of the program that made that mapping; absent: not told */
	struct hw_text maker;
	/* of a sentence, "on which host", where nothing of what is below it is told;
	 * NULL: it has nothing below it, or that is told */
	const char *unknown;
};

/* `path` has no leading slash; of a disk that a device's driver makes there are none.
 * Lifetime: the program's. */
void hw_block_layers_of(struct hw_root *root, struct hw_text path, struct hw_text name,
			struct hw_arena *arena, struct hw_block_layers *ret);

#define HW_NVME_FABRICS "sys/devices/virtual/nvme-fabrics/ctl/"

/* What a disk comes through that is not the driver of a device above it. */
struct hw_transport {
	struct hw_block_layer v[4];
	size_t n;
	/* "nvme0", "host2"; absent: nothing is between the device and the disk */
	struct hw_text name;
	/* that it is bound to, "eth0"; may be none of the machine's */
	struct hw_text interface;
	/* it comes over an interface, or over an adapter of RDMA that has one, to this
	 * address, which may be absent */
	bool is_over_network;
	bool is_over_rdma;
	struct hw_text address;
	/* name of a port of Fibre Channel of this machine; 0: it comes over none, or that
	 * is not told */
	uint64_t port;
	/* where the host of an adapter of RDMA is; absent: it is none, or on no device */
	struct hw_text adapter;
	/* of a sentence, "over which adapter", where that is not told; NULL: it is */
	const char *unknown;
	/* that is where it is, and not of which module */
	bool is_place;
};

/* `path` of a block device, or of a controller, has no leading slash; `is_driven`: a
 * device above its SCSI host has a driver. Lifetime: the arena's, the path's and the
 * program's. */
void hw_transport_of(struct hw_root *root, struct hw_text path, bool is_driven,
		     struct hw_arena *arena, struct hw_transport *ret);

/* A name of a port, "0x10000090fa942779"; 0: it is none. */
uint64_t hw_fc_port(struct hw_text text);

/* Where the name of a SCSI host ends in a path; 0: it has none. */
size_t hw_transport_host(struct hw_text path);

/* Where the data of an interface that is no device's comes from. */
enum hw_net_below {
	/* from a program, a route, or nowhere */
	HW_NET_OPEN,
	/* from interfaces, by the links of its directory: it does not work without one */
	HW_NET_LOWER,
	/* by its iflink from the interface that it is bound to, if it is to one */
	HW_NET_BOUND,
	/* from an interface or a serial line, by what sysfs does not tell */
	HW_NET_UNTOLD,
};

/* What a network interface is that is no device's. */
struct hw_net_kind {
	/* NULL: none, it is part of the kernel, or it is one of `asked` alone */
	const char *module;
	/* of a sentence: "bridge of br0" */
	const char *what;
	enum hw_net_below below;
	/* one of these is needed, too; NULL: `module` is all */
	const struct hw_asked *asked;
};

/* `path` has no leading slash. Lifetime: the program's. */
const struct hw_net_kind *hw_net_kind_of(struct hw_root *root, struct hw_text path,
					 struct hw_arena *arena);

#define HW_REQUESTED_MAX ((size_t)4)

/* A module, and those that it may load by these names or aliases; NULL: no further one.
 * `needs_all`: it works with none of them missing. */
struct hw_requested {
	const char *module;
	const char *names[HW_REQUESTED_MAX];
	bool needs_all;
};

/* NULL: it loads none. Lifetime: the program's. */
const struct hw_requested *hw_requested_by(struct hw_text module);

/* `what` is "code page", of a sentence; no `charset`: it is not told. */
typedef void hw_nls_fn(void *arg, const struct hw_mount *mount, const char *what,
		       struct hw_text charset);

/* Calls `fn` with each table of characters that the file system loads, for which the
 * module nls_CHARSET is, and with each that it needs and that is not told. */
void hw_nls_each(const struct hw_mount *mount, struct hw_arena *arena, hw_nls_fn *fn,
		 void *arg);

/* Flags the device at `path`, which has no leading slash, and those above it. */
void hw_chain_mark(const struct hw_device_list *list, struct hw_text path, bool *is_in);

/* Flags also the devices that supply those that are flagged, and those above them.
 * `is_in` may be NULL: then links are only read. */
void hw_suppliers_mark(struct hw_root *root, const struct hw_device_list *list,
		       const struct hw_class_devices *classes, struct hw_arena *arena,
		       bool *is_in);

#define HW_CHAIN_MODULES_MAX ((size_t)128)
#define HW_CHAIN_UNKNOWN_MAX ((size_t)8)
/* Not fewer than kinds of struct hw_asked. */
#define HW_CHAIN_ASKED_MAX ((size_t)24)

struct hw_chain_asked {
	const struct hw_asked *asked;
	struct hw_text of[HW_CHAIN_UNKNOWN_MAX];
	size_t n;
};

/* What a target depends on. */
struct hw_chain {
	/* a flag for each device of the list */
	bool *is_in;
	struct hw_chain_module modules[HW_CHAIN_MODULES_MAX];
	size_t module_count;
	/* what of the way is not known, sentences without full stop, the first ones;
	 * none: all is */
	struct hw_text unknown[HW_CHAIN_UNKNOWN_MAX];
	size_t unknown_count;
	/* what is needed besides modules, likewise; absent: nothing */
	struct hw_text advice;
	/* what is asked for by names that are not told, each once with its devices,
	 * "dm-0, dm-1" */
	struct hw_chain_asked asked[HW_CHAIN_ASKED_MAX];
	size_t asked_count;
	/* on the way, which do not work without a driver, and of which none is known: how
	 * many, and the names of the first ones, "0000:00:1f.2, 0:0:0:0" */
	size_t unknown_device_count;
	struct hw_text unknown_devices;
};

/*
 * Marks the devices of `list` on the way from each target to its bus: of a file system
 * those of all disks below it. NULL ends the targets. Lifetime: the arena's. Errors:
 * -ENOENT, with the target in `ret_absent` and the reason in `ret_missing`; -ENOMEM.
 */
int hw_chain_find(struct hw_machine *machine, const struct hw_device_list *list,
		  const char *const *targets, struct hw_arena *arena,
		  struct hw_chain *ret, const char **ret_absent,
		  struct hw_text *ret_missing);

/*
 * What all mounted file systems, all block devices and all interfaces without a device
 * depend on. Of a file system on no disk that is its own module. Errors: -ENOMEM.
 */
int hw_chain_all(struct hw_machine *machine, const struct hw_device_list *list,
		 struct hw_arena *arena, struct hw_chain *ret);

/*
 * The modules that modprobe means by `name`, a module's name or an alias such as
 * "crypto-crc32c" or "platform:idma64": all that the first source with an answer has. The
 * sources, in the order of kmod_module_new_from_lookup() (kmod's libkmod-module.c):
 * `alias` lines of modprobe.d, names in modules.dep, modules.alias, names in
 * modules.builtin, modules.builtin.modinfo. Nothing found is *ret_count 0. `modprobe` may
 * be NULL. Lifetime: the arena's, the machine's and the configuration's. Errors: -ENOMEM.
 */
int hw_lookup_modules(struct hw_machine *machine, const struct hw_modprobe *modprobe,
		      struct hw_text name, struct hw_arena *arena, struct hw_text **ret,
		      size_t *ret_count);

#endif
