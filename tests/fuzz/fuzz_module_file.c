// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as the information section of a module's file, and as one that begins and
 * ends anywhere in the file, through libkmod: pairs, or an error. The last bytes damage
 * the header too, with what libkmod asserts (libkmod-elf.c, elf_get_mem() and
 * elf_get_section_header()): that is an error like others.
 */
#include <elf.h>

#include "data/module/info.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

enum { SECTIONS = 4, FILE_MAX = 8192 };

/* The names of the sections, at the offsets that they are given below. */
static const char names[] = "\0.strtab\0.modinfo\0.modinfo";

/*
 * A module with the sections "", .strtab, .modinfo that the last bytes of the input place
 * anywhere, and .modinfo that is all of it. Returns its size.
 */
static size_t build(struct hw_text input, char file[static FILE_MAX])
{
	Elf64_Ehdr header = {
		.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT},
		.e_type = ET_REL,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_shoff = sizeof(header),
		.e_ehsize = sizeof(header),
		.e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = SECTIONS,
		.e_shstrndx = 1,
	};
	Elf64_Shdr sections[SECTIONS] = {
		{0},
		{.sh_name = 1, .sh_type = SHT_STRTAB},
		{.sh_name = 9, .sh_type = SHT_PROGBITS},
		{.sh_name = 18, .sh_type = SHT_PROGBITS},
	};
	size_t n = sizeof(header) + sizeof(sections);

	input = hw_text_head(input, FILE_MAX - n - sizeof(names));
	sections[1].sh_offset = n;
	sections[1].sh_size = sizeof(names);
	memcpy(file + n, names, sizeof(names));
	n += sizeof(names);
	sections[3].sh_offset = n;
	sections[3].sh_size = input.n;
	/* the first that lies in the file counts */
	sections[2] = sections[3];
	if (input.n >= 4) {
		const unsigned char *end = (const unsigned char *)input.s + input.n;

		sections[2].sh_offset =
			n + (size_t)(end[-1] | end[-2] << 8) % (input.n + 1);
		sections[2].sh_size = end[-3];
		/* mostly sound */
		if (end[-4] < 32)
			header.e_shstrndx = end[-4] % (SECTIONS + 2);
		else if (end[-4] < 64)
			header.e_shnum = end[-4] % (SECTIONS + 2);
	}
	if (input.n)
		memcpy(file + n, input.s, input.n);
	memcpy(file, &header, sizeof(header));
	memcpy(file + sizeof(header), sections, sizeof(sections));
	return n + input.n;
}

static void check(struct hw_modinfo *modinfo, struct hw_text content)
{
	struct memory_file files[] = {{HW_TEXT("m.ko"), content}};
	struct memory memory = {files, HW_ARRAY_SIZE(files)};
	struct hw_root *root = memory_open(&memory);
	struct hw_arena arena = {0};
	struct hw_module_info info;
	struct hw_modinfo_pairs pairs;
	int r = hw_modinfo_read(modinfo, root, "m.ko", &arena, &pairs);

	require(r == 0 || r == -ENOEXEC || r == -ENODATA || r == -ENOTSUP ||
		r == -ENOMEM || r == -EINVAL);
	for (size_t i = 0; r == 0 && i < pairs.n; i++) {
		require(hw_text_find(pairs.v[i].key, '\0') == pairs.v[i].key.n);
		require(hw_text_find(pairs.v[i].value, '\0') == pairs.v[i].value.n);
	}
	if (r == 0)
		require(hw_module_info_of_pairs(&pairs, &arena, &info) == 0);
	hw_arena_done(&arena);
	hw_root_close(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* libkmod is loaded once */
	static struct hw_modinfo *modinfo;
	struct hw_text input = {(const char *)data, size};
	char file[FILE_MAX];

	if (!modinfo)
		require(hw_modinfo_open(&modinfo) == 0);
	check(modinfo, (struct hw_text){file, build(input, file)});
	return 0;
}
