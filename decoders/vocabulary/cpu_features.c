// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/vocabulary/vocabulary.h"

/*
 * CPU feature bits as the modalias counts them: word * 32 + bit. Names as in
 * /proc/cpuinfo; where the kernel shows none, its macro in lower case. From
 * arch/x86/include/asm/cpufeatures.h, Linux 6.12.
 *
 * Most words copy a CPUID register and are the same in every kernel. Linux numbers the
 * bits of the others itself, and gives some to another feature over time: those which
 * differ between 4.19, 6.1 and 6.12 are left out, a wrong name being worse than none.
 */

/* clang-format off */
static const struct hw_value_name x86[] = {
	/* word 0: CPUID 00000001, EDX */
	{0x000, "fpu"}, {0x001, "vme"}, {0x002, "de"}, {0x003, "pse"}, {0x004, "tsc"},
	{0x005, "msr"}, {0x006, "pae"}, {0x007, "mce"}, {0x008, "cx8"}, {0x009, "apic"},
	{0x00b, "sep"}, {0x00c, "mtrr"}, {0x00d, "pge"}, {0x00e, "mca"}, {0x00f, "cmov"},
	{0x010, "pat"}, {0x011, "pse36"}, {0x012, "pn"}, {0x013, "clflush"},
	{0x015, "dts"}, {0x016, "acpi"}, {0x017, "mmx"}, {0x018, "fxsr"}, {0x019, "sse"},
	{0x01a, "sse2"}, {0x01b, "ss"}, {0x01c, "ht"}, {0x01d, "tm"}, {0x01e, "ia64"},
	{0x01f, "pbe"},
	/* word 1: CPUID 80000001, EDX */
	{0x02b, "syscall"}, {0x033, "mp"}, {0x034, "nx"}, {0x036, "mmxext"},
	{0x039, "fxsr_opt"}, {0x03a, "pdpe1gb"}, {0x03b, "rdtscp"}, {0x03d, "lm"},
	{0x03e, "3dnowext"}, {0x03f, "3dnow"},
	/* word 2: CPUID 80860001 (Transmeta) */
	{0x040, "recovery"}, {0x041, "longrun"}, {0x043, "lrti"},
	/* word 3: Linux */
	{0x060, "cxmmx"}, {0x061, "k6_mtrr"}, {0x062, "cyrix_arr"},
	{0x063, "centaur_mcr"}, {0x064, "k8"}, {0x066, "p3"}, {0x067, "p4"},
	{0x068, "constant_tsc"}, {0x069, "up"}, {0x06a, "art"}, {0x06b, "arch_perfmon"},
	{0x06c, "pebs"}, {0x06d, "bts"}, {0x06e, "syscall32"}, {0x06f, "sysenter32"},
	{0x070, "rep_good"}, {0x073, "acc_power"}, {0x074, "nopl"}, {0x075, "always"},
	{0x076, "xtopology"}, {0x077, "tsc_reliable"}, {0x078, "nonstop_tsc"},
	{0x079, "cpuid"}, {0x07a, "extd_apicid"}, {0x07b, "amd_dcm"},
	{0x07c, "aperfmperf"}, {0x07d, "rapl"}, {0x07e, "nonstop_tsc_s3"},
	{0x07f, "tsc_known_freq"},
	/* word 4: CPUID 00000001, ECX */
	{0x080, "pni"}, {0x081, "pclmulqdq"}, {0x082, "dtes64"}, {0x083, "monitor"},
	{0x084, "ds_cpl"}, {0x085, "vmx"}, {0x086, "smx"}, {0x087, "est"}, {0x088, "tm2"},
	{0x089, "ssse3"}, {0x08a, "cid"}, {0x08b, "sdbg"}, {0x08c, "fma"},
	{0x08d, "cx16"}, {0x08e, "xtpr"}, {0x08f, "pdcm"}, {0x091, "pcid"},
	{0x092, "dca"}, {0x093, "sse4_1"}, {0x094, "sse4_2"}, {0x095, "x2apic"},
	{0x096, "movbe"}, {0x097, "popcnt"}, {0x098, "tsc_deadline_timer"},
	{0x099, "aes"}, {0x09a, "xsave"}, {0x09b, "osxsave"}, {0x09c, "avx"},
	{0x09d, "f16c"}, {0x09e, "rdrand"}, {0x09f, "hypervisor"},
	/* word 5: CPUID C0000001 (VIA) */
	{0x0a2, "rng"}, {0x0a3, "rng_en"}, {0x0a6, "ace"}, {0x0a7, "ace_en"},
	{0x0a8, "ace2"}, {0x0a9, "ace2_en"}, {0x0aa, "phe"}, {0x0ab, "phe_en"},
	{0x0ac, "pmm"}, {0x0ad, "pmm_en"},
	/* word 6: CPUID 80000001, ECX */
	{0x0c0, "lahf_lm"}, {0x0c1, "cmp_legacy"}, {0x0c2, "svm"}, {0x0c3, "extapic"},
	{0x0c4, "cr8_legacy"}, {0x0c5, "abm"}, {0x0c6, "sse4a"}, {0x0c7, "misalignsse"},
	{0x0c8, "3dnowprefetch"}, {0x0c9, "osvw"}, {0x0ca, "ibs"}, {0x0cb, "xop"},
	{0x0cc, "skinit"}, {0x0cd, "wdt"}, {0x0cf, "lwp"}, {0x0d0, "fma4"},
	{0x0d1, "tce"}, {0x0d3, "nodeid_msr"}, {0x0d5, "tbm"}, {0x0d6, "topoext"},
	{0x0d7, "perfctr_core"}, {0x0d8, "perfctr_nb"}, {0x0da, "bpext"}, {0x0db, "ptsc"},
	{0x0dc, "perfctr_llc"}, {0x0dd, "mwaitx"},
	/* word 7: Linux */
	{0x0e0, "ring3mwait"}, {0x0e1, "cpuid_fault"}, {0x0e2, "cpb"}, {0x0e3, "epb"},
	{0x0e4, "cat_l3"}, {0x0e5, "cat_l2"}, {0x0e6, "cdp_l3"}, {0x0e8, "hw_pstate"},
	{0x0e9, "proc_feedback"}, {0x0eb, "pti"}, {0x0ee, "intel_ppin"},
	{0x0ef, "cdp_l2"}, {0x0f0, "msr_spec_ctrl"}, {0x0f1, "ssbd"}, {0x0f2, "mba"},
	{0x0f3, "rsb_ctxsw"}, {0x0f5, "use_ibpb"}, {0x0f6, "use_ibrs_fw"},
	{0x0f7, "spec_store_bypass_disable"}, {0x0f8, "ls_cfg_ssbd"}, {0x0f9, "ibrs"},
	{0x0fa, "ibpb"}, {0x0fb, "stibp"}, {0x0fc, "zen"}, {0x0fd, "l1tf_pteinv"},
	{0x0fe, "ibrs_enhanced"}, {0x0ff, "msr_ia32_feat_ctl"},
	/* word 8: Linux, virtualization */
	{0x100, "tpr_shadow"}, {0x10f, "vmmcall"}, {0x110, "xenpv"}, {0x111, "ept_ad"},
	{0x112, "vmcall"}, {0x113, "vmw_vmmcall"}, {0x114, "pvunlock"},
	{0x115, "vcpupreempt"}, {0x116, "tdx_guest"},
	/* word 9: CPUID 00000007:0, EBX */
	{0x120, "fsgsbase"}, {0x121, "tsc_adjust"}, {0x122, "sgx"}, {0x123, "bmi1"},
	{0x124, "hle"}, {0x125, "avx2"}, {0x126, "fdp_excptn_only"}, {0x127, "smep"},
	{0x128, "bmi2"}, {0x129, "erms"}, {0x12a, "invpcid"}, {0x12b, "rtm"},
	{0x12c, "cqm"}, {0x12d, "zero_fcs_fds"}, {0x12e, "mpx"}, {0x12f, "rdt_a"},
	{0x130, "avx512f"}, {0x131, "avx512dq"}, {0x132, "rdseed"}, {0x133, "adx"},
	{0x134, "smap"}, {0x135, "avx512ifma"}, {0x137, "clflushopt"}, {0x138, "clwb"},
	{0x139, "intel_pt"}, {0x13a, "avx512pf"}, {0x13b, "avx512er"},
	{0x13c, "avx512cd"}, {0x13d, "sha_ni"}, {0x13e, "avx512bw"}, {0x13f, "avx512vl"},
	/* word 10: CPUID 0000000D:1, EAX */
	{0x140, "xsaveopt"}, {0x141, "xsavec"}, {0x142, "xgetbv1"}, {0x143, "xsaves"},
	{0x144, "xfd"},
	/* word 11: Linux */
	{0x160, "cqm_llc"}, {0x161, "cqm_occup_llc"}, {0x162, "cqm_mbm_total"},
	{0x163, "cqm_mbm_local"}, {0x164, "fence_swapgs_user"},
	{0x165, "fence_swapgs_kernel"}, {0x166, "split_lock_detect"},
	{0x167, "per_thread_mba"}, {0x168, "sgx1"}, {0x169, "sgx2"},
	{0x16a, "entry_ibpb"}, {0x16b, "rrsba_ctrl"}, {0x16c, "retpoline"},
	{0x16d, "retpoline_lfence"}, {0x16e, "rethunk"}, {0x16f, "unret"},
	{0x170, "use_ibpb_fw"}, {0x171, "rsb_vmexit_lite"}, {0x173, "call_depth"},
	{0x174, "msr_tsx_ctrl"}, {0x175, "smba"}, {0x176, "bmec"}, {0x177, "user_shstk"},
	{0x178, "srso"}, {0x179, "srso_alias"}, {0x17a, "ibpb_on_vmexit"},
	{0x17b, "apic_msrs_fence"}, {0x17c, "zen2"}, {0x17d, "zen3"}, {0x17e, "zen4"},
	{0x17f, "zen1"},
	/* word 12: CPUID 00000007:1, EAX */
	{0x184, "avx_vnni"}, {0x185, "avx512_bf16"}, {0x187, "cmpccxadd"},
	{0x188, "arch_perfmon_ext"}, {0x18a, "fzrm"}, {0x18b, "fsrs"}, {0x18c, "fsrc"},
	{0x191, "fred"}, {0x192, "lkgs"}, {0x193, "wrmsrns"}, {0x195, "amx_fp16"},
	{0x197, "avx_ifma"}, {0x19a, "lam"},
	/* word 13: CPUID 80000008, EBX */
	{0x1a0, "clzero"}, {0x1a1, "irperf"}, {0x1a2, "xsaveerptr"}, {0x1a4, "rdpru"},
	{0x1a9, "wbnoinvd"}, {0x1ac, "amd_ibpb"}, {0x1ae, "amd_ibrs"},
	{0x1af, "amd_stibp"}, {0x1b1, "amd_stibp_always_on"}, {0x1b7, "amd_ppin"},
	{0x1b8, "amd_ssbd"}, {0x1b9, "virt_ssbd"}, {0x1ba, "amd_ssb_no"}, {0x1bb, "cppc"},
	{0x1bc, "amd_psfd"}, {0x1bd, "btc_no"}, {0x1be, "amd_ibpb_ret"}, {0x1bf, "brs"},
	/* word 14: CPUID 00000006, EAX */
	{0x1c0, "dtherm"}, {0x1c1, "ida"}, {0x1c2, "arat"}, {0x1c4, "pln"},
	{0x1c6, "pts"}, {0x1c7, "hwp"}, {0x1c8, "hwp_notify"}, {0x1c9, "hwp_act_window"},
	{0x1ca, "hwp_epp"}, {0x1cb, "hwp_pkg_req"}, {0x1cf, "hwp_highest_perf_change"},
	{0x1d3, "hfi"},
	/* word 15: CPUID 8000000A, EDX (AMD SVM) */
	{0x1e0, "npt"}, {0x1e1, "lbrv"}, {0x1e2, "svm_lock"}, {0x1e3, "nrip_save"},
	{0x1e4, "tsc_scale"}, {0x1e5, "vmcb_clean"}, {0x1e6, "flushbyasid"},
	{0x1e7, "decodeassists"}, {0x1ea, "pausefilter"}, {0x1ec, "pfthreshold"},
	{0x1ed, "avic"}, {0x1ef, "v_vmsave_vmload"}, {0x1f0, "vgif"}, {0x1f2, "x2avic"},
	{0x1f4, "v_spec_ctrl"}, {0x1f9, "vnmi"}, {0x1fc, "svme_addr_chk"},
	/* word 16: CPUID 00000007:0, ECX */
	{0x201, "avx512vbmi"}, {0x202, "umip"}, {0x203, "pku"}, {0x204, "ospke"},
	{0x205, "waitpkg"}, {0x206, "avx512_vbmi2"}, {0x207, "shstk"}, {0x208, "gfni"},
	{0x209, "vaes"}, {0x20a, "vpclmulqdq"}, {0x20b, "avx512_vnni"},
	{0x20c, "avx512_bitalg"}, {0x20d, "tme"}, {0x20e, "avx512_vpopcntdq"},
	{0x210, "la57"}, {0x216, "rdpid"}, {0x218, "bus_lock_detect"},
	{0x219, "cldemote"}, {0x21b, "movdiri"}, {0x21c, "movdir64b"}, {0x21d, "enqcmd"},
	{0x21e, "sgx_lc"},
	/* word 17: CPUID 80000007, EBX */
	{0x220, "overflow_recov"}, {0x221, "succor"}, {0x223, "smca"},
	/* word 18: CPUID 00000007:0, EDX */
	{0x242, "avx512_4vnniw"}, {0x243, "avx512_4fmaps"}, {0x244, "fsrm"},
	{0x248, "avx512_vp2intersect"}, {0x249, "srbds_ctrl"}, {0x24a, "md_clear"},
	{0x24b, "rtm_always_abort"}, {0x24d, "tsx_force_abort"}, {0x24e, "serialize"},
	{0x24f, "hybrid_cpu"}, {0x250, "tsxldtrk"}, {0x252, "pconfig"},
	{0x253, "arch_lbr"}, {0x254, "ibt"}, {0x256, "amx_bf16"}, {0x257, "avx512_fp16"},
	{0x258, "amx_tile"}, {0x259, "amx_int8"}, {0x25a, "spec_ctrl"},
	{0x25b, "intel_stibp"}, {0x25c, "flush_l1d"}, {0x25d, "arch_capabilities"},
	{0x25e, "core_capabilities"}, {0x25f, "spec_ctrl_ssbd"},
	/* word 19: CPUID 8000001F, EAX (AMD) */
	{0x260, "sme"}, {0x261, "sev"}, {0x262, "vm_page_flush"}, {0x263, "sev_es"},
	{0x264, "sev_snp"}, {0x269, "v_tsc_aux"}, {0x26a, "sme_coherent"},
	{0x26e, "debug_swap"}, {0x27c, "svsm"}, {0x27e, "hv_inuse_wr_allowed"},
	/* word 20: CPUID 80000021, EAX (AMD) */
	{0x280, "no_nested_data_bp"}, {0x281, "wrmsr_xx_base_ns"},
	{0x282, "lfence_rdtsc"}, {0x285, "verw_clear"}, {0x286, "null_sel_clr_base"},
	{0x288, "autoibrs"}, {0x289, "no_smm_ctl_msr"}, {0x29b, "sbpb"},
	{0x29c, "ibpb_brtype"}, {0x29d, "srso_no"}, {0x29e, "srso_user_kernel_no"},
	{0x29f, "srso_bp_spec_reduce"},
	/* word 21: Linux */
	{0x2a0, "amd_lbr_pmc_freeze"}, {0x2a1, "clear_bhb_loop"}, {0x2a2, "bhi_ctrl"},
	{0x2a3, "clear_bhb_hw"}, {0x2a4, "clear_bhb_loop_on_vmexit"},
	{0x2a6, "indirect_thunk_its"}, {0x2ab, "tsa_sq_no"}, {0x2ac, "tsa_l1_no"},
	{0x2ad, "clear_cpu_buf_vm"}, {0x2ae, "ibpb_exit_to_user"}, {0x2b1, "tsa_fill_no"},
};
const struct hw_vocabulary hw_x86_features = HW_NAMES(x86);
/* clang-format on */

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
