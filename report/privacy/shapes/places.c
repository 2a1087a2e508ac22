// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shapes/places.h"

#include "decoders/text/ascii.h"

/* Below /opt is a directory for each who provides programs (hier(7)); of these many a
 * machine has one. */
static bool is_provider(struct hw_text name)
{
	static const char names[][12] = {
		"bin",	      "etc",	  "lib",       "lib64",	   "share",
		"local",      "amdgpu",	  "rocm",      "intel",	   "nvidia",
		"cuda",	      "google",	  "vmware",    "Citrix",   "mellanox",
		"containerd", "cni",	  "microsoft", "MegaRAID", "dell",
		"hp",	      "hpe",	  "lenovo",    "vc",	   "displaylink",
		"VirtualBox", "withheld",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (hw_text_eq(name, hw_text_of(names[i])))
			return true;
	return hw_text_starts(name, HW_TEXT("rocm-")) ||
	       hw_text_starts(name, HW_TEXT("VBoxGuestAdditions"));
}

static size_t component_length(struct hw_text text, bool is_path)
{
	size_t n = 0;

	if (is_path)
		return hw_text_find(text, '/');
	while (n < text.n && (hw_is_alnum(text.s[n]) || strchr("._-", text.s[n])))
		n++;
	return n;
}

/* A user and a label, or a label: pam_mount(8), udisks(8). What ends the path is a file,
 * or a place that systems make, "/media/cdrom". */
static size_t of_media_length(struct hw_text text, bool is_path)
{
	size_t n = 0;

	for (int i = 0; i < 2; i++) {
		const struct hw_text rest = hw_text_from(text, n ? n + 1 : 0);
		const size_t part = component_length(rest, is_path);

		if (!part || part + 1 >= rest.n || rest.s[part] != '/' ||
		    !component_length(hw_text_from(rest, part + 1), is_path))
			break;
		n += part + (n != 0);
	}
	return hw_text_eq(hw_text_head(text, n), HW_TEXT("withheld")) ? 0 : n;
}

struct hw_private_part hw_private_place(struct hw_text text, size_t at, bool is_path)
{
	static const struct {
		const char *above;
		bool is_media;
	} places[] = {
		{"/opt/", false},
		{"/media/", true},
		{"/run/media/", true},
	};
	const struct hw_text path = hw_text_from(text, at);

	if (!path.n || path.s[0] != '/' || (at && hw_is_alnum(text.s[at - 1])))
		return (struct hw_private_part){0, 0};
	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++) {
		const struct hw_text above = hw_text_of(places[i].above);
		const struct hw_text below = hw_text_from(path, above.n);
		size_t n;

		if (path.n <= above.n || !hw_text_starts(path, above))
			continue;
		n = places[i].is_media ? of_media_length(below, is_path)
				       : component_length(below, is_path);
		if (!places[i].is_media && is_provider(hw_text_head(below, n)))
			n = 0;
		return (struct hw_private_part){above.n, n};
	}
	return (struct hw_private_part){0, 0};
}
