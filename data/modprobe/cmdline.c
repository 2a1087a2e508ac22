// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/modprobe/internal.h"
#include "data/module/name.h"

/*
 * The kernel command line (modprobe(8); kmod_config_parse_kcmdline() in
 * libkmod-config.c; kernel/module/main.c and init/main.c for the last two):
 *
 *	MODULE.option=value
 *	"MODULE.option=value with blanks"	as some boot loaders move the quotes
 *	modprobe.blacklist=a,b			libkmod does not load them by alias
 *	module_blacklist=a,b			the last one counts: the kernel refuses
 *						them
 *	initcall_blacklist=f,g			the kernel does not call these functions
 *
 * Names of the three lists are compared as written.
 */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Cuts the next parameter off; blanks in quotes belong to it. */
static struct hw_text cut_parameter(struct hw_text *rest)
{
	struct hw_text word;
	bool quoted = false;
	size_t n = 0;

	while (rest->n && is_space(rest->s[0]))
		*rest = hw_text_from(*rest, 1);
	while (n < rest->n && (quoted || !is_space(rest->s[n]))) {
		quoted ^= rest->s[n] == '"';
		n++;
	}
	word = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n);
	return word;
}

/* Adds a directive for each name of "a,b". */
static int add_names(struct hw_directives *list, enum hw_directive_kind kind,
		     struct hw_text text, struct hw_text names)
{
	while (names.s) {
		struct hw_directive d = {
			.kind = kind,
			.module = hw_text_cut(&names, ','),
			.text = text,
		};
		int r = d.module.n ? hw_directives_add(list, &d) : 0;

		if (r < 0)
			return r;
	}
	return 0;
}

static int add_options(struct hw_directives *list, struct hw_text text,
		       struct hw_text module, struct hw_text option)
{
	struct hw_directive d = {
		.kind = HW_DIRECTIVE_OPTIONS,
		.module = hw_directives_normalize(list, module),
		.value = option,
		.text = text,
	};

	return d.module.s && d.value.s ? hw_directives_add(list, &d) : -ENOMEM;
}

/* Reads "module.option" and "module.option=value"; libkmod ignores other forms. */
static int read_option(struct hw_directives *list, struct hw_text text)
{
	const struct hw_text blacklist = HW_TEXT("blacklist=");
	bool quoted = text.s[0] == '"';
	struct hw_text option = hw_text_from(text, quoted);
	size_t equals = hw_text_find(option, '=');
	struct hw_text name = hw_text_head(option, equals);
	struct hw_text module;

	if (hw_text_find(name, '.') == name.n || hw_text_find(name, '"') < name.n)
		return 0;
	module = hw_text_cut(&option, '.');
	equals -= module.n + 1;
	if (!module.n || hw_text_find(hw_text_head(option, equals), '.') < equals)
		return 0;
	if (hw_text_eq(module, HW_TEXT("modprobe")) && hw_text_starts(option, blacklist))
		return add_names(list, HW_DIRECTIVE_BLACKLIST, text,
				 hw_text_from(option, blacklist.n));
	if (quoted && equals < option.n)
		option = hw_arena_printf(&list->arena, "%.*s=\"%.*s", (int)equals,
					 option.s, (int)(option.n - equals - 1),
					 option.s + equals + 1);
	return add_options(list, text, module, option);
}

/* The value of the parameter, "a,b" or "\"a,b\"", if it has this name; else absent. '-'
 * is '_' in names (parameq(), kernel/params.c). */
static struct hw_text value_of(struct hw_text text, const char *name)
{
	size_t n = strlen(name);

	if (text.n <= n || text.s[n] != '=' ||
	    !hw_module_name_eq(hw_text_head(text, n), hw_text_of(name)))
		return HW_NO_TEXT;
	text = hw_text_from(text, n + 1);
	if (text.n && text.s[0] == '"')
		text = hw_text_from(text, 1);
	if (text.n && text.s[text.n - 1] == '"')
		text.n--;
	return text;
}

int hw_modprobe_parse_cmdline(struct hw_directives *list, struct hw_text text)
{
	struct hw_text refused = HW_NO_TEXT;
	struct hw_text refused_text = HW_NO_TEXT;
	bool of_kernel = true;
	int r = 0;

	text = hw_text_head(text, hw_text_find(text, '\0'));
	while (text.n && r == 0) {
		struct hw_text word = cut_parameter(&text);
		struct hw_text value;

		if (!word.n)
			continue;
		/* what follows is for init: parse_args(), kernel/params.c */
		if (hw_text_eq(word, HW_TEXT("--")))
			of_kernel = false;
		value = value_of(word, "module_blacklist");
		if (of_kernel && value.s) {
			refused = value;
			refused_text = word;
			continue;
		}
		value = value_of(word, "initcall_blacklist");
		r = of_kernel && value.s
			    ? add_names(list, HW_DIRECTIVE_INITCALL_BLACKLIST, word,
					value)
			    : read_option(list, word);
	}
	if (r < 0)
		return r;
	return add_names(list, HW_DIRECTIVE_MODULE_BLACKLIST, refused_text, refused);
}
