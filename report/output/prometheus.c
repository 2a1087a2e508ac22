// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/feeds/feeds.h"
#include "report/output/output.h"

/* For the textfile collector of Prometheus' node_exporter. */
const struct hw_output_format hw_output_prometheus = {
	.name = "prometheus",
	.is_feed = true,
	.devices = &hw_writer_prometheus,
	.wants_host = true,
};
