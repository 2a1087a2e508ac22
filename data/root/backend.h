/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_BACKEND_H
#define HWALIAS_DATA_ROOT_BACKEND_H

#include "data/root/root.h"

/*
 * The back end of a root. `self` is the state given to hw_root_new(). The contracts are
 * those of the functions in root.h with the same names.
 */
struct hw_root_ops {
	enum hw_root_kind kind;
	int (*read)(void *self, const char *path, struct hw_arena *arena,
		    struct hw_text *ret);
	int (*map)(void *self, const char *path, struct hw_map *ret);
	/* NULL: its files have no descriptors */
	int (*open)(void *self, const char *path);
	int (*readlink)(void *self, const char *path, struct hw_arena *arena,
			struct hw_text *ret);
	/* unsorted; `only_dirs` for hw_root_list_dirs() */
	int (*list)(void *self, const char *path, bool only_dirs, struct hw_arena *arena,
		    struct hw_text **ret_names, size_t *ret_count);
	int (*access)(void *self, const char *path);
	void (*close)(void *self);
	/* NULL: it does not record */
	const struct hw_root_notes *notes;
};

/* What data/root/note.h hands on. */
struct hw_root_notes {
	void (*line)(void *self, struct hw_text slice, bool nested);
	void (*unpacked)(void *self, const char *path, struct hw_text text);
	void (*file)(void *self, const char *path, struct hw_text content, int err);
	void (*answered)(void *self, const char *path);
	void (*answer)(void *self, const char *path, struct hw_text line);
};

/* Owns `self` from now on, and closes it on failure. Copies `path`. Errors: -ENOMEM. */
int hw_root_new(const struct hw_root_ops *ops, void *self, const char *path,
		struct hw_root **ret);

/* Maps a file that the user names, by its path outside of any root. */
int hw_file_map_path(const char *path, struct hw_map *ret);

#endif
