// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Truth;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionPathTest {

    @Test
    void looksOnceAtConditionsThatOthersHoldManyTimes() {
        Condition nested = new Condition.Unknown("first");
        for (int i = 0; i < 60; i++) {
            Condition other = new Condition.Unknown("condition " + i);
            nested = new Condition.Any(List.of(new Condition.All(List.of(nested, other)), new Condition.Not(nested)));
        }
        Condition asked = nested;
        ConditionPath path = new ConditionPath();
        path.push(new Condition.Unknown("in force"));
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> path.decide(asked)))
                .isEqualTo(Truth.UNKNOWN);
    }
}
