// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>

#include "report/lookup/id_pattern.h"
#include "report/lookup/internal.h"
#include "report/lookup/lookup.h"

static const char pci_ids[] = "1022  AMD\n"
			      "\t1480  Root Complex\n"
			      "\t2000  Ethernet 79c970\n"
			      "8086  Intel Corporation\n"
			      "\t24db  IDE Controller\n"
			      "\t\t103c 006a  NX9500\n"
			      "\t15b8  Ethernet Connection (2) I219-V\n"
			      "\t15b8  Ethernet again\n"
			      "\t1570  Ethernet Connection I219-V\n"
			      "0101  Ambiguous Systems\n"
			      "C 01  Mass storage controller\n"
			      "\t01  IDE interface\n"
			      "\t06  SATA controller\n";

static const char usb_ids[] = "046d  Logitech, Inc.\n"
			      "\t0825  Webcam C270\n"
			      "\tc52b  Unifying Receiver\n"
			      "8086  Intel Corp.\n"
			      "\t0180  WiMAX\n"
			      "C 03  Human Interface Device\n"
			      "\t01  Boot Interface Subclass\n"
			      "\t\t02  Mouse\n";

/* Lines count from 1. */
static const char aliases[] =
	"alias pci:v00008086d000024DBsv*sd*bc*sc*i* ata_piix\n"
	"alias pci:v00008086d*sv*sd*bc01sc01i* ata_generic\n"
	"alias pci:v*d*sv*sd*bc01sc06i01* ahci\n"
	"alias pci:v*d*sv*sd*bc01sc06i* sata_any\n"
	"alias pci:v00008086d000024DBsv0000103Csd0000006Abc*sc*i* quirk\n"
	"alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e\n"
	"alias pci:v0000808[6-7]d000024DBsv*sd*bc*sc*i* ranged\n"
	"alias vfio_pci:v00008086d000024DBsv*sd*bc*sc*i* vfio_thing\n"
	"alias usb:v046DpC52Bd*dc*dsc*dp*ic03isc*ip*in* logi\n"
	"alias usb:v*p*d*dc03dsc01dp02ic*isc*ip*in* device-mouse\n"
	"alias usb:v*p*d*dc*dsc*dp*ic03isc*ip*in* usbhid\n"
	"alias hid:b0003g*v0000046Dp0000C52B hid-logitech-dj\n"
	"alias acpi*:PNP0303:* atkbd\n"
	"alias pci:v00008086d0000ABCDsv*sd*bc*sc*i* unlisted\n"
	"alias md-raid1 raid1\n";

/* What asks for a class alone may take a device of any ids. */
#define PCI_CLASSES "ahci?base_class+subclass+interface,sata_any?base_class+subclass"
#define USB_CLASSES                                                                      \
	"device_mouse?device_class+device_subclass+device_protocol,usbhid?interface_"    \
	"class"

struct fixture {
	struct hw_machine machine;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct hw_machine *m = &f->machine;

	*state = f;
	assert_int_equal(hw_ids_open_text(hw_text_of(pci_ids), "pci.ids", HW_IDS_PCI,
					  NULL, &m->databases.pci),
			 0);
	assert_int_equal(hw_ids_open_text(hw_text_of(usb_ids), "usb.ids", HW_IDS_USB,
					  NULL, &m->databases.usb),
			 0);
	assert_int_equal(hw_aliases_open_text(hw_text_of(aliases), HW_NO_TEXT, NULL,
					      &m->kernel.aliases),
			 0);
	assert_int_equal(hw_modules_open(NULL, NULL, NULL, NULL, &m->modules), 0);
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_ids_close(f->machine.databases.pci);
	hw_ids_close(f->machine.databases.usb);
	hw_aliases_close(f->machine.kernel.aliases);
	hw_modules_close(f->machine.modules);
	hw_modprobe_close(f->machine.modprobe);
	hw_privacy_done(&f->machine.privacy);
	hw_arena_done(&f->machine.arena);
	free(f);
	return 0;
}

/* A query's answer as text: "id(name){module,module?need+need}" a record. */
struct answer {
	char text[2048];
	size_t n;
	struct hw_lookup_result result;
	struct hw_report_tail tail;
};

__attribute__((format(printf, 2, 3))) static void put(struct answer *a,
						      const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(a->text + a->n, sizeof(a->text) - a->n, format, args);
	va_end(args);
	assert_true(n >= 0 && (size_t)n < sizeof(a->text) - a->n);
	a->n += (size_t)n;
}

static int note(void *arg, const struct hw_record *r)
{
	struct answer *a = arg;
	struct hw_text name = r->names[HW_NAME_DEVICE].text;

	if (!name.n)
		name = r->names[HW_NAME_VENDOR].text;
	if (!name.n)
		name = r->names[HW_NAME_SUBCLASS].text;
	put(a, "%s%.*s", a->n ? " " : "", HW_TEXT_ARG(r->device.id));
	put(a, "(%.*s)%s{", HW_TEXT_ARG(name), r->in_detail ? "" : "-");
	for (size_t i = 0; i < r->candidate_count; i++) {
		const struct hw_candidate *c = &r->candidates[i];

		put(a, "%s%.*s", i ? "," : "", HW_TEXT_ARG(c->module));
		for (size_t k = 0; k < c->need_count; k++)
			put(a, "%s%s", k ? "+" : "?", c->needs[k]->name);
	}
	put(a, "}");
	assert_string_equal(r->verdict.reason, "not-a-device");
	return 0;
}

static void ask_limited(void **state, const char *operands, size_t limit,
			struct answer *ret)
{
	struct fixture *f = *state;
	struct hw_arena arena = {0};
	struct hw_query_words words;
	struct hw_query query;

	memset(ret, 0, sizeof(*ret));
	assert_int_equal(hw_query_split(&operands, 1, &arena, &words), 0);
	while (hw_query_next(&words, &arena, &query))
		assert_int_equal(hw_lookup(&f->machine, &query, limit, note, ret,
					   &ret->tail, &ret->result),
				 0);
	hw_arena_done(&arena);
}

/* What `operands` give; and whether all that was asked for exists. */
static void is_answer(void **state, const char *operands, bool found, const char *want)
{
	struct answer a;

	ask_limited(state, operands, 0, &a);
	assert_string_equal(a.text, want);
	assert_int_equal(a.result.found, found);
}

static void ids_of_a_device(void **state)
{
	is_answer(state, "pci:8086:24db", true,
		  "pci:8086:24db(IDE Controller){ata_piix,ata_generic?base_class+"
		  "subclass," PCI_CLASSES
		  ",quirk?subsystem_vendor+subsystem_device,ranged}");
	/* bare, in either case: USB has no such device, HID no such pattern */
	is_answer(state, "8086:24DB", true,
		  "pci:8086:24db(IDE Controller){ata_piix,ata_generic?base_class+"
		  "subclass," PCI_CLASSES
		  ",quirk?subsystem_vendor+subsystem_device,ranged}");
	is_answer(state, "pci 8086:24db:103c:006a", true,
		  "pci:8086:24db:103c:006a(IDE Controller){ata_piix,ata_generic?"
		  "base_class+subclass," PCI_CLASSES ",quirk,ranged}");
	/* another subsystem */
	is_answer(state, "pci:8086:24db:103c:006b", true,
		  "pci:8086:24db:103c:006b(IDE Controller){ata_piix,ata_generic?"
		  "base_class+subclass," PCI_CLASSES ",ranged}");
	is_answer(state, "usb:046d:c52b", true,
		  "usb:046d:c52b(Unifying Receiver){logi?interface_class," USB_CLASSES
		  "}");
	is_answer(state, "046d:c52b", true,
		  "usb:046d:c52b(Unifying Receiver){logi?interface_class," USB_CLASSES
		  "} hid:046d:c52b(){hid_logitech_dj?bus}");
}

static void ids_without_a_name(void **state)
{
	struct answer a;

	/* a module asks for it */
	is_answer(state, "8086:abcd", true,
		  "pci:8086:abcd(Intel "
		  "Corporation){ata_generic?base_class+subclass," PCI_CLASSES
		  ",unlisted}");
	/* nobody does: what is known of the vendor, on both buses */
	is_answer(state, "8086:eeee", false,
		  "pci:8086:eeee(Intel "
		  "Corporation){ata_generic?base_class+subclass," PCI_CLASSES
		  "} usb:8086:eeee(Intel Corp.){" USB_CLASSES "}");
	is_answer(state, "eeee:eeee", false, "");
	is_answer(state, "sdio:02d0:a9a6", false, "");
	/* a class alone claims no ids */
	ask_limited(state, "pci:1022:eeee", 0, &a);
	assert_false(a.result.is_claimed);
	ask_limited(state, "pci:8086:eeee", 0, &a);
	assert_true(a.result.is_claimed);
}

static void vendors(void **state)
{
	is_answer(state, "usb:046d:", true,
		  "usb:046d:(Logitech, Inc.){logi?product+interface_class," USB_CLASSES
		  "}");
	is_answer(state, "1022:", true, "pci:1022:(AMD){" PCI_CLASSES "}");
	is_answer(state, "eeee:", false, "");
}

static void classes(void **state)
{
	static const char sata[] =
		"pci:class:0106(SATA controller){ahci?interface,sata_any}";
	static const char mouse[] = "usb:class:030102(Boot Interface Subclass)"
				    "{logi?vendor+product,device_mouse,usbhid}";

	is_answer(state, "pci class 0106", true, sata);
	is_answer(state, "pci class 01:06", true, sata);
	is_answer(state, "class 0106", true, sata);
	is_answer(state, "pci:class:0106", true, sata);
	is_answer(state, "class:0106", true, sata);
	is_answer(state, "pci class 010601", true,
		  "pci:class:010601(SATA controller){ahci,sata_any}");
	is_answer(state, "usb class 03:01:02", true, mouse);
	is_answer(state, "class 030102", true, mouse);
	is_answer(state, "pci class ee", false, "");
}

/* What "[0106]" is beside `prose`: a letter a query, of a class c, of a vendor v. */
static void is_in_brackets(void **state, const char *word, const char *prose,
			   const char *want)
{
	struct fixture *f = *state;
	struct hw_arena arena = {0};
	struct hw_query_words words;
	struct hw_query query;
	struct hw_query is[2];
	char got[3] = "";
	int n;

	assert_int_equal(hw_query_split(&word, 1, &arena, &words), 0);
	assert_true(hw_query_next(&words, &arena, &query));
	assert_true(query.in_brackets);
	n = hw_lookup_brackets(&f->machine, &query, hw_text_of(prose), is);
	assert_in_range(n, 1, 2);
	for (int i = 0; i < n; i++)
		got[i] = is[i].kind == HW_QUERY_CLASS ? 'c' : 'v';
	assert_string_equal(got, want);
	hw_arena_done(&arena);
}

/* lspci -nn prints "SATA controller [0106]" and "Intel Corporation [8086]". */
static void brackets(void **state)
{
	is_in_brackets(state, "[0106]", "", "c");
	is_in_brackets(state, "[0106]:", "SATA controller", "c");
	is_in_brackets(state, "[8086]", "", "v");
	is_in_brackets(state, "[8086]", "Intel Corporation", "v");
	is_in_brackets(state, "[eeee]", "", "v");
	/* both are known */
	is_in_brackets(state, "[0101]", "", "cv");
	is_in_brackets(state, "[0101]", "IDE interface", "c");
	is_in_brackets(state, "[0101]", "Ambiguous Systems", "v");
}

static void acpi_ids(void **state)
{
	static const char keyboard[] = "acpi:PNP0303(PS/2 keyboard, 101/102 keys){atkbd}";

	is_answer(state, "acpi PNP0303", true, keyboard);
	is_answer(state, "acpi:pnp0303", true, keyboard);
	is_answer(state, "PNP0303", true, keyboard);
	is_answer(state, "QQQ0303", false, "");
}

static void strings(void **state)
{
	is_answer(state, "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A", true,
		  "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A"
		  "(IDE Controller){ata_piix,ata_generic,quirk,ranged}");
	/* an alias that a module has; one that none has could be words of a name */
	is_answer(state, "md-raid1", true, "md-raid1(){raid1}");
	is_answer(state, "md-nosuch", false, "");
}

static void texts(void **state)
{
	static const char both[] = "pci:8086:1570(Ethernet Connection I219-V)-"
				   "{ata_generic?base_class+subclass} "
				   "pci:8086:15b8(Ethernet Connection (2) I219-V)-"
				   "{ata_generic?base_class+subclass,e1000e}";
	struct answer a;

	/* sorted by id though the file is not; of the double line the first */
	is_answer(state, "i219-v", true, both);
	is_answer(state, "INTEL connection", true, both);
	is_answer(state, "connection Intel I219", true, both);
	/* the vendor's name alone is the vendor; one hit is in detail */
	is_answer(state, "logitech", true,
		  "usb:046d:(Logitech, Inc.){logi?product+interface_class," USB_CLASSES
		  "}");
	is_answer(state, "intel amd", false, "");
	is_answer(state, "nosuchthing", false, "");
	/* two queries: words end where an id starts */
	is_answer(state, "webcam usb:046d:c52b", true,
		  "usb:046d:0825(Webcam C270){" USB_CLASSES "} "
		  "usb:046d:c52b(Unifying Receiver){logi?interface_class," USB_CLASSES
		  "}");
	ask_limited(state, "ethernet", 2, &a);
	assert_int_equal(a.result.more, 1);
	assert_int_equal(a.tail.by_state[HW_STATE_UNKNOWN], 2);
	assert_non_null(strstr(a.text, "pci:1022:2000"));
	assert_non_null(strstr(a.text, "pci:8086:1570"));
	assert_null(strstr(a.text, "pci:8086:15b8"));
}

/* How `operands` are parted: a letter a query. */
static void is_parted(const char *operands, const char *kinds)
{
	static const char letters[] = {
		[HW_QUERY_TEXT] = 't', [HW_QUERY_ID] = 'i',	[HW_QUERY_CLASS] = 'c',
		[HW_QUERY_ACPI] = 'a', [HW_QUERY_STRING] = 's',
	};
	struct hw_arena arena = {0};
	struct hw_query_words words;
	struct hw_query query;
	char got[16] = "";
	size_t n = 0;

	assert_int_equal(hw_query_split(&operands, 1, &arena, &words), 0);
	while (hw_query_next(&words, &arena, &query)) {
		assert_true(n < sizeof(got) - 1);
		got[n++] = letters[query.kind];
	}
	assert_string_equal(got, kinds);
	hw_arena_done(&arena);
}

static void operands_are_parted(void **state)
{
	(void)state;
	is_parted("", "");
	is_parted("  \t ", "");
	is_parted("8086:24db 046d:", "ii");
	is_parted("usb 046d:c52b pci 8086:", "ii");
	is_parted("usb keyboard", "t");
	is_parted("class 0106 class 03", "cc");
	is_parted("class action", "t");
	is_parted("class", "t");
	is_parted("pci class", "t");
	is_parted("i2c class 01", "tc");
	is_parted("acpi PNP0C0A battery", "at");
	is_parted("RTL8168", "t");
	is_parted("RTL8168 PNP0501", "ta");
	is_parted("platform:Fixed MDIO bus", "s");
	is_parted("pci:v00008086d0000", "s");
	is_parted("8086", "i");
	is_parted("8086:24", "t");
	is_parted("8086:24db:103c", "t");
	is_parted("8086:24db:103c:006a:", "t");
	is_parted("8086:24db:103c:006a", "i");
	is_parted("8086:15b8,10ec:8168", "ii");
	is_parted("8086:15b8,RTL8168", "t");
	is_parted("PCI 8086:24db", "i");
	is_parted("Device 8086:24db", "i");
	is_parted("Class 0106", "c");
	is_parted("USB class 03-01-02", "c");
	is_parted("class 0x0200001", "t");
	is_parted("Type OF device", "t");
	is_parted(":", "t");
	is_parted("::", "t");
	is_parted("\xc3\xa4 \xff", "t");
}

/* The pattern of a vendor and a device on a bus; NULL: the bus has no such ids. */
static void is_id_pattern(const char *name, uint32_t vendor, uint32_t device,
			  const char *want)
{
	const struct hw_bus *bus = hw_bus_find(hw_text_of(name));
	struct hw_id ids[HW_ROLE_COUNT] = {
		[HW_ROLE_VENDOR] = {true, 4, vendor},
		[HW_ROLE_DEVICE] = {true, 4, device},
	};
	struct hw_arena arena = {0};
	struct hw_id_pattern pattern;
	char got[128];
	int r = hw_id_pattern_make(bus, ids, &arena, &pattern);

	if (!want) {
		assert_int_equal(r, -EINVAL);
	} else {
		assert_int_equal(r, 0);
		snprintf(got, sizeof(got), "%.*s", HW_TEXT_ARG(pattern.modalias.raw));
		assert_string_equal(got, want);
	}
	hw_arena_done(&arena);
}

/* As modpost prints the patterns, and the kernel the values. */
static void id_patterns(void **state)
{
	(void)state;
	is_id_pattern("pci", 0x8086, 0x24db, "pci:v00008086d000024DBsv*sd*bc*sc*i*");
	is_id_pattern("usb", 0x046d, 0xc52b, "usb:v046DpC52Bd*dc*dsc*dp*ic*isc*ip*in*");
	is_id_pattern("ulpi", 0x0451, 0xab08, "ulpi:v0451pab08");
	is_id_pattern("sdio", 0x02d0, 0xa9a6, "sdio:c*v02D0dA9A6");
	is_id_pattern("usb", 0x1046d, 0xc52b, NULL);
	is_id_pattern("platform", 1, 2, NULL);
	/* one number in several parts */
	assert_false(hw_id_pattern_has_ids(hw_bus_find(HW_TEXT("amba"))));
	assert_false(hw_id_pattern_has_ids(hw_bus_find(HW_TEXT("acpi"))));
	assert_true(hw_id_pattern_has_ids(hw_bus_find(HW_TEXT("pci"))));
	assert_true(hw_id_pattern_has_class(hw_bus_find(HW_TEXT("usb"))));
	assert_false(hw_id_pattern_has_class(hw_bus_find(HW_TEXT("hid"))));
}

static bool holds_e1000e(void *arg, struct hw_text pattern)
{
	++*(size_t *)arg;
	return memmem(pattern.s, pattern.n, "15B8", 4) ||
	       memmem(pattern.s, pattern.n, "PNP", 3);
}

static void patterns_are_selected(void **state)
{
	struct fixture *f = *state;
	struct hw_aliases *a = f->machine.kernel.aliases;
	struct hw_arena arena = {0};
	struct hw_alias_hit *hits;
	size_t asked = 0;
	size_t n;

	assert_int_equal(hw_aliases_select(a, holds_e1000e, &asked, &arena, &hits, &n),
			 0);
	assert_int_equal(asked, hw_aliases_count(a));
	assert_int_equal(asked, 15);
	assert_int_equal(n, 2);
	assert_int_equal(hits[0].line, 6);
	assert_true(hw_text_eq(hits[0].module, HW_TEXT("e1000e")));
	assert_int_equal(hits[1].line, 13);
	assert_int_equal(hw_aliases_select(NULL, holds_e1000e, &asked, &arena, &hits, &n),
			 0);
	assert_int_equal(n, 0);
	hw_arena_done(&arena);
}

struct seen {
	char text[512];
	size_t n;
};

static void see(void *arg, const struct hw_ids_entry *e)
{
	struct seen *s = arg;
	char device[8] = "";

	if (e->is_device)
		snprintf(device, sizeof(device), "%04x", e->device);
	s->n += (size_t)snprintf(s->text + s->n, sizeof(s->text) - s->n,
				 "%04x:%s %.*s/%.*s|", e->vendor, device,
				 HW_TEXT_ARG(e->vendor_name), HW_TEXT_ARG(e->name));
}

static void every_vendor_and_device(void **state)
{
	struct fixture *f = *state;
	struct seen s = {.n = 0};

	hw_ids_each(f->machine.databases.usb, see, &s);
	assert_string_equal(s.text, "046d: Logitech, Inc./Logitech, Inc.|"
				    "046d:0825 Logitech, Inc./Webcam C270|"
				    "046d:c52b Logitech, Inc./Unifying Receiver|"
				    "8086: Intel Corp./Intel Corp.|"
				    "8086:0180 Intel Corp./WiMAX|");
	s.n = 0;
	hw_ids_each(NULL, see, &s);
	assert_int_equal(s.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_of_a_device),
		cmocka_unit_test(ids_without_a_name),
		cmocka_unit_test(vendors),
		cmocka_unit_test(classes),
		cmocka_unit_test(brackets),
		cmocka_unit_test(acpi_ids),
		cmocka_unit_test(strings),
		cmocka_unit_test(texts),
		cmocka_unit_test(operands_are_parted),
		cmocka_unit_test(id_patterns),
		cmocka_unit_test(patterns_are_selected),
		cmocka_unit_test(every_vendor_and_device),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
