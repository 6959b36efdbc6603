// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import dev.mrt.rule.RiskWarning;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Short names for findings that stay the same when lines move, files are renamed and messages are reworded: made of code,
 * revision, subject and, where these are alike, the position among those alike.
 */
public final class Fingerprints {

    private Fingerprints() {}

    /**
     * The fingerprints of findings, in the order of the list; all differ.
     *
     * @param warnings findings in the order of a report
     * @return 16 hexadecimal digits for each
     */
    public static List<String> of(List<RiskWarning> warnings) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> fingerprints = new ArrayList<>(warnings.size());
        for (RiskWarning warning : warnings) {
            String key = warning.code() + '\n' + warning.revision() + '\n' + warning.subject();
            int position = seen.merge(key, 1, Integer::sum);
            fingerprints.add(hash(key + '\n' + position));
        }
        return fingerprints;
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
