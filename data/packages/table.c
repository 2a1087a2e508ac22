// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where no list of files is on the disk: which package has the firmware of a directory.
 * Only packages of which a source tells:
 *
 * Debian 12: Contents-all of bookworm/non-free-firmware; 13: the same of trixie; of free
 * firmware, which is in main, and of amd64-microcode the lists of files of
 * packages.debian.org.
 *
 * Ubuntu: linux-firmware has linux-firmware.git but for its split packages, and for that
 * of SOF, which is in a package of its own since 22.04. Since 26.04, and in 24.04 since
 * September 2026, it is an empty package that depends on one of each vendor
 * (linux-firmware-intel-wireless, …): it brings each file all the same, and which of them
 * has it no source here tells.
 *
 * Fedora: %files of linux-firmware.spec, 20260916-1: linux-firmware itself has what no
 * other package has.
 *
 * Arch: _pick of linux-firmware/PKGBUILD since 20250613.12fe085f-5, when linux-firmware
 * became an empty package that depends on some of these (archlinux.org/news of June 21,
 * 2025); what is picked by none is in "-other".
 *
 * openSUSE: what the packages kernel-firmware-* of Tumbleweed, July 2023, provide as
 * "firmware(…)"; SLES and Leap have the same since 15.3.
 *
 * Alpine: main/linux-firmware/APKBUILD, February 2026: a package a directory (_folders;
 * one that is not among these fails the build), "-other" for what is in none. Files that
 * are links into a directory went to its package then: iwlwifi to "-intel".
 */
#include "data/alias/glob.h"
#include "data/packages/internal.h"

enum column {
	DEBIAN_12,
	DEBIAN_13,
	UBUNTU,
	UBUNTU_22,
	FEDORA,
	RHEL,
	ARCH,
	SUSE,
	ALPINE,
	ALPINE_3_22,
	COLUMNS
};

/* what package managers have installed */
#define DPKG   "var/lib/dpkg/status"
#define RPM    "var/lib/rpm"
#define PACMAN "var/lib/pacman/local"
#define APK    "lib/apk/db/installed"

static const struct hw_distribution distributions[COLUMNS] = {
	[DEBIAN_12] = {"debian", "apt install", DPKG, true, "non-free-firmware"},
	[DEBIAN_13] = {"debian", "apt install", DPKG, true, "non-free-firmware"},
	[UBUNTU] = {"ubuntu", "apt install", DPKG, true, NULL},
	[UBUNTU_22] = {"ubuntu", "apt install", DPKG, true, NULL},
	[FEDORA] = {"fedora", "dnf install", RPM, false, NULL},
	/* its packages have other names than Fedora's; no source here tells them */
	[RHEL] = {"rhel", "dnf install", RPM, false, NULL},
	[ARCH] = {"arch", "pacman -S", PACMAN, false, NULL},
	[SUSE] = {"opensuse", "zypper install", RPM, false, NULL},
	[ALPINE] = {"alpine", "apk add", APK, false, NULL},
	[ALPINE_3_22] = {"alpine", "apk add", APK, false, NULL},
};

struct row {
	/* as hw_glob_match() compares */
	char files[48];
	/* empty: no source tells; texts, and no addresses, as in vocabularies */
	char packages[COLUMNS][36];
};

#define ON_UBUNTU(name) [UBUNTU] = name, [UBUNTU_22] = name
#define UPSTREAM	ON_UBUNTU("linux-firmware")
#define DEBIAN(name)	[DEBIAN_12] = "firmware-" name, [DEBIAN_13] = "firmware-" name
#define DEBIAN_SPLIT(name)                                                               \
	[DEBIAN_12] = "firmware-misc-nonfree", [DEBIAN_13] = "firmware-" name
/* free software, in "main" */
#define FREE_ATH9K_HTC	"firmware-ath9k-htc"
#define FREE_CARL9170	"firmware-carl9170"
#define ON_FEDORA(name) [FEDORA] = name
#define ON_SUSE(name)	[SUSE] = "kernel-firmware-" name
#define ON_ARCH(name)	[ARCH] = "linux-firmware-" name
#define ON_ALPINE(name)                                                                  \
	[ALPINE] = "linux-firmware-" name, [ALPINE_3_22] = "linux-firmware-" name
/* of directories that old releases may not have */
#define ON_NEW_ALPINE(name) [ALPINE] = "linux-firmware-" name
/* of files that are in no directory */
#define ON_OLD_ALPINE [ALPINE_3_22] = "linux-firmware-other"

#define AMD64_MICROCODE [DEBIAN_12] = "amd64-microcode", [DEBIAN_13] = "amd64-microcode"

/* The first row that fits counts. */
static const struct row rows[] = {
#define IWLWIFI                                                                          \
	DEBIAN("iwlwifi"), UPSTREAM, ON_ARCH("intel"), ON_SUSE("iwlwifi"), ON_OLD_ALPINE
	{"iwlwifi-3945-*", {IWLWIFI, ON_FEDORA("iwlegacy-firmware")}},
	{"iwlwifi-4965-*", {IWLWIFI, ON_FEDORA("iwlegacy-firmware")}},
	{"iwlwifi-1[0-9][0-9]-*", {IWLWIFI, ON_FEDORA("iwlwifi-dvm-firmware")}},
	{"iwlwifi-1000-*", {IWLWIFI, ON_FEDORA("iwlwifi-dvm-firmware")}},
	{"iwlwifi-20[0-9]0-*", {IWLWIFI, ON_FEDORA("iwlwifi-dvm-firmware")}},
	{"iwlwifi-5[0-9][0-9]0-*", {IWLWIFI, ON_FEDORA("iwlwifi-dvm-firmware")}},
	{"iwlwifi-60[0-9]0*", {IWLWIFI, ON_FEDORA("iwlwifi-dvm-firmware")}},
	{"iwlwifi-316[0-9]-*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-726[0-9]*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-8000C-*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-8265-*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-9[0-9][0-9]0-*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-cc-a0-*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-ma-b0*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-Qu*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-ty-a0*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-so-a0*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	/* of the driver iwlmld, by the version of its interface */
	{"iwlwifi-bz-b0*9[7-9].ucode", {IWLWIFI, ON_FEDORA("iwlwifi-mld-firmware")}},
	{"iwlwifi-bz-b0*-1[0-9][0-9].ucode",
	 {IWLWIFI, ON_FEDORA("iwlwifi-mld-firmware")}},
	{"iwlwifi-gl-c0*9[7-9].ucode", {IWLWIFI, ON_FEDORA("iwlwifi-mld-firmware")}},
	{"iwlwifi-gl-c0*-1[0-9][0-9].ucode",
	 {IWLWIFI, ON_FEDORA("iwlwifi-mld-firmware")}},
	{"iwlwifi-sc-a0-*-1[0-9][0-9].ucode",
	 {IWLWIFI, ON_FEDORA("iwlwifi-mld-firmware")}},
	{"iwlwifi-bz-b0*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-gl-c0*", {IWLWIFI, ON_FEDORA("iwlwifi-mvm-firmware")}},
	{"iwlwifi-*", {IWLWIFI}},
	{"amdgpu/*",
	 {DEBIAN("amd-graphics"), UPSTREAM, ON_ARCH("amdgpu"),
	  ON_FEDORA("amd-gpu-firmware"), ON_SUSE("amdgpu"), ON_ALPINE("amdgpu")}},
	{"radeon/*",
	 {DEBIAN("amd-graphics"), UPSTREAM, ON_ARCH("radeon"),
	  ON_FEDORA("amd-gpu-firmware"), ON_SUSE("radeon"), ON_ALPINE("radeon")}},
	{"i915/*",
	 {DEBIAN_SPLIT("intel-graphics"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("intel-gpu-firmware"), ON_SUSE("i915"), ON_ALPINE("i915")}},
	/* of the closed driver, in a package of each of its versions */
	{"nvidia/[0-9]*", {""}},
	{"nvidia/tegra*",
	 {DEBIAN("misc-nonfree"), UPSTREAM, ON_ARCH("nvidia"),
	  ON_FEDORA("linux-firmware"), ON_SUSE("nvidia"), ON_ALPINE("nvidia")}},
	{"nvidia/*/gsp/*",
	 {[DEBIAN_13] = "firmware-nvidia-graphics",
	  UPSTREAM,
	  ON_ARCH("nvidia"),
	  ON_FEDORA("nvidia-gpu-firmware"),
	  ON_NEW_ALPINE("nvidia")}},
	{"nvidia/*",
	 {DEBIAN_SPLIT("nvidia-graphics"), UPSTREAM, ON_ARCH("nvidia"),
	  ON_FEDORA("nvidia-gpu-firmware"), ON_SUSE("nvidia"), ON_ALPINE("nvidia")}},
	{"xe/*",
	 {[DEBIAN_13] = "firmware-intel-graphics",
	  UPSTREAM,
	  ON_ARCH("intel"),
	  ON_FEDORA("intel-gpu-firmware"),
	  ON_NEW_ALPINE("xe")}},
	{"intel/vpu/*",
	 {[DEBIAN_13] = "firmware-intel-misc",
	  UPSTREAM,
	  ON_ARCH("intel"),
	  ON_FEDORA("intel-npu-firmware"),
	  ON_NEW_ALPINE("intel")}},
	{"intel/ish/*", {[DEBIAN_13] = "firmware-intel-misc", UPSTREAM}},
	{"intel/ipu/*",
	 {UPSTREAM, ON_ARCH("intel"), ON_FEDORA("intel-vsc-firmware"),
	  ON_NEW_ALPINE("intel")}},
	{"intel/vsc/*",
	 {UPSTREAM, ON_ARCH("intel"), ON_FEDORA("intel-vsc-firmware"),
	  ON_NEW_ALPINE("intel")}},
	{"intel/ice/*",
	 {DEBIAN_SPLIT("intel-misc"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("linux-firmware"), ON_SUSE("network"), ON_ALPINE("intel")}},
	{"e100/*",
	 {DEBIAN_SPLIT("intel-misc"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("linux-firmware"), ON_SUSE("network"), ON_ALPINE("e100")}},
	{"intel/avs/*",
	 {[DEBIAN_13] = "firmware-intel-sound",
	  UPSTREAM,
	  ON_ARCH("intel"),
	  ON_FEDORA("intel-audio-firmware"),
	  ON_SUSE("sound"),
	  ON_ALPINE("intel")}},
	{"intel/catpt/*",
	 {[DEBIAN_13] = "firmware-intel-sound",
	  UPSTREAM,
	  ON_ARCH("intel"),
	  ON_FEDORA("intel-audio-firmware"),
	  ON_SUSE("sound"),
	  ON_ALPINE("intel")}},
	{"cirrus/*",
	 {[DEBIAN_13] = "firmware-cirrus",
	  UPSTREAM,
	  ON_ARCH("cirrus"),
	  ON_FEDORA("cirrus-audio-firmware"),
	  ON_SUSE("sound"),
	  ON_ALPINE("cirrus")}},
	{"intel/ibt*",
	 {DEBIAN("iwlwifi"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("iwlbluetooth-firmware"), ON_SUSE("bluetooth"), ON_ALPINE("intel")}},
	{"intel/sof*",
	 {[DEBIAN_12] = "firmware-sof-signed",
	  [DEBIAN_13] = "firmware-sof-signed",
	  [UBUNTU_22] = "firmware-sof-signed",
	  [FEDORA] = "alsa-sof-firmware",
	  [ARCH] = "sof-firmware",
	  [SUSE] = "sof-firmware"}},
	{"intel/dsp_fw*",
	 {DEBIAN("intel-sound"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("intel-audio-firmware"), ON_SUSE("sound"), ON_ALPINE("intel")}},
	{"intel/fw_sst*",
	 {DEBIAN("intel-sound"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("intel-audio-firmware"), ON_SUSE("sound"), ON_ALPINE("intel")}},
	{"rtl_bt/rtl8723cs_xx*", {""}},
	{"rtl_bt/*",
	 {DEBIAN("realtek"), UPSTREAM, ON_ARCH("realtek"), ON_FEDORA("realtek-firmware"),
	  ON_SUSE("bluetooth"), ON_ALPINE("rtl_bt")}},
	{"rtl_nic/*",
	 {DEBIAN("realtek"), UPSTREAM, ON_ARCH("realtek"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("realtek"), ON_ALPINE("rtl_nic")}},
	{"rtlwifi/*",
	 {DEBIAN("realtek"), UPSTREAM, ON_ARCH("realtek"), ON_FEDORA("realtek-firmware"),
	  ON_SUSE("realtek"), ON_ALPINE("rtlwifi")}},
	{"rtw88/*",
	 {DEBIAN("realtek"), UPSTREAM, ON_ARCH("realtek"), ON_FEDORA("realtek-firmware"),
	  ON_SUSE("realtek"), ON_ALPINE("rtw88")}},
	{"rtw89/*",
	 {DEBIAN("realtek"), UPSTREAM, ON_ARCH("realtek"), ON_FEDORA("realtek-firmware"),
	  ON_SUSE("realtek"), ON_ALPINE("rtw89")}},
	{"ath10k/*",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("atheros-firmware"),
	  ON_SUSE("ath10k"), ON_ALPINE("ath10k")}},
	{"ath11k/*",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("atheros-firmware"),
	  ON_SUSE("ath11k"), ON_ALPINE("ath11k")}},
	{"ath12k/*",
	 {[DEBIAN_13] = "firmware-atheros",
	  UPSTREAM,
	  ON_ARCH("atheros"),
	  ON_FEDORA("atheros-firmware"),
	  ON_ALPINE("ath12k")}},
	{"ath6k/*",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("atheros-firmware"),
	  ON_SUSE("atheros"), ON_ALPINE("ath6k")}},
	{"ar3k/*",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("atheros-firmware"),
	  ON_SUSE("atheros"), ON_ALPINE("ar3k")}},
	{"qca/*",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("atheros-firmware"),
	  ON_SUSE("bluetooth"), ON_ALPINE("qca")}},
	{"ath9k_htc/*",
	 {[DEBIAN_12] = FREE_ATH9K_HTC,
	  [DEBIAN_13] = FREE_ATH9K_HTC,
	  UPSTREAM,
	  ON_ARCH("atheros"),
	  ON_FEDORA("atheros-firmware"),
	  ON_SUSE("atheros"),
	  ON_ALPINE("ath9k_htc")}},
	/* of one board */
	{"brcm/brcmfmac*.txt", {""}},
	{"brcm/brcmfmac43456*", {""}},
	{"brcm/BCM-0a5c-6410.hcd",
	 {DEBIAN("misc-nonfree"), UPSTREAM, ON_ARCH("broadcom"),
	  ON_FEDORA("brcmfmac-firmware"), ON_SUSE("brcm")}},
	{"brcm/BCM-0bb4-0306.hcd",
	 {DEBIAN("misc-nonfree"), UPSTREAM, ON_ARCH("broadcom"),
	  ON_FEDORA("brcmfmac-firmware"), ON_SUSE("brcm")}},
#define BLUEZ [DEBIAN_12] = "bluez-firmware", [DEBIAN_13] = "bluez-firmware"
	{"brcm/BCM43430A1*", {BLUEZ}},
	{"brcm/BCM43430B0*", {BLUEZ}},
	{"brcm/BCM4345C[05]*", {BLUEZ}},
	/* in no package */
	{"brcm/BCM*", {""}},
	{"brcm/brcmfmac*",
	 {DEBIAN("brcm80211"), UPSTREAM, ON_ARCH("broadcom"),
	  ON_FEDORA("brcmfmac-firmware"), ON_SUSE("brcm"), ON_ALPINE("brcm")}},
	{"brcm/bcm43*",
	 {DEBIAN("brcm80211"), UPSTREAM, ON_ARCH("broadcom"),
	  ON_FEDORA("brcmfmac-firmware"), ON_SUSE("brcm"), ON_ALPINE("brcm")}},
	{"cypress/*",
	 {DEBIAN("brcm80211"), UPSTREAM, ON_ARCH("broadcom"),
	  ON_FEDORA("brcmfmac-firmware"), ON_SUSE("brcm"), ON_ALPINE("cypress")}},
	/* of access points, which Fedora has apart */
	{"mediatek/mt798*",
	 {DEBIAN_SPLIT("mediatek"), UPSTREAM, ON_ARCH("mediatek"),
	  ON_FEDORA("mediatek-firmware"), ON_SUSE("mediatek"), ON_ALPINE("mediatek")}},
	{"mediatek/mt7[69]*",
	 {DEBIAN_SPLIT("mediatek"), UPSTREAM, ON_ARCH("mediatek"),
	  ON_FEDORA("mt7xxx-firmware"), ON_SUSE("mediatek"), ON_ALPINE("mediatek")}},
	{"mediatek/WIFI*",
	 {DEBIAN_SPLIT("mediatek"), UPSTREAM, ON_ARCH("mediatek"),
	  ON_FEDORA("mt7xxx-firmware"), ON_SUSE("mediatek"), ON_ALPINE("mediatek")}},
	{"mediatek/BT*",
	 {DEBIAN_SPLIT("mediatek"), UPSTREAM, ON_ARCH("mediatek"),
	  ON_FEDORA("mt7xxx-firmware"), ON_SUSE("mediatek"), ON_ALPINE("mediatek")}},
	{"mt76*",
	 {DEBIAN_SPLIT("mediatek"), UPSTREAM, ON_ARCH("mediatek"),
	  ON_FEDORA("mt7xxx-firmware"), ON_SUSE("mediatek")}},
	{"libertas/*",
	 {DEBIAN("libertas"), UPSTREAM, ON_ARCH("marvell"),
	  ON_FEDORA("libertas-firmware"), ON_SUSE("marvell"), ON_ALPINE("libertas")}},
	{"mrvl/prestera/*",
	 {[DEBIAN_12] = "firmware-libertas",
	  [DEBIAN_13] = "firmware-marvell-prestera",
	  UPSTREAM,
	  ON_ARCH("marvell"),
	  ON_FEDORA("mrvlprestera-firmware"),
	  ON_SUSE("prestera"),
	  ON_ALPINE("mrvl")}},
	{"mrvl/cpt0*",
	 {[DEBIAN_12] = "firmware-libertas",
	  [DEBIAN_13] = "firmware-misc-nonfree",
	  UPSTREAM,
	  ON_ARCH("marvell"),
	  ON_FEDORA("linux-firmware"),
	  ON_SUSE("platform"),
	  ON_ALPINE("mrvl")}},
	{"mrvl/sd8787*",
	 {DEBIAN("libertas"), UPSTREAM, ON_ARCH("marvell"),
	  ON_FEDORA("libertas-firmware"), ON_SUSE("mwifiex"), ON_ALPINE("mrvl")}},
	{"mrvl/sd8688*",
	 {DEBIAN("libertas"), UPSTREAM, ON_ARCH("marvell"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("marvell"), ON_ALPINE("mrvl")}},
	{"mrvl/*",
	 {DEBIAN("libertas"), UPSTREAM, ON_ARCH("marvell"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("mwifiex"), ON_ALPINE("mrvl")}},
	{"nxp/*",
	 {UPSTREAM, ON_ARCH("other"), ON_FEDORA("nxpwireless-firmware"),
	  ON_SUSE("platform"), ON_NEW_ALPINE("nxp")}},
	{"ti-connectivity/*",
	 {DEBIAN("ti-connectivity"), UPSTREAM, ON_ARCH("other"),
	  ON_FEDORA("tiwilink-firmware"), ON_SUSE("ti"), ON_ALPINE("ti-connectivity")}},
	{"netronome/*",
	 {DEBIAN("netronome"), UPSTREAM, ON_ARCH("nfp"), ON_FEDORA("netronome-firmware"),
	  ON_SUSE("nfp"), ON_ALPINE("netronome")}},
	{"liquidio/*",
	 {DEBIAN("cavium"), UPSTREAM, ON_ARCH("liquidio"), ON_FEDORA("liquidio-firmware"),
	  ON_SUSE("liquidio"), ON_ALPINE("liquidio")}},
	{"mellanox/*",
	 {UPSTREAM, ON_ARCH("mellanox"), ON_FEDORA("mlxsw_spectrum-firmware"),
	  ON_SUSE("mellanox"), ON_ALPINE("mellanox")}},
	{"qed/*",
	 {DEBIAN("qlogic"), UPSTREAM, ON_ARCH("qlogic"), ON_FEDORA("qed-firmware"),
	  ON_SUSE("qlogic"), ON_ALPINE("qed")}},
	{"ql2[0-9]*_fw.bin",
	 {DEBIAN("qlogic"), UPSTREAM, ON_ARCH("qlogic"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("qlogic"), ON_OLD_ALPINE}},
	{"bnx2x/*",
	 {DEBIAN("bnx2x"), UPSTREAM, ON_ARCH("broadcom"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("bnx2"), ON_ALPINE("bnx2x")}},
	{"bnx2/*",
	 {DEBIAN("bnx2"), UPSTREAM, ON_ARCH("broadcom"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("bnx2"), ON_ALPINE("bnx2")}},
	{"cxgb4/*",
	 {DEBIAN("misc-nonfree"), UPSTREAM, ON_ARCH("other"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("chelsio"), ON_ALPINE("cxgb4")}},
	{"tigon/*",
	 {DEBIAN("misc-nonfree"), UPSTREAM, ON_ARCH("broadcom"),
	  ON_FEDORA("linux-firmware"), ON_SUSE("network"), ON_ALPINE("tigon")}},
	{"ueagle-atm/*",
	 {DEBIAN("misc-nonfree"), UPSTREAM, ON_ARCH("other"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("ueagle"), ON_ALPINE("ueagle-atm")}},
	{"rt[23][0-9]*.bin",
	 {DEBIAN_SPLIT("mediatek"), UPSTREAM, ON_ARCH("mediatek"),
	  ON_FEDORA("linux-firmware")}},
	{"rt73.bin",
	 {DEBIAN_SPLIT("mediatek"), UPSTREAM, ON_ARCH("mediatek"),
	  ON_FEDORA("linux-firmware"), ON_SUSE("usb-network")}},
	{"htc_9271.fw",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_SUSE("atheros")}},
	{"htc_7010.fw",
	 {[DEBIAN_12] = "firmware-atheros",
	  UPSTREAM,
	  ON_ARCH("atheros"),
	  ON_SUSE("atheros")}},
	{"qcom/sdx*",
	 {DEBIAN("qcom-soc"), UPSTREAM, ON_ARCH("qcom"),
	  ON_FEDORA("qcom-wwan-firmware")}},
	{"qcom/aic100/*",
	 {DEBIAN("qcom-soc"), UPSTREAM, ON_ARCH("qcom"),
	  ON_FEDORA("qcom-accel-firmware")}},
	{"qcom/qdu100/*",
	 {DEBIAN("qcom-soc"), UPSTREAM, ON_ARCH("qcom"),
	  ON_FEDORA("qcom-accel-firmware")}},
	{"qcom/*",
	 {DEBIAN("qcom-soc"), UPSTREAM, ON_ARCH("qcom"), ON_FEDORA("qcom-firmware"),
	  ON_SUSE("qcom"), ON_ALPINE("qcom")}},
	{"ar5523.bin",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("atheros")}},
	{"ath3k-1.fw",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("atheros")}},
	{"wil6210*",
	 {DEBIAN("atheros"), UPSTREAM, ON_ARCH("atheros"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("atheros")}},
	{"carl9170-*",
	 {[DEBIAN_13] = FREE_CARL9170,
	  UPSTREAM,
	  ON_ARCH("atheros"),
	  ON_FEDORA("linux-firmware"),
	  ON_SUSE("atheros")}},
	{"mwl8k/*",
	 {UPSTREAM, ON_ARCH("marvell"), ON_FEDORA("linux-firmware"), ON_SUSE("marvell"),
	  ON_ALPINE("mwl8k")}},
	{"mwlwifi/*",
	 {UPSTREAM, ON_ARCH("marvell"), ON_FEDORA("linux-firmware"), ON_SUSE("marvell"),
	  ON_ALPINE("mwlwifi")}},
	/* which Debian leaves out */
	{"qat_4xxx*",
	 {UPSTREAM, ON_ARCH("intel"), ON_FEDORA("linux-firmware"), ON_SUSE("intel")}},
	{"qat_4[02]*",
	 {[DEBIAN_13] = "firmware-intel-misc",
	  UPSTREAM,
	  ON_ARCH("intel"),
	  ON_FEDORA("linux-firmware"),
	  ON_SUSE("intel")}},
	{"qat_*",
	 {DEBIAN_SPLIT("intel-misc"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("linux-firmware"), ON_SUSE("intel")}},
	{"hfi1_*",
	 {DEBIAN_SPLIT("intel-misc"), UPSTREAM, ON_ARCH("intel"),
	  ON_FEDORA("linux-firmware"), ON_SUSE("intel")}},
	{"isci/*",
	 {UPSTREAM, ON_ARCH("intel"), ON_FEDORA("linux-firmware"), ON_SUSE("intel"),
	  ON_ALPINE("isci")}},
	{"cs42l43*", {UPSTREAM, ON_ARCH("cirrus"), ON_FEDORA("linux-firmware")}},
	{"ctfw-*",
	 {DEBIAN("qlogic"), UPSTREAM, ON_ARCH("qlogic"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("qlogic")}},
	{"ct2fw-*",
	 {DEBIAN("qlogic"), UPSTREAM, ON_ARCH("qlogic"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("qlogic")}},
	{"cbfw-*",
	 {DEBIAN("qlogic"), UPSTREAM, ON_ARCH("qlogic"), ON_FEDORA("linux-firmware"),
	  ON_SUSE("qlogic")}},
	{"a300_p*",
	 {UPSTREAM, ON_ARCH("qcom"), ON_FEDORA("qcom-firmware"), ON_SUSE("qcom")}},
	{"amd-ucode/*",
	 {AMD64_MICROCODE, ON_UBUNTU("amd64-microcode"), [ARCH] = "amd-ucode",
	  ON_FEDORA("amd-ucode-firmware")}},
	{"amd/amd_sev*", {AMD64_MICROCODE}},
	{"3com/*", {DEBIAN("misc-nonfree"), UPSTREAM}},
	{"advansys/*", {DEBIAN("misc-nonfree"), UPSTREAM}},
	{"cxgb3/*", {DEBIAN("misc-nonfree"), UPSTREAM}},
	{"ene-ub6250/*", {DEBIAN("misc-nonfree"), UPSTREAM}},
	/* sound of the chip CA0132 */
	{"ctefx.bin", {DEBIAN("misc-nonfree"), UPSTREAM}},
	{"ctspeq.bin", {DEBIAN("misc-nonfree"), UPSTREAM}},
	{"ipw2[12]00*", {DEBIAN("ipw2x00")}},
	{"zd1211/*", {DEBIAN("zd1211")}},
};

static struct hw_text unquoted(struct hw_text t)
{
	t = hw_text_trim_end(t, " \t\r");
	if (t.n >= 2 && (t.s[0] == '"' || t.s[0] == '\'') && t.s[t.n - 1] == t.s[0])
		t = (struct hw_text){t.s + 1, t.n - 2};
	return t;
}

/* os-release(5): the line KEY=value. */
static struct hw_text value_of(struct hw_text text, const char *key)
{
	while (text.s) {
		struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_text name = hw_text_cut(&line, '=');

		if (line.s && hw_text_eq(name, hw_text_of(key)))
			return unquoted(line);
	}
	return HW_NO_TEXT;
}

static bool has_word(struct hw_text words, struct hw_text word)
{
	while (words.s)
		if (hw_text_eq(hw_text_cut(&words, ' '), word))
			return true;
	return false;
}

/*
 * Red Hat Enterprise Linux and what is made of it: Rocky, Alma and CentOS name it or
 * CentOS in ID_LIKE; Oracle and Amazon may name Fedora alone there. DNF's PLATFORM_ID
 * (os-release(5) of Fedora and Red Hat) is "platform:el9" of these, "platform:f41" of
 * Fedora, and of what is made of Fedora, Nobara say, whatever it is like.
 */
static bool is_rhel(struct hw_text text)
{
	static const char *const ids[] = {"rhel", "centos", "ol", "amzn"};
	struct hw_text id = value_of(text, "ID");
	struct hw_text like = value_of(text, "ID_LIKE");

	for (size_t i = 0; i < HW_ARRAY_SIZE(ids); i++)
		if (hw_text_eq(id, hw_text_of(ids[i])))
			return true;
	if (hw_text_starts(value_of(text, "PLATFORM_ID"), HW_TEXT("platform:f")))
		return false;
	return has_word(like, HW_TEXT("rhel")) || has_word(like, HW_TEXT("centos")) ||
	       hw_text_starts(value_of(text, "PLATFORM_ID"), HW_TEXT("platform:el"));
}

static bool read_os_release(struct hw_root *root, struct hw_arena *arena,
			    struct hw_text *ret)
{
	return hw_root_read(root, "etc/os-release", arena, ret) == 0 ||
	       hw_root_read(root, "usr/lib/os-release", arena, ret) == 0;
}

/*
 * ostree-prepare-root(1) makes /run/ostree-booted; OSTREE_VERSION is in os-release of
 * what rpm-ostree makes. The root of openSUSE MicroOS and of what is made of it is a
 * snapshot that transactional-update(8) changes; SteamOS replaces its own as a whole, and
 * that of Ubuntu Core is a snap.
 */
bool hw_distribution_is_read_only(struct hw_root *root, struct hw_arena *arena)
{
	static const char *const ids[] = {
		"opensuse-microos",
		"microos",
		"opensuse-aeon",
		"aeon",
		"opensuse-kalpa",
		"kalpa",
		"opensuse-leap-micro",
		"sle-micro",
		"sl-micro",
		"suse-microos",
		"steamos",
		"ubuntu-core",
	};
	struct hw_text text, id;

	if (hw_root_exists(root, "run/ostree-booted"))
		return true;
	if (!read_os_release(root, arena, &text))
		return false;
	id = value_of(text, "ID");
	for (size_t i = 0; i < HW_ARRAY_SIZE(ids); i++)
		if (hw_text_eq(id, hw_text_of(ids[i])))
			return true;
	return value_of(text, "OSTREE_VERSION").n > 0;
}

/* The packages kernel-firmware-* are there since Leap and SLES 15.3; before, and in Leap
 * 42 and SLES 12, all is in kernel-firmware. Of Tumbleweed the version is a date. */
static bool suse_has_parts(struct hw_text version)
{
	int64_t major = hw_text_decimal(hw_text_cut(&version, '.'), 8);

	if (major == 15)
		return hw_text_decimal(version, 4) >= 3;
	return major < 0 || major == 16 || major > 20200000;
}

/* "3.22.1" and before; edge has the version of the next one. */
static bool is_old_alpine(struct hw_text version)
{
	int64_t major = hw_text_decimal(hw_text_cut(&version, '.'), 4);
	int64_t minor = hw_text_decimal(hw_text_cut(&version, '.'), 4);

	return major == 3 && minor >= 0 && minor <= 22;
}

static bool find_column(struct hw_text id, struct hw_text version, size_t *ret)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		int64_t major;

		/* "opensuse-tumbleweed", "opensuse-leap" */
		if (!hw_text_eq(id, hw_text_of(distributions[i].id)) &&
		    !(i == SUSE && (hw_text_eq(id, HW_TEXT("suse")) ||
				    hw_text_starts(id, HW_TEXT("opensuse-")))))
			continue;
		if (i == SUSE && !suse_has_parts(version))
			return false;
		if (i == ALPINE && is_old_alpine(version))
			continue;
		major = hw_text_decimal(hw_text_head(version, hw_text_find(version, '.')),
					4);
		if (i == UBUNTU && major >= 22)
			continue;
		/* testing and unstable have no version */
		*ret = i == DEBIAN_12 && (!version.n || major >= 13) ? DEBIAN_13 : i;
		return i != DEBIAN_12 || !version.n || major >= 12;
	}
	return false;
}

/*
 * Of what is made of Debian, the release of Debian that it says it is: of Raspbian in
 * VERSION_CODENAME, of Linux Mint's edition in DEBIAN_CODENAME; Devuan's 5 is bookworm
 * and its 6 trixie; Kali is made of testing. Others have packages of their own.
 */
static const struct hw_distribution *find_debian(struct hw_text text, size_t *ret_column)
{
	static const struct {
		const char *id;
		const char *codename;
		enum column column;
	} releases[] = {
		{NULL, "bookworm", DEBIAN_12},	     {NULL, "trixie", DEBIAN_13},
		{"devuan", "daedalus", DEBIAN_12},   {"devuan", "excalibur", DEBIAN_13},
		{"kali", "kali-rolling", DEBIAN_13},
	};
	/* where its component is in their archives is not known */
	static const struct hw_distribution like_debian = {"debian", "apt install", DPKG,
							   true, NULL};
	struct hw_text id = value_of(text, "ID");
	struct hw_text codename = value_of(text, "DEBIAN_CODENAME");

	if (!codename.n)
		codename = value_of(text, "VERSION_CODENAME");
	for (size_t i = 0; i < HW_ARRAY_SIZE(releases); i++) {
		if (!hw_text_eq(codename, hw_text_of(releases[i].codename)) ||
		    (releases[i].id && !hw_text_eq(id, hw_text_of(releases[i].id))))
			continue;
		*ret_column = releases[i].column;
		return &like_debian;
	}
	return NULL;
}

const struct hw_distribution *
hw_distribution_read(struct hw_root *root, struct hw_arena *arena, size_t *ret_column)
{
	struct hw_text text, version, like;

	if (!read_os_release(root, arena, &text))
		return NULL;
	if (is_rhel(text)) {
		*ret_column = RHEL;
		return &distributions[RHEL];
	}
	version = value_of(text, "VERSION_ID");
	if (find_column(value_of(text, "ID"), version, ret_column))
		return &distributions[*ret_column];
	/* a release of another distribution has versions of its own, but those of SUSE's;
	 * those that are like Ubuntu are like Debian too, and name Ubuntu first */
	like = value_of(text, "ID_LIKE");
	while (like.s) {
		struct hw_text id = hw_text_cut(&like, ' ');
		bool is_suse = hw_text_eq(id, HW_TEXT("suse"));

		/* Mageia, which names Fedora behind it, has packages of its own */
		if (hw_text_eq(id, HW_TEXT("mandriva")))
			return NULL;
		if (hw_text_eq(id, HW_TEXT("debian")))
			return find_debian(text, ret_column);
		/* is_rhel() told that it is not */
		if (hw_text_eq(id, HW_TEXT("rhel")))
			continue;
		if (find_column(id, is_suse ? version : HW_NO_TEXT, ret_column))
			return &distributions[*ret_column];
		/* what it is like is known, and has no column */
		if (is_suse)
			return NULL;
	}
	return NULL;
}

/* Packages of Debian whose firmware is free, so that it is in "main". */
static bool is_free(struct hw_text package)
{
	static const char *const names[] = {FREE_ATH9K_HTC, FREE_CARL9170};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (hw_text_eq(package, hw_text_of(names[i])))
			return true;
	return false;
}

bool hw_table_find(size_t column, struct hw_text firmware, struct hw_arena *arena,
		   struct hw_table_answer *ret)
{
	char *buffer = hw_arena_alloc(arena, HW_GLOB_BUFFER, 1);
	const struct row *row = rows;
	struct hw_text normal;

	if (!buffer || hw_glob_normalise(firmware, buffer, &normal) < 0)
		return false;
	while (row < rows + HW_ARRAY_SIZE(rows) &&
	       !hw_glob_match(hw_text_of(row->files), normal))
		row++;
	if (row == rows + HW_ARRAY_SIZE(rows) || !*row->packages[column])
		return false;
	*ret = (struct hw_table_answer){
		.package = hw_text_of(row->packages[column]),
		.files = hw_text_of(row->files),
	};
	if (is_free(ret->package))
		ret->component = HW_TEXT("main");
	return true;
}

const char *hw_install_command(struct hw_text text, struct hw_arena *arena)
{
	const struct hw_text option = HW_TEXT(" -t ");

	for (size_t i = 0; i < COLUMNS; i++) {
		const struct hw_text install = hw_text_of(distributions[i].install);
		struct hw_text rest;

		if (!hw_text_starts(text, install))
			continue;
		rest = hw_text_from(text, install.n);
		if (!rest.n)
			return distributions[i].install;
		if (hw_text_starts(rest, option) &&
		    hw_is_release_of_archive(hw_text_from(rest, option.n)))
			return hw_arena_printf(arena, "%.*s", HW_TEXT_ARG(text)).s;
	}
	return NULL;
}
