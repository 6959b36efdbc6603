// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which project a test class is about, and registers {@link MrtExtension}. An attribute that is left out comes from the
 * configuration parameters of the JUnit platform, see {@link MrtExtension}.
 *
 * <pre>{@code
 * @MrtProject(value = "backend", skip = "0007=exported to the archive, ADR 12")
 * class MigrationsTest implements MrtTests {}
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(MrtExtension.class)
public @interface MrtProject {

    /** The project's folder, its {@code alembic.ini}, {@code pyproject.toml} or {@code manage.py}. */
    String value() default "";

    /** Django's settings module, unless it is the one of {@code manage.py}. */
    String settings() default "";

    /** The interpreter of the project's environment, unless it is in {@code .venv}, {@code VIRTUAL_ENV} or {@code PATH}. */
    String python() default "";

    /** A database on the server where scratch databases are made, as SQLAlchemy or JDBC URL. */
    String database() default "";

    /** Revisions that are applied and not verified, each as {@code revision=reason}. */
    String[] skip() default {};

    /** What comes before this revision is applied and not verified. */
    String minimumRevision() default "";

    /** How many everyday rows each table gets; -1 for the default. */
    int seedRows() default -1;

    /** How many seconds one step may take; -1 for the default. */
    long timeoutSeconds() default -1;
}
