// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.cli.format.JsonWriter;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes an operation as members of a JSON object: its name as {@code operation}, then what it is about. */
final class OperationJson {

    private final JsonWriter json;

    OperationJson(JsonWriter json) {
        this.json = json;
    }

    void write(Operation operation) throws IOException {
        json.member("operation", operation.getClass().getSimpleName());
        if (operation instanceof Operation.CreateTable it) {
            table(it.table());
            json.beginArray("columns");
            for (ColumnDefinition column : it.columns()) {
                json.beginObject();
                column(column);
                json.endObject();
            }
            json.endArray();
            constraints(it.constraints());
            indexes(it.indexes());
        } else if (operation instanceof Operation.DropTable it) {
            table(it.table()).member("if_exists", it.ifExists()).member("cascade", it.cascade());
        } else if (operation instanceof Operation.RenameTable it) {
            table(it.table()).member("new_name", it.newName().toString());
        } else if (operation instanceof Operation.AlterTable it) {
            table(it.table()).member("change", it.kind().name()).member("detail", it.detail());
        } else if (operation instanceof Operation.AddColumn it) {
            table(it.table());
            column(it.column());
            constraints(it.constraints());
            indexes(it.indexes());
        } else if (operation instanceof Operation.DropColumn it) {
            table(it.table()).member("column", it.column()).member("if_exists", it.ifExists());
        } else if (operation instanceof Operation.RenameColumn it) {
            table(it.table()).member("column", it.column()).member("new_name", it.newName());
        } else if (operation instanceof Operation.AlterColumn it) {
            alterColumn(it);
        } else {
            writeIndexesAndConstraints(operation);
        }
    }

    private void writeIndexesAndConstraints(Operation operation) throws IOException {
        if (operation instanceof Operation.CreateIndex it) {
            table(it.table());
            indexes(List.of(it.index()));
            json.member("concurrently", it.concurrently()).member("if_not_exists", it.ifNotExists());
        } else if (operation instanceof Operation.DropIndex it) {
            table(it.table()).member("name", it.name().toString());
            json.member("concurrently", it.concurrently()).member("if_exists", it.ifExists());
        } else if (operation instanceof Operation.RenameIndex it) {
            table(it.table()).member("name", it.name().toString()).member("new_name", it.newName());
        } else if (operation instanceof Operation.AddConstraint it) {
            table(it.table());
            constraints(List.of(it.constraint()));
            json.member("using_index", it.usingIndex());
        } else if (operation instanceof Operation.DropConstraint it) {
            table(it.table()).member("name", it.name());
            json.member("kind", it.kind() == null ? null : it.kind().words()).member("columns", it.columns());
        } else if (operation instanceof Operation.RenameConstraint it) {
            table(it.table()).member("name", it.name()).member("new_name", it.newName());
        } else if (operation instanceof Operation.ValidateConstraint it) {
            table(it.table()).member("name", it.name());
        } else {
            writeObjects(operation);
        }
    }

    private void writeObjects(Operation operation) throws IOException {
        if (operation instanceof Operation.CreateObject it) {
            json.member("object", it.object().key().toString()).member("or_replace", it.orReplace());
            if (it.object() instanceof SchemaObject.Defined defined) {
                json.member("definition", defined.definition());
            }
        } else if (operation instanceof Operation.DropObject it) {
            json.member("object", it.object().toString()).member("if_exists", it.ifExists());
            json.member("cascade", it.cascade());
        } else if (operation instanceof Operation.RenameObject it) {
            json.member("object", it.object().toString()).member("new_name", it.newName());
        } else if (operation instanceof Operation.AlterObject it) {
            json.member("object", it.object().toString()).member("detail", it.detail());
        } else if (operation instanceof Operation.AddEnumValue it) {
            json.member("type", it.type().toString()).member("value", it.value());
        } else if (operation instanceof Operation.RenameEnumValue it) {
            json.member("type", it.type().toString())
                    .member("value", it.value())
                    .member("new_value", it.newValue());
        } else {
            writeRowsAndTheRest(operation);
        }
    }

    private void writeRowsAndTheRest(Operation operation) throws IOException {
        if (operation instanceof Operation.Truncate it) {
            json.member(
                    "tables", it.tables().stream().map(QualifiedName::toString).toList());
            json.member("cascade", it.cascade());
        } else if (operation instanceof Operation.InsertRows it) {
            table(it.table()).member("columns", it.columns()).member("rows", it.rows());
            json.member("select", it.select());
        } else if (operation instanceof Operation.UpdateRows it) {
            table(it.table()).beginObject("assignments");
            for (Operation.Assignment assignment : it.assignments()) {
                json.member(assignment.column(), assignment.value());
            }
            json.endObject().member("where", it.where());
        } else if (operation instanceof Operation.DeleteRows it) {
            table(it.table()).member("where", it.where());
        } else if (operation instanceof Operation.ExecuteSql it) {
            json.member("sql", it.sql()).member("effect", it.effect().name());
        } else if (operation instanceof Operation.SetParameter it) {
            json.member("name", it.name()).member("value", it.value()).member("local", it.local());
        } else if (operation instanceof Operation.RunCode it) {
            json.member("description", it.description()).member("reason", it.reason());
            json.member("may_change_data", it.mayChangeData());
        } else if (operation instanceof Operation.RaiseError it) {
            json.member("message", it.message());
        } else if (operation instanceof Operation.Opaque it) {
            json.member("description", it.description()).member("reason", it.reason());
        }
    }

    private void alterColumn(Operation.AlterColumn it) throws IOException {
        table(it.table()).member("column", it.column());
        ColumnType type = it.type();
        if (type != null) {
            type(type);
        }
        if (it.nullable() != null) {
            json.member("nullable", it.nullable().name());
        }
        if (it.serverDefault() != null) {
            json.member("default", it.serverDefault().toString());
        }
        if (it.using() != null) {
            json.member("using", it.using());
        }
        if (it.comment() != null) {
            json.member("comment", it.comment());
        }
    }

    private JsonWriter table(@Nullable QualifiedName table) throws IOException {
        return json.member("table", table == null ? null : table.toString());
    }

    private void column(ColumnDefinition column) throws IOException {
        json.member("column", column.name());
        type(column.type());
        json.member("nullable", column.nullable().name())
                .member("default", column.serverDefault().toString())
                .member("identity", column.identity().name());
    }

    private void type(ColumnType type) throws IOException {
        json.member("type", type.isUnknown() ? null : type.text());
        if (!type.variants().isEmpty()) {
            json.beginObject("type_on");
            for (Dialect dialect : Dialect.values()) {
                String text = type.variants().get(dialect);
                if (text != null) {
                    json.member(dialect.id(), text);
                }
            }
            json.endObject();
        }
        if (type.enumType() != null) {
            json.member("enum", type.enumType().name().toString())
                    .member("labels", Objects.requireNonNull(type.enumType()).labels());
        }
    }

    private void constraints(List<Constraint> constraints) throws IOException {
        json.beginArray("constraints");
        for (Constraint constraint : constraints) {
            json.beginObject()
                    .member("kind", constraint.kind().words())
                    .member("name", constraint.name())
                    .member("columns", constraint.columns());
            if (constraint instanceof Constraint.ForeignKey key) {
                json.member("references", key.referencedTable().toString())
                        .member("referenced_columns", key.referencedColumns())
                        .member("on_delete", key.onDelete().sql());
            } else if (constraint instanceof Constraint.Check check) {
                json.member("expression", check.expression());
            }
            json.endObject();
        }
        json.endArray();
    }

    private void indexes(List<Index> indexes) throws IOException {
        json.beginArray("indexes");
        for (Index index : indexes) {
            json.beginObject()
                    .member("name", index.name())
                    .member("columns", index.columns())
                    .member("unique", index.unique())
                    .member("where", index.predicate())
                    .endObject();
        }
        json.endArray();
    }
}
