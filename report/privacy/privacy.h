/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_PRIVACY_H
#define HWALIAS_REPORT_PRIVACY_PRIVACY_H

#include "data/base/text_index.h"
#include "data/base/text_set.h"
#include "report/level.h"
#include "report/privacy/names/own_forms.h"
#include "report/privacy/shapes/kinds.h"
#include "report/privacy/texts/free_text.h"
#include "report/writer.h"

// clang-format off
/*
 * What a report may show, by its level (report/level.h). Below "full" the final record is
 * filtered here, by the type of its parts. A value that identifies a machine becomes a word
 * for its kind with a number, the same one for the same value, in the order in which the
 * machine's devices have them, whatever a report selects:
 *
 *     what                                    becomes
 *     names that identify a machine (enum hw_identity of decoders/bus.h):
 *       vmbus  UUID; of a network card its MAC  vmbus:uuid-1
 *       mdev   UUID chosen by the administrator mdev:uuid-2
 *       w1     serial number of the chip        w1:28-serial-3
 *       i3c    id that its maker gave           i3c:0-id-1
 *       fc, sas port names                      wwn-1
 *     the same as a component of a path       the same
 *     serial number of a USB device, of a     serial-4
 *       PCI capability, of a disk
 *     hardware address of what a device       mac-1
 *       provides, also in its name            enxmac-1
 *     one in what it or the firmware says     Adapter-mac-2
 *       of itself
 *     likewise serial numbers, addresses of   Widget S/N: serial-2  Printer at address-1
 *       networks and mail, names of hosts     DESKTOP-name-3
 *       (report/privacy/names/own_forms.h)
 *     a Bluetooth device's own name,          absent
 *       often "Alice's Keyboard", and uevent;
 *       that of a computer on Thunderbolt
 *       and of what programs make
 *     a radio that was renamed, ieee80211     name-1
 *     what of an interface's name no driver,  br-name-2
 *       udev or program would call it
 *     the owner in a device's own name        withheld's iPhone
 *     an address, a UUID, a WWN in it         Adapter-mac-1
 *     where a disk is mounted, below /home,   /media/withheld
 *       /media, /srv, /data …: all but what
 *       systems and packages make; /alice     /withheld
 *     home directory in a path, /home/alice   ~
 *     what quoted text tells                  report/privacy/texts/free_text.h
 *
 * A recording has such words in the place of the values: they are printed as they are, and
 * at a higher level than it was made at they are absent. What is joined with it is
 * filtered as that of a machine, with higher numbers.
 */
// clang-format on

/* The attribute of a class device that has the identity, in one of two places, and what
 * it is numbered with. By enum hw_provided_identity. */
struct hw_identity_source {
	/* JSON key */
	const char *key;
	/* below the directory of the class device */
	const char *files[2];
	enum hw_private_kind kind;
};

extern const struct hw_identity_source hw_provided_identities[HW_PROVIDED_IDENTITIES];

/* The kind of a file of sysfs or proc that has such a value, by its name; false: it is
 * none. */
bool hw_privacy_kind_of_file(struct hw_text name, enum hw_private_kind *ret);

/*
 * The names withheld, with their numbers. A struct that is zeroed but for its levels is
 * valid. `number_all`, if it is set, is called before the first name gets a number: it
 * passes all devices of the machine to hw_privacy_number(), so that a name has the same
 * number in every report. `number_texts`, if it is set, is called before the first
 * address gets one that a text alone has: it passes all texts of the machine to
 * hw_privacy_number_text(). Few machines have such a text, and only they are read for it.
 * `firmware_has_own`, if it is set, is asked whether one of the texts that the firmware
 * joins has something of its own (hw_privacy_has_own()).
 */
struct hw_privacy {
	enum hw_privacy_level level;
	/* of what the machine's root has: of a recording, the one that it was made at */
	enum hw_privacy_level level_of_source;
	/* something is joined with a recording that has not been filtered: the level of
	 * the source is then "full", and this is that of the recording, whose words for
	 * values stay as they are */
	bool is_mixed;
	enum hw_privacy_level level_of_recording;
	/* the highest number that the recording has of a kind; others get higher ones */
	size_t recorded[HW_PRIVATE_COUNT];
	struct hw_arena arena;
	/* whose names devices may bear; NULL: nobody's */
	const struct hw_private_words *words;
	/* their numbers */
	struct hw_text_index numbers[HW_PRIVATE_COUNT];
	/* all of them that were met, but for those that texts alone have */
	struct hw_text_set values;
	struct hw_text_set of_texts;
	/* what texts have, whichever were read */
	struct hw_text_set read;
	void (*number_all)(void *arg);
	void (*number_texts)(void *arg);
	bool (*firmware_has_own)(void *arg);
	void *arg;
	bool is_numbered;
	bool has_numbered_texts;
	bool has_numbered_overrides;
};

void hw_privacy_done(struct hw_privacy *privacy);

/* What is free of private values already, or is to show them: nothing is to be changed.
 */
static inline bool hw_privacy_is_off(const struct hw_privacy *privacy)
{
	return privacy->level == HW_PRIVACY_FULL;
}

/* What is withheld of all that the source has: at a higher level than this one something
 * is absent. */
enum hw_privacy_level hw_privacy_level_recorded(const struct hw_privacy *privacy);

/* Changes the record in place. Lifetime of new texts: the arena's. Errors: -ENOMEM. */
int hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *record,
		     struct hw_arena *arena);

/* Gives the names that would be withheld of a device their numbers. */
void hw_privacy_number(struct hw_privacy *privacy, const struct hw_device *device);

/* The same of what would be withheld of a text that a device or the firmware has of its
 * own. */
void hw_privacy_number_text(struct hw_privacy *privacy, struct hw_text text,
			    enum hw_own_text what);

/*
 * What stands for a serial number, an address … in a report; absent if there is none, or
 * if the source has only what stands for it, and the level is higher. Lifetime: the
 * value's or the arena's. Errors: the arena's.
 */
struct hw_text hw_privacy_value(struct hw_privacy *privacy, enum hw_private_kind kind,
				struct hw_text value, struct hw_arena *arena);

/* A text without the values that have a number so far, of 5 bytes and more, but for those
 * that are placeholders or words, or that texts alone have. Lifetime: the text's or the
 * arena's. Errors: the arena's. */
struct hw_text hw_privacy_text(struct hw_privacy *privacy, struct hw_text text,
			       struct hw_arena *arena);

/* What a device calls itself, or its version, without hardware addresses, UUIDs, World
 * Wide Names and what its form tells (report/privacy/names/own_forms.h), or that of a
 * text that was read before. Lifetime: the text's or the arena's. Errors: the arena's. */
struct hw_text hw_privacy_own(struct hw_privacy *privacy, struct hw_text text,
			      enum hw_own_text what, struct hw_arena *arena);

/* Reads all texts where a word of this one may be a number that another introduces: which
 * are known may not depend on what was met. Not for texts that most machines have and in
 * which such a word is a model, as the firmware's and those of disks are. */
void hw_privacy_read_texts(struct hw_privacy *privacy, struct hw_text text);

/* Whether that would withhold something of the text. */
bool hw_privacy_has_own(const struct hw_privacy *privacy, struct hw_text text,
			enum hw_own_text what);

/* The same of a text in which values follow each other without a separator,
 * "dmi:…:pnBox525400A1B2C3:". */
struct hw_text hw_privacy_joined(struct hw_privacy *privacy, struct hw_text text,
				 struct hw_arena *arena);

/* A name that people may have given, hw_name_may_be_given(), without addresses, users and
 * the host. */
struct hw_text hw_privacy_given_name(struct hw_privacy *privacy, struct hw_text class,
				     struct hw_text name, struct hw_arena *arena);

/* A path below the root, or a link's target, without them. Lifetime: that of `path` or
 * the arena's. Errors: the arena's. */
struct hw_text hw_privacy_path(struct hw_privacy *privacy, struct hw_text path,
			       struct hw_arena *arena);

/* Whether people give such a device its name: the record is of one on Bluetooth, of
 * another computer, or of what a program made. */
bool hw_privacy_is_named_by_people(const struct hw_record *record);

/* The same for the paths that a report's head and its warnings name, and for what the
 * warnings quote. `words` may be NULL. */
void hw_privacy_apply_head(struct hw_report_head *head,
			   const struct hw_private_words *words, struct hw_arena *arena);
void hw_privacy_apply_warnings(struct hw_warnings *warnings,
			       const struct hw_private_words *words);

/* A path or name that the user typed, for a document that others get: without what others
 * are not to know of him and the machine. Lifetime: the text's or the arena's. */
struct hw_text hw_privacy_typed(const struct hw_privacy *privacy, struct hw_text typed,
				struct hw_arena *arena);

/* A mount point: names of people and of their disks are in "/media/alice/HOLIDAYS", and
 * those of users and the host in others. Of its own result, that; the point itself, if it
 * has none. Lifetime: the point's or the arena's. */
struct hw_text hw_privacy_mount(const struct hw_privacy *privacy, struct hw_text point,
				struct hw_arena *arena);

#endif
