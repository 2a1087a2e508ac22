	WITH pair AS (
		SELECT c.machine_id, c.machine, c.host, w.generated AS since, c.generated AS until,
			w.set_id AS was_set, c.set_id AS now_set,
			w.platform_id AS was_platform, c.platform_id AS now_platform,
			',' || w.buses || ',' AS was_buses, ',' || c.buses || ',' AS now_buses
		FROM @pair l
		JOIN current_report c ON c.report_id = l.report_id
		JOIN report w ON w.id = l.was_id
	), sets AS (
		SELECT DISTINCT was_set, now_set, was_buses, now_buses FROM pair
		WHERE was_set <> now_set
	), change AS (
		SELECT s.was_set, s.now_set, s.was_buses, s.now_buses, d.address_id, d.kind_id AS was_kind,
			d.verdict_id AS was_verdict, n.kind_id AS now_kind, n.verdict_id AS now_verdict
		FROM sets s
		JOIN device d ON d.set_id = s.was_set
		LEFT JOIN device n ON n.set_id = s.now_set AND n.address_id = d.address_id
		WHERE n.set_id IS NULL OR n.kind_id <> d.kind_id OR n.verdict_id <> d.verdict_id
		UNION ALL
		SELECT s.was_set, s.now_set, s.was_buses, s.now_buses, d.address_id, NULL, NULL, d.kind_id, d.verdict_id
		FROM sets s
		JOIN device d ON d.set_id = s.now_set
		LEFT JOIN device w ON w.set_id = s.was_set AND w.address_id = d.address_id
		WHERE w.set_id IS NULL
	), told AS (
		SELECT h.was_set, h.now_set, h.was_buses, h.now_buses, CASE
				WHEN h.was_kind IS NULL THEN 'added'
				WHEN h.now_kind IS NULL THEN 'removed'
				WHEN coalesce(wk.modalias, wk.ids, '') <> coalesce(nk.modalias, nk.ids, '')
					THEN 'replaced'
				WHEN coalesce(wv.driver, '') <> coalesce(nv.driver, '') THEN 'driver'
				WHEN coalesce(wv.attention, '') <> coalesce(nv.attention, '')
					THEN 'attention'
				WHEN coalesce(wv.state, '') <> coalesce(nv.state, '') THEN 'state'
			END AS change, a.name AS id, coalesce(nk.ids, wk.ids) AS ids,
			coalesce(nk.device, wk.device) AS device, nv.driver,
			CASE
				WHEN h.was_kind IS NULL THEN NULL
				WHEN h.now_kind IS NULL OR coalesce(wk.modalias, wk.ids, '') <>
					coalesce(nk.modalias, nk.ids, '') THEN wk.ids
				WHEN coalesce(wv.driver, '') <> coalesce(nv.driver, '') THEN wv.driver
				WHEN coalesce(wv.attention, '') <> coalesce(nv.attention, '')
					THEN wv.attention
				ELSE wv.state
			END AS was,
			CASE
				WHEN h.now_kind IS NULL THEN NULL
				WHEN h.was_kind IS NULL OR coalesce(wk.modalias, wk.ids, '') <>
					coalesce(nk.modalias, nk.ids, '') THEN nk.ids
				WHEN coalesce(wv.driver, '') <> coalesce(nv.driver, '') THEN nv.driver
				WHEN coalesce(wv.attention, '') <> coalesce(nv.attention, '')
					THEN nv.attention
				ELSE nv.state
			END AS becomes
		FROM change h
		JOIN address a ON a.id = h.address_id
		LEFT JOIN kind wk ON wk.id = h.was_kind
		LEFT JOIN verdict wv ON wv.id = h.was_verdict
		LEFT JOIN kind nk ON nk.id = h.now_kind
		LEFT JOIN verdict nv ON nv.id = h.now_verdict
		WHERE (h.was_kind IS NOT NULL OR h.was_buses IS NULL
				OR h.was_buses LIKE '%,' || nk.bus || ',%')
			AND (h.now_kind IS NOT NULL OR h.now_buses IS NULL
				OR h.now_buses LIKE '%,' || wk.bus || ',%')
	)
	SELECT p.machine, p.host, t.change, t.id, t.ids, t.device, t.driver, t.was, t.becomes,
		p.since, p.until
	FROM pair p JOIN told t ON t.was_set = p.was_set AND t.now_set = p.now_set
		AND coalesce(t.was_buses, '') = coalesce(p.was_buses, '')
		AND coalesce(t.now_buses, '') = coalesce(p.now_buses, '')
	WHERE t.change IS NOT NULL
	UNION ALL
	SELECT p.machine, p.host, 'kernel', NULL, NULL, NULL, NULL, w.kernel, n.kernel,
		p.since, p.until
	FROM pair p
	JOIN platform w ON w.id = p.was_platform
	JOIN platform n ON n.id = p.now_platform
	WHERE w.kernel <> n.kernel
