// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Framework;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.migration.Memory;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationParser;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.migration.Workers;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import dev.mrt.source.SourceLookup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each kind of operation comes down to, and how migrations of several files hang together. */
class DjangoMigrationParserTest {

    private static final String BOOK = """
            migrations.CreateModel("Book", [
                ("id", models.AutoField(primary_key=True)),
                ("title", models.CharField(max_length=50)),
                ("isbn", models.CharField(max_length=13, db_column="code")),
            ])""";

    private final Map<String, String> files = new LinkedHashMap<>();

    @Test
    void anOperationWithoutReverseMakesTheWholeWayBackRefuse() {
        Migration migration = only(BOOK, "migrations.RunSQL('VACUUM')", "migrations.RemoveField('book', 'title')");

        assertThat(migration.downgrade().state()).isEqualTo(Procedure.State.DERIVED);
        assertThat(operations(migration.downgrade()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Operation.RaiseError.class,
                        error -> assertThat(error.message()).contains("RunSQL"));
        assertThat(migration.operations())
                .extracting(FrameworkOperation::reversible)
                .containsExactly(true, false, true);
    }

    /** Django leaves out what a database does not have, and then has nothing to remove there. */
    @Test
    void whatADatabaseCannotHaveIsNeitherMadeNorTakenAwayThere() {
        Migration migration = only(
                BOOK,
                constraint("condition=models.Q(title=''), fields=['isbn']"),
                constraint("fields=['title'], nulls_distinct=False"),
                constraint("fields=['title'], include=['isbn']"),
                "migrations.AddIndex('book', models.Index(Lower('title'), name='lower_title'))");

        List<Condition> made = conditions(migration.upgrade());
        List<Condition> taken = conditions(migration.downgrade());
        for (Dialect dialect : List.of(Dialect.POSTGRESQL, Dialect.MYSQL, Dialect.MARIADB, Dialect.SQLITE)) {
            assertThat(made).as(dialect.id()).hasSize(5);
            for (int i = 0; i < made.size(); i++) {
                assertThat(taken.get(made.size() - 1 - i).holdsOn(dialect))
                        .as("operation %s on %s", i, dialect.id())
                        .isEqualTo(made.get(i).holdsOn(dialect));
            }
        }
        assertThat(made)
                .extracting(condition -> condition.holdsOn(Dialect.MARIADB).isTrue())
                .containsExactly(true, false, false, false, false);
    }

    private static String constraint(String arguments) {
        String name = "unique_" + arguments.length();
        return "migrations.AddConstraint('book', models.UniqueConstraint(" + arguments + ", name='" + name + "'))";
    }

    private static List<Condition> conditions(Procedure procedure) {
        return procedure.steps().stream().map(Step::condition).toList();
    }

    /** Django finds them by their columns, and leaves aside constraints that have a name in the model. */
    @Test
    void whatHasNoNameInTheModelIsFoundByItsColumns() {
        Migration migration = only(
                BOOK,
                """
                migrations.AddConstraint("book", models.UniqueConstraint(fields=["title", "isbn"], name="named"))""",
                "migrations.AlterUniqueTogether('book', {('title', 'isbn')})",
                "migrations.AddIndex('book', models.Index(fields=['title'], name='title_idx'))",
                "migrations.RenameIndex('book', new_name='title_idx', old_fields=('title',))");

        assertThat(operations(migration.upgrade())).noneMatch(Operation.RenameIndex.class::isInstance);
        assertThat(operations(migration.downgrade()))
                .filteredOn(Operation.DropConstraint.class::isInstance)
                .extracting(operation -> ((Operation.DropConstraint) operation).name())
                .containsExactly("shop_book_title_code_15da55dd_uniq", "named");
    }

    @Test
    void stateOperationsNeverTouchTheDatabase() {
        Migration migration = only(BOOK, """
                migrations.SeparateDatabaseAndState(
                    database_operations=[migrations.RunSQL("DROP TABLE old", migrations.RunSQL.noop)],
                    state_operations=[migrations.AddField("book", "year", models.IntegerField(null=True))],
                )""", "migrations.RemoveField('book', 'year')");

        assertThat(operations(migration.upgrade()).subList(1, 3))
                .containsExactly(
                        new Operation.DropTable(QualifiedName.of("old"), false, false),
                        new Operation.DropColumn(QualifiedName.of("shop_book"), "year", false, true));
        assertThat(migration.operations())
                .extracting(FrameworkOperation::name, FrameworkOperation::stateOnly)
                .containsExactly(
                        tuple("CreateModel", false),
                        tuple("SeparateDatabaseAndState", false),
                        tuple("RunSQL", false),
                        tuple("AddField", true),
                        tuple("RemoveField", false));
    }

    @Test
    void workOnModelsBecomesChangesOfRows() {
        Migration migration = file("shop/migrations/0001_initial.py", """
                from django.db import migrations, models

                def forwards(apps, schema_editor):
                    Book = apps.get_model("shop", "Book")
                    Book.objects.update(title="?")
                    Book.objects.filter(title="").delete()
                    for book in Book.objects.all():
                        book.isbn = book.isbn.strip()
                        book.save()
                    Book.objects.create(title="The end")
                    schema_editor.execute("UPDATE shop_book SET title = upper(title)")
                    print("done")

                class Migration(migrations.Migration):
                    operations = [%s, migrations.RunPython(forwards, migrations.RunPython.noop)]
                """.formatted(BOOK));

        QualifiedName table = QualifiedName.of("shop_book");
        assertThat(operations(migration.upgrade()).subList(1, 6))
                .containsExactly(
                        new Operation.UpdateRows(table, List.of(new Operation.Assignment("title", "'?'")), ""),
                        new Operation.DeleteRows(table, "\"title\" = ''"),
                        new Operation.UpdateRows(table, List.of(new Operation.Assignment("code", "?")), "?"),
                        new Operation.InsertRows(table, List.of("title"), 1, null),
                        new Operation.UpdateRows(
                                table, List.of(new Operation.Assignment("title", "upper(title)")), ""));
        Step saved = migration.upgrade().steps().get(3);
        assertThat(saved.context().repeated()).isTrue();
        assertThat(saved.condition()).isInstanceOf(Condition.DependsOnData.class);
        assertThat(migration.operations().get(1).arguments())
                .containsEntry("reverse_code", "migrations.RunPython.noop");
    }

    /** What Django 5.2 does for the same calls; those on what is no relation change nothing but memory. */
    @Test
    void workThroughRelationsChangesTheRowsTheyLeadToOrWhatLinksThem() {
        Migration migration = file("shop/migrations/0001_initial.py", """
                from django.db import migrations, models

                def forwards(apps, schema_editor):
                    for book in apps.get_model("shop", "Book").objects.all():
                        book.tags.add(1, 2)
                        book.tags.set([3])
                        book.tags.create(word="new")
                        book.shelf.label = "full"
                        book.shelf.save()
                        book.title.update(seen=True)
                        book.cover.delete()
                        book.readers.clear()
                    for shelf in apps.get_model("shop", "Shelf").objects.all():
                        shelf.book_set.all().delete()
                        shelf.book_set.clear()
                        shelf.book_set.create(cover="blank")
                        for tag in shelf.book_set.first().tags.all():
                            tag.marked.remove(shelf.book_set.get())
                            tag.delete()
                    apps.get_model("shop", "Book").tags.through.objects.filter(tag_id=1).update(tag_id=2)

                class Migration(migrations.Migration):
                    operations = [
                        migrations.CreateModel("Shelf", [("label", models.TextField())]),
                        migrations.CreateModel("Tag", [("word", models.TextField())]),
                        migrations.CreateModel("Book", [
                            ("title", models.JSONField()),
                            ("cover", models.FileField()),
                            ("shelf", models.ForeignKey("Shelf", models.CASCADE, null=True)),
                            ("tags", models.ManyToManyField("Tag", related_name="marked")),
                        ]),
                        migrations.RunPython(forwards),
                    ]
                """);

        QualifiedName book = QualifiedName.of("shop_book");
        QualifiedName tag = QualifiedName.of("shop_tag");
        QualifiedName link = QualifiedName.of("shop_book_tags");
        List<String> ends = List.of("book_id", "tag_id");
        List<Operation> operations = operations(migration.upgrade());
        assertThat(operations.subList(operations.size() - 14, operations.size()))
                .containsExactly(
                        new Operation.InsertRows(link, ends, 2, null),
                        new Operation.DeleteRows(link, "?"),
                        new Operation.InsertRows(link, ends, -1, null),
                        new Operation.InsertRows(tag, List.of("word"), 1, null),
                        new Operation.InsertRows(link, ends, 1, null),
                        update(QualifiedName.of("shop_shelf"), "label", "'full'"),
                        update(book, "cover", "''"),
                        new Operation.RunCode("shop.book.readers", "it is not known where this relation leads", true),
                        new Operation.DeleteRows(book, "?"),
                        update(book, "shelf_id", "NULL"),
                        new Operation.InsertRows(book, List.of("cover", "shelf_id"), 1, null),
                        new Operation.DeleteRows(link, "?"),
                        new Operation.DeleteRows(tag, "?"),
                        new Operation.UpdateRows(
                                link, List.of(new Operation.Assignment("tag_id", "2")), "? AND \"tag_id\" = 1"));
    }

    private static Operation update(QualifiedName table, String column, String value) {
        return new Operation.UpdateRows(table, List.of(new Operation.Assignment(column, value)), "?");
    }

    @Test
    void codeThatCannotBeFollowedIsSaidToBeSo() {
        Migration migration = only(BOOK, "migrations.RunPython(elsewhere.forwards)");

        assertThat(operations(migration.upgrade()))
                .last()
                .isInstanceOfSatisfying(
                        Operation.RunCode.class,
                        code -> assertThat(code.mayChangeData()).isTrue());
    }

    @Test
    void anOperationOnSomethingWithoutAKnownNameIsOpaque() {
        Migration migration = only(BOOK, "migrations.RemoveField('book', elsewhere.NAME)");

        assertThat(operations(migration.upgrade())).last().isInstanceOf(Operation.Opaque.class);
    }

    @Test
    void aTestOfTheVendorBecomesTheConditionOfTheStep() {
        Migration migration = file("shop/migrations/0001_initial.py", """
                from django.db import migrations

                def forwards(apps, schema_editor):
                    if schema_editor.connection.vendor != "postgresql":
                        return
                    schema_editor.execute("DELETE FROM shop_book")

                class Migration(migrations.Migration):
                    operations = [migrations.RunPython(forwards)]
                """);

        assertThat(migration.upgrade().steps())
                .singleElement()
                .extracting(Step::condition)
                .isEqualTo(new Condition.DialectIs(Set.of(Dialect.POSTGRESQL)));
    }

    @Test
    void classesOfTheProjectAreReadForWhatTheyAre() {
        files.put("shop/fields.py", """
                from django.db import models

                class Isbn(models.CharField):
                    def __init__(self, *args, **kwargs):
                        kwargs["max_length"] = 13
                        super().__init__(*args, **kwargs)

                class Money(models.Field):
                    def db_type(self, connection):
                        return "money"
                """);
        Migration migration = only("""
                migrations.CreateModel("Book", [
                    ("id", models.AutoField(primary_key=True)),
                    ("isbn", shop.fields.Isbn()),
                    ("price", shop.fields.Money()),
                    ("other", somewhere.Field()),
                ])""");

        Operation.CreateTable table =
                (Operation.CreateTable) operations(migration.upgrade()).get(0);
        assertThat(table.columns())
                .extracting(column -> column.type().textOn(Dialect.POSTGRESQL))
                .containsExactly("integer", "varchar(13)", "money", "");
    }

    @Test
    void aSquashedMigrationStandsInForTheOnesThatItReplaces() {
        put("shop/migrations/0001_initial.py", migration("dependencies = []", BOOK));
        put(
                "shop/migrations/0002_year.py",
                migration(
                        "dependencies = [('shop', '0001_initial')]",
                        "migrations.AddField('book', 'year', models.IntegerField())"));
        put(
                "shop/migrations/0001_squashed.py",
                migration(
                        "replaces = [('shop', '0001_initial'), ('shop', '0002_year')]",
                        BOOK.replace("\"title\"", "\"name\"")));
        put(
                "shop/migrations/0003_rename.py",
                migration(
                        "dependencies = [('shop', '0002_year')]",
                        "migrations.AlterField('book', 'name', models.TextField())"));

        Migration last = parse().migrations().get(3);

        assertThat(last.parents()).containsExactly("shop.0002_year");
        assertThat(operations(last.upgrade()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Operation.AlterColumn.class,
                        altered -> assertThat(altered.column()).isEqualTo("name"));
    }

    @Test
    void dependenciesLeadThroughTheSourcesOnly() {
        put("people/migrations/0001_initial.py", migration("run_before = [('shop', '0002_more')]"));
        put(
                "shop/migrations/0001_initial.py",
                migration("dependencies = [('auth', '0001_initial'), ('people', '__first__')]"));
        put("shop/migrations/0002_more.py", migration("dependencies = [('shop', '0001_initial')]"));

        assertThat(parse().migrations())
                .extracting(Migration::id, Migration::parents)
                .containsExactly(
                        tuple("people.0001_initial", List.of()),
                        tuple("shop.0001_initial", List.of("people.0001_initial")),
                        tuple("shop.0002_more", List.of("shop.0001_initial", "people.0001_initial")));
    }

    /** Where no apps.py is at hand, other apps' migrations of the same name speak for their own labels just as loudly. */
    @Test
    void ofTwoLabelsThatFitAlikeTheOneNamedAfterTheDirectoryIsTaken() {
        put("site/menus/migrations/0001_initial.py", migration("dependencies = []"));
        put(
                "site/menus/migrations/0002_more.py",
                migration("dependencies = [('site_menus', '0001_initial'), ('site_cache', '0001_initial')]"));

        assertThat(parse().migrations())
                .extracting(Migration::id)
                .containsExactly("site_menus.0001_initial", "site_menus.0002_more");
    }

    @Test
    void aBrokenFileIsAProblemAndTheRestIsRead() {
        put("shop/migrations/0001_initial.py", "class Migration(migrations.Migration:\n");
        put("shop/migrations/0002_more.py", migration("dependencies = [('shop', '0001_initial')]", BOOK));

        MigrationParser.Parsed parsed = parse();

        assertThat(parsed.problems()).singleElement().extracting(Problem::kind).isEqualTo(Problem.Kind.SYNTAX);
        assertThat(parsed.migrations()).extracting(Migration::id).containsExactly("shop.0002_more");
    }

    // ---- texts in memory

    private Migration only(String... operations) {
        return file("shop/migrations/0001_initial.py", migration("dependencies = []", operations));
    }

    private static String migration(String header, String... operations) {
        return """
                import elsewhere, shop.fields, somewhere
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    %s
                    operations = [%s]
                """.formatted(header, String.join(",\n", operations));
    }

    private void put(String path, String text) {
        files.put(path, text);
    }

    private Migration file(String path, String text) {
        put(path, text);
        return parse().migrations().get(0);
    }

    private MigrationParser.Parsed parse() {
        List<MigrationSource> sources = new ArrayList<>();
        new TreeMap<>(files).forEach((path, text) -> {
            if (path.contains("/migrations/")) {
                sources.add(new MigrationSource(path, text));
            }
        });
        SourceLookup lookup = path -> Optional.ofNullable(files.get(path)).map(text -> new MigrationSource(path, text));
        return new DjangoMigrationParser()
                .parse(
                        new MigrationProject(Framework.DJANGO, "", sources, lookup),
                        Workers.sequential(),
                        Memory.none());
    }

    private static List<Operation> operations(Procedure procedure) {
        return procedure.steps().stream().map(Step::operation).toList();
    }
}
