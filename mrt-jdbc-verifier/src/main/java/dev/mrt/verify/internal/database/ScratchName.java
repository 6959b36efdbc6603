// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import java.security.SecureRandom;

/** Names of scratch databases: a prefix that is ours, the second in which they were made, and chance. Stateless. */
final class ScratchName {

    static final String PREFIX = "mrt_scratch_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long GRACE_SECONDS = 10;

    private ScratchName() {}

    static String make() {
        return PREFIX + now() + "_" + Integer.toHexString(RANDOM.nextInt());
    }

    /** Whether it was made long enough ago for its maker to have marked it as used. */
    static boolean isOld(String name) {
        int end = name.indexOf('_', PREFIX.length());
        try {
            return end > 0 && now() - Long.parseLong(name.substring(PREFIX.length(), end)) > GRACE_SECONDS;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
