/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_FEED_H
#define HWALIAS_CMD_SESSION_FEED_H

#include "cmd/line/options.h"

/*
 * What a program that watches machines is told (report/feeds/feeds.h): all devices that
 * `check` looks at, unless options choose some, and of each what `check` would say.
 */
enum hw_exit hw_feed_run(const struct hw_options *options,
			 const struct hw_writer *writer);

#endif
