// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/check.h"
#include "report/collect/told.h"

#include <errno.h>

#include "report/check/internal.h"
#include "report/lookup/kernel_claims.h"
#include "report/machine/installed/modules_gone.h"
#include "report/verdict/verdict.h"

/* Whether the tables that it is compared with are of another architecture than the
 * machine, or than the other tables where nothing tells that of the machine. */
static bool is_old_foreign(const struct hw_check *check)
{
	const struct hw_machine *m = check->machine;
	const struct hw_kernel *kernel = &check->fates.own;
	struct hw_arena arena = {0};
	struct hw_architecture own = m->architecture;
	struct hw_architecture old;
	bool is_foreign;

	if (!own.folder.n || own.is_other)
		own = hw_kernel_architecture(&m->kernel, &own, &arena);
	old = hw_kernel_architecture(kernel, &own, &arena);
	is_foreign = hw_architectures_differ(&own, &old) ||
		     hw_architectures_differ(&m->architecture, &old);
	hw_arena_done(&arena);
	return is_foreign;
}

/* Of the machine's own lists of modules that are not whole: by those it may look as if
 * modules were missing. */
static void warn_of_lists(struct hw_machine *m)
{
	const struct hw_table_fault *const faults[] = {
		hw_dep_fault(&m->kernel, m->modules),
		hw_builtin_fault(&m->kernel, m->modules),
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(faults); i++)
		if (faults[i])
			hw_warn(m->warnings, "modules-unreadable", HW_NO_TEXT, 0,
				"%.*s %s; %s", HW_TEXT_ARG(m->kernel.directory),
				faults[i]->what, faults[i]->remedy);
}

int hw_check_open_between(struct hw_machine *m, const char *old,
			  const struct hw_report_head *head,
			  const struct hw_check_writer *writer, struct hw_check *ret)
{
	int r;

	*ret = (struct hw_check){.machine = m, .head = head, .writer = writer};
	ret->is_what_if = old || hw_kernel_claims_are_of_another(m);
	if (!ret->is_what_if && !m->kernel_is_foreign) {
		warn_of_lists(m);
		return 0;
	}
	ret->fault = m->kernel_is_foreign
			     ? &hw_fault_of_architecture
			     : hw_table_fault(&m->kernel, m->modules, &ret->arena);
	ret->faulty = &m->kernel;
	if (ret->fault)
		return -ENODATA;
	r = hw_kernel_fates_open(m, old, &ret->arena, &ret->fates);
	if (r == -ENOMEM || !old)
		return r == -ENOMEM ? r : 0;
	ret->fault =
		is_old_foreign(ret) ? &hw_fault_of_other_tables : ret->fates.own_fault;
	ret->faulty = &ret->fates.own;
	if (ret->fault)
		return -ENODATA;
	return ret->fates.own.aliases ? 0 : -ENOENT;
}

int hw_check_open(struct hw_machine *m, const struct hw_report_head *head,
		  const struct hw_check_writer *writer, struct hw_check *ret)
{
	return hw_check_open_between(m, NULL, head, writer, ret);
}

void hw_check_close(struct hw_check *check)
{
	hw_kernel_fates_close(&check->fates);
	hw_arena_done(&check->arena);
	*check = (struct hw_check){0};
}

static bool is_worse(const struct hw_finding *a, const struct hw_finding *b)
{
	if (a->severity != b->severity)
		return a->severity > b->severity;
	return a->rank < b->rank;
}

/* Findings that are as bad as each other: neighbours in the list. */
struct hw_finding_group {
	struct hw_finding *last;
	struct hw_finding_group *next;
};

static void keep(struct hw_check *check, const struct hw_finding *finding)
{
	struct hw_finding_group **at = &check->groups;
	struct hw_finding *f = HW_ARENA_NEW(&check->arena, struct hw_finding, 1);
	struct hw_finding **place = &check->first;

	if (!f)
		return;
	*f = *finding;
	/* behind all that are not better */
	while (*at && !is_worse(f, (*at)->last)) {
		place = &(*at)->last->next;
		if (!is_worse((*at)->last, f))
			break;
		at = &(*at)->next;
	}
	if (!*at || is_worse(f, (*at)->last)) {
		struct hw_finding_group *group =
			HW_ARENA_NEW(&check->arena, struct hw_finding_group, 1);

		if (!group)
			return;
		group->next = *at;
		*at = group;
	}
	(*at)->last = f;
	f->next = *place;
	*place = f;
	check->count++;
	check->hints += f->severity == HW_SEVERITY_HINT;
}

/* What people call the device. */
static struct hw_text name_of(const struct hw_record *record, struct hw_arena *arena)
{
	struct hw_text vendor = record->names[HW_NAME_VENDOR].text;
	struct hw_text device = record->names[HW_NAME_DEVICE].text;
	struct hw_text class = record->names[HW_NAME_SUBCLASS].text;

	if (!class.n)
		class = record->names[HW_NAME_CLASS].text;
	if (!device.n && vendor.n && class.n)
		return hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(vendor),
				       HW_TEXT_ARG(class));
	if (!device.n && !vendor.n)
		return hw_arena_copy(arena, class);
	return hw_arena_copy(arena, hw_record_name(record, arena));
}

/* As lspci and lsusb print them; nothing for buses whose ids are no numbers. */
static struct hw_text ids_of(const struct hw_record *record, struct hw_arena *arena)
{
	struct hw_id vendor = record->ids[HW_ROLE_VENDOR];
	struct hw_id device = record->ids[HW_ROLE_DEVICE];
	char v[HW_ID_MAX], d[HW_ID_MAX];

	if (!vendor.present || !device.present)
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "%.*s:%.*s", HW_TEXT_ARG(hw_id_text(vendor, v)),
			       HW_TEXT_ARG(hw_id_text(device, d)));
}

static const struct hw_evidence *copy_evidence(const struct hw_evidence *v, size_t n,
					       struct hw_arena *arena)
{
	struct hw_evidence *copy = HW_ARENA_NEW(arena, struct hw_evidence, n);

	for (size_t i = 0; copy && i < n; i++)
		copy[i] = (struct hw_evidence){
			.source = v[i].source,
			.path = hw_arena_copy(arena, v[i].path),
			.line = v[i].line,
			.time = hw_arena_copy(arena, v[i].time),
			.text = hw_arena_copy(arena, v[i].text),
		};
	return copy;
}

static const struct hw_package *copy_packages(const struct hw_package *v, size_t n,
					      struct hw_arena *arena)
{
	struct hw_package *copy = HW_ARENA_NEW(arena, struct hw_package, n);

	for (size_t i = 0; copy && i < n; i++)
		copy[i] = hw_package_copy(&v[i], arena);
	return copy;
}

bool hw_check_modules_gone(struct hw_check *check)
{
	struct hw_verdict verdict;

	if (!hw_modules_gone(check->machine, &verdict))
		return false;
	/* that says it all */
	check->unjudged = 0;
	check->untold = 0;
	check->untold_wholes = 0;
	check->undecided = 0;
	keep(check, &(struct hw_finding){
			    .severity = verdict.severity,
			    .reason = verdict.reason,
			    .explanation = verdict.explanation,
			    .remedy = verdict.remedy,
		    });
	return true;
}

static void note_usb(struct hw_check *check, const struct hw_record *record)
{
	if (!hw_text_eq(record->device.subsystem, HW_TEXT("usb")))
		return;
	if (!hw_bus_is_whole(record->device.bus, record->device.kind))
		check->interfaces++;
	else if (record->verdict.state == HW_STATE_UNKNOWN && !check->untold_wholes++)
		check->first_untold_whole =
			hw_arena_copy(&check->arena, record->device.id);
}

/* Vendor and device, which tables are asked for; a list may have names alone. */
static bool lacks_pair(const struct hw_machine *m, const struct hw_record *record)
{
	return m->is_dump && hw_bus_address(record->device.bus) != HW_ADDRESS_NAME &&
	       !(record->ids[HW_ROLE_VENDOR].present &&
		 record->ids[HW_ROLE_DEVICE].present);
}

int hw_check_record(void *arg, const struct hw_record *record)
{
	struct hw_check *check = arg;
	struct hw_arena *arena = &check->arena;
	struct hw_finding f = {
		.severity = record->verdict.severity,
		.reason = record->verdict.reason,
		.explanation = record->verdict.explanation,
		.remedy = record->verdict.remedy,
		.advice = record->verdict.advice,
		.evidence_count = record->verdict.evidence_count,
	};

	check->devices++;
	check->unbound += record->verdict.state == HW_STATE_UNBOUND;
	check->undriven += record->verdict.state == HW_STATE_UNBOUND ||
			   record->verdict.state == HW_STATE_UNCLAIMED ||
			   record->verdict.state == HW_STATE_UNKNOWN;
	if (record->verdict.lacks_tables && !check->unjudged++) {
		check->first_unjudged = hw_arena_copy(arena, record->device.id);
		check->unjudged_is_unreadable =
			strcmp(record->verdict.reason, "unreadable") == 0;
		check->unjudged_is_joined = hw_told_lacks_lines(
			check->machine, &check->machine->kernel, record);
	}
	if (record->verdict.lacks_driver && !check->untold++)
		check->first_untold = hw_arena_copy(arena, record->device.id);
	note_usb(check, record);
	if (record->verdict.lacks_modules && !check->undecided++)
		check->first_undecided = hw_arena_copy(arena, record->device.id);
	if (check->is_what_if) {
		int r = hw_what_if(check, record, &f);

		if (r < 0)
			return r;
		check->without_ids += !f.rank && lacks_pair(check->machine, record);
		if (f.severity == HW_SEVERITY_ERROR)
			check->lost++;
	}
	if (f.severity == HW_SEVERITY_NONE && !f.rank)
		return 0;
	f.device = hw_arena_copy(arena, record->device.id);
	f.name = name_of(record, arena);
	f.explanation = hw_arena_copy(arena, f.explanation);
	f.ids = ids_of(record, arena);
	f.remedy = hw_arena_copy(arena, f.remedy);
	f.advice = hw_arena_copy(arena, f.advice);
	f.evidence = copy_evidence(record->verdict.evidence, f.evidence_count, arena);
	f.evidence_count = f.evidence ? f.evidence_count : 0;
	f.packages = copy_packages(record->packages, record->package_count, arena);
	f.package_count = f.packages ? record->package_count : 0;
	if (check->writer && check->writer->keep)
		f.record = check->writer->keep(check, record);
	keep(check, &f);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

bool hw_check_is_bad(const struct hw_check *check)
{
	return check->is_what_if ? check->lost > 0 : check->count > check->hints;
}

/* For which devices an all-clear needs it, most of them last. Under another kernel, all
 * need module lists and tables. */
enum need {
	NEED_NONE,
	/* those that have candidates and no driver */
	NEED_UNBOUND,
	/* those without a driver */
	NEED_UNDRIVEN,
	NEED_ANY,
};

static enum need need_of(const struct hw_check *check, const struct hw_warning *w)
{
	static const struct {
		const char *code;
		enum need need;
	} codes[] = {
		{"sysfs-unreadable", NEED_ANY},
		{"file-changed", NEED_ANY},
		{"dump-incomplete", NEED_ANY},
		{"lines-missing", NEED_ANY},
		{"log-incomplete", NEED_ANY},
		{"hosts-differ", NEED_ANY},
		{"snapshot-truncated", NEED_ANY},
		{"snapshot-malformed", NEED_ANY},
		{"archive-damaged", NEED_ANY},
		{"aliases-unreadable", NEED_UNDRIVEN},
		{"modprobe-unreadable", NEED_UNDRIVEN},
		{"modules-unreadable", NEED_UNBOUND},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(codes); i++)
		if (strcmp(w->code, codes[i].code) == 0)
			return codes[i].need;
	/* only where it may have had an answer that is missing */
	if (strcmp(w->code, "package-list") == 0)
		return check->machine->lacks_packages ? NEED_ANY : NEED_NONE;
	if (strcmp(w->code, "unreadable") != 0)
		return NEED_NONE;
	/* a log is evidence, and what it lacks proves nothing */
	if (memmem(w->path.s, w->path.n, "var/log/", 8))
		return NEED_NONE;
	/* a device or its driver; elsewhere are tables, module lists and directives */
	return hw_text_starts(w->path, HW_TEXT("sys/")) ||
			       memmem(w->path.s, w->path.n, "/sys/", 5)
		       ? NEED_ANY
		       : NEED_UNDRIVEN;
}

/* The least need that counts, of the devices that were judged. */
static enum need least_need(const struct hw_check *check)
{
	if (check->is_what_if || check->unbound)
		return NEED_UNBOUND;
	return check->undriven ? NEED_UNDRIVEN : NEED_ANY;
}

/* What a dump leaves out each entry of a baseline says for itself. */
static bool is_judged_apart(const struct hw_check *check, const struct hw_warning *w)
{
	return check->expect && strcmp(w->code, "dump-incomplete") == 0;
}

static const char *lack_of_tables(const struct hw_check *check)
{
	if (check->unjudged_is_unreadable)
		return "the modalias could not be read to tell";
	if (check->unjudged_is_joined)
		return "the recording does not have the alias lines to tell";
	return check->machine->kernel.aliases
		       ? "what was read does not tell all ids to find out"
		       : "there are no alias tables to tell";
}

/* Even a container has what the kernel itself makes, such as "virtual". */
static bool is_tree_empty(const struct hw_check *check, struct hw_arena *arena)
{
	struct hw_text *names;
	size_t n = 0;
	const int err =
		hw_root_list(check->machine->root, "sys/devices", arena, &names, &n);

	return err == -ENOENT || (err == 0 && n == 0);
}

struct hw_text hw_check_unread(const struct hw_check *check, struct hw_arena *arena)
{
	const struct hw_warning *w = check->machine->warnings->first;

	while (w && (need_of(check, w) < least_need(check) || is_judged_apart(check, w)))
		w = w->next;
	if (w)
		return hw_arena_printf(arena, "%.*s: %.*s", HW_TEXT_ARG(w->path),
				       HW_TEXT_ARG(w->message));
	if (!check->devices && is_tree_empty(check, arena))
		return hw_arena_printf(arena, "there is no device in %s/sys/devices",
				       hw_root_path(check->machine->root));
	/* a baseline's entries tell for themselves which drivers are not known */
	if (check->untold && !check->expect)
		return hw_arena_printf(
			arena,
			"%.*s%s: what was read does not tell whether a driver is bound",
			HW_TEXT_ARG(check->first_untold),
			check->untold > 1 ? " and others" : "");
	if (check->untold_wholes && !check->interfaces && !check->expect)
		return hw_arena_printf(arena,
				       "%.*s%s: what was read tells neither its "
				       "interfaces nor whether a "
				       "driver is bound",
				       HW_TEXT_ARG(check->first_untold_whole),
				       check->untold_wholes > 1 ? " and others" : "");
	if (check->unknown)
		return hw_arena_printf(
			arena,
			"whether kernel %.*s has the driver of %.*s%s is not known: %s",
			HW_TEXT_ARG(check->machine->kernel.release),
			HW_TEXT_ARG(check->first_unknown),
			check->unknown > 1 ? " and others" : "",
			check->machine->is_dump || check->fates.tells_no_modules
				? "its module, or an id of the device, is not told"
				: "it is built in now, and the tables do not tell its "
				  "module");
	if (check->unjudged)
		return hw_arena_printf(
			arena, "%.*s%s no driver, and %s which module claims %s",
			HW_TEXT_ARG(check->first_unjudged),
			check->unjudged > 1 ? " and others have" : " has",
			lack_of_tables(check), check->unjudged > 1 ? "them" : "it");
	if (check->undecided && !check->is_what_if)
		return hw_arena_printf(
			arena,
			"%.*s%s no driver, though a module claims %s, and what was read "
			"does not tell whether that is loaded, kept away or missing",
			HW_TEXT_ARG(check->first_undecided),
			check->undecided > 1 ? " and others have" : " has",
			check->undecided > 1 ? "them" : "it");
	return HW_NO_TEXT;
}
