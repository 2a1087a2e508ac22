/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_DL_H
#define HWALIAS_DATA_BASE_DL_H

#include <stddef.h>

/*
 * A shared library that few runs need: loaded when it is needed. What is linked is paid
 * for at every start: each library costs more than a device does in a report, and some
 * draw in others.
 *
 * The user of one has a struct of function pointers, typed by the library's own header,
 * and a table of their names:
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
 * Loads `soname`, which stands for the interface of the header ("libpci.so.3"), and fills
 * in the pointers of *functions. *ret is for hw_library_close().
 * Errors: -ELIBACC: it is not installed; -ELIBBAD: it lacks a function. *functions may
 * be filled in half then.
 */
int hw_library_open(const char *soname, const struct hw_library_function *table,
		    size_t count, void *functions, void **ret);

/* NULL is fine. */
void hw_library_close(void *library);

#endif
