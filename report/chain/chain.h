/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHAIN_CHAIN_H
#define HWALIAS_REPORT_CHAIN_CHAIN_H

#include "report/collect/collect.h"

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
 * those of all disks below it. NULL ends the targets. `typed` are the same as the user
 * typed them: sentences have his words for what others are withheld. Lifetime: the
 * arena's. Errors: -ENOENT, with the target as typed in `ret_absent` and the reason in
 * `ret_missing`; -ENOMEM.
 */
int hw_chain_find(struct hw_machine *machine, const struct hw_device_list *list,
		  const char *const *targets, const char *const *typed,
		  struct hw_arena *arena, struct hw_chain *ret, const char **ret_absent,
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
