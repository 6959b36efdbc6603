// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** A string joined of texts and values: with a {@link StringBuilder}, as before Java 9. */
final class Concatenation {

    private static final Type BUILDER = Type.getType(StringBuilder.class);
    private static final Type OBJECT = Type.getType(Object.class);
    private static final Type STRING = Type.getType(String.class);
    private static final char VALUE = '\1';
    private static final char CONSTANT = '\2';

    private Concatenation() {}

    /** The recipe of {@link java.lang.invoke.StringConcatFactory}: a text with marks where values and constants stand. */
    static void write(InvokeDynamicInsnNode site, GeneratorAdapter code) {
        String recipe = (String) site.bsmArgs[0];
        begin(code);
        int values = 0;
        int constants = 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < recipe.length(); i++) {
            char c = recipe.charAt(i);
            if (c == CONSTANT) {
                text.append(site.bsmArgs[constants++]);
            } else if (c == VALUE) {
                append(code, text);
                code.loadArg(values);
                append(code, Type.getArgumentTypes(site.desc)[values]);
                values++;
            } else {
                text.append(c);
            }
        }
        append(code, text);
        end(code);
    }

    static void begin(GeneratorAdapter code) {
        code.newInstance(BUILDER);
        code.dup();
        code.invokeConstructor(BUILDER, new Method("<init>", "()V"));
    }

    /** Appends a text, if there is one, and empties it. */
    static void append(GeneratorAdapter code, StringBuilder text) {
        if (!text.isEmpty()) {
            code.push(text.toString());
            append(code, STRING);
            text.setLength(0);
        }
    }

    /** Appends the value on the stack. */
    static void append(GeneratorAdapter code, Type value) {
        Type appended = switch (value.getSort()) {
            case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
            case Type.ARRAY, Type.OBJECT -> value.equals(STRING) ? STRING : OBJECT;
            default -> value;
        };
        code.invokeVirtual(BUILDER, new Method("append", BUILDER, new Type[] {appended}));
    }

    static void end(GeneratorAdapter code) {
        code.invokeVirtual(BUILDER, new Method("toString", STRING, new Type[0]));
        code.returnValue();
        code.endMethod();
    }
}
