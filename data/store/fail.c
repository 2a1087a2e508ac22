// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "data/store/internal.h"

int hw_store_fail(struct hw_store *store, int error, const char *message)
{
	size_t n;

	if (!message || !*message)
		message = strerror(-error);
	if (strncmp(message, "ERROR:", strlen("ERROR:")) == 0)
		message += strlen("ERROR:");
	message += strspn(message, " ");
	n = strcspn(message, "\n");
	while (n && message[n - 1] == '.')
		n--;
	snprintf(store->error, sizeof(store->error), "%.*s", (int)n, message);
	return error;
}
