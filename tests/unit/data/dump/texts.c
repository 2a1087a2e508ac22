// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/root/note.h"
#include "tests/lib/dump.h"

/* Each form of line that holds a modalias. */
static void test_modaliases(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d,
		"# a list\n"
		"pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00\n"
		"MODALIAS=usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00\n"
		"\n"
		"E: MODALIAS=acpi:PNP0C0D:\n"
		"alias pci:v00008086d00001533sv*sd*bc*sc*i* igb\n"
		"/sys/devices/pci0000:00/0000:00:1f.6/modalias:pci:v00008086d0000156F"
		"sv00001028sd000006E4bc02sc00i00\n"
		"/sys/bus/usb/devices/1-4:1.0/modalias:usb:v046DpC52Bd1211dc00dsc00dp00"
		"ic03isc01ip01in00\n"
		"this is none\n");
	dump_assert_warnings(d, 1);
	assert_int_equal(d->warnings.first->line, 9);
	/* and the device of the interface 1-4:1.0 */
	assert_int_equal(d->list.n, 7);
	dump_assert_text(d->facts.formats, "modalias list");
	dump_assert_device(d, "pci:line-2",
			   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00", NULL);
	dump_assert_device(d, "usb:line-3",
			   "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00", NULL);
	dump_assert_device(d, "acpi:line-5", "acpi:PNP0C0D:", NULL);
	dump_assert_device(d, "pci:line-6", "pci:v00008086d00001533sv*sd*bc*sc*i*", NULL);
	dump_assert_text(dump_find(d, "pci:0000:00:1f.6")->syspath,
			 "/sys/devices/pci0000:00/0000:00:1f.6");
	dump_assert_device(d, "usb:1-4:1.0",
			   "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00", NULL);
}

static const char nn[] = "00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
			 "\tKernel driver in use: e1000e\n";

static void test_lsmod(void **state)
{
	const struct hw_text texts[] = {
		HW_TEXT("Module                  Size  Used by\n"
			"e1000e                286720  0\n"
			"igb                   286720  1 [permanent]\n"
			"ptp                    36864  2 igb,e1000e\n"
			"gone                   36864  -2\n"
			"prose is not\n"),
		hw_text_of(nn)};
	struct dump *d = *state;

	dump_open(d, texts, 2);
	dump_assert_warnings(d, 1);
	assert_int_equal(d->warnings.first->line, 6);
	assert_true(d->facts.modules && d->facts.drivers);
	dump_assert_file(d, "proc/modules",
			 "e1000e 286720 0 - Live 0x0\n"
			 "igb 286720 1 [permanent], Live 0x0\n"
			 "ptp 36864 2 igb,e1000e, Live 0x0\n"
			 "gone 36864 -2 - Live 0x0\n");
}

/* The kernel's own file. */
static void test_proc_modules(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "e1000e 286720 0 - Live 0x0000000000000000\n"
			 "ptp 36864 1 e1000e, Live 0xffffffffc0a00000 (OE)\n");
	dump_assert_warnings(d, 0);
	dump_assert_file(d, "proc/modules",
			 "e1000e 286720 0 - Live 0x0\n"
			 "ptp 36864 1 e1000e, Live 0x0\n");
}

/* A module that uses another one is loaded, so a list without it is cut off. */
static void test_part_of_modules(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "Module                  Size  Used by\n"
			 "ptp                    36864  2 igb,e1000e\n"
			 "e1000e                286720  0\n");
	dump_assert_warnings(d, 1);
	assert_string_equal(d->warnings.first->code, "lines-missing");
	dump_assert_file(d, HW_MODULES_PART, "lsmod");
}

/* Debian's reportbug has the names alone, up to an empty line. */
static void test_module_names(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "** Loaded modules:\n"
			 "e1000e\n"
			 "snd_hda_intel\n"
			 "\n"
			 "prose\n");
	dump_assert_warnings(d, 1);
	assert_int_equal(d->warnings.first->line, 5);
	assert_true(d->facts.modules);
	dump_assert_file(d, "proc/modules",
			 "e1000e 0 0 - Live 0x0\n"
			 "snd_hda_intel 0 0 - Live 0x0\n");
}

static void test_modinfo(void **state)
{
	static const char first[] =
		"filename:       /lib/modules/6.1/kernel/x/e1000e.ko.xz\n"
		"license:        GPL v2\n"
		"description:    two\n"
		"\t\tlines\n";
	static const char second[] = "name:           ext4\n"
				     "filename:       (builtin)\n";
	static const char builtin[] = "name:           i8042\n"
				      "filename:       (builtin)\n"
				      "license:        GPL\n"
				      "alias:          serio:ty06pr*id*ex*\n";
	struct dump *d = *state;
	char text[512];

	/* kmod prints a built-in module's name first, and of an old kernel no more */
	snprintf(text, sizeof(text), "%sname:           e1000e\n%s%s%s", first, builtin,
		 second, first);
	dump_open_one(d, text);
	dump_assert_warnings(d, 0);
	assert_true(hw_root_exists(d->root, "hwalias/modinfo/e1000e"));
	dump_assert_file(d, "hwalias/modinfo/i8042", builtin);
	dump_assert_file(d, "hwalias/modinfo/ext4", second);
	dump_open_one(d, builtin);
	dump_assert_warnings(d, 0);
	assert_true(hw_root_exists(d->root, "hwalias/modinfo/i8042"));
	/* the first line is missing: the next one's name is not that of this */
	snprintf(text, sizeof(text), "filename:       (builtin)\nlicense:        GPL\n%s",
		 builtin);
	dump_open_one(d, text);
	dump_assert_warnings(d, 1);
	assert_string_equal(d->warnings.first->message.s, "a module without a name");
	dump_assert_file(d, "hwalias/modinfo/i8042",
			 "name:           i8042\n"
			 "filename:       (builtin)\n"
			 "license:        GPL\n"
			 "alias:          serio:ty06pr*id*ex*");
	/* people put it last, as it is of others */
	snprintf(text, sizeof(text),
		 "%sfilename:       (builtin)\nname:           ext4\n", first);
	dump_open_one(d, text);
	dump_assert_warnings(d, 0);
	dump_assert_file(d, "hwalias/modinfo/ext4",
			 "filename:       (builtin)\nname:           ext4");
	assert_false(d->facts.tables);
}

static void test_log(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d,
		"[    0.000000] Linux version 6.1.0-13-amd64 (debian-kernel@x) #1 SMP\n"
		"[    5.123456] iwlwifi 0000:03:00.0: Direct firmware load for x.ucode "
		"failed with error -2\n"
		"<6>[    6.000000] raw\n"
		"kern  :info  : [    7.000000] decoded\n"
		"[Tue Nov 21 07:11:05 2023] with a date\n"
		"Nov 21 07:11:05 host kernel: of a journal\n"
		"Nov 21 07:11:05 host kernel: [    8.000000] of a syslog\n"
		"Nov 21 07:11:05 host sshd[1]: of another program\n"
		"[Nov21 07:12] of dmesg -H\n"
		"[  +0.000012] of dmesg -H\n"
		"[    9.000000 <    0.000012>] of dmesg -d\n"
		"2026-11-28T07:07:52,123456+00:00 in ISO 8601\n"
		"4,812,5123456,-;of /dev/kmsg\n");
	dump_assert_warnings(d, 0);
	assert_true(d->facts.log && d->facts.kernel);
	dump_assert_text(d->facts.formats, "kernel log");
	dump_assert_file(d, "proc/sys/kernel/osrelease", "6.1.0-13-amd64\n");
	dump_assert_file(
		d, "var/log/dmesg",
		"[    0.000000] Linux version 6.1.0-13-amd64 (debian-kernel@x) #1 SMP\n"
		"[    5.123456] iwlwifi 0000:03:00.0: Direct firmware load for x.ucode "
		"failed with error -2\n"
		"<6>[    6.000000] raw\n"
		"kern  :info  : [    7.000000] decoded\n"
		"[Tue Nov 21 07:11:05 2023] with a date\n"
		"Nov 21 07:11:05 host kernel: of a journal\n"
		"Nov 21 07:11:05 host kernel: [    8.000000] of a syslog\n"
		"\n"
		"[Nov21 07:12] of dmesg -H\n"
		"[  +0.000012] of dmesg -H\n"
		"[    9.000000 <    0.000012>] of dmesg -d\n"
		"2026-11-28T07:07:52,123456+00:00 in ISO 8601\n"
		"4,812,5123456,-;of /dev/kmsg\n");
	dump_assert_file(d, "hwalias/log-name", "a\n");
}

/* lshw B.02.19, with -numeric and without. */
static void test_lshw(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d,
		"host\n"
		"  *-core\n"
		"     *-cpu\n"
		"          bus info: cpu@0\n"
		"          configuration: microcode=1\n"
		"     *-pci:0\n"
		"          description: PCI bridge\n"
		"          product: Sky Lake Root Port [8086:1901]\n"
		"          vendor: Intel Corporation [8086]\n"
		"          bus info: pci@0000:00:01.0\n"
		"          version: 07\n"
		"          configuration: driver=pcieport\n"
		"        *-network\n"
		"             description: Wireless interface\n"
		"             product: Wireless 7260 [8086:8B1]\n"
		"             vendor: Intel Corporation [8086]\n"
		"             bus info: pci@0000:03:00.0\n"
		"             logical name: wlp3s0\n"
		"             version: 83\n"
		"             serial: 5c:51:4f:00:00:01\n"
		"             configuration: broadcast=yes driver=iwlwifi ip=10.0.0.5\n"
		"        *-communication UNCLAIMED\n"
		"             description: Communication controller\n"
		"             product: HECI #1 [8086:A13A]\n"
		"             vendor: Intel Corporation [8086]\n"
		"             bus info: pci@0000:00:16.0\n"
		"             configuration: latency=0\n"
		"        *-isa\n"
		"             description: ISA bridge\n"
		"             product: LPC [8086:A145]\n"
		"             bus info: pci@0000:00:1f.0\n"
		"             configuration: latency=0\n"
		"        *-usbhost\n"
		"             product: xHCI Host Controller [1D6B:2]\n"
		"             bus info: usb@1\n"
		"           *-usb\n"
		"                product: Webcam C270 [46D:825]\n"
		"                bus info: usb@1:1.2\n"
		"                configuration: driver=uvcvideo\n");
	dump_assert_warnings(d, 0);
	dump_assert_text(d->facts.formats, "lshw");
	assert_int_equal(d->facts.without_ids, 0);
	assert_int_equal(d->list.n, 6);
	dump_assert_device(d, "pci:0000:00:01.0",
			   "pci:v00008086d00001901sv*sd*bc06sc04i*", "pcieport");
	dump_assert_device(d, "pci:0000:03:00.0",
			   "pci:v00008086d000008B1sv*sd*bc02sc80i*", "iwlwifi");
	dump_assert_file(d, "sys/bus/pci/devices/0000:03:00.0/revision", "0x83\n");
	dump_assert_device(d, "pci:0000:00:16.0",
			   "pci:v00008086d0000A13Asv*sd*bc07sc80i*", "");
	/* claimed by what is behind it */
	dump_assert_device(d, "pci:0000:00:1f.0",
			   "pci:v00008086d0000A145sv*sd*bc06sc01i*", NULL);
	dump_assert_file(d, "sys/bus/usb/devices/1-1.2/idVendor", "046d\n");
	dump_assert_file(d, "sys/bus/usb/devices/usb1/idProduct", "0002\n");

	/* another list has the ids of the names */
	dump_open(d,
		  (const struct hw_text[]){
			  HW_TEXT("  *-display\n       product: GM107M\n"
				  "       bus info: pci@0000:01:00.0\n"),
			  HW_TEXT("01:00.0 0300: 10de:139b (rev a2)\n"),
		  },
		  2);
	assert_int_equal(d->facts.without_ids, 0);

	dump_open_one(d, "  *-display UNCLAIMED\n"
			 "       description: VGA compatible controller\n"
			 "       product: GM107M [GeForce GTX 960M]\n"
			 "       vendor: NVIDIA Corporation\n"
			 "       bus info: pci@0000:01:00.0\n"
			 "       version: a2\n");
	assert_int_equal(d->facts.without_ids, 1);
	assert_true(d->facts.lacks_host_bridge);
	dump_assert_device(d, "pci:0000:01:00.0", "pci:v*d*sv*sd*bc03sc00i*", "");
}

/* inxi -Fxxxz, 3.3.26, of a laptop; older ones begin a section and an entry in a line. */
static void test_inxi(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d,
		"System:\n"
		"  Kernel: 6.1.0-13-amd64 arch: x86_64 bits: 64\n"
		"Graphics:  Device-1: Intel UHD Graphics 620 vendor: Dell driver: i915\n"
		"    v: kernel alternate: xe,i915x bus-ID: 00:02.0 chip-ID: 8086:5917\n"
		"    class-ID: 0300\n"
		"  Device-2: Canon BIJ2350 PCL type: USB driver: snd-usb-audio,uvcvideo\n"
		"    bus-ID: 1-6:7 chip-ID: 04a9:150f class-ID: 0102 serial: <filter>\n"
		"  Display: server: X.org v: 1.21 driver: N/A\n"
		"Network:\n"
		"  Device-1: Intel Wireless 3165 driver: N/A v: N/A pcie: speed: 8 GT/s\n"
		"    lanes: 4 bus-ID: 01:00.0 chip-ID: 8086:3165 class-ID: 0280\n"
		"  IF: wlp1s0 state: up mac: <filter>\n"
		"USB:\n"
		"  Hub-1: 1-0:1 info: hi-speed hub ports: 2 chip-ID: 1d6b:0002\n"
		"  Device-1: 1-6:7 info: Canon type: audio chip-ID: 04a9:150f\n"
		"Drives:\n  ID-1: /dev/sda bus-ID: 00:1f.2\n");
	dump_assert_warnings(d, 0);
	dump_assert_text(d->facts.formats, "inxi");
	assert_int_equal(d->list.n, 4);
	dump_assert_device(d, "pci:0000:00:02.0",
			   "pci:v00008086d00005917sv*sd*bc03sc00i*", "i915");
	dump_assert_device(d, "pci:0000:01:00.0",
			   "pci:v00008086d00003165sv*sd*bc02sc80i*", "");
	assert_non_null(dump_find(d, "usb:usb1"));
	assert_non_null(dump_find(d, "usb:1-6"));
	dump_assert_file(d, "sys/bus/usb/devices/usb1/1-6/idProduct", "150f\n");
	dump_assert_file(d, "proc/sys/kernel/osrelease", "6.1.0-13-amd64\n");
	assert_true(d->facts.drivers && d->facts.claims);
}

static const char report[] =
	"{\n"
	"  \"schema\": \"hwalias.report\",\n"
	"  \"host\": {\"architecture\": \"x86_64\", \"kernel_version\": \"#1\",\n"
	"    \"taint\": 4096, \"os\": {\"id\": \"debian\",\n"
	"    \"version_id\": \"12\", \"name\": \"Debian \\\"x\\\"\"},\n"
	"    \"dmi\": {\"sys_vendor\": \"Dell\", \"product_name\": null}},\n"
	"  \"kernel\": {\"release\": \"6.1.0-13-amd64\", \"tables\": \"6.1\"},\n"
	"  \"devices\": [\n"
	"    {\"id\": \"pci:0000:00:1f.6\", \"subsystem\": \"pci\", \"kind\": "
	"\"device\",\n"
	"     \"syspath\": \"/sys/devices/pci0000:00/0000:00:1f.6\", \"state\": "
	"\"bound\", \"reason\": \"driver-bound\",\n"
	"     \"candidates\": [{\"module\": \"e1000e\", \"pattern\": \"pci:v8086*\",\n"
	"       \"line\": 7, \"loaded\": true, \"blocked_by\": \"a\\tb\\nc\\\\d\"}],\n"
	"     \"attributes\": {\"link_width\": 4, \"slot\": \"4\"},\n"
	"     \"driver\": {\"name\": \"e1000e\", \"module\": \"e1000e\"},\n"
	"     \"modalias\": {\"raw\": "
	"\"pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00\"},\n"
	"     \"other_modaliases\": []},\n"
	"    {\"id\": \"usb:1-4\", \"subsystem\": \"usb\", \"kind\": \"usb_device\",\n"
	"     \"syspath\": \"/sys/devices/usb1/1-4\", \"state\": \"bound\",\n"
	"     \"driver\": {\"name\": \"usb\", \"module\": null}, \"modalias\": null,\n"
	"     \"ids\": {\"vendor\": \"046d\", \"device\": \"c52b\", \"class\": \"00\",\n"
	"               \"subclass\": \"00\", \"interface\": \"00\"}},\n"
	"    {\"id\": \"acpi:PNP0A08:00\", \"subsystem\": \"acpi\", \"kind\": "
	"\"device\",\n"
	"     \"syspath\": \"/sys/devices/LNXSYSTM:00/PNP0A08:00\", \"driver\": null,\n"
	"     \"state\": \"driverless\", \"modalias\": {\"raw\": "
	"\"acpi:PNP0A08:PNP0A03:\"},\n"
	"     \"other_modaliases\": [{\"raw\": \"of:NxTC\"}]},\n"
	"    {\"id\": \"virtio:virtio0\", \"subsystem\": \"virtio\", \"kind\": "
	"\"device\",\n"
	"     \"syspath\": \"/sys/devices/virtio0\", \"driver\": null, \"state\": "
	"\"unknown\",\n"
	"     \"modalias\": {\"raw\": \"virtio:d00000001v00001AF4\"}},\n"
	"    {\"id\": \"dmi:id\", \"subsystem\": \"dmi\", \"kind\": \"class\",\n"
	"     \"syspath\": \"/sys/devices/virtual/dmi/id\", \"driver\": null,\n"
	"     \"state\": \"driverless\", \"modalias\": {\"raw\": \"dmi:bvnX:\"}}\n"
	"  ]\n"
	"}\n";

static void test_report(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, report);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 5);
	dump_assert_text(d->facts.formats, "hwalias report");
	assert_true(d->facts.kernel && d->facts.drivers && d->facts.places);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00",
			   "e1000e");
	dump_assert_text(dump_find(d, "pci:0000:00:1f.6")->driver_module, "e1000e");
	dump_assert_device(d, "usb:1-4", NULL, "usb");
	dump_assert_text(dump_find(d, "usb:1-4")->kind, "usb_device");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/idVendor", "046d\n");
	dump_assert_device(d, "acpi:PNP0A08:00", "acpi:PNP0A08:PNP0A03:\nof:NxTC", "");
	dump_assert_device(d, "virtio:virtio0", "virtio:d00000001v00001AF4", NULL);
	assert_true(dump_find(d, "dmi:id")->class_only);
	dump_assert_file(d, "proc/sys/kernel/osrelease", "6.1.0-13-amd64\n");
	dump_assert_file(d, "proc/sys/kernel/tainted", "4096\n");
	dump_assert_file(d, "proc/sys/kernel/version", "#1\n");
	dump_assert_file(d, "hwalias/sys/devices/pci0000:00/0000:00:1f.6/told",
			 "tables\n"
			 "candidate\te1000e\tpci:v8086*\t\t\t7\t\t1\t\t\t"
			 "a\\tb\\nc\\\\d\t\t\t\n"
			 "state\tbound\n"
			 "reason\tdriver-bound\n"
			 "attribute\tlink_width\t#4\n"
			 "attribute\tslot\t4\n");
	dump_assert_file(d, "sys/class/dmi/id/sys_vendor", "Dell\n");
	dump_assert_file(d, "sys/class/dmi/id/product_name", NULL);
	dump_assert_file(d, "etc/os-release",
			 "ID=\"debian\"\nVERSION_ID=\"12\"\n"
			 "PRETTY_NAME=\"Debian \\\"x\\\"\"\n");
}

/* A line a device; a broken one ends the reading. */
static void test_lines(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d,
		"{\"schema\":\"hwalias.device\",\"kernel\":{\"release\":\"6.1\"},"
		"\"id\":\"pci:0000:00:1f.6\",\"subsystem\":\"pci\",\"kind\":\"device\","
		"\"syspath\":\"/sys/devices/pci0000:00/0000:00:1f.6\",\"driver\":null,"
		"\"state\":\"unbound\",\"modalias\":{\"raw\":\"pci:v00008086\"}}\n"
		"{\"schema\":\"hwalias.device\",\"id\":\"x:y\",\"subsystem\":\"pci\","
		"\"syspath\":null,\"modalias\":{\"raw\":\"pci:v00008087\"}}\n"
		"{\"schema\":\"something else\"}\n"
		"{\"schema\":\"hwalias.device\",\n");
	dump_assert_warnings(d, 3);
	assert_int_equal(d->warnings.first->line, 3);
	assert_int_equal(d->warnings.first->next->line, 5);
	assert_string_equal(d->warnings.first->next->next->code, "lines-missing");
	dump_assert_device(d, "pci:0000:00:1f.6", "pci:v00008086", "");
	dump_assert_device(d, "pci:line-2", "pci:v00008087", NULL);
	dump_assert_file(d, "proc/sys/kernel/osrelease", "6.1\n");
}

/* Whatever a document is cut off at, or holds in place of what it should. */
static void test_report_damage(void **state)
{
	struct dump *d = *state;
	size_t n = strlen(report);

	for (size_t cut = 40; cut < n; cut += 7) {
		struct hw_text text = {strndup(report, cut), cut};
		struct hw_arena arena = {0};
		struct hw_root *root = NULL;
		struct hw_dump_facts facts;
		struct hw_text error;
		const char *name = "cut";
		int err = hw_dump_open_texts(&text, &name, 1, &arena, &d->warnings, &root,
					     &facts, &error);

		/* nothing of it is taken for all of a machine */
		assert_int_equal(err, -EILSEQ);
		assert_non_null(strstr(error.s, "cut off"));
		assert_null(root);
		hw_arena_done(&arena);
		free((void *)(uintptr_t)text.s);
	}
	dump_open_one(d, "{\"schema\":\"hwalias.device\",\"id\":7,\"subsystem\":[],"
			 "\"syspath\":\"/etc/../x\",\"driver\":\"x\",\"modalias\":[1]}\n"
			 "{\"schema\":\"hwalias.report\",\"devices\":[1,null,{},[]],"
			 "\"kernel\":[],\"host\":{\"dmi\":1}}\n");
	assert_false(hw_root_exists(d->root, "etc"));
}

#define TEST(function)                                                                   \
	cmocka_unit_test_setup_teardown(function, dump_setup, dump_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_modaliases),	  TEST(test_lsmod),  TEST(test_proc_modules),
		TEST(test_modaliases),	  TEST(test_lsmod),  TEST(test_part_of_modules),
		TEST(test_modaliases),	  TEST(test_lsmod),  TEST(test_module_names),
		TEST(test_modinfo),	  TEST(test_log),    TEST(test_inxi),
		TEST(test_lshw),	  TEST(test_report), TEST(test_lines),
		TEST(test_report_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
