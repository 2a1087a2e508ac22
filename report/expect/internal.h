/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_EXPECT_INTERNAL_H
#define HWALIAS_REPORT_EXPECT_INTERNAL_H

#include "report/expect/expect.h"

/* Chains the parts below their wholes, once: hw_expect_device.part. Errors: -ENOMEM. */
int hw_expect_find_parts(struct hw_expect *expect);

#endif
