// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What tells an architecture. Of a machine:
 *
 *     proc/sys/kernel/arch                    "aarch64", since Linux 6.1; uname(2)
 *     sys/devices/system/cpu/modalias         "cpu:type:aarch64:feature:,0000,0001"
 *     proc/sys/kernel/osrelease               "6.12.9-amd64", "5.15.84-v8+"
 *     lib/modules/RELEASE                     its tables
 *     proc/device-tree/compatible             few x86 machines have a device tree
 *     sys/bus/acpi/devices/PNP0000:00         interrupt controller of a PC
 *
 * and of a kernel, whose modules.dep, modules.builtin and modules.order name each module
 * by its place in the source; a few are the architecture's own:
 *
 *     kernel/arch/x86/crypto/aesni-intel.ko.xz: kernel/crypto/crypto_simd.ko.xz
 *     kernel/arch/arm64/crypto/aes-ce-blk.ko
 */
#include "report/kernel/architecture.h"

#include <elf.h>

#include "data/archive/archive.h"
#include "data/base/array.h"
#include "data/host/host.h"
#include "data/sysfs/sysfs.h"
#include "decoders/text/ascii.h"

/* clang-format off */

/* What starts a name of an architecture, the longer one first: SUBARCH of scripts/
 * subarch.include, what each architecture calls itself (UTS_MACHINE), and its processors
 * (ELF_PLATFORM, asm/elf.h: "v7l", "power9", "z14"). ADD AN ARCHITECTURE HERE. */
static const struct row {
	char text[12];
	char folder[10];
} names[] = {
	{"x86", "x86"},
	{"i386", "x86"},
	{"i486", "x86"},
	{"i586", "x86"},
	{"i686", "x86"},
	{"aarch64", "arm64"},
	{"arm64", "arm64"},
	{"arm", "arm"},
	{"ppc", "powerpc"},
	{"power", "powerpc"},
	{"riscv", "riscv"},
	{"s390", "s390"},
	{"mips", "mips"},
	{"loongarch", "loongarch"},
	{"sparc", "sparc"},
	{"alpha", "alpha"},
	{"parisc", "parisc"},
	{"m68k", "m68k"},
	{"sh", "sh"},
	{"arc", "arc"},
	{"xtensa", "xtensa"},
};

/* Processors that are called otherwise, of the modalias alone. */
static const struct row processors[] = {
	{"v5", "arm"},
	{"v6", "arm"},
	{"v7", "arm"},
	{"v8", "arm"},
	{"z", "s390"},
};

/* Words of a release that distributions call an architecture by: packages linux-image-*
 * of Debian and Ubuntu, kernel of Fedora, kernel-* of Raspberry Pi OS, linux-x64v3-xanmod. */
static const struct row words[] = {
	{"amd64", "x86"},
	{"x86_64", "x86"},
	{"x64v1", "x86"},
	{"x64v2", "x86"},
	{"x64v3", "x86"},
	{"x64v4", "x86"},
	{"i386", "x86"},
	{"i586", "x86"},
	{"i686", "x86"},
	{"686", "x86"},
	{"arm64", "arm64"},
	{"arm64_16k", "arm64"},
	{"arm64_64k", "arm64"},
	{"aarch64", "arm64"},
	{"armmp", "arm"},
	{"armhf", "arm"},
	{"armel", "arm"},
	{"armv6l", "arm"},
	{"armv7l", "arm"},
	{"armv7hl", "arm"},
	{"powerpc64le", "powerpc"},
	{"powerpc64", "powerpc"},
	{"ppc64le", "powerpc"},
	{"ppc64el", "powerpc"},
	{"ppc64", "powerpc"},
	{"riscv64", "riscv"},
	{"s390x", "s390"},
	{"loong64", "loongarch"},
	{"loongarch64", "loongarch"},
};

/* Of Raspberry Pi, which say it at the end alone. */
static const struct row ends[] = {
	{"-v8+", "arm64"},
	{"-v8-16k+", "arm64"},
	{"-rpi-v8", "arm64"},
	{"-rpi-2712", "arm64"},
	{"-v7+", "arm"},
	{"-v7l+", "arm"},
	{"-rpi-v7", "arm"},
	{"-rpi-v7l", "arm"},
	{"-rpi-v6", "arm"},
};

/* Devices that one architecture has: those of a PC (drivers/pnp/pnpacpi), and what ARM,
 * RISC-V and Loongson named for ACPI; the host bridge of a PC. */
static const struct {
	const char *bus;
	const char *start;
	/* also in it; NULL: nothing */
	const char *part;
	const char *folder;
} devices[] = {
	{"acpi", "acpi:PNP0000:", NULL, "x86"},
	{"acpi", "acpi:PNP0C04:", NULL, "x86"},
	{"acpi", "acpi:ARMH", NULL, "arm64"},
	{"acpi", "acpi:RSCV", NULL, "riscv"},
	{"acpi", "acpi:LOON", NULL, "loongarch"},
	{"pci", "pci:v00008086d", "bc06sc00i", "x86"},
};

/* "compatible" of device trees of x86: arch/x86/platform/ce4100, olpc. */
static const char *const x86_trees[] = {"intel,", "olpc,"};

static const struct {
	unsigned machine;
	char folder[10];
} elf_machines[] = {
	{EM_386, "x86"},
	{EM_X86_64, "x86"},
	{EM_AARCH64, "arm64"},
	{EM_ARM, "arm"},
	{EM_PPC, "powerpc"},
	{EM_PPC64, "powerpc"},
	{EM_RISCV, "riscv"},
	{EM_S390, "s390"},
	{EM_MIPS, "mips"},
	{EM_LOONGARCH, "loongarch"},
	{EM_SPARC, "sparc"},
	{EM_SPARC32PLUS, "sparc"},
	{EM_SPARCV9, "sparc"},
	/* before it had a number of its own, asm/elf.h */
	{0x9026, "alpha"},
	{EM_PARISC, "parisc"},
	{EM_68K, "m68k"},
	{EM_SH, "sh"},
	{EM_ARC_COMPACT, "arc"},
	{EM_ARCV2, "arc"},
	{EM_XTENSA, "xtensa"},
};
/* clang-format on */

static struct hw_text folder_of_name(struct hw_text name)
{
	for (size_t i = 0; name.n && i < HW_ARRAY_SIZE(names); i++)
		if (hw_text_starts(name, hw_text_of(names[i].text)))
			return hw_text_of(names[i].folder);
	return HW_NO_TEXT;
}

/* "x86" of "cpu:type:x86,ven0000fam0006…". Absent: any, "cpu:type:*". */
static struct hw_text folder_of_processor(struct hw_text modalias)
{
	static const char start[] = "cpu:type:";
	struct hw_text type, folder;

	if (hw_text_starts(modalias, HW_TEXT("x86cpu:")))
		return HW_TEXT("x86");
	if (!hw_text_starts(modalias, hw_text_of(start)))
		return HW_NO_TEXT;
	type = hw_text_from(modalias, sizeof(start) - 1);
	folder = folder_of_name(type);
	for (size_t i = 0; !folder.n && i < HW_ARRAY_SIZE(processors); i++) {
		const struct hw_text name = hw_text_of(processors[i].text);

		if (hw_text_starts(type, name) && type.n > name.n &&
		    (name.n > 1 || hw_is_digit(type.s[name.n])))
			folder = hw_text_of(processors[i].folder);
	}
	return folder;
}

/* Absent too where it has words of two. */
static struct hw_text folder_of_release(struct hw_text release)
{
	struct hw_text folder = HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(ends); i++) {
		const struct hw_text end = hw_text_of(ends[i].text);

		if (release.n > end.n &&
		    hw_text_eq(hw_text_from(release, release.n - end.n), end))
			return hw_text_of(ends[i].folder);
	}
	for (size_t at = 0; at < release.n;) {
		size_t n = 0;

		while (at + n < release.n && !strchr("-.+", release.s[at + n]))
			n++;
		for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++) {
			const struct hw_text found = hw_text_of(words[i].folder);

			if (!hw_text_eq(hw_text_head(hw_text_from(release, at), n),
					hw_text_of(words[i].text)))
				continue;
			if (folder.n && !hw_text_eq(folder, found))
				return HW_NO_TEXT;
			folder = found;
		}
		at += n + 1;
	}
	return folder;
}

/* `by` is of a sentence, "its processor tells". */
static struct hw_architecture told_by(struct hw_text folder, const char *by,
				      struct hw_arena *arena)
{
	struct hw_architecture ret = {.folder = folder};

	if (folder.n)
		ret.told = hw_arena_printf(arena, "%.*s, as %s", HW_TEXT_ARG(folder), by);
	return ret;
}

/* Reads a table whole; absent: it is not there. Lifetime: the arena's, or the map's. */
static struct hw_text table(const struct hw_kernel *kernel, const char *name,
			    struct hw_arena *arena, struct hw_map *map)
{
	const struct hw_text path =
		hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(kernel->path), name);

	*map = (struct hw_map){0};
	if (!path.s || hw_root_map(kernel->root, path.s, map) != 0)
		return HW_NO_TEXT;
	return map->text;
}

/* Of what the tables list below kernel/arch/, which once had other folders: "x86_64" and
 * "i386" before Linux 2.6.24, "ppc" before 2.6.27. User Mode Linux, "um", is a kernel of
 * any machine. */
static struct hw_text folder_of_places(const struct hw_kernel *kernel, struct hw_text own,
				       struct hw_arena *arena)
{
	static const char *const files[] = {"modules.dep", "modules.builtin",
					    "modules.order"};
	static const char start[] = "kernel/arch/";
	struct hw_text other = HW_NO_TEXT;
	bool is_own = false;

	for (size_t i = 0; !is_own && i < HW_ARRAY_SIZE(files); i++) {
		struct hw_map map;
		struct hw_text rest = table(kernel, files[i], arena, &map);

		while (rest.n && !is_own) {
			struct hw_text line = hw_text_cut(&rest, '\n');
			struct hw_text folder, now;

			if (!hw_text_starts(line, hw_text_of(start)))
				continue;
			line = hw_text_from(line, sizeof(start) - 1);
			folder = hw_text_head(line, hw_text_find(line, '/'));
			if (hw_text_eq(folder, HW_TEXT("um")))
				continue;
			now = folder_of_name(folder);
			folder = now.n ? now : folder;
			is_own = hw_text_eq(folder, own);
			if (!other.n)
				other = hw_arena_copy(arena, folder);
		}
		hw_unmap(&map);
	}
	return is_own ? own : other;
}

/* e_machine of an ELF header: elf(5). */
static struct hw_text folder_of_elf(struct hw_text file)
{
	const size_t at = offsetof(Elf32_Ehdr, e_machine);
	unsigned low, high, machine;

	if (file.n < at + 2 || memcmp(file.s, ELFMAG, SELFMAG) != 0)
		return HW_NO_TEXT;
	low = (unsigned char)file.s[at];
	high = (unsigned char)file.s[at + 1];
	machine = file.s[EI_DATA] == ELFDATA2MSB ? low << 8 | high : high << 8 | low;
	for (size_t i = 0; i < HW_ARRAY_SIZE(elf_machines); i++)
		if (elf_machines[i].machine == machine)
			return hw_text_of(elf_machines[i].folder);
	return HW_NO_TEXT;
}

/* Of the first of the files in modules.dep that is one. */
static struct hw_text folder_of_files(const struct hw_kernel *kernel,
				      struct hw_arena *arena)
{
	enum { TRIED = 4 };
	struct hw_map dep;
	struct hw_text rest = table(kernel, "modules.dep", arena, &dep);
	struct hw_text folder = HW_NO_TEXT;

	for (size_t i = 0; rest.n && !folder.n && i < TRIED; i++) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		const struct hw_text name =
			hw_arena_copy(arena, hw_text_head(line, hw_text_find(line, ':')));
		struct hw_map map;
		struct hw_text file;

		/* others are of a place of their own */
		if (!name.n || name.s[0] == '/')
			continue;
		file = table(kernel, name.s, arena, &map);
		if (file.n && hw_archive_is(file) && hw_archive_unpack(&map) == 0)
			file = map.text;
		folder = folder_of_elf(file);
		hw_unmap(&map);
	}
	hw_unmap(&dep);
	return folder;
}

static struct hw_text folder_of_aliases(const struct hw_kernel *kernel)
{
	static const char start[] = "alias ";
	struct hw_text rest =
		kernel->aliases ? hw_aliases_text(kernel->aliases) : HW_NO_TEXT;

	while (rest.n) {
		const struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text folder;

		if (!hw_text_starts(line, hw_text_of(start)))
			continue;
		folder = folder_of_processor(hw_text_from(line, sizeof(start) - 1));
		if (folder.n)
			return folder;
	}
	return HW_NO_TEXT;
}

struct hw_architecture hw_kernel_architecture(const struct hw_kernel *kernel,
					      const struct hw_architecture *own,
					      struct hw_arena *arena)
{
	struct hw_architecture ret = {.folder = HW_NO_TEXT};

	if (!kernel->root)
		return ret;
	ret.folder = folder_of_places(kernel, own->folder, arena);
	if (!ret.folder.n)
		ret.folder = folder_of_files(kernel, arena);
	if (!ret.folder.n)
		ret.folder = folder_of_aliases(kernel);
	if (!ret.folder.n)
		ret.folder = folder_of_release(kernel->release);
	ret.told = ret.folder;
	return ret;
}

/* The modalias of a device, which old kernels and some buses have in its uevent alone. */
static struct hw_text modalias_of(struct hw_root *root, struct hw_text path,
				  struct hw_arena *arena)
{
	const struct hw_text modalias = hw_root_read_attr(root, path, "modalias", arena);

	return modalias.n ? modalias
			  : hw_uevent_get(hw_root_read_attr(root, path, "uevent", arena),
					  "MODALIAS");
}

/* Of the processor that all have, or of the first. */
static struct hw_text own_processor(struct hw_root *root, struct hw_arena *arena)
{
	const struct hw_text all =
		modalias_of(root, HW_TEXT("sys/devices/system/cpu"), arena);

	return all.n ? all
		     : modalias_of(root, HW_TEXT("sys/devices/system/cpu/cpu0"), arena);
}

static struct hw_text own_tables(struct hw_root *root, struct hw_text release,
				 struct hw_arena *arena)
{
	static const char *const places[] = {"lib/modules/", "usr/lib/modules/"};
	struct hw_text folder = HW_NO_TEXT;

	for (size_t i = 0; release.n && !folder.n && i < HW_ARRAY_SIZE(places); i++) {
		const struct hw_kernel own = {
			.root = root,
			.path = hw_arena_printf(arena, "%s%.*s", places[i],
						HW_TEXT_ARG(release)),
		};

		folder = folder_of_places(&own, HW_NO_TEXT, arena);
		if (!folder.n)
			folder = folder_of_files(&own, arena);
	}
	return folder;
}

static struct hw_text folder_of_modalias(const char *bus, struct hw_text modalias)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(devices); i++)
		if (strcmp(devices[i].bus, bus) == 0 &&
		    hw_text_starts(modalias, hw_text_of(devices[i].start)) &&
		    (!devices[i].part || memmem(modalias.s, modalias.n, devices[i].part,
						strlen(devices[i].part))))
			return hw_text_of(devices[i].folder);
	return HW_NO_TEXT;
}

static struct hw_text folder_of_bus(struct hw_root *root, const char *bus,
				    struct hw_arena *arena)
{
	const struct hw_text dir = hw_arena_printf(arena, "sys/bus/%s/devices", bus);
	struct hw_text folder = HW_NO_TEXT;
	struct hw_text *v;
	size_t n;

	if (!dir.s || hw_root_list(root, dir.s, arena, &v, &n) < 0)
		return HW_NO_TEXT;
	for (size_t i = 0; i < n && !folder.n; i++)
		folder = folder_of_modalias(
			bus,
			modalias_of(root,
				    hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(dir),
						    HW_TEXT_ARG(v[i])),
				    arena));
	return folder;
}

/* Whether its devices are of a device tree that no x86 machine has. */
static bool has_foreign_tree(struct hw_root *root, struct hw_arena *arena)
{
	struct hw_text compatible =
		hw_root_read_attr(root, HW_TEXT("proc/device-tree"), "compatible", arena);
	bool is_x86 = false;

	if (!compatible.n)
		compatible =
			hw_root_read_attr(root, HW_TEXT("sys/firmware/devicetree/base"),
					  "compatible", arena);
	for (size_t i = 0; i < HW_ARRAY_SIZE(x86_trees); i++)
		is_x86 = is_x86 || hw_text_starts(compatible, hw_text_of(x86_trees[i]));
	return compatible.n && !is_x86;
}

struct hw_architecture hw_machine_architecture(struct hw_root *machine,
					       struct hw_text release,
					       struct hw_arena *arena)
{
	static const char *const buses[] = {"acpi", "pci"};
	const struct hw_text name = hw_host_read_architecture(machine, arena);
	struct hw_architecture ret;

	if (name.n)
		return (struct hw_architecture){.folder = folder_of_name(name),
						.told = name};
	ret = told_by(folder_of_processor(own_processor(machine, arena)),
		      "its processor tells", arena);
	if (!ret.folder.n)
		ret = told_by(folder_of_release(release),
			      "the release of its kernel tells", arena);
	if (!ret.folder.n)
		ret = told_by(own_tables(machine, release, arena),
			      "the modules of its kernel are", arena);
	if (!ret.folder.n && has_foreign_tree(machine, arena))
		return (struct hw_architecture){
			.folder = HW_TEXT("x86"),
			.is_other = true,
			.told = HW_TEXT("another than x86, as it has a device tree"),
		};
	for (size_t i = 0; !ret.folder.n && i < HW_ARRAY_SIZE(buses); i++)
		ret = told_by(folder_of_bus(machine, buses[i], arena),
			      "devices of it tell", arena);
	return ret;
}

/* A processor of ARMv8 may run kernels of both, and Raspberry Pi OS installs both beside
 * programs of 32 bits. */
static bool is_arm(struct hw_text folder)
{
	return hw_text_eq(folder, HW_TEXT("arm")) || hw_text_eq(folder, HW_TEXT("arm64"));
}

bool hw_architectures_differ(const struct hw_architecture *machine,
			     const struct hw_architecture *kernel)
{
	if (!machine->is_other && is_arm(machine->folder) && is_arm(kernel->folder))
		return false;
	return machine->folder.n && kernel->folder.n &&
	       hw_text_eq(machine->folder, kernel->folder) == machine->is_other;
}

struct hw_architecture hw_host_architecture(struct hw_text name, struct hw_text release)
{
	return (struct hw_architecture){.folder = name.n ? folder_of_name(name)
							 : folder_of_release(release)};
}
