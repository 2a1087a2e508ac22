// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/kernel_log.h"

#include <errno.h>

#include "report/machine/words/leaks.h"
#include "report/machine/words/words.h"

/* Of Bluetooth, by the names that hid_add_device() makes, drivers/hid/hid-core.c:
 * messages have what people call such a device before anything is told of it. */
static void note_names(struct hw_machine *m)
{
	const char *dir = "sys/bus/hid/devices";
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(m->root, dir, &m->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct hw_text device =
			hw_arena_printf(&m->arena, "%s/%.*s", dir, HW_TEXT_ARG(names[i]));

		if (hw_text_starts(names[i], HW_TEXT("0005:")))
			hw_withheld_add_name(
				&m->withheld,
				hw_uevent_get(hw_root_read_attr(m->root, device, "uevent",
								&m->arena),
					      "HID_NAME"));
	}
}

/* Names of files and modules that messages hold are quoted. A value that other texts lost
 * may be one of them. */
static void show_log(struct hw_machine *m)
{
	struct hw_log_record *v = HW_ARENA_NEW(&m->arena, struct hw_log_record, m->log.n);
	const struct hw_leaks_sources sources = hw_leaks_sources_of(m);
	struct hw_leaks *leaks = NULL;

	if (!m->words.shows_all)
		note_names(m);
	/* the arena records allocation failure */
	if (hw_leaks_are_possible(m))
		hw_leaks_open(&sources, &m->arena, &leaks);
	for (size_t i = 0; v && i < m->log.n; i++) {
		v[i] = m->log.v[i];
		for (size_t k = 0; k < HW_LOG_PART_COUNT; k++) {
			struct hw_text *part = &v[i].message.parts[k];

			*part = hw_free_text_public(*part, &m->words, &m->arena);
			if (leaks && part->n)
				*part = hw_leaks_withhold(leaks, *part, &m->arena);
		}
	}
	hw_leaks_close(leaks);
	if (v)
		m->log.v = v;
	m->log.source = hw_free_text_file(m->log.source, &m->words, &m->arena);
	for (size_t i = 0; i < m->log.file_count; i++)
		m->log.files[i].name =
			hw_free_text_file(m->log.files[i].name, &m->words, &m->arena);
}

/*
 * Whether the newest boot in the log is of another kernel than the one that runs, as in
 * the file of a disk that a rescue system has mounted: linux_banner, init/version.c. Of
 * files that were given together hw_dump_check() says more.
 */
static bool is_log_of_other_kernel(const struct hw_machine *m)
{
	size_t i = m->log.n;
	struct hw_text banner;

	while (i && m->log.v[i - 1].message.pattern->event != HW_LOG_BOOT)
		i--;
	if (!i || m->is_dump || !m->host.kernel_release.n)
		return false;
	banner = m->log.v[i - 1].message.parts[HW_LOG_PART_WORDS];
	return !hw_text_eq(hw_text_head(banner, hw_text_find(banner, ' ')),
			   m->host.kernel_release);
}

const struct hw_kernel_log *hw_machine_log_as_read(struct hw_machine *m)
{
	if (!m->log_asked) {
		m->log_asked = true;
		m->log_error = hw_kernel_log_read(m->root, &m->arena, &m->log);
		if (!m->log_error && is_log_of_other_kernel(m))
			m->log_error = -ENOENT;
	}
	return m->log_error ? NULL : &m->log;
}

const struct hw_kernel_log *hw_machine_log(struct hw_machine *m)
{
	const struct hw_kernel_log *log = hw_machine_log_as_read(m);

	if (log && !m->log_shown) {
		m->log_shown = true;
		if (log->n && hw_machine_words(m) == 0)
			show_log(m);
	}
	return log;
}
