package io.stackstate.functions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"io.stackstate.functions", "com.stackstate"},
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsModelTopologyAndStqlAmongOurOwn =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.functions..",
              "io.stackstate.model..",
              "io.stackstate.topology",
              "io.stackstate.stql..",
              "com.stackstate..",
              "com.fasterxml.jackson..",
              "com.typesafe.config..",
              "com.sun.management..",
              "groovy..",
              "org.codehaus.groovy..",
              "org.apache.groovy..",
              "org.hipparchus..",
              "org.objectweb.asm..",
              "org.roaringbitmap..",
              "org.slf4j..",
              "java..");

  @ArchTest
  static final ArchRule predictionsArePure =
      classes()
          .that()
          .resideInAPackage("io.stackstate.functions.prediction")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.functions.prediction",
              "io.stackstate.model.metric",
              "org.hipparchus..",
              "java..");

  @ArchTest
  static final ArchRule theNetworkIsReachedByTheClientOfTheApiOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.functions.remote")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..");

  @ArchTest
  static final ArchRule theClientOfTheApiKnowsNoScripts =
      noClasses()
          .that()
          .resideInAPackage("io.stackstate.functions.remote")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.functions",
              "io.stackstate.functions.sandbox..",
              "io.stackstate.functions.worker..",
              "io.stackstate.functions.template..",
              "io.stackstate.stql..",
              "io.stackstate.topology..",
              "groovy..");

  @ArchTest
  static final ArchRule bytecodeIsReadByTheSandboxOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.stackstate.functions.sandbox", "io.stackstate.functions.worker")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.objectweb.asm..");
}
