// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of subcommands. */
#include <string.h>

#include "cmd/line/command.h"

#define POINTER(name) &hw_command_##name,

const struct hw_command *const hw_commands[] = {HW_COMMANDS(POINTER) NULL};

const struct hw_command *hw_command_find(const char *name)
{
	for (size_t i = 0; hw_commands[i]; i++)
		if (strcmp(hw_commands[i]->name, name) == 0)
			return hw_commands[i];
	return NULL;
}
