// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/feeds/feeds.h"
#include "report/output/output.h"

/* Labels of a node, for Kubernetes' node-feature-discovery. */
const struct hw_output_format hw_output_nfd = {
	.name = "nfd",
	.is_feed = true,
	.devices = &hw_writer_nfd,
};
