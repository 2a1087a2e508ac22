// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which kernel runs: `uname -a`, as people paste it beside other output and sosreport has
 * it in a file (coreutils, src/uname.c; the words of the kernel are its UTS names), what
 * /proc/version has (linux_proc_banner, init/version.c), and the lines of reports of
 * Apport and of Debian's reportbug:
 *
 *     Linux host 6.1.0-13-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.55-1 x86_64 GNU/Linux
 *     |     |    release        |  version                            machine  system
 *     |     nodename            the number of the build
 *     sysname
 *
 *     Linux version 6.1.0-13-amd64 (debian-kernel@…) (gcc-12 …) #1 SMP PREEMPT_DYNAMIC …
 *     Uname: Linux 5.15.0-56-generic x86_64
 *     Kernel: Linux 6.1.0-13-amd64 (SMP w/8 CPU threads; PREEMPT)
 *
 * Becomes proc/sys/kernel/osrelease, version and arch.
 */
#include <errno.h>

#include "data/tools/internal.h"
#include "decoders/text/release.h"

struct names {
	struct hw_text host;
	struct hw_text release;
	struct hw_text version;
	struct hw_text machine;
	/* the line is one that a kernel log without times begins with, too */
	bool is_of_log;
};

/* Behind "Linux ", of `uname -a`. */
static bool parse_all(struct hw_text rest, struct names *ret)
{
	struct hw_text system;

	ret->host = hw_text_cut(&rest, ' ');
	ret->release = hw_text_cut(&rest, ' ');
	if (!ret->host.n || !hw_is_kernel_release(ret->release) || !rest.n ||
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

/* Behind "Linux version ": who built it, with what, and the version. */
static bool parse_banner(struct hw_text rest, struct names *ret)
{
	const char *version;

	ret->release = hw_text_cut(&rest, ' ');
	version = rest.n ? memmem(rest.s, rest.n, ") #", 3) : NULL;
	if (!hw_is_kernel_release(ret->release) || !version || rest.s[0] != '(')
		return false;
	ret->version = hw_text_from(rest, (size_t)(version - rest.s) + 2);
	ret->is_of_log = true;
	return true;
}

/* Behind "Kernel: Linux ". */
static bool parse_reportbug(struct hw_text rest, struct names *ret)
{
	ret->release = hw_text_cut(&rest, ' ');
	return hw_is_kernel_release(ret->release) && hw_text_starts(rest, HW_TEXT("("));
}

/* Behind "Uname: Linux ". */
static bool parse_apport(struct hw_text rest, struct names *ret)
{
	ret->release = hw_text_cut(&rest, ' ');
	ret->machine = rest;
	return hw_is_kernel_release(ret->release) && rest.n &&
	       hw_text_find(rest, ' ') == rest.n;
}

/* How a line begins; of several that fit the first that is understood. */
static const struct {
	const char *start;
	bool (*parse)(struct hw_text rest, struct names *ret);
} forms[] = {
	{"Linux version ", parse_banner},
	{"Linux ", parse_all},
	{"Uname: Linux ", parse_apport},
	{"Kernel: Linux ", parse_reportbug},
	/* nvidia-bug-report.sh */
	{"uname: Linux ", parse_all},
};

static bool parse(struct hw_text line, struct names *ret)
{
	line = hw_text_trim_end(line, " \t\r");
	for (size_t i = 0; i < HW_ARRAY_SIZE(forms); i++) {
		const struct hw_text start = hw_text_of(forms[i].start);

		*ret = (struct names){.is_of_log = false};
		if (hw_text_starts(line, start) &&
		    forms[i].parse(hw_text_from(line, start.n), ret))
			return true;
	}
	return false;
}

static bool is_line(struct hw_text line)
{
	struct names names;

	return parse(line, &names);
}

static void put(struct hw_dump *dump, const char *path, struct hw_text value)
{
	if (value.n)
		hw_dump_file(dump, path,
			     hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(value)));
}

/* -EINVAL: a kernel log without times, which nobody can tell from other text. */
static int read_uname(struct hw_dump *dump, struct hw_text text)
{
	struct hw_text line;
	struct names names;
	bool is_of_log = false;
	bool has_others = false;

	while (hw_dump_line(dump, &text, &line)) {
		if (!line.n)
			continue;
		if (!parse(line, &names)) {
			has_others = true;
			if (!is_of_log)
				hw_dump_malformed(dump, "not a line of uname -a");
			continue;
		}
		is_of_log |= names.is_of_log;
		put(dump, "proc/sys/kernel/osrelease", names.release);
		put(dump, "proc/sys/kernel/version", names.version);
		put(dump, "proc/sys/kernel/arch", names.machine);
		hw_dump_claim(dump, HW_DUMP_CLAIM_HOST, names.host);
		dump->facts.kernel = true;
	}
	return is_of_log && has_others && !dump->mixed ? -EINVAL : 0;
}

const struct hw_dump_format hw_dump_uname = {
	.name = "uname",
	.is_line = is_line,
	.read = read_uname,
	.fact = offsetof(struct hw_dump_facts, kernel),
};
