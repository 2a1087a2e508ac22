// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shapes/word_before.h"

#include <string.h>
#include <strings.h>

#include "decoders/text/ascii.h"

#define WORDS_MAX 16

static const struct list {
	/* what may stand between the word and the number */
	const char *between;
	/* a sign that says it without a word; '\0': none does */
	char sign;
	/* nothing need stand between them */
	bool may_touch;
	const char *words[WORDS_MAX];
} lists[] = {
	[HW_BEFORE_HOST] = {" \t:=([<@",
			    '@',
			    false,
			    {"at", "ip", "ipv4", "addr", "address", "on", "host",
			     "server", "from", "to", "via", "gateway"}},
	[HW_BEFORE_HARDWARE] = {" \t:=([<\"'",
				'\0',
				false,
				{"mac", "macaddr", "addr", "address", "ether", "hwaddr",
				 "bssid", "station", "lladdr", "bdaddr"}},
	[HW_BEFORE_VERSION] = {" \t:=(",
			       '\0',
			       true,
			       {"version", "ver", "revision", "rev", "release",
				"firmware", "fw", "driver", "bios", "build", "nvm",
				"kernel", "microcode", "abi", "linux", "v"}},
};

bool hw_word_is_before(struct hw_text text, size_t at, enum hw_word_before what)
{
	const struct list *list = &lists[what];
	struct hw_text word;
	size_t end = at;
	size_t from;

	while (end && text.s[end - 1] && strchr(list->between, text.s[end - 1]))
		end--;
	from = end;
	while (from && hw_is_alnum(text.s[from - 1]))
		from--;
	word = hw_text_head(hw_text_from(text, from), end - from);
	if (end == at && !list->may_touch)
		return false;
	for (size_t i = 0; word.n && i < WORDS_MAX && list->words[i]; i++)
		if (strlen(list->words[i]) == word.n &&
		    strncasecmp(word.s, list->words[i], word.n) == 0)
			return true;
	return list->sign && end < at && text.s[at - 1] == list->sign;
}
