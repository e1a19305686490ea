package io.stackstate.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.stackstate.api",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "io.stackstate.api..",
              "io.stackstate.model..",
              "io.stackstate.topology..",
              "io.stackstate.stql..",
              "io.stackstate.stackgraph..",
              "io.stackstate.stackpacks..",
              "io.stackstate.functions..",
              "io.stackstate.telemetry",
              "io.stackstate.telemetry.event",
              "io.stackstate.telemetry.metric",
              "io.stackstate.telemetry.promql..",
              "com.linecorp.armeria..",
              "com.fasterxml.jackson..",
              "com.typesafe.config..",
              "io.micrometer..",
              "org.roaringbitmap..",
              "org.apache.kafka..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.api.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule HTTP_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.stackstate.api", "io.stackstate.api.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.linecorp.armeria..");
}
