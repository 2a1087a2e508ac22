// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/*
 * ELF hardware capability bits of arm64, names as in /proc/cpuinfo. Bits and names from
 * arch/arm64/include/uapi/asm/hwcap.h and arch/arm64/kernel/cpuinfo.c, Linux 6.12.
 * The kernel counts those of the second word from 64 on.
 */

/* clang-format off */
static const struct hw_value_name arm64[] = {
	/* HWCAP_* */
	{0x00, "fp"}, {0x01, "asimd"}, {0x02, "evtstrm"}, {0x03, "aes"}, {0x04, "pmull"},
	{0x05, "sha1"}, {0x06, "sha2"}, {0x07, "crc32"}, {0x08, "atomics"},
	{0x09, "fphp"}, {0x0a, "asimdhp"}, {0x0b, "cpuid"}, {0x0c, "asimdrdm"},
	{0x0d, "jscvt"}, {0x0e, "fcma"}, {0x0f, "lrcpc"}, {0x10, "dcpop"}, {0x11, "sha3"},
	{0x12, "sm3"}, {0x13, "sm4"}, {0x14, "asimddp"}, {0x15, "sha512"}, {0x16, "sve"},
	{0x17, "asimdfhm"}, {0x18, "dit"}, {0x19, "uscat"}, {0x1a, "ilrcpc"},
	{0x1b, "flagm"}, {0x1c, "ssbs"}, {0x1d, "sb"}, {0x1e, "paca"}, {0x1f, "pacg"},
	/* HWCAP2_* */
	{0x40, "dcpodp"}, {0x41, "sve2"}, {0x42, "sveaes"}, {0x43, "svepmull"},
	{0x44, "svebitperm"}, {0x45, "svesha3"}, {0x46, "svesm4"}, {0x47, "flagm2"},
	{0x48, "frint"}, {0x49, "svei8mm"}, {0x4a, "svef32mm"}, {0x4b, "svef64mm"},
	{0x4c, "svebf16"}, {0x4d, "i8mm"}, {0x4e, "bf16"}, {0x4f, "dgh"}, {0x50, "rng"},
	{0x51, "bti"}, {0x52, "mte"}, {0x53, "ecv"}, {0x54, "afp"}, {0x55, "rpres"},
	{0x56, "mte3"}, {0x57, "sme"}, {0x58, "smei16i64"}, {0x59, "smef64f64"},
	{0x5a, "smei8i32"}, {0x5b, "smef16f32"}, {0x5c, "smeb16f32"}, {0x5d, "smef32f32"},
	{0x5e, "smefa64"}, {0x5f, "wfxt"}, {0x60, "ebf16"}, {0x61, "sveebf16"},
	{0x62, "cssc"}, {0x63, "rprfm"}, {0x64, "sve2p1"}, {0x65, "sme2"},
	{0x66, "sme2p1"}, {0x67, "smei16i32"}, {0x68, "smebi32i32"}, {0x69, "smeb16b16"},
	{0x6a, "smef16f16"}, {0x6b, "mops"}, {0x6c, "hbc"}, {0x6d, "sveb16b16"},
	{0x6e, "lrcpc3"}, {0x6f, "lse128"}, {0x70, "fpmr"}, {0x71, "lut"},
	{0x72, "faminmax"}, {0x73, "f8cvt"}, {0x74, "f8fma"}, {0x75, "f8dp4"},
	{0x76, "f8dp2"}, {0x77, "f8e4m3"}, {0x78, "f8e5m2"}, {0x79, "smelutv2"},
	{0x7a, "smef8f16"}, {0x7b, "smef8f32"}, {0x7c, "smesf8fma"}, {0x7d, "smesf8dp4"},
	{0x7e, "smesf8dp2"}, {0x7f, "poe"},
};
const struct hw_vocabulary hw_arm64_features = HW_NAMES(arm64);
/* clang-format on */
