// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.operation;

/** What {@link Operation.AlterTable} changes about a table. */
public enum TableChange {
    OWNER,
    SET_SCHEMA,
    COMMENT,
    STORAGE_PARAMETERS,
    LOGGED,
    UNLOGGED,
    TABLESPACE,
    ROW_SECURITY,
    REPLICA_IDENTITY,
    TRIGGERS,
    ATTACH_PARTITION,
    DETACH_PARTITION,
    INHERIT,
    CLUSTER_ON,
    ENGINE,
    CHARACTER_SET,
    AUTO_INCREMENT,
    OTHER
}
