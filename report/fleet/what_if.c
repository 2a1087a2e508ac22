// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The fleet under another kernel. What becomes of a device depends on what it is and on
 * what it has now, and of these pairs there are few, however many devices:
 *
 *	tally -> kinds and verdicts -> alias tables -> what_if, of the session
 *	what_if x device x report -> the answer
 *
 * The judge is the one of "hwalias check -S" (report/kernel/fate.h), which knows both
 * kernels. Of the one that a machine runs, the database has the modules that claimed each
 * device, and whether its driver is one that modules.builtin lists; of a report that had
 * no tables, or is a dump, only what drives a device, and what could. It has nothing of
 * other interfaces of a USB device, and of modprobe.d. Machines of which nothing can be
 * told are told by name, without a device, and counted; so are devices, with the reason
 * "not-judged".
 */
#include <errno.h>

#include "report/fleet/internal.h"
#include "report/kernel/architecture.h"
#include "report/kernel/builtin_driver.h"
#include "report/kernel/fate.h"
#include "report/lookup/id_pattern.h"

/* The reason of a device in doubt. */
#define NOT_JUDGED "not-judged"

/* A kind of devices with a verdict, as the database has it. */
struct pair {
	int64_t kind;
	int64_t verdict;
	int64_t devices;
	struct hw_text driver;
	struct hw_text module;
	/* that claim it now, with commas */
	struct hw_text modules;
	bool is_builtin;
	/* modules are known */
	bool has_tables;
	/* a driver without a module may have one */
	bool module_is_untold;
	bool is_bound;
	/* nothing drives it, which is known */
	bool is_free;
	/* whether a driver is bound, or by what one could be found, is not told */
	bool is_untold;
	/* a modalias a line */
	struct hw_text modaliases;
	/* NULL: nothing changes, as far as is known */
	const char *reason;
	/* beside a reason of the modules that claim it, or without one */
	bool is_in_doubt;
	struct hw_text becomes;
};

struct what_if {
	struct hw_machine *machine;
	struct hw_arena arena;
	struct pair *v;
	size_t n;
	size_t room;
};

/* What claims a device of a pair. */
struct pair_claims {
	struct hw_text_set now;
	struct hw_text_set told;
	struct hw_text_set then;
	struct hw_text_set maybe_then;
};

static void claims_done(struct pair_claims *c)
{
	hw_text_set_done(&c->now);
	hw_text_set_done(&c->told);
	hw_text_set_done(&c->then);
	hw_text_set_done(&c->maybe_then);
}

static int match_then(struct what_if *w, const struct pair *pair, struct pair_claims *ret)
{
	struct hw_aliases *aliases = w->machine->kernel.aliases;
	struct hw_text rest = pair->modaliases;

	while (rest.s) {
		struct hw_text modalias = hw_text_cut(&rest, '\n');
		struct hw_alias_hit *hits;
		struct hw_modalias m;
		size_t count = 0;
		int r = hw_aliases_match(aliases, modalias, &w->arena, &hits, &count);

		if (r == -ENOMEM)
			return r;
		for (size_t i = 0; r == 0 && i < count; i++)
			if (hw_kernel_has_module(w->machine->modules, hits[i].module) &&
			    hw_text_set_add(&ret->then, hits[i].module) < 0)
				return -ENOMEM;
		hw_decode(modalias, &m);
		r = hw_id_pattern_may_claim(aliases, &m, &w->arena, &ret->maybe_then);
		if (r < 0)
			return r;
	}
	return 0;
}

static int read_now(struct what_if *w, const struct pair *pair, struct pair_claims *ret)
{
	struct hw_modules *then = w->machine->modules;
	struct hw_text rest = pair->modules;

	while (rest.s) {
		struct hw_text module = hw_text_cut(&rest, ',');

		if (!module.n)
			continue;
		if (hw_text_set_add(pair->has_tables ? &ret->now : &ret->told, module) <
		    0)
			return -ENOMEM;
		/* what most kernels do not list: their built-in code */
		if (then && hw_modules_is_builtin(then, module) == HW_YES &&
		    hw_text_set_add(&ret->then, module) < 0)
			return -ENOMEM;
	}
	/* The driver is built in now, and a module under the other kernel: it claims the
	 * device under both. One that modules.builtin does not list is of a module of
	 * another name, which may be any that claims the device then. */
	if (pair->has_tables && pair->is_bound && !pair->module.n && pair->is_builtin &&
	    hw_text_set_has(&ret->then, pair->driver))
		return hw_text_set_add(&ret->now, pair->driver);
	return 0;
}

/* Bound, and nothing tells by what: its module, or its driver, is not of the other
 * kernel, or of another name in it. A part of a module is told by that one. */
static bool is_nameless(const struct what_if *w, const struct pair *p)
{
	struct hw_modules *then = w->machine->modules;
	struct hw_text whole;

	if (!p->is_bound || p->modaliases.n)
		return false;
	if (p->module.n)
		return !hw_kernel_has_module(then, p->module);
	return !hw_driver_is_part(p->driver, &whole) && !p->has_tables && then &&
	       !hw_kernel_has_module(then, p->driver) &&
	       hw_modules_is_builtin(then, p->driver) != HW_YES;
}

static struct hw_fate_answer judge(struct what_if *w, const struct pair *p,
				   const struct pair_claims *c)
{
	struct hw_text rest = p->modaliases;
	const struct hw_fate_facts facts = {
		.modalias = hw_text_cut(&rest, '\n'),
		.driver_known = p->is_bound  ? HW_DRIVER_BOUND
				: p->is_free ? HW_DRIVER_NONE
					     : HW_DRIVER_UNKNOWN,
		.driver = p->driver,
		.module = p->module,
		.module_is_untold = p->module_is_untold,
		.is_untold = p->is_untold || is_nameless(w, p),
		.has_sibling = hw_text_starts(p->modaliases, HW_TEXT("usb:")) ? HW_UNKNOWN
									      : HW_NO,
		.has_tables = p->has_tables,
		.is_listed = p->is_builtin,
		.modules_then = w->machine->modules,
		.now = &c->now,
		.then = &c->then,
		.maybe_then = &c->maybe_then,
		.told = &c->told,
	};

	return hw_fate_judge(&facts, &w->arena);
}

static struct hw_text join(const struct hw_text_set *set, struct hw_arena *arena)
{
	struct hw_buffer text = {.s = NULL};
	struct hw_text joined;

	for (size_t i = 0; i < set->n; i++) {
		if (i)
			hw_buffer_add_char(&text, ',');
		hw_buffer_add(&text, set->v[i]);
	}
	joined = set->n && !text.failed
			 ? hw_arena_copy(arena, (struct hw_text){text.s, text.n})
			 : HW_NO_TEXT;
	hw_buffer_done(&text);
	return joined;
}

/* --- The database --- */

/* Without tables a device that nothing drives is of the state unknown; one of which the
 * driver is not known, too, for another reason. To one of a class none binds. */
static bool is_free(struct hw_text driver, struct hw_text state, struct hw_text reason)
{
	return !driver.n && !hw_text_eq(reason, HW_TEXT("class-device")) &&
	       (hw_text_eq(reason, HW_TEXT("no-alias-tables")) ||
		!hw_text_eq(state, HW_TEXT("unknown")));
}

/* Reasons of a device of which nothing tells what becomes of it. */
#define UNTOLD "'no-driver-information', 'ids-not-told', 'unreadable'"

static bool is_untold(struct hw_text driver, struct hw_text reason)
{
	return !driver.n && (hw_text_eq(reason, HW_TEXT("no-driver-information")) ||
			     hw_text_eq(reason, HW_TEXT("ids-not-told")) ||
			     hw_text_eq(reason, HW_TEXT("unreadable")));
}

static int add_pair(struct what_if *w, const struct hw_value *v)
{
	struct hw_arena *arena = &w->arena;
	struct pair *p;

	if (HW_ARRAY_GROW(w->v, w->n, &w->room, 256) < 0)
		return -ENOMEM;
	p = &w->v[w->n++];
	*p = (struct pair){
		.kind = v[0].number,
		.verdict = v[1].number,
		.driver = hw_arena_copy(arena, v[2].text),
		.module = hw_arena_copy(arena, v[3].text),
		.modules = hw_arena_copy(arena, v[4].text),
		.is_builtin = v[5].number != 0,
		.devices = v[11].number,
		.has_tables = v[9].number != HW_FLEET_NOT_ASKED,
		.module_is_untold = v[9].number != HW_FLEET_ASKED,
		.is_bound = v[2].text.n > 0,
		.is_free = is_free(v[2].text, v[6].text, v[10].text),
		.is_untold = is_untold(v[2].text, v[10].text),
		.modaliases = hw_arena_copy(arena, v[7].text),
	};
	if (v[8].text.n)
		p->modaliases =
			hw_arena_printf(arena, "%.*s\n%.*s", HW_TEXT_ARG(p->modaliases),
					HW_TEXT_ARG(v[8].text));
	return 0;
}

static int read_pairs(struct hw_store *store, struct what_if *w)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	int r = hw_store_query(store,
			       "SELECT t.kind_id, t.verdict_id, v.driver, "
			       "v.module, v.modules, v.is_builtin, v.state, k.modalias, "
			       "k.more_modaliases, v.has_tables, v.reason, t.devices "
			       "FROM tally t JOIN kind k ON "
			       "k.id = t.kind_id JOIN verdict v ON v.id = t.verdict_id "
			       "WHERE t.devices > 0 AND (k.modalias IS NOT NULL OR "
			       "v.driver IS NOT NULL OR v.reason IN (" UNTOLD "))",
			       NULL, 0, &rows);

	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0)
		if (add_pair(w, v) < 0) {
			r = -ENOMEM;
			break;
		}
	hw_store_rows_close(rows);
	return r;
}

/* Up to two rows. */
static int put_pair(struct hw_store *store, const struct pair *p)
{
	const char *const reasons[] = {p->reason, p->is_in_doubt ? NOT_JUDGED : NULL};
	int r = 0;

	for (size_t i = 0; r == 0 && i < HW_ARRAY_SIZE(reasons); i++) {
		struct hw_value row[4] = {
			hw_value_number(p->kind),
			hw_value_number(p->verdict),
			hw_value_text(hw_text_of(reasons[i])),
			hw_value_text(p->becomes),
		};

		if (reasons[i])
			r = hw_store_bulk_row(store, row);
	}
	return r;
}

static int put_pairs(struct hw_store *store, const struct what_if *w)
{
	int r = hw_store_exec(store, "CREATE TEMP TABLE what_if (kind_id integer, "
				     "verdict_id integer, reason text, becomes text)");

	if (r == 0)
		r = hw_store_bulk_begin(store, "what_if",
					"kind_id,verdict_id,reason,becomes", 4);
	for (size_t i = 0; r == 0 && i < w->n; i++)
		r = put_pair(store, &w->v[i]);
	if (r == 0)
		r = hw_store_bulk_end(store);
	return r == 0 ? hw_store_bulk_wait(store) : r;
}

static void set_answer(struct pair *p, struct hw_fate_answer answer)
{
	p->reason = hw_fate_code(answer.fate);
	p->is_in_doubt = answer.doubt != HW_DOUBT_NONE;
}

static int judge_pairs(struct what_if *w, struct hw_fleet_what_if *ret)
{
	int r = hw_aliases_index(w->machine->kernel.aliases);

	for (size_t i = 0; r == 0 && i < w->n; i++) {
		struct pair *p = &w->v[i];
		struct pair_claims claims = {.now = {.n = 0}};

		r = match_then(w, p, &claims);
		if (r == 0)
			r = read_now(w, p, &claims);
		if (r == 0)
			set_answer(p, judge(w, p, &claims));
		if (p->reason || p->is_in_doubt)
			p->becomes = join(&claims.then, &w->arena);
		ret->kinds += p->modaliases.n > 0;
		ret->lacks_tables |= !p->has_tables;
		claims_done(&claims);
	}
	return hw_arena_failed(&w->arena) ? -ENOMEM : r;
}

/* Ids of platforms. */
struct ids {
	int64_t *v;
	size_t n;
	size_t room;
};

static int add_id(struct ids *ids, int64_t id)
{
	int r = HW_ARRAY_GROW(ids->v, ids->n, &ids->room, 64);

	if (r == 0)
		ids->v[ids->n++] = id;
	return r;
}

/* Fills a table of the session, and frees the ids. */
static int put_ids(struct hw_store *store, const char *table, const char *create,
		   struct ids *ids)
{
	int r = hw_store_exec(store, create);

	if (r == 0)
		r = hw_store_bulk_begin(store, table, "id", 1);
	for (size_t i = 0; r == 0 && i < ids->n; i++) {
		struct hw_value row = hw_value_number(ids->v[i]);

		r = hw_store_bulk_row(store, &row);
	}
	free(ids->v);
	return hw_fleet_bulk_done(store, r);
}

/* Finds the platforms that have another kernel, and those of another architecture than
 * this one. Where no kernel is told, one that the user named is another one, and tables
 * that are named by their place alone may be the machine's own, as check has it. */
static int find_platforms(struct hw_store *store, const struct hw_machine *machine,
			  struct ids *judged, struct ids *foreign)
{
	const struct hw_value *v;
	struct hw_store_rows *rows = NULL;
	struct hw_architecture own = {.folder = HW_NO_TEXT}, then = own;
	struct hw_arena arena = {0};
	/* those of one architecture together, as the tables are read for each */
	int r = hw_store_query(store,
			       "SELECT id, kernel, architecture FROM platform "
			       "ORDER BY architecture",
			       NULL, 0, &rows);

	while (r >= 0 && (r = hw_store_rows_next(rows, &v)) > 0) {
		const struct hw_architecture this =
			hw_host_architecture(v[2].text, v[1].text);

		if (this.folder.n && !hw_text_eq(this.folder, own.folder))
			then = hw_kernel_architecture(&machine->kernel, &this, &arena);
		if (this.folder.n)
			own = this;
		if (hw_architectures_differ(&this, &then))
			r = add_id(foreign, v[0].number);
		else if (v[1].text.n ? !hw_text_eq(v[1].text, machine->kernel.release)
				     : machine->names_release)
			r = add_id(judged, v[0].number);
	}
	hw_store_rows_close(rows);
	if (r == 0 && hw_arena_failed(&arena))
		r = -ENOMEM;
	hw_arena_done(&arena);
	return r;
}

static int put_platforms(struct hw_store *store, const struct hw_machine *machine)
{
	struct ids judged = {.n = 0}, foreign = {.n = 0};
	int r = find_platforms(store, machine, &judged, &foreign);

	if (r < 0) {
		free(judged.v);
		free(foreign.v);
		return r;
	}
	r = put_ids(store, "what_if_platform",
		    "CREATE TEMP TABLE what_if_platform (id integer)", &judged);
	if (r < 0) {
		free(foreign.v);
		return r;
	}
	return put_ids(store, "what_if_foreign",
		       "CREATE TEMP TABLE what_if_foreign (id integer)", &foreign);
}

/* clang-format off */
/* From the few pairs to the devices: with CROSS JOIN SQLite keeps the order of all. */
#define AFFECTED \
	"FROM what_if w CROSS JOIN device d CROSS JOIN report r " \
	"CROSS JOIN machine c CROSS JOIN model m "

#define OF_PAIRS \
	"WHERE d.kind_id = w.kind_id AND d.verdict_id = w.verdict_id " \
	"AND r.set_id = d.set_id AND r.is_current = 1 AND c.id = r.machine_id " \
	"AND m.id = r.model_id AND r.platform_id IN (SELECT id FROM what_if_platform) "

/* The newest report of each machine that nothing can be told of, without a device: why. */
#define LEFT_OUT_OF(reason) \
	"'" reason "' AS reason FROM report r JOIN machine c ON c.id = r.machine_id " \
	"JOIN model m ON m.id = r.model_id "

#define IS_FOREIGN "r.platform_id IN (SELECT id FROM what_if_foreign) "

#define FOREIGN LEFT_OUT_OF("other-architecture") "WHERE r.is_current = 1 AND " IS_FOREIGN

#define KERNEL_IS_UNKNOWN \
	"(SELECT id FROM platform WHERE kernel IS NULL AND id NOT IN " \
	"(SELECT id FROM what_if_platform UNION ALL SELECT id FROM what_if_foreign)) "

#define UNKNOWN_KERNEL \
	LEFT_OUT_OF("kernel-not-known") \
	"WHERE r.is_current = 1 AND r.platform_id IN " KERNEL_IS_UNKNOWN

#define IS_INCOMPLETE \
	"(r.is_complete = 0 AND NOT EXISTS (SELECT 1 FROM report o WHERE " \
	"o.machine_id = r.machine_id AND (o.is_current = 1 OR o.generated > r.generated))) "

/* Not all buses were looked at: what becomes of devices on others is not known. */
#define IS_PARTIAL \
	"(r.is_current = 1 AND r.buses IS NOT NULL AND r.platform_id NOT IN " \
	KERNEL_IS_UNKNOWN "AND NOT " IS_FOREIGN ") "

#define NO_WHOLE_REPORT(condition) \
	LEFT_OUT_OF("no-whole-report") "WHERE " condition

#define NEITHER NO_WHOLE_REPORT(IS_INCOMPLETE "OR " IS_PARTIAL)

#define NO_DEVICE(why) \
	"SELECT DISTINCT machine, host, model, NULL, NULL, NULL, reason, NULL, NULL, NULL FROM " \
	"(SELECT c.digest AS machine, r.host, m.product AS model, " why ") n "

#define NO_MODEL(why) \
	"SELECT model, reason, count(DISTINCT id), NULL FROM " \
	"(SELECT c.id, m.product AS model, " why ") n GROUP BY model, reason "

#define DEVICES(condition) \
	"SELECT * FROM (SELECT c.digest AS machine, r.host, m.product AS model, a.name AS id, k.ids, " \
	"k.device, w.reason, v.driver, v.modules AS was, w.becomes " AFFECTED \
	"CROSS JOIN address a CROSS JOIN kind k CROSS JOIN verdict v " OF_PAIRS \
	"AND a.id = d.address_id AND k.id = d.kind_id AND v.id = d.verdict_id " condition \
	"UNION ALL " NO_DEVICE(UNKNOWN_KERNEL) "UNION ALL " NO_DEVICE(FOREIGN) \
	"UNION ALL " NO_DEVICE(NEITHER) \
	") x ORDER BY machine, coalesce(id, ''), reason"

static const char *const parts[] = {
	[HW_FLEET_DEVICES] = DEVICES("AND w.reason NOT IN ('changes-candidates', '" NOT_JUDGED "') "),
	[HW_FLEET_ALL_DEVICES] = DEVICES(""),
	[HW_FLEET_MODELS] =
		"SELECT * FROM ("
		"SELECT m.product AS model, w.reason, count(DISTINCT c.id) AS machines, "
		"count(*) AS devices " AFFECTED OF_PAIRS
		"GROUP BY m.product, w.reason "
		"UNION ALL " NO_MODEL(UNKNOWN_KERNEL) "UNION ALL " NO_MODEL(FOREIGN)
		"UNION ALL " NO_MODEL(NEITHER)
		") a ORDER BY coalesce(model, ''), reason",
};
/* clang-format on */

/* The devices of pairs with a reason. Where all machines are asked for, the sums of the
 * pairs are there already. */
static int count_devices(struct hw_store *store, const struct what_if *w,
			 const char *reason, uint64_t *ret)
{
	struct hw_text wanted = hw_text_of(reason);
	struct hw_value value = hw_value_text(wanted);
	struct hw_store_rows *rows = NULL;
	const struct hw_value *v;
	int64_t others = 0;
	int r = hw_store_number(store,
				"SELECT count(*) FROM report WHERE is_current = 1 AND "
				"platform_id NOT IN (SELECT id FROM what_if_platform)",
				&others);

	*ret = 0;
	for (size_t i = 0; i < w->n; i++)
		if (hw_text_eq(hw_text_of(w->v[i].reason), wanted) ||
		    (w->v[i].is_in_doubt && hw_text_eq(HW_TEXT(NOT_JUDGED), wanted)))
			*ret += (uint64_t)w->v[i].devices;
	if (r < 0 || !others || !*ret)
		return r;
	r = hw_store_query(store,
			   "SELECT count(*) " AFFECTED OF_PAIRS "AND w.reason = $1",
			   &value, 1, &rows);
	if (r == 0 && (r = hw_store_rows_next(rows, &v)) == 1)
		*ret = (uint64_t)v[0].number;
	hw_store_rows_close(rows);
	return r < 0 ? r : 0;
}

/* Machines that are judged, and those that run the kernel already. */
#define CURRENT_OF(platforms)                                                            \
	"SELECT count(DISTINCT machine_id) FROM report WHERE is_current = 1 AND "        \
	"platform_id " platforms " (SELECT id FROM what_if_platform)"

static int count_machines(struct hw_store *store, struct hw_fleet_what_if *ret)
{
	int64_t n[6] = {0};
	int r = hw_store_number(store, "SELECT count(DISTINCT c.id), " UNKNOWN_KERNEL,
				&n[0]);

	if (r == 0)
		r = hw_store_number(
			store,
			"SELECT count(DISTINCT c.id), " NO_WHOLE_REPORT(IS_INCOMPLETE),
			&n[1]);
	if (r == 0)
		r = hw_store_number(
			store,
			"SELECT count(DISTINCT c.id), " NO_WHOLE_REPORT(IS_PARTIAL),
			&n[2]);
	if (r == 0)
		r = hw_store_number(store, CURRENT_OF("IN"), &n[3]);
	if (r == 0)
		r = hw_store_number(store,
				    CURRENT_OF("NOT IN " KERNEL_IS_UNKNOWN
					       "AND platform_id NOT IN (SELECT id FROM "
					       "what_if_foreign) AND platform_id NOT IN"),
				    &n[4]);
	if (r == 0)
		r = hw_store_number(store, "SELECT count(DISTINCT c.id), " FOREIGN,
				    &n[5]);
	ret->unknown_kernels = (uint64_t)n[0];
	ret->incomplete = (uint64_t)n[1];
	ret->partial = (uint64_t)n[2];
	ret->judged = (uint64_t)n[3];
	ret->same_kernel = (uint64_t)n[4];
	ret->foreign = (uint64_t)n[5];
	return r;
}

int hw_fleet_what_if(struct hw_store *store, struct hw_machine *machine,
		     struct hw_fleet_what_if *ret)
{
	struct what_if w = {.machine = machine};
	int r;

	*ret = (struct hw_fleet_what_if){.kinds = 0};
	r = read_pairs(store, &w);
	if (r == 0)
		r = judge_pairs(&w, ret);
	if (r == 0)
		r = put_pairs(store, &w);
	if (r == 0)
		r = put_platforms(store, machine);
	if (r == 0)
		r = count_devices(store, &w, "loses-driver", &ret->losers);
	if (r == 0)
		r = count_devices(store, &w, NOT_JUDGED, &ret->not_judged);
	if (r == 0)
		r = count_machines(store, ret);
	free(w.v);
	hw_arena_done(&w.arena);
	return r;
}

int hw_fleet_what_if_ask(struct hw_store *store, enum hw_fleet_what_if_part part,
			 struct hw_store_rows **ret)
{
	return hw_store_query(store, parts[part], NULL, 0, ret);
}
