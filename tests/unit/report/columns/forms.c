// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/columns/forms.h"
#include "report/columns/note.h"
#include "report/verdict/findings.h"

/* The words that people say of makers, as pci.ids and usb.ids write these. */
static void vendors_lose_legal_words(void **state)
{
	static const struct {
		const char *full;
		const char *brief;
	} all[] = {
		{"Intel Corporation", "Intel"},
		{"Intel Corp.", "Intel"},
		{"Advanced Micro Devices, Inc. [AMD]", "AMD"},
		{"Advanced Micro Devices, Inc. [AMD/ATI]", "AMD"},
		{"Realtek Semiconductor Co., Ltd.", "Realtek"},
		{"Samsung Electronics Co Ltd", "Samsung"},
		{"Broadcom Inc. and subsidiaries", "Broadcom"},
		{"Microchip Technology, Inc. (formerly SMSC)", "Microchip"},
		{"Logitech, Inc.", "Logitech"},
		{"Red Hat, Inc.", "Red Hat"},
		{"ASUSTek Computer, Inc.", "ASUSTek Computer"},
		{"Linux Foundation", "Linux Foundation"},
		{"Sony Corp.", "Sony"},
		/* nothing else is left */
		{"Inc.", "Inc."},
		{"[X]", "[X]"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(all); i++) {
		struct hw_text brief = hw_short_vendor(hw_text_of(all[i].full));

		if (!hw_text_eq(brief, hw_text_of(all[i].brief)))
			fail_msg("%s: %.*s", all[i].full, HW_TEXT_ARG(brief));
	}
}

static struct hw_record pci(uint32_t class, uint32_t subclass, const char *name)
{
	struct hw_record r = {
		.device = {.id = HW_TEXT("pci:0000:00:02.0"),
			   .subsystem = HW_TEXT("pci"),
			   .kind = HW_TEXT("device"),
			   .bus = hw_bus_find(HW_TEXT("pci"))},
		.names = {[HW_NAME_VENDOR] = {HW_TEXT("NVIDIA Corporation"), "pci.ids"},
			  [HW_NAME_DEVICE] = {hw_text_of(name), "pci.ids"}},
	};

	r.ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, 0x10de};
	r.ids[HW_ROLE_DEVICE] = (struct hw_id){true, 4, 0x1401};
	r.ids[HW_ROLE_CLASS] = (struct hw_id){true, 2, class};
	r.ids[HW_ROLE_SUBCLASS] = (struct hw_id){true, 2, subclass};
	return r;
}

#define ASSERT_TEXT(text, want) assert_true(hw_text_eq(text, HW_TEXT(want)))

static void names_become_shorter(void **state)
{
	const struct hw_record gpu = pci(0x03, 0x00, "GM206 [GeForce GTX 960]");
	const struct hw_record sata = pci(0x01, 0x06, "SATA Controller [AHCI mode]");
	const struct hw_write_options narrow = {.width = 80};
	const struct hw_write_options piped = {.width = 0};
	struct hw_arena arena = {0};
	struct hw_forms forms;

	(void)state;
	hw_forms_name(&gpu, &narrow, &arena, &forms);
	assert_int_equal(forms.n, 4);
	ASSERT_TEXT(forms.v[0], "NVIDIA Corporation GM206 [GeForce GTX 960]");
	ASSERT_TEXT(forms.v[1], "NVIDIA GM206 [GeForce GTX 960]");
	ASSERT_TEXT(forms.v[2], "GM206 [GeForce GTX 960]");
	ASSERT_TEXT(forms.v[3], "GeForce GTX 960");
	/* in brackets is what people call a card, of others a mode or a code name */
	hw_forms_name(&sata, &narrow, &arena, &forms);
	assert_int_equal(forms.n, 4);
	ASSERT_TEXT(forms.v[3], "SATA Controller");
	hw_forms_name(&gpu, &piped, &arena, &forms);
	assert_int_equal(forms.n, 1);
	hw_arena_done(&arena);
}

static void classes_have_words(void **state)
{
	const struct hw_write_options options = {.width = 80};
	const struct hw_write_options verbose = {.width = 80, .verbose = 1};
	struct hw_record r = pci(0x03, 0x00, "x");
	struct hw_arena arena = {0};
	struct hw_forms forms;

	(void)state;
	r.names[HW_NAME_SUBCLASS] =
		(struct hw_name){HW_TEXT("VGA compatible controller"), "pci.ids"};
	hw_forms_class(&r, &options, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "GPU");
	hw_forms_class(&r, &verbose, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "VGA compatible controller");
	r = pci(0x01, 0x08, "x");
	ASSERT_TEXT(hw_class_word(&r), "NVMe");
	r = pci(0x01, 0x77, "x");
	ASSERT_TEXT(hw_class_word(&r), "storage");
	/* 0280 is any network: the name or the driver tells */
	r = pci(0x02, 0x80, "Wi-Fi 6 AX200");
	ASSERT_TEXT(hw_class_word(&r), "Wi-Fi");
	r = pci(0x02, 0x80, "FooNet");
	ASSERT_TEXT(hw_class_word(&r), "network");
	r.device.driver = HW_TEXT("ath11k_pci");
	ASSERT_TEXT(hw_class_word(&r), "Wi-Fi");
	/* a class that no table has */
	r = pci(0x55, 0x00, "x");
	assert_int_equal(hw_class_word(&r).n, 0);
	hw_arena_done(&arena);
}

static void drivers_have_their_module(void **state)
{
	struct hw_candidate candidates[40] = {{.module = HW_TEXT("e1000e")}};
	const struct hw_write_options narrow = {.width = 80};
	const struct hw_write_options piped = {.width = 0};
	struct hw_record r = pci(0x0c, 0x03, "x");
	struct hw_arena arena = {0};
	struct hw_forms forms;

	(void)state;
	r.device.driver = HW_TEXT("xhci_hcd");
	r.device.driver_module = HW_TEXT("xhci_pci");
	hw_forms_driver(&r, &narrow, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "xhci_hcd (xhci_pci)");
	ASSERT_TEXT(forms.v[1], "xhci_hcd");
	/* one name in two spellings */
	r.device.driver = HW_TEXT("snd-usb-audio");
	r.device.driver_module = HW_TEXT("snd_usb_audio");
	hw_forms_driver(&r, &narrow, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "snd-usb-audio");
	assert_int_equal(forms.n, 1);
	r.device.driver = HW_NO_TEXT;
	r.device.driver_module = HW_NO_TEXT;
	r.verdict.state = HW_STATE_UNBOUND;
	r.candidates = candidates;
	r.candidate_count = 1;
	hw_forms_driver(&r, &narrow, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "\u2013 (e1000e)");
	hw_forms_driver(&r, &piped, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "- (e1000e)");
	/* nobody knows whether one is bound */
	r.verdict.state = HW_STATE_UNKNOWN;
	hw_forms_driver(&r, &narrow, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "? (e1000e)");
	r.candidate_count = HW_ARRAY_SIZE(candidates);
	for (size_t i = 1; i < r.candidate_count; i++)
		candidates[i].module = HW_TEXT("intel_module");
	hw_forms_modules(&r, &narrow, &arena, &forms);
	ASSERT_TEXT(forms.v[0], "e1000e,intel_module +38");
	hw_forms_modules(&r, &piped, &arena, &forms);
	assert_int_equal(forms.v[0].n, strlen("e1000e") + 39 * strlen(",intel_module"));
	hw_arena_done(&arena);
}

/* Every reason that needs attention has words that fit a table. */
static void reasons_have_notes(void **state)
{
	const struct hw_write_options options = {.width = 80};
	struct hw_arena arena = {0};
	size_t seen = 0;

	(void)state;
	for (size_t family = 0; hw_reasons[family]; family++) {
		for (const struct hw_reason *r = hw_reasons[family]; r->code; r++) {
			struct hw_record record = {
				.verdict = {.reason = r->code, .severity = r->severity},
			};
			struct hw_text note = hw_note(&record, &options, &arena);

			if (r->severity == HW_SEVERITY_NONE) {
				assert_int_equal(note.n, 0);
				continue;
			}
			if (!note.n || note.n > 28)
				fail_msg("%s: %.*s", r->code, HW_TEXT_ARG(note));
			/* a code is no note */
			if (hw_text_eq(note, hw_text_of(r->code)) &&
			    strcmp(r->code, "blocked") != 0)
				fail_msg("%s has no words", r->code);
			seen++;
		}
	}
	assert_true(seen > 30);
	hw_arena_done(&arena);
}

static void notes_name_what_is_in_the_way(void **state)
{
	struct hw_candidate candidate = {
		.module = HW_TEXT("e1000e"),
		.blocked = {.blocked_by = HW_TEXT("/etc/modprobe.d/net.conf:3: "
						  "blacklist e1000e"),
			    .path = HW_TEXT("/etc/modprobe.d/net.conf"),
			    .line = 3,
			    .directive = HW_TEXT("blacklist e1000e")},
	};
	struct hw_record r = {
		.verdict = {.reason = "blocked", .severity = HW_SEVERITY_WARNING},
		.candidates = &candidate,
		.candidate_count = 1,
	};
	const struct hw_write_options options = {.width = 80};
	struct hw_arena arena = {0};

	(void)state;
	ASSERT_TEXT(hw_note(&r, &options, &arena), "blocked by net.conf:3");
	candidate.blocked.path = HW_NO_TEXT;
	candidate.blocked.directive = HW_TEXT("module_blacklist=e1000e");
	ASSERT_TEXT(hw_note(&r, &options, &arena), "blocked by module_blacklist=e1000e");
	r.verdict.reason = "module-not-loaded";
	ASSERT_TEXT(hw_note(&r, &options, &arena), "e1000e not loaded");
	r.verdict.severity = HW_SEVERITY_NONE;
	assert_int_equal(hw_note(&r, &options, &arena).n, 0);
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vendors_lose_legal_words),
		cmocka_unit_test(names_become_shorter),
		cmocka_unit_test(classes_have_words),
		cmocka_unit_test(drivers_have_their_module),
		cmocka_unit_test(reasons_have_notes),
		cmocka_unit_test(notes_name_what_is_in_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
