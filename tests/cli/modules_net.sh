#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `hwalias modules --for` an interface that is no device's: the modules of the interface and
# of all that is below it, and what is not known of it.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

modules() { "$HWALIAS" modules --sysroot root "$@" >out 2>err; }
is() {
	[ "$(tr '\n' ' ' <out | sed 's/ $//')" = "$1" ] || fail "not '$1'"
}
needs() { sed -i "s#^$1:.*#$1: $2#" "$modules/modules.dep"; }

# net NAME PATH: an interface with this directory below sys/devices
net() {
	mkdir -p "root/sys/devices/$2/net/$1" root/sys/class/net
	echo "INTERFACE=$1" >"root/sys/devices/$2/net/$1/uevent"
	echo 1 >"root/sys/devices/$2/net/$1/type"
	ln -sfn "../../devices/$2/net/$1" "root/sys/class/net/$1"
}
# virtual NAME DEVTYPE LOWER...
virtual() {
	type=$2
	net "$1" virtual
	at=root/sys/devices/virtual/net/$1
	[ "$type" = - ] || echo "DEVTYPE=$type" >>$at/uevent
	shift 2
	for lower; do
		ln -s "../../../../class/net/$lower" "$at/lower_$lower"
	done
}

machine 'interfaces on two cards'
for number in 6 7; do
	card 00:1f.$number 8086 15B8 020000
	bind e1000e e1000e
	net eth$number "pci0000:00/0000:00:1f.$number"
done
card 00:19.0 8086 10D3 020000
bind igb igb
net eth9 pci0000:00/0000:00:19.0
module kernel/drivers/net/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
module kernel/drivers/net/igb.ko 'pci:v00008086d000010D3sv*sd*bc*sc*i*'
for each in drivers/ptp/ptp net/llc/llc net/802/stp net/802/mrp net/802/garp \
	net/bridge/bridge drivers/net/bonding/bonding net/8021q/8021q drivers/net/tun \
	drivers/net/macvlan net/ipv6/sit net/ipv4/tunnel4; do
	module kernel/$each.ko
done
needs kernel/drivers/net/e1000e.ko kernel/drivers/ptp/ptp.ko
needs kernel/drivers/net/igb.ko kernel/drivers/ptp/ptp.ko
needs kernel/net/bridge/bridge.ko 'kernel/net/802/stp.ko kernel/net/llc/llc.ko'
needs kernel/net/802/stp.ko kernel/net/llc/llc.ko
needs kernel/net/8021q/8021q.ko 'kernel/net/802/mrp.ko kernel/net/802/garp.ko'
needs kernel/net/ipv6/sit.ko kernel/net/ipv4/tunnel4.ko
virtual bond0 bond eth6 eth7
mkdir $at/bonding
echo eth6 eth7 >$at/bonding/slaves
virtual bond0.5 vlan bond0
virtual tap0 -
echo 0x1002 >$at/tun_flags
virtual br0 bridge bond0.5 tap0
mkdir -p $at/bridge $at/brif
touch $at/brif/bond0.5 $at/brif/tap0

modules --for br0 || fail "br0: exit status: $(cat err)"
is 'ptp e1000e bonding garp mrp 8021q tun llc stp bridge'
for target in /sys/class/net/br0 /sys/devices/virtual/net/br0; do
	modules --for $target || fail "$target: exit status"
	is 'ptp e1000e bonding garp mrp 8021q tun llc stp bridge'
done
modules --for bond0
is 'ptp e1000e bonding'
modules --for bond0.5
is 'ptp e1000e bonding garp mrp 8021q'
modules --for tap0
is 'tun'
modules --for eth9
is 'ptp igb'
modules --for br0 -J
python3 - out <<'END' || fail 'because'
import json, sys
why = {m["module"]: m["because"] for m in json.load(open(sys.argv[1]))["used_modules"]}
assert why["bridge"] == "bridge of br0" and why["8021q"] == "VLAN of bond0.5", why
assert why["bonding"] == "bond of bond0" and why["e1000e"] is None, why
END
"$HWALIAS" snapshot --sysroot root my.snap 2>err
"$HWALIAS" modules --from my.snap --for br0 >out 2>err || fail "recorded: $(cat err)"
is 'ptp e1000e bonding garp mrp 8021q tun llc stp bridge'

# a kernel before 3.14 has no lower_*
rm root/sys/devices/virtual/net/*/lower_*
ln -s ../../../../class/net/bond0 root/sys/devices/virtual/net/bond0.5/lower_bond0
modules --for br0 || fail 'without lower_*: exit status'
is 'ptp e1000e bonding garp mrp 8021q tun llc stp bridge'

# a circle, which the kernel does not make
ln -s ../br0 root/sys/devices/virtual/net/bond0.5/lower_br0
modules --for br0 || fail 'a circle: exit status'
rm root/sys/devices/virtual/net/bond0.5/lower_*

unknown() {
	modules --for "$1"
	[ $? = 3 ] || fail "$1: exit status of what is not known"
	grep -qF -e "$2" err || fail "$1: $(cat err)"
}
unknown br0 'on which interface bond0.5 is'
virtual macvlan0 macvlan eth7 eth8
modules --for macvlan0 || fail 'macvlan0'
is 'ptp e1000e macvlan'
virtual macvtap0 macvlan eth9
mkdir $at/macvtap
module kernel/drivers/net/macvtap.ko
module kernel/drivers/net/tap.ko
needs kernel/drivers/net/macvtap.ko 'kernel/drivers/net/macvlan.ko kernel/drivers/net/tap.ko'
modules --for macvtap0 || fail 'macvtap0'
is 'ptp igb tap macvlan macvtap'
at=root/sys/devices/virtual/net/macvlan0
rm $at/lower_*
unknown macvlan0 'on which interface macvlan0 is'
virtual veth0 -
unknown veth0 "the kind of veth0, which 'ip -d link' tells"
virtual br1 bridge veth0
unknown br1 "the kind of veth0, which 'ip -d link' tells"
is 'llc stp bridge'
virtual sit0 -
echo 776 >$at/type
modules --for sit0
is 'tunnel4 sit'
# … that is bound to an interface; its number is its own where it is to none
echo 42 >$at/ifindex
echo 9 >root/sys/devices/pci0000:00/0000:00:19.0/net/eth9/ifindex
for row in '42|tunnel4 sit' '0|tunnel4 sit' '77|tunnel4 sit' '9|ptp igb tunnel4 sit'; do
	echo "${row%|*}" >$at/iflink
	modules --for sit0 || fail "sit0 by $row: exit status"
	is "${row#*|}"
done
"$HWALIAS" --sysroot root snapshot my.snap 2>err
"$HWALIAS" modules --from my.snap --for sit0 >out 2>err || fail "sit0, recorded: $(cat err)"
is 'ptp igb tunnel4 sit'
# what it is on, and by what, sysfs does not tell: one of those that are loaded
for each in ppp_generic pppoe ppp_async; do
	module kernel/drivers/net/ppp/$each.ko
done
virtual ppp0 ppp
unknown ppp0 'on which interface or serial line ppp0 is'
is 'ppp_generic pppoe ppp_async'
grep -q "the kind of line of ppp0, which 'lsmod' tells" err || fail "ppp0: $(cat err)"
cp root/proc/modules proc-modules
loaded pppoe
unknown ppp0 'on which interface or serial line ppp0 is'
is 'ppp_generic pppoe'
grep -q 'the kind of line' err && fail "ppp0: $(cat err)"
mv proc-modules root/proc/modules
module kernel/drivers/net/pfcp.ko
virtual pfcp0 pfcp
modules --for pfcp0 || fail "pfcp0: $(cat err)"
is pfcp
for each in ppp0 pfcp0; do
	rm -r root/sys/devices/virtual/net/$each root/sys/class/net/$each
done
# kinds that share a type: TYPE NAME LOADED WANTED STATUS
for each in net/ipv4/ip_tunnel net/ipv4/ipip net/ipv4/ip_vti net/ipv6/ip6_tunnel \
	net/ipv6/ip6_vti drivers/net/veth drivers/net/dummy; do
	module kernel/$each.ko
done
cp root/proc/modules proc-modules
for row in '768 ip_vti0||ipip ip_vti|3' '768 ip_vti0|ip_vti|ip_vti|0' '768 tunl0|ipip ip_vti|ipip ip_vti|0' \
	'769 ip6_vti0||ip6_tunnel ip6_vti|3' '769 ip6_vti0|ip6_vti|ip6_vti|0' '1 veth1|veth|veth|3' \
	'1 veth1|||3' '824 nlmon0||nlmon|3' '65534 x0|||3'; do
	IFS='|' read -r interface loaded wanted status <<-END
		$row
	END
	virtual "${interface#* }" -
	echo "${interface% *}" >$at/type
	cp proc-modules root/proc/modules
	for each in $loaded; do
		echo "$each 16384 0 - Live 0x0" >>root/proc/modules
	done
	[ -n "$loaded" ] || [ "${interface% *}" = 1 ] || rm root/proc/modules
	modules --for "${interface#* }"
	[ $? -eq "$status" ] || fail "$row: exit status"
	is "$wanted"
done
# … which what the kernel tells of the interface narrows: NAME FILES LOADED WANTED STATUS
for each in drivers/net/team/team drivers/net/ifb drivers/net/netkit net/l2tp/l2tp_eth; do
	module kernel/$each.ko
done
for row in 'veth9|iflink=8 ifindex=7|veth dummy|veth|0' 'veth9|iflink=8 ifindex=7|dummy||3' \
	'veth9|iflink=0 ifindex=7|veth dummy|veth|0' 'dummy9|iflink=7 ifindex=7 flags=0x82|veth dummy|dummy|0' \
	'ifb9|flags=0xc3|ifb veth|ifb|0' 'x9|iflink=7 ifindex=7 flags=0x1003|veth dummy|veth dummy|3' \
	'team9|lower_eth9=|team veth|ptp igb team|0' 'tun9|uevent=DEVTYPE=l2tpeth||l2tp_eth|0'; do
	IFS='|' read -r interface files loaded wanted status <<-END
		$row
	END
	virtual "$interface" -
	for file in $files; do echo "${file#*=}" >"$at/${file%%=*}"; done
	cp proc-modules root/proc/modules
	for each in $loaded; do loaded "$each"; done
	modules --for "$interface"
	got=$?
	case $row in
	veth9*'|3') # none of the kind is loaded: those that there are may be it
		is 'veth netkit'
		;;
	*) is "$wanted" ;;
	esac
	[ $got -eq "$status" ] || fail "$row: exit status"
	"$HWALIAS" snapshot --sysroot root my.snap 2>err
	"$HWALIAS" modules --from my.snap --for "$interface" >wanted.out 2>err
	[ $? -eq "$status" ] && cmp -s wanted.out out || fail "$row, recorded: $(cat wanted.out err)"
	rm -r "$at" "root/sys/class/net/$interface"
done
cp proc-modules root/proc/modules
# what udevd was told: DRIVER WANTED STATUS; of a container's interface it may be another's
module kernel/net/openvswitch/openvswitch.ko
module kernel/net/ipv4/gre.ko
module kernel/net/ipv4/ip_gre.ko rtnl-link-gretap rtnl-link-gre
echo 'alias rtnl-link-veth veth' >>$modules/modules.alias
mkdir -p root/run/udev/data
virtual veth2 -
echo IFINDEX=17 >>$at/uevent
for row in 'veth|veth|0' 'gretap|ip_gre|0' 'gre|ip_gre|0' 'openvswitch|openvswitch|0' 'e1000e||3' '||3'; do
	IFS='|' read -r driver wanted status <<-END
		$row
	END
	printf 'I:7391120\nE:ID_NET_NAME_MAC=enx0242ac110002\n' >root/run/udev/data/n17
	[ -z "$driver" ] || echo "E:ID_NET_DRIVER=$driver" >>root/run/udev/data/n17
	modules --for veth2
	[ $? -eq "$status" ] || fail "$row: exit status: $(cat err)"
	is "$wanted"
	"$HWALIAS" --sysroot root snapshot my.snap 2>err
	"$HWALIAS" modules --from my.snap --for veth2 >out 2>err
	[ $? -eq "$status" ] || fail "$row, recorded: exit status: $(cat err)"
	is "$wanted"
	grep -q 'enx0242\|I:739' my.snap && fail "$row: more than the driver is recorded"
done
# … by `udevadm info -e` too
cat >dump <<-'END'
	P: /devices/virtual/net/veth2
	E: DEVPATH=/devices/virtual/net/veth2
	E: ID_NET_DRIVER=veth
	E: IFINDEX=17
	E: INTERFACE=veth2
	E: SUBSYSTEM=net

	P: /devices/pci0000:00/0000:00:19.0
	E: DEVPATH=/devices/pci0000:00/0000:00:19.0
	E: DRIVER=igb
	E: MODALIAS=pci:v00008086d000010D3sv00001043sd00008672bc02sc00i00
	E: PCI_ID=8086:10D3
	E: PCI_SLOT_NAME=0000:00:19.0
	E: SUBSYSTEM=pci
END
"$HWALIAS" modules --from dump --modules-dir $modules --for veth2 >out 2>err ||
	fail "of udevadm: exit status: $(cat err)"
is veth
rm -r root/run

# the driver of a transceiver, also of an adapter's interface, and the ports of a switch
for each in drivers/net/phy/realtek drivers/net/phy/ax88796b drivers/net/dsa/mt7530 net/dsa/tag_mtk \
	net/dsa/tag_dsa net/dsa/tag_mxl-gsw1xx net/dsa/tag_ocelot_8021q drivers/net/usb/asix; do
	module kernel/$each.ko
done
echo 'alias dsa_tag-mtk tag_mtk' >>$modules/modules.alias
# transceiver NAME DIRECTORY DRIVER MODULE: of the interface at $at
transceiver() {
	device mdio_bus "$1" "$2/mdio_bus/${1%:*}/$1" <<-END
		MODALIAS=mdio:00000000000111001100100000000000
	END
	bind "$3" "$4"
	ln -s "$(echo "${at#root/sys/}" | sed 's#[^/]*#..#g')/$2/mdio_bus/${1%:*}/$1" "$at/phydev"
}
at=root/sys/devices/pci0000:00/0000:00:19.0/net/eth9
transceiver r8169-0-900:00 devices/pci0000:00/0000:00:19.0 'RTL8211E Gigabit Ethernet' realtek
for target in eth9 00:19.0 /sys/class/net/eth9; do
	modules --for $target || fail "a transceiver: $(cat err)"
	is 'realtek ptp igb'
done
virtual vlan9 vlan eth9
modules --for vlan9 || fail "above a transceiver: $(cat err)"
is 'realtek ptp igb garp mrp 8021q'
"$HWALIAS" snapshot --sysroot root my.snap 2>err
"$HWALIAS" modules --from my.snap --for eth9 >out 2>err || fail "recorded: $(cat err)"
is 'realtek ptp igb'
usb 1-6 0B95 772B
bind usb
interface 0 ff ff 00
bind asix asix
net enx0 "pci0000:00/0000:00:14.0/usb1/1-6/1-6:1.0"
at=root/sys/devices/pci0000:00/0000:00:14.0/usb1/1-6/1-6:1.0/net/enx0
transceiver usb-001:002:10 devices/pci0000:00/0000:00:14.0/usb1/1-6/1-6:1.0 'Asix 88772A' ax88796b
for target in enx0 1-6 1-6:1.0; do
	modules --for $target
	grep -qx ax88796b out || fail "--for $target: the transceiver of an adapter: $(cat err)"
done
device mdio_bus gpio-0:00 devices/platform/mdio/mdio_bus/gpio-0/gpio-0:00 </dev/null
bind mt7530 mt7530
net lan1 platform/mdio/mdio_bus/gpio-0/gpio-0:00
at=root/sys/devices/platform/mdio/mdio_bus/gpio-0/gpio-0:00/net/lan1
echo DEVTYPE=dsa >>$at/uevent
unknown lan1 'by which interface the switch of lan1 is'
ln -s ../../../../../../../class/net/eth9 $at/lower_eth9
mkdir root/sys/devices/pci0000:00/0000:00:19.0/net/eth9/dsa
for tag in mtk:tag_mtk edsa:tag_dsa gsw1xx:tag_mxl_gsw1xx ocelot-8021q:tag_ocelot_8021q; do
	echo ${tag%:*} >root/sys/devices/pci0000:00/0000:00:19.0/net/eth9/dsa/tagging
	modules --for lan1 || fail "a port of a switch: $(cat err)"
	is "mt7530 realtek ptp igb ${tag#*:}"
	"$HWALIAS" snapshot --sysroot root my.snap 2>err
	"$HWALIAS" modules --from my.snap --for lan1 >out 2>err || fail "a port, recorded: $(cat err)"
	is "mt7530 realtek ptp igb ${tag#*:}"
done
modules --for eth9 || fail "below a switch: $(cat err)"
is 'realtek ptp igb'
virtual lo -
echo 772 >$at/type
modules --for lo || fail 'lo: exit status'
is ''
grep -q "^hwalias: no module is known that 'lo' needs" err || fail "lo: $(cat err)"
# a host of many guests
virtual br9 bridge
for number in $(seq 300); do
	mkdir root/sys/devices/virtual/net/tap$number
	echo 0x1002 >root/sys/devices/virtual/net/tap$number/tun_flags
	ln -s ../../devices/virtual/net/tap$number root/sys/class/net/tap$number
	ln -s ../tap$number $at/lower_tap$number
done
ln -s ../../../../class/net/eth6 $at/lower_zeth6
virtual zeth6 vlan eth6
modules --for br9 || fail "many guests: $(cat err)"
is 'ptp e1000e tun garp mrp 8021q llc stp bridge'
# a kernel without such a module
sed -i /bridge/d $modules/modules.dep
rm $modules/kernel/net/bridge/bridge.ko
virtual br2 bridge eth6
modules --for br2
[ $? = 3 ] && grep -q 'no such module: bridge' err || fail "no bridge: $(cat err)"

# --- adapters whose driver of RDMA is another one than that of the network ---
machine 'adapters of RDMA and of Fibre Channel'
for each in net/ethernet/mellanox/mlx5/core/mlx5_core infiniband/hw/mlx5/mlx5_ib \
	infiniband/ulp/ipoib/ib_ipoib infiniband/ulp/srp/ib_srp nvme/host/nvme-core \
	nvme/host/nvme-fabrics nvme/host/nvme-rdma nvme/host/nvme-fc scsi/lpfc/lpfc scsi/sd_mod; do
	module kernel/drivers/$each.ko
done
sed -i 's#mlx5_ib.ko:#& kernel/drivers/net/ethernet/mellanox/mlx5/core/mlx5_core.ko#' \
	$modules/modules.dep
card 3c:00.0 15B3 1017 020700
bind mlx5_core mlx5_core
adapter=devices/pci0000:00/0000:3c:00.0
net ib0 pci0000:00/0000:3c:00.0
echo 32 >root/sys/$adapter/net/ib0/type
mkdir -p root/sys/$adapter/infiniband/mlx5_0 root/sys/class/infiniband root/sys/class/nvme \
	root/sys/class/block root/proc/net
ln -s ../../$adapter/infiniband/mlx5_0 root/sys/class/infiniband/mlx5_0
# both_list TARGET WANTED: and as it is recorded
both_list() {
	modules --for "$1" || fail "--for $1: exit status: $(cat err)"
	is "$2"
	"$HWALIAS" --sysroot root snapshot my.snap 2>err
	"$HWALIAS" modules --from my.snap --for "$1" >out 2>err || fail "$1, recorded: $(cat err)"
	is "$2"
}
# by the driver's name, and by what it makes for RDMA
for way in name device; do
	[ $way = name ] || {
		device auxiliary mlx5_core.rdma.0 $adapter/mlx5_core.rdma.0 </dev/null
		bind mlx5_ib.rdma mlx5_ib
		device auxiliary mlx5_core.eth.0 $adapter/mlx5_core.eth.0 </dev/null
		bind mlx5_core.eth mlx5_core
	}
	for target in mlx5_0 /sys/class/infiniband/mlx5_0 ib0; do
		modules --for $target || fail "--for $target: $(cat err)"
		[ "$(sort out | tr '\n' ' ')" = 'ib_ipoib mlx5_core mlx5_ib ' ] || fail "$way, $target"
	done
done
both_list ib0 'mlx5_core mlx5_ib ib_ipoib'
both_list 3c:00.0 'mlx5_core mlx5_ib ib_ipoib'

# a controller of NVMe over RDMA, by the route to it, and over Fibre Channel, by its port
fabric=devices/virtual/nvme-fabrics/ctl/nvme0
mkdir -p root/sys/$fabric/nvme0n1
ln -s ../../$fabric root/sys/class/nvme/nvme0
ln -s ../../$fabric/nvme0n1 root/sys/class/block/nvme0n1
echo 259:0 >root/sys/$fabric/nvme0n1/dev
echo rdma >root/sys/$fabric/transport
echo traddr=10.0.0.5,trsvcid=4420 >root/sys/$fabric/address
printf 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n%s\n' \
	'ib0	0000000A	00000000	0001	0	0	0	00FFFFFF	0	0	0' >root/proc/net/route
modules --for nvme0n1 || fail "NVMe over RDMA: $(cat err)"
is 'mlx5_core mlx5_ib nvme_core nvme_fabrics nvme_rdma ib_ipoib'
card 3b:00.0 10DF E300 0C0400
bind lpfc lpfc
port=devices/pci0000:00/0000:3b:00.0/host3/fc_host/host3
mkdir -p root/sys/$port root/sys/class/fc_host
ln -s ../../$port root/sys/class/fc_host/host3
echo 0x10000090fa942779 >root/sys/$port/port_name
echo fc >root/sys/$fabric/transport
for row in 'nn-0x20000090fa942779:pn-0x10000090fa942779|lpfc |0' \
	'nn-20000090fa942779:pn-10000090fa942779|lpfc |0' 'nn-0x1:pn-0x2||3' 'none||3' '||3'; do
	IFS='|' read -r name wanted status <<-END
		$row
	END
	echo "traddr=nn-0x5001:pn-0x5002,host_traddr=$name" >root/sys/$fabric/address
	modules --for nvme0n1
	[ $? -eq "$status" ] || fail "Fibre Channel, '$name': exit status"
	is "${wanted}nvme_core nvme_fabrics nvme_fc"
	[ "$status" = 0 ] || grep -q 'over which adapter the disk of nvme0 is$' err || fail "'$name'"
done

echo traddr=nn-0x5001:pn-0x5002,host_traddr=nn-0x2:pn-0x10000090fa942779 >root/sys/$fabric/address
"$HWALIAS" --sysroot root snapshot my.snap 2>err
grep -qi 90fa942779 my.snap && fail 'the name of a port is recorded'
"$HWALIAS" modules --from my.snap --for nvme0n1 >out 2>err
[ $? -eq 3 ] || fail "Fibre Channel, recorded: $(cat err)"
"$HWALIAS" --sysroot root --privacy full snapshot my.snap 2>err
"$HWALIAS" modules --from my.snap --for nvme0n1 >out 2>err || fail "recorded whole: $(cat err)"
is 'lpfc nvme_core nvme_fabrics nvme_fc'

# a disk of SRP is below the adapter, whose driver of RDMA it comes by
at=$adapter/host5/target5:0:0/5:0:0:0
device scsi 5:0:0:0 "$at" <<-END
	DEVTYPE=scsi_device
	MODALIAS=scsi:t-0x00
END
bind sd sd_mod
mkdir -p "root/sys/$at/block/sdb" root/sys/$adapter/host5/scsi_host/host5
ln -s "../../$at/block/sdb" root/sys/class/block/sdb
echo 8:16 >"root/sys/$at/block/sdb/dev"
echo ib_srp >root/sys/$adapter/host5/scsi_host/host5/proc_name
both_list sdb 'mlx5_core mlx5_ib sd_mod ib_srp'

# --- what the driver of an interface tells of more: the interface that a tunnel of Ethernet
# is bound to (iflink, Documentation/ABI/testing/sysfs-class-net), the mode of a team ---
machine 'kinds of interfaces by their drivers'
mkdir -p root/run/udev/data
card 00:19.0 8086 10D3 020000
bind igb igb
net eth9 pci0000:00/0000:00:19.0
echo 9 >root/sys/devices/pci0000:00/0000:00:19.0/net/eth9/ifindex
for each in drivers/net/igb net/ipv4/ip_gre net/ipv6/ip6_gre drivers/net/veth drivers/net/team/team \
	drivers/net/team/team_mode_roundrobin drivers/net/team/team_mode_loadbalance \
	net/xfrm/xfrm_interface; do
	module kernel/$each.ko
done
needs kernel/drivers/net/team/team_mode_roundrobin.ko kernel/drivers/net/team/team.ko
needs kernel/drivers/net/team/team_mode_loadbalance.ko kernel/drivers/net/team/team.ko
printf 'alias rtnl-link-%s\n' 'gretap ip_gre' 'erspan ip_gre' 'ip6gretap ip6_gre' 'veth veth' \
	'team team' 'xfrm xfrm_interface' >>$modules/modules.alias
cp root/proc/modules proc-modules
# TYPE FILES DRIVER LOADED WANTED STATUS
while IFS='|' read -r hardware files driver loaded wanted status; do
	name="kinds of interfaces by their drivers: $hardware $files $driver $loaded"
	rm -rf root/sys/devices/virtual/net/x0 root/run/udev/data/n7
	virtual x0 -
	echo IFINDEX=7 >>$at/uevent
	echo 7 >$at/ifindex
	echo "$hardware" >$at/type
	for file in $files; do echo "${file#*=}" >"$at/${file%%=*}"; done
	[ -z "$driver" ] || echo "E:ID_NET_DRIVER=$driver" >root/run/udev/data/n7
	cp proc-modules root/proc/modules
	for each in $loaded; do loaded "$each"; done
	modules --for x0
	[ $? -eq "$status" ] || fail "exit status: $(cat err)"
	is "$wanted"
	"$HWALIAS" --sysroot root snapshot my.snap 2>err
	"$HWALIAS" modules --from my.snap --for x0 >out 2>err
	[ $? -eq "$status" ] || fail "recorded: exit status: $(cat err)"
	is "$wanted"
done <<-END
	1|iflink=9|gretap||igb ip_gre|0
	1|iflink=9|erspan||igb ip_gre|0
	1|iflink=9|ip6gretap||igb ip6_gre|0
	1|iflink=0|gretap||ip_gre|0
	1|iflink=9||ip_gre|igb ip_gre|0
	1|iflink=9||ip_gre veth|veth ip_gre|0
	1|iflink=9|veth||veth|0
	1|iflink=9||veth|veth|0
	65534|iflink=9|xfrm||igb xfrm_interface|0
	65534|iflink=7|xfrm||xfrm_interface|0
	1|lower_eth9=|team|team team_mode_roundrobin|igb team team_mode_roundrobin|0
	1|lower_eth9=||team team_mode_loadbalance|igb team team_mode_loadbalance|0
	1|lower_eth9=|team|team|igb team|0
END
cp proc-modules root/proc/modules
# … where it is not told which modules are loaded
rm root/proc/modules
mv root/sys/module sys-module
echo E:ID_NET_DRIVER=team >root/run/udev/data/n7
unknown x0 "the mode of x0, which 'teamdctl' tells; listed is what may be it: team_mode_"
mv sys-module root/sys/module
mv proc-modules root/proc/modules

# --- RDMA by software, over any interface: rxe0/parent, and the interface of an address
# (ports/1/gid_attrs/ndevs/0, Documentation/ABI/stable/sysfs-class-infiniband) ---
machine 'RDMA by software'
card 00:19.0 8086 10D3 020000
bind igb igb
net eth9 pci0000:00/0000:00:19.0
for each in drivers/net/igb drivers/infiniband/sw/rxe/rdma_rxe drivers/infiniband/sw/siw/siw \
	net/8021q/8021q fs/nfs/nfs fs/nfs/nfsv4 net/sunrpc/xprtrdma/rpcrdma; do
	module kernel/$each.ko
done
echo 'alias fs-nfs4 nfs' >>$modules/modules.alias
virtual vlan9 vlan eth9
mkdir -p root/sys/class/infiniband root/proc/net root/proc/self
# adapter NAME PLACE
adapter() {
	at=root/sys/devices/$2/infiniband/$1
	mkdir -p "$at"
	ln -s "../../devices/$2/infiniband/$1" root/sys/class/infiniband/$1
}
adapter rxe0 virtual
echo vlan9 >$at/parent
adapter siw0 pci0000:00/0000:00:19.0
echo '4: RNIC' >$at/node_type
mkdir -p $at/ports/1/gid_attrs/ndevs
echo eth9 >$at/ports/1/gid_attrs/ndevs/0
both_list rxe0 'igb 8021q rdma_rxe'
both_list /sys/class/infiniband/rxe0 'igb 8021q rdma_rxe'
both_list siw0 'igb siw'
both_list eth9 igb
modules
[ "$(sort out | tr '\n' ' ')" = '8021q igb rdma_rxe siw ' ] || fail "all: $(cat out err)"
# … and what comes over it
echo '30 1 0:50 / /srv rw - nfs4 10.0.0.5:/srv rw,vers=4.0,proto=rdma,addr=10.0.0.5' >root/proc/self/mountinfo
printf 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n%s\n' \
	'vlan9	0000000A	00000000	0001	0	0	0	00FFFFFF	0	0	0' >root/proc/net/route
modules --for /srv || fail "NFS over RDMA by software: $(cat err)"
[ "$(sort out | tr '\n' ' ')" = '8021q igb nfs nfsv4 rdma_rxe rpcrdma ' ] ||
	fail "NFS over RDMA by software: $(cat out err)"
rm root/proc/self/mountinfo
# an interface that bears its address
echo enx0a1b2c3d4e5f >root/sys/devices/virtual/infiniband/rxe0/parent
"$HWALIAS" --sysroot root snapshot my.snap 2>err
grep -q 0a1b2c3d4e5f my.snap && fail 'the address of an interface is recorded'
unknown rxe0 'on which interface rxe0 is'
exit $failed
