package io.stackstate.topology.kafka;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.CommitHeader;
import io.stackstate.topology.RecordCheck;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of the change log. A record that is not valid is reported, counted and left
 * out: one bad writer must not stop the platform, nor be overlooked. For one thread, except the
 * count.
 */
final class RecordDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeLogReader.class);
  private static final int SHOWN = 200;

  private volatile long badRecords;

  /** The number of records left out. */
  long badRecords() {
    return badRecords;
  }

  /** The place of the record in its commit; null when it has none and belongs to no commit. */
  CommitHeader header(ConsumerRecord<byte[], byte[]> record) {
    try {
      Header header = record.headers().lastHeader(CommitHeader.NAME);
      CommitHeader commit = CommitHeader.parse(header == null ? null : header.value());
      if (commit.index() < 0 || commit.index() >= commit.size()) {
        throw new IllegalArgumentException(
            "commit header: found record " + commit.index() + " of " + commit.size());
      }
      return commit;
    } catch (IllegalArgumentException e) {
      report(record, e);
      return null;
    }
  }

  /** The change; null when the record is not valid. */
  Change change(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.key() == null) {
        throw new IllegalArgumentException("key: found none, expected <aspect>:<id>");
      }
      Change change = new Change(ChangeKey.parse(record.key()), record.value());
      RecordCheck.check(change);
      return change;
    } catch (IllegalArgumentException e) {
      report(record, e);
      return null;
    }
  }

  private void report(ConsumerRecord<byte[], byte[]> record, IllegalArgumentException problem) {
    badRecords = badRecords + 1;
    LOG.error(
        "{} at offset {} with key {} is left out: {}",
        record.topic(),
        record.offset(),
        shown(record.key()),
        printable(problem.getMessage()));
  }

  private static String shown(byte[] key) {
    if (key == null) {
      return "(none)";
    }
    return printable(new String(key, 0, Math.min(key.length, SHOWN), StandardCharsets.UTF_8));
  }

  /** Bad records may hold anything: no line of a log is forged or flooded by one. */
  private static String printable(String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
