// SPDX-License-Identifier: GPL-2.0-or-later
/* Ids as other tools and systems write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/lookup/pasted_ids.h"

static void are_ids(const char *word, const char *ids)
{
	struct hw_arena arena = {0};
	struct hw_text t = hw_pasted_ids(hw_text_of(word), &arena);

	if (!hw_text_eq(t, hw_text_of(ids)))
		fail_msg("%s: %.*s", word, HW_TEXT_ARG(t));
	hw_arena_done(&arena);
}

static void ids(void **state)
{
	static const char *const as_they_are[] = {
		"8086",
		"8086:15b8:1043:8672",
		"usb:046d:c52b",
		"PCI\\VEN_80",
		"[AMD]",
		"10ec:8168x",
		"0x80",
		"[10ec:81",
		"",
		"cafe-8086",
		"dead/beef",
		"PCI_SUBSYS_ID=1043:8672",
	};

	(void)state;
	are_ids("0x8086:0x15B8", "8086:15B8");
	are_ids("8086:15b8", "8086:15b8");
	are_ids("0x8086", "8086");
	are_ids("PCI\\VEN_8086", "pci:8086:");
	are_ids("[8086]", "[8086]");
	are_ids("[0300]:", "[0300]");
	are_ids("[10ec:8168]", "10ec:8168");
	are_ids("(10ec:8168),", "10ec:8168");
	are_ids("PCI\\VEN_8086&DEV_15B8&SUBSYS_86721043&REV_31\\3&11583659",
		"pci:8086:15B8:1043:8672");
	are_ids("pci\\ven_8086&dev_15b8", "pci:8086:15b8");
	are_ids("USB\\VID_514C&PID_8842&MI_01", "usb:514C:8842");
	are_ids("PCI\\VEN_8086&CC_0300", "pci:8086: pci:class:0300");
	are_ids("VEN_8086&CC_0200", "pci:8086: pci:class:0200");
	are_ids("PCI\\VEN_8086&DEV_15B8&REV_31&CC_0200", "pci:8086:15B8 pci:class:0200");
	are_ids("'8086:15b8'", "8086:15b8");
	are_ids("`8086:15b8`", "8086:15b8");
	are_ids("\342\200\2348086:15b8\342\200\235", "8086:15b8");
	are_ids("8086:15b8.", "8086:15b8");
	are_ids("8086/15b8", "8086:15b8");
	are_ids("8086-15b8", "8086:15b8");
	are_ids("PCI_ID=8086:15B8", "8086:15B8");
	are_ids("0003:046D:C52B.0001", "usb:046D:C52B");
	for (size_t i = 0; i < HW_ARRAY_SIZE(as_they_are); i++)
		are_ids(as_they_are[i], as_they_are[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids),
	};

	return cmocka_run_group_tests_name("pasted_ids", tests, NULL, NULL);
}
