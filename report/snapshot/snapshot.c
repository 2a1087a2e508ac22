// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/snapshot/snapshot.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/sink.h"
#include "data/host/boot.h"
#include "data/root/note.h"
#include "data/snapshot/snapshot.h"
#include "report/check/check.h"
#include "report/collect/collect.h"
#include "report/machine/installed/installed_kernels.h"
#include "report/machine/installed/modules_gone.h"
#include "report/machine/recording.h"
#include "report/machine/words/public_words.h"
#include "report/modules/modules.h"
#include "report/peers/peers.h"
#include "report/select/resolve.h"
#include "report/snapshot/internal.h"

struct pass {
	const struct hw_snapshot_job *job;
	struct hw_recorder *recorder;
	struct hw_snapshot_filter *filter;
	struct hw_machine machine;
	struct hw_warnings *warnings;
	struct hw_report_tail tail;
};

static int note_record(void *arg, const struct hw_record *record)
{
	struct pass *p = arg;

	/* `-` of the path below the root */
	if (hw_privacy_is_named_by_people(record) && record->device.syspath.n)
		hw_text_set_add(&p->filter->named,
				hw_arena_copy(&p->filter->arena,
					      hw_text_from(record->device.syspath, 1)));
	return 0;
}

/* What the names of classes lead to: show eth0. */
static void read_classes(struct hw_machine *m, const struct hw_device_list *list)
{
	static const char *const tops[] = {"sys/class", "sys/bus", "sys/block"};
	struct hw_arena arena = {0};
	struct hw_text *names;
	size_t n;

	(void)list;
	for (size_t t = 0; t < HW_ARRAY_SIZE(tops); t++) {
		if (hw_root_list(m->root, tops[t], &arena, &names, &n) < 0)
			continue;
		for (size_t i = 0; i < n; i++) {
			struct hw_text dir =
				hw_arena_printf(&arena, "%s/%s", tops[t], names[i].s);
			struct hw_text *inside;
			size_t count;

			if (!dir.s ||
			    hw_root_list(m->root, dir.s, &arena, &inside, &count) < 0)
				continue;
			for (size_t k = 0; t == 0 && k < count; k++) {
				struct hw_filter filter = {0};
				struct hw_found_list found;
				struct hw_text name = hw_arena_printf(
					&arena, "%s:%s", names[i].s, inside[k].s);

				if (!name.s)
					continue;
				hw_filter_by_address(name.s, &filter);
				hw_resolve(m->root, list, &filter, &arena, &found);
				hw_filter_by_address(inside[k].s, &filter);
				hw_resolve(m->root, list, &filter, &arena, &found);
			}
		}
	}
	hw_arena_done(&arena);
}

/* Attributes that only -v reads, of one device or another. */
static void read_more(struct hw_machine *m, const struct hw_device *d)
{
	struct hw_arena arena = {0};
	struct hw_text status;

	hw_root_read_attr(m->root, d->syspath, "revision", &arena);
	hw_root_read_attr(m->root, d->syspath, "descriptors", &arena);
	/* by which show --udev-rule tells interfaces apart */
	if (hw_bus_is_part(d->bus, d->kind))
		hw_root_read_attr(m->root, d->syspath, "bInterfaceNumber", &arena);
	status = hw_root_read_attr(m->root, d->syspath, "power/runtime_status", &arena);
	/* reading it resumes a device that sleeps: pci_read_config(),
	 * drivers/pci/pci-sysfs.c */
	if (hw_text_eq(d->subsystem, HW_TEXT("pci")) &&
	    (!m->is_live || hw_text_eq(status, HW_TEXT("active"))))
		hw_root_read_attr(m->root, d->syspath, "config", &arena);
	hw_arena_done(&arena);
}

/* Malformed lines that there is a warning about are recorded too. */
static void note_warned_lines(struct pass *p)
{
	struct hw_root *root = p->machine.root;
	struct hw_text top = hw_root_kind(root) == HW_ROOT_DIRECTORY
				     ? hw_text_of(hw_root_path(root))
				     : HW_NO_TEXT;

	for (const struct hw_warning *w = p->warnings->first; w; w = w->next) {
		struct hw_text path = w->path;

		if (!w->line || !path.n)
			continue;
		if (top.n && hw_text_starts(path, top))
			path = hw_text_from(path, top.n);
		path = hw_arena_copy(&p->filter->arena,
				     hw_text_from(path, path.s[0] == '/'));
		if (path.s)
			hw_recorder_line_number(p->recorder, path.s, w->line);
	}
}

static int open_machine(struct pass *p, const char *release, struct hw_text *ret_error)
{
	struct hw_machine_options options = p->job->machine;
	int r;

	options.recorder = p->recorder;
	options.enrich = !release;
	options.describe = !release;
	options.firmware = !release;
	options.details = !release;
	options.provides = !release;
	options.groups = !release;
	options.packages = !release;
	options.ask_modules = true;
	if (release)
		options.kernel.release = release;
	r = hw_machine_open(&options, p->warnings, &p->machine, ret_error);
	if (r == 0)
		p->machine.reads_own_strings = true;
	return r;
}

static void tell(const struct pass *p, const char *what, size_t done, size_t devices)
{
	if (p->job->progress)
		p->job->progress(p->job->arg, what, done, devices);
}

/* As list and show -v do. */
static int read_devices(struct pass *p)
{
	struct hw_machine *m = &p->machine;
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING};
	struct hw_device_list list = {0};
	struct hw_arena arena = {0};
	const struct hw_device **devices;
	int r = hw_sysfs_scan(m->root, &scan, &arena, p->warnings, &list);

	devices = r == 0 ? HW_ARENA_NEW(&arena, const struct hw_device *, list.n) : NULL;
	for (size_t i = 0; devices && i < list.n; i++)
		devices[i] = &list.v[i];
	if (r == 0 && !m->privacy.is_numbered)
		r = hw_machine_number(m, &m->privacy);
	/* also at the level "full", which may be read at another one */
	if (r == 0)
		r = hw_machine_number_texts(m, &m->privacy);
	if (r == 0)
		r = hw_machine_number_overrides(m, &m->privacy);
	if (r == 0 && m->privacy.level == HW_PRIVACY_FULL)
		r = hw_machine_ask_words(m);
	if (r == 0)
		r = devices ? hw_collect_prepare(m, devices, list.n) : -ENOMEM;
	for (size_t i = 0; r == 0 && i < list.n; i++) {
		struct hw_record record = {.device = list.v[i], .in_detail = true};

		r = hw_collect_device(m, &record, note_record, p, &p->tail);
		read_more(m, &list.v[i]);
		tell(p, "recorded", i + 1, list.n);
	}
	if (r == 0)
		read_classes(m, &list);
	hw_arena_done(&arena);
	return r;
}

struct checking {
	const struct pass *pass;
	struct hw_check *check;
};

static int check_record(void *arg, const struct hw_record *record)
{
	struct checking *c = arg;
	int r = hw_check_record(c->check, record);

	tell(c->pass, "checked", c->check->devices, 0);
	return r;
}

/* As list and check do: their scans are less deep, and check asks other kernels. */
static int check_devices(struct pass *p, const struct hw_report_head *head)
{
	static const enum hw_scan_depth depths[] = {HW_SCAN_MAIN, HW_SCAN_ALL};
	struct hw_check check;
	struct checking checking = {p, &check};
	int r = hw_check_open(&p->machine, head, NULL, &check);

	if (r == 0 && hw_check_modules_gone(&check))
		r = 0;
	for (size_t i = 0; r == 0 && i < HW_ARRAY_SIZE(depths); i++) {
		const struct hw_selection selection = {.depth = depths[i]};

		r = hw_collect_devices(&p->machine, &selection, check_record, &checking,
				       &p->tail);
	}
	hw_check_close(&check);
	return r;
}

/* As --lspci and --lsusb do, which ask for other names: what they print is dropped. */
static int read_peers(struct pass *p)
{
	static const struct hw_lspci layouts[] = {
		{.with_drivers = true},
		{.for_programs = true},
		{.for_programs = true, .in_lines = true, .with_drivers = true},
	};
	const struct hw_selection selections[] = {{.bus = "pci"}, {.bus = "usb"}};
	const struct hw_filter all = {0};
	struct hw_sink sink;
	struct hw_text text;
	struct hw_plan plan = {0};
	struct hw_lsusb lsusb = {.machine = &p->machine};
	int r = hw_sink_open(&sink);

	if (r == 0)
		r = hw_collect_plan(&p->machine, &selections[0], &plan);
	for (size_t i = 0; r == 0 && i < HW_ARRAY_SIZE(layouts); i++) {
		struct hw_lspci lspci = layouts[i];

		lspci.out = sink.stream;
		lspci.machine = &p->machine;
		hw_lspci_begin(&lspci, &plan.list);
		r = hw_collect_planned(&p->machine, &selections[0], &plan,
				       hw_lspci_record, &lspci, &p->tail);
	}
	hw_plan_done(&plan);
	plan = (struct hw_plan){0};
	if (r == 0)
		r = hw_collect_plan(&p->machine, &selections[1], &plan);
	lsusb.out = sink.stream;
	lsusb.layout = hw_lsusb_layout_find(NULL);
	if (r == 0)
		r = hw_lsusb_lines(&lsusb, &plan.list, &all);
	if (r == 0)
		r = hw_lsusb_tree(&lsusb, &plan.list);
	hw_plan_done(&plan);
	if (hw_sink_close(&sink, &text) < 0 && r == 0)
		r = -ENOMEM;
	free(sink.v);
	return r;
}

static int read_own(struct pass *p, struct hw_text *ret_error)
{
	struct hw_machine *m = &p->machine;
	struct hw_report_head head;
	struct hw_verdict gone;
	struct hw_text *users;
	bool is_told;
	int r = open_machine(p, NULL, ret_error);

	if (r < 0)
		return r;
	/* a recorded machine is as old as it is: that may not be told */
	is_told = hw_root_kind(m->root) != HW_ROOT_SNAPSHOT || p->job->is_fixed;
	hw_recording_note(m, is_told ? p->job->generated : -1);
	if (hw_machine_is_part(m))
		hw_root_note_file(m->root, HW_LEFT_OUT, HW_TEXT("devices"), 0);
	if (hw_warned(m->warnings, "hosts-differ"))
		hw_root_note_file(m->root, HW_MIXED_HOSTS, HW_TEXT("hosts"), 0);
	hw_machine_head(m, p->job->generated, true, &head);
	/* it is read when it is asked */
	hw_pnp_vendor(m->databases.pnp, HW_TEXT("PNP"));
	hw_modules_gone_warn(m, &gone);
	/* also where no device asks for a module */
	hw_modules_are_listed(m->modules);
	hw_boot_is_own_root(m->root);
	hw_machine_log(m);
	hw_machine_deferred(m);
	r = read_devices(p);
	if (r == 0)
		r = check_devices(p, &head);
	if (r == 0)
		r = read_peers(p);
	if (r == 0)
		r = hw_used_modules_read(m, &p->tail);
	if (r < 0)
		*ret_error = hw_arena_printf(
			&p->filter->arena, "%s: %s", hw_root_path(m->root),
			r == -ENOENT ? "no devices can be read" : strerror(-r));
	users = HW_ARENA_NEW(&p->filter->arena, struct hw_text, m->words.user_count);
	for (size_t i = 0; users && i < m->words.user_count; i++)
		users[i] = hw_arena_copy(&p->filter->arena, m->words.users[i]);
	p->filter->words = (struct hw_private_words){
		.shows_all = m->words.shows_all,
		.home = hw_arena_copy(&p->filter->arena, m->words.home),
		.host = hw_arena_copy(&p->filter->arena, m->words.host),
		/* also in lines that are no directives */
		.host_is_no_module =
			m->words.host.n &&
			!hw_public_is_of_modules(m, m->words.host, &m->arena),
		.users = users,
		.user_count = users ? m->words.user_count : 0,
		.databases = {m->words.databases[0], m->words.databases[1]},
		.known = &p->filter->known,
		.withheld = &p->filter->withheld,
		.files = m->words.files,
	};
	p->filter->privacy = &m->privacy;
	m->privacy.words = &p->filter->words;
	p->filter->withheld.arena = &p->filter->arena;
	/* whatever is written first */
	hw_withheld_join(&p->filter->withheld, &m->withheld);
	p->filter->quotes.arena = &p->filter->arena;
	hw_withheld_join(&p->filter->quotes, &m->quotes);
	p->filter->machine = m;
	if (r == 0)
		r = hw_known_secrets_copy(m->words.known, &p->filter->arena,
					  &p->filter->known);
	note_warned_lines(p);
	return r;
}

/* What check -S compares and modules -S lists, for the kernels beside the machine's own.
 */
static int read_other(struct pass *p, struct hw_text release)
{
	struct hw_warnings warnings = {0};
	struct pass other = *p;
	struct hw_report_head head;
	struct hw_text error;
	int r;

	other.warnings = &warnings;
	r = open_machine(&other, release.s, &error);
	if (r == 0) {
		hw_machine_head(&other.machine, p->job->generated, true, &head);
		r = check_devices(&other, &head);
		if (r == 0)
			r = hw_used_modules_read(&other.machine, &other.tail);
		note_warned_lines(&other);
	}
	hw_machine_close(&other.machine);
	hw_warnings_done(&warnings);
	/* one whose tables cannot be read answers nothing, also later */
	return r == -ENOMEM ? r : 0;
}

static int read_all(struct pass *p, struct hw_text *ret_error)
{
	struct hw_installed_kernels *kernels;
	int r = read_own(p, ret_error);

	kernels = r == 0 ? hw_installed_kernels_of(&p->machine) : NULL;
	for (size_t i = 0; kernels && r == 0 && i < kernels->n; i++) {
		struct hw_text release =
			hw_arena_copy(&p->filter->arena, kernels->v[i].release);

		r = release.s ? read_other(p, release) : -ENOMEM;
	}
	return r;
}

/* A replay gives the other warnings again. What could not be read is marked in the
 * recording, but is missing from it. */
static void tell_unread(struct pass *p, struct hw_warnings *ret)
{
	hw_machine_is_incomplete(&p->machine);
	hw_privacy_apply_warnings(p->warnings, &p->machine.words);
	for (const struct hw_warning *w = p->warnings->first; w; w = w->next)
		/* "unreadable", "ids-unreadable", "modules-unreadable" … */
		if (strstr(w->code, "unreadable"))
			hw_warn(ret, w->code, w->path, w->line, "%.*s",
				HW_TEXT_ARG(w->message));
}

static int write_to(void *arg, struct hw_text bytes)
{
	return fwrite(bytes.s, 1, bytes.n, arg) == bytes.n ? 0 : -ENOMEM;
}

static int write_text(struct hw_recorder *recorder, struct hw_snapshot_filter *filter,
		      struct hw_arena *arena, struct hw_text *ret)
{
	const struct hw_record_filter hook = {filter, hw_snapshot_filter_entry};
	struct hw_sink sink;
	struct hw_text text;
	int r = hw_sink_open(&sink);

	if (r == 0)
		r = hw_recorder_write(recorder, &hook, write_to, sink.stream);
	if (hw_sink_close(&sink, &text) < 0)
		r = -ENOMEM;
	if (r == 0)
		*ret = hw_arena_copy(arena, text);
	free(sink.v);
	return r == 0 && !ret->s ? -ENOMEM : r;
}

/* What people call a device is searched as a recording would have it: in escapes. */
static void search_names(struct hw_snapshot_filter *f)
{
	for (size_t i = 0; i < f->withheld.names.n; i++) {
		const struct hw_text name = f->withheld.names.v[i];
		const struct hw_text escaped = hw_snapshot_escape(name, &f->arena);

		if (!hw_text_eq(name, escaped) &&
		    !hw_withheld_is_shown(&f->withheld, name))
			hw_snapshot_filter_secret(f, escaped);
	}
}

int hw_snapshot_make(const struct hw_snapshot_job *job, struct hw_warnings *warnings,
		     struct hw_arena *arena, struct hw_text *ret,
		     struct hw_text *ret_error)
{
	struct hw_snapshot_filter filter = {0};
	struct hw_warnings all = {0};
	struct pass p = {.job = job, .filter = &filter, .warnings = &all};
	int r = hw_recorder_new(&p.recorder);

	*ret_error = HW_TEXT("out of memory");
	if (r == 0) {
		r = read_all(&p, ret_error);
		if (r < 0)
			*ret_error = hw_arena_copy(arena, *ret_error);
		else
			tell_unread(&p, warnings);
		if (r == 0 && hw_machine_is_damaged(&p.machine)) {
			*ret_error = HW_TEXT("what is read is damaged or cut off, and "
					     "a recording of it would look whole");
			r = -EBADMSG;
		}
	}
	if (r == 0) {
		/* a host may be called by a word of the model */
		hw_host_read(p.machine.root, &p.machine.arena, &p.machine.host);
		search_names(&filter);
		r = write_text(p.recorder, &filter, &filter.arena, ret);
		if (r == 0 && !hw_privacy_is_off(filter.privacy))
			r = hw_snapshot_filter_texts(&filter, &p.machine, ret);
		if (r == 0) {
			*ret = hw_arena_copy(arena, *ret);
			r = ret->s ? 0 : -ENOMEM;
		}
		if (r < 0)
			*ret_error = hw_text_of(strerror(-r));
	}
	if (r == 0 && !hw_privacy_is_off(filter.privacy) &&
	    hw_snapshot_filter_search(&filter, &p.machine, *ret, &filter.arena).n) {
		*ret_error = HW_TEXT("something that identifies this machine would be in "
				     "the snapshot; this is an error of the program, and "
				     "nothing was written");
		r = -EBADMSG;
	}
	hw_machine_close(&p.machine);
	hw_recorder_free(p.recorder);
	hw_snapshot_filter_done(&filter);
	hw_warnings_done(&all);
	return r;
}
