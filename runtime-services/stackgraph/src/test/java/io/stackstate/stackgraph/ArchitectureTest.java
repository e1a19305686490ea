package io.stackstate.stackgraph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.stackstate.stackgraph",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_MODEL_AND_TOPOLOGY_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.stql..",
              "io.stackstate.receiver..",
              "io.stackstate.synchronization..",
              "io.stackstate.api..",
              "io.stackstate.server..");

  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..stackgraph.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.stackstate.topology.kafka..");

  /** The packages that other modules use speak of the topology, not of the store. */
  @ArchTest
  static final ArchRule JANUSGRAPH_STAYS_BEHIND_THE_INTERFACE =
      noClasses()
          .that()
          .resideInAnyPackage("io.stackstate.stackgraph", "..stackgraph.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.janusgraph..", "org.apache.tinkerpop..");

  @ArchTest
  static final ArchRule WHICH_STORE_IT_IS_KNOWS_ITS_PACKAGE_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("..stackgraph.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.datastax..", "com.sleepycat..");
}
