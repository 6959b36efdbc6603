// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.config.ConfigurationException;
import dev.mrt.rule.RiskWarning;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Findings that are known and accepted, so that an old project can start with a clean report. A text file with one line for
 * each: its {@linkplain Fingerprints fingerprint}, and for people its code, revision and subject.
 */
public final class Baseline {

    /** What a finding of the baseline is {@linkplain Suppressed#by() suppressed by}. */
    public static final String NAME = "baseline";

    private final Set<String> fingerprints;

    private Baseline(Set<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * Reads a file. One that is not there is an empty baseline.
     *
     * @throws ConfigurationException where it cannot be read, with the line
     */
    public static Baseline read(Path file) {
        Set<String> found = new HashSet<>();
        if (!Files.exists(file)) {
            return new Baseline(found);
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            String reason = e instanceof CharacterCodingException ? "it is not UTF-8 text" : e.getMessage();
            throw new ConfigurationException("Baseline " + file + " cannot be read: " + reason, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int space = line.indexOf(' ');
            String fingerprint = space < 0 ? line : line.substring(0, space);
            if (fingerprint.length() != 16) {
                throw new ConfigurationException(file + ":" + (i + 1) + ": expected a fingerprint of 16 digits, found '"
                        + fingerprint + "'; write the baseline anew with --write-baseline");
            }
            found.add(fingerprint);
        }
        return new Baseline(found);
    }

    /** Whether a finding with this fingerprint is known. */
    public boolean contains(String fingerprint) {
        return fingerprints.contains(fingerprint);
    }

    /**
     * The text of a baseline that holds the findings of a report, those included that an older baseline suppressed.
     *
     * @param report the report
     */
    public static String write(Report report) {
        List<RiskWarning> warnings = new ArrayList<>(report.warnings());
        for (Suppressed suppressed : report.suppressed()) {
            if (suppressed.by().equals(NAME)) {
                warnings.add(suppressed.warning());
            }
        }
        Collections.sort(warnings);
        List<String> fingerprints = Fingerprints.of(warnings);
        StringBuilder text = new StringBuilder("# Findings that are known. Written by mrt check --write-baseline.\n");
        for (int i = 0; i < warnings.size(); i++) {
            RiskWarning warning = warnings.get(i);
            text.append(fingerprints.get(i))
                    .append(' ')
                    .append(warning.code())
                    .append(' ')
                    .append(warning.revision());
            if (!warning.subject().isEmpty()) {
                text.append(' ').append(warning.subject());
            }
            text.append('\n');
        }
        return text.toString();
    }
}
