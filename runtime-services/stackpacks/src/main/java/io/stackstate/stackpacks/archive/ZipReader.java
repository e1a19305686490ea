package io.stackstate.stackpacks.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads a zip into memory. It never trusts a size that the archive states, and refuses names that
 * would leave a directory, names that appear twice and contents that exceed the limits.
 */
final class ZipReader {
  private static final int BUFFER = 16 << 10;

  private final ArchiveLimits limits;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> names = new HashSet<>();
  private long total;

  private ZipReader(ArchiveLimits limits) {
    this.limits = limits;
  }

  /** The files by their path; directories are left out. */
  static Map<String, byte[]> read(InputStream archive, ArchiveLimits limits)
      throws ArchiveException {
    return new ZipReader(limits).read(archive);
  }

  private Map<String, byte[]> read(InputStream archive) throws ArchiveException {
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new Bounded(archive, limits.maxArchiveBytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > limits.maxEntries()) {
          throw new ArchiveException(
              "the archive has more than " + limits.maxEntries() + " entries");
        }
        String name = checked(entry.getName());
        if (!entry.isDirectory()) {
          files.put(name, content(zip, name));
        }
      }
    } catch (TooLarge e) {
      throw new ArchiveException(
          "the archive is larger than " + limits.maxArchiveBytes() + " bytes");
    } catch (IOException | IllegalArgumentException e) {
      throw new ArchiveException("the archive is no readable zip file: " + e.getMessage());
    }
    if (entries == 0) {
      throw new ArchiveException("the archive is no zip file, or an empty one");
    }
    return files;
  }

  private String checked(String name) throws ArchiveException {
    boolean bad =
        name.isEmpty()
            || name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || name.chars().anyMatch(c -> c < ' ');
    for (String segment : name.split("/")) {
      bad |= segment.equals("..") || segment.equals(".");
    }
    if (bad) {
      throw new ArchiveException(
          "entry \"" + printable(name) + "\": expected a relative path inside the archive");
    }
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw new ArchiveException("entry \"" + printable(name) + "\" is in the archive twice");
    }
    return name;
  }

  private byte[] content(ZipInputStream zip, String name) throws IOException, ArchiveException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
      total += read;
      if (out.size() + read > limits.maxEntryBytes()) {
        throw new ArchiveException(
            "entry \"" + name + "\" is larger than " + limits.maxEntryBytes() + " bytes");
      }
      if (total > limits.maxContentBytes()) {
        throw new ArchiveException(
            "the content of the archive is larger than " + limits.maxContentBytes() + " bytes");
      }
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }

  private static String printable(String name) {
    String shown = name.length() > 100 ? name.substring(0, 100) + "..." : name;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }

  private static final class TooLarge extends IOException {}

  /** Fails when more is read than an archive may have. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long max) {
      this.in = in;
      this.left = max;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new TooLarge();
      }
    }
  }
}
