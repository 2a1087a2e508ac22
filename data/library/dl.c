// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/library/dl.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <string.h>

#include "data/base/memory.h"
#include "data/library/libraries.h"

int hw_library_open(const char *soname, const struct hw_library_function *table,
		    size_t count, void *functions, void **ret)
{
	void *library;

	errno = 0;
	library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return errno == ENOMEM ? -ENOMEM : -ELIBACC;
	for (size_t i = 0; i < count; i++) {
		void *symbol = dlsym(library, table[i].name);

		if (!symbol) {
			dlclose(library);
			return -ELIBBAD;
		}
		/* C has no conversion from dlsym()'s pointer to a function's */
		memcpy((char *)functions + table[i].member, &symbol, sizeof(symbol));
	}
	*ret = library;
	return 0;
}

static const char *_Atomic missing;

int hw_library_require(const char *soname, const struct hw_library_function *table,
		       size_t count, void *functions)
{
	void *library;
	int r = hw_library_open(soname, table, count, functions, &library);

	if (r == -ENOMEM)
		hw_memory_is_short();
	else if (r < 0)
		atomic_store(&missing, soname);
	return r;
}

const char *hw_library_missing(void)
{
	return atomic_load(&missing);
}

void hw_library_close(void *library)
{
	if (library)
		dlclose(library);
}

bool hw_library_is_missing(const char *message, const char *soname)
{
	const char *name = message ? strstr(message, soname) : NULL;
	const char *end = name ? name + strlen(soname) : NULL;

	/* of a path it would be a file that was found */
	return end && (name == message || name[-1] == ' ') && *end == ':' &&
	       strstr(end, ": No such file or directory");
}

const char *hw_library_state(const struct hw_library *library)
{
	void *handle;
	bool is_usable;

	if (!library->is_built_in)
		return "not built in";
	handle = dlopen(library->soname, RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return hw_library_is_missing(dlerror(), library->soname) ? "not installed"
									 : "not usable";
	is_usable = dlsym(handle, library->function);
	dlclose(handle);
	return is_usable ? "there" : "not usable";
}
