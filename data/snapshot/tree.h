/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SNAPSHOT_TREE_H
#define HWALIAS_DATA_SNAPSHOT_TREE_H

#include "data/root/root.h"

/*
 * A machine put together in memory, entry by entry, and then opened as a root of kind
 * HW_ROOT_SNAPSHOT or written as a snapshot. Directories are implied by the paths below
 * them. Of a path that is given twice the first counts, and nothing can be below a file
 * or link.
 *
 * Paths are those of hw_root_read(): relative, without empty parts, "." and ".."; others
 * are left out, and so is what hw_tree_full() says. All texts are copied. Failure is
 * sticky: memory that ran out is an error of hw_tree_open().
 */
struct hw_tree;

/* Errors: -ENOMEM. */
int hw_tree_new(struct hw_tree **ret);

/* NULL is fine. */
void hw_tree_free(struct hw_tree *tree);

void hw_tree_file(struct hw_tree *tree, struct hw_text path, struct hw_text content);
/* Gives a file that is known to be absent, or could not be read, its content after all,
 * and makes directories above it that were not there ones of which no more is known.
 * Nothing if the tree does not say so of them. */
void hw_tree_fill(struct hw_tree *tree, struct hw_text path, struct hw_text content);

/* Lets a directory be at `path`, and above it, where a snapshot says that nothing was
 * there or does not say what; of those above no more is known than what is added. */
void hw_tree_join(struct hw_tree *tree, struct hw_text path);
/* The same, and puts the directory there: if it was not listed, what is added is all that
 * it has. */
void hw_tree_join_listed(struct hw_tree *tree, struct hw_text path);

void hw_tree_link(struct hw_tree *tree, struct hw_text path, struct hw_text target);
void hw_tree_directory(struct hw_tree *tree, struct hw_text path);

/* A directory of which only some is known: for the rest it answers -ENODATA. */
void hw_tree_partial(struct hw_tree *tree, struct hw_text path);
/* The same, and all its directories are in the tree. */
void hw_tree_partial_files(struct hw_tree *tree, struct hw_text path);

/* It is certain that nothing is there, also in such a directory. */
void hw_tree_absent(struct hw_tree *tree, struct hw_text path);

/*
 * Adds what a snapshot has, with its marks. Errors: those of hw_snapshot_open_text().
 * `path` is what warnings name.
 */
int hw_tree_snapshot(struct hw_tree *tree, struct hw_text text, const char *path,
		     struct hw_warnings *warnings);

bool hw_tree_has(const struct hw_tree *tree, struct hw_text path);

/* The i-th entry, in the order in which they came: its path, and of a link its target,
 * else the absent text. False: there are no more. Lifetime: the path's until the next
 * entry is added, the target's the arena's. */
bool hw_tree_entry(const struct hw_tree *tree, size_t i, struct hw_arena *arena,
		   struct hw_text *ret_path, struct hw_text *ret_target);

/* A file's content. Lifetime: the arena's. Errors: -ENOENT, those of hw_root_read(). */
int hw_tree_read(const struct hw_tree *tree, struct hw_text path, struct hw_arena *arena,
		 struct hw_text *ret);

/* Most entries of a tree, and bytes of their paths and contents. */
#define HW_TREE_ENTRIES_MAX ((size_t)1 << 19)
#define HW_TREE_BYTES_MAX   ((size_t)256 * 1024 * 1024)

/* Whether either limit was met, or there was no memory. */
bool hw_tree_full(const struct hw_tree *tree);

/*
 * Opens the tree as a root that takes it over, also when it fails. `name` is what
 * hw_root_path() says. Errors: -ENOMEM; -EFBIG: the tree is over its limits.
 */
int hw_tree_open(struct hw_tree *tree, const char *name, struct hw_root **ret);

#endif
