DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
        CREATE TYPE mood AS ENUM ('sad', 'happy');
    END IF;
    IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'a') THEN
        ALTER TABLE t RENAME COLUMN a TO b;
    ELSE
        ALTER TABLE t ADD COLUMN b int;
    END IF;
END
$$;
-- The table of a constraint or index that is asked for by name alone is that of the operation inside.
DO $do$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = 'fk') THEN
        ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES o (id);
    END IF;
    IF EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'i') THEN
        DROP INDEX i;
    END IF;
END $do$ LANGUAGE plpgsql;
DO $$ BEGIN
    CREATE TYPE mood AS ENUM ('sad');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END $$;
DO $$ DECLARE
    found_it boolean;
    t text;
BEGIN
    SELECT EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'old') INTO found_it;
    IF found_it THEN
        EXECUTE 'DROP TABLE old';
        EXECUTE format('ALTER TABLE %I DROP COLUMN %I', 'Big', 'c');
        EXECUTE 'ALTER TABLE ' || quote_ident(some_name) || ' DROP COLUMN c';
    END IF;
    FOREACH t IN ARRAY ARRAY['a', 'b'] LOOP
        EXECUTE format('CREATE INDEX %I ON %I (id)', 'idx', t);
    END LOOP;
    FOR r IN SELECT id FROM big WHERE x IS NULL LOOP
        UPDATE big SET x = r.id WHERE id = r.id;
    END LOOP;
    WHILE n < 10 LOOP DELETE FROM small WHERE id = n; n := n + 1; END LOOP;
    IF (SELECT count(*) FROM small) > 0 THEN
        RAISE EXCEPTION 'rows are left in %', 'small';
    ELSIF to_regclass('gone') IS NULL THEN
        RETURN;
    END IF;
    PERFORM setval('s', 1);
    RAISE NOTICE 'done';
END $$;
DO 'BEGIN DROP TABLE IF EXISTS quoted; END';
DO LANGUAGE plpython3u $$ print(1) $$;
