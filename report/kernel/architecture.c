// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * modules.dep and modules.builtin name each module by its place in the source, and a few
 * are the architecture's own:
 *
 *     kernel/arch/x86/crypto/aesni-intel.ko.xz: kernel/crypto/crypto_simd.ko.xz
 *     kernel/arch/arm64/crypto/aes-ce-blk.ko
 */
#include "report/kernel/architecture.h"

#include "data/base/array.h"

struct hw_text hw_architecture_folder(struct hw_text machine)
{
	/* what uname's machine starts with, the longer one first: SUBARCH of scripts/
	 * subarch.include, and what each architecture calls itself (UTS_MACHINE) */
	static const struct {
		const char *start;
		const char *folder;
	} rows[] = {
		{"x86_64", "x86"},
		{"i386", "x86"},
		{"i486", "x86"},
		{"i586", "x86"},
		{"i686", "x86"},
		{"aarch64", "arm64"},
		{"arm64", "arm64"},
		{"arm", "arm"},
		{"ppc", "powerpc"},
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

	for (size_t i = 0; machine.n && i < HW_ARRAY_SIZE(rows); i++)
		if (hw_text_starts(machine, hw_text_of(rows[i].start)))
			return hw_text_of(rows[i].folder);
	return HW_NO_TEXT;
}

struct hw_text hw_kernel_architecture(const struct hw_kernel *kernel, struct hw_text own,
				      struct hw_arena *arena)
{
	static const char *const files[] = {"modules.dep", "modules.builtin"};
	static const char start[] = "kernel/arch/";
	struct hw_text other = HW_NO_TEXT;

	for (size_t i = 0; own.n && kernel->root && i < HW_ARRAY_SIZE(files); i++) {
		struct hw_text path = hw_arena_printf(
			arena, "%.*s/%s", HW_TEXT_ARG(kernel->path), files[i]);
		struct hw_text rest;

		if (!path.s || hw_root_read(kernel->root, path.s, arena, &rest) != 0)
			continue;
		while (rest.n) {
			struct hw_text line = hw_text_cut(&rest, '\n');
			struct hw_text folder;

			if (!hw_text_starts(line, hw_text_of(start)))
				continue;
			line = hw_text_from(line, sizeof(start) - 1);
			folder = hw_text_head(line, hw_text_find(line, '/'));
			if (hw_text_eq(folder, own))
				return own;
			if (!other.n)
				other = folder;
		}
	}
	return other;
}
