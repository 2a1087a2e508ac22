// SPDX-License-Identifier: GPL-2.0-or-later
/* Packages by what the distributions publish of them; and names of pacman's packages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/packages/internal.h"

/* Of a machine with this os-release the package for a file; NULL: none. */
static void check(const char *os_release, const char *file, const char *package)
{
	char directory[] = "/tmp/hwalias-XXXXXX";
	struct hw_arena arena = {0};
	struct hw_table_answer got;
	struct hw_root *root;
	char path[64];
	size_t column;
	FILE *out;

	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/etc", directory);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof(path), "%s/etc/os-release", directory);
	out = fopen(path, "w");
	assert_non_null(out);
	fputs(os_release, out);
	fclose(out);
	assert_int_equal(hw_root_open(directory, &root), 0);
	if (hw_distribution_read(root, &arena, &column) &&
	    hw_table_find(column, hw_text_of(file), &arena, &got)) {
		assert_non_null(package);
		assert_true(hw_text_eq(got.package, hw_text_of(package)));
	} else {
		assert_true(!package || !*package);
	}
	hw_root_close(root);
	hw_arena_done(&arena);
	unlink(path);
	snprintf(path, sizeof(path), "%s/etc", directory);
	rmdir(path);
	rmdir(directory);
}

static void test_distributions(void **state)
{
	static const char *const file = "iwlwifi-8265-36.ucode";

	(void)state;
	check("ID=debian\nVERSION_ID=\"12\"\n", file, "firmware-iwlwifi");
	check("ID=debian\n", file, "firmware-iwlwifi");
	check("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\n", file,
	      "linux-firmware");
	check("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"20.04\"\n", file,
	      "linux-firmware");
	check("NAME=Mint\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", file,
	      "linux-firmware");
	check("ID=fedora\nVERSION_ID=41\n", file, "iwlwifi-mvm-firmware");
	check("ID=arch\n", file, "linux-firmware-intel");
	check("ID=endeavouros\nID_LIKE=arch\n", file, "linux-firmware-intel");
	check("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", file,
	      "kernel-firmware-iwlwifi");
	check("ID=alpine\nVERSION_ID=3.20.1\n", file, "linux-firmware-other");
	/* whose files are links into a directory, which may be in another package */
	check("ID=alpine\nVERSION_ID=3.24.0\n", file, "");
	check("ID=alpine\nVERSION_ID=3.23.0_alpha20250612\n", file, "");
	check("ID=alpine\nVERSION_ID=3.24.0\n", "rtl_nic/rtl8168h-2.fw",
	      "linux-firmware-rtl_nic");
	/* whose packages are not Fedora's */
	check("ID=\"rhel\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"9.4\"\n", file, "");
	check("ID=rocky\nID_LIKE=\"rhel centos fedora\"\n", file, "");
	check("ID=almalinux\nID_LIKE=\"rhel centos fedora\"\n", file, "");
	check("ID=ol\nID_LIKE=fedora\n", file, "");
	check("ID=x\nID_LIKE=fedora\nPLATFORM_ID=\"platform:el9\"\n", file, "");
	check("ID=x\nID_LIKE=fedora\nPLATFORM_ID=\"platform:f41\"\n", file,
	      "iwlwifi-mvm-firmware");
	/* whose packages are not known */
	check("ID=debian\nVERSION_ID=\"11\"\n", file, NULL);
	check("ID=kali\nID_LIKE=debian\n", file, NULL);
	check("ID=pureos\nID_LIKE=debian\nVERSION_CODENAME=byzantium\n", file, NULL);
	check("ID=raspbian\nID_LIKE=debian\nVERSION_CODENAME=bullseye\n", file, NULL);
	check("ID=sles\nID_LIKE=\"suse\"\nVERSION_ID=\"12.5\"\n", file, NULL);
	check("ID=sles\nID_LIKE=\"suse\"\nVERSION_ID=\"15.2\"\n", file, NULL);
	check("ID=opensuse\nID_LIKE=\"suse\"\nVERSION_ID=\"42.3\"\n", file, NULL);
	check("ID=gentoo\n", file, NULL);
	check("", file, NULL);
}

/* By os-release of each, of which the last two lines matter here. */
static void test_derivatives(void **state)
{
	static const char *const file = "i915/kbl_dmc_ver1_04.bin";

	(void)state;
	check("ID=raspbian\nID_LIKE=debian\nVERSION_ID=\"12\"\n"
	      "VERSION_CODENAME=bookworm\n",
	      file, "firmware-misc-nonfree");
	check("ID=raspbian\nID_LIKE=debian\nVERSION_ID=\"13\"\n"
	      "VERSION_CODENAME=trixie\n",
	      file, "firmware-intel-graphics");
	check("ID=linuxmint\nID_LIKE=debian\nVERSION_ID=\"6\"\n"
	      "VERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm\n",
	      file, "firmware-misc-nonfree");
	check("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=\"22\"\n"
	      "VERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n",
	      file, "linux-firmware");
	check("ID=pop\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=\"22.04\"\n"
	      "VERSION_CODENAME=jammy\n",
	      file, "linux-firmware");
	check("ID=devuan\nID_LIKE=debian\nVERSION_ID=\"5\"\n"
	      "VERSION_CODENAME=\"daedalus\"\n",
	      file, "firmware-misc-nonfree");
	check("ID=kali\nID_LIKE=debian\nVERSION_ID=\"2025.2\"\n"
	      "VERSION_CODENAME=kali-rolling\n",
	      file, "firmware-intel-graphics");
	check("ID=\"sles\"\nID_LIKE=\"suse\"\nVERSION_ID=\"15.6\"\n", file,
	      "kernel-firmware-i915");
	check("ID=\"sled\"\nID_LIKE=\"suse\"\nVERSION_ID=\"16.0\"\n", file,
	      "kernel-firmware-i915");
	check("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\nVERSION_ID=\"15.6\"\n",
	      file, "kernel-firmware-i915");
	check("ID=\"opensuse-tumbleweed\"\nVERSION_ID=\"20250612\"\n", file,
	      "kernel-firmware-i915");
	check("ID=nobara\nID_LIKE=\"rhel centos fedora\"\n"
	      "PLATFORM_ID=\"platform:f41\"\n",
	      file, "intel-gpu-firmware");
	check("ID=postmarketos\nID_LIKE=alpine\n", file, "linux-firmware-i915");
	check("ID=manjaro\nID_LIKE=arch\n", file, "linux-firmware-intel");
}

/* RPM's provides of kernel-firmware-*, which name these files. */
static void test_suse(void **state)
{
	static const char *const cases[][2] = {
		{"ar3k/AthrBT_0x01020001.dfu", "kernel-firmware-atheros"},
		{"ath9k_htc/htc_9271-1.4.0.fw", "kernel-firmware-atheros"},
		{"qca/rampatch_usb_00000302.bin", "kernel-firmware-bluetooth"},
		{"intel/ibt-20-1-3.sfi", "kernel-firmware-bluetooth"},
		{"rtl_bt/rtl8761bu_fw.bin", "kernel-firmware-bluetooth"},
		{"rtl_nic/rtl8168h-2.fw", "kernel-firmware-realtek"},
		{"rtw89/rtw8852c_fw.bin", "kernel-firmware-realtek"},
		{"mediatek/BT_RAM_CODE_MT7922_1_1_hdr.bin", "kernel-firmware-mediatek"},
		{"mt7662.bin", "kernel-firmware-mediatek"},
		{"nvidia/tegra186/xusb.bin", "kernel-firmware-nvidia"},
		{"tigon/tg3.bin", "kernel-firmware-network"},
		{"e100/d101m_ucode.bin", "kernel-firmware-network"},
		{"cypress/cyfmac43455-sdio.bin", "kernel-firmware-brcm"},
		{"bnx2x/bnx2x-e2-7.13.21.0.fw", "kernel-firmware-bnx2"},
		{"libertas/sd8686_v9.bin", "kernel-firmware-marvell"},
		{"mrvl/prestera/mvsw_prestera_fw-v4.1.img", "kernel-firmware-prestera"},
		{"cxgb4/t6fw.bin", "kernel-firmware-chelsio"},
		{"ql2500_fw.bin", "kernel-firmware-qlogic"},
		{"ti-connectivity/wl18xx-fw-4.bin", "kernel-firmware-ti"},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		check("ID=\"opensuse-tumbleweed\"\nVERSION_ID=\"20230726\"\n",
		      cases[i][0], cases[i][1]);
}

/* %files of Fedora's linux-firmware.spec 20260916-1. */
static void test_fedora(void **state)
{
	static const char *const cases[][2] = {
		{"iwlwifi-bz-b0-fm-c0-96.ucode", "iwlwifi-mvm-firmware"},
		{"iwlwifi-bz-b0-fm-c0-97.ucode", "iwlwifi-mld-firmware"},
		{"iwlwifi-gl-c0-fm-c0-101.ucode", "iwlwifi-mld-firmware"},
		{"iwlwifi-gl-c0-fm-c0.pnvm", "iwlwifi-mvm-firmware"},
		{"iwlwifi-sc-a0-wh-b0-101.ucode", "iwlwifi-mld-firmware"},
		{"iwlwifi-bz-b0-fm-c0-*.ucode", "iwlwifi-mvm-firmware"},
		{"intel/ibt-20-1-3.sfi", "iwlbluetooth-firmware"},
		{"xe/lnl_guc_70.bin", "intel-gpu-firmware"},
		{"intel/vpu/vpu_37xx_v1.bin", "intel-npu-firmware"},
		{"intel/vsc/soc_a1_prod/ivsc_pkg_ovti01a0_0_a1_prod.bin",
		 "intel-vsc-firmware"},
		{"intel/ice/ddp/ice.pkg", "linux-firmware"},
		{"e100/d101m_ucode.bin", "linux-firmware"},
		{"mediatek/mt7925/WIFI_RAM_CODE_MT7925_1_1.bin", "mt7xxx-firmware"},
		{"mediatek/mt7986_wm.bin", "mediatek-firmware"},
		{"mrvl/sd8787_uapsta.bin", "libertas-firmware"},
		{"mrvl/pcieusb8997_combo_v4.bin", "linux-firmware"},
		{"mrvl/prestera/mvsw_prestera_fw-v4.1.img", "mrvlprestera-firmware"},
		{"nxp/uartspi_n61x_v1.bin.se", "nxpwireless-firmware"},
		{"qcom/sdx61/foxconn/prog_firehose_lite.elf", "qcom-wwan-firmware"},
		{"qcom/aic100/sbl.bin", "qcom-accel-firmware"},
		{"qcom/sm8250/a650_zap.mbn", "qcom-firmware"},
		{"rt73.bin", "linux-firmware"},
		{"ath3k-1.fw", "linux-firmware"},
		{"a300_pm4.fw", "qcom-firmware"},
		{"amd-ucode/microcode_amd_fam19h.bin", "amd-ucode-firmware"},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		check("ID=fedora\nVERSION_ID=44\n", cases[i][0], cases[i][1]);
}

/* _pick of Arch's linux-firmware/PKGBUILD since 20250613.12fe085f-5, by the first name
 * below usr/lib/firmware; sof-firmware is another package. */
static void test_arch(void **state)
{
	static const char *const cases[][2] = {
		{"amdgpu/navi10_smc.bin", "linux-firmware-amdgpu"},
		{"radeon/verde_mc.bin", "linux-firmware-radeon"},
		{"iwlwifi-ty-a0-gf-a0-59.ucode", "linux-firmware-intel"},
		{"iwlwifi-*.ucode", "linux-firmware-intel"},
		{"intel/ibt-20-1-3.sfi", "linux-firmware-intel"},
		{"intel/ice/ddp/ice.pkg", "linux-firmware-intel"},
		{"i915/kbl_dmc_ver1_04.bin", "linux-firmware-intel"},
		{"xe/lnl_guc_70.bin", "linux-firmware-intel"},
		{"e100/d101m_ucode.bin", "linux-firmware-intel"},
		{"intel/sof/sof-tgl.ri", "sof-firmware"},
		{"ath11k/WCN6855/hw2.0/amss.bin", "linux-firmware-atheros"},
		{"ar3k/AthrBT_0x01020001.dfu", "linux-firmware-atheros"},
		{"htc_9271.fw", "linux-firmware-atheros"},
		{"qca/rampatch_usb_00000302.bin", "linux-firmware-atheros"},
		{"bnx2/bnx2-mips-09-6.2.1b.fw", "linux-firmware-broadcom"},
		{"bnx2x/bnx2x-e2-7.13.21.0.fw", "linux-firmware-broadcom"},
		{"brcm/brcmfmac4356-pcie.bin", "linux-firmware-broadcom"},
		{"cypress/cyfmac43455-sdio.bin", "linux-firmware-broadcom"},
		{"tigon/tg3.bin", "linux-firmware-broadcom"},
		{"cirrus/cs35l41-dsp1-spk-prot.wmfw", "linux-firmware-cirrus"},
		{"liquidio/lio_23xx_nic.bin", "linux-firmware-liquidio"},
		{"libertas/sd8686_v9.bin", "linux-firmware-marvell"},
		{"mrvl/pcieusb8997_combo_v4.bin", "linux-firmware-marvell"},
		{"mediatek/WIFI_RAM_CODE_MT7922_1.bin", "linux-firmware-mediatek"},
		{"mt7662.bin", "linux-firmware-mediatek"},
		{"rt2870.bin", "linux-firmware-mediatek"},
		{"mellanox/mlxsw_spectrum-13.2010.1006.mfa2", "linux-firmware-mellanox"},
		{"netronome/nic_AMDA0099-0001_2x25.nffw", "linux-firmware-nfp"},
		{"nvidia/tu102/gsp/bootloader-535.113.01.bin", "linux-firmware-nvidia"},
		{"qcom/sm8250/a650_zap.mbn", "linux-firmware-qcom"},
		{"qed/qed_init_values_zipped-8.59.1.0.bin", "linux-firmware-qlogic"},
		{"ql2500_fw.bin", "linux-firmware-qlogic"},
		{"rtl_bt/rtl8761bu_fw.bin", "linux-firmware-realtek"},
		{"rtl_nic/rtl8168h-2.fw", "linux-firmware-realtek"},
		{"rtlwifi/rtl8192cufw.bin", "linux-firmware-realtek"},
		{"rtw89/rtw8852c_fw.bin", "linux-firmware-realtek"},
		{"cxgb4/t6fw.bin", "linux-firmware-other"},
		{"ti-connectivity/wl18xx-fw-4.bin", "linux-firmware-other"},
		{"ath3k-1.fw", "linux-firmware-atheros"},
		{"carl9170-1.fw", "linux-firmware-atheros"},
		{"wil6210.fw", "linux-firmware-atheros"},
		{"mwl8k/fmimage_8366.fw", "linux-firmware-marvell"},
		{"qat_4xxx.bin", "linux-firmware-intel"},
		{"isci/isci_firmware.bin", "linux-firmware-intel"},
		{"cs42l43.bin", "linux-firmware-cirrus"},
		{"ct2fw-3.2.5.1.bin", "linux-firmware-qlogic"},
		{"a300_pm4.fw", "linux-firmware-qcom"},
		{"amd-ucode/microcode_amd_fam19h.bin", "amd-ucode"},
		/* of linux-firmware.git none has it */
		{"brcm/BCM43430A1.hcd", NULL},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		check("ID=arch\n", cases[i][0], cases[i][1]);
}

/* launchpad.net/ubuntu has firmware-sof-signed since jammy, and not in focal. */
static void test_sof_of_ubuntu(void **state)
{
	static const char *const file = "intel/sof/sof-tgl.ri";

	(void)state;
	check("ID=ubuntu\nVERSION_ID=\"22.04\"\n", file, "firmware-sof-signed");
	check("ID=ubuntu\nVERSION_ID=\"26.04\"\n", file, "firmware-sof-signed");
	check("ID=ubuntu\nVERSION_ID=\"20.04\"\n", file, NULL);
	check("ID=pop\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=\"22.04\"\n", file, NULL);
}

static void test_files(void **state)
{
	static const struct {
		const char *file;
		const char *debian_12;
		const char *debian_13;
		const char *fedora;
		const char *alpine;
	} cases[] = {
		{"i915/kbl_dmc_ver1_04.bin", "firmware-misc-nonfree",
		 "firmware-intel-graphics", "intel-gpu-firmware", "linux-firmware-i915"},
		{"rtl_nic/rtl8168h-2.fw", "firmware-realtek", "firmware-realtek",
		 "linux-firmware", "linux-firmware-rtl_nic"},
		{"rtl_bt/rtl8761bu_fw.bin", "firmware-realtek", "firmware-realtek",
		 "realtek-firmware", "linux-firmware-rtl_bt"},
		{"amdgpu/navi10_smc.bin", "firmware-amd-graphics",
		 "firmware-amd-graphics", "amd-gpu-firmware", "linux-firmware-amdgpu"},
		{"intel/sof/sof-tgl.ri", "firmware-sof-signed", "firmware-sof-signed",
		 "alsa-sof-firmware", NULL},
		{"iwlwifi-6000g2a-6.ucode", "firmware-iwlwifi", "firmware-iwlwifi",
		 "iwlwifi-dvm-firmware", "linux-firmware-other"},
		/* which of the Fedora's packages the card needs is not known */
		{"iwlwifi-*.ucode", "firmware-iwlwifi", "firmware-iwlwifi", NULL,
		 "linux-firmware-other"},
		{"mediatek/mt7922_patch.bin", "firmware-misc-nonfree",
		 "firmware-mediatek", "mt7xxx-firmware", "linux-firmware-mediatek"},
		/* Contents-all of bookworm and trixie, linux-firmware.spec */
		{"brcm/BCM20702A1-0a5c-21e8.hcd", NULL, NULL, NULL, NULL},
		{"brcm/BCM-0a5c-6410.hcd", "firmware-misc-nonfree",
		 "firmware-misc-nonfree", "brcmfmac-firmware", NULL},
		{"brcm/BCM43430A1.hcd", "bluez-firmware", "bluez-firmware", NULL, NULL},
		{"nvidia/tegra186/xusb.bin", "firmware-misc-nonfree",
		 "firmware-misc-nonfree", "linux-firmware", "linux-firmware-nvidia"},
		{"mrvl/cpt01/ae.out", "firmware-libertas", "firmware-misc-nonfree",
		 "linux-firmware", "linux-firmware-mrvl"},
		{"ath12k/WCN7850/hw2.0/amss.bin", NULL, "firmware-atheros",
		 "atheros-firmware", "linux-firmware-ath12k"},
		{"cirrus/cs35l41-dsp1-spk-prot.wmfw", NULL, "firmware-cirrus",
		 "cirrus-audio-firmware", "linux-firmware-cirrus"},
		{"rt2870.bin", "firmware-misc-nonfree", "firmware-mediatek",
		 "linux-firmware", NULL},
		/* the lists of files of packages.debian.org; firmware-intel-misc of the
		 * release 20250410 says what it took from firmware-misc-nonfree */
		{"ath9k_htc/htc_9271-1.4.0.fw", "firmware-ath9k-htc",
		 "firmware-ath9k-htc", "atheros-firmware", "linux-firmware-ath9k_htc"},
		{"carl9170-1.fw", NULL, "firmware-carl9170", "linux-firmware", NULL},
		{"qat_c62x.bin", "firmware-misc-nonfree", "firmware-intel-misc",
		 "linux-firmware", NULL},
		{"qat_402xx.bin", NULL, "firmware-intel-misc", "linux-firmware", NULL},
		{"qat_4xxx.bin", NULL, NULL, "linux-firmware", NULL},
		{"hfi1_fabric.fw", "firmware-misc-nonfree", "firmware-intel-misc",
		 "linux-firmware", NULL},
		{"intel/vpu/vpu_40xx_v1.bin", NULL, "firmware-intel-misc",
		 "intel-npu-firmware", NULL},
		{"ct2fw-3.2.5.1.bin", "firmware-qlogic", "firmware-qlogic",
		 "linux-firmware", NULL},
		{"amd-ucode/microcode_amd_fam19h.bin", "amd64-microcode",
		 "amd64-microcode", "amd-ucode-firmware", NULL},
		{"ctefx.bin", "firmware-misc-nonfree", "firmware-misc-nonfree", NULL,
		 NULL},
		{"b43/ucode29_mimo.fw", NULL, NULL, NULL, NULL},
		{"nobody/knows.bin", NULL, NULL, NULL, NULL},
		{"[", NULL, NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		check("ID=debian\nVERSION_ID=12\n", cases[i].file, cases[i].debian_12);
		check("ID=debian\nVERSION_ID=13\n", cases[i].file, cases[i].debian_13);
		check("ID=fedora\n", cases[i].file, cases[i].fedora);
		check("ID=alpine\nVERSION_ID=3.20.1\n", cases[i].file, cases[i].alpine);
	}
}

/* "firmware(…)" of the packages of Tumbleweed 20230517. */
static void test_suse_files(void **state)
{
	static const char *const cases[][2] = {
		{"intel/avs/skl/dsp_basefw.bin", "kernel-firmware-sound"},
		{"intel/fw_sst_0f28.bin", "kernel-firmware-sound"},
		{"mrvl/cpt01/ae.out", "kernel-firmware-platform"},
		{"mrvl/sd8688.bin", "kernel-firmware-marvell"},
		{"mrvl/pcie8897_uapsta.bin", "kernel-firmware-mwifiex"},
		{"carl9170-1.fw", "kernel-firmware-atheros"},
		{"wil6210.fw", "kernel-firmware-atheros"},
		{"qat_c62x_mmp.bin", "kernel-firmware-intel"},
		{"rt73.bin", "kernel-firmware-usb-network"},
		{"cbfw-3.2.5.1.bin", "kernel-firmware-qlogic"},
		{"qcom/a630_sqe.fw", "kernel-firmware-qcom"},
		/* newer than that */
		{"qcom/aic100/fw1.bin", NULL},
		{"xe/lnl_huc.bin", NULL},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		check("ID=opensuse-tumbleweed\nVERSION_ID=20260101\n", cases[i][0],
		      cases[i][1]);
}

/* A package a directory, of those that linux-firmware.git had then. */
static void test_alpine_files(void **state)
{
	static const struct {
		const char *file;
		const char *old;
		const char *new;
	} cases[] = {
		{"intel/ice/ddp/ice.pkg", "linux-firmware-intel", "linux-firmware-intel"},
		{"e100/d101m_ucode.bin", "linux-firmware-e100", "linux-firmware-e100"},
		{"qcom/a630_sqe.fw", "linux-firmware-qcom", "linux-firmware-qcom"},
		{"nvidia/tu102/gsp/gsp-535.113.01.bin", NULL, "linux-firmware-nvidia"},
		{"xe/lnl_huc.bin", NULL, "linux-firmware-xe"},
		{"intel/vpu/vpu_37xx_v1.bin", NULL, "linux-firmware-intel"},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		check("ID=alpine\nVERSION_ID=3.20.1\n", cases[i].file, cases[i].old);
		check("ID=alpine\nVERSION_ID=3.24.0\n", cases[i].file, cases[i].new);
	}
}

static void test_pacman_names(void **state)
{
	(void)state;
	assert_true(hw_text_eq(hw_pacman_name(HW_TEXT("linux-firmware-20240610-1")),
			       HW_TEXT("linux-firmware")));
	assert_true(hw_text_eq(hw_pacman_name(HW_TEXT("a-1:2.0.r3-1.1")), HW_TEXT("a")));
	assert_false(hw_pacman_name(HW_TEXT("a-1")).n);
	assert_false(hw_pacman_name(HW_TEXT("")).n);
	assert_false(hw_pacman_name(HW_TEXT("--")).n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distributions),
		cmocka_unit_test(test_derivatives),
		cmocka_unit_test(test_suse),
		cmocka_unit_test(test_suse_files),
		cmocka_unit_test(test_alpine_files),
		cmocka_unit_test(test_arch),
		cmocka_unit_test(test_fedora),
		cmocka_unit_test(test_sof_of_ubuntu),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_pacman_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
