// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "cmd/fleet/fleet.h"
#include "data/base/nearest.h"
#include "data/library/dl.h"

/* What is asked: a named question, or a statement. */
struct question {
	const struct hw_fleet_query *query;
	const char *operand;
};

static void say_no_query(const char *name)
{
	struct hw_nearest near = {.word = hw_text_of(name)};
	struct hw_arena arena = {0};
	struct hw_text question;

	for (const struct hw_fleet_query *q = hw_fleet_queries; q->name; q++)
		hw_nearest_try(&near, hw_text_of(q->name));
	question = hw_nearest_question(&near, &arena);
	if (!question.n)
		question = HW_TEXT("; 'hwalias-fleet help query' lists them");
	hw_fleet_say("no query '%s'%.*s", name, HW_TEXT_ARG(question));
	hw_arena_done(&arena);
}

/* The first word of a statement, behind blanks and comments. */
static const char *first_word(const char *sql)
{
	for (;;) {
		sql += strspn(sql, " \t\r\n\f\v;");
		if (strncmp(sql, "--", 2) == 0)
			sql += strcspn(sql, "\n");
		else if (strncmp(sql, "/*", 2) == 0 && strstr(sql + 2, "*/"))
			sql = strstr(sql + 2, "*/") + 2;
		else
			return sql;
	}
}

/* Statements that act though a transaction that only reads lets them: COPY writes files
 * on the server, and runs programs there. */
static bool acts(const char *sql)
{
	static const char *const words[] = {"copy",   "do",	"call",
					    "vacuum", "attach", "detach"};
	const char *word = first_word(sql);
	size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (n == strlen(words[i]) && strncasecmp(word, words[i], n) == 0)
			return true;
	return false;
}

static enum hw_exit check(const struct hw_fleet_options *o, int argc, char **argv,
			  struct question *ret)
{
	if (o->sql && !*first_word(o->sql)) {
		hw_fleet_say("--sql takes a statement, and this one is empty");
		return HW_EXIT_USAGE;
	}
	if (o->sql && acts(o->sql)) {
		hw_fleet_say("--sql takes a statement that reads");
		return HW_EXIT_USAGE;
	}
	if (o->sql) {
		if (!argc)
			return HW_EXIT_OK;
		hw_fleet_say("--sql takes no name beside the statement");
		return HW_EXIT_USAGE;
	}
	ret->query = argc ? hw_fleet_query_find(argv[0]) : NULL;
	if (!ret->query) {
		if (argc)
			say_no_query(argv[0]);
		else
			hw_fleet_say("the name of a query is missing; 'hwalias-fleet "
				     "help query' lists them");
		return HW_EXIT_USAGE;
	}
	ret->operand = argc > 1 ? argv[1] : NULL;
	if (ret->query->operand ? argc != 2 : argc > 1) {
		hw_fleet_say(ret->query->operand ? "%s takes one operand: %s"
						 : "%s takes no operand",
			     ret->query->name, ret->query->operand_help);
		return HW_EXIT_USAGE;
	}
	if (ret->operand && !hw_fleet_query_is_device(ret->operand)) {
		hw_fleet_say("%s '%s' names no device: %s", ret->query->name,
			     ret->operand, ret->query->operand_help);
		return HW_EXIT_USAGE;
	}
	if (o->since && !ret->query->takes_since) {
		hw_fleet_say("--since is of drift, not of %s", ret->query->name);
		return HW_EXIT_USAGE;
	}
	return HW_EXIT_OK;
}

static enum hw_exit ask(struct hw_store *store, const struct hw_fleet_options *o,
			const struct question *question)
{
	struct hw_store_rows *rows = NULL;
	size_t count = 0;
	int r;

	r = o->sql ? hw_store_query(store, o->sql, NULL, 0, &rows)
		   : hw_fleet_query_ask(store, question->query, question->operand,
					o->since, &rows);
	if (r == 0)
		r = o->format->print(rows, o->sql ? "sql" : question->query->name, stdout,
				     &o->write, &count);
	hw_store_rows_close(rows);
	if (r == 0)
		return HW_EXIT_OK;
	if (hw_library_missing())
		hw_fleet_say("this output needs %s, which is not installed or cannot be "
			     "loaded",
			     hw_library_missing());
	else
		hw_fleet_say("%s: %s", hw_store_name(store), hw_store_error(store));
	return r == -EINVAL ? HW_EXIT_USAGE : HW_EXIT_FAILED;
}

static enum hw_exit run(const struct hw_fleet_options *options, int argc, char **argv)
{
	struct question question = {.query = NULL};
	enum hw_exit status = check(options, argc, argv, &question);
	struct hw_store *store;

	if (status != HW_EXIT_OK)
		return status;
	store = hw_fleet_open_filled(options, HW_STORE_READ);
	if (!store)
		return HW_EXIT_FAILED;
	status = ask(store, options, &question);
	hw_store_close(store);
	return status;
}

const struct hw_fleet_command hw_fleet_command_query = {
	.name = "query",
	.operands = "NAME [ID]",
	.help = "answer a question about the current report of each machine; each is a "
		"view of the database, too",
	.examples = "hwalias-fleet query attention\t"
		    "what is wrong, on which machines, and the remedy\n"
		    "hwalias-fleet query --ndjson machines 10de:2330\t"
		    "the machines that have this graphics card\n",
	.run = run,
};
