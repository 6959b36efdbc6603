// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Writes the way back that a migration lacks: {@link dev.mrt.fix.MigrationFixer} plans the reverse from the replayed schemas,
 * renders it as code of the framework, and keeps only what a second analysis proves to restore the schema.
 */
@NullMarked
package dev.mrt.fix;

import org.jspecify.annotations.NullMarked;
