package io.stackstate.operator.folder;

import io.stackstate.crds.ServiceToken;
import io.stackstate.operator.content.ContentException;
import io.stackstate.operator.content.TokenVault;
import io.stackstate.operator.status.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens in files, as a pod sees a Secret that is mounted: {@code <folder>/<namespace>/<secret>}
 * holds the token and nothing else, and only its owner may read it. Thread-safe for different
 * resources.
 */
final class FileVault implements TokenVault {
  private static final Logger LOG = LoggerFactory.getLogger(FileVault.class);
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;

  FileVault(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Kept> get(ServiceToken owner, String name) throws ContentException {
    Path about = about(owner, name);
    if (!Files.exists(about) || !Files.exists(file(owner, name))) {
      return Optional.empty();
    }
    Properties known = new Properties();
    try (var in = Files.newBufferedReader(about)) {
      known.load(in);
    } catch (IOException e) {
      throw failure("read", about, e);
    }
    if (!owner.getMetadata().getName().equals(known.getProperty("owner"))) {
      throw new ContentException(
          Verdict.stalled(
              "SecretConflict",
              "another ServiceToken keeps its token in " + name + ": give another secretName"));
    }
    return Optional.of(
        new Kept(
            known.getProperty("tokenId", ""),
            Optional.ofNullable(known.getProperty("previousTokenId")),
            known.getProperty("terms", "")));
  }

  @Override
  public void put(ServiceToken owner, String name, Kept kept, String token)
      throws ContentException {
    StringBuilder about = new StringBuilder();
    about.append("owner=").append(owner.getMetadata().getName()).append('\n');
    about.append("tokenId=").append(kept.tokenId()).append('\n');
    about.append("terms=").append(kept.terms()).append('\n');
    kept.previousId().ifPresent(id -> about.append("previousTokenId=").append(id).append('\n'));
    Path file = file(owner, name);
    try {
      Files.createDirectories(file.getParent(), PRIVATE_FOLDER);
      // What is known of the token comes last: without it the token counts as not kept.
      Files.deleteIfExists(about(owner, name));
      write(file, token);
      write(about(owner, name), about.toString());
    } catch (IOException e) {
      throw failure("write", file, e);
    }
  }

  @Override
  public void delete(ServiceToken owner, String name) {
    try {
      if (get(owner, name).isPresent()) {
        Files.deleteIfExists(about(owner, name));
        Files.deleteIfExists(file(owner, name));
      }
    } catch (ContentException | IOException e) {
      LOG.warn("the file of a revoked token stays behind: {}", e.getMessage());
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, PRIVATE_FILE);
    Files.write(next, text.getBytes(StandardCharsets.UTF_8));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ContentException failure(String verb, Path file, IOException e) {
    return new ContentException(
        Verdict.waiting(
            "SecretUnavailable",
            "cannot " + verb + " " + file + ": " + e.getMessage() + "; it is tried again"));
  }

  private Path file(ServiceToken owner, String name) {
    return folder.resolve(owner.getMetadata().getNamespace()).resolve(name);
  }

  private Path about(ServiceToken owner, String name) {
    return file(owner, name).resolveSibling("." + name + ".properties");
  }
}
