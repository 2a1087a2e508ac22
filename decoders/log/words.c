// SPDX-License-Identifier: GPL-2.0-or-later
/* What documents call an event, and what the number of an error means. */
#include "decoders/log/log.h"

const char *hw_log_event_code(enum hw_log_event event)
{
	static const char *const codes[HW_LOG_EVENT_COUNT] = {
		[HW_LOG_BOOT] = "boot",
		[HW_LOG_PCI_NEW] = "pci-new",
		[HW_LOG_PROBE_FAILED] = "probe-failed",
		[HW_LOG_PROBE_DEFERRED] = "probe-deferred",
		[HW_LOG_FIRMWARE_FAILED] = "firmware-failed",
		[HW_LOG_FIRMWARE_LOADED] = "firmware-loaded",
		[HW_LOG_SIGNATURE_REJECTED] = "signature-rejected",
		[HW_LOG_LOCKED_DOWN] = "locked-down",
		[HW_LOG_MODULE_LOCKED_DOWN] = "module-locked-down",
		[HW_LOG_VERSION_MAGIC] = "version-magic",
		[HW_LOG_SYMBOL_VERSION] = "symbol-version",
		[HW_LOG_UNKNOWN_SYMBOL] = "unknown-symbol",
		[HW_LOG_MODULE_TAKEN] = "module-taken",
		[HW_LOG_FORCE_PROBE] = "force-probe",
		[HW_LOG_OFF_THE_BUS] = "off-the-bus",
		[HW_LOG_UNREACHABLE] = "unreachable",
		[HW_LOG_NO_INTERRUPT] = "no-interrupt",
		[HW_LOG_USB_NEW] = "usb-new",
		[HW_LOG_USB_GONE] = "usb-gone",
		[HW_LOG_USB_SET_CONFIGURATION] = "usb-set-configuration",
		[HW_LOG_USB_NO_CONFIGURATION] = "usb-no-configuration",
		[HW_LOG_USB_POWER_BUDGET] = "usb-power-budget",
		[HW_LOG_USB_SLOW] = "usb-slow",
		[HW_LOG_USB_OVER_CURRENT] = "usb-over-current",
		[HW_LOG_USB_NO_ADDRESS] = "usb-no-address",
		[HW_LOG_USB_NOT_ENUMERATED] = "usb-not-enumerated",
		[HW_LOG_USB_CLAIMED] = "usb-claimed",
		[HW_LOG_WORKS] = "works",
		[HW_LOG_CONTROLLER_DIED] = "controller-died",
		[HW_LOG_NAMED] = "named",
		[HW_LOG_NOT_SUPPORTED] = "not-supported",
		[HW_LOG_FIRMWARE_UNSUITABLE] = "firmware-unsuitable",
		[HW_LOG_FIRMWARE_MINIMUM] = "firmware-minimum",
	};

	return codes[event];
}

static const struct {
	int error;
	char name[13];
	char meaning[58];
} errors[] = {
	{1, "EPERM", "not permitted"},
	{2, "ENOENT", "not found"},
	{5, "EIO", "input/output error"},
	{6, "ENXIO", "no such device or address"},
	{11, "EAGAIN", "try again"},
	{12, "ENOMEM", "out of memory"},
	{16, "EBUSY", "device or resource busy"},
	{19, "ENODEV", "no such device"},
	{22, "EINVAL", "invalid argument"},
	{28, "ENOSPC", "no space left: bandwidth, interrupts or addresses ran out"},
	{32, "EPIPE", "the endpoint stalled"},
	{34, "ERANGE", "out of range"},
	{61, "ENODATA", "no data available"},
	{62, "ETIME", "no answer before the bus turned around"},
	{71, "EPROTO", "protocol error on the wire"},
	{75, "EOVERFLOW", "the device sent more than was asked for"},
	{84, "EILSEQ", "checksum error on the wire"},
	{95, "EOPNOTSUPP", "not supported"},
	{108, "ESHUTDOWN", "the device or its controller was switched off"},
	{110, "ETIMEDOUT", "timed out"},
	{112, "EHOSTDOWN", "the host is down"},
	{121, "EREMOTEIO", "remote input/output error"},
	{126, "ENOKEY", "required key not available"},
	{129, "EKEYREJECTED", "key was rejected"},
	{517, "EPROBE_DEFER", "put off until a supplier is there"},
	{524, "ENOTSUPP", "not supported"},
};

static size_t index_of(int error)
{
	size_t i = 0;

	while (i < HW_ARRAY_SIZE(errors) && errors[i].error != -error &&
	       errors[i].error != error)
		i++;
	return i;
}

const char *hw_log_error_meaning(int error)
{
	size_t i = index_of(error);

	return i < HW_ARRAY_SIZE(errors) ? errors[i].meaning : NULL;
}

const char *hw_log_error_name(int error)
{
	size_t i = index_of(error);

	return i < HW_ARRAY_SIZE(errors) ? errors[i].name : NULL;
}
