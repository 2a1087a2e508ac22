/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_PEERS_H
#define HWALIAS_CMD_SESSION_PEERS_H

#include "cmd/line/options.h"

/* Prints what lspci or lsusb would, for --lspci and --lsusb. */
enum hw_exit hw_peers_run(const struct hw_options *options);

#endif
