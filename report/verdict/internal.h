/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_INTERNAL_H
#define HWALIAS_REPORT_VERDICT_INTERNAL_H

#include "data/base/arena.h"
#include "report/verdict/findings.h"
#include "report/verdict/shell_quote.h"
#include "report/verdict/verdict.h"

/* --- The case, in case.c --- */

/* How far one candidate is from driving the device. */
enum hw_readiness {
	/* loaded or built in: it had its chance */
	HW_READY_LOADED,
	HW_READY_LOADABLE,
	/* not loaded; whether its file is there is not known */
	HW_READY_FILE_UNKNOWN,
	HW_READY_UNKNOWN,
	HW_READY_BLOCKED,
	HW_READY_MISSING,
	HW_READY_COUNT
};

/* Most modules that a sentence names; more are counted. */
#define HW_SAID_MAX ((size_t)8)

/* Most pieces of evidence of a verdict; more are left out. */
#define HW_EVIDENCE_MAX 8

/* What is under judgement: a device, and then all but `change` and `machine` is set; a
 * device under another kernel, `change` alone; or the machine, `machine` alone. */
struct hw_case {
	const struct hw_facts *facts;
	const struct hw_kernel_change *change;
	const struct hw_machine_facts *machine;
	struct hw_arena *arena;
	/* the first candidate of each readiness, or NULL; optional ones only where there
	 * are no others */
	const struct hw_candidate *first[HW_READY_COUNT];
	bool only_optional;
	/* all candidates are weak: none of them counts */
	bool only_weak;
	/* the candidate that the reason is about; set by holds() */
	const struct hw_candidate *candidate;
	/* the message that the reason is about, likewise */
	const struct hw_log_record *message;
	/* the module that such a message refuses */
	struct hw_text refused;
	struct hw_evidence evidence[HW_EVIDENCE_MAX];
	size_t evidence_count;
};

enum hw_readiness hw_candidate_readiness(const struct hw_candidate *candidate);

/* A driver is bound; and the signs of such a device, NULL of others or if nobody looked.
 */
bool hw_case_is_bound(const struct hw_case *c);
const struct hw_signs *hw_case_bound_signs(const struct hw_case *c);

/* The bound driver's module among the candidates, or NULL. */
const struct hw_candidate *hw_case_bound_candidate(const struct hw_case *c);

/* --- Evidence, in case.c --- */

void hw_case_add_evidence(struct hw_case *c, const struct hw_evidence *evidence);
/* c->message */
void hw_case_add_message(struct hw_case *c);
/* Of each event the message that counts, in this order; c->message is the last one's. */
void hw_case_add_messages(struct hw_case *c, const enum hw_log_event *events, size_t n);
/* The blockers of c->candidate. */
void hw_case_add_blockers(struct hw_case *c);
/* The blocker of c->candidate, and the removed package that left it behind. */
void hw_case_add_left_over(struct hw_case *c);
/* "NAME = VALUE" of the device's directory. */
void hw_case_add_attribute(struct hw_case *c, const char *name, const char *value);
/* A line of modprobe's configuration. */
void hw_case_add_directive(struct hw_case *c, const struct hw_directive *directive);

/* The newest message of an event that counts for the device; NULL: none, or the log was
 * not read. */
const struct hw_log_record *hw_case_message(const struct hw_case *c,
					    enum hw_log_event event);

/* " The kernel command line has pci=nomsi, …": what may make any driver fail; and what
 * keeps the candidate out of the initramfs. */
struct hw_text hw_say_parameters(const struct hw_case *c);
void hw_case_add_parameters(struct hw_case *c);

/* What keeps USB devices from being authorized: " The option … says so.", and what to do
 * about it; empty: not known. */
struct hw_text hw_say_lock(const struct hw_case *c);
struct hw_text hw_advice_lock(const struct hw_case *c);
void hw_case_add_lock(struct hw_case *c);

/* The driver that the message is of; absent: it names none. */
struct hw_text hw_driver_of_message(const struct hw_log_message *m);

/* "the message says": ": timed out (-110)" of its error; empty without one. */
struct hw_text hw_say_error(const struct hw_case *c);

/* What becomes of firmware that the log says could not be loaded, c->facts, and of
 * drivers that say they do not support the device, c->message; in unbound.c. */
struct hw_text hw_remedy_failed_firmware(const struct hw_case *c);
struct hw_text hw_advice_failed_firmware(const struct hw_case *c);
struct hw_text hw_advice_force_probe(const struct hw_case *c);
struct hw_text hw_advice_choose_release(const struct hw_case *c);

/* Of a message about a hub's port at which no device is; in not_working.c. */
struct hw_text hw_say_empty_port(const struct hw_case *c);
struct hw_text hw_advice_empty_port(const struct hw_case *c);

#define HW_POWER_CYCLE                                                                   \
	"Switch the machine off and on again. If it comes back, look at power supply, "  \
	"cables, seat and temperature of the card."

/* --- Refusals, in refusal.c --- */

/* What to do about a signature that is not there, or not trusted. */
#define HW_ENROL                                                                         \
	"Sign the module and enrol the key, \"mokutil --import\" with the certificate "  \
	"that "                                                                          \
	"DKMS signs with (/var/lib/dkms/mok.pub, on Ubuntu "                             \
	"/var/lib/shim-signed/mok/MOK.der), then confirm it at the next boot; or "       \
	"switch "                                                                        \
	"Secure Boot off."

/*
 * Whether the kernel log tells that the candidate cannot be loaded: it, or a module that
 * it needs, was refused; or it has no signature. Sets `message` and `refused` then,
 * `message` NULL otherwise. The last: either of both.
 */
bool hw_case_module_refused(struct hw_case *c, const struct hw_candidate *candidate);
bool hw_case_signature_rejected(struct hw_case *c, const struct hw_candidate *candidate);
bool hw_case_is_refused(struct hw_case *c, const struct hw_candidate *candidate);

/* Of the message: "its version magic is that of kernel 6.1.0-9-amd64"; and what to do. */
struct hw_text hw_say_refusal(const struct hw_case *c);
struct hw_text hw_advice_refusal(const struct hw_case *c,
				 const struct hw_candidate *candidate);

/* --- Rows, in verdict.c and the families --- */

/* The first row that holds; NULL: none. `rows` ends with a row without a code. */
const struct hw_reason *hw_reason_find(const struct hw_reason *rows, struct hw_case *c);

/* The row of all hw_reasons that decides about c->facts; there always is one. */
const struct hw_reason *hw_reason_of_device(struct hw_case *c);

/* All that the row says of the case. It holds. */
struct hw_verdict hw_reason_verdict(const struct hw_reason *r, struct hw_case *c);

/* The families of hw_reasons. */
extern const struct hw_reason hw_reasons_not_working[];
extern const struct hw_reason hw_reasons_rivals[];
extern const struct hw_reason hw_reasons_bound[];
extern const struct hw_reason hw_reasons_untold[];
extern const struct hw_reason hw_reasons_driverless[];
extern const struct hw_reason hw_reasons_unbound[];
extern const struct hw_reason hw_reasons_unclaimed[];

/* Whether it would need attention if a module claimed it, which nothing tells; in
 * unclaimed.c. */
bool hw_case_needs_attention_without_tables(const struct hw_case *c);

/* --- Sentences that several rows have in common, in sentences.c --- */

/* The modules of this readiness, "a, b"; HW_READY_COUNT: of any. */
struct hw_text hw_say_modules(const struct hw_case *c, enum hw_readiness readiness,
			      size_t *ret_count);

/* " Module b claims it too, but is kept …": for each blocked one but c->candidate: where
 * a loaded module refuses the device, the right one may be blocked. */
struct hw_text hw_say_also_blocked(const struct hw_case *c);

/* " modprobe runs a command instead …": what that does is not known. */
struct hw_text hw_say_commands(const struct hw_case *c);

/* " The kernel command line has initcall_blacklist=…": the function's name is not the
 * module's, so it may be what keeps the candidate from starting. */
struct hw_text hw_say_initcalls(const struct hw_case *c);

/* " Package r8168-dkms, to which that file belongs, is removed." of c->candidate; empty
 * if that is not so. */
struct hw_text hw_say_left_over(const struct hw_case *c);

/* --- Words of a shell, in shell_quote.c --- */

/*
 * Commands that a person pastes into a shell. Names in them come from the machine, which
 * may be a recorded one of a stranger: what these functions return is printable ASCII
 * and one word of a POSIX shell, whatever the bytes are. Texts are the arena's; without
 * memory they are absent.
 */

/* A text that a regular expression of PCRE2 (journalctl -g) takes as it is, but for a
 * dot, which stands for any character and is read more easily so. */
struct hw_text hw_shell_pattern(struct hw_text text, struct hw_arena *arena);

/* sed's program, as a word, that deletes these whole lines wherever they stand, and the
 * command before it: "sed -i --follow-symlinks '/^blacklist x$/d'". */
struct hw_text hw_shell_sed_delete(struct hw_text lines, struct hw_arena *arena);

/* The same of `n` lines that may not be shown or are long, by the number of the first:
 * which must start so, after blanks, so that no other line is deleted. */
struct hw_text hw_shell_sed_delete_at(size_t line, size_t n, struct hw_text start,
				      struct hw_arena *arena);

#endif
