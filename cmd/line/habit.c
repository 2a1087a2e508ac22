// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/habit.h"

#include <strings.h>

#include "data/base/nearest.h"

/* clang-format off */
static const struct {
	char letter;
	char way[83];
} habit_letters[] = {
	{'A', "; 'hwalias audio' lists sound cards, and a recorded machine is read with --from"},
	{'C', "; -b chooses a kind of devices (net, storage, gpu)"},
	{'c', "; -o chooses columns"},
	{'E', "; each device is listed once"},
	{'e', "; -b, -d and -s choose devices"},
	{'f', "; file systems are told by lsblk, -o +NODES lists the nodes of devices"},
	{'G', "; 'hwalias gpu' lists graphics cards"},
	{'H', "; nothing but what the kernel tells is read"},
	{'I', "; -b, -d and -s choose devices"},
	{'j', "; JSON is -J"},
	{'l', "; each device has one line without it"},
	{'M', "; all buses that the kernel knows are listed"},
	{'N', "; 'hwalias net' lists network cards"},
	{'O', "; -o names columns ('hwalias help list'), --json prints all"},
	{'P', "; --json, --ndjson and --tsv are for programs, and -t draws the way to each device"},
	{'p', "; 'hwalias show DEVICE' names its nodes, -o +NODES lists them"},
	{'Q', "; nothing is asked of a network: names come from databases of this machine"},
	{'q', "; nothing is asked of a network: names come from databases of this machine"},
	{'R', "; 'hwalias match STRING' prints the modules that claim it"},
	{'r', "; --tsv prints lines without layout, for programs"},
	{'T', "; -t draws the tree"},
	{'w', "; tables fit the terminal, and are whole off one"},
	{'?', "; --help tells all"},
	{'x', "; 'hwalias show -v DEVICE' says what its configuration holds"},
	{'y', "; --tsv prints lines without layout, for programs"},
	{'Z', "; -b storage lists disks and what they are on"},
};

static const struct {
	char name[16];
	char way[83];
} habit_options[] = {
	{"--ascii", "; with LC_ALL=C the lines of trees and the marks in tables are ASCII"},
	{"--businfo", "; DEVICE is the address on the bus, -o +SYSPATH adds the directory in /sys"},
	{"--bytes", "; --json has numbers in their units"},
	{"--class", "; -b chooses a kind of devices (net, storage, gpu), -d ::0300 a class of PCI"},
	{"--columns", "; -o names columns ('hwalias help list')"},
	{"--debug", "; -v tells more"},
	{"--dedup", "; each device is listed once"},
	{"--device", "; -d 8086:15b8 chooses ids, -s an address or a name"},
	{"--discard", "; -b storage lists disks and what they are on"},
	{"--driver", "; 'hwalias driver MODULE' tells of a module and its devices"},
	{"--exclude", "; -b, -d and -s choose devices"},
	{"--export-db", "; 'hwalias snapshot FILE' records all that is read"},
	{"--failed", "; 'hwalias check' tells what needs attention"},
	{"--fields", "; -o names columns ('hwalias help list')"},
	{"--filter", "; -b, -d and -s choose devices"},
	{"--find", "; 'hwalias lookup WORDS' searches for names"},
	{"--fix", "; 'hwalias check' prints commands, and runs none of them"},
	{"--fs", "; file systems are told by lsblk, -o +NODES lists the nodes of devices"},
	{"--gfxcard", "; -b gpu lists graphics cards"},
	{"--grep", "; 'hwalias lookup WORDS' searches for names"},
	{"--html", "; 'hwalias report --format html' prints a page"},
	{"--include", "; -b, -d and -s choose devices"},
	{"--inverse", "; -t -s DEVICE draws the way to a device"},
	{"--json-pretty", "; --json is indented"},
	{"--list", "; each device has one line without it"},
	{"--long", "; -v tells more"},
	{"--man", "; 'man hwalias' tells all"},
	{"--match", "; 'hwalias match STRING' prints the modules that claim it"},
	{"--merge", "; all buses that the kernel knows are listed"},
	{"--name", "; 'hwalias show DEVICE' takes a name, a node or a path"},
	{"--netcard", "; -b net lists network cards"},
	{"--network", "; -b net lists network cards"},
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
	{"--plain", "; --tsv prints lines without layout, for programs"},
	{"--pretty", "; --json is indented"},
	{"--query", "; 'hwalias show DEVICE' tells all of a device"},
	{"--quiet", "; >/dev/null leaves the exit status alone"},
	{"--raw", "; --tsv prints lines without layout, for programs"},
	{"--resolve-alias", "; 'hwalias match STRING' prints the modules that claim it"},
	{"--root", "; --sysroot DIR reads a recorded tree"},
	{"--sanitize", "; nothing private is printed, unless --privacy says so"},
	{"--scsi", "; -b scsi lists SCSI devices, -b storage all that disks are on"},
	{"--search", "; 'hwalias lookup WORDS' searches for names"},
	{"--set-version", "; --kernel RELEASE chooses alias tables"},
	{"--shell", "; --tsv prints lines without layout, for programs"},
	{"--short", "; each device has one line without it"},
	{"--show-depends", "; 'hwalias modules --for DEVICE' lists modules, each behind those that it needs"},
	{"--showconfig", "; 'hwalias check' quotes the lines of modprobe.d that matter"},
	{"--silent", "; >/dev/null leaves the exit status alone"},
	{"--sort", "; devices are in the order of their buses and addresses"},
	{"--state", "; 'hwalias check' tells what needs attention, -o +STATE adds the state"},
	{"--topology", "; -t draws the tree"},
	{"--type", "; -b chooses a bus or a kind of devices"},
	{"--usage", "; --help tells all"},
	{"--vendor", "; -d 8086: chooses a vendor"},
	{"--where", "; -b, -d and -s choose devices"},
	{"--wide", "; tables fit the terminal, and are whole off one"},
	{"--width", "; tables fit the terminal, and are whole off one"},
	{"--xml", "; --json, --ndjson and --tsv are for programs"},
	{"--yaml", "; --json, --ndjson and --tsv are for programs"},
	{"--zoned", "; -b storage lists disks and what they are on"},
};

static const struct {
	char word[12];
	char way[100];
} habit_words[] = {
	{"all", "; 'hwalias -a' lists the devices of every bus"},
	{"blacklist", "; 'hwalias check' tells what keeps a module from being loaded"},
	{"buses", "; 'hwalias formats' lists the buses"},
	{"commands", "; 'hwalias help' lists the commands"},
	{"compare", "; 'hwalias diff A B' compares two machines"},
	{"describe", "; 'hwalias show DEVICE' tells all of a device"},
	{"device", "; 'hwalias show DEVICE' tells all of a device"},
	{"diagnose", "; 'hwalias check' tells what needs attention"},
	{"doctor", "; 'hwalias check' tells what needs attention"},
	{"drivers", "; 'hwalias modules' lists the modules that this hardware uses, 'hwalias driver MODULE' tells of one"},
	{"dump", "; 'hwalias snapshot FILE' records this machine"},
	{"errors", "; 'hwalias check' tells what needs attention"},
	{"export", "; 'hwalias -aJ' prints all there is, 'hwalias snapshot FILE' records this machine"},
	{"find", "; 'hwalias lookup WORDS' searches for names"},
	{"fix", "; 'hwalias check' prints commands, and runs none of them"},
	{"get", "; 'hwalias show DEVICE' tells all of a device"},
	{"grep", "; 'hwalias lookup WORDS' searches for names"},
	{"info", "; 'hwalias show DEVICE' tells all of a device, 'hwalias driver MODULE' of a module"},
	{"issues", "; 'hwalias check' tells what needs attention"},
	{"json", "; 'hwalias --json' prints a document"},
	{"log", "; 'hwalias check' quotes the messages of the kernel that matter"},
	{"man", "; 'hwalias help' tells how it is used, 'man hwalias' all"},
	{"modinfo", "; 'hwalias driver MODULE' tells of a module"},
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
	{"usage", "; 'hwalias help' lists the commands"},
	{"why", "; 'hwalias check' tells what needs attention"},
	{"mainboard", "; 'hwalias show dmi:id' tells of the mainboard and its firmware"},
	{"motherboard", "; 'hwalias show dmi:id' tells of the mainboard and its firmware"},
	{"bios", "; 'hwalias show dmi:id' tells of the mainboard and its firmware"},
	{"firmware", "; 'hwalias show dmi:id' tells of the mainboard and its firmware"},
	{"uefi", "; 'hwalias show dmi:id' tells of the mainboard and its firmware"},
	{"packages", "; 'hwalias check' names packages with drivers for this hardware"},
};

static const struct {
	char program[15];
	char way[100];
} habit_programs[] = {
	{"alsamixer", "; 'hwalias -b audio' lists sound cards"},
	{"aplay", "; 'hwalias -b audio' lists sound cards"},
	{"arecord", "; 'hwalias -b audio' lists sound cards"},
	{"blkid", "; 'hwalias -b storage' lists disks and what they are on"},
	{"boltctl", "; 'hwalias -b thunderbolt' lists Thunderbolt devices, 'hwalias check' those that are not authorized"},
	{"bluetoothctl", "; 'hwalias -b bluetooth' lists Bluetooth adapters"},
	{"depmod", "; 'hwalias driver MODULE' tells of a module"},
	{"df", "; 'hwalias -b storage' lists disks and what they are on"},
	{"dkms", "; 'hwalias driver MODULE' tells of a module"},
	{"dmesg", "; 'hwalias check' quotes the messages of the kernel that matter"},
	{"dmidecode", "; 'hwalias report' has the mainboard and its firmware"},
	{"dracut", "; 'hwalias modules --format dracut' lists the modules that this hardware needs"},
	{"driverctl", "; 'hwalias iommu DEVICE' tells its group, 'hwalias show DEVICE' its driver"},
	{"efibootmgr", "; 'hwalias report' has the mainboard and its firmware"},
	{"ethtool", "; 'hwalias show eth0' tells the driver of a network card, 'hwalias -b net' lists them"},
	{"fastfetch", "; 'hwalias report' is the machine in one document"},
	{"fdisk", "; 'hwalias -b storage' lists disks and what they are on"},
	{"glxinfo", "; 'hwalias -b gpu' lists graphics cards"},
	{"hciconfig", "; 'hwalias -b bluetooth' lists Bluetooth adapters"},
	{"hdparm", "; 'hwalias -b storage' lists disks and what they are on"},
	{"hostnamectl", "; 'hwalias report' is the machine in one document"},
	{"hwclock", "; 'hwalias -b rtc' lists clocks"},
	{"hw-probe", "; 'hwalias report' is the machine in one document"},
	{"hwinfo", "; 'hwalias -a -v' lists all there is"},
	{"ifconfig", "; 'hwalias -b net' lists network cards"},
	{"insmod", "; 'hwalias driver MODULE' tells of a module"},
	{"inxi", "; 'hwalias report' is the machine in one document, 'hwalias -b net' lists a kind of devices"},
	{"ip", "; 'hwalias -b net' lists network cards"},
	{"iw", "; 'hwalias -b net' lists network cards"},
	{"iwconfig", "; 'hwalias -b net' lists network cards"},
	{"journalctl", "; 'hwalias check' quotes the messages of the kernel that matter"},
	{"libinput", "; 'hwalias -b input' lists input devices"},
	{"lsblk", "; 'hwalias -b storage' lists disks and what they are on"},
	{"lscpu", "; 'hwalias -b cpu' lists the processors"},
	{"lsdev", "; 'hwalias -a' lists the devices of every bus"},
	{"lshw", "; 'hwalias -a -v' lists all there is, 'hwalias -b net' a kind of devices"},
	{"lsinitramfs", "; 'hwalias modules' lists the modules that this hardware needs"},
	{"lsmod", "; 'hwalias modules' lists the modules that this hardware uses"},
	{"lspcmcia", "; 'hwalias -b pcmcia' lists PC Cards"},
	{"lsscsi", "; 'hwalias -b storage' lists disks and what they are on"},
	{"lspnp", "; 'hwalias -b pnp' lists Plug and Play devices"},
	{"lstopo", "; 'hwalias -t' draws the tree"},
	{"modprobe", "; 'hwalias driver MODULE' tells of a module, 'hwalias match STRING' which ones claim a string"},
	{"neofetch", "; 'hwalias report' is the machine in one document"},
	{"nmcli", "; 'hwalias -b net' lists network cards"},
	{"nvidia-smi", "; 'hwalias -b gpu' lists graphics cards"},
	{"numactl", "; -o +NUMA tells the node that a device is near to"},
	{"nvme-cli", "; 'hwalias -b storage' lists disks and what they are on"},
	{"pactl", "; 'hwalias -b audio' lists sound cards"},
	{"parted", "; 'hwalias -b storage' lists disks and what they are on"},
	{"rfkill", "; 'hwalias check' tells of a switch that keeps a radio off"},
	{"rmmod", "; 'hwalias driver MODULE' tells of a module"},
	{"screenfetch", "; 'hwalias report' is the machine in one document"},
	{"sensors", "; 'hwalias -b i2c' lists the devices that sensors are on"},
	{"smartctl", "; 'hwalias -b storage' lists disks and what they are on"},
	{"systemctl", "; 'hwalias check' tells what needs attention"},
	{"systool", "; 'hwalias show DEVICE' tells all of a device"},
	{"ubuntu-drivers", "; 'hwalias check' names packages with drivers for this hardware"},
	{"udevadm", "; 'hwalias show DEVICE' tells all of a device, 'hwalias watch' of those that come and go"},
	{"uname", "; 'hwalias report' is the machine in one document"},
	{"upower", "; 'hwalias -b battery' lists batteries"},
	{"usb-devices", "; 'hwalias -b usb -v' lists USB devices with their interfaces"},
	{"v4l2-ctl", "; 'hwalias -b camera' lists cameras"},
	{"vainfo", "; 'hwalias -b gpu' lists graphics cards"},
	{"vulkaninfo", "; 'hwalias -b gpu' lists graphics cards"},
	{"xinput", "; 'hwalias -b input' lists input devices"},
	{"xrandr", "; 'hwalias -b gpu' lists graphics cards"},
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

struct hw_text hw_habit_of_program(const char *word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(habit_programs); i++)
		if (strcasecmp(habit_programs[i].program, word) == 0)
			return hw_text_of(habit_programs[i].way);
	return HW_NO_TEXT;
}

struct hw_text hw_habit_of_word(const char *word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(habit_words); i++)
		if (strcasecmp(habit_words[i].word, word) == 0)
			return hw_text_of(habit_words[i].way);
	return hw_habit_of_program(word);
}

struct hw_text hw_habit_near_word(struct hw_text word)
{
	struct hw_nearest near = {.word = word};

	/* shorter ones are near to too many words, and not meant by them */
	if (word.n < 6)
		return HW_NO_TEXT;
	for (size_t i = 0; i < HW_ARRAY_SIZE(habit_words); i++)
		hw_nearest_try(&near, hw_text_of(habit_words[i].word));
	for (size_t i = 0; i < HW_ARRAY_SIZE(habit_programs); i++)
		hw_nearest_try(&near, hw_text_of(habit_programs[i].program));
	/* the words of the tables end with a NUL */
	return near.n && near.distance <= 1 ? hw_habit_of_word(near.v[0].s) : HW_NO_TEXT;
}
