// SPDX-License-Identifier: GPL-2.0-or-later
/* The enriching sources, on a small PCI tree made here. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/attributes/attributes.h"
#include "data/root/internal.h"

#define DEVICES "sys/devices/pci0000:00/"
#define BUS	"sys/bus/pci/devices/"

struct tree {
	char path[64];
	int fd;
	struct hw_root *root;
	struct hw_warnings warnings;
	struct hw_arena arena;
	const struct hw_source *source;
	void *self;
};

static void make_dir(const struct tree *t, const char *path)
{
	char part[256];

	for (size_t i = 0; path[i]; i++) {
		part[i] = path[i];
		part[i + 1] = '\0';
		if (path[i + 1] == '/' || !path[i + 1])
			assert_true(mkdirat(t->fd, part, 0755) == 0 || errno == EEXIST);
	}
}

static void make_file(const struct tree *t, const char *path, const char *bytes, size_t n)
{
	int fd = openat(t->fd, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static void make_text(const struct tree *t, const char *path, const char *text)
{
	make_file(t, path, text, strlen(text));
}

static void make_link(const struct tree *t, const char *path, const char *target)
{
	assert_int_equal(symlinkat(target, t->fd, path), 0);
}

static const struct hw_source *source_named(const char *name)
{
	for (size_t i = 0; hw_sources[i]; i++) {
		if (strcmp(hw_sources[i]->name, name) == 0)
			return hw_sources[i];
	}
	return NULL;
}

/* A device with all there is; the others are variations of it. */
static void make_device(const struct tree *t, const char *name)
{
	char path[128];
	char target[128];

	snprintf(path, sizeof(path), DEVICES "%s", name);
	make_dir(t, path);
	snprintf(path, sizeof(path), DEVICES "%s/class", name);
	make_text(t, path, "0x020000\n");
	snprintf(path, sizeof(path), BUS "%s", name);
	snprintf(target, sizeof(target), "../../../devices/pci0000:00/%s", name);
	make_link(t, path, target);
}

static void open_source(struct tree *t)
{
	assert_int_equal(hw_root_open(t->path, &t->root), 0);
	assert_int_equal(t->source->open(t->root, &t->warnings, &t->self), 0);
}

static int set_up(void **state)
{
	struct tree *t = calloc(1, sizeof(*t));

	assert_non_null(t);
	strcpy(t->path, "/tmp/hwalias-source-XXXXXX");
	assert_non_null(mkdtemp(t->path));
	t->fd = open(t->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(t->fd >= 0);
	make_dir(t, BUS "x");
	assert_int_equal(unlinkat(t->fd, BUS "x", AT_REMOVEDIR), 0);
	make_dir(t, DEVICES "x");
	assert_int_equal(unlinkat(t->fd, DEVICES "x", AT_REMOVEDIR), 0);
	t->source = source_named("libpci");
	*state = t;
	return 0;
}

static int tear_down(void **state)
{
	struct tree *t = *state;
	char command[96];

	if (t->self)
		t->source->close(t->self);
	hw_root_close(t->root);
	hw_warnings_done(&t->warnings);
	hw_arena_done(&t->arena);
	close(t->fd);
	snprintf(command, sizeof(command), "rm -rf '%s'", t->path);
	assert_int_equal(system(command), 0);
	free(t);
	return 0;
}

static struct hw_attributes enrich(struct tree *t, const char *name)
{
	struct hw_device device = {
		.subsystem = HW_TEXT("pci"),
		.name = hw_text_of(name),
	};
	struct hw_attributes list = {0};

	assert_int_equal(t->source->enrich(t->self, &device, &t->arena, &list), 0);
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

static void assert_text(const struct hw_attributes *list, const char *key,
			const char *expected)
{
	const struct hw_attribute *a = find(list, key);

	assert_non_null(a);
	assert_true(hw_text_eq(a->text, hw_text_of(expected)));
}

static void all_fields(void **state)
{
	struct tree *t = *state;
	struct hw_attributes list;

	if (!t->source)
		skip();
	make_device(t, "0000:00:1f.6");
	make_text(t, DEVICES "0000:00:1f.6/revision", "0x0a\n");
	make_text(t, DEVICES "0000:00:1f.6/numa_node", "1\n");
	make_dir(t, "sys/kernel/iommu_groups/14");
	make_link(t, DEVICES "0000:00:1f.6/iommu_group",
		  "../../../kernel/iommu_groups/14");
	make_dir(t, "sys/bus/pci/slots/3-1");
	make_text(t, "sys/bus/pci/slots/3-1/address", "0000:00:1f\n");
	open_source(t);
	list = enrich(t, "0000:00:1f.6");
	assert_text(&list, "revision", "0a");
	assert_text(&list, "slot", "3-1");
	assert_text(&list, "iommu_group", "14");
	assert_non_null(find(&list, "numa_node"));
	assert_int_equal(find(&list, "numa_node")->number, 1);
	assert_null(find(&list, "numa_node")->text.s);
	assert_int_equal(t->warnings.count, 0);
}

static void absent_fields(void **state)
{
	struct tree *t = *state;
	struct hw_attributes list;

	if (!t->source)
		skip();
	make_device(t, "0000:00:02.0");
	/* NUMA_NO_NODE */
	make_text(t, DEVICES "0000:00:02.0/numa_node", "-1\n");
	open_source(t);
	list = enrich(t, "0000:00:02.0");
	assert_null(list.first);
	/* unknown, not PCI addresses, and beyond libpci's int */
	assert_null(enrich(t, "0000:00:03.0").first);
	assert_null(enrich(t, "").first);
	assert_null(enrich(t, "0000:00:02").first);
	assert_null(enrich(t, "0000:00:02.0.0").first);
	assert_null(enrich(t, "ffffffff:00:02.0").first);
}

/* Reading config wakes a sleeping device: not even opened, whatever is missing. */
static void config_is_never_opened(void **state)
{
	struct tree *t = *state;
	char config[64] = {0};
	char path[192];
	char event[512];
	struct hw_attributes list;
	int watch;

	if (!t->source)
		skip();
	make_device(t, "0000:00:1f.6");
	/* where libpci looks for the revision when there is no such file */
	config[8] = 0x42;
	make_file(t, DEVICES "0000:00:1f.6/config", config, sizeof(config));
	watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	assert_true(watch >= 0);
	snprintf(path, sizeof(path), "%s/" DEVICES "0000:00:1f.6/config", t->path);
	assert_true(inotify_add_watch(watch, path, IN_OPEN | IN_ACCESS) >= 0);
	open_source(t);
	list = enrich(t, "0000:00:1f.6");
	assert_null(find(&list, "revision"));
	make_text(t, DEVICES "0000:00:1f.6/revision", "0x05\n");
	list = enrich(t, "0000:00:1f.6");
	assert_text(&list, "revision", "05");
	assert_int_equal(read(watch, event, sizeof(event)), -1);
	assert_int_equal(errno, EAGAIN);
	close(watch);
}

/* A value of more than 1023 bytes is a fatal error for libpci. */
static void fatal_error_is_contained(void **state)
{
	struct tree *t = *state;
	char value[2000];
	struct hw_attributes list;

	if (!t->source)
		skip();
	make_device(t, "0000:00:01.0");
	memset(value, '1', sizeof(value));
	make_file(t, DEVICES "0000:00:01.0/class", value, sizeof(value));
	make_text(t, DEVICES "0000:00:01.0/revision", "0x01\n");
	make_device(t, "0000:00:02.0");
	make_text(t, DEVICES "0000:00:02.0/revision", "0x02\n");
	open_source(t);
	assert_null(enrich(t, "0000:00:01.0").first);
	assert_int_equal(t->warnings.count, 1);
	assert_string_equal(t->warnings.first->code, "libpci");
	list = enrich(t, "0000:00:02.0");
	assert_text(&list, "revision", "02");
}

/* Names that are none, wide domains, and links that leave a recorded tree. */
static void odd_trees(void **state)
{
	struct tree *t = *state;
	struct hw_attributes list;
	char target[192];

	if (!t->source)
		skip();
	make_dir(t, BUS "nonsense");
	make_device(t, "10000:e1:00.0");
	make_text(t, DEVICES "10000:e1:00.0/revision", "0x11\n");
	make_device(t, "10000000:00:1f.7");
	make_text(t, DEVICES "10000000:00:1f.7/revision", "0x12\n");
	make_dir(t, DEVICES "0000:00:05.0");
	make_text(t, DEVICES "0000:00:05.0/class", "0x020000\n");
	make_text(t, DEVICES "0000:00:05.0/revision", "0x13\n");
	snprintf(target, sizeof(target), "%s/" DEVICES "0000:00:05.0", t->path);
	make_link(t, BUS "0000:00:05.0", target);
	make_device(t, "0000:00:06.0");
	assert_int_equal(mkfifoat(t->fd, DEVICES "0000:00:06.0/revision", 0600), 0);
	open_source(t);
	list = enrich(t, "10000:e1:00.0");
	assert_text(&list, "revision", "11");
	list = enrich(t, "10000000:00:1f.7");
	assert_text(&list, "revision", "12");
	assert_null(enrich(t, "0000:00:05.0").first);
	assert_null(enrich(t, "0000:00:06.0").first);
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
	struct tree *t = *state;
	struct hw_root *root;
	void *self;

	assert_int_equal(hw_root_new(&snapshot, NULL, "a.snap", &root), 0);
	for (size_t i = 0; hw_sources[i]; i++)
		if (strncmp(hw_sources[i]->name, "lib", 3) == 0)
			assert_int_equal(hw_sources[i]->open(root, NULL, &self),
					 -ENOTSUP);
	hw_root_close(root);

	make_dir(t, "sys/bus/usb/devices");
	make_dir(t, "dev/bus/usb");
	assert_int_equal(hw_root_open(t->path, &root), 0);
	if (source_named("libusb"))
		assert_int_equal(source_named("libusb")->open(root, NULL, &self),
				 -ENOTSUP);
	hw_root_close(root);
}

static void attributes_keep_order(void **state)
{
	struct tree *t = *state;
	struct hw_attributes list = {0};
	char text[] = "abc";

	hw_attribute_text(&list, &t->arena, "first", hw_text_of(text));
	hw_attribute_number(&list, &t->arena, "second", -5);
	text[0] = 'x';
	assert_string_equal(list.first->key, "first");
	assert_true(hw_text_eq(list.first->text, HW_TEXT("abc")));
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
		TREE_TEST(fatal_error_is_contained),
		TREE_TEST(odd_trees),
		TREE_TEST(roots_not_served),
		TREE_TEST(attributes_keep_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
