// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What apt takes a version of a package for, a number (apt_preferences(5)):
 *
 *     etc/apt/preferences, etc/apt/preferences.d/
 *         Package: *
 *         Pin: release o=Debian, a=unstable
 *         Pin-Priority: 100
 *
 *         Package: firmware-iwlwifi broadcom-*
 *         Pin: origin deb.debian.org
 *         Pin-Priority: -1
 *
 * The first pin of the package that fits counts; if none does, that of the default
 * release, then the first of all packages, then what the release says of itself. Names
 * and values are globs, or regular expressions between slashes, in any case of letters
 * (pkgVersionMatch, apt-pkg/versionmatch.cc). Of pins of versions those count that are
 * for packages; pins of sources, "src:NAME", do not.
 */
#include <regex.h>
#include <strings.h>

#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/base/path.h"
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

/* Longest text that is compared with an expression; longer ones fit none. */
#define LONGEST ((size_t)255)

/* A glob in lower case, or a regular expression. */
struct expression {
	struct hw_text glob;
	/* NULL: it is a glob */
	regex_t *regex;
	/* a regular expression that is not taken: nothing fits */
	bool is_odd;
};

enum field {
	SUITE,
	CODENAME,
	ORIGIN,
	LABEL,
	VERSION,
	COMPONENT,
	/* suite or codename */
	NAME,
	/* that of the address */
	HOST,
	/* of the package, not of its release */
	PACKAGE_VERSION,
};

/* "a=unstable" */
struct condition {
	enum field field;
	struct expression expression;
};

struct pin {
	/* of packages; none: it is of all */
	struct expression *names;
	size_t name_count;
	/* all of these fit; none: everything does */
	struct condition *conditions;
	size_t condition_count;
	int64_t priority;
};

struct hw_apt_pins {
	struct hw_arena arena;
	/* the first one that fits counts */
	struct pin *v;
	size_t n;
	size_t room;
	/* the first one is of the default release */
	bool has_default;
	regex_t **regexes;
	size_t regex_n;
	size_t regex_room;
};

/* --- Expressions --- */

/* What may take a time or a memory without bounds is not taken: counts of repetitions,
 * and references to what was found. */
static bool is_bounded(struct hw_text regex)
{
	for (size_t i = 0; i < regex.n; i++)
		if (regex.s[i] == '{' || regex.s[i] == '\0' ||
		    (regex.s[i] == '\\' && i + 1 < regex.n &&
		     hw_is_digit(regex.s[i + 1])))
			return false;
	return regex.n <= LONGEST;
}

static regex_t *compile(struct hw_apt_pins *pins, struct hw_text text)
{
	const struct hw_text copy = hw_arena_copy(&pins->arena, text);
	regex_t *regex;

	if (!is_bounded(text) || !copy.s ||
	    HW_ARRAY_GROW(pins->regexes, pins->regex_n, &pins->regex_room, 4) < 0)
		return NULL;
	regex = hw_calloc(1, sizeof(*regex));
	if (!regex)
		return NULL;
	if (regcomp(regex, copy.s, REG_EXTENDED | REG_ICASE | REG_NOSUB) != 0) {
		free(regex);
		return NULL;
	}
	pins->regexes[pins->regex_n++] = regex;
	return regex;
}

static struct hw_text lower(struct hw_text text, char buffer[static LONGEST + 1])
{
	for (size_t i = 0; i < text.n; i++)
		buffer[i] = hw_lower(text.s[i]);
	buffer[text.n] = '\0';
	return (struct hw_text){buffer, text.n};
}

static struct expression expression_of(struct hw_apt_pins *pins, struct hw_text text)
{
	struct expression e = {.glob = HW_NO_TEXT};
	char buffer[LONGEST + 1];

	if (text.n >= 2 && text.s[0] == '/' && text.s[text.n - 1] == '/') {
		e.regex = compile(pins, hw_text_head(hw_text_from(text, 1), text.n - 2));
		e.is_odd = !e.regex;
	} else if (text.n <= LONGEST) {
		e.glob = hw_arena_copy(&pins->arena, lower(text, buffer));
	} else {
		e.is_odd = true;
	}
	return e;
}

/* An absent text fits none. */
static bool fits(const struct expression *e, struct hw_text text)
{
	char buffer[LONGEST + 1];

	if (!text.s || text.n > LONGEST || e->is_odd)
		return false;
	text = lower(text, buffer);
	return e->regex ? regexec(e->regex, text.s, 0, NULL, 0) == 0
			: hw_glob_match_written(e->glob, text);
}

/* --- Pins --- */

static struct hw_text trim(struct hw_text text)
{
	text = hw_text_trim_start(hw_text_trim_end(text, " \t\r"), " \t");
	if (text.n >= 2 && text.s[0] == '"' && text.s[text.n - 1] == '"')
		text = (struct hw_text){text.s + 1, text.n - 2};
	return text;
}

static void add_condition(struct hw_apt_pins *pins, struct pin *pin, size_t *room,
			  enum field field, struct hw_text text)
{
	if (HW_ARENA_GROW(&pins->arena, struct condition, pin->conditions,
			  pin->condition_count, room, 4) < 0)
		return;
	pin->conditions[pin->condition_count++] = (struct condition){
		.field = field, .expression = expression_of(pins, text)};
}

/* "o=Debian, a=unstable", or the name of a release alone. False: it is not known what it
 * asks for. */
static bool read_release(struct hw_apt_pins *pins, struct pin *pin, struct hw_text rest)
{
	static const struct {
		char letter;
		enum field field;
	} letters[] = {
		{'a', SUITE}, {'n', CODENAME}, {'o', ORIGIN},
		{'l', LABEL}, {'v', VERSION},  {'c', COMPONENT},
	};
	size_t room = 0;

	rest = trim(rest);
	if (hw_text_find(rest, '=') == rest.n) {
		if (rest.n && !hw_text_eq(rest, HW_TEXT("*")))
			add_condition(pins, pin, &room,
				      hw_is_digit(rest.s[0]) ? VERSION : NAME, rest);
		return rest.n > 0;
	}
	while (rest.s) {
		struct hw_text value = hw_text_cut(&rest, ',');
		const struct hw_text key = trim(hw_text_cut(&value, '='));
		size_t i = 0;

		while (i < HW_ARRAY_SIZE(letters) &&
		       (key.n != 1 || hw_lower(key.s[0]) != letters[i].letter))
			i++;
		if (i == HW_ARRAY_SIZE(letters) || !value.s)
			return false;
		add_condition(pins, pin, &room, letters[i].field, trim(value));
	}
	return true;
}

/* "release a=unstable", "origin deb.debian.org", of packages "version 2023*". */
static bool read_pin(struct hw_apt_pins *pins, struct pin *pin, struct hw_text rest)
{
	static const struct {
		const char *kind;
		enum field field;
	} kinds[] = {{"origin", HOST}, {"version", PACKAGE_VERSION}};
	const struct hw_text kind = hw_text_cut_word(&rest);
	size_t room = 0;

	if (kind.n == strlen("release") && strncasecmp(kind.s, "release", kind.n) == 0)
		return read_release(pins, pin, rest);
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++) {
		if (kind.n != strlen(kinds[i].kind) ||
		    strncasecmp(kind.s, kinds[i].kind, kind.n) != 0)
			continue;
		add_condition(pins, pin, &room, kinds[i].field, trim(rest));
		return kinds[i].field == HOST || pin->name_count;
	}
	return false;
}

/* "firmware-iwlwifi broadcom-*"; "NAME:amd64" is for an architecture. */
static bool read_names(struct hw_apt_pins *pins, struct pin *pin, struct hw_text names)
{
	size_t room = 0;

	if (hw_text_eq(names, HW_TEXT("*")))
		return true;
	for (;;) {
		struct hw_text name = hw_text_cut_word(&names);

		if (!name.n)
			return pin->name_count > 0;
		if (hw_text_starts(name, HW_TEXT("src:")))
			continue;
		if (name.s[0] != '/')
			name = hw_text_head(name, hw_text_find(name, ':'));
		if (HW_ARENA_GROW(&pins->arena, struct expression, pin->names,
				  pin->name_count, &room, 4) < 0)
			return false;
		pin->names[pin->name_count++] = expression_of(pins, name);
	}
}

/* "-10", "never"; 0: it is none, and apt refuses the pin. */
static int64_t priority_of(struct hw_text text)
{
	const bool is_negative = hw_text_starts(text, HW_TEXT("-"));
	const int64_t value = hw_text_decimal(hw_text_from(text, is_negative), 9);

	if (hw_text_eq(text, HW_TEXT("never")))
		return HW_APT_NEVER;
	if (value <= 0)
		return 0;
	return is_negative ? -value : value;
}

static void add_pin(struct hw_apt_pins *pins, struct hw_text names, struct hw_text what,
		    struct hw_text priority)
{
	struct pin pin = {.priority = priority_of(priority)};

	if (pin.priority && read_names(pins, &pin, names) && read_pin(pins, &pin, what) &&
	    HW_ARENA_GROW(&pins->arena, struct pin, pins->v, pins->n, &pins->room, 8) ==
		    0)
		pins->v[pins->n++] = pin;
}

/* The fields of a pin. */
enum { PACKAGE, PIN, PRIORITY, FIELDS };

/* Which of them a line is, and its value; FIELDS: it is another one. */
static size_t field_of(struct hw_text line, struct hw_text *ret)
{
	static const char *const names[FIELDS] = {"package", "pin", "pin-priority"};

	for (size_t i = 0; i < FIELDS; i++) {
		*ret = hw_deb822_value(line, names[i]);
		if (ret->s)
			return i;
	}
	return FIELDS;
}

/* A paragraph a pin; a line that begins with a blank goes on with the field before. */
static void read_text(struct hw_apt_pins *pins, struct hw_text text)
{
	struct hw_text fields[FIELDS] = {HW_NO_TEXT, HW_NO_TEXT, HW_NO_TEXT};
	size_t last = FIELDS;

	while (text.s) {
		const struct hw_text line = hw_text_cut(&text, '\n');
		const struct hw_text words = hw_text_trim_start(line, " \t\r");
		struct hw_text value;

		if (!words.n) {
			add_pin(pins, fields[PACKAGE], fields[PIN], fields[PRIORITY]);
			for (size_t i = 0; i < FIELDS; i++)
				fields[i] = HW_NO_TEXT;
			last = FIELDS;
		} else if (words.s != line.s) {
			if (last < FIELDS)
				fields[last] = hw_arena_join(&pins->arena, fields[last],
							     ' ', words);
		} else {
			last = field_of(line, &value);
			if (last < FIELDS)
				fields[last] = value;
		}
	}
	add_pin(pins, fields[PACKAGE], fields[PIN], fields[PRIORITY]);
}

static void read_file(struct hw_apt_pins *pins, struct hw_root *root, const char *path)
{
	struct hw_text text;

	if (hw_root_read(root, path, &pins->arena, &text) == 0)
		read_text(pins, text);
}

static void add_default(struct hw_apt_pins *pins, struct hw_text release)
{
	struct pin pin = {.priority = 990};

	if (!release.n || !read_release(pins, &pin, release) ||
	    HW_ARENA_GROW(&pins->arena, struct pin, pins->v, pins->n, &pins->room, 8) < 0)
		return;
	pins->v[pins->n++] = pin;
	pins->has_default = true;
}

struct hw_apt_pins *hw_apt_pins_read(struct hw_root *root)
{
	static const char directory[] = "etc/apt/preferences.d";
	struct hw_apt_pins *pins = hw_calloc(1, sizeof(*pins));
	struct hw_text *names;
	size_t n = 0;

	if (!pins)
		return NULL;
	add_default(pins, hw_apt_default_release(root, &pins->arena));
	read_file(pins, root, "etc/apt/preferences");
	if (hw_root_list(root, directory, &pins->arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		char path[PATH_MAX];

		if (hw_apt_is_conf(names[i], ".pref") &&
		    hw_path_join(path, hw_text_of(directory), names[i]))
			read_file(pins, root, path);
	}
	return pins;
}

void hw_apt_pins_close(struct hw_apt_pins *pins)
{
	if (!pins)
		return;
	for (size_t i = 0; i < pins->regex_n; i++) {
		regfree(pins->regexes[i]);
		free(pins->regexes[i]);
	}
	free(pins->regexes);
	hw_arena_done(&pins->arena);
	free(pins);
}

/* --- Priorities --- */

static bool is_of_package(const struct pin *pin, struct hw_text package)
{
	for (size_t i = 0; i < pin->name_count; i++)
		if (fits(&pin->names[i], package))
			return true;
	return false;
}

bool hw_apt_is_pinned(const struct hw_apt_pins *pins, struct hw_text package)
{
	for (size_t i = 0; i < pins->n; i++)
		if (is_of_package(&pins->v[i], package))
			return true;
	return false;
}

struct hw_text hw_apt_field(struct hw_text text, const char *field)
{
	while (text.s) {
		const struct hw_text value =
			hw_deb822_value(hw_text_cut(&text, '\n'), field);

		if (value.s)
			return value;
	}
	return HW_NO_TEXT;
}

static bool fits_condition(const struct condition *c, const struct hw_apt_release *r,
			   struct hw_text version)
{
	static const char *const fields[] = {
		[SUITE] = "suite", [CODENAME] = "codename", [ORIGIN] = "origin",
		[LABEL] = "label", [VERSION] = "version",
	};

	switch (c->field) {
	case SUITE:
	case CODENAME:
	case ORIGIN:
	case LABEL:
	case VERSION:
		return fits(&c->expression, hw_apt_field(r->head, fields[c->field]));
	case COMPONENT:
		return fits(&c->expression, r->component);
	case HOST:
		return fits(&c->expression, r->host);
	case PACKAGE_VERSION:
		return fits(&c->expression, version.s ? version : HW_TEXT(""));
	case NAME:
		return fits(&c->expression, hw_apt_field(r->head, "suite")) ||
		       fits(&c->expression, hw_apt_field(r->head, "codename"));
	}
	return false;
}

static bool fits_pin(const struct pin *pin, const struct hw_apt_release *r,
		     struct hw_text version)
{
	for (size_t i = 0; i < pin->condition_count; i++)
		if (!fits_condition(&pin->conditions[i], r, version))
			return false;
	return true;
}

int64_t hw_apt_pinned(const struct hw_apt_pins *pins,
		      const struct hw_apt_release *release, struct hw_text package,
		      struct hw_text version)
{
	for (size_t i = 0; package.n && i < pins->n; i++)
		if (is_of_package(&pins->v[i], package) &&
		    fits_pin(&pins->v[i], release, version))
			return pins->v[i].priority;
	return 0;
}

/* That of the first pin of all packages that fits the release; 0: none does. */
static int64_t pinned_of_all(const struct hw_apt_pins *pins,
			     const struct hw_apt_release *release, size_t from)
{
	for (size_t i = from; i < pins->n; i++)
		if (!pins->v[i].name_count && fits_pin(&pins->v[i], release, HW_NO_TEXT))
			return pins->v[i].priority;
	return 0;
}

int64_t hw_apt_priority(const struct hw_apt_pins *pins,
			const struct hw_apt_release *release, bool but_default)
{
	const int64_t own = pinned_of_all(pins, release, pins->has_default);
	const int64_t any = pinned_of_all(pins, release, 0);

	if (any && own != HW_APT_NEVER && !but_default)
		return any;
	if (own)
		return own;
	return hw_text_eq(hw_apt_field(release->head, "notautomatic"), HW_TEXT("yes"))
		       ? HW_APT_NOT_AUTOMATIC
		       : HW_APT_USUAL;
}
