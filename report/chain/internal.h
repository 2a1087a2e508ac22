/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHAIN_INTERNAL_H
#define HWALIAS_REPORT_CHAIN_INTERNAL_H

#include "data/running/mounts.h"
#include "data/sysfs/classes.h"
#include "report/chain/chain.h"

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

#endif
