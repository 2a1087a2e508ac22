// SPDX-License-Identifier: GPL-2.0-or-later
/* Packages as createrepo_c writes them, of openSUSE and Fedora. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/package_list.h"

static void check(const char *list, const char *expected)
{
	check_claims("rpm-md", "*primary.xml*", list, expected);
}

static void test_primary(void **state)
{
	(void)state;
	check("<metadata xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" "
	      "packages=\"2\">\n"
	      "<package type=\"rpm\">\n"
	      "  <name>kernel-firmware-usb-network</name>\n"
	      "  <arch>noarch</arch>\n"
	      "  <format>\n"
	      "    <rpm:provides>\n"
	      "      <rpm:entry name=\"firmware(rt73.bin)\"/>\n"
	      "      <rpm:entry name=\"kernel-firmware-usb-network\" flags=\"EQ\"/>\n"
	      "    </rpm:provides>\n"
	      "    <rpm:requires>\n"
	      "      <rpm:entry name=\"firmware(not.bin)\"/>\n"
	      "      <rpm:entry name='modalias(usb:v0000p0000*)'/>\n"
	      "    </rpm:requires>\n"
	      "    <rpm:supplements>\n"
	      "      <rpm:entry name=\"modalias(of:N*T*Cusb1286%2C204e)\"/>\n"
	      "      <rpm:entry name=\"modalias(kernel-default:pci:v00001234d*)\"/>\n"
	      "      <rpm:entry name=\"modalias(xorg-x11-server:pci:v1*)\"/>\n"
	      "      <rpm:entry name=\"modalias(acpi*:ABC0001:*)\"/>\n"
	      "    </rpm:supplements>\n"
	      "    <file>/usr/lib/firmware/rsi_91x.fw.xz</file>\n"
	      "    <file type=\"dir\">/usr/lib/firmware</file>\n"
	      "  </format>\n"
	      "</package>\n"
	      "</metadata>\n",
	      "kernel-firmware-usb-network has rt73.bin, line 7\n"
	      "kernel-firmware-usb-network is for of:N*T*Cusb1286,204e, line 15\n"
	      "kernel-firmware-usb-network is for pci:v00001234d*, line 16\n"
	      "kernel-firmware-usb-network is for pci:v1*, line 17\n"
	      "kernel-firmware-usb-network is for acpi*:ABC0001:*, line 18\n"
	      "kernel-firmware-usb-network has rsi_91x.fw, line 20\n");
}

static void test_filelists(void **state)
{
	(void)state;
	check("<filelists><package pkgid=\"ab\" name=\"realtek-firmware\" "
	      "arch=\"noarch\">\n"
	      "<version epoch=\"0\" "
	      "ver=\"2024\"/><file>/usr/lib/firmware/rtw88/x.bin.xz</file>\n"
	      "<file>/usr/lib/modules/6.1.0-13-amd64/kernel/net/a.ko.xz</file>"
	      "</package></filelists>",
	      "realtek-firmware has rtw88/x.bin, line 2\n"
	      "realtek-firmware has module kernel/net/a.ko.xz, line 3\n");
}

static void test_comments(void **state)
{
	(void)state;
	check("<metadata xmlns=\"urn:common\"><package type=\"rpm\"><name>aa</name>"
	      "<format><!-- <rpm:provides><rpm:entry name=\"firmware(a.bin)\"/>"
	      "</rpm:provides> --><rpm:provides><!-- <rpm:entry "
	      "name=\"firmware(b.bin)\"/> --><rpm:entry name=\"firmware(c.bin)\"/>"
	      "</rpm:provides><x xmlns=\"urn:x\"><file>/lib/firmware/d.bin</file></x>"
	      "<!--<file>/lib/firmware/e.bin</file>--><file>/lib/firmware/f.bin</file>"
	      "</format></package></metadata>",
	      "aa has c.bin, line 1\naa has f.bin, line 1\n");
}

/* The boolean operators of rpm-dependencies(7). */
static void test_rich(void **state)
{
	(void)state;
	check("<metadata><package type=\"rpm\"><name>akmod-wl</name><format>"
	      "<rpm:supplements>"
	      "<rpm:entry name=\"(modalias(pci:v000014E4d00004311*) or "
	      "modalias(kernel-default:pci:v000014E4d000043A0*))\"/>"
	      "<rpm:entry name=\"(kernel if modalias(pci:v000014E4d00004312*))\"/>"
	      "<rpm:entry name=\"(modalias(pci:v000014E4d00004313*) unless "
	      "modalias(pci:v000014E4d00004314*))\"/>"
	      "<rpm:entry name=\"((modalias(pci:v000014E4d00004315*) without "
	      "(modalias(pci:v000014E4d00004316*) or b)) or "
	      "modalias(pci:v000014E4d00004317*))\"/>"
	      "<rpm:entry name=\"a) unless modalias(pci:v000014E4d00004318*\"/>"
	      "</rpm:supplements></format></package></metadata>",
	      "akmod-wl is for pci:v000014E4d00004311*, line 1\n"
	      "akmod-wl is for pci:v000014E4d000043A0*, line 1\n"
	      "akmod-wl is for pci:v000014E4d00004312*, line 1\n"
	      "akmod-wl is for pci:v000014E4d00004313*, line 1\n"
	      "akmod-wl is for pci:v000014E4d00004315*, line 1\n"
	      "akmod-wl is for pci:v000014E4d00004317*, line 1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_primary),
		cmocka_unit_test(test_filelists),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_rich),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
