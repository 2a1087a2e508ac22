/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_SIGNS_H
#define HWALIAS_REPORT_VERDICT_SIGNS_H

#include "data/modprobe/modprobe.h"
#include "report/record.h"
#include "report/verdict/evidence.h"

/* A module that a candidate needs, and the message that the kernel refused it. */
struct hw_refused_need {
	struct hw_text candidate;
	struct hw_text needed;
	const struct hw_log_record *record;
};

#define HW_REFUSED_NEEDS_MAX ((size_t)8)

/*
 * Signs that a device does not work although a driver is bound, or why none is bound.
 * Each costs a question to the machine, so they are looked for only where they can be and
 * only when asked: `check`, `show`. A sign that could not be looked for is absent.
 *
 * Lifetime: texts are the report's or the record's arena's.
 */
struct hw_signs {
	/* what the kernel log says of the device; the log itself, NULL when it could not
	 * be read */
	struct hw_device_log log;
	const struct hw_kernel_log *kernel_log;
	/* modules that candidates need and that the kernel refused */
	struct hw_refused_need needs[HW_REFUSED_NEEDS_MAX];
	size_t need_count;
	/* neither locking down nor a parameter asks for signatures now */
	bool takes_unsigned;
	/* "integrity", "confidentiality": the kernel takes only modules with a signature
	 * that it trusts; asked where a candidate is not of the kernel's own tree */
	struct hw_text lockdown;
	/* kernel.modules_disabled is 1 */
	bool modules_disabled;
	/* the bus's drivers_autoprobe, if it is 0: "/sys/bus/pci/drivers_autoprobe" */
	struct hw_text autoprobe_off;
	/* the word of the kernel command line that disables modules from the start */
	struct hw_text no_modules;
	/* what keeps a loaded driver from using the device: "nomodeset", "modeset=0"; and
	 * where it stands, NULL for a word of the kernel command line that is no option
	 */
	struct hw_text parameter;
	const struct hw_directive *parameter_at;
	/* words of the kernel command line: one by which drivers of any device may fail,
	 * "pci=nomsi"; one by which the initramfs does not load a candidate,
	 * "rd.driver.blacklist=nouveau"; and one that switches the IOMMU off */
	struct hw_text noted_parameter;
	struct hw_text not_in_initramfs;
	struct hw_text iommu_off;
	/* USB: why devices are not authorized: an option of usbcore, and whether USBGuard
	 * is set up */
	const struct hw_directive *locked_by;
	/* the attribute by which new devices are not, without such an option:
	 * "/sys/bus/usb/devices/usb1/authorized_default", and its value */
	struct hw_text locked_at;
	struct hw_text locked_value;
	bool has_usbguard;
	/* `options vfio-pci ids=` that names the device, which another driver has */
	const struct hw_directive *reserved_for_vfio;
	/* of such a device: a `softdep` line by which vfio-pci comes first already;
	 * vfio-pci is part of the kernel, or this kernel has none; and the driver that
	 * has the device is part of the kernel, or of no module that is known */
	const struct hw_directive *vfio_first;
	bool vfio_is_builtin;
	bool vfio_is_absent;
	bool driver_is_builtin;
	/* PCI: configuration space reads as ones; or it could be read, and does not */
	bool reads_ones;
	/* of such a device of a list: what lspci prints of that, "rev ff"; and nothing
	 * tells whether it is switched off */
	struct hw_text ones_printed;
	bool power_is_untold;
	bool answers;
	/* PCI Express: "8.0 GT/s x2", and what both ends of the link can; absent: they
	 * run as fast, or it cannot be told */
	struct hw_text link_now;
	struct hw_text link_could;
	/* errors that the kernel has counted, and that lost something */
	int64_t errors_fatal;
	int64_t errors_nonfatal;
	/* USB: at 480 Mb/s or less, and it can SuperSpeed; the speed, "480" */
	struct hw_text below_superspeed;
	/* a hub: the message that no device was recognised at one of its ports, which is
	 * empty */
	const struct hw_log_record *empty_port;
	/* USB: bConfigurationValue is empty */
	bool is_unconfigured;
	/* USB, an interface with a driver of its class: another configuration of the
	 * device, 0 is none, for which the maker's own driver is there */
	unsigned better_configuration;
	struct hw_text better_module;
	/* "rfkill0": a switch keeps the radio off */
	struct hw_text hard_blocked;
	/* what the bridge driver found behind the device and no driver has:
	 * "bcma:bcma0:1" */
	struct hw_text idle_core;
	/* the device has a network interface, a sound card …: its driver serves it */
	bool has_class_device;
	/* Thunderbolt: "ExampleCorp Dock TB3"; and the security level of its domain, if
	 * that one never lets PCI Express through: "usbonly" */
	struct hw_text own_name;
	struct hw_text barred_by;
	struct hw_text barred_at;
	/* firmware that the bound driver could not load and complained of, and whether it
	 * is there by now */
	struct hw_text failed_firmware;
	/* a module for the GPIO controller that the device's interrupt comes through, not
	 * loaded */
	struct hw_text pin_controller;
	/* a module that claims the device by another name of it than the one it exports:
	 * module, and that name */
	struct hw_text other_module;
	struct hw_text other_modalias;
	/* two candidates that nothing keeps away, one of the kernel's tree and one from
	 * outside, of which one has the device; NULL: there are none */
	const struct hw_candidate *own_rival;
	const struct hw_candidate *foreign_rival;
	/* the bound driver's module comes from outside the kernel's tree, and takes the
	 * place of one of the same name: "updates/dkms/x.ko", "kernel/…/x.ko" */
	struct hw_text replacing_file;
	struct hw_text replaced_file;
	/* a candidate that a file of a removed package keeps away, and the package */
	const struct hw_candidate *kept_away;
	struct hw_text removed_package;
	/* a module file that modules.dep does not list: "updates/iwlwifi.ko" */
	struct hw_text unlisted_file;
	/* by what the file says it claims the device */
	bool unlisted_claims;
	/* modules that claim neighbours of the device (report/signs/neighbours.h); the
	 * one to try, absent if it is not clear, its driver, and that driver's bus */
	struct hw_text neighbour_modules;
	struct hw_text neighbour_module;
	struct hw_text neighbour_driver;
	struct hw_text neighbour_bus;
};

/* What the signs are looked for by. */
struct hw_signs_of {
	/* NULL: a bus without a row */
	const struct hw_bus *bus;
	struct hw_text kind;
	struct hw_text name;
	enum hw_log_scope log_scope;
	/* "/sys/devices/…" */
	struct hw_text directory;
	/* absent: none is bound; and its module, which may be absent */
	struct hw_text driver;
	struct hw_text driver_module;
	uint32_t base_class;
	uint32_t sub_class;
	uint32_t vendor;
	uint32_t device;
	/* may be absent */
	struct hw_text uevent;
	/* what people call it; may be absent */
	struct hw_text device_name;
	const struct hw_candidate *candidates;
	size_t candidate_count;
	/* it is of a kind that is missed when it has no driver */
	bool is_missed;
	/* its attribute authorized is 0 */
	bool not_authorized;
};

#endif
