// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict/remedy.h"

#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/base/list.h"
#include "data/root/root.h"
#include "decoders/text/ascii.h"
#include "report/verdict/internal.h"

/* `a && b` */
static struct hw_text both(struct hw_text a, struct hw_text b, struct hw_arena *arena)
{
	return a.n ? hw_arena_printf(arena, "%.*s && %.*s", HW_TEXT_ARG(a),
				     HW_TEXT_ARG(b))
		   : b;
}

struct hw_text hw_remedy_modprobe(struct hw_text module, const char *options,
				  struct hw_arena *arena)
{
	struct hw_text word = hw_shell_word(module, arena);

	return hw_arena_printf(arena, "modprobe %s%.*s", options, HW_TEXT_ARG(word));
}

/* Longer ones, and those that may not be shown, are deleted by their number. */
enum { SHOWN_MAX = 200 };

static bool is_deleted_by_number(const struct hw_block *b)
{
	return !b->raw.s || b->raw.n > SHOWN_MAX;
}

/* What the line must start with: what may be shown of it. */
static struct hw_text start_of(const struct hw_block *b)
{
	struct hw_text rest = b->raw;
	struct hw_text first = hw_text_cut(&rest, '\n');

	return b->raw.s ? hw_text_head(first, SHOWN_MAX) : b->names;
}

/*
 * A file outside of /etc belongs to a package or is made at every boot. A file of the
 * same name in /etc hides it for good (modprobe.d(5)), so that gets a copy without the
 * line. Nothing hides depmod's own files.
 */
static struct hw_text delete_lines(const struct hw_block *b, struct hw_arena *arena)
{
	bool in_place = hw_text_starts(b->path, HW_TEXT("/etc/")) ||
			hw_text_starts(b->path, HW_TEXT("/lib/modules/")) ||
			hw_text_starts(b->path, HW_TEXT("/usr/lib/modules/"));
	struct hw_text base = hw_path_base(b->path);
	struct hw_text source = hw_shell_word(b->path, arena);
	struct hw_text target =
		in_place ? source
			 : hw_shell_word(hw_arena_printf(arena, "/etc/modprobe.d/%.*s",
							 HW_TEXT_ARG(base)),
					 arena);
	struct hw_text sed =
		is_deleted_by_number(b)
			? hw_shell_sed_delete_at(b->line, b->lines, start_of(b), arena)
			: hw_shell_sed_delete(b->raw, arena);
	struct hw_text copy = HW_TEXT("");

	if (!in_place)
		copy = hw_arena_printf(
			arena, "{ test -e %.*s || install -D -m 644 %.*s %.*s; }",
			HW_TEXT_ARG(target), HW_TEXT_ARG(source), HW_TEXT_ARG(target));
	return both(copy,
		    hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(sed),
				    HW_TEXT_ARG(target)),
		    arena);
}

/* One line of a file may stand in the way of several modules, and be there twice. */
static bool is_told_before(const struct hw_candidate *c, size_t at)
{
	const struct hw_block *b = &c->blockers[at];

	for (size_t i = 0; i < at; i++)
		if (hw_text_eq(c->blockers[i].path, b->path) &&
		    hw_text_eq(c->blockers[i].raw, b->raw) &&
		    (!is_deleted_by_number(b) || c->blockers[i].line == b->line) &&
		    c->blockers[i].kind != HW_BLOCK_COMMAND)
			return true;
	return false;
}

static bool is_of_itself(const struct hw_candidate *c, const struct hw_block *b)
{
	return hw_text_eq(b->module, c->module);
}

/* What one blocker needs before the module is loaded; empty: nothing. */
static struct hw_text clear(const struct hw_candidate *c, size_t at,
			    struct hw_arena *arena)
{
	const struct hw_block *b = &c->blockers[at];

	/* of the module itself the last command tells */
	if (b->kind == HW_BLOCK_COMMAND)
		return is_of_itself(c, b)
			       ? HW_TEXT("")
			       : hw_remedy_modprobe(b->module, "--ignore-install ",
						    arena);
	if (!b->path.s || is_told_before(c, at))
		return HW_TEXT("");
	/* by its name a module is loaded all the same */
	if (b->is_made)
		return b->kind == HW_BLOCK_INSTALL && !is_of_itself(c, b)
			       ? hw_remedy_modprobe(b->module, "--ignore-install ", arena)
			       : HW_TEXT("");
	return delete_lines(b, arena);
}

static bool is_of_kernel(const struct hw_block *b)
{
	return b->kind == HW_BLOCK_KERNEL || b->kind == HW_BLOCK_INITCALL;
}

/*
 * What is on the kernel command line can only be mended where the kernel is started, and
 * each boot loader has its own place: the command finds it.
 */
static struct hw_text find_cmdline(const struct hw_candidate *c, struct hw_arena *arena)
{
	struct hw_list names = {.arena = arena, .between = ""};
	struct hw_text all;

	for (size_t i = 0; i < c->blocker_count; i++) {
		const struct hw_block *b = &c->blockers[i];
		struct hw_text name =
			hw_text_head(b->directive, hw_text_find(b->directive, '='));

		if (b->path.s)
			continue;
		name = hw_shell_word(hw_text_from(name, name.n && name.s[0] == '"'),
				     arena);
		hw_list_add(&names, HW_TEXT(" -e "));
		hw_list_extend(&names, name);
	}
	all = hw_list_text(&names);
	return hw_arena_printf(arena,
			       "grep -rns%.*s /etc/default /etc/kernel /boot/loader "
			       "/boot/firmware/cmdline.txt",
			       HW_TEXT_ARG(all));
}

/* Whether the kernel itself refuses the module, however it is loaded. */
static bool is_refused_by_kernel(const struct hw_candidate *c)
{
	for (size_t i = 0; i < c->blocker_count; i++)
		if (is_of_kernel(&c->blockers[i]))
			return true;
	return false;
}

/*
 * The order in which blockers are cleared: lines that are deleted by their number come
 * first, the last line first, since a deletion moves those behind it. The others as they
 * are.
 */
static size_t sort_blockers(const struct hw_candidate *c,
			    size_t order[static HW_BLOCKERS_MAX])
{
	size_t n = 0;
	size_t numbered;

	for (size_t i = 0; i < c->blocker_count; i++) {
		const struct hw_block *b = &c->blockers[i];
		size_t at = n;

		if (!b->path.s || !is_deleted_by_number(b))
			continue;
		for (; at > 0 && c->blockers[order[at - 1]].line < b->line; at--)
			order[at] = order[at - 1];
		order[at] = i;
		n++;
	}
	numbered = n;
	for (size_t i = 0; i < c->blocker_count; i++) {
		bool is_there = false;

		for (size_t k = 0; k < numbered && !is_there; k++)
			is_there = order[k] == i;
		if (!is_there)
			order[n++] = i;
	}
	return n;
}

static bool hides_file(const struct hw_candidate *c)
{
	for (size_t i = 0; i < c->blocker_count; i++)
		if (c->blockers[i].hides_path)
			return true;
	return false;
}

struct hw_text hw_remedy_unblock(const struct hw_candidate *c, bool load,
				 struct hw_arena *arena)
{
	struct hw_list all = {.arena = arena, .between = " && "};
	bool ignore = false;
	size_t order[HW_BLOCKERS_MAX];
	const size_t n = sort_blockers(c, order);

	if (hides_file(c))
		return HW_NO_TEXT;
	for (size_t i = 0; i < n; i++) {
		const struct hw_block *b = &c->blockers[order[i]];
		struct hw_text one = clear(c, order[i], arena);

		if (one.n)
			hw_list_add(&all, one);
		ignore = ignore || ((b->kind == HW_BLOCK_COMMAND ||
				     (b->kind == HW_BLOCK_INSTALL && b->is_made)) &&
				    is_of_itself(c, b));
	}
	if (is_refused_by_kernel(c))
		hw_list_add(&all, find_cmdline(c, arena));
	else if (c->blockers_more)
		/* which tells those that are left */
		hw_list_add(&all, HW_TEXT("hwalias check"));
	else if (load)
		hw_list_add(&all,
			    hw_remedy_modprobe(c->module,
					       ignore ? "--ignore-install " : "", arena));
	return hw_list_text(&all);
}

/* nixos/modules/system/boot/modprobe.nix; of Guix services extend
 * kernel-module-configuration-service-type or etc-service-type. */
static struct hw_text change_configuration(const struct hw_candidate *c,
					   struct hw_arena *arena)
{
	for (size_t i = 0; i < c->blocker_count; i++) {
		const struct hw_block *b = &c->blockers[i];

		if (!b->is_made || b->kind == HW_BLOCK_COMMAND)
			continue;
		return hw_arena_printf(
			arena,
			"%.*s is made from the system's configuration: take the line out "
			"there "
			"(NixOS: boot.blacklistedKernelModules, "
			"boot.extraModprobeConfig) and build the system anew, or the "
			"module is blocked again at the next boot.",
			HW_TEXT_ARG(b->path));
	}
	return HW_NO_TEXT;
}

struct hw_text hw_advice_unblock(const struct hw_candidate *c, struct hw_arena *arena)
{
	struct hw_text made = change_configuration(c, arena);
	bool is_refused = is_refused_by_kernel(c);
	struct hw_list list = {.arena = arena, .between = " and "};
	struct hw_text parameters;

	for (size_t i = 0; i < c->blocker_count; i++) {
		const struct hw_block *b = &c->blockers[i];
		struct hw_text directive;

		if (b->path.s)
			continue;
		directive = hw_quote(b->directive, arena);
		hw_list_add(&list,
			    hw_arena_printf(
				    arena, "%s%.*s out of %.*s",
				    b->kind == HW_BLOCK_INITCALL ? "what starts " : "",
				    HW_TEXT_ARG(b->module), HW_TEXT_ARG(directive)));
	}
	if (hides_file(c))
		return HW_TEXT("Take that line out of the file, whose name is withheld "
			       "here: --privacy full tells it, and the commands.");
	if (!list.n)
		return made;
	parameters = hw_list_text(&list);
	return hw_arena_printf(
		arena,
		"%.*s%s%s take %.*s, then run update-grub or what the boot loader "
		"needs%s",
		HW_TEXT_ARG(made), made.n ? " " : "",
		is_refused ? "Where the command finds it,"
			   : "The kernel command line blocks it again at the next boot: "
			     "there",
		HW_TEXT_ARG(parameters), is_refused ? ", and reboot." : ".");
}

static struct hw_text missing_path(const struct hw_candidate *c)
{
	return c->missing.s ? c->missing : c->path;
}

/* It is installed, in a version that should have what is missing. */
static bool has_it(const struct hw_package *p)
{
	return p->installed == HW_YES && !p->version.n;
}

/* Whether a pattern fixes a PCI board, whatever is on it: "pci:*sv00001028sd00000AF3*".
 */
static bool is_of_board(struct hw_text pattern)
{
	static const struct hw_text starts[] = {
		{"pci:*sv", 7},
		{"pci:v*d*sv", 10},
	};
	const struct hw_text class = HW_TEXT("bc");

	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++) {
		struct hw_text rest;

		if (!hw_text_starts(pattern, starts[i]))
			continue;
		rest = hw_text_from(pattern, starts[i].n);
		while (rest.n && !hw_text_starts(rest, class))
			rest = hw_text_from(rest, 1);
		return rest.n <= class.n || !hw_is_hex(rest.s[class.n]);
	}
	return false;
}

/* Whether it counts for the device: what is for its board is not what it needs. */
static bool is_of_kind(const struct hw_package *p, enum hw_package_kind kind)
{
	return p->kind == kind &&
	       (kind != HW_PACKAGE_MODALIAS || !is_of_board(p->pattern));
}

/* Those of this kind; *ret_first is one of them. */
static size_t count_packages(const struct hw_facts *f, enum hw_package_kind kind,
			     const struct hw_package **ret_first)
{
	size_t n = 0;

	*ret_first = NULL;
	for (size_t i = 0; i < f->package_count; i++) {
		if (!is_of_kind(&f->packages[i], kind))
			continue;
		if (!n++)
			*ret_first = &f->packages[i];
	}
	return n;
}

struct hw_text hw_remedy_install(const struct hw_facts *f, enum hw_package_kind kind,
				 struct hw_arena *arena)
{
	const struct hw_package *p;

	if (count_packages(f, kind, &p) != 1 || !p->install || has_it(p) || p->rival.n ||
	    p->listed == HW_NO || p->lists_unread)
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "%s %.*s", p->install,
			       HW_TEXT_ARG(hw_shell_word(p->name, arena)));
}

typedef bool package_filter(const struct hw_package *p);

/* "firmware-misc-nonfree, firmware-iwlwifi (installed)"; of those that the filter has, if
 * there is one. */
static struct hw_text list_packages(const struct hw_facts *f, enum hw_package_kind kind,
				    package_filter *has, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", ", .max = 4};

	for (size_t i = 0; i < f->package_count; i++) {
		const struct hw_package *p = &f->packages[i];

		if (!is_of_kind(p, kind) || (has && !has(p)))
			continue;
		hw_list_add(&list,
			    p->installed == HW_YES
				    ? hw_arena_printf(arena, "%.*s (installed%s)",
						      HW_TEXT_ARG(p->name),
						      p->is_older ? " in an older version"
								  : "")
				    : p->name);
	}
	return hw_list_text(&list);
}

/* "Package x has it, but package y, which is installed, would be removed for it: " */
static struct hw_text say_rival(const struct hw_package *p, const char *does,
				struct hw_text what, struct hw_arena *arena)
{
	return hw_arena_printf(
		arena,
		"Package %.*s %s %.*s, but package %.*s, which is installed, "
		"would be removed for it: see whether a newer version of "
		"that has what is missing",
		HW_TEXT_ARG(p->name), does, HW_TEXT_ARG(what), HW_TEXT_ARG(p->rival));
}

#define APART                                                                            \
	"and the package manager does not take that package by itself, for its release " \
	"or a pin, which 'apt-cache policy' tells: install it from there"

struct hw_text hw_remedy_missing(const struct hw_facts *f, const struct hw_candidate *c,
				 struct hw_arena *arena)
{
	struct hw_text load = hw_remedy_modprobe(c->module, "", arena);
	struct hw_text release = hw_shell_word(f->kernel, arena);

	if (hw_is_built_by_dkms(missing_path(c)))
		return hw_remedy_dkms(f, c->module, arena);
	/* without the file both commands would fail */
	if (missing_path(c).n)
		return hw_remedy_install(f, HW_PACKAGE_MODULE, arena);
	return hw_arena_printf(arena, "depmod -- %.*s && %.*s", HW_TEXT_ARG(release),
			       HW_TEXT_ARG(load));
}

/* How to have the file of a module, up to "then": "Install package x, which has it". */
static struct hw_text get_file(const struct hw_facts *f, struct hw_text path,
			       struct hw_arena *arena)
{
	const struct hw_package *p;
	const size_t n = count_packages(f, HW_PACKAGE_MODULE, &p);

	if (!n)
		return hw_arena_printf(arena, "Install again the package that has %.*s",
				       HW_TEXT_ARG(path));
	if (n > 1)
		return hw_arena_printf(
			arena, "Install that of the packages %.*s that has %.*s",
			HW_TEXT_ARG(list_packages(f, HW_PACKAGE_MODULE, NULL, arena)),
			HW_TEXT_ARG(path));
	if (has_it(p))
		return hw_arena_printf(
			arena,
			"Package %.*s, which should have %.*s, is installed: install it "
			"again",
			HW_TEXT_ARG(p->name), HW_TEXT_ARG(path));
	if (p->rival.n)
		return say_rival(p, "has", path, arena);
	if (p->version.n)
		return hw_arena_printf(
			arena, "Install version %.*s of package %.*s, which has %.*s",
			HW_TEXT_ARG(p->version), HW_TEXT_ARG(p->name), HW_TEXT_ARG(path));
	if (p->is_apart)
		return hw_arena_printf(arena, "Package %.*s has %.*s, " APART,
				       HW_TEXT_ARG(p->name), HW_TEXT_ARG(path));
	if (p->lists_unread)
		return hw_arena_printf(
			arena,
			"Package %.*s has %.*s; the package manager's lists cannot be "
			"read, so whether they have that package is not known: update "
			"the lists and install it",
			HW_TEXT_ARG(p->name), HW_TEXT_ARG(path));
	if (p->listed == HW_NO)
		return hw_arena_printf(
			arena,
			"Package %.*s has %.*s, and the package manager's lists do not "
			"have that package: update the lists and install it",
			HW_TEXT_ARG(p->name), HW_TEXT_ARG(path));
	return hw_arena_printf(arena, "Install package %.*s, which has %.*s",
			       HW_TEXT_ARG(p->name), HW_TEXT_ARG(path));
}

struct hw_text hw_advice_missing(const struct hw_facts *f, const struct hw_candidate *c,
				 struct hw_arena *arena)
{
	struct hw_text path = missing_path(c);
	struct hw_text get, then;
	struct hw_text load = hw_remedy_modprobe(c->module, "", arena);
	struct hw_text release = hw_shell_word(f->kernel, arena);

	if (!path.n)
		return HW_TEXT("If there is no such module, install the kernel's modules "
			       "again.");
	if (hw_is_built_by_dkms(path))
		return hw_advice_headers(f, arena);
	/* a link of weak-modules(8), which no package has */
	if (hw_text_starts(path, HW_TEXT("weak-updates/")))
		return hw_arena_printf(
			arena,
			"Install again the package that had the module for another "
			"kernel (Red Hat: kmod-*, SUSE: *-kmp-*): weak-modules makes the "
			"link to it. Then: %.*s",
			HW_TEXT_ARG(load));
	if (path.s[0] != '/')
		path = hw_arena_printf(arena, "/lib/modules/%.*s/%.*s",
				       HW_TEXT_ARG(f->kernel), HW_TEXT_ARG(path));
	then = hw_arena_printf(arena, "depmod -- %.*s && %.*s", HW_TEXT_ARG(release),
			       HW_TEXT_ARG(load));
	/* the command says it */
	if (hw_remedy_install(f, HW_PACKAGE_MODULE, arena).n)
		return hw_arena_printf(arena, "Then: %.*s", HW_TEXT_ARG(then));
	get = get_file(f, path, arena);
	return hw_arena_printf(arena, "%.*s, then: %.*s", HW_TEXT_ARG(get),
			       HW_TEXT_ARG(then));
}

struct hw_text hw_remedy_log(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text pattern = hw_shell_pattern(f->name, arena);

	return f->name.n ? hw_arena_printf(arena, "journalctl -k -g %.*s",
					   HW_TEXT_ARG(pattern))
			 : HW_NO_TEXT;
}

/* drivers_probe_store(), drivers/base/bus.c */
struct hw_text hw_remedy_probe(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text name = hw_shell_word(f->name, arena);
	struct hw_text bus = hw_shell_word(f->subsystem, arena);

	return hw_arena_printf(arena, "echo %.*s > /sys/bus/%.*s/drivers_probe",
			       HW_TEXT_ARG(name), HW_TEXT_ARG(bus));
}

/* Of an interface "the driver probing must be triggered manually by writing INTERFACE to
 * /sys/bus/usb/drivers_probe" (Documentation/ABI/testing/sysfs-bus-usb). */
struct hw_text hw_remedy_authorize(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text attribute =
		hw_arena_printf(arena, "%.*s/authorized", HW_TEXT_ARG(f->directory));
	struct hw_text word = hw_shell_word(attribute, arena);
	struct hw_text allow = hw_arena_printf(arena, "echo 1 > %.*s", HW_TEXT_ARG(word));

	if (!f->directory.s)
		return HW_NO_TEXT;
	if (!hw_bus_is_part(f->bus, f->kind))
		return allow;
	return both(allow, hw_remedy_probe(f, arena), arena);
}

/* The supplier of "platform: supplier 3f200000.gpio not ready": what
 * device_links_check_suppliers(), drivers/base/core.c, tells. */
static struct hw_text supplier_of(struct hw_text reason)
{
	const struct hw_text before = HW_TEXT("supplier ");
	const struct hw_text after = HW_TEXT(" not ready");
	const char *at = reason.n ? memmem(reason.s, reason.n, before.s, before.n) : NULL;
	struct hw_text name;

	if (!at)
		return HW_NO_TEXT;
	name = hw_text_from(reason, (size_t)(at - reason.s) + before.n);
	if (name.n <= after.n || !hw_text_eq(hw_text_from(name, name.n - after.n), after))
		return HW_NO_TEXT;
	return hw_text_head(name, name.n - after.n);
}

struct hw_text hw_remedy_deferred(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text name = hw_shell_word(supplier_of(f->deferred_for), arena);
	struct hw_text self = hw_shell_word(f->name, arena);

	if (supplier_of(f->deferred_for).n)
		return hw_arena_printf(arena, "hwalias list -a | grep -F -e %.*s",
				       HW_TEXT_ARG(name));
	if (f->deferred_for.n)
		return hw_remedy_log(f, arena);
	return hw_arena_printf(arena,
			       "grep -F -e %.*s /sys/kernel/debug/devices_deferred",
			       HW_TEXT_ARG(self));
}

/* How the package is called is the distribution's. */
struct hw_text hw_advice_kind(const struct hw_facts *f, struct hw_arena *arena)
{
	return hw_arena_printf(
		arena,
		"Install the rest of the modules of kernel %.*s (Ubuntu: "
		"linux-modules-extra, Fedora: kernel-modules), or a kernel that is not "
		"made for virtual machines.",
		HW_TEXT_ARG(f->kernel));
}

bool hw_is_built_by_dkms(struct hw_text path)
{
	return hw_text_starts(path, HW_TEXT("updates/dkms/"));
}

struct hw_text hw_remedy_dkms(const struct hw_facts *f, struct hw_text module,
			      struct hw_arena *arena)
{
	struct hw_text release = hw_shell_word(f->kernel, arena);
	struct hw_text load = hw_remedy_modprobe(module, "", arena);

	return hw_arena_printf(arena, "dkms autoinstall -k %.*s && %.*s",
			       HW_TEXT_ARG(release), HW_TEXT_ARG(load));
}

struct hw_text hw_advice_headers(const struct hw_facts *f, struct hw_arena *arena)
{
	return hw_arena_printf(arena,
			       "DKMS builds the module: that needs the headers of kernel "
			       "%.*s (Debian, Ubuntu: linux-headers-%.*s, Fedora: "
			       "kernel-devel).",
			       HW_TEXT_ARG(f->kernel), HW_TEXT_ARG(f->kernel));
}

struct hw_text hw_advice_ask_for_support(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text name = f->device_name;

	if (!f->modalias.n)
		return HW_NO_TEXT;
	return hw_arena_printf(arena,
			       "If you ask for support of the device, paste this: "
			       "%.*s%s%.*s; no module of kernel %.*s claims it.",
			       HW_TEXT_ARG(f->modalias), name.n ? ", " : "",
			       HW_TEXT_ARG(name), HW_TEXT_ARG(f->kernel));
}

struct hw_text hw_advice_other_kernel(const struct hw_facts *f, struct hw_arena *arena)
{
	if (f->other_is_given)
		return hw_arena_printf(arena,
				       "Install and boot kernel %.*s, or a newer one.",
				       HW_TEXT_ARG(f->other_kernel));
	return hw_arena_printf(arena,
			       "Reboot and choose kernel %.*s in the boot loader's menu.",
			       HW_TEXT_ARG(f->other_kernel));
}

/* dpkg(1): --purge removes what a removed package left. */
struct hw_text hw_remedy_purge(struct hw_text package, struct hw_arena *arena)
{
	return hw_arena_printf(arena, "dpkg --purge %.*s", HW_TEXT_ARG(package));
}

/* Whether a pattern fixes vendor and device: "pci:v000014E4d000043A0sv*". */
static bool names_device(struct hw_text pattern)
{
	static const struct {
		const char *start;
		/* where the digits of the device are */
		size_t device;
	} rows[] = {{"pci:v", 14}, {"usb:v", 10}};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		const struct hw_text start = hw_text_of(rows[i].start);

		if (hw_text_starts(pattern, start) && pattern.n > rows[i].device)
			return hw_is_hex(pattern.s[start.n]) &&
			       hw_is_hex(pattern.s[rows[i].device]);
	}
	return false;
}

/* Whether a package says so of such a device, and not of a whole maker, class or board,
 * "pci:*sv00001028sd00000AF3*". Of other buses a pattern has no more than the device. */
static bool is_for_device(const struct hw_package *p)
{
	return names_device(p->pattern) ||
	       !(hw_text_starts(p->pattern, HW_TEXT("pci:")) ||
		 hw_text_starts(p->pattern, HW_TEXT("usb:")));
}

/* AppStream tells of programs, and the patterns of a maker's own packages ("oem-…-meta")
 * fix a board, whatever is on it. */
const struct hw_package *hw_installed_package_of_modules(const struct hw_facts *f)
{
	for (size_t i = 0; i < f->package_count; i++) {
		const struct hw_package *p = &f->packages[i];

		if (p->kind == HW_PACKAGE_MODALIAS && has_it(p) &&
		    strcmp(p->source, "appstream") != 0 && names_device(p->pattern))
			return p;
	}
	return NULL;
}

struct hw_text hw_say_packages_for(const struct hw_facts *f, size_t *ret_count,
				   struct hw_arena *arena)
{
	*ret_count = 0;
	for (size_t i = 0; i < f->package_count; i++) {
		const struct hw_package *p = &f->packages[i];

		if (p->kind != HW_PACKAGE_MODALIAS || !is_for_device(p))
			continue;
		++*ret_count;
		if (p->installed != HW_NO && !p->is_older) {
			*ret_count = 0;
			return HW_NO_TEXT;
		}
	}
	return *ret_count ? list_packages(f, HW_PACKAGE_MODALIAS, is_for_device, arena)
			  : HW_NO_TEXT;
}

static struct hw_text after_install(const char *then, struct hw_arena *arena)
{
	const char *what = strchr(then, ' ');

	return hw_arena_printf(arena, "Then%s.", what ? what : "");
}

struct hw_text hw_advice_firmware(const struct hw_facts *f, struct hw_text what,
				  const char *then, struct hw_arena *arena)
{
	const struct hw_package *p;
	size_t n = count_packages(f, HW_PACKAGE_FIRMWARE, &p);
	/* a pattern tells of no file */
	const char *has =
		n && hw_text_find(p->pattern, '*') < p->pattern.n ? "should have" : "has";

	if (!n)
		return hw_arena_printf(arena, "Install %.*s, %s.", HW_TEXT_ARG(what),
				       then);
	if (hw_remedy_install(f, HW_PACKAGE_FIRMWARE, arena).n)
		return after_install(then, arena);
	if (n > 1)
		return hw_arena_printf(
			arena, "Install that of the packages %.*s that has it, %s.",
			HW_TEXT_ARG(list_packages(f, HW_PACKAGE_FIRMWARE, NULL, arena)),
			then);
	if (has_it(p))
		return hw_arena_printf(
			arena,
			"Package %.*s, which should have it, is installed: "
			"upgrade it or install it again, %s.",
			HW_TEXT_ARG(p->name), then);
	if (p->rival.n)
		return hw_arena_printf(
			arena, "%.*s, %s.",
			HW_TEXT_ARG(say_rival(p, has, HW_TEXT("it"), arena)), then);
	if (p->is_apart)
		return hw_arena_printf(arena, "Package %.*s %s it, " APART ", %s.",
				       HW_TEXT_ARG(p->name), has, then);
	if (p->lists_unread)
		return hw_arena_printf(
			arena,
			"Package %.*s %s it; the package manager's lists cannot be read, "
			"so whether they have that package is not known: update the "
			"lists and install it, %s.",
			HW_TEXT_ARG(p->name), has, then);
	if (p->listed == HW_NO && p->component.n)
		return hw_arena_printf(
			arena,
			"Package %.*s %s it, of component %.*s, and the package "
			"manager's lists do not have that package: see that the "
			"component is among the sources, update the lists and install "
			"it, %s.",
			HW_TEXT_ARG(p->name), has, HW_TEXT_ARG(p->component), then);
	if (p->listed == HW_NO)
		return hw_arena_printf(
			arena,
			"Package %.*s %s it, and the package manager's lists do not "
			"have that package: update the lists and install it, %s.",
			HW_TEXT_ARG(p->name), has, then);
	return hw_arena_printf(arena, "Install package %.*s, %s.", HW_TEXT_ARG(p->name),
			       then);
}

/* An installed package for the device, whose module is not there: what builds it is told
 * by its name (akmods(1) of RPM Fusion; packages kmod-* of Fedora and Red Hat, and
 * *-kmp-* of SUSE, have modules that are built). */
static struct hw_text say_built(const struct hw_facts *f, struct hw_text name,
				struct hw_arena *arena)
{
	static const struct {
		const char *names;
		const char *builder;
		const char *tells;
		const char *did;
	} rows[] = {
		{"akmod-*", "akmods builds its module: ", "systemctl status akmods",
		 "it did"},
		{"kmod-*", "", "rpm -ql", "it has the module"},
		{"*-kmp-*", "", "rpm -ql", "it has the module"},
		{"*", "if DKMS builds its module, ", "dkms status", "it did"},
	};
	size_t row = 0;
	struct hw_text of = HW_NO_TEXT;

	while (!hw_glob_match_written(hw_text_of(rows[row].names), name))
		row++;
	if (!*rows[row].builder)
		of = hw_arena_printf(arena, " %.*s", HW_TEXT_ARG(name));
	return hw_arena_printf(arena,
			       "Package %.*s, which is for this device, is installed: "
			       "%s'%s%.*s' tells whether %s for kernel %.*s.",
			       HW_TEXT_ARG(name), rows[row].builder, rows[row].tells,
			       HW_TEXT_ARG(of), rows[row].did, HW_TEXT_ARG(f->kernel));
}

struct hw_text hw_advice_packages(const struct hw_facts *f, bool is_module_said,
				  struct hw_arena *arena)
{
	static const enum hw_package_kind kinds[] = {HW_PACKAGE_MODULE,
						     HW_PACKAGE_MODALIAS};
	const struct hw_package *built = hw_installed_package_of_modules(f);
	const struct hw_package *firmware;

	/* the row has said it */
	if (count_packages(f, HW_PACKAGE_FIRMWARE, &firmware))
		return HW_TEXT("");
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++) {
		const char *what = kinds[i] == HW_PACKAGE_MODULE ? "has the module"
								 : "is for this device";
		const struct hw_package *p;
		size_t n = count_packages(f, kinds[i], &p);

		if (n && kinds[i] == HW_PACKAGE_MODULE && is_module_said)
			return HW_TEXT("");
		if (kinds[i] == HW_PACKAGE_MODALIAS && built)
			return say_built(f, built->name, arena);
		if (n == 1 && has_it(p))
			return hw_arena_printf(arena,
					       "Package %.*s, which %s, is installed.",
					       HW_TEXT_ARG(p->name), what);
		if (n == 1 && p->rival.n)
			return hw_arena_printf(
				arena,
				"Package %.*s %s, but package %.*s, which is installed, "
				"would be removed for it.",
				HW_TEXT_ARG(p->name), what, HW_TEXT_ARG(p->rival));
		if (n == 1 && p->version.n)
			return hw_arena_printf(arena,
					       "Package %.*s %s in version %.*s: install "
					       "that one.",
					       HW_TEXT_ARG(p->name), what,
					       HW_TEXT_ARG(p->version));
		if (n == 1 && p->is_apart)
			return hw_arena_printf(arena, "Package %.*s %s, " APART ".",
					       HW_TEXT_ARG(p->name), what);
		if (n == 1 && p->lists_unread)
			return hw_arena_printf(
				arena,
				"Package %.*s %s; the package manager's lists cannot be "
				"read, so whether they have it is not known: update the "
				"lists and install it.",
				HW_TEXT_ARG(p->name), what);
		if (n == 1 && p->listed == HW_NO)
			return hw_arena_printf(
				arena,
				"Package %.*s %s, and the package manager's lists do not "
				"have it: update the lists and install it.",
				HW_TEXT_ARG(p->name), what);
		if (n == 1)
			return hw_arena_printf(arena, "Package %.*s %s: install it.",
					       HW_TEXT_ARG(p->name), what);
		if (n)
			return hw_arena_printf(
				arena, "Packages for this device: %.*s.",
				HW_TEXT_ARG(list_packages(f, kinds[i], NULL, arena)));
	}
	return HW_TEXT("");
}
