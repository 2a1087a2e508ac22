// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/log/log.h"

/*
 * A row a message. To add one: a row here with the function that prints it, and a line in
 * tests/unit/decoders/log/log.c. Rows are tried in order; the first that fits counts.
 */
/* clang-format off */
const struct hw_log_pattern hw_log_patterns[] = {
	/* start_kernel(), init/main.c: linux_banner */
	{.event = HW_LOG_BOOT, .subject = HW_LOG_NONE, .text = "Linux version {words}"},
	/* pci_setup_device(), drivers/pci/probe.c */
	{.event = HW_LOG_PCI_NEW, .subject = HW_LOG_DEVICE, .text = ": [{id}:{words}] type "},

	/* call_driver_probe(), drivers/base/dd.c, since 6.11 and before */
	{.event = HW_LOG_PROBE_FAILED, .subject = HW_LOG_DEVICE,
	 .text = ": probe with driver {driver} failed with error {error}"},
	{.event = HW_LOG_PROBE_FAILED, .subject = HW_LOG_DRIVER,
	 .text = ": probe of {device} failed with error {error}"},
	/* amdgpu_driver_load_kms(), drivers/gpu/drm/amd/amdgpu/amdgpu_kms.c, with dev_fmt() of
	 * amdgpu.h and without; radeon_driver_load_kms(); panfrost_probe(). What the driver core
	 * says of it comes next, but not of -ENODEV */
	{.event = HW_LOG_PROBE_FAILED, .subject = HW_LOG_DEVICE,
	 .text = ": Fatal error during GPU init"},
	{.event = HW_LOG_PROBE_FAILED, .subject = HW_LOG_DEVICE,
	 .text = ": amdgpu: Fatal error during GPU init"},
	/* deferred_probe_timeout_work_func(), drivers/base/dd.c */
	{.event = HW_LOG_PROBE_DEFERRED, .subject = HW_LOG_DEVICE,
	 .text = ": deferred probe pending: {words}"},
	{.event = HW_LOG_PROBE_DEFERRED, .subject = HW_LOG_DEVICE,
	 .text = ": deferred probe pending"},

	/* _request_firmware(), drivers/base/firmware_loader/main.c; then Debian's own words,
	 * debian/patches/debian/firmware_class-log-every-success-and-failure.patch */
	{.event = HW_LOG_FIRMWARE_FAILED, .subject = HW_LOG_DEVICE,
	 .text = ": Direct firmware load for {file} failed with error {error}"},
	{.event = HW_LOG_FIRMWARE_FAILED, .subject = HW_LOG_DEVICE,
	 .text = ": firmware: failed to load {file} ({error})"},
	{.event = HW_LOG_FIRMWARE_LOADED, .subject = HW_LOG_DEVICE,
	 .text = ": firmware: direct-loading firmware {file}"},
	/* fw_get_filesystem_firmware(), the same file; 6.1 and later, with dynamic debug */
	{.event = HW_LOG_FIRMWARE_LOADED, .subject = HW_LOG_DEVICE,
	 .text = ": Loading firmware from {file}"},
	/* iwl_req_fw_callback(), drivers/net/wireless/intel/iwlwifi/iwl-drv.c */
	{.event = HW_LOG_FIRMWARE_LOADED, .subject = HW_LOG_DEVICE,
	 .text = ": loaded firmware version {words}"},

	/* btintel_boot_wait(), drivers/bluetooth/btintel.c; rtl_read_rom_version() … of
	 * btrtl.c, after the firmware runs */
	{.event = HW_LOG_FIRMWARE_LOADED, .subject = HW_LOG_DEVICE,
	 .text = ": Device booted in {number} usecs"},
	{.event = HW_LOG_FIRMWARE_LOADED, .subject = HW_LOG_DEVICE,
	 .text = ": RTL: fw version {words}"},
	/* iwl_req_fw_callback(), the same file: none of the versions asked for */
	{.event = HW_LOG_FIRMWARE_UNSUITABLE, .subject = HW_LOG_DEVICE,
	 .text = ": no suitable firmware found!"},
	{.event = HW_LOG_FIRMWARE_MINIMUM, .subject = HW_LOG_DEVICE,
	 .text = ": minimum version required: {file}"},

	/* module_sig_check(), kernel/module/signing.c: no word of which module */
	{.event = HW_LOG_SIGNATURE_REJECTED, .subject = HW_LOG_NONE,
	 .text = "Loading of module with unavailable key is rejected"},
	{.event = HW_LOG_SIGNATURE_REJECTED, .subject = HW_LOG_NONE,
	 .text = "Loading of unsigned module is rejected"},
	{.event = HW_LOG_SIGNATURE_REJECTED, .subject = HW_LOG_NONE,
	 .text = "Loading of module with unsupported crypto is rejected"},
	/* lockdown_is_locked_down(), lock_kernel_down(), security/lockdown/lockdown.c */
	{.event = HW_LOG_MODULE_LOCKED_DOWN, .subject = HW_LOG_NONE,
	 .text = "Lockdown: {program}: unsigned module loading is restricted; see man kernel_lockdown.7"},
	{.event = HW_LOG_MODULE_LOCKED_DOWN, .subject = HW_LOG_NONE,
	 .text = "Lockdown: {program}: Loading of unsigned module is restricted; see man kernel_lockdown.7"},
	{.event = HW_LOG_LOCKED_DOWN, .subject = HW_LOG_NONE,
	 .text = "Kernel is locked down from {words}; see man kernel_lockdown.7"},
	/* check_modinfo(), simplify_symbols(), kernel/module/main.c; check_version(),
	 * kernel/module/version.c */
	{.event = HW_LOG_VERSION_MAGIC, .subject = HW_LOG_MODULE,
	 .text = ": version magic '{version}' should be '{words}'"},
	{.event = HW_LOG_SYMBOL_VERSION, .subject = HW_LOG_MODULE,
	 .text = ": disagrees about version of symbol {symbol}"},
	{.event = HW_LOG_UNKNOWN_SYMBOL, .subject = HW_LOG_MODULE,
	 .text = ": Unknown symbol {symbol} (err {error})"},
	/* check_modinfo(), load_module(), kernel/module/main.c: after the checks of signature
	 * and version magic, before symbols are resolved */
	{.event = HW_LOG_MODULE_TAKEN, .subject = HW_LOG_MODULE,
	 .text = ": loading out-of-tree module taints kernel"},
	{.event = HW_LOG_MODULE_TAKEN, .subject = HW_LOG_MODULE,
	 .text = ": module verification failed: signature and/or required key missing"},
	{.event = HW_LOG_MODULE_TAKEN, .subject = HW_LOG_MODULE,
	 .text = ": module license '{words}' taints kernel"},

	/* i915_pci_probe(), drivers/gpu/drm/i915/i915_pci.c, and xe_pci_probe(),
	 * drivers/gpu/drm/xe/xe_pci.c; the message goes on in further lines */
	{.event = HW_LOG_FORCE_PROBE, .subject = HW_LOG_DEVICE,
	 .text = ": Your graphics device {id} is not properly supported by {words} in this"},
	{.event = HW_LOG_FORCE_PROBE, .subject = HW_LOG_DEVICE,
	 .text = ": Your graphics device {id} is not officially supported"},

	/* NVIDIA's driver, Xid 79 of its "XID Errors" manual */
	{.event = HW_LOG_OFF_THE_BUS, .subject = HW_LOG_NONE,
	 .text = "NVRM: Xid (PCI:{device}): 79, {words}GPU has fallen off the bus"},
	{.event = HW_LOG_OFF_THE_BUS, .subject = HW_LOG_NONE,
	 .text = "NVRM: GPU {device}: GPU has fallen off the bus"},
	/* the same driver: what follows in further lines is "is not supported by …" or
	 * "requires use of the NVIDIA open kernel modules" */
	{.event = HW_LOG_NOT_SUPPORTED, .subject = HW_LOG_NONE,
	 .text = "NVRM: The NVIDIA GPU {device} (PCI ID: "},
	/* the same driver at its start, in three messages: "NVRM: The NVIDIA GPU 0000:01:00.0",
	 * "NVRM: (PCI ID: 10de:24dd) installed in this system has", and */
	{.event = HW_LOG_NAMED, .subject = HW_LOG_NONE,
	 .text = "NVRM: The NVIDIA GPU {device}"},
	{.event = HW_LOG_OFF_THE_BUS, .subject = HW_LOG_NONE,
	 .text = "NVRM: fallen off the bus and is not responding to commands"},
	/* nvme_dev_disable() … nvme_warn_reset(), nvme_setup_io_queues(),
	 * drivers/nvme/host/pci.c: all registers read as ones, and that it came back */
	{.event = HW_LOG_OFF_THE_BUS, .subject = HW_LOG_DEVICE,
	 .text = ": controller is down; will reset: CSTS=0xffffffff"},
	{.event = HW_LOG_WORKS, .subject = HW_LOG_DEVICE,
	 .text = ": {number}/{words} default/read/poll queues"},
	/* usb_hc_died(), drivers/usb/core/hcd.c; xhci_hc_died(), drivers/usb/host/
	 * xhci-ring.c; usb_add_hcd() with the description of each driver */
	{.event = HW_LOG_CONTROLLER_DIED, .subject = HW_LOG_DEVICE,
	 .text = ": HC died; cleaning up"},
	{.event = HW_LOG_CONTROLLER_DIED, .subject = HW_LOG_DEVICE,
	 .text = ": xHCI host controller not responding, assume dead"},
	/* dev_change_name(), net/core/dev.c, whose "device" is the interface; component_bind()'s
	 * callers in sound/hda/hdac_component.c and drivers/gpu/drm; drm_dev_register(),
	 * drivers/gpu/drm/drm_drv.c */
	{.event = HW_LOG_WORKS, .subject = HW_LOG_DEVICE, .text = ": renamed from {words}"},
	{.event = HW_LOG_WORKS, .subject = HW_LOG_DEVICE, .text = ": bound {words} (ops "},
	{.event = HW_LOG_WORKS, .subject = HW_LOG_NONE,
	 .text = "[drm] Initialized {driver} {words} for {device} on minor {number}"},
	{.event = HW_LOG_WORKS, .subject = HW_LOG_DEVICE, .text = ": xHCI Host Controller"},
	{.event = HW_LOG_WORKS, .subject = HW_LOG_DEVICE, .text = ": EHCI Host Controller"},
	/* pci_power_up(), pci_set_low_power_state(), drivers/pci/pci.c */
	{.event = HW_LOG_UNREACHABLE, .subject = HW_LOG_DEVICE,
	 .text = ": Unable to change power state from {words}, device inaccessible"},

	/* i2c_hid_init_irq(), drivers/hid/i2c-hid/i2c-hid-core.c; before 5.18 in
	 * i2c_hid_probe() */
	{.event = HW_LOG_NO_INTERRUPT, .subject = HW_LOG_DEVICE,
	 .text = ": HID over i2c has not been provided an Int IRQ"},

	/* hub_port_init(), hub_port_connect(), usb_disconnect(), check_highspeed(),
	 * hub_port_connect_change(), drivers/usb/core/hub.c */
	{.event = HW_LOG_USB_NEW, .subject = HW_LOG_DEVICE,
	 .text = ": new {words} USB device number {number} using "},
	{.event = HW_LOG_USB_GONE, .subject = HW_LOG_DEVICE,
	 .text = ": USB disconnect, device number {number}"},
	{.event = HW_LOG_USB_SLOW, .subject = HW_LOG_DEVICE,
	 .text = ": not running at top speed; connect to a {words} hub"},
	{.event = HW_LOG_USB_OVER_CURRENT, .subject = HW_LOG_DEVICE,
	 .text = ": over-current condition"},
	{.event = HW_LOG_USB_NO_ADDRESS, .subject = HW_LOG_DEVICE,
	 .text = ": device not accepting address {number}, error {error}"},
	{.event = HW_LOG_USB_NOT_ENUMERATED, .subject = HW_LOG_DEVICE,
	 .text = ": unable to enumerate USB device"},
	/* usb_generic_driver_probe(), usb_choose_configuration(), drivers/usb/core/generic.c */
	{.event = HW_LOG_USB_SET_CONFIGURATION, .subject = HW_LOG_DEVICE,
	 .text = ": can't set config #{number}, error {error}"},
	{.event = HW_LOG_USB_NO_CONFIGURATION, .subject = HW_LOG_DEVICE,
	 .text = ": no configuration chosen from {number} choice"},
	{.event = HW_LOG_USB_POWER_BUDGET, .subject = HW_LOG_DEVICE,
	 .text = ": rejected {number} configuration"},
	/* proc_setconfig(), drivers/usb/core/devio.c */
	{.event = HW_LOG_USB_CLAIMED, .subject = HW_LOG_DEVICE,
	 .text = ": usbfs: interface {number} claimed by {module} while '{program}' sets config #"},
	{.text = NULL},
};
/* clang-format on */
