// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.verify.Revision;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Makes one dynamic test for each revision. Stateless. */
final class RevisionTests {

    private RevisionTests() {}

    /** What is tested of the revision at a place of the list. */
    interface Check {
        void of(int place);
    }

    static Stream<DynamicTest> each(MrtFixture mrt, List<Revision> revisions, String prefix, Check check) {
        return IntStream.range(0, revisions.size())
                .mapToObj(place -> DynamicTest.dynamicTest(
                        prefix + title(revisions.get(place)),
                        source(mrt, revisions.get(place)),
                        () -> check.of(place)));
    }

    private static String title(Revision revision) {
        return revision.id() + (revision.message().isEmpty() ? "" : " " + revision.message());
    }

    /** Where an editor goes on a double click. */
    private static URI source(MrtFixture mrt, Revision revision) {
        return mrt.project().folder().resolve(revision.path()).normalize().toUri();
    }
}
