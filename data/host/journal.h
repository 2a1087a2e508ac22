/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_JOURNAL_H
#define HWALIAS_DATA_HOST_JOURNAL_H

#include "data/root/root.h"

/*
 * The kernel's messages of the last boot in systemd's journal, as dmesg(1) prints them:
 * lines "[    5.123456] message". Of the live machine its own journal, as far as this
 * user may read it (systemd-journald.service(8): groups adm, systemd-journal); of a
 * recorded directory its var/log/journal. The library works in a child process: a damaged
 * journal ends that alone.
 *
 * Lifetime: the arena's. Errors: -ENOENT: no journal, or nothing in it that this user may
 * read; -ENOTSUP: not in this build, not such a root, or libsystemd is not installed;
 * those of hw_child_run(); -errno of sd_journal_open().
 */
int hw_journal_read(struct hw_root *root, struct hw_arena *arena, struct hw_text *ret);

#endif
