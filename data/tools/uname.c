// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which kernel runs: `uname -a`, as people paste it beside other output and sosreport has
 * it in a file (coreutils, src/uname.c; the words of the kernel are its UTS names):
 *
 *     Linux host 6.1.0-13-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.55-1 x86_64 GNU/Linux
 *     |     |    release        |  version                            machine  system
 *     |     nodename            the number of the build
 *     sysname
 *
 * Becomes proc/sys/kernel/osrelease, version and arch.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

struct names {
	struct hw_text host;
	struct hw_text release;
	struct hw_text version;
	struct hw_text machine;
};

static bool parse(struct hw_text line, struct names *ret)
{
	struct hw_text rest = hw_text_trim_end(line, " \t\r");
	struct hw_text system;

	if (!hw_text_eq(hw_text_cut(&rest, ' '), HW_TEXT("Linux")))
		return false;
	ret->host = hw_text_cut(&rest, ' ');
	ret->release = hw_text_cut(&rest, ' ');
	if (!ret->host.n || !ret->release.n || ret->release.n > 128 ||
	    !hw_is_digit(ret->release.s[0]) ||
	    hw_text_find(ret->release, '.') == ret->release.n ||
	    hw_text_find(ret->release, '/') < ret->release.n || !rest.n ||
	    rest.s[0] != '#')
		return false;
	system = hw_dump_cut_last(&rest);
	/* of the machine, the processor and the platform two may be missing */
	ret->machine = hw_dump_cut_last(&rest);
	while (hw_text_eq(ret->machine, HW_TEXT("unknown")))
		ret->machine = hw_dump_cut_last(&rest);
	while (rest.n > ret->machine.n &&
	       hw_text_eq(hw_text_from(rest, rest.n - ret->machine.n), ret->machine) &&
	       rest.s[rest.n - ret->machine.n - 1] == ' ')
		hw_dump_cut_last(&rest);
	ret->version = rest;
	return rest.n && (hw_text_eq(system, HW_TEXT("GNU/Linux")) ||
			  hw_text_eq(system, HW_TEXT("Linux")));
}

static bool is_line(struct hw_text line)
{
	struct names names;

	return parse(line, &names);
}

static void put(struct hw_dump *dump, const char *path, struct hw_text value)
{
	hw_dump_file(dump, path,
		     hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(value)));
}

static int read_uname(struct hw_dump *dump, struct hw_text text)
{
	struct hw_text line;
	struct names names;

	while (hw_dump_line(dump, &text, &line)) {
		if (!line.n)
			continue;
		if (!parse(line, &names)) {
			hw_dump_malformed(dump, "not a line of uname -a");
			continue;
		}
		put(dump, "proc/sys/kernel/osrelease", names.release);
		put(dump, "proc/sys/kernel/version", names.version);
		put(dump, "proc/sys/kernel/arch", names.machine);
		hw_dump_claim(dump, HW_DUMP_CLAIM_HOST, names.host);
		dump->facts.kernel = true;
	}
	return 0;
}

const struct hw_dump_format hw_dump_uname = {
	.name = "uname",
	.is_line = is_line,
	.read = read_uname,
	.fact = offsetof(struct hw_dump_facts, kernel),
};
