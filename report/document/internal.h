/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DOCUMENT_INTERNAL_H
#define HWALIAS_REPORT_DOCUMENT_INTERNAL_H

#include "report/document/document.h"
#include "report/page/buffer.h"

/*
 * The model of a document. All its texts are made sound first (hw_utf8_visible()), and
 * names are cut at HW_DOCUMENT_NAME_MAX, so that a writer only escapes what its own
 * format gives a meaning.
 */

/* Most columns of a line, in the formats that have lines. */
#define HW_DOCUMENT_COLUMNS ((size_t)100)

/* Most bytes of a name, of a device that names itself. */
#define HW_DOCUMENT_NAME_MAX ((size_t)200)

enum hw_document_part {
	HW_DOCUMENT_PCI,
	HW_DOCUMENT_USB,
	HW_DOCUMENT_OTHER,
};

struct hw_document_candidate {
	/* "nouveau (loaded)", "nvidia (blocked by /etc/modprobe.d/x.conf:3: blacklist
	 * nvidia)" */
	struct hw_text text;
	struct hw_text pattern;
};

struct hw_document_device {
	/* "pci:0000:00:1f.6", and that of the device above; absent: none */
	struct hw_text id;
	struct hw_text parent;
	enum hw_document_part part;
	/* a USB interface: the line below that of its device */
	bool is_part;
	/* "00:1f.6" */
	struct hw_text address;
	struct hw_text subsystem;
	/* "Ethernet controller [0200]" */
	struct hw_text class;
	struct hw_text name;
	/* "8086:15b8"; absent: none */
	struct hw_text ids;
	/* "31"; absent: unknown or 0 */
	struct hw_text revision;
	/* of the board or computer, "1043:8672" */
	struct hw_text subsystem_name;
	struct hw_text subsystem_ids;
	struct hw_text driver;
	struct hw_text driver_module;
	enum hw_driver_known driver_known;
	/* "bound", and the sentence that explains it */
	const char *state;
	struct hw_text explanation;
	const struct hw_document_candidate *candidates;
	size_t candidate_count;
	/* as the check would say; NONE: nothing. Number of the finding; 0: none */
	enum hw_severity severity;
	size_t finding;
	/* index of the device above plus 1; 0: none. Lists of those below */
	size_t above;
	size_t first_below;
	size_t last_below;
	size_t next_beside;
	/* devices that this one stands for, itself included; 0: another one stands for
	 * it. Index of the next of them plus 1; 0: none */
	size_t alike;
	size_t next_alike;
};

/* A line of a file of configuration or of the log. */
struct hw_document_line {
	/* "/etc/modprobe.d/x.conf:3", "kernel log" */
	struct hw_text place;
	/* path and line, which the lines are ordered by */
	struct hw_text path;
	size_t line;
	struct hw_text text;
	/* addresses of the devices, "00:1f.6, 1-6" */
	struct hw_text devices;
	size_t device_count;
};

struct hw_document_finding {
	/* "warning"; of another kernel what changes */
	struct hw_text kind;
	enum hw_severity severity;
	/* its code; absent: `kind` is it */
	struct hw_text reason;
	struct hw_text device;
	struct hw_text name;
	struct hw_text ids;
	struct hw_text why;
	const struct hw_document_line *seen;
	size_t seen_count;
	/* "firmware-iwlwifi (non-free-firmware), which has …"; absent: none is known */
	struct hw_text packages;
	struct hw_text remedy;
	struct hw_text advice;
	/* index of the device plus 1; 0: the machine as a whole */
	size_t at;
};

struct hw_document_fact {
	const char *label;
	struct hw_text text;
};

/* What is left out to keep a document short, a step. */
struct hw_fold {
	/* devices of other buses are counted, not listed */
	bool counts_others;
	/* a device that works is one line */
	bool is_brief;
	/* devices alike are one entry */
	bool joins_alike;
	/* most findings with all they say; the others are a line each; 0: all */
	size_t findings;
	/* most findings, lines and devices of a list; 0: all */
	size_t entries;
	/* for people, what this row leaves out that the one before did not */
	const char *says;
};

/* A document on its way to the bytes of one format. */
struct hw_sheet {
	const struct hw_document_writer *writer;
	struct hw_buffer out;
	/* of a writer: what is before a block whose bytes must be known as a whole */
	struct hw_buffer before;
	/* scratch, and the model made when all devices are known */
	struct hw_arena *arena;
	struct hw_fold fold;
	struct hw_text title;
	struct hw_document_fact facts[4];
	struct hw_document_device *devices;
	size_t device_count;
	/* the first of those that have none above */
	size_t first_root;
	struct hw_document_finding *findings;
	size_t finding_count;
	/* of them, by enum hw_severity */
	size_t by_severity[HW_SEVERITY_ERROR + 1];
	struct hw_document_line *lines;
	size_t line_count;
};

/* What a section is, for its heading. */
struct hw_section {
	/* "PCI devices"; and for links */
	const char *title;
	const char *name;
	/* is it folded where the format can fold */
	bool is_folded;
	/* shown with the title; SIZE_MAX: no number */
	size_t count;
};

/*
 * How a format writes the parts of a document. sections.c calls these in the order of the
 * document; they append to sheet->out.
 */
struct hw_document_writer {
	const char *name;
	/* most bytes; 0: no limit */
	size_t limit;
	/* title, facts */
	void (*begin)(struct hw_sheet *sheet);
	void (*end)(struct hw_sheet *sheet);
	void (*begin_section)(struct hw_sheet *sheet, const struct hw_section *section);
	void (*end_section)(struct hw_sheet *sheet, const struct hw_section *section);
	/* `label`, "Not read", stands out; "": none */
	void (*paragraph)(struct hw_sheet *sheet, const char *label, struct hw_text text);
	/* how many findings there are, "1 warning, 2 hints"; NULL: as a paragraph */
	void (*found)(struct hw_sheet *sheet, struct hw_text text);
	/* commands for a shell */
	void (*command)(struct hw_sheet *sheet, struct hw_text command);
	void (*finding)(struct hw_sheet *sheet, const struct hw_document_finding *f);
	/* `n` findings of one line each, of `all` that there are */
	void (*brief_findings)(struct hw_sheet *sheet,
			       const struct hw_document_finding *v, size_t n, size_t all);
	void (*lines)(struct hw_sheet *sheet, const struct hw_document_line *v, size_t n);
	/* those of hw_sheet_shows() */
	void (*devices)(struct hw_sheet *sheet, enum hw_document_part part);
	/* NULL: the tree is not drawn */
	void (*tree)(struct hw_sheet *sheet);
};

/* Bytes as they are. */
void hw_sheet_put(struct hw_sheet *sheet, const char *s);
void hw_sheet_put_text(struct hw_sheet *sheet, struct hw_text t);
__attribute__((format(printf, 2, 3))) void hw_sheet_printf(struct hw_sheet *sheet,
							   const char *format, ...);

/* The devices of a part that have an entry, in order; *at is 0 at first. NULL: no more.
 */
const struct hw_document_device *hw_sheet_next(const struct hw_sheet *sheet,
					       enum hw_document_part part, size_t *at);

/* How many devices a part has. */
size_t hw_sheet_count(const struct hw_sheet *sheet, enum hw_document_part part);

/* "e1000e", "xhci_hcd (module xhci_pci)", "none", "unknown". Lifetime: that of the device
 * or the arena's. */
struct hw_text hw_document_driver(const struct hw_document_device *d,
				  struct hw_arena *arena);

/* "nouveau (loaded), nvidia (available)"; absent: none. Lifetime: as above. */
struct hw_text hw_document_modules(const struct hw_document_device *d,
				   struct hw_arena *arena);

/* collect.c: findings of the check, and lines that mattered, as the model has them. */
int hw_document_finish(struct hw_document *document, struct hw_sheet *sheet);

/* A text of any source as the model has it: sound, and at most `max` bytes; 0: no
 * limit. Lifetime: the arena's. */
struct hw_text hw_document_text(struct hw_text t, size_t max, struct hw_arena *arena);

/*
 * wrap.c: text in lines of HW_DOCUMENT_COLUMNS, broken at blanks, or within a word that
 * is longer than a line. Columns are counted without a locale, so that the same bytes
 * come out everywhere.
 */
struct hw_wrap {
	struct hw_buffer *out;
	/* what a line begins with that continues one */
	const char *indent;
	/* columns of the line so far, and blanks that the next word may bring */
	size_t column;
	size_t blanks;
	/*
	 * Units of the text that must not be torn: bytes of the first one of `t`, t.n >
	 * 0, with its columns. NULL: characters.
	 */
	size_t (*unit)(struct hw_text t, size_t *ret_columns);
	/* bytes to put before a word that would begin a line; NULL: none */
	const char *(*guard)(struct hw_text word);
};

size_t hw_columns_of(struct hw_text t);
/* Bytes of the first character of sound text, and its columns. */
size_t hw_unit_of_character(struct hw_text t, size_t *ret_columns);
/* Adds a text to the line. */
void hw_wrap_text(struct hw_wrap *wrap, struct hw_text t);
void hw_wrap_end(struct hw_wrap *wrap);

/* shell.c: the same commands, in lines that a shell joins again. */
void hw_shell_lines(struct hw_buffer *out, struct hw_text command);

/* report.css and report.js, and what report.js hashes to: in base64, as a browser is told
 * which script may run. */
extern const char hw_document_css[];
extern const char hw_document_js[];
#define HW_DOCUMENT_JS_HASH "sha256-L+gz0Zaw3O31QDUrKNuyFC1dgeUDV9vf6dzUpwqgCBI="

/* entries.c: devices, lines of evidence and findings as lines of fixed-width text. */
void hw_entry_devices(struct hw_sheet *sheet, enum hw_document_part part);
void hw_entry_lines(struct hw_sheet *sheet, const struct hw_document_line *v, size_t n);
void hw_entry_findings(struct hw_sheet *sheet, const struct hw_document_finding *v,
		       size_t n, size_t all);

extern const struct hw_document_writer hw_document_markdown;
extern const struct hw_document_writer hw_document_plain;
extern const struct hw_document_writer hw_document_html;

#endif
