// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/installed/missing_firmware.h"

#include <limits.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/list.h"
#include "data/base/text_set.h"
#include "report/machine/words/kernel_log.h"

/* Most names in a sentence. */
#define SENTENCE_MAX ((size_t)3)

void hw_missing_firmware_close(struct hw_missing_firmware *firmware)
{
	if (!firmware)
		return;
	hw_modinfo_close(firmware->modinfo);
	hw_text_index_done(&firmware->by_name);
	free(firmware->modules);
	hw_arena_done(&firmware->arena);
}

/* Without libkmod, or firmware directories, less is known. NULL: out of memory. */
static struct hw_missing_firmware *open_once(struct hw_machine *m)
{
	struct hw_missing_firmware *l = m->missing_firmware;

	if (l)
		return l;
	l = m->missing_firmware = HW_ARENA_NEW(&m->arena, struct hw_missing_firmware, 1);
	if (!l)
		return NULL;
	if (hw_modinfo_open(&l->modinfo) < 0)
		l->modinfo = NULL;
	if (hw_firmware_open(m->root, m->host.kernel_release, &l->arena, &l->firmware) <
	    0)
		l->firmware = (struct hw_firmware){.known = false};
	return l;
}

static bool is_there(struct hw_missing_firmware *l, struct hw_text file,
		     struct hw_arena *arena)
{
	return l->firmware.known && hw_firmware_find(&l->firmware, file, arena).n;
}

/* Length of the start that both have. */
static size_t common_head(struct hw_text a, struct hw_text b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.s[n] == b.s[n])
		n++;
	return n;
}

static size_t common_tail(struct hw_text a, struct hw_text b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.s[a.n - 1 - n] == b.s[b.n - 1 - n])
		n++;
	return n;
}

/*
 * A pattern that all names match, "iwlwifi-*.ucode": a module declares the files of all
 * cards it drives, and does not tell which one this card needs. If the names have no
 * start in common, a list of them.
 */
static struct hw_text pattern_of(const struct hw_text *files, size_t n,
				 struct hw_arena *arena)
{
	size_t head = files[0].n;
	size_t tail = files[0].n;

	for (size_t i = 1; i < n; i++) {
		size_t h = common_head(files[0], files[i]);
		size_t t = common_tail(files[0], files[i]);

		head = h < head ? h : head;
		/* the bytes of a short name must not count twice */
		t = t < files[i].n - h ? t : files[i].n - h;
		tail = t < tail ? t : tail;
	}
	if (n == 1)
		return files[0];
	if (!head)
		return hw_list_of(files, n, ", ", SENTENCE_MAX, arena);
	if (head + tail > files[0].n)
		tail = files[0].n - head;
	return hw_arena_printf(arena, "%.*s*%.*s", (int)head, files[0].s, (int)tail,
			       files[0].s + files[0].n - tail);
}

/* What the file of a module declares. */
struct hw_missing_firmware_module {
	struct hw_text name;
	/* if none of the firmware that it declares is there: some of the files, and
	 * pattern_of() all; else absent */
	struct hw_text declared;
	struct hw_text pattern;
};

static bool is_any_there(struct hw_missing_firmware *l, const struct hw_text *files,
			 size_t n, struct hw_arena *arena)
{
	for (size_t i = 0; i < n; i++)
		if (is_there(l, files[i], arena))
			return true;
	return false;
}

/* The module of this name, empty; NULL: out of memory. */
static struct hw_missing_firmware_module *add_module_of(struct hw_missing_firmware *l,
							struct hw_text name)
{
	name = hw_arena_copy(&l->arena, name);
	if (!name.s || HW_ARRAY_GROW(l->modules, l->n, &l->room, 16) < 0 ||
	    hw_text_index_add(&l->by_name, name, l->n) < 0)
		return NULL;
	l->modules[l->n] = (struct hw_missing_firmware_module){.name = name};
	return &l->modules[l->n++];
}

/* Devices share candidates, and unpacking a file takes longer than all else, so each is
 * read once. Lifetime: until the next one is read. NULL: out of memory. */
static const struct hw_missing_firmware_module *
module_of(struct hw_machine *m, struct hw_arena *arena, struct hw_text name)
{
	struct hw_missing_firmware *l = m->missing_firmware;
	const size_t *known = hw_text_index_find(&l->by_name, name);
	struct hw_missing_firmware_module *module;
	struct hw_module_info info;

	if (known)
		return &l->modules[*known];
	module = add_module_of(l, name);
	if (!module)
		return NULL;
	if (hw_module_info_of_name(l->modinfo, m->modules, m->kernel.root,
				   m->kernel.path.s, name, arena, &info) < 0 ||
	    !info.firmware.n || is_any_there(l, info.firmware.v, info.firmware.n, arena))
		return module;
	module->declared =
		hw_arena_copy(&l->arena, hw_list_of(info.firmware.v, info.firmware.n,
						    ", ", SENTENCE_MAX, arena));
	module->pattern = hw_arena_copy(
		&l->arena, pattern_of(info.firmware.v, info.firmware.n, arena));
	return module;
}

/* A module that cannot be loaded has another problem than firmware. */
static bool is_not_loadable(const struct hw_candidate *c)
{
	return c->loaded != HW_YES && (c->blocked.blocked_by.s || c->missing.s);
}

/*
 * Reads a candidate; true if it declares firmware and none of it is there. Built-in code
 * does not count: its firmware may be built in too (CONFIG_EXTRA_FIRMWARE).
 */
static bool read_module(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_candidate *c, struct hw_facts *f)
{
	const struct hw_missing_firmware_module *module;

	if (c->builtin == HW_YES || c->available != HW_YES || is_not_loadable(c))
		return false;
	module = module_of(m, arena, c->module);
	if (!module || !module->declared.n)
		return false;
	f->firmware_module = c->module;
	f->firmware_declared = hw_arena_copy(arena, module->declared);
	f->firmware_first = hw_arena_copy(arena, module->pattern);
	return true;
}

/* Loaded candidates first: their driver has asked for the firmware. */
static void read_modules(struct hw_machine *m, struct hw_arena *arena, struct hw_facts *f)
{
	for (int loaded = 1; m->missing_firmware->firmware.known && loaded >= 0; loaded--)
		for (size_t i = 0; i < f->candidate_count; i++)
			if ((f->candidates[i].loaded == HW_YES) == loaded &&
			    read_module(m, arena, &f->candidates[i], f))
				return;
}

/* Whether the log tells that the device did not get a file; *ret_file is that. */
static bool is_failure(const struct hw_log_message *message, struct hw_text device,
		       enum hw_log_scope scope, struct hw_text *ret_file)
{
	*ret_file = message->parts[HW_LOG_PART_FILE];
	return message->pattern->event == HW_LOG_FIRMWARE_FAILED &&
	       hw_log_is_in_scope(message->parts[HW_LOG_PART_DEVICE], device, scope);
}

/* What makes earlier failures void: see report/verdict/evidence.h. */
static bool is_superseding(const struct hw_log_message *message, struct hw_text device,
			   enum hw_log_scope scope)
{
	enum hw_log_event event = message->pattern->event;

	return (event == HW_LOG_FIRMWARE_LOADED || event == HW_LOG_PCI_NEW ||
		event == HW_LOG_USB_NEW || event == HW_LOG_USB_GONE) &&
	       hw_log_is_in_scope(message->parts[HW_LOG_PART_DEVICE], device, scope);
}

static bool is_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n > 0;
}

/* Where the names have a number that tells them apart, and nothing else does: the bytes
 * before it and behind it. */
static bool are_versions(const struct hw_text *files, size_t n, size_t *ret_head,
			 size_t *ret_tail)
{
	size_t head = files[0].n;
	size_t tail = files[0].n;

	for (size_t i = 1; i < n; i++) {
		size_t h = common_head(files[0], files[i]);
		size_t t = common_tail(files[0], files[i]);

		head = h < head ? h : head;
		tail = t < tail ? t : tail;
	}
	while (head && is_digits(files[0].s + head - 1, 1))
		head--;
	while (tail && is_digits(files[0].s + files[0].n - tail, 1))
		tail--;
	for (size_t i = 0; i < n; i++)
		if (files[i].n <= head + tail ||
		    !is_digits(files[i].s + head, files[i].n - head - tail))
			return false;
	*ret_head = head;
	*ret_tail = tail;
	return n > 1;
}

/* The newest version that is there and older than all that were asked for. */
static struct hw_text find_old(struct hw_machine *m, struct hw_arena *arena,
			       const struct hw_text *files, size_t n, size_t head,
			       size_t tail)
{
	static const char *const places[] = {"lib/firmware", "usr/lib/firmware"};
	struct hw_text base = hw_path_base(files[0]);
	size_t before = files[0].n - base.n;
	struct hw_text start = hw_text_from(hw_text_head(files[0], head), before);
	struct hw_text end = hw_text_from(files[0], files[0].n - tail);
	unsigned long least = ULONG_MAX, best = 0;
	struct hw_text found = HW_NO_TEXT;

	for (size_t i = 0; i < n; i++) {
		unsigned long version = strtoul(files[i].s + head, NULL, 10);

		least = version < least ? version : least;
	}
	for (size_t p = 0; head >= before && p < HW_ARRAY_SIZE(places); p++) {
		struct hw_text at = hw_arena_printf(arena, "%s/%.*s", places[p],
						    (int)before, files[0].s);
		struct hw_text *names;
		size_t count = 0;

		at = hw_text_trim_end(at, "/");
		at = hw_arena_copy(arena, at);
		if (!at.s || hw_root_list(m->root, at.s, arena, &names, &count) < 0)
			continue;
		for (size_t i = 0; i < count; i++) {
			struct hw_text rest = hw_text_from(names[i], start.n);
			unsigned long version;
			char *stop;

			if (!hw_text_starts(names[i], start) || !rest.n)
				continue;
			version = strtoul(rest.s, &stop, 10);
			rest = hw_text_from(rest, (size_t)(stop - rest.s));
			/* ".ucode", ".ucode.zst" */
			if (stop == hw_text_from(names[i], start.n).s ||
			    !hw_text_starts(rest, end) || version >= least ||
			    version < best)
				continue;
			best = version;
			found = hw_arena_printf(arena, "%.*s%.*s", (int)before,
						files[0].s, HW_TEXT_ARG(names[i]));
		}
	}
	return found;
}

/* A file that is there now has come since the driver tried: it has to try again. */
static void read_log(struct hw_machine *m, struct hw_arena *arena, struct hw_facts *f)
{
	struct hw_missing_firmware *l = m->missing_firmware;
	const struct hw_kernel_log *log = hw_machine_log(m);
	struct hw_text_set files = {.n = 0};
	size_t head, tail;

	for (size_t i = 0; log && i < log->n; i++) {
		struct hw_text file;

		if (is_superseding(&log->v[i].message, f->name, f->log_scope)) {
			hw_text_set_done(&files);
			files = (struct hw_text_set){.n = 0};
			f->firmware_now_present = false;
			f->firmware_failed = HW_NO_TEXT;
			continue;
		}
		if (!is_failure(&log->v[i].message, f->name, f->log_scope, &file) ||
		    f->firmware_now_present || hw_text_set_has(&files, file))
			continue;
		f->firmware_now_present = is_there(l, file, arena);
		if (f->firmware_now_present) {
			f->firmware_failed = f->firmware_first = file;
			continue;
		}
		hw_text_set_add(&files, file);
	}
	if (!f->firmware_now_present && files.n) {
		f->firmware_failed =
			hw_list_of(files.v, files.n, ", ", SENTENCE_MAX, arena);
		/* drivers try the special name first, the general one last */
		f->firmware_first = files.v[files.n - 1];
		f->firmware_is_any = are_versions(files.v, files.n, &head, &tail);
		if (f->firmware_is_any) {
			f->firmware_first = pattern_of(files.v, files.n, arena);
			f->firmware_old =
				find_old(m, arena, files.v, files.n, head, tail);
		}
	}
	hw_text_set_done(&files);
}

/* Whether the log, which may not be quoted yet, has a failure of the device. */
static bool is_in_log(struct hw_machine *m, const struct hw_facts *f)
{
	const struct hw_kernel_log *log =
		m->words_wait ? hw_machine_log_as_read(m) : hw_machine_log(m);
	struct hw_text file;

	for (size_t i = 0; log && i < log->n; i++)
		if (is_failure(&log->v[i].message, f->name, f->log_scope, &file))
			return true;
	return false;
}

/*
 * Whether a driver may have asked for its firmware, if it needs any: a dump may not tell
 * what is loaded, nor which modules there are; nor do tables list what is built in.
 */
static bool has_tried(struct hw_machine *m, const struct hw_facts *f)
{
	bool is_told = f->candidate_count > 0;

	for (size_t i = 0; i < f->candidate_count; i++)
		if (f->candidates[i].loaded == HW_YES ||
		    f->candidates[i].builtin == HW_YES)
			return true;
	for (size_t i = 0; i < f->candidate_count; i++)
		is_told = is_told && (f->candidates[i].loaded != HW_UNKNOWN ||
				      f->candidates[i].available == HW_NO);
	return !is_told && m->asks_modules && is_in_log(m, f);
}

void hw_missing_firmware_find(struct hw_machine *m, struct hw_arena *arena,
			      struct hw_facts *facts)
{
	const bool asks = m->asks_modules && facts->candidate_count;
	const bool tried = facts->kernel_is_running && has_tried(m, facts);

	if (!facts->kernel_is_running || !(tried || asks) || !open_once(m))
		return;
	if (asks)
		read_modules(m, arena, facts);
	if (tried)
		read_log(m, arena, facts);
}

/* Most names in an attribute; `driver -v` lists them all. */
#define LISTED_MAX ((size_t)12)

static void add_module(struct hw_machine *m, struct hw_arena *arena,
		       struct hw_text module, struct hw_text_set *there,
		       struct hw_text_set *absent)
{
	struct hw_module_info info;

	if (!module.n || !m->kernel.root ||
	    hw_module_info_of_name(m->missing_firmware->modinfo, m->modules,
				   m->kernel.root, m->kernel.path.s, module, arena,
				   &info) < 0)
		return;
	for (size_t i = 0; i < info.firmware.n; i++)
		hw_text_set_add(is_there(m->missing_firmware, info.firmware.v[i], arena)
					? there
					: absent,
				info.firmware.v[i]);
}

/* Adds the attribute, and empties the set. */
static void put(struct hw_record *record, struct hw_arena *arena, const char *key,
		struct hw_text_set *files)
{
	if (files->n)
		hw_attribute_text(
			&record->attributes, arena, key,
			hw_list_of(files->v, files->n, ", ", LISTED_MAX, arena));
	hw_text_set_done(files);
}

void hw_missing_firmware_list(struct hw_machine *m, struct hw_arena *arena,
			      struct hw_record *record)
{
	struct hw_text_set there = {.n = 0};
	struct hw_text_set absent = {.n = 0};
	struct hw_text_set failed = {.n = 0};
	struct hw_missing_firmware *l = open_once(m);
	const struct hw_kernel_log *log;
	const struct hw_device *d = &record->device;
	const enum hw_log_scope scope =
		hw_bus_is_part(d->bus, d->kind) ? HW_LOG_OF_INTERFACE : HW_LOG_OF_DEVICE;

	if (!l)
		return;
	add_module(m, arena, d->driver_module, &there, &absent);
	for (size_t i = 0; i < record->candidate_count; i++)
		if (!record->candidates[i].again)
			add_module(m, arena, record->candidates[i].module, &there,
				   &absent);
	log = hw_machine_log(m);
	for (size_t i = 0; log && i < log->n; i++) {
		struct hw_text file;

		if (is_failure(&log->v[i].message, d->name, scope, &file))
			hw_text_set_add(&failed, file);
	}
	put(record, arena, "firmware_present", &there);
	put(record, arena, l->firmware.known ? "firmware_absent" : "firmware_declared",
	    &absent);
	put(record, arena, "firmware_failed", &failed);
}
