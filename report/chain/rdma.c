// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Adapters of RDMA (InfiniBand, RoCE, iWARP), whose driver of the network is another one
 * than that of RDMA:
 *
 *     …/0000:3c:00.0                      mlx5_core
 *     …/0000:3c:00.0/net/ib0              type 32: a network over InfiniBand
 *     …/0000:3c:00.0/infiniband/mlx5_0    ib_register_device(), by mlx5_ib
 *     …/0000:3c:00.0/mlx5_core.rdma.0     mlx5_ib, on the bus auxiliary
 *
 * and such as software makes of any interface:
 *
 *     …/infiniband/rxe0/parent            "eth0", rxe_verbs.c of rdma_rxe
 *     …/infiniband/siw0/ports/1/gid_attrs/ndevs/0     "eth0"
 *                                         Documentation/ABI/stable/sysfs-class-infiniband
 *     …/infiniband/siw0/node_type         "4: RNIC"
 */
#include "report/chain/finder.h"

#include "data/base/array.h"

/* Parts of names of auxiliary devices for RDMA: mlx5_core.rdma.0, mlx4_core.ib.0,
 * ice.roce.0, i40e.iwarp.0, idpf.8086.rdma.core.0. */
static const char *const parts[] = {"rdma", "ib", "roce", "iwarp"};

/* Drivers of the network, and the module of RDMA, where no auxiliary device tells it:
 * before Linux 5.11, and of some later. Other drivers do both. */
static const struct {
	const char *driver;
	const char *module;
} pairs[] = {
	{"mlx5_core", "mlx5_ib"},   {"mlx4_core", "mlx4_ib"}, {"bnxt_en", "bnxt_re"},
	{"cxgb4", "iw_cxgb4"},	    {"i40e", "i40iw"},	      {"qede", "qedr"},
	{"hns3", "hns_roce_hw_v2"}, {"be2net", "ocrdma"},     {"enic", "usnic_verbs"},
};

static bool has_part(struct hw_text name)
{
	while (name.n) {
		const struct hw_text part = hw_text_cut(&name, '.');

		for (size_t i = 0; i < HW_ARRAY_SIZE(parts); i++)
			if (hw_text_eq(part, hw_text_of(parts[i])))
				return true;
	}
	return false;
}

/* Whether a path is that of something in a directory, "infiniband/" of a device. */
static bool is_below(struct hw_text path, struct hw_text device, struct hw_text directory)
{
	return hw_text_starts(path, device) && path.n > device.n &&
	       path.s[device.n] == '/' &&
	       hw_text_starts(hw_text_from(path, device.n + 1), directory);
}

static bool is_adapter(const struct hw_finder *f, struct hw_text device)
{
	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, HW_TEXT("infiniband")) &&
		    is_below(f->classes.v[i].place, device, HW_TEXT("infiniband/")))
			return true;
	return false;
}

static bool add_auxiliary(struct hw_finder *f, struct hw_text device)
{
	bool has_any = false;

	for (size_t i = 0; i < f->list->n; i++) {
		const struct hw_device *d = &f->list->v[i];
		const struct hw_text path = hw_text_from(d->syspath, 1);

		if (!hw_text_eq(d->subsystem, HW_TEXT("auxiliary")) || !d->driver.n ||
		    !has_part(d->name) || !is_below(path, device, d->name))
			continue;
		hw_finder_mark_above(f, path);
		has_any = true;
	}
	return has_any;
}

bool hw_finder_add_rdma(struct hw_finder *f, struct hw_text device)
{
	struct hw_text driver = HW_NO_TEXT;

	if (!device.n || !is_adapter(f, device))
		return false;
	hw_finder_mark_above(f, device);
	if (add_auxiliary(f, device))
		return true;
	for (size_t i = 0; i < f->list->n; i++)
		if (f->list->v[i].syspath.n &&
		    hw_text_eq(hw_text_from(f->list->v[i].syspath, 1), device))
			driver = f->list->v[i].driver;
	for (size_t i = 0; i < HW_ARRAY_SIZE(pairs); i++)
		if (hw_text_eq(driver, hw_text_of(pairs[i].driver)))
			hw_finder_add_because(f, pairs[i].module, "RDMA",
					      hw_path_base(device));
	return true;
}

/* siw has no attribute of its own: its adapters are called so by who makes them. */
const char *hw_finder_software_rdma(const struct hw_finder *f,
				    const struct hw_class_device *adapter,
				    struct hw_text *ret_interface)
{
	if (!hw_text_eq(adapter->class, HW_TEXT("infiniband")))
		return NULL;
	*ret_interface = hw_finder_attribute(f, adapter->path, "parent");
	if (ret_interface->n)
		return "rdma_rxe";
	if (!hw_text_starts(adapter->name, HW_TEXT("siw")) ||
	    !hw_text_starts(hw_finder_attribute(f, adapter->path, "node_type"),
			    HW_TEXT("4:")))
		return NULL;
	*ret_interface =
		hw_finder_attribute(f, adapter->path, "ports/1/gid_attrs/ndevs/0");
	return "siw";
}

/* Those that software makes of an interface. */
static bool add_software_of(struct hw_finder *f, struct hw_text name)
{
	bool has_any = false;

	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *adapter = &f->classes.v[i];
		struct hw_text interface;
		const char *module = hw_finder_software_rdma(f, adapter, &interface);

		if (!module || !hw_text_eq(interface, name))
			continue;
		hw_finder_add_because(f, module, "RDMA", adapter->name);
		has_any = true;
	}
	return has_any;
}

bool hw_finder_add_rdma_of(struct hw_finder *f, const struct hw_class_device *class)
{
	const struct hw_text base = hw_path_base(class->place);
	const struct hw_text directory =
		hw_text_head(class->place, class->place.n - base.n);
	const struct hw_text end =
		hw_arena_printf(f->arena, "/%.*s/", HW_TEXT_ARG(class->class));

	if (hw_text_eq(class->class, HW_TEXT("net")) && add_software_of(f, class->name))
		return true;
	if (directory.n <= end.n ||
	    !hw_text_eq(hw_text_from(directory, directory.n - end.n), end))
		return false;
	return hw_finder_add_rdma(f, hw_text_head(directory, directory.n - end.n));
}
