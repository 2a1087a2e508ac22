/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_MODULE_FILE_H
#define HWALIAS_TESTS_LIB_MODULE_FILE_H

#include <elf.h>

#include "tests/lib/tree.h"

/*
 * A module as far as modinfo goes: an ELF header, the section .modinfo, the names of the
 * sections, and the table of the three (the first is the null section).
 */
static inline size_t make_module(const char *info, size_t n, unsigned char *to)
{
	static const char names[] = "\0.modinfo\0.shstrtab";
	Elf64_Ehdr header = {
		.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT},
		.e_type = ET_REL,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = 3,
		.e_shstrndx = 2,
	};
	Elf64_Shdr sections[3] = {
		{0},
		{.sh_name = 1, .sh_type = SHT_PROGBITS},
		{.sh_name = 10, .sh_type = SHT_STRTAB},
	};

	sections[1].sh_offset = sizeof(header);
	sections[1].sh_size = n;
	sections[2].sh_offset = sizeof(header) + n;
	sections[2].sh_size = sizeof(names);
	header.e_shoff = sizeof(header) + (n + sizeof(names) + 7) / 8 * 8;
	memcpy(to, &header, sizeof(header));
	memcpy(to + sizeof(header), info, n);
	memcpy(to + sizeof(header) + n, names, sizeof(names));
	memcpy(to + header.e_shoff, sections, sizeof(sections));
	return header.e_shoff + sizeof(sections);
}

#define INFO(literal) literal, sizeof(literal)

static inline void write_module(struct tree *t, const char *path, const char *info,
				size_t n)
{
	unsigned char bytes[4096] = {0};

	tree_bytes(t, path, bytes, make_module(info, n, bytes));
}

#endif
