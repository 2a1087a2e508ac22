// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/modules/modules.h"

#include "data/module/name.h"
#include "report/page/utf8.h"

/* What can be loaded: built-in code is always there. A recording may call a module what a
 * shell takes for a command. */
static bool is_listed(const struct hw_used_module *m)
{
	return m->builtin != HW_YES && hw_module_name_is_plain(m->name);
}

static void print_lines(const struct hw_used_modules *modules, FILE *out)
{
	for (size_t i = 0; i < modules->n; i++)
		if (is_listed(&modules->v[i]))
			fprintf(out, "%.*s\n", HW_TEXT_ARG(modules->v[i].name));
}

/* As lsmod(8) prints them, the last loaded first; `make localmodconfig` reads that with
 * LSMOD=FILE (scripts/kconfig/streamline_config.pl). Sizes and counts are not known. */
static void print_lsmod(const struct hw_used_modules *modules, FILE *out)
{
	fputs("Module                  Size  Used by\n", out);
	for (size_t i = modules->n; i--;)
		if (is_listed(&modules->v[i]))
			fprintf(out, "%-19.*s %8d  %d\n", HW_TEXT_ARG(modules->v[i].name),
				0, 0);
}

static void print_between(const struct hw_used_modules *modules, const char *before,
			  const char *quote, const char *after, FILE *out)
{
	const char *blank = "";

	fputs(before, out);
	for (size_t i = 0; i < modules->n; i++) {
		if (!is_listed(&modules->v[i]))
			continue;
		fprintf(out, "%s%s%.*s%s", blank, quote, HW_TEXT_ARG(modules->v[i].name),
			quote);
		blank = " ";
	}
	fputs(after, out);
}

/* /etc/mkinitcpio.conf */
static void print_mkinitcpio(const struct hw_used_modules *modules, FILE *out)
{
	print_between(modules, "MODULES=(", "", ")\n", out);
}

/* dracut.conf(5): blanks around the value matter */
static void print_dracut(const struct hw_used_modules *modules, FILE *out)
{
	print_between(modules, "add_drivers+=\" ", "", " \"\n", out);
}

/* configuration.nix */
static void print_nix(const struct hw_used_modules *modules, FILE *out)
{
	print_between(modules, "boot.initrd.availableKernelModules = [ ", "\"", " ];\n",
		      out);
}

const struct hw_modules_format hw_modules_formats[] = {
	{"lines", print_lines},
	{"lsmod", print_lsmod},
	/* /etc/initramfs-tools/modules, initramfs.conf(5) */
	{"initramfs-tools", print_lines},
	{"mkinitcpio", print_mkinitcpio},
	{"dracut", print_dracut},
	{"nix", print_nix},
	{NULL, NULL},
};

const struct hw_modules_format *hw_modules_format_find(const char *name)
{
	for (const struct hw_modules_format *f = hw_modules_formats; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

/* Several modules may ask for one file. */
static bool is_told(const struct hw_used_modules *modules, size_t module, size_t at)
{
	struct hw_text name = modules->v[module].firmware[at].name;

	for (size_t i = 0; i <= module; i++)
		for (size_t k = 0; k < (i < module ? modules->v[i].firmware_count : at);
		     k++)
			if (hw_text_eq(modules->v[i].firmware[k].name, name))
				return true;
	return false;
}

/* A module's file may hold any bytes. Without memory the line is empty. */
static void print_visible(struct hw_text name, FILE *out)
{
	struct hw_arena arena = {0};
	const struct hw_text line = hw_utf8_visible(name, false, &arena);

	fprintf(out, "%.*s\n", HW_TEXT_ARG(line));
	hw_arena_done(&arena);
}

void hw_modules_print_firmware(const struct hw_used_modules *modules, FILE *out)
{
	for (size_t i = 0; i < modules->n; i++)
		for (size_t k = 0; k < modules->v[i].firmware_count; k++)
			if (!is_told(modules, i, k))
				print_visible(modules->v[i].firmware[k].name, out);
}
