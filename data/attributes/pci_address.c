// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/attributes/pci_address.h"

#include "decoders/text/ascii.h"

/* Cuts a hexadecimal number of at most `digits` digits, ended by `end` (0: all). */
static bool cut_hex(struct hw_text *rest, char end, size_t digits, unsigned *ret)
{
	struct hw_text t = end ? hw_text_cut(rest, end) : *rest;
	unsigned value = 0;

	if (t.n == 0 || t.n > digits)
		return false;
	for (size_t i = 0; i < t.n; i++) {
		int d = hw_hex_value(t.s[i]);

		if (d < 0)
			return false;
		value = value << 4 | (unsigned)d;
	}
	*ret = value;
	return true;
}

bool hw_pci_address_parse(struct hw_text name, struct hw_pci_address *ret)
{
	struct hw_text rest = name;
	struct hw_pci_address a;

	if (!cut_hex(&rest, ':', 8, &a.domain) || !cut_hex(&rest, ':', 2, &a.bus) ||
	    !cut_hex(&rest, '.', 2, &a.device) || !cut_hex(&rest, 0, 1, &a.function))
		return false;
	if (a.domain > 0x7fffffff)
		return false;
	*ret = a;
	return true;
}
