// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** The class of one lambda: what it captured in fields, and the one method of its interface, which calls its code. */
final class LambdaClass {

    /** The static method that takes what the call site took, and gives the lambda. */
    static final String FACTORY = "of";

    private static final Type OBJECT = Type.getType(Object.class);
    private static final String ONLY_INSTANCE = "ONLY";

    private final String name;
    private final String host;
    private final InvokeDynamicInsnNode site;
    private final Type self;
    private final Type[] captured;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    LambdaClass(String name, String host, InvokeDynamicInsnNode site) {
        this.name = name;
        this.host = host;
        this.site = site;
        this.self = Type.getObjectType(name);
        this.captured = Type.getArgumentTypes(site.desc);
    }

    String name() {
        return name;
    }

    byte[] content() {
        String implemented = Type.getReturnType(site.desc).getInternalName();
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER,
                name,
                null,
                OBJECT.getInternalName(),
                new String[] {implemented});
        writer.visitNestHost(host);
        constructor();
        if (captured.length == 0) {
            sharedInstance();
        } else {
            factory();
        }
        body();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor() {
        for (int i = 0; i < captured.length; i++) {
            field(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "captured" + i, captured[i]);
        }
        GeneratorAdapter code = method(Opcodes.ACC_PRIVATE, constructorOf(captured));
        code.loadThis();
        code.invokeConstructor(OBJECT, constructorOf());
        for (int i = 0; i < captured.length; i++) {
            code.loadThis();
            code.loadArg(i);
            code.putField(self, "captured" + i, captured[i]);
        }
        code.returnValue();
        code.endMethod();
    }

    /** As Java does, a lambda that captures nothing is made once. */
    private void sharedInstance() {
        field(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, ONLY_INSTANCE, self);
        GeneratorAdapter initializer = method(Opcodes.ACC_STATIC, new Method("<clinit>", "()V"));
        initializer.newInstance(self);
        initializer.dup();
        initializer.invokeConstructor(self, constructorOf());
        initializer.putStatic(self, ONLY_INSTANCE, self);
        initializer.returnValue();
        initializer.endMethod();
        GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method(FACTORY, site.desc));
        code.getStatic(self, ONLY_INSTANCE, self);
        code.returnValue();
        code.endMethod();
    }

    private void factory() {
        GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method(FACTORY, site.desc));
        code.newInstance(self);
        code.dup();
        code.loadArgs();
        code.invokeConstructor(self, constructorOf(captured));
        code.returnValue();
        code.endMethod();
    }

    /** Passes on what was captured and what is given, each as the type that the code of the lambda takes. */
    private void body() {
        Method erased = new Method(site.name, ((Type) site.bsmArgs[0]).getDescriptor());
        Handle target = (Handle) site.bsmArgs[1];
        Type actual = (Type) site.bsmArgs[2];
        GeneratorAdapter code = method(Opcodes.ACC_PUBLIC, erased);
        Type owner = Type.getObjectType(target.getOwner());
        boolean makes = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (makes) {
            code.newInstance(owner);
            code.dup();
        }
        List<Type> taken = new ArrayList<>();
        if (!makes && target.getTag() != Opcodes.H_INVOKESTATIC) {
            taken.add(owner);
        }
        taken.addAll(List.of(Type.getArgumentTypes(target.getDesc())));
        for (int i = 0; i < captured.length; i++) {
            code.loadThis();
            code.getField(self, "captured" + i, captured[i]);
            convert(code, captured[i], taken.get(i));
        }
        Type[] given = erased.getArgumentTypes();
        for (int i = 0; i < given.length; i++) {
            code.loadArg(i);
            convert(code, given[i], actual.getArgumentTypes()[i]);
            convert(code, actual.getArgumentTypes()[i], taken.get(captured.length + i));
        }
        code.visitMethodInsn(call(target), target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
        Type result = makes ? owner : Type.getReturnType(target.getDesc());
        if (erased.getReturnType() == Type.VOID_TYPE) {
            drop(code, result);
        } else {
            convert(code, result, actual.getReturnType());
            convert(code, actual.getReturnType(), erased.getReturnType());
        }
        code.returnValue();
        code.endMethod();
    }

    private static int call(Handle target) {
        return switch (target.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            // Private ones, too, are called so within a nest.
            default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }

    /** What {@link java.lang.invoke.LambdaMetafactory} allows between the types of a lambda and of its code. */
    private static void convert(GeneratorAdapter code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        boolean value = from.getSort() < Type.ARRAY;
        if (value && to.getSort() < Type.ARRAY) {
            code.cast(from, to);
        } else if (value) {
            code.valueOf(from);
        } else if (to.getSort() < Type.ARRAY) {
            Type boxed = unboxed(from);
            code.unbox(boxed == null ? to : boxed);
            if (boxed != null) {
                code.cast(boxed, to);
            }
        } else {
            code.checkCast(to);
        }
    }

    private static @Nullable Type unboxed(Type type) {
        return switch (type.getInternalName()) {
            case "java/lang/Boolean" -> Type.BOOLEAN_TYPE;
            case "java/lang/Character" -> Type.CHAR_TYPE;
            case "java/lang/Byte" -> Type.BYTE_TYPE;
            case "java/lang/Short" -> Type.SHORT_TYPE;
            case "java/lang/Integer" -> Type.INT_TYPE;
            case "java/lang/Float" -> Type.FLOAT_TYPE;
            case "java/lang/Long" -> Type.LONG_TYPE;
            case "java/lang/Double" -> Type.DOUBLE_TYPE;
            default -> null;
        };
    }

    private static void drop(GeneratorAdapter code, Type result) {
        if (result.getSize() == 2) {
            code.pop2();
        } else if (result.getSize() == 1) {
            code.pop();
        }
    }

    private static Method constructorOf(Type... parameters) {
        return new Method("<init>", Type.VOID_TYPE, parameters);
    }

    private void field(int access, String field, Type type) {
        writer.visitField(access, field, type.getDescriptor(), null, null).visitEnd();
    }

    private GeneratorAdapter method(int access, Method method) {
        MethodVisitor visitor = writer.visitMethod(access, method.getName(), method.getDescriptor(), null, null);
        GeneratorAdapter code = new GeneratorAdapter(visitor, access, method.getName(), method.getDescriptor());
        code.visitCode();
        return code;
    }
}
