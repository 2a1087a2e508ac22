/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MODULES_INTERNAL_H
#define HWALIAS_REPORT_MODULES_INTERNAL_H

#include "report/modules/modules.h"

/* A module that no device names: of a mapping, an array, a file system. */
struct hw_chain_module {
	/* of a file system its type, which most modules are called by */
	struct hw_text name;
	bool is_file_system;
	struct hw_text because;
};

/* What a block device is that is no device's. */
struct hw_block_layer {
	const char *module;
	/* of a sentence: "encryption of dm-0" */
	const char *what;
};

struct hw_block_layers {
	/* a mapping with its target, an array with its level, and one by its name */
	struct hw_block_layer v[8];
	size_t n;
	bool is_encrypted;
	/* of a sentence, "on which host", where nothing of what is below it is told;
	 * NULL: it has nothing below it, or that is told */
	const char *unknown;
};

/* `path` has no leading slash. Lifetime: the program's. */
void hw_block_layers_of(struct hw_root *root, struct hw_text path, struct hw_text name,
			struct hw_arena *arena, struct hw_block_layers *ret);

/* What a network interface is that is no device's. */
struct hw_net_kind {
	/* NULL: none, it is part of the kernel */
	const char *module;
	/* of a sentence: "bridge of br0" */
	const char *what;
	/* it does not work without another interface below it */
	bool is_upper;
};

/* NULL: not known. `path` has no leading slash. Lifetime: the program's. */
const struct hw_net_kind *hw_net_kind_of(struct hw_root *root, struct hw_text path,
					 struct hw_arena *arena);

#define HW_CHAIN_MODULES_MAX ((size_t)32)

/* What a target depends on. */
struct hw_chain {
	/* a flag for each device of the list */
	bool *is_in;
	struct hw_chain_module modules[HW_CHAIN_MODULES_MAX];
	size_t module_count;
	/* what of the way is not known, a sentence without full stop; absent: all is */
	struct hw_text unknown;
	struct hw_text advice;
	/* on the way, which do not work without a driver, and of which none is known */
	size_t unknown_devices;
};

/*
 * Marks the devices of `list` on the way from the target to its bus: of a file system
 * those of all disks below it. Lifetime: the arena's. Errors: -ENOENT, with the reason in
 * `ret_missing`; -ENOMEM.
 */
int hw_chain_find(struct hw_machine *machine, const struct hw_device_list *list,
		  const char *target, struct hw_arena *arena, struct hw_chain *ret,
		  struct hw_text *ret_missing);

/*
 * Calls `fn` with what each mounted file system and each block device depends on.
 * Errors: -ENOMEM.
 */
typedef void hw_chain_fn(void *arg, const struct hw_chain *chain);
int hw_chain_each(struct hw_machine *machine, const struct hw_device_list *list,
		  struct hw_arena *arena, hw_chain_fn *fn, void *arg);

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
