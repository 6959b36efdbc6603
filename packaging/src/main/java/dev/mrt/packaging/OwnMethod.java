// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A private static method that is added to a class, and takes what a call site took. */
final class OwnMethod {

    private static final int ACCESS = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final ClassNode owner;
    private final MethodNode method;

    OwnMethod(ClassNode owner, String name, String descriptor) {
        this.owner = owner;
        this.method = new MethodNode(ACCESS, name, descriptor, null, null);
        owner.methods.add(method);
    }

    /** Where its code is written to. */
    GeneratorAdapter code() {
        return new GeneratorAdapter(method, ACCESS, method.name, method.desc);
    }

    MethodInsnNode call() {
        boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        return new MethodInsnNode(Opcodes.INVOKESTATIC, owner.name, method.name, method.desc, inInterface);
    }
}
