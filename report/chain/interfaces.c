// SPDX-License-Identifier: GPL-2.0-or-later
/* What network interfaces depend on: those below them, and the modules of their kinds. */
#include "report/chain/finder.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/running/net_driver.h"
#include "data/running/routes.h"
#include "data/sysfs/devnode.h"

/*
 * Modules of tags of switches by what the tag is called, where that is not tag_NAME:
 * DSA_TAG_DRIVER() of net/dsa/tag_*.c.
 */
static const struct {
	char name[16];
	char module[15];
} tags[] = {
	{"edsa", "tag_dsa"},	      {"brcm-prepend", "tag_brcm"},
	{"brcm-legacy", "tag_brcm"},  {"brcm-legacy-fcs", "tag_brcm"},
	{"ksz8795", "tag_ksz"},	      {"ksz9477", "tag_ksz"},
	{"ksz9893", "tag_ksz"},	      {"lan937x", "tag_ksz"},
	{"seville", "tag_ocelot"},    {"rtl4a", "tag_rtl4_a"},
	{"rtl8_4t", "tag_rtl8_4"},    {"sja1110", "tag_sja1105"},
	{"a5psw", "tag_rzn1_a5psw"},  {"ksz8463", "tag_ksz"},
	{"gsw1xx", "tag_mxl_gsw1xx"}, {"nxp_netc", "tag_netc"},
};

/*
 * The interface that the processor reaches a switch by puts a tag on what is for its
 * ports, "mtk" of eth0/dsa/tagging (tagging_show(), net/dsa/conduit.c), of the module
 * that the kernel asks for as "dsa_tag-mtk" (dsa_tag_driver_get_by_name(),
 * net/dsa/tag.c).
 */
static void add_tag(struct hw_finder *f, const struct hw_class_device *net)
{
	const struct hw_text name = hw_finder_attribute(f, net->path, "dsa/tagging");
	const struct hw_text told = hw_finder_told_interface(f, net->name);
	struct hw_text module = hw_arena_printf(f->arena, "tag_%.*s", HW_TEXT_ARG(name));

	if (!name.n)
		return;
	for (size_t i = 0; i < HW_ARRAY_SIZE(tags); i++)
		if (hw_text_eq(name, hw_text_of(tags[i].name)))
			module = hw_text_of(tags[i].module);
	hw_finder_add_module(
		f, module, hw_arena_printf(f->arena, "dsa_tag-%.*s", HW_TEXT_ARG(name)),
		false, hw_arena_printf(f->arena, "tags of %.*s", HW_TEXT_ARG(told)));
}

/* One that is below; false: there is none of this name, which may be in another name
 * space (network_namespaces(7)). */
static bool add_lower(struct hw_finder *f, struct hw_text name, unsigned depth)
{
	const struct hw_class_device *lower =
		name.n ? hw_finder_class(f, "net", name) : NULL;

	if (lower) {
		add_tag(f, lower);
		hw_finder_add_interface(f, lower, depth + 1);
	}
	return lower;
}

/* Those below, by the files that net_kind.c draws. How many there are. */
static size_t add_lowers(struct hw_finder *f, struct hw_text path, unsigned depth)
{
	const struct hw_text mark = HW_TEXT("lower_");
	struct hw_text dir = hw_arena_copy(f->arena, path);
	struct hw_text brif = hw_arena_printf(f->arena, "%.*s/brif", HW_TEXT_ARG(path));
	struct hw_text slaves = hw_finder_attribute(f, path, "bonding/slaves");
	struct hw_text *names;
	size_t found = 0;
	size_t n;

	if (dir.s && hw_root_list(f->machine->root, dir.s, f->arena, &names, &n) == 0)
		for (size_t i = 0; i < n; i++)
			if (hw_text_starts(names[i], mark))
				found += add_lower(f, hw_text_from(names[i], mark.n),
						   depth);
	if (brif.s && hw_root_list(f->machine->root, brif.s, f->arena, &names, &n) == 0)
		for (size_t i = 0; i < n; i++)
			found += add_lower(f, names[i], depth);
	while (slaves.n)
		found += add_lower(f, hw_text_cut(&slaves, ' '), depth);
	return found;
}

/*
 * The module of the driver that udevd knows: the one of the kind of link, or, as
 * openvswitch has none, of its name. False: it is not told, or is of another interface: a
 * container may see the database and not the interfaces that are in it.
 */
static bool add_net_driver(struct hw_finder *f, const struct hw_class_device *net,
			   const struct hw_asked *asked)
{
	const struct hw_text told = hw_finder_told_interface(f, net->name);
	const struct hw_text because =
		hw_arena_printf(f->arena, "%s of %.*s", asked->what, HW_TEXT_ARG(told));
	const struct hw_text index =
		hw_uevent_get(hw_finder_attribute(f, net->path, "uevent"), "IFINDEX");
	const struct hw_text driver = hw_net_driver(f->machine->root, index, f->arena);
	const struct hw_text alias =
		hw_arena_printf(f->arena, "rtnl-link-%.*s", HW_TEXT_ARG(driver));
	struct hw_text *modules;
	size_t n = 0;

	if (!driver.n || !alias.s ||
	    hw_lookup_modules(f->machine, NULL, alias, f->arena, &modules, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		hw_finder_add_module(f, modules[i], HW_NO_TEXT, false, because);
	for (size_t i = 0; !n && i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++)
		if (hw_text_eq(driver, hw_text_of(asked->names[i]))) {
			hw_finder_add_module(f, driver, HW_NO_TEXT, false, because);
			n = 1;
		}
	return n > 0;
}

/* The one that a tunnel is bound to, "dev eth0" of ip-tunnel(8): its iflink is not its
 * own number (ip_tunnel_get_iflink(), net/ipv4/ip_tunnel.c), and 0 where it is to none.
 */
static void add_bound(struct hw_finder *f, const struct hw_class_device *net,
		      unsigned depth)
{
	const struct hw_text link = hw_finder_attribute(f, net->path, "iflink");

	if (!link.n || hw_text_eq(link, HW_TEXT("0")) ||
	    hw_text_eq(link, hw_finder_attribute(f, net->path, "ifindex")))
		return;
	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (!hw_text_eq(c->class, HW_TEXT("net")) ||
		    !hw_text_eq(hw_finder_attribute(f, c->path, "ifindex"), link))
			continue;
		hw_finder_add_interface(f, c, depth + 1);
		return;
	}
}

/* The one of the modules that is loaded, where none of the others may be in use; absent:
 * it is not told. */
static struct hw_text only_loaded(const struct hw_finder *f, const struct hw_asked *asked)
{
	struct hw_modules *modules = f->machine->modules;
	struct hw_text only = HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		const struct hw_text name = hw_text_of(asked->names[i]);
		const enum hw_tristate loaded = hw_modules_is_loaded(modules, name);

		if (loaded == HW_NO && hw_modules_is_builtin(modules, name) == HW_NO)
			continue;
		if (loaded != HW_YES || only.n)
			return HW_NO_TEXT;
		only = name;
	}
	return only;
}

/* team_change_mode(), drivers/net/team/team_core.c, "team-mode-roundrobin" */
static const struct hw_asked team_modes = {
	.by = "team",
	.what = "mode",
	.names = {"team_mode_activebackup", "team_mode_broadcast",
		  "team_mode_loadbalance", "team_mode_random", "team_mode_roundrobin"},
	.tool = "teamdctl",
};

/* Whether one of the modules is in use, or that is not told of one that there is. */
static bool may_be_in_use(const struct hw_finder *f, const struct hw_asked *asked)
{
	struct hw_modules *modules = f->machine->modules;

	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		const struct hw_text name = hw_text_of(asked->names[i]);
		const enum hw_tristate loaded = hw_modules_is_loaded(modules, name);

		if (loaded == HW_YES ||
		    (loaded == HW_UNKNOWN && hw_modules_path(modules, name).n))
			return true;
	}
	return false;
}

/*
 * Kinds that the type does not tell, by the name that udevd was given, or by the only
 * module that it can be: a tunnel of Ethernet may be bound to an interface by its iflink
 * (ip_tunnel_get_iflink(), ip6_tnl_get_iflink()), while that of veth and netkit is the
 * other end. ADD A KIND HERE.
 */
static const struct {
	const char *driver;
	bool is_bound;
	const struct hw_asked *asked;
} drivers[] = {
	{"gretap", true, NULL},	      {"erspan", true, NULL},	 {"ip_gre", true, NULL},
	{"ip6gretap", true, NULL},    {"ip6erspan", true, NULL}, {"ip6_gre", true, NULL},
	{"team", false, &team_modes},
};

/* What its driver tells of an interface that is one of several kinds. */
static void add_by_driver(struct hw_finder *f, const struct hw_class_device *net,
			  const struct hw_asked *asked, unsigned depth)
{
	const struct hw_text index =
		hw_uevent_get(hw_finder_attribute(f, net->path, "uevent"), "IFINDEX");
	struct hw_text driver = hw_net_driver(f->machine->root, index, f->arena);

	if (!driver.n)
		driver = only_loaded(f, asked);
	for (size_t i = 0; i < HW_ARRAY_SIZE(drivers); i++) {
		if (!hw_text_eq(driver, hw_text_of(drivers[i].driver)))
			continue;
		if (drivers[i].is_bound)
			add_bound(f, net, depth);
		if (drivers[i].asked && may_be_in_use(f, drivers[i].asked))
			hw_finder_note_asked(f, drivers[i].asked,
					     hw_finder_told_interface(f, net->name));
	}
}

/* The only interface there is besides "lo"; NULL: there are several, or the list may not
 * be whole. */
static const struct hw_class_device *only_interface(const struct hw_finder *f)
{
	const struct hw_class_device *only = NULL;

	for (size_t i = 0; !f->machine->is_dump && i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (!hw_text_eq(c->class, HW_TEXT("net")) ||
		    hw_text_eq(c->name, HW_TEXT("lo")))
			continue;
		if (only)
			return NULL;
		only = c;
	}
	return only;
}

const struct hw_class_device *hw_finder_interface_to(struct hw_finder *f,
						     struct hw_text address)
{
	const struct hw_text name =
		hw_route_interface(f->machine->root, address, f->arena);
	const struct hw_class_device *found = hw_finder_class(f, "net", name);

	return found || hw_text_eq(name, HW_TEXT("lo")) ? found : only_interface(f);
}

/*
 * The transceiver of an interface has a driver of its own, and without that at best a
 * poor one: eth0/phydev is a link to it (phy_attach_direct(),
 * drivers/net/phy/phy_device.c). A port of a switch is below the switch, and its data
 * comes by another interface (dsa_user_create(), net/dsa/user.c).
 */
static void add_parts_of(struct hw_finder *f, const struct hw_class_device *net,
			 unsigned depth)
{
	const struct hw_text link =
		hw_arena_printf(f->arena, "%.*s/phydev", HW_TEXT_ARG(net->path));
	const struct hw_text uevent = hw_finder_attribute(f, net->path, "uevent");
	struct hw_text end;

	if (link.s && hw_root_exists(f->machine->root, link.s) &&
	    hw_path_follow(f->machine->root, link, f->arena, &end) == 0)
		hw_finder_mark_above(f, end);
	if (hw_text_eq(hw_uevent_get(uevent, "DEVTYPE"), HW_TEXT("dsa")) &&
	    !add_lowers(f, net->path, depth))
		hw_finder_say_place(f, "by which interface the switch of",
				    hw_finder_told_interface(f, net->name));
}

/* ARPHRD_INFINIBAND, linux/if_arp.h: made by ib_ipoib, whatever the adapter
 * (ipoib_add_one(), drivers/infiniband/ulp/ipoib). */
#define TYPE_INFINIBAND "32"

static void add_infiniband(struct hw_finder *f, const struct hw_class_device *net)
{
	const struct hw_text type = hw_finder_attribute(f, net->path, "type");

	if (!hw_text_eq(type, HW_TEXT(TYPE_INFINIBAND)))
		return;
	hw_finder_add_rdma_of(f, net);
	hw_finder_add_because(f, "ib_ipoib", "network",
			      hw_finder_told_interface(f, net->name));
}

void hw_finder_add_interfaces_of(struct hw_finder *f, struct hw_text path)
{
	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *net = &f->classes.v[i];
		const struct hw_text dir =
			hw_text_head(net->place, net->place.n - net->name.n);

		if (path.n && hw_text_eq(net->class, HW_TEXT("net")) && dir.n > path.n &&
		    hw_text_starts(dir, path) &&
		    hw_text_eq(hw_text_from(dir, path.n), HW_TEXT("/net/")))
			hw_finder_add_interface(f, net, 0);
	}
}

void hw_finder_add_interface(struct hw_finder *f, const struct hw_class_device *net,
			     unsigned depth)
{
	const struct hw_net_kind *kind;
	struct hw_text told;
	size_t lowers;

	if (depth > HW_STACK_MAX) {
		hw_finder_note_unknown(f, HW_TEXT("not known: all interfaces on the way, "
						  "which are too many"));
		return;
	}
	if (!hw_finder_is_new(f, net->path))
		return;
	hw_finder_mark_above(f, net->place);
	hw_finder_count_undriven(f, net->place);
	if (!hw_text_starts(net->place, HW_TEXT(HW_VIRTUAL_NET))) {
		add_parts_of(f, net, depth);
		add_infiniband(f, net);
		return;
	}
	kind = hw_net_kind_of(f->machine->root, net->path, f->arena);
	lowers = add_lowers(f, net->path, depth);
	told = hw_finder_told_interface(f, net->name);
	if (kind->below == HW_NET_BOUND && !lowers)
		add_bound(f, net, depth);
	if (kind->asked && !kind->module)
		add_by_driver(f, net, kind->asked, depth);
	if (kind->module)
		hw_finder_add_because(f, kind->module, kind->what, told);
	if (kind->asked && (kind->module || !add_net_driver(f, net, kind->asked)))
		hw_finder_note_asked(f, kind->asked, told);
	if (kind->below == HW_NET_LOWER && !lowers)
		hw_finder_say_place(f, "on which interface", told);
	else if (kind->below == HW_NET_UNTOLD)
		hw_finder_say_place(f, "on which interface or serial line", told);
}
