// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "data/module/info.h"
#include "tests/lib/module_file.h"
#include "tests/lib/text.h"

#define DIR_PATH "lib/modules/6.1.0-1"

struct bench {
	struct tree tree;
	struct hw_root *root;
	struct hw_modules *modules;
	struct hw_modinfo *modinfo;
	struct hw_arena arena;
};

static void open_bench(struct bench *b)
{
	assert_int_equal(hw_root_open(b->tree.path, &b->root), 0);
	assert_int_equal(hw_modules_open(NULL, b->root, DIR_PATH, NULL, &b->modules), 0);
	if (hw_modinfo_open(&b->modinfo) == -ENOTSUP)
		b->modinfo = NULL;
}

static void close_bench(struct bench *b)
{
	hw_modinfo_close(b->modinfo);
	hw_modules_close(b->modules);
	hw_root_close(b->root);
	hw_arena_done(&b->arena);
	tree_remove(&b->tree);
}

/* For tests of files: built with HWALIAS_LIBKMOD=OFF none can be read. */
static void need_library(struct bench *b)
{
	if (b->modinfo)
		return;
	close_bench(b);
	skip();
}

static int ask(struct bench *b, const char *name, struct hw_module_info *ret)
{
	return hw_module_info_of_name(b->modinfo, b->modules, b->root, DIR_PATH,
				      hw_text_of(name), &b->arena, ret);
}

static void assert_joined(struct bench *b, struct hw_texts got, const char *want)
{
	assert_text(hw_texts_join(got, &b->arena), want);
}

/* Whether a library of this name is in the process. */
static bool is_loaded(const char *library)
{
	FILE *f = fopen("/proc/self/maps", "r");
	char line[PATH_MAX];
	bool found = false;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		found = found || strstr(line, library);
	fclose(f);
	return found;
}

static void test_file(void **state)
{
	struct bench b = {0};
	struct hw_module_info info;

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, DIR_PATH "/modules.dep",
		  "kernel/net/wifi-x.ko: kernel/lib.ko\n");
	write_module(&b.tree, DIR_PATH "/kernel/net/wifi-x.ko",
		     INFO("parm=debug:Level: 0 is none\0parmtype=debug:int\0"
			  "parmtype=quiet:bool\0firmware=x/a.bin\0firmware=x/b.bin\0"
			  "description=First part\0description=Second part\0"
			  "license=Dual BSD/GPL\0author=A <a@x>\0author=B\0version=1.2\0"
			  "alias=pci:v00008086d*\0depends=lib,cfg80211\0intree=Y\0"
			  "vermagic=6.1.0-1 SMP"));
	open_bench(&b);
	need_library(&b);
	assert_false(is_loaded("libkmod"));
	/* '-' and '_' are alike */
	assert_int_equal(ask(&b, "wifi_x", &info), 0);
	assert_true(is_loaded("libkmod"));
	assert_joined(&b, info.descriptions, "First part; Second part");
	assert_joined(&b, info.licenses, "Dual BSD/GPL");
	assert_joined(&b, info.authors, "A <a@x>; B");
	assert_joined(&b, info.versions, "1.2");
	assert_joined(&b, info.firmware, "x/a.bin; x/b.bin");
	assert_joined(&b, info.depends, "lib; cfg80211");
	assert_joined(&b, info.aliases, "pci:v00008086d*");
	assert_text(info.vermagic, "6.1.0-1 SMP");
	assert_true(info.is_intree);
	assert_false(info.is_signed);
	assert_int_equal(info.param_count, 2);
	assert_text(info.params[0].name, "debug");
	assert_text(info.params[0].type, "int");
	assert_text(info.params[0].description, "Level: 0 is none");
	assert_text(info.params[1].name, "quiet");
	assert_text(info.params[1].type, "bool");
	assert_null(info.params[1].description.s);
	close_bench(&b);
}

/* Its own file's path may be elsewhere than below the modules directory. */
static void test_paths(void **state)
{
	struct bench b = {0};
	struct hw_module_info info;

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, DIR_PATH "/modules.dep",
		  "/opt/ext.ko:\n../../../secret.ko:\nkernel/gone.ko:\n");
	write_module(&b.tree, "opt/ext.ko", INFO("license=GPL"));
	write_module(&b.tree, "secret.ko", INFO("license=GPL"));
	open_bench(&b);
	need_library(&b);
	assert_int_equal(ask(&b, "ext", &info), 0);
	assert_joined(&b, info.licenses, "GPL");
	assert_false(info.is_intree);
	assert_int_equal(info.depends.n, 0);
	assert_int_equal(ask(&b, "secret", &info), -ENOENT);
	assert_int_equal(ask(&b, "gone", &info), -ENOENT);
	assert_int_equal(ask(&b, "other", &info), -ENOENT);
	close_bench(&b);
}

/* A link of a recorded tree leads to a file of that tree, not of this machine. */
static void test_links_stay_below(void **state)
{
	struct bench b = {0};
	struct hw_module_info info;

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, DIR_PATH "/modules.dep", "kernel/a.ko:\n");
	tree_dir(&b.tree, DIR_PATH "/kernel");
	tree_link(&b.tree, DIR_PATH "/kernel/a.ko", "/opt/a.ko");
	write_module(&b.tree, "opt/a.ko", INFO("description=inside"));
	open_bench(&b);
	need_library(&b);
	assert_int_equal(ask(&b, "a", &info), 0);
	assert_joined(&b, info.descriptions, "inside");
	close_bench(&b);
}

static void test_not_a_module(void **state)
{
	struct bench b = {0};
	struct hw_module_info info;

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, DIR_PATH "/modules.dep", "a.ko:\nb.ko:\n");
	tree_file(&b.tree, DIR_PATH "/a.ko",
		  "\x7f"
		  "ELF, it says");
	tree_file(&b.tree, DIR_PATH "/b.ko", "");
	open_bench(&b);
	need_library(&b);
	assert_int_equal(ask(&b, "a", &info), -ENOEXEC);
	assert_int_equal(ask(&b, "b", &info), -ENODATA);
	close_bench(&b);
}

/* Headers for which libkmod's assertions end the process that reads them. */
static const struct {
	size_t offset;
	uint16_t value;
} damages[] = {
	/* make_module() has three sections */
	{offsetof(Elf64_Ehdr, e_shstrndx), 0},
	{offsetof(Elf64_Ehdr, e_shstrndx), 3},
	{offsetof(Elf64_Ehdr, e_shstrndx), 0xffff},
	{offsetof(Elf64_Ehdr, e_shnum), 0},
};

/* An empty .modinfo at the end of the file. */
static void empty_at_end(unsigned char *bytes, size_t n)
{
	Elf64_Shdr *section = (Elf64_Shdr *)(void *)(bytes + n - 2 * sizeof(Elf64_Shdr));

	section->sh_offset = n;
	section->sh_size = 0;
}

static void test_damaged(void **state)
{
	struct hw_warnings warnings = {0};
	struct bench b = {0};
	struct hw_module_info info;
	size_t refused = 0;

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, DIR_PATH "/modules.dep", "a.ko:\n");
	open_bench(&b);
	need_library(&b);
	hw_modules_close(b.modules);
	assert_int_equal(hw_modules_open(NULL, b.root, DIR_PATH, &warnings, &b.modules),
			 0);
	for (size_t i = 0; i <= HW_ARRAY_SIZE(damages); i++) {
		_Alignas(Elf64_Shdr) unsigned char bytes[4096] = {0};
		size_t n = make_module(INFO("license=GPL"), bytes);
		int r;

		if (i < HW_ARRAY_SIZE(damages))
			memcpy(bytes + damages[i].offset, &damages[i].value,
			       sizeof(damages[i].value));
		else
			empty_at_end(bytes, n);
		tree_bytes(&b.tree, DIR_PATH "/a.ko", bytes, n);
		/* kmod 34 reads some as modules that say nothing, where 30 aborts */
		r = ask(&b, "a", &info);
		assert_true(r == -ENOEXEC || (r == 0 && info.licenses.n == 0));
		refused += r < 0;
	}
	assert_true(refused > 0);
	/* once a module */
	assert_int_equal(warnings.count, 1);
	assert_string_equal(warnings.first->code, "module-unreadable");
	assert_non_null(strstr(warnings.first->path.s, "/" DIR_PATH "/a.ko"));
	write_module(&b.tree, DIR_PATH "/a.ko", INFO("license=GPL"));
	assert_int_equal(ask(&b, "a", &info), 0);
	hw_warnings_done(&warnings);
	close_bench(&b);
}

static void test_builtin(void **state)
{
	static const char text[] =
		"ahci.license=GPL\0ahci.description=AHCI SATA\0"
		"libahci.license=GPL v2\0ahci.parm=mobile:Policy\0"
		"rng-core.description=H/W RNG\0ahci.file=drivers/ata/ahci";
	struct bench b = {0};
	struct hw_module_info info;

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, DIR_PATH "/modules.builtin",
		  "kernel/drivers/ata/ahci.ko\nkernel/drivers/char/rng-core.ko\n"
		  "kernel/untold.ko\n");
	tree_bytes(&b.tree, DIR_PATH "/modules.builtin.modinfo", text, sizeof(text));
	open_bench(&b);
	assert_int_equal(ask(&b, "ahci", &info), 0);
	assert_joined(&b, info.descriptions, "AHCI SATA");
	assert_joined(&b, info.licenses, "GPL");
	assert_int_equal(info.param_count, 1);
	assert_int_equal(ask(&b, "rng_core", &info), 0);
	assert_joined(&b, info.descriptions, "H/W RNG");
	assert_int_equal(ask(&b, "untold", &info), -ENOENT);
	close_bench(&b);
}

/* Real modules against modinfo(8): "key=value" and NULs, what it reckons as text. */
#define MODULES 200

static void add_line(char **at, const char *key, struct hw_text value)
{
	*at += sprintf(*at, "%s=%.*s\n", key, HW_TEXT_ARG(value));
}

static void add_lines(char **at, const char *key, struct hw_texts values)
{
	for (size_t i = 0; i < values.n; i++)
		add_line(at, key, values.v[i]);
}

/* As snprintf(), of what must fit. */
__attribute__((format(printf, 3, 4))) static void print_to(char *out, size_t size,
							   const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(out, size, format, args);
	va_end(args);
	assert_true(n >= 0 && (size_t)n < size);
}

/* One key of modinfo's, its values a line each; empty values are left out as ours are. */
static void add_peer(char **at, const char *key, const char *path)
{
	char command[PATH_MAX + 64];
	char line[8192];
	FILE *f;

	print_to(command, sizeof(command), "modinfo -F %s '%s'", key, path);
	f = popen(command, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		if (line[0] != '\n')
			*at += sprintf(*at, "%s=%s", key, line);
	assert_int_equal(pclose(f), 0);
}

static void compare(struct hw_modinfo *modinfo, struct hw_root *root, const char *path)
{
	static char ours[1 << 18];
	static char peers[1 << 18];
	struct hw_arena arena = {0};
	struct hw_module_info info;
	char full[PATH_MAX];
	char *at = ours;

	assert_int_equal(hw_module_info_of_file(modinfo, root, path, &arena, &info), 0);
	*at = '\0';
	add_lines(&at, "description", info.descriptions);
	add_lines(&at, "license", info.licenses);
	add_lines(&at, "firmware", info.firmware);
	at = peers;
	*at = '\0';
	print_to(full, sizeof(full), "%s/%s", hw_root_path(root), path);
	add_peer(&at, "description", full);
	add_peer(&at, "license", full);
	add_peer(&at, "firmware", full);
	assert_string_equal(ours, peers);
	hw_arena_done(&arena);
}

/* modules.order lists all modules by the path below the directory. */
static size_t compare_release(struct hw_root *root, const char *dir)
{
	struct hw_modinfo *modinfo;
	struct hw_map map = {0};
	struct hw_text rest;
	char path[PATH_MAX];
	size_t lines = 0;
	size_t at = 0;
	size_t n = 0;

	print_to(path, sizeof(path), "%s/modules.order", dir);
	assert_int_equal(hw_root_map(root, path, &map), 0);
	assert_int_equal(hw_modinfo_open(&modinfo), 0);
	for (rest = map.text; rest.s; lines++)
		hw_text_cut(&rest, '\n');
	for (rest = map.text; rest.s; at++) {
		struct hw_text line = hw_text_cut(&rest, '\n');

		/* spread over all, 200 or a few more */
		if (!line.n || at % (lines < MODULES ? 1 : lines / MODULES) != 0)
			continue;
		print_to(path, sizeof(path), "%s/%.*s", dir, HW_TEXT_ARG(line));
		if (!hw_root_exists(root, path))
			print_to(path, sizeof(path), "%s/%.*s.xz", dir,
				 HW_TEXT_ARG(line));
		compare(modinfo, root, path);
		n++;
	}
	hw_modinfo_close(modinfo);
	hw_unmap(&map);
	return n;
}

static void test_against_modinfo(void **state)
{
	const char *tree = getenv("HWALIAS_MODULES_TREE");
	struct hw_arena arena = {0};
	struct hw_text *releases;
	struct hw_root *root;
	size_t compared = 0;
	size_t n;

	(void)state;
	if (!tree || system("modinfo --version >/dev/null 2>&1") != 0) {
		print_message("skipped: HWALIAS_MODULES_TREE names no root with "
			      "lib/modules/RELEASE, or there is no modinfo\n");
		skip();
	}
	assert_int_equal(hw_root_open(tree, &root), 0);
	assert_int_equal(hw_root_list(root, "lib/modules", &arena, &releases, &n), 0);
	for (size_t i = 0; i < n; i++) {
		char dir[PATH_MAX];

		print_to(dir, sizeof(dir), "lib/modules/%.*s", HW_TEXT_ARG(releases[i]));
		compared += compare_release(root, dir);
	}
	print_message("%zu modules compared\n", compared);
	assert_true(compared > 0);
	hw_root_close(root);
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_links_stay_below),
		cmocka_unit_test(test_not_a_module),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_builtin),
		cmocka_unit_test(test_against_modinfo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
