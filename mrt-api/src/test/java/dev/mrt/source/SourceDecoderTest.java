// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.source.SourceDecoder.Decoded;
import dev.mrt.source.SourceDecoder.Undecodable;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class SourceDecoderTest {

    private static final String MARK = "\uFEFF";

    @Test
    void isUtf8UnlessDeclaredOtherwise() {
        assertThat(decode("x = 'é'", UTF_8)).isEqualTo(new Decoded("x = 'é'"));
        assertThat(decode("# coding: latin-1\nx = 'é'", ISO_8859_1))
                .isEqualTo(new Decoded("# coding: latin-1\nx = 'é'"));
        assertThat(decode("#!/usr/bin/env python\n# -*- coding: cp1252 -*-\n'€'", Charset.forName("cp1252")))
                .isEqualTo(new Decoded("#!/usr/bin/env python\n# -*- coding: cp1252 -*-\n'€'"));
        assertThat(decode("# vim: set fileencoding=UTF_8 :\n'é'", UTF_8)).isInstanceOf(Decoded.class);
    }

    @Test
    void aDeclarationCountsInTheFirstTwoLinesOnly() {
        assertThat(decode("\n\n# coding: latin-1\n'é'", ISO_8859_1)).isInstanceOf(Undecodable.class);
        assertThat(decode("x = 1\n# coding: latin-1\n'é'", ISO_8859_1)).isInstanceOf(Undecodable.class);
        assertThat(decode("\r\n# coding: latin-1\r\n'é'", ISO_8859_1)).isInstanceOf(Decoded.class);
        assertThat(decode("x = '# coding: latin-1'", UTF_8)).isInstanceOf(Decoded.class);
    }

    @Test
    void aByteOrderMarkIsNotText() {
        assertThat(decode(MARK + "x = 1", UTF_8)).isEqualTo(new Decoded("x = 1"));
        assertThat(decode(MARK + "# coding: latin-1\n", UTF_8))
                .isEqualTo(new Undecodable(
                        1,
                        "the file starts with a UTF-8 byte order mark but declares the encoding 'latin-1'",
                        "remove the mark or the declaration"));
    }

    @Test
    void namesTheLineOfABadByte() {
        assertThat(decode("x = 1\ny = 'é'\n", ISO_8859_1))
                .isEqualTo(new Undecodable(
                        2,
                        "the byte 0xe9 is not valid in UTF-8",
                        "save the file as UTF-8, or declare its encoding in the first line: # -*- coding: ... -*-"));
    }

    @Test
    void namesAnUnknownEncoding() {
        assertThat(decode("\n# coding: klingon\n", UTF_8))
                .isEqualTo(new Undecodable(
                        2, "the encoding 'klingon' is not known", "save the file as UTF-8 and remove the declaration"));
    }

    @Test
    void anEmptyFileIsAnEmptyText() {
        assertThat(decode("", UTF_8)).isEqualTo(new Decoded(""));
    }

    private static SourceDecoder.Result decode(String text, Charset charset) {
        return SourceDecoder.decode(text.getBytes(charset));
    }

    @Test
    void encodesLikeTheFile() {
        byte[] latin = "# coding: latin-1\nx = 'é'".getBytes(ISO_8859_1);
        assertThat(SourceDecoder.encodeLike(latin, "ü").orElseThrow()).isEqualTo("ü".getBytes(ISO_8859_1));
        assertThat(SourceDecoder.encodeLike(latin, "€")).isEmpty();
        assertThat(SourceDecoder.encodeLike((MARK + "x").getBytes(UTF_8), "€").orElseThrow())
                .isEqualTo((MARK + "€").getBytes(UTF_8));
    }
}
