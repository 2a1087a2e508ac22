// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All must hold, or nothing is said:
 *
 *     no kernel was named, and the tables of the own one are not there
 *     its directory is not there, or holds none of the index files; what cannot be read
 *     (-EACCES) is not gone
 *     the kernel has loaded modules, so it had a directory of them when it started
 *     the root is the one that kernel was started with: no chroot, rescue system or
 *     container (data/host/boot.h)
 *     another kernel is installed, with modules.alias and modules.dep
 */
#include "report/machine/modules_gone.h"

#include <errno.h>

#include "data/host/boot.h"
#include "data/sysfs/sysfs.h"
#include "report/machine/installed_kernels.h"

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

/* A directory may be left with what a package does not own (updates/dkms). */
static bool is_gone_from(struct hw_machine *m, const char *place)
{
	struct hw_text path = hw_arena_printf(&m->arena, "%s/%.*s", place,
					      HW_TEXT_ARG(m->host.kernel_release));
	struct hw_text *names;
	size_t n;
	int r = path.s ? hw_root_list(m->root, path.s, &m->arena, &names, &n) : -ENOMEM;

	if (r < 0)
		return r == -ENOENT || r == -ENOTDIR;
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

		if (dep.s && hw_root_exists(m->root, dep.s))
			return o;
	}
	return NULL;
}

static struct hw_modules_gone_answer tell(struct hw_machine *m, struct hw_text other)
{
	struct hw_text own = m->host.kernel_release;
	bool is_upgrade = hw_release_cmp(other, own) > 0;

	return (struct hw_modules_gone_answer){
		.explanation = hw_arena_printf(
			&m->arena,
			"Kernel %.*s is running, but its modules are not in "
			"/lib/modules any more, while those of %.*s are: %s. No "
			"further module can be loaded until %s.",
			HW_TEXT_ARG(own), HW_TEXT_ARG(other),
			is_upgrade ? "the kernel was upgraded without a reboot"
				   : "the modules of the running kernel were removed",
			is_upgrade ? "then" : "they are back or that kernel runs"),
		/* whether an older kernel can drive the machine is worth asking first */
		.remedy = is_upgrade ? HW_TEXT("systemctl reboot")
				     : hw_arena_printf(&m->arena, "hwalias check -S %.*s",
						       HW_TEXT_ARG(other)),
	};
}

bool hw_modules_gone(struct hw_machine *m, struct hw_modules_gone_answer *ret)
{
	const struct hw_installed_kernel *other;
	struct hw_text loaded;

	if (m->kernel.path.s || !m->host.kernel_release.n || is_guest_of_its_kernel(m) ||
	    hw_root_read(m->root, "proc/modules", &m->arena, &loaded) < 0 || !loaded.n ||
	    !is_gone_from(m, "lib/modules") || !is_gone_from(m, "usr/lib/modules"))
		return false;
	other = newest(m);
	if (!other || !hw_boot_is_own_root(m->root))
		return false;
	*ret = tell(m, other->release);
	return true;
}

void hw_modules_gone_warn(struct hw_machine *m)
{
	struct hw_modules_gone_answer gone;

	if (m->strings_only || !hw_modules_gone(m, &gone))
		return;
	/* a warning ends without a full stop */
	gone.explanation.n -= gone.explanation.n > 0;
	hw_warn(m->warnings, "modules-gone", HW_TEXT("/lib/modules"), 0, "%.*s",
		HW_TEXT_ARG(gone.explanation));
}
