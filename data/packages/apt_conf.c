// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Files of apt's configuration, of which one value counts here (apt.conf(5)):
 *
 *     APT::Default-Release "bookworm";
 *     APT { Default-Release "bookworm"; };      // the same
 */
#include <stdio.h>
#include <strings.h>

#include "data/base/path.h"
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

bool hw_apt_is_conf(struct hw_text name, const char *suffix)
{
	const size_t n = strlen(suffix);
	const size_t dot = hw_text_find(name, '.');

	if (!name.n || !dot)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!hw_is_alnum(name.s[i]) && !memchr("-_:.", name.s[i], 4))
			return false;
	return dot == name.n || (name.n > n && hw_text_eq(hw_text_from(name, name.n - n),
							  hw_text_of(suffix)));
}

enum token { END, WORD, OPEN, CLOSE, STOP };

/* Behind blanks and comments. */
static struct hw_text skip(struct hw_text text)
{
	for (;;) {
		text = hw_text_trim_start(text, " \t\r\n");
		if (hw_text_starts(text, HW_TEXT("//")) ||
		    hw_text_starts(text, HW_TEXT("#"))) {
			text = hw_text_from(text, hw_text_find(text, '\n'));
		} else if (hw_text_starts(text, HW_TEXT("/*"))) {
			const char *end = memmem(text.s + 2, text.n - 2, "*/", 2);

			text = hw_text_from(text,
					    end ? (size_t)(end - text.s) + 2 : text.n);
		} else {
			return text;
		}
	}
}

static enum token next(struct hw_text *rest, struct hw_text *ret)
{
	static const char marks[] = "{};";
	static const enum token tokens[] = {OPEN, CLOSE, STOP};
	const char *mark;
	size_t n = 0;

	*rest = skip(*rest);
	if (!rest->n)
		return END;
	mark = memchr(marks, rest->s[0], sizeof(marks) - 1);
	if (mark) {
		*rest = hw_text_from(*rest, 1);
		return tokens[mark - marks];
	}
	if (rest->s[0] == '"') {
		*rest = hw_text_from(*rest, 1);
		n = hw_text_find(*rest, '"');
		*ret = hw_text_head(*rest, n);
		*rest = hw_text_from(*rest, n + 1);
		return WORD;
	}
	while (n < rest->n && !memchr("{};\" \t\r\n", rest->s[n], 8))
		n++;
	*ret = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n);
	return WORD;
}

/* Groups within each other whose names are kept. */
#define DEPTH_MAX ((size_t)4)

/* Whether the name, within groups, is that of the value. */
static bool is_default_release(const struct hw_text *groups, size_t depth,
			       struct hw_text name)
{
	char path[64];
	size_t n = 0;

	if (depth > DEPTH_MAX)
		return false;
	for (size_t i = 0; i < depth && n < sizeof(path); i++)
		n += (size_t)snprintf(path + n, sizeof(path) - n,
				      "%.*s::", HW_TEXT_ARG(groups[i]));
	if (n < sizeof(path))
		n += (size_t)snprintf(path + n, sizeof(path) - n, "%.*s",
				      HW_TEXT_ARG(name));
	return n < sizeof(path) && strcasecmp(path, "APT::Default-Release") == 0;
}

/* The last one in a file; absent: there is none. */
static struct hw_text default_release(struct hw_text rest)
{
	struct hw_text groups[DEPTH_MAX];
	struct hw_text words[2];
	struct hw_text found = HW_NO_TEXT;
	size_t depth = 0, n = 0;

	for (;;) {
		struct hw_text word = HW_NO_TEXT;

		switch (next(&rest, &word)) {
		case END:
			return found;
		case WORD:
			if (n < HW_ARRAY_SIZE(words))
				words[n] = word;
			n++;
			break;
		case OPEN:
			if (depth < DEPTH_MAX)
				groups[depth] = n ? words[0] : HW_NO_TEXT;
			depth++;
			n = 0;
			break;
		case CLOSE:
			depth -= depth > 0;
			n = 0;
			break;
		case STOP:
			if (n == 2 && is_default_release(groups, depth, words[0]))
				found = words[1];
			n = 0;
			break;
		}
	}
}

struct hw_text hw_apt_default_release(struct hw_root *root, struct hw_arena *arena)
{
	static const char directory[] = "etc/apt/apt.conf.d";
	struct hw_text release = HW_NO_TEXT;
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(root, directory, arena, &names, &n) < 0)
		n = 0;
	/* the file behind those of the directory */
	for (size_t i = 0; i <= n; i++) {
		char path[PATH_MAX] = "etc/apt/apt.conf";
		struct hw_text text, found;

		if (i < n && (!hw_apt_is_conf(names[i], ".conf") ||
			      !hw_path_join(path, hw_text_of(directory), names[i])))
			continue;
		if (hw_root_read(root, path, arena, &text) < 0)
			continue;
		found = default_release(text);
		if (found.s)
			release = found;
	}
	return release;
}
