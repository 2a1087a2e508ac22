// SPDX-License-Identifier: GPL-2.0-or-later
/* Answers of a device of any bytes: strings, and the status of hubs and ports; and a
 * recording of answers of any text, which written again is the same. */
#include <stdlib.h>

#include "data/attributes/usb_answers.h"
#include "decoders/descriptors/descriptors.h"
#include "decoders/text/utf16.h"
#include "tests/lib/layout_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct hw_text text)
{
	struct hw_arena arena = {0};
	struct hw_usb_answers answers;
	struct hw_text once;

	hw_usb_answers_parse(text, &arena, &answers);
	once = hw_usb_answers_text(&answers, &arena);
	hw_usb_answers_parse(once, &arena, &answers);
	if (!hw_text_eq(once, hw_usb_answers_text(&answers, &arena)))
		abort();
	hw_arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_bytes bytes = {data, size};
	char *text = malloc(HW_UTF16_ROOM(size));
	uint8_t *copy = malloc(size + 1);

	if (!text || !copy)
		abort();
	if (hw_utf16_to_utf8(data, size, text) != strlen(text))
		abort();
	layout_fuzz_block(hw_usb_hub_status(), bytes, bytes);
	layout_fuzz_block(hw_usb_port_status(false), bytes, bytes);
	layout_fuzz_block(hw_usb_port_status(true), bytes, bytes);
	if (size)
		memcpy(copy, data, size);
	hw_usb_bos_withhold(copy, size);
	check_text((struct hw_text){(const char *)data, size});
	free(copy);
	free(text);
	return 0;
}
