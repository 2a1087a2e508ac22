// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * For people:
 *
 *     warning  pci:0000:00:1f.6  Intel Corporation Ethernet Connection I219-LM
 * [8086:15b7] why:    No driver is bound: module e1000e claims this device by pci:v0000…,
 *               but is kept from being loaded by /etc/modprobe.d/x.conf:3: blacklist …
 *       seen:   /etc/modprobe.d/x.conf:3: blacklist e1000e
 *       package: x (non-free), which has x.bin (apt-file's list)
 *       remedy: sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/modpro…
 *       advice: what no command can do
 */
#include <errno.h>

#include "report/check/check.h"
#include "report/check/sentences.h"
#include "report/show/evidence.h"

/* Where the device of a finding begins. */
#define HEAD_INDENT 9

/* Most packages of a finding that have a line, as many as sentences name. */
#define PACKAGES_MAX ((size_t)4)

/* The word that a finding begins with, colored by how bad it is; returns its columns. */
static size_t print_severity(struct hw_page *page, const struct hw_finding *f)
{
	static const char *const colors[] = {
		[HW_SEVERITY_NONE] = "",
		[HW_SEVERITY_HINT] = "",
		[HW_SEVERITY_WARNING] = "\033[33m",
		[HW_SEVERITY_ERROR] = "\033[31m",
	};
	const char *word = f->rank ? f->reason : hw_severity_name(f->severity);
	const char *color = page->options.color ? colors[f->severity] : "";

	fprintf(page->out, "%s%s%s%*s ", color, word, *color ? "\033[0m" : "",
		strlen(word) < 8 ? (int)(8 - strlen(word)) : 0, "");
	return (strlen(word) < 8 ? 8 : strlen(word)) + 1;
}

static void print_finding(struct hw_page *page, const struct hw_finding *f)
{
	struct hw_arena *arena = &page->arena;
	size_t used = print_severity(page, f);
	struct hw_text head = f->device.n ? f->device : HW_TEXT("this machine");

	if (f->name.n)
		head = hw_arena_printf(arena, "%.*s  %.*s", HW_TEXT_ARG(head),
				       HW_TEXT_ARG(f->name));
	if (f->ids.n)
		head = hw_arena_printf(arena, "%.*s [%.*s]", HW_TEXT_ARG(head),
				       HW_TEXT_ARG(f->ids));
	hw_page_rest(page, used, HEAD_INDENT, head);
	hw_page_wrapped(page, "  why:    ", f->explanation);
	hw_page_evidence(page, "  seen:   ", f->evidence, f->evidence_count,
			 f->explanation);
	for (size_t i = 0; i < f->package_count && i < PACKAGES_MAX; i++)
		hw_page_wrapped(page,
				"  package: ", hw_package_text(&f->packages[i], arena));
	if (f->package_count > PACKAGES_MAX)
		hw_page_wrapped(page, "  package: ",
				hw_arena_printf(arena,
						"and %zu more, which hwalias show lists",
						f->package_count - PACKAGES_MAX));
	/* a command stays one line, to be copied */
	if (f->remedy.n)
		hw_page_whole(page, hw_arena_printf(arena, "  remedy: %.*s",
						    HW_TEXT_ARG(f->remedy)));
	if (f->advice.n)
		hw_page_wrapped(page, "  advice: ", f->advice);
}

/* Not a finding: a tainted kernel may run a healthy machine. */
static void print_taint(const struct hw_check *check, struct hw_page *page)
{
	struct hw_host host;
	struct hw_text flags;

	hw_host_read(check->machine->root, &page->arena, &host);
	flags = hw_check_taints(host.kernel_taint, &page->arena);
	if (flags.n)
		hw_page_wrapped(page, "",
				hw_arena_printf(&page->arena,
						"The kernel is tainted: %.*s.",
						HW_TEXT_ARG(flags)));
}

static void print_findings(const struct hw_check *check, struct hw_page *page)
{
	bool has_remedy = false;

	for (const struct hw_finding *f = check->first; f; f = f->next) {
		has_remedy = has_remedy || f->remedy.n;
		print_finding(page, f);
	}
	if (has_remedy && !check->machine->is_live)
		hw_page_wrapped(page, "",
				HW_TEXT("The commands are for the recorded machine, "
					"not for this one."));
}

/* --expect: nothing but what differs. */
static int print_expected(const struct hw_check *check, const struct hw_output *output,
			  struct hw_text unread, struct hw_page *page)
{
	int r = hw_expect_print_text(check->expect, output);

	if (unread.n)
		hw_page_wrapped(page, "",
				hw_arena_printf(&page->arena,
						"could not be checked completely: %.*s",
						HW_TEXT_ARG(unread)));
	if (hw_arena_failed(&page->arena))
		r = -ENOMEM;
	hw_arena_done(&page->arena);
	return r;
}

static int print(const struct hw_check *check, const struct hw_output *output)
{
	struct hw_page page = {.out = output->out, .options = *output->options};
	struct hw_text unread = hw_check_unread(check, &page.arena);
	struct hw_text not_read = hw_check_not_read(output->not_read, &page.arena);
	bool failed;

	if (check->expect)
		return print_expected(check, output, unread, &page);
	if (check->is_what_if)
		hw_page_wrapped(&page, "", hw_check_what_if_sentence(check, &page.arena));
	else if (!check->count && !unread.n)
		hw_page_wrapped(&page, "", hw_check_clear(check, not_read, &page.arena));
	if (!page.options.summary)
		print_findings(check, &page);
	if (check->count && not_read.n && !page.options.summary)
		hw_page_wrapped(
			&page, "",
			hw_arena_printf(&page.arena, "(%.*s)", HW_TEXT_ARG(not_read)));
	if (unread.n)
		hw_page_wrapped(&page, "",
				hw_arena_printf(&page.arena,
						"could not be checked completely: %.*s",
						HW_TEXT_ARG(unread)));
	if (!check->is_what_if)
		print_taint(check, &page);
	failed = hw_arena_failed(&page.arena);
	hw_arena_done(&page.arena);
	return failed ? -ENOMEM : 0;
}

const struct hw_check_writer hw_check_text = {
	.print = print,
};
