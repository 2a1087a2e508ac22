// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/feeds/feeds.h"
#include "report/output/output.h"

/* A bill of materials, for inventories and audits. */
const struct hw_output_format hw_output_cyclonedx = {
	.name = "cyclonedx",
	.is_feed = true,
	.devices = &hw_writer_cyclonedx,
	.wants_host = true,
};
