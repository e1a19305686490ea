package io.stackstate.synchronization;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stackstate.synchronization", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.synchronization.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.stackstate.topology.kafka");

  @ArchTest
  static final ArchRule THE_FOLD_KNOWS_NOBODY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..synchronization.external",
              "..synchronization.mapping",
              "..synchronization.program")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..synchronization.kafka", "io.micrometer..", "com.typesafe..");

  @ArchTest
  static final ArchRule ONLY_PROGRAMS_AND_THE_ONE_WHO_WIRES_THEM_KNOW_FUNCTIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.synchronization.program")
          .and()
          .doNotBelongToAnyOf(SynchronizationService.class)
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
              "io.stackstate.api..",
              "io.stackstate.stql..",
              "io.stackstate.stackgraph..",
              "io.stackstate.server..");
}
