// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/identity.h"

#include <stdint.h>

#include "data/base/sha256.h"
#include "decoders/text/ascii.h"

/* hwalias' own, as sd_id128_get_machine_app_specific(3) asks for: any 16 bytes. */
static const uint8_t application[16] = {
	0xce, 0x65, 0x53, 0xd2, 0x1e, 0x5a, 0x43, 0x30,
	0xba, 0x17, 0xe7, 0x20, 0x0b, 0x97, 0xde, 0x0c,
};

/* 32 hexadecimal digits, not all of them 0, which is no machine's: id128_read_fd(),
 * src/libsystemd/sd-id128/id128-util.c. */
static bool parse_id(struct hw_text text, uint8_t ret[static 16])
{
	uint8_t any = 0;

	if (text.n != 32)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (hw_hex_value(text.s[i]) < 0)
			return false;
	for (size_t i = 0; i < 16; i++)
		ret[i] = (uint8_t)(hw_hex_value(text.s[2 * i]) << 4 |
				   hw_hex_value(text.s[2 * i + 1]));
	for (size_t i = 0; i < 16; i++)
		any |= ret[i];
	return any;
}

static struct hw_text make_key(struct hw_text machine_id, struct hw_arena *arena)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t hash[HW_SHA256_SIZE];
	uint8_t id[16];
	char key[32];

	if (!parse_id(machine_id, id))
		return HW_NO_TEXT;
	hw_hmac_sha256(id, sizeof(id), application, sizeof(application), hash);
	/* RFC 9562, 5.4: version and variant */
	hash[6] = (uint8_t)((hash[6] & 0x0f) | 0x40);
	hash[8] = (uint8_t)((hash[8] & 0x3f) | 0x80);
	for (size_t i = 0; i < 16; i++) {
		key[2 * i] = digits[hash[i] >> 4];
		key[2 * i + 1] = digits[hash[i] & 15];
	}
	return hw_arena_copy(arena, (struct hw_text){key, sizeof(key)});
}

static struct hw_text read(struct hw_root *root, const char *directory, const char *name,
			   struct hw_arena *arena)
{
	struct hw_text text =
		hw_root_read_attr_once(root, hw_text_of(directory), name, arena);

	text = hw_text_trim_end(hw_text_trim_start(text, " \t"), " \t\n");
	return text.n ? text : HW_NO_TEXT;
}

/* "1b4e28ba-2fa1-11d2-883f-0016d3cca427" -> the digits. */
static struct hw_text without_dashes(struct hw_text uuid, struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	while (uuid.s) {
		struct hw_text part = hw_text_cut(&uuid, '-');

		all = hw_arena_printf(arena, "%.*s%.*s", HW_TEXT_ARG(all),
				      HW_TEXT_ARG(part));
	}
	return all.n ? all : HW_NO_TEXT;
}

void hw_host_identify(struct hw_root *root, struct hw_arena *arena,
		      struct hw_identity_of_host *ret)
{
	const char *dmi = "sys/class/dmi/id";

	*ret = (struct hw_identity_of_host){
		.name = read(root, "proc/sys/kernel", "hostname", arena),
		.machine_id = read(root, "etc", "machine-id", arena),
		.boot_id = without_dashes(
			read(root, "proc/sys/kernel/random", "boot_id", arena), arena),
		.product_serial = read(root, dmi, "product_serial", arena),
		.product_uuid = read(root, dmi, "product_uuid", arena),
		.board_serial = read(root, dmi, "board_serial", arena),
		.chassis_serial = read(root, dmi, "chassis_serial", arena),
	};
	if (!parse_id(ret->machine_id, (uint8_t[16]){0}))
		ret->machine_id = HW_NO_TEXT;
	ret->key = make_key(ret->machine_id, arena);
}
