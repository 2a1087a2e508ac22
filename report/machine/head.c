// SPDX-License-Identifier: GPL-2.0-or-later
/* The head of a report. */
#include "report/machine/driver_links.h"
#include "report/machine/internal.h"
#include "report/machine/machine.h"
#include "report/machine/recording.h"
#include "report/machine/words/withheld_paths.h"

/* What firmware and the system say of the machine: vendors write serial numbers into the
 * names of products, administrators the host's name. */
static void show_host(struct hw_machine *m)
{
	struct hw_host_text texts[HW_HOST_TEXTS];

	m->host_has_own = hw_machine_has_own(m, &m->host) ? HW_YES : HW_NO;
	hw_machine_host_texts(&m->host, texts);
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		*texts[i].text = hw_machine_own_text(m, HW_TEXT(HW_DMI), *texts[i].text,
						     texts[i].what, &m->arena);
}

/* What the level lets a document tell; at "public" nothing is read. */
static void identify(struct hw_machine *m, struct hw_identity_of_host *ret)
{
	struct hw_identity_of_host all;

	*ret = (struct hw_identity_of_host){.key = HW_NO_TEXT};
	if (m->privacy.level == HW_PRIVACY_PUBLIC)
		return;
	hw_host_identify(m->root, &m->arena, &all);
	if (!all.key.n)
		all.key = hw_recording_key(m);
	if (m->privacy.level == HW_PRIVACY_FULL)
		*ret = all;
	ret->key = all.key;
	ret->name = all.name;
}

/* A path that people chose may be named after the machine, or after its user. */
static void read_owners(struct hw_machine *m)
{
	if (!m->words.shows_all && (!m->is_live || m->kernel.directory.n))
		hw_machine_words(m);
}

void hw_machine_head(struct hw_machine *machine, int64_t generated, bool with_host,
		     struct hw_report_head *ret)
{
	const bool has_host = with_host && !machine->strings_only;
	/* devices of the buses that it tells may be missing */
	const bool is_excerpt =
		machine->dump.lacks_host_bridge || machine->dump.lacks_root_hub;

	if (has_host) {
		hw_host_read(machine->root, &machine->arena, &machine->host);
		show_host(machine);
	}
	*ret = (struct hw_report_head){
		.generated = generated,
		.source_kind = machine->kind,
		.is_live = machine->is_live,
		.source_root = machine->strings_only
				       ? HW_NO_TEXT
				       : hw_text_of(hw_root_path(machine->root)),
		.has_host = has_host,
		.host = machine->host,
		.level = machine->privacy.level,
		.level_of_source = hw_privacy_level_recorded(&machine->privacy),
		.lacks_buses =
			machine->is_dump && (!machine->dump.all_buses || is_excerpt),
		.buses = machine->is_dump && !is_excerpt ? hw_dump_buses(&machine->dump)
							 : HW_NO_TEXT,
		.modules_release = machine->kernel.release,
		.modules_directory = machine->kernel.directory,
		.lacks_aliases = !machine->kernel.aliases,
		.alias_count = with_host ? hw_aliases_count(machine->kernel.aliases) : 0,
	};
	if (has_host) {
		identify(machine, &ret->identity);
		ret->withheld =
			hw_machine_withheld(machine, ret, hw_recording_key(machine));
		ret->lacks_driver_modules = hw_machine_tells_no_modules(machine);
	}
	hw_machine_tell_databases(machine, ret);
	if (has_host)
		read_owners(machine);
	hw_privacy_apply_head(ret, &machine->words, &machine->arena);
}
