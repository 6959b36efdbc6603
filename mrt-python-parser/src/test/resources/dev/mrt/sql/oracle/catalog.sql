-- What PostgreSQL's catalog says, one line each. Record the expected file of definitions.sql with an empty database:
--   psql -q -v ON_ERROR_STOP=1 -f definitions.sql && psql -At -f catalog.sql > definitions.catalog
SELECT line FROM (
    SELECT format('column %s.%s %s%s%s%s', c.relname, a.attname, replace(format_type(a.atttypid, a.atttypmod), '"', ''),
            CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
            CASE WHEN a.atthasdef AND a.attgenerated = '' THEN ' default' ELSE '' END,
            CASE WHEN a.attgenerated <> '' THEN ' generated' WHEN a.attidentity = 'a' THEN ' always'
                 WHEN a.attidentity = 'd' THEN ' by default' ELSE '' END) AS line
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT format('constraint %s.%s %s (%s)%s%s', c.relname, n.conname,
            CASE n.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique constraint' WHEN 'f' THEN 'foreign key'
                 WHEN 'c' THEN 'check constraint' WHEN 'x' THEN 'exclusion constraint' END,
            (SELECT string_agg(attname, ', ' ORDER BY k.i) FROM unnest(n.conkey) WITH ORDINALITY k (num, i)
             JOIN pg_attribute ON attrelid = n.conrelid AND attnum = k.num),
            CASE WHEN n.contype = 'f' THEN format(' references %s (%s) %s %s', n.confrelid::regclass,
                (SELECT string_agg(attname, ', ' ORDER BY k.i) FROM unnest(n.confkey) WITH ORDINALITY k (num, i)
                 JOIN pg_attribute ON attrelid = n.confrelid AND attnum = k.num),
                n.confdeltype, n.confupdtype) ELSE '' END,
            CASE WHEN n.condeferrable THEN ' deferrable' ELSE '' END
            || CASE WHEN n.condeferred THEN ' deferred' ELSE '' END
            || CASE WHEN NOT n.convalidated THEN ' not valid' ELSE '' END)
    FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
    WHERE c.relnamespace = 'public'::regnamespace AND n.contype IN ('p', 'u', 'f', 'c', 'x')
    UNION ALL
    SELECT format('index %s.%s %s(%s)%s%s', t.relname, c.relname, CASE WHEN i.indisunique THEN 'unique ' ELSE '' END,
            (SELECT string_agg(coalesce(attname, '<expression>') || CASE WHEN i.indoption[k.n - 1] & 1 = 1 THEN ' desc' ELSE '' END,
                    ', ' ORDER BY k.n)
             FROM unnest(i.indkey) WITH ORDINALITY k (num, n)
             LEFT JOIN pg_attribute ON attrelid = i.indrelid AND attnum = k.num WHERE k.n <= i.indnkeyatts),
            CASE WHEN m.amname = 'btree' THEN '' ELSE ' ' || m.amname END,
            CASE WHEN i.indpred IS NULL THEN '' ELSE ' where' END)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_am m ON m.oid = c.relam
    WHERE c.relnamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT format('enum %s (%s)', t.typname, (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
    FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e'
    UNION ALL
    SELECT format('%s %s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'sequence' END, relname)
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'S')
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype IN ('a', 'i') AND refobjsubid > 0)
) AS lines ORDER BY line COLLATE "C";
