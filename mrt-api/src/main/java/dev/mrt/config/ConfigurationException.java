// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

/** A configuration cannot be used. The message names the file and line where there are some, and says what to do. */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates an exception with a message that is fit for users. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** Creates an exception with a message that is fit for users. */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
