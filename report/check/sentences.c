// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/sentences.h"

#include "data/host/taint.h"

/* Of what another kernel is compared with, where that has no aliases. */
static struct hw_text why_not_compared(const struct hw_check *check,
				       struct hw_arena *arena)
{
	const struct hw_kernel_fates *fates = &check->fates;

	if (fates->own_fault)
		return hw_arena_printf(
			arena, "%.*s %s, so there is nothing to compare with.",
			HW_TEXT_ARG(fates->own.directory), fates->own_fault->what);
	return check->machine->host.kernel_release.n
		       ? HW_TEXT("This machine has no tables of its own kernel to "
				 "compare with.")
		       : HW_TEXT("Which kernel this machine runs is not told, so there "
				 "are no tables to compare with.");
}

struct hw_text hw_check_what_if_sentence(const struct hw_check *check,
					 struct hw_arena *arena)
{
	struct hw_text kernel = check->machine->kernel.release;
	struct hw_text gained =
		check->gained
			? hw_arena_printf(arena, ", %zu get%s it back", check->gained,
					  check->gained == 1 ? "s" : "")
			: HW_TEXT("");

	const size_t judged = check->devices - check->without_ids;
	struct hw_text but = HW_NO_TEXT;

	if (check->without_ids)
		but = hw_arena_printf(arena,
				      " %zu more could not be looked up, as their ids "
				      "are not told.",
				      check->without_ids);
	if (!check->fates.own.aliases) {
		struct hw_text why = why_not_compared(check, arena);

		return hw_arena_printf(arena,
				       "Under kernel %.*s: %zu of %zu devices lose their "
				       "driver.%.*s %.*s",
				       HW_TEXT_ARG(kernel), check->lost, judged,
				       HW_TEXT_ARG(but), HW_TEXT_ARG(why));
	}
	return hw_arena_printf(arena,
			       "Under kernel %.*s instead of %.*s: %zu of %zu devices "
			       "change, %zu lose their driver%.*s.%.*s",
			       HW_TEXT_ARG(kernel), HW_TEXT_ARG(check->fates.own.release),
			       check->count, judged, check->lost, HW_TEXT_ARG(gained),
			       HW_TEXT_ARG(but));
}

struct hw_text hw_check_not_read(const struct hw_not_read *all, struct hw_arena *arena)
{
	struct hw_text list = HW_NO_TEXT;
	bool root_may = false;

	for (size_t i = 0; all && i < all->n; i++) {
		bool is_recorded = strcmp(all->v[i].error, HW_NOT_RECORDED) != 0;

		root_may = root_may || all->v[i].root_may;
		list = hw_arena_printf(arena, "%.*s%s%s not %s", HW_TEXT_ARG(list),
				       list.n ? ", " : "", all->v[i].what,
				       is_recorded ? "readable" : "recorded");
	}
	return root_may ? hw_arena_printf(arena, "%.*s; more as root", HW_TEXT_ARG(list))
			: list;
}

/* What an all-clear does not cover: what was not read, and devices that the lists of
 * tools, of which a dump is, do not have. */
static struct hw_text clear_but(const struct hw_check *check, struct hw_text not_read,
				struct hw_arena *arena)
{
	const struct hw_machine *m = check->machine;
	const struct hw_dump_facts *dump = &m->dump;
	const bool several = hw_text_find(dump->formats, ',') < dump->formats.n;

	/* what such a list ends with nobody can tell */
	if (!m->is_dump || dump->all_buses || dump->is_whole)
		return not_read;
	return hw_arena_printf(arena, "of what %.*s %s%s%.*s", HW_TEXT_ARG(dump->formats),
			       several ? "list" : "lists", not_read.n ? "; " : "",
			       HW_TEXT_ARG(not_read));
}

struct hw_text hw_check_clear(const struct hw_check *check, struct hw_text not_read,
			      struct hw_arena *arena)
{
	/* a kernel that has all built in has no tables; a recording does not tell whether
	 * it is such a one */
	const char *sentence = check->machine->kernel.aliases ? "nothing needs attention"
							      : HW_CHECK_NO_TABLES;
	const struct hw_text but = clear_but(check, not_read, arena);

	return but.n ? hw_arena_printf(arena, "%s (%.*s)", sentence, HW_TEXT_ARG(but))
		     : hw_text_of(sentence);
}

/* Code that is not theirs, and modules loaded by force. */
#define RELEVANT_TAINTS "PFOR"

struct hw_text hw_check_taints(int64_t kernel_taint, struct hw_arena *arena)
{
	uint64_t rest = kernel_taint > 0 ? (uint64_t)kernel_taint : 0;
	struct hw_text flags = HW_NO_TEXT;
	const struct hw_taint *flag;

	while ((flag = hw_taint_next(&rest)))
		if (strchr(RELEVANT_TAINTS, flag->letter))
			flags = hw_arena_printf(arena, "%.*s%s%s (%c)",
						HW_TEXT_ARG(flags), flags.n ? ", " : "",
						flag->meaning, flag->letter);
	return flags;
}
