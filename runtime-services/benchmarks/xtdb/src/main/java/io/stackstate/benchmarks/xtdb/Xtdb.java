package io.stackstate.benchmarks.xtdb;

import io.stackstate.benchmarks.contest.Chronicle;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.HistoryContender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import xtdb.api.HistoryOptions;
import xtdb.api.ICursor;
import xtdb.api.IXtdb;
import xtdb.api.IXtdbDatasource;
import xtdb.api.TransactionInstant;
import xtdb.api.XtdbDocument;
import xtdb.api.tx.Transaction;

/**
 * XTDB 1, a bitemporal store, with its indexes in memory: a component or relation is a document, its
 * past is valid time.
 */
public final class Xtdb implements HistoryContender {
  private static final int BATCH = 1_000;

  private IXtdb node;
  private TransactionInstant last;

  private interface Content {
    void add(Transaction.Builder transaction, int index);
  }

  @Override
  public void load(Estate estate, Chronicle chronicle, Path directory) {
    node = IXtdb.startNode();
    Date from = new Date(chronicle.fromMillis());
    submit(
        estate.components(),
        (tx, i) -> tx.put(document(estate.component(i), 0), from));
    submit(
        estate.relations(),
        (tx, r) -> {
          Estate.Relation relation = estate.relation(r);
          Map<String, Object> data = new HashMap<>();
          data.put("kind", "relation");
          data.put("source", relation.source());
          data.put("target", relation.target());
          tx.put(XtdbDocument.create("r" + r, data), from);
        });
  }

  @Override
  public void change(Estate estate, Chronicle chronicle) {
    submit(
        chronicle.changes(),
        (tx, k) ->
            tx.put(
                document(estate.component(chronicle.component(k)), k + 1),
                new Date(chronicle.timeMillis(k))));
  }

  private void submit(int count, Content content) {
    for (int from = 0; from < count; from += BATCH) {
      Transaction.Builder transaction = Transaction.builder();
      for (int i = from; i < Math.min(count, from + BATCH); i++) {
        content.add(transaction, i);
      }
      last = node.submitTx(transaction.build());
    }
    node.awaitTx(last, Duration.ofMinutes(10));
  }

  private static XtdbDocument document(Estate.Component component, int revision) {
    Map<String, Object> data = new HashMap<>();
    data.put("kind", "component");
    data.put("name", component.name());
    data.put("type", component.type());
    data.put("layer", component.layer());
    data.put("domain", component.domain());
    data.put("environment", component.environment());
    data.put("labels", new HashSet<>(component.labels()));
    data.put("identifiers", new HashSet<>(component.identifiers()));
    data.put("revision", revision);
    return XtdbDocument.create(id(component.index()), data);
  }

  private static String id(int component) {
    return "c" + component;
  }

  /** Its indexes are in memory. */
  @Override
  public long diskBytes() {
    return 0;
  }

  @Override
  public long at(long timeMillis) throws Exception {
    long count = 0;
    try (IXtdbDatasource past = node.openDB(new Date(timeMillis))) {
      for (String kind : List.of("component", "relation")) {
        String all = "{:find [(pull e [*])] :in [kind] :where [[e :kind kind]]}";
        try (ICursor<List<?>> rows = past.openQuery(all, kind)) {
          while (rows.hasNext()) {
            rows.next();
            count++;
          }
        }
      }
    }
    return count;
  }

  @Override
  public long history(int component, long fromMillis, long toMillis) {
    HistoryOptions options =
        HistoryOptions.create(HistoryOptions.SortOrder.ASC)
            .withDocs(true)
            .startValidTime(new Date(fromMillis + 1))
            .endValidTime(new Date(toMillis + 1));
    return node.db(new Date(toMillis)).entityHistory(id(component), options).size();
  }

  /** The revisions of all components at both instants: it has no index by time alone. */
  @Override
  public long diff(long fromMillis, long toMillis) throws Exception {
    Set<List<?>> before = revisions(fromMillis);
    return revisions(toMillis).stream().filter(revision -> !before.contains(revision)).count();
  }

  private Set<List<?>> revisions(long timeMillis) throws IOException {
    try (IXtdbDatasource past = node.openDB(new Date(timeMillis))) {
      Collection<List<?>> rows = past.query("{:find [e r] :where [[e :revision r]]}");
      return new HashSet<>(rows);
    }
  }

  @Override
  public void close() throws IOException {
    if (node != null) {
      node.close();
    }
  }
}
