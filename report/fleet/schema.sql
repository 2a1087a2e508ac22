-- The database of a fleet, version 5.
--
--   machine ── report ──┬── model      what the machine is: its DMI or device tree
--   (its current)        ├── platform   kernel, distribution, BIOS
--                       └── device_set ── device ──┬── address  where: pci:0000:00:1f.6
--                                                  ├── kind     what: modalias, ids, names
--                                                  └── verdict  driver, state, attention
--
-- Names are stored once. A device_set is what one report said of all devices; reports that
-- say the same, of whatever machine, share it, and no row of it is ever changed. The views
-- below are what "hwalias-fleet query" prints, and for Grafana, Metabase or psql.

CREATE TABLE fleet (
	name @TEXT@ PRIMARY KEY,
	value @TEXT@ NOT NULL
);
INSERT INTO fleet (name, value) VALUES ('schema', '5');

CREATE TABLE model (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE,
	vendor @TEXT@,
	product @TEXT@,
	version @TEXT@,
	board_vendor @TEXT@,
	board @TEXT@
);

CREATE TABLE platform (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE,
	kernel @TEXT@,
	architecture @TEXT@,
	os_id @TEXT@,
	os_version @TEXT@,
	os @TEXT@,
	bios_vendor @TEXT@,
	bios @TEXT@,
	bios_date @TEXT@
);

CREATE TABLE address (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE,
	name @TEXT@ NOT NULL
);

-- ids is "10de:2330" of what has such numbers, else the modalias, if any. more_modaliases are
-- further ones, a line each. A device at a plug, as of USB, is no part of what equal
-- models have in common. part is a number of bus and ids. is_deep: a list has it only with
-- "-aa".
CREATE TABLE kind (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE,
	bus @TEXT@ NOT NULL,
	ids @TEXT@ NOT NULL,
	subsystem_ids @TEXT@,
	class @TEXT@,
	modalias @TEXT@,
	more_modaliases @TEXT@,
	vendor @TEXT@,
	device @TEXT@,
	class_name @TEXT@,
	part bigint NOT NULL,
	is_deep integer NOT NULL,
	is_plugged integer NOT NULL
);
CREATE INDEX kind_ids ON kind (ids);

-- modules are those that claimed the device by the alias tables, and are there; driver and
-- module are what is bound. has_tables: the tables were asked; 2: but the report is of a
-- recording that does not tell the modules of drivers. is_builtin: one of the modules, or the
-- driver, is built into the kernel. severity, attention and remedy are what check says.
-- driver_part is a number of the driver's name.
CREATE TABLE verdict (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE,
	state @TEXT@,
	reason @TEXT@,
	driver @TEXT@,
	module @TEXT@,
	modules @TEXT@,
	is_builtin integer NOT NULL,
	has_tables integer NOT NULL,
	severity @TEXT@,
	attention @TEXT@,
	remedy @TEXT@,
	driver_part bigint NOT NULL
);

-- digest is of all its devices; hardware of what they are and their drivers, without those
-- at plugs. is_deep: a device of it is. unplaced has the buses, with commas, of devices whose
-- place is not told, as by lsusb: the address is no more than a number.
CREATE TABLE device_set (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE,
	hardware @TEXT@ NOT NULL,
	devices integer NOT NULL,
	is_deep integer NOT NULL,
	unplaced @TEXT@
);

-- is_notable: without a driver though a module claims it, or in need of attention.
CREATE TABLE device (
	set_id integer NOT NULL,
	address_id integer NOT NULL,
	kind_id integer NOT NULL,
	verdict_id integer NOT NULL,
@sqlite 	is_notable @FLAG@ NOT NULL,
@sqlite 	PRIMARY KEY (set_id, address_id)
@sqlite ) WITHOUT ROWID;
@postgresql 	is_notable @FLAG@ NOT NULL
@postgresql ) PARTITION BY HASH (set_id);
@postgresql 
@postgresql -- Other servers that have partitions of it. URLs may have passwords: only who owns the
@postgresql -- table may read it.
@postgresql CREATE TABLE shard (
@postgresql 	remainder integer PRIMARY KEY,
@postgresql 	url text NOT NULL,
@postgresql 	relation text NOT NULL
@postgresql );
@partitions
@postgresql CREATE INDEX device_place ON device (set_id, address_id);
CREATE INDEX device_kind ON device (kind_id);
CREATE INDEX device_notable ON device (set_id) WHERE is_notable = 1;

-- digest is the machine's key.
CREATE TABLE machine (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE
);

-- buses is NULL of a whole report; a partial one, as of list without --all or with --bus, or
-- a dump of lspci, tells of these alone: "pci,usb". is_complete: it ends with its end. is_current: it
-- is the newest whole one of its machine; of a machine without one several partial ones may
-- be, each of other buses. is_checked: each device was looked at as closely as check does,
-- as with list --complete.
CREATE TABLE report (
@sqlite 	id integer PRIMARY KEY,
@postgresql 	id bigint PRIMARY KEY,
	machine_id integer NOT NULL,
	generated @TEXT@ NOT NULL,
	host @TEXT@,
	model_id integer NOT NULL,
	platform_id integer NOT NULL,
	set_id integer NOT NULL,
	buses @TEXT@,
	devices integer NOT NULL,
	is_complete integer NOT NULL,
	is_current integer NOT NULL,
	is_checked integer NOT NULL,
	source @TEXT@ NOT NULL
);
CREATE UNIQUE INDEX report_time ON report (machine_id, generated, coalesce(buses, '*'));

-- What is wrong with a machine as a whole, by one of its reports.
CREATE TABLE finding (
@sqlite 	report_id integer NOT NULL,
@postgresql 	report_id bigint NOT NULL,
	severity @TEXT@,
	reason @TEXT@ NOT NULL,
	remedy @TEXT@,
	PRIMARY KEY (report_id, reason)
);

-- How many devices of all current reports have a kind and a verdict: kept by the
-- loader, so that totals do not need the devices themselves.
CREATE TABLE tally (
	kind_id integer NOT NULL,
	verdict_id integer NOT NULL,
	devices bigint NOT NULL,
	PRIMARY KEY (kind_id, verdict_id)
);

CREATE INDEX report_current ON report (machine_id) WHERE is_current = 1;
CREATE INDEX report_partial ON report (machine_id, buses, generated)
	WHERE is_complete = 1 AND buses IS NOT NULL;
CREATE INDEX report_set ON report (set_id) WHERE is_current = 1;

-- Reports of another machine that has the same key, as after a disk was copied.
CREATE TABLE conflict (
	id integer PRIMARY KEY,
	digest @TEXT@ NOT NULL UNIQUE,
	machine_id integer NOT NULL,
	generated @TEXT@ NOT NULL,
	host @TEXT@,
	model_id integer NOT NULL,
	set_id integer NOT NULL,
	reason @TEXT@ NOT NULL,
	source @TEXT@ NOT NULL
);

-- The newest whole report of each machine, or its partial ones.
CREATE VIEW current_report AS
	SELECT m.id AS machine_id, m.digest AS machine, r.host, r.generated, r.model_id,
		r.platform_id, r.set_id, r.buses, r.devices, r.id AS report_id, r.is_checked
	FROM report r JOIN machine m ON m.id = r.machine_id
	WHERE r.is_current = 1;

-- Each device of each machine.
CREATE VIEW current_device AS
	SELECT c.machine, c.host, a.name AS id, k.bus, k.ids, k.vendor, k.device, k.class,
		k.modalias, v.driver, v.module, v.state, v.reason
	FROM current_report c
	JOIN device d ON d.set_id = c.set_id
	JOIN address a ON a.id = d.address_id
	JOIN kind k ON k.id = d.kind_id
	JOIN verdict v ON v.id = d.verdict_id;

-- A module claims the device, and no driver is bound. There may be many on each machine:
-- with CROSS JOIN SQLite goes from machine to machine, so that they need not be sorted.
CREATE VIEW unbound AS
	SELECT m.digest AS machine, r.host, a.name AS id, k.ids, k.vendor, k.device, v.reason,
		v.modules
	FROM machine m CROSS JOIN report r CROSS JOIN device d CROSS JOIN verdict v
	CROSS JOIN address a CROSS JOIN kind k
	WHERE r.machine_id = m.id AND r.is_current = 1 AND d.set_id = r.set_id
		AND d.is_notable = 1 AND v.id = d.verdict_id AND v.state = 'unbound'
		AND a.id = d.address_id AND k.id = d.kind_id;

-- What "hwalias check" says of the machines: of their devices, and with the id NULL of a
-- machine as a whole. A list without --complete, a partial report or a dump does not tell
-- all of it: of such a machine that is told, too, unless its modules are gone, which comes
-- first. With
-- CROSS JOIN SQLite begins with the few devices that are notable.
CREATE VIEW attention AS
	SELECT m.digest AS machine, r.host, a.name AS id, k.ids, k.vendor, k.device, v.severity,
		v.attention AS reason, v.driver, v.remedy
	FROM device d CROSS JOIN verdict v
	CROSS JOIN report r CROSS JOIN machine m CROSS JOIN address a CROSS JOIN kind k
	WHERE d.is_notable = 1 AND v.id = d.verdict_id AND v.attention IS NOT NULL
		AND r.set_id = d.set_id AND r.is_current = 1 AND m.id = r.machine_id
		AND a.id = d.address_id AND k.id = d.kind_id
	UNION ALL
	SELECT c.machine, c.host, NULL, NULL, NULL, NULL, f.severity, f.reason, NULL, f.remedy
	FROM finding f JOIN current_report c ON c.report_id = f.report_id
	UNION ALL
	SELECT c.machine, max(c.host), NULL, NULL, NULL, NULL, NULL, 'not-checked', NULL,
		'list --all --complete on the machine looks at all devices'
	FROM current_report c WHERE (c.is_checked = 0 OR c.buses IS NOT NULL) AND NOT EXISTS (
		SELECT 1 FROM finding f
		WHERE f.report_id = c.report_id AND f.reason = 'modules-gone')
	GROUP BY c.machine;

-- Firmware is not there, or could not be loaded.
CREATE VIEW missing_firmware AS
	SELECT machine, host, id, ids, vendor, device, severity, reason, driver
	FROM attention WHERE reason IN ('firmware-missing', 'firmware-failed');

-- How many devices of a kind there are: id is "10de:2330", or a modalias. What has neither
-- is told apart by its names. Of several names of an id, those of one kind are told: one that
-- has both, the first by the alphabet.
CREATE VIEW by_device AS
	SELECT g.bus, g.ids AS id, n.vendor, n.device, g.devices
	FROM (
		SELECT p.bus, p.ids, CAST(sum(p.devices) AS bigint) AS devices,
			CASE p.ids WHEN '' THEN min(p.kind_id) ELSE (
				SELECT o.id FROM kind o WHERE o.ids = p.ids AND o.bus = p.bus
				ORDER BY CASE WHEN o.device IS NULL THEN 2 ELSE 0 END
					+ CASE WHEN o.vendor IS NULL THEN 1 ELSE 0 END,
					coalesce(o.vendor, ''), coalesce(o.device, ''), o.id
				LIMIT 1
			) END AS kind_id
		FROM (
			SELECT k.id AS kind_id, k.bus, k.ids, t.devices,
				CASE k.ids WHEN '' THEN coalesce(k.vendor, '') ELSE '' END AS vendor,
				CASE k.ids WHEN '' THEN coalesce(k.device, '') ELSE '' END AS device
			FROM tally t JOIN kind k ON k.id = t.kind_id
			WHERE t.devices > 0
		) p
		GROUP BY p.bus, p.ids, p.vendor, p.device
	) g JOIN kind n ON n.id = g.kind_id;

-- How many devices a driver drives; module is the one it is of.
CREATE VIEW by_driver AS
	SELECT v.driver, v.module, CAST(sum(t.devices) AS bigint) AS devices
	FROM tally t JOIN verdict v ON v.id = t.verdict_id
	WHERE t.devices > 0 AND v.driver IS NOT NULL
	GROUP BY v.driver, v.module;

-- Which machines have a device: each once, with how many of it, on whatever bus.
CREATE VIEW machines AS
	SELECT k.ids AS id, c.machine, max(c.host) AS host, max(m.product) AS model,
		max(p.kernel) AS kernel, count(*) AS devices
	FROM kind k
	JOIN device d ON d.kind_id = k.id
	JOIN current_report c ON c.set_id = d.set_id
	JOIN model m ON m.id = c.model_id
	JOIN platform p ON p.id = c.platform_id
	GROUP BY k.ids, c.machine;

-- Under which kernel machines run.
CREATE VIEW kernels AS
	SELECT p.kernel, p.os, count(DISTINCT c.machine_id) AS machines, CAST(sum(c.devices) AS bigint) AS devices
	FROM current_report c JOIN platform p ON p.id = c.platform_id
	GROUP BY p.kernel, p.os;

-- The hardware that machines of a model have: how many have it, and one set of devices of
-- it. Partial reports are compared with those of the same buses.
CREATE VIEW model_hardware AS
	SELECT c.model_id, coalesce(c.buses, '') AS buses, s.hardware, min(c.set_id) AS set_id,
		min(c.report_id) AS report_id, count(*) AS machines
	FROM current_report c
	JOIN device_set s ON s.id = c.set_id
	JOIN model m ON m.id = c.model_id
	WHERE m.product IS NOT NULL
	GROUP BY c.model_id, coalesce(c.buses, ''), s.hardware;

@postgresql -- Some views need settings of the session, which only a function can have. It reads as
@postgresql -- its owner, as other views do, whose user mappings other servers know, and for those
@postgresql -- alone who may read the view. ATOMIC: its names are those of now.
@postgresql CREATE FUNCTION may_read(view name) RETURNS boolean LANGUAGE sql STABLE
@postgresql BEGIN ATOMIC
@postgresql 	SELECT CASE WHEN has_table_privilege(asker.name, (
@postgresql 			SELECT v.oid FROM pg_class v JOIN pg_class c
@postgresql 			ON c.relnamespace = v.relnamespace
@postgresql 			WHERE v.relname = may_read.view AND c.oid = 'current_report'::regclass
@postgresql 		), 'SELECT') THEN true
@postgresql 		-- an error, which tells why
@postgresql 		ELSE format('%s may not read the view %s', asker.name, may_read.view)::boolean
@postgresql 	END
@postgresql 	FROM (SELECT CASE current_setting('role') WHEN 'none' THEN session_user
@postgresql 		ELSE current_setting('role')::name END AS name) asker;
@postgresql END;

-- How machines differ from the others of their model: devices of the machine, and how many
-- more than half of them have, where these numbers differ. What is plugged in, as of USB, is
-- not compared. Machines whose hardware is equal are looked at once, a model all of whose
-- machines are equal is not. Of each model one set of devices is the base, of which only
-- differences are counted: "other" is what is not there at an address of the base, "gone"
-- what is there alone.
@postgresql -- The planner takes these sets for smaller than they are.
@sqlite CREATE VIEW outliers AS
@postgresql CREATE FUNCTION find_outliers() RETURNS TABLE (
@postgresql 	machine text, host text, model text, bus text, id text, vendor text, device text,
@postgresql 	driver text, devices bigint, usual bigint
@postgresql ) LANGUAGE sql STABLE SECURITY DEFINER
@postgresql 	SET enable_nestloop = off SET jit = off SET work_mem = '128MB'
@postgresql BEGIN ATOMIC
	WITH grp AS MATERIALIZED (
		SELECT model_id, buses, min(report_id) AS id, max(machines) AS most,
			CAST(sum(machines) AS bigint) AS machines
		FROM model_hardware GROUP BY model_id, buses HAVING count(*) > 1
	), hw AS MATERIALIZED (
		SELECT g.id AS grp_id, h.hardware, h.set_id, h.machines, s.devices
		FROM model_hardware h
		JOIN grp g ON g.model_id = h.model_id AND g.buses = h.buses
		JOIN device_set s ON s.id = h.set_id
	), base AS MATERIALIZED (
		SELECT h.grp_id, min(h.set_id) AS set_id
		FROM hw h JOIN grp g ON g.id = h.grp_id AND g.most = h.machines
		GROUP BY h.grp_id
	), base_device AS MATERIALIZED (
		SELECT b.grp_id, d.address_id, d.kind_id, d.verdict_id
		FROM base b CROSS JOIN device d WHERE d.set_id = b.set_id
	), other AS MATERIALIZED (
		SELECT h.grp_id, h.set_id, d.kind_id, d.verdict_id, o.kind_id AS base_kind,
			o.verdict_id AS base_verdict
		FROM hw h CROSS JOIN device d
		LEFT JOIN base_device o ON o.grp_id = h.grp_id AND o.address_id = d.address_id
		WHERE d.set_id = h.set_id AND (o.grp_id IS NULL OR o.kind_id <> d.kind_id
			OR o.verdict_id <> d.verdict_id)
	), more AS MATERIALIZED (
		SELECT grp_id, set_id, count(*) AS devices
		FROM other WHERE base_kind IS NULL GROUP BY grp_id, set_id
	), fewer AS MATERIALIZED (
		SELECT h.grp_id, h.set_id
		FROM base b JOIN device_set s ON s.id = b.set_id
		JOIN hw h ON h.grp_id = b.grp_id
		LEFT JOIN more m ON m.grp_id = h.grp_id AND m.set_id = h.set_id
		WHERE h.devices - coalesce(m.devices, 0) < s.devices
	), gone AS MATERIALIZED (
		SELECT f.grp_id, f.set_id, o.kind_id, o.verdict_id
		FROM fewer f CROSS JOIN base_device o
		LEFT JOIN device d ON d.set_id = f.set_id AND d.address_id = o.address_id
		WHERE o.grp_id = f.grp_id AND d.set_id IS NULL
	), step AS MATERIALIZED (
		SELECT grp_id, set_id, kind_id, verdict_id, 1 AS n FROM other
		UNION ALL
		SELECT grp_id, set_id, base_kind, base_verdict, -1 FROM other
		WHERE base_kind IS NOT NULL
		UNION ALL
		SELECT grp_id, set_id, kind_id, verdict_id, -1 FROM gone
	), moved AS MATERIALIZED (
		SELECT s.grp_id, s.set_id, k.part, v.driver_part, sum(s.n) AS n
		FROM step s CROSS JOIN kind k CROSS JOIN verdict v
		WHERE k.id = s.kind_id AND v.id = s.verdict_id AND k.is_plugged = 0
		GROUP BY s.grp_id, s.set_id, k.part, v.driver_part HAVING sum(s.n) <> 0
	), basis AS MATERIALIZED (
		SELECT b.grp_id, k.part, v.driver_part, count(*) AS devices
		FROM base_device b CROSS JOIN kind k CROSS JOIN verdict v
		WHERE k.id = b.kind_id AND v.id = b.verdict_id AND k.is_plugged = 0
		GROUP BY b.grp_id, k.part, v.driver_part
	), have AS MATERIALIZED (
		SELECT m.grp_id, m.set_id, m.part, m.driver_part, h.machines,
			coalesce(b.devices, 0) AS base, coalesce(b.devices, 0) + m.n AS devices
		FROM moved m
		JOIN hw h ON h.grp_id = m.grp_id AND h.set_id = m.set_id
		LEFT JOIN basis b ON b.grp_id = m.grp_id AND b.part = m.part
			AND b.driver_part = m.driver_part
	), spread AS MATERIALIZED (
		SELECT grp_id, part, driver_part, base, devices, sum(machines) AS machines
		FROM have GROUP BY grp_id, part, driver_part, base, devices
		UNION ALL
		SELECT h.grp_id, h.part, h.driver_part, h.base, h.base,
			g.machines - sum(h.machines)
		FROM have h JOIN grp g ON g.id = h.grp_id
		GROUP BY h.grp_id, h.part, h.driver_part, h.base, g.machines
	), usual AS MATERIALIZED (
		SELECT s.grp_id, s.part, s.driver_part, s.base, s.devices
		FROM spread s JOIN grp g ON g.id = s.grp_id WHERE 2 * s.machines > g.machines
	), differs AS MATERIALIZED (
		SELECT h.grp_id, h.set_id, h.part, h.driver_part, h.devices, u.devices AS usual
		FROM have h JOIN usual u ON u.grp_id = h.grp_id AND u.part = h.part
			AND u.driver_part = h.driver_part
		WHERE h.devices <> u.devices
		UNION ALL
		SELECT h.grp_id, h.set_id, u.part, u.driver_part, u.base, u.devices
		FROM usual u JOIN hw h ON h.grp_id = u.grp_id
		LEFT JOIN have e ON e.grp_id = h.grp_id AND e.set_id = h.set_id
			AND e.part = u.part AND e.driver_part = u.driver_part
		WHERE u.devices <> u.base AND e.set_id IS NULL
	), part AS MATERIALIZED (
		SELECT part, bus, ids, max(vendor) AS vendor, max(device) AS device
		FROM kind WHERE is_plugged = 0 GROUP BY part, bus, ids
	), driver AS MATERIALIZED (
		SELECT DISTINCT driver_part, driver FROM verdict
	), member AS MATERIALIZED (
		SELECT c.machine, c.host, g.model_id, h.grp_id, h.set_id
		FROM current_report c JOIN device_set s ON s.id = c.set_id
		JOIN grp g ON g.model_id = c.model_id AND g.buses = coalesce(c.buses, '')
		JOIN hw h ON h.grp_id = g.id AND h.hardware = s.hardware
	)
	SELECT c.machine, c.host, m.product AS model, p.bus, p.ids AS id, p.vendor, p.device,
		r.driver, CAST(f.devices AS bigint) AS devices, CAST(f.usual AS bigint) AS usual
	FROM differs f
	JOIN member c ON c.grp_id = f.grp_id AND c.set_id = f.set_id
	JOIN model m ON m.id = c.model_id
	JOIN part p ON p.part = f.part
@sqlite 	JOIN driver r ON r.driver_part = f.driver_part;
@postgresql 	JOIN driver r ON r.driver_part = f.driver_part
@postgresql 	WHERE (SELECT may_read('outliers'));
@postgresql END;
@postgresql CREATE VIEW outliers AS
@postgresql 	SELECT machine COLLATE "C" AS machine, host COLLATE "C" AS host,
@postgresql 		model COLLATE "C" AS model, bus COLLATE "C" AS bus, id COLLATE "C" AS id,
@postgresql 		vendor COLLATE "C" AS vendor, device COLLATE "C" AS device,
@postgresql 		driver COLLATE "C" AS driver, devices, usual
@postgresql 	FROM find_outliers();

-- Each current report and the one before it: the newest whole one, else one of the same
-- buses, else any.
CREATE VIEW latest_pair AS
	SELECT c.report_id, (
		SELECT o.id FROM (
			SELECT r.id, r.generated, r.buses, CASE
					WHEN r.buses IS NULL THEN 0
					WHEN r.buses = c.buses THEN 1 ELSE 2
				END AS place
			FROM report r
			WHERE r.machine_id = c.machine_id AND r.is_complete = 1
				AND r.generated < c.generated
		) o ORDER BY o.place, o.generated DESC, o.buses LIMIT 1
	) AS was_id
	FROM current_report c;

-- What changed since the report before, in what both tell: on buses of which both do, of
-- a depth that both have, as with "-aa", and of each device the ids, driver, attention and
-- state if both have them. A device is told from others by its address; where only one of
-- the two tells places, as lsusb does not, nothing is added or removed.
@postgresql -- There may be as many changes as devices, and there are few: what is compiled for many
@postgresql -- (jit) takes seconds.
@sqlite CREATE VIEW drift AS
@postgresql CREATE FUNCTION find_drift() RETURNS TABLE (
@postgresql 	machine text, host text, change text, id text, ids text, device text, driver text,
@postgresql 	was text, becomes text, since text, until text
@postgresql ) LANGUAGE sql STABLE SECURITY DEFINER SET jit = off
@postgresql BEGIN ATOMIC
@postgresql 	SELECT * FROM (
@drift latest_pair
@postgresql 	) d WHERE (SELECT may_read('drift'))
;
@postgresql END;
@postgresql CREATE VIEW drift AS
@postgresql 	SELECT machine COLLATE "C" AS machine, host COLLATE "C" AS host, change COLLATE "C" AS change,
@postgresql 		id COLLATE "C" AS id, ids COLLATE "C" AS ids, device COLLATE "C" AS device,
@postgresql 		driver COLLATE "C" AS driver, was COLLATE "C" AS was,
@postgresql 		becomes COLLATE "C" AS becomes, since COLLATE "C" AS since,
@postgresql 		until COLLATE "C" AS until
@postgresql 	FROM find_drift();

-- Reports that end before their end, and machines that have the same key.
CREATE VIEW incomplete AS
	SELECT m.digest AS machine, r.host, r.generated, r.devices, r.source
	FROM report r JOIN machine m ON m.id = r.machine_id WHERE r.is_complete = 0;
CREATE VIEW clones AS
	SELECT m.digest AS machine, x.host, x.generated, x.reason, o.product AS model, x.source
	FROM conflict x JOIN machine m ON m.id = x.machine_id JOIN model o ON o.id = x.model_id;
