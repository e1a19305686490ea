package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens settings nodes in an editor, and imports what it leaves. */
@Command(
    name = "edit",
    description = {
      "Opens settings nodes in an editor, and applies what is saved.",
      "The editor is that of $VISUAL or $EDITOR, else vi."
    })
final class SettingsEdit implements Runnable {
  private final Session session;

  @Mixin private SettingsSelection selection;

  @Option(names = "--unlock", description = "Unlocks the nodes of --ids first.")
  private boolean unlock;

  SettingsEdit(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (selection.isEverything()) {
      throw new CliException(ExitCode.REQUEST, "expected --ids, --type or --namespace");
    }
    String before = selection.export(session, "sty");
    Path file = temporary(before);
    String after = edit(file);
    if (after.equals(before)) {
      session.printer().note("Nothing was changed.");
      return;
    }
    if (unlock) {
      selection.ids().forEach(id -> SettingsUnlock.unlock(session, id));
    }
    JsonNode plan = apply(file, after);
    SettingsChanges.warn(session, plan);
    session.printer().print(plan, () -> SettingsChanges.text(plan));
  }

  private JsonNode apply(Path file, String text) {
    try {
      JsonNode plan =
          new SettingsImportOptions()
              .send(session, "edited.sty", text.getBytes(StandardCharsets.UTF_8), false);
      java.nio.file.Files.deleteIfExists(file);
      return plan;
    } catch (CliException e) {
      throw new CliException(e.exitCode(), e.getMessage() + "\nThe text is kept in " + file);
    } catch (IOException e) {
      throw new CliException(ExitCode.WRITE_FILE, file + " cannot be removed: " + e.getMessage());
    }
  }

  private static Path temporary(String text) {
    try {
      Path file = java.nio.file.Files.createTempFile("settings-", ".sty");
      return java.nio.file.Files.writeString(file, text);
    } catch (IOException e) {
      throw new CliException(ExitCode.WRITE_FILE, "no file can be made: " + e.getMessage());
    }
  }

  private String edit(Path file) {
    String editor =
        Optional.ofNullable(System.getenv("VISUAL"))
            .or(() -> Optional.ofNullable(System.getenv("EDITOR")))
            .orElse("vi");
    try {
      int code =
          new ProcessBuilder("sh", "-c", editor + " \"$0\"", file.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new CliException(
            ExitCode.REQUEST, editor + " ended with " + code + "; nothing was changed");
      }
      return java.nio.file.Files.readString(file);
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, editor + " failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.REQUEST, "interrupted; nothing was changed");
    }
  }
}
