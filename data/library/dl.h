/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_LIBRARY_DL_H
#define HWALIAS_DATA_LIBRARY_DL_H

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
 * Errors: -ELIBACC: not installed; -ELIBBAD: a function is missing; -ENOMEM; *functions
 * is not usable then.
 */
int hw_library_open(const char *soname, const struct hw_library_function *table,
		    size_t count, void *functions, void **ret);

/*
 * The same of a library without which the program cannot do what it is asked: it stays
 * open, and hw_library_missing() tells that it is not installed, or not usable.
 */
int hw_library_require(const char *soname, const struct hw_library_function *table,
		       size_t count, void *functions);

/*
 * The library that hw_library_require() did not find since the process began, or NULL.
 * Callers whose only other error is that memory is short return -ENOMEM for it too: who
 * would tell the user of that asks here first. Threads may call it.
 */
const char *hw_library_missing(void);

/* NULL is fine. */
void hw_library_close(void *library);

#endif
