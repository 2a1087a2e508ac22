// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/layout/tables.h"
#include "decoders/text/ascii.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

/* Fields as people read them: labels made of keys, numbers with their units. */

static const struct {
	const char *text;
	const char *suffix;
} units[HW_UNIT_COUNT] = {
	[HW_UNIT_NONE] = {"", ""},
	[HW_UNIT_BYTES] = {"bytes", "_bytes"},
	[HW_UNIT_KIB] = {"KiB", "_kib"},
	[HW_UNIT_MIB] = {"MiB", "_mib"},
	[HW_UNIT_NS] = {"ns", "_ns"},
	[HW_UNIT_US] = {"us", "_us"},
	[HW_UNIT_MS] = {"ms", "_ms"},
	[HW_UNIT_S] = {"s", "_s"},
	[HW_UNIT_MW] = {"mW", "_mw"},
	[HW_UNIT_MA] = {"mA", "_ma"},
	[HW_UNIT_MV] = {"mV", "_mv"},
	[HW_UNIT_HZ] = {"Hz", "_hz"},
	[HW_UNIT_KHZ] = {"kHz", "_khz"},
	[HW_UNIT_MHZ] = {"MHz", "_mhz"},
	[HW_UNIT_BITS] = {"bits", "_bits"},
	[HW_UNIT_BITS_PER_S] = {"bit/s", "_bits_per_s"},
};

const char *hw_layout_unit(enum hw_layout_unit unit, const char **ret_suffix)
{
	if (ret_suffix)
		*ret_suffix = units[unit].suffix;
	return units[unit].text;
}

/* Words of keys that are written otherwise than in lower case. */
static const char spellings[][12] = {
	"ACPI",	    "ACS",  "AER",    "AF",    "AGP",	 "ARI",	  "ASPM",    "ATS",
	"AtomicOp", "AUX",  "BAR",    "BIR",   "BIST",	 "BOS",	  "CCID",    "CDC",
	"CPU",	    "CRC",  "CRS",    "CXL",   "D0",	 "D1",	  "D2",	     "D3cold",
	"D3hot",    "DCI",  "DEVSEL", "DFU",   "DLLP",	 "DMA",	  "DMMRBC",  "DOE",
	"DPC",	    "DRS",  "DSI",    "DVSEC", "DWORD",	 "ECC",	  "ECRC",    "ERO",
	"ERR_COR",  "FLR",  "FRS",    "GPF",   "GUID",	 "HDM",	  "HID",     "IDE",
	"IDO",	    "ID",   "IDs",    "INTx",  "IO",	 "IRQ",	  "ISA",     "ISR",
	"L0s",	    "L1",   "L1.1",   "L1.2",  "LED",	 "LN",	  "LPM",     "LTR",
	"MAC",	    "MC",   "MFVC",   "MIDI",  "MPS",	 "MSE",	  "MSI",     "MSI-X",
	"NCM",	    "NTB",  "NUMA",   "OBFF",  "OUI",	 "PASID", "PCI",     "PCIe",
	"PD",	    "PERR", "PIO",    "PME",   "PRI",	 "PTM",	  "RBC",     "RCB",
	"RCiEP",    "RCRB", "ROM",    "RX",    "SATA",	 "SBR",	  "SERR",    "SR-IOV",
	"SVID",	    "TC",   "TLP",    "TPH",   "TT",	 "TX",	  "U1",	     "U2",
	"UAS",	    "UID",  "URL",    "USB",   "VC",	 "VC0",	  "VDM",     "VF",
	"VFs",	    "VGA",  "VPD",    "VREF",  "WebUSB", "WRR",	  "WUSB",    "CPL",
	"PFE",	    "PIN",  "DES",    "FIFO",  "MTU",	 "PWM",	  "Retimer", "IN",
	"DataIn",   "DFE",  "JPEG",   "MJPEG", "TDM",
};

/* The word in its spelling, or NULL. Keys have no '-' and no '.': "msi_x", "l1_2". */
static const char *spelling(struct hw_text word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(spellings); i++) {
		size_t n = 0;

		while (n < word.n && hw_lower(spellings[i][n]) == word.s[n])
			n++;
		if (n == word.n && !spellings[i][n])
			return spellings[i];
	}
	return NULL;
}

static size_t without_unit(const struct hw_layout_field *field)
{
	const char *suffix;
	size_t n = strlen(field->key);
	size_t m;

	hw_layout_unit(field->unit, &suffix);
	m = strlen(suffix);
	return m && n > m && !strcmp(field->key + n - m, suffix) ? n - m : n;
}

const char *hw_layout_label(const struct hw_layout_field *field, char *buf, size_t size)
{
	struct hw_text rest = {field->key, without_unit(field)};
	size_t n = 0;

	if (field->label) {
		snprintf(buf, size, "%s", field->label);
		return buf;
	}
	while (rest.s) {
		struct hw_text word = hw_text_cut(&rest, '_');
		const char *spelt = spelling(word);

		if (n && n + 1 < size)
			buf[n++] = ' ';
		for (size_t i = 0; i < word.n && n + 1 < size; i++)
			buf[n++] = spelt ? spelt[i] : word.s[i];
	}
	buf[n] = '\0';
	if (n && !spelling((struct hw_text){field->key,
					    hw_text_find(hw_text_of(field->key), '_')}))
		buf[0] = hw_upper(buf[0]);
	return buf;
}

bool hw_layout_next_bit(const struct hw_layout_value *value, unsigned *cursor,
			unsigned *ret_bit, const char **ret_name)
{
	for (unsigned bit = *cursor; bit < 64; bit++)
		if (value->raw >> bit & 1) {
			*cursor = bit + 1;
			*ret_bit = bit;
			*ret_name = hw_vocabulary_find(value->field.names, bit);
			return true;
		}
	*cursor = 64;
	return false;
}

/* An output that never overruns: text behind the end is dropped. */
struct out {
	char *buf;
	size_t size;
	size_t n;
};

__attribute__((format(printf, 2, 3))) static void put(struct out *out, const char *format,
						      ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(out->buf + out->n, out->size - out->n, format, args);
	va_end(args);
	if (n > 0)
		out->n = (size_t)n < out->size - out->n ? out->n + (size_t)n
							: out->size - 1;
}

/* 2500 mW is "2.5 W", 25 mW "25 mW"; `next` is the unit a thousand times larger. */
static void put_scaled(struct out *out, uint64_t number, const char *unit,
		       const char *next)
{
	if (number < 1000 || !next) {
		put(out, "%" PRIu64 " %s", number, unit);
	} else if (number % 1000 == 0) {
		put(out, "%" PRIu64 " %s", number / 1000, next);
	} else {
		put(out, "%" PRIu64 ".%03" PRIu64, number / 1000, number % 1000);
		while (out->buf[out->n - 1] == '0')
			out->n--;
		out->buf[out->n] = '\0';
		put(out, " %s", next);
	}
}

static void put_number(struct out *out, const struct hw_layout_value *value)
{
	const char *unit = units[value->unit].text;

	switch (value->unit) {
	case HW_UNIT_NONE:
		put(out, "%" PRIu64, value->number);
		break;
	case HW_UNIT_MW:
		put_scaled(out, value->number, unit, "W");
		break;
	case HW_UNIT_MV:
		put_scaled(out, value->number, unit, "V");
		break;
	case HW_UNIT_KIB:
		if (value->number >= 1024 && value->number % 1024 == 0)
			put(out, "%" PRIu64 " MiB", value->number / 1024);
		else
			put(out, "%" PRIu64 " KiB", value->number);
		break;
	case HW_UNIT_MIB:
		if (value->number >= 1024 && value->number % 1024 == 0)
			put(out, "%" PRIu64 " GiB", value->number / 1024);
		else
			put(out, "%" PRIu64 " MiB", value->number);
		break;
	case HW_UNIT_BYTES:
	case HW_UNIT_BITS:
		put(out, "%" PRIu64 " %.*s", value->number,
		    (int)strlen(unit) - (value->number == 1), unit);
		break;
	case HW_UNIT_NS:
	case HW_UNIT_US:
	case HW_UNIT_MS:
	case HW_UNIT_S:
	case HW_UNIT_MA:
	case HW_UNIT_HZ:
	case HW_UNIT_KHZ:
	case HW_UNIT_MHZ:
	case HW_UNIT_BITS_PER_S:
	case HW_UNIT_COUNT:
		put(out, "%" PRIu64 " %s", value->number, unit);
		break;
	}
}

static void put_set(struct out *out, const struct hw_layout_value *value)
{
	const char *separator = "";
	const char *name;
	unsigned cursor = 0;
	unsigned bit;

	while (hw_layout_next_bit(value, &cursor, &bit, &name)) {
		if (name)
			put(out, "%s%s", separator, name);
		else
			put(out, "%sbit %u", separator, bit);
		separator = ", ";
	}
	if (!*separator)
		put(out, "none");
}

static void put_bytes(struct out *out, struct hw_bytes bytes)
{
	for (size_t i = 0; i < bytes.n && out->n + 2 < out->size; i++)
		put(out, "%02x", bytes.p[i]);
}

/* The first three groups of a GUID are little-endian numbers. */
static void put_guid(struct out *out, struct hw_bytes b)
{
	static const uint8_t order[] = {3, 2, 1,  0,  5,  4,  7,  6,
					8, 9, 10, 11, 12, 13, 14, 15};

	for (size_t i = 0; i < sizeof(order) && b.n == sizeof(order); i++)
		put(out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
		    b.p[order[i]]);
}

static int hex_digits(const struct hw_layout_value *value)
{
	unsigned bits = value->field.bits ? value->field.bits : value->width * 8U;

	return (int)((bits + 3) / 4);
}

size_t hw_layout_format(const struct hw_layout_value *value, char *buf, size_t size)
{
	struct out out = {buf, size, 0};

	if (!size)
		return 0;
	buf[0] = '\0';
	if (value->text[0]) {
		put(&out, "%s", value->text);
		return out.n;
	}
	switch (value->kind) {
	case HW_LAYOUT_NUMBER:
	case HW_LAYOUT_STRING:
		put_number(&out, value);
		break;
	case HW_LAYOUT_HEX:
		put(&out, "%0*" PRIx64, hex_digits(value), value->number);
		break;
	case HW_LAYOUT_ADDRESS:
		put(&out, "0x%" PRIx64, value->number);
		break;
	case HW_LAYOUT_FLAG:
		put(&out, "%s", value->number ? "yes" : "no");
		break;
	case HW_LAYOUT_ENUM:
		if (value->name)
			put(&out, "%s", value->name);
		else
			put(&out, "%" PRIu64, value->raw);
		break;
	case HW_LAYOUT_BITS:
		put_set(&out, value);
		break;
	case HW_LAYOUT_BCD:
		put(&out, "%x.%02x", (unsigned)(value->raw >> 8 & 0xff),
		    (unsigned)(value->raw & 0xff));
		break;
	case HW_LAYOUT_GUID:
		put_guid(&out, value->bytes);
		break;
	case HW_LAYOUT_RAW:
	case HW_LAYOUT_TEXT:
		put_bytes(&out, value->bytes);
		break;
	case HW_LAYOUT_REGISTER:
	case HW_LAYOUT_TABLE:
		put(&out, "0x%0*" PRIx64, (int)value->width * 2, value->raw);
		break;
	}
	return out.n;
}

const char *hw_layout_problem_text(enum hw_layout_problem problem)
{
	switch (problem) {
	case HW_LAYOUT_SOUND:
		break;
	case HW_LAYOUT_CUT_OFF:
		return "the bytes end before its end";
	case HW_LAYOUT_NO_LENGTH:
		return "its length is less than its own header";
	case HW_LAYOUT_SHORT:
		return "it is shorter than its type needs";
	case HW_LAYOUT_LOOP:
		return "the list leads back to an earlier entry";
	case HW_LAYOUT_BAD_POINTER:
		return "the pointer leads outside the area of capabilities";
	case HW_LAYOUT_BAD_TOTAL:
		return "the total length does not lead to the end of the last descriptor";
	case HW_LAYOUT_HEADER_ONLY:
		return "only the first 64 bytes could be read, the rest needs root";
	case HW_LAYOUT_NO_ANSWER:
		return "all bytes are ff: the device does not answer";
	}
	return "";
}
