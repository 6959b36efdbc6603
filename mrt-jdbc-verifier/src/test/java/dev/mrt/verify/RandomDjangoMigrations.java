// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Django migrations made at random, each of which runs after those before it. The same seed makes the same migrations. */
@NullUnmarked // what is picked at random is there by construction
final class RandomDjangoMigrations {

    private static final List<String> FIELDS = List.of(
            "models.CharField(max_length=20",
            "models.CharField(max_length=100, db_index=True",
            "models.CharField(max_length=30, unique=True",
            "models.SlugField(max_length=40",
            "models.EmailField(",
            "models.URLField(max_length=150",
            "models.TextField(",
            "models.IntegerField(",
            "models.IntegerField(db_index=True",
            "models.PositiveIntegerField(",
            "models.PositiveSmallIntegerField(",
            "models.SmallIntegerField(",
            "models.BigIntegerField(",
            "models.BooleanField(",
            "models.FloatField(",
            "models.DecimalField(max_digits=8, decimal_places=2",
            "models.DateField(",
            "models.DateTimeField(",
            "models.TimeField(",
            "models.DurationField(",
            "models.UUIDField(",
            "models.UUIDField(unique=True",
            "models.JSONField(",
            "models.BinaryField(",
            "models.GenericIPAddressField(",
            "models.FileField(upload_to='x'");

    private final Random random;
    private final TestDatabases database;
    private final Map<String, Draft> models = new TreeMap<>();
    private int serial;

    RandomDjangoMigrations(long seed, TestDatabases database) {
        this.random = new Random(seed);
        this.database = database;
    }

    /** Writes so many migrations. */
    void write(DjangoFixture project, int migrations) {
        for (int i = 1; i <= migrations; i++) {
            StringBuilder operations = new StringBuilder();
            int count = 1 + random.nextInt(3);
            for (int j = 0; j < count; j++) {
                // What is deferred to the end of a migration sees names that renames in it made: one or the other.
                String operation = count == 1 ? renameModel() : null;
                while (operation == null) {
                    operation = models.size() < 2 ? createModel() : operation();
                }
                operations.append("migrations.").append(operation).append(",\n");
            }
            project.migration(String.format("%04d_step", i), operations.toString());
        }
    }

    /** A model as it is after the migrations written so far. */
    private static final class Draft {
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final List<String> indexes = new ArrayList<>();
        private final List<String> constraints = new ArrayList<>();
        /** Fields that an index, a constraint or {@code unique_together} names. */
        private final List<String> used = new ArrayList<>();

        private final List<String> referring = new ArrayList<>();
        private boolean together;
    }

    private @Nullable String operation() {
        return switch (random.nextInt(17)) {
            case 0, 1 -> createModel();
            case 2 -> deleteModel();
            case 3, 4, 5 -> addField();
            case 6 -> removeField();
            case 7, 8, 9 -> alterField();
            case 10 -> renameField();
            case 11 -> addIndex();
            case 12 -> removeOrRenameIndex();
            case 13 -> addConstraint();
            case 14 -> removeConstraint();
            case 15 -> together();
            default -> null;
        };
    }

    // ---- models

    private String createModel() {
        String name = fresh("M");
        Draft draft = new Draft();
        StringBuilder fields = new StringBuilder();
        fields.append(
                switch (random.nextInt(4)) {
                    case 0 -> "('id', models.AutoField(primary_key=True, serialize=False)), ";
                    case 1 -> "('id', models.UUIDField(primary_key=True, serialize=False)), ";
                    case 2 -> "('code', models.CharField(max_length=9, primary_key=True, serialize=False)), ";
                    default -> "('id', models.BigAutoField(primary_key=True, serialize=False)), ";
                });
        for (int i = 0; i <= random.nextInt(5); i++) {
            String field = fresh("f");
            String type = field();
            draft.fields.put(field, type);
            fields.append("('").append(field).append("', ").append(type).append("), ");
        }
        if (!models.isEmpty() && random.nextBoolean()) {
            String field = fresh("f");
            String type = relation(name);
            if (!type.contains("ManyToMany")) {
                draft.fields.put(field, type);
            }
            fields.append("('").append(field).append("', ").append(type).append("), ");
        }
        models.put(name, draft);
        String options = "";
        if (random.nextInt(4) == 0) {
            options = ", options={'db_table': '" + name.toLowerCase(Locale.ROOT) + "_table'}";
        }
        return "CreateModel(name='" + name + "', fields=[" + fields + "]" + options + ")";
    }

    private String relation(String from) {
        String to = any(List.copyOf(models.keySet()));
        Draft target = models.get(to);
        target.referring.add(from);
        return switch (random.nextInt(5)) {
            case 0 ->
                "models.OneToOneField(null=True, on_delete=models.CASCADE, to='shop." + to + "', related_name='+')";
            case 1 ->
                "models.ForeignKey(null=True, db_index=False, on_delete=models.SET_NULL, to='shop." + to
                        + "', related_name='+')";
            case 2 -> "models.ManyToManyField(to='shop." + to + "', related_name='+')";
            case 3 ->
                "models.ForeignKey(null=True, db_constraint=False, on_delete=models.DO_NOTHING, to='shop." + to
                        + "', related_name='+')";
            default -> "models.ForeignKey(null=True, on_delete=models.CASCADE, to='shop." + to + "', related_name='+')";
        };
    }

    private @Nullable String deleteModel() {
        String name = any(List.copyOf(models.keySet()));
        if (models.size() < 4 || !models.get(name).referring.isEmpty()) {
            return null;
        }
        models.remove(name);
        models.values().forEach(draft -> draft.referring.removeIf(name::equals));
        return "DeleteModel(name='" + name + "')";
    }

    private @Nullable String renameModel() {
        if (models.isEmpty() || random.nextBoolean()) {
            return null;
        }
        if (random.nextInt(3) == 0) {
            return table();
        }
        String name = any(List.copyOf(models.keySet()));
        String other = fresh("M");
        Draft draft = models.remove(name);
        models.put(other, draft);
        for (Draft each : models.values()) {
            each.referring.replaceAll(referring -> referring.equals(name) ? other : referring);
            each.fields.replaceAll((field, type) -> type.replace("'shop." + name + "'", "'shop." + other + "'"));
        }
        return "RenameModel(old_name='" + name + "', new_name='" + other + "')";
    }

    private String table() {
        String name = any(List.copyOf(models.keySet()));
        return "AlterModelTable(name='" + name + "', table="
                + (random.nextBoolean() ? "None" : "'" + fresh("named_table_") + "'") + ")";
    }

    // ---- fields

    private String field() {
        String type = FIELDS.get(random.nextInt(FIELDS.size()));
        String separator = type.endsWith("(") ? "" : ", ";
        String option = switch (random.nextInt(5)) {
            case 0 -> "blank=True";
            case 1 -> "null=True, db_column='" + fresh("col_") + "'";
            default -> "null=True";
        };
        return type + separator + option + ")";
    }

    private String addField() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        String field = fresh("f");
        String type;
        if (random.nextInt(4) == 0) {
            type = relation(name);
        } else {
            type = field().replace("blank=True", "null=True");
            if (type.contains("IntegerField(null=True)") && random.nextBoolean()) {
                type = type.replace("null=True", random.nextBoolean() ? "default=3" : "db_default=4");
            } else if (type.contains("CharField(max_length=20, null=True)") && random.nextBoolean()) {
                type = type.replace("null=True", random.nextBoolean() ? "default=''" : "db_default='a'");
            }
        }
        if (!type.contains("ManyToMany")) {
            draft.fields.put(field, type);
        }
        return "AddField(model_name='" + lower(name) + "', name='" + field + "', field=" + type + ")";
    }

    private @Nullable String removeField() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        String field = unused(draft);
        if (field == null || draft.fields.size() < 2) {
            return null;
        }
        draft.fields.remove(field);
        return "RemoveField(model_name='" + lower(name) + "', name='" + field + "')";
    }

    private @Nullable String alterField() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        String field = unused(draft);
        if (field == null) {
            return null;
        }
        String old = draft.fields.get(field);
        String type = null;
        if (old.contains("models.CharField") || old.contains("models.SlugField")) {
            type = one(
                    "models.CharField(max_length=50, null=True)",
                    "models.CharField(max_length=20, null=True, unique=True)",
                    "models.CharField(max_length=20, null=True, db_index=True)",
                    "models.CharField(max_length=20, default='x')",
                    "models.SlugField(max_length=50)",
                    "models.TextField(null=True)",
                    "models.CharField(max_length=25, null=True, db_column='" + fresh("col_") + "')");
        } else if (old.contains("IntegerField")) {
            type = one(
                    "models.BigIntegerField(null=True)",
                    "models.IntegerField()",
                    "models.PositiveIntegerField(null=True)",
                    "models.SmallIntegerField(null=True, unique=True)",
                    "models.IntegerField(null=True, db_index=True)",
                    "models.IntegerField(db_default=7)",
                    "models.PositiveBigIntegerField(null=True, db_index=True)");
        } else if (old.contains("models.ForeignKey") && !old.contains("db_constraint")) {
            type = old.contains("db_index=False")
                    ? old.replace("db_index=False, ", "")
                    : old.replace("null=True, ", "null=True, db_index=False, ");
        } else if (old.contains("DecimalField")) {
            type = "models.DecimalField(max_digits=10, decimal_places=3, null=True)";
        } else if (old.contains("TextField")) {
            type = database == TestDatabases.MARIADB
                    ? "models.TextField(null=True)"
                    : "models.TextField(unique=True, null=True)";
        }
        if (type == null) {
            return null;
        }
        draft.fields.put(field, type);
        return "AlterField(model_name='" + lower(name) + "', name='" + field + "', field=" + type + ")";
    }

    private @Nullable String renameField() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        String field = unused(draft);
        if (field == null) {
            return null;
        }
        String other = fresh("f");
        draft.fields.put(other, draft.fields.remove(field));
        return "RenameField(model_name='" + lower(name) + "', old_name='" + field + "', new_name='" + other + "')";
    }

    private @Nullable String unused(Draft draft) {
        List<String> free = new ArrayList<>(draft.fields.keySet());
        free.removeAll(draft.used);
        return free.isEmpty() ? null : any(free);
    }

    /** A field that can be in a key of any database. */
    private @Nullable String key(Draft draft) {
        List<String> keys = new ArrayList<>();
        draft.fields.forEach((field, type) -> {
            if (type.contains("IntegerField") || type.contains("CharField") || type.contains("DateField")) {
                keys.add(field);
            }
        });
        return keys.isEmpty() ? null : any(keys);
    }

    // ---- indexes and constraints

    private @Nullable String addIndex() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        String field = key(draft);
        if (field == null) {
            return null;
        }
        String index = fresh("idx_");
        draft.indexes.add(index);
        draft.used.add(field);
        boolean expressions = database != TestDatabases.MARIADB;
        String made = switch (random.nextInt(!expressions ? 2 : isText(draft, field) ? 5 : 4)) {
            case 0 -> "fields=['" + field + "']";
            case 1 -> "fields=['-" + field + "']";
            case 2 -> "fields=['" + field + "'], condition=models.Q(('" + field + "__isnull', False))";
            case 3 -> "models.F('" + field + "').desc()";
            default -> "models.functions.Upper('" + field + "')";
        };
        boolean positional = made.startsWith("models.");
        return "AddIndex(model_name='" + lower(name) + "', index=models.Index(" + (positional ? made + ", " : "")
                + "name='" + index + "'" + (positional ? "" : ", " + made) + "))";
    }

    private @Nullable String removeOrRenameIndex() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        if (draft.indexes.isEmpty()) {
            return null;
        }
        String index = any(draft.indexes);
        draft.indexes.remove(index);
        if (random.nextBoolean()) {
            String other = fresh("idx_");
            draft.indexes.add(other);
            return "RenameIndex(model_name='" + lower(name) + "', new_name='" + other + "', old_name='" + index + "')";
        }
        return "RemoveIndex(model_name='" + lower(name) + "', name='" + index + "')";
    }

    private @Nullable String addConstraint() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        String field = key(draft);
        if (field == null) {
            return null;
        }
        String constraint = fresh("con_");
        draft.constraints.add(constraint);
        draft.used.add(field);
        boolean postgresql = database == TestDatabases.POSTGRESQL;
        String made = switch (random.nextInt(!postgresql ? 3 : isText(draft, field) ? 5 : 4)) {
            case 0 -> "models.UniqueConstraint(fields=('" + field + "',), name='" + constraint + "')";
            case 1 ->
                "models.CheckConstraint(condition=models.Q(('" + field + "__isnull', False)), name='" + constraint
                        + "')";
            case 2 ->
                database == TestDatabases.MARIADB
                        ? "models.UniqueConstraint(fields=['" + field + "'], name='" + constraint + "')"
                        : "models.UniqueConstraint(fields=['" + field + "'], condition=models.Q(('" + field
                                + "__isnull', False)), name='" + constraint + "')";
            case 3 ->
                "models.UniqueConstraint(fields=['" + field + "'], name='" + constraint
                        + "', deferrable=models.Deferrable.DEFERRED)";
            default -> "models.UniqueConstraint(models.functions.Lower('" + field + "'), name='" + constraint + "')";
        };
        return "AddConstraint(model_name='" + lower(name) + "', constraint=" + made + ")";
    }

    private @Nullable String removeConstraint() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        if (draft.constraints.isEmpty()) {
            return null;
        }
        String constraint = any(draft.constraints);
        draft.constraints.remove(constraint);
        return "RemoveConstraint(model_name='" + lower(name) + "', name='" + constraint + "')";
    }

    private @Nullable String together() {
        String name = any(List.copyOf(models.keySet()));
        Draft draft = models.get(name);
        String first = key(draft);
        String second = key(draft);
        if (draft.together) {
            draft.together = false;
            return "AlterUniqueTogether(name='" + lower(name) + "', unique_together=set())";
        }
        if (first == null || second == null || first.equals(second)) {
            return null;
        }
        draft.together = true;
        draft.used.add(first);
        draft.used.add(second);
        return "AlterUniqueTogether(name='" + lower(name) + "', unique_together={('" + first + "', '" + second + "')})";
    }

    private static boolean isText(Draft draft, String field) {
        return String.valueOf(draft.fields.get(field)).contains("CharField");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private String fresh(String start) {
        serial++;
        return start + serial;
    }
}
