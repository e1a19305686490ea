package io.stackstate.telemetry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stackstate.telemetry", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.telemetry.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.stackstate.topology.kafka");

  @ArchTest
  static final ArchRule ELASTICSEARCH_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.telemetry.elasticsearch")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("co.elastic..", "org.elasticsearch..", "org.apache.http..");

  @ArchTest
  static final ArchRule EVENTS_KNOW_NOBODY =
      noClasses()
          .that()
          .resideInAPackage("..telemetry.event")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..telemetry.kafka",
              "..telemetry.elasticsearch",
              "io.micrometer..",
              "com.typesafe..");

  @ArchTest
  static final ArchRule PROMQL_KNOWS_A_SOURCE_OF_SAMPLES_AND_NO_STORE =
      classes()
          .that()
          .resideInAPackage("io.stackstate.telemetry.promql..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.antlr..",
              "com.google.re2j..",
              "io.stackstate.telemetry.metric..",
              "io.stackstate.telemetry.promql..");

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_IMPORT_EACH_OTHER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.receiver..",
              "io.stackstate.synchronization..",
              "io.stackstate.health..",
              "io.stackstate.automation..",
              "io.stackstate.api..",
              "io.stackstate.stackgraph..",
              "io.stackstate.server..");
}
