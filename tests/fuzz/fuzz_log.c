// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines of a kernel log: parts lie inside the line, and printing keeps to its room. */
#include <stdint.h>
#include <stdlib.h>

#include "decoders/log/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct hw_text text = {(const char *)data, size};
	const struct hw_log_line line = hw_log_line(text);
	struct hw_log_index index;
	struct hw_log_message m;
	struct hw_log_message by_index;
	char buffer[64];

	if (line.message.n &&
	    (line.message.s < text.s || line.message.s + line.message.n > text.s + size))
		abort();
	hw_log_index_fill(&index);
	if (hw_log_parse(NULL, line.message, &m) !=
	    hw_log_parse(&index, line.message, &by_index))
		abort();
	if (!hw_log_parse(NULL, line.message, &m))
		return 0;
	if (m.pattern != by_index.pattern)
		abort();
	for (size_t i = 0; i < HW_LOG_PART_COUNT; i++)
		if (m.parts[i].n && (m.parts[i].s < text.s ||
				     m.parts[i].s + m.parts[i].n > text.s + size))
			abort();
	hw_log_print(&m, true, buffer, sizeof(buffer));
	return 0;
}
