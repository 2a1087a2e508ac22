// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <limits.h>

#include "data/base/path.h"
#include "data/sysfs/internal.h"
#include "data/sysfs/sysfs.h"

/*
 * Reads one device's directory. What uevent has is not read from another file.
 */

static int read_file(struct hw_sysfs *s, const char *dir, const char *file,
		     struct hw_text *ret)
{
	char path[PATH_MAX];

	if (!hw_path_join(path, hw_text_of(dir), hw_text_of(file)))
		return -ENAMETOOLONG;
	return hw_root_read(s->root, path, s->arena, ret);
}

/*
 * Whether the modalias file can hold more than MODALIAS= of uevent:
 * - __acpi_device_modalias() prints the ACPI ids and, on a second line, the "of:" form
 *   of a _DSD "compatible"; __acpi_device_uevent_modalias() only the latter (kernels
 *   before 4.17: both, as two MODALIAS= lines). Devices of a real device tree have
 *   OF_NAME= too, of_device_uevent().
 * - input_print_modalias() cuts a key list that does not fit, and ends it "+,"; the
 *   room in uevent is 2 KiB, in the file a page.
 */
static bool may_file_hold_more(struct hw_text uevent, struct hw_text modalias)
{
	struct hw_text rest = {modalias.s + modalias.n,
			       (size_t)(uevent.s + uevent.n - modalias.s) - modalias.n};

	if (hw_text_starts(modalias, HW_TEXT("of:")))
		return !hw_uevent_get(uevent, "OF_NAME").s;
	if (hw_text_starts(modalias, HW_TEXT("acpi:")))
		return hw_uevent_get(rest, "MODALIAS").s;
	if (hw_text_starts(modalias, HW_TEXT("input:")))
		return memmem(modalias.s, modalias.n, "+,", 2);
	return false;
}

/* A USB device has none, its interfaces have: usb_bus_attrs and intf_attrs,
 * drivers/usb/core/sysfs.c. A recording may have been edited. */
static bool is_without_modalias(const struct hw_sysfs *s, const struct hw_device *d)
{
	return hw_root_was_live(s->root) && hw_bus_is_whole(d->bus, d->kind);
}

static void read_modalias(struct hw_sysfs *s, const char *dir, struct hw_device *d)
{
	struct hw_text modalias = hw_uevent_get(d->uevent, "MODALIAS");
	struct hw_text file = HW_NO_TEXT;
	int err = 0;

	if (!is_without_modalias(s, d) &&
	    (!modalias.n || may_file_hold_more(d->uevent, modalias))) {
		err = read_file(s, dir, "modalias", &file);
		file = hw_text_trim_end(file, "\n");
	}
	/* without memory of our own the arena has failed; the kernel may lack some too */
	if (err && err != -ENOENT && !hw_arena_failed(s->arena))
		hw_warn_error(s->warnings, "sysfs-unreadable", d->syspath, -err,
			      "cannot read modalias");
	if (file.n > modalias.n)
		modalias = file;
	/* the file of a device without an id is empty */
	d->modalias = modalias.n ? modalias : HW_NO_TEXT;
}

/* In sysfs a driver's '/' is written '!': kobject_set_name_vargs(). */
static struct hw_text driver_of_link(struct hw_arena *arena, struct hw_text target)
{
	struct hw_text name = hw_path_base(target);
	char *s = hw_arena_alloc(arena, name.n + 1, 1);

	if (!s || !name.n)
		return HW_NO_TEXT;
	for (size_t i = 0; i < name.n; i++)
		s[i] = name.s[i] == '!' ? '/' : name.s[i];
	return (struct hw_text){s, name.n};
}

/*
 * dev_uevent() prints DRIVER= for every bound device of a bus. So without it no driver is
 * bound, on the live machine; a recorded uevent may have been edited.
 */
static void read_driver(struct hw_sysfs *s, const char *dir, struct hw_device *d)
{
	bool live = hw_root_was_live(s->root);
	char path[PATH_MAX];
	struct hw_text target;
	int err;

	d->driver = hw_uevent_get(d->uevent, "DRIVER");
	if (d->driver.n) {
		d->driver_known = HW_DRIVER_BOUND;
		return;
	}
	d->driver = HW_NO_TEXT;
	d->driver_known = d->uevent.s ? HW_DRIVER_NONE : HW_DRIVER_UNKNOWN;
	if ((live && d->uevent.n) ||
	    !hw_path_join(path, hw_text_of(dir), HW_TEXT("driver")))
		return;
	err = hw_root_readlink(s->root, path, s->arena, &target);
	/* a recording that says that it does not know */
	if (err == -ENODATA)
		d->driver_known = HW_DRIVER_UNKNOWN;
	if (err)
		return;
	d->driver = driver_of_link(s->arena, target);
	if (d->driver.n)
		d->driver_known = HW_DRIVER_BOUND;
}

void hw_sysfs_read_device(struct hw_sysfs *s, const char *dir, struct hw_device *d)
{
	struct hw_text uevent = HW_NO_TEXT;
	int err = read_file(s, dir, "uevent", &uevent);

	if (err && err != -ENOENT && !hw_arena_failed(s->arena))
		hw_warn_error(s->warnings, "sysfs-unreadable", d->syspath, -err,
			      "cannot read uevent");
	d->uevent = uevent;
	d->kind = hw_uevent_get(uevent, "DEVTYPE");
	if (!d->kind.n)
		d->kind = d->class_only ? HW_TEXT("class") : HW_TEXT("device");
	read_modalias(s, dir, d);
	if (d->class_only)
		d->driver_known = HW_DRIVER_NONE;
	else
		read_driver(s, dir, d);
}

/*
 * A device's uevent file, as uevent_show() of drivers/base/core.c prints it:
 *
 *     DRIVER=e1000e
 *     PCI_CLASS=20000
 *     MODALIAS=pci:v00008086d000015B8sv00001028sd000006E4bc02sc00i00
 *
 * One KEY=value a line. A value that ends in a newline itself (MODALIAS of hdaudio,
 * sdw and cpu) leaves an empty line behind.
 */

struct hw_text hw_uevent_get(struct hw_text uevent, const char *key)
{
	size_t n = strlen(key);

	while (uevent.s) {
		struct hw_text line = hw_text_cut(&uevent, '\n');

		if (line.n > n && line.s[n] == '=' && memcmp(line.s, key, n) == 0)
			return hw_text_from(line, n + 1);
	}
	return HW_NO_TEXT;
}
