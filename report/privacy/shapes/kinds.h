/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_KINDS_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_KINDS_H

/* What is numbered. */
enum hw_private_kind {
	HW_PRIVATE_SERIAL,
	HW_PRIVATE_UUID,
	HW_PRIVATE_MAC,
	HW_PRIVATE_WWN,
	HW_PRIVATE_ID,
	/* of a user or a host, in a name that people gave */
	HW_PRIVATE_NAME,
	/* of a network, of mail */
	HW_PRIVATE_ADDRESS,
	HW_PRIVATE_COUNT,
};

#endif
