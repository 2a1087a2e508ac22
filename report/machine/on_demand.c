// SPDX-License-Identifier: GPL-2.0-or-later
/* Sources that most reports do without: each is read when it is asked for first. */
#include "report/machine/machine.h"

const struct hw_kernel_log *hw_machine_log(struct hw_machine *m)
{
	if (!m->log_asked) {
		m->log_asked = true;
		m->log_error = hw_kernel_log_read(m->root, &m->arena, &m->log);
	}
	return m->log_error ? NULL : &m->log;
}

int hw_machine_modprobe(struct hw_machine *machine, const struct hw_modprobe **ret)
{
	int r = 0;

	if (!machine->modprobe)
		r = hw_modprobe_open(machine->root, machine->kernel.root,
				     machine->kernel.path.s, machine->warnings,
				     &machine->modprobe);
	if (r == 0)
		*ret = machine->modprobe;
	return r;
}

/*
 * A line a device:
 *
 *     0000:00:1f.6<TAB>platform: supplier 3f200000.gpio not ready
 *
 * deferred_devs_show(), drivers/base/dd.c; kernels since 5.11 print the reason.
 */
struct hw_text hw_machine_deferred(struct hw_machine *m)
{
	if (!m->deferred_asked) {
		m->deferred_asked = true;
		m->deferred_error =
			hw_root_read(m->root, "sys/kernel/debug/devices_deferred",
				     &m->arena, &m->deferred);
	}
	return m->deferred;
}
