/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_LIBRARY_LIBRARIES_H
#define HWALIAS_DATA_LIBRARY_LIBRARIES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The libraries that are opened when they are used (data/library/dl.h): names of their
 * ABI, and what the program tells with them. The program file names those of its build in
 * notes, so that packagers' tools see them. Source: the UAPI group's ELF dlopen metadata,
 * https://uapi-group.org/specifications/specs/elf_dlopen_metadata/.
 */
#define HW_SONAME_LIBJSONC     "libjson-c.so.5"
#define HW_SONAME_LIBSMARTCOLS "libsmartcols.so.1"
#define HW_SONAME_LIBPCI       "libpci.so.3"
#define HW_SONAME_LIBUSB       "libusb-1.0.so.0"
#define HW_SONAME_LIBUDEV      "libudev.so.1"
#define HW_SONAME_LIBKMOD      "libkmod.so.2"
#define HW_SONAME_LIBARCHIVE   "libarchive.so.13"
#define HW_SONAME_LIBSYSTEMD   "libsystemd.so.0"
#define HW_SONAME_LIBSQLITE    "libsqlite3.so.0"
#define HW_SONAME_LIBPQ	       "libpq.so.5"

struct hw_library {
	/* "libpci" */
	const char *name;
	const char *soname;
	/* what it is for, a few words */
	const char *purpose;
	/* a function that the program calls */
	const char *function;
	/* the build uses it */
	bool is_built_in;
};

/* Those of hwalias and of hwalias-fleet; each ends with a row without a name. A program
 * that refers to its table has the notes. */
extern const struct hw_library hw_libraries[];
extern const struct hw_library hw_fleet_libraries[];

/*
 * Whether what dlopen(3) says of a library is that there is none: in glibc's words
 * "libpci.so.3: cannot open shared object file: No such file or directory", in musl's
 * "Error loading shared library libpci.so.3: No such file or directory"; and not that it
 * is for another kind of machine, or lacks a library in its turn.
 */
bool hw_library_is_missing(const char *message, const char *soname);

/* How it is with a library here: "there", "not usable", as one that is empty or lacks the
 * function, "not installed", "not built in". */
const char *hw_library_state(const struct hw_library *library);

#endif
