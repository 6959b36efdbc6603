// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** What {@link java.lang.runtime.ObjectMethods} would make of a record, written out. */
final class RecordMethods {

    private static final Type OBJECTS = Type.getType(Objects.class);
    private static final Type OBJECT = Type.getType(Object.class);

    private final String method;
    private final Type type;
    private final String[] names;
    private final List<Handle> fields = new ArrayList<>();

    RecordMethods(InvokeDynamicInsnNode site) {
        method = site.name;
        type = (Type) site.bsmArgs[0];
        names = ((String) site.bsmArgs[1]).split(";");
        for (int i = 2; i < site.bsmArgs.length; i++) {
            fields.add((Handle) site.bsmArgs[i]);
        }
    }

    void write(GeneratorAdapter code) {
        switch (method) {
            case "equals" -> equality(code);
            case "hashCode" -> hash(code);
            case "toString" -> text(code);
            default -> throw new IllegalArgumentException("Not a method of records: " + method);
        }
    }

    private void equality(GeneratorAdapter code) {
        Label different = new Label();
        code.loadArg(1);
        code.instanceOf(type);
        code.ifZCmp(GeneratorAdapter.EQ, different);
        for (Handle field : fields) {
            Type value = Type.getType(field.getDesc());
            code.loadArg(0);
            get(code, field);
            code.loadArg(1);
            code.checkCast(type);
            get(code, field);
            switch (value.getSort()) {
                case Type.ARRAY, Type.OBJECT -> {
                    code.invokeStatic(OBJECTS, new Method("equals", Type.BOOLEAN_TYPE, new Type[] {OBJECT, OBJECT}));
                    code.ifZCmp(GeneratorAdapter.EQ, different);
                }
                case Type.FLOAT, Type.DOUBLE -> {
                    code.invokeStatic(boxed(value), new Method("compare", Type.INT_TYPE, new Type[] {value, value}));
                    code.ifZCmp(GeneratorAdapter.NE, different);
                }
                default -> code.ifCmp(value, GeneratorAdapter.NE, different);
            }
        }
        code.push(true);
        code.returnValue();
        code.mark(different);
        code.visitFrame(
                Opcodes.F_NEW, 2, new Object[] {type.getInternalName(), OBJECT.getInternalName()}, 0, new Object[0]);
        code.push(false);
        code.returnValue();
        code.endMethod();
    }

    private void hash(GeneratorAdapter code) {
        code.push(0);
        for (Handle field : fields) {
            Type value = Type.getType(field.getDesc());
            code.push(31);
            code.math(GeneratorAdapter.MUL, Type.INT_TYPE);
            code.loadArg(0);
            get(code, field);
            boolean reference = value.getSort() >= Type.ARRAY;
            code.invokeStatic(
                    reference ? OBJECTS : boxed(value),
                    new Method("hashCode", Type.INT_TYPE, new Type[] {reference ? OBJECT : value}));
            code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
        }
        code.returnValue();
        code.endMethod();
    }

    private void text(GeneratorAdapter code) {
        Concatenation.begin(code);
        StringBuilder text = new StringBuilder(simpleName()).append('[');
        for (int i = 0; i < fields.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(names[i]).append('=');
            Concatenation.append(code, text);
            code.loadArg(0);
            get(code, fields.get(i));
            Concatenation.append(code, Type.getType(fields.get(i).getDesc()));
        }
        Concatenation.append(code, text.append(']'));
        Concatenation.end(code);
    }

    private String simpleName() {
        String name = type.getInternalName();
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }

    private void get(GeneratorAdapter code, Handle field) {
        code.getField(type, field.getName(), Type.getType(field.getDesc()));
    }

    private static Type boxed(Type value) {
        return switch (value.getSort()) {
            case Type.BOOLEAN -> Type.getType(Boolean.class);
            case Type.CHAR -> Type.getType(Character.class);
            case Type.BYTE -> Type.getType(Byte.class);
            case Type.SHORT -> Type.getType(Short.class);
            case Type.INT -> Type.getType(Integer.class);
            case Type.FLOAT -> Type.getType(Float.class);
            case Type.LONG -> Type.getType(Long.class);
            default -> Type.getType(Double.class);
        };
    }
}
