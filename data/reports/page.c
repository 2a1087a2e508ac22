// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The page of `hwalias report --format html` (report/document/html.c) as the text that
 * data/reports/text.c reads. Of a device there is:
 *
 *     <details class="device part" id="d7">
 *     <summary><span class="address">1-7:1.0</span><span class="what">NAME<small>CLASS
 *     </small></span><span class="ids">8087:0a2a</span><span class="driver …">…</span>
 *     <dl><dt>Revision</dt><dd>21</dd> … <dt>Driver</dt><dd>btusb</dd>
 *     <dt>Modules</dt><dd><ul><li>btusb (loaded) <code>PATTERN</code></li></ul></dd></dl>
 *
 * and of one of another bus <div class="row "> with these spans.
 */
#include <stdio.h>

#include "data/reports/internal.h"

/* The longest text between two tags that is a part of a device. */
#define PART_MAX ((size_t)4096)

struct entry {
	bool is_row;
	bool is_part;
	struct hw_text address;
	struct hw_text name;
	struct hw_text class;
	struct hw_text ids;
	struct hw_text driver_word;
	struct hw_text driver;
	struct hw_text revision;
	struct hw_text subsystem;
	struct hw_text modules;
	/* "unbound", of one without a driver; and why */
	struct hw_text state;
	struct hw_text explanation;
	/* a problem is about it */
	bool has_problem;
};

static const struct {
	const char *name;
	char c;
} entities[] = {{"&lt;", '<'},	 {"&gt;", '>'},	   {"&quot;", '"'},
		{"&#39;", '\''}, {"&apos;", '\''}, {"&amp;", '&'}};

static size_t entity_at(struct hw_text text, char *ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(entities); i++) {
		if (!hw_text_starts(text, hw_text_of(entities[i].name)))
			continue;
		*ret = entities[i].c;
		return strlen(entities[i].name);
	}
	return 0;
}

/* The text without its tags, and with what entities stand for. */
static struct hw_text plain(struct hw_text html, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, html.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < html.n;) {
		char c = html.s[i] == '\n' || html.s[i] == '\r' ? ' ' : html.s[i];
		size_t used = 1;

		if (c == '<') {
			i += hw_text_find(hw_text_from(html, i), '>') + 1;
			continue;
		}
		if (c == '&')
			used = entity_at(hw_text_from(html, i), &c);
		to[n++] = c;
		i += used ? used : 1;
	}
	return to ? hw_text_trim_end(hw_text_trim_start((struct hw_text){to, n}, " "),
				     " ")
		  : HW_NO_TEXT;
}

/* What is between the two, absent: the first is not there. */
static struct hw_text between(struct hw_text html, const char *from, const char *to)
{
	const char *at = html.n ? memmem(html.s, html.n, from, strlen(from)) : NULL;
	const char *end;

	if (!at)
		return HW_NO_TEXT;
	html = hw_text_from(html, (size_t)(at - html.s) + strlen(from));
	end = html.n ? memmem(html.s, html.n, to, strlen(to)) : NULL;
	return hw_text_head(html, end ? (size_t)(end - html.s) : 0);
}

/* <span class="NAME">…</span> */
static struct hw_text span(struct hw_text html, const char *class, struct hw_arena *arena)
{
	char from[64];

	snprintf(from, sizeof(from), "<span class=\"%s\">", class);
	return plain(hw_text_head(between(html, from, "</span>"), PART_MAX), arena);
}

/* <dt>NAME</dt><dd>…</dd> */
static struct hw_text fact(struct hw_text html, const char *name, struct hw_arena *arena)
{
	char from[64];

	snprintf(from, sizeof(from), "<dt>%s</dt><dd>", name);
	return plain(hw_text_head(between(html, from, "</dd>"), PART_MAX), arena);
}

/* The items without their patterns, with commas. */
static struct hw_text modules_of(struct hw_text html, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};
	struct hw_text rest = between(html, "<dt>Modules</dt><dd><ul>", "</ul>");

	while (rest.n) {
		struct hw_text item = between(rest, "<li>", "</li>");
		struct hw_text pattern = between(item, "<code>", "</code>");

		if (!item.s)
			break;
		rest = hw_text_from(item, 0);
		rest.n = (size_t)(html.s + html.n - item.s);
		rest = hw_text_from(rest, item.n);
		if (pattern.s)
			item = hw_text_head(item, (size_t)(pattern.s - item.s) - 6);
		hw_list_add(&list, plain(item, arena));
	}
	return hw_list_text(&list);
}

static void read_entry(struct hw_text html, struct hw_arena *arena, struct entry *e)
{
	struct hw_text what = between(html, "<span class=\"what\">", "</span>");
	struct hw_text class = between(what, "<small>", "</small>");

	*e = (struct entry){
		.is_row = e->is_row,
		.is_part = e->is_part,
		.has_problem = e->has_problem,
		.state = span(html, "driver none", arena),
		.explanation = fact(html, "State", arena),
		.address = span(html, "address", arena),
		.ids = span(html, "ids", arena),
		.driver_word = span(html, "driver bound", arena),
		.driver = fact(html, "Driver", arena),
		.revision = fact(html, "Revision", arena),
		.subsystem = fact(html, "Subsystem", arena),
		.modules = modules_of(html, arena),
	};
	if (class.s)
		what = hw_text_head(what, (size_t)(class.s - what.s) - 7);
	e->name = e->is_part ? HW_NO_TEXT : plain(what, arena);
	e->class = plain(e->is_part ? what : class, arena);
}

static struct hw_text line_of(const struct entry *e, struct hw_arena *arena)
{
	struct hw_text bus = hw_text_head(e->address, hw_text_find(e->address, ':'));
	struct hw_text driver = e->driver.n	   ? e->driver
				: e->driver_word.n ? e->driver_word
						   : HW_TEXT("none");

	if (e->state.n && hw_text_eq(driver, HW_TEXT("none")))
		driver = hw_arena_printf(
			arena, "none (%.*s)%s%.*s", HW_TEXT_ARG(e->state),
			e->has_problem	   ? ", see problem "
			: e->explanation.n ? ": "
					   : "",
			HW_TEXT_ARG(e->has_problem ? HW_TEXT("1") : e->explanation));

	if (e->is_row)
		return hw_arena_printf(
			arena, "%.*s, 1 device\n%.*s  %.*s%s%.*s%s: %.*s\n",
			HW_TEXT_ARG(bus), HW_TEXT_ARG(e->address), HW_TEXT_ARG(e->name),
			e->ids.n ? " [" : "", HW_TEXT_ARG(e->ids), e->ids.n ? "]" : "",
			HW_TEXT_ARG(driver));
	if (e->is_part)
		return hw_arena_printf(
			arena, "  %.*s  %.*s: %.*s%s%.*s\n", HW_TEXT_ARG(e->address),
			HW_TEXT_ARG(e->class), HW_TEXT_ARG(driver),
			e->modules.n ? "; modules: " : "", HW_TEXT_ARG(e->modules));
	return hw_arena_printf(
		arena,
		"%.*s  %.*s: %.*s [%.*s]%s%.*s%s%s%.*s\n    driver     %.*s%s%.*s\n",
		HW_TEXT_ARG(e->address), HW_TEXT_ARG(e->class), HW_TEXT_ARG(e->name),
		HW_TEXT_ARG(e->ids), e->revision.n ? " (rev " : "",
		HW_TEXT_ARG(e->revision), e->revision.n ? ")" : "",
		e->subsystem.n ? "\n    subsystem  " : "", HW_TEXT_ARG(e->subsystem),
		HW_TEXT_ARG(driver), e->modules.n ? "\n    modules    " : "",
		HW_TEXT_ARG(e->modules));
}

/* Where the next device begins, or the length of the page. */
static size_t next_entry(struct hw_text html, size_t from, bool *ret_is_row)
{
	static const char *const starts[] = {"<details class=\"device ",
					     "<div class=\"row "};
	size_t found = html.n;

	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++) {
		struct hw_text rest = hw_text_from(html, from);
		const char *at =
			rest.n ? memmem(rest.s, rest.n, starts[i], strlen(starts[i]))
			       : NULL;

		if (at && (size_t)(at - html.s) < found) {
			found = (size_t)(at - html.s);
			*ret_is_row = i == 1;
		}
	}
	return found;
}

/* <h4>Seen</h4><ul …><li><span class="place">/etc/x.conf:2</span><code>blacklist y</code>
 * </li></ul>: a line of each. */
static struct hw_text seen_of(struct hw_text html, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = "\n"};
	struct hw_text rest = between(html, "<h4>Seen</h4>", "</ul>");

	while (rest.n) {
		const struct hw_text item = between(rest, "<li>", "</li>");

		if (!item.s)
			break;
		rest = hw_text_from(rest, (size_t)(item.s - rest.s) + item.n);
		hw_list_add(&list,
			    hw_arena_printf(
				    arena, "%.*s: %.*s",
				    HW_TEXT_ARG(span(item, "place", arena)),
				    HW_TEXT_ARG(plain(between(item, "<code>", "</code>"),
						      arena))));
	}
	return hw_list_text(&list);
}

/* <article class="finding warning"> … <code>pci:0000:00:1f.6</code> …
 * <code class="reason">no-driver-bound</code> … <p>WHY</p> <h4>Remedy</h4> <pre
 * class="command"> … <h4>Advice</h4> <p>…</p></article> */
static void add_findings(struct hw_list *lines, struct hw_text html,
			 struct hw_arena *arena)
{
	static const char start[] = "<article class=\"finding ";
	struct hw_text one;

	while ((one = between(html, start, "</article>")).s) {
		const struct hw_text severity = hw_text_head(one, hw_text_find(one, '"'));
		const struct hw_text header = between(one, "<header>", "</header>");
		const struct hw_text reason =
			between(header, "<code class=\"reason\">", "</code>");
		const struct hw_text device =
			plain(between(header, "<code>", "</code>"), arena);
		const struct hw_text remedy =
			plain(between(one, "<h4>Remedy</h4>", "</pre>"), arena);
		const struct hw_text advice =
			plain(between(one, "<h4>Advice</h4>", "</p>"), arena);
		const struct hw_text why =
			plain(between(one, "</header>", "</p>"), arena);
		const struct hw_text seen = seen_of(one, arena);

		hw_list_add(lines,
			    hw_arena_printf(
				    arena,
				    "%.*s  %.*s  (%.*s)\n    why: %.*s\n"
				    "    seen:\n%.*s\n"
				    "    remedy:\n%.*s\n    advice: %.*s\n\n",
				    HW_TEXT_ARG(severity),
				    HW_TEXT_ARG(device.n ? device : HW_TEXT("machine")),
				    HW_TEXT_ARG(reason), HW_TEXT_ARG(why),
				    HW_TEXT_ARG(seen), HW_TEXT_ARG(remedy),
				    HW_TEXT_ARG(advice)));
		html = hw_text_from(html, (size_t)(one.s + one.n - html.s));
	}
}

/* <details class="device warning part"> */
static bool has_severity(struct hw_text tag)
{
	static const char *const marks[] = {"error", "warning", "hint"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(marks); i++)
		if (tag.n && memmem(tag.s, tag.n, marks[i], strlen(marks[i])))
			return true;
	return false;
}

/* As the text has it: what was found, and whether all could be checked. */
static void add_summary(struct hw_list *lines, struct hw_text head,
			struct hw_arena *arena)
{
	static const struct {
		const char *html;
		const char *text;
	} sentences[] = {
		{"<ul class=\"found\">", "Found: some\n"},
		{"Nothing needs attention", "Nothing needs attention.\n"},
		{"Could not be checked: which modules", "Nothing needs attention.\n"},
	};
	static const char unchecked[] = "Could not be checked completely:";
	const struct hw_text why = between(head, unchecked, "</p>");

	for (size_t i = 0; i < HW_ARRAY_SIZE(sentences); i++)
		if (head.n &&
		    memmem(head.s, head.n, sentences[i].html, strlen(sentences[i].html)))
			hw_list_add(lines, hw_text_of(sentences[i].text));
	if (why.s)
		hw_list_add(lines, hw_arena_printf(arena, "%s %.*s\n\n", unchecked,
						   HW_TEXT_ARG(plain(why, arena))));
}

bool hw_dump_is_page(struct hw_text text)
{
	text = hw_text_trim_start(hw_text_head(text, 4096), " \r\n");
	return (hw_text_starts(text, HW_TEXT("<!DOCTYPE html>")) ||
		hw_text_starts(text, HW_TEXT("<!doctype html>"))) &&
	       text.n && memmem(text.s, text.n, "Hardware report", 15);
}

struct hw_text hw_dump_page_text(struct hw_dump *dump, struct hw_text html)
{
	struct hw_arena *arena = &dump->arena;
	struct hw_list lines = {.arena = arena, .between = ""};
	struct entry e = {.is_row = false};
	size_t at = next_entry(html, 0, &e.is_row);
	struct hw_text head;

	head = hw_text_head(html, at);
	hw_list_add(&lines,
		    hw_arena_printf(arena,
				    "Hardware report: \nKernel: %.*s\nReport: %.*s\n"
				    "Devices: %.*s\n",
				    HW_TEXT_ARG(fact(head, "Kernel", arena)),
				    HW_TEXT_ARG(fact(head, "Report", arena)),
				    HW_TEXT_ARG(fact(head, "Devices", arena))));
	add_summary(&lines, head, arena);
	add_findings(&lines, head, arena);
	while (at < html.n) {
		bool is_row = e.is_row;
		size_t next = next_entry(html, at + 1, &is_row);
		struct hw_text one = hw_text_head(hw_text_from(html, at), next - at);
		struct hw_text tag = hw_text_head(one, hw_text_find(one, '>'));
		const char *end = e.is_row ? "</div>" : "</details>";
		const char *close = memmem(one.s, one.n, end, strlen(end));

		/* the page is cut off within it */
		if (!close && next == html.n)
			break;
		if (close)
			one = hw_text_head(one, (size_t)(close - one.s));
		e.is_part = tag.n && memmem(tag.s, tag.n, " part\"", 6);
		e.has_problem = has_severity(tag);
		read_entry(one, arena, &e);
		hw_list_add(&lines, line_of(&e, arena));
		e.is_row = is_row;
		at = next;
	}
	return hw_list_text(&lines);
}
