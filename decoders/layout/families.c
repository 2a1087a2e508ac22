// SPDX-License-Identifier: GPL-2.0-or-later
/* All tables, by family. */
#include "decoders/layout/tables.h"

const struct hw_layout_family *const hw_layout_families[] = {
	&hw_pci_header_family,	&hw_pci_capability_family, &hw_pci_extended_family,
	&hw_pci_dvsec_family,	&hw_usb_descriptor_family, &hw_usb_bos_family,
	&hw_usb_cdc_family,	&hw_usb_video_family,	   &hw_usb_audio_family,
	&hw_usb_audio_3_family, &hw_usb_class_family,	   &hw_usb_status_family,
};
const size_t hw_layout_family_count = HW_ARRAY_SIZE(hw_layout_families);

static bool is_same_key(const char *key, struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (key[i] != (text.s[i] == '-' ? '_' : text.s[i]))
			return false;
	return text.n && !key[text.n];
}

const struct hw_layout *hw_layout_find(struct hw_text key)
{
	for (size_t i = 0; i < hw_layout_family_count; i++)
		for (size_t j = 0; j < hw_layout_families[i]->count; j++)
			if (is_same_key(hw_layout_families[i]->layouts[j]->key, key))
				return hw_layout_families[i]->layouts[j];
	return NULL;
}
