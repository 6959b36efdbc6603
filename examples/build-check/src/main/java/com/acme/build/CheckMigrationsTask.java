package com.acme.build;

import java.util.List;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.tasks.InputDirectory;
import org.gradle.api.tasks.TaskAction;

/** {@code tasks.register<CheckMigrationsTask>("checkMigrations") { migrations = layout.projectDirectory.dir("db") }}. */
public abstract class CheckMigrationsTask extends DefaultTask {

    @InputDirectory
    public abstract DirectoryProperty getMigrations();

    @TaskAction
    public void check() {
        List<String> failures = BuildCheck.failures(getMigrations().get().getAsFile().toPath());
        failures.forEach(getLogger()::error);
        if (!failures.isEmpty()) {
            throw new GradleException(failures.size() + " dangers in the migrations");
        }
    }
}
