// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/signs/neighbours.h"

#include <fnmatch.h>
#include <stdio.h>
#include <strings.h>

#include "data/base/list.h"
#include "decoders/text/ascii.h"

/* Most modules that are named. */
#define NAMED_MAX ((size_t)3)

/*
 * Makers of converters and their driver: drivers/usb/serial. The driver's name on the
 * bus usb-serial, where it is another than the module's, is `.driver.name` of its
 * usb_serial_driver.
 */
static const struct {
	uint32_t vendor;
	struct hw_text module;
	struct hw_text driver;
} converters[] = {
	{0x0403, {"ftdi_sio", 8}, {"ftdi_sio", 8}},
	{0x067b, {"pl2303", 6}, {"pl2303", 6}},
	{0x10c4, {"cp210x", 6}, {"cp210x", 6}},
	{0x1a86, {"ch341", 5}, {"ch341-uart", 10}},
};

struct search {
	/* "usb:v0403p", and what the device's string has behind its release */
	struct hw_text head;
	const char *tail;
	struct hw_arena *arena;
};

/* Whether a pattern is of another product of the maker, and fits but for that. */
static bool fits(void *arg, struct hw_text pattern)
{
	const struct search *s = arg;
	struct hw_text rest;
	const char *at;

	if (!hw_text_starts(pattern, s->head))
		return false;
	rest = hw_text_from(pattern, s->head.n);
	if (rest.n < 4 || !hw_is_hex(rest.s[0]))
		return false;
	/* digits of ids are of upper case, so this is the tag */
	at = memmem(rest.s, rest.n, "dc", 2);
	if (!at)
		return false;
	rest = hw_arena_copy(s->arena, hw_text_from(rest, (size_t)(at - rest.s)));
	return rest.s && fnmatch(rest.s, s->tail, 0) == 0;
}

static bool has_module(struct hw_machine *m, struct hw_text module)
{
	return hw_modules_is_builtin(m->modules, module) == HW_YES ||
	       hw_modules_path(m->modules, module).n;
}

static bool says_wireless(struct hw_text name)
{
	static const char *const words[] = {"WLAN", "Wireless", "802.11", "Wi-Fi",
					    "WiFi", "11n",	"11ac"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (name.n && memmem(name.s, name.n, words[i], strlen(words[i])))
			return true;
	return false;
}

/* drivers/net/wireless; a recording may have its own idea of where a module is. */
static bool is_wireless_driver(struct hw_machine *m, struct hw_text module)
{
	static const char starts[][9] = {"rtl8",   "rtw8",     "rt2",	   "rt73usb",
					 "mt76",   "mt79",     "ath9k",	   "ath6kl",
					 "ath10k", "carl9170", "brcmfmac", "mwifiex"};
	const struct hw_text place = HW_TEXT("/net/wireless/");
	struct hw_text path = hw_modules_path(m->modules, module);

	/* rtl8150 is an Ethernet adapter's */
	if (path.n && memmem(path.s, path.n, "/net/usb/", 9))
		return false;
	if (path.n && memmem(path.s, path.n, place.s, place.n))
		return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
		if (hw_text_starts(module, hw_text_of(starts[i])))
			return true;
	return false;
}

/* "8821" of "RTL8821CU …": the chip, whose digits its driver may have in its name. */
static struct hw_text chip_of(struct hw_text name)
{
	for (size_t i = 0; i + 4 <= name.n; i++) {
		size_t n = 0;

		while (n < 4 && hw_is_digit(name.s[i + n]))
			n++;
		if (n == 4 && (i == 0 || !hw_is_digit(name.s[i - 1])))
			return hw_text_head(hw_text_from(name, i), 4);
	}
	return HW_NO_TEXT;
}

/* Of several drivers the one that is named for the chip; rtl8xxxu is for a family. */
static struct hw_text choose(const struct hw_text *modules, size_t n, struct hw_text name)
{
	const struct hw_text family = HW_TEXT("rtl8xxxu");
	struct hw_text chip = chip_of(name);

	if (n == 1)
		return modules[0];
	for (size_t i = 0; chip.n && i < n; i++)
		if (memmem(modules[i].s, modules[i].n, chip.s, chip.n))
			return modules[i];
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(modules[i], family))
			return modules[i];
	return HW_NO_TEXT;
}

static const struct hw_text *converter_of(uint32_t vendor, struct hw_text *ret_driver)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(converters); i++)
		if (converters[i].vendor == vendor) {
			*ret_driver = converters[i].driver;
			return &converters[i].module;
		}
	return NULL;
}

void hw_neighbours_find(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text modalias = hw_uevent_get(of->uevent, "MODALIAS");
	struct hw_text driver = HW_NO_TEXT;
	const struct hw_text *converter = converter_of(of->vendor, &driver);
	struct hw_text modules[NAMED_MAX];
	struct search search = {.arena = arena};
	struct hw_alias_hit *hits;
	const char *tail;
	size_t count = 0;
	size_t n = 0;

	if (of->driver.s || !hw_bus_is_part(of->bus, of->kind) ||
	    of->base_class != 0xff || !(converter || says_wireless(of->device_name)))
		return;
	for (size_t i = 0; i < of->candidate_count; i++)
		if (!of->candidates[i].weak)
			return;
	/* the id is that of the whole: one of its interfaces tells it */
	if (converter &&
	    !hw_text_eq(hw_text_from(of->name, of->name.n - 2), HW_TEXT(".0")))
		return;
	modalias = hw_arena_copy(arena, modalias);
	tail = modalias.n ? strstr(modalias.s, "dc") : NULL;
	if (!tail)
		return;
	search.tail = tail;
	search.head = hw_arena_printf(arena, "usb:v%04Xp", of->vendor);
	if (hw_aliases_select(m->kernel.aliases, fits, &search, arena, &hits, &count) < 0)
		return;
	for (size_t i = 0; i < count && n < NAMED_MAX; i++) {
		bool again = !has_module(m, hits[i].module) ||
			     (converter ? !hw_text_eq(hits[i].module, *converter)
					: !is_wireless_driver(m, hits[i].module));

		for (size_t k = 0; k < n; k++)
			again = again || hw_text_eq(modules[k], hits[i].module);
		if (!again)
			modules[n++] = hits[i].module;
	}
	if (!n)
		return;
	signs->neighbour_modules = hw_list_of(modules, n, ", ", NAMED_MAX, arena);
	signs->neighbour_module = choose(modules, n, of->device_name);
	signs->neighbour_bus = converter ? HW_TEXT("usb-serial") : HW_TEXT("usb");
	signs->neighbour_driver = converter ? driver : signs->neighbour_module;
}
