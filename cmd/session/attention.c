// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/attention.h"

#include <errno.h>

#include "cmd/line/hint.h"
#include "data/base/list.h"
#include "report/verdict/shell_quote.h"

static void add(struct hw_list *all, const char *option, const char *argument)
{
	if (argument)
		hw_list_add(all,
			    hw_arena_printf(all->arena, " %s %.*s", option,
					    HW_TEXT_ARG(hw_shell_word(
						    hw_text_of(argument), all->arena))));
}

/* The options that choose devices: check takes the same. */
static struct hw_text options_of(const struct hw_selection *s, struct hw_arena *arena)
{
	struct hw_list all = {.arena = arena, .between = ""};

	if (s->depth != HW_SCAN_MAIN)
		hw_list_add(&all,
			    s->depth == HW_SCAN_ALL ? HW_TEXT(" -a") : HW_TEXT(" -aa"));
	add(&all, "-b", s->bus);
	for (size_t i = 0; i <= s->more_count; i++) {
		const struct hw_filter *filter = i ? &s->more[i - 1] : &s->filter;

		add(&all, "-d", filter->ids);
		add(&all, "-s", filter->address);
	}
	return hw_list_text(&all);
}

struct hw_text hw_attention_command(const struct hw_options *o, struct hw_arena *arena)
{
	/* with -t the devices above those of -s are listed too */
	if (!o->write.width || !o->format->is_for_people || o->write.columns ||
	    (o->write.tree && o->selection.filter.address))
		return HW_NO_TEXT;
	for (size_t i = 0; i < o->machine.from_count; i++)
		if (strcmp(o->machine.from[i], "-") == 0)
			return HW_NO_TEXT;
	return hw_arena_printf(arena, "hwalias%.*s check%.*s",
			       HW_TEXT_ARG(hw_hint_source(o, arena)),
			       HW_TEXT_ARG(options_of(&o->selection, arena)));
}

int hw_attention_open(struct hw_session *session, struct hw_text command,
		      struct hw_attention *ret)
{
	int r;

	*ret = (struct hw_attention){.command = command};
	if (!command.n)
		return 0;
	ret->is_open = true;
	r = hw_check_open(&session->machine, NULL, NULL, &ret->check);
	/* tables that cannot answer: the command says which */
	if (r < 0 && r != -ENOMEM)
		ret->command = HW_NO_TEXT;
	else if (r == 0)
		ret->is_known = hw_check_modules_gone(&ret->check);
	return r == -ENOMEM ? r : 0;
}

int hw_attention_record(struct hw_attention *attention, const struct hw_record *record)
{
	if (!attention->command.n || attention->is_known)
		return 0;
	return hw_check_record(&attention->check, record);
}

static struct hw_text line_of(const struct hw_attention *a, struct hw_arena *arena)
{
	const struct hw_check *check = &a->check;
	bool is_one = check->count == 1;

	if (check->count && check->is_what_if)
		return hw_arena_printf(arena, "%zu change%s under this kernel: %.*s",
				       check->count, is_one ? "s" : "",
				       HW_TEXT_ARG(a->command));
	if (check->count)
		return hw_arena_printf(arena, "%zu need%s attention: %.*s", check->count,
				       is_one ? "s" : "", HW_TEXT_ARG(a->command));
	if (hw_check_unread(check, arena).n)
		return hw_arena_printf(arena, "not all could be checked: %.*s",
				       HW_TEXT_ARG(a->command));
	return HW_NO_TEXT;
}

void hw_attention_close(struct hw_attention *attention, struct hw_session *session)
{
	if (!attention->is_open)
		return;
	if (attention->command.n)
		session->tail.last_line = line_of(attention, &session->arena);
	hw_check_close(&attention->check);
	attention->is_open = false;
}
