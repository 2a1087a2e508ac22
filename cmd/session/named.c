// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/named.h"

#include <errno.h>
#include <strings.h>

#include "cmd/line/habit.h"
#include "cmd/line/hint.h"
#include "cmd/line/own_word.h"
#include "cmd/line/typed_ids.h"
#include "cmd/print/diag.h"
#include "cmd/session/kind.h"
#include "data/base/list.h"
#include "data/module/name.h"
#include "decoders/text/ascii.h"
#include "report/class_word.h"
#include "report/collect/collect.h"
#include "report/lookup/pasted_line.h"
#include "report/machine/sources/all_devices.h"
#include "report/select/pasted.h"
#include "report/verdict/shell_quote.h"

bool hw_named_are_given(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (!*argv[i])
			return false;
	return argc > 0;
}

static bool is_listed(const struct hw_found_list *found, const struct hw_device *device)
{
	for (size_t i = 0; i < found->n; i++)
		if (found->v[i].device == device)
			return true;
	return false;
}

/* Adds the parts of whole devices. */
static int add_parts(struct hw_named *n, struct hw_found_list *found)
{
	size_t room = found->n + n->list.n;
	struct hw_found *v = HW_ARENA_NEW(&n->arena, struct hw_found, room);
	size_t count = found->n;

	if (!v)
		return -ENOMEM;
	memcpy(v, found->v, count * sizeof(*v));
	for (size_t i = 0; i < n->list.n; i++) {
		const struct hw_device *d = &n->list.v[i];

		if (!hw_bus_is_part(d->bus, d->kind) || is_listed(found, d))
			continue;
		for (size_t k = 0; k < found->n; k++)
			if (hw_text_eq(d->parent, found->v[k].device->id)) {
				v[count++] = (struct hw_found){d, HW_NO_TEXT};
				break;
			}
	}
	found->v = v;
	found->n = count;
	return 0;
}

/* "8086:15b8", as -d takes it, and as people paste it: the devices that have these ids.
 */
static int find_by_ids(struct hw_session *s, const char *name, struct hw_named *n,
		       struct hw_found_list *ret)
{
	struct hw_filter filters[HW_TYPED_IDS_MAX] = {0};
	size_t count = hw_typed_ids(name, filters, HW_TYPED_IDS_MAX);

	if (!count)
		return 0;
	ret->v = HW_ARENA_NEW(&n->arena, struct hw_found, n->list.n);
	for (size_t i = 0; ret->v && i < n->list.n; i++) {
		struct hw_record record = {.device = n->list.v[i]};
		int r = hw_collect_identity(&s->machine, &n->arena, &record);

		if (r < 0)
			return r;
		for (size_t k = 0; k < count; k++)
			if (hw_filter_record(&filters[k], &record)) {
				ret->v[ret->n++] =
					(struct hw_found){.device = &n->list.v[i]};
				break;
			}
	}
	return hw_arena_failed(&n->arena) ? -ENOMEM : 0;
}

/* "0200: " of lspci -n before the ids at `at`. */
static bool is_behind_class(struct hw_text line, size_t at)
{
	if (at < 6 || line.s[at - 1] != ' ' || line.s[at - 2] != ':')
		return false;
	for (size_t i = at - 6; i < at - 2; i++)
		if (!hw_is_hex(line.s[i]))
			return false;
	return at == 6 || line.s[at - 7] == ' ';
}

/* "8086:15b8" of a line of lspci -nn, -n and -mmn, or of lsusb; absent: there is none. */
static struct hw_text ids_of_line(struct hw_text line, struct hw_arena *arena)
{
	const struct hw_text mm = hw_pasted_lspci_mm(line, arena);

	if (mm.n)
		return hw_text_head(hw_text_from(mm, strlen("pci:")), 9);
	for (size_t i = 1; i + 9 <= line.n; i++) {
		struct hw_text ids = {line.s + i, 9};
		bool are_ids = (line.s[i - 1] == '[' && i + 9 < line.n &&
				line.s[i + 9] == ']') ||
			       (i > 3 && strncmp(line.s + i - 4, " ID ", 4) == 0) ||
			       is_behind_class(line, i);

		for (size_t k = 0; k < ids.n && are_ids; k++)
			are_ids = k == 4 ? ids.s[k] == ':' : hw_is_hex(ids.s[k]);
		if (are_ids)
			return ids;
	}
	return HW_NO_TEXT;
}

/* A line of another machine names no device of this one: the ids that it has tell. */
static int compare_pasted(struct hw_session *s, struct hw_text line, struct hw_named *n,
			  struct hw_found_list *found)
{
	struct hw_text ids = ids_of_line(line, &n->arena);
	struct hw_filter filter = {0};
	struct hw_text word;
	bool is_same = false;
	char text[10] = "";

	if (!ids.n)
		return 0;
	memcpy(text, ids.s, 9);
	hw_filter_by_id(text, &filter);
	for (size_t i = 0; i < found->n; i++) {
		struct hw_record record = {.device = *found->v[i].device};
		int r = hw_collect_identity(&s->machine, &n->arena, &record);

		if (r < 0)
			return r;
		is_same = is_same || hw_filter_ids(&filter, record.ids);
	}
	if (is_same)
		return 0;
	word = hw_shell_word(hw_text_of(text), &n->arena);
	found->but = hw_arena_printf(
		&n->arena, "%s; 'hwalias lookup %.*s' tells of these ids",
		found->n ? "another is in its place" : "it is not in this machine",
		HW_TEXT_ARG(word));
	found->n = 0;
	return 0;
}

/* Finds the devices that one operand names. */
static int find_one(struct hw_session *s, const char *name, bool with_parts,
		    struct hw_named *n, struct hw_found_list *ret)
{
	struct hw_filter filter = {0};
	int r;

	/* ":", "*" and "*:*.*" are all slots, for -s as for lspci, and name no device */
	if (strpbrk(name, ":*") && !name[strspn(name, ":.*")])
		return 0;
	hw_filter_by_address(name, &filter);
	r = hw_resolve(s->machine.root, &n->list, &filter, &n->arena, ret);
	if (r == 0 && hw_filter_is_pasted(name))
		r = compare_pasted(s, hw_text_of(name), n, ret);
	if (r == 0 && !ret->n && !ret->but.n)
		r = find_by_ids(s, name, n, ret);
	if (r == 0 && !ret->n && !ret->but.n)
		r = hw_collect_find_printed(&s->machine, hw_text_of(name), &n->list,
					    &n->arena, ret);
	return r == 0 && with_parts && ret->n ? add_parts(n, ret) : r;
}

static int prepare(struct hw_session *s, struct hw_named *n)
{
	const struct hw_device **devices;
	size_t count = 0;

	for (size_t i = 0; i < n->n; i++)
		count += n->found[i].n;
	devices = HW_ARENA_NEW(&n->arena, const struct hw_device *, count);
	if (!devices)
		return -ENOMEM;
	count = 0;
	for (size_t i = 0; i < n->n; i++)
		for (size_t j = 0; j < n->found[i].n; j++)
			devices[count++] = n->found[i].v[j].device;
	return hw_collect_prepare(&s->machine, devices, count);
}

/* "Intel", "USB webcam": a name rather than an address. */
static bool is_name(const char *name)
{
	if (!hw_is_alnum(*name))
		return false;
	for (; *name; name++)
		if (!hw_is_alnum(*name) && !strchr(" -_./()", *name))
			return false;
	return true;
}

static bool contains(struct hw_text text, struct hw_text word)
{
	for (size_t i = 0; i + word.n <= text.n; i++)
		if (strncasecmp(text.s + i, word.s, word.n) == 0)
			return true;
	return false;
}

/* Whether each word is in the name of the vendor or of the device. */
static bool has_words(const struct hw_record *record, const char *words)
{
	struct hw_text rest = hw_text_of(words);

	while (rest.s) {
		struct hw_text word = hw_text_cut(&rest, ' ');

		if (!contains(record->names[HW_NAME_VENDOR].text, word) &&
		    !contains(record->names[HW_NAME_DEVICE].text, word))
			return false;
	}
	return true;
}

/* "pci:0000:01:00.0 and 2 more", which have the words in their names, by addresses that
 * tell nothing of a machine. Parts of a device have its name, too. Absent: there are
 * none, or it is no name. */
static struct hw_text find_names(struct hw_session *s, const char *words,
				 struct hw_named *n)
{
	struct hw_list all = {.arena = &n->arena, .between = ", ", .max = 3};

	for (size_t i = 0; is_name(words) && strlen(words) > 2 && i < n->list.n; i++) {
		struct hw_record record = {.device = n->list.v[i]};

		const enum hw_address address = hw_bus_address(record.device.bus);

		if (record.device.class_only || address == HW_ADDRESS_NAME ||
		    (address == HW_ADDRESS_USB &&
		     hw_text_find(record.device.name, ':') < record.device.name.n))
			continue;
		if (hw_collect_identity(&s->machine, &n->arena, &record) == 0 &&
		    has_words(&record, words))
			hw_list_add(&all, record.device.id);
	}
	return hw_list_text(&all);
}

int hw_named_find(struct hw_session *s, int argc, char **argv, bool with_parts,
		  struct hw_named *ret)
{
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING};
	int r;

	*ret = (struct hw_named){
		.n = (size_t)argc,
		.operands = argv,
		.question = s->options->question,
		.machine = &s->machine,
	};
	r = hw_sysfs_scan(s->machine.root, &scan, &ret->arena, s->machine.warnings,
			  &ret->list);
	if (r == 0)
		hw_all_devices_list(&s->machine, &scan, &ret->list);
	ret->found = HW_ARENA_NEW(&ret->arena, struct hw_found_list, ret->n);
	ret->of_names = HW_ARENA_NEW(&ret->arena, struct hw_text, ret->n);
	if (r == 0 && (!ret->found || !ret->of_names))
		r = -ENOMEM;
	for (size_t i = 0; i < ret->n && r == 0; i++) {
		struct hw_found_list *found = &ret->found[i];

		r = find_one(s, argv[i], with_parts, ret, found);
		if (r == 0 && !found->n && !found->but.n)
			ret->of_names[i] = find_names(s, argv[i], ret);
		if (r == 0 && !found->n && !found->but.n &&
		    hw_session_is_module(s, hw_text_of(argv[i])))
			found->but = hw_arena_printf(
				&ret->arena,
				"it is a module, of which 'hwalias driver %.*s' tells",
				HW_TEXT_ARG(
					hw_shell_word(hw_text_of(argv[i]), &ret->arena)));
	}
	return r == 0 ? prepare(s, ret) : r;
}

/* The first operand that is not the word. */
static const char *beside(const struct hw_named *named, const char *word)
{
	for (size_t i = 0; i < named->n; i++)
		if (strcmp(named->operands[i], word) != 0)
			return named->operands[i];
	return NULL;
}

/* A sound one, or a line with one. */
static bool is_modalias(const char *name)
{
	struct hw_modalias m;

	return hw_pasted_has_modalias(hw_text_of(name)) ||
	       (hw_decode(hw_text_of(name), &m) && !(m.bus->flags & HW_BUS_ALIAS));
}

/* "nouveau" of "/sys/module/nouveau" and "/sys/bus/pci/drivers/nouveau"; absent: it is no
 * such path. */
static struct hw_text driver_of_path(const char *path)
{
	struct hw_text rest = hw_text_of(path);
	const char *drivers = strstr(path, "/drivers/");

	if (hw_text_starts(rest, HW_TEXT("/sys/module/")))
		rest = hw_text_from(rest, strlen("/sys/module/"));
	else if (hw_text_starts(rest, HW_TEXT("/sys/bus/")) && drivers)
		rest = hw_text_of(drivers + strlen("/drivers/"));
	else
		return HW_NO_TEXT;
	return hw_text_head(rest, hw_text_find(rest, '/'));
}

/* Ids, a module's file, or a string of the kernel, which another command takes: what that
 * is, for the end of a sentence; absent: it is neither. */
static struct hw_text other_command(const char *name, struct hw_arena *arena)
{
	struct hw_text word = hw_shell_word(hw_text_of(name), arena);
	struct hw_filter ids[HW_TYPED_IDS_MAX] = {0};

	if (driver_of_path(name).n)
		return hw_arena_printf(
			arena, "; 'hwalias driver %.*s' tells of the driver",
			HW_TEXT_ARG(hw_shell_word(driver_of_path(name), arena)));
	if (is_modalias(name))
		return hw_arena_printf(arena,
				       ", but a modalias: 'hwalias decode %.*s' reads it",
				       HW_TEXT_ARG(word));
	/* "/lib/modules/…/e1000e.ko.xz" */
	if (strstr(name, ".ko") &&
	    strcspn(strstr(name, ".ko"), "/ ") == strlen(strstr(name, ".ko")))
		return hw_arena_printf(
			arena, "; 'hwalias driver %.*s' tells of the module",
			HW_TEXT_ARG(hw_shell_word(
				hw_module_name_of_path(hw_text_of(name)), arena)));
	if (hw_typed_ids(name, ids, HW_TYPED_IDS_MAX))
		return hw_arena_printf(
			arena, "; 'hwalias lookup %.*s' tells of what is not here",
			HW_TEXT_ARG(word));
	return HW_NO_TEXT;
}

bool hw_named_is_missing(const struct hw_session *s, const struct hw_named *named,
			 size_t at, const char *name)
{
	const struct hw_found_list *found = &named->found[at];
	struct hw_arena arena = {0};
	struct hw_text own;
	struct hw_text module;
	struct hw_text kind = HW_NO_TEXT;
	const struct hw_text broken = hw_hint_broken_ids(hw_text_of(name));
	struct hw_text word, other;

	if (found->n)
		return false;
	word = hw_shell_word(hw_text_of(name), &arena);
	/* names of devices are no mistyped kinds */
	if (is_name(name) && !strpbrk(name, "0123456789 ") && !hw_kind_of_name(name))
		kind = hw_kind_question(hw_text_of(name), &arena);
	module = hw_session_module_question(s, hw_text_of(name), &arena);
	other = other_command(name, &arena);
	own = hw_own_word(s->options, name, beside(named, name), &arena);
	if (found->but.n)
		hw_hint(s->options, "no device '%s': %.*s", name,
			HW_TEXT_ARG(found->but));
	else if (own.n)
		hw_hint(s->options, "no device '%s', but a word of the program: %.*s",
			name, HW_TEXT_ARG(own));
	else if (named->question.n && at == 0 && !hw_kind_is(hw_text_of(name)))
		hw_hint(s->options, "no %s '%s'%.*s",
			hw_habit_of_word(name).n ? "command" : "device", name,
			HW_TEXT_ARG(named->question));
	else if (hw_kind_is(hw_text_of(name)) || hw_bus_find(hw_text_of(name)))
		hw_hint(s->options, "no device '%s'; 'hwalias -b %s' lists such devices",
			name, name);
	else if (other.n)
		hw_hint(s->options, "no device '%s'%.*s", name, HW_TEXT_ARG(other));
	else if (broken.n)
		hw_hint(s->options, "no device '%s'%.*s", name, HW_TEXT_ARG(broken));
	else if (named->of_names[at].n)
		hw_hint(s->options,
			"no device '%s', but it is in the names of %.*s; 'hwalias "
			"lookup %.*s' searches for all names",
			name, HW_TEXT_ARG(named->of_names[at]), HW_TEXT_ARG(word));
	else if (kind.n)
		hw_hint(s->options, "no device '%s'%.*s", name, HW_TEXT_ARG(kind));
	else if (module.n)
		hw_hint(s->options, "no device '%s'%.*s", name, HW_TEXT_ARG(module));
	else if (hw_hint_is_file(name))
		hw_error("no device '%s', but a file: 'hwalias --from %.*s' reads a "
			 "recorded machine",
			 name, HW_TEXT_ARG(word));
	else if (hw_kind_of_name(name))
		hw_hint(s->options, "no device '%s'; 'hwalias -b %s' lists such devices",
			name, hw_kind_of_name(name));
	else if (is_name(name))
		hw_hint(s->options,
			"no device '%s'; 'hwalias -aa' lists all there are, 'hwalias "
			"lookup %.*s' searches for names",
			name, HW_TEXT_ARG(word));
	else
		hw_hint(s->options, "no device '%s'; 'hwalias -aa' lists all there are",
			name);
	hw_arena_done(&arena);
	return true;
}

void hw_named_done(struct hw_named *named)
{
	if (named->machine)
		hw_all_devices_unlist(named->machine, named->list.v);
	hw_arena_done(&named->arena);
}
