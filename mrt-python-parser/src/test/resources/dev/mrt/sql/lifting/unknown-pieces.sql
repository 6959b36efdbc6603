-- What is not known may stand where a value stands, not where a name stands.
UPDATE t SET a = <unknown>, b = 'x<unknown>' WHERE c = <unknown>;
UPDATE t SET <unknown> = 1;
DROP TABLE <unknown>;
ALTER TABLE t ADD COLUMN a <unknown> DEFAULT <unknown>, ADD COLUMN pre_<unknown> int;
CREATE TYPE e AS ENUM ('a', <unknown>);
INSERT INTO t (a, <unknown>) VALUES (<unknown>);
<unknown>;
INSERT INTO t (a) VALUES (%(a)s, :b::text, $1, ?, %s);
SELECT 'it\'s; mysql' FROM t;
