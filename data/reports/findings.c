// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The problems of a report for people, as text and as Markdown:
 *
 *     warning  pci:0000:00:1f.6  Intel … I219-V        ### 1. warning: Intel … I219-V
 *         [8086:15b8] (no-driver-bound)
 *         why: No driver is bound: module e1000e       `pci:0000:00:1f.6`, `8086:15b8`,
 *         claims this device …                         `no-driver-bound`
 *         seen:
 *     kernel log: …                                    No driver is bound: module e1000e
 *         remedy:                                      claims this device …
 *     modprobe e1000e
 *         advice: …                                    Seen:  Remedy:  **Advice:** …
 *
 * The code in the last bracket or span tells the reason. A problem of the machine itself
 * has no address. Blank lines and fences may be missing, as pastes lose them.
 */
#include "data/base/list.h"
#include "data/reports/internal.h"
#include "decoders/text/ascii.h"

#define INDENT "    "

/* Most lines of a part that are read. */
#define LINES_MAX ((size_t)64)

/* What the lines belong to. */
enum part {
	HEAD,
	WHY,
	SEEN,
	REMEDY,
	ADVICE,
	/* what is not kept: packages, other sections */
	OTHER,
	PARTS,
};

struct problem {
	struct hw_dump *dump;
	bool is_markdown;
	enum part part;
	struct hw_text severity;
	struct hw_list parts[PARTS];
};

static const char *const severities[] = {"error", "warning", "hint"};

static struct hw_text cut_severity(struct hw_text *line, const char *behind)
{
	const size_t n = strlen(behind);

	for (size_t i = 0; i < HW_ARRAY_SIZE(severities); i++) {
		const struct hw_text word = hw_text_of(severities[i]);
		const struct hw_text rest = hw_text_from(*line, word.n);

		if (!hw_text_starts(*line, word) ||
		    !hw_text_eq(hw_text_head(rest, n), hw_text_of(behind)))
			continue;
		*line = hw_text_trim_start(hw_text_from(rest, n), " ");
		return word;
	}
	return HW_NO_TEXT;
}

/* "no-driver-bound": lower-case letters, digits and dashes. */
static bool is_code(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!hw_is_digit(text.s[i]) && text.s[i] != '-' &&
		    (text.s[i] < 'a' || text.s[i] > 'z'))
			return false;
	return text.n;
}

/* "pci:0000:00:1f.6", not "modules-gone". */
static bool is_address(struct hw_text text)
{
	const size_t n = hw_text_find(text, ':');

	return n && n + 1 < text.n;
}

/* "pci:0000:00:1f.6  NAME [8086:15b8] (no-driver-bound)" */
static void read_text_head(struct hw_text head, struct hw_text *ret_device,
			   struct hw_text *ret_reason)
{
	const char *end = head.n ? memmem(head.s, head.n, "  ", 2) : NULL;
	const char *open = head.n ? memrchr(head.s, '(', head.n) : NULL;
	const size_t from = open ? (size_t)(open - head.s) + 1 : head.n;

	*ret_device = hw_text_head(head, end ? (size_t)(end - head.s)
					     : hw_text_find(head, ' '));
	*ret_reason = from < head.n && head.s[head.n - 1] == ')'
			      ? hw_text_head(hw_text_from(head, from), head.n - from - 1)
			      : HW_NO_TEXT;
}

/* "`pci:0000:00:1f.6`, `8086:15b8`, `no-driver-bound`" */
static void read_spans(struct hw_text head, struct hw_text *ret_device,
		       struct hw_text *ret_reason)
{
	*ret_device = *ret_reason = HW_NO_TEXT;
	while (head.n) {
		struct hw_text span;

		hw_text_cut(&head, '`');
		span = hw_text_cut(&head, '`');
		if (!ret_device->s)
			*ret_device = span;
		*ret_reason = span.n ? span : *ret_reason;
	}
}

/* Markdown: "sv\*sd\*", "#&#8203;1". */
static struct hw_text unescaped(struct hw_text text, struct hw_arena *arena)
{
	const struct hw_text mark = HW_TEXT("&#8203;");
	char *to = hw_arena_alloc(arena, text.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < text.n; i++) {
		if (hw_text_starts(hw_text_from(text, i), mark)) {
			i += mark.n - 1;
			continue;
		}
		if (text.s[i] == '\\' && i + 1 < text.n && !hw_is_alnum(text.s[i + 1]) &&
		    text.s[i + 1] != ' ')
			i++;
		to[n++] = text.s[i];
	}
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

static void begin(struct problem *p, struct hw_text severity, bool is_markdown)
{
	struct hw_dump *dump = p->dump;

	*p = (struct problem){.dump = dump, .is_markdown = is_markdown, .part = HEAD};
	p->severity = severity;
	for (size_t i = 0; i < PARTS; i++)
		p->parts[i] = (struct hw_list){.arena = &dump->arena,
					       .between = i == REMEDY ? ""
							  : i == SEEN ? "\n"
								      : " "};
}

static struct hw_text part_of(struct problem *p, enum part part)
{
	const struct hw_text text = hw_list_text(&p->parts[part]);

	return p->is_markdown && part != REMEDY && part != SEEN && text.n
		       ? unescaped(text, &p->dump->arena)
		       : text;
}

/* What evidence is of, by how its place begins: report/show/evidence.c. */
static const struct {
	const char *start;
	/* anywhere in it; NULL: nothing */
	const char *part;
	const char *source;
	/* what is no path, and stands for the source */
	bool is_name;
} places[] = {
	{"kernel log", NULL, "kernel-log", true},
	{"kernel command line", NULL, "kernel-command-line", true},
	{"/proc/cmdline", NULL, "kernel-command-line", false},
	{"modprobe.d", NULL, "modprobe.d", true},
	{"attribute", NULL, "attribute", true},
	{"dpkg", NULL, "dpkg", true},
	{"modules.alias", NULL, "modules.alias", true},
	{"modules.dep", NULL, "modules.dep", true},
	{"modules.order", NULL, "modules.order", true},
	{"/", "/modprobe.", "modprobe.d", false},
	{"/", "/modules.alias", "modules.alias", false},
	{"/", "/modules.dep", "modules.dep", false},
	{"/", "/modules.order", "modules.order", false},
	{"/var/lib/", "/dpkg/", "dpkg", false},
	{"/sys/", NULL, "attribute", false},
	{"/proc/", NULL, "attribute", false},
};

/* Of "[5.200000] e1000e …" the time; absent: it begins otherwise. */
static struct hw_text cut_time(struct hw_text *text)
{
	const struct hw_text end = HW_TEXT("] ");
	size_t n = 1;

	if (!hw_text_starts(*text, HW_TEXT("[")))
		return HW_NO_TEXT;
	while (n < text->n && (hw_is_digit(text->s[n]) || text->s[n] == '.'))
		n++;
	if (n == 1 || !hw_text_starts(hw_text_from(*text, n), end))
		return HW_NO_TEXT;
	const struct hw_text time = hw_text_head(hw_text_from(*text, 1), n - 1);

	*text = hw_text_from(*text, n + end.n);
	return time;
}

/* "/etc/modprobe.d/x.conf:2: blacklist e1000e", "kernel log:4: [5.1] e1000e …": SOURCE
 * PATH LINE TIME TEXT of report/collect/told.h. */
static void tell_seen(struct hw_dump *dump, struct hw_dump_device *d, struct hw_text seen)
{
	const char *at = seen.n ? memmem(seen.s, seen.n, ": ", 2) : NULL;
	struct hw_text place = hw_text_head(seen, at ? (size_t)(at - seen.s) : 0);
	struct hw_text text = hw_text_from(seen, place.n + 2);
	const char *colon = place.n ? memrchr(place.s, ':', place.n) : NULL;
	const size_t behind = colon ? (size_t)(colon - place.s) + 1 : place.n;
	struct hw_text number = hw_text_from(place, behind);
	const struct hw_text time = cut_time(&text);
	const char *source = time.s ? "kernel-log" : NULL;
	bool is_name = false;

	if (!place.n)
		return;
	if (hw_text_decimal(number, 9) > 0)
		place = hw_text_head(place, behind - 1);
	else
		number = HW_TEXT("0");
	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++) {
		const char *part = places[i].part;

		if (!hw_text_starts(place, hw_text_of(places[i].start)) ||
		    (part && !memmem(place.s, place.n, part, strlen(part))))
			continue;
		source = time.s ? source : places[i].source;
		is_name = places[i].is_name;
		break;
	}
	const struct hw_text parts[] = {hw_text_of(source ? source : ""),
					is_name ? HW_NO_TEXT : place, number, time, text};

	if (source)
		hw_dump_tell(dump, d, "evidence", parts, HW_ARRAY_SIZE(parts));
}

/* Tells the device or the machine of the problem that ends here. */
static void end(struct problem *p)
{
	struct hw_text seen;
	struct hw_text device;
	struct hw_text reason;
	struct hw_text address;
	struct hw_dump_device *d;

	if (!p->severity.n || !p->parts[HEAD].n || !p->parts[WHY].n)
		return;
	(p->is_markdown ? read_spans : read_text_head)(hw_list_text(&p->parts[HEAD]),
						       &device, &reason);
	if (!is_code(reason))
		return;
	if (!is_address(device)) {
		hw_dump_file(p->dump, HW_DUMP_FINDING,
			     hw_arena_printf(&p->dump->arena, "%.*s\n%.*s\n%.*s\n",
					     HW_TEXT_ARG(reason),
					     HW_TEXT_ARG(part_of(p, WHY)),
					     HW_TEXT_ARG(part_of(p, REMEDY))));
		return;
	}
	address = device;
	hw_text_cut(&address, ':');
	d = hw_dump_device(p->dump, hw_text_head(device, hw_text_find(device, ':')),
			   address);
	if (!d)
		return;
	const struct {
		const char *key;
		struct hw_text value;
	} told[] = {
		{"reason", reason},
		{"severity", p->severity},
		{"explanation", part_of(p, WHY)},
		{"remedy", part_of(p, REMEDY)},
		{"advice", part_of(p, ADVICE)},
	};
	for (size_t i = 0; i < HW_ARRAY_SIZE(told); i++)
		if (told[i].value.n)
			hw_dump_tell(p->dump, d, told[i].key, &told[i].value, 1);
	seen = part_of(p, SEEN);
	while (seen.n)
		tell_seen(p->dump, d, hw_text_cut(&seen, '\n'));
}

static void add(struct problem *p, struct hw_text line)
{
	struct hw_list *to = &p->parts[p->part];

	if (p->part == REMEDY && line.n && line.s[line.n - 1] == '\\')
		line.n--;
	/* a line that goes on */
	if (p->part == SEEN && to->n && hw_text_starts(line, HW_TEXT(INDENT))) {
		hw_list_extend(to, HW_TEXT(" "));
		hw_list_extend(to, hw_text_trim_start(line, " "));
		return;
	}
	if (to->n < LINES_MAX && line.n)
		hw_list_add(to, line);
}

/* A label that begins another part. */
static bool read_label(struct problem *p, struct hw_text line)
{
	static const struct {
		const char *text;
		enum part part;
	} labels[] = {
		{INDENT "why: ", WHY},
		{INDENT "seen:", SEEN},
		{INDENT "package: ", OTHER},
		{INDENT "remedy:", REMEDY},
		{INDENT "advice: ", ADVICE},
		{"Seen:", SEEN},
		{"**Package:** ", OTHER},
		{"Remedy:", REMEDY},
		{"**Advice:** ", ADVICE},
		{"The commands are for ", OTHER},
		{"## ", OTHER},
		{"... and ", OTHER},
		{"<details>", OTHER},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(labels); i++) {
		const struct hw_text label = hw_text_of(labels[i].text);

		if (!hw_text_starts(line, label))
			continue;
		p->part = labels[i].part;
		add(p, hw_text_from(line, label.n));
		return true;
	}
	return false;
}

/* "### 1. warning: " */
static struct hw_text heading_severity(struct hw_text line)
{
	if (!hw_text_starts(line, HW_TEXT("### ")))
		return HW_NO_TEXT;
	line = hw_text_trim_start(hw_text_from(line, 4), "0123456789");
	if (!hw_text_starts(line, HW_TEXT(". ")))
		return HW_NO_TEXT;
	line = hw_text_from(line, 2);
	return cut_severity(&line, ": ");
}

static void read_line(struct problem *p, struct hw_text line)
{
	struct hw_text rest = line;
	struct hw_text severity = heading_severity(line);

	if (severity.n) {
		end(p);
		begin(p, severity, true);
		return;
	}
	severity = cut_severity(&rest, "  ");
	if (severity.n) {
		end(p);
		begin(p, severity, false);
		add(p, rest);
		return;
	}
	if (!p->severity.n || hw_text_starts(line, HW_TEXT("```")) || read_label(p, line))
		return;
	if (!line.n) {
		if (p->parts[p->part].n && p->part != HEAD)
			p->part = OTHER;
		return;
	}
	if (p->is_markdown && p->part == HEAD && line.s[0] != '`')
		p->part = WHY;
	/* a line of the text itself; what belongs to a problem is indented */
	if (!p->is_markdown && p->part != REMEDY && p->part != SEEN &&
	    !hw_text_starts(line, HW_TEXT(INDENT)))
		p->part = OTHER;
	add(p, p->part == SEEN				 ? line
	       : p->part != REMEDY || p->parts[REMEDY].n ? hw_text_trim_start(line, " ")
							 : line);
}

void hw_dump_report_findings(struct hw_dump *dump, struct hw_text text)
{
	struct problem p = {.dump = dump};

	while (text.n)
		read_line(&p, hw_text_trim_end(hw_text_cut(&text, '\n'), "\r"));
	end(&p);
}
