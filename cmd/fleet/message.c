// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

#include "cmd/fleet/fleet.h"
#include "report/page/utf8.h"

void hw_fleet_say(const char *format, ...)
{
	struct hw_arena arena = {0};
	struct hw_text visible = HW_TEXT("out of memory");
	va_list args;
	char *text;
	int n;

	va_start(args, format);
	n = vasprintf(&text, format, args);
	va_end(args);
	/* names from outside are shown, not acted upon */
	if (n >= 0)
		visible =
			hw_utf8_visible((struct hw_text){text, (size_t)n}, false, &arena);
	fprintf(stderr, "hwalias-fleet: %.*s\n", HW_TEXT_ARG(visible));
	if (n >= 0)
		free(text);
	hw_arena_done(&arena);
}

struct hw_store *hw_fleet_open(const struct hw_fleet_options *options,
			       enum hw_store_access access)
{
	struct hw_store *store;

	if (hw_store_open(options->db, access, &store) == 0)
		return store;
	hw_fleet_say("%s: %s", store ? hw_store_name(store) : "database",
		     hw_store_error(store));
	hw_store_close(store);
	return NULL;
}

struct hw_store *hw_fleet_open_filled(const struct hw_fleet_options *options,
				      enum hw_store_access access)
{
	struct hw_store *store = hw_fleet_open(options, access);
	int r = store ? hw_fleet_schema_check(store) : 0;

	if (!store || r == 1)
		return store;
	if (r == 0)
		hw_fleet_say("%s: it is empty; 'hwalias-fleet load' fills it",
			     hw_store_name(store));
	else if (hw_fleet_schema_fault(r))
		hw_fleet_say("%s: %s", hw_store_name(store), hw_fleet_schema_fault(r));
	else
		hw_fleet_say("%s: %s", hw_store_name(store), hw_store_error(store));
	hw_store_close(store);
	return NULL;
}
