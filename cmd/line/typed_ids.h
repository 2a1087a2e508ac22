/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_TYPED_IDS_H
#define HWALIAS_CMD_LINE_TYPED_IDS_H

#include <stdbool.h>
#include <stddef.h>

#include "report/select/filter.h"

/* The most ids of one text. */
#define HW_TYPED_IDS_MAX 16

/*
 * Ids of devices as -d takes them, "8086:15b8", or as people write and paste them for
 * lookup, "[8086:15b8]", "8086 15b8", "ID 046d:c52b", "class 0300": the filters that
 * choose such devices. A class behind ids is that of the same device. Returns how many
 * there are, `max` at most; 0: the text is something else. Lifetime: that of `text`.
 */
size_t hw_typed_ids(const char *text, struct hw_filter *ret, size_t max);

/* Whether the text is the two ids of a device or more of them, and no address. */
bool hw_typed_is_device_ids(const char *text);

#endif
