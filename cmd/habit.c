// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/habit.h"

#include <strings.h>

/* clang-format off */
static const struct {
	char letter;
	const char *way;
} habit_letters[] = {
	{'A', "; a recorded machine is read with --from"},
	{'C', "; -b chooses a kind of devices (net, storage, gpu)"},
	{'c', "; -o chooses columns"},
	{'E', "; each device is listed once"},
	{'e', "; -b, -d and -s choose devices"},
	{'f', "; --json and --tsv are for programs, -o chooses columns"},
	{'G', "; nothing but what the kernel tells is read"},
	{'H', "; nothing but what the kernel tells is read"},
	{'I', "; -b, -d and -s choose devices"},
	{'j', "; JSON is -J"},
	{'l', "; each device has one line without it"},
	{'M', "; all buses that the kernel knows are listed"},
	{'O', "; -o names columns ('hwalias help list'), --json prints all"},
	{'P', "; --json, --ndjson and --tsv are for programs, and -t draws the way to each device"},
	{'p', "; 'hwalias show DEVICE' names its nodes, -o +NODES lists them"},
	{'Q', "; names come from the databases of this machine alone"},
	{'q', "; names come from the databases of this machine alone"},
	{'R', "; 'hwalias match STRING' prints the modules that claim it"},
	{'r', "; --tsv is for programs"},
	{'T', "; -t draws the tree"},
	{'w', "; tables fit the terminal, and are whole off one"},
	{'x', "; 'hwalias show -v DEVICE' says what its configuration holds"},
	{'y', "; --tsv is for programs"},
	{'Z', "; -b storage lists disks and what they are on"},
};

static const struct {
	const char *name;
	const char *way;
} habit_options[] = {
	{"--ascii", "; in a C or POSIX locale (LC_ALL=C) nothing else is printed"},
	{"--businfo", "; DEVICE is the address on the bus, -o +SYSPATH adds the directory in /sys"},
	{"--bytes", "; --json has numbers in their units"},
	{"--class", "; -b chooses a kind of devices (net, storage, gpu), -d ::0300 a class of PCI"},
	{"--dedup", "; each device is listed once"},
	{"--device", "; -d 8086:15b8 chooses ids, -s an address or a name"},
	{"--discard", "; -b storage lists disks and what they are on"},
	{"--driver", "; 'hwalias driver MODULE' tells of a module and its devices"},
	{"--exclude", "; -b, -d and -s choose devices"},
	{"--export-db", "; 'hwalias snapshot FILE' records all that is read"},
	{"--failed", "; 'hwalias check' tells what needs attention"},
	{"--find", "; 'hwalias lookup WORDS' searches for names"},
	{"--fix", "; 'hwalias check' prints commands, and runs none of them"},
	{"--fs", "; --json and --tsv are for programs, -o chooses columns"},
	{"--html", "; 'hwalias report --format html' prints a page"},
	{"--include", "; -b, -d and -s choose devices"},
	{"--inverse", "; -t -s DEVICE draws the way to a device"},
	{"--list", "; each device has one line without it"},
	{"--long", "; -v tells more"},
	{"--merge", "; all buses that the kernel knows are listed"},
	{"--name", "; 'hwalias show DEVICE' takes a name, a node or a path"},
	{"--no-color", "; --color=never, or NO_COLOR in the environment"},
	{"--no-colour", "; --color=never, or NO_COLOR in the environment"},
	{"--no-header", "; --noheadings leaves out the heading line"},
	{"--no-legend", "; --noheadings leaves out the heading line"},
	{"--nocolor", "; --color=never, or NO_COLOR in the environment"},
	{"--nodeps", "; each device has one line without it"},
	{"--noempty", "; a recorded machine is read with --from"},
	{"--output-all", "; -o names columns ('hwalias help list'), --json prints all"},
	{"--pairs", "; --json, --ndjson and --tsv are for programs, and -t draws the way to each device"},
	{"--path", "; 'hwalias show DEVICE' takes a name, a node or a path"},
	{"--paths", "; 'hwalias show DEVICE' names its nodes, -o +NODES lists them"},
	{"--perms", "; -o +NODES lists the device nodes"},
	{"--plain", "; --tsv is for programs"},
	{"--query", "; 'hwalias show DEVICE' tells all of a device"},
	{"--quiet", "; the exit status tells, too: >/dev/null"},
	{"--raw", "; --tsv is for programs"},
	{"--resolve-alias", "; 'hwalias match STRING' prints the modules that claim it"},
	{"--sanitize", "; nothing private is printed, unless --privacy says so"},
	{"--scsi", "; -b scsi lists SCSI devices, -b storage all that disks are on"},
	{"--search", "; 'hwalias lookup WORDS' searches for names"},
	{"--shell", "; --tsv is for programs"},
	{"--short", "; each device has one line without it"},
	{"--show-depends", "; 'hwalias modules --for DEVICE' lists modules, each behind those that it needs"},
	{"--showconfig", "; 'hwalias check' quotes the lines of modprobe.d that matter"},
	{"--sort", "; devices are in the order of their buses and addresses"},
	{"--state", "; 'hwalias check' tells what needs attention, -o +STATE adds the state"},
	{"--topology", "; -t draws the tree"},
	{"--type", "; -b chooses a bus or a kind of devices"},
	{"--usage", "; --help tells all"},
	{"--vendor", "; -d 8086: chooses a vendor"},
	{"--wide", "; tables fit the terminal, and are whole off one"},
	{"--width", "; tables fit the terminal, and are whole off one"},
	{"--xml", "; --json, --ndjson and --tsv are for programs"},
	{"--zoned", "; -b storage lists disks and what they are on"},
};

static const struct {
	const char *word;
	const char *way;
} habit_words[] = {
	{"all", "; 'hwalias -a' lists the devices of every bus"},
	{"blacklist", "; 'hwalias check' tells what keeps a module from being loaded"},
	{"buses", "; 'hwalias formats' lists the buses"},
	{"commands", "; 'hwalias help' lists the commands"},
	{"compare", "; 'hwalias diff A B' compares two machines"},
	{"describe", "; 'hwalias show DEVICE' tells all of a device"},
	{"device", "; 'hwalias show DEVICE' tells all of a device"},
	{"diagnose", "; 'hwalias check' tells what needs attention"},
	{"dmesg", "; 'hwalias check' quotes the messages of the kernel that matter"},
	{"dmidecode", "; 'hwalias report' has the mainboard and its firmware"},
	{"doctor", "; 'hwalias check' tells what needs attention"},
	{"drivers", "; 'hwalias modules' lists the modules that this hardware uses, 'hwalias driver MODULE' tells of one"},
	{"dump", "; 'hwalias snapshot FILE' records this machine"},
	{"errors", "; 'hwalias check' tells what needs attention"},
	{"export", "; 'hwalias -aJ' prints all there is, 'hwalias snapshot FILE' records this machine"},
	{"find", "; 'hwalias lookup WORDS' searches for names"},
	{"fix", "; 'hwalias check' prints commands, and runs none of them"},
	{"get", "; 'hwalias show DEVICE' tells all of a device"},
	{"grep", "; 'hwalias lookup WORDS' searches for names"},
	{"ifconfig", "; 'hwalias -b net' lists network cards"},
	{"info", "; 'hwalias show DEVICE' tells all of a device, 'hwalias driver MODULE' of a module"},
	{"inxi", "; 'hwalias report' is the machine in one document"},
	{"ip", "; 'hwalias -b net' lists network cards"},
	{"issues", "; 'hwalias check' tells what needs attention"},
	{"json", "; 'hwalias --json' prints a document"},
	{"log", "; 'hwalias check' quotes the messages of the kernel that matter"},
	{"lsblk", "; 'hwalias -b storage' lists disks and what they are on"},
	{"lshw", "; 'hwalias -a -v' lists all there is"},
	{"lsmod", "; 'hwalias modules' lists the modules that this hardware uses"},
	{"man", "; 'hwalias help' tells how it is used, 'man hwalias' all"},
	{"modinfo", "; 'hwalias driver MODULE' tells of a module"},
	{"modprobe", "; 'hwalias driver MODULE' tells of a module, 'hwalias match STRING' which ones claim a string"},
	{"module", "; 'hwalias driver MODULE' tells of a module"},
	{"monitor", "; 'hwalias watch' tells of devices that come and go"},
	{"problems", "; 'hwalias check' tells what needs attention"},
	{"record", "; 'hwalias snapshot FILE' records this machine"},
	{"repair", "; 'hwalias check' prints commands, and runs none of them"},
	{"save", "; 'hwalias snapshot FILE' records this machine"},
	{"search", "; 'hwalias lookup WORDS' searches for names"},
	{"status", "; 'hwalias check' tells what needs attention"},
	{"summary", "; 'hwalias report' is the machine in one document"},
	{"types", "; 'hwalias formats' lists the buses"},
	{"udevadm", "; 'hwalias show DEVICE' tells all of a device, 'hwalias watch' of those that come and go"},
	{"usage", "; 'hwalias help' lists the commands"},
	{"why", "; 'hwalias check' tells what needs attention"},
};
/* clang-format on */

struct hw_text hw_habit_of_letter(int letter)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(habit_letters); i++)
		if (habit_letters[i].letter == letter)
			return hw_text_of(habit_letters[i].way);
	return HW_NO_TEXT;
}

struct hw_text hw_habit_of_option(struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(habit_options); i++)
		if (hw_text_eq(name, hw_text_of(habit_options[i].name)))
			return hw_text_of(habit_options[i].way);
	return HW_NO_TEXT;
}

struct hw_text hw_habit_of_word(const char *word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(habit_words); i++)
		if (strcasecmp(habit_words[i].word, word) == 0)
			return hw_text_of(habit_words[i].way);
	return HW_NO_TEXT;
}
