// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Sources, one value a file unless said otherwise:
 *
 *     sys/class/dmi/id/…          drivers/firmware/dmi-id.c; world-readable but for the
 *                                 serial numbers and the UUID, which we do not open
 *     proc/device-tree/…          property bytes of the flattened tree: strings end in a
 *                                 NUL, "compatible" is a list of them
 *     proc/sys/kernel/…           kernel/sysctl.c; arch since Linux 6.1
 *     etc/os-release              os-release(5): NAME=value, the value in shell quotes
 */
#include "data/host/host.h"

#include <errno.h>
#include <sys/utsname.h>

#include "data/root/note.h"

struct host_file {
	const char *path;
	/* offset of the text in struct hw_host */
	size_t member;
};

#define ARCHITECTURE "proc/sys/kernel/arch"
#define RELEASE	     "proc/sys/kernel/osrelease"

#define MEMBER(name) .member = offsetof(struct hw_host, name)

static const struct host_file host_files[] = {
	{.path = "sys/class/dmi/id/sys_vendor", MEMBER(sys_vendor)},
	{.path = "sys/class/dmi/id/product_name", MEMBER(product_name)},
	{.path = "sys/class/dmi/id/product_version", MEMBER(product_version)},
	{.path = "sys/class/dmi/id/board_vendor", MEMBER(board_vendor)},
	{.path = "sys/class/dmi/id/board_name", MEMBER(board_name)},
	{.path = "sys/class/dmi/id/bios_vendor", MEMBER(bios_vendor)},
	{.path = "sys/class/dmi/id/bios_version", MEMBER(bios_version)},
	{.path = "sys/class/dmi/id/bios_date", MEMBER(bios_date)},
	{.path = "proc/device-tree/model", MEMBER(device_tree_model)},
	{.path = "proc/device-tree/compatible", MEMBER(device_tree_compatible)},
	{.path = RELEASE, MEMBER(kernel_release)},
	{.path = "proc/sys/kernel/version", MEMBER(kernel_version)},
	{.path = ARCHITECTURE, MEMBER(architecture)},
};

static const struct {
	const char *key;
	size_t member;
} os_keys[] = {
	{.key = "ID", MEMBER(os_id)},
	{.key = "VERSION_ID", MEMBER(os_version_id)},
	{.key = "PRETTY_NAME", MEMBER(os_name)},
	{.key = "VERSION_CODENAME", MEMBER(os_codename)},
};

static void set(struct hw_host *host, size_t member, struct hw_text value)
{
	memcpy((char *)host + member, &value, sizeof(value));
}

static struct hw_text trim(struct hw_text t)
{
	static const char blanks[] = " \t\n\r";

	return hw_text_trim_start(hw_text_trim_end(t, blanks), blanks);
}

/* The value up to the first NUL, without blanks around it; absent if empty. */
static struct hw_text read_value(struct hw_root *root, struct hw_arena *arena,
				 const char *path)
{
	struct hw_text text;

	if (hw_root_read_once(root, path, arena, &text) != 0)
		return HW_NO_TEXT;
	text = trim(hw_text_cut(&text, '\0'));
	return text.n ? text : HW_NO_TEXT;
}

/* The quoting of sh(1) that os-release(5) allows: "…" with \ before " $ \ `, or '…'. */
static struct hw_text unquote(struct hw_text t, struct hw_arena *arena)
{
	char quote = t.n >= 2 ? t.s[0] : '\0';
	size_t n = 0;
	char *to;

	if ((quote != '"' && quote != '\'') || t.s[t.n - 1] != quote)
		return t;
	to = hw_arena_alloc(arena, t.n, 1);
	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 1; i < t.n - 1; i++) {
		if (quote == '"' && t.s[i] == '\\' && i + 1 < t.n - 1 &&
		    strchr("\"$\\`", t.s[i + 1]))
			i++;
		to[n++] = t.s[i];
	}
	return (struct hw_text){to, n};
}

static void read_os_release(struct hw_root *root, struct hw_arena *arena,
			    struct hw_host *host)
{
	struct hw_text text;

	if (hw_root_read_once(root, "etc/os-release", arena, &text) != 0 &&
	    hw_root_read_once(root, "usr/lib/os-release", arena, &text) != 0)
		return;
	while (text.s) {
		struct hw_text line = trim(hw_text_cut(&text, '\n'));
		struct hw_text key = hw_text_cut(&line, '=');

		for (size_t i = 0; i < HW_ARRAY_SIZE(os_keys) && line.s; i++) {
			struct hw_text value;

			if (!hw_text_eq(key, hw_text_of(os_keys[i].key)))
				continue;
			value = unquote(line, arena);
			set(host, os_keys[i].member, value.n ? value : HW_NO_TEXT);
		}
	}
}

/* For kernels before 6.1, which have no arch file. */
static void read_uname(struct hw_root *root, struct hw_arena *arena, struct hw_host *host)
{
	struct utsname name;

	if (uname(&name) != 0)
		return;
	host->architecture = hw_arena_copy(arena, hw_text_of(name.machine));
	if (!host->kernel_release.s)
		host->kernel_release = hw_arena_copy(arena, hw_text_of(name.release));
	if (!host->kernel_version.s)
		host->kernel_version = hw_arena_copy(arena, hw_text_of(name.version));
	hw_root_note_file(root, ARCHITECTURE, host->architecture, 0);
	hw_root_note_file(root, RELEASE, host->kernel_release, 0);
	hw_root_note_file(root, "proc/sys/kernel/version", host->kernel_version, 0);
}

void hw_host_read_release(struct hw_root *root, struct hw_arena *arena,
			  struct hw_host *ret)
{
	struct hw_host host = {.kernel_taint = -1};

	host.kernel_release = read_value(root, arena, RELEASE);
	if (hw_root_kind(root) == HW_ROOT_LIVE && !host.kernel_release.s)
		read_uname(root, arena, &host);
	*ret = host;
}

void hw_host_read_names(struct hw_root *root, struct hw_arena *arena, struct hw_host *ret)
{
	*ret = (struct hw_host){.kernel_taint = -1};
	ret->device_tree_compatible =
		read_value(root, arena, "proc/device-tree/compatible");
	read_os_release(root, arena, ret);
}

struct hw_text hw_host_read_architecture(struct hw_root *root, struct hw_arena *arena)
{
	struct hw_host host = {.architecture = read_value(root, arena, ARCHITECTURE)};

	if (hw_root_kind(root) == HW_ROOT_LIVE && !host.architecture.s)
		read_uname(root, arena, &host);
	return host.architecture;
}

void hw_host_read(struct hw_root *root, struct hw_arena *arena, struct hw_host *ret)
{
	struct hw_host host = {0};
	int64_t chassis;

	if (hw_root_kind(root) == HW_ROOT_LIVE && hw_root_records(root))
		read_uname(root, arena, &host);
	for (size_t i = 0; i < HW_ARRAY_SIZE(host_files); i++)
		set(&host, host_files[i].member,
		    read_value(root, arena, host_files[i].path));
	if (hw_root_kind(root) == HW_ROOT_LIVE)
		read_uname(root, arena, &host);
	read_os_release(root, arena, &host);
	chassis = hw_text_decimal(
		read_value(root, arena, "sys/class/dmi/id/chassis_type"), 18);
	host.chassis_type = chassis > 0 && chassis <= UINT8_MAX ? (unsigned)chassis : 0;
	host.kernel_taint =
		hw_text_decimal(read_value(root, arena, "proc/sys/kernel/tainted"), 18);
	*ret = host;
}
