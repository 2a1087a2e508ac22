// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/fleet/fleet.h"

static enum hw_exit run(const struct hw_fleet_options *options, int argc, char **argv)
{
	(void)options;
	(void)argc;
	(void)argv;
	return HW_EXIT_FAILED;
}

const struct hw_fleet_command hw_fleet_command_what_if = {
	.name = "what-if",
	.operands = "",
	.help = "what becomes of the machines under another kernel: devices that lose, "
		"gain "
		"or change their driver or what could drive them; exit status 1 when any "
		"loses its driver",
	.examples = "hwalias-fleet what-if -S 6.12.0-amd64\t"
		    "a kernel that is installed here\n"
		    "hwalias-fleet what-if --modules-dir debian -S 6.12.0-amd64 --json\t"
		    "one that was unpacked below debian, as a document\n",
	.run = run,
};
