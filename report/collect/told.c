// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/told.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/root/note.h"
#include "report/candidates/blockers.h"
#include "report/privacy/texts/free_text.h"
#include "report/verdict/verdict.h"

/* Most parts of a line. */
enum { PARTS_MAX = 32 };

struct line {
	struct hw_text parts[PARTS_MAX];
	size_t n;
};

/* A part without its escapes; absent when it is empty. */
static struct hw_text unescape(struct hw_text part, struct hw_arena *arena)
{
	char *s;
	size_t n = 0;

	if (!part.n || hw_text_find(part, '\\') == part.n)
		return part.n ? part : HW_NO_TEXT;
	s = hw_arena_alloc(arena, part.n + 1, 1);
	for (size_t i = 0; s && i < part.n; i++) {
		char c = part.s[i];

		if (c == '\\' && i + 1 < part.n) {
			c = part.s[++i];
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
		}
		s[n++] = c;
	}
	return s ? (struct hw_text){s, n} : HW_NO_TEXT;
}

/* The next line that starts with `key`. */
static bool next(struct hw_text *rest, const char *key, struct hw_arena *arena,
		 struct line *ret)
{
	while (rest->n) {
		struct hw_text line = hw_text_cut(rest, '\n');

		if (!hw_text_eq(hw_text_cut(&line, '\t'), hw_text_of(key)))
			continue;
		*ret = (struct line){.n = 0};
		while (line.s && ret->n < PARTS_MAX)
			ret->parts[ret->n++] = unescape(hw_text_cut(&line, '\t'), arena);
		return true;
	}
	return false;
}

static struct hw_text value_of(struct hw_text told, const char *key,
			       struct hw_arena *arena)
{
	struct line line;

	return next(&told, key, arena, &line) ? line.parts[0] : HW_NO_TEXT;
}

struct hw_text hw_told_read(struct hw_machine *m, struct hw_arena *arena,
			    const struct hw_device *device)
{
	struct hw_text path;
	struct hw_text all;

	if ((!m->is_dump && !m->dump.joined) || !device->syspath.n)
		return HW_NO_TEXT;
	path = hw_arena_printf(arena, HW_RECORDED "%.*s/told",
			       HW_TEXT_ARG(device->syspath));
	return path.s && hw_root_read(m->root, path.s, arena, &all) == 0 ? all
									 : HW_NO_TEXT;
}

/* One of the words, as a literal; NULL: it is none. */
static const char *literal_of(struct hw_text word, const char *const *words)
{
	for (; *words; words++)
		if (hw_text_eq(word, hw_text_of(*words)))
			return *words;
	return NULL;
}

/* Names of one thing in two versions of a database have this much in common. */
#define ALIKE_MIN ((size_t)12)

/* "SM2263EN/SM2263XT-based OEM SSD" and "SM2263EN/SM2263XT-based OEM NVME SSD
 * (DRAM-less)", "NVMe SSD Controller 980 #1" and "NVMe SSD Controller 980" */
static bool is_alike(struct hw_text a, struct hw_text b)
{
	const size_t shorter = a.n < b.n ? a.n : b.n;
	size_t n = 0;

	while (n < shorter && a.s[n] == b.s[n])
		n++;
	return shorter && (n == shorter || (n >= ALIKE_MIN && 4 * n >= 3 * shorter));
}

static bool ends_with(struct hw_text text, struct hw_text end)
{
	return end.n && text.n >= end.n &&
	       hw_text_eq(hw_text_from(text, text.n - end.n), end);
}

/* "XPS 15 9550" of "Dell XPS 15 9550". */
static struct hw_text without_maker(struct hw_text name, struct hw_text maker)
{
	return maker.n && name.n > maker.n + 1 && hw_text_starts(name, maker) &&
			       name.s[maker.n] == ' '
		       ? hw_text_from(name, maker.n + 1)
		       : name;
}

static struct hw_text told_name(struct hw_text told, const char *key,
				struct hw_arena *arena)
{
	struct line line;

	while (next(&told, "name", arena, &line))
		if (hw_text_eq(line.parts[0], hw_text_of(key)))
			return line.parts[2];
	return HW_NO_TEXT;
}

/*
 * Where a subsystem has no name, lspci with the hardware database of udev prints that of
 * the device, "Intel Corporation Wireless 3165", since it asks for
 * ID_MODEL_FROM_DATABASE of all ids: pci_id_hwdb_lookup(), lib/names-hwdb.c of pciutils.
 * What it calls the device may come from pci.ids, in other words.
 */
static bool is_in_place_of(struct hw_machine *m, const struct hw_record *record,
			   struct hw_text told, struct hw_text name,
			   struct hw_arena *arena)
{
	const struct hw_text vendor = record->names[HW_NAME_VENDOR].text;
	const struct hw_text names[] = {
		record->names[HW_NAME_DEVICE].text,
		without_maker(told_name(told, "device", arena), vendor),
		hw_hwdb_name_of_pci(&m->databases, record->ids, arena).text,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (is_alike(name, names[i]) || ends_with(name, names[i]))
			return true;
	return false;
}

/* The name of a part as a database would have it; absent: it is that of another part. */
static struct hw_text name_of(struct hw_machine *m, const struct hw_record *record,
			      enum hw_name_key key, struct hw_text told,
			      struct hw_text name, struct hw_arena *arena)
{
	/* of a device without a name lsusb and lspci tell the maker alone */
	if (key == HW_NAME_DEVICE && hw_text_eq(name, record->names[HW_NAME_VENDOR].text))
		return HW_NO_TEXT;
	if (key == HW_NAME_DEVICE)
		return without_maker(name, record->names[HW_NAME_VENDOR].text);
	/* and a subclass without one by its base class */
	if (key == HW_NAME_SUBCLASS &&
	    hw_text_eq(name, record->names[HW_NAME_CLASS].text))
		return HW_NO_TEXT;
	if (key != HW_NAME_SUBSYSTEM)
		return name;
	/* a subsystem without a name is called by its maker alone */
	if (hw_text_eq(name, record->names[HW_NAME_SUBSYSTEM_VENDOR].text))
		return HW_NO_TEXT;
	name = without_maker(name, record->names[HW_NAME_SUBSYSTEM_VENDOR].text);
	return is_in_place_of(m, record, told, name, arena) ? HW_NO_TEXT : name;
}

/* A name of a dump that people made with the tools of others, without the words that are
 * private here. What lsusb(8) has from no database, the device calls itself. */
static struct hw_text without_private(struct hw_machine *m,
				      const struct hw_device *device, struct hw_text name,
				      struct hw_arena *arena)
{
	if (hw_privacy_is_off(&m->privacy) ||
	    m->privacy.level_of_source < HW_PRIVACY_FULL)
		return name;
	if (hw_text_eq(device->subsystem, HW_TEXT("usb")) &&
	    !hw_ids_mention(m->databases.usb, name))
		return hw_machine_own_text(m, device->syspath, name, HW_OWN_NAME, arena);
	return hw_machine_words(m) < 0 ? HW_NO_TEXT
				       : hw_free_text_own(name, &m->words, arena);
}

void hw_told_names(struct hw_machine *m, struct hw_text told, struct hw_arena *arena,
		   struct hw_record *record)
{
	static const char *const sources[] = {
		"pci.ids", "usb.ids",	 "pnp.ids", "hwdb", "device",
		"builtin", "amdgpu.ids", "dump",    NULL,
	};
	struct hw_text rest = told;
	struct line line;

	while (next(&rest, "name", arena, &line)) {
		const char *source = literal_of(line.parts[1], sources);

		bool is_dumps = source && strcmp(source, "dump") == 0;

		for (enum hw_name_key k = 0; source && k < HW_NAME_COUNT; k++) {
			struct hw_text name = line.parts[2];

			if (!hw_text_eq(line.parts[0], hw_text_of(hw_name_key(k))) ||
			    record->names[k].text.n)
				continue;
			if (is_dumps) {
				name = name_of(m, record, k, told, name, arena);
				name = without_private(m, &record->device, name, arena);
			}
			if (name.n)
				record->names[k] = (struct hw_name){name, source};
		}
	}
	rest = told;
	while (next(&rest, "own", arena, &line)) {
		struct hw_text *own = hw_text_eq(line.parts[0], HW_TEXT("vendor"))
					      ? &record->own_vendor
					      : &record->own_name;

		if (!own->n)
			*own = line.parts[1];
	}
}

void hw_told_kind(struct hw_text told, struct hw_arena *arena, struct hw_record *record)
{
	struct line line;

	if (hw_text_eq(record->device.kind, HW_TEXT("device")) &&
	    next(&told, "kind-untold", arena, &line))
		record->device.kind = HW_NO_TEXT;
}

/* --- Candidates --- */

static enum hw_tristate tristate_of(struct hw_text part)
{
	if (hw_text_eq(part, HW_TEXT("1")))
		return HW_YES;
	return hw_text_eq(part, HW_TEXT("0")) ? HW_NO : HW_UNKNOWN;
}

static struct hw_text shown(struct hw_machine *m, struct hw_text text,
			    struct hw_arena *arena)
{
	return hw_free_text_public(text, &m->words, arena);
}

static enum hw_alias_source source_of(struct hw_text name)
{
	for (enum hw_alias_source s = HW_ALIAS_MODULES; s < HW_ALIAS_TOLD; s++)
		if (hw_text_eq(name, hw_text_of(hw_alias_source_name(s))))
			return s;
	return HW_ALIAS_TOLD;
}

/* Of one without a pattern only its name is told: what is loaded may be known, and what
 * the machine's configuration, or its command line, keeps from that. */
static struct hw_candidate candidate_of(struct hw_machine *m, const struct line *line,
					struct hw_arena *arena)
{
	const struct hw_text *v = line->parts;
	struct hw_candidate c = {
		.module = v[0],
		.pattern = v[1],
		.source = source_of(v[2]),
		.file = shown(m, v[3], arena),
		.builtin = tristate_of(v[5]),
		.loaded = tristate_of(v[6]),
		.available = tristate_of(v[7]),
		.path = v[8],
		.blocked.blocked_by = shown(m, v[9], arena),
		.weak = tristate_of(v[10]) == HW_YES,
		.description = v[11],
		.license = v[12],
	};
	int64_t number = hw_text_decimal(v[4], 18);

	c.line = number > 0 ? (size_t)number : 0;
	if (v[1].n)
		return c;
	c.loaded = hw_modules_facts(m->modules, c.module).loaded;
	if (!c.blocked.blocked_by.n)
		hw_blockers_of_module(m, &c, arena);
	return c;
}

bool hw_told_lacks_ids(const struct hw_machine *m, const struct hw_record *record)
{
	const struct hw_text raw =
		record->modalias ? record->modalias->modalias.raw : HW_NO_TEXT;

	return (m->is_dump || m->dump.joined) && hw_text_find(raw, '*') < raw.n;
}

static bool has_module(const struct hw_record *record, struct hw_text module)
{
	for (size_t i = 0; i < record->candidate_count; i++)
		if (hw_text_eq(record->candidates[i].module, module))
			return true;
	return false;
}

/*
 * The tables cannot find what asks for an id that is not told, as "i30" of xhci_pci: a
 * module that the dump names, and that the kernel of the tables has, may be that.
 */
static int add_told(struct hw_machine *m, struct hw_text told, struct hw_arena *arena,
		    struct hw_record *record)
{
	size_t room = record->candidate_count;
	struct hw_candidate *v = record->candidates;
	size_t n = record->candidate_count;
	struct line line;

	while (next(&told, "candidate", arena, &line)) {
		struct hw_candidate c = candidate_of(m, &line, arena);

		if (!c.module.n || has_module(record, c.module) ||
		    (!hw_modules_path(m->modules, c.module).n &&
		     hw_modules_is_builtin(m->modules, c.module) != HW_YES))
			continue;
		if (HW_ARENA_GROW(arena, struct hw_candidate, v, n, &room, 4) < 0)
			return -ENOMEM;
		c.available = hw_modules_is_available(m->modules, c.module);
		c.builtin = hw_modules_is_builtin(m->modules, c.module);
		v[n++] = c;
		record->candidates = v;
		record->candidate_count = n;
	}
	record->lacks_candidates = record->lacks_candidates || !n;
	return 0;
}

bool hw_told_lacks_lines(const struct hw_machine *m, const struct hw_kernel *kernel,
			 const struct hw_record *record)
{
	return record->lacks_lines && (!kernel->aliases || kernel->root == m->root);
}

/* Of a device that has no driver. */
static void read_state(struct hw_text told, struct hw_arena *arena,
		       struct hw_record *record)
{
	const struct hw_text state = value_of(told, "state", arena);

	for (enum hw_state s = HW_STATE_UNBOUND; s < HW_STATE_COUNT; s++)
		if (hw_text_eq(state, hw_text_of(hw_state_name(s))))
			record->told_state = s;
	record->told_is_quiet = hw_text_eq(value_of(told, "quiet", arena), HW_TEXT("1"));
}

bool hw_told_is_joined_without_lines(struct hw_text told, struct hw_arena *arena)
{
	struct line line;

	return next(&told, "joined", arena, &line) && line.n && line.parts[0].n;
}

int hw_told_candidates(struct hw_machine *m, struct hw_text told, struct hw_arena *arena,
		       struct hw_record *record)
{
	size_t room = 0;
	size_t n = 0;
	struct line line;

	if (!m->is_dump && !told.n)
		return 0;
	read_state(told, arena, record);
	record->is_joined =
		next(&(struct hw_text){told.s, told.n}, "joined", arena, &line);
	record->lacks_lines = hw_told_is_joined_without_lines(told, arena);
	if (hw_told_lacks_lines(m, &m->kernel, record)) {
		record->candidates = NULL;
		record->candidate_count = 0;
	} else if (m->kernel.aliases) {
		return hw_told_lacks_ids(m, record) ? add_told(m, told, arena, record)
						    : 0;
	}
	record->lacks_candidates =
		!next(&(struct hw_text){told.s, told.n}, "tables", arena, &line);
	while (next(&told, "candidate", arena, &line)) {
		struct hw_candidate c = candidate_of(m, &line, arena);

		if (!c.module.n)
			continue;
		for (size_t i = 0; i < n; i++)
			c.again |= hw_text_eq(record->candidates[i].module, c.module);
		if (HW_ARENA_GROW(arena, struct hw_candidate, record->candidates, n,
				  &room, 4) < 0)
			return -ENOMEM;
		record->candidates[n++] = c;
	}
	record->candidate_count = n;
	return 0;
}

int hw_told_modules(struct hw_machine *m, struct hw_arena *arena,
		    const struct hw_device *device, struct hw_text_set *to)
{
	struct hw_text told = hw_told_read(m, arena, device);
	struct line line;

	while (next(&told, "candidate", arena, &line))
		if (line.parts[0].n && hw_text_set_add(to, line.parts[0]) < 0)
			return -ENOMEM;
	return 0;
}

/* --- The verdict --- */

/* One of that state, if there is any. */
static const struct hw_reason *reason_of(struct hw_text code, enum hw_state state)
{
	const struct hw_reason *found = NULL;

	for (size_t family = 0; hw_reasons[family]; family++)
		for (const struct hw_reason *r = hw_reasons[family]; r->code; r++)
			if (hw_text_eq(code, hw_text_of(r->code)) &&
			    (!found || (found->state != state && r->state == state)))
				found = r;
	return found;
}

/* A report for people tells the reason alone, and whether there is a driver. */
static enum hw_state state_of(struct hw_text told, const struct hw_record *record,
			      struct hw_arena *arena)
{
	const struct hw_text state = value_of(told, "state", arena);
	const struct hw_reason *reason;

	for (enum hw_state s = 0; s < HW_STATE_COUNT; s++)
		if (hw_text_eq(state, hw_text_of(hw_state_name(s))))
			return s;
	if (state.n)
		return HW_STATE_COUNT;
	reason = reason_of(value_of(told, "reason", arena), record->verdict.state);
	return reason ? reason->state : HW_STATE_COUNT;
}

static void read_evidence(struct hw_machine *m, struct hw_text told,
			  struct hw_arena *arena, struct hw_verdict *v)
{
	static const char *const sources[] = {
		"kernel-log",  "modprobe.d",	"kernel-command-line",
		"attribute",   "dpkg",		"modules.alias",
		"modules.dep", "modules.order", "lspci",
		NULL,
	};
	struct hw_evidence *all = NULL;
	size_t room = 0;
	size_t n = 0;
	struct line line;

	while (next(&told, "evidence", arena, &line)) {
		const char *source = literal_of(line.parts[0], sources);
		int64_t number = hw_text_decimal(line.parts[2], 18);

		if (!source ||
		    HW_ARENA_GROW(arena, struct hw_evidence, all, n, &room, 4) < 0)
			continue;
		all[n++] = (struct hw_evidence){
			.source = source,
			.path = shown(m, line.parts[1], arena),
			.line = number > 0 ? (size_t)number : 0,
			.time = line.parts[3],
			.text = shown(m, line.parts[4], arena),
		};
	}
	v->evidence = all;
	v->evidence_count = n;
}

static void quieten(struct hw_machine *m, struct hw_text told, struct hw_arena *arena,
		    struct hw_record *record)
{
	const struct hw_text why = shown(m, value_of(told, "explanation", arena), arena);
	struct hw_verdict *v = &record->verdict;

	v->reason = reason_of(HW_TEXT("as-reported"), v->state)->code;
	v->severity = HW_SEVERITY_NONE;
	v->remedy = v->advice = HW_NO_TEXT;
	if (why.n)
		v->explanation = why;
}

void hw_told_verdict(struct hw_machine *m, struct hw_text told, struct hw_arena *arena,
		     struct hw_record *record)
{
	struct hw_verdict v = {.state = HW_STATE_COUNT};
	const struct hw_reason *reason;
	struct hw_text severity;

	record->driver_is_builtin =
		told.n &&
		hw_text_eq(value_of(told, "driver-builtin", arena), HW_TEXT("1"));
	/* the report's writer saw what kept the modules away */
	if (told.n && m->is_dump && !m->kernel.aliases &&
	    ((record->verdict.state == HW_STATE_UNBOUND && record->told_is_quiet) ||
	     (record->verdict.reason &&
	      strcmp(record->verdict.reason, "as-reported") == 0)))
		quieten(m, told, arena, record);
	if (told.n && m->is_dump && !m->kernel.aliases)
		v.state = state_of(told, record, arena);
	if (v.state == HW_STATE_COUNT)
		return;
	reason = reason_of(value_of(told, "reason", arena), v.state);
	v.reason = reason ? reason->code : NULL;
	v.explanation = shown(m, value_of(told, "explanation", arena), arena);
	/* one of a later version is judged anew */
	if (!v.reason || !v.explanation.n)
		return;
	v.remedy = shown(m, value_of(told, "remedy", arena), arena);
	v.advice = shown(m, value_of(told, "advice", arena), arena);
	severity = value_of(told, "severity", arena);
	for (enum hw_severity s = HW_SEVERITY_HINT; s <= HW_SEVERITY_ERROR; s++)
		if (hw_text_eq(severity, hw_text_of(hw_severity_name(s))))
			v.severity = s;
	v.is_complete = hw_text_eq(value_of(told, "complete", arena), HW_TEXT("1"));
	read_evidence(m, told, arena, &v);
	record->verdict = v;
	record->verdict_is_told = true;
}

/* --- Attributes, what it provides --- */

static bool has_attribute(const struct hw_record *record, struct hw_text key)
{
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (hw_text_eq(key, hw_text_of(a->key)))
			return true;
	return false;
}

void hw_told_attributes(struct hw_text told, struct hw_arena *arena,
			struct hw_record *record)
{
	struct line line;

	while (next(&told, "attribute", arena, &line)) {
		struct hw_text key = hw_arena_copy(arena, line.parts[0]);
		struct hw_text value = line.parts[1];
		int64_t number = hw_text_starts(value, HW_TEXT("#"))
					 ? hw_text_decimal(hw_text_from(value, 1), 18)
					 : -1;

		if (!key.n || !value.n || has_attribute(record, key))
			continue;
		if (number >= 0)
			hw_attribute_number(&record->attributes, arena, key.s, number);
		else
			hw_attribute_text(&record->attributes, arena, key.s, value);
	}
}

/* Parts of a line "provides". */
enum { IDENTITIES = 3, MOUNTS = IDENTITIES + HW_PROVIDED_IDENTITIES };

void hw_told_provides(struct hw_text told, struct hw_arena *arena,
		      struct hw_record *record)
{
	size_t room = 0;
	struct line line;

	if (record->provide_count)
		return;
	while (next(&told, "provides", arena, &line)) {
		struct hw_provided p = {
			.class = line.parts[0],
			.name = line.parts[1],
			.node = line.parts[2],
		};

		if (!p.class.n || !p.name.n)
			continue;
		p.mount_count = line.n > MOUNTS ? line.n - MOUNTS : 0;
		p.mounts = HW_ARENA_NEW(arena, struct hw_text, p.mount_count);
		for (size_t i = 0; p.mounts && i < p.mount_count; i++)
			p.mounts[i] = line.parts[MOUNTS + i];
		if (HW_ARENA_GROW(arena, struct hw_provided, record->provides,
				  record->provide_count, &room, 2) < 0)
			return;
		record->provides[record->provide_count++] = p;
	}
}

/* "mac-1": what a report has in the place of an address. */
static bool is_stand_in(struct hw_text text)
{
	static const char *const heads[] = {"mac-", "serial-", "uuid-", "wwn-", "id-"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(heads); i++) {
		struct hw_text head = hw_text_of(heads[i]);

		if (hw_text_starts(text, head) &&
		    hw_text_decimal(hw_text_from(text, head.n), 9) >= 0)
			return true;
	}
	return false;
}

void hw_told_identities(struct hw_machine *m, struct hw_text told, struct hw_arena *arena,
			struct hw_record *record)
{
	bool shows_all = hw_privacy_is_off(&m->privacy);
	struct line line;

	for (size_t i = 0;
	     i < record->provide_count && next(&told, "provides", arena, &line); i++) {
		struct hw_provided *p = &record->provides[i];

		if (!hw_text_eq(p->class, line.parts[0]) ||
		    !hw_text_eq(p->name, line.parts[1]))
			continue;
		for (size_t k = 0; k < HW_PROVIDED_IDENTITIES; k++) {
			struct hw_text value = line.parts[IDENTITIES + k];

			if (!p->identities[k].n && (shows_all || is_stand_in(value)))
				p->identities[k] = value;
		}
	}
}
