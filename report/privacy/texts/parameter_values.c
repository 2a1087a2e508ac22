// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/texts/parameter_values.h"

#include <strings.h>

#include "decoders/text/ascii.h"
#include "report/privacy/shapes/keys.h"

/* What becomes of a parameter's value. */
enum policy {
	/* it stays, as far as no shape or word in it is private */
	KEPT,
	/* "/dev/sda1" and "/dev/nfs" stay, of "UUID=…", "LABEL=…" the first word */
	DEVICE,
	/* of a file system, "subvol=@rootfs,noatime": likewise, but for the names of
	 * subvolumes that installers do not give */
	MOUNT,
	/* numbers and switches stay */
	SWITCH,
	/* and values of words that parameters are known to have (a table) */
	WORDS,
	/* likewise, and addresses of memory */
	PORT,
	/* a directory of the system stays, not one that a person made */
	DIRECTORY,
	/* "HDMI-A-1:edid/1024x768.bin": connectors and what the kernel has stay */
	SCREENS,
	SECRET,
};

/*
 * The first row that fits counts; '-' is '_' in names (parameq(), kernel/params.c).
 * Sources: Documentation/admin-guide/kernel-parameters.txt and nfs/nfsroot.rst;
 * dracut.cmdline(7); kernel-command-line(7) of systemd; initramfs-tools(7);
 * mkinitcpio(8); the installers' own (inst.*, preseed/url=, autoinstall, ds=).
 */
static const struct {
	char name[38];
	unsigned char policy;
} rows[] = {
	/* who and where this machine is */
	{"ip", SECRET},
	{"ifname", SECRET},
	{"nfsaddrs", SECRET},
	{"nfsroot", SECRET},
	{"netroot", SECRET},
	{"rd.iscsi.*", SECRET},
	{"iscsi_*", SECRET},
	{"rd.nfs.domain", SECRET},
	{"rd.route", SECRET},
	{"rd.luks.name", SECRET},
	{"rd.luks.key", SECRET},
	{"rd.luks.uuid", SECRET},
	{"rd.luks.options", SECRET},
	{"luks.*", SECRET},
	{"rd.md.uuid", SECRET},
	{"rd.dm.uuid", SECRET},
	{"rd.lvm.vg", SECRET},
	{"rd.lvm.lv", SECRET},
	{"rd.znet*", SECRET},
	{"rd.zfcp", SECRET},
	{"rd.zipl", SECRET},
	{"rd.live.*", SWITCH},
	{"cifsuser", SECRET},
	{"cifspass", SECRET},
	{"nameserver", SECRET},
	{"bootif", SECRET},
	{"boot_if", SECRET},
	{"bootdev", SECRET},
	{"hostname", SECRET},
	{"systemd.hostname", SECRET},
	{"systemd.machine_id", SECRET},
	{"systemd.set_credential*", SECRET},
	{"systemd.setenv", SECRET},
	{"systemd.run", SECRET},
	{"systemd.verity_*", SWITCH},
	{"netconsole*", SECRET},
	{"spl.spl_hostid", SECRET},
	{"cryptdevice", SECRET},
	{"cryptkey", SECRET},
	{"crypto", SECRET},
	{"zfs", SECRET},
	{"ks", SECRET},
	{"ks.*", SECRET},
	{"ksdevice", SECRET},
	{"inst.*", SWITCH},
	{"preseed*", SECRET},
	{"autoinstall", SECRET},
	{"ds", SECRET},
	{"url", SECRET},
	{"fetch", SECRET},
	{"kgdboe", SECRET},
	{"androidboot.*", SWITCH},
	{"coreos.*", SWITCH},
	{"ignition.*", SWITCH},
	{"flatcar.*", SWITCH},
	{"cloud*", SWITCH},
	/* file systems by name */
	{"root", DEVICE},
	{"boot", DEVICE},
	{"resume", DEVICE},
	{"usr", DEVICE},
	{"mount.usr", DEVICE},
	{"cryptroot", DEVICE},
	{"real_root", DEVICE},
	{"img_dev", DEVICE},
	{"resume_offset", SWITCH},
	/* what boot loaders add */
	{"boot_image", KEPT},
	{"initrd", KEPT},
	{"rootfstype", KEPT},
	{"rootflags", MOUNT},
	{"rootwait", KEPT},
	{"rootdelay", KEPT},
	{"init", KEPT},
	{"rdinit", KEPT},
	{"ostree", KEPT},
	/* drivers and modules */
	{"modprobe.blacklist", KEPT},
	{"module_blacklist", KEPT},
	{"initcall_blacklist", KEPT},
	{"rd.driver.*", KEPT},
	{"rd.blacklist", KEPT},
	{"rdblacklist", KEPT},
	{"rdloaddriver", KEPT},
	{"modules_load", KEPT},
	{"rd.modules_load", KEPT},
	{"*.blacklist", KEPT},
	{"*.modeset", KEPT},
	{"*.force_probe", KEPT},
	{"*.enable", KEPT},
	{"*.quirks", KEPT},
	{"*.ids", KEPT},
	{"*.model", KEPT},
	{"*.dyndbg", WORDS},
	{"dyndbg", WORDS},
	{"module.*", WORDS},
	{"firmware_class.path", DIRECTORY},
	{"drm.edid_firmware", SCREENS},
	{"drm_kms_helper.edid_firmware", SCREENS},
	{"pcie_aspm*", KEPT},
	{"pci", KEPT},
	{"pcie_ports", KEPT},
	{"pciehp.*", WORDS},
	{"pnp*", KEPT},
	{"acpi*", KEPT},
	{"iommu*", KEPT},
	{"intel_iommu", KEPT},
	{"amd_iommu*", KEPT},
	{"intremap", KEPT},
	{"vfio_pci.*", KEPT},
	{"vfio*", KEPT},
	{"video*", KEPT},
	{"vga", KEPT},
	{"fbcon", KEPT},
	{"console", KEPT},
	{"earlycon", PORT},
	{"earlyprintk", KEPT},
	{"earlyconsole", KEPT},
	{"usbcore.*", WORDS},
	{"usb_storage.*", WORDS},
	{"usbhid.*", WORDS},
	{"xhci_hcd.*", WORDS},
	{"nvme_core.*", WORDS},
	{"libata.*", WORDS},
	{"ahci.*", WORDS},
	{"i8042.*", WORDS},
	{"psmouse.*", WORDS},
	{"atkbd.*", WORDS},
	{"snd*", WORDS},
	{"amdgpu.*", WORDS},
	{"i915.*", WORDS},
	{"xe.*", WORDS},
	{"nouveau.*", WORDS},
	{"radeon.*", WORDS},
	{"nvidia*", WORDS},
	{"drm*", WORDS},
	{"iwlwifi.*", WORDS},
	{"ath*", WORDS},
	{"btusb.*", WORDS},
	{"thunderbolt.*", WORDS},
	{"ieee80211*", WORDS},
	{"cfg80211.*", WORDS},
	{"processor.*", WORDS},
	{"intel_idle.*", WORDS},
	{"intel_pstate", KEPT},
	{"amd_pstate*", KEPT},
	{"cpufreq.*", WORDS},
	/* the kernel as a whole */
	{"lsm", KEPT},
	{"security", KEPT},
	{"lockdown", KEPT},
	{"apparmor", KEPT},
	{"selinux", KEPT},
	{"enforcing", KEPT},
	{"audit", KEPT},
	{"audit_backlog_limit", KEPT},
	{"mitigations", KEPT},
	{"spec*", KEPT},
	{"clocksource", KEPT},
	{"tsc", KEPT},
	{"hpet", KEPT},
	{"idle", KEPT},
	{"cgroup*", KEPT},
	{"systemd.unified_cgroup_hierarchy", KEPT},
	{"systemd.unit", WORDS},
	{"systemd.mask", WORDS},
	{"systemd.wants", WORDS},
	{"systemd.show_status", KEPT},
	{"systemd.log*", KEPT},
	{"systemd.*", SWITCH},
	{"rd.systemd.*", SWITCH},
	{"rd.udev.*", WORDS},
	{"udev.*", WORDS},
	{"rd.*", SWITCH},
	{"loglevel", KEPT},
	{"log_buf_len", KEPT},
	{"printk*", KEPT},
	{"crashkernel", KEPT},
	{"mem*", KEPT},
	{"memmap", KEPT},
	{"memtest", KEPT},
	{"hugepages*", KEPT},
	{"hugepagesz", KEPT},
	{"default_hugepagesz", KEPT},
	{"transparent_hugepage", KEPT},
	{"isolcpus", KEPT},
	{"nohz*", KEPT},
	{"rcu*", KEPT},
	{"maxcpus", KEPT},
	{"nr_cpus", KEPT},
	{"irqaffinity", KEPT},
	{"reboot", KEPT},
	{"panic*", KEPT},
	{"zswap.*", WORDS},
	{"zram.*", WORDS},
	{"efi*", KEPT},
	{"swiotlb", KEPT},
	{"cma", KEPT},
	{"dis_ucode_ldr", KEPT},
	{"consoleblank", KEPT},
	{"vt*", KEPT},
	{"splash", KEPT},
	{"preempt", KEPT},
	{"elevator", KEPT},
	{"raid", KEPT},
	{"net.ifnames", KEPT},
	{"biosdevname", KEPT},
	{"locale*", SWITCH},
};

/*
 * Words that values of parameters are made of, "dell-headset-multi", "1.00:noncq".
 * Sources: Documentation/admin-guide/kernel-parameters.txt, pm/cpuidle.rst, mm/zswap.rst;
 * Documentation/sound/hd-audio/models.rst; psmouse_protocols[],
 * drivers/input/mouse/psmouse-base.c; force_tbl[], drivers/ata/libata-core.c;
 * systemd-udevd(8); systemd.special(7).
 */
static const char value_words[][16] = {
	"force",      "lazy",	   "eager",	   "strict",	 "lax",
	"full",	      "native",	   "vendor",	   "video",	 "soft",
	"hard",	      "legacy",	   "passive",	   "active",	 "guided",
	"always",     "never",	   "madvise",	   "reliable",	 "unstable",
	"nowatchdog", "quiet",	   "debug",	   "verbose",	 "low",
	"high",	      "level",	   "edge",	   "fast",	 "slow",
	"disabled",   "ignore",	   "noirq",	   "try",	 "performance",
	"powersave",  "ondemand",  "conservative", "schedutil",	 "userspace",
	"menu",	      "ladder",	   "haltpoll",	   "zstd",	 "lz4hc",
	"deflate",    "zsmalloc",  "zbud",	   "z3fold",	 "info",
	"error",      "warning",   "notice",	   "crit",	 "alert",
	"emerg",      "trace",	   "fatal",	   "warn",	 "noncq",
	"nodma",      "norst",	   "nohrst",	   "nosrst",	 "nolpm",
	"noncqtrim",  "ncqtrim",   "dump",	   "atapi",	 "dmadir",
	"udma",	      "bare",	   "imps",	   "exps",	 "lifebook",
	"trackpoint", "synaptics", "elantech",	   "alps",	 "file",
	"func",	      "line",	   "format",	   "class",	 "dell",
	"asus",	      "acer",	   "lenovo",	   "thinkpad",	 "headset",
	"headphone",  "multi",	   "dmic",	   "only",	 "wcaps",
	"generic",    "basic",	   "laptop",	   "desktop",	 "mono",
	"stereo",     "speaker",   "front",	   "inv",	 "limit",
	"enable",     "disable",   "enabled",	   "auto",	 "none",
	"default",    "true",	   "false",	   "manual",	 "normal",
	"master",     "slave",	   "host",	   "peripheral", "bulk",
	"builtin",    "external",  "internal",	   "polling",	 "interrupt",
	"single",     "dual",	   "mixed",	   "minimal",	 "maximum",
	"balance",    "max",	   "min",	   "rescue",	 "emergency",
	"graphical",  "user",	   "target",	   "service",	 "global",
	"local",
};

/* Drivers and ways of access: earlycon= of kernel-parameters.txt, OF_EARLYCON_DECLARE().
 */
static const char port_words[][16] = {
	"uart",	      "uart8250",   "ns16550", "ns16550a", "pl011",	   "io",
	"mmio",	      "mmio16",	    "mmio32",  "mmio32be", "mmio32native", "cdns",
	"exynos4210", "s3c2410",    "s3c2412", "s3c2440",  "s3c6400",	   "s5pv210",
	"meson",      "msm",	    "serial",  "geni",	   "dm",	   "imx",
	"ec_imx6q",   "ec_imx21",   "lpuart",  "lpuart32", "ar3700",	   "owl",
	"rda",	      "sprd",	    "qdf2400", "e44",	   "smh",	   "sbi",
	"hvc",	      "efifb",	    "ram",     "linflex",  "lantiq",	   "xuartps",
	"omap8250",   "bcm2835aux", "stm32",   "sifive",   "mps2",	   "arc",
	"riscv",      "apbuart",    "pic32",   "vt8500",   "xboot",
};

/* Longest word of a value that is no number and that no table has: "DE", "PCH", "lz4";
 * and how many of these a value may have. */
#define SHORT_MAX   ((size_t)3)
#define SHORT_COUNT 2

/* What a value of a module may be made of. */
#define WORD_MAX ((size_t)24)

/* Names have at most this many bytes. */
#define NAME_MAX_LENGTH ((size_t)63)

/* "systemd.*", "*.modeset" */
static bool fits(const char *pattern, struct hw_text name)
{
	struct hw_text fixed = hw_text_of(pattern);

	if (pattern[0] == '*') {
		fixed = hw_text_from(fixed, 1);
		return name.n >= fixed.n &&
		       hw_text_eq(hw_text_from(name, name.n - fixed.n), fixed);
	}
	if (!fixed.n || pattern[fixed.n - 1] != '*')
		return hw_text_eq(name, fixed);
	return hw_text_starts(name, hw_text_head(fixed, fixed.n - 1));
}

static enum policy policy_of(struct hw_text name)
{
	char text[NAME_MAX_LENGTH + 1];

	if (name.n > NAME_MAX_LENGTH)
		return SECRET;
	for (size_t i = 0; i < name.n; i++)
		text[i] = name.s[i] == '-' ? '_' : hw_lower(name.s[i]);
	text[name.n] = '\0';
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		/* most rows are of another name */
		if ((rows[i].name[0] == text[0] || rows[i].name[0] == '*') &&
		    fits(rows[i].name, (struct hw_text){text, name.n}))
			return rows[i].policy;
	return hw_private_is_key(name) ? SECRET : WORDS;
}

static bool is_value_word(struct hw_text word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(value_words); i++)
		if (strlen(value_words[i]) == word.n &&
		    strncasecmp(value_words[i], word.s, word.n) == 0)
			return true;
	return false;
}

/* "12", "0x2f", "256M", "1920x1080", "100ms"; of at most seven digits in a row. */
static bool is_amount(struct hw_text word)
{
	size_t digits = 0;
	size_t letters = 0;

	if (hw_text_starts(word, HW_TEXT("0x")) && word.n <= 10) {
		for (size_t i = 2; i < word.n; i++)
			if (!hw_is_hex(word.s[i]))
				return false;
		return word.n > 2;
	}
	if (!word.n || !hw_is_digit(word.s[0]))
		return false;
	for (size_t i = 0; i < word.n; i++) {
		digits = hw_is_digit(word.s[i]) ? digits + 1 : 0;
		letters += !hw_is_digit(word.s[i]);
		if (digits > 7)
			return false;
	}
	return letters < 3;
}

/* Words that the table has, numbers, and one or two that are short, joined by signs. */
static bool is_of_words(struct hw_text value)
{
	size_t others = 0;

	for (size_t from = 0; from < value.n;) {
		struct hw_text word = hw_text_from(value, from);
		size_t n = 0;

		while (n < word.n && hw_is_alnum(word.s[n]))
			n++;
		if (!n && !strchr("\" _.,:;+*!/=-", word.s[0]))
			return false;
		word = hw_text_head(word, n);
		if (n && !is_value_word(word) && !is_amount(word)) {
			others++;
			if (n > SHORT_MAX || others > SHORT_COUNT)
				return false;
		}
		from += n ? n : 1;
	}
	return true;
}

/* Numbers, "0bda:8153:k,1", "0x2f", and switches, nothing with eight digits in a row. */
static bool is_plain(struct hw_text value)
{
	size_t digits = 0;

	if (hw_private_is_switch(value))
		return true;
	if (is_value_word(value))
		return true;
	for (size_t i = 0; i < value.n; i++) {
		bool is_digit = hw_is_digit(value.s[i]);

		digits = is_digit ? digits + 1 : 0;
		if ((!is_digit && !strchr(":,-+*!", value.s[i])) || digits > 7)
			return hw_text_starts(value, HW_TEXT("0x")) && value.n <= 10;
	}
	return true;
}

/* Words without a value: "quiet", "nomodeset"; not "4C530001", of letters and digits like
 * a serial number. */
static bool is_wordy(struct hw_text value)
{
	size_t digits = 0;
	size_t n = 0;

	if (hw_private_is_mixed(value) && !hw_text_starts(value, HW_TEXT("0x")))
		return false;
	for (size_t i = 0; i < value.n; i++) {
		bool is_alnum = hw_is_alnum(value.s[i]);

		n = is_alnum ? n + 1 : 0;
		digits = is_alnum ? digits + hw_is_digit(value.s[i]) : 0;
		if (n > WORD_MAX || (!is_alnum && !strchr("\"_.,:;+*!/=-", value.s[i])))
			return false;
		if (n >= 8 && digits >= 3 &&
		    !(n <= 10 &&
		      hw_text_starts(hw_text_from(value, i + 1 - n), HW_TEXT("0x"))))
			return false;
	}
	return true;
}

static bool is_port_word(struct hw_text word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(port_words); i++)
		if (hw_text_eq(word, hw_text_of(port_words[i])))
			return true;
	return false;
}

/* "uart8250,mmio32,0xfe03e000,115200n8" */
static bool is_port(struct hw_text value)
{
	for (size_t from = 0; from < value.n;) {
		struct hw_text word = hw_text_from(value, from);
		uint64_t address;
		size_t n = 0;

		while (n < word.n && !strchr(",_", word.s[n]))
			n++;
		word = hw_text_head(word, n);
		if (n && !is_port_word(word) && !is_amount(word) &&
		    !(hw_text_starts(word, HW_TEXT("0x")) &&
		      hw_text_hex(hw_text_from(word, 2), 16, &address)))
			return false;
		from += n + 1;
	}
	return true;
}

static bool is_of_system(struct hw_text directory)
{
	static const char *const tops[] = {"/lib/", "/usr/", "/run/", "/etc/",
					   "/var/lib/"};

	directory = hw_text_trim_start(directory, "\"");
	for (size_t i = 0; i < HW_ARRAY_SIZE(tops); i++)
		if (hw_text_starts(directory, hw_text_of(tops[i])))
			return true;
	return false;
}

/* "edid/1024x768.bin": generic_edid_name[], drivers/gpu/drm/drm_edid_load.c, and others
 * that are called so. */
static bool is_edid_of_kernel(struct hw_text file)
{
	const struct hw_text head = HW_TEXT("edid/"), tail = HW_TEXT(".bin");

	if (!hw_text_starts(file, head) || file.n < head.n + tail.n ||
	    !hw_text_eq(hw_text_from(file, file.n - tail.n), tail))
		return false;
	file = hw_text_head(hw_text_from(file, head.n), file.n - head.n - tail.n);
	return is_amount(file);
}

/* What stays at the start of the files of screens: all, or what is before the first of
 * them that a person named. */
static size_t kept_of_screens(struct hw_text value)
{
	struct hw_text rest = value;

	while (rest.s) {
		struct hw_text file = hw_text_cut(&rest, ',');

		while (hw_text_find(file, ':') < file.n)
			hw_text_cut(&file, ':');
		if (!is_edid_of_kernel(hw_text_trim_end(file, "\"")))
			return (size_t)(file.s - value.s);
	}
	return value.n;
}

/* What stays at the start of the name of a device: all of it, or "UUID=". */
static size_t kept_of_device(struct hw_text value)
{
	const struct hw_text dev = HW_TEXT("/dev/");
	const struct hw_text mapper = HW_TEXT("/dev/mapper/");
	const size_t equals = hw_text_find(value, '=');

	if (equals < value.n)
		return equals + 1;
	if (hw_text_starts(value, mapper))
		return mapper.n;
	if (!hw_text_starts(value, dev))
		return 0;
	/* "/dev/mapper/HOST-root", "/dev/disk/by-label/…", "/dev/VOLUMES/root" */
	return hw_text_find(hw_text_from(value, dev.n), '/') < value.n - dev.n ? dev.n
									       : value.n;
}

/* "@", "/@rootfs", "@/.snapshots/1/snapshot": installers' and snapper's own names of
 * subvolumes. */
static bool is_subvolume_of_installer(struct hw_text path)
{
	static const char names[][11] = {
		"",	  "root",   "rootfs",	"system",  "snapshot",	".snapshots",
		"debian", "ubuntu", "fedora",	"arch",	   "archlinux", "manjaro",
		"linux",  "main",   "toplevel", "_active", "rootvol",	"nixos",
		"nix",	  "gentoo", "opensuse", "os",	   "current",	"default",
	};

	while (path.s) {
		const struct hw_text part =
			hw_text_trim_start(hw_text_cut(&path, '/'), "@");
		bool is_known = hw_text_decimal(part, 6) >= 0;

		for (size_t i = 0; i < HW_ARRAY_SIZE(names) && !is_known; i++)
			is_known = hw_text_eq(part, hw_text_of(names[i]));
		if (!is_known)
			return false;
	}
	return true;
}

/* What stays at the start of mount options: all, or what is before such a name. */
static size_t kept_of_mount(struct hw_text value)
{
	const struct hw_text key = HW_TEXT("subvol=");
	struct hw_text rest = value;

	while (rest.s) {
		const struct hw_text option =
			hw_text_trim_start(hw_text_cut(&rest, ','), "\"");
		const struct hw_text path =
			hw_text_trim_end(hw_text_from(option, key.n), "\"");

		if (hw_text_starts(option, key) && !is_subvolume_of_installer(path))
			return (size_t)(path.s - value.s);
	}
	return value.n;
}

static size_t kept_of(struct hw_text name, struct hw_text value)
{
	switch (policy_of(name)) {
	case KEPT:
		return value.n;
	case DEVICE:
		return kept_of_device(value);
	case MOUNT:
		return kept_of_mount(value);
	case SECRET:
		return hw_private_is_switch(value) ? value.n : 0;
	case SWITCH:
		return is_plain(value) ? value.n : 0;
	case WORDS:
		return is_plain(value) || is_of_words(value) ? value.n : 0;
	case PORT:
		return is_plain(value) || is_port(value) ? value.n : 0;
	case DIRECTORY:
		return is_of_system(value) ? value.n : 0;
	case SCREENS:
		return hw_private_is_switch(value) ? value.n : kept_of_screens(value);
	}
	return 0;
}

bool hw_parameter_is_of_files(struct hw_text word)
{
	const enum policy policy = policy_of(hw_text_head(word, hw_text_find(word, '=')));

	return policy == DIRECTORY || policy == SCREENS;
}

size_t hw_parameter_kept(struct hw_text word)
{
	size_t mark = word.n && word.s[0] == '"';
	struct hw_text value = hw_text_from(word, mark);
	struct hw_text name = hw_text_cut(&value, '=');

	if (!value.s)
		/* "quiet", "-b", "3" */
		return is_wordy(name) ? word.n : mark;
	return mark + name.n + 1 + kept_of(name, value);
}

/* "zfs_arc_max=8589934592" */
static bool is_size(struct hw_text name, struct hw_text value)
{
	static const char *const ends[] = {"max",   "min", "size", "limit",
					   "bytes", "mem", "len",  "mask"};

	if (hw_text_decimal(value, 18) < 0)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(ends); i++) {
		const struct hw_text end = hw_text_of(ends[i]);

		if (name.n >= end.n &&
		    hw_text_eq(hw_text_from(name, name.n - end.n), end))
			return true;
	}
	return false;
}

/* Options have no names of modules before them: as "*.model" of the table. */
static bool is_kept_option(struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (rows[i].policy == KEPT && rows[i].name[0] == '*' &&
		    hw_text_eq(name, hw_text_of(rows[i].name + 2)))
			return true;
	return false;
}

size_t hw_parameter_kept_of_option(struct hw_text word)
{
	struct hw_text value = word;
	struct hw_text name = hw_text_cut(&value, '=');

	if (!value.s || is_kept_option(name))
		return word.n;
	if (hw_private_is_key(name))
		return hw_private_is_switch(value) ? word.n : name.n + 1;
	return is_plain(value) || is_of_words(value) || is_size(name, value) ? word.n
									     : name.n + 1;
}
