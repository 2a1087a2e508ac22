/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_DL_H
#define HWALIAS_DATA_BASE_DL_H

#include <stddef.h>

/*
 * Loads a shared library when it is first needed. A library that is linked costs time at
 * every start, more than a device of a report, and some load further libraries.
 *
 * The file that uses a library has a struct of function pointers, whose types are from
 * the library's header, and a table of their names:
 *
 *	struct functions { __typeof__(pci_alloc) *alloc; };
 *	static const struct hw_library_function table[] = {
 *		HW_LIBRARY_FUNCTION(struct functions, "pci_", alloc),
 *	};
 */
struct hw_library_function {
	const char *name;
	/* offset of the pointer in the struct */
	size_t member;
};

#define HW_LIBRARY_FUNCTION(type, prefix, name)                                          \
	{                                                                                \
		prefix #name, offsetof(type, name)                                       \
	}

/*
 * Loads `soname`, the ABI of the header ("libpci.so.3"), and sets the pointers of
 * *functions. *ret is for hw_library_close().
 * Without a table it is loaded alone.
 * Errors: -ELIBACC: not installed; -ELIBBAD: a function is missing; *functions is not
 * usable then.
 */
int hw_library_open(const char *soname, const struct hw_library_function *table,
		    size_t count, void *functions, void **ret);

/* NULL is fine. */
void hw_library_close(void *library);

#endif
