// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "cmd/fleet/fleet.h"

static enum hw_exit run(const struct hw_fleet_options *options, int argc, char **argv)
{
	bool is_sqlite = argc == 1 && strcmp(argv[0], "sqlite") == 0;
	bool is_postgresql = argc == 1 && strcmp(argv[0], "postgresql") == 0;
	char *error = NULL;
	int r;

	if (!is_sqlite && !is_postgresql) {
		hw_fleet_say("schema takes one operand: sqlite or postgresql");
		return HW_EXIT_USAGE;
	}
	if (is_sqlite && options->shards) {
		hw_fleet_say("--shards is of postgresql");
		return HW_EXIT_USAGE;
	}
	r = hw_fleet_schema_print(stdout,
				  is_sqlite ? HW_STORE_SQLITE : HW_STORE_POSTGRESQL,
				  options->shards, &error);
	if (r == 0)
		return HW_EXIT_OK;
	hw_fleet_say("%s", error ? error : "out of memory");
	free(error);
	return r == -EINVAL ? HW_EXIT_USAGE : HW_EXIT_FAILED;
}

const struct hw_fleet_command hw_fleet_command_schema = {
	.name = "schema",
	.operands = "sqlite|postgresql",
	.help = "print the tables and views, as SQL with comments",
	.examples =
		"hwalias-fleet schema sqlite\t"
		"what is in inventory.db\n"
		"hwalias-fleet schema postgresql --shards \"$A $B\" | psql \"$MAIN\"\t"
		"a database whose devices are on two other servers\n",
	.run = run,
};
