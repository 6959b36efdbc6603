-- What is done to a temporary table is nothing to the schema.
CREATE TEMP TABLE scratch AS SELECT * FROM t;
CREATE INDEX ON scratch (a);
UPDATE scratch SET a = 1;
INSERT INTO t SELECT * FROM scratch;
DROP TABLE scratch;
DROP TABLE t;
