// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Labels of a Kubernetes node, a feature file for the source "local" of
 * node-feature-discovery (its docs/usage/customization-guide.md, "Local feature source"):
 *
 *	feature.node.kubernetes.io/hwalias-attention=warning
 *	feature.node.kubernetes.io/hwalias-attention.module-not-loaded=1
 *	feature.node.kubernetes.io/hwalias-gpu.10de-2330=8
 *	feature.node.kubernetes.io/hwalias-gpu.10de-2330.bound=8
 *	feature.node.kubernetes.io/hwalias-key=b86b96f5f7004bf6a413d8ed39b3ed28
 *
 * The worst severity, "none", or "unknown" when not all was or could be checked; how many
 * devices need attention for each reason; how many devices of a kind have these ids, and
 * how many of them a driver; and the machine's key, where it is told. Names are of
 * letters, digits and "-.", and shorter than 63, as labels must be
 * (kubernetes.io/docs/concepts/overview/working-with-objects/labels): kinds, ids and
 * reasons are.
 */
#include "report/feeds/feeds.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/class_word.h"

#define PREFIX "feature.node.kubernetes.io/hwalias-"

struct label {
	struct hw_text name;
	size_t count;
	struct label *next;
};

struct writer {
	FILE *out;
	struct label *first;
	struct label **tail;
	enum hw_severity worst;
	/* the node has devices that were not looked at */
	bool is_chosen;
	/* of the machine; absent: not told */
	struct hw_text key;
	/* of the names */
	struct hw_arena kept;
};

static int nfd_open(FILE *out, const struct hw_write_options *options,
		    struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = hw_calloc(1, sizeof(*w));

	(void)options;
	(void)arena;
	(void)ret_error;
	if (!w)
		return -ENOMEM;
	w->out = out;
	w->tail = &w->first;
	*ret_self = w;
	return 0;
}

static int nfd_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;

	w->is_chosen = head->is_chosen;
	w->key = hw_arena_copy(&w->kept, head->identity.key);
	return 0;
}

static void nfd_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	hw_arena_done(&w->kept);
	free(w);
}

/* Labels are in the order in which they are counted first; a machine has a few dozen. */
static void count(struct writer *w, struct hw_text name)
{
	struct label *label = w->first;

	while (label && !hw_text_eq(label->name, name))
		label = label->next;
	if (!label) {
		label = HW_ARENA_NEW(&w->kept, struct label, 1);
		if (!label)
			return;
		*label = (struct label){.name = name};
		*w->tail = label;
		w->tail = &label->next;
	}
	label->count++;
}

static void count_attention(struct writer *w, const struct hw_verdict *v)
{
	if (v->severity == HW_SEVERITY_NONE)
		return;
	if (v->severity > w->worst)
		w->worst = v->severity;
	count(w, hw_arena_printf(&w->kept, "attention.%s", v->reason));
}

static void count_kind(struct writer *w, const struct hw_record *r, const char *kind)
{
	char vendor[HW_ID_MAX], device[HW_ID_MAX];
	struct hw_id v = r->ids[HW_ROLE_VENDOR];
	struct hw_id d = r->ids[HW_ROLE_DEVICE];
	struct hw_text name;

	if (!v.present || !d.present || !hw_kind_has(hw_text_of(kind), r))
		return;
	name = hw_arena_printf(&w->kept, "%s.%.*s-%.*s", kind,
			       HW_TEXT_ARG(hw_id_text(v, vendor)),
			       HW_TEXT_ARG(hw_id_text(d, device)));
	count(w, name);
	if (r->verdict.state == HW_STATE_BOUND)
		count(w, hw_arena_printf(&w->kept, "%.*s.bound", HW_TEXT_ARG(name)));
}

static int nfd_record(void *self, const struct hw_record *r)
{
	static const char *const kinds[] = {"gpu", "net", "storage"};
	struct writer *w = self;

	count_attention(w, &r->verdict);
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++)
		count_kind(w, r, kinds[i]);
	return hw_arena_failed(&w->kept) ? -ENOMEM : 0;
}

static int nfd_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;

	if (tail->finding.reason)
		count_attention(w, &tail->finding);
	if (hw_arena_failed(&w->kept))
		return -ENOMEM;
	fprintf(w->out, PREFIX "attention=%s\n",
		w->worst != HW_SEVERITY_NONE		     ? hw_severity_name(w->worst)
		: !w->is_chosen && hw_feed_is_complete(tail) ? "none"
							     : "unknown");
	if (w->key.n)
		fprintf(w->out, PREFIX "key=%.*s\n", HW_TEXT_ARG(w->key));
	for (const struct label *l = w->first; l; l = l->next)
		fprintf(w->out, PREFIX "%.*s=%zu\n", HW_TEXT_ARG(l->name), l->count);
	return 0;
}

const struct hw_writer hw_writer_nfd = {
	.open = nfd_open,
	.begin = nfd_begin,
	.record = nfd_record,
	.end = nfd_end,
	.close = nfd_close,
	.wants_host = true,
};
