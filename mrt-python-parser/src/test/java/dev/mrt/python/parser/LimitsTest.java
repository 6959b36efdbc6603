// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mrt.python.Module;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.PythonDump;
import dev.mrt.python.SyntaxError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    /** The usual stack of a Java thread. */
    private static final long STACK = 1 << 20;

    @Test
    void characters() {
        PythonParser parser = PythonParser.builder().maxCharacters(10).build();
        assertThat(parser.parse("x = 123456").isValid()).isTrue();
        assertThat(parser.parse("x = 1234567").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.kind()).isEqualTo(SyntaxError.Kind.LIMIT))
                .hasToString(
                        "line 1, column 1: the text has 11 characters, more than 10; raise the limit or leave the file out");
    }

    @Test
    void tokensKeepWhatCameBefore() {
        ParsedSource parsed = PythonParser.builder().maxTokens(8).build().parse("a = 1\nb = 2\nc = 3\n");
        assertThat(parsed.module().body()).hasSize(2);
        assertThat(parsed.errors())
                .singleElement()
                .hasToString("line 3, column 1: more than 8 tokens; raise the limit or leave the file out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "[", "{", "f(", "a[", "{a: ", "-(", "not (", "lambda: (", "f'{", "[x for x in (", "a if ("})
    void bracketsWithinBrackets(String opening) throws Exception {
        String deepest = opening.repeat(200);
        assertThat(parseOnSmallStack(deepest).errors()).isNotEmpty();
        assertThat(parseOnSmallStack(deepest + opening).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.kind()).isEqualTo(SyntaxError.Kind.LIMIT));
    }

    @Test
    void twoHundredBracketsAreFine() throws Exception {
        assertThat(parseOnSmallStack("x = " + "(".repeat(200) + "1" + ")".repeat(200))
                        .isValid())
                .isTrue();
    }

    @Test
    void blocksWithinBlocks() throws Exception {
        assertThat(parseOnSmallStack(blocks(100)).isValid()).isTrue();
        assertThat(parseOnSmallStack(blocks(101)).errors().get(0).message())
                .isEqualTo("more than 100 blocks within one another");
    }

    /** What nests without brackets. Each is parsed without recursion or refused, and the tree can be walked recursively. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + ",
                "a ** ",
                "not ",
                "- ",
                "a and ",
                "a < ",
                "lambda: ",
                "a if b else ",
                "a.b().c, ",
                "a = ",
                "x[a] + "
            })
    void longChains(String link) throws Exception {
        for (int length : new int[] {400, 100_000}) {
            ParsedSource parsed = parseOnSmallStack("x = " + link.repeat(length) + "z\n");
            if (!parsed.isValid()) {
                assertThat(parsed.errors()).allMatch(error -> error.kind() == SyntaxError.Kind.LIMIT);
            }
        }
    }

    @Test
    void aDeepChainIsLeftOutAndTheRestKept() {
        ParsedSource parsed = PythonParser.create().parse("x = 1\ny = " + "a + ".repeat(2_000) + "b\nz = 3\n");
        assertThat(parsed.module().body()).hasSize(2);
        assertThat(parsed.errors())
                .singleElement()
                .hasToString("line 2, column 1: a statement of more than 500 nested parts; take it apart");
    }

    @Test
    void longElifChainsAndCallChains() throws Exception {
        String elifs = "if a:\n  pass\n" + "elif b:\n  pass\n".repeat(50_000);
        assertThat(parseOnSmallStack(elifs).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.kind()).isEqualTo(SyntaxError.Kind.LIMIT));
        assertThat(parseOnSmallStack("x" + ".a()".repeat(50_000)).errors()).hasSize(1);
        assertThat(parseOnSmallStack("x" + ".a()".repeat(200)).isValid()).isTrue();
    }

    @Test
    void integersOfManyDigits() {
        assertThat(PythonParser.create().parse("x = " + "9".repeat(4_300)).isValid())
                .isTrue();
        assertThat(PythonParser.create().parse("x = " + "9".repeat(4_301)).isValid())
                .isFalse();
        assertThat(PythonParser.create().parse("x = 0x" + "f".repeat(1_000_000)).isValid())
                .isTrue();
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> PythonParser.builder().maxBrackets(201))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A limit must be from 1 to 200, not 201");
    }

    private static String blocks(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(" ".repeat(i)).append("if a:\n");
        }
        return text.append(" ".repeat(depth)).append("pass\n").toString();
    }

    /** Parses, and walks the tree recursively, on a stack of the usual size. */
    private static ParsedSource parseOnSmallStack(String text) throws Exception {
        CompletableFuture<ParsedSource> result = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        ParsedSource parsed = PythonParser.create().parse(text);
                        Module module = parsed.module();
                        PythonDump.plain().dump(module);
                        assertThat(module).hasSameHashCodeAs(module);
                        result.complete(parsed);
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "small stack",
                STACK);
        thread.start();
        return result.get(60, TimeUnit.SECONDS);
    }
}
