// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Sites and method references of each kind that Java has; {@link #get} tells what they do. */
public final class Sites implements Supplier<List<Object>> {

    private interface Named {
        String name();

        default Supplier<String> greeting() {
            return this::greet;
        }

        private String greet() {
            return "Hello, " + name();
        }
    }

    private static class Base {
        String word() {
            return "base";
        }
    }

    private static final class Derived extends Base {
        @Override
        String word() {
            return "derived";
        }

        Supplier<String> above() {
            return super::word;
        }
    }

    private record Values(
            boolean yes,
            char letter,
            byte small,
            short low,
            int whole,
            long wide,
            float half,
            double exact,
            String text)
            implements Named {
        @Override
        public String name() {
            return text;
        }
    }

    private record Nothing() {}

    private final String text = "text";

    @Override
    public List<Object> get() {
        List<Object> results = new ArrayList<>();
        long wide = text.length() + 1L;
        double half = text.length() / 8.0;
        char letter = text.charAt(2);
        LongSupplier capturesWide = () -> wide + 1;
        Supplier<String> capturesMixed = () -> text + wide + half + letter;
        Function<String, Integer> boxes = Integer::parseInt;
        ToIntFunction<Integer> unboxes = number -> number;
        ToLongFunction<Integer> unboxesAndWidens = Integer::intValue;
        ToDoubleFunction<Long> widens = Long::longValue;
        Function<Object, String> unbound = Object::toString;
        Supplier<String> bound = text::trim;
        Supplier<List<String>> constructor = ArrayList::new;
        IntFunction<int[]> array = int[]::new;
        Consumer<List<Object>> dropsResult = list -> list.add("dropped");
        Function<List<Object>, Boolean> keepsResult = list -> list.add("kept");
        BinaryOperator<Integer> adds = Integer::sum;
        BiFunction<Integer, Integer, Long> sums = (left, right) -> (long) left + right;
        Function<Integer, Supplier<Integer>> nested = outer -> () -> outer * 2;
        Runnable nothing = () -> {};
        Named named = () -> "Ada";
        nothing.run();
        dropsResult.accept(results);
        results.add(keepsResult.apply(results));
        results.add(capturesWide.getAsLong());
        results.add(capturesMixed.get());
        results.add(boxes.apply("17"));
        results.add(unboxes.applyAsInt(3));
        results.add(unboxesAndWidens.applyAsLong(4));
        results.add(widens.applyAsDouble(5L));
        results.add(unbound.apply(6));
        results.add(bound.get());
        results.add(constructor.get());
        results.add(array.apply(7).length);
        results.add(adds.apply(8, 9));
        results.add(sums.apply(10, 11));
        results.add(nested.apply(12).get());
        results.add(named.greeting().get());
        results.add(new Derived().above().get());
        Values values = new Values(true, letter, (byte) 1, (short) 2, 3, wide, 4.5f, half, text);
        results.add(values.toString());
        results.add(values.hashCode());
        results.add(
                values.equals(new Values(true, letter, (byte) 1, (short) 2, 3, wide, 4.5f, half, "te" + letter + "t")));
        results.add(values.equals(new Values(true, letter, (byte) 1, (short) 2, 3, wide, 4.5f, Double.NaN, text)));
        results.add(values.equals(new Values(false, letter, (byte) 1, (short) 2, 3, wide, 4.5f, half, text)));
        results.add(values.equals((Object) text));
        results.add(new Nothing() + " " + new Nothing().hashCode() + new Nothing().equals(new Nothing()));
        results.add(
                "a" + letter + wide + (byte) 1 + values.low() + values.half() + half + true + null + results.size());
        return results;
    }
}
