// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What disks come through that is not the driver of a device above them. Of a controller
 * of NVMe over fabrics, virtual/nvme-fabrics/ctl/nvme0 (drivers/nvme/host/sysfs.c):
 *
 *     transport                        "tcp"
 *     address                          "traddr=10.0.0.5,host_iface=eth0"
 *
 * Of a host of SCSI, host2 (drivers/scsi/scsi_sysfs.c, scsi_transport_iscsi.c):
 *
 *     scsi_host/host2/proc_name        "iscsi_tcp"
 *     iscsi_host/host2/netdev          "eth0"
 *     session1                         it has sessions of iSCSI, and their addresses
 */
#include "report/chain/internal.h"

#include "data/base/array.h"
#include "decoders/text/ascii.h"

static const char over_interface[] = "over which network interface the disk of";
static const char over_adapter[] = "over which adapter the disk of";
static const char over_rdma[] = "over which adapter of RDMA the disk of";

/* nvmf_register_transport() of drivers/nvme; what is on no device of the controller. */
static const struct {
	const char *transport;
	const char *module;
	const char *unknown;
} fabrics[] = {
	{"tcp", "nvme_tcp", over_interface},
	{"rdma", "nvme_rdma", over_rdma},
	{"fc", "nvme_fc", over_adapter},
	{"loop", "nvme_loop", "on which disk of this machine the disk of"},
};

/*
 * Drivers of hosts that are on another driver's device, or on none, by their proc_name
 * (struct scsi_host_template). The device that a host is on is the adapter.
 */
static const struct {
	const char *proc_name;
	const char *module;
	/* where the host is on no device, NULL: on none ever */
	const char *unknown;
} hosts[] = {
	{"iscsi_tcp", "iscsi_tcp", over_interface},
	{"iscsi_iser", "ib_iser", over_rdma},
	{"iser", "ib_iser", over_rdma},
	{"ib_srp", "ib_srp", over_rdma},
	{"bnx2i", "bnx2i", over_adapter},
	{"cxgb3i", "cxgb3i", over_adapter},
	{"cxgb4i", "cxgb4i", over_adapter},
	{"fcoe", "fcoe", over_adapter},
	{"bnx2fc", "bnx2fc", over_adapter},
	{"scsi_debug", "scsi_debug", NULL},
	{"tcm_loopback", "tcm_loop", "on which disk of this machine the disk of"},
};

static struct hw_text attribute(struct hw_root *root, struct hw_text path,
				const char *name, struct hw_arena *arena)
{
	return hw_text_trim_end(hw_root_read_attr(root, path, name, arena), "\n ");
}

static void add(struct hw_transport *to, const char *module, const char *what)
{
	if (module)
		to->v[to->n++] = (struct hw_block_layer){module, what};
}

uint64_t hw_fc_port(struct hw_text text)
{
	uint64_t name;

	if (hw_text_starts(text, HW_TEXT("0x")))
		text = hw_text_from(text, 2);
	return hw_text_hex(text, 16, &name) ? name : 0;
}

/* "eth0" of "traddr=10.0.0.5,trsvcid=4420,host_iface=eth0", whose key is "host_iface=".
 */
static struct hw_text part_of(struct hw_text address, struct hw_text key)
{
	while (address.n) {
		const struct hw_text part = hw_text_cut(&address, ',');

		if (hw_text_starts(part, key))
			return hw_text_from(part, key.n);
	}
	return HW_NO_TEXT;
}

/* "nn-0x20000090fa942779:pn-0x10000090fa942779", of older kernels without "0x"
 * (nvme_fc_parse_traddr(), drivers/nvme/host/fc.c). 0: none. */
static uint64_t port_of(struct hw_text address)
{
	struct hw_text node = part_of(address, HW_TEXT("host_traddr="));

	hw_text_cut(&node, ':');
	return hw_text_starts(node, HW_TEXT("pn-"))
		       ? hw_fc_port(hw_text_from(node, strlen("pn-")))
		       : 0;
}

static void find_fabric(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
			struct hw_transport *ret)
{
	const struct hw_text top = HW_TEXT(HW_NVME_FABRICS);
	const struct hw_text rest = hw_text_from(path, top.n);
	struct hw_text at, transport, address;

	ret->name = hw_text_head(rest, hw_text_find(rest, '/'));
	at = hw_arena_copy(arena, hw_text_head(path, top.n + ret->name.n));
	transport = attribute(root, at, "transport", arena);
	address = attribute(root, at, "address", arena);
	ret->interface = part_of(address, HW_TEXT("host_iface="));
	ret->address = part_of(address, HW_TEXT("traddr="));
	add(ret, "nvme_core", "controller");
	add(ret, "nvme_fabrics", "controller");
	ret->unknown = "of which module besides nvme_fabrics the controller";
	for (size_t i = 0; i < HW_ARRAY_SIZE(fabrics); i++)
		if (hw_text_eq(transport, hw_text_of(fabrics[i].transport))) {
			add(ret, fabrics[i].module, "transport");
			ret->unknown = fabrics[i].unknown;
			ret->is_place = true;
			ret->is_over_network = ret->unknown == over_interface;
			ret->is_over_rdma = ret->unknown == over_rdma;
			if (ret->unknown == over_adapter)
				ret->port = port_of(address);
		}
}

/* Whether it is the word and a number: "host2". */
static bool is_numbered(struct hw_text name, const char *word)
{
	const struct hw_text start = hw_text_of(word);

	if (!hw_text_starts(name, start) || name.n == start.n)
		return false;
	for (size_t i = start.n; i < name.n; i++)
		if (!hw_is_digit(name.s[i]))
			return false;
	return true;
}

/* The end of the first part of a path, from `from`, that is the word and a number; 0:
 * there is none. */
static size_t find_part(struct hw_text path, size_t from, const char *word)
{
	for (size_t n = from; n < path.n; n++) {
		const struct hw_text rest = hw_text_from(path, n);
		const size_t end = hw_text_find(rest, '/');

		if ((!n || path.s[n - 1] == '/') &&
		    is_numbered(hw_text_head(rest, end), word))
			return n + end;
	}
	return 0;
}

/* Of "host2/CLASS/host2/NAME". */
static struct hw_text host_attribute(struct hw_root *root, struct hw_text host,
				     const char *class, const char *name,
				     struct hw_arena *arena)
{
	const struct hw_text at =
		hw_arena_printf(arena, "%.*s/%s/%.*s", HW_TEXT_ARG(host), class,
				HW_TEXT_ARG(hw_path_base(host)));

	return at.s ? attribute(root, at, name, arena) : HW_NO_TEXT;
}

/* Of the connections of a session the first one's,
 * session1/connection1:0/iscsi_connection/connection1:0/address
 * (drivers/scsi/scsi_transport_iscsi.c). */
static struct hw_text session_address(struct hw_root *root, struct hw_text path,
				      size_t end, struct hw_arena *arena)
{
	const struct hw_text session = hw_arena_copy(arena, hw_text_head(path, end));
	struct hw_text *names;
	size_t n;

	if (!session.s || hw_root_list(root, session.s, arena, &names, &n) < 0)
		return HW_NO_TEXT;
	for (size_t i = 0; i < n; i++) {
		struct hw_text at;

		if (!hw_text_starts(names[i], HW_TEXT("connection")))
			continue;
		at = hw_arena_printf(arena, "%.*s/%.*s/iscsi_connection/%.*s",
				     HW_TEXT_ARG(session), HW_TEXT_ARG(names[i]),
				     HW_TEXT_ARG(names[i]));
		return at.s ? attribute(root, at, "address", arena) : HW_NO_TEXT;
	}
	return HW_NO_TEXT;
}

static void find_host(struct hw_root *root, struct hw_text path, size_t end,
		      bool is_driven, struct hw_arena *arena, struct hw_transport *ret)
{
	const struct hw_text host = hw_arena_copy(arena, hw_text_head(path, end));
	const size_t session = find_part(path, end, "session");
	const struct hw_text proc_name =
		host_attribute(root, host, "scsi_host", "proc_name", arena);
	size_t row = 0;

	ret->name = hw_path_base(host);
	if (session) {
		add(ret, "scsi_transport_iscsi", "iSCSI session");
		add(ret, "libiscsi", "iSCSI session");
	}
	while (row < HW_ARRAY_SIZE(hosts) &&
	       !hw_text_eq(proc_name, hw_text_of(hosts[row].proc_name)))
		row++;
	if (row < HW_ARRAY_SIZE(hosts)) {
		add(ret, hosts[row].module, "SCSI host");
		ret->unknown = is_driven ? NULL : hosts[row].unknown;
		ret->is_place = true;
		/* of an initiator in software, "default" where it is bound to none */
		ret->interface =
			host_attribute(root, host, "iscsi_host", "netdev", arena);
		ret->is_over_network = ret->unknown == over_interface;
		ret->is_over_rdma = ret->unknown == over_rdma;
		if (is_driven && hosts[row].unknown == over_rdma)
			ret->adapter =
				hw_text_head(host, host.n - hw_path_base(host).n - 1);
		if ((ret->is_over_network || ret->is_over_rdma) && session)
			ret->address = session_address(root, path, session, arena);
	} else if (!is_driven && proc_name.n) {
		add(ret, hw_arena_copy(arena, proc_name).s, "SCSI host");
	} else if (!is_driven || (session && !proc_name.n)) {
		ret->unknown = "of which module the SCSI host";
	}
}

void hw_transport_of(struct hw_root *root, struct hw_text path, bool is_driven,
		     struct hw_arena *arena, struct hw_transport *ret)
{
	const size_t host = hw_transport_host(path);

	*ret = (struct hw_transport){.n = 0};
	if (hw_text_starts(path, HW_TEXT(HW_NVME_FABRICS)))
		find_fabric(root, path, arena, ret);
	else if (host)
		find_host(root, path, host, is_driven, arena, ret);
}

size_t hw_transport_host(struct hw_text path)
{
	return find_part(path, 0, "host");
}
