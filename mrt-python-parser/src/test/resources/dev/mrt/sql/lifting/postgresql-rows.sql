INSERT INTO t (a, "B") VALUES (1, 'x'), (2, ';') ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.b IS NULL RETURNING a;
INSERT INTO t SELECT * FROM u ON CONFLICT DO NOTHING;
UPDATE ONLY t AS x SET a = 1, (b, c) = (2, now()), d = (SELECT max(d) FROM u WHERE u.id = x.id) WHERE a IS DISTINCT FROM 3 RETURNING *;
UPDATE t SET a = u.a FROM u JOIN v ON v.id = u.id WHERE u.id = t.id;
UPDATE t SET a = u.a FROM u;
DELETE FROM t;
DELETE FROM t USING u WHERE t.id = u.id;
WITH moved AS (DELETE FROM old WHERE a < :limit RETURNING *) INSERT INTO archive (a, b) SELECT a, b FROM moved;
WITH d AS (SELECT id FROM t) UPDATE t SET a = 1 FROM d WHERE d.id = t.id;
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND s.gone THEN DELETE WHEN MATCHED THEN UPDATE SET a = s.a, b = 2 WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a);
TRUNCATE TABLE ONLY a, s.b RESTART IDENTITY CASCADE;
COPY t (a, b) FROM stdin;
1	; DROP TABLE t
\.
SELECT count(*), coalesce(max(a), 0) FROM t WHERE b IN (SELECT b FROM u);
SELECT reorganise('t');
SELECT pg_catalog.setval('s.t_id_seq', 5, true);
SELECT set_config('search_path', '', false);
SELECT a INTO new_table FROM t;
