package io.stackstate.stql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stackstate.stql", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsTheModelAndTheReadSideOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.stql..",
              "io.stackstate.model.change",
              "io.stackstate.topology",
              "org.roaringbitmap..",
              "org.antlr.v4.runtime..",
              "java..");

  @ArchTest
  static final ArchRule antlrStaysInTheSyntax =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.stackstate.stql.syntax")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.antlr..");

  @ArchTest
  static final ArchRule expressionsKnowNeitherTextNorTopology =
      noClasses()
          .that()
          .resideInAPackage("io.stackstate.stql.expression")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.stackstate.stql", "io.stackstate.stql.syntax", "io.stackstate.topology..");
}
