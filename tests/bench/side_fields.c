// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Modalias strings of PCI and USB into their fields: hw_decode() beside sscanf() with the
 * kernel's own format. A result is the string and its device or product id.
 */
#include "side.h"

#include <stdlib.h>

#include "decoders/modalias.h"

static void *open_strings(char **arguments)
{
	struct bench_lines *strings = bench_new(sizeof(*strings));

	*strings = bench_read_lines(arguments[0]);
	return strings;
}

static void close_strings(void *arg)
{
	const struct bench_lines *strings = arg;

	bench_free_lines(*strings);
	free(arg);
}

static size_t each(const struct bench_lines *strings, FILE *dump,
		   unsigned (*device_id)(struct hw_text string))
{
	size_t sum = 0;

	for (size_t i = 0; i < strings->count; i++) {
		unsigned id = device_id(strings->lines[i]);

		sum += id;
		if (dump)
			fprintf(dump, "%s\t%x\n", strings->lines[i].s, id);
	}
	return sum;
}

static unsigned decode(struct hw_text string)
{
	struct hw_modalias m;

	return hw_decode(string, &m) ? (unsigned)m.fields[1].value : 0;
}

static unsigned scan(struct hw_text string)
{
	unsigned v[10];
	int n;

	if (string.s[0] == 'p') {
		n = sscanf(string.s, "pci:v%8xd%8xsv%8xsd%8xbc%2xsc%2xi%2x", &v[0], &v[1],
			   &v[2], &v[3], &v[4], &v[5], &v[6]);
		return n == 7 ? v[1] : 0;
	}
	n = sscanf(string.s, "usb:v%4xp%4xd%4xdc%2xdsc%2xdp%2xic%2xisc%2xip%2xin%2x",
		   &v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7], &v[8], &v[9]);
	return n == 10 ? v[1] : 0;
}

static size_t fields(void *arg, FILE *dump)
{
	return each(arg, dump, decode);
}

static size_t scanned(void *arg, FILE *dump)
{
	return each(arg, dump, scan);
}

const struct bench_side bench_fields = {
	.name = "fields",
	.arguments = "STRINGS",
	.argument_count = 1,
	.open = open_strings,
	.pass = fields,
	.close = close_strings,
};

const struct bench_side bench_sscanf = {
	.name = "sscanf",
	.arguments = "STRINGS",
	.argument_count = 1,
	.open = open_strings,
	.pass = scanned,
	.close = close_strings,
};
