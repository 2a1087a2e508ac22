/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODPROBE_MODPROBE_H
#define HWALIAS_DATA_MODPROBE_MODPROBE_H

#include "data/root/root.h"

/*
 * What the administrator and the distribution told modprobe: the files of modprobe.d,
 * depmod's modules.softdep and modules.weakdep, and the kernel command line. Equal to
 * libkmod's configuration (`modprobe -c`), but every directive keeps its place.
 */
enum hw_directive_kind {
	HW_DIRECTIVE_ALIAS,
	HW_DIRECTIVE_BLACKLIST,
	HW_DIRECTIVE_INSTALL,
	HW_DIRECTIVE_REMOVE,
	HW_DIRECTIVE_OPTIONS,
	HW_DIRECTIVE_SOFTDEP,
	HW_DIRECTIVE_WEAKDEP,
	/* of the kernel command line only, and read by the kernel itself */
	HW_DIRECTIVE_MODULE_BLACKLIST,
	HW_DIRECTIVE_INITCALL_BLACKLIST,
	HW_DIRECTIVE_COUNT
};

struct hw_directive {
	enum hw_directive_kind kind;
	/* '-' is '_'; of initcall_blacklist the function, of the command line's two
	 * blacklists as written */
	struct hw_text module;
	/* alias: the pattern; install, remove: the command; options; softdep, weakdep:
	 * all behind the module. Absent for the others. */
	struct hw_text value;
	/* "/etc/modprobe.d/x.conf" and the first of its lines; absent and 0 for the
	 * kernel command line */
	struct hw_text path;
	size_t line;
	/* all of it as written, without blanks at its ends */
	struct hw_text text;
	/* its lines as they stand in the file, with the newlines between them, but not
	 * the last one; absent for the kernel command line */
	struct hw_text raw;
};

/* What keeps a module from being loaded for a device. */
enum hw_block_kind {
	HW_BLOCK_NONE,
	/* an `alias` line answers for the device, so that modprobe never looks into the
	 * kernel's tables (kmod_module_new_from_lookup(): the first source that knows
	 * the string is the only one). Of the string, not of the module: never returned
	 * by hw_modprobe_blocked(). */
	HW_BLOCK_ALIAS,
	/* `install M COMMAND`: whether the command loads the module is not known */
	HW_BLOCK_COMMAND,
	/* `blacklist`, also of the kernel command line: modprobe.blacklist=; loading by
	 * name or as a dependency still works */
	HW_BLOCK_BLACKLIST,
	/* `install M /bin/false` and the like: modprobe runs that and loads nothing, but
	 * for --ignore-install */
	HW_BLOCK_INSTALL,
	/* initcall_blacklist=: the kernel does not call the function that, by its name,
	 * starts the module, so that loading it fails; built-in code stays asleep */
	HW_BLOCK_INITCALL,
	/* module_blacklist=: the kernel itself refuses it, however it is loaded */
	HW_BLOCK_KERNEL,
};

struct hw_modprobe;

/*
 * Reads the configuration of the machine below `root`, and of the modules directory
 * `dir` below `kernel_root`; both may be NULL. What is absent is empty; malformed lines
 * become warnings and are passed over, as are files that cannot be read.
 * Errors: -ENOMEM.
 */
int hw_modprobe_open(struct hw_root *root, struct hw_root *kernel_root, const char *dir,
		     struct hw_warnings *warnings, struct hw_modprobe **ret);

/* One file and a command line from memory, for tests and fuzzers; both must outlive the
 * configuration. */
int hw_modprobe_open_text(struct hw_text file, struct hw_text cmdline,
			  struct hw_warnings *warnings, struct hw_modprobe **ret);

void hw_modprobe_close(struct hw_modprobe *modprobe);

/*
 * All directives, in the order in which libkmod reads them: files by name, then the
 * command line. Lifetime: the configuration's. NULL has none.
 */
const struct hw_directive *hw_modprobe_directives(const struct hw_modprobe *modprobe,
						  size_t *ret_count);

/*
 * The `alias` lines that match the string, in order; the relation is that of
 * hw_aliases_match(), and so are the errors: -EINVAL, -ENAMETOOLONG, -ENOMEM. The array
 * is the arena's. `modprobe` may be NULL.
 */
int hw_modprobe_match(const struct hw_modprobe *modprobe, struct hw_text modalias,
		      struct hw_arena *arena, const struct hw_directive ***ret_hits,
		      size_t *ret_count);

/* Whether all files of the configuration could be read; NULL was. */
bool hw_modprobe_is_whole(const struct hw_modprobe *modprobe);

/* Whether there is any line that would block a module that another one needs: all but
 * blacklists do. */
bool hw_modprobe_blocks_needed(const struct hw_modprobe *modprobe);

/*
 * The `install` line that answers for the module, whatever its command does: the first
 * whose pattern matches (kmod_module_get_install_commands()). NULL: none, or the module
 * has a softdep, which "takes precedence" (modprobe.d(5)). `module` is normalised here
 * and below, and `modprobe` may be NULL.
 */
const struct hw_directive *hw_modprobe_install(const struct hw_modprobe *modprobe,
					       struct hw_text module);

/* A directive, and what it does to a module. */
struct hw_blocker {
	enum hw_block_kind kind;
	const struct hw_directive *directive;
};

/*
 * All that keeps the module from being loaded by its alias, in the order of the
 * directives. An `install` line behind another one is told too when it would step into
 * the other's place. The array is the arena's. Errors: -ENOMEM.
 */
int hw_modprobe_blockers(const struct hw_modprobe *modprobe, struct hw_text module,
			 struct hw_arena *arena, struct hw_blocker **ret,
			 size_t *ret_count);

/*
 * The strongest of them, the one that comes last in enum hw_block_kind, and of equal ones
 * the first; or NULL.
 */
const struct hw_directive *hw_modprobe_blocked(const struct hw_modprobe *modprobe,
					       struct hw_text module,
					       enum hw_block_kind *ret_kind);

/*
 * What a command in the place of loading makes of the module: HW_BLOCK_NONE (it loads
 * it), HW_BLOCK_INSTALL (it does not) or HW_BLOCK_COMMAND (only the command knows).
 */
enum hw_block_kind hw_modprobe_command(struct hw_text command, struct hw_text module);

/* "alias", "blacklist" … */
const char *hw_directive_name(enum hw_directive_kind kind);

#endif
