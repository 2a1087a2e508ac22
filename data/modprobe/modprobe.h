/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODPROBE_MODPROBE_H
#define HWALIAS_DATA_MODPROBE_MODPROBE_H

#include "data/root/root.h"

// clang-format off
/*
 * The configuration of modprobe, as `modprobe -c` prints it, but with the file and line of
 * every directive:
 *
 *	modules.softdep, modules.weakdep	\
 *	etc/modprobe.d/NAME.conf, ...		 > directives > what blocks a module,
 *	proc/cmdline				/	        aliases of a string
 */
// clang-format on
enum hw_directive_kind {
	HW_DIRECTIVE_ALIAS,
	HW_DIRECTIVE_BLACKLIST,
	HW_DIRECTIVE_INSTALL,
	HW_DIRECTIVE_REMOVE,
	HW_DIRECTIVE_OPTIONS,
	HW_DIRECTIVE_SOFTDEP,
	HW_DIRECTIVE_WEAKDEP,
	/* on the kernel command line only, for the kernel itself */
	HW_DIRECTIVE_MODULE_BLACKLIST,
	HW_DIRECTIVE_INITCALL_BLACKLIST,
	HW_DIRECTIVE_COUNT
};

struct hw_directive {
	enum hw_directive_kind kind;
	/* normalised, but for the command line's blacklists, which are as written;
	 * initcall_blacklist: the function */
	struct hw_text module;
	/* alias: the pattern; install, remove: the command; options, softdep, weakdep:
	 * what follows the module. Absent for the others. */
	struct hw_text value;
	/* "/etc/modprobe.d/x.conf" and its first line; absent and 0 for the kernel
	 * command line */
	struct hw_text path;
	size_t line;
	/* the directive as written, continued lines joined, without blanks at its ends */
	struct hw_text text;
	/* its lines as they are in the file, without the last newline; absent for the
	 * kernel command line */
	struct hw_text raw;
	/* hw_modprobe_show() has changed the text: the lines are not to be shown */
	bool is_private;
	/* nor is the path what the file is called */
	bool hides_path;
};

/* What prevents a module from being loaded for a device, weakest first. */
enum hw_block_kind {
	HW_BLOCK_NONE,
	/* an `alias` line matches the device's string, so that modprobe does not read the
	 * kernel's tables (kmod_module_new_from_lookup() uses the first source that has
	 * the string). It blocks a string, not a module: never returned by
	 * hw_modprobe_blocked(). */
	HW_BLOCK_ALIAS,
	/* `install M COMMAND`: whether the command loads the module is not known */
	HW_BLOCK_COMMAND,
	/* `blacklist`, or modprobe.blacklist= of the kernel command line; loading by name
	 * or as a dependency still works */
	HW_BLOCK_BLACKLIST,
	/* `install M /bin/false` and the like: modprobe runs that and loads nothing,
	 * unless called with --ignore-install */
	HW_BLOCK_INSTALL,
	/* initcall_blacklist=: the kernel does not call the function, which by its name
	 * starts the module: loading fails, and built-in code does not start */
	HW_BLOCK_INITCALL,
	/* module_blacklist=: the kernel refuses the module, however it is loaded */
	HW_BLOCK_KERNEL,
};

struct hw_modprobe;

/*
 * Reads the configuration of the machine below `root`, and of the modules directory `dir`
 * below `kernel_root`; each may be NULL. Absent files are empty. Malformed lines and
 * files that cannot be read become warnings and are skipped. Lifetime: `warnings` must
 * outlive the result. Errors: -ENOMEM.
 */
int hw_modprobe_open(struct hw_root *root, struct hw_root *kernel_root, const char *dir,
		     struct hw_warnings *warnings, struct hw_modprobe **ret);

/* The same with one file and a command line in memory, for tests and fuzzers; both must
 * outlive the result. */
int hw_modprobe_open_text(struct hw_text file, struct hw_text cmdline,
			  struct hw_warnings *warnings, struct hw_modprobe **ret);

/* NULL is fine. */
void hw_modprobe_close(struct hw_modprobe *modprobe);

/* The files, in the order in which they are read; depmod's are among them. Lifetime: the
 * configuration's. */
size_t hw_modprobe_file_count(const struct hw_modprobe *modprobe);
struct hw_text hw_modprobe_file_name(const struct hw_modprobe *modprobe, size_t i);

/* Whether it is called otherwise where it was recorded. */
bool hw_modprobe_hides_name(const struct hw_modprobe *modprobe, size_t i);

/* What may be shown of a directive. */
struct hw_directive_view {
	/* its text and path, as they are at first */
	struct hw_text text;
	struct hw_text path;
	/* something stands in the text, or in the path, for what may not be shown; they
	 * may be as they were, as those of a recording are */
	bool is_replaced;
	bool is_path_replaced;
};

/*
 * Lets `show` change the views of all directives, which then have their texts. Lifetime:
 * the texts must outlive the configuration.
 */
void hw_modprobe_show(struct hw_modprobe *modprobe,
		      void (*show)(void *arg, const struct hw_directive *directive,
				   struct hw_directive_view *view),
		      void *arg);

/*
 * All directives, in the order in which libkmod reads them: files by name, then the
 * command line. `modprobe` may be NULL: there are none. Lifetime: the configuration's.
 */
const struct hw_directive *hw_modprobe_directives(const struct hw_modprobe *modprobe,
						  size_t *ret_count);

/*
 * The `alias` lines that match the string, in order. `modprobe` may be NULL: none.
 * Lifetime: the array is the arena's, the directives are the configuration's.
 * Errors: those of hw_aliases_match(), whose relation it has: -EINVAL, -ENAMETOOLONG,
 * -ENOMEM.
 */
int hw_modprobe_match(const struct hw_modprobe *modprobe, struct hw_text modalias,
		      struct hw_arena *arena, const struct hw_directive ***ret_hits,
		      size_t *ret_count);

/* Whether all files of the configuration could be read. True for NULL. */
bool hw_modprobe_is_whole(const struct hw_modprobe *modprobe);

/* Whether some directive blocks a module that another one needs: all kinds do so but
 * `blacklist`. False for NULL. */
bool hw_modprobe_blocks_needed(const struct hw_modprobe *modprobe);

/*
 * The `install` line that modprobe uses for the module, whatever its command does: the
 * first whose pattern matches (kmod_module_get_install_commands()). NULL: there is none,
 * or the module has a softdep, which "takes precedence" (modprobe.d(5)).
 * Here and below `module` is normalised, and `modprobe` may be NULL.
 */
const struct hw_directive *hw_modprobe_install(const struct hw_modprobe *modprobe,
					       struct hw_text module);

/* A directive that blocks a module, and how. */
struct hw_blocker {
	enum hw_block_kind kind;
	const struct hw_directive *directive;
};

/*
 * Everything that prevents the module from being loaded by its alias, in the order of the
 * directives. This includes `install` lines after the first one, which block it when that
 * is removed. Lifetime: the array is the arena's. Errors: -ENOMEM.
 */
int hw_modprobe_blockers(const struct hw_modprobe *modprobe, struct hw_text module,
			 struct hw_arena *arena, struct hw_blocker **ret,
			 size_t *ret_count);

/* The strongest of these, by enum hw_block_kind; of equal ones the first. NULL: none, and
 * *ret_kind is HW_BLOCK_NONE. */
const struct hw_directive *hw_modprobe_blocked(const struct hw_modprobe *modprobe,
					       struct hw_text module,
					       enum hw_block_kind *ret_kind);

/*
 * What the command of an `install` line does: HW_BLOCK_NONE: it loads the module;
 * HW_BLOCK_INSTALL: it does not; HW_BLOCK_COMMAND: not known without running it.
 */
enum hw_block_kind hw_modprobe_command(struct hw_text command, struct hw_text module);

/* "alias", "blacklist" … */
const char *hw_directive_name(enum hw_directive_kind kind);

#endif
