// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.collection;

import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An immutable ordered map whose changed copies share what did not change: an AVL tree with path copying. A change costs
 * O(log n) in time and memory. Two maps that came from each other are compared in the time of their difference, because a
 * subtree that both share is skipped by identity. Neither keys nor values may be null; keys that compare as equal are equal.
 * Thread-safe.
 */
public final class PersistentMap<K extends Comparable<? super K>, V> {

    private final @Nullable Node<K, V> root;

    private PersistentMap(@Nullable Node<K, V> root) {
        this.root = root;
    }

    /** What {@link #forEachDifference} finds: a key with its value on both sides, null on the side that has none. */
    public interface Visitor<K, V> {
        /** Called once for each key, in key order. */
        void visit(K key, @Nullable V mine, @Nullable V theirs);
    }

    /** A map without keys. */
    public static <K extends Comparable<? super K>, V> PersistentMap<K, V> empty() {
        return new PersistentMap<>(null);
    }

    /** The number of keys. */
    public int size() {
        return root == null ? 0 : root.size;
    }

    /** The value of a key; null where it has none. */
    public @Nullable V get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    /** This map with a value put; the same map where that very value is there already. */
    public PersistentMap<K, V> put(K key, V value) {
        Node<K, V> changed = put(root, key, value);
        return changed == root ? this : new PersistentMap<>(changed);
    }

    /** This map without a key; the same map where it has none. */
    public PersistentMap<K, V> remove(K key) {
        Node<K, V> changed = remove(root, key);
        return changed == root ? this : new PersistentMap<>(changed);
    }

    /** The values in the order of their keys, a view. */
    public Collection<V> values() {
        return view(node -> node.value);
    }

    /** The keys in order, a view. */
    public Collection<K> keys() {
        return view(node -> node.key);
    }

    private <T> Collection<T> view(Function<Node<K, V>, T> part) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<T> iterator() {
                return new InOrder<>(root, part);
            }

            @Override
            public int size() {
                return PersistentMap.this.size();
            }
        };
    }

    /** Visits every key that the other map has not, has alone, or has with a value that is not equal; in key order. */
    public void forEachDifference(PersistentMap<K, V> other, Visitor<K, V> visitor) {
        forEachDifference(root, other.root, visitor);
    }

    /** Goes down side by side while the same keys are on top, as they are but where a change turned the tree. */
    private static <K extends Comparable<? super K>, V> void forEachDifference(
            @Nullable Node<K, V> mine, @Nullable Node<K, V> theirs, Visitor<K, V> visitor) {
        if (mine == theirs) {
            return;
        }
        if (mine == null || theirs == null || mine.key != theirs.key && mine.key.compareTo(theirs.key) != 0) {
            walk(mine, theirs, visitor);
            return;
        }
        forEachDifference(mine.left, theirs.left, visitor);
        if (mine.value != theirs.value && !mine.value.equals(theirs.value)) {
            visitor.visit(mine.key, mine.value, theirs.value);
        }
        forEachDifference(mine.right, theirs.right, visitor);
    }

    private static <K extends Comparable<? super K>, V> void walk(
            @Nullable Node<K, V> first, @Nullable Node<K, V> second, Visitor<K, V> visitor) {
        Walk<K, V> mine = new Walk<>(first);
        Walk<K, V> theirs = new Walk<>(second);
        while (true) {
            Node<K, V> left = mine.top();
            Node<K, V> right = theirs.top();
            if (left == null && right == null) {
                return;
            }
            if (left == right && mine.isWhole() == theirs.isWhole()) {
                mine.pop();
                theirs.pop();
            } else if (left != null
                    && mine.isWhole()
                    && (right == null || !theirs.isWhole() || left.height >= right.height)) {
                mine.expand();
            } else if (right != null && theirs.isWhole()) {
                theirs.expand();
            } else {
                int order = left == null ? 1 : right == null ? -1 : left.key.compareTo(right.key);
                if (order < 0 && left != null) {
                    visitor.visit(left.key, left.value, null);
                    mine.pop();
                } else if (order > 0 && right != null) {
                    visitor.visit(right.key, null, right.value);
                    theirs.pop();
                } else if (left != null && right != null) {
                    if (left.value != right.value && !left.value.equals(right.value)) {
                        visitor.visit(left.key, left.value, right.value);
                    }
                    mine.pop();
                    theirs.pop();
                }
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked") // keys of different types do not compare, and maps of one schema have one type
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof PersistentMap<?, ?> map) || map.size() != size()) {
            return false;
        }
        boolean[] differs = {false};
        forEachDifference((PersistentMap<K, V>) map, (key, mine, theirs) -> differs[0] = true);
        return !differs[0];
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (V value : values()) {
            hash = 31 * hash + value.hashCode();
        }
        return hash;
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> put(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return node.value == value ? node : new Node<>(key, value, node.left, node.right);
        }
        if (order < 0) {
            Node<K, V> left = put(node.left, key, value);
            return left == node.left ? node : balanced(node, left, node.right);
        }
        Node<K, V> right = put(node.right, key, value);
        return right == node.right ? node : balanced(node, node.left, right);
    }

    private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            Node<K, V> left = remove(node.left, key);
            return left == node.left ? node : balanced(node, left, node.right);
        }
        if (order > 0) {
            Node<K, V> right = remove(node.right, key);
            return right == node.right ? node : balanced(node, node.left, right);
        }
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        Node<K, V> next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next, node.left, remove(node.right, next.key));
    }

    /** The entry over two subtrees whose heights differ by two at most. */
    private static <K, V> Node<K, V> balanced(Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        int tilt = height(left) - height(right);
        if (tilt > 1 && left != null) {
            Node<K, V> inner = left.right;
            if (inner != null && height(left.left) < inner.height) {
                return new Node<>(
                        inner, new Node<>(left, left.left, inner.left), new Node<>(entry, inner.right, right));
            }
            return new Node<>(left, left.left, new Node<>(entry, inner, right));
        }
        if (tilt < -1 && right != null) {
            Node<K, V> inner = right.left;
            if (inner != null && height(right.right) < inner.height) {
                return new Node<>(
                        inner, new Node<>(entry, left, inner.left), new Node<>(right, inner.right, right.right));
            }
            return new Node<>(right, new Node<>(entry, left, inner), right.right);
        }
        return new Node<>(entry, left, right);
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static final class Node<K, V> {
        final K key;
        final V value;
        final @Nullable Node<K, V> left;
        final @Nullable Node<K, V> right;
        final int height;
        final int size;

        Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(height(left), height(right));
            this.size = 1 + (left == null ? 0 : left.size) + (right == null ? 0 : right.size);
        }

        Node(Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            this(entry.key, entry.value, left, right);
        }
    }

    /** A walk in key order that can step over a whole subtree. */
    private static final class Walk<K, V> {
        private final Deque<Node<K, V>> nodes = new ArrayDeque<>();
        private final Deque<Boolean> whole = new ArrayDeque<>();

        Walk(@Nullable Node<K, V> root) {
            push(root, true);
        }

        private void push(@Nullable Node<K, V> node, boolean isWhole) {
            if (node != null) {
                nodes.push(node);
                whole.push(isWhole);
            }
        }

        @Nullable
        Node<K, V> top() {
            return nodes.peek();
        }

        boolean isWhole() {
            return Boolean.TRUE.equals(whole.peek());
        }

        void pop() {
            nodes.pop();
            whole.pop();
        }

        void expand() {
            Node<K, V> node = nodes.pop();
            whole.pop();
            push(node.right, true);
            push(node, false);
            push(node.left, true);
        }
    }

    private static final class InOrder<K, V, T> implements Iterator<T> {
        private final Deque<Node<K, V>> path = new ArrayDeque<>();
        private final Function<Node<K, V>, T> part;

        InOrder(@Nullable Node<K, V> root, Function<Node<K, V>, T> part) {
            this.part = part;
            descend(root);
        }

        private void descend(@Nullable Node<K, V> start) {
            for (Node<K, V> node = start; node != null; node = node.left) {
                path.push(node);
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public T next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node<K, V> node = path.pop();
            descend(node.right);
            return part.apply(node);
        }
    }
}
