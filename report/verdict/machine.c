// SPDX-License-Identifier: GPL-2.0-or-later
/* Findings about the machine as a whole. */
#include "report/verdict/internal.h"

static bool are_modules_gone(struct hw_case *c)
{
	return c->machine->modules_gone;
}

static struct hw_text modules_gone(const struct hw_case *c)
{
	const struct hw_machine_facts *m = c->machine;

	return hw_arena_printf(
		c->arena,
		"Kernel %.*s is running, but its modules are not in /lib/modules any "
		"more, while those of %.*s are: %s. No further module can be loaded "
		"until %s.",
		HW_TEXT_ARG(m->kernel), HW_TEXT_ARG(m->installed_kernel),
		m->installed_is_newer ? "the kernel was upgraded without a reboot"
				      : "the modules of the running kernel were removed",
		m->installed_is_newer ? "then" : "they are back or that kernel runs");
}

/* Before an older kernel is booted, ask whether it can drive the machine. */
static struct hw_text boot_installed_kernel(const struct hw_case *c)
{
	struct hw_text release = hw_shell_word(c->machine->installed_kernel, c->arena);

	if (c->machine->installed_is_newer)
		return HW_TEXT("systemctl reboot");
	return hw_arena_printf(c->arena, "hwalias check -S %.*s", HW_TEXT_ARG(release));
}

/* clang-format off */
const struct hw_reason hw_reasons_machine[] = {
	{.code = "modules-gone", .severity = HW_SEVERITY_ERROR,
	 .holds = are_modules_gone, .sentence = modules_gone,
	 .remedy = boot_installed_kernel,
	 .meaning = "The modules of the running kernel are gone, and another kernel's are there"},
	{.code = NULL},
};
/* clang-format on */

struct hw_verdict hw_verdict_machine(const struct hw_machine_facts *machine,
				     struct hw_arena *arena)
{
	struct hw_case c = {.machine = machine, .arena = arena};
	const struct hw_reason *r = hw_reason_find(hw_reasons_machine, &c);

	return r ? hw_reason_verdict(r, &c) : (struct hw_verdict){.reason = NULL};
}
