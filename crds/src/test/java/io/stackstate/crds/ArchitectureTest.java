package io.stackstate.crds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stackstate", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule RESOURCES_KNOW_NO_OTHER_MODULE =
      noClasses()
          .that()
          .resideInAPackage("io.stackstate.crds..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.operator..", "io.stackstate.model..", "io.stackstate.api..");

  @ArchTest
  static final ArchRule GENERATOR_STAYS_IN_THE_BUILD =
      noClasses()
          .that()
          .resideOutsideOfPackage("..crds.generator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8.crdv2..", "..crds.generator..");
}
