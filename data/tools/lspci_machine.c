// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A device's line of lspci -m and -mm (show_machine() of pciutils/lspci.c), behind the
 * address; and of busybox with -m:
 *
 *     00:1f.6 "Ethernet controller [0200]" "Intel [8086]" "I219 [156f]" -r21 -p00 "" ""
 *     00:1f.6 "Class 0200" "8086" "156f" "1028" "06e4" "e1000e"
 */
#include "data/tools/internal.h"

bool hw_dump_is_quoted(struct hw_text rest)
{
	return hw_text_starts(rest, HW_TEXT(" \""));
}

/* Cuts a quoted text with its blank, "Intel [8086]"; absent when there is none. With -mm
 * quotes and backslashes in it have a backslash before. */
static struct hw_text cut_quoted(struct hw_text *rest)
{
	struct hw_text text;
	size_t n = 2;

	if (!hw_dump_is_quoted(*rest))
		return HW_NO_TEXT;
	while (n < rest->n && rest->s[n] != '"')
		n += rest->s[n] == '\\' ? 2 : 1;
	if (n >= rest->n)
		return HW_NO_TEXT;
	text = (struct hw_text){rest->s + 2, n - 2};
	*rest = hw_text_from(*rest, n + 1);
	return text;
}

/* lspci_main(), util-linux/lspci.c of busybox: ids without names, and the driver. */
static void read_busybox(struct hw_dump *dump, struct hw_dump_device *device,
			 struct hw_text rest)
{
	static const enum hw_dump_number numbers[] = {
		HW_DUMP_CLASS, HW_DUMP_VENDOR, HW_DUMP_DEVICE, HW_DUMP_SUBSYSTEM_VENDOR,
		HW_DUMP_SUBSYSTEM_DEVICE};
	struct hw_text driver;

	for (size_t i = 0; i < HW_ARRAY_SIZE(numbers); i++) {
		const struct hw_text id = cut_quoted(&rest);

		if (!id.s) {
			hw_dump_malformed(dump, "expected five quoted ids");
			return;
		}
		hw_dump_set(dump, device, numbers[i], hw_dump_pci_id(id));
	}
	driver = cut_quoted(&rest);
	if (driver.n)
		hw_dump_driver(dump, device, driver);
}

/* The three quoted names behind the address. False: they are not there. */
static bool read_device(struct hw_dump *dump, struct hw_dump_device *device,
			struct hw_text *rest, bool *ret_lacks_ids)
{
	static const struct {
		enum hw_dump_number which;
		const char *name;
	} columns[] = {
		{HW_DUMP_CLASS, "subclass"},
		{HW_DUMP_VENDOR, "vendor"},
		{HW_DUMP_DEVICE, "device"},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(columns); i++) {
		const struct hw_text name = cut_quoted(rest);
		const int32_t id = name.s ? hw_dump_pci_id(name) : -1;

		if (!name.s) {
			hw_dump_malformed(dump, "expected three quoted names");
			return false;
		}
		*ret_lacks_ids |= id < 0;
		hw_dump_set(dump, device, columns[i].which, id);
		if (columns[i].which == HW_DUMP_CLASS)
			hw_dump_pci_class(dump, device, name);
		hw_dump_tell_name(dump, device, columns[i].name, name);
	}
	return true;
}

/* The two behind the options; "" stands for none. */
static void read_subsystem(struct hw_dump *dump, struct hw_dump_device *device,
			   struct hw_text rest)
{
	static const struct {
		enum hw_dump_number which;
		const char *name;
	} columns[] = {
		{HW_DUMP_SUBSYSTEM_VENDOR, "subsystem_vendor"},
		{HW_DUMP_SUBSYSTEM_DEVICE, "subsystem"},
	};

	while (rest.n && !hw_dump_is_quoted(rest))
		rest = hw_text_from(rest, 1);
	for (size_t i = 0; i < HW_ARRAY_SIZE(columns); i++) {
		const struct hw_text name = cut_quoted(&rest);

		device->subsystem_is_passed |= name.s && !name.n;
		if (!name.n)
			continue;
		hw_dump_set(dump, device, columns[i].which, hw_dump_pci_id(name));
		hw_dump_tell_name(dump, device, columns[i].name, name);
	}
}

bool hw_dump_lspci_machine(struct hw_dump *dump, struct hw_dump_device *device,
			   struct hw_text rest, bool is_busybox)
{
	bool lacks_ids = false;

	if (is_busybox) {
		read_busybox(dump, device, rest);
		return false;
	}
	if (!read_device(dump, device, &rest, &lacks_ids))
		return lacks_ids;
	/* what is 0 is left out */
	hw_dump_pci_byte(dump, device, rest, " -r", HW_DUMP_REVISION);
	hw_dump_pci_byte(dump, device, rest, " -p", HW_DUMP_INTERFACE);
	hw_dump_imply(device, HW_DUMP_REVISION, 0);
	hw_dump_imply(device, HW_DUMP_INTERFACE, 0);
	read_subsystem(dump, device, rest);
	return lacks_ids;
}
