// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One HTML file that needs nothing else: style and script are in it, and nothing is
 * loaded. Without the script, which adds a filter, everything is there; folded parts are
 * <details>. The policy in the head lets a browser run this very script and no other,
 * should a name of a device get past the escapes:
 *
 *	& < > " '	as entities, in texts and in attributes
 *
 * Texts have no control characters (hw_document_text()). Ids of elements are numbers of
 * this program.
 */
#include "report/document/internal.h"

static void text(struct hw_sheet *s, struct hw_text t)
{
	size_t from = 0;

	for (size_t i = 0; i < t.n; i++) {
		const char *as = t.s[i] == '&'	  ? "&amp;"
				 : t.s[i] == '<'  ? "&lt;"
				 : t.s[i] == '>'  ? "&gt;"
				 : t.s[i] == '"'  ? "&quot;"
				 : t.s[i] == '\'' ? "&#39;"
						  : NULL;

		if (!as)
			continue;
		hw_sheet_put_text(s, (struct hw_text){t.s + from, i - from});
		hw_sheet_put(s, as);
		from = i + 1;
	}
	if (t.n)
		hw_sheet_put_text(s, hw_text_from(t, from));
}

/* An element with a text; nothing without one. `start` is the tag with its attributes. */
static void element(struct hw_sheet *s, const char *start, struct hw_text t,
		    const char *end)
{
	if (!t.n)
		return;
	hw_sheet_put(s, start);
	text(s, t);
	hw_sheet_put(s, end);
}

static void pair(struct hw_sheet *s, const char *label, struct hw_text t)
{
	if (!t.n)
		return;
	hw_sheet_printf(s, "<dt>%s</dt><dd>", label);
	text(s, t);
	hw_sheet_put(s, "</dd>\n");
}

static void begin(struct hw_sheet *s)
{
	hw_sheet_put(s, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
			"<meta charset=\"utf-8\">\n"
			"<meta http-equiv=\"Content-Security-Policy\" "
			"content=\"default-src 'none'; style-src 'unsafe-inline'; "
			"script-src '" HW_DOCUMENT_JS_HASH "'\">\n"
			"<meta name=\"viewport\" "
			"content=\"width=device-width, initial-scale=1\">\n"
			"<meta name=\"generator\" content=\"hwalias " HWALIAS_VERSION
			"\">\n");
	element(s, "<title>", s->title, "</title>\n");
	hw_sheet_printf(s, "<style>\n%s</style>\n</head>\n<body>\n", hw_document_css);
	hw_sheet_put(s, "<header class=\"head\">\n");
	element(s, "<h1>", s->title, "</h1>\n");
	hw_sheet_put(s, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < HW_ARRAY_SIZE(s->facts); i++)
		pair(s, s->facts[i].label, s->facts[i].text);
	hw_sheet_put(s, "</dl>\n</header>\n"
			"<div class=\"bar\" hidden>\n"
			"<input type=\"search\" placeholder=\"Filter: name, id, driver, "
			"address\" aria-label=\"Filter\">\n"
			"<output></output>\n"
			"<button type=\"button\" class=\"unfold\">Unfold all</button>\n"
			"<button type=\"button\" class=\"fold\">Fold all</button>\n"
			"</div>\n");
}

static void end(struct hw_sheet *s)
{
	hw_sheet_printf(
		s,
		"<footer>Made by hwalias " HWALIAS_VERSION
		". The file is whole: nothing is loaded from elsewhere.</footer>\n"
		"<script>%s</script>\n</body>\n</html>\n",
		hw_document_js);
}

static void begin_section(struct hw_sheet *s, const struct hw_section *section)
{
	hw_sheet_printf(s, "<section id=\"%s\">\n", section->name);
	if (section->is_folded)
		hw_sheet_put(s, "<details>\n<summary>");
	hw_sheet_printf(s, "<h2>%s", section->title);
	if (section->count != SIZE_MAX)
		hw_sheet_printf(s, " <span class=\"count\">%zu</span>", section->count);
	hw_sheet_printf(s, "</h2>%s\n", section->is_folded ? "</summary>" : "");
}

static void end_section(struct hw_sheet *s, const struct hw_section *section)
{
	hw_sheet_put(s, section->is_folded ? "</details>\n</section>\n" : "</section>\n");
}

static void paragraph(struct hw_sheet *s, const char *label, struct hw_text t)
{
	hw_sheet_put(s, "<p class=\"note\">");
	if (*label)
		hw_sheet_printf(s, "<b>%s:</b> ", label);
	text(s, t);
	hw_sheet_put(s, "</p>\n");
}

static void found(struct hw_sheet *s, struct hw_text all)
{
	static const enum hw_severity order[] = {HW_SEVERITY_ERROR, HW_SEVERITY_WARNING,
						 HW_SEVERITY_HINT};

	(void)all;
	hw_sheet_put(s, "<ul class=\"found\">");
	for (size_t i = 0; i < HW_ARRAY_SIZE(order); i++) {
		const char *name = hw_severity_name(order[i]);
		size_t n = s->by_severity[order[i]];

		if (n)
			hw_sheet_printf(s, "<li class=\"%s\">%zu %s%s</li>", name, n,
					name, n == 1 ? "" : "s");
	}
	hw_sheet_put(s, "</ul>\n");
}

static void command(struct hw_sheet *s, struct hw_text t)
{
	element(s, "<pre class=\"command\"><code>", t, "</code></pre>\n");
}

static void lines(struct hw_sheet *s, const struct hw_document_line *v, size_t n,
		  const char *start, const char *end)
{
	hw_sheet_put(s, start);
	hw_sheet_put(s, "<ul class=\"lines\">\n");
	for (size_t i = 0; i < n; i++) {
		element(s, "<li><span class=\"place\">", v[i].place, "");
		element(s, " &rarr; ", v[i].devices, "");
		element(s, "</span><code>", v[i].text, "</code></li>\n");
	}
	hw_sheet_put(s, "</ul>\n");
	hw_sheet_put(s, end);
}

static void all_lines(struct hw_sheet *s, const struct hw_document_line *v, size_t n)
{
	lines(s, v, n, "<div class=\"card\">\n", "</div>\n");
}

static void finding(struct hw_sheet *s, const struct hw_document_finding *f)
{
	hw_sheet_printf(s, "<article class=\"finding %s\">\n<header>",
			hw_severity_name(f->severity));
	element(s, "<span class=\"kind\">", f->kind, "</span> ");
	element(s, "<h3>",
		f->name.n     ? f->name
		: f->device.n ? f->device
			      : HW_TEXT("This machine"),
		"</h3>");
	if (f->device.n || f->reason.n) {
		hw_sheet_put(s, "<p>");
		if (f->at)
			hw_sheet_printf(s, "<a href=\"#d%zu\">", f->at);
		element(s, "<code>", f->device, "</code>");
		hw_sheet_put(s, f->at ? "</a>" : "");
		element(s, " <code>", f->ids, "</code>");
		element(s, " <code class=\"reason\">", f->reason, "</code>");
		hw_sheet_put(s, "</p>");
	}
	hw_sheet_put(s, "</header>\n");
	element(s, "<p>", f->why, "</p>\n");
	if (f->seen_count)
		lines(s, f->seen, f->seen_count, "<h4>Seen</h4>\n", "");
	element(s, "<h4>Package</h4>\n<p>", f->packages, "</p>\n");
	if (f->remedy.n) {
		hw_sheet_put(s, "<h4>Remedy</h4>\n");
		command(s, f->remedy);
	}
	element(s, "<h4>Advice</h4>\n<p>", f->advice, "</p>\n");
	hw_sheet_put(s, "</article>\n");
}

static void brief_findings(struct hw_sheet *s, const struct hw_document_finding *v,
			   size_t n, size_t all)
{
	(void)all;
	for (size_t i = 0; i < n; i++)
		finding(s, &v[i]);
}

/* The class of severity, which works are of none. */
static const char *mark_of(const struct hw_document_device *d)
{
	return d->severity >= HW_SEVERITY_HINT ? hw_severity_name(d->severity) : "";
}

static void driver(struct hw_sheet *s, const struct hw_document_device *d)
{
	if (d->driver_known == HW_DRIVER_BOUND) {
		element(s, "<span class=\"driver bound\">", d->driver, "</span>");
		return;
	}
	hw_sheet_printf(s, "<span class=\"driver none\">%s</span>", d->state);
}

static void modules(struct hw_sheet *s, const struct hw_document_device *d)
{
	if (!d->candidate_count)
		return;
	hw_sheet_put(s, "<dt>Modules</dt><dd><ul>");
	for (size_t i = 0; i < d->candidate_count; i++) {
		element(s, "<li>", d->candidates[i].text, "");
		element(s, " <code>", d->candidates[i].pattern, "</code>");
		hw_sheet_put(s, "</li>");
	}
	hw_sheet_put(s, "</ul></dd>\n");
}

static void subsystem(struct hw_sheet *s, const struct hw_document_device *d)
{
	if (d->subsystem_ids.n)
		pair(s, "Subsystem",
		     hw_arena_printf(s->arena, "%.*s%s[%.*s]",
				     HW_TEXT_ARG(d->subsystem_name),
				     d->subsystem_name.n ? " " : "",
				     HW_TEXT_ARG(d->subsystem_ids)));
}

/* What the summary does not say. */
static void facts(struct hw_sheet *s, const struct hw_document_device *d)
{
	hw_sheet_put(s, "<dl>");
	pair(s, "Device", d->id);
	pair(s, "Revision", d->revision);
	subsystem(s, d);
	pair(s, "Driver", hw_document_driver(d, s->arena));
	modules(s, d);
	pair(s, "State", d->explanation);
	if (d->above) {
		hw_sheet_printf(s, "<dt>On</dt><dd><a href=\"#d%zu\">", d->above);
		text(s, s->devices[d->above - 1].id);
		hw_sheet_put(s, "</a></dd>\n");
	}
	hw_sheet_put(s, "</dl>\n");
}

static size_t number_of(const struct hw_sheet *s, const struct hw_document_device *d)
{
	return (size_t)(d - s->devices) + 1;
}

static void device(struct hw_sheet *s, const struct hw_document_device *d)
{
	hw_sheet_printf(s, "<details class=\"device %s%s\" id=\"d%zu\"%s>\n<summary>",
			mark_of(d), d->is_part ? " part" : "", number_of(s, d),
			d->severity >= HW_SEVERITY_WARNING ? " open" : "");
	element(s, "<span class=\"address\">", d->address, "</span>");
	hw_sheet_put(s, "<span class=\"what\">");
	if (!d->is_part)
		text(s, d->name);
	hw_sheet_put(s, d->is_part ? "" : "<small>");
	text(s, d->class);
	hw_sheet_put(s, d->is_part ? "</span>" : "</small></span>");
	hw_sheet_put(s, "<span class=\"ids\">");
	text(s, d->ids);
	hw_sheet_put(s, "</span>");
	driver(s, d);
	hw_sheet_put(s, "</summary>\n");
	facts(s, d);
	hw_sheet_put(s, "</details>\n");
}

static void row(struct hw_sheet *s, const struct hw_document_device *d)
{
	hw_sheet_printf(s, "<div class=\"row %s\" id=\"d%zu\"><span class=\"address\">",
			mark_of(d), number_of(s, d));
	text(s, d->address);
	hw_sheet_put(s, "</span><span class=\"what\">");
	text(s, d->name);
	hw_sheet_put(s, "</span><span class=\"ids\">");
	text(s, d->ids);
	hw_sheet_put(s, "</span>");
	driver(s, d);
	hw_sheet_put(s, "</div>\n");
}

static size_t count_bus(const struct hw_sheet *s, struct hw_text bus)
{
	size_t n = 0;

	for (size_t i = 0; i < s->device_count; i++)
		n += hw_text_eq(s->devices[i].subsystem, bus);
	return n;
}

static void others(struct hw_sheet *s)
{
	const struct hw_document_device *d;
	struct hw_text bus = HW_NO_TEXT;
	size_t at = 0;

	hw_sheet_put(s, "<div class=\"list other\">\n");
	while ((d = hw_sheet_next(s, HW_DOCUMENT_OTHER, &at))) {
		if (!hw_text_eq(bus, d->subsystem)) {
			hw_sheet_put(s, bus.s ? "</details>\n" : "");
			element(s, "<details class=\"bus\">\n<summary>", d->subsystem,
				"");
			hw_sheet_printf(s,
					" <span class=\"count\">%zu</span></summary>\n",
					count_bus(s, d->subsystem));
		}
		bus = d->subsystem;
		row(s, d);
	}
	hw_sheet_put(s, bus.s ? "</details>\n</div>\n" : "</div>\n");
}

static void devices(struct hw_sheet *s, enum hw_document_part part)
{
	const struct hw_document_device *d;
	size_t at = 0;

	if (part == HW_DOCUMENT_OTHER) {
		others(s);
		return;
	}
	hw_sheet_put(s, "<div class=\"list\">\n");
	while ((d = hw_sheet_next(s, part, &at)))
		device(s, d);
	hw_sheet_put(s, "</div>\n");
}

/* The devices of the tree: those of PCI and USB, all that is below them, and what they
 * are on. */
static bool *choose_nodes(struct hw_sheet *s)
{
	bool *is_node = HW_ARENA_NEW(s->arena, bool, s->device_count);

	for (size_t i = 0; is_node && i < s->device_count; i++) {
		bool is_main = s->devices[i].part != HW_DOCUMENT_OTHER;

		for (size_t k = i + 1; k; k = s->devices[k - 1].above) {
			is_main |= s->devices[k - 1].part != HW_DOCUMENT_OTHER;
			if (s->devices[i].part != HW_DOCUMENT_OTHER)
				is_node[k - 1] = true;
		}
		is_node[i] |= is_main;
	}
	return is_node;
}

static size_t first_node(const struct hw_sheet *s, const bool *is_node, size_t i)
{
	while (i && !is_node[i - 1])
		i = s->devices[i - 1].next_beside;
	return i;
}

static void node(struct hw_sheet *s, size_t number, bool has_below)
{
	const struct hw_document_device *d = &s->devices[number - 1];
	bool is_minor = d->part == HW_DOCUMENT_OTHER;

	hw_sheet_put(s, has_below ? "<li><details open><summary>" : "<li>");
	hw_sheet_printf(s,
			"<span class=\"node %s%s\"><a class=\"address\" href=\"#d%zu\">",
			mark_of(d), is_minor ? " minor" : "", number);
	text(s, d->address);
	hw_sheet_put(s, "</a>");
	text(s, d->is_part ? d->class : d->name);
	driver(s, d);
	hw_sheet_put(s, "</span>");
	hw_sheet_put(s, has_below ? "</summary>\n<ul>\n" : "</li>\n");
}

/* Without recursion: a record is free to name parents a thousand deep. */
static void tree(struct hw_sheet *s)
{
	const bool *is_node = choose_nodes(s);
	size_t i = is_node ? first_node(s, is_node, s->first_root) : 0;

	hw_sheet_put(s, "<div class=\"list tree\">\n<ul>\n");
	while (i) {
		const struct hw_document_device *d = &s->devices[i - 1];
		size_t below = first_node(s, is_node, d->first_below);
		size_t next = below;

		node(s, i, below);
		while (!next && i) {
			next = first_node(s, is_node, s->devices[i - 1].next_beside);
			i = s->devices[i - 1].above;
			if (!next && i)
				hw_sheet_put(s, "</ul></details></li>\n");
		}
		i = next;
	}
	hw_sheet_put(s, "</ul>\n</div>\n");
}

const struct hw_document_writer hw_document_html = {
	.name = "html",
	.begin = begin,
	.end = end,
	.begin_section = begin_section,
	.end_section = end_section,
	.paragraph = paragraph,
	.found = found,
	.command = command,
	.finding = finding,
	.brief_findings = brief_findings,
	.lines = all_lines,
	.devices = devices,
	.tree = tree,
};
