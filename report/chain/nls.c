// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tables of characters that a file system loads by name for the names of its files:
 * load_nls("cp437") asks for the module nls_cp437 (fs/nls/nls_base.c). Which they are is
 * in its mount options:
 *
 *     vfat … rw,fmask=0022,codepage=437,iocharset=ascii,shortname=mixed,utf8
 */
#include "report/chain/internal.h"

/*
 * The options of *_show_options() of fs/TYPE: fat/inode.c, which leaves out the "cp" of
 * its code page, exfat, ntfs3, hfs and jfs/super.c, ntfs/inode.c, hfsplus/options.c,
 * isofs/inode.c, udf/super.c, smb/client/cifsfs.c, befs/linuxvfs.c. What is mounted
 * without an option that has `is_always_told` is of a file that leaves options out;
 * elsewhere the kernel's default is used then, and where its module is missing the one
 * that is built in (load_nls_default()). `is_utf8_own`: the file system does UTF-8
 * itself.
 *
 * Since Linux 6.9 ntfs3 mounts "ntfs" too (ntfs_legacy_fs_type), with its own option.
 */
static const struct {
	const char *type;
	const char *option;
	/* what the charset begins with that the option leaves out */
	const char *start;
	const char *what;
	bool is_always_told;
	bool is_utf8_own;
	/* has a row too, and is told instead; NULL: none */
	const char *instead;
} rows[] = {
	{"vfat", "codepage=", "cp", "code page", true, false, NULL},
	{"vfat", "iocharset=", "", "character set", true, false, NULL},
	{"msdos", "codepage=", "cp", "code page", true, false, NULL},
	{"exfat", "iocharset=", "", "character set", true, true, NULL},
	{"ntfs3", "iocharset=", "", "character set", false, true, NULL},
	{"ntfs3", "nls=", "", "character set", false, true, NULL},
	{"ntfs", "nls=", "", "character set", true, false, "iocharset="},
	{"ntfs", "iocharset=", "", "character set", false, true, NULL},
	{"hfs", "codepage=", "", "code page", false, false, NULL},
	{"hfs", "iocharset=", "", "character set", false, false, NULL},
	{"hfsplus", "nls=", "", "character set", true, false, NULL},
	{"iso9660", "iocharset=", "", "character set", false, true, NULL},
	{"udf", "iocharset=", "", "character set", false, true, NULL},
	{"jfs", "iocharset=", "", "character set", false, false, NULL},
	{"cifs", "iocharset=", "", "character set", false, false, NULL},
	{"smb3", "iocharset=", "", "character set", false, false, NULL},
	{"befs", "charset=", "", "character set", false, false, NULL},
};

/* "437" of "rw,codepage=437"; absent: there is no such option. */
static struct hw_text find_option(struct hw_text options, struct hw_text name)
{
	while (options.n) {
		const struct hw_text option = hw_text_cut(&options, ',');

		if (hw_text_starts(option, name))
			return hw_text_from(option, name.n);
	}
	return HW_NO_TEXT;
}

void hw_nls_each(const struct hw_mount *mount, struct hw_arena *arena, hw_nls_fn *fn,
		 void *arg)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_text value;

		if (!hw_text_eq(mount->type, hw_text_of(rows[i].type)))
			continue;
		value = find_option(mount->options, hw_text_of(rows[i].option));
		if (value.n && rows[i].is_utf8_own && hw_text_eq(value, HW_TEXT("utf8")))
			continue;
		if (value.n)
			fn(arg, mount, rows[i].what,
			   hw_arena_printf(arena, "%s%.*s", rows[i].start,
					   HW_TEXT_ARG(value)));
		else if (rows[i].is_always_told &&
			 !(rows[i].instead &&
			   find_option(mount->options, hw_text_of(rows[i].instead)).n))
			fn(arg, mount, rows[i].what, HW_NO_TEXT);
	}
}
