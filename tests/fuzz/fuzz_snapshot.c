// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A hostile snapshot: opened, then scanned as a machine.
 *
 * A scan costs as much as there are entries, so inputs are short, and mutations go by
 * lines: half of them put, take or join lines that are a machine's, the others are
 * libFuzzer's own. So a few hundred bytes have devices with parents, drivers and links;
 * a recorded machine of 30 KB has them fifty times over and takes fifty times as long.
 */
#include "data/host/host.h"
#include "data/snapshot/snapshot.h"
#include "data/sysfs/sysfs.h"
#include "tests/fuzz/fuzz.h"

enum { INPUT_MAX = 288 };

#define HEADER "hwalias-snapshot 1\n"
#define D      "sys/devices/"

/* Each is read by some part of the scan. */
static const char *const lines[] = {
	HEADER,
	"sys/bus/pci/devices/1:0.0 -> ../../../devices/1:0.0\n",
	"sys/bus/pci/devices/1:0.1 -> ../../../devices/1:0.0/1:0.1\n",
	"sys/bus/usb/devices/1-6 -> ../../../devices/1-6\n",
	"sys/bus/usb/devices/1-6:1.0 -> ../../../devices/1-6/1-6:1.0\n",
	"sys/bus/pci/devices/1:0.0/\n",
	"sys/bus/acpi/devices/A:00/modalias = acpi:A:\n",
	"sys/bus/pci/drivers/d!x/module -> ../../../../module/d\n",
	"sys/bus/pci/drivers/d/module -> m\n",
	"sys/bus/node/devices/n0/uevent =-\n",
	"sys/bus/\n",
	D "1:0.0/uevent :\n|DRIVER=d\n|MODALIAS=pci:v00008086d*\n",
	D "1:0.0/uevent = DRIVER=d/x\n",
	D "1:0.0/1:0.1/modalias = pci:v\n",
	D "1:0.0/driver -> ../../bus/pci/drivers/d\n",
	D "1:0.0/subsystem -> ../../../bus/pci\n",
	D "1-6/uevent :\n|DEVTYPE=usb_device\n|BUSNUM=001\n",
	D "1-6/idVendor = 1d6b\n",
	D "1-6/idProduct = 0002\n",
	D "1-6/1-6:1.0/uevent = MODALIAS=of:Na\n",
	D "1-6/1-6:1.0/modalias :\n|acpi:A:\n|of:N\n",
	D "loop -> loop\n",
	D "up -> ../../../devices\n",
	D "x/modalias x 3a0a\n|ff 00\n",
	D "x\\x20y/uevent :-\n|MODALIAS=input:b0005+,\n|\n",
	"sys/class/input/input0 -> ../../devices/x\n",
	"sys/class/dmi/id/modalias = dmi:bvn\n",
	"sys/devices/system/cpu/modalias = cpu:type:x86,ven0000fam\n",
	"proc/sys/kernel/osrelease = 6.1\n",
	"etc/os-release :\n|ID=\"a\\\\\"b\"\n|VERSION_ID='1'\n",
	"proc/device-tree/compatible =- a,b\\x00c\\x00\n",
	"sys/class/dmi/id/chassis_type = 9\n",
	"# comment\n",
	"|more\n",
};

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

/* Where the line starts that `at` is in. */
static size_t line_start(const uint8_t *data, size_t at)
{
	while (at && data[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const uint8_t *data, size_t size, size_t at)
{
	while (at < size && data[at] != '\n')
		at++;
	return at < size ? at + 1 : size;
}

/* The bytes from `at` to `end` become `with`, if that fits. Returns the new size. */
static size_t splice(uint8_t *data, size_t size, size_t max, size_t at, size_t end,
		     struct hw_text with)
{
	if (size - (end - at) + with.n > max)
		return size;
	memmove(data + at + with.n, data + end, size - end);
	if (with.n)
		memcpy(data + at, with.s, with.n);
	return size - (end - at) + with.n;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	struct hw_text line = hw_text_of(lines[(seed >> 8) % HW_ARRAY_SIZE(lines)]);
	size_t start;
	size_t end;

	if (max > INPUT_MAX)
		max = INPUT_MAX;
	if (size > max)
		size = max;
	if (!hw_text_starts((struct hw_text){(char *)data, size}, HW_TEXT(HEADER)) &&
	    seed % 16)
		return splice(data, size, max, 0, 0, HW_TEXT(HEADER));
	start = line_start(data, size ? (seed >> 16) % size : 0);
	end = line_end(data, size, start);
	switch (seed % 8) {
	case 0:
	case 1:
		return splice(data, size, max, end, end, line);
	case 2:
		return splice(data, size, max, start, end, line);
	case 3:
		return start ? splice(data, size, max, start, end, HW_TEXT("")) : size;
	default:
		return LLVMFuzzerMutate(data, size, max);
	}
}

static void scan(struct hw_root *root, struct hw_warnings *warnings)
{
	const struct hw_scan want = {.depth = HW_SCAN_EVERYTHING};
	struct hw_arena arena = {0};
	struct hw_device_list list;

	if (hw_sysfs_scan(root, &want, &arena, warnings, &list) == 0)
		for (size_t i = 0; i < list.n; i++)
			require(list.v[i].id.s && list.v[i].syspath.s &&
				(!i || !hw_text_eq(list.v[i].id, list.v[i - 1].id)));
	hw_arena_done(&arena);
}

/* Two dozen files, which most inputs have none of. */
static void read_host(struct hw_root *root)
{
	struct hw_arena arena = {0};
	struct hw_host host;

	hw_host_read(root, &arena, &host);
	hw_arena_done(&arena);
}

static bool has_word(struct hw_text text, const char *word)
{
	return text.n && memmem(text.s, text.n, word, strlen(word));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text text = {(const char *)data, size};
	struct hw_warnings warnings = {0};
	struct hw_root *root;

	/* of a corpus made without the mutator above */
	if (size > 4 * INPUT_MAX)
		return 0;
	if (hw_snapshot_open_text(text, "fuzz", &warnings, &root) == 0) {
		if (has_word(text, "sys/"))
			scan(root, &warnings);
		if (has_word(text, "/dmi/") || has_word(text, "proc/") ||
		    has_word(text, "/os-release"))
			read_host(root);
		hw_root_close(root);
	}
	hw_warnings_done(&warnings);
	return 0;
}
