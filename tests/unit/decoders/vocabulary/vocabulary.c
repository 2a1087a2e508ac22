// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/input.h>
#include <linux/serio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "decoders/vocabulary/vocabulary.h"

static const struct {
	const char *name;
	const struct hw_vocabulary *words;
	size_t least;
} all[] = {
	{"input types", &hw_input_types, 12},
	{"input keys", &hw_input_keys, 600},
	{"input relative", &hw_input_relative, 13},
	{"input absolute", &hw_input_absolute, 40},
	{"input misc", &hw_input_misc, 6},
	{"input leds", &hw_input_leds, 11},
	{"input sounds", &hw_input_sounds, 3},
	{"input feedback", &hw_input_feedback, 16},
	{"input switches", &hw_input_switches, 17},
	{"serio", &hw_serio_protocols, 45},
	{"usb languages", &hw_usb_languages, 130},
	{"x86", &hw_x86_features, 350},
	{"arm64", &hw_arm64_features, 96},
	{"pnp", &hw_pnp_devices, 150},
	{"hdaudio", &hw_hdaudio_vendors, 20},
	{"wmi", &hw_wmi_guids, 80},
	{"vmbus", &hw_vmbus_guids, 20},
	{"mei", &hw_mei_uuids, 12},
	{"mipi", &hw_mipi_manufacturers, 10},
	{"PCI subclass words", &hw_pci_subclass_words, 40},
	{"PCI class words", &hw_pci_class_words, 20},
	{"USB protocol words", &hw_usb_protocol_words, 5},
	{"USB subclass words", &hw_usb_subclass_words, 8},
	{"USB class words", &hw_usb_class_words, 15},
	{"bus words", &hw_bus_words, 20},
};

static void assert_plain(const char *name)
{
	assert_non_null(name);
	assert_true(*name && *name != ' ' && name[strlen(name) - 1] != ' ');
	for (const char *p = name; *p; p++)
		assert_in_range((unsigned char)*p, ' ', '~');
}

static void check_values(const struct hw_vocabulary *words)
{
	for (size_t i = 0; i < words->n; i++) {
		const struct hw_value_name *e = &words->v[i];

		assert_non_null(memchr(e->name, '\0', sizeof(e->name)));
		assert_plain(e->name);
		if (i)
			assert_true(words->v[i - 1].value < e->value);
		assert_ptr_equal(hw_vocabulary_find(words, e->value), e->name);
		if (i + 1 == words->n || words->v[i + 1].value != e->value + 1)
			assert_null(hw_vocabulary_find(words, (uint64_t)e->value + 1));
		assert_null(hw_vocabulary_find(words, (uint64_t)e->value + (1ULL << 32)));
	}
	assert_null(hw_vocabulary_find_text(words, HW_TEXT("PNP0303")));
}

static void check_texts(const struct hw_vocabulary *words)
{
	for (size_t i = 0; i < words->n; i++) {
		const struct hw_text_name *e = &words->t[i];
		struct hw_text key = hw_text_of(e->key);

		assert_non_null(memchr(e->name, '\0', sizeof(e->name)));
		assert_non_null(memchr(e->key, '\0', sizeof(e->key)));
		assert_plain(e->name);
		assert_plain(e->key);
		assert_null(strpbrk(e->key, "abcdefghijklmnopqrstuvwxyz"));
		if (i)
			assert_true(strcmp(words->t[i - 1].key, e->key) < 0);
		assert_ptr_equal(hw_vocabulary_find_text(words, key), e->name);
		/* no key is the head of another */
		assert_null(hw_vocabulary_find_text(words, hw_text_head(key, key.n - 1)));
	}
	assert_null(hw_vocabulary_find(words, 0));
}

static void tables_are_sorted_and_found_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(all); i++) {
		const struct hw_vocabulary *words = all[i].words;

		if (words->n < all[i].least)
			fail_msg("%s has %zu words", all[i].name, words->n);
		assert_true(!words->v != !words->t);
		if (words->v)
			check_values(words);
		else
			check_texts(words);
	}
	assert_null(hw_vocabulary_find(NULL, 0));
	assert_null(hw_vocabulary_find_text(NULL, HW_TEXT("PNP0303")));
	assert_null(hw_vocabulary_find_text(&hw_pnp_devices, HW_NO_TEXT));
}

#define IS(words, macro) assert_string_equal(hw_vocabulary_find(&(words), macro), #macro)

static void input_codes_are_those_of_the_macros(void **state)
{
	(void)state;
	IS(hw_input_types, EV_SYN);
	IS(hw_input_types, EV_KEY);
	IS(hw_input_types, EV_ABS);
	IS(hw_input_types, EV_SW);
	IS(hw_input_types, EV_REP);
	IS(hw_input_types, EV_FF);
	IS(hw_input_keys, KEY_ESC);
	IS(hw_input_keys, KEY_MUTE);
	IS(hw_input_keys, KEY_POWER);
	IS(hw_input_keys, KEY_SLEEP);
	IS(hw_input_keys, KEY_WLAN);
	IS(hw_input_keys, KEY_RFKILL);
	IS(hw_input_keys, KEY_MICMUTE);
	IS(hw_input_keys, KEY_FN);
	IS(hw_input_keys, KEY_TOUCHPAD_TOGGLE);
	IS(hw_input_keys, KEY_BRIGHTNESSUP);
	IS(hw_input_keys, BTN_0);
	IS(hw_input_keys, BTN_LEFT);
	IS(hw_input_keys, BTN_RIGHT);
	IS(hw_input_keys, BTN_TRIGGER);
	IS(hw_input_keys, BTN_SOUTH);
	IS(hw_input_keys, BTN_TOOL_PEN);
	IS(hw_input_keys, BTN_TOUCH);
	IS(hw_input_keys, BTN_GEAR_DOWN);
	IS(hw_input_keys, BTN_DPAD_UP);
	IS(hw_input_keys, BTN_TRIGGER_HAPPY1);
	IS(hw_input_relative, REL_X);
	IS(hw_input_relative, REL_WHEEL);
	IS(hw_input_relative, REL_HWHEEL_HI_RES);
	IS(hw_input_absolute, ABS_X);
	IS(hw_input_absolute, ABS_PRESSURE);
	IS(hw_input_absolute, ABS_MISC);
	IS(hw_input_absolute, ABS_MT_SLOT);
	IS(hw_input_absolute, ABS_MT_TOOL_Y);
	IS(hw_input_misc, MSC_SERIAL);
	IS(hw_input_misc, MSC_SCAN);
	IS(hw_input_misc, MSC_TIMESTAMP);
	IS(hw_input_leds, LED_NUML);
	IS(hw_input_leds, LED_MUTE);
	IS(hw_input_leds, LED_CHARGING);
	IS(hw_input_sounds, SND_CLICK);
	IS(hw_input_sounds, SND_BELL);
	IS(hw_input_sounds, SND_TONE);
	IS(hw_input_feedback, FF_RUMBLE);
	IS(hw_input_feedback, FF_GAIN);
	IS(hw_input_feedback, FF_AUTOCENTER);
	IS(hw_input_switches, SW_LID);
	IS(hw_input_switches, SW_TABLET_MODE);
	IS(hw_input_switches, SW_RFKILL_ALL);
	IS(hw_input_switches, SW_PEN_INSERTED);
}

/* The value that `header` defines `name` as, or -1. */
static long defined_as(const char *header, const char *name)
{
	size_t n = strlen(name);
	static const char define[] = "#define ";

	for (const char *p = header; (p = strstr(p, define)); p++) {
		const char *macro = p + sizeof(define) - 1;

		if (strncmp(macro, name, n) == 0 && (macro[n] == ' ' || macro[n] == '\t'))
			return strtol(macro + n, NULL, 0);
	}
	return -1;
}

static char *read_header(const char *path)
{
	FILE *f = fopen(path, "r");
	size_t size = 1 << 17;
	char *text;

	if (!f)
		return NULL;
	text = calloc(1, size);
	assert_non_null(text);
	assert_true(fread(text, 1, size - 1, f) < size - 1);
	fclose(f);
	return text;
}

/* Every name, where the installed kernel headers have it; they may be older than it. */
static void input_codes_are_those_of_the_header(void **state)
{
	char *codes = read_header("/usr/include/linux/input-event-codes.h");
	char *input = read_header("/usr/include/linux/input.h");
	size_t known = 0;
	size_t unknown = 0;

	(void)state;
	for (size_t i = 0; codes && input && i < HW_ARRAY_SIZE(all); i++) {
		const struct hw_vocabulary *words = all[i].words;

		if (strncmp(all[i].name, "input ", 6) != 0)
			continue;
		for (size_t k = 0; k < words->n; k++) {
			long value =
				defined_as(words == &hw_input_feedback ? input : codes,
					   words->v[k].name);

			if (value < 0)
				unknown++;
			else if (value == (long)words->v[k].value)
				known++;
			else
				fail_msg("%s is %#lx", words->v[k].name, value);
		}
	}
	free(codes);
	free(input);
	if (!known)
		skip();
	assert_true(known > 600);
	assert_true(unknown < 60);
}

static void serio_protocols_are_those_of_the_macros(void **state)
{
	(void)state;
	assert_string_equal(hw_vocabulary_find(&hw_serio_protocols, SERIO_SUNKBD),
			    "Sun keyboard");
	assert_string_equal(hw_vocabulary_find(&hw_serio_protocols, SERIO_MZPP),
			    "Logitech MZ++ mouse");
	assert_string_equal(hw_vocabulary_find(&hw_serio_protocols, SERIO_W8001),
			    "Wacom W8001 digitizer");
	assert_string_equal(hw_vocabulary_find(&hw_serio_protocols, SERIO_PULSE8_CEC),
			    "Pulse-Eight HDMI CEC");
	assert_null(hw_vocabulary_find(&hw_serio_protocols, 0x09));
}

struct expect_value {
	uint64_t value;
	const char *name;
};

static void assert_values(const struct hw_vocabulary *words,
			  const struct expect_value *want, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *is = hw_vocabulary_find(words, want[i].value);

		if (!want[i].name)
			assert_null(is);
		else
			assert_string_equal(is ? is : "(none)", want[i].name);
	}
}

/* CPUID bits by the processor manuals: leaf 1 EDX is word 0, ECX word 4; leaf 80000001
 * EDX word 1, ECX word 6; leaf 7 EBX word 9, ECX word 16. The kernel's own: some are the
 * same for long, but 8:3 is "ept" in Linux 6.1 and "vpid" in 6.12. */
static void x86_features_by_cpuid(void **state)
{
	/* clang-format off */
	static const struct expect_value want[] = {
		{0, "fpu"}, {4, "tsc"}, {10, NULL}, {26, "sse2"}, {28, "ht"},
		{32 + 20, "nx"}, {32 + 29, "lm"},
		{4 * 32 + 0, "pni"}, {4 * 32 + 5, "vmx"}, {4 * 32 + 20, "sse4_2"},
		{4 * 32 + 25, "aes"}, {4 * 32 + 31, "hypervisor"},
		{6 * 32 + 2, "svm"}, {9 * 32 + 5, "avx2"}, {9 * 32 + 16, "avx512f"},
		{9 * 32 + 29, "sha_ni"}, {16 * 32 + 3, "pku"},
		{3 * 32 + 8, "constant_tsc"}, {8 * 32 + 15, "vmmcall"},
		{8 * 32 + 3, NULL}, {3 * 32 + 18, NULL},
		{0x99, "aes"}, {0x85, "vmx"}, {0xc2, "svm"}, {0x1a, "sse2"},
	};
	/* clang-format on */

	(void)state;
	assert_values(&hw_x86_features, want, HW_ARRAY_SIZE(want));
}

/* HWCAP_* and HWCAP2_* of the arm64 ABI, Documentation/arch/arm64/elf_hwcaps.rst */
static void arm64_features_by_hwcap(void **state)
{
	static const struct expect_value want[] = {
		{0, "fp"},	  {1, "asimd"},		  {3, "aes"},
		{5, "sha1"},	  {7, "crc32"},		  {8, "atomics"},
		{22, "sve"},	  {31, "pacg"},		  {32, NULL},
		{63, NULL},	  {64 + 1, "sve2"},	  {64 + 17, "bti"},
		{64 + 18, "mte"}, {64 + 24, "smei16i64"}, {128, NULL},
	};

	(void)state;
	assert_values(&hw_arm64_features, want, HW_ARRAY_SIZE(want));
}

static void makers_of_audio_and_sensors(void **state)
{
	static const struct expect_value mipi[] = {
		{0x025d, "Realtek"}, {0x01fa, "Cirrus Logic"}, {0x0217, "Qualcomm"},
		{0x0105, "Intel"},   {0x10ec, NULL},
	};
	static const struct expect_value hda[] = {
		{0x10ec, "Realtek"},
		{0x8086, "Intel"},
		{0x434d, "C-Media"},
		{0x025d, NULL},
	};

	(void)state;
	assert_values(&hw_mipi_manufacturers, mipi, HW_ARRAY_SIZE(mipi));
	assert_values(&hw_hdaudio_vendors, hda, HW_ARRAY_SIZE(hda));
}

static void texts_are_found_in_either_case(void **state)
{
	static const struct {
		const struct hw_vocabulary *words;
		const char *key;
		const char *name;
	} want[] = {
		{&hw_pnp_devices, "PNP0303", "PS/2 keyboard, 101/102 keys"},
		{&hw_pnp_devices, "PNP0A08", "PCI Express root bridge"},
		{&hw_pnp_devices, "pnp0c0a", "battery"},
		{&hw_pnp_devices, "ACPI0003", "AC adapter"},
		{&hw_pnp_devices, "ACPI0007", "processor"},
		{&hw_pnp_devices, "LNXPWRBN", "power button, fixed (Linux)"},
		{&hw_pnp_devices, "MSFT0101", "trusted platform module (TPM) 2.0"},
		{&hw_pnp_devices, "VMBus", "Hyper-V VMBus"},
		{&hw_pnp_devices, "PNP", NULL},
		{&hw_pnp_devices, "PNP03030", NULL},
		{&hw_pnp_devices, "", NULL},
		{&hw_wmi_guids, "05901221-D566-11D1-B2F0-00A0C9062910",
		 "WMI description (binary MOF)"},
		{&hw_wmi_guids, "9dbb5994-a997-11da-b012-b622a1ef5492", "Dell events"},
		{&hw_wmi_guids, "59142400-C6A3-40fa-BADB-8A2652834100",
		 "Huawei or Toshiba events"},
		{&hw_wmi_guids, "00000000-0000-0000-0000-000000000000", NULL},
		/* the comments of include/linux/hyperv.h spell them so */
		{&hw_vmbus_guids, "f8615163-df3e-46c5-913f-f2d2f965ed0e", "network"},
		{&hw_vmbus_guids, "ba6163d9-04a1-4d29-b605-72e2ffb1dc7f",
		 "SCSI controller"},
		{&hw_vmbus_guids, "DA0A7802-E377-4aac-8E77-0558EB1073F8", "video"},
		{&hw_mei_uuids, "05b79a6f-4628-4d7f-899d-a91514cb32ab", "watchdog"},
		{&hw_mei_uuids, "b638ab7e-94e2-4ea2-a552-d1c54b627f04", "HDCP"},
		{&hw_mei_uuids, "f8615163-df3e-46c5-913f-f2d2f965ed0e", NULL},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(want); i++) {
		const char *is =
			hw_vocabulary_find_text(want[i].words, hw_text_of(want[i].key));

		if (!want[i].name)
			assert_null(is);
		else
			assert_string_equal(is ? is : "(none)", want[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_sorted_and_found_in),
		cmocka_unit_test(input_codes_are_those_of_the_macros),
		cmocka_unit_test(input_codes_are_those_of_the_header),
		cmocka_unit_test(serio_protocols_are_those_of_the_macros),
		cmocka_unit_test(x86_features_by_cpuid),
		cmocka_unit_test(arm64_features_by_hwcap),
		cmocka_unit_test(makers_of_audio_and_sensors),
		cmocka_unit_test(texts_are_found_in_either_case),
	};

	return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
