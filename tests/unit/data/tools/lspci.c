// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/dump.h"

static void assert_link(struct dump *d, const char *path, const char *expected)
{
	struct hw_text target;

	assert_int_equal(hw_root_readlink(d->root, path, &d->arena, &target), 0);
	dump_assert_text(target, expected);
}

static const char nnk[] =
	"00:01.0 PCI bridge [0604]: Intel Corporation Device [8086:1901] (rev 07)\n"
	"\tKernel driver in use: pcieport\n"
	"01:00.0 VGA compatible controller [0300]: NVIDIA [GeForce] [10de:1401] (rev "
	"a1)\n"
	"\tDeviceName: Slot 1\n"
	"\tSubsystem: Gigabyte [GV-N960] [1458:36bd]\n"
	"\tKernel modules: nvidiafb, nouveau\n"
	"10000:e0:06.0 SATA controller [0106]: X [Y] [8086:a102]\n"
	"\tSubsystem: ASUSTeK Computer Inc. Device [1043:8694]\n"
	"\tKernel driver in use: ahci\n"
	"\tKernel modules: ahci\n";

/* -nnk: drivers and subsystems, no interface. */
static void test_nnk(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, nnk);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 3);
	dump_assert_text(d->facts.formats, "lspci");
	assert_true(d->facts.is_dump && d->facts.drivers);
	assert_false(d->facts.modules || d->facts.tables || d->facts.log ||
		     d->facts.places || d->facts.kernel);
	dump_assert_device(d, "pci:0000:00:01.0",
			   "pci:v00008086d00001901sv*sd*bc06sc04i*", "pcieport");
	dump_assert_device(d, "pci:0000:01:00.0",
			   "pci:v000010DEd00001401sv00001458sd000036BDbc03sc00i*", "");
	dump_assert_device(d, "pci:10000:e0:06.0",
			   "pci:v00008086d0000A102sv00001043sd00008694bc01sc06i*",
			   "ahci");
	/* one of its name that claims the device may be built in, and not be its module
	 */
	dump_assert_text(dump_find(d, "pci:10000:e0:06.0")->driver_module, NULL);
	dump_assert_text(dump_find(d, "pci:0000:00:01.0")->driver_module, NULL);
	dump_assert_text(dump_find(d, "pci:0000:00:01.0")->syspath,
			 "/sys/bus/pci/devices/0000:00:01.0");
	dump_assert_file(d, "sys/bus/pci/devices/0000:01:00.0/label", "Slot 1\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:01:00.0/revision", "0xa1\n");
	dump_assert_file(d, "sys/bus/pci/devices/10000:e0:06.0/revision", "0x00\n");
	dump_assert_file(
		d, "sys/bus/pci/devices/0000:01:00.0/uevent",
		"PCI_ID=10DE:1401\nPCI_SUBSYS_ID=1458:36BD\n"
		"PCI_SLOT_NAME=0000:01:00.0\n"
		"MODALIAS=pci:v000010DEd00001401sv00001458sd000036BDbc03sc00i*\n");
}

/* The same of a list without drivers: nothing is said of them. */
static void test_nn(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:01.0 PCI bridge [0604]: Intel X [8086:1901] (rev 07)\n"
			 "00:02.0 0300: 8086:1912\n"
			 "00:03.0 Class 0c03: 8086:A12F (rev 31)\n");
	dump_assert_warnings(d, 0);
	assert_false(d->facts.drivers);
	dump_assert_device(d, "pci:0000:00:01.0",
			   "pci:v00008086d00001901sv*sd*bc06sc04i*", NULL);
	dump_assert_device(d, "pci:0000:00:02.0",
			   "pci:v00008086d00001912sv*sd*bc03sc00i*", NULL);
	dump_assert_device(d, "pci:0000:00:03.0",
			   "pci:v00008086d0000A12Fsv*sd*bc0Csc03i*", NULL);
}

/* -v: an interface that is not printed is 0; bridges tell what is behind them. */
static void test_verbose(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d,
		"00:01.0 PCI bridge [0604]: Intel X [8086:1901] (prog-if 00 [Normal])\n"
		"\tControl: I/O+ Mem+\n"
		"\tBus: primary=00, secondary=01, subordinate=01, sec-latency=0\n"
		"\tCapabilities: [a0] Express (v2) Root Port (Slot+), MSI 00\n"
		"\t\tLnkCap:\tPort #2, Speed 8GT/s, Width x16, ASPM L0s L1\n"
		"\t\tLnkSta:\tSpeed 2.5GT/s (downgraded), Width x8 (downgraded)\n"
		"\tKernel driver in use: pcieport\n"
		"\n"
		"01:00.0 Ethernet controller [0200]: Intel X [8086:1533]\n"
		"\tSubsystem: Intel Device\n"
		"\tPhysical Slot: 7-1\n"
		"\tDevice tree node: /sys/firmware/devicetree/base/pcie@0\n"
		"\tControl: I/O+ Mem+\n"
		"\tInterrupt: pin A routed to IRQ 16\n"
		"\tNUMA node: 0\n"
		"\tIOMMU group: 7\n"
		"\tLnkSta:\tSpeed unknown, Width x0\n"
		"\n"
		"01:00.1 SATA controller [0106]: Intel X [8086:a102] (prog-if 01 "
		"[AHCI])\n");
	dump_assert_warnings(d, 0);
	dump_assert_device(d, "pci:0000:00:01.0",
			   "pci:v00008086d00001901sv*sd*bc06sc04i00", "pcieport");
	/* it has a subsystem, whose ids were not printed */
	dump_assert_device(d, "pci:0000:01:00.0",
			   "pci:v00008086d00001533sv*sd*bc02sc00i00", "");
	/* of the last one there may have been more */
	dump_assert_device(d, "pci:0000:01:00.1",
			   "pci:v00008086d0000A102sv*sd*bc01sc06i01", NULL);
	dump_assert_text(dump_find(d, "pci:0000:01:00.0")->parent, "pci:0000:00:01.0");
	dump_assert_text(dump_find(d, "pci:0000:01:00.0")->syspath,
			 "/sys/bus/pci/devices/0000:00:01.0/0000:01:00.0");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:01.0/max_link_speed",
			 "8.0 GT/s PCIe\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:01.0/max_link_width", "16\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:01.0/current_link_speed",
			 "2.5 GT/s PCIe\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:01.0/current_link_width", "8\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:01:00.0/numa_node", "0\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:01:00.0/current_link_width", NULL);
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:01.0/class", "0x060400\n");
	dump_assert_file(d, "sys/bus/pci/slots/7-1/address", "0000:01:00\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:01:00.0/irq", "16\n");
	assert_link(d, "sys/bus/pci/devices/0000:01:00.0/of_node",
		    "/sys/firmware/devicetree/base/pcie@0");
	assert_link(d, "sys/bus/pci/devices/0000:01:00.0/iommu_group",
		    "/sys/kernel/iommu_groups/7");
	/* pci_alloc_child_bus(), drivers/pci/probe.c */
	assert_true(hw_root_exists(d->root,
				   "sys/bus/pci/devices/0000:00:01.0/pci_bus/0000:01"));
	/* -v has it among the flags, "latency 0, IRQ 17" */
	dump_open_one(d, "00:02.0 VGA compatible controller [0300]: X [10de:1912]\n"
			 "\tFlags: bus master, fast devsel, latency 0, IRQ 17, NUMA node "
			 "0\n\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:02.0/irq", "17\n");
}

/* What modules claim a device is told of all where it is told of one. */
static void test_modules(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:01.0 PCI bridge [0604]: Intel X [8086:1901]\n"
			 "\tKernel driver in use: pcieport\n"
			 "00:02.0 VGA compatible controller [0300]: X [10de:1912]\n"
			 "\tKernel modules: nvidiafb, nouveau\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:01.0/told",
			 "name\tsubclass\tdump\tPCI bridge\n"
			 "name\tdevice\tdump\tIntel X\ntables\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:02.0/told",
			 "name\tsubclass\tdump\tVGA compatible controller\n"
			 "name\tdevice\tdump\tX\n"
			 "tables\ncandidate\tnvidiafb\ncandidate\tnouveau\n");
	dump_open_one(d, "Slot:\t00:02.0\nVendor:\tX [10de]\nModule:\tnvidiafb\n"
			 "Module:\tnouveau\n\nSlot:\t00:03.0\nVendor:\tX [10de]\n\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:02.0/told",
			 "name\tvendor\tdump\tX\n"
			 "tables\ncandidate\tnvidiafb\ncandidate\tnouveau\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:03.0/told",
			 "name\tvendor\tdump\tX\ntables\n");
	/* lspci without tables prints none, and grep cuts them off */
	dump_open_one(d, "00:01.0 PCI bridge [0604]: Intel X [8086:1901]\n"
			 "\tKernel driver in use: pcieport\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:01.0/told",
			 "name\tsubclass\tdump\tPCI bridge\n"
			 "name\tdevice\tdump\tIntel X\n");
	dump_open_one(d, "00:01.0 PCI bridge [0604]: Intel X [8086:1901]\n"
			 "--\n"
			 "00:02.0 VGA compatible controller [0300]: X [10de:1912]\n"
			 "\tKernel modules: nouveau\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:01.0/told",
			 "name\tsubclass\tdump\tPCI bridge\n"
			 "name\tdevice\tdump\tIntel X\n");
}

/* Names that are none: an id alone, and what lspci and lsusb print without one. */
static void test_told_names(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:01.0 \"Class [0604]\" \"Intel Corporation [8086]\" "
			 "\"Device [1901]\" -r07 \"Dell [1028]\" \"Device [06e4]\"\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:01.0/told",
			 "name\tvendor\tdump\tIntel Corporation\n"
			 "name\tsubsystem_vendor\tdump\tDell\n");
	dump_open_one(d,
		      "00:01.0 PCI bridge [0604]: Intel Corporation Device [8086:1901] "
		      "(rev 07) (prog-if 00 [Normal decode])\n"
		      "\tSubsystem: Dell Device [1028:06e4]\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:01.0/told",
			 "name\tsubclass\tdump\tPCI bridge\n");
	dump_open_one(d, "00:01.0 PCI bridge: Intel Corporation Device 1901 (rev 07)\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:01.0/told",
			 "name\tsubclass\tdump\tPCI bridge\n"
			 "name\tvendor\tdump\tIntel Corporation\n");
	dump_open_one(d, "00:01.0 0604: 8086:1901 (rev 07)\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:01.0/told", NULL);
}

/* grep -A3 cuts lines off: what is not there may have been. */
static void test_excerpt(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:01.0 PCI bridge [0604]: Intel X [8086:1901]\n"
			 "\tKernel driver in use: pcieport\n"
			 "--\n"
			 "00:02.0 VGA compatible controller [0300]: Intel X [8086:1912]\n"
			 "--\n");
	dump_assert_warnings(d, 1);
	dump_assert_device(d, "pci:0000:00:01.0",
			   "pci:v00008086d00001901sv*sd*bc06sc04i*", "pcieport");
	dump_assert_device(d, "pci:0000:00:02.0",
			   "pci:v00008086d00001912sv*sd*bc03sc00i*", NULL);
}

/* lspci -nnk -F of a dump of registers: subsystems and modules, and of no device the
 * driver, which is in /sys alone. */
static void test_no_driver(void **state)
{
	static const char bridge[] = "00:00.0 Host bridge [0600]: Intel X [8086:3ec2]\n"
				     "\tSubsystem: Dell Device [1028:085a]\n";
	static const char card[] = "02:00.0 Network controller [0280]: X [14e4:43a0]\n"
				   "\tSubsystem: Apple Inc. Y [106b:0112]\n"
				   "\tKernel modules: wl\n";
	static const char both[] = "00:00.0 Host bridge [0600]: Intel X [8086:3ec2]\n"
				   "\tSubsystem: Dell Device [1028:085a]\n"
				   "\tKernel driver in use: skl_uncore\n"
				   "02:00.0 Network controller [0280]: X [14e4:43a0]\n"
				   "\tSubsystem: Apple Inc. Y [106b:0112]\n"
				   "\tKernel modules: wl\n";
	static const char modalias[] =
		"pci:v000014E4d000043A0sv0000106Bsd00000112bc02sc80i*";
	struct dump *d = *state;
	char text[sizeof(bridge) + sizeof(card)];

	strcat(strcpy(text, bridge), card);
	dump_open_one(d, text);
	dump_assert_warnings(d, 0);
	assert_false(d->facts.drivers);
	assert_true(d->facts.claims);
	dump_assert_device(d, "pci:0000:02:00.0", modalias, NULL);
	/* the first root port of a board without a host bridge, in another domain */
	dump_open_one(d, "0001:00:00.0 PCI bridge [0604]: X [14e4:2712]\n"
			 "0001:01:00.0 Non-Volatile memory controller [0108]: X "
			 "[144d:a804]\n"
			 "\tSubsystem: Samsung X [144d:a801]\n");
	assert_false(d->facts.drivers);
	/* where another one has a driver, it has none; so too one of which is asked */
	dump_open_one(d, both);
	dump_assert_device(d, "pci:0000:02:00.0", modalias, "");
	dump_open_one(d, card);
	dump_assert_device(d, "pci:0000:02:00.0", modalias, "");
	dump_open_one(d, bridge);
	dump_assert_device(d, "pci:0000:00:00.0",
			   "pci:v00008086d00003EC2sv00001028sd0000085Abc06sc00i*", "");
}

/* Names without ids: the devices are there, and one warning. */
static void test_names(void **state)
{
	struct dump *d = *state;

	dump_open_one(d,
		      "00:01.0 PCI bridge: Intel Corporation Device 1901 (rev 07)\n"
		      "\tKernel driver in use: pcieport\n"
		      "00:02.0 VGA compatible controller: Intel Corporation Skylake\n");
	dump_assert_warnings(d, 0);
	assert_true(d->facts.without_ids > 0);
	dump_assert_device(d, "pci:0000:00:01.0", "pci:v*d00001901sv*sd*bc06sc04i*",
			   "pcieport");
	dump_assert_device(d, "pci:0000:00:02.0", "pci:v*d*sv*sd*bc03sc00i*", NULL);
}

/* What a name that is not known has of the ids, and which class a name means. */
static void test_ids_in_names(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:01.0 USB Controller: Device 1d17:3104 (rev 07)\n"
			 "\tSubsystem: Device 1849:ffff\n"
			 "00:02.0 Network controller: Intel Corporation Device 2725\n"
			 "\tSubsystem: Intel Corporation Device 0024\n"
			 "00:02.1 Non-VGA unclassified device: Intel Corporation Unknown "
			 "device 2725\n"
			 "\tSubsystem: Dell Unknown device 0024\n"
			 "00:03.0 Quantum processor: Intel Wireless [2200]\n"
			 "00:04.0 Class ff00: Vendor 1d17 Device 2725\n"
			 "00:05.0 PCI bridge: Intel Corporation Device 1901\n"
			 "\tKernel driver in use: pcieport\n");
	dump_assert_device(d, "pci:0000:00:01.0",
			   "pci:v00001D17d00003104sv00001849sd0000FFFFbc0Csc03i*", "");
	dump_assert_device(d, "pci:0000:00:02.0",
			   "pci:v*d00002725sv*sd00000024bc02sc80i*", "");
	dump_assert_device(d, "pci:0000:00:02.1",
			   "pci:v*d00002725sv*sd00000024bc00sc00i*", "");
	/* a class that pci.ids does not have, and a name of a product */
	dump_assert_device(d, "pci:0000:00:03.0", NULL, "");
	dump_assert_device(d, "pci:0000:00:04.0",
			   "pci:v*d00002725sv00000000sd00000000bcFFsc00i*", "");
	dump_open_one(d, "Slot:\t00:02.0\nClass:\tNetwork controller\n"
			 "Vendor:\tVendor 1d17\nDevice:\tDevice 2725\n\n");
	dump_assert_device(d, "pci:0000:00:02.0",
			   "pci:v00001D17d00002725sv00000000sd00000000bc02sc80i00", NULL);
	/* the code of another list counts before what a name means */
	dump_open(d,
		  (const struct hw_text[]){
			  HW_TEXT("00:0c.0 Memory controller: X Y\n"),
			  HW_TEXT("00:0c.0 0500: 8086:2725\n"),
		  },
		  2);
	dump_assert_device(d, "pci:0000:00:0c.0",
			   "pci:v00008086d00002725sv*sd*bc05sc00i*", NULL);
	assert_int_equal(d->facts.without_ids, 0);
	/* each kind of list has its own command */
	dump_open(d,
		  (const struct hw_text[]){
			  HW_TEXT("00:0c.0 Memory controller: X Y\n"),
			  HW_TEXT("/:  Bus 01.Port 1: Dev 1, Class=root_hub, "
				  "Driver=xhci_hcd/16p, 480M\n"),
		  },
		  2);
	assert_int_equal(d->facts.without_ids, 2);
	assert_string_equal(d->facts.ids_by, "lsusb and lspci -nnk");
}

/* -P does not tell the bus behind a bridge, and a line of a device may be missing. */
static void test_left_out(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:1c.0 0604: 8086:9d10 (rev f1)\n"
			 "\tKernel driver in use: pcieport\n"
			 "00:1c.0/00.0 0280: 8086:24fd (rev 78)\n"
			 "\tSubsystem: 8086:0010\n"
			 "\tKernel driver in use: iwlwifi\n"
			 "00:1d.0/00.0/01.0 0108: 144d:a804\n");
	assert_int_equal(d->list.n, 1);
	dump_assert_device(d, "pci:0000:00:1c.0",
			   "pci:v00008086d00009D10sv*sd*bc06sc04i*", "pcieport");
	dump_assert_warnings(d, 1);
	assert_string_equal(d->warnings.first->code, "lines-missing");
	assert_int_equal(d->warnings.first->line, 3);
	dump_open_one(d, "00:1c.0 0604: 8086:9d10 (rev f1)\n"
			 "\tKernel driver in use: pcieport\n"
			 "\tSubsystem: 8086:0010\n"
			 "\tKernel driver in use: iwlwifi\n");
	dump_assert_device(d, "pci:0000:00:1c.0",
			   "pci:v00008086d00009D10sv*sd*bc06sc04i*", "pcieport");
	dump_assert_warnings(d, 1);
	assert_int_equal(d->warnings.first->line, 3);
}

/* -mm, with quotes in names, without an interface, and with -n. */
static void test_machine(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:17.0 \"SATA controller [0106]\" \"Intel [8086]\" \"A "
			 "\\\"B\\\" [a102]\" "
			 "-r31 -p01 \"ASUS [1043]\" \"Device [8694]\"\n"
			 "00:00.0 \"Host bridge [0600]\" \"Intel [8086]\" \"X [191f]\" "
			 "-r07 \"\" \"\"\n"
			 "00:02.0 \"0300\" \"8086\" \"1912\" \"1043\" \"8694\"\n");
	dump_assert_warnings(d, 0);
	dump_assert_device(d, "pci:0000:00:17.0",
			   "pci:v00008086d0000A102sv00001043sd00008694bc01sc06i01", NULL);
	dump_assert_device(d, "pci:0000:00:00.0",
			   "pci:v00008086d0000191Fsv*sd*bc06sc00i00", NULL);
	dump_assert_device(d, "pci:0000:00:02.0",
			   "pci:v00008086d00001912sv00001043sd00008694bc03sc00i00", NULL);
}

/* Of a tree without the files that tell subsystems lspci prints none of any device, which
 * is not that they have none. */
static void test_without_subsystems(void **state)
{
	static const struct {
		const char *first;
		const char *last;
		bool has_interface;
	} lists[] = {
		{"00:1f.6 Ethernet controller [0200]: Intel I219-LM [8086:156f]\n"
		 "\tKernel driver in use: e1000e\n",
		 "00:1f.7 Ethernet controller [0200]: Intel I219-LM [8086:156f]\n",
		 false},
		{"Slot:\t00:1f.6\nClass:\tEthernet controller [0200]\n"
		 "Vendor:\tIntel [8086]\nDevice:\tI219-LM [156f]\nRev:\t21\n"
		 "Driver:\te1000e\n\n",
		 "Slot:\t00:1f.7\nClass:\tEthernet controller [0200]\n"
		 "Vendor:\tIntel [8086]\nDevice:\tI219-LM [156f]\n\n",
		 true},
		{"00:1f.6 \"Ethernet controller [0200]\" \"Intel [8086]\" "
		 "\"I219-LM [156f]\" -r21 -p00 \"\" \"\"\n",
		 "00:1f.7 \"Ethernet controller [0200]\" \"Intel [8086]\" "
		 "\"I219-LM [156f]\" -r21 -p00 \"\" \"\"\n",
		 true},
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(lists); i++) {
		char text[512];

		snprintf(text, sizeof(text), "%s%s", lists[i].first, lists[i].last);
		dump_open_one(d, text);
		dump_assert_device(d, "pci:0000:00:1f.6",
				   lists[i].has_interface
					   ? "pci:v00008086d0000156Fsv*sd*bc02sc00i00"
					   : "pci:v00008086d0000156Fsv*sd*bc02sc00i*",
				   i < 2 ? "e1000e" : NULL);
	}
}

static void test_vmm(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "Slot:\t00:1f.6\n"
			 "Class:\tEthernet controller [0200]\n"
			 "Vendor:\tIntel Corporation [8086]\n"
			 "Device:\tEthernet Connection [x] [156f]\n"
			 "SVendor:\tDell [1028]\n"
			 "SDevice:\tDevice [06e4]\n"
			 "PhySlot:\t4\n"
			 "Rev:\t21\n"
			 "Driver:\te1000e\n"
			 "Module:\te1000e\n"
			 "NUMANode:\t1\n"
			 "DTNode:\t/sys/firmware/devicetree/base/pcie@0/eth\n"
			 "IOMMUGroup:\t12\n"
			 "\n"
			 "Slot:\t00:14.0\n"
			 "Class:\tUSB controller [0c03]\n"
			 "Vendor:\tIntel Corporation [8086]\n"
			 "Device:\tX [9d2f]\n"
			 "ProgIf:\t30\n"
			 "Driver:\txhci_hcd\n"
			 "Module:\txhci_pci\n"
			 "\n"
			 "Slot:\t00:02.0\n"
			 "Class:\t0300\n"
			 "Vendor:\t8086\n"
			 "Device:\t1912\n"
			 "Nonsense:\t1\n\n");
	dump_assert_warnings(d, 1);
	assert_int_equal(d->warnings.first->line, 27);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00",
			   "e1000e");
	dump_assert_text(dump_find(d, "pci:0000:00:1f.6")->driver_module, NULL);
	dump_assert_device(d, "pci:0000:00:14.0",
			   "pci:v00008086d00009D2Fsv00000000sd00000000bc0Csc03i30",
			   "xhci_hcd");
	dump_assert_text(dump_find(d, "pci:0000:00:14.0")->driver_module, NULL);
	dump_assert_device(d, "pci:0000:00:02.0",
			   "pci:v00008086d00001912sv00000000sd00000000bc03sc00i00", "");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:1f.6/numa_node", "1\n");
	/* of all functions: address_read_file(), drivers/pci/slot.c */
	dump_assert_file(d, "sys/bus/pci/slots/4/address", "0000:00:1f\n");
	assert_link(d, "sys/bus/pci/devices/0000:00:1f.6/of_node",
		    "/sys/firmware/devicetree/base/pcie@0/eth");
	assert_link(d, "sys/bus/pci/devices/0000:00:1f.6/iommu_group",
		    "/sys/kernel/iommu_groups/12");
}

/* A slot has any name that a directory can have: make_slot_name() of drivers/pci/slot.c,
 * and what the firmware of POWER calls them. */
static void test_slots(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "Slot:\t0001:0a:1f.6\nClass:\t0200\nVendor:\t8086\n"
			 "Device:\t156f\nPhySlot:\tU78A5.001.WIH8464-P1-C5-T1\n\n"
			 "Slot:\t0001:0a:1f.7\nClass:\t0200\nVendor:\t8086\n"
			 "Device:\t156f\nPhySlot:\tU78A5.001.WIH8464-P1-C5-T1\n\n"
			 "Slot:\t0001:0b:00.0\nClass:\t0200\nVendor:\t8086\n"
			 "Device:\t156f\nPhySlot:\ta/b\n\n");
	dump_assert_file(d, "sys/bus/pci/slots/U78A5.001.WIH8464-P1-C5-T1/address",
			 "0001:0a:1f\n");
	dump_assert_warnings(d, 1);
	assert_int_equal(d->warnings.first->line, 17);
}

/* -vm: the address is called Device too. */
static void test_vm(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "Device:\t00:1f.6\n"
			 "Class:\tEthernet controller [0200]\n"
			 "Vendor:\tIntel Corporation [8086]\n"
			 "Device:\tEthernet Connection [156f]\n\n");
	dump_assert_warnings(d, 0);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv00000000sd00000000bc02sc00i00", NULL);
}

/* An empty line is behind each device. Before it more may follow of what is printed where
 * it is not 0, in a fixed order. */
static void test_vmm_cut(void **state)
{
	static const struct {
		const char *lines;
		const char *modalias;
	} cases[] = {
		{"", "pci:v00008086d0000156Fsv*sd*bc02sc00i*"},
		{"SVendor:\tDell [1028]\n",
		 "pci:v00008086d0000156Fsv00001028sd*bc02sc00i*"},
		{"Rev:\t21\n", "pci:v00008086d0000156Fsv00000000sd00000000bc02sc00i*"},
		{"Driver:\te1000e\n",
		 "pci:v00008086d0000156Fsv00000000sd00000000bc02sc00i00"},
		{"\n", "pci:v00008086d0000156Fsv00000000sd00000000bc02sc00i00"},
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		char text[256];

		snprintf(text, sizeof(text),
			 "Slot:\t00:1f.6\nClass:\tEthernet controller [0200]\n"
			 "Vendor:\tIntel Corporation [8086]\nDevice:\tX [156f]\n%s",
			 cases[i].lines);
		dump_open_one(d, text);
		dump_assert_device(d, "pci:0000:00:1f.6", cases[i].modalias,
				   strncmp(cases[i].lines, "Driver", 6) ? NULL
									: "e1000e");
	}
}

/* -x of a function of type 0, and of a bridge whose subsystem is a capability. */
/* -nn told the ids of the first: the last line is cut within. */
static void test_cut_within(void **state)
{
	struct dump *d = *state;

	dump_open_one(d,
		      "00:1f.6 Ethernet controller [0200]: Intel X [8086:15b8] (rev 31)\n"
		      "00:1f.7 Ethernet controller [0200]: Intel X [8086:15");
	/* of the line, and that what follows may be missing */
	dump_assert_warnings(d, 2);
	dump_assert_device(d, "pci:0000:00:1f.7", "pci:v*d*sv*sd*bc02sc00i*", NULL);
	/* the revision may be in what is cut off, and the name be a part of one */
	dump_open_one(d,
		      "00:1f.6 Ethernet controller [0200]: Intel X [8086:15b8] (rev 31)\n"
		      "00:1f.7 Ethernet controller [0200]: Intel [X] Y [8086:15b9]");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:1f.7/revision", NULL);
}

static void test_bytes(void **state)
{
	struct dump *d = *state;
	struct hw_text config;

	dump_open_one(d, "00:1f.6 Ethernet controller: Intel Corporation X (rev 21)\n"
			 "00: 86 80 6f 15 06 04 10 00 21 00 00 02 00 00 00 00\n"
			 "10: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n"
			 "20: 00 00 00 00 00 00 00 00 00 00 00 00 28 10 e4 06\n"
			 "30: 00 00 00 00 c8 00 00 00 00 00 00 00 0b 01 00 00\n"
			 "\n"
			 "00:01.0 PCI bridge: Intel Corporation X\n"
			 "00: 86 80 01 19 07 04 10 00 07 00 04 06 10 00 01 00\n"
			 "10: 00 00 00 00 00 00 00 00 00 01 02 00 00 00 00 00\n"
			 "20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n"
			 "30: 00 00 00 00 40 00 00 00 00 00 00 00 0b 01 00 00\n"
			 "40: 01 50 03 00 08 00 00 00 00 00 00 00 00 00 00 00\n"
			 "50: 0d 00 00 00 28 10 e4 06 00 00 00 00 00 00 00 00\n"
			 "\n"
			 "01:00.0 SATA controller: Intel Corporation X\n"
			 "00: 86 80 02 a1 06 04 10 00 31 01 06 01 00 00 00 00\n");
	/* the last one's header is cut off, which other lines may be without */
	dump_assert_warnings(d, 0);
	assert_true(d->facts.without_ids > 0);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00", NULL);
	dump_assert_device(d, "pci:0000:00:01.0",
			   "pci:v00008086d00001901sv00001028sd000006E4bc06sc04i00", NULL);
	dump_assert_device(d, "pci:0000:01:00.0", "pci:v*d*sv*sd*bc01sc06i*", NULL);
	dump_assert_text(dump_find(d, "pci:0000:01:00.0")->parent, "pci:0000:00:01.0");
	assert_int_equal(hw_root_read(d->root, "sys/bus/pci/devices/0000:00:01.0/config",
				      &d->arena, &config),
			 0);
	assert_int_equal(config.n, 96);
	assert_int_equal((unsigned char)config.s[0], 0x86);
}

/* Bytes that are out of order, and lines of somebody's prose. */
/* A mail of 72 columns has the id of a long name on the next line. */
static void test_vmm_wrapped(void **state)
{
	struct dump *d = *state;

	dump_open_one(d,
		      "Slot:\t00:1f.6\n"
		      "Class:\tEthernet controller [0200]\n"
		      "Vendor:\tA maker with a name that is longer than a line of mail\n"
		      "[8086]\n"
		      "Device:\tX [156f]\n"
		      "SVendor:\tA maker with a name that is longer than a line of mail\n"
		      "SDevice:\tY [06e4]\n"
		      "Driver:\te1000e\n");
	dump_assert_warnings(d, 0);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv*sd000006E4bc02sc00i00", "e1000e");
}

/* `text` as fold(1) breaks it at `width` columns, of which a tab takes up to eight:
 * behind the last blank, which stays unless `strips`, or in the midst of words. */
static void wrap(const char *text, size_t width, bool at_blanks, bool strips, char *to)
{
	while (*text) {
		size_t column = 0;
		size_t blank = 0;
		size_t n = 0;

		while (text[n] && text[n] != '\n') {
			column = text[n] == '\t' ? (column / 8 + 1) * 8 : column + 1;
			if (column > width)
				break;
			n++;
			if (text[n - 1] == ' ')
				blank = n;
		}
		if (text[n] && text[n] != '\n' && at_blanks && blank)
			n = blank;
		memcpy(to, text, n);
		to += n;
		if (strips && n && to[-1] == ' ')
			to--;
		text += n;
		text += *text == '\n';
		*to++ = '\n';
	}
	*to = '\0';
}

static struct hw_text file_of(struct dump *d, const struct hw_device *device,
			      const char *top, const char *name)
{
	char path[256];
	struct hw_text text = HW_NO_TEXT;

	(void)snprintf(path, sizeof(path), "%s/bus/pci/devices/%.*s/%s", top,
		       HW_TEXT_ARG(device->name), name);
	(void)hw_root_read(d->root, path, &d->arena, &text);
	return text;
}

static struct hw_text behind_names(struct hw_text told)
{
	while (hw_text_starts(told, HW_TEXT("name\t")))
		hw_text_cut(&told, '\n');
	return told;
}

/* `names`: the names, too. */
static void assert_same(struct dump *is, struct dump *d, const struct hw_device *a,
			const struct hw_device *b, bool names)
{
	static const char *const files[][2] = {
		{"sys", "uevent"},	   {"sys", "revision"},
		{"sys", "max_link_width"}, {"sys", "current_link_width"},
		{"hwalias/sys", "told"},
	};

	assert_true(hw_text_eq(a->id, b->id) && hw_text_eq(a->driver, b->driver));
	assert_int_equal(a->driver_known, b->driver_known);
	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++) {
		struct hw_text was = file_of(is, a, files[i][0], files[i][1]);
		struct hw_text now = file_of(d, b, files[i][0], files[i][1]);

		if (!names) {
			was = behind_names(was);
			now = behind_names(now);
		}
		if (!hw_text_eq(was, now))
			fail_msg("'%.*s' instead of '%.*s'", HW_TEXT_ARG(now),
				 HW_TEXT_ARG(was));
	}
}

/* The same as it was printed, and as a mail or a terminal has broken its lines. */
static void test_wrapped(void **state)
{
	static const char *const printed[] = {
		/* -nnk, with details that take three lines */
		"00:00.0 Host bridge [0600]: Intel Corporation 8th Gen Core Processor "
		"Host Bridge/DRAM Registers [8086:3ec4] (rev 07)\n"
		"\tSubsystem: Lenovo 8th Gen Core Processor Host Bridge/DRAM Registers "
		"[17aa:225d]\n"
		"\tKernel driver in use: skl_uncore\n"
		"00:14.3 Network controller [0280]: Intel Corporation Cannon Lake PCH "
		"CNVi WiFi [8086:a370] (rev 10)\n"
		"\tSubsystem: Intel Corporation Wireless-AC 9560 [8086:0030]\n"
		"\tKernel modules: iwlwifi\n"
		"00:1f.3 Audio device [0403]: Intel Corporation Cannon Lake PCH cAVS "
		"[8086:a348] (rev 10)\n"
		"\tSubsystem: Lenovo Cannon Lake PCH cAVS [17aa:225d]\n"
		"\tKernel driver in use: snd_hda_intel\n"
		"\tKernel modules: snd_hda_intel, snd_soc_skl, snd_sof_pci_intel_cnl\n"
		"01:00.0 Ethernet controller [0200]: Mellanox Technologies MT28800 "
		"Family [ConnectX-5 Ex] [15b3:1019]\n"
		"\tSubsystem: Mellanox Technologies ConnectX-5 Ex EN network interface "
		"card, 100GbE dual-port QSFP28, PCIe4.0 x16, tall bracket; MCX516A-CDAT "
		"[15b3:0008]\n"
		"\tKernel driver in use: mlx5_core\n"
		"\tKernel modules: mlx5_core\n"
		"03:03.0 Non-Volatile memory controller [0108]: Shenzhen Longsys "
		"Electronics Co., Ltd. SM2263EN/SM2263XT-based OEM SSD [1d97:2263] (rev "
		"16)\n"
		"\tKernel driver in use: nvme\n",
		/* -nnmm */
		"00:00.0 \"Host bridge [0600]\" \"Intel Corporation [8086]\" \"8th Gen "
		"Core Processor Host Bridge/DRAM Registers [3ec4]\" -r07 \"Lenovo "
		"[17aa]\" \"Device [225d]\"\n"
		"01:00.0 \"Ethernet controller [0200]\" \"Mellanox Technologies [15b3]\" "
		"\"MT28800 Family [ConnectX-5 Ex] [1019]\" \"Mellanox Technologies "
		"[15b3]\" \"ConnectX-5 Ex EN network interface card [0008]\"\n",
		/* -vmmnnk */
		"Slot:\t01:00.0\nClass:\tEthernet controller [0200]\n"
		"Vendor:\tMellanox Technologies [15b3]\n"
		"Device:\tMT28800 Family [ConnectX-5 Ex] of a name that goes on [1019]\n"
		"SVendor:\tMellanox Technologies [15b3]\n"
		"SDevice:\tConnectX-5 Ex EN network interface card, 100GbE dual-port "
		"QSFP28, PCIe4.0 x16, tall bracket; MCX516A-CDAT [0008]\n"
		"Driver:\tmlx5_core\nModule:\tmlx5_core\n\n",
		/* -vvv */
		"00:1f.6 Ethernet controller: Intel Corporation Ethernet Connection (7) "
		"I219-LM of Cannon Lake (rev 10)\n"
		"\tSubsystem: Lenovo Ethernet Connection (7) I219-LM of Cannon Lake\n"
		"\t\tDevCtl:\tCorrErr- NonFatalErr- FatalErr- UnsupReq- "
		"RlxdOrd+ ExtTag- PhantFunc-\n"
		"\t\tLnkCap:\tPort #8, ASPM L0s L1, Exit Latency L0s unlimited, "
		"Speed 8GT/s, Width x4\n"
		"\t\tLnkSta:\tSpeed 2.5GT/s (downgraded), and more words, Width x1\n"
		"\tKernel driver in use: e1000e\n",
	};
	struct dump is = {0};
	struct dump *d = *state;
	static char text[4096];

	for (size_t i = 0; i < HW_ARRAY_SIZE(printed); i++)
		for (size_t width = 50; width <= 90; width++)
			for (size_t how = 0; how < 3; how++) {
				dump_open_one(&is, printed[i]);
				wrap(printed[i], width, how, how == 2, text);
				dump_open_one(d, text);
				dump_assert_warnings(d, 0);
				assert_int_equal(d->list.n, is.list.n);
				for (size_t j = 0; j < is.list.n; j++)
					assert_same(&is, d, &is.list.v[j], &d->list.v[j],
						    how != 0);
			}
	dump_close(&is);
}

/* What is broken otherwise is not known, and another text behind the longest line is no
 * part of it. */
static void test_broken(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:1f.6 Ethernet controller [0200]: Intel X [8086:15bb] (rev\n"
			 "10)\n"
			 "00:1f.7 Ethernet controller [0200]: Intel Ethernet Connection "
			 "of a long name [8086:15bb]\n");
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:1f.6/revision", NULL);
	dump_assert_file(d, "sys/bus/pci/devices/0000:00:1f.7/revision", "0x00\n");
	/* the lines of the driver may be those of the device before the others */
	dump_open_one(d, "00:1f.6 Ethernet controller [0200]: Intel X [8086:15bb]\n"
			 "\tSubsystem: Lenovo of a name that goes on, and on, and on\n"
			 "one\ntwo [17aa:225d]\n"
			 "\tKernel driver in use: e1000e\n"
			 "00:1f.7 Ethernet controller [0200]: Intel X [8086:15bb]\n"
			 "\tKernel driver in use: e1000e\n"
			 "\tKernel modules: e1000e\n");
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d000015BBsv*sd*bc02sc00i*", NULL);
	dump_open_one(d, "00:1f.6 Ethernet controller [0200]: Intel X [8086:15bb]\n"
			 "\tKernel driver in use: e1000e\n"
			 "\tKernel modules: e1000e, one_of_a_name_that_goes_on\n"
			 "thanks\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:1f.6/told",
			 "name\tsubclass\tdump\tEthernet controller\n"
			 "name\tdevice\tdump\tIntel X\n"
			 "tables\ncandidate\te1000e\n"
			 "candidate\tone_of_a_name_that_goes_on\n");
	/* tabs that are shown as something else: details, and no rest of a line */
	dump_open_one(
		d, "00:1f.6 Ethernet controller [0200]: Intel X [8086:15bb]\n"
		   "\xe2\x86\x92   Subsystem: Lenovo of a name that goes on [17aa:225d]\n"
		   "\xe2\x86\x92   Kernel driver in use: e1000e\n"
		   "00:1f.7 Ethernet controller [0200]: Intel X [8086:15bc]\n"
		   "\\tSubsystem: Lenovo of a name that goes on [17aa:225d]\n"
		   "\\tKernel driver in use: e1000e\n");
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d000015BBsv*sd*bc02sc00i*", NULL);
	dump_assert_device(d, "pci:0000:00:1f.7",
			   "pci:v00008086d000015BCsv*sd*bc02sc00i*", NULL);
}

/* A terminal or an editor cut the names off; what the lines still tell is read, and the
 * next line is none of theirs. */
static void test_cut(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d, "00:1c.0 PCI bridge [0604]: Intel Corporation Chipset Family PCI "
		   "Exp...\n"
		   "\tSubsystem: Dell Chipset Family PCI Exp... [1028:8414]\n"
		   "\tKernel driver in use: pcieport\n"
		   "00:1d.0 PCI bridge [0604]: Intel Corporation Root Port #1 "
		   "[8086:a1...\n"
		   "\tSubsystem: Dell Device with a name of more than forty letters "
		   "[1028:8\xe2\x80\xa6\n"
		   "01:00.0 VGA compatible controller [0300]: NVIDIA [GeFor\xe2\x80\xa6\n"
		   "\tSubsystem: ASUSTeK GP104 [GeForce GTX 1080] [1043:85aa]\n"
		   "02:00.0 Ethernet controller [0200]: Intel Corporation I2...\n"
		   "03:00.0 Ethernet controller [0200]: Intel [8086:15b8] (rev 21)\n");
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 5);
	assert_int_equal(d->facts.without_ids, 4);
	dump_assert_device(d, "pci:0000:00:1c.0",
			   "pci:v*d*sv00001028sd00008414bc06sc04i*", "pcieport");
	dump_assert_device(d, "pci:0000:00:1d.0",
			   "pci:v00008086d*sv00001028sd*bc06sc04i*", "");
	dump_assert_device(d, "pci:0000:01:00.0",
			   "pci:v*d*sv00001043sd000085AAbc03sc00i*", "");
	dump_assert_device(d, "pci:0000:02:00.0",
			   "pci:v*d*sv00000000sd00000000bc02sc00i*", "");
	dump_assert_device(d, "pci:0000:03:00.0",
			   "pci:v00008086d000015B8sv*sd*bc02sc00i*", NULL);
}

static void test_malformed(void **state)
{
	static const char *const lines[] = {
		"Here is the output you asked for:",
		"10: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
		"00: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
		"00:1f.9 Ethernet controller [0200]: Intel [8086:156f]",
		"00:1f.6",
		"00:02.0 \"one\" \"two\"",
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++) {
		char text[256];

		snprintf(text, sizeof(text),
			 "00:00.0 Host bridge [0600]: Intel [8086:191f]\n\n%s\n",
			 lines[i]);
		dump_open_one(d, text);
		if (d->warnings.count < 1)
			fail_msg("'%s' was taken", lines[i]);
		assert_string_equal(d->warnings.first->code, "dump-malformed");
		dump_assert_text(d->warnings.first->path, "a");
		assert_int_equal(d->warnings.first->line, 3);
		dump_find(d, "pci:0000:00:00.0");
	}
}

#define TEST(function)                                                                   \
	cmocka_unit_test_setup_teardown(function, dump_setup, dump_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nnk),		 TEST(test_nn),
		TEST(test_verbose),	 TEST(test_modules),
		TEST(test_told_names),	 TEST(test_excerpt),
		TEST(test_no_driver),	 TEST(test_names),
		TEST(test_ids_in_names), TEST(test_left_out),
		TEST(test_machine),	 TEST(test_without_subsystems),
		TEST(test_vmm),		 TEST(test_vm),
		TEST(test_slots),	 TEST(test_bytes),
		TEST(test_cut_within),	 TEST(test_malformed),
		TEST(test_vmm_wrapped),	 TEST(test_wrapped),
		TEST(test_broken),	 TEST(test_cut),
		TEST(test_vmm_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
