package io.stackstate.telemetry.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who runs Elasticsearch when this process is root, which Elasticsearch refuses to be: {@code
 * nobody}, by way of {@code setpriv}.
 */
public record UnprivilegedUser(UserPrincipal principal, long uid, long gid) {
  private static final String NAME = "nobody";

  public static boolean needed() {
    return "root".equals(System.getProperty("user.name"));
  }

  /**
   * Looks the user up.
   *
   * @throws IOException when there is no such user
   */
  public static UnprivilegedUser find(Path anyFile) throws IOException {
    UserPrincipal principal =
        anyFile.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
    return new UnprivilegedUser(principal, id("-u"), id("-g"));
  }

  private static long id(String option) throws IOException {
    Process process = new ProcessBuilder("id", option, NAME).start();
    return Long.parseLong(new String(process.getInputStream().readAllBytes()).trim());
  }

  /** What to put before a command so that this user runs it. */
  List<String> prefix() {
    return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
  }

  /** Whether this user can read a file: the directories above may be closed to it. */
  public boolean canRead(Path file) throws IOException, InterruptedException {
    Process test =
        new ProcessBuilder(
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + gid,
                "--clear-groups",
                "test",
                "-r",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return Files.exists(file) && test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
  }
}
