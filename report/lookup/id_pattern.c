// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/id_pattern.h"

#include <ctype.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>

#include "decoders/text/ascii.h"
#include "report/candidates/candidates.h"
#include "report/collect/packages.h"
#include "report/lookup/internal.h"
#include "report/verdict/verdict.h"

/* Up to two patterns: a USB class may be a device's or an interface's. */
struct patterns {
	struct hw_id_pattern v[2];
	size_t n;
	/* patterns that fix none of the ids are wanted too */
	bool by_class;
};

static bool is_candidate(void *arg, struct hw_text pattern)
{
	const struct patterns *s = arg;
	struct hw_needs needs;

	for (size_t i = 0; i < s->n; i++) {
		enum hw_id_fit fit = hw_id_pattern_fit(&s->v[i], pattern, &needs);

		if (fit == HW_ID_FIT_IDS || (fit == HW_ID_FIT_ANY && s->by_class))
			return true;
	}
	return false;
}

static bool is_wanted(void *arg, struct hw_text pattern)
{
	const struct patterns *s = arg;
	struct hw_needs needs;

	for (size_t i = 0; i < s->n; i++)
		if (hw_id_pattern_matches(&s->v[i], pattern, &needs))
			return true;
	return false;
}

/* Longest id pattern that is compared. */
#define IDS_MAX ((size_t)255)

/* Positions of an id pattern that its bytes before, and a package's pattern so far, can
 * both have come to. */
struct meeting {
	struct hw_text ids;
	bool at[IDS_MAX + 1];
};

/* A star of the ids may stand for nothing. */
static void skip_stars(struct meeting *m)
{
	for (size_t i = 0; i < m->ids.n; i++)
		if (m->at[i] && m->ids.s[i] == '*')
			m->at[i + 1] = true;
}

/* A star of the ids is the value of a field: it does not run over the tags of others.
 * `is_blank`: the digits of the ids are none that a byte fits. */
static void step(struct meeting *m, char c, bool is_blank)
{
	bool from = false;

	for (size_t i = m->ids.n + 1; i-- > 0 && c != '*';) {
		char id = i < m->ids.n ? m->ids.s[i] : 0;
		bool was = m->at[i];
		bool is_digit = hw_is_digit(id) || (id >= 'A' && id <= 'F');

		m->at[i] = was && id == '*' && (c == '?' || isxdigit((unsigned char)c));
		if (was && id && id != '*' && !(is_blank && is_digit) &&
		    (c == '?' || hw_lower(c) == hw_lower(id)))
			m->at[i + 1] = true;
	}
	for (size_t i = 0; i <= m->ids.n && c == '*'; i++)
		m->at[i] = from = from || m->at[i];
	skip_stars(m);
}

/* Whether some string fits both patterns, whatever the case of letters, as lists of
 * packages have both. */
static bool can_meet(struct hw_text ids, struct hw_text pattern, bool is_blank)
{
	struct meeting m = {.ids = ids};

	if (ids.n > IDS_MAX)
		return false;
	m.at[0] = true;
	skip_stars(&m);
	for (size_t i = 0; i < pattern.n; i++)
		step(&m, pattern.s[i], is_blank);
	return m.at[ids.n];
}

/* A hw_package_match: the pattern may want the whole modalias, and fixes one of the ids,
 * as it fits no other ones. */
static bool is_wanted_package(void *arg, struct hw_text pattern)
{
	const struct patterns *s = arg;

	for (size_t i = 0; i < s->n; i++)
		if (can_meet(s->v[i].modalias.raw, pattern, false) &&
		    !can_meet(s->v[i].modalias.raw, pattern, true))
			return true;
	return is_wanted(arg, pattern);
}

/* Likewise of a class: of all its devices, and not of one maker's. */
static bool is_wanted_of_class(void *arg, struct hw_text pattern)
{
	static const enum hw_role roles[] = {HW_ROLE_VENDOR, HW_ROLE_DEVICE,
					     HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE};

	for (size_t i = 0; i < HW_ARRAY_SIZE(roles); i++)
		if (hw_pattern_fixes(pattern, roles[i]))
			return false;
	return is_wanted_package(arg, pattern);
}

/* The known value of this field, or NULL. */
static const struct hw_field *value_of(const struct hw_modalias *wanted,
				       const struct hw_field_spec *spec)
{
	for (size_t i = 0; i < wanted->field_count; i++)
		if (wanted->fields[i].spec == spec)
			return wanted->fields[i].match == HW_MATCH_FIXED
				       ? &wanted->fields[i]
				       : NULL;
	return NULL;
}

static void copy_needs(const struct hw_needs *needs, struct hw_arena *arena,
		       const struct hw_field_spec *const **ret, size_t *ret_count)
{
	const struct hw_field_spec **copy =
		HW_ARENA_NEW(arena, const struct hw_field_spec *, needs->n);

	if (!needs->n || !copy)
		return;
	memcpy(copy, needs->v, needs->n * sizeof(*copy));
	*ret = copy;
	*ret_count = needs->n;
}

/* What the driver's pattern asks for beyond the ids; of two id patterns, by the one that
 * leaves less open. */
static void fill_needs(const struct patterns *s, struct hw_candidate *c,
		       struct hw_arena *arena)
{
	struct hw_needs needs = {.n = HW_FIELD_MAX + 1};

	c->by_class = true;
	for (size_t i = 0; i < s->n; i++) {
		struct hw_needs these;
		enum hw_id_fit fit = hw_id_pattern_fit(&s->v[i], c->pattern, &these);

		c->by_class = c->by_class && fit != HW_ID_FIT_IDS;
		if ((fit == HW_ID_FIT_IDS || s->by_class) && fit != HW_ID_FIT_NONE &&
		    these.n < needs.n)
			needs = these;
	}
	if (needs.n <= HW_FIELD_MAX)
		copy_needs(&needs, arena, &c->needs, &c->need_count);
}

/* "pci:*sv00001028*" of a list of packages as "pci:v*d*sv00001028*", which has all
 * fields. */
static struct hw_text with_all_fields(const struct hw_bus *bus, struct hw_text pattern,
				      struct hw_arena *arena)
{
	const size_t start = strlen(bus->prefix);
	struct hw_text rest = hw_text_from(pattern, start + 1);
	struct hw_text before = hw_text_of(bus->prefix);

	if (start >= pattern.n || pattern.s[start] != '*')
		return pattern;
	for (size_t i = 0; i < bus->field_count; i++) {
		const struct hw_field_spec *spec = &bus->fields[i];
		const size_t tag = strlen(spec->tag);

		if (tag && tag < rest.n && hw_text_starts(rest, hw_text_of(spec->tag)) &&
		    (hw_is_hex(rest.s[tag]) || rest.s[tag] == '*'))
			return hw_arena_printf(arena, "%.*s%.*s", HW_TEXT_ARG(before),
					       HW_TEXT_ARG(rest));
		before =
			hw_arena_printf(arena, "%.*s%s*", HW_TEXT_ARG(before), spec->tag);
	}
	return pattern;
}

/* The same of a package that is for such devices. */
static void fill_package_needs(const struct patterns *s, struct hw_package *p,
			       struct hw_arena *arena)
{
	const struct hw_modalias *wanted = &s->v[0].modalias;
	struct hw_text pattern = with_all_fields(wanted->bus, p->pattern, arena);
	struct hw_needs needs = {.n = 0};
	struct hw_modalias m;

	/* one that ends early, "sd*", is malformed behind that alone */
	(void)hw_decode(pattern, &m);
	if (!m.bus || strcmp(m.bus->name, wanted->bus->name) != 0)
		return;
	for (size_t i = 0; i < m.field_count; i++)
		if (m.fields[i].match != HW_MATCH_ANY &&
		    !value_of(wanted, m.fields[i].spec) &&
		    (s->n < 2 || !value_of(&s->v[1].modalias, m.fields[i].spec)))
			needs.v[needs.n++] = m.fields[i].spec;
	copy_needs(&needs, arena, &p->needs, &p->need_count);
	p->in_full = pattern;
}

static const struct hw_package *with_needs(const struct patterns *s,
					   const struct hw_package *v, size_t n,
					   struct hw_arena *arena)
{
	struct hw_package *copy = n ? HW_ARENA_NEW(arena, struct hw_package, n) : NULL;

	for (size_t i = 0; copy && i < n; i++) {
		copy[i] = v[i];
		if (v[i].kind == HW_PACKAGE_MODALIAS)
			fill_package_needs(s, &copy[i], arena);
	}
	return copy;
}

/* The devices of the machine whose modalias fixes all of the ids. A machine that cannot
 * be read has none. Errors: -ENOMEM. */
static int find_here(struct hw_machine *m, const struct hw_id_pattern *wanted,
		     struct hw_arena *arena, struct hw_record *record)
{
	const struct hw_scan scan = {.bus = wanted->modalias.bus->name};
	struct hw_warnings warnings = {0};
	struct hw_device_list list = {0};
	int r = hw_sysfs_scan(m->root, &scan, arena, &warnings, &list);
	struct hw_device *here = HW_ARENA_NEW(arena, struct hw_device, list.n);

	hw_warnings_done(&warnings);
	if (list.n && !here)
		return -ENOMEM;
	record->here = here;
	for (size_t i = 0; r == 0 && i < list.n; i++) {
		struct hw_text rest = list.v[i].modalias;
		struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_needs unused;

		if (line.n && hw_id_pattern_fit(wanted, line, &unused) == HW_ID_FIT_IDS)
			here[record->here_count++] = list.v[i];
	}
	return r == -ENOMEM ? r : 0;
}

/* Whether the pattern matches one of these devices, by all that it fixes. */
static bool fits_one(const struct hw_record *record, struct hw_text pattern)
{
	for (size_t i = 0; i < record->here_count; i++) {
		struct hw_text rest = record->here[i].modalias;
		struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_id_pattern device = {.head = 0};
		struct hw_needs unused;

		if (hw_decode(line, &device.modalias) &&
		    hw_id_pattern_fit(&device, pattern, &unused) != HW_ID_FIT_NONE)
			return true;
	}
	return false;
}

/* Whether all that it asks for beyond the ids is a class, which all devices with the same
 * ids have. */
static bool is_of_class(const struct hw_candidate *c)
{
	for (size_t i = 0; i < c->need_count; i++)
		if (c->needs[i]->role < HW_ROLE_CLASS ||
		    c->needs[i]->role > HW_ROLE_DEVICE_PROTOCOL)
			return false;
	return c->need_count > 0;
}

static int fill_candidates(struct hw_machine *m, struct patterns *s,
			   struct hw_arena *arena, struct hw_record *record)
{
	struct hw_candidates_seen seen = {.modules.n = 0};
	struct hw_alias_hit *hits;
	size_t count;
	int r = hw_aliases_select(m->kernel.aliases, is_candidate, s, arena, &hits,
				  &count);

	if (r < 0 || !count)
		return r;
	record->candidates = HW_ARENA_NEW(arena, struct hw_candidate, count);
	if (!record->candidates)
		return -ENOMEM;
	for (size_t i = 0; i < count && r >= 0; i++) {
		struct hw_candidate *c = &record->candidates[record->candidate_count];

		/* a module may have an alias twice */
		r = hw_candidates_note(&seen, hits[i].module, hits[i].pattern,
				       hits[i].source, arena);
		if (r <= 0)
			continue;
		*c = hw_candidate_of_hit(m, &hits[i], arena);
		fill_needs(s, c, arena);
		c->fits_here = fits_one(record, c->pattern);
		if (record->here_count && !c->fits_here && is_of_class(c))
			continue;
		r = hw_candidates_mark(&seen, c);
		record->candidate_count++;
	}
	hw_candidates_seen_done(&seen);
	return r < 0 ? r : 0;
}

static void fill_names(struct hw_machine *m, const struct hw_modalias *wanted,
		       struct hw_arena *arena, struct hw_record *record)
{
	struct hw_name names[HW_FIELD_MAX];

	hw_name_fields(&m->databases, wanted, record->ids, arena, names);
	hw_name_device(&m->databases, wanted, names, arena, record->names);
}

/* "pci:8086:24db:103c:006a", "pci:8086:", "pci:class:0106" */
static struct hw_text id_of(const struct hw_bus *bus, bool is_class,
			    const struct hw_id ids[HW_ROLE_COUNT], struct hw_arena *arena)
{
	static const enum hw_role roles[2][4] = {
		{HW_ROLE_VENDOR, HW_ROLE_DEVICE, HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE},
		{HW_ROLE_CLASS, HW_ROLE_SUBCLASS, HW_ROLE_INTERFACE, HW_ROLE_NONE},
	};
	struct hw_text text =
		hw_arena_printf(arena, "%s:%s", bus->name, is_class ? "class:" : "");

	for (size_t i = 0; i < 4 && ids[roles[is_class][i]].present; i++)
		text = hw_arena_printf(arena, "%.*s%s%0*x", HW_TEXT_ARG(text),
				       i && !is_class ? ":" : "", is_class ? 2 : 4,
				       ids[roles[is_class][i]].value);
	if (!is_class && !ids[HW_ROLE_DEVICE].present)
		text = hw_arena_printf(arena, "%.*s:", HW_TEXT_ARG(text));
	return text;
}

static void add_device_class(const struct hw_bus *bus,
			     const struct hw_id ids[HW_ROLE_COUNT],
			     struct hw_arena *arena, struct patterns *s)
{
	struct hw_id of_device[HW_ROLE_COUNT] = {0};

	of_device[HW_ROLE_DEVICE_CLASS] = ids[HW_ROLE_CLASS];
	of_device[HW_ROLE_DEVICE_SUBCLASS] = ids[HW_ROLE_SUBCLASS];
	of_device[HW_ROLE_DEVICE_PROTOCOL] = ids[HW_ROLE_INTERFACE];
	if (hw_id_pattern_make(bus, of_device, arena, &s->v[s->n]) == 0)
		s->n++;
}

int hw_id_record(struct hw_machine *m, const struct hw_bus *bus, bool is_class,
		 const struct hw_id ids[HW_ROLE_COUNT], struct hw_id_extent extent,
		 struct hw_arena *arena, struct hw_record *ret)
{
	struct patterns s = {.n = 1, .by_class = extent.by_class && !is_class};
	struct hw_facts facts = {.is_device = false};
	struct hw_record record = {
		.device.subsystem = hw_text_of(bus->name),
		.device.bus = bus,
		.device.kind = is_class ? HW_TEXT("class") : HW_TEXT("id"),
		.in_detail = true,
	};
	int r = hw_id_pattern_make(bus, ids, arena, &s.v[0]);

	if (r < 0)
		return r;
	if (is_class)
		add_device_class(bus, ids, arena, &s);
	hw_ids_of_modalias(&s.v[0].modalias, record.ids);
	record.device.id = id_of(bus, is_class, ids, arena);
	fill_names(m, &s.v[0].modalias, arena, &record);
	if (s.by_class && m->root && ids[HW_ROLE_DEVICE].present)
		r = find_here(m, &s.v[0], arena, &record);
	/* ids are of more devices than those that a recording has the modules of */
	record.lacks_candidates = !m->kernel.aliases || hw_candidates_are_partial(m);
	if (r == 0 && !record.lacks_candidates)
		r = fill_candidates(m, &s, arena, &record);
	if (r < 0)
		return r;
	if (extent.packages)
		hw_packages_of_ids(m, arena, s.v[0].modalias.raw,
				   is_class ? is_wanted_of_class : is_wanted_package, &s,
				   &record);
	record.packages = with_needs(&s, record.packages, record.package_count, arena);
	if (!record.packages)
		record.package_count = 0;
	record.verdict = hw_verdict(&facts, arena);
	*ret = record;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/* Longest text of one field: the longest tag, a number and an end. */
#define PART_MAX 64

/* A value without a tag of its own may be covered by the star of the one before. */
static bool can_stand_alone(const struct hw_bus *bus, enum hw_role role)
{
	const struct hw_field_spec *spec = hw_bus_field(bus, role);

	return spec && spec->kind == HW_KIND_HEX && !(spec->flags & HW_FIELD_SPLIT) &&
	       spec->tag_n;
}

bool hw_id_pattern_has_ids(const struct hw_bus *bus)
{
	return can_stand_alone(bus, HW_ROLE_VENDOR) &&
	       can_stand_alone(bus, HW_ROLE_DEVICE);
}

bool hw_id_pattern_has_class(const struct hw_bus *bus)
{
	return can_stand_alone(bus, HW_ROLE_CLASS);
}

/* The id for this field, or NULL when it is open. */
static const struct hw_id *known_id(const struct hw_field_spec *spec,
				    const struct hw_id ids[HW_ROLE_COUNT])
{
	if (spec->role == HW_ROLE_NONE || spec->kind != HW_KIND_HEX ||
	    !ids[spec->role].present)
		return NULL;
	return &ids[spec->role];
}

/* Appends tag, value and end of a field. Returns the length. */
static size_t write_field(const struct hw_field_spec *spec, const struct hw_id *id,
			  char *buf)
{
	const char end[2] = {spec->end, '\0'};
	int n;

	if (!id)
		n = snprintf(buf, PART_MAX, "%s*%s", spec->tag, end);
	else if (spec->flags & HW_FIELD_LOWER)
		n = snprintf(buf, PART_MAX, "%s%0*x%s", spec->tag, spec->width, id->value,
			     end);
	else
		n = snprintf(buf, PART_MAX, "%s%0*X%s", spec->tag, spec->width, id->value,
			     end);
	return n < 0 ? 0 : n < PART_MAX ? (size_t)n : PART_MAX - 1;
}

static bool fits(const struct hw_field_spec *spec, uint32_t value)
{
	return !spec->width || spec->width >= 8 || !(value >> (4 * spec->width));
}

/* Whether decoding found each given id where it was meant to be. */
static bool is_faithful(const struct hw_modalias *m,
			const struct hw_id ids[HW_ROLE_COUNT])
{
	for (enum hw_role role = HW_ROLE_VENDOR; role < HW_ROLE_COUNT; role++) {
		const struct hw_field *f = hw_field_of_role(m, role);

		if (ids[role].present &&
		    (!f || f->match != HW_MATCH_FIXED || f->value != ids[role].value))
			return false;
	}
	return true;
}

int hw_id_pattern_make(const struct hw_bus *bus, const struct hw_id ids[HW_ROLE_COUNT],
		       struct hw_arena *arena, struct hw_id_pattern *ret)
{
	size_t n = strlen(bus->prefix);
	char *text = hw_arena_alloc(arena, n + bus->field_count * PART_MAX + 1, 1);
	struct hw_id_pattern wanted = {.head = 0};
	bool open = false;

	if (!text)
		return -ENOMEM;
	memcpy(text, bus->prefix, n);
	for (size_t i = 0; i < bus->field_count; i++) {
		const struct hw_field_spec *spec = &bus->fields[i];
		const struct hw_id *id = known_id(spec, ids);

		if (id && !fits(spec, id->value))
			return -EINVAL;
		if (!open && (!id || (spec->flags & HW_FIELD_OPTIONAL))) {
			open = true;
			wanted.head = n;
		}
		n += write_field(spec, id, text + n);
	}
	if (!open)
		wanted.head = n;
	if (!hw_decode((struct hw_text){text, n}, &wanted.modalias) ||
	    !is_faithful(&wanted.modalias, ids))
		return -EINVAL;
	*ret = wanted;
	return 0;
}

/* Most patterns differ in their first bytes, and need no decoding. */
static bool can_start_alike(const struct hw_id_pattern *wanted, struct hw_text pattern)
{
	const char *head = wanted->modalias.raw.s;

	for (size_t i = 0; i < wanted->head; i++) {
		if (i == pattern.n)
			return false;
		if (pattern.s[i] != head[i])
			return pattern.s[i] == '*' || pattern.s[i] == '?' ||
			       pattern.s[i] == '[';
	}
	return true;
}

/* Whether a value of a pattern matches this text; modpost and the kernel use one case. */
static bool value_matches(const struct hw_field *f, struct hw_text text)
{
	char pattern[PART_MAX];
	char value[PART_MAX];

	if (f->match == HW_MATCH_FIXED)
		return hw_text_eq(f->text, text);
	if (f->text.n >= sizeof(pattern) || text.n >= sizeof(value))
		return false;
	snprintf(pattern, sizeof(pattern), "%.*s", HW_TEXT_ARG(f->text));
	snprintf(value, sizeof(value), "%.*s", HW_TEXT_ARG(text));
	return fnmatch(pattern, value, 0) == 0;
}

enum hw_id_fit hw_id_pattern_fit(const struct hw_id_pattern *wanted,
				 struct hw_text pattern, struct hw_needs *ret_needs)
{
	struct hw_needs needs = {.n = 0};
	struct hw_modalias m;
	bool fixes_known = false;

	if (!can_start_alike(wanted, pattern) || !hw_decode(pattern, &m) ||
	    strcmp(m.bus->name, wanted->modalias.bus->name) != 0)
		return HW_ID_FIT_NONE;
	for (size_t i = 0; i < m.field_count; i++) {
		const struct hw_field *f = &m.fields[i];
		const struct hw_field *value = value_of(&wanted->modalias, f->spec);

		if (f->match == HW_MATCH_ANY)
			continue;
		if (!value)
			needs.v[needs.n++] = f->spec;
		else if (value_matches(f, value->text))
			fixes_known = true;
		else
			return HW_ID_FIT_NONE;
	}
	*ret_needs = needs;
	return fixes_known ? HW_ID_FIT_IDS : HW_ID_FIT_ANY;
}

bool hw_id_pattern_matches(const struct hw_id_pattern *wanted, struct hw_text pattern,
			   struct hw_needs *ret_needs)
{
	return hw_id_pattern_fit(wanted, pattern, ret_needs) == HW_ID_FIT_IDS;
}

/* A hw_alias_want_fn. */
static bool may_match(void *arg, struct hw_text pattern)
{
	struct hw_needs needs;

	return hw_id_pattern_matches(arg, pattern, &needs);
}

int hw_id_pattern_may_claim(struct hw_aliases *aliases, const struct hw_modalias *device,
			    struct hw_arena *arena, struct hw_text_set *to)
{
	struct hw_id_pattern wanted = {
		.modalias = *device,
		.head = hw_text_find(device->raw, '*'),
	};
	struct hw_alias_hit *hits;
	size_t n = 0;
	int r;

	if (wanted.head == device->raw.n || !device->bus)
		return 0;
	r = hw_aliases_select(aliases, may_match, &wanted, arena, &hits, &n);
	for (size_t i = 0; r == 0 && i < n; i++)
		if (hw_text_set_add(to, hits[i].module) < 0)
			r = -ENOMEM;
	return r;
}

bool hw_pattern_fixes(struct hw_text pattern, enum hw_role role)
{
	const struct hw_field *f;
	struct hw_modalias m;

	if (!hw_decode(pattern, &m))
		return false;
	f = hw_field_of_role(&m, role);
	return f && f->match != HW_MATCH_ANY;
}
