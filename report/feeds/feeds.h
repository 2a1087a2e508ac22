/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FEEDS_FEEDS_H
#define HWALIAS_REPORT_FEEDS_FEEDS_H

#include "report/writer.h"

/*
 * Writers for programs that watch many machines, each in the form that such a program
 * takes, of the same records as all other writers:
 *
 *	prometheus.c	metrics for the textfile collector of node_exporter
 *	cyclonedx.c	a bill of materials
 *	facts.c		a few facts, for Ansible and Facter
 *	nfd.c		labels of a Kubernetes node
 *
 * They tell of devices as hw_feed_tells() chooses, and of all findings.
 */
extern const struct hw_writer hw_writer_prometheus;
extern const struct hw_writer hw_writer_facts;
extern const struct hw_writer hw_writer_nfd;
extern const struct hw_writer hw_writer_cyclonedx;

/* Whether a feed tells of the device: one of PCI or USB, one that needs attention, or any
 * when all are asked for. */
bool hw_feed_tells(const struct hw_record *record,
		   const struct hw_write_options *options);

/* The attribute of this key, or NULL. */
const struct hw_attribute *hw_feed_attribute(const struct hw_record *record,
					     const char *key);

/* What people call the machine: the product, of a board without DMI its model. Absent:
 * neither is known. */
struct hw_text hw_feed_product(const struct hw_report_head *head);

/* Whether no device may be missing, and `check` could give an all-clear: without findings
 * nothing needs attention. */
bool hw_feed_is_complete(const struct hw_report_tail *tail);

#endif
