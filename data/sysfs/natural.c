// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/sysfs/sysfs.h"

static bool is_digit(char c, bool hex)
{
	return (c >= '0' && c <= '9') ||
	       (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

/* Cuts the number off the start of `t`. Returns it without leading zeros. */
static struct hw_text cut_number(struct hw_text *t, bool hex)
{
	struct hw_text number;
	size_t zeros = 0;
	size_t n;

	while (zeros < t->n && t->s[zeros] == '0')
		zeros++;
	for (n = zeros; n < t->n && is_digit(t->s[n], hex);)
		n++;
	number = (struct hw_text){t->s + zeros, n - zeros};
	*t = hw_text_from(*t, n);
	return number;
}

static int fold(char c)
{
	return c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c;
}

/* Without leading zeros the longer number is the larger one. */
static int number_cmp(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	for (size_t i = 0; i < a.n; i++) {
		int d = fold(a.s[i]) - fold(b.s[i]);

		if (d)
			return d;
	}
	return 0;
}

/* ':' is before all other bytes: 1-1:1.0, an interface, comes after its device 1-1 and
 * before 1-1.2. */
static int rank(char c)
{
	return c == ':' ? -1 : (unsigned char)c;
}

/* "usb2", a root hub, comes before the devices of its bus: "2-0:1.0", "2-1". */
static struct hw_text without_usb(struct hw_text name)
{
	const struct hw_text usb = HW_TEXT("usb");

	return hw_text_starts(name, usb) ? hw_text_from(name, usb.n) : name;
}

/* How many bytes both begin with, but for those of a number that is not the same. */
static size_t common(struct hw_text x, struct hw_text y, bool hex)
{
	const size_t most = x.n < y.n ? x.n : y.n;
	size_t n = 0;

	while (n < most && x.s[n] == y.s[n])
		n++;
	while (n && is_digit(x.s[n - 1], hex))
		n--;
	return n;
}

/*
 * Numbers sort before all other bytes. By their first byte they could not: hexadecimal
 * "1f" < ":" < "a" by bytes, but a < 1f by value, and the order would not be transitive.
 */
static int compare(struct hw_text x, struct hw_text y, bool hex)
{
	const size_t same = common(x, y, hex);

	x = hw_text_from(x, same);
	y = hw_text_from(y, same);
	while (x.n && y.n) {
		bool number = is_digit(x.s[0], hex);
		int c;

		if (number != is_digit(y.s[0], hex))
			return number ? -1 : 1;
		if (number) {
			c = number_cmp(cut_number(&x, hex), cut_number(&y, hex));
		} else {
			c = rank(x.s[0]) - rank(y.s[0]);
			x = hw_text_from(x, 1);
			y = hw_text_from(y, 1);
		}
		if (c)
			return c;
	}
	return !!x.n - !!y.n;
}

int hw_name_cmp(const struct hw_bus *bus, struct hw_text a, struct hw_text b)
{
	enum hw_address address = hw_bus_address(bus);
	bool usb = address == HW_ADDRESS_USB;
	int c = compare(usb ? without_usb(a) : a, usb ? without_usb(b) : b,
			address == HW_ADDRESS_PCI);

	return c ? c : hw_text_cmp(a, b);
}

int hw_natural_cmp(struct hw_text a, struct hw_text b)
{
	return hw_name_cmp(NULL, a, b);
}
