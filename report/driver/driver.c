// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/driver/driver.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/module/name.h"
#include "report/driver/internal.h"
#include "report/machine/recording.h"
#include "report/machine/words/module_text.h"

/* The module that a file or a word stands for. */
static struct hw_text module_name(struct hw_text word, struct hw_arena *arena)
{
	return hw_module_name_normalize(hw_module_name_of_path(word), arena);
}

static bool is_path(struct hw_text word)
{
	static const char *const suffixes[] = {".ko", ".ko.xz", ".ko.zst", ".ko.gz"};

	if (hw_text_find(word, '/') < word.n)
		return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(suffixes); i++) {
		struct hw_text s = hw_text_of(suffixes[i]);

		if (word.n > s.n && hw_text_eq(hw_text_from(word, word.n - s.n), s))
			return true;
	}
	return false;
}

/* Why there is no description. */
static struct hw_text explain(const struct hw_driver *d, int error)
{
	if (d->builtin == HW_YES)
		return HW_TEXT("it is built in, and modules.builtin.modinfo does not "
			       "tell of it");
	switch (error) {
	case -EISDIR:
		return HW_TEXT("it is a directory");
	case -ENOENT:
	case -ENOTDIR:
		return d->file.n ? HW_TEXT("the file is not there; what follows is from "
					   "the tables")
				 : HW_TEXT("modules.dep does not list it");
	case -ENODATA:
		return HW_TEXT("the file is empty; recordings have only its name");
	case -ENOTSUP:
		return HW_TEXT("libkmod, which reads the file, is not there");
	case -ENOEXEC:
		return HW_TEXT("the file is no module, or a damaged one");
	default:
		return hw_text_of(strerror(-error));
	}
}

/* A module's texts may have names of those who built it on the machine. */
static void set_info(struct hw_driver_finder *f, struct hw_driver *d, int r)
{
	const struct hw_private_words *words = &f->machine->words;
	size_t n = d->info.firmware.n;

	d->has_info = r == 0;
	if (r < 0) {
		d->no_info = explain(d, r);
		return;
	}
	d->firmware_known = f->firmware.known;
	d->firmware = HW_ARENA_NEW(f->arena, struct hw_driver_firmware, n);
	for (size_t i = 0; d->firmware && i < n; i++) {
		const struct hw_text name = d->info.firmware.v[i];
		const struct hw_text path =
			hw_firmware_find(&f->firmware, name, f->arena);

		d->firmware[i].name = hw_free_text_path(name, words, f->arena);
		d->firmware[i].path = hw_free_text_path(path, words, f->arena);
		d->firmware_present += path.n > 0;
	}
	hw_module_text_public(&d->info, words, f->arena);
}

/* A directory of tables and a file of modules.dep, which may be an absolute path. */
static struct hw_text shown_file(struct hw_driver_finder *f, struct hw_text name)
{
	struct hw_text file = hw_modules_path(f->machine->modules, name);

	if (!file.n || file.s[0] == '/')
		return file;
	return hw_arena_printf(f->arena, "%.*s/%.*s",
			       HW_TEXT_ARG(f->machine->kernel.directory),
			       HW_TEXT_ARG(file));
}

/* Of a module that a dump has the output of modinfo(8) of, which is a text of people. */
static void find_told(struct hw_driver_finder *f, struct hw_driver *d)
{
	struct hw_module_info *info = &d->info;
	struct hw_text file;

	if (!f->machine->root || hw_module_info_of_dump(f->machine->root, d->module,
							f->arena, &file, info) < 0)
		return;
	d->is_told = true;
	d->found = HW_DRIVER_MODULE;
	if (hw_text_eq(file, HW_TEXT("(builtin)")))
		d->builtin = HW_YES;
	else if (!d->file.n)
		d->file = hw_free_text_path(file, &f->machine->words, f->arena);
	set_info(f, d, 0);
}

static void find_module(struct hw_driver_finder *f, struct hw_driver *d)
{
	struct hw_machine *m = f->machine;

	d->module = module_name(d->query, f->arena);
	if (!d->module.n)
		return;
	d->builtin = hw_modules_is_builtin(m->modules, d->module);
	d->loaded = hw_modules_is_loaded(m->modules, d->module);
	d->available = hw_modules_is_available(m->modules, d->module);
	d->file = shown_file(f, d->module);
	if (d->builtin == HW_YES || d->loaded == HW_YES || d->file.n)
		d->found = HW_DRIVER_MODULE;
	set_info(f, d,
		 hw_module_info_of_name(f->modinfo, m->modules, m->kernel.root,
					m->kernel.path.s, d->module, f->arena, &d->info));
	if (!d->has_info && m->is_dump)
		find_told(f, d);
}

/* A file of its own, or one of modules.dep by its name alone: "nvme.ko". */
static void find_file(struct hw_driver_finder *f, struct hw_driver *d)
{
	char *full = hw_realpath(d->query.s);
	int r = full ? 0 : -errno;

	if (!full && hw_text_find(d->query, '/') == d->query.n) {
		find_module(f, d);
		return;
	}

	d->module = module_name(d->query, f->arena);
	d->builtin = HW_UNKNOWN;
	d->loaded = HW_UNKNOWN;
	d->available = full ? HW_YES : HW_NO;
	d->file = hw_free_text_path(d->query, &f->machine->words, f->arena);
	if (full && !full[1])
		r = -EISDIR;
	else if (full)
		r = hw_module_info_of_file(f->modinfo, f->machine->live, full + 1,
					   f->arena, &d->info);
	free(full);
	/* the path is opened, and shown no more than its home allows */
	d->query = d->file;
	if (r == 0)
		d->found = HW_DRIVER_FILE;
	set_info(f, d, r);
	/* nothing follows from the tables */
	if (r == -ENOENT || r == -ENOTDIR)
		d->no_info = HW_TEXT("there is no such file");
}

/* The pattern that makes the module a candidate of the device, or the absent text. */
static struct hw_text pattern_of(struct hw_driver_finder *f, size_t at,
				 const struct hw_record *record)
{
	for (size_t i = 0; !f->own[at] && i < record->candidate_count; i++)
		if (hw_module_name_eq(record->candidates[i].module,
				      f->drivers->v[at].module))
			return record->candidates[i].pattern;
	for (const struct hw_decoded *m = record->modalias; f->own[at] && m;
	     m = m->next) {
		struct hw_alias_hit *hits;
		size_t n;

		if (hw_aliases_match(f->own[at], m->modalias.raw, f->arena, &hits, &n) ==
			    0 &&
		    n)
			return hits[0].pattern;
	}
	return HW_NO_TEXT;
}

static struct hw_text device_name(struct hw_driver_finder *f,
				  const struct hw_record *record)
{
	struct hw_text vendor = record->names[HW_NAME_VENDOR].text;
	struct hw_text device = record->names[HW_NAME_DEVICE].text;

	return hw_arena_printf(f->arena, "%.*s%s%.*s", HW_TEXT_ARG(vendor),
			       vendor.n && device.n ? " " : "", HW_TEXT_ARG(device));
}

static int add_device(struct hw_driver_finder *f, struct hw_driver *d,
		      const struct hw_record *record, struct hw_text pattern)
{
	struct hw_driver_device *add = HW_ARENA_NEW(f->arena, struct hw_driver_device, 1);
	const struct hw_device *device = &record->device;
	struct hw_driver_device **tail = &d->devices;

	if (!add)
		return -ENOMEM;
	add->id = hw_arena_copy(f->arena, device->id);
	add->name = device_name(f, record);
	add->driver_known = device->driver_known;
	add->driver = hw_arena_copy(f->arena, device->driver);
	add->module = hw_arena_copy(f->arena, device->driver_module);
	add->pattern = hw_arena_copy(f->arena, pattern);
	add->is_bound = device->driver_known == HW_DRIVER_BOUND &&
			hw_module_name_eq(device->driver_module.n ? device->driver_module
								  : device->driver,
					  d->module);
	while (*tail)
		tail = &(*tail)->next;
	*tail = add;
	d->device_count++;
	return 0;
}

/* The driver of a device has the name that was taken for a module's. */
static void add_hint(struct hw_driver_finder *f, struct hw_driver *d,
		     const struct hw_device *device)
{
	if (d->hint.n || device->driver_known != HW_DRIVER_BOUND ||
	    !hw_module_name_eq(device->driver, d->query) ||
	    hw_module_name_eq(device->driver_module, d->query))
		return;
	if (device->driver_module.n)
		d->hint = hw_arena_printf(
			f->arena, "driver %.*s of %.*s belongs to module %.*s",
			HW_TEXT_ARG(device->driver), HW_TEXT_ARG(device->id),
			HW_TEXT_ARG(device->driver_module));
	else
		d->hint = hw_arena_printf(
			f->arena,
			"driver %.*s of %.*s is built into the kernel, or the "
			"machine does not tell its module",
			HW_TEXT_ARG(device->driver), HW_TEXT_ARG(device->id));
}

static int look_at_device(void *arg, const struct hw_record *record)
{
	struct hw_driver_finder *f = arg;
	int r = 0;

	for (size_t i = 0; r == 0 && i < f->drivers->n; i++) {
		struct hw_driver *d = &f->drivers->v[i];
		struct hw_text pattern = pattern_of(f, i, record);

		add_hint(f, d, &record->device);
		if (d->found == HW_DRIVER_NOT_FOUND || d->found == HW_DRIVER_NOT_RECORDED)
			continue;
		if (pattern.n ||
		    (record->device.driver_module.n &&
		     hw_module_name_eq(record->device.driver_module, d->module)))
			r = add_device(f, d, record, pattern);
	}
	return r;
}

static int add_devices(struct hw_driver_finder *f)
{
	const struct hw_selection all = {.depth = HW_SCAN_ALL};
	struct hw_report_tail tail = {0};
	int r = hw_collect_devices(f->machine, &all, look_at_device, f, &tail);

	/* tables can be asked without a machine */
	return r == -ENOENT ? 0 : r;
}

/* Of what a recording does not hold nothing is known. */
static void mark_not_recorded(struct hw_driver_finder *f)
{
	for (size_t i = 0; i < f->drivers->n; i++) {
		struct hw_driver *d = &f->drivers->v[i];

		d->lacks_aliases = d->found == HW_DRIVER_MODULE;
		if (d->found != HW_DRIVER_NOT_FOUND || d->file.n || !d->module.n)
			continue;
		d->found = HW_DRIVER_NOT_RECORDED;
		d->builtin = HW_UNKNOWN;
		d->loaded = HW_UNKNOWN;
		d->available = HW_UNKNOWN;
		d->no_info = HW_TEXT("the recording does not hold it");
	}
}

static int find_all(struct hw_driver_finder *f, char **words)
{
	struct hw_machine *m = f->machine;
	int r = hw_firmware_open(
		m->root, m->kernel.release.n ? m->kernel.release : m->host.kernel_release,
		f->arena, &f->firmware);

	if (r == 0 && !m->words.shows_all && hw_machine_words(m) == -ENOMEM)
		r = -ENOMEM;
	for (size_t i = 0; r == 0 && i < f->drivers->n; i++) {
		struct hw_driver *d = &f->drivers->v[i];

		d->query = hw_text_of(words[i]);
		d->found = HW_DRIVER_NOT_FOUND;
		if (is_path(d->query))
			find_file(f, d);
		else
			find_module(f, d);
	}
	if (r == 0)
		r = hw_driver_add_aliases(f);
	if (hw_recording_has_own_modules(m))
		mark_not_recorded(f);
	return r ? r : add_devices(f);
}

int hw_drivers_collect(struct hw_machine *machine, char **words, size_t n,
		       struct hw_arena *arena, struct hw_drivers *ret)
{
	struct hw_drivers drivers = {machine, HW_ARENA_NEW(arena, struct hw_driver, n),
				     n};
	struct hw_driver_finder f = {
		.machine = machine,
		.arena = arena,
		.drivers = &drivers,
		.own = HW_ARENA_NEW(arena, struct hw_aliases *, n),
	};
	int r = 0;

	if (!drivers.v || !f.own)
		return -ENOMEM;
	/* built without libkmod: files stay unread, and each driver says so */
	if (hw_modinfo_open(&f.modinfo) == -ENOMEM)
		return -ENOMEM;
	r = find_all(&f, words);
	hw_modinfo_close(f.modinfo);
	for (size_t i = 0; i < n; i++)
		hw_aliases_close(f.own[i]);
	if (r == 0 && hw_arena_failed(arena))
		r = -ENOMEM;
	if (r == 0)
		*ret = drivers;
	return r;
}

const char *hw_driver_state(const struct hw_driver *d)
{
	if (d->builtin == HW_YES)
		return "built in";
	if (d->loaded == HW_YES)
		return "loaded";
	if (d->available == HW_YES)
		return "available";
	return d->available == HW_NO ? "missing" : "listed";
}
