package io.stackstate.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.stackstate.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule kafkaTypesStayInTheirPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("..server.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule backendsAndRolesDoNotKnowTheirComposition =
      noClasses()
          .that()
          .resideInAnyPackage("..server.kafka..", "..server.elasticsearch..", "..server.role..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.stackstate.server", "..server.http..");

  @ArchTest
  static final ArchRule graphAndClusterStayInTheirModules =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.janusgraph..",
              "org.apache.tinkerpop..",
              "io.fabric8..",
              "io.stackstate.cli..",
              "co.elastic..");
}
