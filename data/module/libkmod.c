// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/libkmod.h"

#include <errno.h>
#include <libkmod.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/archive/archive.h"
#include "data/base/child.h"
#include "data/base/memory.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"

/*
 * libkmod opens paths of the running system and would follow a link out of a recorded
 * tree. So the file is read through its root, and libkmod opens a copy in memory by the
 * path /proc/self/fd/N; it recognises compressions by their magic bytes, not by the name
 * (libkmod-file.c).
 *
 * libkmod ends the program by assert() for some damaged headers (libkmod-elf.c:
 * elf_get_mem(), elf_get_section_header()), and a compressed file hides its header. So it
 * reads in a child, which writes the pairs as "KEY\0VALUE\0".
 *
 * A build without libkmod has libkmod_none.c instead of this file.
 */

struct functions {
	__typeof__(kmod_new) *new;
	__typeof__(kmod_unref) *unref;
	__typeof__(kmod_set_log_priority) *set_log_priority;
	__typeof__(kmod_module_new_from_path) *module_new_from_path;
	__typeof__(kmod_module_unref) *module_unref;
	__typeof__(kmod_module_get_info) *module_get_info;
	__typeof__(kmod_module_info_get_key) *module_info_get_key;
	__typeof__(kmod_module_info_get_value) *module_info_get_value;
	__typeof__(kmod_module_info_free_list) *module_info_free_list;
	__typeof__(kmod_list_next) *list_next;
};

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "kmod_", name)

static const struct hw_library_function functions[] = {
	FUNCTION(new),
	FUNCTION(unref),
	FUNCTION(set_log_priority),
	FUNCTION(module_new_from_path),
	FUNCTION(module_unref),
	FUNCTION(module_get_info),
	FUNCTION(module_info_get_key),
	FUNCTION(module_info_get_value),
	FUNCTION(module_info_free_list),
	FUNCTION(list_next),
};

struct hw_modinfo {
	bool is_open;
	void *library;
	struct functions kmod;
	/* NULL after a failure to open */
	struct kmod_ctx *ctx;
};

/* What the child is given. */
struct child {
	const struct hw_modinfo *modinfo;
	char path[64];
};

int hw_modinfo_open(struct hw_modinfo **ret)
{
	struct hw_modinfo *modinfo = hw_calloc(1, sizeof(*modinfo));

	if (!modinfo)
		return -ENOMEM;
	*ret = modinfo;
	return 0;
}

static void open_once(struct hw_modinfo *modinfo)
{
	/* do not read the tables and the configuration of the running system */
	static const char *const no_config[] = {NULL};

	if (modinfo->is_open)
		return;
	modinfo->is_open = true;
	if (hw_library_open(HW_SONAME_LIBKMOD, functions, HW_ARRAY_SIZE(functions),
			    &modinfo->kmod, &modinfo->library) < 0)
		return;
	modinfo->ctx = modinfo->kmod.new("/nonexistent", no_config);
	if (modinfo->ctx)
		/* no messages on standard error: the error code is enough */
		modinfo->kmod.set_log_priority(modinfo->ctx, -1);
}

void hw_modinfo_close(struct hw_modinfo *modinfo)
{
	if (!modinfo)
		return;
	if (modinfo->ctx)
		modinfo->kmod.unref(modinfo->ctx);
	hw_library_close(modinfo->library);
	free(modinfo);
}

/* Returns a descriptor of a copy in memory, or -errno. */
static int copy_to_memory(struct hw_text text)
{
	int fd = memfd_create("module", MFD_CLOEXEC);
	int r;

	if (fd < 0)
		return -errno;
	r = hw_child_write(fd, text.s, text.n);
	if (r == 0)
		return fd;
	close(fd);
	return r;
}

static int write_text(int out, const char *text)
{
	return hw_child_write(out, text, strlen(text) + 1);
}

/* What is in memory ends with the child. */
static int read_in_child(void *arg, int out)
{
	const struct child *child = arg;
	const struct functions *kmod = &child->modinfo->kmod;
	struct kmod_module *module;
	struct kmod_list *list = NULL;
	int r = kmod->module_new_from_path(child->modinfo->ctx, child->path, &module);

	if (r < 0)
		return r;
	r = kmod->module_get_info(module, &list);
	if (r < 0)
		return r == -ENOMEM ? r : -ENOEXEC;
	r = 0;
	for (const struct kmod_list *i = list; r == 0 && i;
	     i = kmod->list_next(list, i)) {
		r = write_text(out, kmod->module_info_get_key(i));
		if (r == 0)
			r = write_text(out, kmod->module_info_get_value(i));
	}
	return r;
}

static size_t count_nuls(struct hw_text text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += text.s[i] == '\0';
	return n;
}

/* Errors: -ENOMEM. */
static int cut_pairs(struct hw_text text, struct hw_arena *arena,
		     struct hw_modinfo_pairs *ret)
{
	size_t count = count_nuls(text) / 2;
	struct hw_modinfo_pair *v = HW_ARENA_NEW(arena, struct hw_modinfo_pair, count);

	if (!v)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		v[i].key = hw_text_cut(&text, '\0');
		v[i].value = hw_text_cut(&text, '\0');
	}
	*ret = (struct hw_modinfo_pairs){v, count};
	return 0;
}

static int read_descriptor(const struct hw_modinfo *modinfo, int fd,
			   struct hw_arena *arena, struct hw_modinfo_pairs *ret)
{
	struct child child = {.modinfo = modinfo};
	struct hw_text text;
	int r;

	snprintf(child.path, sizeof(child.path), "/proc/self/fd/%d", fd);
	r = hw_child_run(read_in_child, &child, arena, &text);
	return r < 0 ? r : cut_pairs(text, arena, ret);
}

static int read_text(const struct hw_modinfo *modinfo, struct hw_text text,
		     struct hw_arena *arena, struct hw_modinfo_pairs *ret)
{
	int fd = copy_to_memory(text);
	int r = fd < 0 ? fd : read_descriptor(modinfo, fd, arena, ret);

	if (fd >= 0)
		close(fd);
	return r;
}

int hw_modinfo_read(struct hw_modinfo *modinfo, struct hw_root *root, const char *path,
		    struct hw_arena *arena, struct hw_modinfo_pairs *ret)
{
	struct hw_map map = {0};
	int r;

	if (!modinfo)
		return -ENOTSUP;
	r = hw_root_map(root, path, &map);
	if (r < 0)
		return r;
	open_once(modinfo);
	if (!map.text.n)
		r = -ENODATA;
	else if (!modinfo->ctx)
		r = -ENOTSUP;
	else
		r = read_text(modinfo, map.text, arena, ret);
	/* libkmod has those compressions alone that it was built with: that of Debian has
	 * no gzip */
	if (r == -ENOEXEC && hw_archive_is(map.text)) {
		r = hw_archive_unpack(&map);
		if (r == 0)
			r = read_text(modinfo, map.text, arena, ret);
		else if (r == -EBADMSG || r == -EISDIR)
			r = -ENOEXEC;
	}
	hw_unmap(&map);
	return r;
}
