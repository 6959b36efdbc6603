// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlReaderTest {

    @Test
    void readsEveryKindOfValue() {
        String text = """
                # comment
                "quoted key" = 'C:\\raw'
                a.b = "tab\\t \\u00e9 \\U0001F600"
                a.c = \"""
                one \\
                   two\"""\"
                big = 1_000
                hex = 0xFF
                float = -1.5e3
                on = true
                day = 2027-01-31 12:00:00Z
                list = [ 1, [ "x", ], # comment
                         { k.l = false } ]
                [t.u]
                v = 1
                [t]
                w = 2
                [[many]]
                n = 1
                [[many]]
                n = 2
                """;

        assertThat(plain(TomlReader.read("f", text)))
                .isEqualTo(
                        "{quoted key=C:\\raw, a={b=tab\t é 😀, c=one two\"}, big=1000, hex=255, float=-1500.0, on=true,"
                                + " day=2027-01-31 12:00:00Z, list=[1, [x], {k={l=false}}], t={u={v=1}, w=2}, many=[{n=1}, {n=2}]}");
    }

    private static String plain(TomlValue value) {
        if (value instanceof TomlValue.Table table) {
            StringBuilder text = new StringBuilder("{");
            table.entries()
                    .forEach((key, entry) -> text.append(text.length() > 1 ? ", " : "")
                            .append(key)
                            .append('=')
                            .append(plain(entry)));
            return text.append('}').toString();
        }
        if (value instanceof TomlValue.Items items) {
            return items.values().stream().map(TomlReaderTest::plain).toList().toString();
        }
        if (value instanceof TomlValue.Text text) {
            return text.value();
        }
        if (value instanceof TomlValue.Whole whole) {
            return String.valueOf(whole.value());
        }
        if (value instanceof TomlValue.Decimal decimal) {
            return String.valueOf(decimal.value());
        }
        return value instanceof TomlValue.Flag flag ? String.valueOf(flag.value()) : ((TomlValue.Moment) value).value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1\na = 2",
                "a = 1 b = 2",
                "a = x",
                "a = 01",
                "a = 1__0",
                "a = 1.",
                "a = .5",
                "a = \"x",
                "a = \"\\q\"",
                "a = \"x\ny\"",
                "a =",
                "= 1",
                "[a]\n[a]",
                "a = {b = 1}\n[a.c]\nd = 1",
                "a = {b = 1,}",
                "a.b = 1\n[a]\nc = 1",
                "[a.b]\nx = 1\n[a]\nb.c = 2",
                "a = [1]\n[[a]]",
                "[[a]]\n[a]",
                "a = [1 2]",
                "a = 99999999999999999999",
                "a = \"\\ud800\"",
                "a",
                "[a",
                "[]",
            })
    void rejectsWhatIsNotToml(String text) {
        assertThatThrownBy(() -> TomlReader.read("f", text)).isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a = 1\nb = yes' | f:2: 'yes' is not a value; a string needs quotes",
                "'a = \"\"\"\n\n' | f:3: the string that starts on line 1 does not end",
                "'[a]\nb = 1\nb = 2' | f:3: 'b' is there already, on line 2",
            })
    void namesFileAndLine(String text, String message) {
        assertThatThrownBy(() -> TomlReader.read("f", text)).hasMessage(message);
    }
}
