// SPDX-License-Identifier: GPL-2.0-or-later
/* What a file is, several as one machine, archives, and what somebody may send. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/dump.h"
#include "tests/lib/tree.h"

static const char lspci[] = "00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
			    "\tKernel driver in use: e1000e\n";
static const char lsusb[] = "Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Receiver\n";

static int open_texts(struct dump *d, const struct hw_text *texts, size_t n)
{
	static const char *const names[] = {"a", "b", "c"};

	dump_close(d);
	return hw_dump_open_texts(texts, names, n, &d->arena, &d->warnings, &d->root,
				  &d->facts, &d->error);
}

static int open_text(struct dump *d, struct hw_text text)
{
	return open_texts(d, &text, 1);
}

/* Several outputs in one file: a paste of a whole terminal. */
static void test_mixed(void **state)
{
	static const char paste[] =
		"user@host:~$ lspci -nnk\n"
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"\tKernel driver in use: e1000e\n"
		"user@host:~$ lsusb\n"
		"Bus 001 Device 005: ID 046d:c52b Logitech, Inc.\n"
		"user@host:~$ lsmod\n"
		"Module                  Size  Used by\n"
		"e1000e                286720  0\n"
		"user@host:~$ dmesg | tail -1\n"
		"[    5.123456] e1000e 0000:00:1f.6 eth0: up\n";
	struct dump *d = *state;

	dump_open_one(d, paste);
	dump_assert_warnings(d, 0);
	dump_assert_text(d->facts.formats, "lspci, lsusb, lsmod, kernel log");
	assert_true(d->facts.drivers && d->facts.modules && d->facts.log);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv*sd*bc02sc00i*", "e1000e");
	dump_assert_device(d, "usb:bus1-dev5", NULL, NULL);
	dump_assert_file(d, "proc/modules", "e1000e 286720 0 - Live 0x0\n");
	/* the tenth line is the tenth */
	dump_assert_file(d, "var/log/dmesg",
			 "\n\n\n\n\n\n\n\n\n"
			 "[    5.123456] e1000e 0000:00:1f.6 eth0: up\n");
}

/* As mails, trackers and terminals wrap it: all the same. */
static void test_wrapped(void **state)
{
	static const char *const wrapped[] = {
		"Hello,\n\n> 00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		">\n> \tKernel driver in use: e1000e\n",
		"> > 00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"> > \tKernel driver in use: e1000e\n",
		">>00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		">>\tKernel driver in use: e1000e\n",
		"    00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"    \tKernel driver in use: e1000e\n",
		"```\n00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"\tKernel driver in use: e1000e\n```\n",
		"```text\r\n[me@host ~]$ sudo lspci -nnk\r\n"
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\r\n"
		"\tKernel driver in use: e1000e\r\n```\r\n",
		"root@host:~# lspci -nnk\n"
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"\tKernel driver in use: e1000e\n",
		/* colours and links */
		"00:1f.6 Ethernet controller [\x1b[1;31m0200\x1b[0m]: Intel X "
		"\x1b]8;;https://x\x1b\\[8086:156f]\x1b]8;;\a\n"
		"\tKernel driver in use: e1000e\n",
		/* web pages */
		"<pre><code>00:1f.6 Ethernet controller [0200]: Intel&nbsp;X "
		"&quot;Y&quot; "
		"[8086:156f]<br/>\n\tKernel driver in use: e1000e</code></pre>\n",
		"00:1f.6\xc2\xa0"
		"Ethernet\xc2\xa0"
		"controller [0200]: Intel X [8086:156f]\n"
		"\xc2\xa0\xc2\xa0Kernel driver in use: e1000e\n",
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"Kernel driver in use: e1000e\n",
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n\n"
		"\tDeviceName: x\n\n\tKernel driver in use: e1000e\n\n"
		"\tKernel modules: e1000e\n\n",
		/* a mail of 72 columns */
		"00:1f.6 Ethernet controller [0200]: Intel (I219) X\n[8086:156f]\n"
		"\tKernel driver in use: e1000e\n",
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n(rev 21)\n"
		"\tKernel driver in use: e1000e\n",
		/* windows, and what is copied out of them */
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\r\r\n"
		"\tKernel driver in use: e1000e\r\r\n",
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]      \n"
		"\tKernel driver in use: e1000e                              \n",
		/* numbers, bullets, journals */
		"  1\t00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"  2\t\tKernel driver in use: e1000e\n",
		"12: 00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"13: \tKernel driver in use: e1000e\n",
		"| 00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"| \tKernel driver in use: e1000e\n",
		"Nov 21 07:11:05 host x[1]: 00:1f.6 Ethernet controller [0200]: Intel X "
		"[8086:156f]\n"
		"Nov 21 07:11:05 host x[1]: \tKernel driver in use: e1000e\n",
		/* brackets of Markdown and of web pages */
		"00:1f.6 Ethernet controller \\[0200\\]: Intel X \\[8086:156f\\]\n"
		"\tKernel driver in use: e1000e\n",
		"00:1f\\.6 Ethernet controller \\[0200\\]\\: Intel X \\[8086:156f\\]\n"
		"\tKernel driver in use: e1000e\n",
		"00:1f.6 Ethernet controller &#91;0200&#93;: Intel X "
		"&#x5b;8086:156f&#x5D;\n"
		"\tKernel driver in use: e1000e\n",
		/* lines that end in a carriage return alone */
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\r"
		"\tKernel driver in use: e1000e\r",
	};
	struct dump *d = *state;
	struct hw_text wide;

	for (size_t i = 0; i < HW_ARRAY_SIZE(wrapped); i++) {
		dump_open_one(d, wrapped[i]);
		/* a greeting is no line of lspci */
		dump_assert_warnings(d, i ? 0 : 1);
		dump_assert_text(d->facts.formats, "lspci");
		assert_int_equal(d->list.n, 1);
		dump_assert_device(d, "pci:0000:00:1f.6",
				   "pci:v00008086d0000156Fsv*sd*bc02sc00i*", "e1000e");
	}
	/* lines are those of the file */
	dump_open_one(d,
		      "> 00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n>\n"
		      "> \tKernel driver in use: e1000e\n>\n> what\n>\n> is this\n>\n");
	dump_assert_warnings(d, 2);
	assert_int_equal(d->warnings.first->line, 5);
	/* UTF-16, as Windows has it */
	wide = HW_TEXT("\xff\xfe"
		       "0\0"
		       "0\0:\0"
		       "1\0f\0.\0"
		       "6\0 \0"
		       "0\0"
		       "2\0"
		       "0\0"
		       "0\0:\0 \0"
		       "8\0"
		       "0\0"
		       "8\0"
		       "6\0:\0"
		       "1\0"
		       "5\0"
		       "6\0f\0\r\0\n\0");
	dump_open(d, &wide, 1);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv*sd*bc02sc00i*", NULL);
	/* a tree is indented by itself, and stays so */
	dump_open_one(
		d, "    /:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=x/2p, 480M\n"
		   "        |__ Port 4: Dev 5, If 0, Class=Hub, Driver=hub/4p, 480M\n");
	dump_assert_warnings(d, 0);
	assert_non_null(dump_find(d, "usb:1-4"));
	dump_open_one(d,
		      "> /:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=x/2p, 480M\n"
		      ">     |__ Port 4: Dev 5, If 0, Class=Hub, Driver=hub/4p, 480M\n"
		      ">         |__ Port 2: Dev 6, If 0, Class=Video, Driver=a, 480M\n");
	dump_assert_warnings(d, 0);
	assert_non_null(dump_find(d, "usb:1-4.2"));
	dump_open_one(d, "> {\n>   \"schema\": \"hwalias.report\",\n>   \"devices\": [\n"
			 ">     {\"id\": \"pci:0000:00:1f.6\", \"subsystem\": \"pci\",\n"
			 ">      \"syspath\": \"/sys/devices/pci0000:00/0000:00:1f.6\"}\n"
			 ">   ]\n> }\n");
	dump_assert_warnings(d, 0);
	assert_non_null(dump_find(d, "pci:0000:00:1f.6"));
}

/* Markdown's escapes, in a text that has them; a backslash of the text's own stays. */
static void test_escaped(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "00:14.0 USB controller [0c03]: Intel X [8086:a36d]\n"
			 "\tKernel driver in use: xhci\\_hcd\n"
			 "\tKernel modules: xhci\\_pci\\_x, y\\-z\n");
	dump_assert_warnings(d, 0);
	dump_assert_device(d, "pci:0000:00:14.0",
			   "pci:v00008086d0000A36Dsv*sd*bc0Csc03i*", "xhci_hcd");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:14.0/told",
			 "name\tsubclass\tdump\tUSB controller\n"
			 "name\tdevice\tdump\tIntel X\n"
			 "tables\ncandidate\txhci_pci_x\ncandidate\ty-z\n");
	dump_open_one(d, "[    1.000000] acpi: \\_SB_.PCI0: x\n"
			 "[    1.100000] e1000e 0000:00:1f.6: \\* x\n");
	dump_assert_file(d, "var/log/dmesg",
			 "[    1.000000] acpi: \\_SB_.PCI0: x\n"
			 "[    1.100000] e1000e 0000:00:1f.6: \\* x\n");
}

/* An answer, what it quotes, and what that quotes: each by its own level. */
static void test_quote_levels(void **state)
{
	static const char card[] =
		"00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
		"@\tKernel driver in use: e1000e\n";
	static const char cameras[] =
		"Bus 001 Device 002: ID 1d6b:0002 Linux Foundation 2.0 root hub\n"
		"@Bus 001 Device 004: ID 04f2:b61e Chicony Camera\n"
		"@Bus 001 Device 003: ID 06cb:009a Synaptics Reader\n";
	static const char *const levels[][2] = {
		{"", "> "}, {"> ", ""},	   {"> ", "> > "}, {"> > ", "> "},
		{">", ""},  {">> ", "> "}, {"", ">>> "},   {"> ", ">> "},
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(levels); i++) {
		const char *const parts[] = {card, cameras};
		char text[2048];
		size_t n = 0;

		for (size_t j = 0; j < 2; j++) {
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%s",
					      levels[i][j]);
			for (const char *c = parts[j]; *c; c++)
				n += (size_t)snprintf(text + n, sizeof(text) - n, "%.*s",
						      *c == '@' ? 8 : 1,
						      *c == '@' ? levels[i][j] : c);
		}
		dump_open_one(d, text);
		dump_assert_warnings(d, 0);
		dump_assert_text(d->facts.formats, "lspci, lsusb");
		dump_assert_device(d, "pci:0000:00:1f.6",
				   "pci:v00008086d0000156Fsv*sd*bc02sc00i*", "e1000e");
		assert_int_equal(d->list.n, 4);
	}
}

/* A snapshot and what it lacks. */
static void test_snapshot(void **state)
{
	const struct hw_text texts[] = {
		HW_TEXT("[    5.123456] e1000e 0000:00:1f.6 eth0: up\n"),
		HW_TEXT("hwalias-snapshot 1\n"
			"sys/devices/a/modalias = pci:v00008086\n"
			"sys/devices/b/ ! EACCES\n"
			"sys/file @ 2\n"
			"|2 text\n"
			"bad line\n")};
	struct dump *d = *state;

	assert_int_equal(open_texts(d, texts, 2), 0);
	dump_assert_warnings(d, 1);
	dump_assert_text(d->facts.formats, "snapshot, kernel log");
	assert_true(!d->facts.is_dump && d->facts.log);
	dump_assert_file(d, "sys/file", "\ntext\n");
	dump_scan(d);
	dump_assert_device(d, "pci:a", "pci:v00008086", NULL);
	assert_int_equal(open_texts(d, texts + 1, 1), 0);
	assert_false(d->facts.is_dump || d->facts.log || d->facts.tables);
	assert_true(d->facts.drivers);
	assert_int_equal(open_text(d, HW_TEXT("hwalias-snapshot 99\n")), -ENOTSUP);
	dump_assert_text(d->error, "cannot read 'a': a newer hwalias wrote it");
	/* quoted in a mail, behind lines that say something else, or nothing */
	assert_int_equal(
		open_text(d, HW_TEXT("\n\nThe file begins with 'hwalias-snapshot 1':\n"
				     "\n"
				     "> hwalias-snapshot 1\n"
				     "> sys/devices/a/modalias = pci:v00008086\n"
				     "> # end\n")),
		0);
	dump_assert_text(d->facts.formats, "snapshot");
	dump_assert_file(d, "sys/devices/a/modalias", "pci:v00008086\n");
}

/* What tools tell of a device that a snapshot has is told of that one; a file that could
 * not be read then has its text. */
static void test_snapshot_joined(void **state)
{
	const struct hw_text texts[] = {
		HW_TEXT("Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Receiver\n"
			"Device Descriptor:\n"
			"  bcdUSB               2.00\n"
			"  bcdDevice           12.11\n"),
		HW_TEXT("00:1f.6 Ethernet controller [0200]: Intel X [8086:156f]\n"
			"\tKernel driver in use: e1000e\n"
			"\t\tLnkSta:\tSpeed 8GT/s, Width x2\n"),
		HW_TEXT("[    5.123456] e1000e 0000:00:1f.6 eth0: up\n"),
		HW_TEXT("hwalias-snapshot 1\n"
			"hwalias/kernel-log ! EPERM\n"
			"sys/bus/pci/devices/0000:00:1f.6 -> "
			"../../../devices/pci0000:00/0000:00:1f.6\n"
			"sys/bus/usb/devices/1-4 -> ../../../devices/usb1/1-4\n"
			"sys/devices/pci0000:00/0000:00:1f.6/uevent :\n"
			"|DRIVER=e1000e\n"
			"sys/devices/pci0000:00/0000:00:1f.6/modalias = pci:v00008086\n"
			"sys/devices/pci0000:00/0000:00:1f.6/subsystem -> "
			"../../../bus/pci\n"
			"sys/devices/usb1/1-4/uevent :\n"
			"|DEVTYPE=usb_device\n"
			"|BUSNUM=001\n"
			"|DEVNUM=005\n"
			"sys/devices/usb1/1-4/subsystem -> ../../../bus/usb\n")};
	struct dump *d = *state;

	dump_open(d, texts, 4);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 2);
	dump_assert_device(d, "pci:0000:00:1f.6", "pci:v00008086", "e1000e");
	dump_assert_file(d, "sys/devices/pci0000:00/0000:00:1f.6/current_link_width",
			 "2\n");
	dump_assert_device(d, "usb:1-4", NULL, "");
	dump_assert_file(d, "sys/devices/usb1/1-4/bcdDevice", "1211\n");
	dump_assert_file(d, "hwalias/kernel-log",
			 "[    5.123456] e1000e 0000:00:1f.6 eth0: up\n");
	assert_true(d->facts.log && d->facts.places && !d->facts.is_dump);
}

/* Two machines cannot be one. */
static void test_two_machines(void **state)
{
	const struct hw_text texts[] = {HW_TEXT("hwalias-snapshot 1\nsys/a = 1\n"),
					HW_TEXT("hwalias-snapshot 1\nsys/b = 1\n")};
	static const char *const paths[] = {"/usr", "b"};
	struct dump *d = *state;

	assert_int_equal(open_texts(d, texts, 2), -EEXIST);
	dump_assert_text(d->error, "cannot join 'a' and 'b': each is a whole machine; "
				   "'hwalias diff' compares two");
	assert_int_equal(hw_root_open_any(paths, 2, -1, &d->arena, &d->warnings, &d->root,
					  &d->facts, &d->error),
			 -EINVAL);
	dump_assert_text(d->error, "cannot join the directory '/usr' and 'b': an archive "
				   "of it (tar) can be joined");
}

static void test_unknown(void **state)
{
	const struct hw_text texts[] = {
		HW_TEXT(""),
		HW_TEXT("\n\n\n"),
		HW_TEXT("Dear developers,\nmy card does not work.\n"),
		HW_TEXT("\0\0\0\0"),
		HW_TEXT("{\"schema\": 1}"),
		HW_TEXT("\x7f"
			"ELF"),
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		assert_int_equal(open_text(d, texts[i]), -EINVAL);
		dump_assert_text(d->error,
				 texts[i].n
					 ? "cannot read 'a': its content is of no known "
					   "format"
					 : "cannot read 'a': it is empty");
	}
}

/* A long report counts devices, which is said once with the line. */
static void test_counted(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "Hardware report: X\n"
			 "Kernel: 6.1.0-13-amd64 x86_64\n"
			 "Devices: 1 PCI, 11 on other buses\n"
			 "\nPCI (1)\n-------\n\n"
			 "00:1f.6  Ethernet controller [0200]: Intel X [8086:156f]\n"
			 "    driver     e1000e (bound)\n"
			 "\nOther buses (11)\n----------------\n\n"
			 "acpi: 6 devices; drivers: ac\n"
			 "cpu: 5 devices\n");
	dump_assert_warnings(d, 2);
	assert_int_equal(d->warnings.count, 1);
	assert_int_equal(d->warnings.first->line, 14);
	assert_true(hw_text_starts(d->warnings.first->message,
				   HW_TEXT("the report counts the devices of a bus")));
}

/* A report for people: what it wraps is one line, prose is no device. */
static void test_for_people(void **state)
{
	static const char report[] =
		"# Hardware report: X\n"
		"- **Kernel:** 6.1.0-13-amd64 x86_64 #&#8203;1 SMP\n"
		"- **Report:** hwalias 0.1.0, pci.ids 2023.04.10; privacy:\n"
		"  public (no serial numbers)\n"
		"\nNo driver is bound: module e1000e claims this device by\n"
		"pci:v00008086d000015B8sv*, but is kept away.\n\n"
		"## PCI (3)\n\n```text\n"
		"00:1f.6, 00:1f.7 (2 alike)  Ethernet controller [0200]: Intel X [0000]\n"
		"    Y [8086:156f] (rev 21)\n"
		"    subsystem  Dell [1028:06e4]\n"
		"    driver     e1000e (module a) (bound), see problem 1\n"
		"    modules    e1000e (loaded), b (blocked by /etc/x.conf:1: install\n"
		"        b /bin/false, c (d)), e (available)\n"
		"00:1f.5  Serial bus controller [0c80]: Z [8086:a324] - driver: none "
		"(unclaimed)\n"
		"```\n\n## USB (2)\n\n```text\n"
		"1-3  USB device [ef]: Webcam [046d:0825] - driver: usb (module "
		"usbcore)\n"
		"  1-3:1.0  Video [0e]: uvcvideo; modules: uvcvideo (loaded)\n"
		"```\n\nacpi, 1 device\nacpi:PNP0C0A:00  battery [PNP0C0A]: battery\n"
		"\ndmi, 1 device\ndmi:id: none (driverless)\n";
	struct dump *d = *state;

	dump_open_one(d, report);
	dump_assert_warnings(d, 0);
	dump_assert_text(d->facts.formats, "hwalias report (Markdown)");
	for (int i = 6; i <= 7; i++) {
		char id[] = "pci:0000:00:1f.6";

		id[strlen(id) - 1] = (char)('0' + i);
		dump_assert_device(d, id,
				   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i*",
				   "e1000e");
	}
	dump_assert_device(d, "pci:0000:00:1f.5",
			   "pci:v00008086d0000A324sv00000000sd00000000bc0Csc80i*", "");
	dump_assert_device(d, "usb:1-3:1.0", "usb:v046Dp0825d*dcEFdsc*dp*ic0Eisc*ip*in00",
			   "uvcvideo");
	dump_assert_device(d, "acpi:PNP0C0A:00", "acpi:PNP0C0A:*", "battery");
	dump_assert_device(d, "dmi:id", NULL, "");
	dump_assert_file(d, "proc/sys/kernel/osrelease", "6.1.0-13-amd64\n");
	dump_assert_file(d, "hwalias/privacy", "public\n");
	dump_assert_file(d, "hwalias/sys/bus/pci/devices/0000:00:1f.6/told",
			 "name\tsubclass\tdump\tEthernet controller\n"
			 "name\tdevice\tdump\tIntel X [0000] Y\n"
			 "name\tsubsystem\tdump\tDell\n"
			 "tables\ncandidate\te1000e\ncandidate\tb\ncandidate\te\n");
}

/* A row of the program's own table that is cut off is alone in memory, too, and is left
 * out: none of its cells is known to be whole. */
static void test_short_row(void **state)
{
	static const char table[] =
		"DEVICE            ID      DRIVER        MODALIAS\n"
		"acpi:PNP0303:00   PNP0303               acpi:PNP0303:\n"
		"acpi:PNP0501:00   PNP";
	char *copy = malloc(sizeof(table) - 1);
	const struct hw_text text = {copy, sizeof(table) - 1};
	struct dump *d = *state;

	assert_non_null(copy);
	memcpy(copy, table, text.n);
	dump_open(d, &text, 1);
	dump_assert_device(d, "acpi:PNP0303:00", "acpi:PNP0303:", NULL);
	assert_int_equal(d->list.n, 1);
	free(copy);
}

/* Nothing is read behind a text that ends where a mark could: each is alone in memory. */
static void test_ends_early(void **state)
{
	static const char *const texts[] = {"<",  "<1",	  "<123", "<1234", "[",	  "[ 1",
					    "E:", "Bus ", "00:",  "{",	   "\x1f"};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		size_t n = strlen(texts[i]);
		char *copy = malloc(n);

		assert_non_null(copy);
		memcpy(copy, texts[i], n);
		assert_int_not_equal(open_text(d, (struct hw_text){copy, n}), 0);
		free(copy);
	}
}

/* Lines with a NUL or without an end are left out with a warning. */
static void test_bad_lines(void **state)
{
	static const char nul[] = "00:02.0 VGA [0300]: a\0b [8086:1912]\n";
	const size_t size = HW_DUMP_LINE_MAX + 1;
	struct dump *d = *state;
	char *text = malloc(size + 256);
	size_t n = strlen(lspci);

	assert_non_null(text);
	memcpy(text, lspci, n);
	memcpy(text + n, nul, sizeof(nul) - 1);
	n += sizeof(nul) - 1;
	memset(text + n, 'x', size);
	n += size;
	text[n++] = '\n';
	dump_close(d);
	assert_int_equal(open_text(d, (struct hw_text){text, n}), 0);
	dump_scan(d);
	dump_assert_warnings(d, 2);
	assert_int_equal(d->warnings.first->line, 3);
	assert_int_equal(d->warnings.first->next->line, 4);
	assert_int_equal(d->list.n, 1);
	free(text);
}

/* Any dump, cut off anywhere, is read or refused. */
static void test_cut(void **state)
{
	struct dump *d = *state;
	char all[1024];
	size_t n;

	snprintf(all, sizeof(all), "%s%sP: /devices/a/b\nE: SUBSYSTEM=pci\n%s", lspci,
		 lsusb, "[    5.123456] x\nModule  Size  Used by\nx 1 0\n");
	n = strlen(all);
	for (size_t cut = 0; cut <= n; cut++) {
		struct hw_text text = {malloc(cut ? cut : 1), cut};
		int err;

		memcpy((void *)(uintptr_t)text.s, all, cut);
		err = open_text(d, text);
		assert_true(err == 0 || err == -EINVAL);
		if (!err)
			dump_scan(d);
		free((void *)(uintptr_t)text.s);
	}
}

static void test_paths(void **state)
{
	struct dump *d = *state;
	struct tree t;
	char path[2][PATH_MAX];
	const char *paths[2] = {path[0], path[1]};
	int fd;

	tree_make(&t);
	tree_file(&t, "one", lspci);
	tree_file(&t, "two", lsusb);
	tree_file(&t, "tree/sys/devices/a/modalias", "pci:v00008086\n");
	tree_file(&t, "folder/one", lspci);
	/* a folder of dumps, in either place */
	for (size_t i = 0; i < 2; i++) {
		snprintf(path[i], PATH_MAX, "%s/folder", t.path);
		snprintf(path[!i], PATH_MAX, "%s/two", t.path);
		assert_int_equal(hw_root_open_any(paths, 2, -1, &d->arena, &d->warnings,
						  &d->root, &d->facts, &d->error),
				 0);
		dump_assert_text(d->facts.formats, "lspci, lsusb");
		dump_close(d);
	}
	snprintf(path[0], PATH_MAX, "%s/one", t.path);
	snprintf(path[1], PATH_MAX, "%s/two", t.path);
	assert_int_equal(hw_root_open_any(paths, 2, -1, &d->arena, &d->warnings, &d->root,
					  &d->facts, &d->error),
			 0);
	dump_assert_text(d->facts.formats, "lspci, lsusb");
	assert_int_equal(hw_root_kind(d->root), HW_ROOT_SNAPSHOT);
	assert_string_equal(hw_root_path(d->root), path[0]);
	dump_close(d);
	/* standard input beside a file */
	fd = open(path[0], O_RDONLY);
	assert_true(fd >= 0);
	paths[0] = "-";
	assert_int_equal(hw_root_open_any(paths, 2, fd, &d->arena, &d->warnings, &d->root,
					  &d->facts, &d->error),
			 0);
	close(fd);
	dump_assert_text(d->facts.formats, "lspci, lsusb");
	dump_close(d);
	snprintf(path[0], PATH_MAX, "%s/tree", t.path);
	paths[0] = path[0];
	assert_int_equal(hw_root_open_any(paths, 1, -1, &d->arena, &d->warnings, &d->root,
					  &d->facts, &d->error),
			 0);
	assert_int_equal(d->facts.kind, HW_ROOT_DIRECTORY);
	assert_false(d->facts.is_dump);
	dump_close(d);
	assert_int_equal(hw_root_open_any(paths, 2, -1, &d->arena, &d->warnings, &d->root,
					  &d->facts, &d->error),
			 -EINVAL);
	assert_non_null(strstr(d->error.s, "cannot join the directory"));
	snprintf(path[0], PATH_MAX, "%s/none", t.path);
	assert_int_equal(hw_root_open_any(paths, 1, -1, &d->arena, &d->warnings, &d->root,
					  &d->facts, &d->error),
			 -ENOENT);
	tree_remove(&t);
}

/* A pipe is read to its end. */
static void test_pipe(void **state)
{
	struct dump *d = *state;
	const char *path = "-";
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], lspci, strlen(lspci)), strlen(lspci));
	close(ends[1]);
	assert_int_equal(hw_root_open_any(&path, 1, ends[0], &d->arena, &d->warnings,
					  &d->root, &d->facts, &d->error),
			 0);
	close(ends[0]);
	dump_assert_text(d->facts.formats, "lspci");
}

/* A file that is too big is refused before it is read. */
static void test_too_big(void **state)
{
	struct dump *d = *state;
	struct tree t;
	char path[PATH_MAX];
	const char *paths[] = {path};

	tree_make(&t);
	tree_file(&t, "big", "");
	snprintf(path, sizeof(path), "%s/big", t.path);
	assert_int_equal(truncate(path, (off_t)HW_FILE_MAX * 4), 0);
	assert_int_equal(hw_root_open_any(paths, 1, -1, &d->arena, &d->warnings, &d->root,
					  &d->facts, &d->error),
			 -EFBIG);
	assert_non_null(strstr(d->error.s, "it is too big"));
	tree_remove(&t);
}

/* A tar of the ustar interchange format, in memory. */
struct tar {
	char *s;
	size_t n;
};

static void tar_add(struct tar *tar, const char *path, char type, const char *link,
		    const char *content, size_t size)
{
	size_t blocks = (size + 511) / 512 * 512;
	unsigned sum = 0;
	char *h;

	tar->s = realloc(tar->s, tar->n + 512 + blocks);
	assert_non_null(tar->s);
	h = tar->s + tar->n;
	memset(h, 0, 512 + blocks);
	snprintf(h, 100, "%s", path);
	memcpy(h + 100, "0000644", 8);
	memcpy(h + 108, "0000000", 8);
	memcpy(h + 116, "0000000", 8);
	snprintf(h + 124, 12, "%011o", (unsigned)size);
	memcpy(h + 136, "00000000000", 12);
	memset(h + 148, ' ', 8);
	h[156] = type;
	snprintf(h + 157, 100, "%s", link ? link : "");
	memcpy(h + 257, "ustar\00000", 8);
	for (size_t i = 0; i < 512; i++)
		sum += (unsigned char)h[i];
	snprintf(h + 148, 8, "%06o", sum);
	if (size)
		memcpy(h + 512, content, size);
	tar->n += 512 + blocks;
}

static void tar_file(struct tar *tar, const char *path, const char *content)
{
	tar_add(tar, path, '0', NULL, content, strlen(content));
}

/* Of a path that is longer than a header has room for: GNU's, of type L. */
static void tar_long(struct tar *tar, const char *path)
{
	tar_add(tar, "././@LongLink", 'L', NULL, path, strlen(path) + 1);
	tar_file(tar, "cut", "x");
}

static bool has_warning(const struct dump *d, const char *part)
{
	for (const struct hw_warning *w = d->warnings.first; w; w = w->next)
		if (memmem(w->message.s, w->message.n, part, strlen(part)))
			return true;
	return false;
}

static int tar_open(struct dump *d, struct tar *tar)
{
	char end[1024] = {0};
	int err;

	tar->s = realloc(tar->s, tar->n + sizeof(end));
	assert_non_null(tar->s);
	memcpy(tar->s + tar->n, end, sizeof(end));
	err = open_text(d, (struct hw_text){tar->s, tar->n + sizeof(end)});
	if (!err && d->root)
		dump_scan(d);
	free(tar->s);
	*tar = (struct tar){0};
	if (err == -ENOTSUP)
		skip();
	return err;
}

/* A sys tree, wherever in the archive it is; tar's padding of attributes is cut off. */
static void test_archive(void **state)
{
	static const char *const tops[] = {"",	"./",	"host-1/",   "./a/b/",
					   "/", "a/./", ".//a///b/", "//"};
	struct dump *d = *state;
	char page[4096] = "0x8086\n";
	char config[4096] = "\x86\x80\x6f\x15\0\0\0\0\x21";

	for (size_t i = 0; i < HW_ARRAY_SIZE(tops); i++) {
		struct tar tar = {0};
		char path[128];

#define AT(p) (snprintf(path, sizeof(path), "%s%s", tops[i], p), path)
		tar_add(&tar, AT("sys/bus/pci/devices/"), '5', NULL, NULL, 0);
		tar_add(&tar, AT("sys/bus/pci/devices/0000:00:1f.6"), '2',
			"../../../devices/pci0000:00/0000:00:1f.6", NULL, 0);
		tar_file(&tar, AT("sys/devices/pci0000:00/0000:00:1f.6/uevent"),
			 "DRIVER=e1000e\nMODALIAS=pci:v00008086\n");
		tar_add(&tar, AT("sys/devices/pci0000:00/0000:00:1f.6/vendor"), '0', NULL,
			page, sizeof(page));
		tar_add(&tar, AT("sys/devices/pci0000:00/0000:00:1f.6/config"), '0', NULL,
			config, sizeof(config));
		tar_file(&tar, AT("proc/modules"), "e1000e 1 0 - Live 0x0\n");
#undef AT
		assert_int_equal(tar_open(d, &tar), 0);
		dump_assert_warnings(d, 0);
		dump_assert_text(d->facts.formats, "archive");
		assert_true(d->facts.modules && !d->facts.is_dump && !d->facts.log);
		dump_assert_device(d, "pci:0000:00:1f.6", "pci:v00008086", "e1000e");
		dump_assert_file(d, "sys/bus/pci/devices/0000:00:1f.6/vendor",
				 "0x8086\n");
		{
			struct hw_text text;

			assert_int_equal(
				hw_root_read(d->root,
					     "sys/bus/pci/devices/0000:00:1f.6/config",
					     &d->arena, &text),
				0);
			assert_int_equal(text.n, 4096);
		}
	}
}

/* Packed within /sys. */
static void test_archive_inside(void **state)
{
	struct dump *d = *state;
	struct tar tar = {0};

	tar_add(&tar, "bus/pci/devices/0000:00:1f.6", '2',
		"../../../devices/pci0000:00/0000:00:1f.6", NULL, 0);
	tar_file(&tar, "devices/pci0000:00/0000:00:1f.6/uevent",
		 "DRIVER=e1000e\nMODALIAS=pci:v00008086\n");
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_device(d, "pci:0000:00:1f.6", "pci:v00008086", "e1000e");
}

/* Links of /sys that begin at its root, as some that copy it make them. */
static void test_archive_of_absolute_links(void **state)
{
	struct dump *d = *state;
	struct tar tar = {0};

	tar_add(&tar, "/host/sys/bus/pci/devices/0000:00:1f.6", '2',
		"/sys/devices/pci0000:00/0000:00:1f.6", NULL, 0);
	tar_add(&tar, "/host/sys/devices/pci0000:00/0000:00:1f.6/driver", '2',
		"/sys/bus/pci/drivers/e1000e", NULL, 0);
	tar_file(&tar, "/host/sys/devices/pci0000:00/0000:00:1f.6/uevent",
		 "MODALIAS=pci:v00008086\n");
	/* a dump beside is of the same device */
	tar_file(&tar, "/host/lspci", lspci);
	assert_int_equal(tar_open(d, &tar), 0);
	assert_int_equal(d->list.n, 1);
	dump_assert_device(d, "pci:0000:00:1f.6", "pci:v00008086", "e1000e");
}

static void tar_tree(struct tar *tar, const char *top, const char *device)
{
	char path[128];
	char content[128];

	snprintf(path, sizeof(path), "%ssys/devices/%s/uevent", top, device);
	snprintf(content, sizeof(content), "MODALIAS=pci:v0000%s\n", device);
	tar_file(tar, path, content);
}

/* What is packed in a machine's own directories is a file of it, and stays so. */
static void test_archive_of_packed_files(void **state)
{
	static const char packed[] = "PK\3\4 and more";
	struct dump *d = *state;
	struct tar tar = {0};

	tar_tree(&tar, "a/b/", "8086");
	tar_file(&tar, "a/b/proc/config.gz", packed);
	tar_file(&tar, "a/b/sys/devices/8086/data", packed);
	tar_file(&tar, "a/b/usr/share/doc.zip", packed);
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_file(d, "proc/config.gz", packed);
	dump_assert_file(d, "sys/devices/8086/data", packed);
	dump_assert_file(d, "usr/share/doc.zip", packed);
	dump_assert_warnings(d, 0);
	/* beside these it is something that cannot be read, which is said */
	tar_tree(&tar, "", "8086");
	tar_file(&tar, "b.zip", packed);
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_warnings(d, 1);
	assert_string_equal(d->warnings.first->code, "dump-incomplete");
	assert_true(has_warning(d, "'b.zip' is left out"));
}

/* tar(1) unpacks the last one over those before. */
static void test_archive_twice(void **state)
{
	struct dump *d = *state;
	struct tar tar = {0};

	tar_file(&tar, "sys/devices/a/uevent", "MODALIAS=pci:v00008086\n");
	tar_file(&tar, "sys/devices/a/driver_override", "one\n");
	tar_file(&tar, "sys/devices/a/uevent", "MODALIAS=pci:v00008087\n");
	tar_file(&tar, "./sys/devices/a/uevent", "MODALIAS=pci:v00008088\n");
	tar_add(&tar, "sys/devices/a/driver_override", '2', "uevent", NULL, 0);
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_warnings(d, 0);
	dump_assert_device(d, "pci:a", "pci:v00008088", "");
	dump_assert_file(d, "sys/devices/a/driver_override", "MODALIAS=pci:v00008088\n");
}

/* Two trees are two machines, in whatever order they are packed, but for a copy of the
 * same one. */
static void test_archive_of_two(void **state)
{
	static const struct {
		const char *tops[2];
		const char *error;
	} pairs[] = {
		{{"a/", "b/"}, "'a:a/sys' and 'a:b/sys'"},
		{{"", "b/"}, "'a:b/sys' and 'a:sys'"},
		{{"x/", "x/old/"}, "'a:x/old/sys' and 'a:x/sys'"},
	};
	struct dump *d = *state;
	struct tar tar = {0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(pairs); i++)
		for (size_t order = 0; order < 2; order++) {
			tar_tree(&tar, pairs[i].tops[order], order ? "8087" : "8086");
			tar_tree(&tar, pairs[i].tops[!order], order ? "8086" : "8087");
			assert_int_equal(tar_open(d, &tar), -EEXIST);
			assert_non_null(strstr(d->error.s, pairs[i].error));
			assert_non_null(strstr(d->error.s, "each is a whole machine"));
			/* a copy */
			tar_tree(&tar, pairs[i].tops[order], "8086");
			tar_tree(&tar, pairs[i].tops[!order], "8086");
			assert_int_equal(tar_open(d, &tar), 0);
			dump_assert_warnings(d, 0);
			assert_int_equal(d->list.n, 1);
			/* all of the one is in the other, perhaps of another time */
			tar_tree(&tar, pairs[i].tops[order], "8086");
			tar_tree(&tar, pairs[i].tops[!order], "8086");
			tar_tree(&tar, pairs[i].tops[!order], "8087");
			assert_int_equal(tar_open(d, &tar), 0);
			dump_assert_warnings(d, 1);
			assert_string_equal(d->warnings.first->code, "hosts-differ");
			assert_int_equal(d->list.n, 2);
		}
	/* the same devices of another host */
	tar_tree(&tar, "a/", "8086");
	tar_tree(&tar, "b/", "8086");
	tar_file(&tar, "a/proc/sys/kernel/hostname", "a\n");
	tar_file(&tar, "b/proc/sys/kernel/hostname", "b\n");
	assert_int_equal(tar_open(d, &tar), -EEXIST);
}

/* A tree and what is whole as well, and what is a part of the same machine. */
static void test_archive_of_tree_and_others(void **state)
{
	static const char snapshot[] = "hwalias-snapshot 1\nsys/devices/b/uevent = x\n";
	static const char *const names[] = {"a.snap", "z.snap"};
	struct dump *d = *state;
	struct tar tar = {0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		if (i)
			tar_tree(&tar, "", "8086");
		tar_file(&tar, names[i], snapshot);
		if (!i)
			tar_tree(&tar, "", "8086");
		assert_int_equal(tar_open(d, &tar), -EEXIST);
		assert_non_null(strstr(d->error.s, "'a:sys' and 'a:"));
		assert_non_null(strstr(d->error.s, names[i]));
	}
	tar_add(&tar, "sys/bus/pci/devices/0000:00:1f.6", '2',
		"../../../devices/pci0000:00/0000:00:1f.6", NULL, 0);
	tar_file(&tar, "sys/devices/pci0000:00/0000:00:1f.6/uevent",
		 "DRIVER=e1000e\nPCI_ID=8086:156F\nMODALIAS=pci:v00008086\n");
	tar_file(&tar, "lspci", lspci);
	tar_file(&tar, "log", "[    5.123456] e1000e 0000:00:1f.6 eth0: up\n");
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_warnings(d, 0);
	dump_assert_text(d->facts.formats, "archive, lspci, kernel log");
	assert_true(d->facts.log && !d->facts.is_dump);
	assert_int_equal(d->list.n, 1);
	/* a card of another machine there */
	tar_add(&tar, "sys/bus/pci/devices/0000:00:1f.6", '2',
		"../../../devices/pci0000:00/0000:00:1f.6", NULL, 0);
	tar_file(&tar, "sys/devices/pci0000:00/0000:00:1f.6/uevent",
		 "DRIVER=e1000e\nPCI_ID=8086:15B8\nMODALIAS=pci:v00008086\n");
	tar_file(&tar, "lspci", lspci);
	assert_int_equal(tar_open(d, &tar), -EEXIST);
	assert_non_null(strstr(d->error.s, "the id of 0000:00:1f.6"));
}

/* Dumps of two machines, a folder each. */
static void test_archive_of_two_reports(void **state)
{
	static const char *const files[] = {"proc/sys/kernel/osrelease", "etc/machine-id",
					    "proc/version"};
	struct dump *d = *state;
	struct tar tar = {0};
	char path[64];

	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++) {
		tar_file(&tar, "web/lspci", lspci);
		tar_file(&tar, "mail1/lsusb", lsusb);
		snprintf(path, sizeof(path), "web/%s", files[i]);
		tar_file(&tar, path, "one\n");
		snprintf(path, sizeof(path), "mail1/%s", files[i]);
		tar_file(&tar, path, i ? "other\n" : "one\n");
		assert_int_equal(tar_open(d, &tar), i ? -EEXIST : 0);
		if (i)
			assert_non_null(strstr(d->error.s, "'a:mail1/"));
	}
}

/* A collection of dumps, as support tools pack them. */
static void test_archive_of_dumps(void **state)
{
	struct dump *d = *state;
	struct tar tar = {0};

	tar_file(&tar, "logs/lspci_all", lspci);
	tar_file(&tar, "logs/lsusb", lsusb);
	tar_file(&tar, "README", "nothing of interest\n");
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 2);
	dump_assert_text(d->facts.formats, "lspci, lsusb");
}

/* sos(1) has a part of sys, files of the machine, and texts with a modalias in them. */
static void test_archive_of_a_report(void **state)
{
	struct dump *d = *state;
	struct tar tar = {0};

	tar_file(&tar, "sosreport-x/sys/class/net/eth0/speed", "1000\n");
	tar_file(&tar, "sosreport-x/sys/bus/pci/slots/1/address", "0000:00:1f\n");
	tar_file(&tar, "sosreport-x/sos_commands/usb/lsusb", lsusb);
	tar_file(&tar, "sosreport-x/sos_commands/pci/lspci_-nnk", lspci);
	tar_file(&tar, "sosreport-x/sos_commands/x/notes",
		 "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00 is not it\n");
	tar_file(&tar, "sosreport-x/etc/modprobe.d/x.conf", "blacklist e1000e\n");
	tar_file(&tar, "sosreport-x/etc/udev/lsusb", lsusb);
	tar_file(&tar, "sosreport-x/proc/sys/kernel/osrelease", "6.1.0-13-amd64\n");
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_warnings(d, 0);
	assert_true(d->facts.is_dump);
	assert_int_equal(d->list.n, 2);
	dump_assert_text(d->facts.formats, "lspci, lsusb");
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv*sd*bc02sc00i*", "e1000e");
	dump_assert_file(d, "etc/modprobe.d/x.conf", "blacklist e1000e\n");
	assert_true(d->facts.kernel);
	assert_false(hw_root_exists(d->root, "sys/class/net"));
}

/* Paths that lead out, devices, links, entries below links. */
static void test_archive_hostile(void **state)
{
	struct dump *d = *state;
	struct tar tar = {0};
	struct hw_text *names;
	char longer[300];
	size_t n;

	tar_file(&tar, "sys/devices/a/uevent", "MODALIAS=pci:v00008086\n");
	tar_file(&tar, "../evil", "x");
	tar_file(&tar, "sys/../../evil", "x");
	tar_file(&tar, "sys/../devices", "x");
	memset(longer, 'a', sizeof(longer));
	memcpy(longer, "sys/", 4);
	longer[sizeof(longer) - 1] = '\0';
	tar_long(&tar, longer);
	tar_add(&tar, "sys/null", '3', NULL, NULL, 0);
	tar_add(&tar, "sys/pipe", '6', NULL, NULL, 0);
	tar_add(&tar, "sys/hard", '1', "sys/devices/a/uevent", NULL, 0);
	tar_add(&tar, "sys/hard-out", '1', "../../etc/passwd", NULL, 0);
	tar_add(&tar, "sys/hard-loop", '1', "sys/hard-loop", NULL, 0);
	tar_add(&tar, "sys/hard-nothing", '1', "etc/passwd", NULL, 0);
	tar_add(&tar, "sys/out", '2', "../../../../../../etc", NULL, 0);
	tar_file(&tar, "sys/out/passwd", "x");
	tar_add(&tar, "sys/loop", '2', "loop", NULL, 0);
	assert_int_equal(tar_open(d, &tar), 0);
	dump_assert_warnings(d, 8);
	assert_string_equal(d->warnings.first->code, "archive-refused");
	assert_true(has_warning(
		d, "'../evil' is left out: its path leads out of the archive"));
	assert_true(has_warning(
		d, "'sys/../../evil' is left out: its path leads out of the archive"));
	assert_true(
		has_warning(d, "'sys/../devices' is left out: its path has '..' in it"));
	assert_true(has_warning(d, "its path is too long"));
	assert_true(has_warning(d, "'sys/hard-out' is left out: it is a hard link, and "
				   "leads out of the archive"));
	assert_true(has_warning(d, "2 hard links are left out: the files are not in it"));
	assert_int_equal(d->list.n, 1);
	assert_int_equal(hw_root_list(d->root, ".", &d->arena, &names, &n), 0);
	assert_int_equal(n, 1);
	assert_int_equal(hw_root_list(d->root, "sys", &d->arena, &names, &n), 0);
	assert_int_equal(n, 4);
	dump_assert_file(d, "sys/hard", "MODALIAS=pci:v00008086\n");
	assert_int_equal(hw_root_access(d->root, "sys/out/passwd"), -ENOENT);
	assert_int_equal(hw_root_access(d->root, "sys/loop"), -ELOOP);
}

/* Cut off anywhere: what came before is there, with a warning, or an error. */
static void test_archive_cut(void **state)
{
	struct dump *d = *state;
	struct tar tar = {0};

	tar_file(&tar, "sys/devices/a/uevent", "MODALIAS=pci:v00008086\n");
	tar_file(&tar, "sys/devices/b/uevent", "MODALIAS=pci:v00008087\n");
	for (size_t cut = 512; cut < tar.n; cut += 100) {
		char *copy = malloc(cut);
		int err;

		assert_non_null(copy);
		memcpy(copy, tar.s, cut);
		err = open_text(d, (struct hw_text){copy, cut});
		free(copy);
		if (err == -ENOTSUP) {
			free(tar.s);
			skip();
		}
		assert_true(err == 0 || err == -EBADMSG || err == -EINVAL);
		if (!err && cut > 1024 && cut % 512) {
			assert_true(d->warnings.count >= 1);
			assert_string_equal(d->warnings.first->code, "archive-damaged");
		}
	}
	free(tar.s);
}

/* Runs a shell command whose output is kept; false when there is no such program. */
static bool output_of(const char *command, struct tar *ret)
{
	FILE *f = popen(command, "r");
	char buffer[65536];
	size_t n;

	*ret = (struct tar){0};
	if (!f)
		return false;
	while ((n = fread(buffer, 1, sizeof(buffer), f))) {
		ret->s = realloc(ret->s, ret->n + n);
		assert_non_null(ret->s);
		memcpy(ret->s + ret->n, buffer, n);
		ret->n += n;
	}
	return pclose(f) == 0 && ret->n;
}

/* A text that is compressed, and one that is so big unpacked that it is refused. */
static void test_compressed(void **state)
{
	static const char *const programs[] = {"gzip", "xz", "zstd -q", "bzip2"};
	struct dump *d = *state;
	struct tar packed;
	size_t tried = 0;
	char command[256];

	for (size_t i = 0; i < HW_ARRAY_SIZE(programs); i++) {
		int err;

		snprintf(command, sizeof(command),
			 "printf '00:1f.6 Ethernet [0200]: X [8086:156f]\\n' | %s "
			 "2>/dev/null",
			 programs[i]);
		if (!output_of(command, &packed)) {
			free(packed.s);
			continue;
		}
		err = open_text(d, (struct hw_text){packed.s, packed.n});
		free(packed.s);
		if (err == -ENOTSUP)
			continue;
		assert_int_equal(err, 0);
		dump_scan(d);
		dump_find(d, "pci:0000:00:1f.6");
		tried++;
	}
	if (!tried)
		skip();
}

static void test_bomb(void **state)
{
	struct dump *d = *state;
	struct tar packed;
	int err;

	/* it is not unpacked up to its end, which is damaged */
	if (!output_of("head -c 300000000 /dev/zero | tr '\\0' a | gzip -1 | "
		       "head -c -100",
		       &packed)) {
		free(packed.s);
		skip();
	}
	err = open_text(d, (struct hw_text){packed.s, packed.n});
	free(packed.s);
	if (err == -ENOTSUP)
		skip();
	assert_int_equal(err, -EFBIG);
	/* packed twice, and nothing in it */
	if (!output_of("echo x | gzip | gzip", &packed)) {
		free(packed.s);
		return;
	}
	assert_int_equal(open_text(d, (struct hw_text){packed.s, packed.n}), -EINVAL);
	free(packed.s);
}

#define TEST(function)                                                                   \
	cmocka_unit_test_setup_teardown(function, dump_setup, dump_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_mixed),
		TEST(test_wrapped),
		TEST(test_escaped),
		TEST(test_quote_levels),
		TEST(test_for_people),
		TEST(test_counted),
		TEST(test_snapshot),
		TEST(test_snapshot_joined),
		TEST(test_two_machines),
		TEST(test_unknown),
		TEST(test_short_row),
		TEST(test_ends_early),
		TEST(test_bad_lines),
		TEST(test_cut),
		TEST(test_paths),
		TEST(test_pipe),
		TEST(test_too_big),
		TEST(test_archive),
		TEST(test_archive_inside),
		TEST(test_archive_of_absolute_links),
		TEST(test_archive_of_packed_files),
		TEST(test_archive_twice),
		TEST(test_archive_of_two),
		TEST(test_archive_of_tree_and_others),
		TEST(test_archive_of_two_reports),
		TEST(test_archive_of_dumps),
		TEST(test_archive_of_a_report),
		TEST(test_archive_hostile),
		TEST(test_archive_cut),
		TEST(test_compressed),
		TEST(test_bomb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
