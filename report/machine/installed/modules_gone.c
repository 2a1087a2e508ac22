// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All must hold, or nothing is said:
 *
 *     no kernel was named, and the tables of the own one are not there
 *     its directory is not there, or holds none of the index files but of what was left
 *     over (report/kernel/left_over.h); what cannot be read (-EACCES) is not gone
 *     the kernel has loaded modules, so it had a directory of them when it started
 *     the root is the one that kernel was started with: no chroot, rescue system or
 *     container (data/host/boot.h)
 *     another kernel of this architecture is installed, with modules.alias and
 *     modules.dep
 */
#include "report/machine/installed/modules_gone.h"

#include <errno.h>

#include "data/host/boot.h"
#include "data/sysfs/sysfs.h"
#include "report/kernel/left_over.h"
#include "report/machine/installed/installed_kernels.h"
#include "report/verdict/findings.h"

/*
 * A container sees the kernel of its host and has the modules of its own distribution,
 * if any. Sources: systemd's container interface (/run/systemd/container), podman,
 * docker. Microsoft's WSL kernel is installed outside of the distribution.
 */
static bool is_guest_of_its_kernel(struct hw_machine *m)
{
	static const char *const marks[] = {
		"run/systemd/container",
		"run/.containerenv",
		".dockerenv",
		"run/host/container-manager",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(marks); i++)
		if (hw_root_exists(m->root, marks[i]))
			return true;
	return strcasestr(m->host.kernel_release.s, "microsoft") != NULL;
}

/* A directory may be left with what a package does not own: updates/dkms, and what depmod
 * writes when that is changed. */
static bool is_gone_from(struct hw_machine *m, const char *place)
{
	struct hw_text path = hw_arena_printf(&m->arena, "%s/%.*s", place,
					      HW_TEXT_ARG(m->host.kernel_release));
	struct hw_text *names;
	size_t n;
	int r = path.s ? hw_root_list(m->root, path.s, &m->arena, &names, &n) : -ENOMEM;

	if (r < 0)
		return r == -ENOENT || r == -ENOTDIR;
	if (hw_kernel_is_left_over(m->root, path.s, &m->arena))
		return true;
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(hw_text_head(names[i], 8), HW_TEXT("modules.")))
			return false;
	return true;
}

/* The newest of those that depmod has been run for. */
static const struct hw_installed_kernel *newest(struct hw_machine *m)
{
	const struct hw_installed_kernels *others = hw_installed_kernels_of(m);

	for (size_t i = 0; others && i < others->n; i++) {
		const struct hw_installed_kernel *o = &others->v[i];
		struct hw_text dep =
			hw_arena_printf(&m->arena, "%s/modules.dep", o->path.s);

		if (dep.s && hw_root_exists(m->root, dep.s) &&
		    hw_installed_kernel_can_start(m, o))
			return o;
	}
	return NULL;
}

/* A report that is read again says so itself. */
static bool is_told(struct hw_machine *m, struct hw_verdict *ret)
{
	const struct hw_machine_facts facts = {.modules_gone = true};
	struct hw_text text;
	struct hw_text reason;

	if (!m->is_dump || hw_root_read(m->root, HW_DUMP_FINDING, &m->arena, &text) < 0)
		return false;
	reason = hw_text_cut(&text, '\n');
	*ret = hw_verdict_machine(&facts, &m->arena);
	if (!hw_text_eq(reason, hw_text_of(ret->reason)))
		return false;
	ret->explanation =
		hw_free_text_public(hw_text_cut(&text, '\n'), &m->words, &m->arena);
	ret->remedy = hw_text_cut(&text, '\n');
	return true;
}

bool hw_modules_gone(struct hw_machine *m, struct hw_verdict *ret)
{
	struct hw_machine_facts facts = {.kernel = m->host.kernel_release};
	const struct hw_installed_kernel *other;
	struct hw_text loaded;

	if (is_told(m, ret))
		return true;
	if (m->kernel.path.s || !m->host.kernel_release.n || is_guest_of_its_kernel(m) ||
	    hw_root_read(m->root, "proc/modules", &m->arena, &loaded) < 0 || !loaded.n ||
	    !is_gone_from(m, "lib/modules") || !is_gone_from(m, "usr/lib/modules"))
		return false;
	other = newest(m);
	if (!other || !hw_boot_is_own_root(m->root))
		return false;
	facts.modules_gone = true;
	facts.installed_kernel = other->release;
	facts.installed_is_newer = hw_release_cmp(other->release, facts.kernel) > 0;
	*ret = hw_verdict_machine(&facts, &m->arena);
	return true;
}

bool hw_modules_gone_warn(struct hw_machine *m, struct hw_verdict *ret)
{
	if (m->strings_only || !hw_modules_gone(m, ret))
		return false;
	/* a warning ends without a full stop */
	hw_warn(m->warnings, ret->reason, HW_TEXT("/lib/modules"), 0, "%.*s",
		HW_TEXT_ARG(hw_text_trim_end(ret->explanation, ".")));
	return true;
}
