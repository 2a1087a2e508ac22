/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MODULES_INTERNAL_H
#define HWALIAS_REPORT_MODULES_INTERNAL_H

#include "data/host/mounts.h"
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
	/* a mapping, of which nothing tells what it does */
	bool lacks_target;
	/* "DMRAID", of the program that made that mapping; absent: not told */
	struct hw_text maker;
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

/* `what` is "code page", of a sentence; no `charset`: it is not told. */
typedef void hw_nls_fn(void *arg, const struct hw_mount *mount, const char *what,
		       struct hw_text charset);

/* Calls `fn` with each table of characters that the file system loads, for which the
 * module nls_CHARSET is, and with each that it needs and that is not told. */
void hw_nls_each(const struct hw_mount *mount, struct hw_arena *arena, hw_nls_fn *fn,
		 void *arg);

#define HW_CHAIN_MODULES_MAX ((size_t)32)
#define HW_CHAIN_UNKNOWN_MAX ((size_t)8)

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
	/* the mappings whose ciphers are not known, the first ones, each once */
	struct hw_text encrypted[HW_CHAIN_UNKNOWN_MAX];
	size_t encrypted_count;
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
