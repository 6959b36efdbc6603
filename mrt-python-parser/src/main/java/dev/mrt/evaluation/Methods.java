// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import org.jspecify.annotations.Nullable;

/** Methods of built-in types. */
final class Methods {

    private Methods() {}

    /** The result of {@code owner.name(arguments)}, or null where the owner is not of a built-in type. */
    static @Nullable Value call(Value owner, String name, CallArguments arguments, Interpreter interpreter) {
        if (owner instanceof Text text) {
            return TextMethods.call(text, name, arguments, interpreter);
        }
        if (owner instanceof Value.BytesValue bytes) {
            return name.equals("decode") ? Text.of(bytes.value()) : Value.Unknown.of("bytes");
        }
        if (owner instanceof ListValue
                || owner instanceof DictValue
                || owner instanceof SetValue
                || owner instanceof Value.TupleValue) {
            return ContainerMethods.call(owner, name, arguments, interpreter);
        }
        if (owner instanceof Value.IntegerValue || owner instanceof Value.FloatValue || owner == Value.NONE) {
            return Value.Unknown.of("a number");
        }
        if (owner instanceof CallValue call) {
            return Paths.method(call, name, arguments, interpreter);
        }
        return null;
    }
}
