CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t USING gin (a gin_trgm_ops, lower(b) text_pattern_ops DESC NULLS LAST, (c ->> 'x'), (d + e)) INCLUDE (f, g) WITH (fillfactor = 70) WHERE a IS NOT NULL;
CREATE INDEX ON t (a COLLATE "C" DESC);
CREATE INDEX i ON t (date_trunc('day', a), (b::text));
DROP INDEX CONCURRENTLY IF EXISTS s.i, j CASCADE;
ALTER INDEX i RENAME TO j;
ALTER INDEX i SET (fillfactor = 70);
REINDEX INDEX CONCURRENTLY i;
