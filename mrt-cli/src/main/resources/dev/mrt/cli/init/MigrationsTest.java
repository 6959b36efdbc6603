package migrations;

import dev.mrt.junit.MrtProject;
import dev.mrt.junit.MrtTests;

/** The migrations can be applied, come back without loss, and agree with the models; see docs/junit.md of mrt. */
@MrtProject("@project@")
class MigrationsTest implements MrtTests {}
