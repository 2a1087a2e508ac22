// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * modprobe's configuration as libkmod has it in memory, which is what `modprobe -c`
 * prints, against data/modprobe. libkmod also reads the command line of the machine the
 * test runs on, so the trees get a copy of that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <libkmod.h>

#include "data/modprobe/modprobe.h"
#include "tests/lib/tree.h"

struct file {
	const char *path;
	/* NULL: a link to /dev/null */
	const char *text;
};

enum { MAX_FILES = 12 };

static const struct {
	const char *name;
	struct file files[MAX_FILES];
} configurations[] = {
	{
		"one of each",
		{{"etc/modprobe.d/a.conf",
		  "alias pci:v00008086d* e1000e\n"
		  "blacklist snd-pcsp\n"
		  "options snd-hda-intel model=a  index=1\n"
		  "install usb-storage /bin/false\n"
		  "remove foo-bar /sbin/modprobe -r --x foo-bar\n"
		  "softdep b43 pre: ssb bcma post: led\n"}},
	},
	{
		"masking",
		{{"etc/modprobe.d/a.conf", "blacklist etc-a\n"},
		 {"run/modprobe.d/a.conf", "blacklist run-a\n"},
		 {"run/modprobe.d/b.conf", "blacklist run-b\n"},
		 {"usr/local/lib/modprobe.d/b.conf", "blacklist local-b\n"},
		 {"usr/local/lib/modprobe.d/c.conf", "blacklist local-c\n"},
		 {"usr/lib/modprobe.d/c.conf", "blacklist usr-c\n"},
		 {"usr/lib/modprobe.d/0.conf", "blacklist usr-0\n"},
		 {"lib/modprobe.d/0.conf", "blacklist lib-0\n"},
		 {"lib/modprobe.d/Z.conf", "blacklist lib-z\n"}},
	},
	{
		"what hides and what is no configuration",
		{{"etc/modprobe.d/a.conf", NULL},
		 {"lib/modprobe.d/a.conf", "blacklist hidden\n"},
		 {"etc/modprobe.d/b.conf/x.conf", "blacklist deeper\n"},
		 {"lib/modprobe.d/b.conf", "blacklist not-hidden-by-a-directory\n"},
		 {"etc/modprobe.d/c.conf.dpkg-old", "blacklist old\n"},
		 {"etc/modprobe.d/.conf", "blacklist dot\n"},
		 {"etc/modprobe.d/.d.conf", "blacklist dot-d\n"},
		 {"etc/modprobe.d/conf", "blacklist conf\n"},
		 {"etc/modprobe.d/e.alias", "alias e f\n"},
		 {"etc/modprobe.d/f.conf", ""}},
	},
	{
		"comments, continuation, blanks",
		{{"etc/modprobe.d/a.conf",
		  "# blacklist no\n#blacklist no \\\nblacklist neither\n   # indented\n"
		  "\n   \t\n\tblacklist\t\ttab-bed  \t\nblacklist  two words\n"
		  "options a\\\n-b x=\\\n1\\\n\n"
		  "options c\t\ty=1\tz=\"2  3\"  \ninstall d \t /bin/true  ; x\\y \\\\ \n"
		  "blacklist cr\r\nremove e \"\\\"\"\nsoftdep \\\n  f \\\npre: g\\\n  "
		  "h\n"
		  "blacklist last-without-newline"}},
	},
	{
		"softdeps, depmod's among the others by name",
		{{"etc/modprobe.d/a.conf", "softdep a pre: x\n"},
		 {"etc/modprobe.d/n.conf", "softdep n post: y pre: z\nsoftdep o\n"},
		 {"etc/modprobe.d/modules.softdep", "softdep not-read pre: x\n"},
		 {"lib/modules/1.0/modules.softdep",
		  "# Soft dependencies\nsoftdep cifs gcm\nsoftdep d pre: e-f  g post: "
		  "h\n"}},
	},
	{
		"malformed",
		{{"etc/modprobe.d/a.conf",
		  "alias\nalias x\nblacklist\nblacklist [a\nblacklist a]\noptions a\n"
		  "options a \ninstall b\nremove\nsoftdep c\nfrobnicate d\ninclude e\n"
		  "alias [ x\nalias x ]y\nblacklistx a\nBLACKLIST a\nblacklist good\n"}},
	},
	{
		"dashes and brackets",
		{{"etc/modprobe.d/a.conf",
		  "alias a-b-[c-d]-e-[!f-g] h-i\nalias x\\*y z\nblacklist a-[b-c]-d\n"
		  "options a-b c-d=e-f\nalias char-major-10-* off extra words\n"}},
	},
};

struct fixture {
	struct tree tree;
	struct hw_root *root;
	struct kmod_ctx *kmod;
	struct hw_modprobe *ours;
	/* every directive on a line, by kind */
	char *lines[2];
	/* libkmod 33 and later ignore NAME.alias, which was never documented;
	 * data/modprobe reads it for the sake of older ones */
	bool ignores_alias_files;
};

static void copy_cmdline(const struct fixture *f)
{
	char bytes[65536];
	FILE *in = fopen("/proc/cmdline", "r");
	size_t n = 0;

	if (in) {
		n = fread(bytes, 1, sizeof(bytes), in);
		fclose(in);
	}
	tree_bytes(&f->tree, "proc/cmdline", bytes, n);
}

static void open_both(struct fixture *f, const struct file *files)
{
	static const char *const dirs[] = {"etc", "run", "usr/local/lib", "usr/lib",
					   "lib"};
	char paths[HW_ARRAY_SIZE(dirs)][PATH_MAX];
	const char *list[HW_ARRAY_SIZE(dirs) + 1] = {NULL};
	char modules[PATH_MAX];

	tree_make(&f->tree);
	tree_dir(&f->tree, "lib/modules/1.0");
	copy_cmdline(f);
	for (; files->path; files++) {
		if (files->text)
			tree_file(&f->tree, files->path, files->text);
		else
			tree_link(&f->tree, files->path, "/dev/null");
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(dirs); i++) {
		snprintf(paths[i], PATH_MAX, "%s/%s/modprobe.d", f->tree.path, dirs[i]);
		list[i] = paths[i];
	}
	snprintf(modules, sizeof(modules), "%s/lib/modules/1.0", f->tree.path);
	f->kmod = kmod_new(modules, list);
	assert_non_null(f->kmod);
	assert_int_equal(hw_root_open(f->tree.path, &f->root), 0);
	assert_int_equal(
		hw_modprobe_open(f->root, f->root, "lib/modules/1.0", NULL, &f->ours), 0);
}

static void close_both(struct fixture *f)
{
	kmod_unref(f->kmod);
	hw_modprobe_close(f->ours);
	hw_root_close(f->root);
	tree_remove(&f->tree);
}

static bool ignores_alias_files(void)
{
	static const struct file files[] = {
		{"etc/modprobe.d/a.alias", "alias a b\n"},
		{.path = NULL},
	};
	struct fixture f = {.root = NULL};
	struct kmod_config_iter *aliases;
	bool none;

	open_both(&f, files);
	aliases = kmod_config_get_aliases(f.kmod);
	none = !kmod_config_iter_next(aliases);
	kmod_config_iter_free_iter(aliases);
	close_both(&f);
	return none;
}

/* libkmod joins the words of a softdep, but puts no blank before "post:"; and it makes
 * blanks of the tabs in options. */
static void print(FILE *out, const char *name, const char *module, const char *value)
{
	bool softdep = strcmp(name, "softdep") == 0;

	fprintf(out, "%s %s ", name, module);
	for (; value && *value; value++) {
		char c = *value == '\t' && strcmp(name, "options") == 0 ? ' ' : *value;

		if (!softdep || (c != ' ' && c != '\t'))
			fputc(c, out);
	}
	fputc('\n', out);
}

static void print_theirs(struct fixture *f, FILE *out)
{
	static struct kmod_config_iter *(*const lists[])(const struct kmod_ctx *) = {
		kmod_config_get_aliases,	  kmod_config_get_blacklists,
		kmod_config_get_install_commands, kmod_config_get_remove_commands,
		kmod_config_get_options,	  kmod_config_get_softdeps,
	};

	for (size_t kind = 0; kind < HW_ARRAY_SIZE(lists); kind++) {
		struct kmod_config_iter *i = lists[kind](f->kmod);

		while (kmod_config_iter_next(i))
			print(out, hw_directive_name((enum hw_directive_kind)kind),
			      kmod_config_iter_get_key(i), kmod_config_iter_get_value(i));
		kmod_config_iter_free_iter(i);
	}
}

/* The two lists behind "pre:" and "post:", in this order; what is before is left out. */
static void print_softdep(FILE *out, const char *module, const char *value)
{
	fprintf(out, "softdep %s ", module);
	for (int post = 0; post < 2; post++) {
		char *copy = strdup(value);
		int mode = -1;
		bool any = false;
		char *save;

		for (char *w = strtok_r(copy, " \t\r", &save); w;
		     w = strtok_r(NULL, " \t\r", &save)) {
			if (strcmp(w, "pre:") == 0 || strcmp(w, "post:") == 0) {
				mode = w[1] == 'o';
			} else if (mode == post) {
				fprintf(out, "%s%s",
					any    ? ""
					: post ? "post:"
					       : "pre:",
					w);
				any = true;
			}
		}
		free(copy);
	}
	fputc('\n', out);
}

static bool is_ignored(const struct fixture *f, const struct hw_directive *d)
{
	const size_t end = strlen(".alias");

	return f->ignores_alias_files && d->path.n > end &&
	       hw_text_eq(hw_text_from(d->path, d->path.n - end), HW_TEXT(".alias"));
}

static void print_ours(const struct fixture *f, FILE *out)
{
	size_t count;
	const struct hw_directive *v = hw_modprobe_directives(f->ours, &count);

	for (int kind = 0; kind <= (int)HW_DIRECTIVE_SOFTDEP; kind++) {
		for (size_t i = 0; i < count; i++) {
			char *module = strndup(v[i].module.s, v[i].module.n);
			char *value =
				strndup(v[i].value.s ? v[i].value.s : "", v[i].value.n);

			if ((int)v[i].kind != kind || is_ignored(f, &v[i]))
				;
			else if (v[i].kind == HW_DIRECTIVE_SOFTDEP)
				print_softdep(out, module, value);
			else if (v[i].kind == HW_DIRECTIVE_ALIAS)
				/* there the module is the value */
				print(out, "alias", value, module);
			else
				print(out, hw_directive_name(v[i].kind), module, value);
			free(module);
			free(value);
		}
	}
}

/* A pattern of ours is as written; normalised, it is libkmod's. */
static void underscore_aliases(char *lines)
{
	for (char *line = lines; line && *line; line = strchr(line, '\n') + 1) {
		bool inside = false;

		if (strncmp(line, "alias ", 6) != 0)
			break;
		for (char *c = line; *c != '\n'; c++) {
			if (*c == '[' || *c == ']')
				inside = *c == '[';
			else if (*c == '-' && !inside)
				*c = '_';
		}
	}
}

static void compare(size_t number, bool without_alias_files)
{
	struct fixture f = {.ignores_alias_files = without_alias_files};
	size_t sizes[2];
	FILE *out[2];

	open_both(&f, configurations[number].files);
	for (int i = 0; i < 2; i++)
		out[i] = open_memstream(&f.lines[i], &sizes[i]);
	kmod_set_log_priority(f.kmod, 0);
	print_theirs(&f, out[0]);
	print_ours(&f, out[1]);
	fclose(out[0]);
	fclose(out[1]);
	underscore_aliases(f.lines[1]);
	if (strcmp(f.lines[0], f.lines[1]) != 0)
		fprintf(stderr, "%s:\n", configurations[number].name);
	assert_string_equal(f.lines[1], f.lines[0]);
	free(f.lines[0]);
	free(f.lines[1]);
	close_both(&f);
}

static void test_configurations(void **state)
{
	bool without_alias_files = ignores_alias_files();

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(configurations); i++)
		compare(i, without_alias_files);
}

/* Which command would run in the place of which module. */
static const struct file blocking[] = {
	{"etc/modprobe.d/a.conf",
	 "install wild* /bin/false\ninstall wild-one /sbin/modprobe -i wild-one\n"
	 "install twice-a /sbin/modprobe -i twice-a\ninstall twice-a /bin/false\n"
	 "install [a-c]x[!0-9] /bin/true\ninstall ques?ion /bin/true\n"
	 "blacklist black-a\nblacklist black*\nblacklist black-b\r\n"
	 "install black-a /bin/false\n"
	 "install soft-a /bin/false\nsoftdep soft-a pre: name-of-other\n"
	 "install soft-b /bin/false\nsoftdep soft* post: name-of-other\n"
	 "install weak /bin/false\nweakdep weak name-of-other\n"
	 "alias name-of-other other\n"},
	{.path = NULL},
};

static const char *const modules[] = {
	"wild",	    "wild_one", "twice_a", "axe",     "ax1",	 "dxe",
	"question", "ques_ion", "black_a", "black_b", "black_c", "soft_a",
	"soft_b",   "soft_c",	"weak",	   "other",   "none",
};

/* The callback has no argument: the module asked for, "" once its command came. */
static const char *wanted;

static void note_action(struct kmod_module *m, bool install, const char *options)
{
	(void)options;
	if (install && strcmp(kmod_module_get_name(m), wanted) == 0)
		wanted = "";
}

/* Whether libkmod would run a command instead of loading. */
static bool runs_command(struct kmod_module *m)
{
	wanted = kmod_module_get_name(m);
	kmod_module_probe_insert_module(m, KMOD_PROBE_DRY_RUN, NULL, NULL, NULL,
					note_action);
	return !*wanted;
}

static bool is_blacklisted(struct kmod_module *m)
{
	return kmod_module_probe_insert_module(
		       m, KMOD_PROBE_DRY_RUN | KMOD_PROBE_APPLY_BLACKLIST, NULL, NULL,
		       NULL, NULL) == KMOD_PROBE_APPLY_BLACKLIST;
}

static bool has_blacklist(const struct hw_modprobe *ours, struct hw_text module,
			  struct hw_arena *arena)
{
	struct hw_blocker *all;
	size_t count;

	assert_int_equal(hw_modprobe_blockers(ours, module, arena, &all, &count), 0);
	for (size_t i = 0; i < count; i++)
		if (all[i].kind == HW_BLOCK_BLACKLIST)
			return true;
	return false;
}

static void test_blocking(void **state)
{
	struct fixture f = {.root = NULL};
	struct hw_arena arena = {0};

	(void)state;
	open_both(&f, blocking);
	kmod_set_log_priority(f.kmod, 0);
	for (size_t i = 0; i < HW_ARRAY_SIZE(modules); i++) {
		struct hw_text name = hw_text_of(modules[i]);
		const struct hw_directive *ours = hw_modprobe_install(f.ours, name);
		struct kmod_module *m;
		const char *theirs;

		assert_int_equal(kmod_module_new_from_name(f.kmod, modules[i], &m), 0);
		theirs = kmod_module_get_install_commands(m);
		if (runs_command(m) != (ours != NULL))
			fail_msg("%s: a command %s", modules[i], ours ? "in ours" : "");
		if (ours)
			assert_true(hw_text_eq(ours->value, hw_text_of(theirs)));
		if (is_blacklisted(m) != has_blacklist(f.ours, name, &arena))
			fail_msg("%s: blacklist", modules[i]);
		kmod_module_unref(m);
	}
	hw_arena_done(&arena);
	close_both(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_configurations),
		cmocka_unit_test(test_blocking),
	};

	/* libkmod complains of malformed lines while it opens */
	setenv("KMOD_LOG", "0", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
