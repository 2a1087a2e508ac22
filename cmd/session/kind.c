// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/kind.h"

#include <string.h>
#include <strings.h>

#include "cmd/line/hint.h"
#include "cmd/line/own_word.h"
#include "cmd/print/diag.h"
#include "data/base/nearest.h"
#include "decoders/text/ascii.h"
#include "report/class_word.h"

#define NO_MONITOR                                                                       \
	"; a monitor is no device for the kernel: 'hwalias -b gpu' lists the graphics "  \
	"cards"

/* What people ask for and the kernel has no device of. */
static struct hw_text other_way(struct hw_text word)
{
	static const struct {
		const char *word;
		const char *way;
	} ways[] = {
		{"monitor", NO_MONITOR},
		{"screen", NO_MONITOR},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(ways); i++)
		if (word.n == strlen(ways[i].word) &&
		    strncasecmp(word.s, ways[i].word, word.n) == 0)
			return hw_text_of(ways[i].way);
	return HW_NO_TEXT;
}

struct hw_text hw_kind_question(struct hw_text word, struct hw_arena *arena)
{
	const struct hw_text way = other_way(word);
	struct hw_nearest near = {.word = word};
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	if (way.n)
		return way;
	while ((bus = hw_bus_next(&cursor)))
		if (!(bus->flags & HW_BUS_ALIAS))
			hw_nearest_try(&near, hw_text_of(bus->name));
	hw_kind_nearest(&near);
	return hw_nearest_question(&near, arena);
}

enum hw_exit hw_kind_say_mistyped(const struct hw_options *options, const char *command,
				  char *const *operands)
{
	const char *const word = operands[0];
	struct hw_arena arena = {0};
	const struct hw_text own = hw_own_word(options, word, operands[1], &arena);
	const struct hw_text kind = own.n || hw_hint_is_file(word)
					    ? HW_NO_TEXT
					    : hw_kind_question(hw_text_of(word), &arena);

	if (own.n)
		hw_hint(options, "%s takes no operand like '%s', but there is %.*s",
			command, word, HW_TEXT_ARG(own));
	else if (kind.n)
		hw_error("no bus or kind of devices is called '%s'%.*s", word,
			 HW_TEXT_ARG(kind));
	hw_arena_done(&arena);
	return own.n ? HW_EXIT_USAGE : kind.n ? HW_EXIT_NOT_FOUND : HW_EXIT_OK;
}

bool hw_kind_is_class(struct hw_text word)
{
	struct hw_text rest = word;

	while (rest.n && hw_is_hex(rest.s[0]))
		rest = hw_text_from(rest, 1);
	return (word.n == 2 || word.n == 4 || word.n == 6) && !rest.n &&
	       hw_is_digit(word.s[0]);
}

const char *hw_kind_of_name(const char *name)
{
	static const struct {
		char beginning[9];
		char kind[10];
	} kinds[] = {
		{"eth", "net"},	       {"en", "net"},	     {"wl", "net"},
		{"ww", "net"},	       {"sd", "storage"},    {"hd", "storage"},
		{"vd", "storage"},     {"sr", "storage"},    {"nvme", "storage"},
		{"mmcblk", "storage"}, {"video", "camera"},  {"card", "gpu"},
		{"render", "gpu"},     {"fb", "gpu"},	     {"hci", "bluetooth"},
		{"tpm", "tpm"},	       {"BAT", "battery"},   {"js", "joystick"},
		{"event", "input"},    {"mouse", "mouse"},   {"lp", "printer"},
		{"controlC", "audio"}, {"pcmC", "audio"},    {"hidraw", "hid"},
		{"rtc", "rtc"},	       {"ttyUSB", "serial"}, {"ttyACM", "serial"},
		{"ttyS", "serial"},    {"i2c-", "i2c"},	     {"spidev", "spi"},
	};
	size_t n;

	/* "/dev/dri/card0" */
	if (strncmp(name, "/dev/", 5) == 0)
		name = strrchr(name, '/') + 1;
	n = strlen(name);
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++) {
		const char *rest = name + strlen(kinds[i].beginning);

		if (strncmp(name, kinds[i].beginning, strlen(kinds[i].beginning)) != 0)
			continue;
		/* "sda", and a number in all others */
		if ((strlen(kinds[i].beginning) == 2 && name[1] == 'd' && n == 3) ||
		    strpbrk(rest, "0123456789"))
			return kinds[i].kind;
	}
	return NULL;
}
