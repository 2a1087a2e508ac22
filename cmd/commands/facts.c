// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/feed.h"

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	if (argc > 0 && hw_hint_file("facts", argv[0]))
		return HW_EXIT_USAGE;
	if (argc > 0) {
		hw_error("facts are of the whole machine, and take no operand like '%s'",
			 argv[0]);
		return HW_EXIT_USAGE;
	}
	return hw_feed_run(options, options->format->facts);
}

const struct hw_command hw_command_facts = {
	.name = "facts",
	.operands = "",
	.help = "a few facts of the machine in JSON: counts, graphics, network and "
		"storage, "
		"what needs attention; as a local fact of Ansible",
	.examples = "hwalias facts | jq '.gpu[].name'	what graphics cards there are\n"
		    "hwalias facts --privacy fleet	with the key of the machine\n",
	.content = HW_CONTENT_FACTS,
	.run = run,
};
