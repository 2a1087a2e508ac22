// SPDX-License-Identifier: GPL-2.0-or-later
/* The enriching sources, on a small PCI tree made here. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/attributes/attributes.h"
#include "data/root/internal.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

#define DEVICES "sys/devices/pci0000:00/"
#define BUS	"sys/bus/pci/devices/"

struct bench {
	struct tree tree;
	struct hw_root *root;
	struct hw_warnings warnings;
	struct hw_arena arena;
	const struct hw_source *source;
	void *self;
};

static const struct hw_source *source_named(const char *name)
{
	for (size_t i = 0; hw_sources[i]; i++) {
		if (strcmp(hw_sources[i]->name, name) == 0)
			return hw_sources[i];
	}
	return NULL;
}

/* A device with all there is; the others are variations of it. */
static void make_device(const struct bench *b, const char *name)
{
	char path[128];
	char target[128];

	snprintf(path, sizeof(path), DEVICES "%s", name);
	tree_dir(&b->tree, path);
	snprintf(path, sizeof(path), DEVICES "%s/class", name);
	tree_file(&b->tree, path, "0x020000\n");
	snprintf(path, sizeof(path), BUS "%s", name);
	snprintf(target, sizeof(target), "../../../devices/pci0000:00/%s", name);
	tree_link(&b->tree, path, target);
}

static void open_source(struct bench *b)
{
	assert_int_equal(hw_root_open(b->tree.path, &b->root), 0);
	assert_int_equal(b->source->open(b->root, &b->warnings, &b->self), 0);
}

static int set_up(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	tree_make(&b->tree);
	tree_dir(&b->tree, "sys/bus/pci/devices");
	tree_dir(&b->tree, "sys/devices/pci0000:00");
	b->source = source_named("pci_device");
	*state = b;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;

	if (b->self)
		b->source->close(b->self);
	hw_root_close(b->root);
	hw_warnings_done(&b->warnings);
	hw_arena_done(&b->arena);
	tree_remove(&b->tree);
	free(b);
	return 0;
}

static struct hw_attributes enrich(struct bench *b, const char *name)
{
	struct hw_device device = {
		.subsystem = HW_TEXT("pci"),
		.name = hw_text_of(name),
	};
	struct hw_attributes list = {0};

	device.syspath = hw_arena_printf(&b->arena, "/" DEVICES "%s", name);

	assert_int_equal(b->source->enrich(b->self, &device, &b->arena, &list), 0);
	return list;
}

static const struct hw_attribute *find(const struct hw_attributes *list, const char *key)
{
	for (const struct hw_attribute *a = list->first; a; a = a->next) {
		if (strcmp(a->key, key) == 0)
			return a;
	}
	return NULL;
}

static void check_attribute(const struct hw_attributes *list, const char *key,
			    const char *expected)
{
	assert_non_null(find(list, key));
	assert_text(find(list, key)->text, expected);
}

static void all_fields(void **state)
{
	struct bench *b = *state;
	struct hw_attributes list;

	make_device(b, "0000:00:1f.6");
	tree_file(&b->tree, DEVICES "0000:00:1f.6/revision", "0x0a\n");
	tree_file(&b->tree, DEVICES "0000:00:1f.6/numa_node", "1\n");
	tree_dir(&b->tree, "sys/bus/pci/slots/3-1");
	tree_file(&b->tree, "sys/bus/pci/slots/3-1/address", "0000:00:1f\n");
	/* of no device yet, and of another one */
	tree_file(&b->tree, "sys/bus/pci/slots/1/address", "0000:00\n");
	tree_file(&b->tree, "sys/bus/pci/slots/2/address", "0000:00:1\n");
	tree_dir(&b->tree, "sys/bus/pci/slots/4");
	open_source(b);
	list = enrich(b, "0000:00:1f.6");
	check_attribute(&list, "revision", "0a");
	check_attribute(&list, "slot", "3-1");
	assert_non_null(find(&list, "numa_node"));
	assert_int_equal(find(&list, "numa_node")->number, 1);
	assert_null(find(&list, "numa_node")->text.s);
	assert_int_equal(b->warnings.count, 0);
}

static void absent_fields(void **state)
{
	struct bench *b = *state;
	struct hw_attributes list;

	make_device(b, "0000:00:02.0");
	/* NUMA_NO_NODE */
	tree_file(&b->tree, DEVICES "0000:00:02.0/numa_node", "-1\n");
	open_source(b);
	list = enrich(b, "0000:00:02.0");
	assert_null(list.first);
	/* unknown, and what no kernel writes */
	assert_null(enrich(b, "0000:00:03.0").first);
	tree_file(&b->tree, DEVICES "0000:00:02.0/revision", "ff\n");
	assert_null(enrich(b, "0000:00:02.0").first);
	tree_file(&b->tree, DEVICES "0000:00:02.0/revision", "0x0g\n");
	assert_null(enrich(b, "0000:00:02.0").first);
	tree_file(&b->tree, DEVICES "0000:00:02.0/revision", "0x012\n");
	assert_null(enrich(b, "0000:00:02.0").first);
}

/* Reading config wakes a sleeping device: not even opened, whatever is missing. */
static void config_is_never_opened(void **state)
{
	struct bench *b = *state;
	char config[64] = {0};
	char path[PATH_MAX];
	char event[512];
	struct hw_attributes list;
	int watch;

	make_device(b, "0000:00:1f.6");
	/* offset 8 is the revision */
	config[8] = 0x42;
	tree_bytes(&b->tree, DEVICES "0000:00:1f.6/config", config, sizeof(config));
	watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	assert_true(watch >= 0);
	tree_place(&b->tree, DEVICES "0000:00:1f.6/config", path);
	assert_true(inotify_add_watch(watch, path, IN_OPEN | IN_ACCESS) >= 0);
	open_source(b);
	list = enrich(b, "0000:00:1f.6");
	assert_null(find(&list, "revision"));
	tree_file(&b->tree, DEVICES "0000:00:1f.6/revision", "0x05\n");
	list = enrich(b, "0000:00:1f.6");
	check_attribute(&list, "revision", "05");
	assert_int_equal(read(watch, event, sizeof(event)), -1);
	assert_int_equal(errno, EAGAIN);
	close(watch);
}

static int read_config(struct bench *b, const char *name, struct hw_text *ret)
{
	struct hw_device device = {
		.subsystem = HW_TEXT("pci"),
		.name = hw_text_of(name),
	};

	return b->source->read_config(b->self, &device, &b->arena, ret);
}

/* The 64 bytes that an ordinary user sees, and the 256 of a conventional device. */
static void configuration_space(void **state)
{
	static const size_t sizes[] = {64, 256, 4096};
	struct bench *b = *state;
	char config[4096];
	struct hw_text text;

	b->source = source_named("libpci");
	if (!b->source)
		skip();
	for (size_t i = 0; i < sizeof(config); i++)
		config[i] = (char)(i * 7 + i / 256);
	make_device(b, "0000:00:1f.6");
	open_source(b);
	for (size_t i = 0; i < HW_ARRAY_SIZE(sizes); i++) {
		tree_bytes(&b->tree, DEVICES "0000:00:1f.6/config", config, sizes[i]);
		assert_int_equal(read_config(b, "0000:00:1f.6", &text), 0);
		assert_int_equal(text.n, sizes[i]);
		assert_memory_equal(text.s, config, sizes[i]);
	}
	assert_int_equal(b->warnings.count, 0);
}

/* Names that are none, wide domains, and links that leave a recorded tree. */
static void odd_devices(void **state)
{
	struct bench *b = *state;
	char config[64] = {1};
	char path[PATH_MAX];
	struct hw_text text;

	b->source = source_named("libpci");
	if (!b->source)
		skip();
	tree_dir(&b->tree, BUS "nonsense");
	tree_dir(&b->tree, BUS "ffffffff:00:02.0");
	make_device(b, "10000:e1:00.0");
	tree_bytes(&b->tree, DEVICES "10000:e1:00.0/config", config, sizeof(config));
	tree_dir(&b->tree, DEVICES "0000:00:05.0");
	tree_bytes(&b->tree, DEVICES "0000:00:05.0/config", config, sizeof(config));
	tree_place(&b->tree, DEVICES "0000:00:05.0", path);
	tree_link(&b->tree, BUS "0000:00:05.0", path);
	make_device(b, "0000:00:06.0");
	open_source(b);
	assert_int_equal(read_config(b, "10000:e1:00.0", &text), 0);
	assert_int_equal(text.n, 64);
	/* not PCI addresses, and beyond libpci's int */
	assert_int_equal(read_config(b, "nonsense", &text), -ENOENT);
	assert_int_equal(read_config(b, "ffffffff:00:02.0", &text), -ENOENT);
	assert_int_equal(read_config(b, "", &text), -ENOENT);
	assert_int_equal(read_config(b, "0000:00:02", &text), -ENOENT);
	assert_int_equal(read_config(b, "0000:00:02.0.0", &text), -ENOENT);
	assert_int_equal(read_config(b, "0000:00:05.0", &text), -ENOENT);
	assert_int_equal(b->warnings.count, 0);
	/* without the file */
	assert_int_equal(read_config(b, "0000:00:06.0", &text), -EACCES);
	assert_int_equal(b->warnings.count, 1);
	assert_string_equal(b->warnings.first->code, "libpci");
}

/* A path of more than 1023 bytes is a fatal error for libpci. */
static void fatal_error_is_contained(void **state)
{
	struct bench *b = *state;
	char config[64] = {1};
	char long_name[251];
	char top[2048] = "";
	char path[PATH_MAX];
	struct hw_text text;

	b->source = source_named("libpci");
	if (!b->source)
		skip();
	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	for (int i = 0; i < 5; i++) {
		strcat(top, long_name);
		strcat(top, "/");
	}
	snprintf(path, sizeof(path), "%s" BUS "0000:00:01.0/config", top);
	tree_bytes(&b->tree, path, config, sizeof(config));
	snprintf(path, sizeof(path), "%s/%s", b->tree.path, top);
	assert_int_equal(hw_root_open(path, &b->root), 0);
	assert_int_equal(b->source->open(b->root, &b->warnings, &b->self), 0);
	assert_true(read_config(b, "0000:00:01.0", &text) < 0);
	assert_true(read_config(b, "0000:00:01.0", &text) < 0);
	assert_true(b->warnings.count > 0);
}

static int all_is_there(void *self, const char *path)
{
	(void)self;
	(void)path;
	return 0;
}

static void close_nothing(void *self)
{
	(void)self;
}

/* A snapshot is no directory that libpci could be sent to; libusb only sees this machine.
 */
static void roots_not_served(void **state)
{
	static const struct hw_root_ops snapshot = {
		.kind = HW_ROOT_SNAPSHOT,
		.access = all_is_there,
		.close = close_nothing,
	};
	struct bench *b = *state;
	struct hw_root *root;
	void *self;

	assert_int_equal(hw_root_new(&snapshot, NULL, "a.snap", &root), 0);
	for (size_t i = 0; hw_sources[i]; i++)
		if (strncmp(hw_sources[i]->name, "lib", 3) == 0)
			assert_int_equal(hw_sources[i]->open(root, NULL, &self),
					 -ENOTSUP);
	hw_root_close(root);

	tree_dir(&b->tree, "sys/bus/usb/devices");
	tree_dir(&b->tree, "dev/bus/usb");
	assert_int_equal(hw_root_open(b->tree.path, &root), 0);
	if (source_named("libusb"))
		assert_int_equal(source_named("libusb")->open(root, NULL, &self),
				 -ENOTSUP);
	hw_root_close(root);
}

static void attributes_keep_order(void **state)
{
	struct bench *b = *state;
	struct hw_attributes list = {0};
	char text[] = "abc";

	hw_attribute_text(&list, &b->arena, "first", hw_text_of(text));
	hw_attribute_number(&list, &b->arena, "second", -5);
	text[0] = 'x';
	assert_string_equal(list.first->key, "first");
	assert_text(list.first->text, "abc");
	assert_string_equal(list.first->next->key, "second");
	assert_int_equal(list.first->next->number, -5);
	assert_null(list.first->next->next);
}

#define TREE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(all_fields),
		TREE_TEST(absent_fields),
		TREE_TEST(config_is_never_opened),
		TREE_TEST(configuration_space),
		TREE_TEST(odd_devices),
		TREE_TEST(fatal_error_is_contained),
		TREE_TEST(roots_not_served),
		TREE_TEST(attributes_keep_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
