package io.stackstate.automation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stackstate.automation", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.stackstate.automation.kafka", "io.stackstate.automation.output.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.stackstate.topology.kafka");

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NEITHER_CLOCK_NOR_NETWORK =
      noClasses()
          .that()
          .resideInAnyPackage("..automation.handler", "..automation.notify", "..automation.engine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..automation.kafka",
              "..automation.delivery",
              "..automation.world",
              "..automation.output.http",
              "io.micrometer..",
              "java.net.http..");

  @ArchTest
  static final ArchRule OUTPUTS_DO_NOT_KNOW_WHEN_THEY_SEND =
      noClasses()
          .that()
          .resideInAPackage("..automation.output..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..automation.kafka",
              "..automation.delivery",
              "..automation.engine",
              "..automation.notify",
              "..automation.world");

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_IMPORT_EACH_OTHER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.receiver..",
              "io.stackstate.synchronization..",
              "io.stackstate.health..",
              "io.stackstate.telemetry..",
              "io.stackstate.api..",
              "io.stackstate.stackgraph..",
              "io.stackstate.server..");
}
