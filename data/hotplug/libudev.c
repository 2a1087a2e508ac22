// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <libudev.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/base/list.h"
#include "data/base/memory.h"
#include "data/hotplug/monitor.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"

/* Where udevd runs, its socket is here: src/shared/udev-util.c of systemd,
 * udev_running(). libudev itself asks for it before it listens to udevd. */
#define UDEVD_SOCKET "/run/udev/control"

/*
 * Bytes that the kernel keeps of events which are not read yet: 500 of half a KiB each
 * are well within. udevd has 128 MiB; without CAP_NET_ADMIN the kernel gives what
 * net.core.rmem_max allows.
 */
#define BUFFER_BYTES (16 * 1024 * 1024)

struct functions {
	__typeof__(udev_new) *new;
	__typeof__(udev_unref) *unref;
	__typeof__(udev_monitor_new_from_netlink) *monitor_new_from_netlink;
	__typeof__(udev_monitor_unref) *monitor_unref;
	__typeof__(udev_monitor_set_receive_buffer_size) *monitor_set_receive_buffer_size;
	__typeof__(udev_monitor_enable_receiving) *monitor_enable_receiving;
	__typeof__(udev_monitor_get_fd) *monitor_get_fd;
	__typeof__(udev_monitor_receive_device) *monitor_receive_device;
	__typeof__(udev_device_unref) *device_unref;
	__typeof__(udev_device_get_action) *device_get_action;
	__typeof__(udev_device_get_syspath) *device_get_syspath;
	__typeof__(udev_device_get_sysname) *device_get_sysname;
	__typeof__(udev_device_get_subsystem) *device_get_subsystem;
	__typeof__(udev_device_get_devtype) *device_get_devtype;
	__typeof__(udev_device_get_property_value) *device_get_property_value;
	__typeof__(udev_device_get_properties_list_entry)
		*device_get_properties_list_entry;
	__typeof__(udev_list_entry_get_next) *list_entry_get_next;
	__typeof__(udev_list_entry_get_name) *list_entry_get_name;
	__typeof__(udev_list_entry_get_value) *list_entry_get_value;
};

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "udev_", name)

static const struct hw_library_function functions[] = {
	FUNCTION(new),
	FUNCTION(unref),
	FUNCTION(monitor_new_from_netlink),
	FUNCTION(monitor_unref),
	FUNCTION(monitor_set_receive_buffer_size),
	FUNCTION(monitor_enable_receiving),
	FUNCTION(monitor_get_fd),
	FUNCTION(monitor_receive_device),
	FUNCTION(device_unref),
	FUNCTION(device_get_action),
	FUNCTION(device_get_syspath),
	FUNCTION(device_get_sysname),
	FUNCTION(device_get_subsystem),
	FUNCTION(device_get_devtype),
	FUNCTION(device_get_property_value),
	FUNCTION(device_get_properties_list_entry),
	FUNCTION(list_entry_get_next),
	FUNCTION(list_entry_get_name),
	FUNCTION(list_entry_get_value),
};

struct hw_monitor {
	void *library;
	struct functions api;
	struct udev *udev;
	struct udev_monitor *monitor;
	bool is_udevd;
};

/* libudev's functions return NULL and set errno, or do not. */
static int failed(void)
{
	return errno ? -errno : -EIO;
}

static int listen_to(struct hw_monitor *m)
{
	int r;

	errno = 0;
	m->udev = m->api.new();
	if (!m->udev)
		return failed();
	m->monitor =
		m->api.monitor_new_from_netlink(m->udev, m->is_udevd ? "udev" : "kernel");
	if (!m->monitor)
		return failed();
	/* a smaller one drops events sooner, which is told */
	m->api.monitor_set_receive_buffer_size(m->monitor, BUFFER_BYTES);
	r = m->api.monitor_enable_receiving(m->monitor);
	return r < 0 ? r : 0;
}

int hw_monitor_open(struct hw_monitor **ret)
{
	struct hw_monitor *m = hw_calloc(1, sizeof(*m));
	int r;

	if (!m)
		return -ENOMEM;
	r = hw_library_open(HW_SONAME_LIBUDEV, functions, HW_ARRAY_SIZE(functions),
			    &m->api, &m->library);
	if (r < 0) {
		free(m);
		return -ENOTSUP;
	}
	m->is_udevd = access(UDEVD_SOCKET, F_OK) == 0;
	r = listen_to(m);
	if (r < 0) {
		hw_monitor_close(m);
		return r;
	}
	*ret = m;
	return 0;
}

void hw_monitor_close(struct hw_monitor *m)
{
	if (!m)
		return;
	if (m->monitor)
		m->api.monitor_unref(m->monitor);
	if (m->udev)
		m->api.unref(m->udev);
	hw_library_close(m->library);
	free(m);
}

int hw_monitor_descriptor(const struct hw_monitor *m)
{
	return m->api.monitor_get_fd(m->monitor);
}

bool hw_monitor_is_udevd(const struct hw_monitor *m)
{
	return m->is_udevd;
}

/* Source: kobject_actions, lib/kobject_uevent.c. */
static unsigned action_of(const char *word)
{
	static const struct {
		const char *word;
		enum hw_uevent_action action;
	} all[] = {
		{"add", HW_UEVENT_ADD},
		{"remove", HW_UEVENT_REMOVE},
		{"bind", HW_UEVENT_BIND},
		{"unbind", HW_UEVENT_UNBIND},
	};

	for (size_t i = 0; word && i < HW_ARRAY_SIZE(all); i++)
		if (strcmp(word, all[i].word) == 0)
			return all[i].action;
	return 0;
}

/* An event that a program has asked the kernel to send, as 'udevadm trigger -c add' does
 * of all devices, has a number of its own (kobject_action_args(), lib/kobject_uevent.c,
 * since Linux 4.13): nothing came or went. */
static bool is_synthetic(const struct hw_monitor *m, struct udev_device *d)
{
	return m->api.device_get_property_value(d, "SYNTH_UUID");
}

static struct hw_text copy(struct hw_arena *arena, const char *s)
{
	return s ? hw_arena_copy(arena, hw_text_of(s)) : HW_NO_TEXT;
}

static struct hw_text properties_of(const struct hw_monitor *m, struct udev_device *d,
				    struct hw_arena *arena)
{
	struct udev_list_entry *e = m->api.device_get_properties_list_entry(d);
	struct hw_list lines = {.arena = arena, .between = "\n"};

	for (; e; e = m->api.list_entry_get_next(e)) {
		const char *value = m->api.list_entry_get_value(e);

		hw_list_add(&lines,
			    hw_arena_printf(arena, "%s=%s", m->api.list_entry_get_name(e),
					    value ? value : ""));
	}
	return hw_list_text(&lines);
}

int hw_monitor_receive(struct hw_monitor *m, struct hw_arena *arena,
		       struct hw_uevent *ret)
{
	struct udev_device *d;

	errno = 0;
	d = m->api.monitor_receive_device(m->monitor);
	if (!d)
		return errno == 0 || errno == EAGAIN || errno == EINTR ? 0 : -errno;
	*ret = (struct hw_uevent){
		.action = is_synthetic(m, d) ? 0 : action_of(m->api.device_get_action(d)),
		.syspath = copy(arena, m->api.device_get_syspath(d)),
		.subsystem = copy(arena, m->api.device_get_subsystem(d)),
		.name = copy(arena, m->api.device_get_sysname(d)),
		.kind = copy(arena, m->api.device_get_devtype(d)),
	};
	if (ret->action)
		ret->properties = properties_of(m, d, arena);
	m->api.device_unref(d);
	return hw_arena_failed(arena) ? -ENOMEM : 1;
}
