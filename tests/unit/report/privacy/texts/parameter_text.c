// SPDX-License-Identifier: GPL-2.0-or-later
/* What the kernel command line and lines of modprobe.d lose before strangers see them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/privacy/texts/directive_text.h"
#include "report/privacy/texts/parameter_text.h"

static void becomes(struct hw_text (*filter)(struct hw_text line,
					     const struct hw_private_words *of,
					     struct hw_arena *arena),
		    const char *text, const char *expected)
{
	const struct hw_private_words words = {.host = HW_TEXT("build-17"),
					       .host_is_no_module = true};
	struct hw_arena arena = {0};
	struct hw_text t = filter(hw_text_of(text), &words, &arena);

	if (!hw_text_eq(t, hw_text_of(expected)))
		fail_msg("%s: %.*s", text, HW_TEXT_ARG(t));
	hw_arena_done(&arena);
}

/* Parameters of kernel-parameters.txt, dracut.cmdline(7), kernel-command-line(7) and of
 * installers. */
static void private_parameters(void **state)
{
	static const char *const texts[][2] = {
		{"user=alice", "user=withheld"},
		{"ip=10.0.0.2::10.0.0.1:255.255.255.0:pluto:eth0:off", "ip=withheld"},
		{"nfsroot=nas:/srv/alice,v3", "nfsroot=withheld"},
		{"ks=http://pluto/alice.ks", "ks=withheld"},
		{"inst.ks=http://pluto/alice.ks", "inst.ks=withheld"},
		{"rd.iscsi.initiator=iqn.2009-06.org:alice",
		 "rd.iscsi.initiator=withheld"},
		{"netroot=iscsi:alice:secret@pluto::::disk", "netroot=withheld"},
		{"cryptdevice=UUID=0a1b2c3d-1111-2222-3333-444455556666:alice",
		 "cryptdevice=withheld"},
		{"BOOTIF=01-52-54-00-12-34-56", "BOOTIF=withheld"},
		{"BOOT_IF=01-52-54-00-12-34-56", "BOOT_IF=withheld"},
		{"root=UUID=0a1b2c3d-1111-2222-3333-444455556666", "root=UUID=withheld"},
		{"root=PARTUUID=0a1b2c3d-02", "root=PARTUUID=withheld"},
		{"root=LABEL=alice", "root=LABEL=withheld"},
		{"root=/dev/mapper/alice-root", "root=/dev/mapper/withheld"},
		{"root=/dev/alice/root", "root=/dev/withheld"},
		{"root=ZFS=alice/root", "root=ZFS=withheld"},
		{"root=nas:/srv", "root=withheld"},
		{"rootflags=noatime,subvol=@alice,ro",
		 "rootflags=noatime,subvol=withheld"},
		{"rootflags=subvol=/alice/root", "rootflags=subvol=withheld"},
		{"hostname=pluto", "hostname=withheld"},
		{"systemd.hostname=pluto", "systemd.hostname=withheld"},
		{"systemd.set_credential=a:b", "systemd.set_credential=withheld"},
		{"systemd.machine_id=3d1219c7c4c5404aaa1f6d2a48adfda4",
		 "systemd.machine_id=withheld"},
		{"ds=nocloud;s=http://pluto/", "ds=withheld"},
		{"g_ether.iSerialNumber=1234567", "g_ether.iSerialNumber=withheld"},
		{"g_ether.host_addr=52:54:00:12:34:56", "g_ether.host_addr=withheld"},
		{"\"v4l2loopback.card_label=Joe's Cam\" quiet",
		 "\"v4l2loopback.card_label=withheld\" quiet"},
		{"x.y=4C530001QX17", "x.y=withheld"},
		/* of a module, known or not, as of the kernel */
		{"iwlwifi.foo=Geheim99wort", "iwlwifi.foo=withheld"},
		{"iwlwifi.nvm_file=Kunde77Fw.nvm", "iwlwifi.nvm_file=withheld"},
		{"psmouse.x=hunter2 dev.foo=meinhund",
		 "psmouse.x=withheld dev.foo=withheld"},
		{"iwlwifi.dyndbg=\"file Geh2x +p\"", "iwlwifi.dyndbg=withheld"},
		{"systemd.unit=kundegmbh.service", "systemd.unit=withheld"},
		{"usbcore.x=ab1-cd2-ef3", "usbcore.x=withheld"},
		{"whatever=alice", "whatever=withheld"},
		{"whatever=20010203", "whatever=withheld"},
		{"4C530001QX17 quiet", "withheld quiet"},
		{"quiet -- alice secret", "quiet -- withheld"},
		{"quiet build-17 ro", "quiet withheld ro"},
		{"build-17_x.y=1 module_blacklist=build_17x",
		 "withheld_x.y=1 module_blacklist=withheldx"},
		/* what people call their files, directories and consoles */
		{"firmware_class.path=/home/alice/fw quiet",
		 "firmware_class.path=withheld quiet"},
		{"firmware_class.path=/opt/alice/fw", "firmware_class.path=withheld"},
		{"drm.edid_firmware=edid/alice.bin", "drm.edid_firmware=withheld"},
		{"drm.edid_firmware=DP-1:edid/1024x768.bin,HDMI-A-1:alice.bin",
		 "drm.edid_firmware=DP-1:edid/1024x768.bin,HDMI-A-1:withheld"},
		{"earlycon=alice", "earlycon=withheld"},
		{"init=/opt/alice/init x=1", "init=/opt/withheld/init x=1"},
		{"i915.modeset=1 init=/home/alice/init", "i915.modeset=1 init=~/init"},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		becomes(hw_parameter_text_public, texts[i][0], texts[i][1]);
}

/* What a diagnosis needs, and what is nobody's. */
static void harmless_parameters(void **state)
{
	static const char *const texts[] = {
		"BOOT_IMAGE=/boot/vmlinuz-6.1.0-13-amd64 ro quiet splash nomodeset "
		"nousb\n",
		"BOOT_IMAGE=(hd0,gpt2)/vmlinuz-6.12.9-200.fc41.x86_64",
		"root=/dev/nvme0n1p2 rootfstype=ext4 rootflags=subvol=@",
		"rootflags=subvol=@/.snapshots/12/snapshot",
		"rootflags=noatime,subvol=@rootfs,compress=zstd:1,errors=remount-ro",
		"console=ttyS0,115200n8 reboot=k panic=1",
		"i915.modeset=0 nouveau.modeset=off i915.force_probe=!56c0,*",
		"modprobe.blacklist=ioatdma,e1000e module_blacklist=x,igb",
		"initcall_blacklist=sysfb_init rd.driver.blacklist=nouveau",
		"rdblacklist=nouveau nouveau.blacklist=1 rd.driver.pre=vfio-pci",
		"pci=nomsi,noaer acpi=off iommu=pt intel_iommu=off amd_iommu=off",
		"vfio-pci.ids=1002:67df,1002:aaf0 usbcore.quirks=0bda:8153:k",
		"usb-storage.quirks=0bda:9210:u usbhid.quirks=0x046d:0xc52b:0x4",
		"usbcore.authorized_default=0 usbcore.nousb=Y",
		"snd_hda_intel.model=alc283-dac-wcaps snd_x.foo=bar "
		"snd_intel_dspcfg.dsp_driver=1",
		"drm.edid_firmware=edid/1280x1024.bin "
		"firmware_class.path=/lib/firmware/x",
		"earlycon=uart8250,mmio32,0xfe03e000,115200n8 "
		"earlycon=pl011,0x87e024000000",
		"earlycon init=/opt/rocm/init module_blacklist=x,y",
		"drm.edid_firmware=DP-1:edid/1920x1080.bin video=HDMI-A-1:1920x1080@60",
		"acpi_osi=\"Windows 2015\" acpi_backlight=native",
		"xyz=lazy xyz=1 xyz=on xyz=0x2f xyz.abc=auto xyz=0,1 xyz",
		"net.ifnames=0 systemd.unit=rescue.target crashkernel=256M",
		"systemd.unit=multi-user.target systemd.mask=emergency.service",
		"ip=on psmouse.proto=imps libata.force=1.00:noncq zswap.compressor=lz4hc",
		"cfg80211.ieee80211_regdom=DE cpufreq.default_governor=schedutil",
		"nouveau.config=NvB=2 usbcore.autosuspend=-1 dyndbg=\"file +p\"",
		"",
		"  quiet  ro ",
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		becomes(hw_parameter_text_public, texts[i], texts[i]);
}

static void directives(void **state)
{
	static const char *const texts[][2] = {
		{"# for alice, ask bob", "#"},
		{"  # goes on \\", "#\\"},
		{"blacklist nouveau # alice's card", "blacklist nouveau #"},
		{"options ath9k nohwcrypt=1 # joe", "options ath9k nohwcrypt=1 #"},
		{"options x key=s3cr3t wpa_psk=\"a b\" debug=1",
		 "options x key=withheld wpa_psk=withheld debug=1"},
		{"options hostap_cs essid=Home wepkey1=Hunter2 channel=3",
		 "options hostap_cs essid=withheld wepkey1=withheld channel=3"},
		{"options x servername=zed adminpw=\"a b\" imei=3569380 password1=on",
		 "options x servername=withheld adminpw=withheld imei=withheld "
		 "password1=on"},
		/* parameters of modules of Linux 6.12 that end or begin so */
		{"options x swap_fn=legacy nobypass=legacy spin=legacy fn_hotkey=legacy",
		 "options x swap_fn=legacy nobypass=legacy spin=legacy fn_hotkey=legacy"},
		{"options x passthrough=full secretmem=on serialize=full hostmode=full",
		 "options x passthrough=full secretmem=on serialize=full hostmode=full"},
		/* values that no table has, as on the command line */
		{"options iwlwifi foo=meinhund1 nvm_file=KundeFw77.nvm x=meinhund",
		 "options iwlwifi foo=withheld nvm_file=withheld x=withheld"},
		{"options v4l2loopback card_label=\"Joe's Cam\" devices=2",
		 "options v4l2loopback card_label=withheld devices=2"},
		{"options bonding arp_ip_target=192.168.1.1",
		 "options bonding arp_ip_target=withheld"},
		{"install x curl -u a:b https://pluto/x # c",
		 "install x curl -u withheld https://withheld #"},
		/* a key by its name, or a value that is no word */
		{"options x otp=hunter y=Xk3v9QaZ1 z=98765432109",
		 "options x otp=withheld y=withheld z=withheld"},
		{"options zfs zfs_arc_max=8589934592 ids=0x1234,10de:1b80",
		 "options zfs zfs_arc_max=8589934592 ids=0x1234,10de:1b80"},
		{"options snd_hda_intel model=dell-headset-multi patch=hda/alc283.fw",
		 "options snd_hda_intel model=dell-headset-multi patch=withheld"},
		{"install x /opt/alice/run.sh; /usr/opt/alice /opt/nvidia/run",
		 "install x /opt/withheld/run.sh; /usr/opt/alice /opt/nvidia/run"},
		{"options x file=\"/opt/alice corp\"", "options x file=withheld"},
		{"options x build_17_opt=1", "options x withheld_opt=1"},
		/* a host may be called as a module is */
		{"blacklist build-17", "blacklist withheld"},
		{"options vfio-pci ids=1002:67df disable_vga=1",
		 "options vfio-pci ids=1002:67df disable_vga=1"},
		{"options snd-hda-intel model=auto:1 index=1 id=PCH",
		 "options snd-hda-intel model=auto:1 index=1 id=PCH"},
		{"options thinkpad_acpi hotkey=enable fan_control=1",
		 "options thinkpad_acpi hotkey=enable fan_control=1"},
		{"alias wmi:97845ED0-4E6D-11DE-8A39-0800200C9A66 x",
		 "alias wmi:97845ED0-4E6D-11DE-8A39-0800200C9A66 x"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		becomes(hw_directive_text_public, texts[i][0], texts[i][1]);
}

static void is_part(const char *text, const char *first, const char *expected)
{
	const struct hw_private_words words = {.host = HW_TEXT("build-17")};
	struct hw_arena arena = {0};
	struct hw_text t = hw_directive_part_public(hw_text_of(text), hw_text_of(first),
						    &words, &arena);

	if (!hw_text_eq(t, hw_text_of(expected)))
		fail_msg("%s: %.*s", text, HW_TEXT_ARG(t));
	hw_arena_done(&arena);
}

/* What a program takes is kept of programs alone that take nothing private. */
static void commands(void **state)
{
	static const char *const texts[][2] = {
		{"TOKEN_A=hunter PASSWORD_PROD=hunter DEBUG=1 /usr/bin/load",
		 "TOKEN_A=withheld PASSWORD_PROD=withheld DEBUG=1 /usr/bin/load"},
		{"docker login -p hunter", "docker login -p withheld"},
		{"curl -d '{\"token\":\"hunter\"}'", "curl -d 'withheld'"},
		{"curl -d '{\"x\":\"hunter\"}'", "curl -d 'withheld'"},
		{"gh auth login <<< hunter", "gh auth login <<< withheld"},
		{"plink -pw hunter", "plink -pwithheld withheld"},
		{"foo --apikey hunter", "foo --apikey withheld"},
		{"nvme connect --dhchap-secret hunter",
		 "nvme connect --dhchap-secret withheld"},
		{"curl --oauth2-bearer hunter", "curl --oauth2-bearer withheld"},
		{"vault login hunter", "vault login withheld"},
		{"aws configure set aws_secret_access_key hunter",
		 "aws configure set withheld withheld"},
		{"mosquitto_pub -P hunter", "mosquitto_pub -P withheld"},
		{"/bin/sh -c \"docker login -p hunter; exit 0\"",
		 "/bin/sh -c \"docker login -p withheld; exit 0\""},
		{"sudo -u alice /usr/bin/load m", "sudo -u withheld /usr/bin/load m"},
		{"echo Xk3v9QaZ1 > /sys/x; cat <<hunter",
		 "echo withheld > /sys/x; cat <<withheld"},
		{"logger hunter; printf hunter", "logger withheld; printf withheld"},
		{"modprobe -i m y=hunter", "modprobe -i m y=withheld"},
		{"modprobe -i m y=hunter-Two", "modprobe -i m y=withheld"},
	};
	/* as packages have them: modprobe.d(5), alsa-utils, bpo of kmod */
	static const char *const harmless[] = {
		"/bin/false",
		"/sbin/modprobe --ignore-install m $CMDLINE_OPTS && { /sbin/modprobe "
		"--quiet --use-blacklist snd-seq ; : ; }",
		"/sbin/modprobe -r --ignore-remove m && /usr/sbin/alsactl store "
		">/dev/null 2>&1 || :",
		"modprobe -q -i m && sleep 1 && echo 1 > /sys/module/m/x",
		"/sbin/modprobe ehci-hcd; if [ -e /dev/x ]; then /sbin/modprobe m a=1; "
		"fi",
		"setpci -s 00:1f.0 40.w=1",
	};
	char line[256];
	char expected[256];

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		snprintf(line, sizeof(line), "install m %s", texts[i][0]);
		snprintf(expected, sizeof(expected), "install m %s", texts[i][1]);
		becomes(hw_directive_text_public, line, expected);
		/* a recording is filtered once more */
		becomes(hw_directive_text_public, expected, expected);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(harmless); i++) {
		snprintf(line, sizeof(line), "remove m %s", harmless[i]);
		becomes(hw_directive_text_public, line, line);
	}
	/* behind a backslash, of a directive that is known */
	is_part("  vault login hunter", "install m \\", "  vault login withheld");
	is_part("  x=hunter-two y=1", "options m \\", "  x=withheld y=1");
	is_part("  of alice \\", "# the machine \\", "#\\");
	is_part("  modprobe m", "install m \\", "  modprobe m");
	is_part("  snd_pcsp", "softdep m pre: \\", "  snd_pcsp");
	/* and of one that is not */
	becomes(hw_directive_text_public, "  docker login -p Hunter-2 \\",
		"  docker login -p withheld \\");
	becomes(hw_directive_text_public, "  model=auto:1 otp=hunter-Two x=dell-front",
		"  model=auto:1 otp=withheld x=dell-front");
	becomes(hw_directive_text_public, "  mosquitto_pub -P hunter -t \\",
		"  mosquitto_pub -P withheld -t \\");
	becomes(hw_directive_text_public, "  /sbin/modprobe -q -i snd_pcsp \\",
		"  /sbin/modprobe -q -i snd_pcsp \\");
	becomes(hw_directive_text_public, "install m sh -", "install m sh -");
	becomes(hw_directive_text_public, "  nouveau snd_pcsp", "  nouveau snd_pcsp");
}

/* A host that is called as a module. */
static void names_of_modules(void **state)
{
	static const char *const lines[] = {"blacklist nouveau",
					    "options nouveau modeset=0",
					    "install nouveau /bin/false"};
	const char *cmdline = "modprobe.blacklist=nouveau nouveau.modeset=0";
	const struct hw_private_words words = {.host = HW_TEXT("nouveau")};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_true(hw_text_eq(
			hw_directive_text_public(hw_text_of(lines[i]), &words, &arena),
			hw_text_of(lines[i])));
	assert_true(
		hw_text_eq(hw_parameter_text_public(hw_text_of(cmdline), &words, &arena),
			   hw_text_of(cmdline)));
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_modules),
		cmocka_unit_test(private_parameters),
		cmocka_unit_test(harmless_parameters),
		cmocka_unit_test(directives),
		cmocka_unit_test(commands),
	};

	return cmocka_run_group_tests_name("parameter_text", tests, NULL, NULL);
}
