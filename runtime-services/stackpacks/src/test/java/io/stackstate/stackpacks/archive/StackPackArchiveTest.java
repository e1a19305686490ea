package io.stackstate.stackpacks.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stackpacks.archive.Manifest.Provision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPackArchiveTest {
  private static final String CONF =
      """
      # comments, missing commas and both separators occur
      name = demo-pack
      displayName: "Demo"
      categories = [ "A", "B", ]
      releaseStatus = AVAILABLE
      logoUrl = "logo.png"
      isNew = no
      isMultiConfig = yes
      configurationUrls { NOT_INSTALLED: "default.md", ERROR: "error.md" }
      faqs = [ { question: "Why?", answer: "So." } ]
      steps = [
        { name = "url", display = "URL", value = { type = "text", default = "http://x" } }
        { name = "secret", display = "Secret", value { type: "password" } }
      ]
      integrations = [ { name: "tile", displayName: "Tile", isNew: true, categories: [] } ]
      provision = "DemoProvision"
      dependencies: { common: "2.5.1" }
      """;

  private static Map<String, byte[]> pack(String conf) {
    return Archives.files(
        "stackpack.conf", conf,
        "META-INF/MANIFEST.MF", "Specification-Version: 1.0.0\n",
        "provisioning/DemoProvision.groovy", "class DemoProvision {}",
        "provisioning/scripts/a b.groovy", "1",
        "provisioning/templates/t.stj", "{}",
        "resources/logo.png", "png",
        "resources/default.md", "# Hi");
  }

  private static StackPackArchive read(String name, Map<String, byte[]> files) throws Exception {
    return StackPackArchive.read(name, Archives.zip(files), ArchiveLimits.DEFAULT);
  }

  @Test
  void aPackIsReadWithItsManifestAndFiles() throws Exception {
    StackPackArchive pack = read("demo.sts", pack(CONF + "version = 1.2.2-feature-SNAPSHOT"));
    Manifest manifest = pack.manifest();
    assertThat(manifest.name()).isEqualTo("demo-pack");
    assertThat(manifest.version()).hasToString("1.2.2-feature-SNAPSHOT");
    assertThat(manifest.isNew()).isFalse();
    assertThat(manifest.isMultiConfig()).isTrue();
    assertThat(manifest.categories()).containsExactly("A", "B");
    assertThat(manifest.steps())
        .extracting(Manifest.Step::type)
        .containsExactly(Manifest.Input.TEXT, Manifest.Input.PASSWORD);
    assertThat(manifest.steps().get(0).defaultValue()).isEqualTo("http://x");
    assertThat(manifest.overviewUrl()).isEqualTo("overview.md");
    assertThat(manifest.provision()).isEqualTo(new Provision.Script("DemoProvision"));
    assertThat(manifest.dependencies()).containsEntry("common", SemVer.parse("2.5.1"));
    assertThat(pack.classFiles()).containsOnlyKeys("DemoProvision.groovy");
    assertThat(pack.provisioning().read("scripts/a b.groovy")).isPresent();
    assertThat(pack.resource("default.md").orElseThrow().mediaType()).startsWith("text/markdown");
    assertThat(pack.resource("../stackpack.conf")).isEmpty();
    assertThat(pack.warnings())
        .containsExactlyInAnyOrder(
            "there is no file resources/error.md in the archive",
            "there is no file resources/overview.md in the archive");
  }

  @Test
  void theVersionComesFromTheFileNameWhereTheManifestHasNone() throws Exception {
    assertThat(read("demo-pack-1.4.2.sts", pack(CONF)).manifest().version()).hasToString("1.4.2");
    assertThatThrownBy(() -> read("demo.sts", pack(CONF)))
        .hasMessageContaining("version: missing, and the file is not called <name>-<version>.sts");
  }

  @Test
  void newerPacksNameTemplatesInsteadOfAScript() throws Exception {
    String conf =
        CONF.replace(
            "provision = \"DemoProvision\"",
            "provision = { sharedTemplate = { templatePath = \"templates/t.stj\" } }");
    assertThat(read("d-1.0.0.sts", pack(conf)).manifest().provision())
        .isEqualTo(new Provision.Templates("templates/t.stj", null));
  }

  @Test
  void everyProblemOfAManifestIsShownWithItsLine() {
    String conf =
        CONF.replace("name = demo-pack", "name = Demo_Pack")
                .replace("provision = \"DemoProvision\"", "")
                .replace("isNew = no", "isNew = maybe")
                .replace("type = \"text\"", "type = \"number\"")
            + "version = abc";
    assertThatThrownBy(() -> read("d.sts", pack(conf)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("stackpack.conf, line 2: name: found \"Demo_Pack\"")
        .hasMessageContaining("stackpack.conf, line 7: isNew: found \"maybe\"")
        .hasMessageContaining("provision: missing, expected a text")
        .hasMessageContaining("line 12: type: found \"number\", expected one of TEXT, PASSWORD")
        .hasMessageContaining("version: found \"abc\", expected one like 1.2.3");
  }

  @Test
  void aManifestThatIsNotReadableNamesTheLine() {
    assertThatThrownBy(() -> read("d.sts", pack("name = x\n}")))
        .hasMessageContaining("stackpack.conf: 2:");
    assertThatThrownBy(() -> read("d.sts", Archives.files("a", "b")))
        .hasMessage("there is no stackpack.conf in the archive");
  }

  @Test
  void aManifestCannotReadTheServer() throws Exception {
    for (String line :
        new String[] {
          "include file(\"/etc/hostname\")", "include url(\"file:///etc/hostname\")",
          "include classpath(\"reference.conf\")", "include \"x\""
        }) {
      assertThatThrownBy(() -> read("d-1.0.0.sts", pack(line + "\n" + CONF)))
          .hasMessageContaining("includes are not allowed");
    }
    assertThat(
            read("d-1.0.0.sts", pack(CONF + "docsUrl = x${?PATH}${?user.home}"))
                .manifest()
                .docsUrl())
        .isEqualTo("x");
  }

  @Test
  void theScriptMustBeThere() {
    Map<String, byte[]> files = new LinkedHashMap<>(pack(CONF));
    files.remove("provisioning/DemoProvision.groovy");
    assertThatThrownBy(() -> read("d-1.0.0.sts", files))
        .hasMessage("provision: there is no file provisioning/DemoProvision.groovy in the archive");
  }

  @Test
  void namesThatLeaveTheArchiveAreRefused() {
    for (String name :
        new String[] {"../x", "/x", "a/../../x", "a\\b", "c:x", "a/./b", "x\u0000"}) {
      Map<String, byte[]> files = pack(CONF);
      files.put(name, new byte[0]);
      assertThatThrownBy(() -> read("d-1.0.0.sts", files))
          .as(name)
          .hasMessageContaining("expected a relative path inside the archive");
    }
    Map<String, byte[]> twice = pack(CONF);
    twice.put("STACKPACK.conf", new byte[0]);
    assertThatThrownBy(() -> read("d-1.0.0.sts", twice))
        .hasMessageContaining("is in the archive twice");
  }

  @Test
  void sizesAreBoundedWhateverTheArchiveStates() {
    Map<String, byte[]> bomb = pack(CONF);
    bomb.put("resources/big", new byte[4 << 20]);
    byte[] zip = Archives.zip(bomb);
    assertThat(zip.length).isLessThan(20_000);
    assertThatThrownBy(
            () ->
                StackPackArchive.read(
                    "d-1.0.0.sts", zip, new ArchiveLimits(1 << 20, 100, 8 << 20, 1 << 20)))
        .hasMessageContaining("entry \"resources/big\" is larger than");
    assertThatThrownBy(
            () ->
                StackPackArchive.read(
                    "d-1.0.0.sts", zip, new ArchiveLimits(1 << 20, 100, 1 << 20, 8 << 20)))
        .hasMessageContaining("the content of the archive is larger than");
    assertThatThrownBy(
            () ->
                StackPackArchive.read(
                    "d-1.0.0.sts", zip, new ArchiveLimits(1 << 20, 3, 8 << 20, 8 << 20)))
        .hasMessageContaining("more than 3 entries");
    assertThatThrownBy(
            () ->
                StackPackArchive.read(
                    "d-1.0.0.sts", zip, new ArchiveLimits(100, 100, 8 << 20, 8 << 20)))
        .hasMessageContaining("the archive is larger than 100 bytes");
  }

  @Test
  void brokenArchivesAreRefused() {
    byte[] zip = Archives.zip(pack(CONF + "version=1.0.0"));
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] broken = Arrays.copyOf(zip, random.nextInt(zip.length));
      for (int n = random.nextInt(4); n > 0 && broken.length > 0; n--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      try {
        StackPackArchive.read("d.sts", broken, ArchiveLimits.DEFAULT);
      } catch (ArchiveException e) {
        assertThat(e.problems()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void packagingAppendsTheVersionAndIsReproducible(@TempDir Path project) throws Exception {
    for (Map.Entry<String, byte[]> file : pack(CONF).entrySet()) {
      Path path = project.resolve("src/main/stackpack").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.writeString(
        project.resolve("version.sbt"), "lastReleasedStackPackVersion := \"3.1.1\"\n");
    byte[] sts = StackPackBuilder.build(project, null);
    assertThat(StackPackBuilder.build(project, null)).isEqualTo(sts);
    StackPackArchive read = StackPackArchive.read("x", sts, ArchiveLimits.DEFAULT);
    assertThat(read.manifest().version()).hasToString("3.1.1");
    assertThat(new String(read.file("stackpack.conf").orElseThrow(), StandardCharsets.UTF_8))
        .startsWith(CONF.stripTrailing())
        .endsWith("version = \"3.1.1\"\n");
  }

  @Test
  void pagesAreFilledInAndSplitAndPasswordsStayHidden() throws Exception {
    Manifest manifest = read("d-1.0.0.sts", pack(CONF)).manifest();
    String page =
        "key {{config.apiKey}} at {{ config.baseUrl }}\n[comment]: # (split)\n"
            + "{{configurationConfig.url}} {{configurationConfig.secret}} {{configurationConfig.no}} {{other}}";
    String shown =
        MarkdownPage.render(
            page, "K$1", "http://b", manifest, Map.of("url", "u", "secret", "hunter2"));
    assertThat(MarkdownPage.columns(shown)).hasSize(2);
    assertThat(shown)
        .contains("key K$1 at http://b")
        .contains("u ********  {{other}}")
        .doesNotContain("hunter2");
  }

  @Test
  void versionsOfOneMajorAreCompatibleAndOrdered() {
    assertThat(SemVer.parse("2.10.0")).isGreaterThan(SemVer.parse("2.9.9"));
    assertThat(SemVer.parse("1.2.2-a-SNAPSHOT")).isLessThan(SemVer.parse("1.2.2"));
    assertThat(SemVer.parse("1.0.0-alpha.2")).isLessThan(SemVer.parse("1.0.0-alpha.10"));
    assertThat(SemVer.parse("2.6.0").satisfies(SemVer.parse("2.5.1"))).isTrue();
    assertThat(SemVer.parse("2.5.0").satisfies(SemVer.parse("2.5.1"))).isFalse();
    assertThat(SemVer.parse("3.0.0").satisfies(SemVer.parse("2.5.1"))).isFalse();
    assertThat(SemVer.find("1")).isEmpty();
    assertThat(SemVer.find("x.y.z")).isEmpty();
  }
}
