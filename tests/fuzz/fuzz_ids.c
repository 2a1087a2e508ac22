// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as an id file. Every place of the input that looks like an id is looked up
 * (so known ids are found often), and each name must be a sound slice of the input.
 * Vendors and devices are also compared with a walk over all lines.
 */
#include <stdint.h>
#include <stdlib.h>

#include "data/ids/ids.h"
#include "decoders/text/ascii.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check(struct hw_text input, struct hw_text name)
{
	if (!name.s) {
		must(name.n == 0);
		return;
	}
	must(name.n > 0);
	must(name.s >= input.s && name.s + name.n <= input.s + input.n);
	must(!memchr(name.s, '\n', name.n) && !memchr(name.s, '\0', name.n));
	must(!strchr(" \t", name.s[0]));
	must(!strchr(" \t\r", name.s[name.n - 1]));
}

static bool is_id(struct hw_text t, size_t digits, unsigned *id)
{
	*id = 0;
	if (t.n <= digits || !strchr(" \t", t.s[digits]) || !t.s[digits])
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (!hw_is_hex(t.s[i]))
			return false;
		*id = *id << 4 | (unsigned)hw_hex_value(t.s[i]);
	}
	t = hw_text_from(t, digits);
	while (t.n && strchr(" \t\r", t.s[0]) && t.s[0])
		t = hw_text_from(t, 1);
	return t.n && t.s[0];
}

/* Where the first line of the device is, read without blocks and bisection. */
static const char *find_device(struct hw_text input, unsigned vendor, unsigned device)
{
	bool inside = false;
	unsigned id;

	while (input.s) {
		struct hw_text line = hw_text_cut(&input, '\n');

		if (line.n && !strchr("\t\r #", line.s[0]))
			inside = is_id(line, 4, &id) && id == vendor;
		else if (line.n && !line.s[0])
			inside = false;
		else if (inside && line.n > 1 && line.s[0] == '\t' &&
			 is_id(hw_text_from(line, 1), 4, &id) && id == device)
			return line.s;
	}
	return NULL;
}

static void look_up(struct hw_ids *ids, struct hw_text input, const unsigned id[4])
{
	uint16_t vendor = (uint16_t)id[0];
	uint16_t device = (uint16_t)id[1];
	struct hw_text name = hw_ids_device(ids, vendor, device);
	const char *line = find_device(input, vendor, device);

	check(input, name);
	must(!line == !name.s);
	must(!line || (name.s > line && !memchr(line, '\n', (size_t)(name.s - line))));
	check(input, hw_ids_vendor(ids, vendor));
	check(input,
	      hw_ids_subsystem(ids, vendor, device, (uint16_t)id[2], (uint16_t)id[3]));
	check(input, hw_ids_class(ids, (uint8_t)(id[0] >> 8)));
	check(input, hw_ids_subclass(ids, (uint8_t)(id[0] >> 8), (uint8_t)(id[1] >> 8)));
	check(input, hw_ids_interface(ids, (uint8_t)(id[0] >> 8), (uint8_t)(id[1] >> 8),
				      (uint8_t)(id[2] >> 8)));
}

static void run(struct hw_text input, enum hw_ids_kind kind)
{
	struct hw_warnings warnings = {0};
	struct hw_ids *ids;
	unsigned id[4] = {0};
	unsigned found = 0;
	unsigned asked = 0;

	must(hw_ids_open_text(input, "fuzz", kind, &warnings, &ids) == 0);
	check(input, hw_ids_version(ids));
	for (size_t i = 0; i + 2 < input.n && asked < 200; i++) {
		if (!hw_is_hex(input.s[i]) || (i && hw_is_hex(input.s[i - 1])))
			continue;
		for (unsigned k = 0; k < 4; k++) {
			int digit = i + k < input.n ? hw_hex_value(input.s[i + k]) : -1;

			found = found << 4 | (digit < 0 ? 0 : (unsigned)digit);
		}
		/* once in the place of a head, once below the last head */
		for (unsigned k = 0; k < 4; k++) {
			id[k] = found & 0xffff;
			look_up(ids, input, id);
			asked++;
		}
		id[0] = i && input.s[i - 1] == '\n' ? found & 0xffff : id[1];
	}
	hw_ids_close(ids);
	hw_warnings_done(&warnings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text input = {(const char *)data, size};

	run(input, HW_IDS_PCI);
	run(input, HW_IDS_USB);
	return 0;
}
