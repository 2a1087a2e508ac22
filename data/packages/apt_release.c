// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From which releases of an archive apt takes by itself only what is in no other one:
 * those whose file Release says so, and those that a pin puts below the others
 * (apt_preferences(5)):
 *
 *     var/lib/apt/lists/deb.debian.org_debian_dists_bookworm-backports_InRelease
 *         Origin: Debian Backports
 *         Suite: stable-backports
 *         Codename: bookworm-backports
 *         NotAutomatic: yes
 *     etc/apt/preferences, etc/apt/preferences.d/
 *         Package: *
 *         Pin: release a=unstable
 *         Pin-Priority: 100
 *
 * Of pins of all packages the first one that fits a release counts, and goes before what
 * the release says. Where one puts a release of the archive above what others have, these
 * are below it, but not releases of others, whose packages the archive seldom has. The
 * release of etc/apt/apt.conf.d/ and etc/apt/apt.conf,
 *
 *         APT::Default-Release "bookworm";
 *
 * is pinned behind them (apt.conf(5)). Of pins of single packages those count that refuse
 * all versions, "Pin: release *" with a negative priority; and none by a regular
 * expression.
 */
#include <limits.h>
#include <stdio.h>

#include "data/alias/glob.h"
#include "data/base/path.h"
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

/* What a release has that nothing is said of. */
#define PRIORITY_DEFAULT       500
#define PRIORITY_NOT_AUTOMATIC 1

/* A release of which a list is. */
struct release {
	/* "deb.debian.org"; what its file has before the list of files, or absent */
	struct hw_text host;
	struct hw_text head;
	struct hw_text component;
};

bool hw_is_release_of_archive(struct hw_text word)
{
	static const char *const releases[] = {
		"bullseye",	"bookworm", "trixie",	"forky",    "duke",
		"sid",		"stable",   "testing",	"unstable", "oldstable",
		"experimental", "bionic",   "focal",	"jammy",    "noble",
		"oracular",	"plucky",   "questing", "resolute",
	};
	static const char *const pockets[] = {
		"",
		"-updates",
		"-security",
		"-proposed",
		"-proposed-updates",
		"-backports",
		"-backports-sloppy",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(releases); i++) {
		struct hw_text release = hw_text_of(releases[i]);

		if (!hw_text_starts(word, release))
			continue;
		for (size_t j = 0; j < HW_ARRAY_SIZE(pockets); j++)
			if (hw_text_eq(hw_text_from(word, release.n),
				       hw_text_of(pockets[j])))
				return true;
	}
	return false;
}

static struct hw_text field_of(struct hw_text text, const char *field)
{
	while (text.s) {
		const struct hw_text value =
			hw_deb822_value(hw_text_cut(&text, '\n'), field);

		if (value.s)
			return value;
	}
	return HW_NO_TEXT;
}

/* The fields before the list of files, which is long. */
static struct hw_text head_of(struct hw_text text)
{
	struct hw_text rest = text;

	while (rest.s) {
		const struct hw_text line = hw_text_cut(&rest, '\n');

		if (hw_deb822_value(line, "md5sum").s ||
		    hw_deb822_value(line, "sha256").s)
			return hw_text_head(text, (size_t)(line.s - text.s));
	}
	return text;
}

/* Whether a file Release begins with `stem`, and if so, what it says. */
static bool read_release(struct hw_root *root, const char *directory, struct hw_text stem,
			 struct hw_arena *arena, struct hw_text *ret)
{
	static const char *const endings[] = {"_InRelease", "_Release"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(endings); i++) {
		char path[PATH_MAX];
		struct hw_map map;
		int n = snprintf(path, sizeof(path), "%s/%.*s%s", directory,
				 HW_TEXT_ARG(stem), endings[i]);

		if (n < 0 || (size_t)n >= sizeof(path) ||
		    hw_root_map(root, path, &map) < 0)
			continue;
		*ret = hw_arena_copy(arena, head_of(map.text));
		hw_unmap(&map);
		return true;
	}
	return false;
}

/* --- Pins --- */

/* "unstable.pref", "backports"; others are not read. */
static bool is_pin_file(struct hw_text name)
{
	const struct hw_text suffix = HW_TEXT(".pref");

	if (name.n > suffix.n &&
	    hw_text_eq(hw_text_from(name, name.n - suffix.n), suffix))
		name = hw_text_head(name, name.n - suffix.n);
	for (size_t i = 0; i < name.n; i++)
		if (!hw_is_alnum(name.s[i]) && name.s[i] != '-' && name.s[i] != '_')
			return false;
	return name.n > 0;
}

static void add_pins(struct hw_root *root, const char *path, struct hw_arena *arena,
		     struct hw_text *pins)
{
	struct hw_text text;

	if (hw_root_read(root, path, arena, &text) == 0 && text.n)
		*pins = hw_arena_printf(arena, "%.*s%.*s\n\n", HW_TEXT_ARG(*pins),
					HW_TEXT_ARG(text));
}

static struct hw_text read_pins(struct hw_root *root, struct hw_arena *arena)
{
	static const char directory[] = "etc/apt/preferences.d";
	struct hw_text pins = HW_TEXT("");
	struct hw_text *names;
	size_t n = 0;

	add_pins(root, "etc/apt/preferences", arena, &pins);
	if (hw_root_list(root, directory, arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		char path[PATH_MAX];

		if (is_pin_file(names[i]) && hw_path_join(path, directory, names[i]))
			add_pins(root, path, arena, &pins);
	}
	return pins;
}

/* The value of the last "Default-Release" of a file of apt.conf(5), also within a group
 * "APT { … };"; absent: there is none. */
static struct hw_text default_release(struct hw_text text)
{
	const struct hw_text key = HW_TEXT("Default-Release");
	struct hw_text found = HW_NO_TEXT;

	while (text.s) {
		struct hw_text line = hw_text_trim_start(hw_text_cut(&text, '\n'), " \t");
		const char *at = line.n ? memmem(line.s, line.n, key.s, key.n) : NULL;
		struct hw_text value;

		if (!at || line.s[0] == '#' || hw_text_starts(line, HW_TEXT("//")))
			continue;
		value = hw_text_from(line, (size_t)(at - line.s) + key.n);
		value = hw_text_trim_start(value, " \t");
		if (!hw_text_starts(value, HW_TEXT("\"")))
			continue;
		value = hw_text_from(value, 1);
		found = hw_text_head(value, hw_text_find(value, '"'));
	}
	return found;
}

/* Of the files in apt.conf.d, and then apt.conf, the last one that tells it. */
static void add_default_release(struct hw_root *root, struct hw_arena *arena,
				struct hw_text *pins)
{
	static const char directory[] = "etc/apt/apt.conf.d";
	struct hw_text release = HW_NO_TEXT, found, text;
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(root, directory, arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i <= n; i++) {
		char path[PATH_MAX] = "etc/apt/apt.conf";

		if ((i < n && !hw_path_join(path, directory, names[i])) ||
		    hw_root_read(root, path, arena, &text) < 0)
			continue;
		found = default_release(text);
		release = found.n ? found : release;
	}
	if (release.n)
		*pins = hw_arena_printf(arena,
					"%.*sPackage: *\nPin: release %.*s\n"
					"Pin-Priority: 990\n\n",
					HW_TEXT_ARG(*pins), HW_TEXT_ARG(release));
}

static struct hw_text trim(struct hw_text text)
{
	text = hw_text_trim_start(hw_text_trim_end(text, " \t\r"), " \t");
	if (text.n >= 2 && text.s[0] == '"' && text.s[text.n - 1] == '"')
		text = (struct hw_text){text.s + 1, text.n - 2};
	return text;
}

static bool fits_field(struct hw_text value, struct hw_text field)
{
	return field.n && hw_glob_match_written(value, field);
}

/* "a=unstable", or the name of a release alone. */
static bool fits_word(struct hw_text word, const struct release *r)
{
	static const struct {
		char letter;
		const char *field;
	} fields[] = {
		{'a', "suite"}, {'n', "codename"}, {'o', "origin"},
		{'l', "label"}, {'v', "version"},
	};
	struct hw_text value = word;
	const struct hw_text key = trim(hw_text_cut(&value, '='));

	if (!value.s)
		return hw_text_eq(key, HW_TEXT("*")) ||
		       fits_field(key, field_of(r->head, "suite")) ||
		       fits_field(key, field_of(r->head, "codename"));
	value = trim(value);
	if (hw_text_eq(key, HW_TEXT("c")))
		return fits_field(value, r->component);
	for (size_t i = 0; i < HW_ARRAY_SIZE(fields); i++)
		if (key.n == 1 && key.s[0] == fields[i].letter)
			return fits_field(value, field_of(r->head, fields[i].field));
	return false;
}

/* "release o=Debian, a=unstable", "origin deb.debian.org". */
static bool fits_pin(struct hw_text pin, const struct release *r)
{
	const struct hw_text kind = hw_text_cut(&pin, ' ');
	bool fits = pin.s != NULL;

	if (hw_text_eq(kind, HW_TEXT("origin")))
		return fits && fits_field(trim(pin), r->host);
	if (!hw_text_eq(kind, HW_TEXT("release")))
		return false;
	while (fits && pin.s)
		fits = fits_word(trim(hw_text_cut(&pin, ',')), r);
	return fits;
}

/* "-10"; 0: it is none, and apt refuses the pin. */
static int64_t number_of(struct hw_text priority)
{
	const bool is_negative = hw_text_starts(priority, HW_TEXT("-"));
	const int64_t value = hw_text_decimal(hw_text_from(priority, is_negative), 9);

	if (value <= 0)
		return 0;
	return is_negative ? -value : value;
}

/* The priority of the first pin of all packages that fits the release; 0: none does. */
static int64_t pinned_priority(struct hw_text pins, const struct release *r)
{
	struct hw_text package = HW_NO_TEXT, pin = HW_NO_TEXT, priority = HW_NO_TEXT;

	while (pins.s) {
		const struct hw_text line = hw_text_cut(&pins, '\n');
		struct hw_text value;

		if (hw_text_trim_start(line, " \t\r").n) {
			value = hw_deb822_value(line, "package");
			package = value.s ? value : package;
			value = hw_deb822_value(line, "pin");
			pin = value.s ? value : pin;
			value = hw_deb822_value(line, "pin-priority");
			priority = value.s ? value : priority;
			continue;
		}
		if (hw_text_eq(package, HW_TEXT("*")) && number_of(priority) && pin.n &&
		    fits_pin(pin, r))
			return number_of(priority);
		package = pin = priority = HW_NO_TEXT;
	}
	return 0;
}

/* Whether one of the names of a pin, "firmware-iwlwifi broadcom-*", is that of the
 * package. */
static bool names_package(struct hw_text names, struct hw_text package)
{
	while (names.n) {
		const struct hw_text name = hw_text_cut(&names, ' ');

		if (name.n && !hw_text_eq(name, HW_TEXT("*")) &&
		    hw_glob_match_written(name, package))
			return true;
	}
	return false;
}

bool hw_apt_refuses(const struct hw_apt_pins *pins, struct hw_text package)
{
	struct hw_text rest = pins->refusing;
	struct hw_text names = HW_NO_TEXT, pin = HW_NO_TEXT, priority = HW_NO_TEXT;

	while (rest.s) {
		const struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text value;

		if (hw_text_trim_start(line, " \t\r").n) {
			value = hw_deb822_value(line, "package");
			names = value.s ? value : names;
			value = hw_deb822_value(line, "pin");
			pin = value.s ? value : pin;
			value = hw_deb822_value(line, "pin-priority");
			priority = value.s ? value : priority;
			continue;
		}
		/* the first one that is of all versions counts */
		if ((hw_text_eq(pin, HW_TEXT("release *")) ||
		     hw_text_eq(pin, HW_TEXT("version *"))) &&
		    number_of(priority) && names_package(names, package))
			return number_of(priority) < 0;
		names = pin = priority = HW_NO_TEXT;
	}
	return false;
}

static int64_t priority_of(struct hw_text pins, const struct release *r)
{
	const int64_t pinned = pinned_priority(pins, r);

	if (pinned)
		return pinned;
	return hw_text_eq(field_of(r->head, "notautomatic"), HW_TEXT("yes"))
		       ? PRIORITY_NOT_AUTOMATIC
		       : PRIORITY_DEFAULT;
}

/* Where the name of a release begins in that of a list or of its own file; the end: it
 * has none. */
static size_t name_start(struct hw_text name)
{
	const struct hw_text dists = HW_TEXT("_dists_");

	for (size_t i = 0; i + dists.n <= name.n; i++)
		if (hw_text_starts(hw_text_from(name, i), dists))
			return i + dists.n;
	return name.n;
}

static struct hw_text host_of(struct hw_text name)
{
	return hw_text_head(name, hw_text_find(name, '_'));
}

/* The highest priority of a release of the archive whose file this may be. */
static int64_t priority_of_file(struct hw_root *root, const char *directory,
				struct hw_text name, struct hw_text pins,
				struct hw_arena *arena)
{
	static const char *const endings[] = {"_InRelease", "_Release"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(endings); i++) {
		const struct hw_text end = hw_text_of(endings[i]);
		struct release release = {.host = host_of(name)};
		struct hw_text stem;

		if (name.n <= end.n ||
		    !hw_text_eq(hw_text_from(name, name.n - end.n), end))
			continue;
		stem = hw_text_head(name, name.n - end.n);
		if (hw_is_release_of_archive(hw_text_from(stem, name_start(stem))) &&
		    read_release(root, directory, stem, arena, &release.head))
			return priority_of(pins, &release);
	}
	return 0;
}

struct hw_apt_pins hw_apt_read_pins(struct hw_root *root, const char *directory,
				    struct hw_arena *arena)
{
	struct hw_apt_pins pins = {
		.text = read_pins(root, arena),
		.usual = PRIORITY_DEFAULT,
	};
	struct hw_text *names;
	size_t n = 0;

	/* most have none */
	if (pins.text.n && memmem(pins.text.s, pins.text.n, ": -", 3))
		pins.refusing = pins.text;
	add_default_release(root, arena, &pins.text);
	if (!pins.text.n || hw_root_list(root, directory, arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		const int64_t priority =
			priority_of_file(root, directory, names[i], pins.text, arena);

		if (priority > pins.usual)
			pins.usual = priority;
	}
	return pins;
}

/*
 * The release is "bookworm-backports" of
 * "deb.debian.org_debian_dists_bookworm-backports_main", whose file is
 * "deb.debian.org_debian_dists_bookworm-backports_InRelease". A component may have a '_'
 * too.
 */
struct hw_text hw_apt_suite(struct hw_root *root, const char *directory,
			    struct hw_text stem, struct hw_text component,
			    const struct hw_apt_pins *pins, struct hw_arena *arena)
{
	struct release release = {.host = host_of(stem), .component = component};
	const size_t start = name_start(stem);
	size_t end = stem.n;
	int64_t priority;
	bool is_of_archive;

	while (end > start && !read_release(root, directory, hw_text_head(stem, end),
					    arena, &release.head))
		do
			end--;
		while (end > start && stem.s[end] != '_');
	stem = hw_text_from(hw_text_head(stem, end), start < end ? start : end);
	is_of_archive = hw_is_release_of_archive(stem);
	priority = priority_of(pins->text, &release);
	if (priority >= (is_of_archive ? pins->usual : PRIORITY_DEFAULT))
		return HW_NO_TEXT;
	return is_of_archive ? hw_arena_copy(arena, stem) : HW_SUITE_OTHER;
}
