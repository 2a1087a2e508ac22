// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Packages that are not installed together, by the fields of either (deb-control(5),
 * Debian Policy 7.1, 7.3 to 7.5):
 *
 *     Conflicts: y, z:any (<< 2)      "<<", "<=", "=", ">=", ">>"; "<" and ">", which are
 *     Breaks: w (= 1.0-1)             obsolete, are "<=" and ">="
 *     Provides: v, x (= 3)            a relation with a version is of no package that is
 *                                     provided without one
 */
#include "data/packages/internal.h"

/* One of a list: "z:any (<< 2)". */
struct relation {
	struct hw_text name;
	/* absent: of all architectures */
	struct hw_text architecture;
	/* "<<"; absent: of all versions */
	struct hw_text order;
	struct hw_text version;
};

static struct hw_text trim(struct hw_text text)
{
	return hw_text_trim_start(hw_text_trim_end(text, " \t\r"), " \t\r");
}

static struct relation relation_of(struct hw_text text)
{
	struct relation relation = {.name = HW_NO_TEXT};
	const size_t bracket = hw_text_find(text, '(');
	const struct hw_text who = trim(hw_text_head(text, bracket));
	const size_t colon = hw_text_find(who, ':');
	size_t n = 0;

	relation.name = hw_text_head(who, colon);
	if (colon < who.n)
		relation.architecture = hw_text_from(who, colon + 1);
	if (bracket == text.n)
		return relation;
	text = trim(hw_text_from(text, bracket + 1));
	text = trim(hw_text_head(text, hw_text_find(text, ')')));
	while (n < text.n && memchr("<=>", text.s[n], 3))
		n++;
	relation.order = n ? hw_text_head(text, n) : HW_TEXT("=");
	relation.version = trim(hw_text_from(text, n));
	return relation;
}

/* Takes the first relation of a list; of packages that are not to be there, one of those
 * that a '|' stands between is as any other. False: it is at its end. */
static bool next(struct hw_text *list, struct relation *ret)
{
	while (list->s) {
		size_t n = 0;

		while (n < list->n && list->s[n] != ',' && list->s[n] != '|')
			n++;
		*ret = relation_of(hw_text_head(*list, n));
		*list = n < list->n ? hw_text_from(*list, n + 1) : HW_NO_TEXT;
		if (ret->name.n)
			return true;
	}
	return false;
}

/* Whether a version is one of those that a relation names. */
static bool has_version(const struct relation *relation, struct hw_text version)
{
	static const struct {
		const char *order;
		bool older, same, newer;
	} orders[] = {
		{"<<", .older = true},
		{"<=", .older = true, .same = true},
		{"<", .older = true, .same = true},
		{"=", .same = true},
		{">=", .same = true, .newer = true},
		{">", .same = true, .newer = true},
		{">>", .newer = true},
	};
	int r;

	if (!relation->order.n)
		return true;
	if (!version.n)
		return false;
	r = hw_version_cmp_of_debian(version, relation->version);
	for (size_t i = 0; i < HW_ARRAY_SIZE(orders); i++)
		if (hw_text_eq(relation->order, hw_text_of(orders[i].order)))
			return r < 0   ? orders[i].older
			       : r > 0 ? orders[i].newer
				       : orders[i].same;
	return false;
}

static bool has_architecture(const struct relation *relation,
			     const struct hw_related *package, struct hw_text native)
{
	const bool is_native = !package->architecture.n ||
			       hw_text_eq(package->architecture, HW_TEXT("all"));
	const struct hw_text architecture = is_native ? native : package->architecture;

	return !relation->architecture.n || !architecture.n ||
	       hw_text_eq(relation->architecture, HW_TEXT("any")) ||
	       hw_text_eq(relation->architecture, architecture);
}

/* Whether the package is what a relation names, or provides it. */
static bool is_named(const struct relation *relation, const struct hw_related *package,
		     struct hw_text native)
{
	struct hw_text provides = HW_NO_TEXT;
	struct relation provided;

	if (!has_architecture(relation, package, native))
		return false;
	if (hw_text_eq(relation->name, package->name) &&
	    has_version(relation, package->version))
		return true;
	if (package->relations)
		provides = package->relations->fields[HW_RELATION_PROVIDES];
	while (next(&provides, &provided))
		if (hw_text_eq(relation->name, provided.name) &&
		    has_version(relation, provided.version))
			return true;
	return false;
}

static bool excludes(const struct hw_related *package, const struct hw_related *other,
		     struct hw_text native)
{
	static const enum hw_relation fields[] = {HW_RELATION_CONFLICTS,
						  HW_RELATION_BREAKS};
	struct relation relation;

	for (size_t i = 0; package->relations && i < HW_ARRAY_SIZE(fields); i++) {
		struct hw_text list = package->relations->fields[fields[i]];

		while (next(&list, &relation))
			if (is_named(&relation, other, native))
				return true;
	}
	return false;
}

bool hw_relations_exclude(const struct hw_related *a, const struct hw_related *b,
			  struct hw_text native)
{
	/* one takes the place of the other */
	return !hw_text_eq(a->name, b->name) &&
	       (excludes(a, b, native) || excludes(b, a, native));
}
