// SPDX-License-Identifier: GPL-2.0-or-later
/* Descriptors composed from the specifications, sound and broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "decoders/descriptors/descriptors.h"
#include "tests/lib/layout_fields.h"

#define BYTES_OF(...)                                                                    \
	((struct hw_bytes){(const uint8_t[]){__VA_ARGS__},                               \
			   sizeof((uint8_t[]){__VA_ARGS__})})

/* clang-format off */
#define DEVICE(...)      18, 1, 0x00, 0x02, 0, 0, 0, 64, 0x34, 0x12, 1, 0, 0, 1, 1, 2, 3, __VA_ARGS__
#define CONFIG(total, v) 9, 2, (total) & 0xff, (total) >> 8, 1, v, 0, 0xa0, 50
#define INTERFACE(n, eps, c, s, p) 9, 4, n, 0, eps, c, s, p, 0
#define BULK_IN          7, 5, 0x81, 2, 0x00, 0x02, 0
/* clang-format on */

#define MANY 64

/* All descriptors of a chain. */
struct chain {
	struct hw_usb_descriptor d[MANY];
	size_t n;
	size_t problems;
};

static void walk_all(struct hw_bytes bytes, bool bos, struct chain *ret)
{
	struct hw_usb_walk walk;

	memset(ret, 0, sizeof(*ret));
	if (bos)
		hw_usb_begin_bos(&walk, bytes);
	else
		hw_usb_begin(&walk, bytes);
	while (ret->n < MANY && hw_usb_next(&walk, &ret->d[ret->n])) {
		ret->problems += ret->d[ret->n].problem != HW_LAYOUT_SOUND;
		ret->n++;
	}
	assert_true(ret->n < MANY);
}

static const char *text_of(const struct hw_usb_descriptor *d, const char *path)
{
	static char buf[300];

	return layout_text(d->layout, d->bytes, path, buf, sizeof(buf));
}

/* One class-specific descriptor in an interface of this class. */
static struct hw_usb_descriptor in_interface(unsigned c, unsigned s, unsigned p,
					     struct hw_bytes bytes)
{
	static uint8_t whole[300];
	static struct chain all;
	const uint8_t head[] = {DEVICE(1), CONFIG(18 + 0, 1),
				INTERFACE(0, 0, (uint8_t)c, (uint8_t)s, (uint8_t)p)};

	memcpy(whole, head, sizeof(head));
	memcpy(whole + sizeof(head), bytes.p, bytes.n);
	whole[20] = (uint8_t)(18 + bytes.n);
	walk_all((struct hw_bytes){whole, sizeof(head) + bytes.n}, false, &all);
	assert_int_equal(all.n, 4);
	assert_int_equal(all.problems, 0);
	assert_int_equal(all.d[3].depth, 3);
	return all.d[3];
}

static void plain_device(void **state)
{
	struct hw_bytes b = BYTES_OF(DEVICE(1), CONFIG(25, 3),
				     INTERFACE(2, 1, 0xff, 0x42, 1), BULK_IN);
	struct chain all;

	(void)state;
	walk_all(b, false, &all);
	assert_int_equal(all.n, 4);
	assert_int_equal(all.problems, 0);
	assert_string_equal(all.d[0].layout->key, "usb_device");
	assert_string_equal(text_of(&all.d[0], "usb_version"), "2.00");
	assert_string_equal(text_of(&all.d[0], "vendor"), "1234");
	assert_string_equal(text_of(&all.d[0], "max_packet_size_0_bytes"), "64 bytes");
	assert_string_equal(text_of(&all.d[0], "serial_number_string"), "3");
	assert_string_equal(text_of(&all.d[1], "value"), "3");
	assert_string_equal(text_of(&all.d[1], "max_power_ma"), "100 mA");
	assert_string_equal(text_of(&all.d[1], "attributes.self_powered"), "no");
	assert_string_equal(text_of(&all.d[1], "attributes.remote_wakeup"), "yes");
	assert_int_equal(all.d[2].depth, 2);
	assert_string_equal(text_of(&all.d[2], "class"), "ff");
	assert_int_equal(all.d[3].depth, 3);
	assert_int_equal(all.d[3].configuration, 3);
	assert_int_equal(all.d[3].interface, 2);
	assert_int_equal(all.d[3].endpoint, 0x81);
	assert_string_equal(text_of(&all.d[3], "number"), "1");
	assert_string_equal(text_of(&all.d[3], "direction"), "IN");
	assert_string_equal(text_of(&all.d[3], "transfer"), "bulk");
	assert_string_equal(text_of(&all.d[3], "max_packet_size_bytes"), "512 bytes");
	assert_string_equal(text_of(&all.d[3], "synchronisation"), "-");
	assert_string_equal(text_of(&all.d[3], "refresh"), "-");
}

/* From USB 3.0 on: packet sizes are powers of two, power counts in 8 mA. */
static void superspeed_device(void **state)
{
	struct hw_bytes b =
		BYTES_OF(18, 1, 0x20, 0x03, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
			 CONFIG(31, 1), INTERFACE(0, 1, 8, 6, 0x50), 7, 5, 0x82, 0x25,
			 0x00, 0x14, 1, 6, 0x30, 15, 2, 0x00, 0x60);
	struct chain all;

	(void)state;
	walk_all(b, false, &all);
	assert_int_equal(all.n, 5);
	assert_string_equal(text_of(&all.d[0], "max_packet_size_0_bytes"), "512 bytes");
	assert_string_equal(text_of(&all.d[1], "max_power_ma"), "400 mA");
	assert_string_equal(text_of(&all.d[3], "transfer"), "isochronous");
	assert_string_equal(text_of(&all.d[3], "synchronisation"), "asynchronous");
	assert_string_equal(text_of(&all.d[3], "usage"), "implicit feedback data");
	assert_string_equal(text_of(&all.d[3], "max_packet_size_bytes"), "1024 bytes");
	assert_string_equal(text_of(&all.d[3], "transactions"), "3");
	assert_string_equal(all.d[4].layout->key, "usb_superspeed_companion");
	assert_int_equal(all.d[4].depth, 4);
	assert_string_equal(text_of(&all.d[4], "per_interval_bytes"), "24576 bytes");
}

static void class_descriptors(void **state)
{
	struct hw_usb_descriptor d;

	(void)state;
	d = in_interface(3, 1, 1,
			 BYTES_OF(12, 0x21, 0x11, 1, 33, 2, 0x22, 65, 0, 0x23, 9, 1));
	assert_string_equal(text_of(&d, "hid_version"), "1.11");
	assert_string_equal(text_of(&d, "country"), "US");
	assert_string_equal(text_of(&d, "descriptors.0.length_bytes"), "65 bytes");
	assert_string_equal(text_of(&d, "descriptors.1.type"), "physical");
	assert_string_equal(text_of(&d, "descriptors.1.length_bytes"), "265 bytes");

	d = in_interface(0xfe, 1, 1, BYTES_OF(9, 0x21, 0x0d, 0xe8, 3, 0, 4, 0x10, 1));
	assert_string_equal(d.layout->key, "usb_dfu");
	assert_string_equal(text_of(&d, "attributes.will_detach"), "yes");
	assert_string_equal(text_of(&d, "attributes.upload"), "no");
	assert_string_equal(text_of(&d, "detach_timeout_ms"), "1000 ms");
	assert_string_equal(text_of(&d, "transfer_bytes"), "1024 bytes");
	assert_string_equal(text_of(&d, "dfu_version"), "1.10");

	d = in_interface(2, 6, 0,
			 BYTES_OF(13, 0x24, 15, 4, 0x3f, 0, 0, 0, 0xea, 5, 2, 0x80, 1));
	assert_string_equal(text_of(&d, "mac_address_string"), "4");
	assert_string_equal(text_of(&d, "max_segment_bytes"), "1514 bytes");
	assert_string_equal(text_of(&d, "multicast_filters"), "2");
	assert_string_equal(text_of(&d, "imperfect_multicast_filters"), "yes");

	d = in_interface(2, 2, 1, BYTES_OF(6, 0x24, 6, 0, 1, 2));
	assert_string_equal(text_of(&d, "control_interface"), "0");
	assert_string_equal(text_of(&d, "subordinate_interfaces.1"), "2");

	d = in_interface(1, 1, 0, BYTES_OF(11, 0x24, 6, 7, 5, 2, 0x43, 1, 2, 0, 9));
	assert_string_equal(d.layout->key, "uac_feature_unit");
	assert_string_equal(text_of(&d, "channel_controls.0"),
			    "mute, volume, automatic gain, bass boost");
	assert_string_equal(text_of(&d, "channel_controls.1"), "volume");
	assert_string_equal(text_of(&d, "channel_controls.2"), "-");
	assert_string_equal(text_of(&d, "feature_string"), "9");

	d = in_interface(1, 1, 0x20, BYTES_OF(10, 0x24, 6, 7, 5, 0x0d, 0, 0, 0, 9));
	assert_string_equal(d.layout->key, "uac2_feature_unit");
	assert_string_equal(text_of(&d, "channel_controls.0.mute"), "read-only");
	assert_string_equal(text_of(&d, "channel_controls.0.volume"), "programmable");
	assert_string_equal(text_of(&d, "channel_controls.0.bass"), "none");

	/* include/linux/usb/audio-v3.h: 4 bytes a channel, then the id of a string */
	d = in_interface(
		1, 1, 0x30,
		BYTES_OF(15, 0x24, 7, 7, 5, 0x0d, 0, 0, 0, 3, 0, 0, 0, 0x34, 0x12));
	assert_string_equal(d.layout->key, "uac3_feature_unit");
	assert_string_equal(text_of(&d, "channel_controls.0.mute"), "read-only");
	assert_string_equal(text_of(&d, "channel_controls.1.mute"), "programmable");
	assert_string_equal(text_of(&d, "feature_string_descriptor"), "4660");

	d = in_interface(1, 1, 0x30,
			 BYTES_OF(13, 0x24, 0x10, 10, 30, 0, 44, 1, 2, 4, 6, 5, 0));
	assert_string_equal(d.layout->key, "uac3_power_domain");
	assert_string_equal(text_of(&d, "recovery_time_2"), "300");
	assert_string_equal(text_of(&d, "entities.1"), "6");
	assert_string_equal(text_of(&d, "power_domain_string_descriptor"), "5");

	/* the length, the category "headset", both controls read-only */
	d = in_interface(1, 1, 0x30, BYTES_OF(10, 0x24, 1, 4, 75, 0, 5, 0, 0, 0));
	assert_string_equal(text_of(&d, "category"), "headset");
	assert_string_equal(text_of(&d, "total_length_bytes"), "75 bytes");
	assert_string_equal(text_of(&d, "controls.power_domain"), "read-only");

	/* MIDI is the same in any version */
	d = in_interface(1, 3, 0x30, BYTES_OF(6, 0x24, 2, 1, 3, 0));
	assert_string_equal(d.layout->key, "midi_in_jack");

	d = in_interface(
		1, 2, 0,
		BYTES_OF(14, 0x24, 2, 1, 2, 2, 16, 2, 0x44, 0xac, 0, 0x80, 0xbb, 0));
	assert_string_equal(text_of(&d, "rates_hz.0"), "44100 Hz");
	assert_string_equal(text_of(&d, "rates_hz.1"), "48000 Hz");
	assert_string_equal(text_of(&d, "min_rate_hz"), "-");

	d = in_interface(8, 6, 0x62, BYTES_OF(4, 0x24, 3, 0));
	assert_string_equal(text_of(&d, "pipe"), "data-in");

	d = in_interface(0xff, 0, 0, BYTES_OF(5, 0x41, 1, 2, 3));
	assert_string_equal(d.layout->key, "usb_unknown");
	assert_string_equal(text_of(&d, "data"), "010203");
	d = in_interface(0xff, 0, 0, BYTES_OF(5, 0x24, 1, 2, 3));
	assert_string_equal(d.layout->key, "usb_class_interface");
	assert_string_equal(text_of(&d, "data"), "0203");
}

static void video_descriptors(void **state)
{
	struct hw_usb_descriptor d;

	(void)state;
	d = in_interface(
		14, 1, 0,
		BYTES_OF(18, 0x24, 2, 1, 1, 2, 0, 5, 0, 0, 0, 0, 0, 0, 3, 0x2e, 0x0a, 2));
	assert_string_equal(text_of(&d, "terminal_type"), "microphone or camera");
	assert_string_equal(text_of(&d, "controls"),
			    "auto-exposure mode, auto-exposure priority, exposure time "
			    "(absolute), focus (absolute), zoom (absolute), pan and tilt "
			    "(absolute), focus, auto");
	/* an extension unit: two sources, then a string behind two bytes of controls */
	d = in_interface(14, 1, 0,
			 BYTES_OF(28, 0x24, 6, 3, 0xc3, 0x85, 0xb8, 0x0f, 0xc2, 0x68,
				  0x47, 0x45, 0x90, 0xf7, 0x8f, 0x47, 0x57, 0x9d, 0x95,
				  0xfc, 9, 2, 1, 4, 2, 0xff, 1, 7));
	assert_string_equal(text_of(&d, "guid"), "0fb885c3-68c2-4547-90f7-8f47579d95fc");
	assert_string_equal(text_of(&d, "sources.1"), "4");
	assert_string_equal(text_of(&d, "controls.1"), "01");
	assert_string_equal(text_of(&d, "extension_string"), "7");
	/* intervals: two of them, or a range */
	d = in_interface(14, 2, 0,
			 BYTES_OF(34, 0x24, 7, 1, 3, 0, 5, 0xd0, 2, 0, 0, 0, 0, 0, 0, 0,
				  0, 0, 0, 0, 0, 0x15, 0x16, 5, 0, 2, 0x15, 0x16, 5, 0,
				  0x2a, 0x2c, 0x0a, 0));
	assert_string_equal(text_of(&d, "width"), "1280");
	assert_string_equal(text_of(&d, "capabilities.fixed_frame_rate"), "yes");
	assert_string_equal(text_of(&d, "default_interval_ns"), "33333300 ns");
	assert_string_equal(text_of(&d, "intervals_ns.1"), "66666600 ns");
	assert_string_equal(text_of(&d, "intervals_ns.2"), "-");
	assert_string_equal(text_of(&d, "min_interval_ns"), "-");
	d = in_interface(14, 2, 0,
			 BYTES_OF(27, 0x24, 4, 1, 1, 'Y', 'U', 'Y', '2', 0, 0, 0x10, 0,
				  0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71, 16, 1, 0, 0, 0,
				  0));
	assert_string_equal(text_of(&d, "format"), "YUY2");
	assert_string_equal(text_of(&d, "guid"), "32595559-0000-0010-8000-00aa00389b71");
}

static void device_capabilities(void **state)
{
	struct hw_bytes b = BYTES_OF(
		/* clang-format off */
		5, 15, 5 + 7 + 10 + 20 + 20 + 24 + 4, 0, 6,
		7, 16, 2, 0x1e, 0xf4, 0, 0,
		10, 16, 3, 2, 0x0e, 0, 1, 10, 0xff, 7,
		20, 16, 4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
		20, 16, 10, 0, 1, 0, 0, 0, 0, 0x11, 0, 0, 0x30, 0x40, 10, 0, 0xb0, 0x40, 10, 0,
		24, 16, 5, 0, 0x38, 0xb6, 8, 0x34, 0xa9, 9, 0xa0, 0x47, 0x8b, 0xfd, 0xa0, 0x76,
		0x88, 0x15, 0xb6, 0x65, 0, 1, 0x21, 1,
		4, 16, 0x7f, 0xaa);
	/* clang-format on */
	struct chain all;

	(void)state;
	walk_all(b, true, &all);
	assert_int_equal(all.n, 7);
	assert_int_equal(all.problems, 0);
	assert_int_equal(all.d[1].depth, 1);
	assert_string_equal(text_of(&all.d[0], "capability_count"), "6");
	assert_string_equal(text_of(&all.d[1], "attributes.lpm"), "yes");
	assert_string_equal(text_of(&all.d[1], "attributes.baseline_besl"), "4");
	assert_string_equal(text_of(&all.d[1], "attributes.deep_besl"), "15");
	assert_string_equal(
		text_of(&all.d[2], "speeds"),
		"full speed (12 Mb/s), high speed (480 Mb/s), SuperSpeed (5 Gb/s)");
	assert_string_equal(text_of(&all.d[2], "u2_exit_latency_us"), "2047 us");
	assert_string_equal(text_of(&all.d[3], "container_id"),
			    "04030201-0605-0807-090a-0b0c0d0e0f10");
	assert_string_equal(text_of(&all.d[4], "sublinks.1.mantissa"), "10");
	assert_string_equal(text_of(&all.d[4], "sublinks.1.exponent"), "Gb/s");
	assert_string_equal(text_of(&all.d[4], "sublinks.1.direction"), "transmit");
	assert_string_equal(text_of(&all.d[4], "sublinks.1.protocol"), "SuperSpeedPlus");
	assert_string_equal(text_of(&all.d[4], "functionality.min_receive_lanes"), "1");
	assert_string_equal(all.d[5].layout->key, "usb_cap_webusb");
	assert_string_equal(text_of(&all.d[5], "landing_page"), "1");
	assert_string_equal(all.d[6].layout->key, "usb_cap_unknown");
	assert_string_equal(text_of(&all.d[6], "data"), "aa");
}

static void billboard(void **state)
{
	struct hw_bytes b = BYTES_OF(
		/* clang-format off */
		5, 15, 5 + 52, 0, 1,
		52, 16, 13, 4, 2, 0, 3, 0,
		0x0b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0x21, 1, 1, 0, 0x01, 0xff, 0, 5, 0x87, 0x80, 1, 6);
	/* clang-format on */
	struct chain all;

	(void)state;
	walk_all(b, true, &all);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.problems, 0);
	assert_string_equal(text_of(&all.d[1], "vconn.power"), "3 W");
	assert_string_equal(text_of(&all.d[1], "version"), "1.21");
	assert_string_equal(text_of(&all.d[1], "failure.lack_of_power"), "yes");
	assert_string_equal(text_of(&all.d[1], "modes.0.svid"), "ff01");
	assert_string_equal(text_of(&all.d[1], "modes.0.state"), "successful");
	assert_string_equal(text_of(&all.d[1], "modes.1.state"),
			    "attempted, unsuccessful");
	assert_string_equal(text_of(&all.d[1], "modes.1.mode_string"), "6");
}

/* Hub descriptors come by request, not in `descriptors`: walked alone. */
static void hubs(void **state)
{
	struct chain all;

	(void)state;
	walk_all(BYTES_OF(9, 0x29, 4, 0xa9, 0, 50, 100, 0x04, 0xff), false, &all);
	assert_string_equal(all.d[0].layout->key, "usb_hub");
	assert_string_equal(text_of(&all.d[0], "port_count"), "4");
	assert_string_equal(text_of(&all.d[0], "characteristics.power_switching"),
			    "individual");
	assert_string_equal(text_of(&all.d[0], "characteristics.over_current_protection"),
			    "individual");
	assert_string_equal(text_of(&all.d[0], "characteristics.tt_think_time"),
			    "16 FS bit times");
	assert_string_equal(text_of(&all.d[0], "power_good_ms"), "100 ms");
	walk_all(BYTES_OF(12, 0x2a, 4, 9, 0, 50, 2, 4, 0x64, 0, 6, 0), false, &all);
	assert_string_equal(text_of(&all.d[0], "header_decode_latency_ns"), "400 ns");
	assert_string_equal(text_of(&all.d[0], "delay_ns"), "100 ns");
	assert_string_equal(text_of(&all.d[0], "controller_current_ma"), "8 mA");
	assert_string_equal(text_of(&all.d[0], "not_removable"), "0006");
}

static void lengths_that_lie(void **state)
{
	struct chain all;

	(void)state;
	/* 0 and 1 in the first of two configurations: the second is found by the total */
	for (uint8_t length = 0; length < 2; length++) {
		walk_all(BYTES_OF(DEVICE(2), CONFIG(22, 1), INTERFACE(0, 1, 3, 0, 0),
				  length, 5, 0x81, 3, CONFIG(18, 2),
				  INTERFACE(0, 0, 0xff, 0, 0)),
			 false, &all);
		assert_int_equal(all.n, 6);
		assert_int_equal(all.problems, 1);
		assert_int_equal(all.d[3].problem, HW_LAYOUT_NO_LENGTH);
		assert_int_equal(all.d[3].at, 36);
		assert_null(all.d[3].layout);
		assert_string_equal(text_of(&all.d[4], "value"), "2");
		assert_int_equal(all.d[5].interface, 0);
	}
	/* 255: the rest of the bytes, fields that are there are decoded */
	walk_all(BYTES_OF(DEVICE(1), CONFIG(25, 1), 255, 4, 2, 0, 0, 3, 1, 1, 0), false,
		 &all);
	assert_int_equal(all.n, 4);
	assert_int_equal(all.d[2].problem, HW_LAYOUT_CUT_OFF);
	assert_string_equal(text_of(&all.d[2], "number"), "2");
	assert_int_equal(all.d[3].problem, HW_LAYOUT_BAD_TOTAL);
	/* too short for its type, the next one is intact */
	walk_all(BYTES_OF(DEVICE(1), CONFIG(21, 1), 5, 4, 0, 0, 1, BULK_IN), false, &all);
	assert_int_equal(all.n, 4);
	assert_int_equal(all.d[2].problem, HW_LAYOUT_SHORT);
	assert_string_equal(text_of(&all.d[2], "endpoint_count"), "1");
	assert_string_equal(text_of(&all.d[2], "class"), "-");
	assert_string_equal(text_of(&all.d[3], "transfer"), "bulk");
	/* the last byte alone */
	walk_all(BYTES_OF(DEVICE(1), 9), false, &all);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.d[1].problem, HW_LAYOUT_CUT_OFF);
	walk_all((struct hw_bytes){NULL, 0}, false, &all);
	assert_int_equal(all.n, 0);
}

/* The total of a configuration: too small, too large, right but not the last. */
static void totals_that_lie(void **state)
{
	struct chain all;

	(void)state;
	walk_all(BYTES_OF(DEVICE(1), CONFIG(12, 1), INTERFACE(0, 1, 3, 0, 0), BULK_IN),
		 false, &all);
	assert_int_equal(all.n, 5);
	assert_int_equal(all.problems, 1);
	assert_int_equal(all.d[3].problem, HW_LAYOUT_BAD_TOTAL);
	assert_int_equal(all.d[3].at, 36);
	assert_string_equal(all.d[4].layout->key, "usb_endpoint");

	walk_all(BYTES_OF(DEVICE(2), CONFIG(255, 1), INTERFACE(0, 0, 3, 0, 0),
			  CONFIG(9, 2)),
		 false, &all);
	assert_int_equal(all.n, 5);
	assert_int_equal(all.problems, 1);
	assert_int_equal(all.d[3].problem, HW_LAYOUT_BAD_TOTAL);
	assert_string_equal(text_of(&all.d[4], "value"), "2");

	/* a BOS that says less, or more, than it has */
	walk_all(BYTES_OF(5, 15, 9, 0, 1, 7, 16, 2, 2, 0, 0, 0), true, &all);
	assert_int_equal(all.n, 3);
	assert_int_equal(all.d[2].problem, HW_LAYOUT_BAD_TOTAL);
	assert_string_equal(text_of(&all.d[1], "attributes.lpm"), "yes");
	walk_all(BYTES_OF(5, 15, 0xff, 0xff, 1, 7, 16, 2, 2, 0, 0, 0), true, &all);
	assert_int_equal(all.n, 3);
	assert_int_equal(all.d[2].problem, HW_LAYOUT_BAD_TOTAL);
	walk_all(BYTES_OF(5, 15, 12, 0, 1, 7, 16, 2, 2, 0, 0), true, &all);
	assert_int_equal(all.d[1].problem, HW_LAYOUT_CUT_OFF);
	assert_string_equal(text_of(&all.d[1], "attributes.lpm"), "-");
	walk_all(BYTES_OF(5, 15, 9, 0, 1, 0, 16, 2, 2), true, &all);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.d[1].problem, HW_LAYOUT_NO_LENGTH);
}

/* Problems have a sentence each, soundness has none. */
static void sentences(void **state)
{
	(void)state;
	assert_string_equal(hw_layout_problem_text(HW_LAYOUT_SOUND), "");
	for (int p = HW_LAYOUT_CUT_OFF; p <= HW_LAYOUT_NO_ANSWER; p++)
		assert_true(strlen(hw_layout_problem_text((enum hw_layout_problem)p)) >
			    10);
}

/* The container id of a BOS is zeroed, and nothing else, also where the bytes end. */
static void bos_withheld(void **state)
{
	static const uint8_t bos[] = {5,  0x0f, 35, 0,	3,  7,	0x10, 2,  6, 0,	   0,	0,
				      20, 0x10, 4,  0,	1,  2,	3,    4,  5, 6,	   7,	8,
				      9,  10,	11, 12, 13, 14, 15,   16, 3, 0x10, 0x0b};
	uint8_t bytes[sizeof(bos)];

	(void)state;
	for (size_t n = 0; n <= sizeof(bos); n++) {
		memcpy(bytes, bos, sizeof(bos));
		hw_usb_bos_withhold(bytes, n);
		for (size_t i = 0; i < sizeof(bos); i++)
			assert_int_equal(bytes[i],
					 i >= 16 && i < 32 && i < n ? 0 : bos[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_device),
		cmocka_unit_test(superspeed_device),
		cmocka_unit_test(class_descriptors),
		cmocka_unit_test(video_descriptors),
		cmocka_unit_test(device_capabilities),
		cmocka_unit_test(billboard),
		cmocka_unit_test(hubs),
		cmocka_unit_test(lengths_that_lie),
		cmocka_unit_test(totals_that_lie),
		cmocka_unit_test(sentences),
		cmocka_unit_test(bos_withheld),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
