/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_COMMANDS_IOMMU_H
#define HWALIAS_CMD_COMMANDS_IOMMU_H

#include "cmd/line/options.h"

/* The devices by IOMMU group: `iommu` and `list --by iommu`. */
enum hw_exit hw_iommu_run(const struct hw_options *options, int argc, char **argv);

#endif
