// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of subcommands. */
#include "cmd/fleet/fleet.h"

const struct hw_fleet_command *const hw_fleet_commands[] = {
	&hw_fleet_command_load,
	&hw_fleet_command_query,
	&hw_fleet_command_what_if,
	&hw_fleet_command_schema,
	NULL,
};

const struct hw_fleet_command *hw_fleet_command_find(const char *name)
{
	for (size_t i = 0; hw_fleet_commands[i]; i++)
		if (strcmp(hw_fleet_commands[i]->name, name) == 0)
			return hw_fleet_commands[i];
	return NULL;
}
