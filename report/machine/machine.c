// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/machine.h"

#include <errno.h>

#include "data/forms/forms.h"
#include "report/machine/installed/installed_kernels.h"
#include "report/machine/installed/missing_firmware.h"
#include "report/machine/installed/unlisted.h"
#include "report/machine/internal.h"
#include "report/machine/recording.h"
#include "report/machine/sources/all_devices.h"
#include "report/machine/sources/provides.h"
#include "report/machine/words/public_words.h"

/* What people send: a snapshot, a directory, or what other tools print of a machine
 * (data/forms/forms.h). */
static int open_recording(struct hw_machine *m, const struct hw_machine_options *options,
			  struct hw_text *ret_error)
{
	int r = hw_root_open_any(options->from, options->from_count, options->input,
				 &m->arena, m->warnings, &m->root, &m->dump, ret_error);

	m->is_dump = r == 0 && m->dump.is_dump;
	if (r == 0 && m->dump.log_from == HW_DUMP_LOG_LATE)
		m->log_begins = "start of the kernel log";
	else if (r == 0 && m->dump.log_from)
		m->log_begins =
			hw_arena_printf(&m->arena,
					"kernel log of the first %zu s after boot",
					m->dump.log_from)
				.s;
	return r;
}

/* The user names the tables of a kernel that cannot be this machine's: all its drivers
 * would be lost, and none is. */
static void warn_architecture(struct hw_machine *m)
{
	struct hw_architecture built;

	m->architecture =
		hw_machine_architecture(m->root, m->host.kernel_release, &m->arena);
	built = hw_kernel_architecture(&m->kernel, &m->architecture, &m->arena);
	m->kernel_is_foreign = hw_architectures_differ(&m->architecture, &built);
	if (m->kernel_is_foreign)
		hw_warn(m->warnings, "kernel-architecture", m->kernel.directory, 0,
			"a kernel of another architecture (%.*s) than the machine's "
			"(%.*s)",
			HW_TEXT_ARG(built.told), HW_TEXT_ARG(m->architecture.told));
}

/* Errors: -ENOMEM, and the root is closed. */
static int record(const struct hw_machine_options *options,
		  int (*wrap)(struct hw_recorder *recorder, struct hw_root *inner,
			      struct hw_root **ret),
		  struct hw_root **root)
{
	struct hw_root *inner = *root;

	if (!options->recorder)
		return 0;
	*root = NULL;
	return wrap(options->recorder, inner, root);
}

static int open_root(const struct hw_machine_options *options, struct hw_machine *m,
		     struct hw_text *ret_error)
{
	const char *path = options->sysroot ? options->sysroot : "/";
	int r;

	if (options->from_count)
		r = open_recording(m, options, ret_error);
	else
		r = hw_root_open(path, &m->root);
	if (r == 0)
		r = record(options, hw_recorder_wrap, &m->root);
	if (r == 0 && hw_root_kind(m->root) == HW_ROOT_LIVE)
		m->live = m->root;
	else if (r == 0)
		r = hw_root_open("/", &m->live);
	if (r == 0 && m->live != m->root)
		r = record(options, hw_recorder_wrap_tables, &m->live);
	if (r == 0)
		r = hw_recording_open(m);
	if (r < 0 && !options->from_count)
		*ret_error = hw_arena_printf(&m->arena, "cannot open '%s': %s", path,
					     strerror(-r));
	m->strings_only = options->strings_only;
	m->kind = options->strings_only ? "list"
		  : options->from_count ? "snapshot"
		  : m->root == m->live	? "live"
					: "sysroot";
	return r;
}

static void open_sources(struct hw_machine *m)
{
	/* it has their answers */
	if (m->is_recording)
		return;
	for (size_t i = 0; hw_sources[i] && m->source_count < HW_SOURCES_MAX; i++) {
		struct hw_opened_source *add = &m->sources[m->source_count];
		int r;

		if (!m->enriches && hw_sources[i] != &hw_source_usb_port)
			continue;
		r = hw_sources[i]->open(m->root, m->warnings, &add->self);
		if (r < 0 && r != -ENOTSUP)
			hw_warn(m->warnings, "source-missing", HW_NO_TEXT, 0,
				"%s cannot be used: %s", hw_sources[i]->name,
				strerror(-r));
		if (r < 0)
			continue;
		add->source = hw_sources[i];
		m->source_count++;
	}
}

int hw_machine_open(const struct hw_machine_options *options,
		    struct hw_warnings *warnings, struct hw_machine *ret,
		    struct hw_text *ret_error)
{
	bool names_kernel;
	int r;

	*ret = (struct hw_machine){
		.warnings = warnings,
		.asks_modules = options->ask_modules,
		.names_release = options->kernel.release != NULL,
		.host_has_own = HW_UNKNOWN,
		.modules_directory = options->kernel.directory,
		.is_recorded = options->recorder,
	};
	ret->public_answers = HW_ARENA_NEW(&ret->arena, struct hw_public_answers, 1);
	if (ret->public_answers)
		*ret->public_answers = (struct hw_public_answers){.index = {.n = 0}};
	ret->all_devices = HW_ARENA_NEW(&ret->arena, struct hw_all_devices, 1);
	if (ret->all_devices)
		*ret->all_devices = (struct hw_all_devices){.is_read = false};
	r = open_root(options, ret, ret_error);
	for (size_t i = 0; r == 0 && i < options->ids_count; i++)
		r = hw_machine_open_ids(ret, options->ids[i], ret_error);
	if (r < 0)
		return r;
	hw_machine_number_on_demand(ret);
	ret->privacy.level = options->level;
	hw_recording_find_level(ret);
	if (hw_recording_tells_too_much(ret)) {
		*ret_error = HW_TEXT(
			"the report was made with a higher --privacy than it is read "
			"with, and what identifies the machine is in its texts too: give "
			"the same level, or a snapshot, which can be told from at any");
		return -EPERM;
	}
	ret->words = hw_private_words_of(options->home);
	ret->words.shows_all = hw_privacy_is_off(&ret->privacy);
	ret->words.login = hw_text_of(options->sysroot ? NULL : options->login);
	ret->privacy.words = &ret->words;
	hw_host_read_release(ret->root, &ret->arena, &ret->host);
	/* that a dump has no tables is said with all that it lacks */
	names_kernel = options->kernel.release || options->kernel.directory;
	r = hw_kernel_open(&options->kernel, ret->root, ret->live,
			   ret->host.kernel_release, &ret->arena,
			   ret->is_dump && !names_kernel ? NULL : warnings, &ret->kernel,
			   ret_error);
	if (r == 0) {
		if (names_kernel && !options->tables_only && !options->strings_only)
			warn_architecture(ret);
		if (ret->is_dump && !ret->dump.name.s)
			ret->dump.name = hw_text_of(options->from[0]);
		hw_machine_warn_part(ret);
		hw_machine_warn_log(ret);
		hw_machine_warn_facts(ret);
		hw_aliases_want(ret->kernel.aliases, options->alias_detail);
	}
	/* it is only shown; `path` is read */
	ret->kernel.directory =
		hw_free_text_path(ret->kernel.directory, &ret->words, &ret->arena);
	if (r < 0 || options->tables_only)
		return r;
	r = hw_machine_find_databases(ret);
	if (r == 0)
		r = hw_machine_find_words(ret);
	/* strings may come from a pipe, for hours; without a map the files are read */
	if (options->strings_only) {
		hw_ids_map(ret->databases.pci);
		hw_ids_map(ret->databases.usb);
	}
	if (r == 0)
		r = hw_modules_open(options->strings_only ? NULL : ret->root,
				    ret->kernel.root, ret->kernel.path.s, warnings,
				    &ret->modules);
	if (r < 0) {
		*ret_error = HW_TEXT("out of memory");
		return r;
	}
	ret->lists_firmware = options->firmware;
	ret->wants_details = options->details;
	ret->wakes = options->wake;
	ret->finds_provides = options->provides;
	ret->finds_packages = options->packages;
	ret->finds_groups = options->groups;
	ret->counts_errors = options->count_errors;
	if (options->describe && hw_modinfo_open(&ret->modinfo) < 0)
		ret->modinfo = NULL;
	ret->enriches = options->enrich;
	ret->tells_usb = options->tell_usb;
	if (ret->enriches || ret->tells_usb)
		open_sources(ret);
	return 0;
}

void hw_machine_close(struct hw_machine *machine)
{
	for (size_t i = 0; i < machine->source_count; i++)
		machine->sources[i].source->close(machine->sources[i].self);
	hw_provides_close(machine->provides);
	/* most reports have none: then nothing of that room is read */
	if (machine->packages)
		hw_packages_close(machine->packages);
	hw_missing_firmware_close(machine->missing_firmware);
	hw_installed_kernels_close(machine->installed_kernels);
	hw_unlisted_close(machine->unlisted);
	hw_text_set_done(&machine->recorded_strings);
	hw_public_answers_done(machine->public_answers);
	hw_all_devices_done(machine->all_devices);
	hw_privacy_done(&machine->privacy);
	hw_known_secrets_done(&machine->known);
	hw_withheld_done(&machine->withheld);
	hw_withheld_done(&machine->quotes);
	hw_modprobe_close(machine->modprobe);
	hw_modinfo_close(machine->modinfo);
	hw_modules_close(machine->modules);
	hw_kernel_close(&machine->kernel);
	hw_ids_close(machine->databases.pci);
	hw_ids_close(machine->databases.usb);
	hw_ids_close(machine->word_lists[0]);
	hw_ids_close(machine->word_lists[1]);
	hw_root_close(machine->words_root);
	hw_hwdb_close(machine->databases.hwdb);
	hw_acpi_vendors_close(machine->databases.acpi);
	hw_pnp_close(machine->databases.pnp);
	hw_amdgpu_close(machine->databases.amdgpu);
	if (machine->live != machine->root)
		hw_root_close(machine->live);
	hw_root_close(machine->root);
	hw_arena_done(&machine->arena);
	*machine = (struct hw_machine){0};
}
