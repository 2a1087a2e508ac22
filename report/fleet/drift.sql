	WITH pair AS (
		SELECT c.machine_id, c.machine, c.host, w.generated AS since, c.generated AS until,
			w.set_id AS was_set, c.set_id AS now_set,
			w.platform_id AS was_platform, c.platform_id AS now_platform,
			',' || w.buses || ',' AS was_buses, ',' || c.buses || ',' AS now_buses,
			w.is_checked AS was_checked, c.is_checked AS now_checked
		FROM @pair l
		JOIN current_report c ON c.report_id = l.report_id
		JOIN report w ON w.id = l.was_id
	), sets AS (
		SELECT DISTINCT p.was_set, p.now_set, p.was_buses, p.now_buses, p.was_checked,
			p.now_checked, w.is_deep AS was_deep, n.is_deep AS now_deep,
			',' || coalesce(w.unplaced, '') || ',' AS was_unplaced,
			',' || coalesce(n.unplaced, '') || ',' AS now_unplaced
		FROM pair p
		JOIN device_set w ON w.id = p.was_set
		JOIN device_set n ON n.id = p.now_set
		WHERE p.was_set <> p.now_set
	), change AS (
		SELECT s.was_set, s.now_set, s.was_buses, s.now_buses, s.was_checked,
			s.now_checked, s.was_deep, s.now_deep, s.was_unplaced, s.now_unplaced,
			d.address_id, d.kind_id AS was_kind, d.verdict_id AS was_verdict,
			n.kind_id AS now_kind, n.verdict_id AS now_verdict
		FROM sets s
		JOIN device d ON d.set_id = s.was_set
		LEFT JOIN device n ON n.set_id = s.now_set AND n.address_id = d.address_id
		WHERE n.set_id IS NULL OR n.kind_id <> d.kind_id OR n.verdict_id <> d.verdict_id
		UNION ALL
		SELECT s.was_set, s.now_set, s.was_buses, s.now_buses, s.was_checked,
			s.now_checked, s.was_deep, s.now_deep, s.was_unplaced, s.now_unplaced,
			d.address_id, NULL, NULL, d.kind_id, d.verdict_id
		FROM sets s
		JOIN device d ON d.set_id = s.now_set
		LEFT JOIN device w ON w.set_id = s.was_set AND w.address_id = d.address_id
		WHERE w.set_id IS NULL
	), compared AS (
		SELECT h.was_set, h.now_set, h.was_buses, h.now_buses, h.was_checked, h.now_checked,
			CASE
				WHEN h.was_kind IS NULL THEN 'added'
				WHEN h.now_kind IS NULL THEN 'removed'
				-- the numbers of both, or the modaliases of both
				WHEN wk.ids <> nk.ids AND wk.ids <> '' AND nk.ids <> ''
					AND wk.ids NOT LIKE '%*%' AND nk.ids NOT LIKE '%*%'
					AND (wk.ids = coalesce(wk.modalias, '')) =
						(nk.ids = coalesce(nk.modalias, ''))
					THEN 'replaced'
				WHEN wk.ids = nk.ids AND wk.subsystem_ids <> nk.subsystem_ids
					THEN 'replaced'
				WHEN wk.ids = nk.ids AND wk.modalias <> nk.modalias
					AND wk.modalias NOT LIKE '%*%'
					AND nk.modalias NOT LIKE '%*%' THEN 'replaced'
				WHEN coalesce(wv.driver, '') <> coalesce(nv.driver, '')
					AND (wv.driver IS NOT NULL OR coalesce(wv.reason, '')
						NOT IN ('no-driver-information', 'ids-not-told', 'unreadable'))
					AND (nv.driver IS NOT NULL OR coalesce(nv.reason, '')
						NOT IN ('no-driver-information', 'ids-not-told', 'unreadable')) THEN 'driver'
				-- what does not tell drivers finds less
				WHEN coalesce(wv.attention, '') <> coalesce(nv.attention, '')
					AND h.was_checked = h.now_checked
					AND coalesce(wv.state, '') <> 'unknown'
					AND coalesce(nv.state, '') <> 'unknown'
					AND wv.has_tables = nv.has_tables THEN 'attention'
				WHEN coalesce(wv.state, '') <> coalesce(nv.state, '')
					AND coalesce(wv.state, '') <> 'unknown'
					AND coalesce(nv.state, '') <> 'unknown'
					AND wv.has_tables = nv.has_tables THEN 'state'
			END AS change, a.name AS id, coalesce(nk.ids, wk.ids) AS ids,
			coalesce(nk.device, wk.device) AS device, wk.ids AS was_ids, nk.ids AS now_ids,
			wv.driver AS was_driver, nv.driver AS driver, wv.attention AS was_attention,
			nv.attention AS now_attention, wv.state AS was_state, nv.state AS now_state
		FROM change h
		JOIN address a ON a.id = h.address_id
		LEFT JOIN kind wk ON wk.id = h.was_kind
		LEFT JOIN verdict wv ON wv.id = h.was_verdict
		LEFT JOIN kind nk ON nk.id = h.now_kind
		LEFT JOIN verdict nv ON nv.id = h.now_verdict
		-- what is added or removed: on a bus, and of a depth, that the other one looked at,
		-- where both tell places or neither does; else what the other one has none of,
		-- which tells the ids of all on that bus. A list without places may have equal
		-- devices once, and a USB device as its interfaces
		WHERE (h.was_kind IS NOT NULL OR ((h.was_buses IS NULL
				OR h.was_buses LIKE '%,' || nk.bus || ',%')
				AND (nk.is_deep = 0 OR h.was_deep = 1)
				AND ((h.was_unplaced LIKE '%,' || nk.bus || ',%') =
						(h.now_unplaced LIKE '%,' || nk.bus || ',%')
					OR (nk.ids <> '' AND nk.ids NOT LIKE '%*%'
						AND NOT EXISTS (SELECT 1 FROM device o
							JOIN kind ok ON ok.id = o.kind_id
							WHERE o.set_id = h.was_set AND ok.bus = nk.bus
							AND (ok.ids = nk.ids OR ok.ids = ''
								OR ok.ids LIKE '%*%'))))))
			AND (h.now_kind IS NOT NULL OR ((h.now_buses IS NULL
				OR h.now_buses LIKE '%,' || wk.bus || ',%')
				AND (wk.is_deep = 0 OR h.now_deep = 1)
				AND ((h.was_unplaced LIKE '%,' || wk.bus || ',%') =
						(h.now_unplaced LIKE '%,' || wk.bus || ',%')
					OR (wk.ids <> '' AND wk.ids NOT LIKE '%*%'
						AND NOT EXISTS (SELECT 1 FROM device o
							JOIN kind ok ON ok.id = o.kind_id
							WHERE o.set_id = h.now_set AND ok.bus = wk.bus
							AND (ok.ids = wk.ids OR ok.ids = ''
								OR ok.ids LIKE '%*%'))))))
	), told AS (
		SELECT was_set, now_set, was_buses, now_buses, was_checked, now_checked, change, id,
			ids, device, driver,
			CASE change
				WHEN 'added' THEN NULL WHEN 'removed' THEN was_ids
				WHEN 'replaced' THEN was_ids WHEN 'driver' THEN was_driver
				WHEN 'attention' THEN was_attention ELSE was_state
			END AS was,
			CASE change
				WHEN 'added' THEN now_ids WHEN 'removed' THEN NULL
				WHEN 'replaced' THEN now_ids WHEN 'driver' THEN driver
				WHEN 'attention' THEN now_attention ELSE now_state
			END AS becomes
		FROM compared WHERE change IS NOT NULL
	)
	SELECT p.machine, p.host, t.change, t.id, t.ids, t.device, t.driver, t.was, t.becomes,
		p.since, p.until
	FROM pair p JOIN told t ON t.was_set = p.was_set AND t.now_set = p.now_set
		AND coalesce(t.was_buses, '') = coalesce(p.was_buses, '')
		AND coalesce(t.now_buses, '') = coalesce(p.now_buses, '')
		AND t.was_checked = p.was_checked AND t.now_checked = p.now_checked
	UNION ALL
	SELECT p.machine, p.host, 'kernel', NULL, NULL, NULL, NULL, w.kernel, n.kernel,
		p.since, p.until
	FROM pair p
	JOIN platform w ON w.id = p.was_platform
	JOIN platform n ON n.id = p.now_platform
	WHERE w.kernel <> n.kernel
