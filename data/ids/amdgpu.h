/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_AMDGPU_H
#define HWALIAS_DATA_IDS_AMDGPU_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * amdgpu.ids of libdrm: names of AMD's graphics by device and revision, which pci.ids has
 * by device alone. The grammar is drawn at the top of data/ids/amdgpu.c. The first
 * look-up reads the file.
 */
struct hw_amdgpu;

/* Whether the file is below `root`. */
bool hw_amdgpu_is_there(struct hw_root *root);

/* Lifetime: `root` must outlive the result. Errors: -ENOMEM. */
int hw_amdgpu_open(struct hw_root *root, struct hw_amdgpu **ret);

/* NULL is fine. */
void hw_amdgpu_close(struct hw_amdgpu *ids);

/* The name of this device in this revision; of several lines the first counts. Absent if
 * it is not listed or the file cannot be read, and for NULL. Lifetime: until
 * hw_amdgpu_close(). */
struct hw_text hw_amdgpu_name(struct hw_amdgpu *ids, uint16_t device, uint8_t revision);

/* The same in the text of a file. Lifetime: the text's. */
struct hw_text hw_amdgpu_search(struct hw_text text, uint16_t device, uint8_t revision);

#endif
