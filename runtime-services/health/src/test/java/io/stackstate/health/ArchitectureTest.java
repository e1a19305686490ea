package io.stackstate.health;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stackstate.health", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.health.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.stackstate.topology.kafka");

  @ArchTest
  static final ArchRule THE_FOLDS_KNOW_NOBODY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..health.check",
              "..health.stream",
              "..health.element",
              "..health.propagation",
              "..health.problem",
              "..health.monitor",
              "..health.outcome",
              "..health.view",
              "..health.function")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..health.kafka", "io.micrometer..", "com.typesafe..");

  @ArchTest
  static final ArchRule FUNCTIONS_ARE_KNOWN_WHERE_THEY_ARE_RUN_AND_WIRED =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.stackstate.health.function", "io.stackstate.health.monitor")
          .and()
          .doNotBelongToAnyOf(HealthService.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.stackstate.functions..", "com.stackstate..", "groovy..");

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_IMPORT_EACH_OTHER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.receiver..",
              "io.stackstate.synchronization..",
              "io.stackstate.api..",
              "io.stackstate.stackgraph..",
              "io.stackstate.server..");
}
