// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Replaces the call sites that Java links at run time: lambdas and method references, {@code equals}, {@code hashCode} and
 * {@code toString} of records, and strings that are joined. A class-data archive keeps classes ready, but each such site is
 * linked anew at every start, for which Java makes code; that took a quarter of what mrt does for ten migrations.
 * Serializable lambdas stay as they are.
 */
final class CallSites {

    private final SortedMap<String, byte[]> classes = new TreeMap<>();
    private final Map<String, List<String>> nests = new HashMap<>();

    private CallSites() {}

    /** The same classes without such call sites, and the classes of their lambdas; both by the names of their files. */
    static SortedMap<String, byte[]> replace(SortedMap<String, byte[]> compiled) {
        CallSites sites = new CallSites();
        SortedMap<String, ClassNode> nodes = new TreeMap<>();
        compiled.forEach((file, content) -> {
            ClassNode node = new ClassNode();
            new ClassReader(content).accept(node, ClassReader.EXPAND_FRAMES);
            sites.replace(node);
            nodes.put(file, node);
        });
        nodes.forEach((file, node) -> {
            sites.joinNest(node);
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            node.accept(writer);
            sites.classes.put(file, writer.toByteArray());
        });
        return sites.classes;
    }

    private void replace(ClassNode owner) {
        int number = 0;
        for (MethodNode method : List.copyOf(owner.methods)) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction instanceof InvokeDynamicInsnNode site) {
                    MethodInsnNode call = call(owner, site, number++);
                    if (call != null) {
                        method.instructions.set(site, call);
                    }
                }
            }
        }
    }

    /** A call with the same arguments and result; null where the site stays. */
    private @Nullable MethodInsnNode call(ClassNode owner, InvokeDynamicInsnNode site, int number) {
        return switch (site.bsm.getOwner() + "." + site.bsm.getName()) {
            case "java/lang/invoke/LambdaMetafactory.metafactory" -> lambda(owner, site, number);
            case "java/lang/runtime/ObjectMethods.bootstrap" -> {
                OwnMethod method = new OwnMethod(owner, site.name + "$" + number, site.desc);
                new RecordMethods(site).write(method.code());
                yield method.call();
            }
            case "java/lang/invoke/StringConcatFactory.makeConcatWithConstants" -> {
                OwnMethod method = new OwnMethod(owner, "concat$" + number, site.desc);
                Concatenation.write(site, method.code());
                yield method.call();
            }
            default -> null;
        };
    }

    private MethodInsnNode lambda(ClassNode owner, InvokeDynamicInsnNode site, int number) {
        // A lambda may call what is private to its class as long as both are of one nest.
        String host = owner.nestHostClass == null ? owner.name : owner.nestHostClass;
        LambdaClass lambda = new LambdaClass(owner.name + "$$L" + number, host, site);
        classes.put(lambda.name() + ".class", lambda.content());
        nests.computeIfAbsent(host, key -> new ArrayList<>()).add(lambda.name());
        return new MethodInsnNode(Opcodes.INVOKESTATIC, lambda.name(), LambdaClass.FACTORY, site.desc, false);
    }

    private void joinNest(ClassNode host) {
        List<String> members = nests.get(host.name);
        if (members != null) {
            List<String> all = new ArrayList<>(host.nestMembers == null ? List.of() : host.nestMembers);
            all.addAll(members);
            host.nestMembers = all;
        }
    }
}
