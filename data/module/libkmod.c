// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/libkmod.h"

#include <errno.h>
#include <libkmod.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/base/dl.h"

/*
 * libkmod opens paths of the running system and would follow a link out of a recorded
 * tree. So the file is read through its root, and libkmod opens a copy in memory by the
 * path /proc/self/fd/N; it recognises compressions by their magic bytes, not by the name
 * (libkmod-file.c). A build without libkmod has libkmod_none.c instead of this file.
 */

/* The ABI of libkmod.h: a library of this name has its functions. */
#define LIBRARY "libkmod.so.2"

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

int hw_modinfo_open(struct hw_modinfo **ret)
{
	struct hw_modinfo *modinfo = calloc(1, sizeof(*modinfo));

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
	if (hw_library_open(LIBRARY, functions, HW_ARRAY_SIZE(functions), &modinfo->kmod,
			    &modinfo->library) < 0)
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

	if (fd < 0)
		return -errno;
	while (text.n) {
		ssize_t n = write(fd, text.s, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			close(fd);
			return -EIO;
		}
		text = hw_text_from(text, (size_t)n);
	}
	return fd;
}

/* Copies the list. Errors: -ENOMEM. */
static int copy_pairs(const struct hw_modinfo *modinfo, const struct kmod_list *list,
		      struct hw_arena *arena, struct hw_modinfo_pairs *ret)
{
	const struct functions *kmod = &modinfo->kmod;
	struct hw_modinfo_pair *v;
	size_t n = 0;

	for (const struct kmod_list *i = list; i; i = kmod->list_next(list, i))
		n++;
	v = HW_ARENA_NEW(arena, struct hw_modinfo_pair, n);
	if (!v)
		return -ENOMEM;
	n = 0;
	for (const struct kmod_list *i = list; i; i = kmod->list_next(list, i)) {
		v[n].key = hw_arena_copy(arena, hw_text_of(kmod->module_info_get_key(i)));
		v[n++].value =
			hw_arena_copy(arena, hw_text_of(kmod->module_info_get_value(i)));
	}
	*ret = (struct hw_modinfo_pairs){v, n};
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

static int read_descriptor(const struct hw_modinfo *modinfo, int fd,
			   struct hw_arena *arena, struct hw_modinfo_pairs *ret)
{
	struct kmod_module *module;
	struct kmod_list *list = NULL;
	char path[64];
	int r;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	r = modinfo->kmod.module_new_from_path(modinfo->ctx, path, &module);
	if (r < 0)
		return r;
	r = modinfo->kmod.module_get_info(module, &list);
	if (r >= 0)
		r = copy_pairs(modinfo, list, arena, ret);
	else if (r != -ENOMEM)
		r = -ENOEXEC;
	modinfo->kmod.module_info_free_list(list);
	modinfo->kmod.module_unref(module);
	return r;
}

int hw_modinfo_read(struct hw_modinfo *modinfo, struct hw_root *root, const char *path,
		    struct hw_arena *arena, struct hw_modinfo_pairs *ret)
{
	struct hw_map map = {0};
	int fd;
	int r;

	if (!modinfo)
		return -ENOTSUP;
	r = hw_root_map(root, path, &map);
	if (r < 0)
		return r;
	if (!map.text.n) {
		hw_unmap(&map);
		return -ENODATA;
	}
	open_once(modinfo);
	fd = modinfo->ctx ? copy_to_memory(map.text) : -ENOTSUP;
	hw_unmap(&map);
	if (fd < 0)
		return fd;
	r = read_descriptor(modinfo, fd, arena, ret);
	close(fd);
	return r;
}
