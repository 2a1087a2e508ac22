/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_TEXTS_FREE_TEXT_H
#define HWALIAS_REPORT_PRIVACY_TEXTS_FREE_TEXT_H

#include "data/ids/ids.h"
#include "report/privacy/secrets/known_secrets.h"
#include "report/privacy/secrets/withheld.h"
#include "report/privacy/texts/shown_files.h"

// clang-format off
/*
 * Text that users and administrators wrote and that a report quotes: directives, the
 * kernel command line, paths. What tells one person or machine from others is replaced:
 *
 *     home directory          /home/alice/x  /root/x     ~/x
 *     the same, copied        /mnt/x/home/alice/y        /mnt/x/home/withheld/y
 *     places that people name report/privacy/shapes/places.h
 *     host name               whole words of it          withheld
 *     identifiers, addresses  report/privacy/shapes/shapes.h
 *     names of users          whole words of it          withheld
 *     values of secrets       report/privacy/shapes/keys.h
 *     arguments of commands   report/privacy/shapes/arguments.h
 *     this machine's serials  CN8374XYZ  525400123456    withheld
 *
 * The kernel command line: parameter_text.h; modprobe.d: directive_text.h.
 */
// clang-format on

/* What no shape tells; each may be absent. */
struct hw_private_words {
	/* the text is to be shown as it is */
	bool shows_all;
	/* the user's home directory, without a slash at its end */
	struct hw_text home;
	/* who called sudo(8) */
	struct hw_text login;
	/* the machine's name */
	struct hw_text host;
	/* a directive of modprobe.d or the command line has it, and no module is called
	 * so: it is withheld in them */
	bool host_is_no_module;
	/* the names of those who log in to it */
	const struct hw_text *users;
	size_t user_count;
	/* a user's name that is a word of these is not meant by what devices say; NULL:
	 * there is none */
	const struct hw_ids *databases[2];
	/* the text is a command: 12 hexadecimal digits are an address, also without a
	 * letter */
	bool is_command;
	/* serial numbers and addresses of this machine */
	struct hw_known_secrets *known;
	/* where what texts lose is noted, or NULL */
	struct hw_withheld *withheld;
	/* the files of modprobe.d, or NULL */
	const struct hw_shown_files *files;
};

/* A shorter name of a host is part of many a word; one of this length is a word of many
 * a text, unless it has a digit, or is found in no other source. */
#define HW_HOST_NAME_MIN ((size_t)3)

/* "web1" of the name "web1.example.org"; absent: it has no domain, or is too short.
 * Lifetime: the name's. */
struct hw_text hw_free_text_host_alone(struct hw_text host);

/* The words of $HOME, which may be NULL, and what a service has there instead. */
struct hw_private_words hw_private_words_of(const char *home);

/*
 * The text without them, or `text` itself if there are none. `words` may be NULL.
 * Lifetime: that of `text` or the arena's. Errors: the arena has failed, and the text is
 * absent.
 */
struct hw_text hw_free_text_public(struct hw_text text,
				   const struct hw_private_words *words,
				   struct hw_arena *arena);

/*
 * What a device calls itself without the person that it was named after: "Joe's iPhone"
 * and "iPhone von Joe" become "withheld's iPhone" and "iPhone von withheld"; and without
 * what hw_free_text_own() takes out. Lifetime, errors: likewise.
 */
struct hw_text hw_free_text_owner(struct hw_text name,
				  const struct hw_private_words *words,
				  struct hw_arena *arena);

/*
 * What firmware, devices and drivers have in texts of their own, a model, a label:
 * without the users, the host's name and the numbers of `words`, which may be NULL; names
 * of 8 letters and more are found in longer words, too. Users and hosts that are a word
 * of its databases are not meant. Lifetime, errors: likewise.
 */
struct hw_text hw_free_text_own(struct hw_text text, const struct hw_private_words *words,
				struct hw_arena *arena);

/* The length of such a name or number at `at` of a name that people gave, which may be
 * joined to others if it is long; 0: there is none. */
size_t hw_free_text_owner_at(struct hw_text text, size_t at,
			     const struct hw_private_words *words);

/*
 * The same of a text in which values follow each other without a separator,
 * "dmi:bvnLENOVO:…:pnHPZ25CG91340ZK:": names of hosts and numbers of 8 letters and digits
 * and more, wherever they are. Lifetime, errors: likewise.
 */
struct hw_text hw_free_text_joined(struct hw_text text,
				   const struct hw_private_words *words,
				   struct hw_arena *arena);

/* The same of a path: the home directory, and the names of the host and of users. */
struct hw_text hw_free_text_path(struct hw_text path,
				 const struct hw_private_words *words,
				 struct hw_arena *arena);

/* The same of the name of a file that people chose, without what hw_free_text_public()
 * takes out of a text, either. */
struct hw_text hw_free_text_file(struct hw_text path,
				 const struct hw_private_words *words,
				 struct hw_arena *arena);

#endif
