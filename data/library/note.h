/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_LIBRARY_NOTE_H
#define HWALIAS_DATA_LIBRARY_NOTE_H

#include <stdint.h>

#include "data/library/libraries.h"

/* The header of an ELF note, elf(5), its owner and its value. */
#define NOTE_OWNER "FDO"
#define NOTE_TYPE  UINT32_C(0x407c0c0a)

/* clang's address sanitizer would put unused bytes between them; gcc's leaves a section
 * that is named alone. */
#if defined(__clang__)
#define WITHOUT_PADDING __attribute__((no_sanitize("address")))
#else
#define WITHOUT_PADDING
#endif

#define NOTE(id, json)                                                                   \
	__attribute__((used, section(".note.dlopen")))                                   \
	WITHOUT_PADDING _Alignas(uint32_t) static const struct {                         \
		uint32_t owner_size;                                                     \
		uint32_t value_size;                                                     \
		uint32_t type;                                                           \
		char owner[sizeof(NOTE_OWNER)];                                          \
		_Alignas(uint32_t) char value[sizeof(json)];                             \
	} note_##id = {sizeof(NOTE_OWNER), sizeof(json), NOTE_TYPE, NOTE_OWNER, json}

/*
 * ADD A LIBRARY HERE: its name, what it is for, how much is missing without it
 * ("required", "recommended", "suggested"), and a function of it that is called. The
 * build option HWALIAS_LIB... tells whether there is a note; what is required has no
 * option.
 */
#define HWALIAS_LIBJSONC     true
#define HWALIAS_LIBSMARTCOLS true
/* clang-format off */
#define LIBJSONC(ROW)     ROW(LIBJSONC, "libjson-c", "JSON that is read", "required", "json_tokener_parse_ex")
#define LIBSMARTCOLS(ROW) ROW(LIBSMARTCOLS, "libsmartcols", "tables", "required", "scols_new_table")
#define LIBPCI(ROW)       ROW(LIBPCI, "libpci", "registers of PCI devices", "recommended", "pci_alloc")
#define LIBUSB(ROW)       ROW(LIBUSB, "libusb", "what USB devices answer", "recommended", "libusb_init")
#define LIBUDEV(ROW)      ROW(LIBUDEV, "libudev", "devices that come and go (watch)", "recommended", "udev_new")
#define LIBKMOD(ROW)      ROW(LIBKMOD, "libkmod", "what modules say of themselves", "recommended", "kmod_new")
#define LIBARCHIVE(ROW)   ROW(LIBARCHIVE, "libarchive", "compressed files and archives", "suggested", "archive_read_new")
#define LIBSYSTEMD(ROW)   ROW(LIBSYSTEMD, "libsystemd", "kernel messages of the journal", "suggested", "sd_journal_open")
#define LIBSQLITE(ROW)    ROW(LIBSQLITE, "libsqlite3", "which packages RPM has installed", "suggested", "sqlite3_open_v2")
#define LIBPQ(ROW)        ROW(LIBPQ, "libpq", "databases of PostgreSQL", "recommended", "PQconnectdb")
/* clang-format on */

#define JSON(name, purpose, priority, soname)                                            \
	"[{\"feature\":\"" name "\",\"description\":\"" purpose "\",\"priority\":"       \
	"\"" priority "\",\"soname\":[\"" soname "\"]}]"
#define MAKE_NOTE(id, name, purpose, priority, function)                                 \
	NOTE(id, JSON(name, purpose, priority, HW_SONAME_##id));
#define MAKE_ROW(id, name, purpose, priority, function)                                  \
	{name, HW_SONAME_##id, purpose, function, HWALIAS_##id},

#endif
