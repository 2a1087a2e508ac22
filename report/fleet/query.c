// SPDX-License-Identifier: GPL-2.0-or-later
/* The named questions: each is a view of schema.sql, in an order that both engines give.
 */
#include <errno.h>
#include <stdio.h>

#include "decoders/modalias.h"
#include "decoders/text/ascii.h"
#include "report/fleet/internal.h"
#include "report/fleet/schema.h"

/* clang-format off */
const struct hw_fleet_query hw_fleet_queries[] = {
	{.name = "unbound",
	 .help = "devices that a module claims, without a driver",
	 .sql = "SELECT * FROM unbound ORDER BY machine, id"},
	{.name = "attention",
	 .help = "what 'hwalias check' says of the machines, with reason and remedy",
	 .sql = "SELECT * FROM attention ORDER BY machine, coalesce(id, ''), reason"},
	{.name = "missing-firmware",
	 .help = "devices whose firmware is not there or could not be loaded",
	 .sql = "SELECT * FROM missing_firmware ORDER BY machine, id"},
	{.name = "by-device",
	 .help = "how many there are of each device",
	 .sql = "SELECT * FROM by_device ORDER BY devices DESC, bus, id, coalesce(vendor, ''), "
		"coalesce(device, '')"},
	{.name = "by-driver",
	 .help = "how many devices each driver drives",
	 .sql = "SELECT * FROM by_driver ORDER BY devices DESC, driver, coalesce(module, '')"},
	{.name = "machines",
	 .help = "machines that have a device, each once, with how many",
	 .operand = "ID", .operand_help = "10de:2330, usb:046d:c52b, or a whole modalias",
	 /* the view "machines" of one device, from there to its machines: with CROSS JOIN
	  * SQLite keeps the order of all. A modalias is of few of the devices that have its
	  * ids; a device may have several. */
	 .sql = "SELECT m.digest AS machine, max(r.host) AS host, max(o.product) AS model, "
		"max(p.kernel) AS kernel, count(*) AS devices FROM ("
		"SELECT id FROM kind WHERE ids IN ($1, $2) AND (ids = $2 OR bus = lower($3) OR $3 = '') "
		"UNION SELECT id FROM kind WHERE $4 <> '' AND (lower(modalias) = lower($4) OR "
		"replace('\n' || lower(more_modaliases) || '\n', '\n' || lower($4) || '\n', '') <> "
		"'\n' || lower(more_modaliases) || '\n')"
		") k CROSS JOIN device d CROSS JOIN report r "
		"CROSS JOIN machine m CROSS JOIN model o CROSS JOIN platform p WHERE d.kind_id = k.id "
		"AND r.set_id = d.set_id AND r.is_current = 1 AND m.id = r.machine_id "
		"AND o.id = r.model_id AND p.id = r.platform_id "
		"GROUP BY m.digest ORDER BY machine"},
	{.name = "outliers",
	 .help = "machines that differ from the others of their model, and in what",
	 .sql = "SELECT * FROM outliers ORDER BY machine, bus, coalesce(id, ''), coalesce(driver, '')"},
	{.name = "drift",
	 .help = "what changed on machines since their report before, or since a time",
	 .takes_since = true,
	 .sql = "SELECT * FROM drift ORDER BY machine, change, coalesce(id, ''), until, coalesce(was, ''), coalesce(becomes, '')"},
	{.name = "kernels",
	 .help = "how many machines run each kernel",
	 .sql = "SELECT * FROM kernels ORDER BY machines DESC, coalesce(kernel, ''), coalesce(os, '')"},
	{.name = "incomplete",
	 .help = "reports that are kept and not current: cut off, without devices, of chosen ones, and others",
	 .sql = "SELECT * FROM incomplete ORDER BY machine, generated, devices, source"},
	{.name = "clones",
	 .help = "reports of other machines that have the same key",
	 .sql = "SELECT * FROM clones ORDER BY machine, generated, reason, source"},
	{.name = NULL},
};
/* clang-format on */

const struct hw_fleet_query *hw_fleet_query_find(const char *name)
{
	for (const struct hw_fleet_query *q = hw_fleet_queries; q->name; q++)
		if (strcmp(q->name, name) == 0)
			return q;
	return NULL;
}

/* Adds 4 to 8 hexadecimal digits, behind a "0x" or without, in small letters. */
static bool add_number(struct hw_text number, char ids[static 18], size_t *n)
{
	if (hw_text_starts(number, HW_TEXT("0x")) ||
	    hw_text_starts(number, HW_TEXT("0X")))
		number = hw_text_from(number, 2);
	if (number.n < 4 || number.n > 8)
		return false;
	for (size_t i = 0; i < number.n; i++) {
		if (!hw_is_hex(number.s[i]))
			return false;
		ids[(*n)++] = hw_lower(number.s[i]);
	}
	return true;
}

static bool is_number(struct hw_text text)
{
	char ids[18];
	size_t n = 0;

	return add_number(text, ids, &n);
}

/* "10de:2330", with a bus before it or without: the case of the numbers is no matter. */
static bool cut_ids(struct hw_text text, struct hw_text *ret_bus, char ids[static 18],
		    struct hw_text *ret_ids)
{
	struct hw_text numbers = text;
	struct hw_text vendor;
	size_t colons = 0;
	size_t n = 0;

	for (size_t i = text.n; i-- > 0 && colons < 2;)
		if (text.s[i] == ':' && ++colons == 2)
			numbers = hw_text_from(text, i + 1);
	if (!colons)
		return false;
	*ret_bus = colons == 2 ? hw_text_head(text, text.n - numbers.n - 1) : HW_TEXT("");
	vendor = hw_text_cut(&numbers, ':');
	if (!add_number(vendor, ids, &n))
		return false;
	ids[n++] = ':';
	if (!add_number(numbers, ids, &n))
		return false;
	*ret_ids = (struct hw_text){ids, n};
	return true;
}

/* "pci:v00008086d…", "acpi:PNP0501:", "i2c:ec24": as its bus has it, or any text behind a
 * bus that is not meant for numbers as before. */
static bool is_modalias(struct hw_text text)
{
	struct hw_text rest = text;
	struct hw_text bus = hw_text_cut(&rest, ':');
	struct hw_modalias m;

	if (!bus.n || !hw_is_alnum(bus.s[0]) || hw_is_digit(bus.s[0]) || !rest.n)
		return false;
	if (hw_decode(text, &m) && m.bus && !m.extra.n)
		return true;
	return !is_number(bus) && rest.s[rest.n - 1] != ':' &&
	       !is_number(hw_text_cut(&rest, ':'));
}

bool hw_fleet_query_is_device(const char *operand)
{
	struct hw_text text = hw_text_of(operand);
	struct hw_text bus;
	char ids[18];

	return cut_ids(text, &bus, ids, &text) || is_modalias(text);
}

/* What changed since a time, and the machines that there were none of then. */
static void add_since(struct hw_buffer *sql)
{
	hw_buffer_add(sql, HW_TEXT("SELECT * FROM (\n"));
	hw_fleet_add_drift(
		sql, "(SELECT c.report_id, (SELECT o.id FROM (SELECT r.id, "
		     "r.generated, r.buses, CASE WHEN r.buses IS NULL THEN 0 WHEN "
		     "r.buses = c.buses THEN 1 ELSE 2 END AS place FROM report r WHERE "
		     "r.machine_id = c.machine_id AND r.is_complete = 1 AND "
		     "r.generated <= $1) o ORDER BY o.place, o.generated DESC, o.buses "
		     "LIMIT 1) AS was_id FROM current_report c)");
	hw_buffer_add(sql,
		      HW_TEXT("\tUNION ALL\n"
			      "\tSELECT c.machine, max(c.host), 'new machine', NULL, "
			      "NULL, NULL, NULL, NULL, NULL, NULL, min(c.generated)\n"
			      "\tFROM current_report c WHERE NOT EXISTS (\n"
			      "\t\tSELECT 1 FROM report r WHERE r.machine_id = "
			      "c.machine_id AND r.is_complete = 1 AND "
			      "r.generated <= $1) GROUP BY c.machine\n"
			      ") d ORDER BY machine, change, "
			      "coalesce(id, ''), until, coalesce(was, ''), "
			      "coalesce(becomes, '')"));
}

int hw_fleet_query_ask(struct hw_store *store, const struct hw_fleet_query *query,
		       const char *operand, const char *since, struct hw_store_rows **ret)
{
	struct hw_buffer sql = {.s = NULL};
	struct hw_text text = hw_text_of(operand);
	struct hw_text bus;
	char ids[18];
	char time[HW_FLEET_TIME];
	/* ids; all that was typed; the bus of the ids; what was typed is no ids */
	struct hw_value v[4] = {
		HW_VALUE_NONE,
		hw_value_text(text),
		hw_value_text(HW_TEXT("")),
		hw_value_text(HW_TEXT("")),
	};
	int r;

	if (since) {
		if (!hw_fleet_read_since(since, time))
			return -EINVAL;
		add_since(&sql);
		hw_buffer_add_char(&sql, '\0');
		v[0] = hw_value_text(hw_text_of(time));
		r = sql.failed ? -ENOMEM : hw_store_query(store, sql.s, v, 1, ret);
		hw_buffer_done(&sql);
		return r;
	}
	if (!query->operand)
		return hw_store_query(store, query->sql, NULL, 0, ret);
	if (cut_ids(text, &bus, ids, &text))
		v[2] = hw_value_text(bus);
	else
		v[3] = hw_value_text(text);
	v[0] = hw_value_text(text);
	return hw_store_query(store, query->sql, v, 4, ret);
}
