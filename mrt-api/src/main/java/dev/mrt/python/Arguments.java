// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a function. {@code defaults} belong to the last of {@code posOnlyArgs} and {@code args} together; {@code kwDefaults} has an entry for each of {@code kwOnlyArgs}, null where there is no default. */
public record Arguments(
        List<Argument> posOnlyArgs,
        List<Argument> args,
        @Nullable Argument varArg,
        List<Argument> kwOnlyArgs,
        List<@Nullable Expression> kwDefaults,
        @Nullable Argument kwArg,
        List<Expression> defaults,
        int start,
        int end)
        implements Node {
    public Arguments {
        posOnlyArgs = List.copyOf(posOnlyArgs);
        args = List.copyOf(args);
        kwOnlyArgs = List.copyOf(kwOnlyArgs);
        kwDefaults = NullableLists.copyOf(kwDefaults);
        defaults = List.copyOf(defaults);
    }

    @Override
    public void fields(FieldVisitor visitor) {
        visitor.nodes("posonlyargs", posOnlyArgs);
        visitor.nodes("args", args);
        visitor.node("vararg", varArg);
        visitor.nodes("kwonlyargs", kwOnlyArgs);
        visitor.nodes("kw_defaults", kwDefaults);
        visitor.node("kwarg", kwArg);
        visitor.nodes("defaults", defaults);
    }

    @Override
    public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
        return visitor.visitArguments(this);
    }
}
