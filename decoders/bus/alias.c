// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/*
 * Aliases that no device exports: names by which the kernel, or a program, asks for a
 * module. modules.alias has them beside the patterns for devices.
 *
 * Each row's comment names who asks (request_module()) or reads the alias.
 */

/* clang-format off */

/* "char-major-10-229"; the minor may be a star */
static const struct hw_field_spec major_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .end = '-', .name = "major", .title = "major number"},
	{HW_TAG(""), .kind = HW_KIND_DEC, .name = "minor", .title = "minor number"},
};

static const struct hw_field_spec net_pf_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .name = "pf", .title = "protocol family"},
	{HW_TAG("-proto-"), .kind = HW_KIND_TEXT, .flags = HW_FIELD_OPTIONAL,
	 .name = "proto", .title = "protocol"},
	{HW_TAG("-type-"), .kind = HW_KIND_TEXT, .flags = HW_FIELD_OPTIONAL,
	 .name = "type", .title = "type"},
	{HW_TAG("-family-"), .kind = HW_KIND_REST, .flags = HW_FIELD_OPTIONAL,
	 .name = "genl_family", .title = "generic netlink family"},
};

static const struct hw_field_spec binfmt_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_TEXT, .name = "magic", .title = "first bytes, or a name"},
};

static const struct hw_field_spec number_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .name = "number", .title = "number"},
};

static const struct hw_field_spec sound_service_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .end = '-', .name = "slot", .title = "slot"},
	{HW_TAG(""), .kind = HW_KIND_DEC, .name = "service", .title = "service"},
};

static const struct hw_field_spec w1_fields[] = {
	{HW_TAG("0x"), .width = 2, .kind = HW_KIND_HEX, .name = "family", .title = "chip family"},
};

/* What all rows of this file have. */
#define ALIAS .where = HW_IN_PATTERNS, .flags = HW_BUS_ALIAS

const struct hw_bus hw_family_alias[] = {
	/* chrdev_open() through base_probe(), fs/char_dev.c */
	{.name = "char-major", .prefix = "char-major-", .title = "character device number",
	 .looks_like = "char-major-MAJOR-MINOR", .example = "char-major-10-229",
	 ALIAS, HW_FIELDS(major_fields)},
	/* blk_request_module(), block/bdev.c */
	{.name = "block-major", .prefix = "block-major-", .title = "block device number",
	 .looks_like = "block-major-MAJOR-MINOR", .example = "block-major-7-*",
	 ALIAS, HW_FIELDS(major_fields)},
	/* __sock_create(), net/socket.c; inet_create(); __sock_diag_cmd();
	 * genl_get_cmd() */
	{.name = "net-pf", .prefix = "net-pf-", .title = "network protocol family",
	 .looks_like = "net-pf-N-proto-N-type-N", .example = "net-pf-16-proto-4-type-16",
	 ALIAS, HW_FIELDS(net_pf_fields)},
	/* search_binary_handler(), fs/exec.c */
	{.name = "binfmt", .prefix = "binfmt-", .title = "format of executables",
	 .looks_like = "binfmt-XXXX", .example = "binfmt-464c", ALIAS, HW_FIELDS(binfmt_fields)},
	/* tty_ldisc_get(), drivers/tty/tty_ldisc.c */
	{.name = "tty-ldisc", .prefix = "tty-ldisc-", .title = "line discipline",
	 .looks_like = "tty-ldisc-N", .example = "tty-ldisc-3", ALIAS, HW_FIELDS(number_fields)},
	/* can_get_proto(), net/can/af_can.c */
	{.name = "can-proto", .prefix = "can-proto-", .title = "CAN protocol",
	 .looks_like = "can-proto-N", .example = "can-proto-1", ALIAS, HW_FIELDS(number_fields)},
	/* bt_sock_create(), net/bluetooth/af_bluetooth.c */
	{.name = "bt-proto", .prefix = "bt-proto-", .title = "Bluetooth protocol",
	 .looks_like = "bt-proto-N", .example = "bt-proto-3", ALIAS, HW_FIELDS(number_fields)},
	/* ovs_vport_lookup(), net/openvswitch/vport.c */
	{.name = "vport-type", .prefix = "vport-type-", .title = "Open vSwitch port type",
	 .looks_like = "vport-type-N", .example = "vport-type-4", ALIAS, HW_FIELDS(number_fields)},
	/* soundcore_open(), sound/sound_core.c */
	{.name = "sound-service", .prefix = "sound-service-", .title = "sound service",
	 .looks_like = "sound-service-SLOT-N", .example = "sound-service-?-3",
	 ALIAS, HW_FIELDS(sound_service_fields)},
	/* w1_attach_slave_device(), drivers/w1/w1.c */
	{.name = "w1-family", .prefix = "w1-family-", .title = "1-Wire chip family",
	 .looks_like = "w1-family-0xNN", .example = "w1-family-0x28", ALIAS, HW_FIELDS(w1_fields)},
	/* request_module("fs-%.*s"), get_fs_type(), fs/filesystems.c */
	{.name = "fs", .prefix = "fs-", .title = "file system",
	 .looks_like = "fs-NAME", .example = "fs-ext4", ALIAS, HW_FIELDS(hw_name_only)},
	/* MODULE_ALIAS("devname:…"); read by depmod for modules.devname */
	{.name = "devname", .prefix = "devname:", .title = "device node made before its driver is loaded",
	 .looks_like = "devname:NAME", .example = "devname:net/tun", ALIAS, HW_FIELDS(hw_name_only)},
	/* dev_load(), net/core/dev_ioctl.c */
	{.name = "netdev", .prefix = "netdev-", .title = "network interface name",
	 .looks_like = "netdev-NAME", .example = "netdev-eth0", ALIAS, HW_FIELDS(hw_name_only)},
	/* __rtnl_newlink(), net/core/rtnetlink.c */
	{.name = "rtnl-link", .prefix = "rtnl-link-", .title = "kind of network link",
	 .looks_like = "rtnl-link-NAME", .example = "rtnl-link-veth", ALIAS, HW_FIELDS(hw_name_only)},
	/* lwtunnel_build_state(), net/core/lwtunnel.c */
	{.name = "rtnl-lwt", .prefix = "rtnl-lwt-", .title = "lightweight tunnel encapsulation",
	 .looks_like = "rtnl-lwt-NAME", .example = "rtnl-lwt-MPLS", ALIAS, HW_FIELDS(hw_name_only)},
	/* tcp_set_default_congestion_control(), net/ipv4/tcp_cong.c */
	{.name = "tcp", .prefix = "tcp_", .title = "TCP congestion control",
	 .looks_like = "tcp_NAME", .example = "tcp_bbr", ALIAS, HW_FIELDS(hw_name_only)},
	/* tcp_ulp_find_autoload(), net/ipv4/tcp_ulp.c */
	{.name = "tcp-ulp", .prefix = "tcp-ulp-", .title = "TCP upper layer protocol",
	 .looks_like = "tcp-ulp-NAME", .example = "tcp-ulp-tls", ALIAS, HW_FIELDS(hw_name_only)},
	/* xfrm_get_type(), net/xfrm/xfrm_state.c */
	{.name = "xfrm-type", .prefix = "xfrm-type-", .title = "IPsec transform",
	 .looks_like = "xfrm-type-NAME", .example = "xfrm-type-2-50", ALIAS, HW_FIELDS(hw_name_only)},
	/* xfrm_get_type_offload(), net/xfrm/xfrm_state.c */
	{.name = "xfrm-offload", .prefix = "xfrm-offload-", .title = "IPsec offload",
	 .looks_like = "xfrm-offload-NAME", .example = "xfrm-offload-2-50", ALIAS, HW_FIELDS(hw_name_only)},
	/* xfrm_get_mode(), net/xfrm/xfrm_state.c */
	{.name = "xfrm-mode", .prefix = "xfrm-mode-", .title = "IPsec mode",
	 .looks_like = "xfrm-mode-NAME", .example = "xfrm-mode-2-1", ALIAS, HW_FIELDS(hw_name_only)},
	/* nf_logger_find_get(), net/netfilter/nf_log.c */
	{.name = "nf-logger", .prefix = "nf-logger-", .title = "packet logger",
	 .looks_like = "nf-logger-NAME", .example = "nf-logger-2-0", ALIAS, HW_FIELDS(hw_name_only)},
	/* nft_flowtable_type_get(), net/netfilter/nf_tables_api.c */
	{.name = "nf-flowtable", .prefix = "nf-flowtable-", .title = "packet flow table",
	 .looks_like = "nf-flowtable-NAME", .example = "nf-flowtable-2", ALIAS, HW_FIELDS(hw_name_only)},
	/* nf_conntrack_helper_try_module_get(), net/netfilter/nf_conntrack_helper.c */
	{.name = "nfct-helper", .prefix = "nfct-helper-", .title = "connection tracking helper",
	 .looks_like = "nfct-helper-NAME", .example = "nfct-helper-ftp", ALIAS, HW_FIELDS(hw_name_only)},
	/* nf_nat_helper_try_module_get(), net/netfilter/nf_conntrack_helper.c */
	{.name = "nf-nat", .prefix = "nf-nat-", .title = "address translation helper",
	 .looks_like = "nf-nat-NAME", .example = "nf-nat-ftp", ALIAS, HW_FIELDS(hw_name_only)},
	/* nft_request_module(), net/netfilter/nf_tables_api.c */
	{.name = "nft", .prefix = "nft-", .title = "nftables part",
	 .looks_like = "nft-NAME", .example = "nft-expr-1-reject", ALIAS, HW_FIELDS(hw_name_only)},
	/* nfnetlink_rcv_msg(), net/netfilter/nfnetlink.c */
	{.name = "nfnetlink", .prefix = "nfnetlink-subsys-", .title = "netfilter netlink subsystem",
	 .looks_like = "nfnetlink-subsys-NAME", .example = "nfnetlink-subsys-10", ALIAS, HW_FIELDS(hw_name_only)},
	/* load_settype(), net/netfilter/ipset/ip_set_core.c */
	{.name = "ip_set", .prefix = "ip_set_", .title = "IP set type",
	 .looks_like = "ip_set_NAME", .example = "ip_set_hash:ip", ALIAS, HW_FIELDS(hw_name_only)},
	/* xt_request_find_target(), net/netfilter/x_tables.c */
	{.name = "iptables", .prefix = "ipt_", .title = "iptables match or target",
	 .looks_like = "ipt_NAME", .example = "ipt_REJECT", ALIAS, HW_FIELDS(hw_name_only)},
	/* xt_request_find_target(), net/netfilter/x_tables.c */
	{.name = "ip6tables", .prefix = "ip6t_", .title = "ip6tables match or target",
	 .looks_like = "ip6t_NAME", .example = "ip6t_REJECT", ALIAS, HW_FIELDS(hw_name_only)},
	/* xt_request_find_target(), net/netfilter/x_tables.c */
	{.name = "xtables", .prefix = "xt_", .title = "xtables match or target",
	 .looks_like = "xt_NAME", .example = "xt_MARK", ALIAS, HW_FIELDS(hw_name_only)},
	/* xt_request_find_target(), net/netfilter/x_tables.c */
	{.name = "ebtables", .prefix = "ebt_", .title = "ebtables match or target",
	 .looks_like = "ebt_NAME", .example = "ebt_arp", ALIAS, HW_FIELDS(hw_name_only)},
	/* xt_request_find_target(), net/netfilter/x_tables.c */
	{.name = "arptables", .prefix = "arpt_", .title = "arptables match or target",
	 .looks_like = "arpt_NAME", .example = "arpt_mangle", ALIAS, HW_FIELDS(hw_name_only)},
	/* tcf_em_validate(), net/sched/ematch.c */
	{.name = "ematch", .prefix = "ematch-kind-", .title = "extended match of traffic control",
	 .looks_like = "ematch-kind-NAME", .example = "ematch-kind-4", ALIAS, HW_FIELDS(hw_name_only)},
	/* load_metaops_and_vet(), net/sched/act_ife.c */
	{.name = "ife-meta", .prefix = "ife-meta-", .title = "metadata of traffic control",
	 .looks_like = "ife-meta-NAME", .example = "ife-meta-skbprio", ALIAS, HW_FIELDS(hw_name_only)},
	/* tcf_proto_lookup_ops(), net/sched/cls_api.c */
	{.name = "net-cls", .prefix = "net-cls-", .title = "traffic classifier",
	 .looks_like = "net-cls-NAME", .example = "net-cls-flower", ALIAS, HW_FIELDS(hw_name_only)},
	/* qdisc_create(), net/sched/sch_api.c */
	{.name = "net-sch", .prefix = "net-sch-", .title = "traffic scheduler",
	 .looks_like = "net-sch-NAME", .example = "net-sch-htb", ALIAS, HW_FIELDS(hw_name_only)},
	/* tc_action_load_ops(), net/sched/act_api.c */
	{.name = "net-act", .prefix = "net-act-", .title = "traffic action",
	 .looks_like = "net-act-NAME", .example = "net-act-mirred", ALIAS, HW_FIELDS(hw_name_only)},
	/* ip_vs_scheduler_get(), net/netfilter/ipvs/ip_vs_sched.c */
	{.name = "ip_vs", .prefix = "ip_vs_", .title = "virtual server scheduler",
	 .looks_like = "ip_vs_NAME", .example = "ip_vs_rr", ALIAS, HW_FIELDS(hw_name_only)},
	/* crypto_larval_lookup(), crypto/api.c */
	{.name = "crypto", .prefix = "crypto-", .title = "cryptographic algorithm",
	 .looks_like = "crypto-NAME", .example = "crypto-sha512", ALIAS, HW_FIELDS(hw_name_only)},
	/* alg_get_type(), crypto/af_alg.c */
	{.name = "algif", .prefix = "algif-", .title = "cryptographic interface for programs",
	 .looks_like = "algif-NAME", .example = "algif-hash", ALIAS, HW_FIELDS(hw_name_only)},
	/* dm_get_target_type(), drivers/md/dm-target.c */
	{.name = "dm", .prefix = "dm-", .title = "device mapper target",
	 .looks_like = "dm-NAME", .example = "dm-crypt", ALIAS, HW_FIELDS(hw_name_only)},
	/* md_run(), drivers/md/md.c */
	{.name = "md", .prefix = "md-", .title = "software RAID personality",
	 .looks_like = "md-NAME", .example = "md-raid1", ALIAS, HW_FIELDS(hw_name_only)},
	/* load_nls(), fs/nls/nls_base.c */
	{.name = "nls", .prefix = "nls_", .title = "character set",
	 .looks_like = "nls_NAME", .example = "nls_utf8", ALIAS, HW_FIELDS(hw_name_only)},
	/* v9fs_get_trans_by_name(), net/9p/mod.c */
	{.name = "9p", .prefix = "9p-", .title = "9P transport",
	 .looks_like = "9p-NAME", .example = "9p-virtio", ALIAS, HW_FIELDS(hw_name_only)},
	/* rpcauth_get_authops(), net/sunrpc/auth.c */
	{.name = "rpc-auth", .prefix = "rpc-auth-", .title = "RPC authentication",
	 .looks_like = "rpc-auth-NAME", .example = "rpc-auth-6", ALIAS, HW_FIELDS(hw_name_only)},
	/* nvmf_create_ctrl(), drivers/nvme/host/fabrics.c */
	{.name = "nvme", .prefix = "nvme-", .title = "NVMe part",
	 .looks_like = "nvme-NAME", .example = "nvme-tcp", ALIAS, HW_FIELDS(hw_name_only)},
	/* nvmet_enable_port(), drivers/nvme/target/core.c */
	{.name = "nvmet", .prefix = "nvmet-transport-", .title = "NVMe target transport",
	 .looks_like = "nvmet-transport-NAME", .example = "nvmet-transport-3", ALIAS, HW_FIELDS(hw_name_only)},
	/* scsi_dh_lookup(), drivers/scsi/scsi_dh.c */
	{.name = "scsi_dh", .prefix = "scsi_dh_", .title = "SCSI device handler",
	 .looks_like = "scsi_dh_NAME", .example = "scsi_dh_alua", ALIAS, HW_FIELDS(hw_name_only)},
	/* try_get_usb_function_instance(), drivers/usb/gadget/functions.c */
	{.name = "usbfunc", .prefix = "usbfunc:", .title = "USB gadget function",
	 .looks_like = "usbfunc:NAME", .example = "usbfunc:rndis", ALIAS, HW_FIELDS(hw_name_only)},
	/* led_trigger_set_default(), drivers/leds/led-triggers.c */
	{.name = "ledtrig", .prefix = "ledtrig:", .title = "LED trigger",
	 .looks_like = "ledtrig:NAME", .example = "ledtrig:netdev", ALIAS, HW_FIELDS(hw_name_only)},
	/* cfi_cmdset_unknown(), drivers/mtd/chips/gen_probe.c */
	{.name = "cfi", .prefix = "cfi_cmdset_", .title = "flash chip command set",
	 .looks_like = "cfi_cmdset_NAME", .example = "cfi_cmdset_0002", ALIAS, HW_FIELDS(hw_name_only)},
	/* scmi_protocol_get(), drivers/firmware/arm_scmi/driver.c */
	{.name = "scmi-protocol", .prefix = "scmi-protocol-", .title = "Arm SCMI protocol module",
	 .looks_like = "scmi-protocol-NAME", .example = "scmi-protocol-0x80", ALIAS, HW_FIELDS(hw_name_only)},
	/* zpool_create_pool(), mm/zpool.c */
	{.name = "zpool", .prefix = "zpool-", .title = "compressed memory pool",
	 .looks_like = "zpool-NAME", .example = "zpool-zsmalloc", ALIAS, HW_FIELDS(hw_name_only)},
	/* team_mode_get(), drivers/net/team */
	{.name = "team", .prefix = "team-mode-", .title = "team interface mode",
	 .looks_like = "team-mode-NAME", .example = "team-mode-loadbalance", ALIAS, HW_FIELDS(hw_name_only)},
	/* ib_get_client_nl_info(), drivers/infiniband/core/device.c */
	{.name = "rdma-client", .prefix = "rdma-client-", .title = "RDMA client",
	 .looks_like = "rdma-client-NAME", .example = "rdma-client-uverbs", ALIAS, HW_FIELDS(hw_name_only)},
	/* nldev_newlink(), drivers/infiniband/core/nldev.c */
	{.name = "rdma-link", .prefix = "rdma-link-", .title = "RDMA link",
	 .looks_like = "rdma-link-NAME", .example = "rdma-link-rxe", ALIAS, HW_FIELDS(hw_name_only)},
	/* rdma_nl_rcv_msg(), drivers/infiniband/core/netlink.c */
	{.name = "rdma-netlink", .prefix = "rdma-netlink-subsys-", .title = "RDMA netlink subsystem",
	 .looks_like = "rdma-netlink-subsys-NAME", .example = "rdma-netlink-subsys-4", ALIAS, HW_FIELDS(hw_name_only)},
	/* try_then_request_governor(), drivers/devfreq/devfreq.c */
	{.name = "governor", .prefix = "governor_", .title = "frequency governor",
	 .looks_like = "governor_NAME", .example = "governor_passive", ALIAS, HW_FIELDS(hw_name_only)},
	/* dsa_tag_driver_get_by_name(), net/dsa/tag.c */
	{.name = "dsa_tag", .prefix = "dsa_tag:", .title = "switch tagging protocol",
	 .looks_like = "dsa_tag:NAME", .example = "dsa_tag:id-20", ALIAS, HW_FIELDS(hw_name_only)},
	/* modules.symbols, modules.dep(5) */
	{.name = "symbol", .prefix = "symbol:", .title = "exported kernel symbol",
	 .looks_like = "symbol:NAME", .example = "symbol:jbd2_journal_start", ALIAS, HW_FIELDS(hw_name_only)},
	/* vfio_platform_get_reset(), drivers/vfio/platform */
	{.name = "vfio-reset", .prefix = "vfio-reset:", .title = "VFIO reset handler",
	 .looks_like = "vfio-reset:NAME", .example = "vfio-reset:calxeda,hb-xgmac", ALIAS, HW_FIELDS(hw_name_only)},
	/* fcoe_transport_create(), drivers/scsi/fcoe/fcoe_transport.c */
	{.name = "fcoe-pci", .prefix = "fcoe-pci:", .title = "FCoE network card",
	 .looks_like = "fcoe-pci:NAME", .example = "fcoe-pci:v8086d10FB", ALIAS, HW_FIELDS(hw_name_only)},
	/* do_pci_epf_entry() */
	{.name = "pci_epf", .prefix = "pci_epf:", .title = "PCI endpoint function driver",
	 .looks_like = "pci_epf:NAME", .example = "pci_epf:pci_epf_test", ALIAS, HW_FIELDS(hw_name_only)},
	/* snd_request_card(), sound/core/sound.c */
	{.name = "snd-card", .prefix = "snd-card-", .title = "sound card number",
	 .looks_like = "snd-card-NAME", .example = "snd-card-0", ALIAS, HW_FIELDS(hw_name_only)},
	/* snd_seq_client_use_ptr(), sound/core/seq/seq_clientmgr.c */
	{.name = "snd-seq-client", .prefix = "snd-seq-client-", .title = "sequencer client number",
	 .looks_like = "snd-seq-client-NAME", .example = "snd-seq-client-62", ALIAS, HW_FIELDS(hw_name_only)},
	/* snd_timer_request(), sound/core/timer.c */
	{.name = "snd-timer", .prefix = "snd-timer-", .title = "sound timer number",
	 .looks_like = "snd-timer-NAME", .example = "snd-timer-1", ALIAS, HW_FIELDS(hw_name_only)},
	/* soundcore_open(), sound/sound_core.c */
	{.name = "sound-slot", .prefix = "sound-slot-", .title = "sound slot",
	 .looks_like = "sound-slot-NAME", .example = "sound-slot-0", ALIAS, HW_FIELDS(hw_name_only)},
	{0},
};

/* Last of all: any single word. */
const struct hw_bus hw_family_word[] = {
	/* modprobe(8) takes a module's name, and MODULE_ALIAS() may give it others */
	{.name = "name", .prefix = "", .title = "another name of a module",
	 .looks_like = "NAME", .example = "ext3", .where = HW_IN_PATTERNS,
	 .flags = HW_BUS_ALIAS | HW_BUS_WORD, HW_FIELDS(hw_name_only)},
	{0},
};
/* clang-format on */
