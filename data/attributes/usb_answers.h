/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ATTRIBUTES_USB_ANSWERS_H
#define HWALIAS_DATA_ATTRIBUTES_USB_ANSWERS_H

#include "data/base/arena.h"

/*
 * What a USB device of the live machine answers itself, where sysfs tells nothing of it:
 *
 *     languages       string descriptor 0: the languages of its strings
 *     manufacturer    in each language but the first, which the kernel reads
 *     product         (usb_get_langid(), drivers/usb/core/message.c)
 *     bos             Binary device Object Store; sysfs has it since Linux 6.9
 *     hub, port       status of a hub and of each of its ports
 *
 * Serial numbers are not asked for: sysfs has them in the first language.
 */

struct hw_usb_questions {
	bool bos;
	/* of a hub its ports, else 0 */
	unsigned ports;
	/* string descriptors must not be read at once: USB_QUIRK_STRING_FETCH_255,
	 * include/linux/usb/quirks.h */
	bool in_steps;
	/* bytes that say which string descriptor it is; 0: there is none */
	uint8_t manufacturer;
	uint8_t product;
	uint8_t serial;
};

enum hw_usb_asked {
	HW_USB_HUB,
	HW_USB_PORT,
	HW_USB_BOS,
	HW_USB_LANGUAGES,
	HW_USB_MANUFACTURER,
	HW_USB_PRODUCT,
	HW_USB_ASKED_COUNT
};

struct hw_usb_answer {
	enum hw_usb_asked asked;
	/* of a port its number, of a string its language */
	unsigned number;
	/* 0; -EPIPE: the device refuses (a stall); -ETIMEDOUT; -ENODEV: it is gone;
	 * -EBADMSG: what it answers is not what was asked for; -EIO */
	int error;
	/* as the device sent them, without what is behind the length that they say */
	struct hw_text bytes;
	struct hw_usb_answer *next;
};

struct hw_usb_answers {
	struct hw_usb_answer *first;
	struct hw_usb_answer **tail;
};

/* Adds an answer; copies the bytes. Errors: the arena's. */
void hw_usb_answer_add(struct hw_usb_answers *answers, struct hw_arena *arena,
		       const struct hw_usb_answer *answer);

/* The answer to a question, or NULL. */
const struct hw_usb_answer *hw_usb_answer_find(const struct hw_usb_answers *answers,
					       enum hw_usb_asked asked, unsigned number);

/* "read", "refused", "timeout", "gone", "malformed", "failed": stable words. */
const char *hw_usb_answer_status(int error);

/*
 * A text of lines that a recording holds, and back:
 *
 *     port 1 read 03050000
 *     bos 0 refused
 *
 * Lines that are malformed are left out. Lifetime: the arena's. Errors: the arena's.
 */
struct hw_text hw_usb_answers_text(const struct hw_usb_answers *answers,
				   struct hw_arena *arena);
void hw_usb_answers_parse(struct hw_text text, struct hw_arena *arena,
			  struct hw_usb_answers *ret);

#endif
