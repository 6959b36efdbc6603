package com.acme.build;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** {@code mvn acme:check-migrations}: fails the build where a migration cannot be rolled back. */
@Mojo(name = "check-migrations", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMigrationsMojo extends AbstractMojo {

    @Parameter(property = "migrations", defaultValue = "${project.basedir}")
    private File migrations;

    @Override
    public void execute() throws MojoFailureException {
        List<String> failures = BuildCheck.failures(migrations.toPath());
        failures.forEach(getLog()::error);
        if (!failures.isEmpty()) {
            throw new MojoFailureException(failures.size() + " dangers in the migrations of " + migrations);
        }
    }
}
