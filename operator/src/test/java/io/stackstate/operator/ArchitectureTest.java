package io.stackstate.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stackstate.operator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule OPERATOR_KNOWS_THE_RESOURCES_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.slf4j..",
              "com.fasterxml.jackson..",
              "io.fabric8.kubernetes..",
              "io.strimzi.api..",
              "io.javaoperatorsdk..",
              "io.micrometer..",
              "com.sun.net.httpserver..",
              "com.typesafe.config..",
              "io.stackstate.crds..",
              "io.stackstate.operator..");

  @ArchTest
  static final ArchRule THE_API_CLIENT_KNOWS_NO_KUBERNETES =
      noClasses()
          .that()
          .resideInAPackage("..operator.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "io.stackstate.crds..");

  @ArchTest
  static final ArchRule THE_ALGORITHM_KNOWS_NO_DRIVER =
      noClasses()
          .that()
          .resideInAnyPackage("..operator.content..", "..operator.status..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..operator.folder..");

  @ArchTest
  static final ArchRule BUILDERS_ARE_PURE =
      noClasses()
          .that()
          .resideInAPackage("..operator.instance.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client.dsl..",
              "io.javaoperatorsdk..",
              "java.net.http..",
              "..operator.api..",
              "..operator.folder..",
              "..operator.status..");

  @ArchTest
  static final ArchRule STRIMZI_STAYS_WITH_THE_BUILDERS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..operator.instance.model..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.strimzi..");
}
