// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The fleet under another kernel. What becomes of a device depends on what it is and on
 * what it has now, and of these pairs there are few, however many devices:
 *
 *	tally -> kinds and verdicts -> alias tables -> what_if, of the session
 *	what_if x device x report -> the answer
 *
 * The words are those of "hwalias check -S" (report/check/what_if.c), which knows both
 * kernels. Of the one that a machine runs, the database has the modules that claimed each
 * device, and whether its driver is one that modules.builtin lists. Of a report that had
 * no tables, or is a dump, only what drives a device is known: then it gains candidates
 * where nothing does, as check says. Machines of which nothing can be told are told by
 * name, without a device, and counted; so are devices, with the reason "not-judged".
 */
#include <errno.h>

#include "data/base/text_set.h"
#include "data/module/name.h"
#include "report/fleet/internal.h"
#include "report/lookup/id_pattern.h"
#include "report/machine/builtin_driver.h"
#include "report/verdict/attention.h"

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
	bool is_bound;
	/* nothing drives it, which is known */
	bool is_free;
	/* whether a driver is bound, or by what one could be found, is not told */
	bool is_untold;
	/* a modalias a line */
	struct hw_text modaliases;
	/* NULL: nothing changes */
	const char *reason;
	struct hw_text becomes;
};

struct what_if {
	struct hw_machine *machine;
	struct hw_arena arena;
	struct pair *v;
	size_t n;
	size_t room;
};

static int match(struct what_if *w, const struct pair *pair, struct hw_text_set *ret)
{
	struct hw_modules *modules = w->machine->modules;
	struct hw_text rest = pair->modaliases;
	struct hw_text now = pair->modules;

	while (rest.s) {
		struct hw_text modalias = hw_text_cut(&rest, '\n');
		struct hw_alias_hit *hits;
		size_t count = 0;
		int r = hw_aliases_match(w->machine->kernel.aliases, modalias, &w->arena,
					 &hits, &count);

		if (r == -ENOMEM)
			return r;
		for (size_t i = 0; r == 0 && i < count; i++)
			if (hw_kernel_has_module(modules, hits[i].module) &&
			    hw_text_set_add(ret, hits[i].module) < 0)
				return -ENOMEM;
	}
	/* what most kernels do not list: their built-in code */
	while (now.s) {
		struct hw_text module = hw_text_cut(&now, ',');

		if (modules && hw_modules_is_builtin(modules, module) == HW_YES &&
		    hw_text_set_add(ret, module) < 0)
			return -ENOMEM;
	}
	return 0;
}

static bool has_module(struct hw_text list, struct hw_text module)
{
	while (list.s)
		if (hw_text_eq(hw_text_cut(&list, ','), module))
			return true;
	return false;
}

/* The driver is built in now, and a module under the other kernel: it claims the device
 * under both. One that modules.builtin does not list is of a module of another name,
 * which may be any that claims the device then. */
static bool is_builtin_claim(const struct pair *p, const struct hw_text_set *then)
{
	return p->is_bound && !p->module.n && p->is_builtin &&
	       hw_text_set_has(then, p->driver) && !has_module(p->modules, p->driver);
}

static bool is_other_builtin_claim(const struct pair *p)
{
	return p->is_bound && !p->module.n && !p->modules.n && !p->is_builtin;
}

static bool is_same(const struct pair *p, const struct hw_text_set *then)
{
	size_t n = is_builtin_claim(p, then);
	struct hw_text now = p->modules;

	while (now.s) {
		if (!hw_text_set_has(then, hw_text_cut(&now, ',')))
			return false;
		n++;
	}
	return n == then->n;
}

/* Whether one of the modules does what a user wants of the device. */
static bool is_served(const struct hw_text_set *then)
{
	for (size_t i = 0; i < then->n; i++)
		if (!hw_candidate_is_optional(
			    &(struct hw_candidate){.module = then->v[i]}))
			return true;
	return false;
}

/* The driver's module does not claim the device any more. One that did not claim it
 * before was bound by hand, or along with a sibling. */
static bool loses_module(struct hw_modules *modules, const struct pair *p,
			 const struct hw_text_set *then)
{
	struct hw_text whole;

	/* it takes what it is given, and claims nothing */
	if (p->module.n && hw_driver_is_part(p->driver, &whole) &&
	    hw_module_name_eq(whole, p->module))
		return p->is_bound && !hw_kernel_has_module(modules, p->module);
	return p->is_bound && p->module.n &&
	       (!p->has_tables || has_module(p->modules, p->module) ||
		!hw_kernel_has_module(modules, p->module)) &&
	       !hw_text_set_has(then, p->module) &&
	       !(modules && hw_modules_is_builtin(modules, p->module) == HW_YES);
}

/* Whether one of the modules that claim it now may be the driver's. */
static bool is_claimed_now(const struct pair *p, struct hw_arena *arena)
{
	struct hw_text rest = p->modules;

	while (rest.s) {
		struct hw_text module = hw_text_cut(&rest, ',');

		if (module.n && hw_driver_may_be_of(p->driver, module, arena) &&
		    !hw_candidate_is_optional(&(struct hw_candidate){.module = module}))
			return true;
	}
	return false;
}

static enum hw_tristate loses_builtin(struct what_if *w, const struct pair *p,
				      const struct hw_text_set *then)
{
	const struct hw_builtin_driver driver = {
		.name = p->driver,
		.then = w->machine->modules,
		.has_tables = p->has_tables,
		.is_listed = p->is_builtin,
		/* an interface may be claimed along with a sibling */
		.needs_claim = hw_text_starts(p->modaliases, HW_TEXT("usb:"))
				       ? HW_UNKNOWN
				       : hw_driver_needs_claim(p->modaliases),
	};

	if (!p->is_bound || p->module.n || !driver.then ||
	    hw_modules_is_builtin(driver.then, p->driver) == HW_YES)
		return HW_NO;
	if (then->n)
		return hw_builtin_driver_is_replaced(&driver, then->v, then->n, &w->arena)
			       ? HW_YES
			       : HW_NO;
	if (is_claimed_now(p, &w->arena))
		return hw_builtin_driver_is_part(driver.then, p->driver) ? HW_NO : HW_YES;
	return p->modaliases.n || p->has_tables
		       ? hw_builtin_driver_is_lost(&driver, &w->arena)
		       : HW_NO;
}

static const char *judge_claims(const struct pair *p, const struct hw_text_set *then)
{
	if (!p->has_tables)
		return p->is_free && then->n && hw_driver_binds(p->modaliases)
			       ? "gains-candidates"
			       : NULL;
	if (is_same(p, then))
		return NULL;
	if (!then->n)
		return "loses-candidates";
	if (p->modules.n || is_builtin_claim(p, then))
		return "changes-candidates";
	return is_other_builtin_claim(p) ? NULL : "gains-candidates";
}

/* Whether the driver's module is there, and may claim the device by an id that the report
 * does not tell; so too when out of memory. */
static bool may_claim(struct what_if *w, const struct pair *p)
{
	struct hw_text rest = p->modaliases;
	struct hw_text_set maybe = {.n = 0};
	bool may = false;
	int r = 0;

	while (r == 0 && rest.s) {
		struct hw_modalias m;

		hw_decode(hw_text_cut(&rest, '\n'), &m);
		r = hw_id_pattern_may_claim(w->machine->kernel.aliases, &m, &w->arena,
					    &maybe);
	}
	for (size_t i = 0; !may && i < maybe.n; i++)
		may = (p->module.n
			       ? hw_text_eq(p->module, maybe.v[i])
			       : hw_driver_may_be_of(p->driver, maybe.v[i], &w->arena)) &&
		      hw_kernel_has_module(w->machine->modules, maybe.v[i]);
	hw_text_set_done(&maybe);
	return r < 0 || may;
}

static const char *judge(struct what_if *w, const struct pair *p,
			 const struct hw_text_set *then)
{
	enum hw_tristate builtin = loses_builtin(w, p, then);
	bool loses = loses_module(w->machine->modules, p, then);
	const char *reason;

	if ((loses || builtin == HW_YES) && may_claim(w, p))
		return "not-judged";
	if (loses || builtin == HW_YES)
		return is_served(then) ? "changes-driver" : "loses-driver";
	reason = judge_claims(p, then);
	return !reason && (builtin == HW_UNKNOWN || p->is_untold) ? "not-judged" : reason;
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
		.has_tables = v[9].number != 0,
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
			       "v.reason IN (" UNTOLD "))",
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

static int put_pairs(struct hw_store *store, const struct what_if *w)
{
	int r = hw_store_exec(store, "CREATE TEMP TABLE what_if (kind_id integer, "
				     "verdict_id integer, reason text, becomes text)");

	if (r == 0)
		r = hw_store_bulk_begin(store, "what_if",
					"kind_id,verdict_id,reason,becomes", 4);
	for (size_t i = 0; r == 0 && i < w->n; i++) {
		const struct pair *p = &w->v[i];
		struct hw_value row[4] = {
			hw_value_number(p->kind),
			hw_value_number(p->verdict),
			hw_value_text(hw_text_of(p->reason)),
			hw_value_text(p->becomes),
		};

		if (p->reason)
			r = hw_store_bulk_row(store, row);
	}
	if (r == 0)
		r = hw_store_bulk_end(store);
	return r == 0 ? hw_store_bulk_wait(store) : r;
}

static int judge_pairs(struct what_if *w, struct hw_fleet_what_if *ret)
{
	int r = hw_aliases_index(w->machine->kernel.aliases);

	for (size_t i = 0; r == 0 && i < w->n; i++) {
		struct pair *p = &w->v[i];
		struct hw_text_set then = {.n = 0};

		r = match(w, p, &then);
		if (r == 0)
			p->reason = judge(w, p, &then);
		if (p->reason)
			p->becomes = join(&then, &w->arena);
		ret->kinds += p->modaliases.n > 0;
		hw_text_set_done(&then);
	}
	return hw_arena_failed(&w->arena) ? -ENOMEM : r;
}

/* Fills a table of the session with the platforms that have another kernel: without one
 * the tables may be the machine's own, as check has it. */
static int put_platforms(struct hw_store *store, struct hw_text release)
{
	const struct hw_value *v;
	struct hw_store_rows *rows = NULL;
	int64_t *ids = NULL;
	size_t room = 0;
	size_t n = 0;
	int r = hw_store_query(store,
			       "SELECT id, kernel FROM platform WHERE kernel IS NOT NULL",
			       NULL, 0, &rows);

	while (r >= 0 && (r = hw_store_rows_next(rows, &v)) > 0) {
		if (hw_text_eq(v[1].text, release))
			continue;
		r = HW_ARRAY_GROW(ids, n, &room, 64);
		if (r == 0)
			ids[n++] = v[0].number;
	}
	hw_store_rows_close(rows);
	if (r == 0)
		r = hw_store_exec(store,
				  "CREATE TEMP TABLE what_if_platform (id integer)");
	if (r == 0)
		r = hw_store_bulk_begin(store, "what_if_platform", "id", 1);
	for (size_t i = 0; r == 0 && i < n; i++) {
		struct hw_value row = hw_value_number(ids[i]);

		r = hw_store_bulk_row(store, &row);
	}
	free(ids);
	return hw_fleet_bulk_done(store, r);
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

#define UNKNOWN_KERNEL \
	LEFT_OUT_OF("kernel-not-known") \
	"WHERE r.is_current = 1 AND r.platform_id IN " \
	"(SELECT id FROM platform WHERE kernel IS NULL) "

#define IS_INCOMPLETE \
	"(r.is_complete = 0 AND NOT EXISTS (SELECT 1 FROM report o WHERE " \
	"o.machine_id = r.machine_id AND (o.is_current = 1 OR o.generated > r.generated))) "

/* Not all buses were looked at: what becomes of devices on others is not known. */
#define IS_PARTIAL \
	"(r.is_current = 1 AND r.buses IS NOT NULL AND r.platform_id NOT IN " \
	"(SELECT id FROM platform WHERE kernel IS NULL)) "

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
	"SELECT c.digest AS machine, r.host, m.product AS model, a.name AS id, k.ids, " \
	"k.device, w.reason, v.driver, v.modules AS was, w.becomes " AFFECTED \
	"CROSS JOIN address a CROSS JOIN kind k CROSS JOIN verdict v " OF_PAIRS \
	"AND a.id = d.address_id AND k.id = d.kind_id AND v.id = d.verdict_id " condition \
	"UNION ALL " NO_DEVICE(UNKNOWN_KERNEL) "UNION ALL " NO_DEVICE(NEITHER) \
	"ORDER BY machine, id"

static const char *const parts[] = {
	[HW_FLEET_DEVICES] = DEVICES("AND w.reason NOT IN ('changes-candidates', 'not-judged') "),
	[HW_FLEET_ALL_DEVICES] = DEVICES(""),
	[HW_FLEET_MODELS] =
		"SELECT * FROM ("
		"SELECT m.product AS model, w.reason, count(DISTINCT c.id) AS machines, "
		"count(*) AS devices " AFFECTED OF_PAIRS
		"GROUP BY m.product, w.reason "
		"UNION ALL " NO_MODEL(UNKNOWN_KERNEL) "UNION ALL " NO_MODEL(NEITHER)
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
		if (hw_text_eq(hw_text_of(w->v[i].reason), wanted))
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

static int count_machines(struct hw_store *store, struct hw_fleet_what_if *ret)
{
	int64_t n[4] = {0};
	int r = hw_store_number(store, "SELECT count(DISTINCT c.id), " UNKNOWN_KERNEL,
				&n[0]);

	if (r == 0)
		r = hw_store_number(
			store,
			"SELECT count(DISTINCT c.id), " NO_WHOLE_REPORT(IS_INCOMPLETE),
			&n[1]);
	if (r == 0)
		r = hw_store_number(store,
				    "SELECT count(DISTINCT machine_id) FROM report WHERE "
				    "is_current = 1",
				    &n[2]);
	if (r == 0)
		r = hw_store_number(
			store,
			"SELECT count(DISTINCT c.id), " NO_WHOLE_REPORT(IS_PARTIAL),
			&n[3]);
	ret->unknown_kernels = (uint64_t)n[0];
	ret->incomplete = (uint64_t)n[1];
	ret->partial = (uint64_t)n[3];
	ret->judged = (uint64_t)(n[2] - n[0] - n[3]);
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
		r = put_platforms(store, machine->kernel.release);
	if (r == 0)
		r = count_devices(store, &w, "loses-driver", &ret->losers);
	if (r == 0)
		r = count_devices(store, &w, "not-judged", &ret->not_judged);
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
