// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

/** Path patterns: {@code *}, {@code **} and {@code ?}, beginning at any directory. */
final class PathPattern {

    private PathPattern() {}

    static boolean matches(String pattern, String path) {
        if (matches(pattern, 0, path, 0)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (matches(pattern, 0, path, slash + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, int p, String path, int s) {
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '*') {
                boolean deep = pattern.startsWith("**", p);
                int next = p + (deep ? 2 : 1);
                if (deep && pattern.startsWith("/", next) && matches(pattern, next + 1, path, s)) {
                    return true;
                }
                for (int end = s; end <= path.length(); end++) {
                    if (matches(pattern, next, path, end)) {
                        return true;
                    }
                    if (!deep && end < path.length() && path.charAt(end) == '/') {
                        return false;
                    }
                }
                return false;
            }
            if (s == path.length() || (c == '?' ? path.charAt(s) == '/' : path.charAt(s) != c)) {
                return false;
            }
            p++;
            s++;
        }
        return s == path.length();
    }
}
