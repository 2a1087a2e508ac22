/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_PACKAGES_PACKAGES_H
#define HWALIAS_DATA_PACKAGES_PACKAGES_H

#include "data/module/module.h"
#include "data/root/root.h"
#include "decoders/bus.h"

// clang-format off
/*
 * Which package of the distribution has a firmware file or a module, or says that it is
 * for a device: by what the machine has on its disk, never by a network.
 *
 *	packages.c	the questions, and the answers of a recording
 *	sources.c	the table of sources: where their lists are, who reads them
 *	lists.c		reads a list, plain or compressed, record by record
 *	claims.c	what was read: a package, and what it claims
 *
 *	apt_lists.c	Packages of apt, records of dpkg: the field Modaliases; files
 *	apt_contents.c	Contents of apt-file: each file
 *	apt_release.c	releases that apt takes nothing from by itself
 *	apt_pins.c	what it takes a release or a package for: preferences
 *	apt_conf.c	the release that it takes before others
 *	dep11.c		AppStream in YAML
 *	appstream.c	AppStream in XML
 *	rpm_md.c	repodata of dnf and zypper: modalias(…), firmware(…), files
 *	pacman.c	.files of pacman, its records: each file
 *	apk.c		apk: each file of what is installed; which packages there are
 *	table.c		our own table: firmware directories, a column a distribution
 *	architecture.c	for which architecture packages are installed
 *	installed.c	whether a package is installed
 *	rpmdb.c		the same by RPM's database; that of SQLite: libsqlite3.c
 *	relations.c	which packages are not installed together
 *	version.c	which version is the newer one
 *
 * A list is read when the first question comes that it may answer; of it only what
 * packages claim is kept. The table answers for firmware that no list knows.
 */
// clang-format on

enum hw_package_kind {
	/* it says that it is for devices with such a modalias */
	HW_PACKAGE_MODALIAS,
	/* it has this firmware file, as drivers name it: "rtl_nic/rtl8168h-2.fw" */
	HW_PACKAGE_FIRMWARE,
	/* it has this module file: "kernel/drivers/net/tun.ko", of one kernel */
	HW_PACKAGE_MODULE,
	HW_PACKAGE_KINDS
};

/* An answer. Lifetime: the arena's, or the program's. */
struct hw_package {
	struct hw_text name;
	/* of the row in sources.c: "apt", "dpkg", "apt-file", "appstream", "rpm-md",
	 * "pacman", "apk", "table"; and how a sentence calls it */
	const char *source;
	const char *title;
	/* where it says so, with a star for what may name a mirror or a server; absent of
	 * "table" */
	struct hw_text file;
	/* 0: not of a file of lines */
	size_t line;
	enum hw_package_kind kind;
	/* what fits: a pattern of modaliases, the name of a file, or, of the table, a
	 * pattern of such names */
	struct hw_text pattern;
	/* part of the archive, "non-free-firmware"; absent: not told */
	struct hw_text component;
	/* HW_UNKNOWN: the package manager's records cannot be read */
	enum hw_tristate installed;
	/* of it that has what was asked for, if another one is installed or would be;
	 * absent: that one, or not told */
	struct hw_text version;
	/* it is installed in an older one: the command brings this one */
	bool is_older;
	/* another one would be installed: of kernels several are, and what was asked for
	 * is of one of them */
	bool is_other_version;
	/* an installed package that would be removed for it; absent: none is known */
	struct hw_text rival;
	/* whether the package manager has it in its lists; HW_UNKNOWN: it has none */
	enum hw_tristate listed;
	/* from a release that is not named it takes none by itself */
	bool is_apart;
	/* that is not known, as one of its lists cannot be read: no command would help */
	bool lists_unread;
	/* how that version is installed, "apt install", "apt install -t
	 * bookworm-backports"; NULL: not known */
	const char *install;
	/* of ids that were looked up: fields that the pattern fixes and the ids leave
	 * open, and the pattern with all fields that it goes over; none for those of a
	 * device */
	const struct hw_field_spec *const *needs;
	size_t need_count;
	struct hw_text in_full;
};

/* A copy of all of it. Lifetime: the arena's. Errors: the arena's. */
struct hw_package hw_package_copy(const struct hw_package *package,
				  struct hw_arena *arena);

/* Answers, each package once a kind. Lifetime: the arena's. */
struct hw_package_list {
	struct hw_package *v;
	size_t n;
	size_t room;
};

/* Most packages that are found: a graphics card may have tens of drivers. The place of
 * one among them has two digits in a recording. */
#define HW_PACKAGES_MAX ((size_t)99)

struct hw_packages;

/*
 * Reads nothing yet. `release`: the kernel whose modules are asked for; absent: none.
 * Lifetime: the root's. Errors: -ENOMEM.
 */
int hw_packages_open(struct hw_root *root, struct hw_text release,
		     struct hw_packages **ret);

/* NULL is fine. */
void hw_packages_close(struct hw_packages *packages);

/* Whether a pattern fits what is known of a device. */
typedef bool hw_package_match(void *arg, struct hw_text pattern);

/*
 * Adds the packages for this modalias, firmware or module to `ret`, those that are
 * installed first. Firmware may be a pattern, "iwlwifi-*.ucode": any such file. `match`
 * may be NULL: patterns of a modalias are compared as fnmatch(3) does, whatever the case
 * of letters, since Modaliases have both (packages_for_modalias() of
 * ubuntu-drivers-common, UbuntuDrivers/detect.py). Errors: -ENOMEM.
 */
int hw_packages_find(struct hw_packages *packages, enum hw_package_kind kind,
		     struct hw_text string, hw_package_match *match, void *arg,
		     struct hw_arena *arena, struct hw_package_list *ret);

/* A list that is there and could not be read, or not all of it. */
struct hw_unread_list {
	/* -errno: -EBADMSG, -ENOEXEC: it is damaged; -ENOTSUP: it is compressed, and
	 * libarchive is not there; -EPROTONOSUPPORT: in a way that is not read */
	int err;
	/* as struct hw_package has it */
	struct hw_text file;
	/* how far it was read: lines, of what was compressed those of the text; 0: not of
	 * lines, or nothing of it */
	size_t line;
	/* what is wrong there, a sentence without a full stop; NULL: `err` tells it */
	const char *why;
};

/* The lists that could not be read so far. Lifetime: until the next question. */
const struct hw_unread_list *hw_packages_unread(const struct hw_packages *packages,
						size_t *ret_count);

/* Why it is not known of some package that was found whether it is installed, and where
 * that would be; 0: it is known of all. *ret_path has no leading slash. Lifetime: the
 * program's. */
int hw_packages_unread_records(const struct hw_packages *packages, const char **ret_path);

#endif
