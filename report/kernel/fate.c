// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/kernel/fate.h"

#include "data/module/name.h"
#include "report/kernel/builtin_driver.h"
#include "report/verdict/attention.h"

static bool has(const struct hw_text_set *set, struct hw_text module)
{
	return set && hw_text_set_has(set, module);
}

static size_t count(const struct hw_text_set *set)
{
	return set ? set->n : 0;
}

static bool is_same(const struct hw_text_set *a, const struct hw_text_set *b)
{
	for (size_t i = 0; i < count(a); i++)
		if (!has(b, a->v[i]))
			return false;
	return count(a) == count(b);
}

static bool is_optional(struct hw_text module)
{
	return hw_candidate_is_optional(&(struct hw_candidate){.module = module});
}

bool hw_fate_serves(struct hw_text module, const struct hw_text_set *blocked)
{
	return !has(blocked, module) && !is_optional(module);
}

static bool is_served(const struct hw_fate_facts *f)
{
	for (size_t i = 0; i < count(f->then); i++)
		if (hw_fate_serves(f->then->v[i], f->blocked))
			return true;
	return false;
}

/* Between two kernels, what neither has is no difference. */
static bool is_gone(const struct hw_fate_facts *f, struct hw_text module)
{
	return !hw_kernel_has_module(f->modules_then, module) &&
	       (!f->is_between || hw_kernel_has_module(f->modules_now, module));
}

/* Whether what is known of now tells that the module does not claim the device: it was
 * bound by hand or by name then, which works under either kernel. */
static bool is_bound_by_hand(const struct hw_fate_facts *f)
{
	if (f->has_tables)
		return f->has_sibling_now != HW_YES && !has(f->now, f->module) &&
		       !has(f->maybe_now, f->module);
	return count(f->told) && !has(f->told, f->module);
}

/* Whether the bound driver's module does not claim the device under the other kernel. */
static bool loses_module(const struct hw_fate_facts *f)
{
	struct hw_text whole;

	if (f->has_sibling == HW_YES || has(f->then, f->module) ||
	    (has(f->maybe_then, f->module) &&
	     hw_kernel_has_module(f->modules_then, f->module)))
		return false;
	if (!hw_kernel_has_module(f->modules_then, f->module))
		return is_gone(f, f->module);
	/* it takes what it is given, and claims nothing */
	if (hw_driver_is_part(f->driver, &whole) && hw_module_name_eq(whole, f->module))
		return false;
	return !is_bound_by_hand(f) &&
	       !(f->modules_then &&
		 hw_modules_is_builtin(f->modules_then, f->module) == HW_YES);
}

/* --- Drivers without a module --- */

/* Whether one of the modules that claim the device now is the driver's, as far as is
 * known. One may serve the device without being its driver's, as a watchdog may a bridge:
 * what is built in now, or of a like name, can be it. */
static bool is_claimed_now(const struct hw_fate_facts *f, struct hw_arena *arena)
{
	for (size_t i = 0; i < count(f->now); i++) {
		struct hw_text module = f->now->v[i];

		if (!is_optional(module) &&
		    ((f->modules_now &&
		      hw_modules_is_builtin(f->modules_now, module) == HW_YES) ||
		     hw_driver_may_be_of(f->driver, module, arena)))
			return true;
	}
	return false;
}

/* Whether one of the set can be the driver's, by its name. */
static bool may_be_one_of(const struct hw_fate_facts *f, const struct hw_text_set *set,
			  struct hw_arena *arena)
{
	for (size_t i = 0; i < count(set); i++)
		if (hw_driver_may_be_of(f->driver, set->v[i], arena))
			return true;
	return false;
}

/* Whether one of the modules that may claim the device then can be the driver's. */
static bool may_be_claimed(const struct hw_fate_facts *f, struct hw_arena *arena)
{
	for (size_t i = 0; i < count(f->maybe_then); i++)
		if (hw_driver_may_be_of(f->driver, f->maybe_then->v[i], arena) &&
		    hw_kernel_has_module(f->modules_then, f->maybe_then->v[i]))
			return true;
	return false;
}

/* Whether the driver's module, which is not told, may be lost: between two kernels whose
 * modules are the same for the device there is no difference. */
static bool is_untold(const struct hw_fate_facts *f)
{
	return f->module_is_untold && !(f->is_between && is_same(f->now, f->then));
}

/* Of a driver whose module is not told: whether it is of none that does what a user wants
 * of the device under the other kernel, and is no module of it either. */
static bool is_unlike_all(const struct hw_fate_facts *f, struct hw_arena *arena)
{
	bool serves = false;

	if (!is_untold(f) || hw_driver_is_part(f->driver, &(struct hw_text){0}) ||
	    (f->modules_now &&
	     hw_modules_is_builtin(f->modules_now, f->driver) == HW_YES) ||
	    hw_modules_path(f->modules_then, f->driver).n)
		return false;
	for (size_t i = 0; i < count(f->then); i++)
		serves = serves || !is_optional(f->then->v[i]);
	return serves && !may_be_one_of(f, f->then, arena);
}

static enum hw_tristate needs_claim(const struct hw_fate_facts *f, struct hw_arena *arena)
{
	/* an interface may be claimed along with a sibling */
	if (f->has_sibling == HW_UNKNOWN)
		return HW_UNKNOWN;
	if (!f->modalias.n ||
	    (!f->has_tables && count(f->told) && !may_be_one_of(f, f->told, arena)))
		return HW_NO;
	return hw_driver_needs_claim(f->modalias);
}

static enum hw_tristate loses_builtin(const struct hw_fate_facts *f,
				      struct hw_arena *arena)
{
	struct hw_builtin_driver driver = {
		.name = f->driver,
		.then = f->modules_then,
		.now = f->modules_now,
		.has_tables = f->has_tables,
		.is_listed = f->is_listed,
		.needs_claim = needs_claim(f, arena),
		.is_untold = is_untold(f),
	};
	struct hw_text whole;

	if (!driver.then || hw_modules_is_builtin(driver.then, f->driver) == HW_YES)
		return HW_NO;
	if (hw_driver_is_part(f->driver, &whole) && whole.n && is_gone(f, whole))
		return HW_YES;
	if (may_be_claimed(f, arena))
		return HW_NO;
	if (count(f->then) && f->has_sibling != HW_YES &&
	    hw_builtin_driver_is_replaced(&driver, f->then->v, f->then->n, arena))
		return HW_YES;
	if (count(f->then))
		return is_unlike_all(f, arena) ? HW_UNKNOWN : HW_NO;
	if (f->has_sibling == HW_YES)
		return HW_NO;
	/* nor does it by the ids that are not told */
	if (driver.needs_claim == HW_UNKNOWN && f->has_sibling != HW_UNKNOWN)
		driver.needs_claim = HW_YES;
	if (is_claimed_now(f, arena))
		return hw_builtin_driver_is_part(driver.then, f->driver) ? HW_NO : HW_YES;
	return f->modalias.n || f->has_tables ? hw_builtin_driver_is_lost(&driver, arena)
					      : HW_NO;
}

static enum hw_tristate loses_driver(const struct hw_fate_facts *f,
				     struct hw_arena *arena)
{
	if (f->driver_known != HW_DRIVER_BOUND)
		return HW_NO;
	if (!f->module.n)
		return loses_builtin(f, arena);
	if (!f->modalias.n || !loses_module(f))
		return HW_NO;
	/* what no table tells to claim it now may be claimed along with a sibling */
	return f->has_sibling == HW_UNKNOWN && !f->has_tables &&
			       hw_kernel_has_module(f->modules_then, f->module)
		       ? HW_UNKNOWN
		       : HW_YES;
}

/* The facts of the way back, from the other kernel to the one that the user named first.
 */
static struct hw_fate_facts way_back(const struct hw_fate_facts *f)
{
	struct hw_fate_facts back = *f;

	back.now = f->then;
	back.then = f->now;
	back.maybe_now = f->maybe_then;
	back.maybe_then = f->maybe_now;
	back.modules_now = f->modules_then;
	back.modules_then = f->modules_now;
	back.is_listed = f->modules_then &&
			 hw_modules_is_builtin(f->modules_then, f->driver) == HW_YES;
	back.has_sibling = f->has_sibling_now;
	back.has_sibling_now = f->has_sibling;
	return back;
}

/* Whether the driver is lost under the other kernel, or comes with it: between two
 * kernels what is lost both ways is a difference neither way, and what may be lost one
 * way is not known to be lost, or to come, the other way. */
struct turn {
	enum hw_tristate loses;
	bool gains;
};

static struct turn judge_driver(const struct hw_fate_facts *f, struct hw_arena *arena)
{
	struct turn turn = {.loses = loses_driver(f, arena)};
	struct hw_fate_facts back;
	enum hw_tristate comes;

	if (!f->is_between)
		return turn;
	back = way_back(f);
	comes = loses_driver(&back, arena);
	turn.gains = turn.loses == HW_NO && comes == HW_YES &&
		     !has(f->blocked, f->module) && !is_served(&back);
	if (turn.loses == HW_YES && comes != HW_NO)
		turn.loses = comes == HW_YES ? HW_NO : HW_UNKNOWN;
	return turn;
}

/* --- The modules that claim it --- */

/* Whether a module claims it then that is none of those which can drive it now. */
static bool has_more_than_told(const struct hw_fate_facts *f)
{
	for (size_t i = 0; i < count(f->then); i++)
		if (!has(f->told, f->then->v[i]))
			return true;
	return false;
}

static enum hw_fate fate_of_claims(const struct hw_fate_facts *f)
{
	bool is_free = f->driver_known == HW_DRIVER_NONE && !f->class_only &&
		       f->modalias.n && hw_driver_binds(f->modalias);

	/* what claims it now is not known, but what is told, and that nothing drives it,
	 * which something could */
	if (!f->has_tables)
		return is_free && has_more_than_told(f) ? HW_FATE_GAINS_CANDIDATES
							: HW_FATE_SAME;
	if (is_same(f->now, f->then))
		return HW_FATE_SAME;
	if (!count(f->then))
		return HW_FATE_LOSES_CANDIDATES;
	if (count(f->now))
		return HW_FATE_CHANGES_CANDIDATES;
	/* A driver without a module that modules.builtin does not list is of a built-in
	 * module of another name, as hid-generic of hid_generic: it may be any that
	 * claims the device then, which is no gain. */
	return f->driver_known == HW_DRIVER_BOUND && !f->module.n && !f->is_listed
		       ? HW_FATE_SAME
		       : HW_FATE_GAINS_CANDIDATES;
}

struct hw_fate_answer hw_fate_judge(const struct hw_fate_facts *facts,
				    struct hw_arena *arena)
{
	struct turn driver = judge_driver(facts, arena);
	struct hw_fate_answer answer = {.is_served = is_served(facts)};

	if (driver.loses == HW_YES)
		answer.fate =
			answer.is_served ? HW_FATE_CHANGES_DRIVER : HW_FATE_LOSES_DRIVER;
	else if (driver.gains)
		answer.fate = HW_FATE_GAINS_DRIVER;
	else
		answer.fate = fate_of_claims(facts);
	if (driver.loses == HW_UNKNOWN)
		answer.doubt = HW_DOUBT_DRIVER;
	else if (facts->is_untold && driver.loses != HW_YES)
		answer.doubt = HW_DOUBT_UNTOLD;
	return answer;
}
