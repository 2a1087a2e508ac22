// SPDX-License-Identifier: GPL-2.0-or-later
/* What quoted text loses before strangers see it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/privacy/texts/directive_text.h"

static void is_public(const char *text, const char *expected)
{
	struct hw_arena arena = {0};
	const struct hw_private_words words = {.host = HW_TEXT("build-17")};
	struct hw_text t = hw_free_text_public(hw_text_of(text), &words, &arena);

	if (!hw_text_eq(t, hw_text_of(expected)))
		fail_msg("%s: %.*s", text, HW_TEXT_ARG(t));
	hw_arena_done(&arena);
}

static void what_identifies_is_withheld(void **state)
{
	(void)state;
	is_public("install m curl -u alice:pass https://x/",
		  "install m curl -u withheld https://withheld");
	is_public("install m curl --user=alice:p x", "install m curl --user=withheld x");
	is_public("options m psk=0123 Password: x", "options m psk=withheld Password: x");
	is_public("options m token='a b' c", "options m token='withheld' c");
	is_public("options e1000e mac=52:54:00:12:34:56,1",
		  "options e1000e mac=withheld,1");
	is_public("root=UUID=01234567-89ab-cdef-0123-456789abcdef ro",
		  "root=UUID=withheld ro");
	is_public("wwpn=0x500507630300c562", "wwpn=withheld");
	is_public("wwn 50:05:07:63:03:00:c5:62", "wwn withheld");
	is_public(
		"r8169: failed to load /opt/zwickcorp/fw/rtl.fw (-2), not /opt/nvidia/x",
		"r8169: failed to load /opt/withheld/fw/rtl.fw (-2), not /opt/nvidia/x");
	is_public(
		"load /media/anna/STICK/fw/x.bin /run/media/anna/A_B/x.bin /media/cdrom",
		"load /media/withheld/fw/x.bin /run/media/withheld/x.bin /media/cdrom");
	is_public("load /media/withheld/x.bin", "load /media/withheld/x.bin");
	is_public(
		"[drm] GuC firmware(s) can be downloaded from https://git.kernel.org/pub/"
		"scm/linux/kernel/git/firmware/linux-firmware.git/tree/i915",
		"[drm] GuC firmware(s) can be downloaded from https://git.kernel.org/pub/"
		"scm/linux/kernel/git/firmware/linux-firmware.git/tree/i915");
	is_public("download it from https://github.com/thesofproject/sof-bin/",
		  "download it from https://github.com/thesofproject/sof-bin/");
	is_public("report to linux-usb@vger.kernel.org",
		  "report to linux-usb@vger.kernel.org");
	is_public("report to anna@kernel.org", "report to withheld");
	is_public("See https://wiki.debian.org/Firmware for x",
		  "See https://wiki.debian.org/Firmware for x");
	is_public("bug on https://gitlab.freedesktop.org/drm/intel/-/wikis/How-to.",
		  "bug on https://gitlab.freedesktop.org/drm/intel/-/wikis/How-to.");
	is_public("at https://gitlab.freedesktop.org/alice/x", "at https://withheld");
	is_public("at https://bugzilla.kernel.org.example.com/x", "at https://withheld");
	is_public("at https://alice@bugzilla.kernel.org/x", "at https://withheld");
	is_public("sas_addr(0x500605b00abcdef0)", "sas_addr(withheld)");
	is_public("[mem 0x00000000fee00000-0x000000063fffffff] 0xffffffffc0a1b2c3",
		  "[mem 0x00000000fee00000-0x000000063fffffff] 0xffffffffc0a1b2c3");
	is_public("ping BUILD-17.example.org", "ping withheld");
	is_public("curl -ualice:p x", "curl -uwithheld x");
	is_public("wget --http-password hunter2 x", "wget --http-password withheld x");
	is_public("mysql -phunter2 db", "mysql -pwithheld db");
	is_public("sshpass -p hunter2 ssh h", "sshpass -p withheld ssh h");
	is_public("options m pass=a pw=b DB_PASSWORD=c",
		  "options m pass=withheld pw=withheld DB_PASSWORD=withheld");
	is_public("curl -H 'Authorization: Bearer a.b c' x",
		  "curl -H 'Authorization: withheld' x");
	is_public("curl -H \"X-Api-Key: abc\" x", "curl -H \"X-Api-Key: withheld\" x");
	is_public("show arp 001b.4411.3ab7", "show arp withheld");
	is_public("cp ~alice/x ~/y", "cp ~/x ~/y");
	is_public("/home/alice/x.sh /root/y /var/home/bob.b/", "~/x.sh ~/y ~/");
	is_public("ping build-17 build-17.lan build-170",
		  "ping withheld withheld build-170");
}

/* Behind the word, or behind "is", as sentences have it. */
static void said_secrets_are_withheld(void **state)
{
	(void)state;
	is_public("found Bearer eyJhbGciOiJIUzI1NiJ9.abc.def", "found Bearer withheld");
	is_public("the password is tok3n", "the password is withheld");
	is_public("PSK \"mywifipass9\", SSID 'AnnasNetz'",
		  "PSK \"withheld\", SSID 'withheld'");
	is_public("passphrase \"Correct Horse\"", "passphrase \"withheld\"");
	is_public("key 0xabcdef0123456789abcdef", "key withheld");
	is_public("pin 482910.", "pin withheld.");
	is_public("serial no. SNLOG12345", "serial no. withheld");
	/* numbers of pins and keys, and what is said of secrets */
	is_public("pin 12, pin 0x1f", "pin 12, pin 0x1f");
	is_public("Unknown key 0xab pressed, key 464",
		  "Unknown key 0xab pressed, key 464");
	is_public("password is required, token was rejected by rule2",
		  "password is required, token was rejected by rule2");
	is_public("Key type dns_resolver registered", "Key type dns_resolver registered");
	is_public("PSK not set, SSID is hidden", "PSK not set, SSID is hidden");
}

static void domains_are_withheld(void **state)
{
	/* files, versions and names of kinds are none */
	static const char *const others[] = {
		"iwlwifi-8000C-36.ucode",
		"regulatory.db",
		"brcmfmac43455-sdio.txt",
		"6.1.0-56-amd64",
		"snd_hda_intel.ko.xz",
		"net.ifnames=0",
		"systemd-modules-load.service",
		"mlx5_core.eth.0",
		"i915.modeset=1",
		"e.g. failed. com",
		"/lib/firmware/x.de/y",
		"x.com_y",
	};

	(void)state;
	is_public("at host9.corp.example", "at withheld");
	is_public("mounted from nas.lan.", "mounted from withheld.");
	is_public("host9.corp.example.com:22", "withheld:22");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		is_public(others[i], others[i]);
}

/* Written as one word, with digits behind it, and names of headers. */
static void joined_keys_are_withheld(void **state)
{
	static const char *const keys[] = {
		"PGPASSWORD", "SSHPASS",      "SMBPASS",    "LDAPPW",	"APITOKEN",
		"wpapsk",     "WPAPSK2",      "wepkey",	    "essid",	"password1",
		"adminpw",    "serialno",     "authkey",    "authkey2", "mypassword",
		"secretkey",  "accesstoken",  "licensekey", "imei",	"servername",
		"MYSQLPWD",   "passwordfile", "btmac",	    "dbuser",	"ldapserver",
	};
	static const char *const harmless[] = {
		"fnmode", "keyboard", "passthrough", "compass",	 "hotkey",
		"hmac",	  "observer", "passive",     "nobypass", "spinup",
	};
	char text[64];
	char expected[64];

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		snprintf(text, sizeof(text), "install m %s=Hunter2Hunter x", keys[i]);
		snprintf(expected, sizeof(expected), "install m %s=withheld x", keys[i]);
		is_public(text, expected);
	}
	for (size_t i = 0; i < sizeof(harmless) / sizeof(*harmless); i++) {
		snprintf(text, sizeof(text), "install m %s=word x", harmless[i]);
		is_public(text, text);
	}
	is_public("install m PASSWORD1=1 wpapsk=on x",
		  "install m PASSWORD1=1 wpapsk=on x");
	is_public("curl -H \"X-Token: Hunter2Hunter\" x",
		  "curl -H \"X-Token: withheld\" x");
	is_public("curl -H 'Private-Token: a b' x",
		  "curl -H 'Private-Token: withheld' x");
	is_public("curl -H 'X-Vault-Token:a' x", "curl -H 'X-Vault-Token:withheld' x");
	/* an address in the name of a file, none in a type or another number */
	is_public("failed to load wifi-d8f883aabb01.bin (-2)",
		  "failed to load wifi-withheld.bin (-2)");
	is_public("Direct firmware load for x/nvram_D8F883AABB01.txt failed",
		  "Direct firmware load for x/nvram_withheld.txt failed");
	is_public("failed to load iwlwifi-123456789012.ucode wmi:05901221-d566-11d1-b2f0-"
		  "00a0c9062910 x-deadbeefcafe.bin",
		  "failed to load iwlwifi-123456789012.ucode wmi:05901221-d566-11d1-b2f0-"
		  "00a0c9062910 x-deadbeefcafe.bin");
	is_public("curl -H 'Accept-Encoding: gzip' x",
		  "curl -H 'Accept-Encoding: gzip' x");
}

/* Manual pages of the programs: report/privacy/shapes/arguments.c. */
static void arguments_are_withheld(void **state)
{
	(void)state;
	is_public("install m nmcli device wifi connect Cafe password 'p w' ifname wlan0",
		  "install m nmcli device wifi connect withheld password 'withheld' "
		  "ifname wlan0");
	is_public("nmcli con modify x wifi-sec.psk p,w wifi-sec.key-mgmt wpa-psk",
		  "nmcli con modify x wifi-sec.psk withheld wifi-sec.key-mgmt wpa-psk");
	is_public("/usr/bin/ipmitool -I lanplus -H bmc -U admin -P pw chassis status",
		  "/usr/bin/ipmitool -I lanplus -H withheld -U withheld -P withheld "
		  "chassis status");
	is_public("ipmitool user set password 2 pw; modprobe x",
		  "ipmitool user set password withheld; modprobe x");
	is_public("smbclient -U alice%pw //nas/x -c ls",
		  "smbclient -U withheld //withheld -c ls");
	is_public("smbclient //nas/x pw -c ls", "smbclient //withheld -c ls");
	is_public("smbclient -Ualice%pw -m SMB3 //nas/x; echo x",
		  "smbclient -Uwithheld -m SMB3 //withheld; echo x");
	is_public("mysql -u root -phunter2 db -e 'select 1'",
		  "mysql -u withheld -pwithheld db -e 'select 1'");
	is_public("mysql -uroot -p db", "mysql -uwithheld -p db");
	is_public("sh -c \"snmpget -v2c -c public3 -OQ x\"",
		  "sh -c \"snmpget -v2c -c withheld -OQ x\"");
	is_public("wpa_passphrase Home pass1234 >/etc/x", "wpa_passphrase withheld");
	is_public("keyctl add user NAME SECRET @u", "keyctl add withheld");
	is_public("echo ghp_a1b2 | gh auth login --with-token",
		  "echo withheld | gh auth login --with-token");
	is_public("printf pw | docker login --password-stdin",
		  "printf withheld | docker login --password-stdin");
	is_public("echo 1 | sudo tee /sys/x; echo pw | sudo -S tee /sys/x",
		  "echo 1 | sudo tee /sys/x; echo withheld | sudo -S tee /sys/x");
	is_public("echo -n pw | /sbin/cryptsetup open /dev/sda2 x",
		  "echo withheld | /sbin/cryptsetup open /dev/sda2 x");
	is_public("echo root:pw | chpasswd", "echo withheld | chpasswd");
	is_public("xfreerdp /u:alice /p:pw /v:host /f",
		  "xfreerdp /u:withheld /p:withheld /v:withheld /f");
	is_public("redis-cli -h db -a pw ping", "redis-cli -h withheld -a withheld ping");
	/* what is withheld is not withheld again */
	is_public("ipmitool -U withheld -P withheld chassis status",
		  "ipmitool -U withheld -P withheld chassis status");
	/* the same options of other programs */
	is_public("echo 1 | tee /sys/x; grep -P x -U y; mkdir -p a; cp -P a b",
		  "echo 1 | tee /sys/x; grep -P x -U y; mkdir -p a; cp -P a b");
	is_public("ipmitool chassis status; grep -P x y",
		  "ipmitool chassis status; grep -P x y");
	is_public("nmcli radio wifi on", "nmcli radio wifi on");
}

/* In names of files; numbers of so many digits are places in memory. */
static void joined_addresses_are_withheld(void **state)
{
	(void)state;
	is_public("load for fw/mac0xd8f883aabb01.bin failed",
		  "load for fw/mac0xwithheld.bin failed");
	is_public("fw/0xd8f883aabb01.bin", "fw/0xwithheld.bin");
	is_public("wlxd8f883aabb01: up", "wlxwithheld: up");
	is_public("[mem 0x383bfff00000-0x383bffffffff] at 0xd8f883aabb01",
		  "[mem 0x383bfff00000-0x383bffffffff] at 0xd8f883aabb01");
}

/* A word of a longer name, an option, or a key of JSON. */
static void parts_of_names_are_withheld(void **state)
{
	(void)state;
	is_public("TOKEN_A=hunter PASSWORD_PROD=hunter x",
		  "TOKEN_A=withheld PASSWORD_PROD=withheld x");
	is_public("x --apikey hunter --dhchap-secret=hunter -v",
		  "x --apikey withheld --dhchap-secret=withheld -v");
	is_public("x --oauth2-bearer hunter y", "x --oauth2-bearer withheld y");
	is_public("x {\"token\":\"hunter\", \"a\": 1}",
		  "x {\"token\":\"withheld\", \"a\": 1}");
	is_public("x {\\\"password\\\": \\\"hunter\\\"}",
		  "x {\\\"password\\\": \\\"withheld\"}");
	is_public("spin_lock=1 pinctrl_x=word token_ring: x",
		  "spin_lock=1 pinctrl_x=word token_ring: x");
}

static void is_directive(const char *text, const char *expected)
{
	struct hw_arena arena = {0};
	struct hw_text t = hw_directive_text_public(hw_text_of(text), NULL, &arena);

	if (!hw_text_eq(t, hw_text_of(expected)))
		fail_msg("%s: %.*s", text, HW_TEXT_ARG(t));
	hw_arena_done(&arena);
}

/* A MAC address may have no letter, or nothing else; a number is one all the same. */
static void bare_addresses_are_withheld(void **state)
{
	(void)state;
	is_public("eth0: 00:11:22:33:44:55 up", "eth0: withheld up");
	is_public("eth0: 00-11-22-33-44-55 up", "eth0: withheld up");
	is_public("eth0: 001122334455 up", "eth0: withheld up");
	is_public("mac 112233445566, addr: 223344556677", "mac withheld, addr: withheld");
	is_public("sda: 512110190592 bytes, deadbeefcafe",
		  "sda: 512110190592 bytes, deadbeefcafe");
	is_public("000000000000 111111111111", "000000000000 111111111111");
	is_directive("install m etherwake 112233445566", "install m etherwake withheld");
	is_directive("install m etherwake abcdefabcdef", "install m etherwake withheld");
	is_directive("remove m etherwake 02aBcDefab01 x",
		     "remove m etherwake withheld withheld");
	is_directive("install m x 00:11:22:33:44:55", "install m x withheld");
	is_directive("install m dd if=/dev/zero count=5121101",
		     "install m dd if=/dev/zero count=5121101");
}

static void addresses_are_withheld(void **state)
{
	(void)state;
	is_public("curl https://alice:p@host/x", "curl https://withheld");
	is_public("ping 192.168.1.7", "ping withheld");
	is_public("x >/dev/tcp/10.1.2.3/99", "x >/dev/tcp/withheld/99");
	is_public("x >/dev/udp/8.8.4.4/53", "x >/dev/udp/withheld/53");
	is_public("mount /n/10.1.2.3/x /n/192.168.1.7",
		  "mount /n/withheld/x /n/withheld");
	is_public("from 10.1.2.3-10.1.2.9, 172.16.0.1-9",
		  "from withheld-withheld, withheld-9");
	is_public("srv-192.168.1.7", "srv-withheld");
	is_public("dns=10.0.0.53:53, 8.8.4.4", "dns=withheld:53, withheld");
	is_public("ping fe80::5054:ff:fea1:b2c0%eth0", "ping withheld%eth0");
	is_public("to [2001:db8::7]:443", "to [withheld]:443");
	is_public("2001:db8:0:1:5054:ff:fea1:b2c0 up", "withheld up");
	is_public("ping ::ffff:192.168.1.7", "ping withheld");
	is_public("mount nas:/export/alice /mnt", "mount withheld:/export/alice /mnt");
	is_public("mount -t cifs //nas/alice /mnt", "mount -t cifs //withheld /mnt");
	is_public("mail alice@example.org, ssh alice@server1",
		  "mail withheld, ssh withheld");
	is_public("netroot=iscsi:10.0.0.1::::iqn.2009-06.org.x:disk1",
		  "netroot=iscsi:withheld::::iqn.withheld");
	is_public("nqn.2014-08.org.nvmexpress:uuid:x", "nqn.withheld");
	is_public("BOOTIF=01-52-54-00-12-34-56", "BOOTIF=withheld");
}

static void identifiers_are_withheld(void **state)
{
	(void)state;
	is_public("/efi/3d1219c7c4c5404aaa1f6d2a48adfda4/linux", "/efi/withheld/linux");
	is_public("eui.002538b71b406d9a", "eui.withheld");
	is_public("wwn-0x5000c500a1b2c3d4", "wwn-withheld");
	is_public("naa.600508e0000000a1", "naa.withheld");
	is_public("/dev/disk/by-id/ata-X_S4EW-part1", "/dev/disk/by-id/withheld");
	is_public("/dev/disk/by-label/ALICE", "/dev/disk/by-label/withheld");
}

/* announce_device(), drivers/usb/core/hub.c, and what programs say of a user */
static void what_a_log_says_is_withheld(void **state)
{
	(void)state;
	is_public("usb 1-2: SerialNumber: 4C530001", "usb 1-2: SerialNumber: withheld");
	is_public("usb 1-2: Product: Joe's iPhone", "usb 1-2: Product: withheld");
	is_public("usb 1-2: Manufacturer: Joe", "usb 1-2: Manufacturer: withheld");
	is_public("disk, serial number: PF2ABCDE.", "disk, serial number: withheld");
	is_public("disk S/N WD-WX11A", "disk S/N withheld");
	is_public("port GUID 0002:c903:000e:0b72, up", "port GUID withheld, up");
	is_public("fw0: GUID 0011066600001234, S400", "fw0: GUID withheld, S400");
	is_public("wwpn=2100:0024:ff7e:1123", "wwpn=withheld");
	is_public("modem IMEI: 490154203237518", "modem IMEI: withheld");
	is_public("Service Tag 5XJ4K13", "Service Tag withheld");
	is_public("started by user alice", "started by user withheld");
	is_public("user: alice", "user: withheld");
	is_public("hostname: pluto", "hostname: withheld");
}

/* Words that look alike. */
static void the_rest_stays(void **state)
{
	static const char *const texts[] = {
		"blacklist e1000e",
		"install m /bin/false",
		"options snd-hda-intel model=auto:1 index=1",
		"pci:v00008086d000015B8sv*sd*bc*sc*i*",
		"0000:00:1f.6 00:1f.6",
		"-u",
		"sort -u file",
		"/rootfs/x /homework /home/",
		"token=",
		"getty@tty1.service serial-getty@ttyS0 nvmf-connect@x.service",
		"ethernet@1c30000 pmic@a0 a@b",
		"ping 127.0.0.1 0.0.0.0 ::1, mask 255.255.255.0",
		"e1000e: version 5.10.0.1, firmware: 1.2.3.4",
		"driver-1.2.3.4.tar /lib/firmware/1.2.3.4/x 1.2.3.4.5 1.2.3.4-k 01.2.3.4",
		"driver-10.1.2.3 10.1.2.3-k 10.1.2.3.4 172.32.0.1-2 x-172.15.0.1",
		"usb 0bda:8153:k 00:1f.6 07:07:52 input3::capslock acer::x abc::kbd",
		"alias wmi:97845ED0-4E6D-11DE-8A39-0800200C9A66 x",
		"alias vmbus:f8615163df3e46c5913ff2d2f965ed0e hv_netvsc",
		"Mfr=1, Product=2, SerialNumber=3",
		"GUID Partition Table, guid 8086:15b8:1028, service tag is unknown",
		"Serial: 8250/16550 driver, 4 ports; USB Serial Device converter",
		"install m echo serial=serial-3",
		"options m fn_key=1 hotkey=enable",
		"in user space, user mode; the user is asked",
		"Product revision 2; manufacturer",
		"a: /b  c://  x:y/z",
		"pass through, compass=1 bypass",
		"mount ~ and ~user",
		"",
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		is_public(texts[i], texts[i]);
}

static void is_path(const char *home, const char *path, const char *expected)
{
	const struct hw_private_words words = hw_private_words_of(home);
	struct hw_arena arena = {0};

	assert_true(hw_text_eq(hw_free_text_path(hw_text_of(path), &words, &arena),
			       hw_text_of(expected)));
	hw_arena_done(&arena);
}

static void home_of_a_path(void **state)
{
	(void)state;
	is_path("/srv/people/carol/", "/srv/people/carol/m", "~/m");
	is_path("/srv/people/carol", "/srv/people/caroline", "/srv/people/caroline");
	is_path("/", "/lib/modules", "/lib/modules");
	is_path(NULL, "/root", "~");
	is_path(NULL, "/home//alice/m", "~/m");
	is_path(NULL, "/home/alice/x/../../..", "~/x/../../..");
	is_path(NULL, "/home/alice/../alice/./m", "~/m");
	/* in a tree that was copied or mounted, of whichever system */
	is_path(NULL, "home/alice/root", "home/withheld/root");
	is_path(NULL, "/mnt/x/home/alice b/m", "/mnt/x/home/withheld/m");
	is_path(NULL, "/Volumes/x/Users/alice", "/Volumes/x/Users/withheld");
	is_path(NULL, "x.tar:home/alice/m", "x.tar:home/withheld/m");
	is_public("see /mnt/x/home/alice/m and /srv/Users/bob.",
		  "see /mnt/x/home/withheld/m and /srv/Users/withheld");
	is_public("home/work and /homes/x", "home/work and /homes/x");
	is_path("/srv/people/carol", "/srv/people/./carol//m", "~/m");
	is_path(NULL, "/lib//modules/..", "/lib//modules/..");
	is_path("", "/home/alice", "~");
	/* what people call their disks, and companies their directories */
	is_path(NULL, "/media/anna/MY STICK/lspci.txt", "/media/withheld/lspci.txt");
	is_path(NULL, "/run/media/anna/A/b/x.txt", "/run/media/withheld/b/x.txt");
	is_path(NULL, "/media/cdrom", "/media/cdrom");
	is_path(NULL, "/media/withheld/x", "/media/withheld/x");
	is_path(NULL, "/opt/zwick corp/x", "/opt/withheld/x");
	is_path(NULL, "/opt/nvidia/x", "/opt/nvidia/x");
}

/* People name a recording after the address of its machine. */
static void address_of_a_path(void **state)
{
	(void)state;
	is_path(NULL, "x/10.77.66.55.snap", "x/withheld.snap");
	is_path(NULL, "10.77.66.55/a.tar.gz", "withheld/a.tar.gz");
	is_path(NULL, "/srv/52-54-00-12-34-56.tar.gz", "/srv/withheld.tar.gz");
	is_path(NULL, "/srv/rack9.corp.example.snap", "/srv/withheld.snap");
	is_path(NULL, "/lib/modules/6.1.0.4", "/lib/modules/6.1.0.4");
	is_path(NULL, "/usr/share/misc/pci.ids", "/usr/share/misc/pci.ids");
	is_path(NULL, "machine.2024-11-28.tar.gz", "machine.2024-11-28.tar.gz");
}

/* In whatever case, as whole words; those of the databases only in texts of people. */
static void users_are_withheld(void **state)
{
	const struct hw_text users[] = {HW_TEXT("tom"), HW_TEXT("stefan")};
	const struct hw_private_words words = {.users = users, .user_count = 2};
	struct hw_arena arena = {0};

	(void)state;
	assert_true(hw_text_eq(
		hw_free_text_public(HW_TEXT("su Tom; stefan-pc custom tom_x tom"), &words,
				    &arena),
		HW_TEXT("su withheld; withheld-pc custom tom_x withheld")));
	assert_true(hw_text_eq(
		hw_free_text_owner(HW_TEXT("Gamepad of Stefan (tom)"), &words, &arena),
		HW_TEXT("Gamepad of withheld (withheld)")));
	hw_arena_done(&arena);
}

static void owners_of_devices(void **state)
{
	static const char *const names[][2] = {
		{"Joe's iPhone", "withheld's iPhone"},
		{"Mary Ann\xe2\x80\x99s iPad", "withheld\xe2\x80\x99s iPad"},
		{"Hans' Maus", "withheld' Maus"},
		{"iPhone von Joe", "iPhone von withheld"},
		{"iPhone de Marie Curie", "iPhone de withheld"},
		{"iPhone d\xe2\x80\x99"
		 "Anna",
		 "iPhone d\xe2\x80\x99withheld"},
		{"iPhone (Anna)", "iPhone (withheld)"},
		{"iPhone (withheld)", "iPhone (withheld)"},
		{"iPhone \xe2\x80\x94 Anna", "iPhone \xe2\x80\x94 withheld"},
		{"Annas iPhone", "withheld iPhone"},
		{"withheld iPhone", "withheld iPhone"},
		/* Japanese, Chinese, Korean */
		{"Anna\xe3\x81\xaeiPhone", "withheld\xe3\x81\xaeiPhone"},
		{"\xe2\x80\x9c"
		 "Anna\xe2\x80\x9d\xe7\x9a\x84 iPhone",
		 "withheld\xe7\x9a\x84 iPhone"},
		{"Anna\xec\x9d\x98 iPhone", "withheld\xec\x9d\x98 iPhone"},
		{"T\xc3\xa9l\xc3\xa9phone de Marie",
		 "T\xc3\xa9l\xc3\xa9phone de withheld"},
		{"Telefon von Anna", "Telefon von withheld"},
		{"PC von Anna M\xc3\xbcller", "PC von withheld"},
		{"Laptop of Joe", "Laptop of withheld"},
		{"Anna Handy", "withheld Handy"},
		{"Anna-Handy", "withheld-Handy"},
		{"Annas Handy 2", "withheld Handy 2"},
		{"Handy von Anna", "Handy von withheld"},
		{"withheld Handy", "withheld Handy"},
		{"Phone", "Phone"},
		{"Wireless Phone", "Wireless Phone"},
		{"Smartphones of 2024", "Smartphones of 2024"},
		{"Computer Systems of America", "Computer Systems of America"},
		{"PCI of x", "PCI of x"},
		{"my Handy", "my Handy"},
		{"iPad (2nd generation)", "iPad (2nd generation)"},
		{"Apple iPhone", "Apple iPhone"},
		{"Samsung Galaxy S21", "Samsung Galaxy S21"},
		{"keys for iPad", "keys for iPad"},
		{"USB Receiver", "USB Receiver"},
		{"Carte de son", "Carte de son"},
		{"iPhone", "iPhone"},
		{"3,5'' HDD case", "3,5'' HDD case"},
		{"24' Display", "24' Display"},
		{"Store 'n' Go", "Store 'n' Go"},
		{"Max' Galaxy", "withheld' Galaxy"},
		{"O'Neil's iPhone", "withheld's iPhone"},
		{"Gadget /home/joe/disk", "Gadget /home/withheld/disk"},
		{"'s", "'s"},
		{"", ""},
	};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (!hw_text_eq(hw_free_text_owner(hw_text_of(names[i][0]), NULL, &arena),
				hw_text_of(names[i][1])))
			fail_msg("%s", names[i][0]);
	hw_arena_done(&arena);
}

/* Words of the databases are no names, and makers no owners: but for firms that are
 * called as people are. */
static void owners_by_databases(void **state)
{
	const struct hw_text lines = HW_TEXT(
		"05ac  Apple, Inc.\n\t0201  USB Keyboard Hub\n\t0202  iPhone Dock\n"
		"\t0203  Wireless PC Notebook\n"
		"0e48  Julia Corp., Ltd\n\t0100  Manual\n"
		"108c  Robert Bosch GmbH\n\t0154  MacBook Pro\n\t0155  x\n"
		"1430  RedOctane\n\t07a7  Disney's High School Musical\n\t07a8  y\n"
		"1431  Out of Band, point of sale\n");
	static const char *const names[][2] = {
		{"Anna's Keyboard", "withheld's Keyboard"},
		{"Apple's Keyboard", "Apple's Keyboard"},
		{"Maker Apple's Keyboard", "Maker Apple's Keyboard"},
		{"Julia's Keyboard", "withheld's Keyboard"},
		{"Robert's Keyboard", "withheld's Keyboard"},
		{"Disney's High School Musical", "Disney's High School Musical"},
		{"Disney's Keyboard", "withheld's Keyboard"},
		{"Peters Maus", "withheld Maus"},
		{"Annas USB-Stick", "withheld USB-Stick"},
		{"Wireless Headset", "Wireless Headset"},
		{"Atlas7 Headset", "Atlas7 Headset"},
		{"Annas-MBP", "withheld-MBP"},
		{"iPhone Annalena", "iPhone withheld"},
		{"iPad-Anna", "iPad-withheld"},
		{"iPhone-von-Anna", "iPhone-von-withheld"},
		{"MacBook Pro", "MacBook Pro"},
		{"iPad (2nd generation)", "iPad (2nd generation)"},
		{"iPhone SE", "iPhone SE"},
		{"iPod touch", "iPod touch"},
		{"Anna iPhone'u", "withheld iPhone'u"},
		{"Apple iPhone Dock", "Apple iPhone Dock"},
		{"L'iPhone de Marie", "L'iPhone de withheld"},
		{"O iPhone do Jo\xc3\xa3o", "O iPhone do withheld"},
		{"Dock for iPhone of 2024", "Dock for iPhone of 2024"},
		{"iPhone u\xc5\xbcytkownika Anna Maria",
		 "iPhone u\xc5\xbcytkownika withheld"},
		{"ANNA-PC", "withheld-PC"},
		{"Wireless-PC", "Wireless-PC"},
		{"All-in-One-PC", "All-in-One-PC"},
		{"Anna-PC-Link", "Anna-PC-Link"},
		{"web7-of-anna", "web7-of-withheld"},
		{"Out-of-Band", "Out-of-Band"},
		{"point-of-View", "point-of-View"},
		{"Disk, owner: Anna Lena (2024)", "Disk, owner: withheld (2024)"},
		{"Property of Anna Lena", "Property of withheld"},
		{"Property of Apple", "Property of Apple"},
		{"superuser: x", "superuser: x"},
		{"SM-G991B Schmitt", "SM-G991B withheld"},
		{"SM-T510", "SM-T510"},
		{"Redmi Note 9 (Annalena)", "Redmi Note 9 (withheld)"},
		{"ThinkPad X1 (Anna Lena)", "ThinkPad X1 (withheld)"},
		{"Redmi Note 9 (Bootloader)", "Redmi Note 9 (Bootloader)"},
		{"Redmi Note 9 (Wireless)", "Redmi Note 9 (Wireless)"},
		/* code names and kinds of chips */
		{"OneConnect NIC (Lancer)", "OneConnect NIC (Lancer)"},
		{"Xperia Mini Pro (Tethering mode)", "Xperia Mini Pro (Tethering mode)"},
		{"anna-laptop", "withheld-laptop"},
		{"ANNA-LAPTOP", "withheld-LAPTOP"},
		{"DESKTOP-ANNA", "DESKTOP-withheld"},
		{"wireless-laptop", "wireless-laptop"},
		{"DESKTOP-HUB", "DESKTOP-HUB"},
		{"anna-laptop Hub", "anna-laptop Hub"},
		{"anna@zwickbox", "withheld"},
		{"USB@zwickbox", "USB@zwickbox"},
		{"1080@60Hz", "1080@60Hz"},
		{"User's Manual", "User's Manual"},
		{"Kids' Tablet", "Kids' Tablet"},
		{"Dr. Anna Lena", "Dr. withheld"},
	};
	struct hw_arena arena = {0};
	struct hw_private_words words = {.users = NULL};
	struct hw_ids *ids;

	(void)state;
	assert_int_equal(hw_ids_open_text(lines, "usb.ids", HW_IDS_USB, NULL, &ids), 0);
	words.databases[1] = ids;
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		const struct hw_text told =
			hw_free_text_owner(hw_text_of(names[i][0]), &words, &arena);

		if (!hw_text_eq(told, hw_text_of(names[i][1])))
			fail_msg("%s: %.*s", names[i][0], HW_TEXT_ARG(told));
	}
	hw_ids_close(ids);
	hw_arena_done(&arena);
}

/* They are searched in documents, if they are long. */
static void owners_are_searched(void **state)
{
	struct hw_arena arena = {0};
	struct hw_withheld withheld = {.arena = &arena};
	const struct hw_private_words words = {.withheld = &withheld};

	(void)state;
	hw_free_text_owner(HW_TEXT("T\xc3\xa9l\xc3\xa9phone de Eudoxiex"), &words,
			   &arena);
	hw_free_text_owner(HW_TEXT("Ottilinx\xe2\x80\x99s iPad"), &words, &arena);
	hw_free_text_owner(HW_TEXT("withheld's iPad"), &words, &arena);
	/* what makers write there */
	hw_free_text_owner(HW_TEXT("Galaxy (debugging mode)"), &words, &arena);
	assert_int_equal(withheld.values.n, 2);
	assert_true(hw_text_set_has(&withheld.values, HW_TEXT("Eudoxiex")));
	assert_true(hw_text_set_has(&withheld.values, HW_TEXT("Ottilinx")));
	hw_withheld_done(&withheld);
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_of_names_are_withheld),
		cmocka_unit_test(joined_addresses_are_withheld),
		cmocka_unit_test(what_identifies_is_withheld),
		cmocka_unit_test(joined_keys_are_withheld),
		cmocka_unit_test(arguments_are_withheld),
		cmocka_unit_test(bare_addresses_are_withheld),
		cmocka_unit_test(addresses_are_withheld),
		cmocka_unit_test(identifiers_are_withheld),
		cmocka_unit_test(what_a_log_says_is_withheld),
		cmocka_unit_test(the_rest_stays),
		cmocka_unit_test(home_of_a_path),
		cmocka_unit_test(address_of_a_path),
		cmocka_unit_test(said_secrets_are_withheld),
		cmocka_unit_test(domains_are_withheld),
		cmocka_unit_test(users_are_withheld),
		cmocka_unit_test(owners_of_devices),
		cmocka_unit_test(owners_by_databases),
		cmocka_unit_test(owners_are_searched),
	};

	return cmocka_run_group_tests_name("free_text", tests, NULL, NULL);
}
